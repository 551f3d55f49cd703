import type { ReactNode } from 'react'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useWords } from '../findings/words.ts'
import { fromDay, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { Stretch } from './bars.ts'
import { bareDays, type LineModel } from './line-model.ts'
import { useRowWords } from './row-words.ts'
import { VerdictMark } from './time-line.tsx'

interface Line {
  key: string
  kind: string
  what: ReactNode
  who: ReactNode
  from: LocalDate | null
  /** Null: no end. */
  to: LocalDate | null
  state: ReactNode
  open: string | null
}

interface LineTableProps {
  model: LineModel
  selected: string | null
  onSelect: (id: string) => void
}

/** The time line in words: one row for each bar, for those who walk a table. */
export function LineTable(props: LineTableProps) {
  const t = useWords()
  const lines = useLines(props)
  const columns: TableColumn<Line>[] = [
    { key: 'kind', title: t('comparison.table.kind'), cell: ({ kind }) => kind },
    { key: 'what', title: t('comparison.table.what'), cell: ({ what }) => what },
    { key: 'who', title: t('comparison.table.who'), cell: ({ who }) => who },
    {
      key: 'from',
      title: t('comparison.table.from'),
      cell: ({ from }) => <DateText date={from} />,
    },
    {
      key: 'to',
      title: t('comparison.table.to'),
      cell: ({ to }) => (to === null ? t('comparison.table.noEnd') : <DateText date={to} />),
    },
    { key: 'state', title: t('comparison.table.state'), cell: ({ state }) => state },
    { key: 'open', title: t('comparison.table.uncovered'), cell: ({ open }) => open ?? '–' },
  ]
  return (
    <Table
      caption={t('dossier.tableOf', { name: t('comparison.line.title') })}
      columns={columns}
      rows={lines}
      rowKey={({ key }) => key}
    />
  )
}

function useLines({ model, selected, onSelect }: LineTableProps): Line[] {
  const t = useWords()
  const words = useRowWords()
  const permits = model.permits.flatMap((row): Line[] =>
    [...row.spans, ...(row.kind === 'permit' && row.requested ? [row.requested] : [])].map(
      (span, index) => ({
        key: `${row.id}-${index}`,
        kind: t(row.kind === 'card' ? 'comparison.table.card' : 'comparison.table.permit'),
        what:
          row.kind === 'card' ? (
            words.card(row.card)
          ) : (
            <span className="nowrap">
              <RouteLink to={{ screen: 'dossier', id: row.id }}>
                {row.dossier.body.reference}
              </RouteLink>
            </span>
          ),
        who: row.kind === 'permit' ? (row.employerName ?? '–') : '–',
        ...ends(span),
        state: row.kind === 'permit' ? words.permitState(row) : '–',
        open: null,
      }),
    ),
  )
  const declarations = model.declarations.map((row): Line => ({
    key: row.id,
    kind: t('comparison.table.declaration'),
    what: (
      <button
        type="button"
        className="line-choose nowrap"
        aria-current={row.id === selected || undefined}
        onClick={() => onSelect(row.id)}
      >
        {row.declaration.body.l1Number}
      </button>
    ),
    who: words.employerOf(row),
    ...ends(row.span),
    state: (
      <>
        <VerdictMark row={row} />
        {row.elsewhere.length > 0 && <span className="line">{words.elsewhere(row)}</span>}
      </>
    ),
    open: row.uncovered.map(words.days).join(', ') || null,
  }))
  const presences = model.presences.map((row): Line => {
    const from = row.days[0]!.day
    const to = row.days.at(-1)!.day
    const open = row.days.filter(({ uncovered, bare }) => uncovered && !bare).length
    const bare = bareDays(row)
    return {
      key: row.id,
      kind: t('comparison.table.presence'),
      what: words.presence(row),
      who: row.employerName,
      ...ends({ from, to }),
      state: bare > 0 ? t('comparison.line.bareDays', { count: bare }) : '–',
      open: open > 0 ? t('comparison.line.presenceDays', { count: open }) : null,
    }
  })
  return [...permits, ...declarations, ...useExtractLines(model), ...presences]
}

/** A1 forms, employments and controls. */
function useExtractLines({ forms, employments, controls }: LineModel): Line[] {
  const t = useWords()
  const words = useRowWords()
  const lineOf = (key: string, kind: string, span: Stretch) => ({
    key,
    kind: t(`comparison.table.${kind}`),
    ...ends(span),
    open: null,
  })
  return [
    ...forms.flatMap((row): Line[] =>
      row.kind === 'a1'
        ? [
            {
              ...lineOf(row.id, 'a1', row.span),
              what: words.form(row),
              who: row.form.employer.name,
              state: words.formState(row),
            },
          ]
        : row.spans.map((span) => ({
            ...lineOf(`${row.id}-${span.from}`, 'a1', span),
            what: '–',
            who: row.employerName ?? t('dossier.selfEmployed'),
            state: t('comparison.line.formGap'),
          })),
    ),
    ...employments.map((row): Line => ({
      ...lineOf(row.id, 'employment', row.span),
      what: 'Dimona',
      who: row.employment.employer.name,
      state:
        row.posted.length > 0
          ? `${t('comparison.line.clash')}: ${row.posted.map(words.days).join(', ')}`
          : '–',
    })),
    ...controls.map((row): Line => ({
      ...lineOf(row.id, 'control', { from: row.day, to: row.day }),
      what: words.control(row),
      who: row.control.enterprise.name,
      state: words.controlOutcome(row),
    })),
  ]
}

function ends({ from, to }: Stretch): Pick<Line, 'from' | 'to'> {
  return { from: fromDay(from), to: to === Infinity ? null : fromDay(to) }
}
