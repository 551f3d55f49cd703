/**
 * The host as a utility process: forked by path, told everything by message, started again when it
 * stops, a limited number of times. Windows get a port straight to it.
 */
import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron'
import type { HostReport, HostStart } from '../domain/contract/shell.ts'
import { CHANNELS } from './channels.ts'
import { hostEnvironment } from './host-environment.ts'
import { RestartCounter } from './restarts.ts'

/** How long the host may take to close its cache, in milliseconds. */
const STOP_TIMEOUT_MS = 5000

export interface HostProcessOptions {
  /** Path of the built host. */
  entry: string
  start: HostStart
  /** Called once, when the host stopped too often to be started again. */
  onGivenUp(): void
}

export class HostProcess {
  private readonly options: HostProcessOptions
  private readonly restarts = new RestartCounter()
  private child: UtilityProcess | null = null
  /** Pages that asked while there was no host. */
  private readonly waiting = new Set<WebContents>()
  private stopping = false

  constructor(options: HostProcessOptions) {
    this.options = options
  }

  /** Forks the host; only after the application is ready. */
  start(): void {
    const child = utilityProcess.fork(this.options.entry, [], {
      serviceName: 'Tandem host',
      env: hostEnvironment(process.env),
      stdio: 'inherit',
    })
    this.child = child
    child.on('message', (report: HostReport) => {
      if (report.type === 'failed') console.error(`The host cannot work: ${report.code}`)
    })
    child.once('exit', () => this.exited())
    child.postMessage(this.options.start)
    for (const page of this.waiting) this.connect(page)
  }

  /** Gives a page a new port to the host, now or when the host is there. */
  connect(page: WebContents): void {
    if (page.isDestroyed()) {
      this.waiting.delete(page)
    } else if (this.child) {
      this.waiting.delete(page)
      const { port1, port2 } = new MessageChannelMain()
      this.child.postMessage({ type: 'window' }, [port1])
      page.postMessage(CHANNELS.port, null, [port2])
    } else {
      this.waiting.add(page)
    }
  }

  /** Lets the host close its cache, then ends it; resolves when it is gone. */
  async stop(): Promise<void> {
    this.stopping = true
    const { child } = this
    if (!child) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_TIMEOUT_MS))
    child.postMessage({ type: 'stop' })
    await Promise.race([gone, late])
    child.kill()
  }

  private exited(): void {
    this.child = null
    if (this.stopping) return
    const pause = this.restarts.stopped(Date.now())
    if (pause === null) this.options.onGivenUp()
    else setTimeout(() => this.start(), pause)
  }
}
