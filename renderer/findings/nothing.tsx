import type { RuleVerdict } from '../../domain/contract/findings.ts'
import type { VerdictsInput } from '../data/reads.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { type AskedRules, useRules } from './use-verdicts.ts'
import { useWords } from './words.ts'

/** True when the whole rule was looked at and saw nothing, in other dossiers either. */
const sawNothing = ({ outcome, reasons }: RuleVerdict) =>
  outcome === 'CLEAR' &&
  reasons.every(({ reason }) => reason !== 'PART_NOT_SEEN' && reason !== 'OTHER_DOSSIER')

/** A record without findings, and which rules looked at it. */
export function NothingOn({ of }: { of: VerdictsInput }) {
  return <NothingToReport asked={useRules(of)} />
}

/** No findings: which rules looked, so that silence is information too. */
export function NothingToReport({ asked }: { asked: AskedRules }) {
  const t = useWords()
  if (asked.state === 'MASKED') return <p className="muted">{t('finding.none.masked')}</p>
  if (asked.state === 'FAILED') {
    return (
      <div className="nothing" role="status">
        <p className="nothing-title tone-amber">
          <Icon name="warning" /> {t('finding.none.failed')}
        </p>
        <p className="muted">{t('finding.none.failedText')}</p>
        <Button kind="quiet" onClick={asked.retry}>
          {t('retry')}
        </Button>
      </div>
    )
  }
  const verdicts = asked.state === 'TOLD' ? asked.verdicts : []
  // The rules are asked for this page, and what they see is stored a moment later.
  if (asked.state === 'ASKED' || verdicts.some(({ outcome }) => outcome === 'FLAGGED')) {
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
