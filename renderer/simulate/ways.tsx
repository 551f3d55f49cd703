import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueForecast } from '../../domain/contract/workbench.ts'
import type { HandOver } from '../../domain/reference/usual-durations.ts'
import { OneOf } from '../design/choice-field.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { Icon } from '../design/icon.tsx'
import { Table } from '../design/table.tsx'
import { useFormats } from '../i18n/format.ts'
import { LateDossiers } from './late-dossiers.tsx'

const WAYS = ['serial', 'parallel'] as const
type WayName = (typeof WAYS)[number]
const WHEN = ['complete', 'after', 'on'] as const
type When = (typeof WHEN)[number]
/** Days that C2 gives, to begin with. */
const FIRST_DAYS = 15
const MAX_DAYS = 365

/** When the copies go to the Immigration Office that have not gone yet: one choice for the whole list. */
export function useHandOver(): { handOver: HandOver | undefined; fields: ReactNode } {
  const { t } = useTranslation('simulate')
  const id = useId()
  const [when, setWhen] = useState<When>('complete')
  const [days, setDays] = useState(FIRST_DAYS)
  const [on, setOn] = useState<TypedDate>(null)
  const handOver = { complete: undefined, after: { afterDays: days }, on: on ? { on } : undefined }
  const fields = (
    <div className="hand-over-choice">
      <OneOf
        label={t('queue.handOver')}
        options={WHEN.map((value) => ({ value, label: t(`queue.handOverWhen.${value}`) }))}
        value={when}
        onChange={(value) => setWhen(WHEN.find((one) => one === value) ?? 'complete')}
      />
      {when === 'after' && (
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {t('queue.handOverDays')}
          </label>
          <input
            id={id}
            className="input input-days"
            type="number"
            min={0}
            max={MAX_DAYS}
            step={1}
            value={days}
            onChange={({ target }) => {
              const next = target.valueAsNumber
              if (Number.isInteger(next) && next >= 0 && next <= MAX_DAYS) setDays(next)
            }}
          />
        </div>
      )}
      {when === 'on' && (
        <DateField
          label={t('queue.handOverDay')}
          hint={t('queue.handOverDayHint')}
          value={on}
          onChange={setOn}
        />
      )}
    </div>
  )
  return { handOver: handOver[when], fields }
}

interface WaysProps {
  forecast: QueueForecast
  onOpen: () => void
}

/** Serial beside parallel handling of the whole list: both ends, who breaches, and days saved. */
export function Ways({ forecast: { stock, latest }, onOpen }: WaysProps) {
  const { t } = useTranslation('simulate')
  const { date, number } = useFormats()
  const [chosen, setChosen] = useState<WayName>('serial')
  if (stock.simulated === 0) return null
  const mean = (total: number) => number(Math.round(total / stock.simulated))
  return (
    <>
      <p role="status">
        {t('queue.stock', {
          n: number(stock.simulated),
          serial: number(stock.serial.missed),
          parallel: number(stock.parallel.missed),
          days: mean(stock.savedDays),
        })}{' '}
        <span className="muted">{t('queue.suspended', { n: number(stock.suspended) })}</span>
      </p>
      <div className="ways">
        <Table
          caption={t('queue.ways')}
          rows={WAYS.map((name) => ({ name, ...stock[name] }))}
          rowKey={({ name }) => name}
          columns={[
            { key: 'way', title: t('queue.way'), cell: ({ name }) => t(`dossier.${name}`) },
            {
              key: 'end',
              title: t('queue.lastEnd'),
              cell: ({ lastEnd }) => (lastEnd ? date(lastEnd) : '–'),
            },
            {
              key: 'mean',
              title: t('queue.meanDays'),
              number: true,
              cell: ({ endDays }) => mean(endDays),
            },
            {
              key: 'missed',
              title: t('queue.missedTogether'),
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
              key: 'idle',
              title: t('queue.idle'),
              number: true,
              cell: ({ idleDays }) => number(idleDays),
            },
          ]}
        />
      </div>
      <Copies copies={stock.copies} />
      <OneOf
        label={t('queue.lateWay')}
        options={WAYS.map((name) => ({
          value: name,
          label: `${t(`dossier.${name}`)} (${number(stock[name].missed)})`,
        }))}
        value={chosen}
        onChange={(value) => setChosen(WAYS.find((one) => one === value) ?? 'serial')}
      />
      <LateDossiers late={latest[chosen]} missed={stock[chosen].missed} onOpen={onOpen} />
    </>
  )
}

/** Whether the region misses its own term to send the copy (C2): the same in both ways. */
function Copies({ copies: { toSend, missed, daysLate } }: Pick<QueueForecast['stock'], 'copies'>) {
  const { t } = useTranslation('simulate')
  const { number } = useFormats()
  if (toSend === 0) return <p className="muted">{t('queue.allSent')}</p>
  const words = { n: number(missed), total: number(toSend), days: number(daysLate) }
  return (
    <p className={`mark-word tone-${missed > 0 ? 'red' : 'calm'}`}>
      <Icon name={missed > 0 ? 'warning' : 'check'} />{' '}
      <span>
        {missed > 0
          ? t('queue.copiesLate', { ...words, count: missed })
          : t('queue.copiesInTime', words)}
      </span>
    </p>
  )
}
