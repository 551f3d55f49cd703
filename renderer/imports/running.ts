/**
 * The one import of this window. It goes on when its screen is left, and whoever comes back sees how far it is;
 * it ends with the window or when its person leaves, and the same file goes on later.
 */
import type { TandemError } from '../../domain/contract/errors.ts'
import type { ImportBegin, ImportProgress } from '../../domain/contract/imports.ts'
import { session } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { createStore } from '../data/store.ts'
import { REPORT_MAX, type RefusedRow } from './report.ts'
import { sendFile } from './send-file.ts'

export interface ImportRun {
  /** Name of the file and its bytes. */
  name: string
  size: number
  dryRun: boolean
  /** Bytes that were read. */
  done: number
  progress: ImportProgress | null
  outcome: 'RUNNING' | 'STOPPED' | 'DONE' | 'FAILED'
  error: TandemError | null
  /** The first rows that were refused. */
  refused: readonly RefusedRow[]
}

/** The import that runs, or the last one as long as nothing else was chosen; null: none. */
export const importRun = createStore<ImportRun | null>(null)

let control: AbortController | null = null
let whose: string | null = null

const personHere = (): string | null => session.get()?.actor?.id ?? null

/** Tells of an import how it goes; of one that is not here any more, nothing. */
const change = (own: AbortController, part: Partial<ImportRun>): void => {
  const now = importRun.get()
  if (now && own === control) importRun.set({ ...now, ...part })
}

// What one person imports, and what was refused of it, is not for the next.
session.subscribe(() => {
  if (control === null || personHere() === whose) return
  control.abort()
  control = null
  importRun.set(null)
})

export const isImporting = (): boolean => importRun.get()?.outcome === 'RUNNING'

/** Starts an import; does nothing while one runs. Ends when it is over, whichever way. */
export async function startImport(
  file: File,
  begin: Omit<ImportBegin, 'id' | 'size' | 'modified'>,
): Promise<void> {
  if (isImporting()) return
  const own = new AbortController()
  control = own
  whose = personHere()
  importRun.set({
    name: file.name,
    size: file.size,
    dryRun: begin.dryRun,
    done: 0,
    progress: null,
    outcome: 'RUNNING',
    error: null,
    refused: [],
  })
  try {
    const { stopped } = await sendFile(
      file,
      begin,
      ({ done, progress }) => {
        const before = importRun.get()?.refused ?? []
        const refused =
          progress.rows.length > 0 ? [...before, ...progress.rows].slice(0, REPORT_MAX) : before
        change(own, { done, progress, refused })
      },
      own.signal,
    )
    change(own, { outcome: stopped ? 'STOPPED' : 'DONE' })
  } catch (cause) {
    change(own, { outcome: 'FAILED', error: toTandemError(cause) })
  }
}

/** Stops after the piece that is on its way. */
export const stopImport = (): void => control?.abort()

/** Something else was chosen: what came of the last one is no longer shown. */
export function forgetImport(): void {
  if (!isImporting()) importRun.set(null)
}
