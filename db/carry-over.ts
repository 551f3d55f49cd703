/** Takes what only this desk has, its commands on their way, from one cache file into another. */
import { randomUUID } from 'node:crypto'
import type { Actor } from '../domain/contract/actor.ts'
import type { RecordRef } from '../domain/contract/records.ts'
import { insertAttention, insertOutbox, type OutboxRef } from './commands.ts'
import { readMeta, writeMeta } from './meta.ts'
import { replayAll } from './replay.ts'
import type { RecordStore } from './record-store.ts'
import type { attention, outbox } from './schema.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

type OutboxRow = typeof outbox.$inferSelect
type AttentionRow = typeof attention.$inferSelect

/** Everything of a desk that the gateway does not know. `clientId` null: numbers may be missing. */
export interface Belongings {
  gatewayId: string | null
  clientId: string | null
  lastCommand: number
  outbox: { row: OutboxRow; refs: OutboxRef[] }[]
  attention: AttentionRow[]
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
  }
}

export function refsOf(db: ReadDb, n: number): OutboxRef[] {
  return db
    .all<RecordRef & { written: number }>('SELECT kind, id, written FROM outboxRef WHERE n = ?', [
      n,
    ])
    .map((ref) => ({ ...ref, written: ref.written === 1 }))
}

/** The same numbers go on, for the gateway counts them; holes would stop it. */
function keepNumbers(db: WriteDb, { clientId, lastCommand, outbox: rows }: Belongings): void {
  writeMeta(db, 'clientId', clientId!)
  writeMeta(db, 'lastCommand', String(lastCommand))
  for (const { row, refs } of rows) insertOutbox(db, { ...row, rounds: 0 }, refs)
}

/** Under a new client name, from 1: what waits is sent, what was refused keeps its words. */
function renumber(db: WriteDb, actor: Actor, { outbox: rows }: Belongings): void {
  let n = 0
  for (const { row, refs } of rows) {
    const mine = (JSON.parse(row.actor) as Actor).id === actor.id
    if (row.state === 'ANSWERED') {
      if (row.outcome !== 'ACCEPTED') insertAttention(db, { ...row, code: row.code ?? 'INTERNAL' })
    } else if (mine) {
      n += 1
      insertOutbox(db, { ...row, n }, refs)
    } else {
      // Never sent under another person's name.
      insertAttention(db, { ...row, code: 'FORBIDDEN', details: null })
    }
  }
  writeMeta(db, 'lastCommand', String(n))
}

/**
 * Within a transaction: puts the belongings of an old cache into a new one that has an identity.
 * The client's name and numbers go on when gateway and person are the same and the numbers are
 * without holes; otherwise the commands are numbered anew.
 */
export function carryOver(db: WriteDb, belongings: Belongings): void {
  const actor = JSON.parse(readMeta(db, 'actor')!) as Actor
  for (const row of belongings.attention) insertAttention(db, row)
  const { gatewayId, clientId, lastCommand, outbox: rows } = belongings
  const sameGateway = clientId !== null && gatewayId === readMeta(db, 'gatewayId')
  const allMine = rows.every(({ row }) => (JSON.parse(row.actor) as Actor).id === actor.id)
  const whole = rows.every(({ row }, i) => row.n === lastCommand - rows.length + 1 + i)
  if (sameGateway && allMine && whole) keepNumbers(db, belongings)
  else renumber(db, actor, belongings)
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
