import type { TandemRecord } from '../domain/contract/records.ts'
import type { PersonFacts } from '../domain/risk/person-facts.ts'
import { extractsOf } from './extracts.ts'
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

/** Everything the rules read about one person; null when the person is not in the cache. */
export function readPersonFacts(db: ReadDb, personId: string): PersonFacts | null {
  const person = readRecord(db, 'person', personId)
  if (!person) return null
  const identifiers = identifiersOf(db, personId)
  const dossiers = recordsWhere(db, 'dossier', 'WHERE h.personId = ? ORDER BY h.id', [personId])
  const declarations = linkedDeclarations(db, personId, identifiers)
  const employers = new Set(dossiers.flatMap(({ body }) => body.employerId ?? []))
  const filers = dossiers.flatMap(({ body }) => body.filedById ?? [])
  return {
    person,
    dossiers,
    declarations,
    presences: linkedPresences(db, identifiers, declarations),
    enterprises: enterprisesById(db, [...employers, ...filers]),
    mandates: [...employers]
      .flatMap((id) => recordsWhere(db, 'mandate', 'WHERE h.mandatorId = ?', [id]))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    samePassport: samePassport(db, personId, identifiers),
    norms: recordsWhere(db, 'norm', 'ORDER BY h.id', []),
    ...extractsOf(db, personId, identifiers, declarations),
  }
}
