/**
 * Desktop shell: the workbench as a utility process. It is told everything by message
 * (domain/contract/shell.ts) and serves each window on a port straight to the page.
 */
import type { HostOrder, HostReport, HostStart } from '../domain/contract/shell.ts'
import { isErrorCode } from '../domain/contract/errors.ts'
import { messagePortDoor } from './doors/message-port.ts'
import { asTandemError } from './errors.ts'
import { givenKeys } from './keys/keys.ts'
import { createWorkbench, type Workbench } from './workbench.ts'

type ShellPort = Parameters<typeof messagePortDoor>[0]

/** The part of the shell's parent port that is used here; kept minimal, so that nothing is imported. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: HostOrder; ports: ShellPort[] }) => void): void
  postMessage(message: HostReport): void
}

/** Opens the workbench that the shell asked for. Never throws: a window shows what is wrong. */
async function open(start: HostStart, report: (message: HostReport) => void): Promise<Workbench> {
  const { dataDir, gateway, practice, signInAs } = start
  const keys = givenKeys(start.master)
  const workbench = await createWorkbench({ dataDir, gateway, keys, mode: 'electron', practice })
  const code = workbench.failure()?.code
  if (isErrorCode(code)) report({ type: 'failed', code })
  else await signIn(workbench, signInAs, report)
  return workbench
}

/** A sign-in that fails leaves the window at the sign-in screen. */
async function signIn(
  workbench: Workbench,
  person: string | null,
  report: (message: HostReport) => void,
): Promise<void> {
  try {
    if (person !== null) await workbench.signInWith(person)
    report({ type: 'ready' })
  } catch (error) {
    report({ type: 'failed', code: asTandemError(error).code })
  }
}

/** Serves the shell behind `parent` until it says stop. */
export function serveShell(parent: ParentPort, exit: (code: number) => void): void {
  let workbench: Promise<Workbench> | null = null
  const report = (message: HostReport) => parent.postMessage(message)
  const failed = (error: unknown) => report({ type: 'failed', code: asTandemError(error).code })
  parent.on('message', ({ data, ports }) => {
    switch (data.type) {
      case 'start':
        workbench ??= open(data, report)
        workbench.catch(failed)
        return
      case 'window':
        for (const port of ports) {
          workbench?.then((opened) => opened.attach(messagePortDoor(port))).catch(failed)
        }
        return
      case 'stop':
        Promise.resolve(workbench)
          .then((opened) => opened?.close())
          .catch(failed)
          .finally(() => exit(0))
    }
  })
}

const { parentPort } = process as { parentPort?: ParentPort }
if (parentPort) serveShell(parentPort, (code) => process.exit(code))
