import type { Actor } from '../domain/contract/actor.ts'
import type { MaskedSource } from '../domain/contract/codes.ts'
import { withheldFrom } from '../domain/rights/withheld.ts'
import { readMeta } from './meta.ts'
import type { TandemRecord } from '../domain/contract/records.ts'
import type { PersonFacts } from '../domain/risk/person-facts.ts'
import { extractsOf, holdingsOf, sameA1 } from './extracts.ts'
import {
  carriersOf,
  identifiersOf,
  linkedDeclarations,
  linkedPresences,
  recordsWhere,
  type PersonIdentifierRow,
} from './links.ts'
import { readRecord } from './record-store.ts'
import type { ReadDb } from './sqlite.ts'

function samePassport(
  db: ReadDb,
  personId: string,
  identifiers: readonly PersonIdentifierRow[],
): PersonFacts['samePassport'] {
  return identifiers
    .filter(({ type }) => type === 'PASSPORT')
    .flatMap(({ value }) => {
      const passport = { country: value.slice(0, 2), number: value.slice(3) }
      return carriersOf(db, value)
        .filter((carrier) => carrier.personId !== personId)
        .map((carrier) => ({ personId: carrier.personId, birthDate: carrier.birthDate, passport }))
    })
}

/** Enterprises by id; ids that are not in the cache are left out. */
export function enterprisesById(
  db: ReadDb,
  ids: Iterable<string>,
): Map<string, TandemRecord<'enterprise'>> {
  const found = new Map<string, TandemRecord<'enterprise'>>()
  for (const id of [...new Set(ids)].toSorted()) {
    const record = readRecord(db, 'enterprise', id)
    if (record) found.set(id, record)
  }
  return found
}

/** The records of one person. */
export type PersonRecords = Pick<
  PersonFacts,
  'person' | 'dossiers' | 'declarations' | 'presences'
> &
  Required<Pick<PersonFacts, 'a1' | 'employments' | 'controls'>>

/** By id, or by row; null when the person is not in the cache. */
export function readPersonRecords(db: ReadDb, who: string | number): PersonRecords | null {
  const id =
    typeof who === 'string' ? who : db.value<string>('SELECT id FROM person WHERE row = ?', [who])
  const person = id === undefined ? null : readRecord(db, 'person', id)
  if (!person) return null
  const identifiers = identifiersOf(db, person.id)
  const declarations = linkedDeclarations(db, person.id, identifiers)
  return {
    person,
    dossiers: recordsWhere(db, 'dossier', 'WHERE h.personId = ? ORDER BY h.id', [person.id]),
    declarations,
    presences: linkedPresences(db, identifiers, declarations),
    ...extractsOf(db, person.id, identifiers, declarations),
  }
}

/** What the person of this cache is not shown. */
export const withheldHere = (db: ReadDb): readonly MaskedSource[] => {
  const actor = readMeta(db, 'actor')
  return actor === null ? [] : withheldFrom(JSON.parse(actor) as Actor)
}

/** Others who carry a passport of this person. */
export const samePassportOf = (db: ReadDb, personId: string): PersonFacts['samePassport'] =>
  samePassport(db, personId, identifiersOf(db, personId))

/** Everything the rules read about one person; null when the person is not in the cache. */
export function readPersonFacts(db: ReadDb, personId: string): PersonFacts | null {
  const records = readPersonRecords(db, personId)
  if (!records) return null
  const employers = new Set(records.dossiers.flatMap(({ body }) => body.employerId ?? []))
  const filers = records.dossiers.flatMap(({ body }) => body.filedById ?? [])
  return {
    ...records,
    enterprises: enterprisesById(db, [...employers, ...filers]),
    mandates: [...employers]
      .flatMap((id) => recordsWhere(db, 'mandate', 'WHERE h.mandatorId = ?', [id]))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    samePassport: samePassportOf(db, personId),
    sameA1: sameA1(db, personId, records.a1),
    norms: recordsWhere(db, 'norm', 'ORDER BY h.id', []),
    holdings: holdingsOf(db),
    withheld: withheldHere(db),
  }
}
