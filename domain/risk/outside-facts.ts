/**
 * Facts from sources beside the records of dossiers and declarations (domain facts 6 and 10.5). A desk
 * that holds a source puts its list here, empty when it has nothing about somebody; a source that is
 * absent makes the rules that need it say "not testable". Ids name the record at the source. Sources
 * whose extracts are records are held as far as holdings.ts says; what registers say of enterprises
 * becomes lists in register-facts.ts, what other sources say of workers in worker-facts.ts.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { ExtractSource, MaskedSource, OutsideSource } from '../contract/codes.ts'
import type { DeclarationBody, TandemRecord, WorkerLineBody } from '../contract/records.ts'
import { holdsShortageLists } from '../reference/shortage-jobs.ts'
import { type Held, isExtract } from './holdings.ts'

interface Period {
  from: LocalDate
  to: LocalDate | null
}
/** One line of a source, and the day up to which it speaks, where that is told. */
export interface Line {
  id: string
  on?: LocalDate
}

/** Wage and time of one quarter in DmfA, of whole days that were paid. */
export interface WageQuarter extends Line {
  enterpriseNumber: string
  from: LocalDate
  to: LocalDate
  wageCents: number
  /** Days that the employer paid. */
  days: number
  /** Of the regime in which they are counted. Absent: not told. */
  daysPerWeek?: number | undefined
  /** Working time as a percentage of full time. */
  fraction: number
}

/**
 * Works that were declared (art. 30bis): of an enterprise those in which it has a part, or at places of its
 * `atOneSite`; of a person those at the building sites of their declarations.
 */
export interface Works extends Line {
  number: string
  municipality: string
  /** In one line (domain/linking/places.ts); null when only the municipality is told. */
  place: string | null
  valueEuro: number
  period: Period
  /** Numbers of the contractor, of whoever ordered its part and of the principal, as keys. */
  parties: readonly string[]
}

/** A motivated notification that a posting lasts longer than 12 months. */
export interface Notification extends Line {
  employer: Pick<
    NonNullable<DeclarationBody['employer']>,
    'name' | 'country' | 'vatNumber' | 'enterpriseNumber'
  > | null
  filedOn: LocalDate
}

/** The papers that a contractor in Flanders holds of a worker of its direct subcontractor. */
export interface ChainFile extends Line {
  on: LocalDate
  /** Null of somebody whom the subcontractor employs here. */
  l1Number: string | null
  employerName: string | null
  /** Last day that each paper is valid; null: missing. */
  papers: NonNullable<WorkerLineBody['papers']>
}

/** What the home country says about a sending enterprise (IMI). */
export interface HomeActivity extends Line {
  foundedOn: LocalDate
  /** Percentage of its workers who are posted to Belgium. */
  postedShare: number
  /** Other enterprises at its address. */
  atAddress: number
  activeAtHome: boolean
}

/** Staff, turnover and debts of an enterprise. */
export interface Staff extends Line {
  fullTimeEquivalents: number
  turnoverFiled: boolean
  socialDebtCents: number
}

export interface Sanction extends Line {
  level: number
  finalOn: LocalDate
  /** Against somebody who directs the enterprise until then; null: it does now, or it is the enterprise's own. */
  ofDirectorUntil: LocalDate | null
}

/** A bankruptcy of an enterprise whose director directs this one too. */
export interface DirectorBankruptcy extends Line {
  directorId: string
  enterpriseId: string
  bankruptOn: LocalDate
  /** Last day on which they directed the one that failed, as far as its lines tell; null: to the end. */
  directedUntil: LocalDate | null
  /** Last day on which they direct this enterprise; null: they still do. */
  until: LocalDate | null
  /** Appointed by the court or to wind up: no responsibility for the bankruptcy. */
  asCurator: boolean
}

/** How a wage was paid. */
export interface Payment extends Line {
  on: LocalDate
  employerName: string | null
  wageCents: number
  deductedCents: number
  /** Other workers, not of the family, who are paid on the same account. */
  accountSharedWith: number
}

/** Signs of activity under a professional card, up to a day. */
export interface CardActivity extends Line {
  on: LocalDate
  vatActive: boolean
  contributionsPaid: boolean
}

/** Lists by source. */
export interface OutsideFacts {
  DMFA: readonly WageQuarter[]
  WORKS: readonly Works[]
  NOTIFICATIONS: readonly Notification[]
  CHAIN_FILES: readonly ChainFile[]
  HOME_ACTIVITY: readonly HomeActivity[]
  STAFF: readonly Staff[]
  SANCTIONS: readonly Sanction[]
  DIRECTORS: readonly DirectorBankruptcy[]
  PAYMENTS: readonly Payment[]
  CARD_ACTIVITY: readonly CardActivity[]
}

/** What a desk holds of them. */
export type Outside = { readonly [S in keyof OutsideFacts]?: OutsideFacts[S] }

const NOTHING_OUTSIDE: Outside = {}

/** The list of a source; a rule is only asked when the source is there. */
export function outside<S extends keyof OutsideFacts>(
  facts: { outside?: Outside },
  source: S,
): OutsideFacts[S] {
  return (facts.outside ?? NOTHING_OUTSIDE)[source] ?? ([] as readonly never[] as OutsideFacts[S])
}

/** The line that speaks up to the latest day; undefined: there is none. */
export function latest<T extends Line>(lines: readonly T[]): T | undefined {
  return lines.reduce<T | undefined>(
    (last, line) => (last === undefined || (line.on ?? '') > (last.on ?? '') ? line : last),
    undefined,
  )
}

/** Facts with what the desk holds of the sources beside them. */
export interface WithSources extends Held {
  /** Rows that regions added to their tables. Absent where they were not read. */
  norms?: readonly TandemRecord<'norm'>[]
  /** What the person at this desk is not shown of the records. Absent: everything is shown. */
  withheld?: readonly MaskedSource[]
  outside?: Outside
}

const NO_NORMS: readonly TandemRecord<'norm'>[] = []

/** The tables that regions keep. */
export const normsOf = ({ norms = NO_NORMS }: WithSources): readonly TandemRecord<'norm'>[] => norms

/** Sources that a rule needs and a desk does not hold. */
export function missingOf(
  needs: readonly OutsideSource[],
  facts: WithSources,
): readonly OutsideSource[] {
  return needs.length === 0 ? needs : needs.filter((source) => !isHeld(source, facts))
}

function isHeld(source: OutsideSource, facts: WithSources): boolean {
  if (source === 'SHORTAGE_LIST') return holdsShortageLists(normsOf(facts))
  const { outside: lists, holdings } = facts
  if (!isExtract(source)) {
    return lists?.[source as Exclude<OutsideSource, ExtractSource | 'SHORTAGE_LIST'>] !== undefined
  }
  return holdings?.some(({ body }) => body.source === source) ?? false
}

/** True when a desk holds every source that a rule needs. */
export function holdsAll(needs: readonly OutsideSource[], facts: WithSources): boolean {
  for (const source of needs) if (!isHeld(source, facts)) return false
  return true
}

const NOTHING_WITHHELD: readonly MaskedSource[] = []

/** What a rule must see of the records and this desk is not shown. */
export function withheldOf(
  sees: readonly MaskedSource[],
  { withheld }: WithSources,
): readonly MaskedSource[] {
  if (sees.length === 0 || withheld === undefined || withheld.length === 0) return NOTHING_WITHHELD
  return sees.filter((source) => withheld.includes(source))
}
