/** A watch has a reason and an end, and is its owner's alone. */
import { expect, it } from 'vitest'
import { decideCommand } from '../../domain/commands/index.ts'
import type { RecordLookup } from '../../domain/commands/command.ts'
import type { WatchBody } from '../../domain/contract/records.ts'
import { alertsOf } from '../../domain/watch/alerts.ts'
import { byEnd } from '../../domain/watch/over.ts'
import { enterprise } from './fixtures.ts'

const actor = { id: 'sien', name: 'Sien', role: 'INSPECTOR', region: 'FL' } as const
const context = { actor, at: '2026-03-03T10:00:00.000Z', today: '2026-03-03', colleagues: [] }

function decide(name: string, args: object, watch: WatchBody | null = null) {
  const records = ((kind: string, id: string) => {
    if (kind === 'watch') return watch && { kind, id, version: 1, body: watch }
    return id === 'e1' ? enterprise('e1') : null
  }) as RecordLookup
  const decision = decideCommand(name, { watchId: 'w1', ...args }, records, context)
  return decision.ok ? decision.writes[0]!.body : decision.code
}

const ASKED = {
  kind: 'enterprise',
  subjectId: 'e1',
  reason: 'Na de controle van januari.',
  until: '2026-06-30',
}
const begun = decide('watchSubject', ASKED) as WatchBody

it('begins today for a reason, until a day within a year', () => {
  expect(begun).toMatchObject({ owner: 'sien', from: '2026-03-03', until: '2026-06-30' })
  expect(decide('watchSubject', { ...ASKED, until: '2027-03-04' })).toMatchObject({ owner: 'sien' })
})

it.each([
  ['NOT_FOUND', { subjectId: 'e9' }],
  ['REASON_REQUIRED', { reason: ' kort ' }],
  ['TEXT_TOO_LONG', { reason: 'x'.repeat(501) }],
  ['WATCH_DAYS', { until: '2026-03-02' }],
  ['WATCH_DAYS', { until: '2027-03-05' }],
])('%s', (code, change) => {
  expect(decide('watchSubject', { ...ASKED, ...change })).toBe(code)
})

it('ends once, by its owner', () => {
  expect(decide('watchSubject', ASKED, begun)).toBe('ALREADY_SO')
  expect(decide('endWatch', {}, begun)).toMatchObject({ ended: true })
  expect(decide('endWatch', {}, { ...begun, ended: true })).toBe('ALREADY_SO')
  expect(decide('endWatch', {}, { ...begun, owner: 'karel' })).toBe('FORBIDDEN')
  expect(decide('endWatch', {})).toBe('NOT_FOUND')
})

it('is told apart from those that run once its last day is over, and not when its owner ended it', () => {
  const until = (day: string, ended = false) => ({ body: { until: day, ended } })
  const all = [
    until('2026-03-01'),
    until('2026-03-03'),
    until('2026-03-02'),
    until('2026-01-01', true),
  ]
  const { running, over } = byEnd(all, '2026-03-03')
  expect(running).toEqual([until('2026-03-03')])
  expect(over).toEqual([until('2026-03-02'), until('2026-03-01')])
})

it.each([
  ['NORMAL', 'JUDICIAL_REORGANISATION', 'STOPPED'],
  ['JUDICIAL_REORGANISATION', 'BANKRUPTCY', 'STOPPED'],
  ['BANKRUPTCY', 'STRUCK_OFF', 'STOPPED'],
  ['JUDICIAL_REORGANISATION', 'NORMAL', 'REGISTER'],
] as const)('an enterprise that goes from %s to %s: %s', (was, is, code) => {
  const of = (legalSituation: typeof was | typeof is) => enterprise('e1', { legalSituation })
  const none = new Set<string>()
  const watch = { watchId: 'w1', kind: 'enterprise' as const, subjectId: 'e1', keys: none }
  const watches = [{ ...watch, linked: none, directors: none }]
  expect(alertsOf({ before: of(was), after: of(is) }, watches)).toMatchObject([{ code }])
})
