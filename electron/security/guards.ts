import type { WebContents } from 'electron'
import { isInternalUrl } from './addresses.ts'

interface StoppableEvent {
  preventDefault(): void
}

/** What this file needs of web contents, so that tests can stand in for them. */
export interface GuardedContents {
  on(event: 'will-attach-webview', listener: (event: StoppableEvent) => void): unknown
  on(
    event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate',
    listener: (event: StoppableEvent & { url: string }) => void,
  ): unknown
  setWindowOpenHandler: WebContents['setWindowOpenHandler']
}

/**
 * Keeps a page where it is: no navigation, redirect or frame leads away from the application, no
 * window and no webview opens. A link to elsewhere is offered to `openExternal`, which decides.
 */
export function guardContents(
  contents: GuardedContents,
  openExternal: (address: string) => void,
): void {
  const stay = (event: StoppableEvent & { url: string }) => {
    if (!isInternalUrl(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url)
    return { action: 'deny' }
  })
}
