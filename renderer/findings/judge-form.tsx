import { useMemo, useState } from 'react'
import {
  judgeFinding,
  OUTCOMES_OF_STATUS,
  REASON_MIN_LENGTH,
} from '../../domain/commands/judge-finding.ts'
import type { RecordLookup } from '../../domain/commands/command.ts'
import { aboutSignal } from '../../domain/commands/signals/about.ts'
import type { FindingStatus, OutcomeLabel } from '../../domain/contract/codes.ts'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import { findingPrint } from '../../domain/risk/snooze.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { TextAreaField } from '../design/field.tsx'
import { OutcomeChoice } from './outcome-choice.tsx'
import { useForm } from './use-form.ts'
import { useWords } from './words.ts'

interface JudgeFormProps {
  judged: JudgedFinding
  status: FindingStatus
  /** The records that the screen shows: the form decides on what the officer sees. */
  records: RecordLookup
  onDone: () => void
  onCancel: () => void
}

/** Asks the reason for a judgement. */
export function JudgeForm({ judged, status, records, onDone, onCancel }: JudgeFormProps) {
  const t = useWords()
  const context = useCommandContext()
  const { run, running, problem: failed, clear } = useCommand('judgeFinding')
  const [reason, setReason] = useState('')
  const [outcome, setOutcome] = useState<OutcomeLabel | undefined>(OUTCOMES_OF_STATUS[status][0])
  const args = useMemo(() => {
    const { saidStatus: from, finding } = judged
    const { revision } = finding
    const print = findingPrint(finding)
    return { ...aboutSignal(judged), revision, status, outcome, from, reason, print }
  }, [judged, status, outcome, reason])
  const decision = useMemo(
    () => (context ? judgeFinding.decide(records, args, context) : null),
    [context, records, args],
  )
  const { form, onSubmit, problem } = useForm({
    decision,
    problem: failed,
    sayAtOnce: reason.trim().length >= REASON_MIN_LENGTH,
    run: () => run(args),
    onDone,
    onCancel,
  })
  const missing = REASON_MIN_LENGTH - reason.trim().length
  const short = problem !== undefined && missing > 0 && missing < REASON_MIN_LENGTH
  return (
    <form className="judge-form" ref={form} onSubmit={onSubmit}>
      <OutcomeChoice status={status} value={outcome} onChange={setOutcome} />
      <TextAreaField
        label={t('finding.judge.reason')}
        hint={t('finding.judge.reasonHelp', { min: REASON_MIN_LENGTH })}
        problem={
          short ? t('finding.judge.tooShort', { count: missing, min: REASON_MIN_LENGTH }) : problem
        }
        value={reason}
        onChange={(event) => {
          setReason(event.target.value)
          clear()
        }}
        rows={3}
      />
      <div className="form-actions">
        <span className="muted">
          {t('finding.judge.characters', { count: reason.trim().length })}
        </span>
        <Button kind="quiet" onClick={onCancel}>
          {t('finding.judge.cancel')}
        </Button>
        <Button kind="primary" submit disabled={running}>
          {t(`finding.judge.submit.${status}`)}
        </Button>
      </div>
    </form>
  )
}
