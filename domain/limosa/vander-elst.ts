/**
 * The Vander Elst exemption of posted third-country nationals: five conditions (domain facts 4.6;
 * Brussels decree of 16 May 2024 art. 18 and the Flemish rules). The former conditions "six months
 * of prior employment" and "permit valid three months longer" no longer hold and are not tested.
 */
import { addMonths } from '../calendar/local-date.ts'
import { coverWhole, toSpan } from '../calendar/spans.ts'
import type { TestedException } from '../contract/findings.ts'
import type { DeclarationBody } from '../contract/records.ts'
import { hasFreeMovement } from '../reference/countries.ts'
import { VANDER_ELST_STAY } from '../reference/limosa.ts'

export type Outcome = TestedException['outcome']

/** Names of the five conditions, translated as `exception.<name>`. */
export const VANDER_ELST_CONDITIONS = [
  'VE_EMPLOYER_EEA',
  'VE_HOME_RESIDENCE',
  'VE_HOME_EMPLOYMENT',
  'VE_HOME_WORK_AUTHORISATION',
  'VE_PASSPORT_AND_RESIDENCE',
] as const

/** MET when all are met, NOT_MET when any is not, else UNKNOWN. */
export function allOf(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('NOT_MET')) return 'NOT_MET'
  return outcomes.includes('UNKNOWN') ? 'UNKNOWN' : 'MET'
}

const known = (met: boolean | null): Outcome => (met === null ? 'UNKNOWN' : met ? 'MET' : 'NOT_MET')

/** The exemption and its five conditions on the papers seen; a paper not seen is UNKNOWN. */
export function vanderElst(declaration: DeclarationBody): {
  outcome: Outcome
  conditions: TestedException[]
} {
  const { employer, period, postingProof: proof } = declaration
  const stay = proof?.homeResidence ?? null
  const work = proof?.homeWorkAuthorisation ?? null
  const passportTo = proof?.passportValidTo ?? null
  const outcomes: Outcome[] = [
    known(employer !== null && hasFreeMovement(employer.country, period.from)),
    known(stay && (stay.to === null || addMonths(stay.from, VANDER_ELST_STAY.months) < stay.to)),
    known(proof?.contractWithPostingEmployer ?? null),
    known(work && coverWhole([toSpan(work)], period)),
    allOf([
      known(passportTo === null ? null : passportTo >= period.to),
      known(stay && (stay.to === null || stay.to >= period.to)),
    ]),
  ]
  return {
    outcome: allOf(outcomes),
    conditions: VANDER_ELST_CONDITIONS.map((name, i) => ({ name, outcome: outcomes[i]! })),
  }
}
