/** Pulling a snapshot: the next page is asked for as soon as its cursor is known. */
import { expect, it } from 'vitest'
import { TandemError } from '../../domain/contract/errors.ts'
import type { SnapshotPage } from '../../domain/contract/sync.ts'
import { snapshotPages } from '../../host/sync/snapshot-pages.ts'
import type { GatewayClient } from '../../host/sync/gateway-client.ts'

type Client = Pick<GatewayClient, 'snapshot'>

const page = (next: string | null, gatewayId = 'g'): SnapshotPage => ({
  gatewayId,
  view: 'v',
  head: 1,
  total: 3,
  next,
  records: [],
})

/** A gateway with pages by cursor; answers when it is told to, and may tell the cursor before. */
class Pages implements Client {
  readonly asked: (string | null)[] = []
  readonly #open = new Map<string | null, (answer: SnapshotPage | TandemError) => void>()
  readonly #heads = new Map<string | null, (next: string | null) => void>()

  snapshot(
    after: string | null,
    _limit: number,
    { onNext }: { onNext?(next: string | null): void } = {},
  ): Promise<SnapshotPage> {
    this.asked.push(after)
    if (onNext) this.#heads.set(after, onNext)
    return new Promise((resolve, reject) => {
      this.#open.set(after, (answer) =>
        answer instanceof TandemError ? reject(answer) : resolve(answer),
      )
    })
  }
  tellNext(after: string | null, next: string | null): void {
    this.#heads.get(after)!(next)
  }
  answer(after: string | null, answer: SnapshotPage | TandemError): void {
    this.#open.get(after)!(answer)
  }
}

const turns = async () => {
  for (let i = 0; i < 10; i += 1) await new Promise((resolve) => setImmediate(resolve))
}

it('asks for the next page before the last one is in, and for no more than one ahead', async () => {
  const gateway = new Pages()
  const pages = snapshotPages(gateway, 'g', null)
  const first = pages.next()
  await turns()
  gateway.tellNext(null, 'a')
  await turns()
  expect(gateway.asked, 'the head of the first answer told the cursor').toEqual([null, 'a'])
  gateway.tellNext('a', 'b')
  await turns()
  expect(gateway.asked, 'nobody took the first page yet').toEqual([null, 'a'])
  gateway.answer(null, page('a'))
  expect((await first).done).toBe(false)
  const second = pages.next()
  await turns()
  expect(gateway.asked).toEqual([null, 'a', 'b'])
  gateway.answer('a', page('b'))
  expect((await second).done).toBe(false)
  gateway.answer('b', page(null))
  expect((await pages.next()).done).toBe(false)
  expect((await pages.next()).done).toBe(true)
})

it('goes on page by page where no head tells the cursor', async () => {
  const gateway = new Pages()
  const pages = snapshotPages(gateway, 'g', 'x')
  const first = pages.next()
  gateway.answer('x', page('y'))
  await first
  const second = pages.next()
  await turns()
  gateway.answer('y', page(null))
  await second
  expect((await pages.next()).done).toBe(true)
  expect(gateway.asked).toEqual(['x', 'y'])
})

it('takes no page of other data, no cursor that stands still, no page unlike its head', async () => {
  const read = async (run: (gateway: Pages) => void) => {
    const gateway = new Pages()
    const first = snapshotPages(gateway, 'g', 'x').next()
    await turns()
    run(gateway)
    return await first.then(
      () => 'taken',
      (error: TandemError) => error.code,
    )
  }
  expect(await read((gateway) => gateway.answer('x', page('y', 'other')))).toBe(
    'GATEWAY_BAD_ANSWER',
  )
  expect(await read((gateway) => gateway.answer('x', page('x')))).toBe('GATEWAY_BAD_ANSWER')
  const unlike = (gateway: Pages) => {
    gateway.tellNext('x', 'y')
    gateway.answer('x', page('z'))
  }
  expect(await read(unlike)).toBe('GATEWAY_BAD_ANSWER')
})

it('meets the failure of a page that was asked for early when its turn comes', async () => {
  const gateway = new Pages()
  const pages = snapshotPages(gateway, 'g', null)
  const first = pages.next()
  await turns()
  gateway.tellNext(null, 'a')
  await turns()
  gateway.answer('a', new TandemError('GATEWAY_UNREACHABLE'))
  gateway.answer(null, page('a'))
  expect((await first).done).toBe(false)
  await expect(pages.next()).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' })
})
