/** Sends the entries of the access log: apart from commands and changes, which never wait for it. */
import { type ErrorCode, TandemError } from '../../domain/contract/errors.ts'
import type { AccessParcel, AccessRef } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { AccessClient } from './gateway-client.ts'

/** Where entries wait. */
export interface AccessSource {
  nextAccess(limit: number): AccessParcel | null
  accessTaken(client: string, last: number): void
  renameAccess(client: string): void
  /** Keeps one entry aside with the reason; what follows goes on under another name. */
  setAsideAccess(ref: AccessRef, code: ErrorCode): void
}

/** Entries of one request; halved for as long as the gateway does not take them. */
const BATCH = 200
/** Batches of one exchange that get somewhere: the rest goes with the next. */
const BATCHES = 5
/** The gateway knows this name otherwise: as another person's, or with other entries. */
const NAME_REFUSED: readonly string[] = ['COMMAND_OUT_OF_ORDER', 'FORBIDDEN']
/** Something in the batch is not as the gateway takes it: smaller ones show which entry it is. */
const ENTRY_REFUSED: readonly string[] = ['TOO_LARGE', 'BAD_REQUEST']
/** The gateway fails at the batch: smaller ones bring the others to the log, and one by itself waits. */
const NOT_DONE: readonly string[] = ['GATEWAY_SLOW', 'GATEWAY_BAD_ANSWER']

/**
 * Sends what waits, oldest first. A repeat is harmless: the gateway knows the numbers. An entry that
 * the gateway refuses by itself is set aside: it must not keep the others from the log.
 */
export async function pushAccess(
  source: AccessSource,
  client: Pick<AccessClient, 'access'>,
  now: () => Date,
  signal: AbortSignal,
): Promise<void> {
  let size = BATCH
  let renamed = false
  const isSmaller = (code: string, entries: number) =>
    ENTRY_REFUSED.includes(code) || (NOT_DONE.includes(code) && entries > 1)
  for (let done = 0; done < BATCHES;) {
    const parcel = source.nextAccess(size)
    if (!parcel) return
    try {
      await send(source, client, parcel, now, signal)
      done += 1
    } catch (error) {
      const { code } = asTandemError(error)
      const { entries, client: name } = parcel
      if (NAME_REFUSED.includes(code) && !renamed) {
        source.renameAccess(name)
        renamed = true
      } else if (!isSmaller(code, entries.length)) {
        throw error
      } else if (entries.length > 1) {
        size = entries.length >> 1
      } else {
        source.setAsideAccess({ client: name, n: entries[0]!.n }, code)
        size = BATCH
        done += 1
      }
    }
  }
}

async function send(
  source: AccessSource,
  client: Pick<AccessClient, 'access'>,
  { client: name, entries }: AccessParcel,
  now: () => Date,
  signal: AbortSignal,
): Promise<void> {
  const batch = { client: name, sentAt: now().toISOString(), entries }
  const { last } = await client.access(batch, signal)
  // Without progress the same batch would go out forever.
  if (last < entries[0]!.n) throw new TandemError('GATEWAY_BAD_ANSWER')
  source.accessTaken(name, Math.min(last, entries.at(-1)!.n))
}
