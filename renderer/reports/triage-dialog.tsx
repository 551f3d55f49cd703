import { useMemo, useState } from 'react'
import type { ReportBody } from '../../domain/contract/records.ts'
import { leastUrgency } from '../../domain/reference/trafficking.ts'
import { categoriesOn } from '../../domain/reference/report-categories.ts'
import {
  REPORT_URGENCIES,
  TRAFFICKING_INDICATORS,
  type ReportCategory,
  type ReportUrgency,
  type TraffickingIndicator,
} from '../../domain/reports/codes.ts'
import { REPORT_REASON_MAX } from '../../domain/commands/reports/handle.ts'
import { AnyOf, OneOf, SelectField, Yes } from '../design/choice-field.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useCodes } from '../i18n/format.ts'
import { Protocol } from './protocol.tsx'
import { FormDialog } from '../app/form-dialog.tsx'
import { useReportForm } from './use-report-form.ts'
import { useReportWords } from './words.ts'

interface TriageProps {
  id: string
  body: ReportBody
  onClose: () => void
}

/** How pressing, which signs of trafficking: with the first sign the protocol is at hand. */
export function TriageDialog({ id, body, onClose }: TriageProps) {
  const t = useReportWords()
  const code = useCodes()
  const [category, setCategory] = useState<ReportCategory>(body.category)
  const [urgency, setUrgency] = useState<ReportUrgency>(body.urgency ?? 'NORMAL')
  const [indicators, setIndicators] = useState<readonly TraffickingIndicator[]>(body.indicators)
  const [guarded, setGuarded] = useState(body.guarded)
  const [remark, setRemark] = useState('')
  const [from] = useState(body.urgency)
  const args = useMemo(
    () => ({
      reportId: id,
      from,
      category,
      urgency,
      indicators: [...indicators],
      guarded,
      remark,
    }),
    [id, from, category, urgency, indicators, guarded, remark],
  )
  const form = useReportForm('triageReport', { id, body }, args, {
    done: t('report.triage.done'),
    onClose,
  })
  const choose = (values: readonly string[]) => {
    const next = TRAFFICKING_INDICATORS.filter((one) => values.includes(one))
    setIndicators(next)
    const least = leastUrgency(next)
    if (REPORT_URGENCIES.indexOf(urgency) < REPORT_URGENCIES.indexOf(least)) setUrgency(least)
  }
  const categories = [...new Set([...categoriesOn(body.receivedOn), body.category])]
  return (
    <FormDialog
      form={form}
      title={`${t('report.triage.title')} · ${body.reference}`}
      wide
      submit={t('save')}
      onClose={onClose}
    >
      <AnyOf
        label={t('report.triage.indicators')}
        options={TRAFFICKING_INDICATORS.map((value) => ({
          value,
          label: code('traffickingIndicator', value),
        }))}
        values={indicators}
        onChange={choose}
      />
      {indicators.length > 0 && <Protocol region={body.region} indicators={indicators} />}
      <OneOf
        label={t('reports.facet.urgency')}
        options={REPORT_URGENCIES.map((value) => ({ value, label: code('reportUrgency', value) }))}
        value={urgency}
        onChange={(value) => setUrgency(value as ReportUrgency)}
      />
      <SelectField
        label={t('reports.facet.category')}
        options={categories.map((value) => ({ value, label: code('reportCategory', value) }))}
        value={category}
        onChange={(value) => setCategory(value as ReportCategory)}
      />
      <Yes label={t('report.intake.guarded')} value={guarded} onChange={setGuarded} />
      <TextAreaField
        label={t('report.triage.remark')}
        rows={2}
        maxLength={REPORT_REASON_MAX}
        value={remark}
        onChange={(event) => setRemark(event.target.value)}
      />
    </FormDialog>
  )
}
