import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Cache } from '../../db/index.ts'
import { loadQueueColumns } from '../../host/queue/index.ts'
import {
  CONTEXT,
  dossier,
  filledCache,
  newPlace,
  page,
  person,
  wire,
  type Place,
} from './samples.ts'

let place: Place
let cache: Cache
beforeEach(() => {
  place = newPlace()
  cache = filledCache(place, [wire('person', 'p1', person()), wire('dossier', 'd1', dossier())])
})
afterEach(() => {
  cache.close()
  place.remove()
})

const FILTER = { queue: 'ALL', facets: {}, due: null, search: '' } as const
const VIEWER = { actorId: 'fl-an', colleagues: [], today: '2026-03-02', side: null }
const isMarked = () =>
  loadQueueColumns(cache.queue, VIEWER).window(FILTER, [], 0, 1).rows[0]!.changed

test('a dossier is marked when others changed it since the look, until the next look', () => {
  expect(isMarked(), 'never looked at').toBe(false)
  expect(cache.lookAt('d1', '2026-03-01T10:00:00.000Z').before).toBeNull()
  expect(isMarked(), 'as it was').toBe(false)
  const other = dossier({ language: 'fr' })
  cache.applyPage(page([wire('dossier', 'd1', other, 2)]))
  expect(isMarked(), 'changed by others').toBe(true)
  const { before, changed } = cache.lookAt('d1', '2026-03-02T10:00:00.000Z')
  expect(before).toMatchObject({ at: '2026-03-01T10:00:00.000Z', body: { language: 'nl' } })
  expect(changed.queue.dossiers).toHaveLength(1)
  expect(isMarked(), 'looked at').toBe(false)
})

test('an own act marks nothing, and what is forgotten is forgotten whole', () => {
  cache.lookAt('d1', '2026-03-01T10:00:00.000Z')
  const { results } = cache.queueCommands(
    [{ name: 'tagDossier', args: { dossierId: 'd1', add: ['CALL'], remove: [] } }],
    CONTEXT,
  )
  expect(results).toMatchObject([{ outcome: 'QUEUED' }])
  expect(isMarked()).toBe(false)
})

test('a slice of commands is decided in order, and a refused one holds back no other', () => {
  const call = (dossierId: string) => ({
    name: 'tagDossier',
    args: { dossierId, add: ['CALL'], remove: [] },
  })
  expect(cache.tryCommand(call('d1'), CONTEXT)).toBeNull()
  expect(cache.tryCommand(call('nobody'), CONTEXT)).toBe('NOT_FOUND')
  const calls = [call('nobody'), call('d1'), call('d1')]
  const { results } = cache.queueCommands(calls, CONTEXT)
  expect(results.map((one) => ('code' in one ? one.code : one.outcome))).toEqual([
    'NOT_FOUND',
    'QUEUED',
    'ALREADY_SO',
  ])
})
