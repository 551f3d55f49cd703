import { useId, useState } from 'react'
import type { FactField } from '../../domain/contract/codes.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { historyOf, originOf } from '../../domain/dossier/facts.ts'
import { isWorkPending } from '../../domain/dossier/tracks.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { maySteer } from '../../domain/rights/tracks.ts'
import { openLayer } from '../app/layers.ts'
import { subjectOfPage } from '../app/subject.ts'
import { useSession } from '../data/use-query.ts'
import { IconButton } from '../design/button.tsx'
import { DateText } from '../design/time.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { FactValueText } from './fact-value.tsx'
import { useColleagueName } from './timeline.tsx'

/** Where the value of a fact comes from, what it was before, and the way to change it. */
export function FactOrigin({ page, field }: { page: DossierPage; field: FactField }) {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const [open, setOpen] = useState(false)
  const list = useId()
  const { body } = page.dossier
  const origin = originOf(body, field)
  const changes = historyOf(body, field)
  return (
    <>
      <span className="fact-origin">
        {origin && (
          <span>
            {t('dossier.facts.origin', {
              source: code('factSource', origin.source),
              date: date(origin.on),
            })}
          </span>
        )}
        {changes.length > 0 && (
          <button
            type="button"
            className="link"
            aria-expanded={open}
            aria-controls={list}
            onClick={() => setOpen(!open)}
          >
            {t('dossier.facts.history', { count: changes.length })}
          </button>
        )}
        <ChangeButton page={page} field={field} />
      </span>
      {open && <History page={page} field={field} id={list} />}
    </>
  )
}

function ChangeButton({ page, field }: { page: DossierPage; field: FactField }) {
  const t = useWords()
  const code = useCodes()
  const actor = useSession()?.actor
  const { body } = page.dossier
  const may =
    actor &&
    mayRun(actor, 'changeFact') &&
    maySteer(actor, 'WORK', body) &&
    isWorkPending(body.work)
  if (!may) return null
  return (
    <IconButton
      icon="edit"
      label={t('dossier.facts.change', { fact: code('fact', field) })}
      onClick={() => openLayer({ name: 'fact', field, subject: subjectOfPage(page) })}
    />
  )
}

/** What the fact was, newest change first: from, to, since when, by whom, why. */
function History({ page, field, id }: { page: DossierPage; field: FactField; id: string }) {
  const code = useCodes()
  const nameOf = useColleagueName()
  return (
    <ol className="fact-history" id={id}>
      {historyOf(page.dossier.body, field)
        .toReversed()
        .map(({ before, after, source, reason, on, at, by }) => (
          <li key={at}>
            <span className="muted">
              <FactValueText value={before} page={page} /> →{' '}
            </span>
            <FactValueText value={after} page={page} />
            <span className="line muted">
              <DateText date={on} /> · {code('factSource', source)} · {nameOf(by)}
            </span>
            <span className="line">{reason}</span>
          </li>
        ))}
    </ol>
  )
}
