/** Reads the columns that are asked for out of a CSV file, as a stream. */
import { createReadStream } from 'node:fs'
import { CsvReader, type CsvProblem, type CsvRow } from '../../domain/tables/csv-reader.ts'
import { TextChunks } from '../../domain/tables/decode.ts'
import { LinkFailure } from './options.ts'

export interface ReadTable {
  ids: string[]
  /** Cells of each header that was asked for, in that order. */
  cells: string[][]
  /** Rows and cells that could not be used, as sentences with file and line; the rest is linked. */
  leftOut: string[]
}

const WORDS: Readonly<Record<CsvProblem, string>> = {
  QUOTE_NOT_CLOSED: 'a quotation mark is not closed, or text follows it',
  ROW_TOO_LONG: 'the row is too long to be one',
}

const CHUNK = 1 << 20

/** Throws LinkFailure with file and line. */
export async function readTable(
  file: string,
  idHeader: string,
  headers: readonly string[],
): Promise<ReadTable> {
  const table = new TableReader(file, idHeader, headers)
  const decoder = new TextChunks()
  const reader = new CsvReader()
  const take = (rows: readonly CsvRow[]) => {
    for (const row of rows) table.take(asWritten(row, reader.separator, table.width))
  }
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
      take(reader.push(decoder.push(chunk as Uint8Array)))
    }
  } catch (error) {
    throw notRead(file, error)
  }
  take(reader.push(decoder.end()))
  take(reader.end())
  return table.finish()
}

/**
 * A row with a quotation mark inside quotes that nobody doubled: read as it is written, where that gives as
 * many cells as the header names.
 */
function asWritten(row: CsvRow, separator: string | null, width: number): CsvRow {
  if (row.literal === undefined || separator === null) return row
  const cells = row.literal.split(separator)
  const isOpen = (cell: string) => cell.trim().startsWith('"') !== cell.trim().endsWith('"')
  if (cells.length !== width || cells.some(isOpen)) return row
  const bare = cells.map((cell) => /^"(.*)"$/s.exec(cell.trim())?.[1] ?? cell)
  return { line: row.line, cells: bare.map((cell) => cell.replace(/\\?"+/g, '"')), problem: null }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
}

function notRead(file: string, error: unknown): LinkFailure {
  if (error instanceof LinkFailure) return error
  const { code, message } = error as NodeJS.ErrnoException
  return new LinkFailure(`${file}: ${REASONS[code ?? ''] ?? message}.`, { cause: error })
}

class TableReader {
  readonly #file: string
  readonly #wanted: readonly string[]
  #places: number[] | null = null
  #width = 0
  /** So many columns the header names; 0 before it was read. */
  get width(): number {
    return this.#width
  }

  readonly #lines = new Map<string, number>()
  readonly #table: ReadTable

  constructor(file: string, idHeader: string, headers: readonly string[]) {
    this.#file = file
    this.#wanted = [idHeader, ...headers]
    this.#table = { ids: [], cells: headers.map(() => []), leftOut: [] }
  }

  take(row: CsvRow): void {
    if (row.problem) {
      if (this.#places === null) throw this.#failure(row.line, WORDS[row.problem])
      this.#leaveOut(row.line, WORDS[row.problem])
    } else if (this.#places === null) this.#takeHeader(row)
    else this.#takeCells(row, this.#places)
  }

  finish(): ReadTable {
    if (this.#places === null) throw new LinkFailure(`${this.#file} is empty.`)
    return this.#table
  }

  #failure(line: number, why: string): LinkFailure {
    return new LinkFailure(this.#said(line, why))
  }

  #said(line: number, why: string): string {
    return `${this.#file}, line ${line}: ${why}.`
  }

  #leaveOut(line: number, why: string): void {
    this.#table.leftOut.push(this.#said(line, why))
  }

  #takeHeader({ cells }: CsvRow): void {
    const names = cells.map((cell) => cell.trim())
    const lower = names.map((name) => name.toLowerCase())
    this.#width = names.length
    this.#places = this.#wanted.map((header) => {
      const exact = names.indexOf(header)
      const at = exact === -1 ? lower.indexOf(header.toLowerCase()) : exact
      if (at !== -1) return at
      throw new LinkFailure(
        `${this.#file} has no column "${header}". Its columns are: ${names.join(', ')}.`,
      )
    })
  }

  #takeCells({ line, cells }: CsvRow, places: readonly number[]): void {
    if (cells.slice(this.#width).some((cell) => cell.trim() !== '')) {
      this.#leaveOut(line, `${cells.length} cells, but the header names ${this.#width}`)
    }
    const [idPlace, ...rest] = places
    const id = (cells[idPlace!] ?? '').trim()
    if (id === '') return this.#leaveOut(line, 'the id is empty')
    const before = this.#lines.get(id)
    if (before !== undefined) {
      return this.#leaveOut(line, `the id ${id} stands on line ${before} already`)
    }
    this.#lines.set(id, line)
    this.#table.ids.push(id)
    for (const [at, place] of rest.entries()) {
      this.#table.cells[at]!.push((cells[place] ?? '').trim())
    }
  }
}
