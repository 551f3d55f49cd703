import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { WIRE_VERSION } from '../../domain/contract/wire.ts'
import { renewIdentity } from '../../gateway/migrations.ts'
import { PRACTICE_PEOPLE } from '../../gateway/practice/people.ts'
import { moveToScopes } from '../../gateway/records.ts'
import {
  eventually,
  isSettled,
  openDesk,
  sessionOf,
  startPractice,
  statePurpose,
  statusOf,
  type TestDesk,
  workingDesk,
} from '../host/practice.ts'
import { FIXTURE_DOSSIERS, fixtureWorld } from '../host/records.ts'

const REFUSED_TOKEN = JSON.stringify({ code: 'GATEWAY_REFUSED_TOKEN' })
const ALL = { queue: 'ALL', facets: {}, due: null, search: '' } as const

async function total({ window }: TestDesk): Promise<number> {
  return (await window.queue.summary({ filter: ALL })).total
}

/** A look at a person outside a dossier has a purpose. */
async function askFor({ window }: TestDesk): Promise<void> {
  await window.access.begin({ purpose: 'ANSWER_QUESTION', reason: 'Vraag van de werkgever' })
}

let notes = 0
function addNote({ window }: TestDesk, dossierId: string): Promise<{ id: string }> {
  notes += 1
  const args = { noteId: `fault-note-${notes}`, dossierId, text: `Nota ${notes}.` }
  return window.command.run({ name: 'addNote', args }).then((result) => {
    expect(result.outcome).toBe('QUEUED')
    return { id: args.noteId }
  })
}

async function noteIds({ window }: TestDesk, dossierId: string): Promise<string[]> {
  return (await window.dossier.get({ id: dossierId })).notes.map(({ id }) => id)
}

test('the gateway is absent at sign-in: the desk says so and the next try works', async () => {
  const { address, line } = await startPractice()
  const desk = await openDesk(address)
  line.mode = 'DOWN'
  await expect(desk.workbench.signInWith('vl-an')).rejects.toMatchObject({
    code: 'SIGN_IN_FAILED',
    details: { reason: 'GATEWAY_UNREACHABLE' },
  })
  const session = await sessionOf(desk, ({ state }) => state === 'SIGNED_OUT')
  expect(session.error?.code).toBe('GATEWAY_UNREACHABLE')
  line.mode = 'PASS'
  await desk.workbench.signInWith('vl-an')
  await statusOf(desk, isSettled)
})

test.each(['DOWN', 'RESET', 'HTML', 'CUT'] as const)(
  'first fill over a line that turns %s: told, then gone on with',
  async (mode) => {
    const { address, line } = await startPractice()
    const desk = await openDesk(address)
    line.mode = mode
    line.only = '/sync/snapshot'
    await desk.workbench.signInWith('vl-an')
    const status = await statusOf(desk, ({ state }) => state === 'OFFLINE')
    expect(['GATEWAY_UNREACHABLE', 'GATEWAY_BAD_ANSWER']).toContain(status.error?.code)
    expect(await total(desk), 'dossiers before anything came').toBe(0)
    line.mode = 'PASS'
    await desk.window.sync.now()
    await statusOf(desk, isSettled)
    expect(await total(desk)).toBe(FIXTURE_DOSSIERS)
  },
)

test('a fill that was stopped in the middle goes on where it was', async () => {
  const { address, line } = await startPractice(fixtureWorld(1500))
  const first = await openDesk(address)
  line.mode = 'HANG'
  line.only = 'after='
  await first.workbench.signInWith('vl-an')
  await statusOf(first, ({ fill }) => (fill?.done ?? 0) > 0)
  await first.close()
  line.mode = 'PASS'
  line.asked.length = 0
  const second = await openDesk(address, { dataDir: first.dataDir })
  await statusOf(second, isSettled)
  expect(await total(second)).toBe(1500)
  const pages = line.asked.filter((path) => path.startsWith('/sync/snapshot'))
  expect(pages[0], 'the first page asked for after the restart').toContain('after=')
})

