import type { RuleOutcome } from '../../domain/contract/codes.ts'
import type { RuleVerdict } from '../../domain/contract/findings.ts'
import type { VerdictsInput } from '../data/reads.ts'
import { Badge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { ErrorState, Skeleton } from '../design/states.tsx'
import type { Tone } from '../design/mark.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { goToSection, Section } from '../dossier/section.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { ValueText } from './values.tsx'
import { type AskedRules, useRules } from './use-verdicts.ts'
import { useWords } from './words.ts'

const TONES: Readonly<Record<RuleOutcome, Tone>> = {
  FLAGGED: 'accent',
  CLEAR: 'calm',
  NOT_TESTABLE: 'amber',
  HELD: 'amber',
  OFF: 'calm',
}
/** What asks for a look first, then what nobody could look at. */
const ORDER: readonly RuleOutcome[] = ['FLAGGED', 'NOT_TESTABLE', 'HELD', 'CLEAR', 'OFF']

interface RulesSection {
  shortcut: number
  /** Only what is flagged stands open: the page is about something else. */
  folded?: boolean
}

/** How each rule about a record comes out, asked for it. */
export function RulesOf({ of, ...section }: RulesSection & { of: VerdictsInput }) {
  return <RuleVerdicts asked={useRules(of)} {...section} />
}

/** Each rule by how it comes out, with the fact that decided it: why there is no signal. */
export function RuleVerdicts({
  asked,
  shortcut,
  folded = false,
}: RulesSection & { asked: AskedRules }) {
  const t = useWords()
  if (asked.state === 'MASKED') return null
  const told = asked.state === 'TOLD'
  return (
    <Section name="rules" title={t('verdicts.title')} shortcut={shortcut} flush={told}>
      {asked.state === 'ASKED' && (
        <p role="status" aria-label={t('loading')}>
          <Skeleton width={30} />
        </p>
      )}
      {asked.state === 'FAILED' && (
        <ErrorState
          error={asked.error}
          actions={<Button onClick={asked.retry}>{t('retry')}</Button>}
        />
      )}
      {told &&
        ORDER.map((outcome) => (
          <OfOutcome
            key={outcome}
            outcome={outcome}
            rows={asked.verdicts.filter((one) => one.outcome === outcome)}
            open={!folded || outcome === 'FLAGGED'}
          />
        ))}
    </Section>
  )
}

/** The rules that come out one way; nothing when there are none. */
function OfOutcome({
  outcome,
  rows,
  open,
}: {
  outcome: RuleOutcome
  rows: readonly RuleVerdict[]
  open: boolean
}) {
  const t = useWords()
  const code = useCodes()
  const { number } = useFormats()
  if (rows.length === 0) return null
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
    { key: 'why', title: t('verdicts.why'), cell: (one) => <Why verdict={one} /> },
  ]
  const word = code('ruleOutcome', outcome)
  return (
    <details className="rules-of" open={open}>
      <summary>
        <Badge tone={TONES[outcome]}>{word}</Badge> <span>{number(rows.length)}</span>
      </summary>
      <Table
        caption={`${t('verdicts.caption')}: ${word}`}
        columns={columns}
        rows={rows}
        rowKey={(one) => one.code}
      />
    </details>
  )
}

/** The way to the signals, the missing sources, or the first reason with the fact that decided it, and what was not looked at. */
function Why({ verdict: { outcome, missing, reasons } }: { verdict: RuleVerdict }) {
  const t = useWords()
  const code = useCodes()
  if (outcome === 'FLAGGED') {
    return (
      <Button kind="quiet" onClick={() => goToSection('findings')}>
        {t('verdicts.toSignals')}
      </Button>
    )
  }
  if (outcome === 'NOT_TESTABLE') {
    const sources = missing.map((source) => code('outsideSource', source)).join(', ')
    return <>{t('verdicts.missing', { sources })}</>
  }
  if (outcome === 'HELD') return <>{t('verdicts.held')}</>
  const [first] = reasons.filter(({ reason }) => reason !== 'PART_NOT_SEEN')
  // Nothing seen is never taken for everything looked at: each part that was not is named.
  const parts = reasons.filter(({ reason }) => reason === 'PART_NOT_SEEN')
  return [...(first ? [first] : []), ...parts].map((one) => (
    <ReasonLine key={`${one.reason} ${one.fact?.value}`} {...one} />
  ))
}

function ReasonLine({ reason, fact }: RuleVerdict['reasons'][number]) {
  const t = useWords()
  const code = useCodes()
  return (
    <span className="line">
      {code('clearReason', reason)}
      {fact && (
        <span className="muted">
          {' · '}
          {t(`fact.${fact.label}`)}: <ValueText type={fact.type} value={fact.value} />
        </span>
      )}
    </span>
  )
}
