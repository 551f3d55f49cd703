/** No window sees personal data without an entry in the access log, and none without a purpose. */
import { sql } from 'drizzle-orm'
import { beforeAll, afterAll, describe, expect, test } from 'vitest'
import type { AccessEntry, AccessFilter } from '../../domain/contract/access.ts'
import { workbenchContract } from '../../domain/contract/workbench.ts'
import { rows, type Database } from '../../gateway/database.ts'
import { verifyLog } from '../../gateway/verify-log.ts'
import { WORK_SESSION_MS } from '../../host/access/work-session.ts'
import { codeOf, type WindowClient } from './client.ts'
import type { WhenOver } from './folder.ts'
import {
  eventually,
  Line,
  openDesk,
  startPractice,
  statePurpose,
  statusOf,
  type Practice,
  type TestDesk,
  workingDesk,
} from './practice.ts'
import { fixtureWorld } from './records.ts'

const ALL = { queue: 'ALL', facets: {}, due: null, search: '' } as const
const FILTER: AccessFilter = {
  userId: null,
  subject: null,
  action: null,
  from: '2020-01-01',
  to: '2099-12-31',
  withoutDossier: false,
}
const WINDOW = { filter: ALL, order: [], offset: 0, limit: 20 }
const SOUGHT = { ...ALL, search: 'Voorbeeld7' } as const

/** A report that the officer takes in: about a worker of the fixture, told by one. */
const TOLD = {
  reportId: 'report-told',
  category: 'WAGE',
  channel: 'PHONE',
  language: 'nl',
  text: 'Mevrouw Voorbeeld7 krijgt haar loon niet.',
  receivedOn: '2026-03-02',
  happened: null,
  region: 'FL',
  worker: { familyName: 'Voorbeeld7', givenNames: 'Ada', birthDate: null, insz: null },
  enterprise: null,
  place: null,
  guarded: false,
  reporter: { name: 'Voorbeeld8', contact: '0', relation: 'COLLEAGUE' },
} as const

/** The names of every worker in the fixture: what must not leave without an entry. */
const PERSONAL = /Voorbeeld|VOORBEELD|oorbeeld/

interface Desks {
  officer: WindowClient
  supervisor: WindowClient
}
interface Shows {
  call(desks: Desks): Promise<unknown>
  /** What the log must say of it. */
  entry: Partial<AccessEntry>
}
type Case = Shows | { nothing(desks: Desks): Promise<unknown> }

async function everyStep<T>(steps: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const step of steps) all.push(step)
  return all
}

/** Every call of the contract: what it shows, or how to see that it shows nothing. */
const MATRIX = { id: 'enterprise-3', dossierId: 'dossier-3', from: '2026-01-05', weeks: 4 }

