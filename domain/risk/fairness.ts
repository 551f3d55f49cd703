/**
 * Whom the rules touch: what changes when somebody is somebody else and nothing else is (Charter art.
 * 21), rates by group without small numbers, and a random sample of those whom no rule flags.
 */
import type { Sex } from '../contract/codes.ts'
import type { Finding } from '../contract/findings.ts'
import type { TandemRecord } from '../contract/records.ts'
import { personFindings, type Engine } from './index.ts'
import type { PersonFacts } from './person-facts.ts'
import type { ProtectedFact } from './rule.ts'

/** A declaration with another protected fact of its worker. */
export function swappedWorker(
  record: TandemRecord<'declaration'>,
  fact: ProtectedFact,
  value: string,
): TandemRecord<'declaration'> {
  const worker = { ...record.body.worker, [fact]: value }
  return { ...record, body: { ...record.body, worker } }
}

/** The same person with another protected fact, in the register and wherever it was declared. */
export function swapped(facts: PersonFacts, fact: ProtectedFact, value: string): PersonFacts {
  const { person } = facts
  return {
    ...facts,
    person: { ...person, body: { ...person.body, [fact]: value } },
    declarations: facts.declarations.map((one) => ({
      ...one,
      record: swappedWorker(one.record, fact, value),
    })),
  }
}

/** A finding with what it weighs: one that weighs more for somebody else is another one. */
export const asWeighed = ({ id, severity, kind }: Finding): string => `${id} ${severity} ${kind}`

/** Codes whose findings differ between a person and the same person with another protected fact. */
export function counterfactual(
  facts: PersonFacts,
  fact: ProtectedFact,
  value: string,
  engine: Engine,
): string[] {
  const idsOf = (findings: readonly Finding[]) =>
    new Map(findings.map((one) => [asWeighed(one), one.code]))
  const [a, b] = [facts, swapped(facts, fact, value)].map((one) =>
    idsOf(personFindings(one, engine)),
  ) as [Map<string, Finding['code']>, Map<string, Finding['code']>]
  const codes = [
    ...[...a].filter(([id]) => !b.has(id)).map(([, code]) => code),
    ...[...b].filter(([id]) => !a.has(id)).map(([, code]) => code),
  ]
  return [...new Set(codes)].toSorted()
}

/** The other sex; unknown stays unknown. */
export const otherSex = (sex: Sex): Sex => (sex === 'M' ? 'F' : sex === 'F' ? 'M' : 'U')

/** Groups smaller than this say nothing, and might say who somebody is. */
export const SMALLEST_GROUP = 30

export interface GroupRate {
  group: string
  persons: number
  flagged: number
  /** Share flagged and the 95 % interval of Wilson; null in a small group. */
  rate: { share: number; low: number; high: number } | null
}

const Z = 1.96

/** Wilson's interval of a share: it holds for small shares, where the usual one does not. */
export function wilson(flagged: number, persons: number): { low: number; high: number } {
  const share = flagged / persons
  const square = Z ** 2 / persons
  const centre = (share + square / 2) / (1 + square)
  const half =
    (Z * Math.sqrt((share * (1 - share)) / persons + square / (4 * persons))) / (1 + square)
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

/** The share of a group with its interval; null where the group is too small to say. */
export function rateOf(flagged: number, persons: number): GroupRate['rate'] {
  return persons < SMALLEST_GROUP ? null : { share: flagged / persons, ...wilson(flagged, persons) }
}

/** Rates by group, the largest group first; a small group is named without a rate. */
export function ratesByGroup(persons: Iterable<{ group: string; flagged: boolean }>): GroupRate[] {
  const counts = new Map<string, { persons: number; flagged: number }>()
  for (const { group, flagged } of persons) {
    const count = counts.get(group) ?? { persons: 0, flagged: 0 }
    count.persons += 1
    if (flagged) count.flagged += 1
    counts.set(group, count)
  }
  return [...counts]
    .map(([group, { persons: n, flagged }]) => ({
      group,
      persons: n,
      flagged,
      rate: rateOf(flagged, n),
    }))
    .toSorted((a, b) => b.persons - a.persons || (a.group < b.group ? -1 : 1))
}

/** 32-bit hash of a text, spread evenly. */
function spread(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}

/**
 * Whether an unflagged dossier belongs to the random sample that somebody looks at to see what the
 * rules miss. `share` from 0 to 1; the same seed draws the same dossiers on every desk.
 */
export function isInSample(id: string, seed: string, share: number): boolean {
  return spread(`${seed}|${id}`) < share * 0x1_0000_0000
}

/** Some ids drawn at random, each with the same chance; the same seed draws the same ones. */
export function drawnFrom(ids: readonly string[], seed: string, wanted: number): string[] {
  return ids
    .map((id) => ({ id, order: spread(`${seed}|${id}`) }))
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    .slice(0, wanted)
    .map(({ id }) => id)
}
