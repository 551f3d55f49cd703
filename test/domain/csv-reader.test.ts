import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvReader, ROW_MAX, separatorOf, type CsvRow } from '../../domain/tables/csv-reader.ts'
import { isMisread, TextChunks } from '../../domain/tables/decode.ts'

function read(text: string, chunk = text.length || 1, separator: string | null = null): CsvRow[] {
  const reader = new CsvReader(separator)
  const rows: CsvRow[] = []
  for (let i = 0; i < text.length; i += chunk) rows.push(...reader.push(text.slice(i, i + chunk)))
  return [...rows, ...reader.end()]
}
const cellsOf = (rows: readonly CsvRow[]) => rows.map(({ cells }) => cells)

describe('reading rows', () => {
  it('quotes, doubled quotes, line ends within quotes, and the line on which each row starts', () => {
    const rows = read('a;b\r\n"x;1";"say ""yes"""\n"two\nlines";z\nlast;row')
    expect(cellsOf(rows)).toEqual([
      ['a', 'b'],
      ['x;1', 'say "yes"'],
      ['two\nlines', 'z'],
      ['last', 'row'],
    ])
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 3, 5])
  })

  it('whatever the chunks are, the rows are the same', () => {
    const cell = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'é', '"', ';', '\n', ' ') })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 })
    const written = (rows: string[][]) =>
      rows
        .map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(';'))
        .join('\r\n')
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, chunk) => {
        expect(cellsOf(read(written(rows), chunk, ';'))).toEqual(rows)
      }),
      { numRuns: 100 },
    )
  })

  it('empty lines are left out, empty cells are not', () => {
    expect(cellsOf(read('a,b\n\n,\r\n\r\nx,\n'))).toEqual([
      ['a', 'b'],
      ['', ''],
      ['x', ''],
    ])
  })

  it('tells the separator by the header', () => {
    expect(separatorOf('a;b,c;d')).toBe(';')
    expect(separatorOf('a,b')).toBe(',')
    expect(separatorOf('"a;b;c",d')).toBe(',')
    expect(separatorOf('a\tb')).toBe('\t')
    expect(separatorOf('alone')).toBe(';')
  })
})

describe('rows that cannot be read', () => {
  it.each([1, 3, 1000])('an open quote costs its own line alone, in chunks of %i', (chunk) => {
    const rows = read('a;b\n1;"open\n2;"fine"\n3;plain\n', chunk)
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [1, null],
      [2, 'QUOTE_NOT_CLOSED'],
      [3, null],
      [4, null],
    ])
    expect(rows.at(-1)!.cells).toEqual(['3', 'plain'])
  })

  it('an open quote in the last line', () => {
    expect(read('a;b\n1;2\n3;"x').map(({ problem }) => problem)).toEqual([
      null,
      null,
      'QUOTE_NOT_CLOSED',
    ])
  })

  it('a cell of megabytes is refused and is not kept in memory, quoted or not', () => {
    for (const open of ['', '"']) {
      const reader = new CsvReader(';')
      const rows = reader.push(`a;b\n1;${open}`)
      for (let i = 0; i < 20; i += 1) rows.push(...reader.push('x'.repeat(ROW_MAX)))
      rows.push(...reader.push('\n2;y\n'), ...reader.end())
      expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
        [1, null],
        [2, 'ROW_TOO_LONG'],
        [3, null],
      ])
    }
  })
})

describe('decoding', () => {
  const decode = (bytes: Uint8Array, chunk: number) => {
    const chunks = new TextChunks()
    let text = ''
    for (let i = 0; i < bytes.length; i += chunk) text += chunks.push(bytes.slice(i, i + chunk))
    return { text: text + chunks.end(), encoding: chunks.encoding }
  }
  const bytesOf = (text: string) => new TextEncoder().encode(text)
  const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

  it.each([1, 2, 3, 64])('UTF-8 with and without a mark, in chunks of %i bytes', (chunk) => {
    const text = 'naam;Łukasz Đorđević\n'
    expect(decode(bytesOf(text), chunk)).toEqual({ text, encoding: 'utf-8' })
    expect(decode(bytesOf(`\uFEFF${text}`), chunk)).toEqual({ text, encoding: 'utf-8' })
  })

  it.each([4, 64])('Windows-1252, in chunks of %i bytes', (chunk) => {
    const text = 'naam;prénom\nMüller;José\n'
    expect(decode(latin(text), chunk)).toEqual({ text, encoding: 'windows-1252' })
    expect(decode(new Uint8Array([0x61, 0x80]), 2).text).toBe('a€')
  })

  it('UTF-16 with its mark', () => {
    const text = '\uFEFFa;é'
    const units = Uint16Array.from(text, (letter) => letter.charCodeAt(0))
    expect(decode(new Uint8Array(units.buffer), 3)).toEqual({ text: 'a;é', encoding: 'utf-16le' })
  })

  it('what a wrong encoding left behind is told from text', () => {
    expect(isMisread('José\tŁukasz\r\n')).toBe(false)
    const damaged = Uint8Array.from([0xe9, 0x3b, ...bytesOf('Łukasz Đorđević;')])
    const broken = decode(damaged, 64).text
    expect(broken).toBe('\uFFFD;Łukasz Đorđević;')
    expect(isMisread(broken)).toBe(true)
    expect(isMisread('a\u0081')).toBe(true)
  })
})