test('a token that ends in the middle of a fill is renewed, and the fill goes on', async () => {
  const { address, line } = await startPractice(fixtureWorld(1500))
  const desk = await openDesk(address)
  const tokens = new Set<string>()
  const pages: { path: string; refused: boolean }[] = []
  line.answers = ({ url = '', headers }, answer) => {
    if (!url.startsWith('/sync/snapshot')) return false
    tokens.add(headers.authorization!)
    // The first token is good for the first page alone.
    const refused = url.includes('after=') && tokens.size === 1
    pages.push({ path: url, refused })
    if (refused) answer.writeHead(401, { 'content-type': 'application/json' }).end(REFUSED_TOKEN)
    return refused
  }
  await desk.workbench.signInWith('vl-an')
  await statusOf(desk, isSettled)
  expect(await total(desk)).toBe(1500)
  expect(tokens.size, 'tokens of the fill').toBe(2)
  expect(pages.filter(({ refused }) => refused)).toHaveLength(1)
  const begun = pages.filter(({ path }) => !path.includes('after='))
  expect(begun, 'the fill was begun once').toHaveLength(1)
  expect((await desk.window.session.get()).state).toBe('SIGNED_IN')
  expect(desk.log.filter(({ event }) => event === 'sync.failed')).toEqual([])
})

test('a token that the provider does not renew stops a fill; after a sign-in it goes on where it was', async () => {
  const { address, line } = await startPractice(fixtureWorld(1500))
  const desk = await openDesk(address)
  let isOver = true
  const begun: string[] = []
  line.answers = ({ url = '' }, answer) => {
    if (!url.startsWith('/sync/snapshot')) return false
    if (!url.includes('after=')) begun.push(url)
    const refused = isOver && url.includes('after=')
    if (refused) answer.writeHead(401, { 'content-type': 'application/json' }).end(REFUSED_TOKEN)
    return refused
  }
  await desk.workbench.signInWith('vl-an')
  const status = await statusOf(desk, ({ state }) => state === 'STOPPED')
  expect(status.error?.code).toBe('GATEWAY_REFUSED_TOKEN')
  expect((await desk.window.session.get()).state, 'the person stays').toBe('SIGNED_IN')
  isOver = false
  await desk.workbench.signInWith('vl-an')
  await statusOf(desk, isSettled)
  expect(await total(desk)).toBe(1500)
  expect(begun, 'the fill was begun once').toHaveLength(1)
})

test.each(['DOWN', 'RESET', 'HTML', 'CUT'] as const)(
  'the line turns %s while commands wait: nothing is lost, nothing comes twice',
  async (mode) => {
    const { address, line } = await startPractice()
    const desk = await workingDesk(address)
    line.mode = mode
    line.drop()
    const note = await addNote(desk, 'dossier-8')
    await statusOf(desk, ({ state }) => state === 'OFFLINE')
    expect(await noteIds(desk, 'dossier-8')).toContain(note.id)
    line.mode = 'PASS'
    await desk.window.sync.now()
    await statusOf(desk, isSettled)
    const shown = await noteIds(desk, 'dossier-8')
    expect(shown.filter((id) => id === note.id)).toHaveLength(1)
  },
)

test('the answer to a push is lost: the repeat changes nothing', async () => {
  const { address, line, database } = await startPractice()
  const desk = await workingDesk(address)
  line.mode = 'CUT'
  line.only = '/sync/commands'
  const note = await addNote(desk, 'dossier-9')
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
  line.mode = 'PASS'
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
  const stored = await database.queries.execute(
    sql`SELECT version FROM record WHERE id = ${note.id}`,
  )
  expect((stored as unknown as { rows: { version: number }[] }).rows).toEqual([{ version: 1 }])
  expect(await desk.window.sync.attention()).toEqual([])
})

test('a hanging gateway does not keep the desk from closing', async () => {
  const { address, line } = await startPractice()
  const desk = await workingDesk(address)
  line.mode = 'HANG'
  line.drop()
  await desk.window.sync.now()
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('still open'), 5_000))
  expect(await Promise.race([desk.close().then(() => 'closed'), late])).toBe('closed')
})

test('a gateway of another wire is told and not followed', async () => {
  const { address, line } = await startPractice()
  const { dataDir, close } = await workingDesk(address)
  await close()
  line.rewrite = (path, json) => (path.startsWith('/sync/me?') ? { ...json, wire: 99 } : json)
  const desk = await openDesk(address, { dataDir })
  const status = await statusOf(desk, ({ state }) => state === 'STOPPED')
  expect(status.error).toEqual({
    code: 'WIRE_MISMATCH',
    details: { mine: WIRE_VERSION, theirs: 99 },
  })
  expect(await total(desk)).toBe(FIXTURE_DOSSIERS)
  line.rewrite = null
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
})

test('a gateway that lost its records is not followed: the cache stays', async () => {
  const { address, database } = await startPractice(fixtureWorld())
  const desk = await workingDesk(address)
  await addNote(desk, 'dossier-1')
  await statusOf(desk, isSettled)
  await database.queries.execute(sql`UPDATE gateway SET head = 0`)
  await desk.window.sync.now()
  const status = await statusOf(desk, ({ state }) => state === 'STOPPED')
  expect(status.error?.code).toBe('GATEWAY_EMPTY')
  expect(await total(desk)).toBe(FIXTURE_DOSSIERS)
})

