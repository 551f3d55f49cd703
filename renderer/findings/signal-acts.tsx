import { useMemo, useRef, useState, type ReactNode } from 'react'
import type { RecordLookup } from '../../domain/commands/command.ts'
import { aboutSignal } from '../../domain/commands/signals/about.ts'
import { contestRule, snoozeRule } from '../../domain/commands/signals/signals.ts'
import { WHY_MIN } from '../../domain/commands/second-look.ts'
import { addDays } from '../../domain/calendar/local-date.ts'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import type { Contest } from '../../domain/contract/records.ts'
import { findingPrint } from '../../domain/risk/snooze.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { OneOf } from '../design/choice-field.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { useForm } from './use-form.ts'
import { useWords } from './words.ts'

/** Days for which a rule is set aside unless another end is chosen. */
const USUALLY_DAYS = 30

interface ActsProps {
  judged: JudgedFinding
  records: RecordLookup
}

/** Sets the rule of a signal aside for its subject, or tells its owner that it is wrong here. */
export function SignalActs({
  judged,
  records,
  maySnooze,
  mayContest,
}: ActsProps & { maySnooze: boolean; mayContest: boolean }) {
  const t = useWords()
  const [chosen, setChosen] = useState<'snooze' | 'contest' | null>(null)
  const group = useRef<HTMLDivElement>(null)
  const close = () => {
    setChosen(null)
    group.current?.closest('.finding')?.querySelector<HTMLElement>('.finding-toggle')?.focus()
  }
  const waits = judged.contests.some(({ answer }) => answer === null)
  const toggle = (name: 'snooze' | 'contest') => () => setChosen(chosen === name ? null : name)
  return (
    <div className="judge" ref={group}>
      <h4>{t('signal.title')}</h4>
      <div className="judge-choices" role="group" aria-label={t('signal.title')}>
        {maySnooze && (
          <Button aria-pressed={chosen === 'snooze'} onClick={toggle('snooze')}>
            {judged.snooze ? t('signal.wake') : t('signal.snooze')}
          </Button>
        )}
        {mayContest && !waits && (
          <Button aria-pressed={chosen === 'contest'} onClick={toggle('contest')}>
            {t('signal.contest')}
          </Button>
        )}
      </div>
      {chosen === 'snooze' && <SnoozeForm judged={judged} records={records} onClose={close} />}
      {chosen === 'contest' && <ContestForm judged={judged} records={records} onClose={close} />}
    </div>
  )
}

type FormProps = ActsProps & { onClose: () => void }

function SnoozeForm({ judged, records, onClose }: FormProps) {
  const t = useWords()
  const today = useSession()?.today ?? ''
  const context = useCommandContext()
  const command = useCommand('snoozeRule')
  const [reason, setReason] = useState('')
  const [byDay, setByDay] = useState(true)
  const [until, setUntil] = useState<TypedDate>(addDays(today, USUALLY_DAYS))
  const { snooze } = judged
  const args = useMemo(() => {
    const about = aboutSignal(judged)
    // What sets it aside may have been said of another signal of the same rule.
    if (snooze) return { ...about, findingId: snooze.findingId, snooze: null, reason }
    const end = byDay ? (until ?? '') : null
    return { ...about, snooze: { until: end, print: findingPrint(judged.finding) }, reason }
  }, [judged, snooze, byDay, until, reason])
  const isDay = !byDay || snooze !== null || Boolean(until)
  return (
    <SignalForm
      decision={context && isDay ? snoozeRule.decide(records, args, context) : null}
      command={command}
      run={() => command.run(args)}
      text={reason}
      onText={setReason}
      label={t(snooze ? 'signal.wakeReason' : 'signal.snoozeReason')}
      submit={t(snooze ? 'signal.wake' : 'signal.snooze')}
      onClose={onClose}
    >
      {!snooze && (
        <OneOf
          label={t('signal.until')}
          options={[
            { value: 'DAY', label: t('signal.untilDay') },
            { value: 'CHANGE', label: t('signal.untilChange') },
          ]}
          value={byDay ? 'DAY' : 'CHANGE'}
          onChange={(value) => setByDay(value === 'DAY')}
        />
      )}
      {!snooze && byDay && <DateField label={t('signal.day')} value={until} onChange={setUntil} />}
    </SignalForm>
  )
}

