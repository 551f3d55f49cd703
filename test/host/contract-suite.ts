/**
 * What every window may rely on, whatever carries its calls: run over each door against a real
 * workbench and a real gateway.
 */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { WorkbenchEvent } from '../../domain/contract/workbench.ts'
import { createWorkbench, type GatewayAddress, type Workbench } from '../../host/workbench.ts'
import { givenKeys } from '../../host/keys/keys.ts'
import { codeOf, type WindowClient } from './client.ts'
import { testFolder, type WhenOver } from './folder.ts'
import {
  eventually,
  isSettled,
  startPractice,
  statusOf,
  type TestDesk,
  workingDesk,
} from './practice.ts'
import { FIXTURE_DOSSIERS } from './records.ts'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Opens a window on a workbench over one kind of door. */
export type OpenWindow = (workbench: Workbench, whenOver: WhenOver) => Promise<WindowClient>

const ALL = { queue: 'ALL', facets: {}, due: null, search: '' } as const
const BY_REFERENCE = [{ column: 'reference', descending: false } as const]

/** Reads events until one is as wanted. */
async function eventOf(
  events: AsyncIterator<WorkbenchEvent>,
  good: (event: WorkbenchEvent) => boolean,
): Promise<WorkbenchEvent> {
  for (;;) {
    const { value, done } = await events.next()
    if (done) throw new Error('the events ended before the wanted one came')
    if (good(value)) return value
  }
}

let notes = 0
const noteArgs = (dossierId: string, text = 'Nota.') => {
  notes += 1
  return { noteId: `suite-note-${process.pid}-${Date.now()}-${notes}`, dossierId, text }
}