const CALLS: Readonly<Record<string, Case>> = {
  'session.get': { nothing: ({ officer }) => officer.session.get() },
  'session.signIn': { nothing: ({ officer }) => officer.session.signIn({ language: 'nl' }) },
  'session.cancelSignIn': { nothing: ({ officer }) => officer.session.cancelSignIn() },
  'session.signOut': { nothing: () => Promise.resolve('an empty object, by its schema') },
  'session.signOutEverywhere': { nothing: () => Promise.resolve('an empty object, by its schema') },
  events: {
    async nothing({ officer }) {
      const stop = new AbortController()
      const stream = await officer.events(undefined, { signal: stop.signal })
      const events = stream[Symbol.asyncIterator]()
      const first = []
      for (let n = 0; n < 4; n += 1) first.push(await events.next())
      stop.abort()
      return first
    },
  },
  'sync.status': { nothing: ({ officer }) => officer.sync.status() },
  'sync.now': { nothing: ({ officer }) => officer.sync.now() },
  'sync.accept': { nothing: ({ officer }) => officer.sync.accept() },
  'sync.attention': {
    call: ({ officer }) => officer.sync.attention(),
    entry: { action: 'VIEW', subject: { kind: 'attention', id: null } },
  },
  'sync.sendAgain': {
    nothing: ({ officer }) =>
      officer.sync
        .sendAgain({ n: 999, decided: {} } as never)
        .catch((error: unknown) => JSON.stringify(error)),
  },
  'command.takeBack': {
    nothing: ({ officer }) => officer.command.takeBack({ n: 999 }),
  },
  'sync.details': { nothing: ({ officer }) => officer.sync.details() },
  'sync.supportFile': { nothing: ({ officer }) => officer.sync.supportFile() },
  'sync.sendLogAgain': { nothing: ({ officer }) => officer.sync.sendLogAgain() },
  'sync.dismissAttention': { nothing: ({ officer }) => officer.sync.dismissAttention({ n: 999 }) },
  'team.views': { nothing: ({ officer }) => officer.team.views() },
  'workshop.list': { nothing: ({ officer }) => officer.workshop.list() },
  'workshop.waiting': { nothing: ({ officer }) => officer.workshop.waiting() },
  'workshop.draw': { nothing: ({ supervisor }) => supervisor.workshop.draw() },
  'workshop.fairness': {
    nothing: async ({ officer }) => everyStep(await officer.workshop.fairness({ code: 'M1' })),
  },
  'workshop.samples': {
    call: ({ supervisor }) => supervisor.workshop.samples(),
    entry: {
      action: 'VIEW',
      subject: { kind: 'list', id: 'SAMPLE' },
      userId: 'vl-greet',
      count: 1,
    },
  },
  'workshop.replay': {
    call: async ({ supervisor }) =>
      everyStep(await supervisor.workshop.replay({ code: 'M2', place: 0 })),
    entry: { action: 'VIEW', subject: { kind: 'list', id: 'REPLAY-M2' }, userId: 'vl-greet' },
  },
  'norms.list': { nothing: ({ officer }) => officer.norms.list() },
  'team.workload': { nothing: ({ supervisor }) => supervisor.team.workload() },
  'team.absences': { nothing: ({ officer }) => officer.team.absences() },
  'queue.window': {
    call: ({ officer }) => officer.queue.window(WINDOW),
    entry: {
      action: 'VIEW',
      subject: { kind: 'list', id: 'ALL' },
      count: 20,
      persons: expect.arrayContaining(['person-1', 'person-20']) as string[],
    },
  },
  'queue.summary': {
    call: ({ officer }) => officer.queue.summary({ filter: { ...SOUGHT, queue: 'OPEN' } }),
    entry: { action: 'SEARCH', subject: { kind: 'list', id: 'OPEN' }, persons: [] },
  },
  'queue.position': {
    call: ({ officer }) =>
      officer.queue.position({
        filter: { ...SOUGHT, queue: 'UNASSIGNED' },
        order: [],
        id: 'dossier-7',
      }),
    entry: { action: 'SEARCH', subject: { kind: 'list', id: 'UNASSIGNED' } },
  },
  'queue.forecast': {
    call: ({ officer }) =>
      officer.queue.forecast({
        filter: { ...WINDOW.filter, queue: 'CLOSED' },
        order: [],
        capacity: { officers: 1, unitsPerDay: 10 },
        assumed: {},
      }),
    entry: { action: 'VIEW', subject: { kind: 'list', id: 'CLOSED' }, persons: [] },
  },
  'queue.pick': {
    call: ({ officer }) => officer.queue.pick({ filter: { ...SOUGHT, queue: 'MINE' }, order: [] }),
    entry: { action: 'SEARCH', subject: { kind: 'list', id: 'MINE' }, persons: [] },
  },
  'dossier.look': {
    call: ({ officer }) => officer.dossier.look({ id: 'dossier-6' }),
    entry: {
      action: 'VIEW',
      subject: { kind: 'dossier', id: 'dossier-6' },
      dossierId: 'dossier-6',
      persons: ['person-6'],
    },
  },
  'enterprise.find': {
    nothing: ({ officer }) => officer.enterprise.find({ number: '0403.019.261' }),
  },
  'dossier.get': {
    call: ({ officer }) => officer.dossier.get({ id: 'dossier-1' }),
    entry: {
      action: 'VIEW',
      subject: { kind: 'dossier', id: 'dossier-1' },
      dossierId: 'dossier-1',
      purpose: 'HANDLE_DOSSIER',
      legalBasis: 'ACT_1999_04_30',
      persons: ['person-1'],
      reason: null,
    },
  },
  'verdicts.of': {
    call: ({ officer }) => officer.verdicts.of({ kind: 'dossier', id: 'dossier-9' }),
    entry: {
      action: 'VIEW',
      subject: { kind: 'dossier', id: 'dossier-9' },
      dossierId: 'dossier-9',
      persons: ['person-9'],
    },
  },
  'dossier.document': {
    nothing: ({ officer }) =>
      officer.dossier
        .document({ dossierId: 'dossier-1', documentId: 'none' })
        .catch((error: unknown) => JSON.stringify(error)),
  },
  'dossier.piece': {
    nothing: ({ officer }) => officer.dossier.piece({ upload: 'u0', offset: 0, piece: 'AAAA' }),
  },
  'dossier.fileUpload': {
    nothing: ({ officer }) =>
      officer.dossier
        .fileUpload({ upload: 'none', args: {} })
        .catch((error: unknown) => JSON.stringify(error)),
  },
  'dossier.fileLetter': {
    nothing: ({ officer }) =>
      officer.dossier.fileLetter({
        dossierId: 'dossier-11',
        template: 'DESISTED',
        track: 'WORK',
        nth: 0,
        replaces: null,
        reason: '',
        addressee: '',
      }),
  },
  'dossier.saved': {
    async call({ officer }) {
      const letter = {
        dossierId: 'dossier-12',
        template: 'ACKNOWLEDGEMENT',
        track: 'WORK',
      } as const
      const rest = { nth: null, replaces: null, reason: '', addressee: '' }
      await officer.dossier.fileLetter({ ...letter, ...rest })
      const documentId = 'letter-ACKNOWLEDGEMENT-WORK'
      return officer.dossier.saved({ dossierId: 'dossier-12', documentId })
    },
    entry: {
      action: 'EXPORT',
      subject: { kind: 'dossier', id: 'dossier-12' },
      dossierId: 'dossier-12',
      persons: ['person-12'],
    },
  },
  'person.get': {
    call: ({ officer }) => officer.person.get({ id: 'person-2', dossierId: 'dossier-2' }),
    entry: { action: 'VIEW', subject: { kind: 'person', id: 'person-2' }, dossierId: 'dossier-2' },
  },
  'enterprise.get': {
    call: ({ officer }) => officer.enterprise.get({ id: 'enterprise-3', dossierId: 'dossier-3' }),
    entry: {
      action: 'VIEW',
      subject: { kind: 'enterprise', id: 'enterprise-3' },
      dossierId: 'dossier-3',
    },
  },
  'comparison.get': {
    call: ({ officer }) => officer.comparison.get({ personId: 'person-4', dossierId: 'dossier-4' }),
    entry: {
      action: 'COMPARE',
      subject: { kind: 'person', id: 'person-4' },
      dossierId: 'dossier-4',
    },
  },
  'contests.waiting': { nothing: ({ officer }) => officer.contests.waiting() },
  // Nobody contested anything in this house.
  'contests.list': { nothing: ({ officer }) => officer.contests.list() },
  'controls.waiting': { nothing: ({ officer }) => officer.controls.waiting() },
  // Nobody asked for a control in this house.
  'controls.requests': { nothing: ({ officer }) => officer.controls.requests() },
  'coverage.summary': {
    nothing: ({ officer }) => officer.coverage.summary({ filter: { facets: {} } }),
  },
  'coverage.pick': {
    nothing: ({ officer }) => officer.coverage.pick({ filter: { facets: {} }, order: [] }),
  },
  'coverage.look': {
    nothing: ({ officer }) =>
      officer.coverage.look({
        act: { status: 'ASKED', outcome: null, reason: 'Gevraagd aan de werkgever' },
        ids: ['M1-none'],
      }),
  },
  'coverage.window': {
    call: ({ officer }) =>
      officer.coverage.window({ filter: { facets: {} }, order: [], offset: 0, limit: 20 }),
    entry: { action: 'VIEW', subject: { kind: 'list', id: 'COVERAGE' }, dossierId: null },
  },
  'dossier.departures': { nothing: ({ officer }) => officer.dossier.departures() },
  'dossier.stay': {
    async nothing({ officer }) {
      const stop = new AbortController()
      const { signal } = stop
      const stream = await officer.dossier.stay({ id: 'dossier-3' }, { signal })
      const next = stream[Symbol.asyncIterator]().next()
      stop.abort()
      return next.catch(() => 'left')
    },
  },
  'enterprise.matrixCopied': {
    call: ({ officer }) => officer.enterprise.matrixCopied(MATRIX),
    entry: {
      action: 'EXPORT',
      subject: { kind: 'enterprise', id: 'enterprise-3' },
      dossierId: 'dossier-3',
    },
  },
  'enterprise.matrix': {
    call: ({ officer }) => officer.enterprise.matrix(MATRIX),
    entry: {
      action: 'VIEW',
      subject: { kind: 'enterprise', id: 'enterprise-3' },
      dossierId: 'dossier-3',
    },
  },
  'imports.sources': { nothing: ({ supervisor }) => supervisor.imports.sources() },
  'imports.look': {
    nothing: ({ supervisor }) =>
      supervisor.imports.look({ source: 'A', kind: 'declaration', bytes: btoa('L1;naam\n1;x\n') }),
  },
  'imports.begin': {
    nothing: ({ supervisor }) =>
      supervisor.imports.begin({
        id: '00000000-0000-4000-8000-000000000001',
        source: 'A',
        kind: 'declaration',
        mapping: {},
        dryRun: true,
        reach: null,
        size: 10,
        modified: 0,
        restart: false,
      }),
  },
  'imports.push': {
    nothing: ({ supervisor }) =>
      supervisor.imports
        .push({ id: '00000000-0000-4000-8000-000000000002', bytes: btoa('x') })
        .catch(() => 'no such import'),
  },
  'imports.end': {
    nothing: ({ supervisor }) =>
      supervisor.imports
        .end({ id: '00000000-0000-4000-8000-000000000002' })
        .catch(() => 'no such import'),
  },
  'imports.cancel': { nothing: ({ supervisor }) => supervisor.imports.cancel() },
  'links.proposed': {
    nothing: ({ officer }) => officer.links.proposed(),
  },
  'links.pair': {
    call: ({ officer }) =>
      officer.links.pair({
        left: { kind: 'person', id: 'person-5' },
        right: { kind: 'person', id: 'person-6' },
      }),
    entry: {
      action: 'COMPARE',
      subject: { kind: 'person', id: 'person-5' },
      persons: ['person-5', 'person-6'],
    },
  },
  'links.declared': {
    call: ({ officer }) => officer.links.declared({ id: 'declaration-8' }),
    entry: {
      action: 'COMPARE',
      subject: { kind: 'person', id: 'person-8' },
      persons: ['person-8'],
    },
  },
  'links.cluster': {
    call: ({ officer }) => officer.links.cluster({ personId: 'person-4', dossierId: 'dossier-4' }),
    entry: {
      action: 'COMPARE',
      subject: { kind: 'person', id: 'person-4' },
      dossierId: 'dossier-4',
    },
  },
  'links.score': {
    nothing: async ({ supervisor }) => everyStep(await supervisor.links.score()),
  },
  // Nobody of the fixture is near a limit; what is shown of somebody: work-session.test.ts.
  'links.scoreEdges': {
    nothing: ({ supervisor }) =>
      supervisor.links.scoreEdges({ limit: 9 }).catch((error: unknown) => JSON.stringify(error)),
  },
  'network.around': {
    call: ({ officer }) => officer.network.around({ kind: 'enterprise', key: 'enterprise-2' }),
    entry: { action: 'VIEW', subject: { kind: 'network', id: 'enterprise-2' } },
  },
  'network.exported': {
    call: ({ officer }) =>
      officer.network.exported({
        root: { kind: 'enterprise', key: 'enterprise-2' },
        format: 'CSV',
        nodes: [{ kind: 'person', key: 'person-2' }],
      }),
    entry: {
      action: 'EXPORT',
      subject: { kind: 'network', id: 'enterprise-2' },
      persons: ['person-2'],
    },
  },
  'watch.list': {
    async call({ officer }) {
      const args = {
        watchId: 'watch-told',
        kind: 'enterprise',
        subjectId: 'enterprise-1',
        reason: 'Na de controle van januari.',
        until: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
      }
      await officer.command.run({ name: 'watchSubject', args })
      return officer.watch.list()
    },
    entry: { action: 'VIEW', subject: { kind: 'list', id: 'WATCH' } },
  },
  'watch.seen': { nothing: ({ officer }) => officer.watch.seen({ ids: [999] }) },
  'reports.list': {
    async call({ officer }) {
      await officer.command.run({ name: 'fileReport', args: TOLD })
      return officer.reports.list({ filter: { facets: {}, mine: false } })
    },
    entry: { action: 'VIEW', subject: { kind: 'list', id: 'REPORTS' }, persons: [] },
  },
  'reports.get': {
    async call({ officer }) {
      await officer.command.run({ name: 'fileReport', args: TOLD })
      return officer.reports.get({ id: TOLD.reportId })
    },
    entry: { action: 'VIEW', subject: { kind: 'report', id: TOLD.reportId } },
  },
  'reports.reporter': {
    nothing: ({ officer }) =>
      officer.reports
        .reporter({ reportId: TOLD.reportId, reason: 'Terugbellen over de plaats van de werf' })
        .catch((error: unknown) => JSON.stringify(error)),
  },
  'search.all': {
    call: ({ officer }) => officer.search.all({ text: 'Voorbeeld7', limit: 5 }),
    entry: {
      action: 'SEARCH',
      subject: { kind: 'search', id: null },
      dossierId: null,
      reason: 'Vraag van de werkgever aan het loket',
      persons: ['person-7'],
    },
  },
  'command.run': {
    nothing: ({ officer }) => officer.command.run({ name: 'addNote', args: {} }),
  },
  'command.look': {
    nothing: ({ officer }) =>
      officer.command.look({
        act: { kind: 'ASSIGN', assignee: 'vl-joris' },
        ids: ['dossier-1'],
        reason: '',
      }),
  },
  'command.runMany': {
    nothing: ({ officer }) => officer.command.runMany({ calls: [{ name: 'addNote', args: {} }] }),
  },
  'access.state': { nothing: ({ officer }) => officer.access.state() },
  'access.begin': {
    nothing: ({ officer }) =>
      officer.access.begin({
        purpose: 'HANDLE_DOSSIER',
        reason: 'Vraag van de werkgever aan het loket',
      }),
  },
  'access.end': { nothing: ({ supervisor }) => supervisor.access.end() },
  'access.printed': {
    call: ({ officer }) => officer.access.printed({ screen: 'dossier', id: 'dossier-5' }),
    entry: {
      action: 'PRINT',
      subject: { kind: 'dossier', id: 'dossier-5' },
      dossierId: 'dossier-5',
      persons: ['person-5'],
    },
  },
  'access.search': {
    call: ({ supervisor }) => supervisor.access.search({ filter: FILTER, cursor: null }),
    entry: { action: 'VIEW', subject: { kind: 'log', id: null }, userId: 'vl-greet' },
  },
  'access.outliers': {
    call: ({ supervisor }) => supervisor.access.outliers({ from: '2026-01-01', to: '2026-01-31' }),
    entry: { action: 'VIEW', subject: { kind: 'log', id: null }, userId: 'vl-greet' },
  },
  'access.export': {
    call: ({ supervisor }) => supervisor.access.export({ filter: FILTER }),
    entry: { action: 'EXPORT', subject: { kind: 'log', id: null }, userId: 'vl-greet' },
  },
}

