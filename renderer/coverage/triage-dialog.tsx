import { useState } from 'react'
import {
  OUTCOMES_OF_STATUS,
  REASON_MAX_LENGTH,
  REASON_MIN_LENGTH,
} from '../../domain/commands/judge-finding.ts'
import type { FindingStatus, OutcomeLabel } from '../../domain/contract/codes.ts'
import { announce } from '../app/announce.ts'
import { runCommand } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { OneOf } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useErrorWords } from '../design/states.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { judgementOf, type MismatchRow } from './judgement-of.ts'

const STATUSES = ['EXPLAINED', 'CONFIRMED', 'DISMISSED', 'OPEN'] as const

interface TriageProps {
  rows: readonly MismatchRow[]
  /** With the findings that were not accepted: they stay chosen. */
  onClose: (left: readonly string[]) => void
}

/** One judgement with one reason for all chosen mismatches; each is a judgement of its own. */
export function TriageDialog({ rows, onClose }: TriageProps) {
  const t = useWords()
  const code = useCodes()
  const words = useErrorWords()
  const [status, setStatus] = useState<FindingStatus>('EXPLAINED')
  const [outcome, setOutcome] = useState<OutcomeLabel | undefined>(OUTCOMES_OF_STATUS.EXPLAINED[0])
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const [running, setRunning] = useState(false)
  // What was chosen when it opened: a judged row may leave the filtered list meanwhile.
  const [chosen] = useState(rows)
  const outcomes = OUTCOMES_OF_STATUS[status]
  const missing = REASON_MIN_LENGTH - reason.trim().length

  const run = async () => {
    if (running) return
    if (missing > 0) {
      setProblem(t('finding.judge.tooShort', { count: missing, min: REASON_MIN_LENGTH }))
      return
    }
    setRunning(true)
    const left: string[] = []
    let last: string | null = null
    for (const row of chosen) {
      const refused = await runCommand('judgeFinding', judgementOf(row, status, outcome, reason))
      if (!refused) continue
      left.push(row.findingId)
      last = words(refused).title
    }
    const refusals = t('coverage.triage.refused', { count: left.length })
    if (last === null) announce(t('finding.judge.done'), 'calm')
    else announce(`${refusals} ${last}.`, 'amber')
    onClose(left)
  }
  return (
    <Dialog
      title={t('coverage.triage.title', { count: chosen.length })}
      onClose={() => !running && onClose(chosen.map(({ findingId }) => findingId))}
      onSubmit={() => void run()}
      actions={
        <Button kind="primary" submit disabled={running}>
          {t('coverage.triage.submit')}
        </Button>
      }
    >
      <OneOf
        label={t('coverage.column.status')}
        options={STATUSES.map((value) => ({ value, label: code('findingStatus', value) }))}
        value={status}
        onChange={(value) => {
          setStatus(value as FindingStatus)
          setOutcome(OUTCOMES_OF_STATUS[value as FindingStatus][0])
        }}
      />
      {outcomes.length > 1 && (
        <OneOf
          label={t('finding.judge.outcome')}
          options={outcomes.map((value) => ({ value, label: code('outcomeLabel', value) }))}
          value={outcome ?? outcomes[0]!}
          onChange={(value) => setOutcome(value as OutcomeLabel)}
        />
      )}
      <TextAreaField
        label={t('finding.judge.reason')}
        hint={t('finding.judge.reasonHelp', { min: REASON_MIN_LENGTH })}
        problem={problem}
        value={reason}
        rows={3}
        maxLength={REASON_MAX_LENGTH}
        onChange={(event) => {
          setReason(event.target.value)
          setProblem(undefined)
        }}
      />
    </Dialog>
  )
}
