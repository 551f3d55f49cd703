import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { CoverageWorker } from '../../domain/contract/codes.ts'
import type { WorkerMatrix } from '../../domain/contract/workbench.ts'
import type { WeekCode } from '../../domain/limosa/matrix.ts'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { codeAt, isSeenAt, mondayAt, movedCell, nameOf, type Cell } from './matrix-model.ts'

const ROW = 24
const WEEK = 22
const HEAD = 34
/** Names alone, and names with the mark of one who is nobody of the register. */
const NAMES = { bare: 190, marked: 300 } as const
const namesOf = ({ workers }: WorkerMatrix): number =>
  workers.some(({ worker }) => worker !== 'KNOWN') ? NAMES.marked : NAMES.bare

/** Fill and letter colour of each code, by the theme's own colours. */
const FILLS: Readonly<Record<WeekCode, readonly [string, string]>> = {
  '!': ['--red-soft', '--red'],
  S: ['--orange-soft', '--orange'],
  D: ['--calm-soft', '--calm'],
  F: ['--accent-soft', '--accent-strong'],
  P: ['--paused-soft', '--paused'],
  '.': ['--surface', '--ink-faint'],
}

interface MatrixCanvasProps {
  matrix: WorkerMatrix
  cell: Cell
  onCell: (cell: Cell) => void
  onOpen: (row: number) => void
  letter: (code: WeekCode) => string
  /** The word for one who is nobody of the register, or may not be. */
  worker: (worker: CoverageWorker) => string
  /** The cell in words, for a screen reader. */
  words: string
}

