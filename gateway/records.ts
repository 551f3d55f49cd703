/**
 * Writing records: every change of a record goes through `storeRecords` and `numberChanges`, at
 * the end of one transaction, so that change numbers follow the order of commits.
 */
import { sql, type SQL } from 'drizzle-orm'
import * as v from 'valibot'
import type { Actor } from '../domain/contract/actor.ts'
import { SCOPES, type Scope } from '../domain/contract/codes.ts'
import type { ErrorDetails } from '../domain/contract/errors.ts'
import type { RecordKind, RecordRef, TandemRecord } from '../domain/contract/records.ts'
import { scopesOf } from '../domain/rights/rights.ts'
import { HEAD_CHANNEL, rows, textColumn, type Database, type Queries } from './database.ts'
import { namesIn } from './names.ts'
import { kindName, kindNumber, scopeMask } from './scopes.ts'
import { sealedRecord, SealedReporter, type Seal } from './sealing.ts'
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

/** What one change number covers: what a command, or a move, changed; a refusal changes nothing. */
export interface Step {
  changes: readonly RecordChange[]
  verdict: Verdict | null
}

/** The verdict on the command that caused a step. */
export interface Verdict {
  client: string
  n: number
  name: string
  digest: string
  /** What the desk's clock showed at the act, and when the gateway received it; milliseconds since 1970. */
  deskAt: number
  receivedAt: number
  outcome: 'ACCEPTED' | 'REFUSED'
  code: string | null
  details: string | null
}

/** Details of a refusal as they were stored: JSON text, null of an accepted command. */
export function parseDetails(text: string | null): ErrorDetails | null {
  return text === null ? null : (JSON.parse(text) as ErrorDetails)
}

/** The record whose scopes this record follows; null when it has scopes of its own. */
export function parentOf({
  kind,
  id,
  body,
}: Pick<TandemRecord, 'kind' | 'id' | 'body'>): RecordRef | null {
  if (kind === 'linkJudgement') {
    const { mention } = body as TandemRecord<'linkJudgement'>['body']
    return mention ? { kind: 'enterprise', id: mention.enterpriseId } : { kind: 'declaration', id }
  }
  if (kind === 'note') {
    return { kind: 'dossier', id: (body as TandemRecord<'note'>['body']).dossierId }
  }
  if (kind === 'findingJudgement') {
    const said = body as TandemRecord<'findingJudgement'>['body']
    if (said.dossierId) return { kind: 'dossier', id: said.dossierId }
    if (said.personId) return { kind: 'person', id: said.personId }
    if (said.enterpriseId) return { kind: 'enterprise', id: said.enterpriseId }
    return said.declarationId ? { kind: 'declaration', id: said.declarationId } : null
  }
  return null
}

/** The person who has a record besides the scopes, from its first version to its last; null: nobody. */
export function ownerOf({ kind, body }: Pick<TandemRecord, 'kind' | 'body'>): string | null {
  if (kind === 'savedView') return (body as TandemRecord<'savedView'>['body']).owner
  if (kind === 'watch') return (body as TandemRecord<'watch'>['body']).owner
  if (kind === 'controlRequest') return (body as TandemRecord<'controlRequest'>['body']).by
  return kind === 'report' ? (body as TandemRecord<'report'>['body']).by : null
}

/** The scopes of a record that has its own and was made, or changed, by this person; null: as they are. */
export function scopesBy(
  actor: Actor,
  { kind, body }: Pick<TandemRecord, 'kind' | 'body'>,
): readonly Scope[] | null {
  if (kind === 'absence' || kind === 'sample' || kind === 'departure') return scopesOf(actor)
  // A table of law holds for every desk that sees the pay, a rule for every desk that runs it.
  if (kind === 'norm' || kind === 'rule') return SCOPES
  // Of the region where it happened, whoever was told; who reported is of nobody.
  if (kind === 'report') return [(body as TandemRecord<'report'>['body']).region]
  if (kind === 'controlRequest') return [(body as TandemRecord<'controlRequest'>['body']).region]
  if (kind === 'watch') return []
  if (kind !== 'savedView') return null
  const { shared, removed } = body as TandemRecord<'savedView'>['body']
  return shared && !removed ? scopesOf(actor) : []
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
  // What somebody in the batch changes is held by itself, whoever else only reads it.
  const own = refs.filter(({ shared }) => !shared)
  const held = new Set(own.map(keyOf))
  const read = refs.filter((ref) => ref.shared && !held.has(keyOf(ref)))
  return [...(await lockEach(tx, own, sql`UPDATE`)), ...(await lockEach(tx, read, sql`SHARE`))]
}

