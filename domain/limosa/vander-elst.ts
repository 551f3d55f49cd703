/**
 * The Vander Elst exemption of posted third-country nationals: five conditions (domain facts 4.6;
 * Brussels decree of 16 May 2024 art. 18 and the Flemish rules). The former conditions "six months
 * of prior employment" and "permit valid three months longer" no longer hold and are not tested.
 */
import { addMonths } from '../calendar/local-date.ts'
import { coverWhole, toSpan } from '../calendar/spans.ts'
import type { FindingFact, TestedException } from '../contract/findings.ts'
import type { DeclarationBody, TandemRecord } from '../contract/records.ts'
import { hasFreeMovement, isUnknownCountry } from '../reference/countries.ts'
import { VANDER_ELST_STAY } from '../reference/limosa.ts'
import { fact, periodValue } from '../risk/rule.ts'

export type Outcome = TestedException['outcome']
export const OUTCOMES = ['MET', 'NOT_MET', 'UNKNOWN'] as const satisfies readonly Outcome[]

/** Names of the five conditions, translated as `exception.<name>`. */
export const VANDER_ELST_CONDITIONS = [
  'VE_EMPLOYER_EEA',
  'VE_HOME_RESIDENCE',
  'VE_HOME_EMPLOYMENT',
  'VE_HOME_WORK_AUTHORISATION',
  'VE_PASSPORT_AND_RESIDENCE',
] as const
type Condition = (typeof VANDER_ELST_CONDITIONS)[number]

/** MET when all are met, NOT_MET when any is not, else UNKNOWN. */
export function allOf(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('NOT_MET')) return 'NOT_MET'
  return outcomes.includes('UNKNOWN') ? 'UNKNOWN' : 'MET'
}

const known = (met: boolean | null): Outcome => (met === null ? 'UNKNOWN' : met ? 'MET' : 'NOT_MET')

/**
 * Does the state that issued the papers count? The posting employer's does; another one of the EEA or
 * Switzerland is a question, one outside is none. What was noted without a state is taken for the employer's.
 */
function issuerOutcome({ employer, period, postingProof }: DeclarationBody): Outcome {
  const issuer = postingProof?.issuedBy
  if (issuer === undefined || issuer === employer?.country) return 'MET'
  if (isUnknownCountry(issuer)) return 'UNKNOWN'
  return hasFreeMovement(issuer, period.from) ? 'UNKNOWN' : 'NOT_MET'
}

/** How each condition came out on the papers seen; a paper not seen is UNKNOWN. */
function outcomesOf(declaration: DeclarationBody): Outcome[] {
  const { employer, period, postingProof: proof } = declaration
  const stay = proof?.homeResidence ?? null
  const work = proof?.homeWorkAuthorisation ?? null
  const passportTo = proof?.passportValidTo ?? null
  const issuer = issuerOutcome(declaration)
  return [
    known(employer !== null && hasFreeMovement(employer.country, period.from)),
    allOf([
      known(stay && (stay.to === null || addMonths(stay.from, VANDER_ELST_STAY.months) < stay.to)),
      stay ? issuer : 'UNKNOWN',
    ]),
    known(proof?.contractWithPostingEmployer ?? null),
    allOf([known(work && coverWhole([toSpan(work)], period)), work ? issuer : 'UNKNOWN']),
    allOf([
      known(passportTo === null ? null : passportTo >= period.to),
      known(stay && (stay.to === null || stay.to >= period.to)),
    ]),
  ]
}

/** The exemption as a whole. */
export function vanderElst(declaration: DeclarationBody): Outcome {
  // Without any paper at most the employer can speak against it.
  if (declaration.postingProof === null) {
    const { employer, period } = declaration
    const isInside = employer !== null && hasFreeMovement(employer.country, period.from)
    return isInside ? 'UNKNOWN' : 'NOT_MET'
  }
  return allOf(outcomesOf(declaration))
}

/** What each condition was read from. */
const READ: Readonly<
  Record<Condition, (record: TandemRecord<'declaration'>) => (FindingFact | null)[]>
> = {
  VE_EMPLOYER_EEA: (record) => {
    const { employer } = record.body
    return [
      employer && fact('employerCountry', 'country', employer.country, record, 'employer.country'),
    ]
  },
  VE_HOME_RESIDENCE: (record) => [residenceFact(record), issuerFact(record)],
  VE_HOME_EMPLOYMENT: (record) => {
    const contract = record.body.postingProof?.contractWithPostingEmployer ?? null
    const value = contract === null ? null : `yesNo.${contract ? 'YES' : 'NO'}`
    const field = 'postingProof.contractWithPostingEmployer'
    return [fact('postingContract', 'code', value, record, field)]
  },
  VE_HOME_WORK_AUTHORISATION: (record) => {
    const value = periodValue(record.body.postingProof?.homeWorkAuthorisation ?? null)
    const field = 'postingProof.homeWorkAuthorisation'
    return [fact('homeWorkAuthorisation', 'period', value, record, field), issuerFact(record)]
  },
  VE_PASSPORT_AND_RESIDENCE: (record) => {
    const value = record.body.postingProof?.passportValidTo ?? null
    const field = 'postingProof.passportValidTo'
    return [fact('passportValidTo', 'date', value, record, field), residenceFact(record)]
  },
}

function issuerFact(record: TandemRecord<'declaration'>): FindingFact | null {
  const issuer = record.body.postingProof?.issuedBy
  return issuer === undefined
    ? null
    : fact('issuedBy', 'country', issuer, record, 'postingProof.issuedBy')
}

function residenceFact(record: TandemRecord<'declaration'>): FindingFact {
  const value = periodValue(record.body.postingProof?.homeResidence ?? null)
  return fact('homeResidence', 'period', value, record, 'postingProof.homeResidence')
}

/** The five conditions with their outcome and the fields that were read. */
export function vanderElstConditions(record: TandemRecord<'declaration'>): TestedException[] {
  const outcomes = outcomesOf(record.body)
  return VANDER_ELST_CONDITIONS.map((name, i) => ({
    name,
    outcome: outcomes[i]!,
    evidence: READ[name](record).filter((one) => one !== null),
  }))
}
