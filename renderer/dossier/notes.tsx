import { useMemo, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { addNote } from '../../domain/commands/add-note.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { useCommand, useCommandContext } from '../data/use-command.ts'
import { PendingMark } from '../design/badge.tsx'
import { Button, Key } from '../design/button.tsx'
import { TextAreaField } from '../design/field.tsx'
import { Icon } from '../design/icon.tsx'
import { useErrorWords } from '../design/states.tsx'
import { InstantText } from '../design/time.tsx'
import { problemText } from '../findings/judge-form.tsx'
import { lookupOf } from '../findings/records.ts'
import { useWords } from '../findings/words.ts'
import { goToSection, Section } from './section.tsx'

interface NotesProps {
  page: DossierPage
  writing: boolean
  onWrite: (writing: boolean) => void
}

/** What colleagues wrote, newest first, and room for one more. */
export function Notes({ page, writing, onWrite }: NotesProps) {
  const t = useWords()
  const context = useCommandContext()
  const [saved, setSaved] = useState(false)
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
      shortcut={5}
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
        {saved && (
          <>
            <Icon name="check" size={14} /> {t('dossier.notes.saved')}
          </>
        )}
      </p>
      {newest.length === 0 && !writing && <p className="muted">{t('dossier.notes.none')}</p>}
      <ul className="notes">
        {newest.map(({ id, body, pending }) => (
          <li key={id} className="note">
            <p className="note-text">{body.text}</p>
            <p className="note-foot muted">
              {body.byName} · <InstantText instant={body.at} />
              {pending && <PendingMark />}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const newNoteId = () => `note-${crypto.randomUUID()}`

function NoteForm({ page, onClose }: { page: DossierPage; onClose: (done: boolean) => void }) {
  const t = useWords()
  const words = useErrorWords()
  const context = useCommandContext()
  const { run, running, problem } = useCommand('addNote')
  const [noteId] = useState(newNoteId)
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const args = { noteId, dossierId: page.dossier.id, text }
  const decision = useMemo(() => {
    const records = lookupOf({ ...page, dossiers: [page.dossier] })
    return context
      ? addNote.decide(records, { noteId, dossierId: page.dossier.id, text }, context)
      : null
  }, [context, page, noteId, text])
  const refusal = decision?.ok === false ? decision : null
  const shown = problem ?? (tried || refusal?.code === 'TEXT_TOO_LONG' ? refusal : null)
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    setTried(true)
    if (refusal) {
      form.current?.querySelector('textarea')?.focus()
      return
    }
    if (await run(args)) onClose(true)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose(false)
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
  }
  return (
    <form className="note-form" ref={form} onSubmit={submit} onKeyDown={onKeyDown}>
      <TextAreaField
        label={t('dossier.notes.label')}
        hint={t('dossier.notes.help')}
        problem={shown ? problemText(words(shown)) : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        rows={3}
        autoFocus
      />
      <div className="form-actions">
        <Button kind="quiet" onClick={() => onClose(false)}>
          {t('dossier.notes.cancel')}
        </Button>
        <Button kind="primary" submit disabled={running}>
          {t('dossier.notes.save')}
        </Button>
      </div>
    </form>
  )
}
