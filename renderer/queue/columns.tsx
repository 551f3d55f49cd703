import { shownScore } from '../../domain/risk/triage.ts'
import {
  createColumnHelper,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
} from '@tanstack/react-table'
import type { ReactNode } from 'react'
import type { QueueSort } from '../../domain/contract/codes.ts'
import type { QueueRow } from '../../domain/contract/workbench.ts'
import { formatRoute } from '../app/route.ts'
import { PendingMark } from '../design/badge.tsx'
import { Icon } from '../design/icon.tsx'
import { CLOCK_TONES, ClockMark, SEVERITY_TONES, SeverityMark, TrackMark } from '../design/mark.tsx'
import type { CellWords } from './cell-words.ts'

export const features = tableFeatures({
  columnSizingFeature,
  columnVisibilityFeature,
})

/** Columns in their order: what decides about the work first, for a narrow window cuts the end; each is also an order of the contract. */
export const COLUMN_IDS = [
  'reference',
  'personName',
  'due',
  'priority',
  'risk',
  'assignee',
  'employerName',
  'procedure',
  'workState',
  'residenceState',
  'region',
  'submittedOn',
] as const satisfies readonly QueueSort[]
export type ColumnId = (typeof COLUMN_IDS)[number]

/** Weights by which columns share the room that is left; a code and a date take none. */
export const SHARES: Readonly<Partial<Record<ColumnId, number>>> = {
  personName: 1.2,
  employerName: 1.4,
  procedure: 1,
  workState: 1,
  residenceState: 1,
  due: 0.9,
  priority: 0.8,
  risk: 1,
  assignee: 1.1,
}

/**
 * True when a new officer sees the column: the date of filing is asked for seldom, and who works
 * for one region knows which.
 */
export function shownAtFirst(id: ColumnId, ownRegion: boolean): boolean {
  return id !== 'submittedOn' && !(id === 'region' && ownRegion)
}

/**
 * What a cell shows. A plain function, called by its row: a component for each of some two hundred
 * cells costs more than the first paint may take, and a row that did not change is not drawn anew.
 */
type Cell = (row: QueueRow, words: CellWords, openedBy?: string) => ReactNode

/** Who has the dossier open on another desk now. */
function OpenedMark({ words: { word }, by }: { words: CellWords; by: string }) {
  const text = `${word('opened')} ${by}`
  return (
    <span className="opened-mark" role="img" aria-label={text} title={text}>
      <Icon name="person" size={14} />
    </span>
  )
}

const reference: Cell = ({ id, reference: name, pending, changed }, words, openedBy) => (
  <a className="reference-link" href={formatRoute({ screen: 'dossier', id })} tabIndex={-1}>
    <span className="reference">{name}</span>
    {changed && (
      <span
        className="changed-mark"
        role="img"
        aria-label={words.word('changed')}
        title={words.word('changed')}
      >
        ◆
      </span>
    )}
    {openedBy !== undefined && <OpenedMark words={words} by={openedBy} />}
    {pending && <PendingMark />}
  </a>
)

/** How pressing, with its parts beside the pointer or the focus, and the dossier's tags. */
const priority: Cell = ({ priority: { score, parts }, tags, snooze, snoozedUntil }, words) => {
  const { word, code, formats } = words
  const sum = parts.map(({ part, points }) => `${word(`priority.${part}`)}: ${points}`)
  const aside =
    snooze === 'NONE'
      ? []
      : [snoozedUntil ? `${word('aside')} ${formats.date(snoozedUntil)}` : code('snooze', snooze)]
  const names = tags.map((tag) => code('tag', tag))
  const reasons = [...sum, ...names, ...aside]
  return (
    <span className="priority" data-reasons={reasons.join('\n')}>
      <span className="priority-score">{score}</span>
      <span className="visually-hidden">{reasons.join('; ')}</span>
      {snooze !== 'NONE' && <Icon name="waiting" size={14} />}
      {names[0] && (
        <span className="tag" aria-hidden="true">
          {names[0]}
        </span>
      )}
      {names.length > 1 && <span aria-hidden="true">+{names.length - 1}</span>}
    </span>
  )
}

const person: Cell = (row) => (
  <span className="cell-text cell-strong" title={row.personName}>
    {row.personName}
  </span>
)

const employer: Cell = (row, { word }) =>
  row.employerName === null ? (
    <span className="cell-text muted">{word('noEmployer')}</span>
  ) : (
    <span className="cell-text" title={row.employerName}>
      {row.employerName}
    </span>
  )

const procedure: Cell = (row, { word, code }) => {
  const full = code('procedure', row.procedure)
  const category = code('category', row.category)
  return (
    <span className="mark-word" title={`${full} · ${category}`}>
      <span className={`procedure procedure-${row.procedure}`} aria-hidden="true">
        {word(`abbr.${row.procedure}`)}
      </span>
      <span>
        <span className="visually-hidden">{full}, </span>
        {word(`short.category.${row.category}`)}
      </span>
    </span>
  )
}