/** Paths of all procedures, as the contract has them now. */
function pathsOf(contract: object, before = ''): string[] {
  return Object.entries(contract).flatMap(([name, part]: [string, object]) => {
    const path = before ? `${before}.${name}` : name
    return '~orpc' in part ? [path] : pathsOf(part, path)
  })
}

async function entriesOf(database: Database): Promise<AccessEntry[]> {
  const found = await rows<{ entry: string }>(
    database.queries,
    sql`SELECT entry FROM access_log ORDER BY seq`,
  )
  return found.map(({ entry }) => JSON.parse(entry) as AccessEntry)
}

const matches = (entry: Partial<AccessEntry>) => (one: AccessEntry) => {
  try {
    expect(one).toMatchObject(entry)
    return true
  } catch {
    return false
  }
}

/** Entries once the desk has sent what it had. */
async function pushed(desk: TestDesk, database: Database, good: (all: AccessEntry[]) => boolean) {
  await desk.window.sync.now()
  return eventually(() => entriesOf(database), good)
}

describe('every call of the contract', () => {
  const cleanUps: Parameters<WhenOver>[0][] = []
  let practice: Practice
  let desk: TestDesk
  let desks: Desks
  beforeAll(async () => {
    const whenOver: WhenOver = (clean) => void cleanUps.unshift(clean)
    practice = await startPractice(fixtureWorld(), whenOver)
    const line = new Line(practice.address.url)
    whenOver(() => line.close())
    const behind = { ...practice.address, url: await line.listen() }
    desk = await workingDesk(behind, 'vl-an', { whenOver })
    const supervisor = await workingDesk(practice.address, 'vl-greet', { whenOver })
    desks = { officer: desk.window, supervisor: supervisor.window }
    const draw = { sampleId: 'sample-1', from: 1, dossierIds: ['dossier-3'] }
    await supervisor.window.command.run({ name: 'drawSample', args: draw })
    const reason = 'Deze regel blijkt niet nuttig.'
    const retire = { place: null, active: false, values: [], validFrom: '2026-12-01', reason }
    await supervisor.window.command.run({ name: 'draftRule', args: { code: 'M2', ...retire } })
    await statePurpose(desk)
    // A refused act for the tray: a colleague was first.
    const other = await workingDesk(practice.address, 'vl-joris', { whenOver })
    line.mode = 'DOWN'
    line.drop()
    await statusOf(desk, ({ state }) => state === 'OFFLINE')
    const assign = (assignee: string) => ({
      name: 'assignDossier',
      args: { dossierId: 'dossier-9', assignee, from: null },
    })
    await desk.window.command.run(assign('vl-an'))
    await other.window.command.run(assign('vl-joris'))
    await statusOf(other, ({ pending }) => pending === 0)
    line.mode = 'PASS'
    await desk.window.sync.now()
    await statusOf(desk, ({ attention }) => attention > 0)
  })
  afterAll(async () => {
    for (const clean of cleanUps) await clean()
  })

  test('is in the list of this test: a new one must say what it shows', () => {
    expect(pathsOf(workbenchContract).toSorted()).toEqual(Object.keys(CALLS).toSorted())
  })

  const cases = Object.entries(CALLS)
  test.each(cases.filter(([, one]) => 'nothing' in one))('%s shows nobody', async (_, one) => {
    const answer = await (one as { nothing(desks: Desks): Promise<unknown> }).nothing(desks)
    expect(JSON.stringify(answer) ?? '').not.toMatch(PERSONAL)
  })

  test.each(cases.filter(([, one]) => 'call' in one))('%s has its entry', async (_, one) => {
    const { call, entry } = one as Shows
    await call(desks)
    const found = matches({ userId: 'vl-an', role: 'REGION_OFFICER', region: 'FL', ...entry })
    const wanted = entry.userId ? matches(entry) : found
    const all = await pushed(desk, practice.database, (entries) => entries.some(wanted))
    const written = all.find(wanted)!
    expect(written.fields.length, 'fields').toBeGreaterThan(0)
    expect(written.sources.length, 'sources').toBeGreaterThan(0)
  })

  test('no entry holds a name, a number or what was typed', async () => {
    const entries = await entriesOf(practice.database)
    expect(entries.length).toBeGreaterThan(10)
    expect(JSON.stringify(entries)).not.toMatch(/oorbeeld|U10\d\d/i)
    expect(await verifyLog(practice.database.queries)).toMatchObject({ intact: true })
  })
})

