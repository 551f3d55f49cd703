/** Names of the messages between main, preload and page. */
export const CHANNELS = {
  requestPort: 'tandem:request-port',
  port: 'tandem:port',
  openExternal: 'tandem:open-external',
} as const

/** What the page posts to ask for a port, and what comes back with it. */
export const PORT_WANTED = 'tandem:port?'
export const PORT_MESSAGE = 'tandem:port'