const work: Cell = ({ workState }, { word, code }) => (
  <span className="mark-word" title={code('workState', workState)}>
    <TrackMark track="work" state={workState} />
    <span>{word(`short.workState.${workState}`)}</span>
  </span>
)

const residence: Cell = ({ residenceState }, { word, code }) => {
  const full = code('residenceState', residenceState)
  if (residenceState === 'NO_TRACK') {
    return (
      <span className="muted" role="img" aria-label={full} title={full}>
        –
      </span>
    )
  }
  return (
    <span className="mark-word" title={full}>
      <TrackMark track="residence" state={residenceState} />
      <span>{word(`short.residenceState.${residenceState}`)}</span>
    </span>
  )
}

const leadingClock: Cell = ({ clock, holder }, { word, counted, code, formats }) => {
  if (!clock) return <span className="muted">{word('app:clock.none')}</span>
  const { level, daysLeft, due } = clock
  const days =
    daysLeft === null
      ? word('app:clock.suspended')
      : daysLeft < 0
        ? counted('clock.late', -daysLeft)
        : daysLeft === 0
          ? word('app:clock.today')
          : counted('clock.left', daysLeft)
  const full = [
    code('clock', clock.id),
    code('clockLevel', level),
    due && formats.date(due),
    holder !== 'NOBODY' && code('holder', holder),
  ]
  const overdue = level === 'OVERDUE' ? ' clock-overdue' : ''
  return (
    <span
      className={`clock-cell tone-${CLOCK_TONES[level]}${overdue}`}
      title={full.filter(Boolean).join(' · ')}
    >
      <span className="clock-word">
        <ClockMark level={level} />
        {days}
      </span>
      <span className="visually-hidden">{code('clockLevel', level)}</span>
      {holder !== 'NOBODY' && (
        <span className="clock-holder">{word(`short.holder.${holder}`)}</span>
      )}
    </span>
  )
}

/** Reasons that are told of a row's signals. */
const REASONS = 3

/** Signals: severity in shape and word, the codes behind it; the reasons are read aloud with it. */
const signals: Cell = ({ risk }, { word, code, formats }) => {
  if (!risk.severity) return <span className="muted">{word('noFinding')}</span>
  // Never a bare number: the three strongest reasons stand with it.
  const reasons = [
    `${word('triage')}: ${formats.number(shownScore(risk.score))}`,
    ...risk.codes.slice(0, REASONS).map((rule) => `${rule} ${word(`rules:rule.${rule}.title`)}`),
    ...(risk.codes.length > REASONS ? [`+${risk.codes.length - REASONS}`] : []),
  ]
  return (
    <span
      className={`mark-word tone-${SEVERITY_TONES[risk.severity]}`}
      data-reasons={reasons.join('\n')}
    >
      <SeverityMark severity={risk.severity} />
      <span className="severity-word">{code('severity', risk.severity)}</span>
      <span className="risk-codes" aria-hidden="true">
        {risk.codes[0]}
        {risk.codes.length > 1 && ` +${risk.codes.length - 1}`}
      </span>
      <span className="visually-hidden">{reasons.join('; ')}</span>
    </span>
  )
}

const assignee: Cell = (row, { word, formats, awayUntil }) => {
  const name = row.assigneeName ?? row.assignee
  if (name === null) return <span className="muted">{word('nobody')}</span>
  const until = awayUntil(row.assignee ?? '')
  const away = until && `${word('away')} ${formats.date(until)}`
  const text = (
    <span className="cell-text" title={away ? `${name}, ${away}` : name}>
      {name}
    </span>
  )
  if (!away) return text
  return (
    <span className="assignee-away">
      <span className="away-mark" role="img" aria-label={away}>
        <Icon name="waiting" size={14} />
      </span>
      {text}
    </span>
  )
}

const region: Cell = (row, { word, code }) => {
  const name = code('region', row.region)
  return (
    <abbr className="region" title={name}>
      {word(`region.${row.region}`)}
    </abbr>
  )
}

const submittedOn: Cell = (row, { formats }) => formats.date(row.submittedOn)

/** The cell of each column, and the column's width at first in pixels. */
export const CELLS: Readonly<Record<ColumnId, { size: number; cell: Cell }>> = {
  reference: { size: 140, cell: reference },
  personName: { size: 160, cell: person },
  employerName: { size: 144, cell: employer },
  procedure: { size: 150, cell: procedure },
  workState: { size: 128, cell: work },
  residenceState: { size: 146, cell: residence },
  due: { size: 196, cell: leadingClock },
  priority: { size: 92, cell: priority },
  risk: { size: 152, cell: signals },
  assignee: { size: 114, cell: assignee },
  region: { size: 48, cell: region },
  submittedOn: { size: 92, cell: submittedOn },
}

const helper = createColumnHelper<typeof features, QueueRow>()

export const columns = helper.columns(
  COLUMN_IDS.map((id) => helper.display({ id, size: CELLS[id].size, minSize: 48, maxSize: 800 })),
)
