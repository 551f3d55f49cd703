/** The drawn part of the time line: axis, bars, hatching, ticks. The words beside it say the same. */
import { useTranslation } from 'react-i18next'
import { toDay, type LocalDate } from '../../domain/calendar/local-date.ts'
import { LOCALES } from '../i18n/i18n.ts'
import { boxOf, type Stretch } from './bars.ts'
import { axis, type Tick, type TimeScale } from './time-scale.ts'

const BAR_HEIGHT = 16

/** Months and weeks as one writes them on an axis. */
function useTickWords(): (tick: Tick, major: boolean) => string {
  const { i18n } = useTranslation()
  const locale = LOCALES[i18n.language as keyof typeof LOCALES] ?? i18n.language
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  return ({ date, unit }, major) => {
    switch (unit) {
      case 'YEAR':
        return date.slice(0, 4)
      case 'QUARTER':
      case 'MONTH': {
        const name = month.format(new Date(`${date}T00:00:00Z`))
        return major ? `${name} ${date.slice(0, 4)}` : name
      }
      case 'WEEK':
        return `${date.slice(8)}/${date.slice(5, 7)}`
    }
  }
}

/** Years over months (or months over weeks), and where today is. */
export function Axis({
  scale,
  today,
  todayWord,
}: {
  scale: TimeScale
  today: LocalDate
  todayWord: string
}) {
  const words = useTickWords()
  const { major, minor } = axis(scale)
  const now = scale.x(toDay(today) + 0.5)
  const nowVisible = now >= 0 && now <= scale.width
  const anchor = now < 40 ? 'start' : now > scale.width - 40 ? 'end' : 'middle'
  return (
    <svg className="axis" width={scale.width} height="50" aria-hidden="true">
      {/* The year or month that is under way at the left edge has its tick outside the drawing. */}
      {[...leading(scale, major), ...major].filter(hasRoom(scale)).map((tick) => (
        <text key={`major-${tick.day}`} className="axis-major" x={Math.max(0, tick.x) + 5} y="29">
          {words(tick, true)}
        </text>
      ))}
      {minor.filter(hasRoom(scale)).map((tick) => (
        <text key={`minor-${tick.day}`} className="axis-minor" x={tick.x + 5} y="44">
          {words(tick, false)}
        </text>
      ))}
      {major.map(({ day, x }) => (
        <line key={day} className="grid-major" x1={x} x2={x} y1="18" y2="50" />
      ))}
      {minor.map(({ day, x }) => (
        <line key={day} className="grid-minor" x1={x} x2={x} y1="36" y2="50" />
      ))}
      {nowVisible && (
        <>
          <text className="axis-today" x={now} y="12" textAnchor={anchor}>
            {todayWord}
          </text>
          <line className="today" x1={now} x2={now} y1="16" y2="50" />
        </>
      )}
    </svg>
  )
}

/** Words at the right edge need room, or they would be cut. */
const hasRoom =
  (scale: TimeScale) =>
  ({ x, unit }: Tick): boolean =>
    x < scale.width - (unit === 'YEAR' || unit === 'WEEK' ? 40 : 34)

const LEADING_ROOM = 60

/** The unit under way at the left edge, when there is room for its name before the first tick. */
function leading(scale: TimeScale, major: readonly Tick[]): Tick[] {
  const [first] = major
  const room = first ? first.x : scale.width
  if (room < LEADING_ROOM) return []
  const date = new Date(scale.range.from * 86_400_000).toISOString().slice(0, 10)
  const unit = first?.unit ?? 'YEAR'
  return [{ day: scale.range.from, date, x: 0, unit }]
}

/** Which look a bar has; the words beside the row say what it is. */
export type BarLook =
  | 'permit'
  | 'card'
  | 'requested'
  | 'declaration'
  | 'a1'
  | 'employment'
  | 'quiet'

export interface ChartBar {
  stretch: Stretch
  look: BarLook
  /** Shown when the pointer rests on it. */
  title: string
}

interface RowChartProps {
  scale: TimeScale
  today: LocalDate
  bars: readonly ChartBar[]
  uncovered?: readonly { stretch: Stretch; title: string }[]
  /** Days on which two bars exclude each other. */
  clashing?: readonly { stretch: Stretch; title: string }[]
  ticks?: readonly { day: number; uncovered: boolean }[]
  /** Single days with something of their own to say. */
  marks?: readonly { day: number; title: string }[]
}