export function contractSuite(door: string, open: OpenWindow): void {
  describe(`the contract over ${door}`, () => {
    // Opening desks is most of the time that these tests take: one serves them all.
    let desk: TestDesk
    let address: GatewayAddress
    const cleanUps: Parameters<WhenOver>[0][] = []
    beforeAll(async () => {
      const whenOver: WhenOver = (clean) => void cleanUps.unshift(clean)
      const practice = await startPractice(undefined, whenOver)
      address = practice.address
      const opened = await workingDesk(address, 'vl-an', { whenOver })
      desk = { ...opened, window: await open(opened.workbench, whenOver) }
    })
    afterAll(async () => {
      for (const clean of cleanUps) await clean()
    })

    test('queue: window, counts and positions agree', async () => {
      const { window } = desk
      const page = { filter: ALL, order: BY_REFERENCE, offset: 5, limit: 7 }
      const { rows, total, offset } = await window.queue.window(page)
      expect({ total, offset, rows: rows.length }).toEqual({
        total: FIXTURE_DOSSIERS,
        offset: 5,
        rows: 7,
      })
      const references = rows.map(({ reference }) => reference)
      expect(references).toEqual(references.toSorted())
      for (const [index, { id }] of rows.entries()) {
        expect(await window.queue.position({ filter: ALL, order: BY_REFERENCE, id })).toBe(
          5 + index,
        )
      }
      const summary = await window.queue.summary({ filter: ALL })
      expect(summary.total).toBe(FIXTURE_DOSSIERS)
      const regions = summary.facets.region ?? []
      expect(regions).toContainEqual({ value: 'FL', count: FIXTURE_DOSSIERS })
    })

    test('pages: dossier, person, enterprise and comparison show what belongs together', async () => {
      const { window } = desk
      const dossier = await window.dossier.get({ id: 'dossier-3' })
      expect(dossier.person.id).toBe('person-3')
      expect(dossier.employer?.id).toBe('enterprise-3')
      expect(dossier.mandateCheck.outcome).toBe('SELF')
      expect(dossier.declarations.map(({ id }) => id)).toEqual(['declaration-3'])
      const person = await window.person.get({ id: 'person-3' })
      expect(person.dossiers.map(({ id }) => id)).toEqual(['dossier-3'])
      const enterprise = await window.enterprise.get({ id: 'enterprise-3' })
      expect(enterprise.dossierTotal).toBe(FIXTURE_DOSSIERS / 5)
      const comparison = await window.comparison.get({ personId: 'person-3' })
      expect(comparison.verdicts.map(({ declarationId }) => declarationId)).toEqual([
        'declaration-3',
      ])
      expect(comparison.findings.map(({ finding }) => finding.code)).toEqual(
        person.findings.map(({ finding }) => finding.code),
      )
    })

    test('search finds a worker by a part of the name', async () => {
      const { window } = desk
      const search = () => window.search.all({ text: 'oorbeeld7', limit: 10 })
      expect(await codeOf(search())).toBe('PURPOSE_REQUIRED')
      const reason = 'Vraag van de werkgever aan het loket'
      await window.access.begin({ purpose: 'ANSWER_QUESTION', reason })
      const hits = await search()
      expect(hits.map(({ id }) => id)).toContain('person-7')
    })

    test('what is not there, or not for this person, is NOT_FOUND', async () => {
      const { window } = desk
      expect(await codeOf(window.dossier.get({ id: 'no-such' }))).toBe('NOT_FOUND')
      expect(await codeOf(window.person.get({ id: 'no-such' }))).toBe('NOT_FOUND')
      expect(await codeOf(window.enterprise.get({ id: 'no-such' }))).toBe('NOT_FOUND')
      expect(await codeOf(window.comparison.get({ personId: 'no-such' }))).toBe('NOT_FOUND')
    })

    test('events: session and status first, then what a command changes', async () => {
      const stop = new AbortController()
      const stream = await desk.window.events(undefined, { signal: stop.signal })
      const events = stream[Symbol.asyncIterator]()
      expect((await events.next()).value).toMatchObject({
        type: 'session',
        session: { state: 'SIGNED_IN' },
      })
      expect((await events.next()).value).toMatchObject({ type: 'sync' })
      const args = noteArgs('dossier-4')
      const result = await desk.window.command.run({ name: 'addNote', args })
      expect(result.outcome).toBe('QUEUED')
      const changed = await eventOf(events, ({ type }) => type === 'changed')
      expect(changed).toMatchObject({ type: 'changed', kinds: expect.arrayContaining(['note']) })
      const settled = (event: WorkbenchEvent) => event.type === 'sync' && isSettled(event.status)
      await eventOf(events, settled)
      const { notes: shown } = await desk.window.dossier.get({ id: 'dossier-4' })
      expect(shown.find(({ id }) => id === args.noteId)).toMatchObject({ pending: false })
      stop.abort()
    })

    test('a command is seen here at once and on a second desk soon', async () => {
      const { window } = desk
      const second = await workingDesk(address, 'vl-mieke')
      const before = (await window.dossier.get({ id: 'dossier-5' })).dossier.body.assignee
      const args = { dossierId: 'dossier-5', assignee: 'vl-an', from: before }
      expect((await window.command.run({ name: 'assignDossier', args })).outcome).toBe('QUEUED')
      const { dossier } = await window.dossier.get({ id: 'dossier-5' })
      expect(dossier.body.assignee).toBe('vl-an')
      await eventually(
        () => second.window.dossier.get({ id: 'dossier-5' }),
        (page) => page.dossier.body.assignee === 'vl-an',
      )
      const back = { dossierId: 'dossier-5', assignee: null, from: 'vl-an' }
      expect((await window.command.run({ name: 'assignDossier', args: back })).outcome).toBe(
        'QUEUED',
      )
      await statusOf(desk, isSettled)
    })

    test('a refusal is an answer with its code, and leaves nothing behind', async () => {
      const { window } = desk
      const blank = noteArgs('dossier-6', '   ')
      expect(await window.command.run({ name: 'addNote', args: blank })).toMatchObject({
        outcome: 'REFUSED',
        code: 'TEXT_REQUIRED',
      })
      const stale = { dossierId: 'dossier-6', assignee: 'vl-an', from: 'vl-joris' }
      expect(await window.command.run({ name: 'assignDossier', args: stale })).toMatchObject({
        outcome: 'REFUSED',
        code: 'STALE',
      })
      expect((await window.sync.status()).pending).toBe(0)
    })

    test.each([
      ['an actor in the args', { actor: 'insp-karel', by: 'insp-karel' }],
      ['an unknown field', { extra: true }],
      ['a wrong type', { text: 7 }],
      ['an id that is none', { dossierId: '../../etc' }],
    ])('%s is refused and nothing is written', async (_, wrong) => {
      const { window } = desk
      const args = { ...noteArgs('dossier-6'), ...wrong }
      expect(await window.command.run({ name: 'addNote', args })).toMatchObject({
        outcome: 'REFUSED',
        code: 'BAD_REQUEST',
      })
      expect((await window.dossier.get({ id: 'dossier-6' })).notes).toEqual([])
      expect((await window.sync.status()).pending).toBe(0)
    })

    test('a command that nobody knows is refused', async () => {
      const { window } = desk
      const result = await window.command.run({ name: 'dropEverything', args: {} })
      expect(result.outcome).toBe('REFUSED')
    })

    test('input outside the contract is BAD_REQUEST', async () => {
      const { window } = desk
      const page = { filter: ALL, order: BY_REFERENCE, offset: 0, limit: 10 }
      const wrong: [string, unknown][] = [
        ['a window too large', { ...page, limit: 100_000 }],
        ['a negative offset', { ...page, offset: -1 }],
        ['an unknown queue', { ...page, filter: { ...ALL, queue: 'EVERYBODY' } }],
        ['an unknown column', { ...page, order: [{ column: 'insz', descending: false }] }],
        ['an unknown field', { ...page, sql: 'DROP TABLE dossier' }],
        ['a search beyond its length', { ...page, filter: { ...ALL, search: 'x'.repeat(201) } }],
        ['nothing', undefined],
      ]
      for (const [what, input] of wrong) {
        expect(await codeOf(window.queue.window(input as typeof page)), what).toBe('BAD_REQUEST')
      }
      expect(await codeOf(window.sync.dismissAttention({ n: 1.5 }))).toBe('BAD_REQUEST')
    })

    test('when the host stops, waiting calls end with HOST_STOPPED and the events end', async () => {
      const silent = createServer(() => {})
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => {
        silent.closeAllConnections()
        silent.close()
      })
      const issuer = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
      const workbench = await createWorkbench({
        dataDir: testFolder(),
        gateway: { url: issuer, issuer, clientId: 'tandem-desk' },
        keys: givenKeys(Buffer.alloc(32, 5)),
        mode: 'electron',
        practice: true,
        log: () => {},
      })
      const window = await open(workbench, onTestFinished)
      const events = (await window.events())[Symbol.asyncIterator]()
      for (const _ of ['session', 'sync', 'access', 'opened']) await events.next()
      const waiting = codeOf(window.session.signIn({ language: 'nl' }))
      // The call is on its way to a provider that never answers.
      await window.session.get()
      const ended = events.next().then(
        ({ done }) => done === true,
        () => true,
      )
      await workbench.close()
      expect(await waiting).toBe('HOST_STOPPED')
      expect(await ended, 'the events after the host stopped').toBe(true)
    })
  })
}
