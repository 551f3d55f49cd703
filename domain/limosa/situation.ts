/**
 * What the decision table asks about each declaration of a person: what the declaration tells, what the
 * person tells, and what the declarations add up to, measured once for all of them.
 */
import { toDay, type LocalDate } from '../calendar/local-date.ts'
import { coverWhole, toSpan, type Span } from '../calendar/spans.ts'
import type { FindingFact, TestedException } from '../contract/findings.ts'
import type { DeclarationBody, PersonBody, TandemRecord } from '../contract/records.ts'
import { hasFreeMovement, isUnknownCountry, NEIGHBOURS } from '../reference/countries.ts'
import { inForceOn } from '../reference/dated.ts'
import { RISK_SECTORS, SHORT_STAY, STAY_WINDOW } from '../reference/limosa.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import { fact, periodValue, tableFact } from '../risk/rule.ts'
import { exemptionOf, NOT_TESTED, type ExemptionTest } from './exemptions.ts'
import type { DaySpan } from './matching.ts'
import { cardStays, dayIslands, daysInWindow, stayWindow } from './short-stays.ts'
import { vanderElst, vanderElstConditions, type Outcome } from './vander-elst.ts'

/** Card text of `unlimitedAccess` that means temporary protection instead of a residence card. */
export const TEMPORARY_PROTECTION = 'TEMPORARY_PROTECTION'

export const EMPLOYERS = ['BELGIAN', 'EEA', 'OTHER', 'NONE'] as const
export const ACCESSES = ['NONE', 'UNLIMITED', 'TEMPORARY_PROTECTION'] as const

/** What is asked about the declared work. */
export interface DeclaredSituation {
  employer: (typeof EMPLOYERS)[number]
  /** The employer's country is not known: nothing follows from the table. */
  employerUnknown: boolean
  /** Longer than a short stay, by itself or with the short stays before it. */
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
  period: DaySpan
  /** Of a short stay: the days of short stays in the window that ends with it; else null. */
  stayDays: number | null
}

