import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter, QueueForecast, QueueOrder } from '../../domain/contract/workbench.ts'
import { absenceOn } from '../../domain/dossier/absence.ts'
import { assumptions, effort, type Assumption } from '../../domain/reference/usual-durations.ts'
import { ownTables } from '../../domain/reference/own-rows.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { reads } from '../data/reads.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { OneOf } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import { Table } from '../design/table.tsx'
import { useFormats } from '../i18n/format.ts'
import { AssumptionTable } from './assumption-table.tsx'
import { LateDossiers } from './late-dossiers.tsx'
import { useHandOver, Ways } from './ways.tsx'
import './simulate.css'

interface QueueForecastDialogProps {
  filter: QueueFilter
  order: QueueOrder
  onClose: () => void
}

const ORDERS = ['present', 'earliestFirst', 'fewestMissed'] as const
type OrderName = (typeof ORDERS)[number]
/** Whole dossiers that an officer handles on a working day, to begin with: a guess, to be corrected. */
const USUAL_PER_DAY = 3

/** What comes of working on the queue as it stands, by earliest term, and in a better order. */
export default function QueueForecastDialog({ filter, order, onClose }: QueueForecastDialogProps) {
  const { t } = useTranslation(['simulate', 'app'])
  const form = useCapacity()
  const [chosen, setChosen] = useState<OrderName>('present')
  const { handOver, fields: handOverFields } = useHandOver()
  const assumed = { ...form.assumed, ...(handOver && { handOver }) }
  const asked = { filter, order, capacity: form.capacity, assumed }
  const { data, error, isFetching } = useQuery({
    queryKey: ['queue.forecast', asked],
    queryFn: ({ signal }) => workbench.queue.forecast(asked, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Dialog
      title={t('queue.title')}
      onClose={onClose}
      wide
      actions={<Button onClick={onClose}>{t('app:close')}</Button>}
    >
      {form.fields}
      {error ? (
        <ErrorState error={toTandemError(error)} />
      ) : data ? (
        <div aria-busy={isFetching} className={isFetching ? 'forecast-old' : undefined}>
          <Sum forecast={data} />
          <Outcomes forecast={data} />
          <OneOf
            label={t('queue.lateIn')}
            options={ORDERS.map((name) => ({
              value: name,
              label: `${t(`queue.${name}`)} (${data.orders[name].missed})`,
            }))}
            value={chosen}
            onChange={(value) => setChosen(ORDERS.find((one) => one === value) ?? 'present')}
          />
          <LateDossiers {...data.orders[chosen]} onOpen={onClose} />
        </div>
      ) : (
        <Loading />
      )}
      <h3>{t('queue.waysTitle')}</h3>
      {handOverFields}
      {!error && data && (
        <div aria-busy={isFetching} className={isFetching ? 'forecast-old' : undefined}>
          <Ways forecast={data} onOpen={onClose} />
        </div>
      )}
      {form.assumptions}
    </Dialog>
  )
}

/** Who works on the line, how fast, and what is supposed of lengths. */
function useCapacity() {
  const { t } = useTranslation('simulate')
  const session = useSession()
  const { data: absences } = useQuery(reads.absences())
  const today = session?.today ?? '1970-01-01'
  const team = (session?.colleagues ?? []).filter(
    ({ id, assignable }) => assignable && !absenceOn(absences ?? [], id, today),
  ).length
  const [typed, setTyped] = useState<{ officers?: number; perDay?: number }>({})
  const [supposed, setSupposed] = useState<Partial<Record<Assumption['code'], number | undefined>>>(
    {},
  )
  const officers = typed.officers ?? Math.max(1, team)
  const perDay = typed.perDay ?? USUAL_PER_DAY
  const { data: norms } = useQuery(reads.norms())
  const tables = ownTables(norms ?? [])
  const region = session?.actor?.region ?? 'FL'
  const whole = effort(region, 'SINGLE_PERMIT', today, tables)
  const rows = assumptions(region, today, tables)
  const usual = Object.fromEntries(rows.map(({ code, days }) => [code, days.usual])) as Record<
    Assumption['code'],
    number
  >
  const number = (name: 'officers' | 'perDay', value: number, max: number) => (
    <div className="field">
      <label className="field-label" htmlFor={`forecast-${name}`}>
        {t(`queue.${name}`)}
      </label>
      <input
        id={`forecast-${name}`}
        className="input input-days"
        type="number"
        min={1}
        max={max}
        step={1}
        value={value}
        onChange={({ target }) => {
          const next = target.valueAsNumber
          if (Number.isInteger(next) && next >= 1 && next <= max) {
            setTyped((old) => ({ ...old, [name]: next }))
          }
        }}
      />
    </div>
  )
  return {
    capacity: { officers, unitsPerDay: perDay * whole.units },
    assumed: {
      ...(supposed.WORK === undefined ? {} : { work: supposed.WORK }),
      ...(supposed.RESIDENCE === undefined ? {} : { residence: supposed.RESIDENCE }),
      ...(supposed.ANSWER === undefined ? {} : { answer: supposed.ANSWER }),
    },
    fields: (
      <div className="field-row">
        {number('officers', officers, 500)}
        {number('perDay', perDay, 50)}
      </div>
    ),
    assumptions: (
      <details>
        <summary>{t('assumed.title')}</summary>
        <p className="muted">
          {t('queue.effort', {
            units: whole.units,
            source: whole.source,
            confidence: t(`confidence.${whole.confidence}`),
          })}
        </p>
        <AssumptionTable
          rows={rows}
          days={supposed}
          usual={usual}
          onDays={(code, days) => setSupposed((old) => ({ ...old, [code]: days }))}
        />
      </details>
    ),
  }
}

/** The sentence that everything else explains. */
function Sum({ forecast: { inLine, orders, missedAtLeast, side } }: { forecast: QueueForecast }) {
  const { t } = useTranslation('simulate')
  const { number } = useFormats()
  if (inLine === 0) return <p role="status">{t('queue.nothing')}</p>
  return (
    <p className="simulated-sum" role="status">
      {t(`queue.line.${side}`, { count: inLine, n: number(inLine) })}{' '}
      {t('queue.now', {
        count: orders.present.missed,
        n: number(orders.present.missed),
      })}{' '}
      {t('queue.better', {
        count: orders.fewestMissed.missed,
        n: number(orders.fewestMissed.missed),
      })}{' '}
      <span className="muted">
        {t('queue.atLeast', { count: missedAtLeast, n: number(missedAtLeast) })}
      </span>
    </p>
  )
}

function Outcomes({ forecast: { orders } }: { forecast: QueueForecast }) {
  const { t } = useTranslation('simulate')
  const { number } = useFormats()
  return (
    <Table
      caption={t('queue.outcomes')}
      rows={ORDERS.map((name) => ({ name, ...orders[name] }))}
      rowKey={({ name }) => name}
      columns={[
        { key: 'order', title: t('queue.order'), cell: ({ name }) => t(`queue.${name}`) },
        {
          key: 'missed',
          title: t('queue.missed'),
          number: true,
          cell: ({ missed }) => <b>{number(missed)}</b>,
        },
        {
          key: 'late',
          title: t('queue.daysLate'),
          number: true,
          cell: ({ daysLate }) => number(daysLate),
        },
        {
          key: 'days',
          title: t('queue.workingDays'),
          number: true,
          cell: ({ workingDays }) => number(workingDays),
        },
      ]}
    />
  )
}
