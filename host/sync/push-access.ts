/** Sends the entries of the access log: apart from commands and changes, which never wait for it. */
import { TandemError } from '../../domain/contract/errors.ts'
import type { AccessParcel } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { AccessClient } from './gateway-client.ts'

/** Where entries wait. */
export interface AccessSource {
  nextAccess(limit: number): AccessParcel | null
  accessTaken(client: string, last: number): void
  renameAccess(client: string): void
}

/** Entries of one request; halved for as long as the gateway finds it too large. */
const BATCH = 200
/** Requests of one exchange: the rest goes with the next. */
const BATCHES = 5
/** The gateway knows this name otherwise: as another person's, or with other entries. */
const NAME_REFUSED: readonly string[] = ['COMMAND_OUT_OF_ORDER', 'FORBIDDEN']

/** Sends what waits, oldest first. A repeat is harmless: the gateway knows the numbers. */
export async function pushAccess(
  source: AccessSource,
  client: Pick<AccessClient, 'access'>,
  now: () => Date,
  signal: AbortSignal,
): Promise<void> {
  let size = BATCH
  let renamed = false
  for (let sent = 0; sent < BATCHES; sent += 1) {
    const parcel = source.nextAccess(size)
    if (!parcel) return
    try {
      await send(source, client, parcel, now, signal)
    } catch (error) {
      const { code } = asTandemError(error)
      const { length } = parcel.entries
      if (code === 'TOO_LARGE' && length > 1) size = length >> 1
      else if (NAME_REFUSED.includes(code) && !renamed) {
        source.renameAccess(parcel.client)
        renamed = true
      } else throw error
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
