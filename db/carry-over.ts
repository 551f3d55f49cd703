/** Takes what only this desk has, its commands on their way, from one cache file into another. */
import { randomUUID } from 'node:crypto'
import type { Actor } from '../domain/contract/actor.ts'
import { WITHDRAWN } from '../domain/commands/lanes.ts'
import { readAccess, takeAccess, type AccessBelongings } from './access-log.ts'
import { contentHeld, hashesToSend, keepToSend, type Content } from './contents.ts'
import {
  holding,
  insertAttention,
  insertOutbox,
  keepWords,
  type OutboxRef,
  refsOf,
} from './commands.ts'
import { readMeta, writeMeta } from './meta.ts'
import { replayAll } from './replay.ts'
import type { RecordStore } from './record-store.ts'
import type { attention, outbox } from './schema.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'
import { type AlertRecord, readAlerts, takeAlerts } from './watch.ts'

type OutboxRow = typeof outbox.$inferSelect
type AttentionRow = typeof attention.$inferSelect

/** Everything of a desk that the gateway does not know. `clientId` null: numbers may be missing. */
export interface Belongings {
  gatewayId: string | null
  clientId: string | null
  lastCommand: number
  outbox: { row: OutboxRow; refs: OutboxRef[] }[]
  attention: AttentionRow[]
  access: AccessBelongings
  alerts: AlertRecord[]
  /** Up to when it was told what of the watched ran out. */
  watchDay: string | null
  /** Contents that acts need from this desk until they are accepted. */
  contents: Content[]
}

export function readBelongings(db: ReadDb): Belongings {
  return {
    gatewayId: readMeta(db, 'gatewayId'),
    clientId: readMeta(db, 'clientId'),
    lastCommand: Number(readMeta(db, 'lastCommand') ?? 0),
    outbox: db
      .all<OutboxRow>('SELECT * FROM outbox ORDER BY n')
      .map((row) => ({ row, refs: refsOf(db, row.n) })),
    attention: db.all<AttentionRow>('SELECT * FROM attention ORDER BY n'),
    access: readAccess(db),
    alerts: readAlerts(db),
    watchDay: readMeta(db, 'watchDay'),
    contents: hashesToSend(db).flatMap((hash) => contentHeld(db, hash) ?? []),
  }
}

/** The same numbers go on, for the gateway counts them; holes would stop it. */
function keepNumbers(db: WriteDb, { clientId, lastCommand, outbox: rows }: Belongings): void {
  writeMeta(db, 'clientId', clientId!)
  writeMeta(db, 'lastCommand', String(lastCommand))
  for (const { row, refs } of rows) insertOutbox(db, { ...row, rounds: 0 }, refs)
}

/**
 * Under a new client name, from 1: what waits is sent, what was refused keeps its words, and so does
 * what stood on that: the gateway does not know these numbers any more.
 */
function renumber(db: WriteDb, actor: Actor, { clientId, outbox: rows }: Belongings): void {
  const numbers = new Map<number, number>()
  const refused = new Map<number, string>()
  const withdrawn = (row: OutboxRow, code: string, details: string | null = null) => {
    refused.set(row.n, holding(row, code))
    keepWords(db, row, { code, details })
  }
  // Of a damaged cache not every command could be read: what one of those stood on is unknown.
  const isLost = (n: number) => clientId === null && !numbers.has(n)
  // What was accepted meanwhile holds nothing back, and needs no number.
  const newNumber = (n: number | null) => (n === null ? null : (numbers.get(n) ?? 0) || null)
  let next = 0
  for (const { row, refs } of rows) {
    const { n, after } = row
    const held = row.held ?? (after === null ? null : (refused.get(after) ?? null))
    if (row.state === 'ANSWERED') {
      if (row.outcome === 'ACCEPTED') numbers.set(n, 0)
      else withdrawn({ ...row, held }, row.code ?? 'INTERNAL', row.details)
    } else if ((JSON.parse(row.actor) as Actor).id !== actor.id) {
      // Never sent under another person's name.
      withdrawn({ ...row, held }, 'FORBIDDEN')
    } else if (held !== null || (after !== null && isLost(after))) {
      withdrawn({ ...row, held }, 'HELD_BACK')
    } else if (row.name !== WITHDRAWN) {
      next += 1
      numbers.set(n, next)
      insertOutbox(db, { ...row, n: next, after: newNumber(after), sent: 0 }, refs)
    }
  }
  writeMeta(db, 'lastCommand', String(next))
}

/**
 * Within a transaction: puts the belongings of an old cache into a new one that has an identity.
 * The client's name and numbers go on when gateway and person are the same and the numbers are
 * without holes; otherwise the commands are numbered anew.
 */
export function carryOver(db: WriteDb, belongings: Belongings): void {
  const actor = JSON.parse(readMeta(db, 'actor')!) as Actor
  for (const row of belongings.attention) insertAttention(db, row)
  takeAccess(db, actor.id, belongings.access)
  takeAlerts(db, belongings.alerts)
  if (belongings.watchDay) writeMeta(db, 'watchDay', belongings.watchDay)
  const { gatewayId, clientId, lastCommand, outbox: rows } = belongings
  const sameGateway = clientId !== null && gatewayId === readMeta(db, 'gatewayId')
  const allMine = rows.every(({ row }) => (JSON.parse(row.actor) as Actor).id === actor.id)
  // An answered one may outlast later ones that the feed settled: it is never sent again.
  const unsent = rows.filter(({ row }) => row.state === 'PENDING')
  const whole = unsent.every(({ row }, i) => row.n === lastCommand - unsent.length + 1 + i)
  if (sameGateway && allMine && whole) keepNumbers(db, belongings)
  else renumber(db, actor, belongings)
  for (const content of belongings.contents) keepToSend(db, content)
}

/**
 * Within a transaction, on a cache in use: a new client's name and numbers from 1 for what waits.
 * What the gateway answered leaves: accepted acts come with the feed, words of others are kept.
 */
export function renumberOutbox(db: WriteDb, store: RecordStore): void {
  const belongings = readBelongings(db)
  db.run('DELETE FROM outbox')
  writeMeta(db, 'clientId', randomUUID())
  renumber(db, JSON.parse(readMeta(db, 'actor')!) as Actor, belongings)
  replayAll(db, store)
}
