/** News of what is watched: computed with each page of changes, gone with what left the officer's sight. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Cache } from '../../db/index.ts'
import {
  CONTEXT,
  declaration,
  dossier,
  enterprise,
  filledCache,
  newPlace,
  page,
  person,
  tombstone,
  wire,
  type Place,
} from './samples.ts'

const NUMBER = '0403019261'
const watch = (subjectId: string, change = {}) => ({
  kind: 'enterprise' as const,
  subjectId,
  owner: CONTEXT.actor.id,
  reason: 'Na de controle van januari.',
  from: '2026-01-01',
  until: '2099-12-31',
  ended: false,
  at: '2026-01-01T10:00:00.000Z',
  ...change,
})

let place: Place
let cache: Cache
beforeEach(() => {
  place = newPlace()
  cache = filledCache(place, [
    wire('enterprise', 'e1', enterprise({ enterpriseNumber: NUMBER })),
    wire('enterprise', 'e2', enterprise({ enterpriseNumber: '0428759497' })),
    wire('person', 'p1', person()),
    wire('dossier', 'd1', dossier({ employerId: 'e1' })),
    wire('watch', 'w1', watch('e1')),
    wire('watch', 'w2', watch('e2', { ended: true })),
    wire('watch', 'w3', watch('e2', { until: '2020-01-01' })),
  ])
})
afterEach(() => {
  cache.close()
  place.remove()
})

const of = (enterpriseNumber: string | null, change = {}) =>
  declaration({ clients: [{ name: 'Klant', enterpriseNumber }], ...change })
const news = () =>
  cache.watches().alerts.map(({ code, recordId, fields }) => [code, recordId, fields])

test('a fill is no news; a declaration that comes, changes and stops is', () => {
  expect(news()).toEqual([])
  cache.applyPage(page([wire('declaration', 'c1', of(NUMBER))], [], 10))
  const later = { period: { from: '2026-01-01', to: '2026-12-30' } }
  cache.applyPage(page([wire('declaration', 'c1', of(NUMBER, later), 2)], [], 11))
  cache.applyPage(
    page([wire('declaration', 'c1', of(NUMBER, { ...later, status: 'CANCELLED' }), 3)], [], 12),
  )
  expect(news()).toEqual([
    ['STOPPED', 'c1', ['status']],
    ['CHANGED', 'c1', ['period']],
    ['DECLARED', 'c1', []],
  ])
  expect(cache.outboxCounts().newAlerts).toBe(3)
  cache.seeAlerts(cache.watches().alerts.map(({ id }) => id))
  expect(cache.outboxCounts().newAlerts).toBe(0)
  expect(cache.watches().alerts.every(({ seen }) => seen)).toBe(true)
})

test('others, ended watches and those whose day is over get none', () => {
  cache.applyPage(
    page(
      [
        wire('declaration', 'c1', of('0428759497')),
        wire('declaration', 'c2', of(null)),
        wire('person', 'p1', person({ nativeName: 'Анна' }), 2),
      ],
      [],
      10,
    ),
  )
  expect(news()).toEqual([])
})

test('a declaration that went to another client is news to who watches the first', () => {
  cache.applyPage(page([wire('declaration', 'c1', of(NUMBER))], [], 10))
  cache.applyPage(page([wire('declaration', 'c1', of('0428759497'), 2)], [], 11))
  expect(news()[0]).toEqual(['CHANGED', 'c1', ['clients']])
})

test('its dossiers count when they move, and its own words in the register', () => {
  const moved = dossier({ employerId: 'e1', work: { state: 'REFUSED', since: '2026-03-01' } })
  cache.applyPage(page([wire('dossier', 'd1', moved, 2)], [], 10))
  cache.applyPage(page([wire('dossier', 'd1', { ...moved, assignee: 'somebody' }, 3)], [], 11))
  const bankrupt = enterprise({ enterpriseNumber: NUMBER, legalSituation: 'BANKRUPTCY' })
  cache.applyPage(page([wire('enterprise', 'e1', bankrupt, 2)], [], 12))
  expect(news().map(([code, id]) => [code, id])).toEqual([
    ['STOPPED', 'e1'],
    ['MOVED', 'd1'],
  ])
})

test('who may no longer see the enterprise gets no name and no news of it', () => {
  cache.applyPage(page([wire('declaration', 'c1', of(NUMBER))], [], 10))
  cache.applyPage(page([tombstone('enterprise', 'e1')], [], 11))
  cache.applyPage(page([wire('declaration', 'c2', of(NUMBER))], [], 12))
  expect(news()).toEqual([])
  expect(cache.watches().watches.find(({ id }) => id === 'w1')?.label).toBeNull()
})

test('what the officer did is no news to the officer', () => {
  const args = { dossierId: 'd1', add: ['CALL'], remove: [] }
  cache.queueCommand({ name: 'tagDossier', args }, CONTEXT)
  cache.applyPage(
    page([wire('dossier', 'd1', dossier({ employerId: 'e1', tags: ['CALL'] }), 2)], [], 10),
  )
  expect(news()).toEqual([])
})
