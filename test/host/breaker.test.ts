/** A rule that fires far above its normal rate is held back, told, and goes on when its owner says so. */
import { afterEach, expect, test } from 'vitest'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import type { Cache } from '../../db/index.ts'
import { Breaker } from '../../host/analysis/breaker.ts'
import { filledCache, newPlace, type Place } from '../db/samples.ts'

const TODAY = '2026-11-23'
const open: { cache: Cache; place: Place }[] = []
afterEach(() => {
  for (const { cache, place } of open.splice(0)) {
    cache.close()
    place.remove()
  }
})

const finding = (code: FindingCode, n: number): Finding => ({
  id: `${code}-${n}`,
  code,
  ruleVersion: 1,
  revision: 0,
  kind: 'SOFT',
  severity: 'MEDIUM',
  personId: 'p1',
  enterpriseId: null,
  dossierId: null,
  declarationId: null,
  knownOn: null,
  facts: [],
  exceptions: [],
})
const many = (code: FindingCode, count: number, from = 0) => [
  { personId: 'p1', findings: Array.from({ length: count }, (_, i) => finding(code, from + i)) },
]

/** A desk that watched for some days, on each of which R13 fired so often. */
function watched(days: readonly number[]) {
  const place = newPlace()
  const cache = filledCache(place)
  open.push({ cache, place })
  for (const [i, n] of days.entries()) {
    const fired = new Map<FindingCode, number>([['R13', n]])
    const day = `2026-11-${String(i + 1).padStart(2, '0')}`
    cache.writeFindings([], { day, fired, holds: [], held: [], shadow: [] })
  }
  const breaker = new Breaker(cache)
  breaker.renew([], TODAY)
  const pass = (entries: ReturnType<typeof many>) => {
    const { entries: shown, watch } = breaker.pass(entries, TODAY)
    cache.writeFindings(shown, watch)
    return shown.flatMap(({ findings }) => findings)
  }
  return { cache, breaker, pass }
}

const rule = (releases: BodyOf<'rule'>['releases']): { body: BodyOf<'rule'> } => ({
  body: { code: 'R13', versions: [], releases },
})

test('what a rule says far above its rate is kept aside; other rules and what was shown before stay', () => {
  const { cache, pass } = watched([0, 3, 2, 4, 3, 3, 2])
  expect(pass(many('R13', 2))).toHaveLength(2)
  const shown = pass([...many('R13', 60), { personId: 'p2', findings: [finding('R10', 1)] }])
  expect(shown.map(({ id }) => id)).toEqual(['R13-0', 'R13-1', 'R10-1'])
  expect(cache.rules.holds()).toMatchObject([
    { code: 'R13', since: TODAY, fired: 60, heldBack: 58 },
  ])
  expect(cache.rules.findings().get('R13'), 'what is held back is in no list').toBe(2)
})

test('its owner lets it go on: everything is shown, and it is not held again that day', () => {
  const { cache, breaker, pass } = watched([0, 3, 2, 4, 3, 3, 2])
  expect(pass(many('R13', 60))).toHaveLength(0)
  const before = rule([
    { by: 'x', byName: 'X', at: '2026-11-22T10:00:00.000Z', reason: 'Vroeger.' },
  ])
  expect(breaker.renew([before], TODAY), 'an earlier release is of something else').toBe(false)
  const now = rule([
    { by: 'x', byName: 'X', at: '2026-11-23T10:00:00.000Z', reason: 'Nieuwe invoer.' },
  ])
  expect(breaker.renew([now], TODAY)).toBe(true)
  expect(pass(many('R13', 80))).toHaveLength(80)
  expect(cache.rules.holds()).toEqual([])
})

test('a rule that is new, busy or hardly watched is not held', () => {
  expect(watched([0, 3, 2]).pass(many('R13', 60)), 'too few days').toHaveLength(60)
  expect(watched([]).pass(many('R13', 60)), 'the first pass over everybody').toHaveLength(60)
  expect(watched([0, 20, 20, 20, 20, 20]).pass(many('R13', 60)), 'busy').toHaveLength(60)
})

test('the day on which a version comes into force says nothing: its replay did', () => {
  const { breaker, pass } = watched([0, 3, 2, 4, 3, 3, 2])
  const version = {
    ruleVersion: 1,
    active: true,
    values: [],
    validFrom: TODAY,
    reason: 'Meer zien.',
    state: 'APPROVED' as const,
    replay: null,
    shadowSince: null,
    by: 'x',
    byName: 'X',
    at: '2026-11-20T10:00:00.000Z',
    closedBy: 'y',
    closedByName: 'Y',
    closedAt: '2026-11-21T10:00:00.000Z',
    remark: null,
  }
  breaker.renew([{ body: { code: 'R13', versions: [version], releases: [] } }], TODAY)
  expect(pass(many('R13', 60))).toHaveLength(60)
})
