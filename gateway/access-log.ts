/**
 * The access log: entries of desks, appended in number order per desk and chained in commit order.
 * Who looked comes from the token, never from the entry. As what they looked the desk says: rights may
 * be others when the entry comes, days later; where the token says otherwise, the entry says both. Nothing here changes or deletes an entry,
 * and the database refuses whoever tries.
 */
import { createHash } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import {
  canonicalJson,
  linksOf,
  type ChainHead,
  type Link,
  type Sha256,
} from '../domain/access/chain.ts'
import { noteFault } from '../domain/access/purposes.ts'
import {
  AccessNote,
  type AccessBatch,
  type AccessEntry,
  type AccessTaken,
  type WireAccess,
} from '../domain/contract/access.ts'
import type { Actor } from '../domain/contract/actor.ts'
import { TandemError } from '../domain/contract/errors.ts'
import { rows, textColumn, type Database, type Queries } from './database.ts'
import { instantOf } from './instant.ts'
import { accessClient, accessLog } from './schema.ts'

export const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex')

/**
 * Appends what a desk noted. A repeat writes nothing and is answered alike. Throws
 * COMMAND_OUT_OF_ORDER at a hole or another entry under a used number, FORBIDDEN when the name
 * belongs to another person, BAD_REQUEST when the numbers of the batch do not follow each other or
 * a note states what its role may not.
 */
export async function appendAccess(
  database: Database,
  actor: Actor,
  { client, sentAt, entries }: AccessBatch,
  now: Date,
): Promise<AccessTaken> {
  const first = entries[0]!.n
  if (entries.some(({ n }, i) => n !== first + i)) {
    throw new TandemError('BAD_REQUEST', { parameter: 'entries' })
  }
  const fault = entries.map(({ note }) => noteFault(note)).find((part) => part !== null)
  if (fault) throw new TandemError('BAD_REQUEST', { parameter: fault })
  const skew = now.getTime() - instantOf(sentAt, 'sentAt').getTime()
  return await database.transaction(async (tx) => {
    const before = await lockAccessClient(tx, client, actor)
    if (first > before + 1) throw new TandemError('COMMAND_OUT_OF_ORDER', { last: before })
    const repeats = entries.filter(({ n }) => n <= before)
    if (!(await areRepeats(tx, client, repeats))) {
      throw new TandemError('COMMAND_OUT_OF_ORDER', { last: before })
    }
    const fresh = entries.filter(({ n }) => n > before)
    const last = fresh.at(-1)?.n ?? before
    if (fresh.length > 0) {
      const drafts = fresh.map(({ n, note }) => ({
        note,
        client,
        n,
        at: lookedAt(note.at, skew, now),
      }))
      await append(tx, actor, drafts, now)
      await tx.update(accessClient).set({ last }).where(eq(accessClient.id, client))
    }
    return { last }
  })
}

/** Appends the gateway's own entry about somebody who reads the log; part of that transaction. */
export async function noteReader(tx: Queries, actor: Actor, note: AccessNote, now: Date) {
  await append(tx, actor, [{ note, client: null, n: null, at: now }], now)
}

/** A clock that is off by less than this is right; what is left is the way of the message. */
const SKEW_TOLERANCE_MS = 60_000

/** When the person looked, by the gateway's clock: a desk's clock tells how far it is off. */
function lookedAt(deskAt: string, skew: number, now: Date): Date {
  const corrected =
    instantOf(deskAt, 'at').getTime() + (Math.abs(skew) > SKEW_TOLERANCE_MS ? skew : 0)
  return new Date(Math.min(corrected, now.getTime()))
}

/** The last number of the name, held until the transaction ends; a new one starts at 0. */
async function lockAccessClient(tx: Queries, id: string, actor: Actor): Promise<number> {
  const [known] = await tx.select().from(accessClient).where(eq(accessClient.id, id)).for('update')
  if (!known) {
    await tx.insert(accessClient).values({ id, owner: actor.id, last: 0 })
    return 0
  }
  if (known.owner !== actor.id) throw new TandemError('FORBIDDEN')
  return known.last
}

