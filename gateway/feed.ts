/**
 * What a desk reads: the snapshot of its first fill and the pages of changes after it. Every page
 * holds only what the actor may see, field by field, by domain/rights.
 */
import { createHash } from 'node:crypto'
import { and, eq, gt, lte, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../domain/contract/actor.ts'
import { TandemError } from '../domain/contract/errors.ts'
import { RECORD_KINDS, type BodyOf, type RecordKind } from '../domain/contract/records.ts'
import type {
  Change,
  ChangePage,
  Settlement,
  SnapshotPage,
  WireRecord,
} from '../domain/contract/sync.ts'
import { isMasked, maskBody, masksText } from '../domain/rights/masks.ts'
import { maySeeKind, scopesOf, seesOwnOnly } from '../domain/rights/rights.ts'
import { rows, type Queries } from './database.ts'
import { parseDetails } from './records.ts'
import { keysUnder } from './register-keys.ts'
import { client, commandResult, gateway } from './schema.ts'
import { kindName, kindNumber, scopeMask } from './scopes.ts'

/** Limits of one page. A page holds at least one record, or one whole transaction. */
export interface PageLimits {
  rows: number
  /** Bytes of record bodies in UTF-8. */
  bytes: number
}

/** Identity of this gateway's data and the number of its last committed change. */
export async function readHead(queries: Queries): Promise<{ id: string; head: number }> {
  const [found] = await queries.select().from(gateway)
  if (!found) throw new TandemError('GATEWAY_EMPTY')
  return found
}

/** Rows of a transaction that its mark is made of: an import may have thousands. */
const MARKED_ROWS = 20

/** See `Mark` in domain/contract/sync.ts; it tells nothing of what was changed. */
export async function markOf(queries: Queries, n: number): Promise<string | null> {
  // Every poll asks for it: one statement.
  const [found] = await rows<{ content: string | null; secret: string }>(
    queries,
    sql`SELECT string_agg(concat_ws(' ', kind, id, version, md5(body)), ',' ORDER BY seq) AS content,
          (SELECT register_key FROM gateway) AS secret
        FROM (SELECT * FROM change WHERE n = ${n}::bigint ORDER BY seq LIMIT ${MARKED_ROWS}::integer) AS begun`,
  )
  return found?.content ? keysUnder(found.secret)(`change ${n} ${found.content}`) : null
}

/** What a person may see, as conditions of a statement. */
export interface View {
  actor: Actor
  mask: number
  /** Kinds of which the actor sees what is in their scopes. */
  kinds: SQL
  /** A record or change that belongs to the actor, whatever its scopes; of a kind that they see. */
  owned: SQL
  /** Changes when the person's rights change: a snapshot begun before is then void, a desk stale. */
  key: string
}

const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12)

/**
 * What the person's masks are, in a few characters. Equal masks are equal here in every gateway: a
 * program that masks otherwise voids what desks were filled with, and nobody has to remember that.
 */
const masksKey = (actor: Actor): string => shortHash(masksText(actor))

/** What this person may see now. */
export function viewOf(actor: Actor): View {
  const mask = scopeMask(scopesOf(actor))
  const seen = RECORD_KINDS.filter((kind) => maySeeKind(actor, kind))
  const shared = seen.filter((kind) => !seesOwnOnly(actor, kind))
  const isOneOf = (kinds: readonly RecordKind[]) =>
    sql.raw(`kind IN (${kinds.map(kindNumber).join(', ')})`)
  return {
    actor,
    mask,
    kinds: isOneOf(shared),
    owned: sql`(owner = ${actor.id}::text AND ${isOneOf(seen)})`,
    key: `${actor.id} ${actor.role} ${mask} ${masksKey(actor)}`,
  }
}

/** The body as the actor may see it, JSON text; null when they may not see it. */
function visibleBody(actor: Actor, kind: RecordKind, body: string): string | null {
  if (!isMasked(actor, kind)) return body
  const whole = JSON.parse(body) as BodyOf<typeof kind>
  const shown = maskBody(actor, kind, whole)
  if (shown === null) return null
  return shown === whole ? body : JSON.stringify(shown)
}

// ---------------------------------------------------------------- snapshot