test('another gateway at the same address: asked, then a new fill with the unsent commands', async () => {
  const { address, line, database } = await startPractice(fixtureWorld())
  const desk = await workingDesk(address)
  line.mode = 'DOWN'
  line.drop()
  const note = await addNote(desk, 'dossier-2')
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
  await database.queries.execute(sql`UPDATE gateway SET id = 'another-gateway'`)
  line.mode = 'PASS'
  line.asked.length = 0
  await desk.window.sync.now()
  const status = await statusOf(desk, ({ state }) => state === 'STOPPED')
  expect(status.error?.code).toBe('GATEWAY_CHANGED')
  expect(line.asked.some((path) => path.startsWith('/sync/snapshot'))).toBe(false)
  await desk.window.sync.accept()
  await statusOf(desk, isSettled)
  expect(line.asked.some((path) => path.startsWith('/sync/snapshot'))).toBe(true)
  expect(await noteIds(desk, 'dossier-2')).toEqual([note.id])
})

test('a restored gateway that lost much: the desk asks about both, one after the other', async () => {
  const { address, database } = await startPractice(fixtureWorld(100))
  const desk = await workingDesk(address)
  await renewIdentity(database)
  await database.queries.execute(
    sql`DELETE FROM record WHERE id IN (SELECT id FROM record WHERE kind = 40 LIMIT 60)`,
  )
  await desk.window.sync.now()
  const changed = await statusOf(desk, ({ state }) => state === 'STOPPED')
  expect(changed.error?.code).toBe('GATEWAY_CHANGED')
  await desk.window.sync.accept()
  const lost = await statusOf(desk, ({ error }) => error?.code === 'SYNC_FUSE')
  expect(lost.error?.details).toMatchObject({ deleted: 60 })
  expect(await total(desk), 'dossiers while the desk asks').toBe(100)
  await desk.window.sync.accept()
  await statusOf(desk, isSettled)
  expect(await total(desk)).toBe(40)
})

test('restored without a word, with other changes under the numbers that the desk has seen: asked, then filled anew', async () => {
  const { address, line, database } = await startPractice(fixtureWorld())
  const desk = await workingDesk(address)
  await addNote(desk, 'dossier-2')
  await statusOf(desk, isSettled)
  line.mode = 'DOWN'
  line.drop()
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
  await database.queries.execute(
    sql`UPDATE change SET body = body || ' ' WHERE n = (SELECT head FROM gateway)`,
  )
  line.mode = 'PASS'
  await desk.window.sync.now()
  const status = await statusOf(desk, ({ state }) => state === 'STOPPED')
  expect(status.error?.code).toBe('GATEWAY_CHANGED')
  line.asked.length = 0
  await desk.window.sync.accept()
  await statusOf(desk, isSettled)
  expect(line.asked.some((path) => path.startsWith('/sync/snapshot'))).toBe(true)
})

test('a client id that the gateway gave to somebody else: what waits is sent under a new one', async () => {
  const { address, line, database } = await startPractice(fixtureWorld())
  const desk = await workingDesk(address)
  await addNote(desk, 'dossier-3')
  await statusOf(desk, isSettled)
  line.mode = 'DOWN'
  line.drop()
  const note = await addNote(desk, 'dossier-3')
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
  await database.queries.execute(sql`UPDATE client SET owner = 'somebody-else'`)
  line.mode = 'PASS'
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
  expect(await noteIds(desk, 'dossier-3')).toContain(note.id)
  expect(await desk.window.sync.attention()).toEqual([])
})

test('much disappears at once: the desk stops and asks, keeps all, and goes on when expected', async () => {
  const { address, line, database } = await startPractice(fixtureWorld(100))
  const desk = await workingDesk(address)
  line.mode = 'DOWN'
  line.drop()
  for (let n = 1; n <= 60; n += 1) {
    await moveToScopes(database, { kind: 'dossier', id: `dossier-${n}` }, ['FED'])
  }
  line.mode = 'PASS'
  await desk.window.sync.now()
  const status = await statusOf(desk, ({ state }) => state === 'STOPPED')
  expect(status.error).toMatchObject({ code: 'SYNC_FUSE', details: { deleted: 60 } })
  expect(await total(desk), 'dossiers while the desk asks').toBe(100)
  await desk.window.sync.accept()
  await statusOf(desk, isSettled)
  expect(await total(desk)).toBe(40)
})

