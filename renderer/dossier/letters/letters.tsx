import { Suspense, useState } from 'react'
import type { DossierDocument } from '../../../domain/contract/records.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
import {
  isCalledFor,
  letterId,
  mayMakeLetter,
  occasionFor,
  occasions,
  type Occasion,
} from '../../../domain/letters/templates.ts'
import { part } from '../../app/part.ts'
import { useSession } from '../../data/use-query.ts'
import { Button } from '../../design/button.tsx'
import { Table, type TableColumn } from '../../design/table.tsx'
import { DateText } from '../../design/time.tsx'
import { useWords } from '../../findings/words.ts'
import { useCodes } from '../../i18n/format.ts'
import { DocumentDialog } from '../document-dialog.tsx'

const LetterDialog = part(() => import('./letter-dialog.tsx'))

/** The letters of a dossier: those that were filed, and those that there is occasion to. */
export function Letters({ page }: { page: DossierPage }) {
  const t = useWords()
  const code = useCodes()
  const actor = useSession()?.actor ?? null
  const [shownId, setShown] = useState<string | null>(null)
  const [making, setMaking] = useState<Occasion | null>(null)
  const { body } = page.dossier
  const filed = body.documents.filter(({ type }) => type === 'LETTER')
  const shown = filed.find(({ id }) => id === shownId) ?? null
  const known = new Set(filed.map(({ id }) => id))
  const may = (one: Occasion) => actor !== null && mayMakeLetter(actor, one, body)
  const around = { mandate: page.mandateCheck.outcome, competent: page.competentRegion }
  const open = occasions(body).filter(
    (one) => may(one) && !known.has(letterId(one)) && isCalledFor(one, body, around),
  )
  if (filed.length === 0 && open.length === 0) return null
  const nameOf = ({ letter }: DossierDocument) =>
    letter ? code('letterTemplate', letter.template) : code('documentType', 'LETTER')
  const again = ({ letter }: DossierDocument): Occasion | null => {
    const occasion = letter && occasionFor(body, letter)
    return occasion && may(occasion) ? occasion : null
  }
  const columns: TableColumn<DossierDocument>[] = [
    {
      key: 'letter',
      title: t('dossier.letters.letter'),
      cell: (document) => (
        <>
          {document.file ? (
            <button type="button" className="link" onClick={() => setShown(document.id)}>
              {nameOf(document)}
            </button>
          ) : (
            nameOf(document)
          )}{' '}
          {document.file && (
            <span className="muted">
              {t('dossier.documents.version', { version: document.file.version })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'on',
      title: t('dossier.letters.filed'),
      cell: ({ receivedOn }) => <DateText date={receivedOn} />,
    },
    {
      key: 'correct',
      title: '',
      cell: (document) => {
        const occasion = again(document)
        return (
          occasion && (
            <Button kind="quiet" onClick={() => setMaking(occasion)}>
              {t('dossier.letters.correct')}
            </Button>
          )
        )
      },
    },
  ]
  return (
    <div className="letters">
      <h3>{t('dossier.sections.letters')}</h3>
      {filed.length > 0 && (
        <Table
          caption={t('dossier.tableOf', { name: t('dossier.sections.letters') })}
          columns={columns}
          rows={filed}
          rowKey={({ id }) => id}
        />
      )}
      {open.length > 0 && (
        <div className="letters-open" role="group" aria-label={t('dossier.letters.open')}>
          {open.map((one) => (
            <Button
              key={letterId(one)}
              kind="quiet"
              icon="note"
              aria-label={t('dossier.letters.makeOf', {
                letter: code('letterTemplate', one.template),
              })}
              onClick={() => setMaking(one)}
            >
              {code('letterTemplate', one.template)}
            </Button>
          ))}
        </div>
      )}
      {shown && (
        <DocumentDialog
          page={page}
          document={shown}
          title={nameOf(shown)}
          onReplace={() => undefined}
          onClose={() => setShown(null)}
        />
      )}
      {making && (
        <Suspense>
          <LetterDialog page={page} occasion={making} onClose={() => setMaking(null)} />
        </Suspense>
      )}
    </div>
  )
}
