import { useState } from 'react'
import { reminderSent } from '../../domain/commands/reminder-sent.ts'
import { UI_LANGUAGES, type UiLanguage } from '../../domain/contract/codes.ts'
import type { DeclarationBody } from '../../domain/contract/records.ts'
import type { DeclarationVerdict } from '../../domain/contract/workbench.ts'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import { declarantLanguage, reminderOf, reminderTask } from '../../domain/limosa/reminder.ts'
import { mayJudge } from '../../domain/rights/rights.ts'
import { serviceOf } from '../../domain/rights/service.ts'
import { useCommand } from '../data/use-command.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { SelectField } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useLetterWords } from '../dossier/letters/letter-texts.ts'
import { useErrorWords } from '../design/states.tsx'
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
  const task = reminderTask(body, verdict, today)
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
  const today = useSession()?.today ?? ''
  const reminder = reminderOf(body, verdict, today)
  if (!reminder) return null
  return (
    <>
      <Task body={body} verdict={verdict} judged={judged} />
      <Button icon="note" onClick={() => setOpen(true)}>
        {t('comparison.reminder.open')}
      </Button>
      {open && (
        <ReminderDialog
          body={body}
          verdict={verdict}
          judged={judged}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** "Sent" is one act: it keeps when and in which language, and the signal waits for an answer. */
function useSent(judged: JudgedFinding | null, language: UiLanguage, onDone: () => void) {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const session = useSession()
  const { run, running, problem } = useCommand('judgeFinding')
  const { actor, today = '' } = session ?? {}
  const reason = t('comparison.reminder.sentReason', {
    date: today && date(today),
    language: code('language', language),
  })
  const args = judged && reminderSent(judged, reason)
  if (!args || !actor || !mayJudge(actor, args.code)) return { send: null, running, problem }
  const send = () => void run(args).then((isStored) => isStored && onDone())
  return { send, running, problem }
}

/** The lines of the service that signs, as in its letters; there are none in English. */
function useSender(language: UiLanguage): readonly string[] {
  const words = useLetterWords(language === 'en' ? 'nl' : language)
  const actor = useSession()?.actor
  const service = actor ? serviceOf(actor) : null
  if (!words || service === null || service === 'INSPECTION') return []
  return words.texts.service[service]
}

function ReminderDialog({
  body,
  verdict,
  judged,
  onClose,
}: ReminderProps & { onClose: () => void }) {
  const t = useWords()
  const code = useCodes()
  const errorWords = useErrorWords()
  const [language, setLanguage] = useState(() => declarantLanguage(body))
  const [copied, setCopied] = useState(false)
  const { send, running, problem } = useSent(judged, language, onClose)
  const words = problem && errorWords(problem)
  const today = useSession()?.today ?? ''
  const sender = useSender(language)
  const { to, text } = reminderOf(body, verdict, today, language, sender) ?? { to: '', text: '' }
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
      outcome={
        <div role="status">
          {words ? `${words.title}. ${words.advice}` : copied && t('comparison.reminder.copied')}
        </div>
      }
      actions={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button kind={send ? 'plain' : 'primary'} onClick={copy}>
            {t('comparison.reminder.copy')}
          </Button>
          {send && (
            <Button kind="primary" disabled={running} onClick={send}>
              {t('comparison.reminder.sent')}
            </Button>
          )}
        </>
      }
    >
      <SelectField
        label={t('comparison.reminder.language')}
        options={UI_LANGUAGES.map((one) => ({ value: one, label: code('language', one) }))}
        value={language}
        onChange={(chosen) => {
          setLanguage(chosen as UiLanguage)
          setCopied(false)
        }}
      />
      <p>
        <span className="muted">{t('comparison.reminder.to')}</span> <bdi>{to}</bdi>
      </p>
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
