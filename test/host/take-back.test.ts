/** An act on a dossier stays on the desk for a moment: taken back, nothing of it ever left. */
import { expect, test } from 'vitest'
import { sql } from 'drizzle-orm'
import { HOLD_MS } from '../../domain/commands/hold.ts'
import { TAGS } from '../../domain/contract/codes.ts'
import { rows } from '../../gateway/database.ts'
import {
  isSettled,
  openDesk,
  startPractice,
  statusOf,
  workingDesk,
  type Practice,
  type TestDesk,
} from './practice.ts'

/** A clock that stands until it is moved. */
function standingClock() {
  let now = Date.now()
  return { clock: () => new Date(now), later: (ms: number) => (now += ms) }
}

/** Proposes on a dossier as its page shows it. */
async function step({ window }: Pick<TestDesk, 'window'>, n: number, reason: string) {
  const { dossier } = await window.dossier.get({ id: `dossier-${n}` })
  const { personId, region, category } = dossier.body
  return {
    name: 'proposeWork',
    args: {
      dossierId: dossier.id,
      track: 'WORK',
      on: new Date().toISOString().slice(0, 10),
      from: 'IN_EXAM',
      reason,
      decision: 'REFUSE',
      grounds: ['LMT_NOT_PROVEN'],
      period: null,
      personId,
      threshold: { region, category },
      mandateId: null,
      signals: [],
    },
  }
}
const note = (noteId: string) => ({
  name: 'addNote',
  args: { noteId, dossierId: 'dossier-1', text: 'Nagevraagd.' },
})
/** An act that goes at once: the same act the other way undoes it. */
const tag = (n: number) => ({
  name: 'tagDossier',
  args: { dossierId: `dossier-${n}`, add: [TAGS[0]], remove: [] },
})

/** Commands that reached the gateway from desks of this test, by name. */
async function arrived({ database }: Practice, since: number): Promise<string[]> {
  const found = await rows<{ name: string }>(
    database.queries,
    sql`SELECT name FROM command_result WHERE change > ${since} ORDER BY change`,
  )
  return found.map(({ name }) => name)
}
async function headOf({ database }: Practice): Promise<number> {
  const [row] = await rows<{ head: string }>(database.queries, sql`SELECT head FROM gateway`)
  return Number(row!.head)
}

test('an act that was refused and is sent again waits as it did the first time', async () => {
  const practice = await startPractice()
  const { clock, later } = standingClock()
  const desk = await workingDesk(practice.address, 'vl-an', { clock, holdMs: HOLD_MS })
  const { window } = desk
  const before = await headOf(practice)
  practice.line.answers = (request, answer) => {
    if (!request.url?.startsWith('/sync/commands')) return false
    answer.writeHead(413).end()
    return true
  }
  await window.command.run(note('n-again'))
  later(HOLD_MS)
  await window.sync.now()
  await statusOf(desk, ({ attention }) => attention === 1)
  practice.line.answers = null
  const [item] = await window.sync.attention()
  const decided = { choices: {}, words: {} }
  const sent = await window.sync.sendAgain({ n: item!.n, decided })
  expect(sent).toMatchObject({ outcome: 'QUEUED' })
  const { n } = sent as { n: number }
  await statusOf(desk, ({ held }) => held?.n === n)
  expect(await window.command.takeBack({ n })).toMatchObject({ outcome: 'TAKEN_BACK' })
  await statusOf(desk, isSettled)
  expect(await arrived(practice, before)).not.toContain('addNote')
})

test('an act that waits is done on the desk, has not left it, and leaves no trace when taken back', async () => {
  const practice = await startPractice()
  const { clock } = standingClock()
  const desk = await workingDesk(practice.address, 'vl-an', { clock, holdMs: HOLD_MS })
  const { window } = desk
  const before = await headOf(practice)
  const stateOf = async () =>
    (await window.dossier.get({ id: 'dossier-1' })).dossier.body.work.state

  const done = await window.command.run(await step(desk, 1, 'Het onderzoek ontbreekt.'))
  expect(done).toMatchObject({ outcome: 'QUEUED' })
  const { n } = done as { n: number }
  expect(await stateOf()).toBe('DRAFT_DECISION')
  const status = await statusOf(desk, ({ held }) => held !== null)
  expect(status).toMatchObject({ pending: 1, held: { n } })

  // What comes after it waits with it: the gateway takes numbers in order.
  await window.command.run(tag(1))
  expect(await arrived(practice, before)).toEqual([])

  expect(await window.command.takeBack({ n })).toMatchObject({
    outcome: 'TAKEN_BACK',
    name: 'proposeWork',
    args: { reason: 'Het onderzoek ontbreekt.' },
  })
  expect(await stateOf()).toBe('IN_EXAM')
  await statusOf(desk, isSettled)
  const names = await arrived(practice, before)
  expect(names).toContain('tagDossier')
  expect(names, 'not one word of the act').not.toContain('proposeWork')
  expect(await window.sync.attention(), 'nothing to attend to').toEqual([])
})