/** One row of the drawing: its bars in the middle of its height, whatever that is. */
export function RowChart({
  scale,
  today,
  bars,
  uncovered = [],
  clashing = [],
  ticks = [],
  marks = [],
}: RowChartProps) {
  const { major, minor } = axis(scale)
  const now = scale.x(toDay(today) + 0.5)
  return (
    <svg className="row-chart" width={scale.width} height="100%" aria-hidden="true">
      {minor.map(({ day, x }) => (
        <line key={day} className="grid-minor" x1={x} x2={x} y1="0" y2="100%" />
      ))}
      {major.map(({ day, x }) => (
        <line key={day} className="grid-major" x1={x} x2={x} y1="0" y2="100%" />
      ))}
      {bars.map((bar) => (
        <Bar key={`${bar.look}-${bar.stretch.from}`} bar={bar} scale={scale} />
      ))}
      {uncovered.map(({ stretch, title }) => (
        <Hatch key={stretch.from} stretch={stretch} title={title} scale={scale} look="hatch" />
      ))}
      {clashing.map(({ stretch, title }) => (
        <Hatch key={stretch.from} stretch={stretch} title={title} scale={scale} look="clash" />
      ))}
      <PresenceTicks ticks={ticks} scale={scale} />
      {marks.map((mark) => (
        <DayMark key={mark.day} {...mark} scale={scale} />
      ))}
      <line className="today" x1={now} x2={now} y1="0" y2="100%" />
    </svg>
  )
}

function Bar({ bar, scale }: { bar: ChartBar; scale: TimeScale }) {
  const box = boxOf(bar.stretch, scale)
  if (!box) return null
  return (
    <g transform={`translate(0 ${-BAR_HEIGHT / 2})`}>
      <rect
        className={`bar bar-${bar.look}`}
        x={box.x + 0.5}
        y="50%"
        width={Math.max(1, box.width - 1)}
        height={BAR_HEIGHT}
        rx={2}
      >
        <title>{bar.title}</title>
      </rect>
      {bar.stretch.to === Infinity && box.cutRight && (
        <svg x={box.x + box.width - 11} y="50%" width="8" height={BAR_HEIGHT} viewBox="0 0 8 16">
          <path className="bar-open" d="m2 4 4 4-4 4" />
        </svg>
      )}
    </g>
  )
}

interface HatchProps {
  stretch: Stretch
  title: string
  scale: TimeScale
  look: 'hatch' | 'clash'
}

/** Days without what they need: hatched; days on which two things exclude each other: crossed. */
function Hatch({ stretch, title, scale, look }: HatchProps) {
  const box = boxOf(stretch, scale)
  if (!box) return null
  return (
    <g transform={`translate(0 ${-BAR_HEIGHT / 2})`}>
      <rect
        className={look}
        x={box.x + 0.5}
        y="50%"
        width={Math.max(1, box.width - 1)}
        height={BAR_HEIGHT}
        rx={2}
      >
        <title>{title}</title>
      </rect>
    </g>
  )
}

/** One mark a day; on days without authorisation it is taller and has a head. */
function PresenceTicks({
  ticks,
  scale,
}: {
  ticks: NonNullable<RowChartProps['ticks']>
  scale: TimeScale
}) {
  const visible = ticks.filter(({ day }) => day >= scale.range.from - 1 && day < scale.range.to)
  return visible.map(({ day, uncovered }) => {
    const x = scale.x(day + 0.5)
    return (
      <svg key={day} x={x - 4} y="50%" width="8" height="1" overflow="visible">
        <line className={uncovered ? 'tick tick-uncovered' : 'tick'} x1="4" x2="4" y1="-6" y2="6" />
        {uncovered && <circle className="tick-head" cx="4" cy="-7" r="2" />}
      </svg>
    )
  })
}

/** A diamond on its day. */
function DayMark({ day, title, scale }: { day: number; title: string; scale: TimeScale }) {
  const x = scale.x(day + 0.5)
  if (x < 0 || x > scale.width) return null
  return (
    <svg x={x - 7} y="50%" width="14" height="1" overflow="visible">
      <path className="day-mark" d="M7 -7 14 0 7 7 0 0z">
        <title>{title}</title>
      </path>
    </svg>
  )
}

/** Patterns of the drawing; once on the page. */
export function ChartPatterns() {
  return (
    <svg width="0" height="0" className="chart-patterns" aria-hidden="true">
      <defs>
        <pattern
          id="hatch"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" className="hatch-ground" />
          <line x1="1" x2="1" y1="0" y2="6" className="hatch-line" />
        </pattern>
        <pattern id="clash" width="7" height="7" patternUnits="userSpaceOnUse">
          <rect width="7" height="7" className="hatch-ground" />
          <path d="M0 0 7 7M7 0 0 7" className="clash-line" />
        </pattern>
      </defs>
    </svg>
  )
}
