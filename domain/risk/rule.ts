/**
 * What a rule is. A rule reads the facts of one person or one enterprise and says what it sees, with
 * the records and fields it read; it never decides. A rule whose facts are absent is not asked: the
 * engine says that it cannot be tested. To add one: a file in rules/, a line in rules/index.ts, a
 * code in domain/contract/codes.ts and its texts.
 */
import { brusselsDay, type LocalDate } from '../calendar/local-date.ts'
import type { Span } from '../calendar/spans.ts'
import type {
  ClearReason,
  MaskedSource,
  OutsideSource,
  FindingCode,
  FindingKind,
  Severity,
} from '../contract/codes.ts'
import type { Finding, FindingFact, TestedException } from '../contract/findings.ts'
import type { AnyRecord, TandemRecord } from '../contract/records.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import { hash } from '../identifiers/hash.ts'
import type { EnterpriseFacts } from './enterprise-facts.ts'
import type { Line, OutsideFacts } from './outside-facts.ts'
import type { Parameter, ProtectedName, Values } from './parameters.ts'
import type { PersonFacts } from './person-facts.ts'

/** An active declaration of somebody who needs an authorisation or might, with its verdict. */
export interface DeclarationCase {
  record: TandemRecord<'declaration'>
  verdict: DeclarationVerdict
  /** Days of work that were counted as cover of the declared period. */
  cover: readonly Span[]
}

/** Why a rule does not flag, with the fact that decided it. */
export interface Clear {
  reason: ClearReason
  fact: FindingFact | null
}

interface Asked {
  today: LocalDate
  /** Where a rule that sees nothing says why; null when nobody asks, which is nearly always. */
  why: Clear[] | null
}

/** What all rules share about one person, computed once. */
export interface RuleContext extends Asked {
  facts: PersonFacts
  /** Declarations that stand: neither cancelled nor replaced. */
  active: readonly TandemRecord<'declaration'>[]
  cases: readonly DeclarationCase[]
}

/** What all rules share about one enterprise. */
export interface EnterpriseContext extends Asked {
  facts: EnterpriseFacts
}

type AnyContext = RuleContext | EnterpriseContext

/**
 * A number by which a rule is known to see nothing without looking at the records again: how late the
 * latest declaration came, how many workers live in one house. It is measured when records come and kept
 * (measures.ts, which says what it may follow from); at each pass the parameters, the day and what many share
 * are held against it.
 */
export interface Screen<P extends string = string, C extends AnyContext = RuleContext> {
  /**
   * A whole number; others are rounded up. `today` is the last of all days, what others hold is empty, and
   * nobody asks why.
   */
  measure(context: C): number
  /** False only if the rule sees nothing, whatever the records are of which this was measured. */
  mayFire(measure: number, values: Values<P>, asked: Pick<C, 'facts' | 'today'>): boolean
}

/** What a rule saw: the finding but for what the rule itself says. */
export interface Sighting {
  /** Ids of records and codes that make this finding of its subject the same one tomorrow. */
  key: readonly string[]
  dossierId: string | null
  declarationId: string | null
  facts: FindingFact[]
  exceptions: TestedException[]
  /** Where this one weighs otherwise than the rule says. */
  severity?: Severity
  /** Where a rule of conditions sees a mere sign (`seesSigns`). */
  kind?: 'SOFT'
}

/** Facts about who somebody is. A rule may read one only where the law itself speaks of it. */
export type ProtectedFact = 'nationality' | 'sex' | 'birthDate'

interface RuleHead<P extends string> {
  code: FindingCode
  /** Grows when the logic changes, so that a judgement names what it judged. */
  version: number
  kind: FindingKind
  /** A rule of conditions that sees mere signs too. */
  seesSigns: boolean
  severity: Severity
  /** Sources without which it cannot be tested. */
  needs: readonly OutsideSource[]
  /** What it must see of the records: a role that is not shown it cannot test the rule. */
  sees: readonly MaskedSource[]
  parameters: Readonly<Record<P, Parameter>>
  /** The law that speaks of each protected fact that it reads beside `cases`. */
  protectedFacts: Readonly<Partial<Record<ProtectedFact, string>>>
  /** Marks of the legal texts and sources, worded in `rule.<CODE>.ground`. */
  ground: readonly string[]
}

interface Looking<C extends AnyContext> extends RuleHead<string> {
  /** It sees nothing when none of them says that it may; without any it always looks. */
  screens: readonly Screen<string, C>[]
  find(context: C, values: Values): readonly Sighting[]
}

/** A rule about one person's records. */
export interface PersonRule extends Looking<RuleContext> {
  subject: 'PERSON'
}

/** A rule about an enterprise: several persons or dossiers together. */
export interface EnterpriseRule extends Looking<EnterpriseContext> {
  subject: 'ENTERPRISE'
}

export type Rule = PersonRule | EnterpriseRule

type Given<P extends string, C extends AnyContext> = Pick<
  RuleHead<string>,
  'code' | 'version' | 'kind' | 'severity' | 'ground'
> &
  Partial<Pick<RuleHead<string>, 'needs' | 'sees' | 'protectedFacts' | 'seesSigns'>> & {
    /** A name that would make a person's origin, sex or age a parameter has no type. */
    parameters?: Readonly<Record<P, P extends ProtectedName ? never : Parameter>>
    screens?: readonly Screen<NoInfer<P>, C>[]
    find(context: C, values: Values<P>): readonly Sighting[]
  }

