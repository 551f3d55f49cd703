import { useMemo, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import type { CommandArgs } from '../../domain/commands/index.ts'
import { judgeFinding, REASON_MIN_LENGTH } from '../../domain/commands/judge-finding.ts'
import type { RecordLookup } from '../../domain/commands/command.ts'
import type { FindingStatus } from '../../domain/contract/codes.ts'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import { Button } from '../design/button.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useErrorWords } from '../design/states.tsx'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { useWords } from './words.ts'

interface JudgeFormProps {
  judged: JudgedFinding
  status: FindingStatus
  /** The records that the screen shows: the form decides on what the officer sees. */
  records: RecordLookup
  onDone: () => void
  onCancel: () => void
}

/**
 * Asks the reason for a judgement. The command's own `decide` runs while the officer types; what it
 * would refuse is said at once, without a round trip.
 */
export function JudgeForm({ judged, status, records, onDone, onCancel }: JudgeFormProps) {
  const t = useWords()
  const words = useErrorWords()
  const context = useCommandContext()
  const { run, running, problem } = useCommand('judgeFinding')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const args = judgeArgs(judged, status, reason)
  const decision = useMemo(
    () => (context ? judgeFinding.decide(records, args, context) : null),
    // The arguments are made of these values.
    [context, records, judged, status, reason],
  )
  const refusal = decision?.ok === false ? decision : null
  const shown = problem ?? (tried || reason.length >= REASON_MIN_LENGTH ? refusal : null)
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    setTried(true)
    if (refusal) {
      form.current?.querySelector('textarea')?.focus()
      return
    }
    if (await run(args)) onDone()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
  }
  return (
    <form className="judge-form" ref={form} onSubmit={submit} onKeyDown={onKeyDown}>
      <TextAreaField
        label={t('finding.judge.reason')}
        hint={t('finding.judge.reasonHelp', { min: REASON_MIN_LENGTH })}
        problem={shown ? problemText(words(shown)) : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        rows={3}
        autoFocus
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

/** What is wrong and what helps, in one line under the field. */
export const problemText = ({ title, advice }: { title: string; advice: string }) =>
  `${title}. ${advice}`

function judgeArgs(
  { finding, status: from }: JudgedFinding,
  status: FindingStatus,
  reason: string,
): CommandArgs<'judgeFinding'> {
  const { id: findingId, code, ruleVersion, personId, dossierId } = finding
  return { findingId, code, ruleVersion, personId, dossierId, status, from, reason }
}
