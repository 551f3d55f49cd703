import type { RuleVerdict } from '../../domain/contract/findings.ts'
import { maySeeKind } from '../../domain/rights/rights.ts'
import { useSession } from '../data/use-query.ts'
import { Icon } from '../design/icon.tsx'
import { useWords } from './words.ts'

/** True when the whole rule was looked at and saw nothing, in other dossiers either. */
const sawNothing = ({ outcome, reasons }: RuleVerdict) =>
  outcome === 'CLEAR' &&
  reasons.every(({ reason }) => reason !== 'PART_NOT_SEEN' && reason !== 'OTHER_DOSSIER')

/** No findings: which rules looked, so that silence is information too. Null: they are being asked. */
export function NothingToReport({ verdicts }: { verdicts: readonly RuleVerdict[] | null }) {
  const t = useWords()
  const actor = useSession()?.actor
  if (actor && !maySeeKind(actor, 'findingJudgement')) {
    return <p className="muted">{t('finding.none.masked')}</p>
  }
  // The rules are asked for this page, and what they see is stored a moment later.
  if (verdicts === null || verdicts.some(({ outcome }) => outcome === 'FLAGGED')) {
    return <p className="muted">{t('coverage.judging')}</p>
  }
  const checked = verdicts.filter(sawNothing)
  return (
    <div className="nothing">
      <p className="nothing-title tone-calm">
        <Icon name="check" /> {t('finding.none.title')}
      </p>
      <details>
        <summary>{t('finding.none.text', { count: checked.length })}</summary>
        <ul className="checked-rules">
          {checked.map(({ code }) => (
            <li key={code}>
              <span className="mono muted">{code}</span> {t(`rule.${code}.title`)}
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
