import type { ReactNode } from 'react'
import { daysBetween, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { ClockId, Holder } from '../../domain/contract/codes.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { Badge } from '../design/badge.tsx'
import { Notice } from '../design/states.tsx'
import { clockEventsOn } from '../../domain/dossier/clocks.ts'
import { holdersOf } from '../../domain/dossier/holder.ts'
import { silenceOf } from '../../domain/dossier/silence.ts'
import { TrackMark } from '../design/mark.tsx'
import { DateText } from '../design/time.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { Clocks } from './clock.tsx'
import { Dotted, Section } from './section.tsx'
import { OpenMatters } from './steps/open-matters.tsx'
import { SignedChecks } from './steps/kept-checks.tsx'
import { StepButtons } from './steps/step-buttons.tsx'
import {
  appealTerm,
  residenceSteps,
  workSteps,
  type AppealTerm,
  type TrackSteps,
} from './track-steps.ts'

const WORK_CLOCKS: readonly ClockId[] = ['C1', 'C2', 'C4', 'C5', 'C7', 'C8', 'P1', 'P2', 'P3', 'P4']
const SHARED_CLOCKS: readonly ClockId[] = ['C3A', 'C3B']

interface TracksProps {
  page: DossierPage
  today: LocalDate
}

/** What silence brings about, on which day, and what prevents it. */
function SilenceNotice({ page, today }: TracksProps) {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const silence = silenceOf(page.dossier.body, page.clocks, today)
  if (!silence) return null
  const { clock, effect, on, over, decider } = silence
  return (
    <Notice icon="warning" tone={over ? 'red' : 'orange'}>
      <b>
        {t(over ? 'silence.over' : 'silence.near', { date: date(on), clock: code('clock', clock) })}
      </b>{' '}
      {t(`silence.effect.${effect}`)} {t(`silence.${over ? 'late' : 'act'}.${decider}`)}
    </Notice>
  )
}

/** What both tracks together amount to, with the clock that they share. */
export function Together({ page, today }: TracksProps) {
  const t = useWords()
  const code = useCodes()
  const shared = page.clocks.filter(({ id }) => SHARED_CLOCKS.includes(id))
  return (
    <div className="together">
      <SilenceNotice page={page} today={today} />
      <div className="together-outcome">
        <span className="eyebrow">{t('dossier.combined.outcome')}</span>
        <strong>{code('outcome', page.outcome)}</strong>
      </div>
      {shared.length > 0 && (
        <Clocks
          clocks={shared}
          events={clockEventsOn(page.dossier.body, today)}
          otherEnds={page.otherEnds}
          today={today}
        />
      )}
    </div>
  )
}

/** The work track: the region's part. */
export function WorkTrack({ page, today }: TracksProps) {
  const t = useWords()
  const code = useCodes()
  const { body } = page.dossier
  return (
    <Section name="tracks" title={t('dossier.track.work')} shortcut={1}>
      <TrackHead
        mark={<TrackMark track="work" state={body.work.state} />}
        state={code('workState', body.work.state)}
        by={code('region', body.region)}
        since={body.work.since}
        today={today}
        held={holdersOf(body, today).work}
      />
      <TrackBody
        steps={workSteps(body)}
        appeal={appealTerm(page.clocks, body.clockEvents, ['C5', 'C7'])}
        word={(state) => code('workState', state)}
        clocks={
          <Clocks
            clocks={page.clocks.filter(({ id }) => WORK_CLOCKS.includes(id))}
            events={clockEventsOn(body, today)}
            otherEnds={page.otherEnds}
            today={today}
          />
        }
      />
      <OpenMatters page={page} track="WORK" today={today} />
      <SignedChecks body={body} track="WORK" />
      <StepButtons page={page} track="WORK" />
    </Section>
  )
}

/** The residence track: the Immigration Office's part; a sentence where there is none. */
export function ResidenceTrack({ page, today }: TracksProps) {
  const t = useWords()
  const code = useCodes()
  const { body } = page.dossier
  const steps = residenceSteps(body)
  const own = page.clocks.filter(
    ({ id }) => !WORK_CLOCKS.includes(id) && !SHARED_CLOCKS.includes(id),
  )
  return (
    <Section name="residence" title={t('dossier.track.residence')} shortcut={2}>
      {steps ? (
        <>
          <TrackHead
            mark={<TrackMark track="residence" state={body.residence.state} />}
            state={code('residenceState', body.residence.state)}
            by={t('dossier.track.residenceBy')}
            since={body.residence.since}
            today={today}
            held={holdersOf(body, today).residence}
          />
          <TrackBody
            steps={steps}
            appeal={appealTerm(page.clocks, body.clockEvents, ['C6', 'C7'])}
            word={(state) => code('residenceState', state)}
            clocks={
              <Clocks
                clocks={own}
                events={clockEventsOn(body, today)}
                otherEnds={page.otherEnds}
                today={today}
              />
            }
          />
          <OpenMatters page={page} track="RESIDENCE" today={today} />
          <SignedChecks body={body} track="RESIDENCE" />
          <StepButtons page={page} track="RESIDENCE" />
        </>
      ) : (
        <p className="muted">{t('dossier.track.none')}</p>
      )}
    </Section>
  )
}

interface TrackHeadProps {
  mark: ReactNode
  state: string
  by: string
  since: LocalDate
  today: LocalDate
  held: Holder | null
}

function TrackHead({ mark, state, by, since, today, held }: TrackHeadProps) {
  const t = useWords()
  const code = useCodes()
  return (
    <div className="track-head">
      <p className="track-state">
        {mark}
        <strong>{state}</strong>
        {held && (
          <Badge tone="accent">
            {code('holder', held)} {t('dossier.track.heldHere')}
          </Badge>
        )}
      </p>
      <p className="muted">
        {by} · {t('dossier.track.since', { date: since.split('-').reverse().join('/') })} (
        {t('dossier.track.days', { count: Math.max(0, daysBetween(since, today)) })})
      </p>
    </div>
  )
}

interface TrackBodyProps<State extends string> {
  steps: TrackSteps<State>
  appeal: AppealTerm
  word: (state: State) => string
  clocks: ReactNode
}

function TrackBody<State extends string>(props: TrackBodyProps<State>) {
  const { steps, appeal, word, clocks } = props
  const t = useWords()
  const { date } = useFormats()
  const next = steps.next.filter((state) => !appeal.over || state !== 'APPEAL_PENDING')
  return (
    <div className="track-body">
      <div>
        <ol className="steps" aria-label={t('dossier.track.steps')}>
          {steps.done.map(({ state, on }) => (
            <Step key={state} kind="done" name={word(state)} date={on} />
          ))}
          <Step kind="current" name={word(steps.current.state)} date={steps.current.since} />
          {steps.ahead.map((state) => (
            <Step
              key={state}
              kind="ahead"
              name={state === 'GRANTED' ? t('dossier.track.decision') : word(state)}
              date={null}
            />
          ))}
        </ol>
        <p className="next-steps">
          <span className="muted">{t('dossier.track.next')}</span>{' '}
          <Dotted
            parts={[
              next.length > 0 ? next.map(word).join(', ') : t('dossier.track.final'),
              next.length < steps.next.length &&
                appeal.lapsedOn !== null &&
                t('dossier.track.appealOver', { date: date(appeal.lapsedOn) }),
            ].map((part) => part || null)}
          />
        </p>
      </div>
      {clocks}
    </div>
  )
}

interface StepProps {
  kind: 'done' | 'current' | 'ahead'
  name: string
  date: LocalDate | null
}

function Step({ kind, name, date }: StepProps) {
  const t = useWords()
  return (
    <li className={`step step-${kind}`} aria-current={kind === 'current' ? 'step' : undefined}>
      <span className="visually-hidden">
        {t('dossier.labelled', { label: t(`dossier.track.${kind}`) })}{' '}
      </span>
      <span className="step-name">{name}</span>
      {date && (
        <span className="step-date">
          <DateText date={date} />
        </span>
      )}
    </li>
  )
}
