import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Cache } from '../../db/index.ts'
import { namesPersons, numbersIn } from '../../domain/linking/number-list.ts'
import { loadQueueColumns, type QueueColumns } from '../../host/queue/index.ts'
import {
  dossier,
  enterprise,
  filledCache,
  newPlace,
  page,
  person,
  sampleInsz,
  wire,
  type Place,
} from './samples.ts'

const INSZ = sampleInsz(7)
let place: Place
let cache: Cache
let queue: QueueColumns
beforeEach(() => {
  place = newPlace()
  const open = { work: { state: 'IN_EXAM' as const, since: '2026-01-01' } }
  cache = filledCache(place, [
    wire('enterprise', 'e1', enterprise({ enterpriseNumber: '0403019261' })),
    wire('person', 'p1', person({ insz: INSZ })),
    wire('person', 'p2', person({ insz: null })),
    wire(
      'dossier',
      'd1',
      dossier({
        ...open,
        reference: 'FL-2026-000001',
        personId: 'p1',
        employerId: null,
        assignee: 'fl-an',
      }),
    ),
    wire(
      'dossier',
      'd2',
      dossier({
        ...open,
        reference: 'FL-2026-000002',
        personId: 'p2',
        employerId: 'e1',
        assignee: 'fl-bo',
      }),
    ),
    wire(
      'dossier',
      'd3',
      dossier({
        ...open,
        reference: 'FL-2026-000003',
        personId: 'p2',
        employerId: null,
        assignee: null,
      }),
    ),
  ])
  queue = loadQueueColumns(cache.queue, {
    actorId: 'fl-an',
    colleagues: ['fl-an', 'fl-bo'].map((id) => ({ id, name: id, assignable: true })),
    today: '2026-03-02',
    side: 'REGION',
  })
})
afterEach(() => {
  cache.close()
  place.remove()
})

const shown = (numbers: string[]) => {
  const filter = { queue: 'ALL' as const, facets: {}, due: null, search: '', numbers }
  const ids = queue.window(filter, [], 0, 10).rows.map(({ id }) => id)
  const { total, notFound } = queue.summary(filter)
  expect(total).toBe(ids.length)
  return { ids, notFound }
}

describe('a pasted list', () => {
  test('is cut at lines, commas and semicolons, each number once', () => {
    expect(numbersIn(' fl-2026-000001\r\n\nFL-2026-000001; 0403.019.261,x\t')).toEqual([
      'FL-2026-000001',
      '0403.019.261',
      'X',
    ])
    expect(numbersIn('\n , ;')).toEqual([])
    const spaced = 'FL-2026-000001 WA-2026-000002  0403.019.261'
    expect(numbersIn(spaced)).toEqual(['FL-2026-000001', 'WA-2026-000002', '0403.019.261'])
    expect(numbersIn('90 02 03 001 97'), 'one number with spaces in it').toEqual([
      '90 02 03 001 97',
    ])
  })

  test('that holds a valid INSZ looks for persons', () => {
    expect(namesPersons(['FL-2026-000001', '0403.019.261'])).toBe(false)
    expect(namesPersons(['FL-2026-000001', INSZ])).toBe(true)
  })

  test('shows dossiers by reference, INSZ and enterprise number, and says what is not known', () => {
    expect(shown(['FL-2026-000003', 'FL-2026-999999'])).toEqual({
      ids: ['d3'],
      notFound: ['FL-2026-999999'],
    })
    expect(shown([INSZ])).toEqual({ ids: ['d1'], notFound: [] })
    expect(shown(['0403.019.261', 'BE0403019261'])).toEqual({ ids: ['d2'], notFound: [] })
    expect(shown(['FL-2026'])).toEqual({ ids: [], notFound: ['FL-2026'] })
  })
})

test('the workload counts what each person of the service has open', () => {
  expect(queue.workload().toSorted((a, b) => (a.person < b.person ? -1 : 1))).toMatchObject([
    { person: 'fl-an', open: 1 },
    { person: 'fl-bo', open: 1 },
  ])
})

test('the workload of the Immigration Office counts what its clerks have, not the region', () => {
  const shared = {
    ...dossier(),
    residence: { state: 'PRE_ASSESSMENT' as const, since: '2026-01-20' },
    work: { state: 'IN_EXAM' as const, since: '2026-01-20' },
    assignee: 'fl-an',
  }
  const given = [
    wire('dossier', 'd1', { ...shared, assigneeDvz: 'tom' }, 2),
    wire('dossier', 'd2', { ...shared, assigneeDvz: 'tom' }, 2),
    wire('dossier', 'd3', { ...shared, assigneeDvz: 'eva' }, 2),
  ]
  cache.applyPage(page(given))
  const clerks = ['tom', 'eva', 'nora', 'fl-an'].map((id) => ({
    id,
    name: id,
    assignable: id !== 'fl-an',
  }))
  const office = loadQueueColumns(cache.queue, {
    actorId: 'tom',
    colleagues: clerks,
    today: '2026-03-02',
    side: 'DVZ',
  })
  expect(office.workload().map(({ person, open }) => [person, open])).toEqual([
    ['tom', 2],
    ['eva', 1],
    ['nora', 0],
  ])
})
