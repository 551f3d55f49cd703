import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorDetails } from '../../domain/contract/errors.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { FormProblem, useErrorWords } from '../design/states.tsx'

/** A form that sends one command: what the dialog needs of it. */
export interface CommandForm {
  send: () => Promise<void>
  running: boolean
  /** What stands in its way, once it was tried. */
  refusal: { code: string; details?: ErrorDetails } | null
}

interface FormDialogProps {
  form: CommandForm
  title: string
  /** What the form does. */
  submit: string
  wide?: boolean
  firstToFill?: boolean
  /** A button that sends nothing. */
  beside?: ReactNode
  onClose: () => void
  children: ReactNode
}

/** A form in front of the page: left, sent, and what stands in its way. */
export function FormDialog({
  form,
  submit,
  beside,
  onClose,
  children,
  ...dialog
}: FormDialogProps) {
  const { t } = useTranslation('app')
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
          {beside}
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
