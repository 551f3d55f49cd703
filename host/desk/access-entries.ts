/** Entries of the access log: kept in the cache until the gateway has them. */
import type { AccessNote } from '../../domain/contract/access.ts'
import type { ErrorValue } from '../../domain/contract/workbench.ts'
import type { AccessRef } from '../../db/index.ts'
import type { AccessBook } from '../access/looks.ts'
import { asTandemError, errorValue } from '../errors.ts'
import { errorFields } from '../log.ts'
import type { AccessClient } from '../sync/gateway-client.ts'
import { AccessPush, type AccessSource } from '../sync/push-access.ts'
import type { DeskCache } from './desk-cache.ts'

/** How long entries of the access log gather before they are sent, in milliseconds. */
const ACCESS_GATHER_MS = 5_000

export class AccessEntries implements AccessBook {
  private readonly desk: DeskCache
  private readonly out: AccessPush
  private gathering: NodeJS.Timeout | null = null
  /** Why the gateway does not take the access log; commands and changes go on. */
  trouble: ErrorValue | null = null

  constructor(desk: DeskCache, client: AccessClient) {
    this.desk = desk
    this.out = new AccessPush({ source: this.source(), client, now: desk.clock })
  }

  close(): void {
    if (this.gathering) clearTimeout(this.gathering)
  }

  noteAccess(note: AccessNote): AccessRef | null {
    const ref = this.desk.read(({ cache }) => cache.noteAccess(note), null)
    this.sendIn(ACCESS_GATHER_MS)
    return ref
  }

  private sendIn(ms: number): void {
    this.gathering ??= setTimeout(() => {
      this.gathering = null
      this.desk.send()
    }, ms).unref()
  }

  amendAccess(ref: AccessRef, note: AccessNote): boolean {
    return this.desk.read(({ cache }) => cache.amendAccess(ref, note), false)
  }

  private source(): AccessSource {
    const { desk } = this
    return {
      nextAccess: (limit) => desk.inCache(({ cache }) => cache.nextAccess(limit), null),
      accessTaken: (client, last) =>
        desk.inCache(({ cache }) => cache.accessTaken(client, last), undefined),
      renameAccess: (client) => desk.inCache(({ cache }) => cache.renameAccess(client), undefined),
      setAsideAccess: (ref, code) => {
        desk.log('error', 'access.refused', { code })
        desk.inCache(({ cache }) => cache.setAsideAccess(ref, code), undefined)
        desk.statusChanged()
      },
    }
  }

  /** What was set aside goes out once more, after what waits. */
  sendAgain(): void {
    this.desk.write(({ cache }) => cache.sendAccessAgain())
    this.desk.statusChanged()
    this.desk.send()
  }

  /** What the gateway refuses is told, and nothing else waits for it. */
  async push(signal: AbortSignal): Promise<void> {
    try {
      await this.out.push(signal)
      this.trouble = null
    } catch (error) {
      if (asTandemError(error).code === 'GATEWAY_UNREACHABLE') throw error
      this.desk.log('warn', 'access.push', errorFields(error))
      this.trouble = errorValue(error)
      if (this.out.waitMs !== null) this.sendIn(this.out.waitMs)
    }
  }
}
