import { useState } from 'react'
import { isPossibleEntry, type EntryName } from '../../domain/commands/entries/possible.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { DateText } from '../design/time.tsx'
import { Fact, Facts, Unknown } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { EntryDialog } from './entries/entry-dialog.tsx'
import { Section } from './section.tsx'

const ENTRIES = ['recordVacancy', 'recordDiploma'] as const satisfies readonly EntryName[]

/** The vacancy and the diplomas as officers saw them; nothing where nobody noted or may note any. */
export function Proofs({ page }: { page: DossierPage }) {
  const t = useWords()
  const actor = useSession()?.actor
  const [open, setOpen] = useState<EntryName | null>(null)
  const { vacancies = [], diplomas = [], category } = page.dossier.body
  const entries = actor
    ? ENTRIES.filter((name) => isPossibleEntry(actor, name, page.dossier.body))
    : []
  if (entries.length === 0 && vacancies.length === 0 && diplomas.length === 0) return null
  return (
    <Section name="proofs" title={t('dossier.sections.proofs')}>
      <Facts>
        {category === 'OTHER_LMT' && (
          <Fact name={t('dossier.proofs.vacancies')}>
            <Vacancies vacancies={vacancies} />
          </Fact>
        )}
        <Fact name={t('dossier.proofs.diplomas')}>
          <Diplomas diplomas={diplomas} />
        </Fact>
      </Facts>
      {entries.length > 0 && (
        <div className="step-buttons" role="group" aria-label={t('dossier.proofs.possible')}>
          {entries.map((name) => (
            <Button key={name} onClick={() => setOpen(name)}>
              {t(`command.${name}`)}
            </Button>
          ))}
        </div>
      )}
      {open && <EntryDialog name={open} page={page} onClose={() => setOpen(null)} />}
    </Section>
  )
}

type Body = DossierPage['dossier']['body']

function Vacancies({ vacancies }: { vacancies: NonNullable<Body['vacancies']> }) {
  const t = useWords()
  const code = useCodes()
  if (vacancies.length === 0) return <Unknown word={t('dossier.proofs.nothing')} />
  return vacancies.map(({ reference, services, from, to }) => (
    <span key={reference} className="line">
      <b>{reference}</b> {services.map((one) => code('vacancyService', one)).join(' + ')}{' '}
      <DateText date={from} /> – <DateText date={to} />
    </span>
  ))
}

function Diplomas({ diplomas }: { diplomas: NonNullable<Body['diplomas']> }) {
  const t = useWords()
  const code = useCodes()
  if (diplomas.length === 0) return <Unknown word={t('dossier.proofs.nothing')} />
  return diplomas.map(({ institution, awardedOn, recognised, experienceYears }) => (
    <span key={institution} className="line">
      <b>{institution}</b> <DateText date={awardedOn} />{' '}
      <span className="muted">
        {code('recognised', recognised)}
        {experienceYears !== null &&
          `, ${t('dossier.proofs.experience', { count: experienceYears })}`}
      </span>
    </span>
  ))
}
