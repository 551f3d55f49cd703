/**
 * Enterprises as records mention them: by a number where one is told that may be right, else by name and
 * country. A mention that no enterprise of the register carries as its own number is linked by name.
 */
import type { Address, DeclarationBody } from '../contract/records.ts'
import { numberKeys, soundKeys } from './enterprise-keys.ts'
import { ENTERPRISE_NAME_LEVELS, enterpriseNameLevel, enterpriseWords } from './enterprise-names.ts'
import { latin } from './latin.ts'

/** An enterprise as a record names it. */
export interface Party {
  name: string
  country: string
  enterpriseNumber: string | null
  vatNumber: string | null
  /** Of its seat, where it is told. */
  address?: Address | null
}

/** What is known of a mention that no number decides. */
export interface KnownMention {
  /** The enterprise of the register that it is taken for; null: none. */
  enterpriseId: string | null
  /** Enterprises that it is not, as somebody said. */
  not: readonly string[]
}

/** Mentions of which something is known, by key. */
export type Mentions = ReadonlyMap<string, KnownMention>

/** No number has this sign. */
const NAME = ':'
const nameKey = ({ name, country }: Party): string | null => {
  const words = latin(name).replaceAll(' ', '.')
  return words === '' ? null : `${country}${NAME}${words}`
}

/** Whether a key is of a name. */
export const isNameKey = (key: string): boolean => key.includes(NAME)

/** The key of a mention: the first number that may be right, else name and country; null: nothing is told. */
export const mentionKey = (party: Party): string | null => soundKeys(party)[0] ?? nameKey(party)

/**
 * The key of a party to be compared with other parties, for which linking has not looked: the first number that
 * may be right, else the words of its name whatever their order, without legal form; null: nothing is told.
 */
export function partyKey(party: Party): string | null {
  const [number] = soundKeys(party)
  if (number !== undefined) return number
  const words = enterpriseWords(party.name)
  const known = words.length > 0 ? words.toSorted().join('.') : latin(party.name)
  return known === '' ? null : `${party.country}${NAME}${known}`
}

/** Whether two parties are one: by their numbers where both tell one that may be right, else by name and country. */
export function isOneParty(a: Party, b: Party): boolean {
  const [mine, theirs] = [soundKeys(a), soundKeys(b)]
  if (mine.length > 0 && theirs.length > 0) return mine.some((key) => theirs.includes(key))
  const isSameName = enterpriseNameLevel(a.name, b.name) === ENTERPRISE_NAME_LEVELS.same
  return isSameName && a.country === b.country
}

/** Every key of a party: all its numbers, and its name where none of them can be right. */
export function keysOfParty(party: Party): string[] {
  const keys = numberKeys(party)
  if (soundKeys(party).length > 0) return keys
  const name = nameKey(party)
  return name === null ? keys : [...keys, name]
}

/** The client is the Belgian user (Programme Act of 27 December 2006 art. 141). */
export const clientParty = ({
  name,
  enterpriseNumber,
}: DeclarationBody['clients'][number]): Party => ({
  name,
  country: 'BE',
  enterpriseNumber,
  vatNumber: null,
})

/** A party in works that are declared here (Act of 27 June 1969 art. 30bis). */
export const worksParty = ({ name, number }: { name: string; number: string | null }): Party => ({
  name,
  country: 'BE',
  enterpriseNumber: number,
  vatNumber: null,
})

/** The sender, where there is one, and the clients of a declaration. */
export const partiesOf = ({ employer, clients }: DeclarationBody): Party[] => [
  ...(employer === null ? [] : [employer]),
  ...clients.map(clientParty),
]

/** The keys of all parties of a declaration, each once. */
export const partyKeys = (body: DeclarationBody): string[] => [
  ...new Set(partiesOf(body).flatMap(keysOfParty)),
]

/** The key of the first client; null where there is none. */
export const firstClientKey = ({ clients: [first] }: DeclarationBody): string | null =>
  first ? mentionKey(clientParty(first)) : null

/** Whether a declaration names one who is known under these keys as the one that sends. */
export const isSentBy = (keys: ReadonlySet<string>, { employer }: DeclarationBody): boolean =>
  employer !== null && keysOfParty(employer).some((key) => keys.has(key))
