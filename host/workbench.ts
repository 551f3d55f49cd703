/**
 * The workbench of one person at one machine: owns the data folder, the session and the desk of
 * whoever is signed in, and answers windows over ports. It knows no transport and no shell.
 */
import type { Session } from '../domain/contract/workbench.ts'
import type { Keys } from './keys/keys.ts'
import type { Log } from './log.ts'
import type { Port } from './ports.ts'

export interface GatewayAddress {
  /** Base address of the gateway, without trailing slash. */
  url: string
  /** Issuer of the identity provider. */
  issuer: string
  /** Public client id of the desk at the provider. */
  clientId: string
}

export interface WorkbenchOptions {
  /** Folder that this workbench alone uses; made when absent. */
  dataDir: string
  gateway: GatewayAddress
  keys: Keys
  mode: Session['mode']
  /** Synthetic people only: shown in the window. */
  practice: boolean
  clock?: () => Date
  log?: Log
}

export interface Workbench {
  /** Serves one window. */
  attach(port: Port): void
  /** Practice sign-in without a click, through the real code path; resolves when signed in. */
  signInWith(loginHint: string): Promise<void>
  /** The session as every window sees it. */
  session(): Session
  /** Answers what waits with HOST_STOPPED, closes cache and folder. */
  close(): Promise<void>
}
