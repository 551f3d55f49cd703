import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import { SCOPES, type Scope } from '../../domain/contract/codes.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { keeperFor } from '../../domain/rights/service.ts'
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
import { IntermediariesPanel } from './intermediaries-panel.tsx'
import { NormVersion } from './norm-version.tsx'
import { ProposeDialog } from './propose-dialog.tsx'
import {
  entrySeries,
  paySeries,
  seriesId,
  tableSeries,
  useRowWords,
  useSeriesName,
  waitingIn,
  type Series,
  type SeriesKey,
  type Waiting,
} from './series.ts'
import '../dossier/record.css'
import './norms.css'

type Open =
  | { name: 'propose'; key: SeriesKey }
  | { name: 'history'; series: Series }
  | { name: 'decide'; waiting: Waiting }

/** The tables of a region: what is in force, what was added by whom, what waits. */
export function NormsScreen() {
  const { t } = useTranslation('norms')
  const code = useCodes()
  const session = useSession()
  const query = useQuery(reads.norms())
  const [region, setRegion] = useState<Scope>((session?.actor && keeperFor(session.actor)) ?? 'FL')
  const [open, setOpen] = useState<Open | null>(null)
  useFocusOnTitle()
  if (!session?.actor) return null
  if (query.isPending) return <Loading />
  if (query.error) return <ErrorState error={toTandemError(query.error)} />
  const { actor, today } = session
  const own = keeperFor(actor) === region
  const isFederal = region === 'FED'
  const propose =
    own && mayRun(actor, 'proposeNorm')
      ? (key: SeriesKey) => setOpen({ name: 'propose', key })
      : null
  const waiting = waitingIn(query.data, region)
  const close = () => setOpen(null)
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            {t('title')}
          </h1>
          {propose && !isFederal && (
            <Button
              kind="primary"
              icon="plus"
              onClick={() => propose({ region, category: 'HIGHLY_SKILLED', ageMax: null })}
            >
              {t('proposePay')}
            </Button>
          )}
        </div>
        <p className="muted">{t('intro')}</p>
      </header>
      <div className="record-body norms-body">
        <SelectField
          label={t('keeper')}
          options={SCOPES.map((value) => ({ value, label: code('scope', value) }))}
          value={region}
          onChange={(value) => setRegion(value as Scope)}
        />
        <WaitingPanel
          waiting={waiting}
          me={own && mayRun(actor, 'decideNorm') ? actor.id : null}
          onOpen={(one) => setOpen({ name: 'decide', waiting: one })}
        />
        {(isFederal
          ? ([['federalTables', tableSeries(query.data, region, today)]] as const)
          : ([
              ['table', paySeries(query.data, region, today)],
              ['otherTables', tableSeries(query.data, region, today)],
            ] as const)
        ).map(([name, series]) => (
          <Panel key={name} title={t(name, { region: code('scope', region) })} flush>
            <SeriesTable
              caption={t(name, { region: code('scope', region) })}
              series={series}
              withBasis={name === 'table'}
              onHistory={(one) => setOpen({ name: 'history', series: one })}
              onPropose={propose}
            />
          </Panel>
        ))}
        {region !== 'FED' && (
          <IntermediariesPanel
            series={entrySeries('INTERMEDIARIES', query.data, region, today)}
            region={region}
            onHistory={(one) => setOpen({ name: 'history', series: one })}
            onPropose={propose}
          />
        )}
      </div>
      {open?.name === 'propose' && (
        <ProposeDialog first={open.key} norms={query.data} onClose={close} />
      )}
      {open?.name === 'history' && <HistoryDialog series={open.series} onClose={close} />}
      {open?.name === 'decide' && (
        <DecideDialog waiting={open.waiting} norms={query.data} onClose={close} />
      )}
    </article>
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
  const { date } = useFormats()
  const nameOf = useSeriesName()
  const words = useRowWords()
  return (
    <Panel title={t('waiting.title')}>
      {waiting.length === 0 && <p className="muted">{t('waiting.none')}</p>}
      <ul className="norms-waiting">
        {waiting.map((one) => (
          <li key={`${seriesId(one.key)} ${one.place}`}>
            <span>
              <b>{nameOf(one.key)}</b>: {words(one.row)},{' '}
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
  caption: string
  series: readonly Series[]
  /** What counts as pay is said for salary thresholds only. */
  withBasis: boolean
  onHistory: (series: Series) => void
  onPropose: ((key: SeriesKey) => void) | null
}

function SeriesTable(props: SeriesTableProps) {
  const { t } = useTranslation('norms')
  const columns = useSeriesColumns(props)
  if (props.series.length === 0) return <EmptyState icon="info" title={t('none')} />
  return (
    <Table
      caption={props.caption}
      columns={columns}
      rows={props.series}
      rowKey={({ key }) => seriesId(key)}
    />
  )
}

function useSeriesColumns({
  withBasis,
  onHistory,
  onPropose,
}: SeriesTableProps): TableColumn<Series>[] {
  const { t } = useTranslation('norms')
  const { date } = useFormats()
  const nameOf = useSeriesName()
  const words = useRowWords()
  const basis: TableColumn<Series> = {
    key: 'basis',
    title: t('column.basis'),
    cell: ({ today }) => today && 'basis' in today && t(`basis.${today.basis}`),
  }
  return [
    {
      key: 'name',
      title: t(withBasis ? 'column.category' : 'column.table'),
      cell: ({ key }) => nameOf(key),
    },
    {
      key: 'amount',
      title: t('column.today'),
      number: true,
      cell: ({ today }) =>
        today ? <b>{words(today)}</b> : <span className="muted">{t('noneToday')}</span>,
    },
    ...(withBasis ? [basis] : []),
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
            {t('from', { date: date(row.validFrom) })}: {words(row)}
          </span>
        )),
    },
    {
      key: 'acts',
      title: t('column.acts'),
      cell: (one) => (
        <span className="entry-buttons">
          <Button
            kind="quiet"
            aria-label={t('actOf', { act: t('history'), name: nameOf(one.key) })}
            onClick={() => onHistory(one)}
          >
            {t('history')}
          </Button>
          {onPropose && (
            <Button
              kind="quiet"
              aria-label={t('actOf', { act: t('newRow'), name: nameOf(one.key) })}
              onClick={() => onPropose(one.key)}
            >
              {t('newRow')}
            </Button>
          )}
        </span>
      ),
    },
  ]
}