describe('looks of one desk', () => {
  const typed = (window: WindowClient, text: string) => window.search.all({ text, limit: 5 })

  test('without network they wait on the desk, over a restart, and are sent later', async () => {
    const { address, line, database } = await startPractice(fixtureWorld())
    const desk = await workingDesk(address)
    line.mode = 'DOWN'
    line.drop()
    await statusOf(desk, ({ state }) => state === 'OFFLINE')
    await desk.window.dossier.get({ id: 'dossier-1' })
    await desk.window.comparison.get({ personId: 'person-1' })
    await desk.close()
    expect(await entriesOf(database)).toEqual([])
    const again = await openDesk(address, { dataDir: desk.dataDir })
    await again.window.dossier.get({ id: 'dossier-2' })
    line.mode = 'PASS'
    const entries = await pushed(again, database, ({ length }) => length >= 3)
    expect(entries.map(({ n, action, subject }) => [n, action, subject.id])).toEqual([
      [1, 'VIEW', 'dossier-1'],
      [2, 'COMPARE', 'person-1'],
      [3, 'VIEW', 'dossier-2'],
    ])
  })

  test('read again is one look; typed on is one search; another text is another', async () => {
    const { address, line, database } = await startPractice(fixtureWorld())
    let now = new Date('2026-03-03T09:00:00.000Z').getTime()
    const desk = await workingDesk(address, 'vl-an', { clock: () => new Date(now) })
    await statePurpose(desk)
    line.mode = 'DOWN'
    line.drop()
    for (let n = 0; n < 5; n += 1) await desk.window.dossier.get({ id: 'dossier-1' })
    for (const text of ['Vo', 'Voorb', 'Voorbeeld1', 'Voorbeeld12', 'Voorbeeld1']) {
      await typed(desk.window, text)
    }
    await typed(desk.window, 'Bouwwerken')
    for (let offset = 0; offset < 20; offset += 5) {
      await desk.window.queue.window({ ...WINDOW, offset, limit: 5 })
    }
    now += 16 * 60_000
    await desk.window.dossier.get({ id: 'dossier-1' })
    line.mode = 'PASS'
    const entries = await pushed(desk, database, ({ length }) => length >= 5)
    expect(entries.map(({ action, subject }) => [action, subject.kind])).toEqual([
      ['VIEW', 'dossier'],
      ['SEARCH', 'search'],
      ['SEARCH', 'search'],
      ['VIEW', 'list'],
      ['VIEW', 'dossier'],
    ])
    expect(entries[1]!.persons, 'what was shown last and before').toContain('person-12')
    expect(new Set(entries[3]!.persons).size, 'whom the pages of the list showed').toBe(20)
  })

  test('who leafs through a list has one entry for what is on its way, and is named once', async () => {
    const { address, line, database } = await startPractice(fixtureWorld())
    const desk = await workingDesk(address)
    const leaf = (offset: number) => desk.window.queue.window({ ...WINDOW, offset, limit: 5 })
    line.mode = 'DOWN'
    line.drop()
    await leaf(0)
    await leaf(5)
    await leaf(0)
    line.mode = 'PASS'
    const first = await pushed(desk, database, ({ length }) => length >= 1)
    expect(first.map(({ persons }) => persons.length)).toEqual([10])
    // The entry has left: whom it names is named already, whom it does not has a further one.
    await leaf(0)
    await leaf(5)
    await leaf(8)
    const all = await pushed(desk, database, ({ length }) => length >= 2)
    expect(all.map(({ persons }) => persons.length)).toEqual([10, 3])
    const [before, after] = all
    expect(after!.persons.filter((id) => before!.persons.includes(id))).toEqual([])
    const supervisor = await workingDesk(address, 'vl-greet')
    const subject = { kind: 'person' as const, id: after!.persons[0]! }
    const { rows: found } = await supervisor.window.access.search({
      filter: { ...FILTER, subject },
      cursor: null,
    })
    expect(found.map(({ userId, subject: what }) => [userId, what.kind])).toContainEqual([
      'vl-an',
      'list',
    ])
  })

  test('entries are never sent twice and none is lost when answers are lost', async () => {
    const { address, line, database } = await startPractice(fixtureWorld())
    const desk = await workingDesk(address)
    line.only = '/sync/access'
    line.mode = 'CUT'
    for (const n of [1, 2, 3]) await desk.window.dossier.get({ id: `dossier-${n}` })
    await pushed(desk, database, ({ length }) => length === 3)
    await desk.window.dossier.get({ id: 'dossier-4' })
    line.mode = 'PASS'
    const entries = await pushed(desk, database, ({ length }) => length >= 4)
    expect(entries.map(({ subject }) => subject.id)).toEqual([
      'dossier-1',
      'dossier-2',
      'dossier-3',
      'dossier-4',
    ])
  })

  test('a log that the gateway refuses is told; acts and changes go on', async () => {
    const { address, line } = await startPractice(fixtureWorld())
    const desk = await workingDesk(address)
    line.rewrite = (path, json) => (path === '/sync/access' ? { ...json, last: 0 } : json)
    await desk.window.dossier.get({ id: 'dossier-1' })
    const args = { noteId: 'note-while-refused', dossierId: 'dossier-1', text: 'Nota.' }
    await desk.window.command.run({ name: 'addNote', args })
    const { error } = await statusOf(
      desk,
      (status) => status.state === 'UP_TO_DATE' && status.pending === 0 && status.error !== null,
    )
    expect(error?.code).toBe('GATEWAY_BAD_ANSWER')
    line.rewrite = null
    await desk.window.sync.now()
    await statusOf(desk, ({ state, error }) => state === 'UP_TO_DATE' && error === null)
  })
})

