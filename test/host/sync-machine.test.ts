import { expect, test } from 'vitest'
import { ERROR_CODES } from '../../domain/contract/errors.ts'
import {
  eventOfError,
  shownState,
  SYNC_EVENTS,
  SYNC_STATES,
  type SyncState,
  TRANSITIONS,
} from '../../host/sync/machine.ts'

const cells = SYNC_STATES.flatMap((state) => SYNC_EVENTS.map((event) => ({ state, event })))

test.each(cells)('$state knows what $event leads to', ({ state, event }) => {
  expect(SYNC_STATES).toContain(TRANSITIONS[state][event])
})

test.each(SYNC_STATES)('%s: STOP stops for good', (state) => {
  const stopped = TRANSITIONS[state].STOP
  expect(stopped).toBe('STOPPED')
  for (const event of SYNC_EVENTS) expect(TRANSITIONS[stopped][event], event).toBe('STOPPED')
})

test.each(SYNC_STATES.filter((state) => state !== 'STOPPED'))(
  '%s: a failure is shown, and the way back to UP_TO_DATE is open',
  (state) => {
    expect(TRANSITIONS[state].UNREACHABLE).toBe('OFFLINE')
    expect(TRANSITIONS[state].REFUSED).toBe('BLOCKED')
    expect(reachableFrom(state)).toContain('UP_TO_DATE')
  },
)

test.each(['OFFLINE', 'BLOCKED'] as const)(
  '%s: only a retry goes back to work, whatever hints or commands arrive',
  (state) => {
    for (const event of ['WORK', 'IN_STEP', 'CONNECTED', 'CONNECTED_EMPTY', 'FILLED'] as const) {
      expect(TRANSITIONS[state][event], event).toBe(state)
    }
    expect(TRANSITIONS[state].RETRY).toBe('CONNECTING')
  },
)

test('nothing is exchanged before the gateway said who it is', () => {
  const into = (target: SyncState) =>
    cells.filter(({ state, event }) => TRANSITIONS[state][event] === target && state !== target)
  for (const { state } of into('FILLING'))
    expect(['CONNECTING', 'SYNCING', 'UP_TO_DATE']).toContain(state)
  for (const { state } of into('SYNCING')) {
    expect(['CONNECTING', 'FILLING', 'UP_TO_DATE']).toContain(state)
  }
})

test('only an absent, busy or confused gateway is worth waiting for', () => {
  const waiting = ERROR_CODES.filter((code) => eventOfError(code) === 'UNREACHABLE')
  expect(waiting).toEqual(['GATEWAY_UNREACHABLE', 'GATEWAY_SLOW', 'GATEWAY_BAD_ANSWER'])
})

test('a desk that tries again is shown as what it was', () => {
  expect(shownState('CONNECTING', null)).toBe('SYNCING')
  expect(shownState('CONNECTING', { code: 'GATEWAY_UNREACHABLE' })).toBe('OFFLINE')
  expect(shownState('CONNECTING', { code: 'WIRE_MISMATCH' })).toBe('STOPPED')
})

function reachableFrom(start: SyncState): Set<SyncState> {
  const seen = new Set<SyncState>([start])
  for (const state of seen) for (const next of Object.values(TRANSITIONS[state])) seen.add(next)
  return seen
}
