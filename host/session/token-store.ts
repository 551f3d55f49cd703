import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { Actor, Colleague } from '../../domain/contract/actor.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import { seal, unseal } from '../keys/keys.ts'
import { replaceWhole } from '../whole-file.ts'

/** What is kept of a sign-in, sealed, so that the desk opens without the gateway. */
const StoredSession = v.strictObject({
  issuer: v.string(),
  actor: Actor,
  colleagues: v.array(Colleague),
  tokens: v.strictObject({
    access: v.string(),
    refresh: v.nullable(v.string()),
    expiresAt: v.number(),
  }),
})
export type StoredSession = v.InferOutput<typeof StoredSession>

/** The sealed session file of a data folder. */
export class TokenStore {
  private readonly file: string
  private readonly master: Uint8Array
  private lastWrite: Promise<void> = Promise.resolve()

  constructor(dataDir: string, master: Uint8Array) {
    this.file = join(dataDir, 'session')
    this.master = master
  }

  /**
   * The stored session; null when nobody is signed in or an older program wrote another form.
   * Throws CACHE_WRONG_KEY when the key or the bytes are not right.
   */
  async read(): Promise<StoredSession | null> {
    let sealed: Buffer
    try {
      sealed = await readFile(this.file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
    const parsed = v.safeParse(StoredSession, parseJson(unseal(this.master, sealed)))
    return parsed.success ? parsed.output : null
  }

  /** Replaces the stored session as a whole: a crash leaves the old or the new one. */
  write(session: StoredSession): Promise<void> {
    return this.inOrder(() => {
      const sealed = seal(this.master, JSON.stringify(session))
      return replaceWhole(this.file, sealed, `${this.file}.next`)
    })
  }

  purge(): Promise<void> {
    return this.inOrder(() => rm(this.file, { force: true }))
  }

  private inOrder(run: () => Promise<void>): Promise<void> {
    this.lastWrite = this.lastWrite.catch(() => {}).then(run)
    return this.lastWrite
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TandemError('CACHE_WRONG_KEY', {}, { cause })
  }
}
