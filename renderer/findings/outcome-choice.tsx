import { OUTCOMES_OF_STATUS } from '../../domain/commands/judge-finding.ts'
import type { FindingStatus, OutcomeLabel } from '../../domain/contract/codes.ts'
import { OneOf } from '../design/choice-field.tsx'
import { useCodes } from '../i18n/format.ts'
import { useWords } from './words.ts'

interface OutcomeChoiceProps {
  status: FindingStatus
  value: OutcomeLabel | null | undefined
  onChange: (value: OutcomeLabel) => void
}

/** What a judgement was worth, where its status leaves a choice. */
export function OutcomeChoice({ status, value, onChange }: OutcomeChoiceProps) {
  const t = useWords()
  const code = useCodes()
  const outcomes = OUTCOMES_OF_STATUS[status]
  if (outcomes.length <= 1) return null
  return (
    <OneOf
      label={t('finding.judge.outcome')}
      options={outcomes.map((one) => ({ value: one, label: code('outcomeLabel', one) }))}
      value={value ?? outcomes[0]!}
      onChange={(next) => onChange(next as OutcomeLabel)}
    />
  )
}
