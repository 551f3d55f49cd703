/**
 * Tables as text with separators (RFC 4180), read chunk by chunk in bounded memory: quoted cells,
 * doubled quotes and line ends within quotes; `,` `;` tab or `|` between cells. A row that cannot
 * be read is handed over with its line and why, and reading goes on at the next line of the file,
 * so that one open quote never swallows the rest.
 */

export type CsvProblem = 'QUOTE_NOT_CLOSED' | 'ROW_TOO_LONG'

export interface CsvRow {
  /** Line of the file on which the row starts, from 1. */
  line: number
  /** Empty when the row could not be read. */
  cells: string[]
  problem: CsvProblem | null
  /** Of a row that could not be read: its first line as it stands. */
  literal?: string
}

/** Longest row in characters: a declaration with twenty places stays far below it. */
export const ROW_MAX = 262_144
const SEPARATORS = [';', ',', '\t', '|'] as const

/** The separator that a header line uses: the most frequent one outside quotes; `;` when there is none. */
export function separatorOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '')
  let best: string = SEPARATORS[0]
  let most = 0
  for (const separator of SEPARATORS) {
    const count = bare.split(separator).length - 1
    if (count > most) [best, most] = [separator, count]
  }
  return best
}

const QUOTE = 34

/** How reading one row ended: where the next one starts, or what is missing. */
type Ending = { at: number } | 'MORE' | 'QUOTE_NOT_CLOSED'

export class CsvReader {
  #separator: string | null
  /** Text from the start of the row in hand. */
  #text = ''
  #line = 1
  /** The rest of this line is thrown away: its row is too long. */
  #skipping = false
  /** What ends a line; before a line feed a carriage return may stand. */
  #lineEnds: '\n' | '\r' = '\n'

  /** Without a separator the first line tells which one it is. */
  constructor(separator: string | null = null) {
    this.#separator = separator
  }

  /** What stands between cells; null until the first line told it. */
  get separator(): string | null {
    return this.#separator
  }

  /** The rows that are complete with this chunk. Empty lines are left out. */
  push(chunk: string): CsvRow[] {
    this.#text = this.#text === '' ? chunk : this.#text + chunk
    return this.#rows(false)
  }

  /** The last row, when the file does not end with a line end. */
  end(): CsvRow[] {
    return this.#rows(true)
  }

  #rows(last: boolean): CsvRow[] {
    const rows: CsvRow[] = []
    let start = 0
    if (this.#separator === null) {
      const end = this.#text.search(/[\r\n]/)
      const isTold = end !== -1 && end + 1 < this.#text.length
      if (!isTold && !last && this.#text.length <= ROW_MAX) return rows
      if (isTold && this.#text[end] === '\r' && this.#text[end + 1] !== '\n') this.#lineEnds = '\r'
      start = this.#start(end === -1 ? this.#text : this.#text.slice(0, end))
    }
    while (start < this.#text.length) {
      if (this.#skipping) {
        const end = this.#text.indexOf(this.#lineEnds, start)
        if (end === -1) {
          start = this.#text.length
          break
        }
        this.#skipping = false
        this.#line += 1
        start = end + 1
        continue
      }
      const next = this.#row(start, last, rows)
      if (next === -1) break
      start = next
    }
    this.#text = start === 0 ? this.#text : this.#text.slice(start)
    return rows
  }

  /** Where the rows begin: a first line that only names the separator, as Excel writes it, is none. */
  #start(first: string): number {
    const [, named] = /^\uFEFF?"?sep=(.)"?$/i.exec(first) ?? []
    if (named === undefined) {
      this.#separator = separatorOf(first)
      return 0
    }
    this.#separator = named
    this.#line += 1
    const end = this.#text.indexOf(this.#lineEnds)
    return end === -1 ? this.#text.length : end + 1
  }

  /** Reads the row at `start` into `rows`; where the next one starts, or -1 when more text is needed. */
  #row(start: number, last: boolean, rows: CsvRow[]): number {
    const cells: string[] = []
    const line = this.#line
    const ending = this.#cells(start, last, cells)
    if (typeof ending === 'object' && ending.at - start <= ROW_MAX) {
      if (cells.length > 1 || cells[0] !== '') rows.push({ line, cells, problem: null })
      return ending.at
    }
    if (ending === 'MORE' && this.#text.length - start <= ROW_MAX) {
      this.#line = line
      return -1
    }
    const problem = ending === 'QUOTE_NOT_CLOSED' ? ending : 'ROW_TOO_LONG'
    this.#line = line
    return this.#giveUp(start, { line, cells: [], problem }, rows)
  }

  /** Refuses a row and goes on at the next line of the file. */
  #giveUp(start: number, row: CsvRow, rows: CsvRow[]): number {
    rows.push(row)
    const end = this.#text.indexOf(this.#lineEnds, start)
    if (row.problem === 'QUOTE_NOT_CLOSED') {
      row.literal = this.#text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '')
    }
    if (end === -1) {
      this.#skipping = true
      return this.#text.length
    }
    this.#line += 1
    return end + 1
  }

  #cells(start: number, last: boolean, cells: string[]): Ending {
    const text = this.#text
    let at = start
    let lineEnd = -2
    for (;;) {
      if (at < text.length && text.charCodeAt(at) === QUOTE) {
        const after = this.#quoted(at, last, cells)
        if (typeof after !== 'number') return after
        at = after
        if (at >= text.length) {
          if (!last) return 'MORE'
          this.#line += 1
          return { at }
        }
        if (text[at] === this.#separator) {
          at += 1
          continue
        }
        return this.#lineEnd(at)
      }
      // One search per line, not per cell; a quoted cell may reach over line ends.
      if (lineEnd !== -1 && lineEnd < at) lineEnd = text.indexOf(this.#lineEnds, at)
      const separator = text.indexOf(this.#separator!, at)
      if (separator !== -1 && (lineEnd === -1 || separator < lineEnd)) {
        cells.push(text.slice(at, separator))
        at = separator + 1
        continue
      }
      if (lineEnd === -1 && !last) return 'MORE'
      const end = lineEnd === -1 ? text.length : lineEnd
      cells.push(text.slice(at, end > at && text[end - 1] === '\r' ? end - 1 : end))
      this.#line += 1
      return { at: lineEnd === -1 ? end : end + 1 }
    }
  }

  /** Reads a quoted cell; the index after its closing quote. Counts the lines within it. */
  #quoted(start: number, last: boolean, cells: string[]): number | Exclude<Ending, object> {
    const text = this.#text
    let from = start + 1
    let cell = ''
    for (;;) {
      const quote = text.indexOf('"', from)
      if (quote === -1) return last ? 'QUOTE_NOT_CLOSED' : 'MORE'
      cell += text.slice(from, quote)
      if (quote + 1 >= text.length && !last) return 'MORE'
      if (text.charCodeAt(quote + 1) !== QUOTE) {
        cells.push(cell)
        this.#countLines(cell)
        return quote + 1
      }
      cell += '"'
      from = quote + 2
    }
  }

  #countLines(cell: string): void {
    const end = this.#lineEnds
    for (let at = cell.indexOf(end); at !== -1; at = cell.indexOf(end, at + 1)) this.#line += 1
  }

  /** After a closing quote only a line end may follow. */
  #lineEnd(at: number): Ending {
    const text = this.#text
    let end = at
    if (text[end] === '\r' && this.#lineEnds === '\n') {
      if (end + 1 >= text.length) return 'MORE'
      end += 1
    }
    if (text[end] !== this.#lineEnds) return 'QUOTE_NOT_CLOSED'
    this.#line += 1
    return { at: end + 1 }
  }
}
