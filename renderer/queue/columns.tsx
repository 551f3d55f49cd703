import {
  createColumnHelper,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
} from '@tanstack/react-table'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueSort } from '../../domain/contract/codes.ts'
import type { QueueRow } from '../../domain/contract/workbench.ts'
import { PendingMark } from '../design/badge.tsx'
import { CLOCK_TONES, ClockMark, SEVERITY_TONES, SeverityMark, TrackMark } from '../design/mark.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'

export const features = tableFeatures({
  columnSizingFeature,
  columnVisibilityFeature,
  columnResizingFeature,
})

/** Columns in their order; each is also an order of the contract. */
export const COLUMN_IDS = [
  'reference',
  'personName',
  'employerName',
  'procedure',
  'workState',
  'residenceState',
  'due',
  'risk',
  'assignee',
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

type CellProps = { row: QueueRow }

const Reference = memo(({ row }: CellProps) => (
  <>
    <span className="reference">{row.reference}</span>
    {row.pending && <PendingMark />}
  </>
))

const Person = memo(({ row }: CellProps) => (
  <span className="cell-text cell-strong" title={row.personName}>
    {row.personName}
  </span>
))

const Employer = memo(({ row }: CellProps) => {
  const { t } = useTranslation('queue')
  return row.employerName === null ? (
    <span className="cell-text muted">{t('noEmployer')}</span>
  ) : (
    <span className="cell-text" title={row.employerName}>
      {row.employerName}
    </span>
  )
})

const Procedure = memo(({ row }: CellProps) => {
  const { t } = useTranslation('queue')
  const code = useCodes()
  const procedure = code('procedure', row.procedure)
  const category = code('category', row.category)
  return (
    <span className="mark-word" title={`${procedure} · ${category}`}>
      <span className={`procedure procedure-${row.procedure}`} aria-hidden="true">
        {t(`abbr.${row.procedure}`)}
      </span>
      <span>
        <span className="visually-hidden">{procedure}, </span>
        {t(`short.category.${row.category}`)}
      </span>
    </span>
  )
})

const Work = memo(({ row: { workState } }: CellProps) => {
  const { t } = useTranslation('queue')
  return (
    <span className="mark-word" title={useCodes()('workState', workState)}>
      <TrackMark track="work" state={workState} />
      <span>{t(`short.workState.${workState}`)}</span>
    </span>
  )
})

const Residence = memo(({ row: { residenceState } }: CellProps) => {
  const { t } = useTranslation('queue')
  const word = useCodes()('residenceState', residenceState)
  if (residenceState === 'NO_TRACK') {
    return (
      <span className="muted" role="img" aria-label={word} title={word}>
        –
      </span>
    )
  }
  return (
    <span className="mark-word" title={word}>
      <TrackMark track="residence" state={residenceState} />
      <span>{t(`short.residenceState.${residenceState}`)}</span>
    </span>
  )
})

const Clock = memo(({ row: { clock, holder } }: CellProps) => {
  const { t } = useTranslation(['queue', 'app'])
  const { date } = useFormats()
  const code = useCodes()
  if (!clock) return <span className="muted">{t('app:clock.none')}</span>
  const { level, daysLeft, due } = clock
  const days =
    daysLeft === null
      ? t('app:clock.suspended')
      : daysLeft < 0
        ? t('clock.late', { count: -daysLeft })
        : daysLeft === 0
          ? t('app:clock.today')
          : t('clock.left', { count: daysLeft })
  const full = [
    code('clock', clock.id),
    code('clockLevel', level),
    due && date(due),
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
      {holder !== 'NOBODY' && <span className="clock-holder">{t(`short.holder.${holder}`)}</span>}
    </span>
  )
})

/** Signals: severity in shape and word, the codes behind it; the reasons are read aloud with it. */
const Risk = memo(({ row: { risk } }: CellProps) => {
  const { t } = useTranslation(['queue', 'rules'], { useSuspense: false })
  const code = useCodes()
  if (!risk.severity) return <span className="muted">{t('noFinding')}</span>
  const reasons = risk.codes.map((rule) => `${rule} ${t(`rules:rule.${rule}.title`, '')}`)
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
})

const Assignee = memo(({ row }: CellProps) => {
  const { t } = useTranslation('queue')
  const name = row.assigneeName ?? row.assignee
  return name === null ? (
    <span className="muted">{t('nobody')}</span>
  ) : (
    <span className="cell-text" title={name}>
      {name}
    </span>
  )
})

const Region = memo(({ row }: CellProps) => {
  const { t } = useTranslation('queue')
  const name = useCodes()('region', row.region)
  return (
    <abbr className="region" title={name}>
      {t(`region.${row.region}`)}
    </abbr>
  )
})

const Submitted = memo(({ row }: CellProps) => <>{useFormats().date(row.submittedOn)}</>)

const helper = createColumnHelper<typeof features, QueueRow>()

/** The cell of a column for a row; one component each, so that an unchanged row stays as it is. */
const CELLS: Readonly<Record<ColumnId, { size: number; cell: typeof Reference }>> = {
  reference: { size: 124, cell: Reference },
  personName: { size: 168, cell: Person },
  employerName: { size: 130, cell: Employer },
  procedure: { size: 150, cell: Procedure },
  workState: { size: 128, cell: Work },
  residenceState: { size: 146, cell: Residence },
  due: { size: 184, cell: Clock },
  risk: { size: 144, cell: Risk },
  assignee: { size: 106, cell: Assignee },
  region: { size: 48, cell: Region },
  submittedOn: { size: 92, cell: Submitted },
}

export const columns = helper.columns(
  COLUMN_IDS.map((id) => {
    const { size, cell: Cell } = CELLS[id]
    return helper.display({
      id,
      size,
      minSize: 48,
      maxSize: 800,
      cell: ({ row }) => <Cell row={row.original} />,
    })
  }),
)