const NOTE_KEYS = Object.keys(AccessNote.entries) as (keyof AccessNote)[]

/** The note that an entry was made of, as its desk sent it. */
function noteOf(entry: AccessEntry): AccessNote {
  const note = Object.fromEntries(NOTE_KEYS.map((key) => [key, entry[key]])) as AccessNote
  return { ...note, at: entry.deskAt }
}

async function areRepeats(
  tx: Queries,
  client: string,
  repeats: readonly WireAccess[],
): Promise<boolean> {
  if (repeats.length === 0) return true
  const { n, entry } = accessLog
  const numbers = repeats.map((repeat) => repeat.n)
  const found = await tx
    .select({ n, entry })
    .from(accessLog)
    .where(and(eq(accessLog.client, client), inArray(n, numbers)))
  const known = new Map(found.map((row) => [row.n, JSON.parse(row.entry) as AccessEntry]))
  return repeats.every((repeat) => {
    const earlier = known.get(repeat.n)
    return earlier && canonicalJson(noteOf(earlier)) === canonicalJson(repeat.note)
  })
}

interface Draft {
  note: AccessNote
  client: string | null
  n: number | null
  at: Date
}

/**
 * Chains and stores entries. The lock on the head is held until the transaction commits: that is
 * what makes the order of the chain the order of commits, over all gateways on the database.
 */
async function append(
  tx: Queries,
  actor: Actor,
  drafts: readonly Draft[],
  now: Date,
): Promise<void> {
  const head = await lockHead(tx)
  const receivedAt = now.toISOString()
  const entries = drafts.map(({ note, client, n, at }, i): AccessEntry => ({
    ...note,
    seq: head.seq + 1 + i,
    client,
    n,
    userId: actor.id,
    ...sentAs(actor, note),
    at: at.toISOString(),
    receivedAt,
    deskAt: note.at,
  }))
  await store(tx, entries, linksOf(head, entries, sha256))
}

function sentAs({ role, region }: Actor, note: AccessNote): Pick<AccessEntry, 'sentAs'> {
  return role === note.role && region === note.region ? {} : { sentAs: { role, region } }
}

async function lockHead(tx: Queries): Promise<ChainHead> {
  const [head] = await rows<{ seq: string | number; hash: string }>(
    tx,
    sql`SELECT seq, hash FROM access_head WHERE single = 1 FOR UPDATE`,
  )
  return { seq: Number(head!.seq), hash: head!.hash }
}

async function store(
  tx: Queries,
  entries: readonly AccessEntry[],
  links: readonly Link[],
): Promise<void> {
  await tx.insert(accessLog).values(
    entries.map((entry, i) => ({
      ...foundBy(entry),
      entry: links[i]!.text,
      prevHash: links[i]!.prevHash,
      hash: links[i]!.hash,
    })),
  )
  const shown = entries.flatMap(({ seq, persons }) =>
    [...new Set(persons)].map((person) => ({ person, seq })),
  )
  if (shown.length > 0) {
    await tx.execute(
      sql`INSERT INTO access_person (person, seq)
          SELECT person, seq::bigint
          FROM unnest(${textColumn(shown.map(({ person }) => person))},
                      ${textColumn(shown.map(({ seq }) => seq))}) AS shown (person, seq)`,
    )
  }
  const { seq, hash } = links.at(-1)!
  await tx.execute(sql`UPDATE access_head SET seq = ${seq}, hash = ${hash} WHERE single = 1`)
}

/** The columns by which an entry is found: they repeat what its text says. */
export function foundBy({ subject, ...entry }: AccessEntry) {
  return {
    seq: entry.seq,
    client: entry.client,
    n: entry.n,
    userId: entry.userId,
    role: entry.role,
    region: entry.region,
    sentRole: entry.sentAs?.role ?? null,
    sentRegion: entry.sentAs?.region ?? null,
    at: entry.at,
    action: entry.action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    dossierId: entry.dossierId,
  }
}