const looking = <P extends string, C extends AnyContext>(given: Given<P, C>): Looking<C> => ({
  code: given.code,
  version: given.version,
  kind: given.kind,
  seesSigns: given.seesSigns ?? false,
  severity: given.severity,
  needs: given.needs ?? [],
  sees: given.sees ?? [],
  parameters: (given.parameters ?? {}) as Record<string, Parameter>,
  protectedFacts: given.protectedFacts ?? {},
  ground: given.ground,
  screens: (given.screens ?? []) as Looking<C>['screens'],
  find: given.find as Looking<C>['find'],
})

/** A rule about one person; its parameters give the names that `find` and `screens` may read. */
export const personRule = <P extends string = never>(given: Given<P, RuleContext>): PersonRule => ({
  ...looking(given),
  subject: 'PERSON',
})

/** A rule about one enterprise. */
export const enterpriseRule = <P extends string = never>(
  given: Given<P, EnterpriseContext>,
): EnterpriseRule => ({ ...looking(given), subject: 'ENTERPRISE' })

/** Shared answer of a rule that sees nothing. */
export const NOTHING: readonly Sighting[] = []

/** Notes why nothing is seen, when somebody asks; the fact is only made then. */
export function clear(
  { why }: { why: Clear[] | null },
  reason: ClearReason,
  fact?: () => FindingFact | null,
): typeof NOTHING {
  why?.push({ reason, fact: fact?.() ?? null })
  return NOTHING
}

/** A sighting about a dossier, a declaration, both or neither. */
export function sighting(
  key: readonly string[],
  about: {
    dossier?: TandemRecord<'dossier'> | null
    declaration?: TandemRecord<'declaration'> | null
  },
  facts: readonly (FindingFact | null)[],
  exceptions: TestedException[] = [],
): Sighting {
  return {
    key,
    dossierId: about.dossier?.id ?? null,
    declarationId: about.declaration?.id ?? null,
    facts: facts.filter((one) => one !== null),
    exceptions,
  }
}

type FactType = FindingFact['type']

/** A record, or what is known of one that is not here, or a line of an outside source. */
export type Source =
  | AnyRecord
  | { kind: string; id: string; on?: LocalDate | undefined; body?: undefined }

/** A record whose day was looked up before: of a dossier its whole history tells it. */
export interface Dated {
  readonly upTo: LocalDate | null
}

const dayOf = (instant: string | null) => (instant === null ? null : brusselsDay(instant))

/** The day up to which a record speaks; null where it does not say. */
export function asOf(record: Source | (Source & Dated)): LocalDate | null {
  if ('upTo' in record) return record.upTo
  if (record.body === undefined) return record.on ?? null
  switch (record.kind) {
    case 'dossier':
      return record.body.events.at(-1)?.at.slice(0, 10) ?? record.body.submittedOn
    case 'declaration':
      return dayOf(record.body.cancelledAt ?? record.body.submittedAt)
    case 'presence':
      return dayOf(record.body.registeredAt)
    case 'a1':
      return record.body.endedOn ?? record.body.on
    case 'control':
      return record.body.date
    case 'registerLine':
    case 'workerLine':
      return record.body.on
    case 'holding':
      return record.body.asOf
    default:
      return null
  }
}

/** A fact read from a field of a record. */
export function fact(
  label: string,
  type: FactType,
  value: FindingFact['value'],
  record: { kind: string; id: string },
  field: string,
): FindingFact {
  const { kind, id } = record
  return { label, type, value, source: { kind, id, field, asOf: asOf(record as Source) } }
}

/** A fact that comes from a dated table of law or from the parameters of a rule. */
export function tableFact(
  label: string,
  type: FactType,
  value: FindingFact['value'],
  table: string,
): FindingFact {
  return { label, type, value, source: null, table }
}

/** Label of the limit that a rule held something against. */
export const LIMIT = 'limit'

/** The limit that a rule held something against. */
export function limitFact(value: number): FindingFact {
  return tableFact('limit', 'number', value, 'ruleParameters')
}

/** A line of an outside source as the source of a fact. */
export const outsideLine = (
  source: keyof OutsideFacts,
  { id, on }: Line,
): { kind: string; id: string; on: LocalDate | undefined } => ({ kind: source, id, on })

/** A period as `from/to`; the end is empty when open. */
export function periodValue(period: { from: LocalDate; to: LocalDate | null } | null) {
  return period && `${period.from}/${period.to ?? ''}`
}

/** Newest day up to which the facts speak; null when none says. */
function knownOn(facts: readonly FindingFact[]): LocalDate | null {
  let newest: LocalDate | null = null
  for (const { source } of facts) {
    const day = source?.asOf ?? null
    if (day !== null && (newest === null || day > newest)) newest = day
  }
  return newest
}

/** The id of what a rule sees in somebody: it follows from the rule, whom it is about and the key. */
export const findingId = (
  code: FindingCode,
  about: string | null,
  key: readonly string[],
): string => `${code}-${hash([about, ...key].join('|'))}`

/** The finding of a sighting. Several persons may carry the number on one declaration, and have a finding each. */
export function toFinding(
  rule: Rule,
  revision: number,
  subject: { personId: string | null; enterpriseId: string | null },
  { key, dossierId, declarationId, facts, exceptions, severity, kind }: Sighting,
): Finding {
  const about = subject.personId ?? subject.enterpriseId
  return {
    id: findingId(rule.code, about, key),
    code: rule.code,
    ruleVersion: rule.version,
    revision,
    kind: kind ?? rule.kind,
    severity: severity ?? rule.severity,
    ...subject,
    dossierId,
    declarationId,
    knownOn: knownOn(facts),
    facts,
    exceptions,
  }
}
