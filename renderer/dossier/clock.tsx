import type { ClockEvent } from '../../domain/contract/records.ts'
import type { ClockView, DossierPage } from '../../domain/contract/workbench.ts'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { ClockId } from '../../domain/contract/codes.ts'
import { notifiedOn } from '../../domain/dossier/tracks.ts'
import { ClockBadge } from '../design/badge.tsx'
import { CLOCK_TONES } from '../design/mark.tsx'
import { DateText } from '../design/time.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { clockSegments } from './clock-segments.ts'
import { Dotted } from './section.tsx'

interface ClocksProps {
  clocks: readonly ClockView[]
  /** Clock events of the dossier, for the reasons. */
  events: readonly ClockEvent[]
  /** The other last days that the law gives clocks of the dossier. */
  otherEnds: DossierPage['otherEnds']
  today: LocalDate
}

/** Clocks that run or are suspended in full, those that stopped on one line each. */
export function Clocks({ clocks, events, otherEnds, today }: ClocksProps) {
  return (
    <ul className="clocks">
      {clocks.map((clock) => {
        const own = events.filter((event) => event.clock === clock.id)
        return (
          <li key={clock.id}>
            {isOver(clock) ? (
              <OverClock clock={clock} events={own} today={today} />
            ) : (
              <>
                <RunningClock clock={clock} events={own} today={today} />
                <OtherEnds ends={otherEnds.filter((one) => one.clock === clock.id)} />
              </>
            )}
            <NotNotified clock={clock} events={own} />
          </li>
        )
      })}
    </ul>
  )
}

/** Stopped, not open yet, or a term of the applicant that has run out: nobody is late. */
const isOver = ({ stopped, level }: ClockView) => stopped || level === 'NONE'

function OverClock({ clock, events, today }: RunningProps) {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const stop = events.findLast(({ kind }) => kind === 'STOP')
  return (
    <p className="clock-stopped muted">
      <span>{code('clock', clock.id)}</span>
      <span>
        <DateText date={clock.startedOn} /> –{' '}
        {clock.stopped
          ? t('dossier.clock.stoppedOn', { date: date(stop?.at ?? clock.startedOn) })
          : t(clock.startedOn > today ? 'dossier.clock.opensUntil' : 'dossier.clock.lapsedOn', {
              date: date(clock.due ?? clock.startedOn),
            })}
      </span>
    </p>
  )
}

const FROM_NOTIFICATION: ReadonlySet<ClockId> = new Set<ClockId>(['C5', 'C6', 'C7'])

/** A term to contest a decision of which nobody noted that the parties were told. */
function NotNotified({ clock: { id, stopped }, events }: Omit<RunningProps, 'today'>) {
  const t = useWords()
  if (stopped || !FROM_NOTIFICATION.has(id) || notifiedOn(events, id) !== null) return null
  return <p className="clock-reasons">{t('dossier.clock.notNotified')}</p>
}

/** Where the law gives a clock more than one last day, each with what it rests on. */
function OtherEnds({ ends }: { ends: DossierPage['otherEnds'] }) {
  const t = useWords()
  const { date } = useFormats()
  if (ends.length === 0) return null
  return (
    <ul className="clock-reasons">
      {ends.map(({ reading, due }) => (
        <li key={reading}>{t(`dossier.clock.otherEnd.${reading}`, { date: date(due) })}</li>
      ))}
    </ul>
  )
}

interface RunningProps {
  clock: ClockView
  events: readonly ClockEvent[]
  today: LocalDate
}

/** A clock that counts: end, days left, what was suspended and added, and why. */
export function RunningClock({ clock, events, today }: RunningProps) {
  const t = useWords()
  const code = useCodes()
  return (
    <div className="clock">
      <p className="clock-line">
        <span className="clock-name">{code('clock', clock.id)}</span>
        <ClockBadge clock={clock} />
      </p>
      <ClockBar clock={clock} events={events} today={today} />
      <p className="clock-dates">
        <Dotted
          parts={[
            <span key="start">
              <span className="muted">{t('dossier.clock.started')}</span>{' '}
              <DateText date={clock.startedOn} />
            </span>,
            clock.due && (
              <span key="due">
                <span className="muted">{t('dossier.clock.due')}</span>{' '}
                <b>
                  <DateText date={clock.due} />
                </b>
              </span>
            ),
            clock.suspendedDays > 0 && t('dossier.clock.suspended', { count: clock.suspendedDays }),
            clock.extendedDays > 0 && t('dossier.clock.extended', { count: clock.extendedDays }),
          ].map((part) => part || null)}
        />
      </p>
      <ClockReasons events={events} />
    </div>
  )
}

function ClockReasons({ events }: { events: readonly ClockEvent[] }) {
  const t = useWords()
  const { date } = useFormats()
  const reasonOf = useClockReason()
  const told = events.filter(({ kind, reason }) => reason !== null && kind !== 'START')
  if (told.length === 0) return null
  return (
    <ul className="clock-reasons">
      {told.map(({ kind, at, reason }, index) => (
        <li key={index}>
          {t('dossier.clock.why', {
            event: t(`dossier.clock.event.${kind}`),
            date: date(at),
            reason: reasonOf(reason),
          })}
        </li>
      ))}
    </ul>
  )
}

/** Why a clock changed: the words for a step of the law, else the text as it was written. */
export function useClockReason(): (reason: string | null) => string | null {
  const t = useWords()
  return (reason) =>
    reason === null ? null : t(`dossier.clock.reason.${reason}`, { defaultValue: reason })
}

/** The time used, suspended and left as one bar; the words beside it say the same. */
function ClockBar({ clock, events, today }: RunningProps) {
  const segments = clockSegments(clock, events, today)
  return (
    <svg
      className={`clock-bar tone-${CLOCK_TONES[clock.level]}`}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className="clock-bar-whole" width="100" height="6" />
      {segments.map(({ kind, from, to }) => (
        <rect
          key={from}
          className={`clock-bar-${kind}`}
          x={from * 100}
          width={(to - from) * 100}
          height="6"
        />
      ))}
    </svg>
  )
}
