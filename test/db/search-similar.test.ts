import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cache } from '../../db/index.ts'
import { nearest, slipsBetween, soundsOf } from '../../db/search-similar.ts'
import type { QueueFilter } from '../../domain/contract/workbench.ts'
import { loadQueueColumns, type QueueColumns } from '../../host/queue/index.ts'
import { Chance } from './random-records.ts'
import {
  declaration,
  dossier,
  filledCache,
  newPlace,
  page,
  person,
  sampleInsz,
  tombstone,
  wire,
  type Place,
} from './samples.ts'

describe('slips between two words', () => {
  it('are letters added, left out, replaced, or neighbours swapped', () => {
    for (const [a, b, slips] of [
      ['KLIMOVIC', 'KLIMOVIC', 0],
      ['KLMOVIC', 'KLIMOVIC', 1],
      ['KLIIMOVIC', 'KLIMOVIC', 1],
      ['KLINOVIC', 'KLIMOVIC', 1],
      ['KILMOVIC', 'KLIMOVIC', 1],
      ['KILMOVIK', 'KLIMOVIC', 2],
      ['JANSEN', 'KLIMOVIC', 3],
    ] as const) {
      expect(slipsBetween(a, b, 2), `${a} ${b}`).toBe(slips)
    }
  })

  it('are the same both ways, and no more than a word is long', () => {
    const chance = new Chance(4)
    const word = () =>
      Array.from({ length: chance.int(7) }, () => chance.pick(['A', 'B', 'C'])).join('')
    for (let round = 0; round < 500; round += 1) {
      const [a, b] = [word(), word()]
      const slips = slipsBetween(a, b, 9)
      expect(slips, `${a} ${b}`).toBe(slipsBetween(b, a, 9))
      expect(slips === 0, `${a} ${b}`).toBe(a === b)
      expect(slips).toBeLessThanOrEqual(Math.max(a.length, b.length))
      const limited = slipsBetween(a, b, 1)
      expect(limited, `${a} ${b} with a limit`).toBe(Math.min(slips, 2))
    }
  })
})

describe('sounds of a word', () => {
  it('are the same for the spellings of one name', () => {
    for (const spellings of [
      ['KLIMOVIC', 'KLIMOVICH', 'KLIMOVITCH', 'KLIMOVITSCH', 'KLIMOWICZ'],
      ['OKSANA', 'OXANA'],
      ['KHALED', 'HALED'],
      ['YULIYA', 'JULIJA', 'IULIIA'],
      ['MOHAMED', 'MOHAMMED'],
      ['YOUSSEF', 'JUSEF'],
    ]) {
      expect([...new Set(spellings.map(soundsOf))], spellings.join(', ')).toHaveLength(1)
    }
  })
})

describe('the nearest names', () => {
  const names = new Map(
    ['KLIMOVIC', 'KLIMEK', 'JANSSENS', 'PEETERS', 'OKSANA'].map((name) => [name, soundsOf(name)]),
  )
  it('are those with the fewest slips, and none when all are far', () => {
    expect(nearest('KLMOVICH', names)).toEqual(['KLIMOVIC'])
    expect(nearest('OXANA', names)).toEqual(['OKSANA'])
    expect(nearest('JANSENS', names)).toEqual(['JANSSENS'])
    expect(nearest('WILLEMS', names)).toEqual([])
  })
})

describe('a search in the queue', () => {
  const everything: QueueFilter = { queue: 'ALL', facets: {}, due: null, search: '' }
  let place: Place
  let cache: Cache
  let queue: QueueColumns
  const records = [
    ['p1', 'Klimović', 'Oksana', 'd1'],
    ['p2', 'Kovalenko', 'Oksana', 'd2'],
    ['p3', 'Kovalenko', 'Petro', 'd3'],
  ] as const
  beforeEach(() => {
    place = newPlace()
    cache = filledCache(
      place,
      records.flatMap(([personId, familyName, givenNames, dossierId], i) => [
        wire(
          'person',
          personId,
          person({ familyName, givenNames, insz: sampleInsz(10 + i), passports: [] }),
        ),
        wire('dossier', dossierId, dossier({ personId, reference: `FL-2026-00010${i}` })),
      ]),
    )
    queue = loadQueueColumns(cache.queue, {
      actorId: null,
      colleagues: [],
      today: '2026-04-01',
      side: null,
    })
  })
  afterEach(() => {
    cache.close()
    place.remove()
  })

  const found = (search: string) => {
    const filter = { ...everything, search }
    const { approximate, total } = queue.summary(filter)
    const ids = queue.window(filter, [], 0, 9).rows.map(({ id }) => id)
    expect(total, search).toBe(ids.length)
    return { approximate, ids }
  }

  it('finds names that are alike, and says so, only when the words themselves find nothing', () => {
    expect(found('Klmovich')).toEqual({ approximate: true, ids: ['d1'] })
    expect(found('Klimovitch')).toEqual({ approximate: true, ids: ['d1'] })
    expect(found('Kovalenko Oxana')).toEqual({ approximate: true, ids: ['d2'] })
    expect(found('Kovalenko Oksana')).toEqual({ approximate: false, ids: ['d2'] })
    expect(found('Kovalenko')).toEqual({ approximate: false, ids: ['d2', 'd3'] })
    expect(found('Verstraeten')).toEqual({ approximate: false, ids: [] })
    expect(found('FL-2026-000999'), 'a number is exact').toEqual({ approximate: false, ids: [] })
  })

  it('knows names that came, and forgets those that went', () => {
    expect(found('Klmovich').ids).toEqual(['d1'])
    const update = (change: Parameters<typeof page>[0][number], from: number) =>
      queue.update(cache.applyPage(page([change], [], from)).queue)
    update(wire('person', 'p3', person({ familyName: 'Verstraete', passports: [] })), 10)
    expect(found('Verstraeten').ids).toEqual(['d3'])
    update(tombstone('person', 'p1'), 11)
    expect(found('Klmovich').ids).toEqual([])
  })

  it('takes no notice of a dossier that went', () => {
    expect(found('Kovalenko Petro')).toEqual({ approximate: false, ids: ['d3'] })
    queue.update(cache.applyPage(page([tombstone('dossier', 'd3')])).queue)
    expect(found('Kovalenko Petro').ids).toEqual([])
    expect(found('Kovalenko Petra').ids, 'nor in names that are alike').toEqual([])
  })

  it('finds the dossiers of the person to whom a declaration belongs by its number', () => {
    const sample = declaration()
    const body = {
      ...sample,
      l1Number: 'L1000042ABC',
      worker: { ...sample.worker, insz: sampleInsz(11), passport: null },
    }
    const change = (one: Parameters<typeof page>[0][number], from: number) =>
      queue.update(cache.applyPage(page([one], [], from)).queue)
    expect(found('L1000042ABC').ids).toEqual([])
    change(wire('declaration', 'l9', body), 10)
    for (const search of ['L1000042ABC', 'l1000042', 'L1000042ABC Kovalenko']) {
      expect(found(search), search).toEqual({ approximate: false, ids: ['d2'] })
    }
    expect(found('L1000042ABC Petro').ids).toEqual([])
    change(tombstone('declaration', 'l9'), 11)
    expect(found('L1000042ABC').ids, 'the declaration is gone').toEqual([])
  })
})
