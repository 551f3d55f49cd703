/** Entries of the access log: kept in the cache until the gateway has them. */
import type { AccessNote } from '../../domain/contract/access.ts'
import type { ErrorCode } from '../../domain/contract/errors.ts'
import type { ErrorValue } from '../../domain/contract/workbench.ts'
import type { AccessRef } from '../../db/index.ts'
import type { AccessBook } from '../access/looks.ts'
import { asTandemError, errorValue } from '../errors.ts'
import { errorFields } from '../log.ts'
import type { AccessClient } from '../sync/gateway-client.ts'
import { pushAccess } from '../sync/push-access.ts'
import type { DeskCache } from './desk-cache.ts'

/** How long entries of the access log gather before they are sent, in milliseconds. */
const ACCESS_GATHER_MS = 5_000

export class AccessEntries implements AccessBook {
  private readonly desk: DeskCache
  private readonly client: AccessClient
  private gathering: NodeJS.Timeout | null = null
  /** Why the gateway does not take the access log; commands and changes go on. */
  trouble: ErrorValue | null = null

  constructor(desk: DeskCache, client: AccessClient) {
    this.desk = desk
    this.client = client
  }

  close(): void {
    if (this.gathering) clearTimeout(this.gathering)
  }

  noteAccess(note: AccessNote): AccessRef | null {
    const ref = this.desk.read(({ cache }) => cache.noteAccess(note), null)
    this.gathering ??= setTimeout(() => {
      this.gathering = null
      this.desk.send()
    }, ACCESS_GATHER_MS).unref()
    return ref
  }

  amendAccess(ref: AccessRef, note: AccessNote): boolean {
    return this.desk.read(({ cache }) => cache.amendAccess(ref, note), false)
  }

  /** What the gateway refuses is told, and nothing else waits for it. */
  async push(signal: AbortSignal): Promise<void> {
    const source = {
      nextAccess: (limit: number) =>
        this.desk.inCache(({ cache }) => cache.nextAccess(limit), null),
      accessTaken: (client: string, last: number) =>
        this.desk.inCache(({ cache }) => cache.accessTaken(client, last), undefined),
      renameAccess: (client: string) =>
        this.desk.inCache(({ cache }) => cache.renameAccess(client), undefined),
      setAsideAccess: (ref: AccessRef, code: ErrorCode) => {
        this.desk.log('error', 'access.refused', { code })
        this.desk.inCache(({ cache }) => cache.setAsideAccess(ref, code), undefined)
      },
    }
    try {
      await pushAccess(source, this.client, this.desk.clock, signal)
      this.trouble = null
    } catch (error) {
      if (asTandemError(error).code === 'GATEWAY_UNREACHABLE') throw error
      this.desk.log('warn', 'access.push', errorFields(error))
      this.trouble = errorValue(error)
    }
  }
}
