/**
 * By what an A1 form is known that tells no number of its worker: name, birth date and sender, as a declaration
 * of a worker who is known tells them too. A form whose worker, birth date and sender nobody declared stays
 * nobody's.
 */
import type { A1Body } from '../contract/records.ts'
import { identifierOf } from './exact.ts'
import { latin } from './latin.ts'
import { mentionKey, type Party } from './mentions.ts'

interface Told {
  worker: Pick<A1Body['worker'], 'familyName' | 'givenNames' | 'birthDate'>
  employer: Party | null
}

/** The key of a worker with a sender; null where birth date, name or sender is not told. Names may stand in any order. */
export function formKey({ worker, employer }: Told): string | null {
  const { familyName, givenNames, birthDate } = worker
  if (birthDate === null || employer === null) return null
  const name = latin(`${familyName} ${givenNames}`).split(' ').toSorted().join('.')
  const sender = mentionKey(employer)
  return name === '' || sender === null ? null : `${name}|${birthDate}|${sender}`
}

/** The same of a form, where nothing else says whose it is. */
export function formKeyOf(body: A1Body): string | null {
  const isTold = identifierOf(body, 'INSZ') ?? identifierOf(body, 'PASSPORT') ?? body.l1Number
  return isTold === null ? formKey(body) : null
}
