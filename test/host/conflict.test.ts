/** Two officers, one dossier: what one of them decides per field when the other was first. */
import { expect, test } from 'vitest'
import type { AttentionItem } from '../../domain/contract/workbench.ts'
import { sql } from 'drizzle-orm'
import { rows, type Database } from '../../gateway/database.ts'
import { codeOf } from './client.ts'
import { isSettled, startPractice, statusOf, workingDesk } from './practice.ts'

const DOSSIER = 'dossier-7'
const take = (assignee: string, dossierId = DOSSIER) => ({
  name: 'assignDossier',
  args: { dossierId, assignee, from: null },
})
const judge = (personId: string, status: string, reason: string) => ({
  name: 'judgeFinding',
  args: {
    findingId: 'M1-two-desks',
    code: 'M1',
    ruleVersion: 1,
    personId,
    dossierId: DOSSIER,
    status,
    from: 'OPEN',
    reason,
  },
})
const MINE = 'The worker holds a card F.'
const THEIRS = 'Seen on the site without papers.'

test('two desks act on one dossier: the later one decides per field, and other acts wait for nothing', async () => {
  const [here, there] = [await startPractice(), await startPractice()]
  const joris = await workingDesk(there.address, 'vl-joris')
  const an = await workingDesk(here.address, 'vl-an')
  const { window } = an
  const { personId } = (await window.dossier.get({ id: DOSSIER })).dossier.body

  // An works without network while Joris takes the dossier and judges the signal.
  here.line.mode = 'DOWN'
  here.line.drop()
  await statusOf(an, ({ state }) => state === 'OFFLINE')
  await joris.window.command.run(take('vl-joris'))
  await joris.window.command.run(judge(personId, 'CONFIRMED', THEIRS))
  await statusOf(joris, isSettled)
  for (const call of [
    judge(personId, 'EXPLAINED', MINE),
    take('vl-an'),
    take('vl-an', 'dossier-8'),
  ]) {
    expect((await window.command.run(call)).outcome, call.name).toBe('QUEUED')
  }
  here.line.mode = 'PASS'
  await window.sync.now()
  await statusOf(an, isSettled)

  const items = await window.sync.attention()
  expect(items.map(({ name, code }) => [name, code])).toEqual([
    ['judgeFinding', 'STALE'],
    ['assignDossier', 'HELD_BACK'],
  ])
  const [judged, held] = items as [AttentionItem, AttentionItem]
  expect(held.heldBy).toMatchObject({ name: 'judgeFinding', code: 'STALE' })
  expect(held.fields).toMatchObject([
    { field: 'assignee', base: null, mine: 'vl-an', theirs: 'vl-joris', by: 'vl-joris' },
  ])
  expect(judged.fields).toMatchObject([
    { field: 'status', mine: 'findingStatus.EXPLAINED', theirs: 'findingStatus.CONFIRMED' },
    { field: 'reason', base: null, mine: MINE, theirs: THEIRS },
  ])
  expect((await window.dossier.get({ id: 'dossier-8' })).dossier.body.assignee).toBe('vl-an')

  // The colleague's status with the own reason; the dossier stays with the colleague.
  const choices = {
    status: { choice: 'THEIRS' as const, theirs: 'findingStatus.CONFIRMED' },
    reason: { choice: 'MINE' as const, theirs: THEIRS },
  }
  const words = `${MINE} It was shown today.`
  const undecided = { choices: { status: choices.status }, words: { reason: words } }
  expect(await window.sync.sendAgain({ n: judged.n, decided: undecided })).toMatchObject({
    outcome: 'REFUSED',
    code: 'STALE',
  })
  expect(await window.sync.attention(), 'nothing is decided in silence').toHaveLength(2)
  const decided = { choices, words: { reason: words } }
  expect((await window.sync.sendAgain({ n: judged.n, decided })).outcome).toBe('QUEUED')
  const left = { assignee: { choice: 'THEIRS' as const, theirs: 'vl-joris' } }
  expect(await window.sync.sendAgain({ n: held.n, decided: { choices: left, words: {} } })).toEqual(
    { outcome: 'LEFT' },
  )
  await statusOf(an, (status) => isSettled(status) && status.attention === 0)
  expect(await storedJudgement(here.database)).toMatchObject({
    status: 'CONFIRMED',
    reason: words,
    by: 'vl-an',
  })
  expect((await joris.window.dossier.get({ id: DOSSIER })).dossier.body.assignee).toBe('vl-joris')
  expect(await codeOf(window.sync.sendAgain({ n: -1, decided }))).toBe('BAD_REQUEST')
})

async function storedJudgement(database: Database): Promise<unknown> {
  const id = 'M1-two-desks'
  const found = sql`SELECT body FROM record WHERE id = ${id}`
  const [row] = await rows<{ body: string }>(database.queries, found)
  return JSON.parse(row?.body ?? 'null')
}
