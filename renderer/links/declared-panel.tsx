import { useMemo } from 'react'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import type { DeclarationBody } from '../../domain/contract/records.ts'
import type { DeclaredPage } from '../../domain/contract/workbench.ts'
import { readingOf } from '../../domain/limosa/compare.ts'
import { displayName } from '../../domain/linking/names.ts'
import { mayJudge } from '../../domain/rights/rights.ts'
import { StatePurpose } from '../access/purpose-needed.tsx'
import { Declared } from '../comparison/declared.tsx'
import { ReminderButton } from '../comparison/reminder.tsx'
import { useDeclared, useSession } from '../data/use-query.ts'
import { ErrorState, Loading } from '../design/states.tsx'
import { DateText } from '../design/time.tsx'
import { Dotted, Section } from '../dossier/section.tsx'
import { Judge, Judgement } from '../findings/finding-card.tsx'
import { RouteLink } from '../findings/link.tsx'
import { lookupOf } from '../findings/records.ts'
import {
  Absent,
  CountryText,
  Fact,
  Facts,
  isMaskedPerson,
  PeriodText,
} from '../findings/values.tsx'
import { ExceptionList } from '../findings/exceptions.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'

/** Who came, and who sent them. */
function Told({ body: { worker, employer } }: { body: DeclarationBody }) {
  const t = useWords()
  const { birthDate, nationality } = worker
  return (
    <Facts>
      <Fact name={t('dossier.parties.worker')}>
        {isMaskedPerson(worker) ? (
          <Absent person={worker} />
        ) : (
          <Dotted
            parts={[
              <bdi key="name">{displayName(worker)}</bdi>,
              birthDate && <DateText key="birth" date={birthDate} />,
              <CountryText key="nationality" code={nationality} />,
            ]}
          />
        )}
      </Fact>
      {employer && (
        <Fact name={t('dossier.parties.employer')}>
          <Dotted
            parts={[
              <bdi key="name">{employer.name}</bdi>,
              <CountryText key="country" code={employer.country} />,
            ]}
          />
        </Fact>
      )}
    </Facts>
  )
}

/** What people said of it, and the ways to judge it for whom they are. */
function Said({ page: { declaration }, judged }: { page: DeclaredPage; judged: JudgedFinding }) {
  const actor = useSession()?.actor
  const records = useMemo(
    () => lookupOf({ declarations: [declaration], findings: [judged] }),
    [declaration, judged],
  )
  return (
    <>
      <Judgement judged={judged} />
      {actor && mayJudge(actor, judged.finding.code) && <Judge judged={judged} records={records} />}
    </>
  )
}

/** A declaration whose worker is nobody of the register: what it needs, what to do, and who comes near. */
export function DeclaredPanel({ id }: { id: string }) {
  const t = useWords()
  const code = useCodes()
  const { number } = useFormats()
  const { data, error } = useDeclared(id)
  if (error) {
    const asked = error.code === 'PURPOSE_REQUIRED'
    return <ErrorState error={error} actions={asked && <StatePurpose />} />
  }
  if (!data) return <Loading lines={10} />
  const { declaration, verdict, judged, personId, near } = data
  const { body } = declaration
  const reading = verdict && readingOf(verdict, null)
  const told = reading === 'UNDETERMINED' ? reading : (verdict?.code ?? null)
  return (
    <Section
      name="declared"
      title={t('comparison.verdict.title', { l1: body.l1Number })}
      shortcut={1}
      actions={<PeriodText period={body.period} />}
    >
      <div className="verdict">
        <p>
          {personId === null ? (
            <strong>{code('coverageWorker', near.length > 0 ? 'PROPOSED' : 'STRANGER')}</strong>
          ) : (
            <RouteLink to={{ screen: 'comparison', personId, dossierId: null }}>
              {t('comparison.title')}
            </RouteLink>
          )}
        </p>
        <Told body={body} />
        {verdict && told && (
          <>
            <p>
              <strong>
                {reading === 'MISMATCH'
                  ? code('mismatch', verdict.code)
                  : t(`comparison.reading.${reading!}`)}
              </strong>{' '}
              {t(`comparison.firstAction.${told}`)}
            </p>
            <ReminderButton body={body} verdict={verdict} judged={judged} />
            {!verdict.isUndetermined && <p>{t(`comparison.row.${verdict.row}`)}</p>}
            <Facts>
              <Fact name={t('comparison.verdict.needsAuthorisation')}>
                <b>{t(`comparison.verdict.answer.${verdict.needsAuthorisation}`)}</b>
                {verdict.requirement !== 'NONE' && (
                  <> · {code('requirement', verdict.requirement)}</>
                )}
              </Fact>
            </Facts>
            <ExceptionList exceptions={verdict.exceptions} />
          </>
        )}
        {judged && <Said page={data} judged={judged} />}
        {near.length > 0 && (
          <ul>
            {near.map(({ personId: other, personName, probability }) => (
              <li key={other}>
                <RouteLink
                  to={{
                    screen: 'pair',
                    left: { kind: 'declaration', id },
                    right: { kind: 'person', id: other },
                  }}
                >
                  {personName}
                </RouteLink>{' '}
                <span className="muted">{number(Math.round(probability * 100))} %</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <Declared body={body} />
    </Section>
  )
}
