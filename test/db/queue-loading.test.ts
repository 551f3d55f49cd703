import { expect, it } from 'vitest'
import { loadingQueueColumns, loadQueueColumns } from '../../host/queue/index.ts'
import { CONTEXT, dossier, filledCache, newPlace, wire } from './samples.ts'

const VIEWER = { actorId: 'fl-an', colleagues: [], today: '2026-03-02', side: null }
const FILTER = { queue: 'ALL' as const, search: '', facets: {}, due: null }

it('loads the queue in slices, and changes that happen meanwhile are not lost', () => {
  const place = newPlace()
  const many = Array.from({ length: 9000 }, (_, i) =>
    wire('dossier', `x${i}`, dossier({ reference: `FL-${i}`, assignee: null })),
  )
  const cache = filledCache(place, many)
  const loading = loadingQueueColumns(cache.queue, VIEWER)
  const first = loading.next()
  expect([first.done, (first.value as number) < 1], 'more than one slice').toEqual([false, true])
  const args = { dossierId: 'x0', assignee: 'fl-bo', from: null }
  const { changed } = cache.queueCommand({ name: 'assignDossier', args }, CONTEXT)
  let step = loading.next()
  while (!step.done) step = loading.next()
  step.value.update(changed.queue)
  const fresh = loadQueueColumns(cache.queue, VIEWER)
  for (const queue of ['ALL', 'UNASSIGNED'] as const) {
    const filter = { ...FILTER, queue }
    expect(step.value.summary(filter), queue).toEqual(fresh.summary(filter))
    expect(step.value.window(filter, [], 0, 3), queue).toEqual(fresh.window(filter, [], 0, 3))
  }
  expect(step.value.summary({ ...FILTER, queue: 'UNASSIGNED' }).total).toBe(8999)
  cache.close()
  place.remove()
})
