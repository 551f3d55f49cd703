/** What the window draws around its screens: places, notices above the queue, what stands before a desk is open. */
import { QueryClientProvider } from '@tanstack/react-query'
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SyncStatus } from '../../domain/contract/workbench.ts'
import { Rail } from '../../renderer/app/rail.tsx'
import { session as sessionStore, syncStatus } from '../../renderer/data/client.ts'
import { queryClient } from '../../renderer/data/reads.ts'
import { ToldLines } from '../../renderer/queue/outcome-notice.tsx'
import { isRenewing, RenewalScreen } from '../../renderer/session/renewal-screen.tsx'
import { session } from './fixture.ts'
import { speakDutch } from './dutch.ts'

// The window is at no address, and nothing of it is kept on the computer yet.
vi.hoisted(() => {
  vi.stubGlobal('location', { hash: '' })
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
})

beforeAll(() => speakDutch(['app', 'queue', 'codes', 'errors']))

const STATUS: SyncStatus = {
  state: 'UP_TO_DATE',
  upToDateAt: null,
  pending: 0,
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
}

const drawn = (element: ReactElement): string =>
  renderToStaticMarkup(createElement(QueryClientProvider, { client: queryClient }, element))

describe('notices above the queue', () => {
  const line = (cause: 'ALARM_TACIT' | 'VISA_HELD' | 'WITHDRAWN', count: number) => ({
    cause,
    count,
    onShow: () => {},
  })

  it('show the gravest, and a button that looks like one says how many more there are', () => {
    const lines = [line('ALARM_TACIT', 2), line('VISA_HELD', 3), line('WITHDRAWN', 1)]
    const html = drawn(createElement(ToldLines, { lines }))
    expect(html.match(/class="notice /g)).toHaveLength(1)
    const [more] = /<button[^>]*aria-expanded="false"[^>]*>.*?<\/button>/s.exec(html) ?? []
    expect(more).toContain('nog 2 berichten')
    expect(more).toContain('class="button button-plain"')
    expect(more).toContain('<svg')
  })

  it('have no such button where one stands alone', () => {
    const html = drawn(createElement(ToldLines, { lines: [line('VISA_HELD', 3)] }))
    expect(html).not.toContain('aria-expanded')
  })
})

describe('the places of the window', () => {
  afterEach(() => {
    sessionStore.set(null)
    syncStatus.set(null)
  })

  const rail = (role: 'REGION_OFFICER' | 'AUDITOR', newAlerts: number) => {
    sessionStore.set({ ...session, actor: { ...session.actor!, role } })
    syncStatus.set({ ...STATUS, newAlerts })
    return drawn(createElement(Rail, { route: { screen: 'watch' } }))
  }
  const watchLink = (html: string) => /<a [^>]*href="#\/watch"[^>]*>.*?<\/a>/s.exec(html)?.[0]

  it('lead an officer to what they watch, and say how much of it is new', () => {
    const link = watchLink(rail('REGION_OFFICER', 3))
    expect(link).toContain('<svg')
    expect(link).toContain('Volgen')
    expect(link).toContain('3 nieuwe berichten over wat u in het oog houdt')
    expect(link).toContain('aria-current="page"')
    expect(watchLink(rail('REGION_OFFICER', 0))).not.toContain('rail-count')
  })

  it('have nothing to watch for who may not', () => {
    expect(watchLink(rail('AUDITOR', 3))).toBeUndefined()
  })
})

describe('while what a former version kept is made data of this one', () => {
  const signingIn = { ...session, state: 'SIGNING_IN' as const }
  const fill = { phase: 'RENEWAL' as const, done: 120_000, total: 1_250_000 }
  beforeEach(() => sessionStore.set(signingIn))
  afterEach(() => sessionStore.set(null))

  it('the window says so instead of waiting for a sign-in', () => {
    expect(isRenewing(signingIn, { ...STATUS, fill })).toBe(true)
    expect(isRenewing(signingIn, STATUS), 'a sign-in in the browser').toBe(false)
    expect(isRenewing(session, { ...STATUS, fill }), 'the desk is open').toBe(false)
  })

  it('tells how far it is, that nothing is lost, and lets the person leave', () => {
    const html = drawn(createElement(RenewalScreen, { fill }))
    expect(html).toContain('Uw gegevens worden aangepast aan de nieuwe versie')
    expect(html).toContain('Er gaat niets verloren')
    expect(html).toMatch(/120.000 van 1.250.000/)
    expect(html).toMatch(/<progress[^>]*max="1250000"[^>]*value="120000"/)
    expect(html).toContain('Afmelden')
  })
})
