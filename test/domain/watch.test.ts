/** A watch has a reason and an end, and is its owner's alone. */
import { expect, it } from 'vitest'
import { decideCommand } from '../../domain/commands/index.ts'
import type { RecordLookup } from '../../domain/commands/command.ts'
import type { WatchBody } from '../../domain/contract/records.ts'
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
