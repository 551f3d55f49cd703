/**
 * What people said of links. A judgement holds for the facts that were compared: when one of them
 * changes, the pair is compared, and asked, anew.
 */
import type { LinkJudgement, MentionJudgement } from '../contract/records.ts'
import { numberKeys } from './enterprise-keys.ts'
import type { NamedEnterprise } from './enterprise.ts'
import type { Identity } from './register/identity.ts'

/** Two 32-bit hashes of a text, mixed; as hexadecimal digits. Tells texts apart, hides nothing. */
function hashOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c]
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995)
    b ^= b >>> 15
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ b
  b = Math.imul(b ^ (b >>> 13), 0xc2b2ae35) ^ a
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}

/** Who somebody is. For whom and where they work changes without making them somebody else. */
function factsOf(who: Identity): (string | null)[] {
  const numbers = [...new Set(who.identifiers)].toSorted()
  return [
    who.familyName,
    who.givenNames,
    who.birthDate,
    who.sex,
    who.nationality,
    who.damaged || null,
    ...numbers,
  ]
}

/** Sums up everything that is compared of a worker and a person: other facts, another sum. */
export function pairFacts(worker: Identity, person: Identity): string {
  return hashOf(JSON.stringify([factsOf(worker), factsOf(person)]))
}

/** The judgements that still hold for a worker; `personOf`: null when the register has nobody there. */
export function holding(
  said: readonly LinkJudgement[],
  worker: Identity,
  personOf: (personId: string) => Identity | null,
): LinkJudgement[] {
  return said.filter(({ personId, verdict, facts }) => {
    const person = verdict === 'OPEN' ? null : personOf(personId)
    return person !== null && pairFacts(worker, person) === facts
  })
}

/** The id under which is kept what people said of a mention and an enterprise. */
export const mentionJudgementId = (key: string, enterpriseId: string): string =>
  `mention-${hashOf(JSON.stringify([key, enterpriseId]))}`

/** Sums up everything that is compared of a mention and an enterprise: other facts, another sum. */
export function mentionFacts(key: string, enterprise: NamedEnterprise): string {
  const { name, country } = enterprise
  return hashOf(JSON.stringify([key, name, country, numberKeys(enterprise).toSorted()]))
}

/** Whether a judgement still holds for an enterprise as it stands. */
export const mentionHolds = (
  { key, verdict, facts }: MentionJudgement,
  enterprise: NamedEnterprise,
): boolean => verdict !== 'OPEN' && mentionFacts(key, enterprise) === facts
