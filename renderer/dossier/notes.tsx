import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addNote, NOTE_MAX_LENGTH } from '../../domain/commands/add-note.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import type { FactField, NoteAudience } from '../../domain/contract/codes.ts'
import type { FactValue } from '../../domain/contract/records.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { readFact, sameFact } from '../../domain/dossier/facts.ts'
import { announce } from '../app/announce.ts'
import { useDraft } from '../app/drafts.ts'
import { takeBack } from '../app/take-back.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { useHostState } from '../data/use-query.ts'
import { Badge, PendingMark } from '../design/badge.tsx'
import { Button, Key } from '../design/button.tsx'
import { TextAreaField } from '../design/field.tsx'
import { Icon } from '../design/icon.tsx'
import { InstantText } from '../design/time.tsx'
import { useForm } from '../findings/use-form.ts'
import { lookupOf } from '../findings/records.ts'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { FactValueText } from './fact-value.tsx'
import { AudienceField, QuoteField } from './note-fields.tsx'
import { goToSection, Section } from './section.tsx'

interface NotesProps {
  page: DossierPage
  writing: boolean
  onWrite: (writing: boolean) => void
}

/** What colleagues wrote, newest first, and room for one more. */
export function Notes({ page, writing, onWrite }: NotesProps) {
  const t = useWords()
  const code = useCodes()
  const context = useCommandContext()
  const [saved, setSaved] = useState(false)
  const connected = useHostState() === 'CONNECTED'
  const mayWrite = context !== null && mayRun(context.actor, 'addNote')
  const newest = page.notes.toSorted((a, b) => (a.body.at < b.body.at ? 1 : -1))
  const write = () => {
    setSaved(false)
    onWrite(true)
  }
  return (
    <Section
      name="notes"
      title={t('dossier.sections.notes')}
      shortcut={6}
      actions={
        mayWrite &&
        !writing && (
          <Button kind="quiet" icon="plus" onClick={write}>
            {t('dossier.addNote')} <Key>n</Key>
          </Button>
        )
      }
    >
      {writing && mayWrite && (
        <NoteForm
          page={page}
          onClose={(done) => {
            onWrite(false)
            setSaved(done)
            goToSection('notes')
          }}
        />
      )}
      <p className="saved" role="status">
        {saved && connected && (
          <>
            <Icon name="check" size={14} /> {t('dossier.notes.saved')}
          </>
        )}
      </p>
      {newest.length === 0 && !writing && <p className="muted">{t('dossier.notes.none')}</p>}
      <ul className="notes">
        {newest.map(({ id, body, pending }) => (
          <li key={id} className="note">
            {body.quote && <Quoted quote={body.quote} page={page} />}
            <p className="note-text">{body.text}</p>
            <p className="note-foot muted">
              {body.byName}
              {body.service && ` (${code('noteService', body.service)})`} ·{' '}
              <InstantText instant={body.at} />{' '}
              {body.audience && <Badge>{t(`dossier.notes.is.${body.audience}`)}</Badge>}
              {pending && <PendingMark />}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What the note quotes, and whether it is so still. */
function Quoted({ quote, page }: { quote: FactValue; page: DossierPage }) {
  const t = useWords()
  const code = useCodes()
  const same = sameFact(quote, readFact(page.dossier.body, quote.field))
  return (
    <blockquote className="note-quote">
      <span className="muted">{code('fact', quote.field)}</span>{' '}
      <FactValueText value={quote} page={page} />
      {!same && <span className="muted"> ({t('dossier.notes.quoteChanged')})</span>}
    </blockquote>
  )
}

const newNoteId = () => `note-${crypto.randomUUID()}`

function NoteForm({ page, onClose }: { page: DossierPage; onClose: (done: boolean) => void }) {
  const t = useWords()
  const context = useCommandContext()
  const { i18n } = useTranslation()
  const { send, running, problem: failed, clear } = useCommand('addNote')
  const [noteId] = useState(newNoteId)
  const [text, setText] = useDraft(page.dossier.id)
  const [audience, setAudience] = useState<NoteAudience>('TEAM')
  const [quote, setQuote] = useState<FactField | null>(null)
  const args = useMemo(
    () => ({ noteId, dossierId: page.dossier.id, text, audience, ...(quote && { quote }) }),
    [noteId, page.dossier.id, text, audience, quote],
  )
  const decision = useMemo(() => {
    const records = lookupOf({ ...page, dossiers: [page.dossier] })
    return context ? addNote.decide(records, args, context) : null
  }, [context, page, args])
  const { form, onSubmit, problem } = useForm({
    decision,
    problem: failed,
    sayAtOnce: text.length > NOTE_MAX_LENGTH,
    run: async () => {
      const n = await send(args)
      if (n === null) return false
      const done = t('done.noted', { reference: page.dossier.body.reference })
      announce(done, 'calm', () => void takeBack(i18n.t, n))
      return true
    },
    onDone: () => {
      setText('')
      onClose(true)
    },
    onCancel: () => onClose(false),
  })
  return (
    <form className="note-form" ref={form} onSubmit={onSubmit}>
      <TextAreaField
        label={t('dossier.notes.label')}
        hint={t('dossier.notes.help')}
        problem={problem}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          clear()
        }}
        limit={NOTE_MAX_LENGTH}
        rows={3}
      />
      <AudienceField value={audience} onChange={setAudience} />
      <QuoteField value={quote} onChange={setQuote} />
      <div className="form-actions">
        <Button
          kind="quiet"
          onClick={() => {
            setText('')
            onClose(false)
          }}
        >
          {t('dossier.notes.cancel')}
        </Button>
        <Button kind="primary" submit disabled={running}>
          {t('dossier.notes.save')}
        </Button>
      </div>
    </form>
  )
}
