/**
 * The same task at the same place (domain facts 4.4): what makes the postings of two workers one line.
 * Same client, same exact place, same job group (else same words for the work); without a client the sender
 * alone tells postings apart.
 */
import type { DeclarationBody, TandemRecord } from '../contract/records.ts'
import { clientParty, partyKey } from '../linking/mentions.ts'
import { fold } from '../linking/names.ts'
import { placeLine } from '../linking/places.ts'
import type { Notification } from '../risk/outside-facts.ts'
import { jobGroup } from './elements.ts'

/** A declaration in force on a task and place, with what is known of its worker. */
export interface OnTask {
  record: TandemRecord<'declaration'>
  /** The person of the register to whom linking leads; null: nobody of it. */
  personId: string | null
  /** What was notified of a posting of its worker of more than 12 months. */
  notified: readonly Notification[]
}

const words = (text: string) =>
  fold(text)
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()

/** Each of a list that is told, once. */
const told = (keys: readonly (string | null)[]): string[] => [
  ...new Set(keys.filter((key) => key !== null)),
]

/** The clients; where none is told nobody stands for whoever sends, by whom postings are told apart anyway. */
function clientKeys({ clients, employer }: DeclarationBody): string[] {
  if (clients.length > 0) return told(clients.map((client) => partyKey(clientParty(client))))
  return employer === null ? [] : ['']
}

/** What stands between client, place and task in a key; none of them has this sign. */
const APART = '|'

/** The place of a key of task and place, as `placeLine` writes it, behind the client. */
export const atPlace = (place: string): string => `${APART}${place}${APART}`

/**
 * The keys of task and place, one for each client at each place: they share one with a declaration of the same.
 * None of a self-employed person, of a Belgian employer, or when client, place or task is not told; a
 * municipality alone is no place.
 */
export function taskKeys(declaration: DeclarationBody): string[] {
  const { kind, employer, isco, natureOfServices } = declaration
  if (kind === 'SELF_EMPLOYED' || employer?.country === 'BE') return []
  const task = isco ? jobGroup(isco) : words(natureOfServices ?? '')
  if (task === '') return []
  const places = told(declaration.places.map(placeLine))
  return clientKeys(declaration).flatMap((client) =>
    places.map((place) => `${client}${atPlace(place)}${task}`),
  )
}