test('an officer moves to another region while the desk runs: nothing of the old one stays', async () => {
  const { address, line, database } = await startPractice(fixtureWorld())
  for (const kind of ['dossier', 'person'] as const) {
    await moveToScopes(database, { kind, id: `${kind}-11` }, ['WA', 'FED'])
  }
  let ahead = 0
  const clock = () => new Date(Date.now() + ahead)
  const desk = await workingDesk(address, 'vl-mieke', { clock })
  expect(await total(desk)).toBe(FIXTURE_DOSSIERS - 1)
  const mieke = PRACTICE_PEOPLE.find(({ id }) => id === 'vl-mieke')!
  onTestFinished(() => void Object.assign(mieke, { region: 'FL' }))
  Object.assign(mieke, { region: 'WA' })
  // Before the new records can come the old ones must be out of sight.
  line.mode = 'HANG'
  line.only = '/sync/snapshot'
  ahead = 60 * 60_000
  await desk.window.sync.now()
  await sessionOf(desk, ({ actor }) => actor?.region === 'WA')
  await eventually(
    () => total(desk),
    (count) => count === 0,
  )
  await askFor(desk)
  await statePurpose(desk)
  await expect(desk.window.person.get({ id: 'person-1' })).rejects.toMatchObject({
    data: { code: 'NOT_FOUND' },
  })
  await desk.close()
  line.mode = 'DOWN'
  line.only = ''
  const offline = await openDesk(address, { dataDir: desk.dataDir, clock })
  expect(await total(offline), 'dossiers after a restart without network').toBe(0)
  line.mode = 'PASS'
  await offline.window.sync.now()
  await statusOf(offline, isSettled)
  expect(await total(offline)).toBe(1)
  const { dossier } = await offline.window.dossier.get({ id: 'dossier-11' })
  expect(dossier.id).toBe('dossier-11')
})

test('a gateway that masks otherwise than before: the desk fills anew by itself', async () => {
  const { address, line } = await startPractice(fixtureWorld())
  // As a gateway with other masks said it: all the same but for what the person may see.
  line.rewrite = (_, json) => ('view' in json ? { ...json, view: 'masks of before' } : json)
  const desk = await workingDesk(address)
  line.asked.length = 0
  line.rewrite = null
  line.drop()
  await eventually(
    () => Promise.resolve(line.asked.some((path) => path.startsWith('/sync/snapshot'))),
    Boolean,
  )
  await statusOf(desk, isSettled)
  expect(await total(desk)).toBe(FIXTURE_DOSSIERS)
  line.asked.length = 0
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
  expect(line.asked.some((path) => path.startsWith('/sync/snapshot'))).toBe(false)
})

test('two desks decide on the same while apart: the later one gets their words back', async () => {
  const { address, line } = await startPractice()
  const apart = await workingDesk(address)
  const other = await workingDesk((await startPractice()).address, 'vl-joris')
  line.mode = 'DOWN'
  line.drop()
  const assign = (desk: TestDesk, assignee: string) =>
    desk.window.command.run({
      name: 'assignDossier',
      args: { dossierId: 'dossier-10', assignee, from: null },
    })
  await assign(apart, 'vl-an')
  await assign(other, 'vl-joris')
  await statusOf(other, isSettled)
  line.mode = 'PASS'
  await apart.window.sync.now()
  const status = await statusOf(apart, (now) => isSettled(now) && now.attention === 1)
  expect(status.pending).toBe(0)
  const { dossier } = await apart.window.dossier.get({ id: 'dossier-10' })
  expect(dossier.body.assignee).toBe('vl-joris')
  const [item] = await apart.window.sync.attention()
  expect(item).toMatchObject({
    name: 'assignDossier',
    code: 'STALE',
    dossierId: 'dossier-10',
    args: { assignee: 'vl-an' },
  })
  await apart.window.sync.dismissAttention({ n: item!.n })
  expect((await apart.window.sync.status()).attention).toBe(0)
})

test('a dossier that leaves the scope of the desk is forgotten there', async () => {
  const { address, database } = await startPractice(fixtureWorld())
  const desk = await workingDesk(address)
  await moveToScopes(database, { kind: 'dossier', id: 'dossier-11' }, ['WA', 'FED'])
  await eventually(
    () => total(desk),
    (count) => count === FIXTURE_DOSSIERS - 1,
  )
  await expect(desk.window.dossier.get({ id: 'dossier-11' })).rejects.toMatchObject({
    data: { code: 'NOT_FOUND' },
  })
  await askFor(desk)
  await statePurpose(desk)
  const person = await desk.window.person.get({ id: 'person-11' })
  expect(person.dossiers).toEqual([])
})
