import type { Port } from '../ports.ts'

/** What this door needs of a MessagePort of Node or the web. */
interface WebMessagePort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
  start?(): void
  close(): void
}

/** What this door needs of the MessagePortMain of a desktop shell. */
interface ShellMessagePort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** A port over a MessagePort of Node, the web or the desktop shell. Anything but text is ignored. */
export function messagePortDoor(port: WebMessagePort | ShellMessagePort): Port {
  const subscribe =
    'addEventListener' in port ? port.addEventListener.bind(port) : port.on.bind(port)
  let open = true
  subscribe('close', () => {
    open = false
  })
  return {
    post(text) {
      if (open) port.postMessage(text)
    },
    onMessage(listener) {
      subscribe('message', ({ data }: { data: unknown }) => {
        if (typeof data === 'string') listener(data)
      })
      port.start?.()
    },
    onClose(listener) {
      subscribe('close', listener)
    },
    close() {
      port.close()
    },
  }
}
