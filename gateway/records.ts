/**
 * Writing records: every change of a record goes through `storeRecords` and `numberChanges`, at
 * the end of one transaction, so that change numbers follow the order of commits.
 */
import { sql } from 'drizzle-orm'
import type { Scope } from '../domain/contract/codes.ts'
import type { ErrorDetails } from '../domain/contract/errors.ts'
import type { RecordRef, TandemRecord } from '../domain/contract/records.ts'
import { HEAD_CHANNEL, rows, textColumn, type Database, type Queries } from './database.ts'
import { kindName, kindNumber, scopeMask } from './scopes.ts'
import { StartError } from './start-error.ts'

/** A record with what the gateway knows beside it. */
export interface StoredRecord {
  record: TandemRecord
  /** Bit mask. */
  scopes: number
}

/** One changed record of a transaction that is about to commit. */
export interface RecordChange {
  record: TandemRecord
  scopesBefore: number
  scopesAfter: number
}

/** The verdict that a transaction carries when a command caused it. */
export interface Verdict {
  client: string
  n: number
  name: string
  digest: string
  outcome: 'ACCEPTED' | 'REFUSED'
  code: string | null
  details: string | null
}

/** Details of a refusal as they were stored: JSON text, null of an accepted command. */
export function parseDetails(text: string | null): ErrorDetails | null {
  return text === null ? null : (JSON.parse(text) as ErrorDetails)
}

/** The record whose scopes this record follows; null when it has scopes of its own. */
export function parentOf({ kind, body }: Pick<TandemRecord, 'kind' | 'body'>): RecordRef | null {
  if (kind === 'note') {
    return { kind: 'dossier', id: (body as TandemRecord<'note'>['body']).dossierId }
  }
  if (kind === 'findingJudgement') {
    const { dossierId, personId } = body as TandemRecord<'findingJudgement'>['body']
    if (dossierId) return { kind: 'dossier', id: dossierId }
    return personId ? { kind: 'person', id: personId } : null
  }
  return null
}

interface RecordRow {
  kind: number
  id: string
  version: number
  scopes: number
  body: string
}

function toStored({ kind, id, version, scopes, body }: RecordRow): StoredRecord {
  const record = { kind: kindName(kind), id, version, body: JSON.parse(body) } as TandemRecord
  return { record, scopes }
}

/** Reads records and holds them until the transaction ends, in one order: no deadlocks. */
export async function lockRecords(
  tx: Queries,
  refs: readonly RecordRef[],
): Promise<StoredRecord[]> {
  if (refs.length === 0) return []
  const keys = sql.join(
    refs.map(({ kind, id }) => sql`(${kindNumber(kind)}::smallint, ${id}::text)`),
    sql`, `,
  )
  const found = await rows<RecordRow>(
    tx,
    sql`SELECT kind, id, version, scopes, body FROM record
        WHERE (kind, id) IN (${keys}) ORDER BY kind, id FOR UPDATE`,
  )
  return found.map(toStored)
}

/**
 * Stores new records (version 1) and next versions of records that `lockRecords` holds. A record
 * that another transaction made meanwhile fails the transaction, which then runs again.
 */
export async function storeRecords(tx: Queries, changes: readonly RecordChange[]): Promise<void> {
  const isNew = ({ record }: RecordChange): boolean => record.version === 1
  const fresh = changes.filter(isNew)
  const next = changes.filter((change) => !isNew(change))
  if (fresh.length > 0) {
    const items = fresh.map(({ record, scopesAfter }) => ({ record, mask: scopesAfter }))
    await insertRecords(tx, items)
  }
  if (next.length > 0) {
    await tx.execute(
      sql`UPDATE record SET version = next.version::integer, scopes = next.scopes::smallint,
                            body = next.body
          FROM unnest(${textColumn(next.map(({ record }) => kindNumber(record.kind)))},
                      ${textColumn(next.map(({ record }) => record.id))},
                      ${textColumn(next.map(({ record }) => record.version))},
                      ${textColumn(next.map(({ scopesAfter }) => scopesAfter))},
                      ${textColumn(next.map(({ record }) => JSON.stringify(record.body)))})
            AS next (kind, id, version, scopes, body)
          WHERE record.kind = next.kind::smallint AND record.id = next.id`,
    )
  }
}

async function insertRecords(
  tx: Queries,
  items: readonly { record: TandemRecord; mask: number }[],
): Promise<void> {
  const parents = items.map(({ record }) => parentOf(record))
  const records = items.map(({ record }) => record)
  await tx.execute(
    sql`INSERT INTO record (kind, id, version, scopes, parent_kind, parent_id, body)
        SELECT kind::smallint, id, 1, scopes::smallint,
               nullif(parent_kind, '')::smallint, nullif(parent_id, ''), body
        FROM unnest(${textColumn(records.map(({ kind }) => kindNumber(kind)))},
                    ${textColumn(records.map(({ id }) => id))},
                    ${textColumn(items.map(({ mask }) => mask))},
                    ${textColumn(parents.map((parent) => (parent ? kindNumber(parent.kind) : '')))},
                    ${textColumn(parents.map((parent) => parent?.id ?? ''))},
                    ${textColumn(records.map(({ body }) => JSON.stringify(body)))})
          AS fresh (kind, id, scopes, parent_kind, parent_id, body)`,
  )
}

