/**
 * The same task at the same place (domain facts 4.4): what makes the postings of two workers one line.
 * Same client (else same employer), same exact place, same job group (else same words for the work).
 */
import type { DeclarationBody } from '../contract/records.ts'
import { parseEnterpriseNumber } from '../identifiers/enterprise-number.ts'
import { fold } from '../linking/names.ts'
import { jobGroup } from './elements.ts'

const words = (text: string) =>
  fold(text)
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()

function clientKey({ clients, employer }: DeclarationBody): string | null {
  const party = clients[0] ?? employer
  if (!party) return null
  const number = party.enterpriseNumber && parseEnterpriseNumber(party.enterpriseNumber)
  return number || words(party.name) || null
}

/** A municipality alone is no place: a street or the name of a site must be known. */
function placeKey({ places }: DeclarationBody): string | null {
  for (const { name, address } of places) {
    const exact = words(address?.street ?? name ?? '')
    if (exact !== '') return `${address?.municipality ?? address?.postalCode ?? ''} ${exact}`
  }
  return null
}

/** The key of task and place; null for a self-employed person, or when client, place or task is not told. */
export function taskKey(declaration: DeclarationBody): string | null {
  if (declaration.kind === 'SELF_EMPLOYED' || declaration.employer?.country === 'BE') return null
  const client = clientKey(declaration)
  const place = placeKey(declaration)
  const { isco, natureOfServices } = declaration
  const task = isco ? jobGroup(isco) : words(natureOfServices ?? '')
  return client && place && task ? `${client}|${place}|${task}` : null
}
