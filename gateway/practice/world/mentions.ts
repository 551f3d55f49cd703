/**
 * Enterprises as declarants mention them without their number, or with one written otherwise; and others
 * of the same name beside them, who are nobody of the register.
 */
import type { BodyOf } from '../../../domain/contract/records.ts'
import type { DeclarationPlan, PersonPlan } from './drafts.ts'
import type { EnterprisePlan } from './enterprises.ts'
import { makeEnterpriseNumber } from './identifiers.ts'
import { plainCapitals } from './names.ts'
import { Random } from './random.ts'

export const MENTION_KINDS = [
  'NO_NUMBER',
  'FORM_LEFT_OUT',
  'CAPITALS',
  'WORDS_SWAPPED',
  'SLIP',
  'BARE_NUMBER',
  'CLIENT_NO_NUMBER',
  'CLIENT_TRADE_NAME',
  'NAMESAKE_ABROAD',
  'NAMESAKE_HERE',
] as const
export type MentionKind = (typeof MENTION_KINDS)[number]

const STREAM = 260
/** Of so many persons whom no dossier names, all declarations of one mention an enterprise otherwise. */
const ONE_IN = 12
/** Indexes of numbers that no enterprise of a world has. */
const STRANGERS = 5_000_000

/** How the declarations of a person mention enterprises, if they tell no story; null: as their register has them. */
export function drawnMention(seed: number, person: number): MentionKind | null {
  const random = new Random(seed, STREAM, person)
  return random.below(ONE_IN) > 0 ? null : random.pick(MENTION_KINDS)
}

/** A story, or a dossier beside it, says whom it means. */
export const mayMention = ({ slot, dossiers }: PersonPlan): boolean =>
  slot === null && dossiers.length === 0

/** Words of a name without its legal form. */
const wordsOf = (name: string): string[] =>
  name
    .split(' ')
    .filter(
      (word) =>
        !/^(?:z|o\.o\.|r\.l\.|[A-ZА-Я.]{2,5}|S\.à|S\.r\.l\.|s\.r\.o\.|d\.o\.o\.|Sp\.|Lda\.|GmbH|Kft\.|Ltd|Şti\.|Pvt)$/u.test(
          word,
        ),
    )

/** Two letters of the longest word changed places. */
function slipped(name: string): string {
  const longest = wordsOf(name)
    .filter((word) => !/\d/.test(word))
    .toSorted((a, b) => b.length - a.length)[0]
  if (!longest || longest.length < 4) return name
  const at = longest.length - 3
  const slip = longest.slice(0, at) + longest[at + 1]! + longest[at]! + longest.slice(at + 2)
  return name.replace(longest, slip)
}

type Employer = NonNullable<BodyOf<'declaration'>['employer']>
type Client = BodyOf<'declaration'>['clients'][number]

/** The sender as it is mentioned. */
export function employerAs(kind: MentionKind | null, employer: Employer): Employer {
  const unnumbered = { ...employer, enterpriseNumber: null, vatNumber: null }
  const { name, vatNumber } = employer
  switch (kind) {
    case 'NO_NUMBER':
      return unnumbered
    case 'FORM_LEFT_OUT':
      return { ...unnumbered, name: wordsOf(name).join(' ') }
    case 'CAPITALS':
      return { ...unnumbered, name: plainCapitals(name) }
    case 'WORDS_SWAPPED':
      return { ...unnumbered, name: wordsOf(name).toReversed().join(' ') }
    case 'SLIP':
      return { ...unnumbered, name: slipped(name) }
    case 'BARE_NUMBER':
      return { ...employer, vatNumber: vatNumber && vatNumber.replace(/^[A-Z]{2}/, '') }
    default:
      return employer
  }
}

/** The first client as it is mentioned; `sender` gives a namesake its name. */
export function clientsAs(
  kind: MentionKind | null,
  { person }: DeclarationPlan,
  clients: readonly Client[],
  sender: EnterprisePlan | null,
): Client[] {
  const [first, ...rest] = clients
  if (!first) return []
  const named = (client: Client): Client[] => [client, ...rest]
  switch (kind) {
    case 'CLIENT_NO_NUMBER':
      return named({ name: wordsOf(first.name).join(' ').toUpperCase(), enterpriseNumber: null })
    case 'CLIENT_TRADE_NAME':
      return named({ name: `De Smet ${person} (${first.name})`, enterpriseNumber: null })
    case 'NAMESAKE_ABROAD':
      return sender === null ? [...clients] : named({ name: sender.name, enterpriseNumber: null })
    case 'NAMESAKE_HERE':
      return named({ ...first, enterpriseNumber: makeEnterpriseNumber(STRANGERS + person, false) })
    default:
      return [...clients]
  }
}

/** The sender is named otherwise, not a client. */
export const isOfSender = (kind: MentionKind): boolean =>
  !kind.startsWith('NAMESAKE') && !kind.startsWith('CLIENT')

/** Which enterprise of the plan a mention of this kind is really of; null: none of the register. */
export function meantBy(
  kind: MentionKind,
  { employer }: DeclarationPlan,
  clients: readonly number[],
): { of: 'SENDER' | 'CLIENT'; enterprise: number | null } {
  if (isOfSender(kind)) return { of: 'SENDER', enterprise: employer }
  return { of: 'CLIENT', enterprise: kind.startsWith('NAMESAKE') ? null : (clients[0] ?? null) }
}
