import { Suspense, useState } from 'react'
import { isPossibleEntry } from '../../domain/commands/entries/possible.ts'
import { quarterOf } from '../../domain/calendar/local-date.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { mandateFault, type MandateFault } from '../../domain/dossier/mandates.ts'
import { occasionFor } from '../../domain/letters/templates.ts'
import { MANDATE_GROUP } from '../../domain/reference/mandate-group.ts'
import { part } from '../app/part.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { useQuarter } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { EntryDialog } from './entries/entry-dialog.tsx'
import { useColleagueName } from './timeline.tsx'

const LetterDialog = part(() => import('./letters/letter-dialog.tsx'))

/**
 * One line: "Filed by X for Y: mandate active from … until …", or what exactly is missing; below it
 * what was verified last, and what can be done about it.
 */
export function MandateLine({ page }: { page: DossierPage }) {
  const t = useWords()
  const actor = useSession()?.actor ?? null
  const [open, setOpen] = useState<'verify' | 'letter' | null>(null)
  const fine = isMandateFine(page)
  const may = actor !== null && isPossibleEntry(actor, 'verifyMandate', page.dossier.body)
  const letter = occasionFor(page.dossier.body, { template: 'MANDATE', track: 'WORK', nth: null })
  const close = () => setOpen(null)
  return (
    <>
      <MandateState page={page} />
      <LastVerified page={page} />
      {may && (
        <span className="line entry-buttons">
          <Button kind="quiet" onClick={() => setOpen('verify')}>
            {t('command.verifyMandate')}
          </Button>
          {!fine && letter && (
            <Button kind="quiet" onClick={() => setOpen('letter')}>
              {t('dossier.mandate.letter')}
            </Button>
          )}
        </span>
      )}
      {open === 'verify' && <EntryDialog name="verifyMandate" page={page} onClose={close} />}
      {open === 'letter' && letter && (
        <Suspense>
          <LetterDialog page={page} occasion={letter} onClose={close} />
        </Suspense>
      )}
    </>
  )
}

type FiledPage = Pick<DossierPage, 'dossier' | 'employer' | 'filer' | 'mandateCheck'>

/** True where who filed had a mandate, or needed none. */
export const isMandateFine = ({ mandateCheck: { outcome } }: Pick<FiledPage, 'mandateCheck'>) =>
  outcome !== 'NOT_COVERED' && outcome !== 'NO_MANDATE'

/** Who filed for whom under which mandate, or exactly what is missing. */
export function MandateState({ page }: { page: FiledPage }) {
  const words = useMandateWords()(page)
  const fine = isMandateFine(page)
  return (
    <span className={`checked tone-${fine ? 'calm' : 'orange'}`}>
      <Icon name={fine ? 'check' : 'warning'} size={14} />
      <span>{words}</span>
    </span>
  )
}

/** Who verified last, when, where, and what it showed. */
function LastVerified({ page }: { page: DossierPage }) {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const nameOf = useColleagueName()
  const last = page.dossier.body.events.findLast(({ type }) => type === 'MANDATE_VERIFIED')
  if (!last?.entry) return null
  const { on, codes, text } = last.entry
  const confirmed = codes.includes('mandateResult.CONFIRMED')
  const said = codes.map((one) => code(...(one.split('.') as [string, string]))).join(', ')
  const name = nameOf(last.by) ?? ''
  return (
    <span className={`line checked tone-${confirmed ? 'calm' : 'orange'}`}>
      <Icon name={confirmed ? 'check' : 'warning'} size={14} />
      <span>
        {t('dossier.mandate.verified', { name, date: date(on), said })}
        {text && <span className="muted"> {text}</span>}
      </span>
    </span>
  )
}

/** Why a mandate does not cover a day, in words; `fault` null: it does. */
export function useFaultWords() {
  const t = useWords()
  const code = useCodes()
  const quarterText = useQuarter()
  return (mandate: Mandate, fault: MandateFault): string =>
    t(`dossier.parties.mandateWhy.${fault}`, {
      status: code('mandateStatus', mandate.status).toLocaleLowerCase(),
      from: quarterText(mandate.fromQuarter),
      to: mandate.toQuarter && quarterText(mandate.toQuarter),
      groups: mandate.groups.map((group) => code('mandateGroup', group)).join(', '),
      needed: code('mandateGroup', MANDATE_GROUP.group),
    })
}

type Mandate = NonNullable<DossierPage['mandateCheck']['mandate']>['body']

function useMandateWords(): (page: FiledPage) => string {
  const t = useWords()
  const code = useCodes()
  const quarterText = useQuarter()
  const faultWords = useFaultWords()
  return ({ dossier, employer, filer, mandateCheck: { outcome, mandate } }) => {
    const names = { filer: filer?.body.name, employer: employer?.body.name }
    const { submittedOn } = dossier.body
    if (outcome === 'COVERED' && mandate) {
      const { status, fromQuarter, toQuarter } = mandate.body
      const word = code('mandateStatus', status).toLocaleLowerCase()
      const from = quarterText(fromQuarter)
      const to = toQuarter === null ? t('dossier.parties.open') : quarterText(toQuarter)
      return t('dossier.parties.mandateCheck.COVERED', { ...names, status: word, from, to })
    }
    const fault = mandate && mandateFault(mandate.body, submittedOn)
    if (outcome === 'NOT_COVERED' && mandate && fault) {
      const quarter = quarterText(quarterOf(submittedOn))
      const why = faultWords(mandate.body, fault)
      return t('dossier.parties.mandateCheck.NOT_COVERED', { ...names, quarter, why })
    }
    return t(`dossier.parties.mandateCheck.${outcome}`, names)
  }
}
