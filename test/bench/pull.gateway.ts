/**
 * Runs in a thread: a gateway that has nothing but a backlog. Its head is moved by messages; pages
 * are cut as the real one cuts them.
 */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { WIRE_VERSION, type Change } from '../../domain/contract/sync.ts'
import { ACTOR, TODAY } from './queue.world.ts'

const PAGE_ROWS = 5_000
const PAGE_BYTES = 8 * 1024 * 1024

const changes = workerData as readonly Change[]
const source = { gatewayId: 'bench', view: 'bench' }
const hints = new Set<ServerResponse>()
let head = 0

function page(from: number) {
  let to = from
  for (let bytes = 0; to < head && to - from < PAGE_ROWS; to += 1) {
    bytes += changes[to]!.body?.length ?? 0
    if (to > from && bytes > PAGE_BYTES) break
  }
  return { ...source, from, to, head, changes: changes.slice(from, to), settlements: [] }
}

const server = createServer((request, response) => {
  const url = new URL(request.url!, 'http://gateway')
  if (url.pathname === '/sync/hints') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    hints.add(response)
    return
  }
  const answer =
    url.pathname === '/sync/me'
      ? {
          ...source,
          actor: ACTOR,
          wire: WIRE_VERSION,
          head,
          at: `${TODAY}T12:00:00.000Z`,
          colleagues: [],
        }
      : page(Number(url.searchParams.get('from')))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
})
server.listen(0, '127.0.0.1', () => {
  parentPort!.postMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
parentPort!.on('message', (next: number | 'end') => {
  if (next === 'end') {
    server.closeAllConnections()
    server.close()
    return parentPort!.close()
  }
  head = next
  for (const open of hints) open.write(`data: {"head": ${head}}\n\n`)
})