/**
 * Gives the transaction its change number and logs what it changed. Must be its last statement:
 * the lock on the head, held until commit, is what makes numbers follow the order of commits.
 */
export async function numberChanges(
  tx: Queries,
  changes: readonly RecordChange[],
  verdict: Verdict | null,
): Promise<number> {
  const settled = verdict
    ? sql`, settled AS (
        INSERT INTO command_result (client, n, change, name, digest, outcome, code, details)
        SELECT ${verdict.client}::text, ${verdict.n}::integer, head, ${verdict.name}::text,
               ${verdict.digest}::text, ${verdict.outcome}::text, ${verdict.code}::text,
               ${verdict.details}::text FROM numbered),
      advanced AS (UPDATE client SET last = ${verdict.n} WHERE id = ${verdict.client})`
    : sql``
  const [numbered] = await rows<{ head: string | number }>(
    tx,
    sql`WITH numbered AS (UPDATE gateway SET head = head + 1 WHERE single = 1 RETURNING head),
        logged AS (
          INSERT INTO change (n, seq, kind, id, version, scopes_before, scopes_after, body)
          SELECT head, seq, kind::smallint, id, version::integer, scopes_before::smallint,
                 scopes_after::smallint, body
          FROM numbered, unnest(
            ${textColumn(changes.map(({ record }) => kindNumber(record.kind)))},
            ${textColumn(changes.map(({ record }) => record.id))},
            ${textColumn(changes.map(({ record }) => record.version))},
            ${textColumn(changes.map(({ scopesBefore }) => scopesBefore))},
            ${textColumn(changes.map(({ scopesAfter }) => scopesAfter))},
            ${textColumn(changes.map(({ record }) => JSON.stringify(record.body)))})
            WITH ORDINALITY
            AS changed (kind, id, version, scopes_before, scopes_after, body, seq))
        ${settled}
        SELECT head, pg_notify(${HEAD_CHANNEL}, head::text) FROM numbered`,
  )
  return Number(numbered?.head)
}

/**
 * Gives a record other scopes; what follows it (notes, judgements) goes along. Desks that lose it
 * get a tombstone, desks that gain it get the whole record. Returns the change number.
 */
export async function moveToScopes(
  database: Database,
  ref: RecordRef,
  scopes: readonly Scope[],
): Promise<number> {
  const mask = scopeMask(scopes)
  return await database.transaction(async (tx) => {
    const held = [...(await lockRecords(tx, [ref])), ...(await lockChildren(tx, ref))]
    const changes = held.map(({ record, scopes: before }) => ({
      record: { ...record, version: record.version + 1 },
      scopesBefore: before,
      scopesAfter: mask,
    }))
    await storeRecords(tx, changes)
    return await numberChanges(tx, changes, null)
  })
}

async function lockChildren(tx: Queries, { kind, id }: RecordRef): Promise<StoredRecord[]> {
  const found = await rows<RecordRow>(
    tx,
    sql`SELECT kind, id, version, scopes, body FROM record
        WHERE parent_kind = ${kindNumber(kind)} AND parent_id = ${id}
        ORDER BY kind, id FOR UPDATE`,
  )
  return found.map(toStored)
}

// ---------------------------------------------------------------- first load

/** A record for the first load, with the scopes that may hold it. */
export interface LoadItem {
  record: TandemRecord
  scopes: readonly Scope[]
}

/** True when the database holds no record and never changed one. */
async function isEmpty(queries: Queries): Promise<boolean> {
  const used = await rows(
    queries,
    sql`SELECT 1 FROM gateway WHERE head > 0 UNION ALL (SELECT 1 FROM record LIMIT 1)`,
  )
  return used.length === 0
}

const LOAD_ROWS = 4_000

/**
 * Fills an empty database, in one transaction and without change rows: nobody can have pulled
 * before. Throws DATABASE_NOT_EMPTY otherwise. Returns the number of records.
 */
export async function loadRecords(database: Database, items: Iterable<LoadItem>): Promise<number> {
  return await database.transaction(async (tx) => {
    if (!(await isEmpty(tx))) throw new StartError('DATABASE_NOT_EMPTY')
    // A table emptied in the same transaction is written without a write-ahead log where allowed.
    await tx.execute(sql`TRUNCATE record`)
    let count = 0
    for (const batch of batches(items)) {
      await insertRecords(tx, batch)
      count += batch.length
    }
    await tx.execute(sql`ANALYZE record`)
    return count
  })
}

function* batches(items: Iterable<LoadItem>): Generator<{ record: TandemRecord; mask: number }[]> {
  let batch: { record: TandemRecord; mask: number }[] = []
  for (const { record, scopes } of items) {
    batch.push({ record, mask: scopeMask(scopes) })
    if (batch.length === LOAD_ROWS) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
