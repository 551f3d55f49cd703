/**
 * What a rule is. A rule reads the facts of one person and says what it sees, with the records and
 * fields it read; it never decides. A rule whose facts are absent says nothing. To add one: a file
 * in rules/, a line in rules/index.ts, a code in domain/contract/codes.ts and its texts.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Span } from '../calendar/spans.ts'
import type { FindingCode, FindingKind, Severity } from '../contract/codes.ts'
import type { Finding, FindingFact, TestedException } from '../contract/findings.ts'
import type { RecordKind, TandemRecord } from '../contract/records.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import type { PersonFacts } from './person-facts.ts'

/** An active declaration of somebody who needs an authorisation or might, with its verdict. */
export interface DeclarationCase {
  record: TandemRecord<'declaration'>
  verdict: DeclarationVerdict
  /** Days of work that were counted as cover of the declared period. */
  cover: readonly Span[]
}

/** What all rules share about one person, computed once. */
export interface RuleContext {
  facts: PersonFacts
  today: LocalDate
  cases: readonly DeclarationCase[]
}

/** What a rule saw: the finding but for what the rule itself says. */
export interface Sighting {
  /** Ids of records and codes that make this finding the same one tomorrow. */
  key: readonly string[]
  dossierId: string | null
  declarationId: string | null
  facts: FindingFact[]
  exceptions: TestedException[]
}

export interface Rule {
  code: FindingCode
  /** Grows when logic or parameters change, so that a judgement names what it judged. */
  version: number
  kind: FindingKind
  severity: Severity
  /** Marks of the legal texts and sources, worded in `rule.<CODE>.ground`. */
  ground: readonly string[]
  find(context: RuleContext): readonly Sighting[]
}

/** Shared answer of a rule that sees nothing. */
export const NOTHING: readonly Sighting[] = []

type FactType = FindingFact['type']

/** A fact read from a field of a record. */
export function fact(
  label: string,
  type: FactType,
  value: FindingFact['value'],
  record: { kind: RecordKind; id: string },
  field: string,
): FindingFact {
  return { label, type, value, source: { kind: record.kind, id: record.id, field } }
}

/** A fact that comes from a dated table of law. */
export function tableFact(
  label: string,
  type: FactType,
  value: FindingFact['value'],
  table: string,
): FindingFact {
  return { label, type, value, source: null, table }
}

/** A period as `from/to`; the end is empty when open. */
export function periodValue(period: { from: LocalDate; to: LocalDate | null } | null) {
  return period && `${period.from}/${period.to ?? ''}`
}

/** Two 32-bit FNV-1a style hashes of a text, together 64 bits in base 36. */
function hash(text: string): string {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13)
  }
  return (a >>> 0).toString(36).padStart(7, '0') + (b >>> 0).toString(36).padStart(7, '0')
}

/** The finding of a sighting. Its id follows from the rule and the key alone. */
export function toFinding(rule: Rule, personId: string, sighting: Sighting): Finding {
  const { key, dossierId, declarationId, facts, exceptions } = sighting
  return {
    id: `${rule.code}-${hash(key.join('|'))}`,
    code: rule.code,
    ruleVersion: rule.version,
    kind: rule.kind,
    severity: rule.severity,
    personId,
    dossierId,
    declarationId,
    facts,
    exceptions,
  }
}
