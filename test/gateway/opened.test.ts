/** Open dossiers over two gateways on one database: who may know of them, and when they are over. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'
import type { OpenedThere } from '../../domain/contract/opened.ts'
import { rows, type Database } from '../../gateway/database.ts'
import { createHintHub, type HintStream } from '../../gateway/hints.ts'
import { createOpenedBoard, type OpenedBoard } from '../../gateway/opened.ts'
import { scopeMask } from '../../gateway/scopes.ts'
import { scopesOf } from '../../domain/rights/rights.ts'
import { AN, databaseKinds, dossier, JORIS, LUC, person, refill, TOM, VERA } from './fixtures.ts'

/** On a busy machine a notification may take long; one that never comes still ends the test. */
const SOON = { timeout: 60_000, interval: 10 }
const FAR = Date.UTC(2100, 0, 1)

describe.each(databaseKinds())('on $name', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await kind.open()
    await refill(database, [
      person('p1', ['FL', 'WA', 'FED']),
      dossier('d1', 'p1', ['FL', 'FED']),
      dossier('d2', 'p1', ['WA', 'FED']),
    ])
  })
  beforeEach(() => database.queries.execute(sql`DELETE FROM opened`))
  afterAll(async () => {
    await database.close()
    await kind.stop()
  })

  interface Gateway {
    board: OpenedBoard
    /** Opens a stream for a person and gives what it has been told to stand open. */
    listen(who: Actor, stream: string): Promise<{ now(): OpenedThere[]; end(): void }>
  }

  function gateway(): Gateway {
    const hub = createHintHub(Date.now, (listener: HintStream) => board.left(listener))
    const board = createOpenedBoard(database, hub, () => {})
    onTestFinished(async () => {
      hub.close()
      await board.close()
    })
    return {
      board,
      async listen(who, stream) {
        const listener = hub.open(who.id, FAR, { stream, mask: scopeMask(scopesOf(who)) })
        const open = new Map<string, OpenedThere>()
        void read(listener.stream, open)
        await board.tellAll(listener)
        return { now: () => [...open.values()], end: () => listener.end() }
      },
    }
  }

  const at = (list: OpenedThere[]) => list.map(({ person: who, dossierId }) => [who, dossierId])

  test('whoever may see the dossier hears of it at any gateway; others and the person do not', async () => {
    const here = gateway()
    const there = gateway()
    await here.listen(AN, 's-an')
    const same = await here.listen(JORIS, 's-joris')
    const far = await there.listen(TOM, 's-tom')
    const other = await there.listen(LUC, 's-luc')
    const own = await there.listen(AN, 's-an-2')
    await there.board.put(AN, { stream: 's-an', dossierId: 'd1' })
    for (const one of [same, far]) {
      await expect.poll(() => at(one.now()), SOON).toEqual([[AN.id, 'd1']])
    }
    expect([other.now(), own.now()]).toEqual([[], []])
    const late = await here.listen(TOM, 's-late')
    await expect.poll(() => at(late.now()), SOON).toEqual([[AN.id, 'd1']])

    await here.board.put(AN, { stream: 's-an', dossierId: null })
    for (const one of [same, far, late]) await expect.poll(() => one.now(), SOON).toEqual([])
  })

  test('it ends with the stream of the desk, whichever gateway holds it', async () => {
    const here = gateway()
    const there = gateway()
    const an = await here.listen(AN, 's-an')
    const joris = await there.listen(JORIS, 's-joris')
    await there.board.put(AN, { stream: 's-an', dossierId: 'd1' })
    await expect.poll(() => at(joris.now()), SOON).toEqual([[AN.id, 'd1']])
    an.end()
    await expect.poll(() => joris.now(), SOON).toEqual([])
  })

  test('what a gateway that died left behind runs out; what was missed is made good', async () => {
    const here = gateway()
    const joris = await here.listen(JORIS, 's-joris')
    await here.board.put(AN, { stream: 's-dead', dossierId: 'd1' })
    await expect.poll(() => at(joris.now()), SOON).toEqual([[AN.id, 'd1']])
    await here.board.put(JORIS, { stream: 's-joris', dossierId: 'd1' })
    await database.queries.execute(sql`UPDATE opened SET until = now() - interval '1 second'`)
    await here.board.renew()
    await expect.poll(() => joris.now(), SOON).toEqual([])
    const left = await rows(database.queries, sql`SELECT stream FROM opened`)
    expect(left, 'a stream that is open keeps its own').toEqual([{ stream: 's-joris' }])
  })

  test("nobody speaks for another's desk, of a dossier out of reach, or as an auditor", async () => {
    const here = gateway()
    const tom = await here.listen(TOM, 's-tom')
    await here.board.put(AN, { stream: 's-an', dossierId: 'd1' })
    await expect.poll(() => at(tom.now()), SOON).toEqual([[AN.id, 'd1']])
    await here.board.put(LUC, { stream: 's-an', dossierId: 'd2' })
    await here.board.put(LUC, { stream: 's-an', dossierId: null })
    await here.board.put(LUC, { stream: 's-luc', dossierId: 'd1' })
    await here.board.put(VERA, { stream: 's-vera', dossierId: 'd1' })
    const kept = await rows(database.queries, sql`SELECT stream, person, dossier FROM opened`)
    expect(kept).toEqual([{ stream: 's-an', person: AN.id, dossier: 'd1' }])
  })
})

/** Follows a stream of hints and keeps what stands open by its word. */
async function read(
  stream: ReadableStream<Uint8Array>,
  open: Map<string, OpenedThere>,
): Promise<void> {
  for await (const bytes of stream) {
    for (const line of new TextDecoder().decode(bytes).split('\n')) {
      if (!line.startsWith('data:')) continue
      const hint = JSON.parse(line.slice(5)) as { opened?: OpenedThere }
      if (!hint.opened) continue
      if (hint.opened.dossierId === null) open.delete(hint.opened.stream)
      else open.set(hint.opened.stream, hint.opened)
    }
  }
}
