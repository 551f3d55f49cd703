import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NOTE_MAX_LENGTH } from '../../domain/commands/add-note.ts'
import type { FactField, NoteAudience } from '../../domain/contract/codes.ts'
import { useCommand } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useErrorWords } from '../design/states.tsx'
import { AudienceField, QuoteField } from '../dossier/note-fields.tsx'
import { announce } from './announce.ts'
import { useDraft } from './drafts.ts'
import type { Subject } from './subject.ts'
import { takeBack } from './take-back.ts'

/** A note for a dossier, from anywhere in the window. */
export default function NoteDialog({ on, onClose }: { on: Subject; onClose: () => void }) {
  const { t, i18n } = useTranslation('app')
  const errorWords = useErrorWords()
  const { reference, dossierId } = on
  const [text, setText] = useDraft(dossierId)
  const [audience, setAudience] = useState<NoteAudience>('TEAM')
  const [quote, setQuote] = useState<FactField | null>(null)
  const noteId = useMemo(() => crypto.randomUUID(), [])
  const { send, running, problem, clear } = useCommand('addNote')
  const store = async () => {
    const n = await send({ noteId, dossierId, text, audience, ...(quote && { quote }) })
    if (n === null) return
    setText('')
    announce(t('done.noted', { reference }), 'calm', () => void takeBack(i18n.t, n))
    onClose()
  }
  return (
    <Dialog
      title={t('note.title', { reference })}
      onClose={onClose}
      onSubmit={() => void store()}
      actions={
        <>
          <Button
            onClick={() => {
              setText('')
              onClose()
            }}
          >
            {t('cancel')}
          </Button>
          <Button kind="primary" submit disabled={running}>
            {t('save')}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t('note.label')}
        hint={t('note.hint')}
        problem={problem ? errorWords(problem).advice : undefined}
        value={text}
        limit={NOTE_MAX_LENGTH}
        rows={6}
        onChange={(event) => {
          setText(event.target.value)
          clear()
        }}
      />
      <AudienceField value={audience} onChange={setAudience} />
      <QuoteField value={quote} onChange={setQuote} />
    </Dialog>
  )
}