test('the last act leaves no number behind; what it builds on can be taken back after it', async () => {
  const practice = await startPractice()
  const { clock } = standingClock()
  const desk = await workingDesk(practice.address, 'vl-an', { clock, holdMs: HOLD_MS })
  const { window } = desk
  const before = await headOf(practice)
  const first = (await window.command.run(await step(desk, 2, 'Het onderzoek ontbreekt.'))) as {
    n: number
  }
  const second = (await window.command.run({
    name: 'returnWork',
    args: {
      dossierId: 'dossier-2',
      track: 'WORK',
      on: new Date().toISOString().slice(0, 10),
      from: 'DRAFT_DECISION',
      reason: 'Andere grond gewenst.',
      proposal: 0,
    },
  })) as { n: number }
  expect(second.n, 'both were stored').toBe(first.n + 1)
  expect(await window.command.takeBack({ n: first.n })).toMatchObject({ code: 'UNDO_BUILT_ON' })
  expect(await window.command.takeBack({ n: second.n })).toMatchObject({ outcome: 'TAKEN_BACK' })
  expect(await window.command.takeBack({ n: first.n })).toMatchObject({ outcome: 'TAKEN_BACK' })
  await statusOf(desk, isSettled)
  const tagged = (await window.command.run(tag(2))) as { n: number }
  expect(tagged.n, 'the numbers are free again').toBe(first.n)
  await statusOf(desk, isSettled)
  expect(await arrived(practice, before)).toEqual(['tagDossier'])
})

test('an act that waits survives the end of the desk and goes out when its time is over', async () => {
  const practice = await startPractice()
  const { clock, later } = standingClock()
  const desk = await workingDesk(practice.address, 'vl-an', { clock, holdMs: HOLD_MS })
  const before = await headOf(practice)
  const { n } = (await desk.window.command.run(
    await step(desk, 3, 'Het onderzoek ontbreekt.'),
  )) as {
    n: number
  }
  await desk.close()

  later(HOLD_MS)
  const again = await openDesk(practice.address, { dataDir: desk.dataDir, clock, holdMs: HOLD_MS })
  await again.workbench.signInWith('vl-an')
  await statusOf(again, isSettled)
  expect(await arrived(practice, before)).toEqual(['proposeWork'])
  expect(await again.window.command.takeBack({ n })).toMatchObject({ code: 'UNDO_TOO_LATE' })
})

test('who asks to sync now does not wait', async () => {
  const practice = await startPractice()
  const { clock } = standingClock()
  const desk = await workingDesk(practice.address, 'vl-an', { clock, holdMs: HOLD_MS })
  const before = await headOf(practice)
  await desk.window.command.run(await step(desk, 4, 'Het onderzoek ontbreekt.'))
  await desk.window.sync.now()
  await statusOf(desk, (status) => isSettled(status) && status.held === null)
  expect(await arrived(practice, before)).toEqual(['proposeWork'])
})

test('a note for another service waits as well: taken back, nobody read it', async () => {
  const practice = await startPractice()
  const { clock } = standingClock()
  const desk = await workingDesk(practice.address, 'vl-an', { clock, holdMs: HOLD_MS })
  const { window } = desk
  const before = await headOf(practice)
  const { n } = (await window.command.run(note('held-note'))) as { n: number }
  const notes = async () =>
    (await window.dossier.get({ id: 'dossier-1' })).notes.map(({ id }) => id)
  expect(await notes()).toContain('held-note')
  expect(await window.command.takeBack({ n })).toMatchObject({
    outcome: 'TAKEN_BACK',
    args: { text: 'Nagevraagd.' },
  })
  expect(await notes()).not.toContain('held-note')
  await statusOf(desk, isSettled)
  expect(await arrived(practice, before)).toEqual([])
})

test('several acts go out one after the other when their time is over, nobody asks for it', async () => {
  const practice = await startPractice()
  const desk = await workingDesk(practice.address, 'vl-an', { holdMs: 50 })
  const before = await headOf(practice)
  for (const id of ['soon-1', 'soon-2', 'soon-3']) await desk.window.command.run(note(id))
  await statusOf(desk, isSettled)
  expect(await arrived(practice, before)).toEqual(['addNote', 'addNote', 'addNote'])
})