interface SnapshotPosition {
  head: number
  total: number
  kind: number
  id: string
}

/**
 * One page of all records the actor may see, by kind and id. The head is taken before the first
 * page and travels in the cursor: records that change meanwhile come again with the changes.
 */
export async function readSnapshot(
  queries: Queries,
  actor: Actor,
  after: string | null,
  limits: PageLimits,
): Promise<SnapshotPage> {
  const view = viewOf(actor)
  const { id: gatewayId, head } = await readHead(queries)
  const position =
    after === null
      ? { head, total: await countVisible(queries, view), kind: 0, id: '' }
      : parseCursor(after, gatewayId, view)
  const found = await snapshotRows(queries, view, position, limits)
  const page = found.filter(({ fits }) => fits)
  const last = page.at(-1)
  const complete = page.length === found.length && found.length < limits.rows
  return {
    gatewayId,
    view: view.key,
    head: position.head,
    total: position.total,
    records: page.flatMap((row) => toWireRecord(actor, row)),
    next:
      complete || !last
        ? null
        : formatCursor(gatewayId, view, { ...position, kind: last.kind, id: last.id }),
  }
}

interface SnapshotRow {
  kind: number
  id: string
  version: number
  body: string
  /** Whether the page up to this record keeps to its bytes; the first one always fits. */
  fits: boolean
}

async function snapshotRows(
  queries: Queries,
  { mask, kinds, owned }: View,
  { kind, id }: SnapshotPosition,
  limits: PageLimits,
): Promise<SnapshotRow[]> {
  return await rows<SnapshotRow>(
    queries,
    sql`WITH found AS (
          SELECT kind, id, version, body FROM record
          WHERE (kind, id) > (${kind}::smallint, ${id}::text)
            AND ((${kinds} AND (scopes & ${mask}::smallint) <> 0) OR ${owned})
          ORDER BY kind, id LIMIT ${limits.rows}),
        page AS (
          SELECT *, row_number() OVER place = 1
                    OR sum(octet_length(body)) OVER place <= ${limits.bytes} AS fits
          FROM found WINDOW place AS (ORDER BY kind, id))
        SELECT kind, id, version, fits, CASE WHEN fits THEN body ELSE '' END AS body
        FROM page ORDER BY kind, id`,
  )
}

async function countVisible(queries: Queries, { mask, kinds, owned }: View): Promise<number> {
  const [counted] = await rows<{ total: string | number }>(
    queries,
    // Apart, so that the many are counted from the index of scopes alone.
    sql`SELECT (SELECT count(*) FROM record WHERE ${kinds} AND (scopes & ${mask}::smallint) <> 0)
             + (SELECT count(*) FROM record
                WHERE ${owned} AND NOT (${kinds} AND (scopes & ${mask}::smallint) <> 0)) AS total`,
  )
  return Number(counted?.total)
}

function toWireRecord(actor: Actor, row: SnapshotRow): WireRecord[] {
  const kind = kindName(row.kind)
  const body = visibleBody(actor, kind, row.body)
  return body === null ? [] : [{ kind, id: row.id, version: row.version, body }]
}

/** It travels in an address, which proxies write down: nothing in it says who asks. */
function formatCursor(gatewayId: string, view: View, position: SnapshotPosition): string {
  const { head, total, kind, id } = position
  const parts = [gatewayId, shortHash(view.key), head, total, kind, id]
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

function parseCursor(text: string, gatewayId: string, view: View): SnapshotPosition {
  const [gateway, key, head, total, kind, id] = decodeCursor(text)
  const numbers = [head, total, kind]
  if (
    gateway !== gatewayId ||
    key !== shortHash(view.key) ||
    !numbers.every((number) => Number.isSafeInteger(number) && (number as number) >= 0) ||
    (kind as number) > 32_767 ||
    typeof id !== 'string'
  ) {
    throw new TandemError('BAD_REQUEST', { parameter: 'after' })
  }
  return { head: head as number, total: total as number, kind: kind as number, id }
}

function decodeCursor(text: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(parts) ? parts : []
  } catch {
    // Not a cursor of ours: the empty list fails the check of its parts.
    return []
  }
}

// ---------------------------------------------------------------- changes

