/** The rule workshop over two desks: a draft is replayed, approved and followed by every desk. */
import { expect, test } from 'vitest'
import { draftPrint, ruleId } from '../../domain/risk/settings.ts'
import type { ReplayShown, ReplayStep } from '../../domain/contract/workshop.ts'
import {
  eventually,
  isSettled,
  startPractice,
  statusOf,
  workingDesk,
  type TestDesk,
} from './practice.ts'

const CODE = 'M2'
const run = async (desk: TestDesk, name: string, args: object) => {
  const result = await desk.window.command.run({ name, args })
  expect(result, name).toMatchObject({ outcome: 'QUEUED' })
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
}
const versionsOf = async (desk: TestDesk) => {
  const { rules } = await desk.window.workshop.list()
  return rules.find(({ id }) => id === ruleId(CODE))?.body.versions ?? []
}
const findingsOf = async (desk: TestDesk) => {
  const { rates } = await desk.window.workshop.list()
  return rates.find(({ code }) => code === CODE)!.findings
}

async function replayOn(desk: TestDesk): Promise<ReplayShown> {
  const steps: ReplayStep[] = []
  for await (const step of await desk.window.workshop.replay({ code: CODE, place: 0 })) {
    steps.push(step)
  }
  const last = steps.at(-1)
  if (last?.type !== 'done') throw new Error(`the replay ended with ${JSON.stringify(last)}`)
  return last.replay
}

/** An officer confirms a signal of the rule, and the supervisor's desk hears of it. */
async function confirmOne(officer: TestDesk, supervisor: TestDesk) {
  const filter = { queue: 'ALL' as const, facets: { finding: [CODE] }, due: null, search: '' }
  const { rows } = await officer.window.queue.window({ filter, order: [], offset: 0, limit: 1 })
  const { id } = rows[0]!
  const { findings } = await officer.window.dossier.get({ id })
  const { finding, saidId } = findings.find((one) => one.finding.code === CODE)!
  const { code, ruleVersion, revision, personId, dossierId } = finding
  const about = { findingId: saidId, code, ruleVersion, revision, personId, dossierId }
  const reason = 'De werkgever bevestigt het.'
  await run(officer, 'judgeFinding', { ...about, status: 'CONFIRMED', from: 'OPEN', reason })
  await supervisor.window.sync.now()
  const confirmed = async () =>
    (await supervisor.window.workshop.list()).rates.find((one) => one.code === CODE)!.outcomes
  await eventually(confirmed, ({ CONFIRMED }) => CONFIRMED === 1)
}

test('a rule is retired by two people, after a replay that says what goes, on every desk', async () => {
  const { address } = await startPractice([...(await import('./records.ts')).fixtureWorld()])
  const supervisor = await workingDesk(address, 'vl-greet')
  const officer = await workingDesk(address, 'vl-an')
  const before = await findingsOf(officer)
  expect(before, 'the records of this test have findings of this rule').toBeGreaterThan(0)
  const reason = 'Deze regel blijkt hier niet nuttig.'
  await confirmOne(officer, supervisor)
  const today = (await officer.window.session.get()).today
  const draft = { code: CODE, place: null, active: false, values: [], validFrom: today, reason }
  await run(supervisor, 'draftRule', draft)
  const replay = await replayOn(supervisor)
  expect(replay.print).toBe(draftPrint(CODE, (await versionsOf(supervisor))[0]!))
  expect(replay.result).toMatchObject({ before, after: 0, gone: before, added: 0 })
  expect(replay.result.lost, 'one of them was confirmed').toEqual({
    confirmed: 1,
    useful: 0,
    falseAlarms: 0,
  })
  expect(replay.gone[0]!.label, 'told by its reference').toMatch(/\d/)
  const past = replay.result.past!
  const sum = (count: 'before' | 'after' | 'gone') =>
    past.rows.reduce((all, row) => all + row[count], 0)
  expect(sum('before'), 'and those of the year that are over').toBe(before + replay.counts.goneOver)
  expect([sum('after'), sum('gone')]).toEqual([0, sum('before')])
  expect(past.checked.gone.confirmed).toBe(1)
  expect(past.to).toBe(today)
  const { print, against, result } = replay
  await run(supervisor, 'noteReplay', { code: CODE, place: 0, print, against, result })
  await run(supervisor, 'proposeRule', { code: CODE, place: 0 })
  const waiting = await eventually(
    () => officer.window.workshop.waiting(),
    ({ proposals }) => proposals.includes(CODE),
  )
  expect(waiting.proposals).toContain(CODE)
  await run(officer, 'decideRule', { code: CODE, place: 0, approved: true, remark: '' })
  for (const desk of [officer, supervisor]) {
    await eventually(
      () => findingsOf(desk),
      (count) => count === 0,
    )
  }
})

test('a draft that runs along is counted and shown to nobody', async () => {
  const { address } = await startPractice([...(await import('./records.ts')).fixtureWorld()])
  const supervisor = await workingDesk(address, 'vl-greet')
  // The last of the four follows from a link, which is made once the first pass is over.
  const before = await eventually(
    () => findingsOf(supervisor),
    (count) => count === 4,
  )
  const reason = 'Eerst kijken wat het doet.'
  const today = (await supervisor.window.session.get()).today
  const draft = { code: CODE, place: null, active: false, values: [], validFrom: today, reason }
  await run(supervisor, 'draftRule', draft)
  await run(supervisor, 'shadowRule', { code: CODE, place: 0, on: true })
  const shadowOf = async () =>
    (await supervisor.window.workshop.list()).rates.find(({ code }) => code === CODE)!
  const rate = await eventually(shadowOf, ({ shadow }) => shadow !== null)
  expect(rate.shadow).toEqual({ live: before, draft: 0, onlyLive: before, onlyDraft: 0 })
  expect(rate.findings, 'officers see what they saw').toBe(before)
})

test('whom a rule touches is told to the end, and stops when nobody listens', async () => {
  const { address } = await startPractice()
  const desk = await workingDesk(address, 'vl-an')
  const steps = []
  for await (const step of await desk.window.workshop.fairness({ code: CODE })) steps.push(step)
  const last = steps.at(-1)
  if (last?.type !== 'done') throw new Error(`it ended with ${JSON.stringify(last)}`)
  expect(last.fairness.flagged).toBeGreaterThan(0)
  expect(last.fairness.swaps.filter(({ changed, lawful }) => changed > 0 && !lawful)).toEqual([])
  const stop = new AbortController()
  const stream = await desk.window.workshop.fairness({ code: CODE }, { signal: stop.signal })
  stop.abort()
  const seen = await (async () => {
    const all = []
    for await (const step of stream) all.push(step)
    return all
  })().catch(() => [])
  expect(seen.filter(({ type }) => type === 'done')).toEqual([])
})
