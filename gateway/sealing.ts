/**
 * Who reported an irregularity, under lock in the database. Each identity is encrypted under a data key of
 * its own, and that key under one of the service, which stands in a file that no backup of the database
 * holds (envelope encryption, AES-256-GCM). Who has the database alone reads no name.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import * as v from 'valibot'
import { ReporterBody, type TandemRecord } from '../domain/contract/records.ts'
import { rows, textColumn, type Database } from './database.ts'
import type { Log } from './log.ts'
import { kindNumber } from './scopes.ts'
import { StartError } from './start-error.ts'

const CIPHER = 'aes-256-gcm'
/** Lengths in bytes. */
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** How an identity is stored. All but the name of the service's key is base64url. */
export const SealedReporter = v.strictObject({
  /** Which key of the service wrapped the data key: a hash of it, no secret. */
  key: v.string(),
  dataKey: v.string(),
  text: v.string(),
})
export type SealedReporter = v.InferOutput<typeof SealedReporter>

function locked(key: Buffer, plain: Buffer, about: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(about))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
}

/** Throws when it was changed, is of another report, or was locked by another key. */
function unlocked(key: Buffer, text: string, about: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(about))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
}

const nameOf = (key: Buffer): string =>
  createHash('sha256').update('tandem reporter seal ').update(key).digest('hex').slice(0, 16)

/** The keys of the service: the first one seals, the others still open what they sealed. */
export class Seal {
  readonly #keys: ReadonlyMap<string, Buffer>
  /** Name of the key that seals. */
  readonly current: string

  constructor(keys: readonly [Buffer, ...Buffer[]]) {
    this.#keys = new Map(keys.map((key) => [nameOf(key), key]))
    this.current = nameOf(keys[0])
  }

  /** The identity as it is stored. `reportId` is bound to it: it opens for no other report. */
  close(reportId: string, body: ReporterBody): SealedReporter {
    const dataKey = randomBytes(KEY_BYTES)
    const text = locked(dataKey, Buffer.from(JSON.stringify(body)), reportId)
    return { key: this.current, dataKey: this.#wrapped(dataKey, reportId), text }
  }

  /** Null when its key is not among those of the service. Throws for what was tampered with. */
  open(reportId: string, sealed: SealedReporter): ReporterBody | null {
    const dataKey = this.#dataKey(reportId, sealed)
    if (!dataKey) return null
    return v.parse(ReporterBody, JSON.parse(unlocked(dataKey, sealed.text, reportId).toString()))
  }

  /** The same under the key that seals now; null when its own key is not among those of the service. */
  renewed(reportId: string, sealed: SealedReporter): SealedReporter | null {
    const dataKey = this.#dataKey(reportId, sealed)
    return dataKey && { ...sealed, key: this.current, dataKey: this.#wrapped(dataKey, reportId) }
  }

  #wrapped(dataKey: Buffer, reportId: string): string {
    return locked(this.#keys.get(this.current)!, dataKey, `key of ${reportId}`)
  }

  #dataKey(reportId: string, { key, dataKey }: SealedReporter): Buffer | null {
    const own = this.#keys.get(key)
    return own ? unlocked(own, dataKey, `key of ${reportId}`) : null
  }
}

/** A new key of the service, as a line of its file. */
export const newKeyLine = (): string => randomBytes(KEY_BYTES).toString('base64')

/**
 * The keys of a file: one a line, 32 bytes in base64, the one that seals first. Throws BAD_SETTINGS, never
 * with what stands in it, when it cannot be read, may be read by everybody, or holds anything else.
 */
export function readSeal(file: string): Seal {
  const bad = (detail: string, cause?: unknown) =>
    new StartError('BAD_SETTINGS', `the seal key file ${detail}`, { cause })
  let text: string
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o007) !== 0) {
      throw bad('may be read by everybody on this machine')
    }
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw error instanceof StartError ? error : bad('cannot be read', error)
  }
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const [first, ...others] = lines.map((line) => Buffer.from(line, 'base64'))
  if (!first || [first, ...others].some(({ length }) => length !== KEY_BYTES)) {
    throw bad('must hold keys of 32 bytes in base64, one a line')
  }
  return new Seal([first, ...others])
}

/** The record as it is stored: an identity locked, anything else as it is. */
export function sealedRecord(seal: Seal, record: TandemRecord): TandemRecord {
  if (record.kind !== 'reporter') return record
  const body = seal.close(record.id, record.body as ReporterBody)
  return { ...record, body: body as unknown as ReporterBody }
}

interface Stored {
  id: string
  body: string
}

/**
 * Brings what is stored under the key that seals now: identities from before they were locked, and those
 * under an older key. Tells how many, and how many are under a key that this service no longer has.
 */
export async function sealStored(database: Database, seal: Seal, log: Log): Promise<void> {
  const { sealed, unknown } = await database.transaction(async (tx) => {
    const found = await rows<Stored>(
      tx,
      sql`SELECT id, body FROM record WHERE kind = ${kindNumber('reporter')}
            AND NOT starts_with(body, ${`{"key":"${seal.current}"`}) ORDER BY id FOR UPDATE`,
    )
    const next = found.map(({ id, body }) => ({ id, body: sealedAnew(seal, id, body) }))
    const known = next.filter((one): one is { id: string; body: SealedReporter } => !!one.body)
    await tx.execute(
      sql`UPDATE record SET body = next.body
          FROM unnest(${textColumn(known.map(({ id }) => id))},
                      ${textColumn(known.map(({ body }) => JSON.stringify(body)))}) AS next (id, body)
          WHERE record.kind = ${kindNumber('reporter')} AND record.id = next.id`,
    )
    return { sealed: known.length, unknown: next.length - known.length }
  })
  if (sealed > 0) log({ event: 'reporters-sealed', count: sealed })
  if (unknown > 0) log({ event: 'seal-key-missing', count: unknown })
}

function sealedAnew(seal: Seal, id: string, body: string): SealedReporter | null {
  const stored: unknown = JSON.parse(body)
  if (v.is(SealedReporter, stored)) return seal.renewed(id, stored)
  return seal.close(id, v.parse(ReporterBody, stored))
}
