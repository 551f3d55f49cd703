import type { FindingFact, TestedException } from '../../domain/contract/findings.ts'
import { ValueText } from './values.tsx'
import { useWords } from './words.ts'

const SHAPES: Readonly<Record<TestedException['outcome'], string>> = {
  MET: 'm2.25 7.5 3.25 3.25 6.25-7',
  NOT_MET: 'm3 3 8 8M11 3l-8 8',
  UNKNOWN: 'M4.6 5.2a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.4M7 11.6v.01',
}

/** The outcome of a test as a shape; the word stands beside it. */
export function OutcomeShape({ outcome }: { outcome: TestedException['outcome'] }) {
  return (
    <svg className="outcome-shape" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path d={SHAPES[outcome]} />
    </svg>
  )
}

/** The exceptions that a rule looked at, each met, not met or not known. */
export function ExceptionList({ exceptions }: { exceptions: readonly TestedException[] }) {
  const t = useWords()
  return (
    <ul className="exceptions">
      {exceptions.map(({ name, outcome, evidence = [] }) => (
        <li key={name} data-outcome={outcome}>
          <OutcomeShape outcome={outcome} />
          <span className="exception-name">
            {t(`exception.${name}`)}
            {evidence.map((fact) => (
              <Evidence key={fact.label} fact={fact} />
            ))}
          </span>
          <span className="exception-outcome">{t(`finding.exceptionOutcome.${outcome}`)}</span>
        </li>
      ))}
    </ul>
  )
}

/** A value that was read for an exception, and where it stands. */
function Evidence({ fact: { label, type, value, source, table } }: { fact: FindingFact }) {
  const t = useWords()
  const where = table ? t(`lawTable.${table}`) : source ? t(`finding.record.${source.kind}`) : null
  return (
    <span className="exception-evidence" title={source?.field}>
      {t('dossier.labelled', { label: t(`fact.${label}`) })} <ValueText type={type} value={value} />
      {where && <span className="muted"> · {where}</span>}
    </span>
  )
}