function ContestForm({ judged, records, onClose }: FormProps) {
  const t = useWords()
  const context = useCommandContext()
  const command = useCommand('contestRule')
  const [text, setText] = useState('')
  const args = useMemo(
    () => ({ ...aboutSignal(judged), revision: judged.finding.revision, text }),
    [judged, text],
  )
  return (
    <SignalForm
      decision={context ? contestRule.decide(records, args, context) : null}
      command={command}
      run={() => command.run(args)}
      text={text}
      onText={setText}
      label={t('signal.contestText')}
      submit={t('signal.contestSubmit')}
      onClose={onClose}
    />
  )
}

interface SignalFormProps {
  decision: Parameters<typeof useForm>[0]['decision']
  command: Pick<ReturnType<typeof useCommand>, 'running' | 'problem' | 'clear'>
  run: () => Promise<boolean>
  text: string
  onText: (text: string) => void
  label: string
  submit: string
  onClose: () => void
  children?: ReactNode
}

/** A form with one text: Ctrl+Enter sends, Esc leaves. */
export function SignalForm(props: SignalFormProps) {
  const t = useWords()
  const { decision, command, run, text, onText, label, submit, onClose, children } = props
  const { form, onSubmit, problem } = useForm({
    decision,
    problem: command.problem,
    sayAtOnce: text.trim().length >= WHY_MIN,
    run,
    onDone: onClose,
    onCancel: onClose,
  })
  return (
    <form className="judge-form" ref={form} onSubmit={onSubmit}>
      {children}
      <TextAreaField
        label={label}
        hint={t('finding.judge.reasonHelp', { min: WHY_MIN })}
        problem={problem}
        value={text}
        onChange={(event) => {
          onText(event.target.value)
          command.clear()
        }}
        rows={3}
      />
      <div className="form-actions">
        <Button kind="quiet" onClick={onClose}>
          {t('finding.judge.cancel')}
        </Button>
        <Button kind="primary" submit disabled={command.running}>
          {submit}
        </Button>
      </div>
    </form>
  )
}

/** Until when the rule is set aside for the subject, by whom and why. */
export function AsideNote({ judged: { snooze } }: { judged: JudgedFinding }) {
  const t = useWords()
  const { date, dateTime } = useFormats()
  if (!snooze) return null
  const { until, reason, byName, at } = snooze
  return (
    <blockquote className="judgement">
      <p>
        <strong>
          {until ? t('signal.asideUntil', { date: date(until) }) : t('signal.asideUntilChange')}
        </strong>{' '}
        {reason}
      </p>
      <footer className="muted">{t('signal.said', { name: byName, at: dateTime(at) })}</footer>
    </blockquote>
  )
}

/** What was said to the owner of the rule, and the answers: both texts stay. */
export function ContestList({ contests }: { contests: readonly Contest[] }) {
  const t = useWords()
  if (contests.length === 0) return null
  return (
    <div className="finding-part">
      <h4>{t('signal.contests')}</h4>
      <ul className="plain-list">
        {contests.map((contest) => (
          <li key={contest.at}>
            <ContestText contest={contest} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** One contest with its answer, or that it waits for one. */
export function ContestText({ contest: { text, byName, at, answer } }: { contest: Contest }) {
  const t = useWords()
  const code = useCodes()
  const { dateTime } = useFormats()
  return (
    <>
      <blockquote className="judgement">
        <p>{text}</p>
        <footer className="muted">{t('signal.said', { name: byName, at: dateTime(at) })}</footer>
      </blockquote>
      {answer ? (
        <blockquote className="judgement contest-answer">
          <p>
            <strong>{code('contestOutcome', answer.outcome)}.</strong> {answer.text}
          </p>
          <footer className="muted">
            {t('signal.said', { name: answer.byName, at: dateTime(answer.at) })}
          </footer>
        </blockquote>
      ) : (
        <p className="muted">{t('signal.waits')}</p>
      )}
    </>
  )
}
