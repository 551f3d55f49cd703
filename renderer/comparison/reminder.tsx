import { useState } from 'react'
import type { DeclarationBody } from '../../domain/contract/records.ts'
import type { DeclarationVerdict } from '../../domain/contract/workbench.ts'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import { reminderOf, reminderTask } from '../../domain/limosa/reminder.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'

interface ReminderProps {
  body: DeclarationBody
  verdict: DeclarationVerdict
  /** What was said of the signal; null while there is none. */
  judged: JudgedFinding | null
}

/** Who has to remind the declarant and by when; done once somebody judged the signal. */
function Task({ body, verdict, judged }: ReminderProps) {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const today = useSession()?.today ?? ''
  const task = reminderTask(body, verdict)
  if (!task) return null
  if (judged && judged.status !== 'OPEN') {
    const status = code('findingStatus', judged.status)
    return <p>{t('comparison.reminder.taskDone', { status, name: judged.byName ?? '' })}</p>
  }
  const who = task.region ? code('region', task.region) : t('comparison.reminder.anyRegion')
  return (
    <p>
      <strong>
        {task.due === null
          ? t('comparison.reminder.taskUndated', { who })
          : t('comparison.reminder.task', { who, date: date(task.due) })}
      </strong>
      {task.due !== null && task.due < today && (
        <span className="tone-red"> {t('comparison.reminder.late')}</span>
      )}{' '}
      <span className="muted">{t('comparison.reminder.signals')}</span>
    </p>
  )
}

/** The ready message to the declarant, as long as no application and no exemption is known. */
export function ReminderButton({ body, verdict, judged }: ReminderProps) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  const reminder = reminderOf(body, verdict)
  if (!reminder) return null
  return (
    <>
      <Task body={body} verdict={verdict} judged={judged} />
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
