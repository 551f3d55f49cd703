import { useMemo, useState } from 'react'
import { REPORT_REASON_MAX } from '../../domain/commands/reports/handle.ts'
import { UI_LANGUAGES, type UiLanguage } from '../../domain/contract/codes.ts'
import type { ReportBody } from '../../domain/contract/records.ts'
import type { ReporterGiven } from '../../domain/contract/reports.ts'
import { answerLanguage, answerLetter } from '../../domain/reports/answer-letter.ts'
import { REPORT_ANSWERS, type ReportAnswer, type ReportStatus } from '../../domain/reports/codes.ts'
import { letterTellsReporter } from '../../domain/reports/tells-reporter.ts'
import { printPage } from '../access/printing.ts'
import { Button } from '../design/button.tsx'
import { SelectField } from '../design/choice-field.tsx'
import { TextAreaField } from '../design/field.tsx'
import { Notice } from '../design/states.tsx'
import { LANGUAGE_NAMES } from '../i18n/i18n.ts'
import { useCodes } from '../i18n/format.ts'
import { FormDialog } from '../app/form-dialog.tsx'
import { LetterSheet } from './letter-sheet.tsx'
import { useReportForm } from './use-report-form.ts'
import { useReportWords } from './words.ts'

const TEMPLATE_OF: Readonly<Record<ReportStatus, ReportAnswer>> = {
  RECEIVED: 'RECEIPT',
  TRIAGED: 'RECEIPT',
  IN_HAND: 'IN_HAND',
  REFERRED: 'REFERRED',
  CLOSED: 'CLOSED',
}

interface AnswerProps {
  id: string
  body: ReportBody
  /** Who it goes to, where their identity was opened: on paper only, never filed. */
  to: ReporterGiven | null
  onClose: () => void
}

/** The letter to the reporter in their language, to change and print before it is filed with the report. */
export function AnswerDialog({ id, body, to, onClose }: AnswerProps) {
  const t = useReportWords()
  const code = useCodes()
  const [template, setTemplate] = useState<ReportAnswer>(TEMPLATE_OF[body.status])
  const [language, setLanguage] = useState<UiLanguage>(answerLanguage(body.language))
  const [text, setText] = useState(() => answerLetter(template, language, body))
  const [after] = useState(body.answers.length)
  const args = useMemo(
    () => ({ reportId: id, after, template, language, text }),
    [id, after, template, language, text],
  )
  const form = useReportForm('answerReport', { id, body }, args, {
    done: t('report.answer.done'),
    onClose,
  })
  const renew = (next: ReportAnswer, tongue: UiLanguage) => {
    setTemplate(next)
    setLanguage(tongue)
    setText(answerLetter(next, tongue, body))
  }
  return (
    <FormDialog
      form={form}
      title={`${t('report.answer.title')} · ${body.reference}`}
      wide
      submit={t('report.answer.file')}
      onClose={onClose}
      beside={<Button onClick={() => void printPage()}>{t('report.answer.print')}</Button>}
    >
      <p className="muted">{t('report.answer.note')}</p>
      {to && (
        <p>
          <bdi>{to.name}</bdi>, <bdi>{to.contact}</bdi>{' '}
          <span className="muted">{t('report.answer.onPaper')}</span>
        </p>
      )}
      <div className="field-row">
        <SelectField
          label={t('report.answer.template')}
          options={REPORT_ANSWERS.map((value) => ({ value, label: code('reportAnswer', value) }))}
          value={template}
          onChange={(value) => renew(value as ReportAnswer, language)}
        />
        <SelectField
          label={t('report.answer.language')}
          options={UI_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={language}
          onChange={(value) => renew(template, value as UiLanguage)}
        />
      </div>
      <TextAreaField
        label={t('report.answer.text')}
        lang={language}
        rows={12}
        maxLength={REPORT_REASON_MAX}
        value={text}
        onChange={(event) => {
          form.touched()
          setText(event.target.value)
        }}
      />
      {to && letterTellsReporter(text, to) && (
        <Notice icon="warning" tone="amber">
          {t('report.answer.tells')}
        </Notice>
      )}
      <LetterSheet to={to} text={text} language={language} />
    </FormDialog>
  )
}
