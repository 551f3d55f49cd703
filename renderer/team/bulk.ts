/** An act on many dossiers, slice by slice: looked at first, then done, with a way back. */
import { BULK_SLICE, type BulkCall, type BulkLook } from '../../domain/contract/bulk.ts'
import { workbench } from '../data/client.ts'

interface Steps {
  signal?: AbortSignal
  /** How many are dealt with. */
  onDone?: (count: number) => void
}

function slicesOf<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / BULK_SLICE)
  return Array.from({ length: count }, (_, n) => all.slice(n * BULK_SLICE, (n + 1) * BULK_SLICE))
}

/** What an act would do with each, looked at slice by slice; fewer when it was stopped. */
export async function lookThrough(
  ids: readonly string[],
  look: (slice: string[]) => Promise<BulkLook[]>,
  { signal, onDone }: Steps = {},
): Promise<BulkLook[]> {
  const looks: BulkLook[] = []
  for (const slice of slicesOf(ids)) {
    if (signal?.aborted) break
    looks.push(...(await look(slice)))
    onDone?.(looks.length)
  }
  return looks
}

/** Why some stay out: how many, and the first references. */
export interface Excluded {
  code: string
  count: number
  references: string[]
}

const REFERENCES_SHOWN = 5

/** Those that stay out by reason, the most frequent first. */
export function excludedOf(looks: readonly BulkLook[]): Excluded[] {
  const byCode = new Map<string, Excluded>()
  for (const { code, reference } of looks) {
    if (code === null) continue
    const group = byCode.get(code) ?? { code, count: 0, references: [] }
    group.count += 1
    if (group.references.length < REFERENCES_SHOWN) group.references.push(reference)
    byCode.set(code, group)
  }
  return [...byCode.values()].toSorted((a, b) => b.count - a.count)
}

/** Runs the commands of those that take part; gives what takes back those that were done. */
export async function runAll(
  looks: readonly BulkLook[],
  { signal, onDone }: Steps = {},
): Promise<{ undo: BulkCall[]; refused: number }> {
  const undo: BulkCall[] = []
  let refused = 0
  let done = 0
  for (const slice of slicesOf(looks)) {
    if (signal?.aborted) break
    const results = await workbench.command.runMany({ calls: slice.map(({ call }) => call) })
    results.forEach(({ outcome }, n) => {
      const look = slice[n]
      if (outcome === 'QUEUED' && look) undo.push(look.undo)
      else refused += 1
    })
    done += slice.length
    onDone?.(done)
  }
  return { undo, refused }
}

/** Takes back what was done, the last first; gives how many could not be. */
export async function undoAll(calls: readonly BulkCall[]): Promise<number> {
  let refused = 0
  for (const slice of slicesOf(calls.toReversed())) {
    const results = await workbench.command.runMany({ calls: slice })
    refused += results.filter(({ outcome }) => outcome !== 'QUEUED').length
  }
  return refused
}
