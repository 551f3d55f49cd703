import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DOCUMENT_REASON_MAX } from '../../../domain/commands/documents/change-document.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
import { letterId, type Occasion } from '../../../domain/letters/templates.ts'
import { announce } from '../../app/announce.ts'
import { takeBack } from '../../app/take-back.ts'
import { useFormDraft } from '../../app/drafts.ts'
import type { CommandProblem } from '../../data/use-command.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { TextAreaField } from '../../design/field.tsx'
import { Icon } from '../../design/icon.tsx'
import { Loading, useErrorWords } from '../../design/states.tsx'
import { useWords } from '../../findings/words.ts'
import { useCodes } from '../../i18n/format.ts'
import { LetterLook } from './letter-look.tsx'
import { fileLetter, useLetter } from './use-letter.ts'

interface LetterDialogProps {
  page: DossierPage
  occasion: Occasion
  onClose: () => void
}

/** A letter before it is filed; where one was filed before, why it is corrected. */
export default function LetterDialog({ page, occasion, onClose }: LetterDialogProps) {
  const t = useWords()
  const { i18n } = useTranslation()
  const code = useCodes()
  const errorWords = useErrorWords()
  const { id: dossierId, body } = page.dossier
  const now = body.documents.find(({ id }) => id === letterId(occasion))?.file ?? null
  const [values, change, forget] = useFormDraft(
    `letter ${dossierId} ${letterId(occasion)}`,
    () => ({
      addressee: '',
      reason: '',
    }),
  )
  const looked = useLetter(page, occasion, { addressee: values.addressee })
  const [problem, setProblem] = useState<CommandProblem | null>(null)
  const [sending, setSending] = useState(false)
  const asksAddress =
    values.addressee !== '' ||
    (looked?.composed.ok === false && looked.composed.missing.includes('addressee'))
  const isReady = looked?.composed.ok === true && looked.refusal === null
  const name = code('letterTemplate', occasion.template)
  const file = async () => {
    if (!isReady || sending) return
    setSending(true)
    const result = await fileLetter({
      ...occasion,
      dossierId,
      replaces: now?.hash ?? null,
      ...values,
    })
    setSending(false)
    if ('code' in result) return setProblem(result)
    const done = t('dossier.step.done', {
      step: t('command.fileLetter'),
      reference: body.reference,
    })
    announce(done, 'calm', () => void takeBack(i18n.t, result.n))
    forget()
    onClose()
  }
  const words = problem && errorWords(problem)
  return (
    <Dialog
      title={`${name} · ${body.reference}`}
      wide
      onClose={onClose}
      onSubmit={() => void file()}
      outcome={
        <div role="alert">
          {words && (
            <p className="field-problem">
              <Icon name="warning" size={14} />
              {`${words.title}. ${words.advice}`}
            </p>
          )}
        </div>
      }
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" submit aria-disabled={!isReady || sending}>
            {t('command.fileLetter')}
          </Button>
        </>
      }
    >
      {now && (
        <TextAreaField
          label={t('dossier.letters.reason')}
          required
          rows={2}
          limit={DOCUMENT_REASON_MAX}
          value={values.reason}
          onChange={(event) => {
            setProblem(null)
            change({ reason: event.target.value })
          }}
        />
      )}
      {asksAddress && (
        <TextAreaField
          label={t('dossier.letters.addressee')}
          hint={t('dossier.letters.addresseeHint')}
          rows={4}
          maxLength={600}
          value={values.addressee}
          onChange={(event) => change({ addressee: event.target.value })}
        />
      )}
      {looked ? <LetterLook looked={looked} body={body} /> : <Loading lines={8} />}
    </Dialog>
  )
}
