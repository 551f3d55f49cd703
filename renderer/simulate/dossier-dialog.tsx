import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromDay, toDay, type DayNumber } from '../../domain/calendar/local-date.ts'
import type { DossierBody } from '../../domain/contract/records.ts'
import {
  answerDaysOf,
  simulateDossier,
  usualPlan,
  withAnswer,
  type Handling,
  type HandlingPlan,
} from '../../domain/dossier/simulate.ts'
import { tablesOf, type OwnTables } from '../../domain/reference/own-rows.ts'
import { assumptions, type Assumption } from '../../domain/reference/usual-durations.ts'
import { useDossier, useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Icon } from '../design/icon.tsx'
import { EmptyState, Loading } from '../design/states.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { AssumptionTable } from './assumption-table.tsx'
import './simulate.css'

/** Serial beside parallel handling of one dossier, with a hand-over date that can be moved. */
export default function DossierSimulation({
  dossierId,
  onClose,
}: {
  dossierId: string
  onClose: () => void
}) {
  const { t } = useTranslation('simulate')
  const { data } = useDossier(dossierId)
  const today = useSession()?.today
  return (
    <Dialog
      title={t('dossier.title', { reference: data?.dossier.body.reference ?? '' })}
      onClose={onClose}
      wide
      actions={<Button onClick={onClose}>{t('app:close')}</Button>}
    >
      {data && today ? (
        <Simulated body={data.dossier.body} tables={tablesOf(data.tables)} today={today} />
      ) : (
        <Loading />
      )}
    </Dialog>
  )
}

type Supposed = Partial<Record<Assumption['code'], number | undefined>>

/** The plan with what the officer supposes instead of the usual. */
function supposedPlan(usual: HandlingPlan, supposed: Supposed, handOver: DayNumber | null) {
  const { WORK: work, RESIDENCE: residence } = supposed
  return {
    start: usual.start,
    handOver: handOver ?? usual.handOver,
    work: { ...usual.work, days: work ?? usual.work.days },
    residence: { ...usual.residence, days: residence ?? usual.residence.days },
  }
}

function Simulated({
  body,
  tables,
  today,
}: {
  body: DossierBody
  tables: OwnTables
  today: string
}) {
  const { t } = useTranslation('simulate')
  const { date } = useFormats()
  const [supposed, setSupposed] = useState<Supposed>({})
  const [handOver, setHandOver] = useState<DayNumber | null>(null)
  const usual = usualPlan(body, today, 'usual', tables)
  const { ANSWER: answer } = supposed
  const answered = answer === undefined ? usual : withAnswer(usual, body, today, answer)
  const plan = supposedPlan(answered, supposed, handOver)
  const found = simulateDossier(body, today, plan, tables)
  if (!found) {
    return (
      <EmptyState icon="info" title={t('dossier.none')}>
        {t('dossier.noneHint')}
      </EmptyState>
    )
  }
  const { serial, parallel, savedDays } = found
  const now = toDay(today)
  const latest = Math.max(plan.start + plan.work.days + plan.work.answerDays, plan.handOver)
  const end = Math.max(toDay(serial.end), toDay(parallel.end), latest)
  const movable = body.residence.state === 'NOT_TRANSMITTED'
  return (
    <>
      <p className="simulated-sum" role="status">
        {savedDays > 0 ? t('dossier.saved', { count: savedDays }) : t('dossier.savesNothing')}
      </p>
      <Way name="serial" handling={serial} plan={plan} now={now} end={end} />
      <Way name="parallel" handling={parallel} plan={plan} now={now} end={end} />
      <div className="field hand-over">
        <label className="field-label" htmlFor="hand-over">
          {t('labelled', { label: t('dossier.handOver') })} <b>{date(fromDay(plan.handOver))}</b>
        </label>
        <input
          id="hand-over"
          type="range"
          min={now}
          max={latest}
          step={1}
          value={plan.handOver}
          disabled={!movable}
          aria-valuetext={date(fromDay(plan.handOver))}
          onChange={({ target }) => setHandOver(target.valueAsNumber)}
        />
        <span className="field-hint">
          {t(movable ? 'dossier.handOverHint' : 'dossier.handedOver')}
        </span>
      </div>
      <h3>{t('assumed.title')}</h3>
      <p className="muted">{t('assumed.intro')}</p>
      <AssumptionTable
        rows={assumptions(body.region, today, tables)}
        days={supposed}
        usual={{
          WORK: usual.work.days,
          RESIDENCE: usual.residence.days,
          ANSWER: answerDaysOf(usual, body, today),
        }}
        onDays={(code, days) => setSupposed((old) => ({ ...old, [code]: days }))}
      />
      <Button
        kind="quiet"
        onClick={() => {
          setSupposed({})
          setHandOver(null)
        }}
      >
        {t('assumed.reset')}
      </Button>
    </>
  )
}

interface WayProps {
  name: 'serial' | 'parallel'
  handling: Handling
  plan: HandlingPlan
  now: DayNumber
  /** Last day of the drawing. */
  end: DayNumber
}

/** One way of handling: both examinations on a line, their ends, and who breaches which term. */
function Way({ name, handling, plan, now, end }: WayProps) {
  const { t } = useTranslation('simulate')
  const code = useCodes()
  const { date } = useFormats()
  const { workEnd, residenceEnd, idleDays, breaches } = handling
  const span = Math.max(1, end - now)
  const residenceDays = plan.residence.days + plan.residence.answerDays
  const bar = (from: DayNumber, to: DayNumber) => ({
    insetInlineStart: `${((from - now) / span) * 100}%`,
    width: `${Math.max(0.5, ((to - from) / span) * 100)}%`,
  })
  return (
    <section className="way" aria-label={t(`dossier.${name}`)}>
      <h3>
        {t('labelled', { label: t(`dossier.${name}`) })} {date(handling.end)}
      </h3>
      <div className="way-lines" aria-hidden="true">
        <div className="way-line">
          <span className="way-bar way-work" style={bar(plan.start, toDay(workEnd))}>
            {t('dossier.work')}
          </span>
        </div>
        <div className="way-line">
          <span
            className="way-bar way-residence"
            style={bar(toDay(residenceEnd) - residenceDays, toDay(residenceEnd))}
          >
            {t('dossier.residence')}
          </span>
          <span className="way-hand-over" style={bar(plan.handOver, plan.handOver)} />
        </div>
      </div>
      <p>
        {t('dossier.ends', { work: date(workEnd), residence: date(residenceEnd) })}
        {idleDays > 0 && ` ${t('dossier.idle', { count: idleDays })}`}
      </p>
      {breaches.length === 0 ? (
        <p className="tone-calm mark-word">
          <Icon name="check" /> <span>{t('dossier.inTime')}</span>
        </p>
      ) : (
        <ul>
          {breaches.map(({ clock, due, days }) => (
            <li key={clock} className="tone-red">
              <Icon name="warning" />{' '}
              {t('dossier.breach', {
                who: t(clock === 'C2' ? 'dossier.byRegion' : 'dossier.byBoth'),
                clock: code('clock', clock),
                due: date(due),
                count: days,
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