/**
 * The changes after `from`: whole transactions up to the limits, what left the actor's scopes as
 * tombstones, and the verdicts on the commands of the client.
 */
export async function readChanges(
  queries: Queries,
  actor: Actor,
  clientId: string,
  from: number,
  limits: PageLimits,
): Promise<ChangePage> {
  // Everything up to a head once read is committed and never changes: no transaction is needed.
  const { id: gatewayId, head } = await readHead(queries)
  if (from > head) throw new TandemError('GATEWAY_EMPTY', { head })
  await checkOwner(queries, actor, clientId)
  const view = viewOf(actor)
  const source = { gatewayId, view: view.key }
  if (from === head) {
    const mark = await markOf(queries, head)
    return { ...source, from, to: head, mark, head, changes: [], settlements: [] }
  }
  const to = await endOfPage(queries, view, from, head, limits)
  const changes = await changeRows(queries, view, from, to)
  const settled = await settlements(queries, clientId, from, to)
  const mark = await markOf(queries, to)
  return { ...source, from, to, mark, head, changes, settlements: settled }
}

async function checkOwner(queries: Queries, actor: Actor, clientId: string): Promise<void> {
  const [found] = await queries.select().from(client).where(eq(client.id, clientId))
  if (found && found.owner !== actor.id) throw new TandemError('FORBIDDEN')
}

function visibleChanges({ mask, kinds, owned }: View, from: number, to: number): SQL {
  return sql`n > ${from}::bigint AND n <= ${to}::bigint
             AND ((${kinds} AND ((scopes_before | scopes_after) & ${mask}::smallint) <> 0)
                  OR ${owned})`
}

/** The last transaction that fits into a page; the head when all of them do. */
async function endOfPage(
  queries: Queries,
  view: View,
  from: number,
  head: number,
  limits: PageLimits,
): Promise<number> {
  const transactions = await rows<{ n: string | number; rows: number; bytes: string | number }>(
    queries,
    sql`SELECT n, count(*)::integer AS rows, sum(octet_length(body)) AS bytes FROM change
        WHERE ${visibleChanges(view, from, head)} GROUP BY n ORDER BY n LIMIT ${limits.rows + 1}`,
  )
  let count = 0
  let bytes = 0
  let end = from
  for (const transaction of transactions) {
    count += transaction.rows
    bytes += Number(transaction.bytes)
    if (end > from && (count > limits.rows || bytes > limits.bytes)) return end
    end = Number(transaction.n)
  }
  return head
}

async function changeRows(
  queries: Queries,
  view: View,
  from: number,
  to: number,
): Promise<Change[]> {
  const found = await rows<{
    n: string | number
    kind: number
    id: string
    version: number
    /** Null where nobody needs it: of what leaves the actor's scopes. */
    body: string | null
    stays: boolean
  }>(
    queries,
    sql`SELECT n, kind, id, version, stays,
               CASE WHEN stays OR kind = ${kindNumber('note')}::smallint THEN body END AS body
        FROM change, LATERAL (SELECT (scopes_after & ${view.mask}::smallint) <> 0
                                     OR coalesce(${view.owned}, false) AS stays) AS still
        WHERE ${visibleChanges(view, from, to)} ORDER BY n, seq`,
  )
  return found.flatMap(({ n, kind, id, version, body, stays }) => {
    const name = kindName(kind)
    const gone = { n: Number(n), kind: name, id, version, body: null }
    if (body === null) return [gone]
    const seen = visibleBody(view.actor, name, body)
    // Of a record that this person never saw, not even that it is there. Who may read a note never
    // changes: of one that they never read, not even that it is gone.
    if (seen === null) return []
    return [stays ? { ...gone, body: seen } : gone]
  })
}

async function settlements(
  queries: Queries,
  clientId: string,
  from: number,
  to: number,
): Promise<Settlement[]> {
  const { n: command, change, outcome, code, details } = commandResult
  const found = await queries
    .select({ n: change, command, outcome, code, details })
    .from(commandResult)
    .where(and(eq(commandResult.client, clientId), gt(change, from), lte(change, to)))
    .orderBy(command)
  return found.map((row) => ({ ...row, details: parseDetails(row.details) }))
}
