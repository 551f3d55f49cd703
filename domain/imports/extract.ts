/**
 * An extract of any form as rows: which form it has is told by its first characters, its headers by
 * its first row (CSV) or by the names that occur (JSON, XML). Bytes in, rows out, in bounded memory.
 */
import { CsvReader } from '../tables/csv-reader.ts'
import { type Encoding, TextChunks } from '../tables/decode.ts'
import { type FlatRow, type IsWanted, JsonRows } from '../tables/json-rows.ts'
import { ForbiddenXml, XmlRows } from '../tables/xml-rows.ts'
import type { Cells } from './read-row.ts'
import type { ImportReason } from './values.ts'

export type ExtractForm = 'csv' | 'json' | 'xml'

/** Why a file is not read at all. */
export type FileProblem = 'COMPRESSED' | 'DOCUMENT_TYPE' | 'EMPTY' | 'NO_HEADERS'

export class UnreadableFile extends Error {
  readonly problem: FileProblem
  constructor(problem: FileProblem) {
    super(problem)
    this.problem = problem
  }
}

export interface ExtractRow {
  line: number
  cells: Cells
  problem: ImportReason | null
}

/** First bytes of zip, gzip, bzip2, xz, zstd and 7z: unpacking is for whoever trusts the file. */
const COMPRESSED: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x50, 0x4b, 0x07, 0x08],
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x37, 0x7a, 0xbc, 0xaf],
]

function formOf(text: string): ExtractForm | null {
  const [first, next] = text.replace(/\s|^\uFEFF/g, '')
  if (first === undefined) return null
  if (first === '<') return 'xml'
  // A header in brackets, as SQL Server writes it, is followed by its name.
  if (first === '[') return next === undefined ? null : /[[{\]"]/.test(next) ? 'json' : 'csv'
  return first === '{' ? 'json' : 'csv'
}

const NO_CELLS: Cells = () => ''

export class ExtractReader {
  /** Headers so far; those of JSON and XML grow with the names that occur. */
  readonly headers: string[] = []
  readonly #places = new Map<string, number>()
  readonly #chunks = new TextChunks()
  #form: ExtractForm | null = null
  #csv: CsvReader | null = null
  #flat: JsonRows | XmlRows | null = null
  #started = false
  #waiting = ''
  readonly #isWanted: IsWanted

  /** `isWanted`: tells the rows of JSON and XML from what stands beside them. */
  constructor(isWanted: IsWanted) {
    this.#isWanted = isWanted
  }

  get form(): ExtractForm | null {
    return this.#form
  }
  get encoding(): Encoding {
    return this.#chunks.encoding
  }

  /** Throws UnreadableFile. */
  push(bytes: Uint8Array): ExtractRow[] {
    if (!this.#started && bytes.length > 0) {
      this.#started = true
      if (COMPRESSED.some((mark) => mark.every((byte, i) => bytes[i] === byte))) {
        throw new UnreadableFile('COMPRESSED')
      }
    }
    return this.#read(this.#chunks.push(bytes), false)
  }

  end(): ExtractRow[] {
    const rows = this.#read(this.#chunks.end(), true)
    if (this.#form === null) throw new UnreadableFile('EMPTY')
    if (this.headers.length === 0) throw new UnreadableFile('NO_HEADERS')
    return rows
  }

  #read(text: string, last: boolean): ExtractRow[] {
    const chunk = this.#waiting + text
    this.#form ??= formOf(chunk)
    if (this.#form === null) {
      this.#waiting = chunk
      return []
    }
    this.#waiting = ''
    if (this.#form === 'csv') return this.#csvRows(chunk, last)
    this.#flat ??=
      this.#form === 'json' ? new JsonRows(this.#isWanted) : new XmlRows(this.#isWanted)
    try {
      const rows = this.#flat.push(chunk)
      if (last) rows.push(...this.#flat.end())
      return rows.map((row) => this.#flatRow(row))
    } catch (error) {
      if (error instanceof ForbiddenXml) throw new UnreadableFile('DOCUMENT_TYPE')
      throw error
    }
  }

  #csvRows(text: string, last: boolean): ExtractRow[] {
    this.#csv ??= new CsvReader()
    const read = this.#csv.push(text)
    if (last) read.push(...this.#csv.end())
    const rows: ExtractRow[] = []
    for (const { line, cells, problem } of read) {
      if (this.headers.length === 0) {
        if (problem) throw new UnreadableFile('NO_HEADERS')
        for (const header of cells) this.headers.push(header.trim())
        continue
      }
      const fits = cells.length === this.headers.length || this.#hasOpenEnd(cells)
      const isBroken = problem ?? (fits ? null : 'COLUMN_COUNT')
      rows.push({ line, cells: (column) => cells[column] ?? '', problem: isBroken })
    }
    return rows
  }

  /** A separator behind the last cell, in the rows or in the header alone, makes no cell. */
  #hasOpenEnd(cells: readonly string[]): boolean {
    const { length } = this.headers
    if (cells.length === length + 1) return cells[length] === ''
    return cells.length === length - 1 && this.headers[length - 1] === ''
  }

  #flatRow({ line, values, problem }: FlatRow): ExtractRow {
    if (!values) return { line, cells: NO_CELLS, problem }
    const cells: string[] = []
    for (const [name, value] of values) cells[this.#placeOf(name)] = value
    return { line, cells: (column) => cells[column] ?? '', problem: null }
  }

  #placeOf(name: string): number {
    let place = this.#places.get(name)
    if (place === undefined) {
      place = this.headers.push(name) - 1
      this.#places.set(name, place)
    }
    return place
  }
}