const keyOf = ({ kind, id }: RecordRef): string => `${kind}/${id}`

async function lockEach(
  tx: Queries,
  refs: readonly RecordRef[],
  strength: SQL,
): Promise<StoredRecord[]> {
  if (refs.length === 0) return []
  const keys = [...new Map(refs.map((ref) => [keyOf(ref), ref])).values()]
  const found = await rows<RecordRow>(
    tx,
    sql`SELECT record.kind, record.id, version, scopes, body
        FROM unnest(${textColumn(keys.map(({ kind }) => kindNumber(kind)))},
                    ${textColumn(keys.map(({ id }) => id))}) AS named (kind, id)
        JOIN record ON record.kind = named.kind::smallint AND record.id = named.id
        ORDER BY record.kind, record.id FOR ${strength} OF record`,
  )
  return found.map(toStored)
}

/**
 * The body as it is stored. Throws for an identity that is not locked: it would lie in clear in the database
 * and in every backup of it.
 */
function storedBody({ kind, body }: TandemRecord): string {
  if (kind === 'reporter' && !v.is(SealedReporter, body)) {
    throw new TypeError('an identity is stored sealed or not at all')
  }
  return JSON.stringify(body)
}

/** Nobody is sent an identity: what changed of it is none of the history that desks read. */
const loggedBody = ({ kind, body }: TandemRecord): string =>
  kind === 'reporter' ? '{}' : JSON.stringify(body)

/** The last change of each record; `isNew` when the first one made it. */
function lastChanges(changes: readonly RecordChange[]): (RecordChange & { isNew: boolean })[] {
  const last = new Map<string, RecordChange & { isNew: boolean }>()
  for (const change of changes) {
    const { kind, id, version } = change.record
    const isNew = last.get(`${kind}/${id}`)?.isNew ?? version === 1
    last.set(`${kind}/${id}`, { ...change, isNew })
  }
  return [...last.values()]
}

/**
 * Stores new records (from version 1) and next versions of records that `lockRecords` holds; of
 * several changes of one record, the last. A record that another transaction made meanwhile fails
 * the transaction, which then runs again.
 */
