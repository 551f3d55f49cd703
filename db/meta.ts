/** What a cache knows about itself, as key and value. */
import { createHash, randomUUID } from 'node:crypto'
import type { Actor } from '../domain/contract/actor.ts'
import { masksText } from '../domain/rights/masks.ts'
import { contactAt, type Contact } from '../domain/rights/offline-age.ts'
import type { CacheState, FillFor } from './cache.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

type MetaKey =
  | 'gatewayId'
  | 'view'
  /** What masks the program that filled it knew, or that read it when the gateway confirmed it; absent: it may not be shown. */
  | 'masks'
  | 'clientId'
  | 'actor'
  | 'colleagues'
  | 'cursor'
  /** Mark of the change at the cursor (domain/contract/sync.ts); absent: not known. */
  | 'cursorMark'
  /** Records deleted since the feed was last read to its end, and of how many once counted. */
  | 'deletions'
  /** Present when a person accepted that many deletions, until the feed is read to its end. */
  | 'deletionsAccepted'
  | 'lastCommand'
  /** Name and last number of the entries of the access log. */
  | 'accessClient'
  | 'lastAccess'
  | 'upToDateAt'
  /** The last contact with the gateway (domain/rights/offline-age.ts), JSON. */
  | 'contact'
  | 'findingsDate'
  /** The day up to which it was told what of the watched ran out. */
  | 'watchDay'
  /** The day that it is on this desk: rules that are set aside come back with it. */
  | 'day'
  /** The model by which all links were made (JSON); absent: they must be made. */
  | 'linksMade'
  | 'handlesMade'
  | 'projection'
  | 'fill'
  /** In what was saved of a damaged cache: how many records it held. */
  | 'total'
  | 'deferredIndexes'

export function readMeta(db: ReadDb, key: MetaKey): string | null {
  return db.value<string>('SELECT value FROM meta WHERE key = ?', [key]) ?? null
}

export function writeMeta(db: WriteDb, key: MetaKey, value: string): void {
  db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', [key, value])
}

export function dropMeta(db: WriteDb, key: MetaKey): void {
  db.run('DELETE FROM meta WHERE key = ?', [key])
}

export function readState(db: ReadDb): CacheState {
  return {
    gatewayId: readMeta(db, 'gatewayId')!,
    view: readMeta(db, 'view') ?? '',
    clientId: readMeta(db, 'clientId')!,
    actor: JSON.parse(readMeta(db, 'actor')!) as Actor,
    colleagues: readColleagues(db),
    cursor: readCursor(db),
    mark: readMeta(db, 'cursorMark'),
    upToDateAt: readMeta(db, 'upToDateAt'),
  }
}

/** Another one: this program shows other things to the same person. */
const masksStamp = (actor: Actor): string =>
  createHash('sha256').update(masksText(actor)).digest('base64url')

/** True when this program shows the cache's person what it showed when the gateway last said that it may. */
export function areMasksConfirmed(db: ReadDb): boolean {
  return readMeta(db, 'masks') === masksStamp(readState(db).actor)
}

/** The gateway says of this program that it may show the cache. */
export function confirmMasks(db: WriteDb): void {
  if (!areMasksConfirmed(db)) writeMeta(db, 'masks', masksStamp(readState(db).actor))
}

/** A cache of before contacts were kept goes by when it last equalled the gateway. */
export function readContact(db: ReadDb): Contact | null {
  const kept = readMeta(db, 'contact')
  if (kept) return JSON.parse(kept) as Contact
  const upToDateAt = readMeta(db, 'upToDateAt')
  return upToDateAt ? contactAt(new Date(upToDateAt).getTime(), 0) : null
}

export function writeContact(db: WriteDb, contact: Contact): void {
  writeMeta(db, 'contact', JSON.stringify(contact))
}

export function readColleagues(db: ReadDb): CacheState['colleagues'] {
  return JSON.parse(readMeta(db, 'colleagues')!) as CacheState['colleagues']
}

export function readCursor(db: ReadDb): number {
  return Number(readMeta(db, 'cursor'))
}

/** The cache holds every change up to here. */
export function writeCursor(db: WriteDb, cursor: number, mark: string | null): void {
  writeMeta(db, 'cursor', String(cursor))
  if (mark === null) dropMeta(db, 'cursorMark')
  else writeMeta(db, 'cursorMark', mark)
}

/** Number of the last command of this client; 0 when it has sent none. */
export function readLastCommand(db: ReadDb): number {
  return Number(readMeta(db, 'lastCommand') ?? 0)
}

/** Writes what belongs to the gateway and the person; a new client name, no commands yet. */
export function writeIdentity(db: WriteDb, { gatewayId, view, actor, colleagues }: FillFor): void {
  writeMeta(db, 'gatewayId', gatewayId)
  writeMeta(db, 'view', view)
  writeMeta(db, 'masks', masksStamp(actor))
  writeMeta(db, 'clientId', randomUUID())
  writeMeta(db, 'actor', JSON.stringify(actor))
  writeMeta(db, 'colleagues', JSON.stringify(colleagues))
  writeMeta(db, 'lastCommand', '0')
}
