import { RULES } from '../../domain/risk/index.ts'
import type { Rule } from '../../domain/risk/rule.ts'
import { isMasked } from '../../domain/rights/rights.ts'
import { useSession } from '../data/use-query.ts'
import { Icon } from '../design/icon.tsx'
import { useWords } from './words.ts'

/** The rules that a desk tests: those from no source that it does not hold. */
const TESTED = RULES.filter(({ needs }) => needs.length === 0)

/** No findings: which rules looked, so that silence is information too. */
export function NothingToReport({ about }: { about: readonly Rule['subject'][] }) {
  const t = useWords()
  const actor = useSession()?.actor
  if (actor && isMasked(actor, 'findingJudgement')) {
    return <p className="muted">{t('finding.none.masked')}</p>
  }
  return (
    <div className="nothing">
      <p className="nothing-title tone-calm">
        <Icon name="check" /> {t('finding.none.title')}
      </p>
      <p className="muted">{t('finding.none.text')}</p>
      <ul className="checked-rules">
        {TESTED.filter(({ subject }) => about.includes(subject)).map(({ code }) => (
          <li key={code}>
            <span className="mono muted">{code}</span> {t(`rule.${code}.title`)}
          </li>
        ))}
      </ul>
    </div>
  )
}
