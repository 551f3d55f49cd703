import { useState } from 'react'
import type { DeclarationBody } from '../../domain/contract/records.ts'
import type { DeclarationVerdict } from '../../domain/contract/workbench.ts'
import { reminderOf } from '../../domain/limosa/reminder.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'

interface ReminderProps {
  body: DeclarationBody
  verdict: DeclarationVerdict
}

/** The ready message to the declarant, as long as no application and no exemption is known. */
export function ReminderButton({ body, verdict }: ReminderProps) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  const reminder = reminderOf(body, verdict)
  if (!reminder) return null
  return (
    <>
      <Button icon="note" onClick={() => setOpen(true)}>
        {t('comparison.reminder.open')}
      </Button>
      {open && <ReminderDialog {...reminder} onClose={() => setOpen(false)} />}
    </>
  )
}

interface DialogProps extends NonNullable<ReturnType<typeof reminderOf>> {
  onClose: () => void
}

function ReminderDialog({ language, text, onClose }: DialogProps) {
  const t = useWords()
  const code = useCodes()
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <Dialog
      title={t('comparison.reminder.title')}
      wide
      onClose={onClose}
      outcome={<div role="status">{copied && t('comparison.reminder.copied')}</div>}
      actions={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button kind="primary" onClick={copy}>
            {t('comparison.reminder.copy')}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t('comparison.reminder.text', { language: code('language', language) })}
        hint={t('comparison.reminder.hint')}
        lang={language}
        rows={16}
        readOnly
        value={text}
      />
    </Dialog>
  )
}