export async function storeRecords(tx: Queries, changes: readonly RecordChange[]): Promise<void> {
  const last = lastChanges(changes)
  const fresh = last.filter(({ isNew }) => isNew)
  const next = last.filter(({ isNew }) => !isNew)
  if (fresh.length > 0) {
    const items = fresh.map(({ record, scopesAfter }) => ({ record, mask: scopesAfter }))
    await insertRecords(tx, items)
  }
  if (next.length > 0) {
    const bodies = next.map(({ record }) => storedBody(record))
    await tx.execute(
      sql`UPDATE record SET version = next.version::integer, scopes = next.scopes::smallint,
                            body = next.body, names = ${namesFrom(sql`next.names`)}
          FROM unnest(${textColumn(next.map(({ record }) => kindNumber(record.kind)))},
                      ${textColumn(next.map(({ record }) => record.id))},
                      ${textColumn(next.map(({ record }) => record.version))},
                      ${textColumn(next.map(({ scopesAfter }) => scopesAfter))},
                      ${textColumn(bodies)},
                      ${namesColumn(
                        next.map(({ record }) => record.kind),
                        bodies,
                      )})
            AS next (kind, id, version, scopes, body, names)
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
  const bodies = records.map(storedBody)
  await tx.execute(
    sql`INSERT INTO record (kind, id, version, scopes, parent_kind, parent_id, body, owner, names)
        SELECT kind::smallint, id, version::integer, scopes::smallint,
               nullif(parent_kind, '')::smallint, nullif(parent_id, ''), body, nullif(owner, ''),
               ${namesFrom(sql`names`)}
        FROM unnest(${textColumn(records.map(({ kind }) => kindNumber(kind)))},
                    ${textColumn(records.map(({ id }) => id))},
                    ${textColumn(records.map(({ version }) => version))},
                    ${textColumn(items.map(({ mask }) => mask))},
                    ${textColumn(parents.map((parent) => (parent ? kindNumber(parent.kind) : '')))},
                    ${textColumn(parents.map((parent) => parent?.id ?? ''))},
                    ${textColumn(bodies)},
                    ${textColumn(records.map((record) => ownerOf(record) ?? ''))},
                    ${namesColumn(
                      records.map(({ kind }) => kind),
                      bodies,
                    )})
          AS fresh (kind, id, version, scopes, parent_kind, parent_id, body, owner, names)`,
  )
}

/** What each record names, as one text: JSON text holds no control characters. */
function namesColumn(kinds: readonly RecordKind[], bodies: readonly string[]): SQL {
  return textColumn(bodies.map((body, at) => namesIn(kinds[at]!, body).join('\u001f')))
}

/** What `namesColumn` sends, as it is stored; null: it names nobody. */
const namesFrom = (column: SQL): SQL => sql`string_to_array(nullif(${column}, ''), chr(31))`

/**
 * Gives each step the next change number, logs what it changed and keeps its verdict. Must be the
 * last statement of the transaction: the lock on the head, held until commit, is what makes numbers
 * follow the order of commits. All verdicts are of one client. Returns the last number.
 */
export async function numberChanges(tx: Queries, steps: readonly Step[]): Promise<number> {
  const changed = steps.flatMap(({ changes }, step) =>
    changes.map((change, seq) => ({ ...change, step: step + 1, seq: seq + 1 })),
  )
  const [numbered] = await rows<{ head: string | number }>(
    tx,
    sql`WITH numbered AS (
          UPDATE gateway SET head = head + ${steps.length}::integer WHERE single = 1
          RETURNING head, head - ${steps.length}::integer AS before),
        logged AS (
          INSERT INTO change (n, seq, kind, id, version, scopes_before, scopes_after, body, owner)
          SELECT before + step::integer, seq::integer, kind::smallint, id, version::integer,
                 scopes_before::smallint, scopes_after::smallint, body, nullif(owner, '')
          FROM numbered, unnest(
            ${textColumn(changed.map(({ step }) => step))},
            ${textColumn(changed.map(({ seq }) => seq))},
            ${textColumn(changed.map(({ record }) => kindNumber(record.kind)))},
            ${textColumn(changed.map(({ record }) => record.id))},
            ${textColumn(changed.map(({ record }) => record.version))},
            ${textColumn(changed.map(({ scopesBefore }) => scopesBefore))},
            ${textColumn(changed.map(({ scopesAfter }) => scopesAfter))},
            ${textColumn(changed.map(({ record }) => loggedBody(record)))},
            ${textColumn(changed.map(({ record }) => ownerOf(record) ?? ''))})
            AS changed (step, seq, kind, id, version, scopes_before, scopes_after, body, owner))
        ${keptVerdicts(steps)}
        SELECT head, pg_notify(${HEAD_CHANNEL}, head::text) FROM numbered`,
  )
  return Number(numbered?.head)
}

/** The part of the statement that keeps verdicts and advances their client; an empty text is null. */
function keptVerdicts(steps: readonly Step[]): SQL {
  const kept = steps.flatMap(({ verdict }, step) =>
    verdict ? [{ ...verdict, step: step + 1 }] : [],
  )
  const last = kept.at(-1)
  if (!last) return sql``
  return sql`, settled AS (
    INSERT INTO command_result (client, n, change, name, digest, outcome, code, details,
                                desk_at, received_at)
    SELECT ${last.client}::text, n::integer, before + step::integer, name, digest, outcome,
           nullif(code, ''), nullif(details, ''), desk_at::bigint, received_at::bigint
    FROM numbered, unnest(
      ${textColumn(kept.map(({ n }) => n))},
      ${textColumn(kept.map(({ step }) => step))},
      ${textColumn(kept.map(({ name }) => name))},
      ${textColumn(kept.map(({ digest }) => digest))},
      ${textColumn(kept.map(({ outcome }) => outcome))},
      ${textColumn(kept.map(({ code }) => code ?? ''))},
      ${textColumn(kept.map(({ details }) => details ?? ''))},
      ${textColumn(kept.map(({ deskAt }) => deskAt))},
      ${textColumn(kept.map(({ receivedAt }) => receivedAt))})
      AS verdict (n, step, name, digest, outcome, code, details, desk_at, received_at)),
  advanced AS (UPDATE client SET last = ${last.n} WHERE id = ${last.client})`
}

/** The records of a transaction as its acts so far left them. */
export interface Held {
  /** The record as the transaction holds it; itself where it does not. */
  asHeld(stored: StoredRecord): StoredRecord
  /** Those it holds that belong to one of these. */
  childrenOf(refs: readonly RecordRef[]): StoredRecord[]
}

const NOTHING_HELD: Held = { asHeld: (stored) => stored, childrenOf: () => [] }

/** The record under these scopes, as its next version: desks that lose it get a tombstone, desks that gain it get it whole. */
const movedTo = ({ record, scopes }: StoredRecord, scopesAfter: number): RecordChange => ({
  record: { ...record, version: record.version + 1 },
  scopesBefore: scopes,
  scopesAfter,
})

/** The same; none when its scopes are these already. */
export const rescoped = (stored: StoredRecord, scopesAfter: number): RecordChange[] =>
  stored.scopes === scopesAfter ? [] : [movedTo(stored, scopesAfter)]

/** These changes, and what belongs to records that they give other scopes (notes, judgements) goes along. */
export async function withChildren(
  tx: Queries,
  changes: readonly RecordChange[],
  held = NOTHING_HELD,
): Promise<RecordChange[]> {
  const moved = changes.filter(
    ({ record, scopesBefore, scopesAfter }) => record.version > 1 && scopesBefore !== scopesAfter,
  )
  if (moved.length === 0) return [...changes]
  const scopes = new Map(moved.map(({ record, scopesAfter }) => [keyOf(record), scopesAfter]))
  const parents = moved.map(({ record }) => record)
  const stored = (await lockChildren(tx, parents)).map((one) => held.asHeld(one))
  const children = new Map(
    [...stored, ...held.childrenOf(parents)].map((one) => [keyOf(one.record), one]),
  )
  const followers = [...children.values()].flatMap((child) =>
    rescoped(child, scopes.get(keyOf(parentOf(child.record)!))!),
  )
  return [...changes, ...followers]
}

/** Gives a record other scopes; what belongs to it goes along. Returns the change number. */
export async function moveToScopes(
  database: Database,
  ref: RecordRef,
  scopes: readonly Scope[],
): Promise<number> {
  const mask = scopeMask(scopes)
  return await database.transaction(async (tx) => {
    const held = [...(await lockRecords(tx, [ref])), ...(await lockChildren(tx, [ref]))]
    const changes = held.map((one) => movedTo(one, mask))
    await storeRecords(tx, changes)
    return await numberChanges(tx, [{ changes, verdict: null }])
  })
}

/** Reads what belongs to records and holds it until the transaction ends. */
async function lockChildren(tx: Queries, refs: readonly RecordRef[]): Promise<StoredRecord[]> {
  const found = await rows<RecordRow>(
    tx,
    sql`SELECT record.kind, record.id, version, scopes, body
        FROM unnest(${textColumn(refs.map(({ kind }) => kindNumber(kind)))},
                    ${textColumn(refs.map(({ id }) => id))}) AS named (kind, id)
        JOIN record ON parent_kind = named.kind::smallint AND parent_id = named.id
        ORDER BY record.kind, record.id FOR UPDATE OF record`,
  )
  return found.map(toStored)
}

/** Reads records of a kind that name somebody by one of these pieces (names.ts), and holds them. */
export async function lockNaming(
  tx: Queries,
  kind: TandemRecord['kind'],
  names: readonly string[],
): Promise<StoredRecord[]> {
  if (names.length === 0) return []
  const found = await rows<RecordRow>(
    tx,
    sql`SELECT kind, id, version, scopes, body FROM record
        WHERE kind = ${kindNumber(kind)} AND names && ${textColumn(names)}
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
 * before. Identities among them need the seal. Throws DATABASE_NOT_EMPTY otherwise. Returns the number of
 * records.
 */
export async function loadRecords(
  database: Database,
  items: Iterable<LoadItem>,
  seal: Seal | null = null,
): Promise<number> {
  return await database.transaction(async (tx) => {
    if (!(await isEmpty(tx))) throw new StartError('DATABASE_NOT_EMPTY')
    // A table emptied in the same transaction is written without a write-ahead log where allowed.
    await tx.execute(sql`TRUNCATE record`)
    let count = 0
    for (const batch of batches(items, seal)) {
      await insertRecords(tx, batch)
      count += batch.length
    }
    await tx.execute(sql`ANALYZE record`)
    return count
  })
}

function* batches(
  items: Iterable<LoadItem>,
  seal: Seal | null,
): Generator<{ record: TandemRecord; mask: number }[]> {
  let batch: { record: TandemRecord; mask: number }[] = []
  for (const { record, scopes } of items) {
    batch.push({ record: seal ? sealedRecord(seal, record) : record, mask: scopeMask(scopes) })
    if (batch.length === LOAD_ROWS) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
