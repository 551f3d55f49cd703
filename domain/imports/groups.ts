/**
 * Fields that a declaration has several times: its places and its clients, each with a number from 1. A
 * field is `place.N.part`; of the first client `client.part`, of the others `client.N.part`. Headers say
 * the number behind the word (`Plaats 2 straat`, `kbo klant 2`, `clients.1.name`), none means the first.
 */
import { ADDRESS_PARTS, headerKey } from './field.ts'

interface Group {
  /** One and several of them, as headers say it. */
  words: RegExp
  many: RegExp
  parts: ReadonlyMap<string, string>
  /** What a header without any part means. */
  whole: string
}

const NAME = 'NAAM|NOM|NAME'

function partsOf(parts: Readonly<Record<string, string>>): Map<string, string> {
  const entries = Object.entries(parts).flatMap(([part, words]) =>
    [headerKey(part), ...words.split('|')].map((word): [string, string] => [word, part]),
  )
  return new Map(entries.toReversed())
}

export const GROUPS = ['place', 'client'] as const
export type GroupName = (typeof GROUPS)[number]

const NUMBERED: Readonly<Record<GroupName, Group>> = {
  place: {
    words:
      /^(.*?)(?:(?:WERK)?PLAATS(?:EN)?|LIEUX?(?:DETRAVAIL)?|ARBEITSORTE?|ORT|(?:WORK)?PLACES?)(\d{0,2})(.*)$/,
    many: /^(?:places|plaatsen|werkplaatsen|lieux|arbeitsorte|workplaces)(?=\.|$)/i,
    parts: partsOf({
      ...ADDRESS_PARTS,
      type: 'TYPE|SOORT|ART',
      name: `${NAME}|WERF|CHANTIER|BAUSTELLE|SITE`,
      municipality: 'NIS|NISCODE|REFNIS|INS|CODEINS|MUNICIPALITY|ADDRESSMUNICIPALITY',
      establishmentUnit:
        'VESTIGINGSEENHEID|VESTIGINGSEENHEIDSNUMMER|VESTIGINGSNUMMER|UNITEDETABLISSEMENT|NUMERODUNITEDETABLISSEMENT|NIEDERLASSUNGSEINHEIT|NIEDERLASSUNGSEINHEITSNUMMER|ESTABLISHMENTUNIT|ESTABLISHMENTUNITNUMBER',
      declarationOfWorks:
        'AANGIFTEVANWERKEN|WERKAANGIFTE|WERKMELDING|DECLARATIONDETRAVAUX|NUMERODECLARATIONDETRAVAUX|ARBEITENMELDUNG|BAUSTELLENMELDUNG|DECLARATIONOFWORKS',
    }),
    whole: 'name',
  },
  client: {
    words:
      /^(.*?)(?:KLANT(?:EN)?|GEBRUIKERS?|CLIENTS?|UTILISATEURS?|KUNDEN?|AUFTRAGGEBERS?)(\d{0,2})(.*)$/,
    many: /^(?:clients|klanten|gebruikers|utilisateurs|kunden|auftraggeber)(?=\.|$)/i,
    parts: partsOf({
      ...ADDRESS_PARTS,
      name: NAME,
      enterpriseNumber:
        'KBO|KBONUMMER|ONDERNEMINGSNUMMER|BCE|NUMEROBCE|NUMERODENTREPRISE|ZDU|ZDUNUMMER|UNTERNEHMENSNUMMER|ENTERPRISENUMBER',
    }),
    whole: 'name',
  },
}

/** A list in an element of its own is the list: `places.place.1` is `places.1`. */
const INNER =
  /^([^.]+)\.(?:place|plaats|werkplaats|lieu|arbeitsort|workplace|client|klant|gebruiker|utilisateur|kunde|auftraggeber)(?=\.|$)/i

const LINKING_WORDS = /(?:DU|DELA?|DES?|VANDE|VAN|VON|OFTHE|OF)$/

/** What stands before or behind the word and its number, as a part. */
function partOf({ parts, whole }: Group, before: string, behind: string): string | undefined {
  if (before !== '' && behind !== '') return undefined
  const said = before + behind
  if (said === '') return whole
  return (
    parts.get(said) ??
    parts.get(said.replace(/^ADDRESS(?=.)/, '')) ??
    parts.get(before.replace(LINKING_WORDS, ''))
  )
}

/** The field of the n-th of a group. */
export const numberedField = (group: GroupName, number: number, part: string): string =>
  group === 'client' && number === 1 ? `client.${part}` : `${group}.${number}.${part}`

/**
 * The field of a group that a header means; null when none. JSON and XML (`isNested`) count from 0, and
 * so does a list that is named as one (`places.0.name`); else numbers count from 1.
 */
export function groupField(header: string, isNested: boolean): string | null {
  for (const name of GROUPS) {
    const group = NUMBERED[name]
    const isMany = group.many.test(header)
    const list = isMany ? header.replace(INNER, '$1') : header
    const match = group.words.exec(headerKey(list))
    if (!match) continue
    const part = partOf(group, match[1]!, match[3]!)
    const isFromZero = isNested ? /\.\d/.test(list) : isMany && /^[^.]+\.\d/.test(list)
    const number = match[2] === '' ? 1 : Number(match[2]) + (isFromZero ? 1 : 0)
    if (part !== undefined && number >= 1) return numberedField(name, number, part)
  }
  return null
}

/** Group, number and part of such a field; null for another field. */
export function groupOf(field: string): { group: GroupName; number: number; part: string } | null {
  const match = /^(place|client)(?:\.(\d{1,2}))?\.(\w+)$/.exec(field)
  const group = match?.[1] as GroupName | undefined
  if (!match || !group || (group === 'place' && match[2] === undefined)) return null
  if (![...NUMBERED[group].parts.values()].includes(match[3]!)) return null
  return { group, number: Number(match[2] ?? 1), part: match[3]! }
}

/** The numbers of a group of which some field has a column, in order. */
export function numbersOf(group: GroupName, fields: Iterable<string>): number[] {
  const numbers = new Set<number>()
  for (const field of fields) {
    const one = groupOf(field)
    if (one?.group === group) numbers.add(one.number)
  }
  return [...numbers].toSorted((a, b) => a - b)
}
