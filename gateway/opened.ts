/**
 * Who has which dossier open now. A row lives as long as the hint stream of its desk: the gateway
 * that holds the stream renews it, removes it when the stream ends, and every gateway tells its own
 * streams. What a gateway that died left behind runs out by itself. Nothing of it is kept or logged.
 */
import { sql } from 'drizzle-orm'
import type { Actor } from '../domain/contract/actor.ts'
import type { OpenedHere } from '../domain/contract/opened.ts'
import { openedAs } from '../domain/rights/opened.ts'
import { scopesOf } from '../domain/rights/rights.ts'
import {
  OPENED_CHANNEL,
  type Database,
  type OpenedRow,
  type Queries,
  rows,
  textColumn,
} from './database.ts'
import type { HintHub, HintStream } from './hints.ts'
import { errorName, type Log } from './log.ts'
import { opened } from './schema.ts'
import { kindNumber, scopeMask } from './scopes.ts'

/** How often the rows of open streams are renewed, and how long a row lasts without. */
const RENEW_MS = 15_000
const LEASE_SECONDS = 45

export interface OpenedBoard {
  /** A desk says which dossier stands open on it. What the person may not see counts as none. */
  put(actor: Actor, here: OpenedHere): Promise<void>
  /** Tells a new stream what stands open elsewhere. */
  tellAll(listener: HintStream): Promise<void>
  /** A stream ended: nothing stands open on its desk any more. */
  left(listener: HintStream): void
  /** Renews what belongs to open streams, drops what ran out, and tells each stream what it missed. */
  renew(): Promise<void>
  /** Ends the renewing and waits for what is under way. */
  close(): Promise<void>
}

/** Makes the board of one gateway. */
export function createOpenedBoard(database: Database, hub: HintHub, log: Log): OpenedBoard {
  const running = new Set<Promise<void>>()
  const soon = (work: Promise<void>) => {
    const done = work
      .catch((error: unknown) => log({ event: 'opened-failed', error: errorName(error) }))
      .finally(() => running.delete(done))
    running.add(done)
  }
  const renew = async () => {
    const streams = hub.handlers()
    if (streams.length === 0) return
    await database.queries.execute(
      sql`UPDATE opened SET until = now() + make_interval(secs => ${LEASE_SECONDS})
          WHERE stream = ANY (${textColumn(streams)})`,
    )
    await database.queries.execute(sql`DELETE FROM opened WHERE until < now()`)
    hub.openedAre(await readOpened(database.queries))
  }
  const timer = setInterval(() => soon(renew()), RENEW_MS).unref()
  const stop = database.onOpened(hub.tellOpened)
  return {
    put: (actor, here) => database.transaction((tx) => put(tx, actor, here)),
    async tellAll(listener) {
      if (listener.reader) listener.openedAre(await readOpened(database.queries))
    },
    left(listener) {
      if (listener.reader) soon(database.transaction((tx) => remove(tx, listener)))
    },
    renew,
    async close() {
      clearInterval(timer)
      stop()
      await Promise.all(running)
    },
  }
}

async function readOpened(queries: Queries): Promise<OpenedRow[]> {
  const found = await queries
    .select()
    .from(opened)
    .where(sql`until >= now()`)
  return found.map(({ stream, person, track, dossierId, scopes }) => ({
    stream,
    person,
    track,
    dossierId,
    scopes,
  }))
}

async function put(tx: Queries, actor: Actor, { stream, dossierId }: OpenedHere): Promise<void> {
  const track = openedAs(actor)
  if (track === null) return
  const person = actor.id
  const [row] = await rows<{ scopes: number }>(
    tx,
    sql`INSERT INTO opened (stream, person, track, dossier, scopes, until)
        SELECT ${stream}, ${person}, ${track}, id, scopes,
               now() + make_interval(secs => ${LEASE_SECONDS})
        FROM record WHERE kind = ${kindNumber('dossier')} AND id = ${dossierId ?? ''}
                      AND scopes & ${scopeMask(scopesOf(actor))}::smallint <> 0
        ON CONFLICT (stream) DO UPDATE
          SET dossier = excluded.dossier, scopes = excluded.scopes, until = excluded.until
          WHERE opened.person = excluded.person
        RETURNING scopes`,
  )
  if (!row || dossierId === null) return remove(tx, { id: stream, person })
  await tell(tx, { stream, person, track, dossierId, scopes: row.scopes })
}

/** Only the person's own: the name of a stream is no right to another's. */
async function remove(
  tx: Queries,
  { id, person }: { id: string | null; person: string },
): Promise<void> {
  const gone = await tx
    .delete(opened)
    .where(sql`stream = ${id} AND person = ${person}`)
    .returning()
  for (const { stream, track } of gone) {
    await tell(tx, { stream, person, track, dossierId: null, scopes: 0 })
  }
}

async function tell(tx: Queries, row: OpenedRow): Promise<void> {
  await tx.execute(sql`SELECT pg_notify(${OPENED_CHANNEL}, ${JSON.stringify(row)})`)
}
