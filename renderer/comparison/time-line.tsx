import { useRef, type ReactNode } from 'react'
import { toDay, type LocalDate } from '../../domain/calendar/local-date.ts'
import { Badge } from '../design/badge.tsx'
import { Button, Key } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { TrackMark } from '../design/mark.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useListener } from '../findings/use-listener.ts'
import { MunicipalityText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { ControlSigns } from './control-signs.tsx'
import { Axis, ChartPatterns, RowChart } from './chart.tsx'
import {
  type A1GapRow,
  type A1Row,
  bareDays,
  type CardRow,
  type ControlRow,
  daysOf,
  type DeclarationRow,
  type EmploymentRow,
  type HeldLine,
  type LineModel,
  type PermitRow,
  type PresenceRow,
} from './line-model.ts'
import { useRowWords } from './row-words.ts'
import { fitRange, pan, timeScale, zoom, type TimeRange, type TimeScale } from './time-scale.ts'
import { useWidth } from './use-width.ts'

export const ZOOM_STEP = 1.6
export const PAN_STEP = 0.25

interface TimeLineProps {
  model: LineModel
  today: LocalDate
  range: TimeRange
  onRange: (range: TimeRange) => void
  /** The chosen declaration; null where declarations cannot be chosen. */
  selected: string | null
  onSelect: ((id: string) => void) | null
}

/** Everything that is known of one person's work under one axis. */
export function TimeLine({ model, today, range, onRange, selected, onSelect }: TimeLineProps) {
  const t = useWords()
  const measured = useRef<HTMLDivElement>(null)
  const scale = timeScale(range, useWidth(measured))
  const shared = { scale, today }
  const words = useRowWords()
  // An empty list says that there is nothing only where the source is held.
  const none = (source: keyof HeldLine, word: string) =>
    model.held[source].length === 0
      ? t('comparison.line.notHeld')
      : `${t(word)} (${words.held(model.held[source])})`
  const line = useRef<HTMLDivElement>(null)
  useListener(line, 'keydown', (event) => {
    if (onSelect && walk(event)) return
    onRangeKey(event, range, onRange, model, today)
  })
  useListener(line, 'click', (event) => {
    const row = event.target instanceof Element ? event.target.closest('[data-row]') : null
    const id = row?.getAttribute('data-row')
    if (id) onSelect?.(id)
  })
  return (
    <div className="time-line" ref={line}>
      <ChartPatterns />
      <div className="line-row line-axis">
        <div />
        <div className="line-chart" ref={measured}>
          <Axis {...shared} todayWord={t('comparison.line.today')} />
        </div>
        <div />
      </div>
      <Group name={t('comparison.line.permits')} none={t('comparison.line.noPermits')}>
        {model.permits.map((row) =>
          row.kind === 'card' ? (
            <CardLine key={row.id} row={row} {...shared} />
          ) : (
            <PermitLine key={row.id} row={row} {...shared} />
          ),
        )}
      </Group>
      <Group name={t('comparison.line.declarations')} none={t('comparison.line.noDeclarations')}>
        {model.declarations.map((row, index) => (
          <DeclarationLine
            key={row.id}
            row={row}
            {...shared}
            selected={row.id === selected}
            stop={row.id === selected || (selected === null && index === 0)}
            onSelect={onSelect}
          />
        ))}
      </Group>
      <Group name={t('comparison.line.forms')} none={none('A1', 'comparison.line.noForms')}>
        {model.forms.map((row) =>
          row.kind === 'a1' ? (
            <FormLine key={row.id} row={row} {...shared} />
          ) : (
            <FormGapLine key={row.id} row={row} {...shared} />
          ),
        )}
      </Group>
      <Group
        name={t('comparison.line.employments')}
        none={none('DIMONA', 'comparison.line.noEmployments')}
      >
        {model.employments.map((row) => (
          <EmploymentLine key={row.id} row={row} {...shared} />
        ))}
      </Group>
      <Group name={t('comparison.line.presences')} none={t('comparison.line.noPresences')}>
        {model.presences.map((row) => (
          <PresenceLine key={row.id} row={row} {...shared} />
        ))}
      </Group>
      <Group name={t('comparison.line.controls')} none={t('comparison.line.noControls')}>
        {model.controls.map((row) => (
          <ControlLine key={row.id} row={row} {...shared} />
        ))}
      </Group>
    </div>
  )
}

interface GroupProps {
  name: string
  none: string
  children: ReactNode[]
}

function Group({ name, none, children }: GroupProps) {
  return (
    <div className="line-group" role="group" aria-label={name}>
      <h3 className="line-group-name">{name}</h3>
      {children.length === 0 ? <p className="line-none muted">{none}</p> : children}
    </div>
  )
}

interface Drawn {
  scale: TimeScale
  today: LocalDate
}

interface LineRowProps {
  label: ReactNode
  detail: ReactNode
  chart: ReactNode
  result: ReactNode
  chosen?: boolean
  /** The declaration that a click chooses. */
  choice?: string | undefined
}

function LineRow({ label, detail, chart, result, chosen, choice }: LineRowProps) {
  return (
    <div className="line-row" data-chosen={chosen} data-row={choice}>
      <div className="line-label">
        <span className="line-name">{label}</span>
        <span className="line-detail">{detail}</span>
      </div>
      <div className="line-chart">{chart}</div>
      <div className="line-result">{result}</div>
    </div>
  )
}

function CardLine({ row, ...drawn }: Drawn & { row: CardRow }) {
  const words = useRowWords()
  const bars = row.spans.map((stretch) => ({
    stretch,
    look: 'card' as const,
    title: words.days(stretch),
  }))
  return (
    <LineRow
      label={words.card(row.card)}
      detail={row.spans.map(words.days).join(', ')}
      chart={<RowChart {...drawn} bars={bars} />}
      result={null}
    />
  )
}

function PermitLine({ row, ...drawn }: Drawn & { row: PermitRow }) {
  const t = useWords()
  const words = useRowWords()
  const { id, body } = row.dossier
  const bars = row.spans.map((stretch) => ({
    stretch,
    look: 'permit' as const,
    title: `${body.reference}: ${words.days(stretch)}`,
  }))
  const requested = row.requested
    ? [
        {
          stretch: row.requested,
          look: 'requested' as const,
          title: `${body.reference}, ${t('comparison.line.requested')}: ${words.days(row.requested)}`,
        },
      ]
    : []
  return (
    <LineRow
      label={<RouteLink to={{ screen: 'dossier', id }}>{body.reference}</RouteLink>}
      detail={row.employerName ?? t('dossier.selfEmployed')}
      chart={<RowChart {...drawn} bars={[...bars, ...requested]} />}
      result={
        <span className="mark-word">
          <TrackMark track="work" state={body.work.state} />
          <span>{words.permitState(row)}</span>
        </span>
      }
    />
  )
}

interface DeclarationLineProps extends Drawn {
  row: DeclarationRow
  selected: boolean
  /** The one row of the group at which the Tab key stops. */
  stop: boolean
  onSelect: ((id: string) => void) | null
}

function DeclarationLine({ row, selected, stop, onSelect, ...drawn }: DeclarationLineProps) {
  const words = useRowWords()
  const { body } = row.declaration
  const choose = onSelect ? () => onSelect(row.id) : undefined
  const bars = [
    {
      stretch: row.span,
      look: body.status === 'ACTIVE' ? ('declaration' as const) : ('quiet' as const),
      title: `${body.l1Number}: ${words.days(row.span)}`,
    },
  ]
  const open = row.uncovered.map((stretch) => ({ stretch, title: words.open(row) ?? '' }))
  const elsewhere = words.elsewhere(row)
  const clashing = row.elsewhere.map((stretch) => ({ stretch, title: elsewhere ?? '' }))
  return (
    <LineRow
      chosen={selected}
      choice={choose && row.id}
      label={
        choose ? (
          <button
            type="button"
            className="line-choose"
            aria-current={selected || undefined}
            aria-label={words.declaration(row)}
            tabIndex={stop ? 0 : -1}
            data-declaration={row.id}
            onFocus={choose}
          >
            {body.l1Number}
          </button>
        ) : (
          body.l1Number
        )
      }
      detail={
        <>
          {words.employerOf(row)}
          {elsewhere && <span className="line">{elsewhere}</span>}
        </>
      }
      chart={<RowChart {...drawn} bars={bars} uncovered={open} clashing={clashing} />}
      result={<VerdictMark row={row} />}
    />
  )
}

/** How a declaration came out: a shape, its code and its words. */
export function VerdictMark({ row }: { row: DeclarationRow }) {
  const words = useRowWords()
  const { verdict } = row
  if (!verdict) return <Badge>{words.verdict(row)}</Badge>
  const isFound = verdict.code !== 'M0'
  const isOpen = isFound || verdict.isUndetermined
  return (
    <span className={`verdict-mark tone-${isFound ? 'red' : isOpen ? 'orange' : 'calm'}`}>
      <Icon name={isOpen ? 'warning' : 'check'} size={14} />
      <span>{words.verdict(row)}</span>
    </span>
  )
}

function PresenceLine({ row, ...drawn }: Drawn & { row: PresenceRow }) {
  const t = useWords()
  const bare = bareDays(row)
  const words = useRowWords()
  return (
    <LineRow
      label={row.employerName}
      detail={null}
      chart={<RowChart {...drawn} bars={[]} ticks={row.days} />}
      result={
        <>
          <span className="muted">{words.presence(row)}</span>
          {bare > 0 && <Warned words={t('comparison.line.bareDays', { count: bare })} />}
        </>
      }
    />
  )
}

/** Waiting forms are dashed, and ended ones dotted, as applications and cancelled declarations are. */
const FORM_LOOKS = {
  ISSUED: 'a1',
  REQUESTED: 'requested',
  WITHDRAWN: 'quiet',
  FALSE: 'quiet',
} as const

function FormLine({ row, ...drawn }: Drawn & { row: A1Row }) {
  const words = useRowWords()
  const { state, employer } = row.form
  const title = `${words.form(row)}: ${words.days(row.span)}`
  return (
    <LineRow
      label={words.form(row)}
      detail={`${employer.name}, ${words.days(row.span)}`}
      chart={<RowChart {...drawn} bars={[{ stretch: row.span, look: FORM_LOOKS[state], title }]} />}
      result={words.formState(row)}
    />
  )
}

function FormGapLine({ row, ...drawn }: Drawn & { row: A1GapRow }) {
  const t = useWords()
  const words = useRowWords()
  const title = t('comparison.line.formGap')
  const open = row.spans.map((stretch) => ({ stretch, title: `${title}: ${words.days(stretch)}` }))
  const sender = row.employerName ?? t('dossier.selfEmployed')
  return (
    <LineRow
      label={title}
      detail={`${sender}, ${row.spans.map(words.days).join(', ')}`}
      chart={<RowChart {...drawn} bars={[]} uncovered={open} />}
      result={<Warned words={title} />}
    />
  )
}

function EmploymentLine({ row, ...drawn }: Drawn & { row: EmploymentRow }) {
  const t = useWords()
  const words = useRowWords()
  const { name } = row.employment.employer
  const clash = t('comparison.line.clash')
  const bar = {
    stretch: row.span,
    look: 'employment' as const,
    title: `${name}: ${words.days(row.span)}`,
  }
  const posted = row.posted.map((stretch) => ({
    stretch,
    title: `${clash}: ${words.days(stretch)}`,
  }))
  return (
    <LineRow
      label={name}
      detail={
        <>
          {words.days(row.span)}
          {row.posted.length > 0 && (
            <span className="line">
              {t('comparison.line.clashDays', { days: row.posted.map(words.days).join(', ') })}
            </span>
          )}
        </>
      }
      chart={<RowChart {...drawn} bars={[bar]} clashing={posted} />}
      result={posted.length > 0 ? <Warned words={clash} /> : null}
    />
  )
}

/** What does not fit, with a shape beside the colour. */
function Warned({ words }: { words: string }) {
  return (
    <span className="verdict-mark tone-red">
      <Icon name="warning" size={14} />
      <span>{words}</span>
    </span>
  )
}

function ControlLine({ row, ...drawn }: Drawn & { row: ControlRow }) {
  const words = useRowWords()
  const { enterprise } = row.control
  const title = words.control(row)
  return (
    <LineRow
      label={title}
      detail={
        <>
          {enterprise.name}, <MunicipalityText code={row.control.municipality} />
          <ControlSigns row={row} />
        </>
      }
      chart={<RowChart {...drawn} bars={[]} marks={[{ day: row.day, title }]} />}
      result={words.controlOutcome(row)}
    />
  )
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** Up and down move the choice; Home and End go to the first and last. True when it took the key. */
function walk(event: KeyboardEvent): boolean {
  const here = event.target
  if (!(here instanceof HTMLElement) || !here.matches('.line-choose')) return false
  const buttons = [
    ...(here.closest('.time-line')?.querySelectorAll<HTMLElement>('.line-choose') ?? []),
  ]
  const step = STEPS[event.key]
  const at = buttons.indexOf(here)
  const to =
    event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : step ? at + step : null
  if (to === null) return false
  event.preventDefault()
  buttons[to]?.focus()
  return true
}

function onRangeKey(
  event: KeyboardEvent,
  range: TimeRange,
  onRange: (range: TimeRange) => void,
  model: LineModel,
  today: LocalDate,
): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  const next = rangeAfter(event.key, range, model, today)
  if (!next) return
  event.preventDefault()
  onRange(next)
}

/** The range after a key: plus and minus zoom, left and right move, zero shows all. */
export function rangeAfter(
  key: string,
  range: TimeRange,
  model: LineModel,
  today: LocalDate,
): TimeRange | null {
  const middle = (range.from + range.to) / 2
  switch (key) {
    case '+':
    case '=':
      return zoom(range, ZOOM_STEP, middle)
    case '-':
      return zoom(range, 1 / ZOOM_STEP, middle)
    case 'ArrowLeft':
      return pan(range, -PAN_STEP)
    case 'ArrowRight':
      return pan(range, PAN_STEP)
    case '0':
      return fitRange(daysOf(model), toDay(today))
    default:
      return null
  }
}

const TOOLS = [
  { key: 'ArrowLeft', sign: '←', word: 'comparison.line.earlier' },
  { key: '-', sign: '−', word: 'comparison.line.zoomOut' },
  { key: '+', sign: '+', word: 'comparison.line.zoomIn' },
  { key: 'ArrowRight', sign: '→', word: 'comparison.line.later' },
] as const

type ToolsProps = Pick<TimeLineProps, 'model' | 'today' | 'range' | 'onRange'>

/** The same as the keys, for the pointer. */
export function LineTools({ model, today, range, onRange }: ToolsProps) {
  const t = useWords()
  const act = (key: string) => () => onRange(rangeAfter(key, range, model, today) ?? range)
  return (
    <div className="line-tools" role="group" aria-label={t('comparison.line.tools')}>
      {TOOLS.map(({ key, sign, word }) => (
        <Button
          key={key}
          kind="quiet"
          aria-label={t(word)}
          title={`${t(word)} (${sign})`}
          onClick={act(key)}
        >
          {sign}
        </Button>
      ))}
      <Button kind="quiet" onClick={act('0')}>
        {t('comparison.line.fit')} <Key>0</Key>
      </Button>
    </div>
  )
}

const LEGEND = [
  'permit',
  'requested',
  'declaration',
  'uncovered',
  'a1',
  'employment',
  'clash',
  'presence',
  'control',
  'cancelled',
] as const

/** What the looks of the drawing mean. */
export function Legend() {
  const t = useWords()
  return (
    <ul className="legend" aria-label={t('comparison.line.legend.label')}>
      {LEGEND.map((name) => (
        <li key={name}>
          <span className={`legend-mark legend-${name}`} aria-hidden="true" />
          {t(`comparison.line.legend.${name}`)}
        </li>
      ))}
    </ul>
  )
}
