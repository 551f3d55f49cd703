import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { ComparisonPage } from '../../domain/contract/workbench.ts'
import { personIdentifiers } from '../../domain/linking/exact.ts'
import { RULES } from '../../domain/risk/index.ts'
import { Icon } from '../design/icon.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'

/** Nothing to report, and which checks say so. */
export function Checks({ page, today }: { page: ComparisonPage; today: LocalDate }) {
  const t = useWords()
  const { date } = useFormats()
  const { person, declarations, presences } = page
  const checks = [
    t('comparison.clear.identifiers', { count: personIdentifiers(person.id, person.body).length }),
    t('comparison.clear.declarations', { count: declarations.length }),
    t('comparison.clear.presences', { count: presences.length }),
    t('comparison.clear.rules', { codes: RULES.map(({ code }) => code).join(', ') }),
  ]
  return (
    <div className="nothing">
      <p className="nothing-title tone-calm">
        <Icon name="check" /> {t('comparison.clear.title')}
      </p>
      <p className="muted">{t('comparison.clear.text', { date: date(today) })}</p>
      <ul className="checks">
        {checks.map((check) => (
          <li key={check}>
            <Icon name="check" size={12} /> <span>{check}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