function employerOf({ kind, employer, period }: DeclarationBody): DeclaredSituation['employer'] {
  if (kind === 'SELF_EMPLOYED' || employer === null) return 'NONE'
  if (employer.country === 'BE') return 'BELGIAN'
  return hasFreeMovement(employer.country, period.from) ? 'EEA' : 'OTHER'
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

/** The situation of a declaration as far as it and the person tell it without the others. */
function ownSituation(person: PersonBody, declaration: DeclarationBody): Situation {
  const { kind, employer, period, sector } = declaration
  const { freeMover, nationalityUnknown, access, frontier } = workerSituation(person, declaration)
  const employerUnknown =
    kind !== 'SELF_EMPLOYED' && (employer === null || isUnknownCountry(employer.country))
  const days = { from: toDay(period.from), to: toDay(period.to) }
  return {
    employer: employerOf(declaration),
    employerUnknown,
    long: days.to - days.from + 1 > SHORT_STAY.days,
    riskSector: inForceOn(RISK_SECTORS, period.from) && RISK_SECTORS.sectors.includes(sector),
    vanderElst: vanderElst(declaration),
    exemption: NOT_TESTED,
    freeMover,
    nationalityUnknown,
    access,
    frontier,
    undetermined: nationalityUnknown || employerUnknown,
    period: days,
    stayDays: null,
  }
}

/**
 * True when work is a short stay that counts for the 90 days in 180: of somebody who needs an
 * authorisation for it or is freed of it because it is short. A posting of which papers of Vander Elst
 * have not been seen is not counted: a missing paper must not accuse anybody.
 */
function isShortStay(one: Situation): boolean {
  if (one.long || one.undetermined || one.freeMover || one.access !== 'NONE') return false
  if (one.employer === 'EEA') return one.vanderElst === 'NOT_MET'
  return one.employer === 'OTHER' || (one.employer === 'BELGIAN' && !one.frontier)
}

/** What is known of somebody beside their declarations. */
type Worker = Pick<PersonFacts, 'person' | 'dossiers'>

/**
 * The situations of the declarations in force of one person, in the order given. What they add up to is
 * counted once for all: short stays to 90 days in 180, and the stays of one exemption.
 */
export function situationsOf(
  { person, dossiers }: Worker,
  declarations: readonly DeclarationBody[],
): Situation[] {
  const all = declarations.map((one) => ownSituation(person.body, one))
  const stays = stayIslands(all, dossiers)
  for (let i = 0; i < all.length; i += 1) {
    const one = all[i]!
    if (isShortStay(one)) {
      one.stayDays = daysInWindow(stays, one.period)
      one.long =
        one.stayDays > STAY_WINDOW.days && inForceOn(STAY_WINDOW, declarations[i]!.period.from)
    }
    one.exemption = exemptionOf(declarations[i]!, declarations, one.long)
  }
  return all
}

/** The days of the short stays that these declarations and the work cards tell. */
function stayIslands(all: readonly Situation[], dossiers: Worker['dossiers']): DaySpan[] {
  const stays: DaySpan[] = []
  for (const one of all) if (isShortStay(one)) stays.push(one.period)
  return stays.length === 0 ? stays : dayIslands([...stays, ...cardStays(dossiers)])
}

/** All short stays of one person: of declarations in force, and of work cards. */
export function shortStays(facts: Worker, declarations: readonly DeclarationBody[]): DaySpan[] {
  const all = declarations.map((one) => ownSituation(facts.person.body, one))
  const declared = all.flatMap((one) => (isShortStay(one) ? [one.period] : []))
  return dayIslands([...declared, ...cardStays(facts.dossiers)])
}

/** Day on which the table of exemptions counts. */
const since = (date: LocalDate) => tableFact('exemptionOn', 'date', date, 'limosaExemption')

/**
 * The exceptions that were tested, in the order in which they are shown, each with what was read.
 * For a free mover none is tested: none is needed.
 */
export function testedExceptions(
  worker: Pick<PersonFacts, 'person' | 'isStranger'>,
  declaration: TandemRecord<'declaration'>,
  situation: Situation,
): TestedException[] {
  const { freeMover, employer, exemption } = situation
  if (freeMover) return []
  const tested = [accessTest(worker, declaration, situation)]
  if (employer === 'EEA') tested.push(...vanderElstConditions(declaration))
  tested.push({
    name: 'SHORT_STAY_EXEMPTION',
    outcome: exemption.work,
    evidence: [
      fact(
        'natureOfServices',
        'text',
        declaration.body.natureOfServices,
        declaration,
        'natureOfServices',
      ),
      ...exemptionFacts(declaration, exemption),
      ...stayFacts(declaration, situation),
    ],
  })
  return tested
}

/** Whether a stranger has a card of their own nobody can know: it stands in the register alone. */
function accessTest(
  { person, isStranger }: Pick<PersonFacts, 'person' | 'isStranger'>,
  declaration: TandemRecord<'declaration'>,
  situation: Situation,
): TestedException {
  const name = 'UNLIMITED_ACCESS'
  if (isStranger) {
    const nobody = fact('registerPerson', 'text', null, declaration, 'worker')
    return { name, outcome: 'UNKNOWN', evidence: [nobody] }
  }
  const access = periodValue(person.body.unlimitedAccess)
  const evidence = [fact('accessPeriod', 'period', access, person, 'unlimitedAccess')]
  return { name, outcome: ownAccess(situation), evidence }
}

/** Row 13 does not say whether temporary protection frees work for a foreign employer. */
function ownAccess({ access, employer }: Situation): Outcome {
  if (access === 'NONE') return 'NOT_MET'
  const isForeign = employer === 'EEA' || employer === 'OTHER'
  return access === 'TEMPORARY_PROTECTION' && isForeign ? 'UNKNOWN' : 'MET'
}

/** The field that says which exemption it is. */
const exemptionSource = ({ body }: TandemRecord<'declaration'>) =>
  body.postingProof?.exemption === undefined ? 'natureOfServices' : 'postingProof.exemption'

function exemptionFacts(
  declaration: TandemRecord<'declaration'>,
  { code, tooMany }: ExemptionTest,
): FindingFact[] {
  if (code === null) return []
  const named = `limosaExemption.${code}`
  const facts = [
    fact('exemption', 'code', named, declaration, exemptionSource(declaration)),
    since(declaration.body.period.from),
  ]
  return tooMany === null
    ? facts
    : [...facts, fact('days', 'number', tooMany, declaration, 'period')]
}

/** The days that made a short stay a long one. */
function stayFacts(
  declaration: TandemRecord<'declaration'>,
  { long, stayDays, period }: Situation,
): FindingFact[] {
  if (!long || stayDays === null) return []
  const window = periodValue(stayWindow(period))
  return [
    fact('countedWindow', 'period', window, declaration, 'period'),
    fact('days', 'number', stayDays, declaration, 'period'),
    tableFact('limit', 'number', STAY_WINDOW.days, 'limosaExemption'),
  ]
}
