/** Command line of `npm run link`. Whatever is wrong comes back as a sentence in an error. */
import { parseArgs } from 'node:util'
import { COLUMN_KEYS, type ColumnKey } from '../../domain/linking/table/columns.ts'

export interface LinkOptions {
  help: boolean
  left: string
  /** Null: the left file is linked with itself. */
  right: string | null
  /** Header of the column with the ids; two with `|` between are that of the left and of the right table. */
  id: string
  /** Header of the column of each key, likewise, in the order of the command line. */
  columns: { key: ColumnKey; header: string }[]
  /** Null: the one with the highest expected F1. */
  threshold: number | null
  out: string
}

export const USAGE = `npm run link -- --left A.csv [--right B.csv] --map id=COL,KEY=COL,... [--threshold P] --out PAIRS.csv

Finds the records that mean the same person, enterprise or thing, in one file or between two, and
writes left,right,probability,weight (bits of evidence) with the values of the id column.

  --left       table with a header line: CSV with , ; tab or |, UTF-8, UTF-16 or Windows-1252
  --right      a second table; without it the first is linked with itself
  --map        id=COL and at least one of ${COLUMN_KEYS.join(' ')};
               any number of other:NAME=COL, compared as text; COL of the left table and COL of the
               right one, where they differ, as KEY=COL|COL
  --threshold  lowest probability that is written, 0 to 1; by default the one that promises the best F1
  --out        where the pairs are written`

/** What stands in the way, as a sentence for the person at the keyboard. */
export class LinkFailure extends Error {}

/** Reads the arguments after `--`. Throws LinkFailure. */
export function readLinkOptions(args: string[]): LinkOptions {
  const values = parse(args)
  const help = values.help ?? false
  if (help) {
    return { help, left: '', right: null, id: '', columns: [], threshold: null, out: '' }
  }
  const { id, columns } = readMap(needed(values.map, 'map'))
  return {
    help,
    left: needed(values.left, 'left'),
    right: values.right ?? null,
    id,
    columns,
    threshold: readThreshold(values.threshold),
    out: needed(values.out, 'out'),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean' },
        left: { type: 'string' },
        right: { type: 'string' },
        map: { type: 'string' },
        threshold: { type: 'string' },
        out: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new LinkFailure((error as Error).message, { cause: error })
  }
}

function needed(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new LinkFailure(`--${name} is missing.`)
  return value
}

function readThreshold(text: string | undefined): number | null {
  if (text === undefined) return null
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 1)) {
    throw new LinkFailure(`--threshold is a number from 0 to 1, not ${text}.`)
  }
  return value
}

function readMap(text: string): Pick<LinkOptions, 'id' | 'columns'> {
  let id: string | null = null
  const columns: LinkOptions['columns'] = []
  for (const part of text.split(',')) {
    const at = part.indexOf('=')
    const key = part.slice(0, at).trim()
    const header = part.slice(at + 1).trim()
    if (at === -1 || key === '' || header === '') {
      throw new LinkFailure(`--map: "${part}" is not of the form KEY=COLUMN.`)
    }
    if (key === 'id') {
      if (id !== null) throw new LinkFailure('--map names id twice.')
      id = header
    } else columns.push({ key: readKey(key, columns), header })
  }
  if (id === null) throw new LinkFailure('--map names no id=COLUMN.')
  if (columns.length === 0) throw new LinkFailure('--map names nothing to compare beside the id.')
  return { id, columns }
}

function readKey(key: string, before: LinkOptions['columns']): ColumnKey {
  const isKnown = (COLUMN_KEYS as readonly string[]).includes(key) || /^other:./.test(key)
  if (!isKnown) {
    throw new LinkFailure(
      `--map: ${key} is no key. There are: id, ${COLUMN_KEYS.join(', ')}, other:NAME.`,
    )
  }
  if (before.some((one) => one.key === key)) throw new LinkFailure(`--map names ${key} twice.`)
  return key as ColumnKey
}

/** The header in one of the tables of a column that may have two. */
export function headerIn(side: 'left' | 'right', header: string): string {
  const [left, right = left] = header.split('|').map((one) => one.trim())
  return (side === 'left' ? left : right)!
}
