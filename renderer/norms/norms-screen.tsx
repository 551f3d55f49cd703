import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import { CATEGORIES, REGIONS, type Region } from '../../domain/contract/codes.ts'
import type { NormView } from '../../domain/contract/workbench.ts'
import { inForceOn } from '../../domain/reference/dated.ts'
import { normId, normKeys, seriesOf, type NormKey } from '../../domain/reference/norms.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { reads } from '../data/reads.ts'
import { toTandemError } from '../data/errors.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { SelectField } from '../design/choice-field.tsx'
import { Panel } from '../design/panel.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import { NormVersion } from './norm-version.tsx'
import { ProposeDialog } from './propose-dialog.tsx'
import { useSeriesName, type Series, type Waiting } from './series.ts'
import '../dossier/record.css'
import './norms.css'

type Open =
  | { name: 'propose'; key: NormKey | null }
  | { name: 'history'; series: Series }
  | { name: 'decide'; waiting: Waiting }

/** The salary thresholds of a region: what is in force, what was added by whom, what waits. */
export function NormsScreen() {
  const { t } = useTranslation('norms')
  const code = useCodes()
  const session = useSession()
  const query = useQuery(reads.norms())
  const [region, setRegion] = useState<Region>(session?.actor?.region ?? 'FL')
  const [open, setOpen] = useState<Open | null>(null)
  useFocusOnTitle()
  if (!session?.actor) return null
  if (query.isPending) return <Loading />
  if (query.error) return <ErrorState error={toTandemError(query.error)} />
  const { actor, today } = session
  const own = actor.region === region
  const all = seriesIn(query.data, region, today)
  const waiting = waitingIn(query.data, region)
  const close = () => setOpen(null)
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            {t('title')}
          </h1>
          {own && mayRun(actor, 'proposeNorm') && (
            <Button
              kind="primary"
              icon="plus"
              onClick={() => setOpen({ name: 'propose', key: null })}
            >
              {t('propose')}
            </Button>
          )}
        </div>
        <p className="muted">{t('intro')}</p>
      </header>
      <div className="record-body norms-body">
        <SelectField
          label={t('region')}
          options={REGIONS.map((value) => ({ value, label: code('region', value) }))}
          value={region}
          onChange={(value) => setRegion(value as Region)}
        />
        <WaitingPanel
          waiting={waiting}
          me={own && mayRun(actor, 'decideNorm') ? actor.id : null}
          onOpen={(one) => setOpen({ name: 'decide', waiting: one })}
        />
        <Panel title={t('table', { region: code('region', region) })} flush>
          <SeriesTable
            series={all}
            onHistory={(series) => setOpen({ name: 'history', series })}
            onPropose={
              own && mayRun(actor, 'proposeNorm')
                ? ({ key }) => setOpen({ name: 'propose', key })
                : null
            }
          />
        </Panel>
      </div>
      {open?.name === 'propose' && (
        <ProposeDialog region={region} first={open.key} norms={query.data} onClose={close} />
      )}
      {open?.name === 'history' && <HistoryDialog series={open.series} onClose={close} />}
      {open?.name === 'decide' && (
        <DecideDialog waiting={open.waiting} norms={query.data} onClose={close} />
      )}
    </article>
  )
}

function seriesIn(norms: readonly NormView[], region: Region, today: string): Series[] {
  return normKeys(norms)
    .filter((key) => key.region === region)
    .toSorted(
      (a, b) =>
        CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) ||
        (a.ageMax ?? 99) - (b.ageMax ?? 99),
    )
    .map((key) => {
      const record = norms.find(({ id }) => id === normId(key)) ?? null
      const rows = seriesOf(key, record?.body ?? null)
      return {
        key,
        record,
        rows,
        today: rows.find((row) => inForceOn(row, today)) ?? null,
        later: rows.filter(({ validFrom }) => validFrom > today),
      }
    })
}