/** Draws what is in view alone: any number of workers and weeks scrolls at the pace of the screen. */
export function MatrixCanvas(props: MatrixCanvasProps) {
  const { matrix, cell, onCell, onOpen, letter, worker, words } = props
  const names = namesOf(matrix)
  const t = useWords()
  const { date } = useFormats()
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const area = scroller.current
    if (!area) return
    const watch = new ResizeObserver(() =>
      setSize({ width: area.clientWidth, height: area.clientHeight }),
    )
    watch.observe(area)
    return () => watch.disconnect()
  }, [])

  useEffect(() => {
    const area = scroller.current
    const board = canvas.current
    if (!area || !board) return
    let frame = 0
    const draw = () => {
      frame = 0
      paint(board, area, { matrix, cell, letter, worker, date })
    }
    const soon = () => {
      frame ||= requestAnimationFrame(draw)
    }
    draw()
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const theme = new MutationObserver(soon)
    theme.observe(document.documentElement, { attributes: true })
    dark.addEventListener('change', soon)
    area.addEventListener('scroll', soon, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      theme.disconnect()
      dark.removeEventListener('change', soon)
      area.removeEventListener('scroll', soon)
    }
  }, [matrix, cell, letter, worker, date, size])

  useEffect(() => {
    const area = scroller.current
    if (!area) return
    const top = cell.row * ROW
    const left = cell.week * WEEK
    const room = { x: area.clientWidth - names, y: area.clientHeight - HEAD }
    if (top < area.scrollTop) area.scrollTop = top
    else if (top + ROW > area.scrollTop + room.y) area.scrollTop = top + ROW - room.y
    if (left < area.scrollLeft) area.scrollLeft = left
    else if (left + WEEK > area.scrollLeft + room.x) area.scrollLeft = left + WEEK - room.x
  }, [cell, names])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      return onOpen(cell.row)
    }
    const page = Math.max(1, Math.floor((size.height - HEAD) / ROW) - 1)
    const shape = { row: matrix.workers.length, week: matrix.weeks }
    const next = movedCell(event.key, cell, shape, page)
    if (!next) return
    event.preventDefault()
    onCell(next)
  }
  const onPointerDown = (event: PointerEvent) => {
    const area = scroller.current
    if (!area) return
    const box = area.getBoundingClientRect()
    const row = Math.floor((event.clientY - box.top - HEAD + area.scrollTop) / ROW)
    const week = Math.floor((event.clientX - box.left - names + area.scrollLeft) / WEEK)
    const isInside = row >= 0 && row < matrix.workers.length && week < matrix.weeks
    if (isInside) onCell({ row, week: Math.max(0, week) })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application has its own keys
    <div
      ref={scroller}
      className="matrix-scroller"
      // A picture to walk through: what stands where is said in words, and as a table beside.
      role="application"
      aria-label={`${t('matrix.title')}. ${words}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDoubleClick={() => onOpen(cell.row)}
    >
      <canvas
        ref={canvas}
        className="matrix-canvas"
        style={{ width: `${size.width}px`, height: `${size.height}px` }}
        aria-hidden="true"
      />
      <div
        className="matrix-room"
        style={{
          width: `${names + matrix.weeks * WEEK}px`,
          height: `${HEAD + matrix.workers.length * ROW - size.height}px`,
        }}
      />
    </div>
  )
}

interface Picture {
  matrix: WorkerMatrix
  cell: Cell
  letter: (code: WeekCode) => string
  worker: (worker: CoverageWorker) => string
  date: (day: string) => string
}

function paint(board: HTMLCanvasElement, area: HTMLElement, picture: Picture): void {
  const { matrix, cell, letter, worker, date } = picture
  const names = namesOf(matrix)
  const width = area.clientWidth
  const height = area.clientHeight
  const ratio = window.devicePixelRatio || 1
  if (board.width !== Math.round(width * ratio) || board.height !== Math.round(height * ratio)) {
    board.width = Math.round(width * ratio)
    board.height = Math.round(height * ratio)
  }
  const pen = board.getContext('2d')
  if (!pen) return
  const style = getComputedStyle(area)
  const colours = new Map<string, string>()
  const colour = (name: string) => {
    let known = colours.get(name)
    if (known === undefined) colours.set(name, (known = resolved(style, name)))
    return known
  }
  const font = `12px ${style.fontFamily}`
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
  pen.fillStyle = colour('--surface')
  pen.fillRect(0, 0, width, height)
  pen.textBaseline = 'middle'
  const { scrollTop: top, scrollLeft: left } = area
  const rows = { first: Math.floor(top / ROW), last: Math.ceil((top + height - HEAD) / ROW) }
  const weeks = {
    first: Math.floor(left / WEEK),
    last: Math.min(matrix.weeks, Math.ceil((left + width - names) / WEEK)),
  }
  const lastRow = Math.min(matrix.workers.length, rows.last)
  pen.textAlign = 'center'
  for (let row = rows.first; row < lastRow; row += 1) {
    const y = HEAD + row * ROW - top
    for (let week = weeks.first; week < weeks.last; week += 1) {
      const x = names + week * WEEK - left
      const code = codeAt(matrix, { row, week })
      const [fill, ink] = FILLS[code]
      pen.fillStyle = colour(fill)
      pen.fillRect(x, y, WEEK - 1, ROW - 1)
      if (code === '.') continue
      pen.fillStyle = colour(ink)
      pen.font = `600 ${font}`
      pen.fillText(letter(code), x + WEEK / 2, y + ROW / 2)
      if (isSeenAt(matrix, { row, week })) pen.fillRect(x + WEEK - 7, y + ROW - 7, 4, 4)
    }
  }
  pen.strokeStyle = colour('--focus')
  pen.lineWidth = 2
  pen.strokeRect(names + cell.week * WEEK - left, HEAD + cell.row * ROW - top, WEEK - 1, ROW - 1)
  pen.textAlign = 'left'
  pen.fillStyle = colour('--paper')
  pen.fillRect(0, 0, names, height)
  for (let row = rows.first; row < lastRow; row += 1) {
    const y = HEAD + row * ROW - top
    if (row === cell.row) {
      pen.fillStyle = colour('--accent-soft')
      pen.fillRect(0, y, names, ROW - 1)
    }
    pen.fillStyle = colour('--ink')
    pen.font = font
    pen.fillText(fitting(pen, nameOf(matrix.workers[row]!, worker), names - 16), 8, y + ROW / 2)
  }
  pen.fillStyle = colour('--paper')
  pen.fillRect(0, 0, width, HEAD)
  pen.fillStyle = colour('--ink-soft')
  pen.font = `11px ${style.fontFamily}`
  for (let week = weeks.first; week < weeks.last; week += 1) {
    if (week % 4 !== 0) continue
    const x = names + week * WEEK - left
    if (x >= names) pen.fillText(date(mondayAt(matrix, week)), x, HEAD / 2)
  }
  pen.fillStyle = colour('--line-strong')
  pen.fillRect(0, HEAD - 1, width, 1)
  pen.fillRect(names - 1, 0, 1, height)
}

/** The colour behind a name of the theme: `light-dark()` is resolved by the browser on a property. */
function resolved(style: CSSStyleDeclaration, name: string): string {
  const value = style.getPropertyValue(name).trim()
  const both = /^light-dark\((#\w+),\s*(#\w+)\)$/.exec(value)
  if (!both) return value
  const scheme = style.colorScheme
  const isDark =
    scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  return isDark ? both[2]! : both[1]!
}

const fits = new Map<string, string>()

/** The text as far as there is room; measured once. */
function fitting(pen: CanvasRenderingContext2D, text: string, room: number): string {
  const key = `${room} ${text}`
  const known = fits.get(key)
  if (known !== undefined) return known
  let shown = text
  while (shown.length > 1 && pen.measureText(shown === text ? shown : `${shown}…`).width > room) {
    shown = shown.slice(0, -1)
  }
  const result = shown === text ? text : `${shown}…`
  fits.set(key, result)
  return result
}
