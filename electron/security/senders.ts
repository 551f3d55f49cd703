import { APP_ORIGIN, isInternalUrl } from './addresses.ts'

/** What this file needs of a frame that sent a message. */
export interface SenderFrame {
  url: string
  origin: string
  parent: unknown
}

/** True only for the main frame of our own page: no frame, subframes, blank and others are refused. */
export function isOwnMainFrame(frame: SenderFrame | null | undefined): boolean {
  return (
    frame !== null &&
    frame !== undefined &&
    frame.parent === null &&
    frame.origin === APP_ORIGIN &&
    isInternalUrl(frame.url)
  )
}
