import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { PairRef } from '../../domain/contract/links.ts'
import type { SearchHit } from '../../domain/contract/workbench.ts'
import { toTandemError } from '../data/errors.ts'
import { reads } from '../data/reads.ts'
import { StatePurpose } from '../access/purpose-needed.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextField } from '../design/field.tsx'
import { ErrorState } from '../design/states.tsx'
import { useWords } from '../findings/words.ts'
import { datesAsRead } from '../palette/match.ts'

const SEARCH_FROM = 2

/** The record that is compared: a dossier stands for its worker. */
function refOf({ kind, id, personId }: SearchHit): PairRef | null {
  if (kind === 'declaration') return { kind, id }
  const person = kind === 'person' ? id : kind === 'dossier' ? personId : null
  return person === null ? null : { kind: 'person', id: person }
}

interface ChooseRecordProps {
  onChoose: (ref: PairRef) => void
  onClose: () => void
}

/** Finds the other record by number or name. */
export function ChooseRecord({ onChoose, onClose }: ChooseRecordProps) {
  const t = useWords()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const { data, error } = useQuery({
    ...reads.search(wanted),
    enabled: wanted.length >= SEARCH_FROM,
  })
  const failed = error && toTandemError(error)
  const hits = (wanted.length >= SEARCH_FROM ? (data ?? []) : []).flatMap((hit) => {
    const ref = refOf(hit)
    return ref ? [{ hit, ref }] : []
  })
  return (
    <Dialog title={t('links.chooseOther')} onClose={onClose} wide>
      <TextField
        label={t('links.chooseLabel')}
        hint={t('links.chooseHint')}
        value={text}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
      />
      {failed && (
        <ErrorState
          error={failed}
          actions={failed.code === 'PURPOSE_REQUIRED' && <StatePurpose />}
        />
      )}
      <ul className="choose-list">
        {hits.map(({ hit, ref }) => (
          <li key={`${hit.kind} ${hit.id}`}>
            <button type="button" className="links-row" onClick={() => onChoose(ref)}>
              <span>{hit.title}</span>
              <span className="muted">
                {t(`hit.${hit.kind}`)} · {datesAsRead(hit.detail)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {wanted.length >= SEARCH_FROM && data && hits.length === 0 && (
        <p className="muted" role="status">
          {t('palette.nothing')}
        </p>
      )}
    </Dialog>
  )
}
