import type { RuleOutcome } from '../../domain/contract/codes.ts'
import type { RuleVerdict } from '../../domain/contract/findings.ts'
import { isMasked } from '../../domain/rights/rights.ts'
import { useSession } from '../data/use-query.ts'
import { Badge } from '../design/badge.tsx'
import type { Tone } from '../design/mark.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { Section } from '../dossier/section.tsx'
import { useCodes } from '../i18n/format.ts'
import { ValueText } from './values.tsx'
import { useWords } from './words.ts'

const TONES: Readonly<Record<RuleOutcome, Tone>> = {
  FLAGGED: 'accent',
  CLEAR: 'calm',
  NOT_TESTABLE: 'amber',
  OFF: 'calm',
}
const ORDER: readonly RuleOutcome[] = ['FLAGGED', 'CLEAR', 'NOT_TESTABLE', 'OFF']

/** Each rule with how it comes out and the fact that decided it: why there is no signal. */
export function RuleVerdicts({
  verdicts,
  shortcut,
}: {
  verdicts: readonly RuleVerdict[]
  shortcut: number
}) {
  const t = useWords()
  const code = useCodes()
  const actor = useSession()?.actor
  const columns: TableColumn<RuleVerdict>[] = [
    {
      key: 'rule',
      title: t('verdicts.rule'),
      cell: (one) => (
        <>
          <span className="mono muted">{one.code}</span> {t(`rule.${one.code}.title`)}
        </>
      ),
    },
    {
      key: 'outcome',
      title: t('verdicts.outcome'),
      cell: ({ outcome }) => <Badge tone={TONES[outcome]}>{code('ruleOutcome', outcome)}</Badge>,
    },
    { key: 'why', title: t('verdicts.why'), cell: (one) => <Why verdict={one} /> },
  ]
  if (actor && isMasked(actor, 'findingJudgement')) return null
  const rank = ({ outcome }: RuleVerdict) => ORDER.indexOf(outcome)
  return (
    <Section name="rules" title={t('verdicts.title')} shortcut={shortcut} flush>
      <Table
        caption={t('verdicts.caption')}
        columns={columns}
        rows={verdicts.toSorted((a, b) => rank(a) - rank(b))}
        rowKey={(one) => one.code}
      />
    </Section>
  )
}

/** The missing sources, or the first reason with the fact that decided it. */
function Why({ verdict: { outcome, missing, reasons } }: { verdict: RuleVerdict }) {
  const t = useWords()
  const code = useCodes()
  if (outcome === 'NOT_TESTABLE') {
    const sources = missing.map((source) => code('outsideSource', source)).join(', ')
    return <>{t('verdicts.missing', { sources })}</>
  }
  const [first] = reasons
  if (!first) return null
  const { reason, fact } = first
  return (
    <>
      {code('clearReason', reason)}
      {fact && (
        <span className="muted">
          {' · '}
          {t(`fact.${fact.label}`)}: <ValueText type={fact.type} value={fact.value} />
        </span>
      )}
    </>
  )
}
