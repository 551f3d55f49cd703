import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  FINDING_CODES,
  QUEUE_FACETS,
  QUEUE_SORTS,
  QUEUES,
  REGIONS,
  WORK_STATES,
} from '../../domain/contract/codes.ts'
import { fromDay } from '../../domain/calendar/local-date.ts'
import {
  DEFAULT_VIEW,
  formatRoute,
  parseRoute,
  type QueueView,
  type Route,
} from '../../renderer/app/route.ts'

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)
const ref = fc.record({
  kind: fc.constantFrom('person' as const, 'declaration' as const),
  id,
})
const date = fc.integer({ min: 15_000, max: 25_000 }).map(fromDay)
const facets = fc
  .uniqueArray(fc.constantFrom(...QUEUE_FACETS))
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.tuple(fc.constant(name), fc.uniqueArray(id, { minLength: 1, maxLength: 5 })),
      ),
    ),
  )
  .map((entries) => Object.fromEntries(entries) as QueueView['facets'])
const due = fc.option(
  fc
    .record({ from: fc.option(date), to: fc.option(date) })
    .filter(({ from, to }) => from !== null || to !== null),
)
const order = fc
  .uniqueArray(fc.constantFrom(...QUEUE_SORTS), { minLength: 1, maxLength: 4 })
  .chain((columns) =>
    fc.tuple(
      ...columns.map((column) =>
        fc.record({ column: fc.constant(column), descending: fc.boolean() }),
      ),
    ),
  )
const view: fc.Arbitrary<QueueView> = fc.record({
  queue: fc.constantFrom(...QUEUES),
  facets,
  due,
  order,
})
const route: fc.Arbitrary<Route> = fc.oneof(
  fc.constant({ screen: 'rules' as const }),
  fc.record({
    screen: fc.constantFrom('rule' as const, 'fairness' as const),
    id: fc.constantFrom(...FINDING_CODES),
  }),
  view.map((one) => ({ screen: 'queue' as const, view: one })),
  fc.record({
    screen: fc.constantFrom('dossier' as const, 'person' as const, 'enterprise' as const),
    id,
  }),
  fc.record({ screen: fc.constant('person' as const), id, dossierId: id }),
  fc.record({ screen: fc.constant('cluster' as const), id, dossierId: id }),
  fc.record({ screen: fc.constant('pair' as const), left: ref, right: fc.option(ref) }),
  fc.record({ screen: fc.constant('comparison' as const), personId: id, dossierId: fc.option(id) }),
)

describe('the address of a route', () => {
  it('leads back to the same route, whatever the filters, dates and order', () => {
    fc.assert(
      fc.property(route, (one) => {
        expect(parseRoute(formatRoute(one))).toEqual(one)
      }),
    )
  })

  it('is short for what is shown at first', () => {
    expect(formatRoute({ screen: 'queue', view: DEFAULT_VIEW })).toBe('#/queue')
  })

  it('says the filters in words of the contract', () => {
    const view: QueueView = {
      queue: 'MINE',
      facets: { region: ['FL', 'BR'], workState: ['IN_EXAM'] },
      due: { from: null, to: '2026-12-31' },
      order: [
        { column: 'risk', descending: true },
        { column: 'due', descending: false },
      ],
    }
    expect(formatRoute({ screen: 'queue', view })).toBe(
      '#/queue?queue=MINE&region=FL,BR&workState=IN_EXAM&due=..2026-12-31&sort=-risk,due',
    )
  })

  it('shows the queue for an address that no screen has', () => {
    const queue = { screen: 'queue', view: DEFAULT_VIEW }
    for (const hash of ['', '#', '#/', '#/nowhere', '#/dossier', '#/dossier/a b', '#/person/<x>']) {
      expect(parseRoute(hash), `address "${hash}"`).toEqual(queue)
    }
  })

  it('leaves out what is not of the contract instead of failing', () => {
    const hash =
      '#/queue?queue=EVERYTHING&region=FL,<b>,FL&colour=red&due=2026-02-30..soon&sort=name,-risk,risk'
    expect(parseRoute(hash)).toEqual({
      screen: 'queue',
      view: {
        queue: 'OPEN',
        facets: { region: ['FL'] },
        due: null,
        order: [{ column: 'risk', descending: true }],
      },
    })
  })

  it('never throws, whatever stands in the address', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseRoute(`#/${text}`)).toHaveProperty('screen')
      }),
    )
  })

  it('has values for every region and work state that survive the way', () => {
    const facets = { region: [...REGIONS], workState: [...WORK_STATES] }
    const one: Route = { screen: 'queue', view: { ...DEFAULT_VIEW, facets } }
    expect(parseRoute(formatRoute(one))).toEqual(one)
  })
})
