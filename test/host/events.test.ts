import { expect, test } from 'vitest'
import type { SyncStatus, WorkbenchEvent } from '../../domain/contract/workbench.ts'
import { EventHub } from '../../host/events.ts'

const status = (pending: number): SyncStatus => ({
  state: 'SYNCING',
  upToDateAt: null,
  pending,
  oldestPendingAt: null,
  held: null,
  attention: 0,
  logAside: 0,
  unreadable: 0,
  newLinks: 0,
  newAlerts: 0,
  fill: null,
  error: null,
  offline: { state: 'OPEN', code: null, confirmedAt: null, locksAt: null },
  clockAheadMs: null,
})
const changed = (...ids: string[]): WorkbenchEvent => ({ type: 'changed', kinds: ['dossier'], ids })

test('a listener that is slow hears the latest status once and every id', async () => {
  const hub = new EventHub()
  const stream = hub.stream([], undefined)
  const first = stream.next()
  await Promise.resolve()
  hub.publish({ type: 'sync', status: status(1) })
  hub.publish({ type: 'sync', status: status(2) })
  hub.publish(changed('a'))
  hub.publish(changed('b', 'a'))
  const events = [(await first).value, (await stream.next()).value]
  expect(events).toEqual([
    { type: 'sync', status: status(2) },
    { type: 'changed', kinds: ['dossier'], ids: ['a', 'b'] },
  ])
})

test('too many ids become "many", and "many" stays many', async () => {
  const hub = new EventHub()
  const stream = hub.stream([], undefined)
  const first = stream.next()
  await Promise.resolve()
  for (let n = 0; n < 600; n += 1) hub.publish(changed(`id-${n}`))
  hub.publish(changed('one more'))
  expect((await first).value).toEqual({ type: 'changed', kinds: ['dossier'], ids: null })
})

test('the stream ends when the window goes and when the host closes', async () => {
  const hub = new EventHub()
  const window = new AbortController()
  const gone = hub.stream([changed('x')], window.signal)
  expect((await gone.next()).value).toEqual(changed('x'))
  window.abort()
  expect((await gone.next()).done).toBe(true)
  const open = hub.stream([], undefined)
  const waiting = open.next()
  hub.close()
  expect((await waiting).done).toBe(true)
})
