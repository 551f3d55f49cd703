/**
 * Which combination of worker, employer and duration needs a Limosa declaration and a work
 * authorisation: the 14 rows of domain facts 4.7, read top-down. Rows 4 to 11 are about
 * third-country nationals without an access of their own; rows 12 to 14 say so for the others.
 */
import type { CoverageNeed } from '../contract/codes.ts'
import type { Finding, TestedException } from '../contract/findings.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import type { Situation } from './situation.ts'
import type { Outcome } from './vander-elst.ts'

type Answer = DeclarationVerdict['needsDeclaration']
type Requirement = DeclarationVerdict['requirement']

export interface DecisionRow {
  row: number
  applies(situation: Situation): boolean
  declaration(situation: Situation): Answer
  /** What the work needs; NONE: no authorisation. */
  requirement(situation: Situation): Requirement
}

const always =
  <T>(value: T) =>
  (): T =>
    value
/** Temporary protection frees the work for a Belgian employer and one's own, not that of a foreign employer. */
const isProtected = ({ access, employer }: Situation) =>
  access === 'TEMPORARY_PROTECTION' && (employer === 'BELGIAN' || employer === 'NONE')
const bound = (s: Situation) => !s.freeMover && s.access !== 'UNLIMITED' && !isProtected(s)
const DUTY: Readonly<Record<Outcome, Answer>> = { MET: 'NO', UNKNOWN: 'UNKNOWN', NOT_MET: 'YES' }
const posted = ({ exemption }: Situation): Answer => DUTY[exemption.declaration]
const riskSectorOnly = ({ riskSector }: Situation): Answer => (riskSector ? 'YES' : 'NO')
const byDuration = ({ long }: Situation): Requirement => (long ? 'SINGLE_PERMIT' : 'WORK_CARD')
const exempt = ({ exemption }: Situation) => exemption.work === 'MET'

export const DECISION_TABLE: readonly DecisionRow[] = [
  {
    row: 1,
    applies: (s) => s.freeMover && s.employer === 'BELGIAN',
    declaration: always('NO'),
    requirement: always('NONE'),
  },
  {
    row: 2,
    applies: (s) => s.freeMover && s.employer !== 'NONE',
    declaration: posted,
    requirement: always('NONE'),
  },
  {
    row: 3,
    applies: (s) => s.freeMover,
    declaration: riskSectorOnly,
    requirement: always('NONE'),
  },
  {
    row: 4,
    applies: (s) => bound(s) && s.employer === 'BELGIAN' && s.long && !s.frontier,
    declaration: always('NO'),
    requirement: (s) => (exempt(s) ? 'NONE' : 'SINGLE_PERMIT'),
  },
  {
    row: 5,
    applies: (s) => bound(s) && s.employer === 'BELGIAN' && !s.frontier,
    declaration: always('NO'),
    requirement: (s) => (exempt(s) ? 'NONE' : 'WORK_CARD'),
  },
  {
    row: 6,
    applies: (s) => bound(s) && s.employer === 'EEA' && s.vanderElst === 'MET',
    declaration: posted,
    requirement: always('NONE'),
  },
  {
    row: 7,
    applies: (s) => bound(s) && s.employer === 'EEA',
    declaration: posted,
    requirement: (s) => (exempt(s) ? 'NONE' : byDuration(s)),
  },
  {
    row: 8,
    applies: (s) => bound(s) && s.employer === 'OTHER' && s.long && !exempt(s),
    declaration: posted,
    requirement: always('SINGLE_PERMIT'),
  },
  {
    row: 9,
    applies: (s) => bound(s) && s.employer === 'OTHER' && exempt(s),
    declaration: posted,
    requirement: always('NONE'),
  },
  {
    row: 10,
    applies: (s) => bound(s) && s.employer === 'OTHER',
    declaration: posted,
    requirement: always('WORK_CARD'),
  },
  {
    row: 11,
    applies: (s) => bound(s) && s.employer === 'NONE',
    declaration: riskSectorOnly,
    requirement: (s) => (exempt(s) ? 'NONE' : 'PROFESSIONAL_CARD'),
  },
  {
    row: 12,
    applies: (s) => s.access === 'UNLIMITED',
    declaration: always('UNKNOWN'),
    requirement: always('NONE'),
  },
  {
    row: 13,
    applies: isProtected,
    declaration: (s) => (s.employer === 'BELGIAN' ? 'NO' : riskSectorOnly(s)),
    requirement: always('NONE'),
  },
  {
    row: 14,
    applies: (s) => bound(s) && s.employer === 'BELGIAN',
    declaration: always('NO'),
    requirement: always('WORK_CARD'),
  },
]

/** The first row that applies. Every situation has one. */
export function decisionRow(situation: Situation): DecisionRow {
  return DECISION_TABLE.find((row) => row.applies(situation))!
}

/** The situation if every exemption that cannot be tested on what was seen were met. */
function ifMet(situation: Situation): Situation {
  const { exemption, vanderElst, access } = situation
  return {
    ...situation,
    access: access === 'TEMPORARY_PROTECTION' ? 'UNLIMITED' : access,
    exemption: exemption.work === 'UNKNOWN' ? { ...exemption, work: 'MET' } : exemption,
    vanderElst: vanderElst === 'UNKNOWN' ? 'MET' : vanderElst,
  }
}

/**
 * Does the work need an authorisation? UNKNOWN when nationality or employer is unknown, and while an
 * exemption would free the work of which nothing speaks against it: papers of Vander Elst that were not
 * seen, a short stay of which the declaration does not say what is done or that a region's list was not
 * found to name, or temporary protection of somebody whom a foreign employer posts, of which row 13 does
 * not speak.
 */
export function needsAuthorisation(row: DecisionRow, situation: Situation): Answer {
  if (row.requirement(situation) === 'NONE') return 'NO'
  if (situation.undetermined) return 'UNKNOWN'
  const met = ifMet(situation)
  return decisionRow(met).requirement(met) === 'NONE' ? 'UNKNOWN' : 'YES'
}

/**
 * What a declaration without an application needs, for the list of those to work through; null: nothing.
 * That somebody of whom nothing is known may have a card of their own is not presumed.
 */
export function needOf({
  code,
  needsAuthorisation: needs,
  isUndetermined,
}: Pick<
  DeclarationVerdict,
  'code' | 'needsAuthorisation' | 'isUndetermined'
>): CoverageNeed | null {
  if (code === 'M1' && needs !== 'NO') return needs === 'YES' ? 'YES' : 'MAYBE'
  return isUndetermined ? 'UNDETERMINED' : null
}

/** Exceptions that, where nothing speaks against them, leave open whether the work needs an authorisation. */
const isOpen = ({ outcome }: TestedException) => outcome === 'UNKNOWN'
const isVanderElst = ({ name }: TestedException) => name.startsWith('VE_')

/** The same of a finding of a mismatch, by the exceptions that it tested: its verdict is not kept. */
export function needOfFinding({
  code,
  exceptions,
}: Pick<Finding, 'code' | 'exceptions'>): CoverageNeed | null {
  if (code !== 'M1') return code < 'M5' ? 'YES' : null
  const posting = exceptions.filter(isVanderElst)
  const mayBePosting = posting.some(isOpen) && posting.every(({ outcome }) => outcome !== 'NOT_MET')
  const others = exceptions.filter((one) => !isVanderElst(one))
  return mayBePosting || others.some(isOpen) ? 'MAYBE' : 'YES'
}
