/** The matrix as the keyboard walks it and a spreadsheet takes it. Pure. */
import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { CoverageWorker } from '../../domain/contract/codes.ts'
import type { WorkerMatrix } from '../../domain/contract/workbench.ts'
import { WEEK_CODES, type WeekCode } from '../../domain/limosa/matrix.ts'

export interface Cell {
  row: number
  week: number
}

/** Cell that a key leads to; null when the key does not move. */
export function movedCell(key: string, { row, week }: Cell, size: Cell, page: number): Cell | null {
  const within = (next: Cell): Cell => ({
    row: Math.max(0, Math.min(size.row - 1, next.row)),
    week: Math.max(0, Math.min(size.week - 1, next.week)),
  })
  switch (key) {
    case 'ArrowUp':
    case 'k':
      return within({ row: row - 1, week })
    case 'ArrowDown':
    case 'j':
      return within({ row: row + 1, week })
    case 'ArrowLeft':
      return within({ row, week: week - 1 })
    case 'ArrowRight':
      return within({ row, week: week + 1 })
    case 'PageUp':
      return within({ row: row - page, week })
    case 'PageDown':
      return within({ row: row + page, week })
    case 'Home':
      return { row, week: 0 }
    case 'End':
      return within({ row, week: size.week })
    default:
      return null
  }
}

export const codeAt = ({ workers }: WorkerMatrix, { row, week }: Cell): WeekCode =>
  WEEK_CODES.find((code) => code === workers[row]?.codes[week]) ?? '.'

export const isSeenAt = ({ workers }: WorkerMatrix, { row, week }: Cell): boolean =>
  workers[row]?.seen[week] === '1'

export const mondayAt = ({ from }: WorkerMatrix, week: number): LocalDate => addDays(from, 7 * week)

/** Weeks of one worker that say the same, one after the other; empty ones are left out. */
export function runsOf(
  matrix: WorkerMatrix,
  row: number,
): { code: WeekCode; from: number; to: number }[] {
  const runs: { code: WeekCode; from: number; to: number }[] = []
  for (let week = 0; week < matrix.weeks; week += 1) {
    const code = codeAt(matrix, { row, week })
    const last = runs.at(-1)
    if (last && last.code === code && last.to === week - 1) last.to = week
    else runs.push({ code, from: week, to: week })
  }
  return runs.filter(({ code }) => code !== '.')
}

type Letter = (code: WeekCode) => string

type Worker = WorkerMatrix['workers'][number]

/** The name of a worker; who is nobody of the register, or may not be, is marked by the word for it. */
export const nameOf = ({ name, worker }: Worker, word: (worker: CoverageWorker) => string) =>
  worker === 'KNOWN' ? name : `${name} (${word(worker)})`

/** How a spreadsheet words what the screen shows. */
export interface SheetWords {
  head: string
  letter: Letter
  date: (day: LocalDate) => string
  worker: (worker: CoverageWorker) => string
}

function tableOf(matrix: WorkerMatrix, { head, letter, date, worker }: SheetWords) {
  const weeks = Array.from({ length: matrix.weeks }, (_, week) => date(mondayAt(matrix, week)))
  const rows = matrix.workers.map((one, row) => [
    nameOf(one, worker),
    ...weeks.map((_, week) => {
      const cell = { row, week }
      return `${letter(codeAt(matrix, cell))}${isSeenAt(matrix, cell) ? '*' : ''}`
    }),
  ])
  return [[head, ...weeks], ...rows]
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A text that a spreadsheet would take for a formula stands behind an apostrophe. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** The whole as a table for a spreadsheet: tab separated, and as HTML with its colours. */
export function spreadsheetOf(
  matrix: WorkerMatrix,
  words: SheetWords,
  colour: (code: WeekCode) => string,
): { text: string; html: string } {
  const [first, ...rows] = tableOf(matrix, words)
  const text = [first!, ...rows].map((cells) => cells.map(harmless).join('\t')).join('\r\n')
  const headCells = first!.map((cell) => `<th>${escaped(cell)}</th>`).join('')
  const body = rows
    .map((cells, row) => {
      const [name, ...weeks] = cells
      const shown = weeks.map((cell, week) => {
        const fill = colour(codeAt(matrix, { row, week }))
        // Attributes: what the page's policy says of inline styles holds for what it copies too.
        return `<td bgcolor="${fill}" align="center">${escaped(cell)}</td>`
      })
      return `<tr><td>${escaped(harmless(name!))}</td>${shown.join('')}</tr>`
    })
    .join('')
  return { text, html: `<table><tr>${headCells}</tr>${body}</table>` }
}
