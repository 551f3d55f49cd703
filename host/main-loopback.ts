/**
 * Browser mode: the workbench behind the loopback door, in this process. For places where the
 * desktop shell cannot be had, and for the end-to-end tests; not part of packaged builds.
 */
import { join } from 'node:path'
import { type ErrorCode, TandemError } from '../domain/contract/errors.ts'
import { openLoopbackDoor } from './doors/loopback.ts'
import { keyFile } from './keys/key-file.ts'
import { fileLog, type Log } from './log.ts'
import { createWorkbench, type GatewayAddress, type Workbench } from './workbench.ts'

export interface LoopbackStart {
  /** Folder of caches, sealed tokens, key file and log. */
  dataDir: string
  gateway: GatewayAddress
  /** 0: any free port. */
  port: number
  /** Folder of the built page (out/renderer). */
  pageDir: string
  practice: boolean
  clock?: () => Date
  log?: Log
}

export interface StartedLoopback {
  /** Address of the page, with the start token in its fragment. */
  url: string
  origin: string
  token: string
  workbench: Workbench
  /** Practice sign-in without a click. */
  signInWith(loginHint: string): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the workbench and its door. Throws TandemError when there can be no window at all:
 * PORT_TAKEN, CACHE_LOCKED_BY_OTHER, DATA_FOLDER_NOT_WRITABLE, DISK_FULL, KEY_FILE_READABLE,
 * CACHE_WRONG_KEY. What concerns one person's cache is shown in the window instead.
 */
export async function startLoopback(start: LoopbackStart): Promise<StartedLoopback> {
  const { dataDir, gateway, port, pageDir, practice } = start
  const log = start.log ?? fileLog(join(dataDir, 'host.log'))
  const workbench = await createWorkbench({
    dataDir,
    gateway,
    keys: keyFile(join(dataDir, 'key')),
    mode: 'browser',
    practice,
    log,
    ...(start.clock ? { clock: start.clock } : {}),
  })
  try {
    refuseWithoutFolder(workbench)
    const door = await openLoopbackDoor({
      port,
      pageDir,
      log,
      attach: (windowPort) => workbench.attach(windowPort),
    })
    return {
      url: door.url,
      origin: door.origin,
      token: door.token,
      workbench,
      signInWith: (hint) => workbench.signInWith(hint),
      async close() {
        await workbench.close()
        await door.close()
      },
    }
  } catch (error) {
    await workbench.close()
    throw error
  }
}

function refuseWithoutFolder(workbench: Workbench): void {
  const failure = workbench.failure()
  if (failure) throw new TandemError(failure.code as ErrorCode, failure.details ?? {})
}
