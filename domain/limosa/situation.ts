/** What the decision table asks about one declaration, read from the facts of a person. */
import { daysBetween } from '../calendar/local-date.ts'
import { coverWhole, toSpan } from '../calendar/spans.ts'
import type { TestedException } from '../contract/findings.ts'
import type { DeclarationBody, PersonBody } from '../contract/records.ts'
import { hasFreeMovement, isUnknownCountry, NEIGHBOURS } from '../reference/countries.ts'
import { inForceOn } from '../reference/dated.ts'
import { RISK_SECTORS, SHORT_STAY } from '../reference/limosa.ts'
import { exemptionOf, type ExemptionTest } from './exemptions.ts'
import { vanderElst, type Outcome } from './vander-elst.ts'

/** Card text of `unlimitedAccess` that means temporary protection instead of a residence card. */
export const TEMPORARY_PROTECTION = 'TEMPORARY_PROTECTION'

export interface Situation {
  /** BE, EEA or CH national: needs no authorisation. */
  freeMover: boolean
  /** Nationality or employer is unknown: the table can be read, but nothing follows from it. */
  undetermined: boolean
  access: 'NONE' | 'UNLIMITED' | 'TEMPORARY_PROTECTION'
  employer: 'BELGIAN' | 'EEA' | 'OTHER' | 'NONE'
  /** Lives in a neighbouring country: a frontier worker when the employer is Belgian. */
  frontier: boolean
  long: boolean
  riskSector: boolean
  vanderElst: Outcome
  exemption: ExemptionTest
  /** Exceptions in the order in which they are shown. */
  exceptions: TestedException[]
}

function employerOf({ kind, employer, period }: DeclarationBody): Situation['employer'] {
  if (kind === 'SELF_EMPLOYED' || employer === null) return 'NONE'
  if (employer.country === 'BE') return 'BELGIAN'
  return hasFreeMovement(employer.country, period.from) ? 'EEA' : 'OTHER'
}

/** Unlimited access or temporary protection for the whole declared period. */
function accessOf(person: PersonBody, declaration: DeclarationBody): Situation['access'] {
  const access = person.unlimitedAccess
  if (access === null || !coverWhole([toSpan(access)], declaration.period)) return 'NONE'
  return access.card === TEMPORARY_PROTECTION ? 'TEMPORARY_PROTECTION' : 'UNLIMITED'
}

function isUndetermined(nationality: string, { kind, employer }: DeclarationBody): boolean {
  if (isUnknownCountry(nationality)) return true
  if (kind === 'SELF_EMPLOYED') return false
  return employer === null || isUnknownCountry(employer.country)
}

/** The register's nationality counts; the declared one only when the register does not know it. */
function nationalityOf(person: PersonBody, declaration: DeclarationBody): string {
  return isUnknownCountry(person.nationality) ? declaration.worker.nationality : person.nationality
}

/** Reads the situation of a declaration. For a free mover no exception is tested: none is needed. */
export function situationOf(person: PersonBody, declaration: DeclarationBody): Situation {
  const { from, to } = declaration.period
  const nationality = nationalityOf(person, declaration)
  const employer = employerOf(declaration)
  const situation: Situation = {
    freeMover: hasFreeMovement(nationality, from),
    undetermined: isUndetermined(nationality, declaration),
    access: 'NONE',
    employer,
    frontier: person.address !== null && NEIGHBOURS.has(person.address.country),
    long: daysBetween(from, to) + 1 > SHORT_STAY.days,
    riskSector: inForceOn(RISK_SECTORS, from) && RISK_SECTORS.sectors.includes(declaration.sector),
    vanderElst: 'NOT_MET',
    exemption: exemptionOf(declaration),
    exceptions: [],
  }
  if (situation.freeMover) return situation
  situation.access = accessOf(person, declaration)
  situation.exceptions.push({
    name: 'UNLIMITED_ACCESS',
    outcome: situation.access === 'NONE' ? 'NOT_MET' : 'MET',
  })
  if (employer === 'EEA') {
    const test = vanderElst(declaration)
    situation.vanderElst = test.outcome
    situation.exceptions.push(...test.conditions)
  }
  situation.exceptions.push({ name: 'SHORT_STAY_EXEMPTION', outcome: situation.exemption.work })
  return situation
}
