import { once } from 'node:events'
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { pageRows, type PageRows } from '../../db/page-rows.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import { readSnapshot } from '../../host/sync/snapshot-reader.ts'
import { serveSnapshots } from '../../host/sync/snapshot-service.ts'

const WORK = { gatewayUrl: 'http://127.0.0.1', gatewayId: 'g', after: null }
const NO_TOKENS = { token: () => Promise.reject(new Error('nobody asks')) }

const page = (head: number): PageRows => pageRows({ head, total: 10, next: null, records: [] })

let here: MessagePort
let there: MessagePort
beforeEach(() => {
  ;({ port1: here, port2: there } = new MessageChannel())
})
afterEach(() => {
  here.close()
  there.close()
})

/** A port stands for the worker: what is said between the two is the same. */
const worker = () => here as unknown as Worker

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await new Promise((resolve) => setImmediate(resolve))
}

it('gives every page once, in order, and runs only a few pages ahead of who stores', async () => {
  let made = 0
  serveSnapshots(there, async function* () {
    for (let head = 1; head <= 20; head += 1) {
      made = head
      yield page(head)
    }
  })
  const heads: number[] = []
  for await (const { head } of readSnapshot(worker(), WORK, NO_TOKENS)) {
    heads.push(head)
    await turns(20)
    expect(made - heads.length, 'pages that wait in memory').toBeLessThanOrEqual(5)
  }
  expect(heads).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
})

it('tells a failure after the pages before it, and reads again afterwards', async () => {
  let runs = 0
  serveSnapshots(there, async function* () {
    runs += 1
    yield page(runs)
    if (runs === 1) throw new TandemError('BAD_REQUEST', { parameter: 'after' })
  })
  const heads: number[] = []
  const readAll = async () => {
    for await (const { head } of readSnapshot(worker(), WORK, NO_TOKENS)) heads.push(head)
  }
  await expect(readAll()).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await readAll()
  expect(heads).toEqual([1, 2])
})

it('answers questions for a token while pages wait', async () => {
  const asked: (string | undefined)[] = []
  const tokens = {
    token: (refused?: string) => {
      asked.push(refused)
      return Promise.resolve('fresh')
    },
  }
  serveSnapshots(there, async function* () {
    yield page(1)
    const answer = once(there, 'message')
    there.postMessage({ type: 'token', refused: 'stale', signedOutAt: null })
    const [{ type, token }] = (await answer) as [{ type: string; token?: string }]
    yield page(type === 'token' && token === 'fresh' ? 2 : -1)
  })
  const pages = readSnapshot(worker(), WORK, tokens)
  expect((await pages.next()).value).toMatchObject({ head: 1 })
  await turns(20)
  expect(asked).toEqual(['stale'])
  expect((await pages.next()).value).toMatchObject({ head: 2 })
})

it('ends with an error when the other thread is gone', async () => {
  const pages = readSnapshot(worker(), WORK, NO_TOKENS)
  const first = pages.next()
  ;(here as unknown as Worker).emit('exit', 1)
  await expect(first).rejects.toMatchObject({ code: 'INTERNAL' })
})
