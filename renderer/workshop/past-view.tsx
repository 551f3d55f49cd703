import type { Service } from '../../domain/contract/codes.ts'
import type { PastRow, ReplayPast } from '../../domain/contract/records.ts'
import { pastMonths } from '../../domain/risk/past-months.ts'
import { Table, type TableColumn } from '../design/table.tsx'
import { Fact, Facts } from '../findings/values.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { useCheckedWords, useExpectedWords, useRounded } from './outcome-words.ts'
import { useWorkshopWords } from './words.ts'

type Counts = Pick<PastRow, 'before' | 'after' | 'added' | 'gone' | 'changed'>

/** One line of the table: what stood before, a month, or all months together. */
interface Line extends Counts {
  key: string
  title: string
  isSum?: boolean
  services: ReadonlyMap<Service, Counts>
}

const NONE: Counts = { before: 0, after: 0, added: 0, gone: 0, changed: 0 }

const sumOf = (rows: readonly Counts[]): Counts =>
  rows.reduce<Counts>(
    (sum, one) => ({
      before: sum.before + one.before,
      after: sum.after + one.after,
      added: sum.added + one.added,
      gone: sum.gone + one.gone,
      changed: sum.changed + one.changed,
    }),
    NONE,
  )

function lineOf(key: string, title: string, rows: readonly PastRow[]): Line {
  const byService = Map.groupBy(rows, ({ service }) => service)
  const services = new Map([...byService].map(([service, theirs]) => [service, sumOf(theirs)]))
  return { key, title, ...sumOf(rows), services }
}

/** A month as people write one: `03/2026`. */
export const monthText = (month: string): string => month.split('-').toReversed().join('/')

/** What both versions of a rule would have shown over the past year, month by month. */
export function PastNumbers({ past }: { past: ReplayPast | undefined }) {
  const t = useWorkshopWords()
  const { date } = useFormats()
  if (!past) return <p className="muted">{t('replay.past.missing')}</p>
  return (
    <>
      <p className="muted">{t('replay.past.hint', { from: date(past.from), to: date(past.to) })}</p>
      <PastFacts past={past} />
      <PastTable past={past} />
      {past.asNow.length > 0 && (
        <p className="muted">
          {t('replay.past.asNowTitle')}{' '}
          {past.asNow.map((what) => t(`replay.past.asNow.${what}`)).join('; ')}.
        </p>
      )}
    </>
  )
}

function PastFacts({ past }: { past: ReplayPast }) {
  const t = useWorkshopWords()
  const round = useRounded()
  const words = useCheckedWords()
  const expectedWords = useExpectedWords()
  const fresh = sumOf(past.rows.filter(({ month }) => month !== null))
  const months = pastMonths(past.to).length
  const { before, after, added, gone } = past.checked
  return (
    <Facts>
      <Fact name={t('replay.past.perMonth')}>
        {t('replay.past.perMonthOf', {
          before: round(fresh.before / months),
          after: round(fresh.after / months),
        })}
      </Fact>
      <Fact name={t('replay.past.expected')}>{expectedWords(fresh.added, past.expected)}</Fact>
      <Fact name={t('replay.past.checkedBefore')}>{words(before)}</Fact>
      <Fact name={t('replay.past.checkedAfter')}>{words(after)}</Fact>
      <Fact name={t('replay.past.checkedAdded')}>{words(added)}</Fact>
      <Fact name={t('replay.past.checkedGone')}>{words(gone)}</Fact>
    </Facts>
  )
}

function PastTable({ past }: { past: ReplayPast }) {
  const t = useWorkshopWords()
  const code = useCodes()
  const { number, compare } = useFormats()
  const services = [...new Set(past.rows.map(({ service }) => service))].toSorted((a, b) =>
    compare(code('service', a), code('service', b)),
  )
  const of = (month: string | null) => past.rows.filter((row) => row.month === month)
  const months = pastMonths(past.to)
  const inYear = past.rows.filter(({ month }) => month !== null)
  const lines: Line[] = [
    lineOf('earlier', t('replay.past.earlier'), of(null)),
    ...months.map((month) => lineOf(month, monthText(month), of(month))),
    { ...lineOf('year', t('replay.past.year'), inYear), isSum: true },
  ]
  const shown = (line: Line, text: string, isNone = false) => {
    if (line.isSum) return <b>{text}</b>
    return isNone ? <span className="muted">{text}</span> : text
  }
  const counts = (['before', 'after', 'added', 'gone', 'changed'] as const).map(
    (name): TableColumn<Line> => ({
      key: name,
      title: t(`replay.past.${name}`),
      number: true,
      cell: (line) => shown(line, number(line[name]), line[name] === 0),
    }),
  )
  const teams = services.map((service): TableColumn<Line> => ({
    key: service,
    title: code('service', service),
    number: true,
    cell: (line) => {
      const theirs = line.services.get(service) ?? NONE
      return shown(line, `${number(theirs.before)} → ${number(theirs.after)}`)
    },
  }))
  return (
    <>
      {services.length > 0 && <p className="muted workshop-note">{t('replay.past.perTeam')}</p>}
      <Table
        caption={t('replay.past.table')}
        columns={[
          { key: 'month', title: t('replay.month'), cell: (line) => shown(line, line.title) },
          ...counts,
          ...teams,
        ]}
        rows={lines}
        rowKey={({ key }) => key}
      />
    </>
  )
}
