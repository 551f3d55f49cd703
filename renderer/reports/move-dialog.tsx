import { useMemo, useState } from 'react'
import { REPORT_REASON_MAX, REPORT_REASON_MIN } from '../../domain/commands/reports/handle.ts'
import { OUTCOME_LABELS, type OutcomeLabel } from '../../domain/contract/codes.ts'
import type { ReportBody } from '../../domain/contract/records.ts'
import type { ReportStatus } from '../../domain/reports/codes.ts'
import { movesFrom } from '../../domain/reports/moves.ts'
import { OneOf } from '../design/choice-field.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useCodes } from '../i18n/format.ts'
import { FormDialog } from '../app/form-dialog.tsx'
import { useReportForm } from './use-report-form.ts'
import { useReportWords } from './words.ts'

interface MoveProps {
  id: string
  body: ReportBody
  onClose: () => void
}

/** Where the report goes from here, why, and what it was worth when it is closed. */
export function MoveDialog({ id, body, onClose }: MoveProps) {
  const t = useReportWords()
  const code = useCodes()
  const [from] = useState(body.status)
  const goals = movesFrom(from)
  const [to, setTo] = useState<ReportStatus>(goals[0] ?? from)
  const [outcome, setOutcome] = useState<OutcomeLabel>('CONFIRMED')
  const [reason, setReason] = useState('')
  const args = useMemo(
    () => ({ reportId: id, from, to, outcome: to === 'CLOSED' ? outcome : null, reason }),
    [id, from, to, outcome, reason],
  )
  const form = useReportForm('moveReport', { id, body }, args, {
    done: t('report.move.done'),
    onClose,
  })
  return (
    <FormDialog
      form={form}
      title={`${t('report.move.title')} · ${body.reference}`}
      submit={t('save')}
      onClose={onClose}
    >
      <OneOf
        label={t('reports.facet.status')}
        options={goals.map((value) => ({ value, label: code('reportStatus', value) }))}
        value={to}
        onChange={(value) => setTo(value as ReportStatus)}
      />
      {to === 'CLOSED' && (
        <OneOf
          label={t('report.move.outcome')}
          options={OUTCOME_LABELS.map((value) => ({ value, label: code('outcomeLabel', value) }))}
          value={outcome}
          onChange={(value) => setOutcome(value as OutcomeLabel)}
        />
      )}
      <TextAreaField
        label={t('report.move.reason')}
        hint={t('report.move.reasonHint', { min: REPORT_REASON_MIN })}
        rows={3}
        maxLength={REPORT_REASON_MAX}
        value={reason}
        onChange={(event) => {
          form.touched()
          setReason(event.target.value)
        }}
      />
    </FormDialog>
  )
}
