/**
 * A thread that holds the pages of a practice world in memory, as the texts that a gateway answers,
 * and reads them as the desk's own thread does: the real client on a network that is this memory.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { SnapshotPage, WireRecord } from '../../domain/contract/sync.ts'
import { DEFAULT_LIMITS } from '../../gateway/server.ts'
import { FULL, generateWorld, SMALL } from '../../gateway/practice/world/index.ts'
import { gatewayClient } from '../../host/sync/gateway-client.ts'
import { PAGE_RECORDS, snapshotPages } from '../../host/sync/snapshot-pages.ts'
import { serveSnapshots } from '../../host/sync/snapshot-service.ts'
import { CLOCK_TIMERS } from '../../host/sync/timers.ts'
import type { World } from './figure.ts'
import { TODAY } from './queue.world.ts'

const pages: Buffer[] = []
let total = 0

function keep(records: readonly WireRecord[], isLast: boolean): void {
  const page: SnapshotPage = {
    gatewayId: 'bench',
    view: 'bench',
    head: 1,
    records: [...records],
    next: isLast ? null : String(pages.length + 1),
    total,
  }
  pages.push(Buffer.from(JSON.stringify(page)))
}

function makePages(world: World): void {
  const sizes = world === 'full' ? FULL : SMALL
  let records: WireRecord[] = []
  let bytes = 0
  for (const { record } of generateWorld({ seed: 1, today: TODAY, ...sizes })) {
    const body = JSON.stringify(record.body)
    const size = Buffer.byteLength(body)
    if (records.length === PAGE_RECORDS || bytes + size > DEFAULT_LIMITS.pageBytes) {
      keep(records, false)
      records = []
      bytes = 0
    }
    records.push({ ...record, body })
    bytes += size
    total += 1
  }
  keep(records, true)
}

const fromMemory: typeof fetch = (url) => {
  const after = new URL(url as string).searchParams.get('after') ?? '0'
  const headers = { 'content-type': 'application/json' }
  return Promise.resolve(new Response(pages[Number(after)] as Uint8Array<ArrayBuffer>, { headers }))
}

makePages(workerData as World)
const client = gatewayClient(
  'http://127.0.0.1',
  { token: () => Promise.resolve('bench') },
  { fetch: fromMemory, timers: CLOCK_TIMERS },
)
serveSnapshots(parentPort!, ({ gatewayId, after }) => snapshotPages(client, gatewayId, after))
parentPort!.postMessage({ type: 'ready', total })
