import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DOCUMENT_REASON_MAX } from '../../domain/commands/documents/change-document.ts'
import { isHeldBack } from '../../domain/commands/hold.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { CommandArgs } from '../../domain/commands/index.ts'
import type { DossierDocument } from '../../domain/contract/records.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { lockOf } from '../../domain/documents/lock.ts'
import { tablesOf } from '../../domain/reference/own-rows.ts'
import { requiredDocuments } from '../../domain/reference/required-documents.ts'
import { mayDateDocument, mayFileDocument } from '../../domain/rights/documents.ts'
import { announce } from '../app/announce.ts'
import { useFormDraft } from '../app/drafts.ts'
import { takeBack } from '../app/take-back.ts'
import { useCommand } from '../data/use-command.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { FormProblem, useErrorWords } from '../design/states.tsx'
import { useWords } from '../findings/words.ts'
import type { Version } from './document-versions.tsx'

type ActName = 'lockDocument' | 'unlockDocument' | 'withdrawDocument' | 'dateDocument'

interface DocumentActsProps {
  page: DossierPage
  document: DossierDocument
  /** The version that is looked at. */
  version: Version | null
  onReplace: () => void
}

/** What this person may do with a document as it stands. */
export function DocumentActs({ page, document, version, onReplace }: DocumentActsProps) {
  const t = useWords()
  const actor = useSession()?.actor ?? null
  const [open, setOpen] = useState<ActName | null>(null)
  const { body } = page.dossier
  if (!actor) return null
  const lock = lockOf(body, document)
  const mayFile = mayFileDocument(actor, document.type, body)
  const acts: ActName[] = [
    ...(mayNoteDay(actor, page, document) ? (['dateDocument'] as const) : []),
    ...(!mayFile || lock ? [] : (['lockDocument'] as const)),
    ...(mayFile && lock?.why === 'BY_HAND' ? (['unlockDocument'] as const) : []),
    ...(mayFile && !lock && version?.now && version.filed ? (['withdrawDocument'] as const) : []),
  ]
  if (!mayFile && acts.length === 0) return null
  return (
    <div className="line entry-buttons">
      {mayFile && !lock && (
        <Button kind="quiet" icon="plus" onClick={onReplace}>
          {t('dossier.documents.newVersion')}
        </Button>
      )}
      {acts.map((name) => (
        <Button key={name} kind="quiet" onClick={() => setOpen(name)}>
          {t(`command.${name}`)}
        </Button>
      ))}
      {open && (
        <ReasonDialog
          name={open}
          page={page}
          document={document}
          hash={version?.file.hash ?? null}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

/** True when this person may note the day of the paper, and it is good for something. */
function mayNoteDay(actor: Actor, page: DossierPage, document: DossierDocument): boolean {
  const { body } = page.dossier
  return (
    isAged(page, document) && !lockOf(body, document) && mayDateDocument(actor, document.type, body)
  )
}

/** Notes the day of a paper whose content is not for this person: its line is all they see of it. */
export function DateAct({ page, document }: { page: DossierPage; document: DossierDocument }) {
  const t = useWords()
  const actor = useSession()?.actor ?? null
  const [open, setOpen] = useState(false)
  if (!actor || !mayNoteDay(actor, page, document)) return null
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t('dossier.documents.age.note')}
      </Button>
      {open && (
        <ReasonDialog
          name="dateDocument"
          page={page}
          document={document}
          hash={null}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** True for a paper that is there and may be too old: what its day is good for. */
function isAged({ dossier: { body }, tables }: DossierPage, { type, status }: DossierDocument) {
  const isThere = status === 'RECEIVED' || status === 'ACCEPTED'
  const required = requiredDocuments(body, tablesOf(tables)).find((one) => one.type === type)
  return isThere && required !== undefined && required.monthsOld !== null
}

interface ReasonDialogProps {
  name: ActName
  page: DossierPage
  document: DossierDocument
  hash: string | null
  onClose: () => void
}

/** Asks for the reason, which stays with the document; of its day, for the day. */
function ReasonDialog({ name, page, document, hash, onClose }: ReasonDialogProps) {
  const t = useWords()
  const { i18n } = useTranslation()
  const errorWords = useErrorWords()
  const [values, change, forget] = useFormDraft(`${name} ${document.id}`, () => ({
    reason: '',
    issuedOn: (document.issuedOn ?? null) as TypedDate,
  }))
  const { send, running, problem, clear } = useCommand(name)
  const words = problem && errorWords(problem)
  const act = async () => {
    const { reason, issuedOn } = values
    const common = { dossierId: page.dossier.id, documentId: document.id, reason }
    const more = {
      withdrawDocument: { hash },
      dateDocument: { from: document.issuedOn ?? null, issuedOn },
    }
    const args = { ...common, ...(name in more && more[name as keyof typeof more]) }
    if (name === 'dateDocument' && !issuedOn) return
    const n = await send(args as CommandArgs<ActName>)
    if (n === null) return
    const { reference } = page.dossier.body
    const done = t('dossier.step.done', { step: t(`command.${name}`), reference })
    announce(done, 'calm', isHeldBack(name) ? () => void takeBack(i18n.t, n) : null)
    forget()
    onClose()
  }
  return (
    <Dialog
      title={t(`command.${name}`)}
      onClose={onClose}
      onSubmit={() => void act()}
      outcome={<FormProblem said={words} />}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" submit disabled={running}>
            {t(`command.${name}`)}
          </Button>
        </>
      }
    >
      {name === 'dateDocument' && (
        <DateField
          label={t('dossier.documents.age.day')}
          hint={t('dossier.documents.age.dayHint')}
          required
          value={values.issuedOn}
          onChange={(issuedOn) => {
            clear()
            change({ issuedOn })
          }}
        />
      )}
      <TextAreaField
        label={t(name === 'dateDocument' ? 'dossier.step.reasonIfAny' : 'dossier.documents.reason')}
        required={name !== 'dateDocument'}
        rows={3}
        limit={DOCUMENT_REASON_MAX}
        value={values.reason}
        onChange={(event) => {
          clear()
          change({ reason: event.target.value })
        }}
      />
    </Dialog>
  )
}
