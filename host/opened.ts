/** Which dossiers stand open: here, told to the gateway, and on other desks, told to the windows. */
import type { OpenDossiers, OpenedHere, OpenedThere } from '../domain/contract/opened.ts'
import { errorFields, type Log } from './log.ts'

export interface OpenedOptions {
  /** Tells the gateway. */
  tell(here: OpenedHere): Promise<void>
  /** What the windows are told has changed. */
  changed(): void
  log: Log
}

/**
 * The dossiers that stand open, for as long as the gateway's hint stream does: without it nobody
 * knows, and nothing is guessed from what was heard before.
 */
export class OpenedDossiers {
  private readonly options: OpenedOptions
  private readonly others = new Map<string, OpenedThere>()
  /** What each window shows; the last one to open counts. */
  private readonly windows = new Map<symbol, string>()
  private readonly leaving = new Set<() => void>()
  private stream: string | null = null
  private told: string | null = null
  private telling = false

  constructor(options: OpenedOptions) {
    this.options = options
  }

  view(): OpenDossiers {
    const dossiers = [...this.others.values()].flatMap(({ dossierId, person, track }) =>
      dossierId === null ? [] : { dossierId, person, track },
    )
    return { known: this.stream !== null, dossiers }
  }

  /** The hint stream is open. */
  live(stream: string): void {
    this.stream = stream
    this.told = null
    this.options.changed()
    this.tellHere()
  }

  heard(there: OpenedThere): void {
    if (there.dossierId === null) this.others.delete(there.stream)
    else this.others.set(there.stream, there)
    this.options.changed()
  }

  /** The hint stream ended. */
  lost(): void {
    if (this.stream === null) return
    this.stream = null
    this.others.clear()
    this.options.changed()
  }

  /** A window shows a dossier until it says otherwise or is gone. Says once that it has begun. */
  async *stay(dossierId: string, signal: AbortSignal | undefined): AsyncGenerator<'HERE', void> {
    const window = Symbol(dossierId)
    const { promise: left, resolve: leave } = Promise.withResolvers<void>()
    this.windows.set(window, dossierId)
    this.leaving.add(leave)
    this.tellHere()
    try {
      if (signal?.aborted) leave()
      signal?.addEventListener('abort', () => leave(), { once: true })
      yield 'HERE'
      await left
    } finally {
      this.leaving.delete(leave)
      this.windows.delete(window)
      this.tellHere()
    }
  }

  /** Nobody works here any more. */
  close(): void {
    this.stream = null
    for (const leave of this.leaving) leave()
  }

  private tellHere(): void {
    if (this.telling) return
    this.telling = true
    this.tellLatest()
      .catch((error: unknown) => this.options.log('info', 'opened.tell', errorFields(error)))
      .finally(() => {
        this.telling = false
      })
  }

  /** One at a time: whoever walks through dossiers is told where they stopped. */
  private async tellLatest(): Promise<void> {
    // A step from one dossier to the next leaves the one before it opens the other.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.stream !== null) {
      const { stream } = this
      const dossierId = [...this.windows.values()].at(-1) ?? null
      if (dossierId === this.told) return
      this.told = dossierId
      await this.options.tell({ stream, dossierId })
    }
  }
}