function waitingIn(norms: readonly NormView[], region: Region): Waiting[] {
  return norms
    .filter(({ body }) => body.region === region)
    .flatMap(({ body: { rows, region: of, category, ageMax } }) =>
      rows.flatMap((row, place) =>
        row.state === 'PROPOSED' ? [{ key: { region: of, category, ageMax }, row, place }] : [],
      ),
    )
}

interface WaitingProps {
  waiting: readonly Waiting[]
  /** Who looks, where they may answer; null elsewhere. */
  me: string | null
  onOpen: (one: Waiting) => void
}

function WaitingPanel({ waiting, me, onOpen }: WaitingProps) {
  const { t } = useTranslation('norms')
  const { money, date } = useFormats()
  const nameOf = useSeriesName()
  return (
    <Panel title={t('waiting.title')}>
      {waiting.length === 0 && <p className="muted">{t('waiting.none')}</p>}
      <ul className="norms-waiting">
        {waiting.map((one) => (
          <li key={`${normId(one.key)} ${one.place}`}>
            <span>
              <b>{nameOf(one.key)}</b>: {money(one.row.amountCents)} {t(`per.${one.row.unit}`)},{' '}
              {t('from', { date: date(one.row.validFrom) })}
              <span className="line muted">
                {t('waiting.by', { name: one.row.byName })} {one.row.reason}
              </span>
            </span>
            {me !== null &&
              (one.row.by === me ? (
                <span className="muted">{t('waiting.yours')}</span>
              ) : (
                <Button onClick={() => onOpen(one)}>{t('waiting.look')}</Button>
              ))}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

interface SeriesTableProps {
  series: readonly Series[]
  onHistory: (series: Series) => void
  onPropose: ((series: Series) => void) | null
}

function SeriesTable({ series, onHistory, onPropose }: SeriesTableProps) {
  const { t } = useTranslation('norms')
  const columns = useSeriesColumns(onHistory, onPropose)
  if (series.length === 0) return <EmptyState icon="info" title={t('none')} />
  return (
    <Table caption={t('title')} columns={columns} rows={series} rowKey={({ key }) => normId(key)} />
  )
}

function useSeriesColumns(
  onHistory: SeriesTableProps['onHistory'],
  onPropose: SeriesTableProps['onPropose'],
): TableColumn<Series>[] {
  const { t } = useTranslation('norms')
  const { money, date } = useFormats()
  const nameOf = useSeriesName()
  return [
    { key: 'name', title: t('column.category'), cell: ({ key }) => nameOf(key) },
    {
      key: 'amount',
      title: t('column.today'),
      number: true,
      cell: ({ today }) =>
        today ? (
          <>
            <b>{money(today.amountCents)}</b> {t(`per.${today.unit}`)}
          </>
        ) : (
          <span className="muted">{t('noneToday')}</span>
        ),
    },
    {
      key: 'basis',
      title: t('column.basis'),
      cell: ({ today }) => today && t(`basis.${today.basis}`),
    },
    {
      key: 'since',
      title: t('column.since'),
      cell: ({ today }) => today && <DateText date={today.validFrom} />,
    },
    {
      key: 'version',
      title: t('column.version'),
      cell: ({ today }) => today && <NormVersion norm={today} />,
    },
    {
      key: 'later',
      title: t('column.later'),
      cell: ({ later }) =>
        later.map((row) => (
          <span key={row.validFrom} className="line">
            {t('from', { date: date(row.validFrom) })}: {money(row.amountCents)}
          </span>
        )),
    },
    {
      key: 'acts',
      title: t('column.acts'),
      cell: (one) => (
        <span className="entry-buttons">
          <Button kind="quiet" onClick={() => onHistory(one)}>
            {t('history')}
          </Button>
          {onPropose && (
            <Button kind="quiet" onClick={() => onPropose(one)}>
              {t('newRow')}
            </Button>
          )}
        </span>
      ),
    },
  ]
}
