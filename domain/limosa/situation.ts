/**
 * What the decision table asks about one declaration: a part that the declaration tells and a part
 * that the person tells, so that each is read once however many of the other there are.
 */
import { daysBetween, type LocalDate } from '../calendar/local-date.ts'
import { coverWhole, toSpan, type Span } from '../calendar/spans.ts'
import type { TestedException } from '../contract/findings.ts'
import type { DeclarationBody, PersonBody, TandemRecord } from '../contract/records.ts'
import { hasFreeMovement, isUnknownCountry, NEIGHBOURS } from '../reference/countries.ts'
import { inForceOn } from '../reference/dated.ts'
import { RISK_SECTORS, SHORT_STAY } from '../reference/limosa.ts'
import { fact, periodValue, tableFact } from '../risk/rule.ts'
import { exemptionOf, type ExemptionTest } from './exemptions.ts'
import { vanderElst, vanderElstConditions, type Outcome } from './vander-elst.ts'

/** Card text of `unlimitedAccess` that means temporary protection instead of a residence card. */
export const TEMPORARY_PROTECTION = 'TEMPORARY_PROTECTION'

export const EMPLOYERS = ['BELGIAN', 'EEA', 'OTHER', 'NONE'] as const
export const ACCESSES = ['NONE', 'UNLIMITED', 'TEMPORARY_PROTECTION'] as const

/** What the declaration alone tells. */
export interface DeclaredSituation {
  employer: (typeof EMPLOYERS)[number]
  /** The employer's country is not known: nothing follows from the table. */
  employerUnknown: boolean
  long: boolean
  riskSector: boolean
  vanderElst: Outcome
  exemption: ExemptionTest
}

/** What the person tells about a period. */
export interface WorkerSituation {
  /** BE, EEA or CH national: needs no authorisation. */
  freeMover: boolean
  nationalityUnknown: boolean
  access: (typeof ACCESSES)[number]
  /** Lives in a neighbouring country: a frontier worker when the employer is Belgian. */
  frontier: boolean
}

export interface Situation extends DeclaredSituation, WorkerSituation {
  /** Nationality or employer is unknown: the table can be read, but nothing follows from it. */
  undetermined: boolean
}

function employerOf({ kind, employer, period }: DeclarationBody): DeclaredSituation['employer'] {
  if (kind === 'SELF_EMPLOYED' || employer === null) return 'NONE'
  if (employer.country === 'BE') return 'BELGIAN'
  return hasFreeMovement(employer.country, period.from) ? 'EEA' : 'OTHER'
}

export function declaredSituation(declaration: DeclarationBody): DeclaredSituation {
  const { kind, employer, period, sector } = declaration
  return {
    employer: employerOf(declaration),
    employerUnknown:
      kind !== 'SELF_EMPLOYED' && (employer === null || isUnknownCountry(employer.country)),
    long: daysBetween(period.from, period.to) + 1 > SHORT_STAY.days,
    riskSector: inForceOn(RISK_SECTORS, period.from) && RISK_SECTORS.sectors.includes(sector),
    vanderElst: vanderElst(declaration),
    exemption: exemptionOf(declaration),
  }
}

/** Kind of access of one's own to the labour market. */
export function accessKind({ card }: { card: string }): WorkerSituation['access'] {
  return card === TEMPORARY_PROTECTION ? 'TEMPORARY_PROTECTION' : 'UNLIMITED'
}

/** Unlimited access or temporary protection for the whole period. */
function accessOf({ unlimitedAccess: access }: PersonBody, period: Span) {
  return access !== null && coverWhole([toSpan(access)], period) ? accessKind(access) : 'NONE'
}

/** The register's nationality counts; the declared one only when the register does not know it. */
export function countingNationality(person: PersonBody, declared: string): string {
  return isUnknownCountry(person.nationality) ? declared : person.nationality
}

export const isFrontier = ({ address }: PersonBody): boolean =>
  address !== null && NEIGHBOURS.has(address.country)

export function workerSituation(
  person: PersonBody,
  { worker, period }: { worker: { nationality: string }; period: Span },
): WorkerSituation {
  const nationality = countingNationality(person, worker.nationality)
  const freeMover = hasFreeMovement(nationality, period.from)
  return {
    freeMover,
    nationalityUnknown: isUnknownCountry(nationality),
    access: freeMover ? 'NONE' : accessOf(person, period),
    frontier: isFrontier(person),
  }
}

/** Reads the situation of a declaration of a person. */
export function situationOf(person: PersonBody, declaration: DeclarationBody): Situation {
  const declared = declaredSituation(declaration)
  const worker = workerSituation(person, declaration)
  const undetermined = worker.nationalityUnknown || declared.employerUnknown
  return { ...declared, ...worker, undetermined }
}

/** Day on which the table of exemptions counts. */
const since = (date: LocalDate) => tableFact('exemptionOn', 'date', date, 'limosaExemption')

/**
 * The exceptions that were tested, in the order in which they are shown, each with what was read.
 * For a free mover none is tested: none is needed.
 */
export function testedExceptions(
  person: TandemRecord<'person'>,
  declaration: TandemRecord<'declaration'>,
  { freeMover, access, employer, exemption }: Situation,
): TestedException[] {
  if (freeMover) return []
  const { unlimitedAccess } = person.body
  const tested: TestedException[] = [
    {
      name: 'UNLIMITED_ACCESS',
      outcome: access === 'NONE' ? 'NOT_MET' : 'MET',
      evidence: [
        fact('accessPeriod', 'period', periodValue(unlimitedAccess), person, 'unlimitedAccess'),
      ],
    },
  ]
  if (employer === 'EEA') tested.push(...vanderElstConditions(declaration))
  const nature = declaration.body.natureOfServices
  tested.push({
    name: 'SHORT_STAY_EXEMPTION',
    outcome: exemption.work,
    evidence: [
      fact('natureOfServices', 'text', nature, declaration, 'natureOfServices'),
      ...(exemption.code === null
        ? []
        : [
            fact(
              'exemption',
              'code',
              `limosaExemption.${exemption.code}`,
              declaration,
              'natureOfServices',
            ),
            since(declaration.body.period.from),
          ]),
    ],
  })
  return tested
}
