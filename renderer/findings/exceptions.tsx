import type { TestedException } from '../../domain/contract/findings.ts'
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
      {exceptions.map(({ name, outcome }) => (
        <li key={name} data-outcome={outcome}>
          <OutcomeShape outcome={outcome} />
          <span className="exception-name">{t(`exception.${name}`)}</span>
          <span className="exception-outcome">{t(`finding.exceptionOutcome.${outcome}`)}</span>
        </li>
      ))}
    </ul>
  )
}
