/** Whose findings may differ when a record comes, changes or goes. */
import type { BodyOf, RecordKind } from '../domain/contract/records.ts'
import { declarationIdentifiers, personIdentifiers, presenceInsz } from '../domain/linking/exact.ts'
import type { ReadDb } from './sqlite.ts'

/** Ids of the persons who carry one of these identifiers. */
function carriers(db: ReadDb, values: readonly string[]): string[] {
  return values.flatMap((value) =>
    db.column<string>(
      'SELECT p.id FROM identifier i JOIN person p ON p.row = i.personRow WHERE i.value = ?',
      [value],
    ),
  )
}

function personsOfEnterprise(db: ReadDb, id: string): string[] {
  return db.column<string>(
    `SELECT personId FROM dossier WHERE employerId = ?1
     UNION SELECT personId FROM dossier WHERE filerId = ?1`,
    [id],
  )
}

const AFFECTED: {
  readonly [K in RecordKind]: (db: ReadDb, id: string, body: BodyOf<K>) => string[]
} = {
  person: (db, id, body) => [
    id,
    ...carriers(
      db,
      personIdentifiers(id, body).map(({ value }) => value),
    ),
  ],
  dossier: (_db, _id, { personId }) => [personId],
  declaration: (db, _id, body) =>
    carriers(
      db,
      declarationIdentifiers(body).map(({ value }) => value),
    ),
  presence: (db, _id, body) => {
    const insz = presenceInsz(body)
    const declared = body.l1Number
      ? db.column<string>(
          `SELECT insz FROM declaration WHERE l1Number = ?1 AND insz IS NOT NULL
           UNION SELECT passport FROM declaration WHERE l1Number = ?1 AND passport IS NOT NULL`,
          [body.l1Number],
        )
      : []
    return carriers(db, insz ? [insz, ...declared] : declared)
  },
  enterprise: (db, id) => personsOfEnterprise(db, id),
  mandate: (db, _id, { mandatorId }) => personsOfEnterprise(db, mandatorId),
  note: () => [],
  findingJudgement: () => [],
}

/** Persons whose facts this record is part of, by what the cache holds now. */
export function affectedPersons<K extends RecordKind>(
  db: ReadDb,
  kind: K,
  id: string,
  body: BodyOf<K>,
): string[] {
  return AFFECTED[kind](db, id, body)
}
