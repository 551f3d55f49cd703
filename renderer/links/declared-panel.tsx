import { readingOf } from '../../domain/limosa/compare.ts'
import { StatePurpose } from '../access/purpose-needed.tsx'
import { Declared } from '../comparison/declared.tsx'
import { ReminderButton } from '../comparison/reminder.tsx'
import { useDeclared } from '../data/use-query.ts'
import { ErrorState, Loading } from '../design/states.tsx'
import { Section } from '../dossier/section.tsx'
import { RouteLink } from '../findings/link.tsx'
import { Fact, Facts, PeriodText } from '../findings/values.tsx'
import { ExceptionList } from '../findings/exceptions.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'

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
  const { declaration, verdict, personId, near } = data
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
            <ReminderButton body={body} verdict={verdict} judged={null} />
            <p>{t(`comparison.row.${verdict.row}`)}</p>
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