describe('the purpose', () => {
  const reason = 'Vraag van de werkgever aan het loket'

  test('is asked for outside a dossier only, once, and holds for half a day', async () => {
    const { address } = await startPractice()
    let now = new Date('2026-03-03T08:00:00.000Z').getTime()
    const desk = await workingDesk(address, 'vl-an', { clock: () => new Date(now) })
    const { window } = desk
    const person = () => window.person.get({ id: 'person-8' })
    const search = () => window.search.all({ text: 'Voorbeeld8', limit: 5 })
    expect(await codeOf(person()), 'a person without a dossier').toBe('PURPOSE_REQUIRED')
    expect(await codeOf(search()), 'a search over everything').toBe('PURPOSE_REQUIRED')
    const foreign = window.person.get({ id: 'person-8', dossierId: 'dossier-7' })
    expect(await codeOf(foreign), 'somebody else’s dossier').toBe('PURPOSE_REQUIRED')
    await window.dossier.get({ id: 'dossier-8' })
    await person()
    await window.enterprise.get({ id: 'enterprise-3' })
    expect(await codeOf(search()), 'a dossier is open').toBe('PURPOSE_REQUIRED')
    expect(
      (await window.access.begin({ purpose: 'ANSWER_QUESTION', reason })).stated,
    ).toMatchObject({
      purpose: 'ANSWER_QUESTION',
      reason,
      since: new Date(now).toISOString(),
    })
    await search()
    await window.person.get({ id: 'person-9' })
    now += WORK_SESSION_MS - 1
    await search()
    now += 1
    expect(await codeOf(search()), 'after half a day').toBe('PURPOSE_REQUIRED')
    expect(await codeOf(person()), 'the dossier was opened half a day ago').toBe('PURPOSE_REQUIRED')
  })

  test('ends with the day, when it is ended, and with the sign-out', async () => {
    const { address } = await startPractice()
    let now = new Date('2026-03-03T22:00:00.000Z').getTime()
    const desk = await workingDesk(address, 'vl-an', { clock: () => new Date(now) })
    const { window } = desk
    await window.access.begin({ purpose: 'ANSWER_QUESTION', reason })
    now += 61 * 60_000
    expect((await window.access.state()).stated, 'midnight in Brussels').toBeNull()
    await window.access.begin({ purpose: 'ANSWER_QUESTION', reason })
    expect((await window.access.end()).stated).toBeNull()
    await window.access.begin({ purpose: 'ANSWER_QUESTION', reason })
    await window.session.signOut()
    expect(await window.access.state()).toEqual({ purposes: [], stated: null })
    await desk.workbench.signInWith('vl-an')
    expect((await window.access.state()).stated).toBeNull()
  })

  test('needs a reason of some length, and one that the role may have', async () => {
    const { address } = await startPractice()
    const { window } = await workingDesk(address)
    const begin = (purpose: 'AUDIT' | 'ANSWER_QUESTION', why: string) =>
      codeOf(window.access.begin({ purpose, reason: why }))
    expect(await begin('ANSWER_QUESTION', 'daarom')).toBe('REASON_REQUIRED')
    expect(await begin('ANSWER_QUESTION', `a ${' '.repeat(40)} b`)).toBe('REASON_REQUIRED')
    expect(await begin('ANSWER_QUESTION', 'x'.repeat(501))).toBe('TEXT_TOO_LONG')
    expect(await begin('AUDIT', reason)).toBe('FORBIDDEN')
    expect((await window.access.state()).stated).toBeNull()
  })

  test('an officer may not read the log, and offline nobody can', async () => {
    const { address, line } = await startPractice()
    const officer = await workingDesk(address)
    const question = { filter: FILTER, cursor: null }
    expect(await codeOf(officer.window.access.search(question))).toBe('FORBIDDEN')
    const supervisor = await workingDesk(address, 'vl-greet')
    line.mode = 'DOWN'
    line.drop()
    expect(await codeOf(supervisor.window.access.search(question))).toBe('GATEWAY_UNREACHABLE')
  })
})
