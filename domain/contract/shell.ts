/** Messages between the desktop shell and the host process that it forks. */
import type { ErrorCode } from './errors.ts'

/** The desk at the identity provider: a native public client, unless its administrator names another. */
export const DESK_CLIENT_ID = 'tandem-desk'

/** First message of the shell: everything the host needs, nothing on the command line. */
export interface HostStart {
  type: 'start'
  /** Folder that this host alone uses. */
  dataDir: string
  gateway: { url: string; issuer: string; clientId: string }
  /** The desk's secret, 32 bytes, opened by the key store of the operating system. */
  master: Uint8Array
  /** Synthetic people only. */
  practice: boolean
  /** Practice sign-in without a click as this person; null: the person signs in. */
  signInAs: string | null
}

/** A window wants to be served; the message carries exactly one port. */
export interface HostWindow {
  type: 'window'
}

/** The application ends: close the cache and exit with code 0. */
export interface HostStop {
  type: 'stop'
}

export type HostOrder = HostStart | HostWindow | HostStop

/** What the host tells the shell: it serves, or why it cannot. */
export type HostReport = { type: 'ready' } | { type: 'failed'; code: ErrorCode }
