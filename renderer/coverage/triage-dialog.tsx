import { useState } from 'react'
import {
  OUTCOMES_OF_STATUS,
  REASON_MAX_LENGTH,
  REASON_MIN_LENGTH,
} from '../../domain/commands/judge-finding.ts'
import type { FindingStatus, OutcomeLabel } from '../../domain/contract/codes.ts'
import type { CoverageAct } from '../../domain/contract/coverage.ts'
import { workbench } from '../data/client.ts'
import { OneOf } from '../design/choice-field.tsx'
import { TextAreaField } from '../design/field.tsx'
import { OutcomeChoice } from '../findings/outcome-choice.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { BulkFrame } from '../team/bulk-frame.tsx'
import { useBulkPreview, useBulkRun } from '../team/use-bulk.ts'

const STATUSES = ['ASKED', 'EXPLAINED', 'CONFIRMED', 'DISMISSED', 'OPEN'] as const

interface TriageProps {
  ids: readonly string[]
  onClose: () => void
}

/** One judgement with one reason for all chosen mismatches: what it would do, then the act with a way back. */
export function TriageDialog({ ids, onClose }: TriageProps) {
  const t = useWords()
  const code = useCodes()
  const [status, setStatus] = useState<FindingStatus>('ASKED')
  const [outcome, setOutcome] = useState<OutcomeLabel | null>(null)
  const [reason, setReason] = useState('')
  const preview = useBulkPreview({ status, outcome, reason }, ids, lookAt)
  const run = useBulkRun(
    preview,
    {
      done: (count) => t('coverage.triage.done', { count }),
      refused: (count) => t('coverage.triage.refused', { count }),
      undone: (count) => t('coverage.triage.undone', { count }),
    },
    onClose,
  )
  const missing = REASON_MIN_LENGTH - reason.trim().length
  const isShort = missing > 0 && reason !== ''
  return (
    <BulkFrame
      title={t('coverage.triage.title', { count: ids.length })}
      submit={t('coverage.triage.submit')}
      preview={preview}
      run={run}
      total={ids.length}
      chosen
      onClose={onClose}
    >
      <OneOf
        label={t('coverage.column.status')}
        options={STATUSES.map((value) => ({ value, label: code('findingStatus', value) }))}
        value={status}
        onChange={(value) => {
          setStatus(value as FindingStatus)
          setOutcome(OUTCOMES_OF_STATUS[value as FindingStatus][0] ?? null)
        }}
      />
      <OutcomeChoice status={status} value={outcome} onChange={setOutcome} />
      <TextAreaField
        label={t('finding.judge.reason')}
        hint={t('finding.judge.reasonHelp', { min: REASON_MIN_LENGTH })}
        problem={
          isShort
            ? t('finding.judge.tooShort', { count: missing, min: REASON_MIN_LENGTH })
            : undefined
        }
        value={reason}
        rows={3}
        maxLength={REASON_MAX_LENGTH}
        onChange={(event) => setReason(event.target.value)}
      />
    </BulkFrame>
  )
}

const lookAt = (act: CoverageAct, ids: string[]) => workbench.coverage.look({ act, ids })
