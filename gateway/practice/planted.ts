/** What is true of a practice world and stands in none of its records: whose each record really is. */
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PlantedPage } from '../../domain/contract/sync.ts'

/** Bytes of a page, before it is cut at the end of a line. */
const PAGE_BYTES = 1024 * 1024
/** Lines that are written together. */
const LINES = 10_000

function* pieces(owners: Iterable<readonly [string, string]>): Generator<string> {
  let lines: string[] = []
  for (const [record, person] of owners) {
    lines.push(`${record} ${person}\n`)
    if (lines.length < LINES) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}

/** Writes `[record, person]` as lines. */
export async function writePlanted(
  file: string,
  owners: Iterable<readonly [string, string]>,
): Promise<void> {
  await pipeline(Readable.from(pieces(owners)), createWriteStream(file))
}

/** Whole lines from a byte of the file on. */
export async function pageOf(file: string, from: number): Promise<PlantedPage> {
  const handle = await open(file)
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(PAGE_BYTES), 0, PAGE_BYTES, from)
    const end = bytesRead < PAGE_BYTES ? bytesRead : buffer.lastIndexOf(10) + 1
    const lines = buffer.toString('latin1', 0, end)
    return { lines, next: bytesRead < PAGE_BYTES ? null : from + end }
  } finally {
    await handle.close()
  }
}
