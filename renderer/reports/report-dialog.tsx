import type { ReactNode } from 'react'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { FormProblem, useErrorWords } from '../design/states.tsx'
import type { ReportForm } from './use-report-form.ts'
import { useReportWords } from './words.ts'

interface ReportDialogProps {
  form: ReportForm
  title: string
  /** What the form does. */
  submit: string
  wide?: boolean
  firstToFill?: boolean
  onClose: () => void
  children: ReactNode
}

/** A form about a report: left, sent, and what stands in its way. */
export function ReportDialog({ form, submit, onClose, children, ...dialog }: ReportDialogProps) {
  const t = useReportWords()
  const errorWords = useErrorWords()
  return (
    <Dialog
      {...dialog}
      onClose={onClose}
      onSubmit={() => void form.send()}
      outcome={<FormProblem said={form.refusal && errorWords(form.refusal)} />}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" submit disabled={form.running}>
            {submit}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
