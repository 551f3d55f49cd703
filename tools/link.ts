/**
 * `npm run link`: finds the records of one or two tables that mean the same, without labels, with the
 * engine that links declarations and persons (domain/linking).
 */
import { writeFileSync } from 'node:fs'
import { linkTable, type TableLink } from '../domain/linking/table/link-table.ts'
import { headerIn, LinkFailure, type LinkOptions, readLinkOptions, USAGE } from './link/options.ts'
import { readTable } from './link/read-table.ts'

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** The pairs as CSV; within one file the record that stands first is the left one. */
function asCsv(links: readonly TableLink[], ids: readonly string[]): string {
  const lines = links.map(({ left, right, probability, weight }) => {
    const first = Math.min(left, right)
    const second = Math.max(left, right)
    return `${quoted(ids[first]!)},${quoted(ids[second]!)},${probability.toFixed(6)},${weight.toFixed(3)}\n`
  })
  return `left,right,probability,weight\n${lines.join('')}`
}

/** So many lines of a file are named at most. */
const NAMED_MAX = 10

/** What was left out is said beside the result: one bad line must not cost the rest. */
function sayLeftOut(leftOut: readonly string[]): void {
  for (const sentence of leftOut.slice(0, NAMED_MAX)) console.error(sentence)
  if (leftOut.length > NAMED_MAX) console.error(`${leftOut.length} lines in all.`)
}

async function run(options: LinkOptions): Promise<string> {
  const start = performance.now()
  const read = (side: 'left' | 'right', file: string) => {
    const headers = options.columns.map(({ header }) => headerIn(side, header))
    return readTable(file, headerIn(side, options.id), headers)
  }
  const left = await read('left', options.left)
  const right = options.right === null ? null : await read('right', options.right)
  sayLeftOut([...left.leftOut, ...(right?.leftOut ?? [])])
  const ids = right ? left.ids.concat(right.ids) : left.ids
  const { links, threshold } = linkTable(
    {
      columns: options.columns.map(({ key }, at) => ({
        key,
        typed: right ? left.cells[at]!.concat(right.cells[at]!) : left.cells[at]!,
      })),
      left: left.ids.length,
      records: ids.length,
      isSelf: right === null,
    },
    options.threshold,
  )
  write(options.out, asCsv(links, ids))
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const records = right ? `${left.ids.length} and ${right.ids.length}` : String(left.ids.length)
  return `${records} records, ${links.length} pairs of probability ${threshold.toFixed(3)} or more, ${seconds} s.`
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new LinkFailure(`${file} cannot be written: ${(error as Error).message}.`, {
      cause: error,
    })
  }
}

try {
  const options = readLinkOptions(process.argv.slice(2))
  console.log(options.help ? USAGE : await run(options))
} catch (error) {
  if (!(error instanceof LinkFailure)) throw error
  console.error(error.message)
  process.exitCode = 2
}
