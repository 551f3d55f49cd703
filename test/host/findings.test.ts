import { expect, test } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import { importBatch } from '../../gateway/imports.ts'
import { registerLine } from '../domain/fixtures.ts'
import { eventually, isSettled, startPractice, statusOf, workingDesk } from './practice.ts'
import { enterpriseBody, type FixtureItem, fixtureWorld } from './records.ts'

const GREET: Actor = { id: 'vl-greet', name: 'Greet', role: 'SUPERVISOR', region: 'FL' }

const ALL = { queue: 'ALL', facets: {}, due: null, search: '' } as const

function rowOf(desk: Awaited<ReturnType<typeof workingDesk>>, id: string) {
  return desk.window.queue
    .window({ filter: ALL, order: [], offset: 0, limit: 200 })
    .then(({ rows }) => rows.find((row) => row.id === id)!)
}

test('after the fill every worker is judged by the rules; a judgement changes queue and page', async () => {
  const { address } = await startPractice()
  const desk = await workingDesk(address)
  const { findings } = await desk.window.person.get({ id: 'person-12', dossierId: 'dossier-12' })
  expect(findings, 'a declaration without a permit gives a finding').not.toEqual([])
  const { finding } = findings[0]!
  const verdicts = await desk.window.verdicts.of({
    kind: 'person',
    id: 'person-12',
    dossierId: 'dossier-12',
  })
  expect(verdicts.find(({ code }) => code === finding.code)).toMatchObject({ outcome: 'FLAGGED' })
  expect(
    verdicts.find(({ code }) => code === 'R07'),
    'no A1 is held',
  ).toMatchObject({
    outcome: 'NOT_TESTABLE',
    missing: ['A1'],
  })
  const silent = verdicts.filter(
    ({ outcome, reasons }) => outcome === 'CLEAR' && reasons.length === 0,
  )
  expect(silent, 'each rule that is clear says why').toEqual([])
  const before = await rowOf(desk, 'dossier-12')
  const args = {
    findingId: finding.id,
    code: finding.code,
    ruleVersion: finding.ruleVersion,
    personId: finding.personId,
    dossierId: finding.dossierId,
    status: 'EXPLAINED' as const,
    from: 'OPEN' as const,
    reason: 'De vergunning ligt bij de werkgever.',
  }
  const result = await desk.window.command.run({ name: 'judgeFinding', args })
  expect(result.outcome).toBe('QUEUED')
  const judged = (all: JudgedFinding[]) => all.find((one) => one.finding.id === finding.id)!
  const page = await desk.window.person.get({ id: 'person-12', dossierId: 'dossier-12' })
  expect(judged(page.findings)).toMatchObject({ status: 'EXPLAINED', byName: 'An Ooievaar' })
  const after = await eventually(
    () => rowOf(desk, 'dossier-12'),
    (row) => row.risk.score < before.risk.score || before.risk.score === 0,
  )
  expect(after.risk.codes).not.toContain(finding.code)
  await statusOf(desk, isSettled)
  const settled = await desk.window.person.get({ id: 'person-12', dossierId: 'dossier-12' })
  expect(judged(settled.findings)).toMatchObject({ status: 'EXPLAINED', pending: false })
})

test('the rules have run for everybody once the desk is settled', async () => {
  const { address } = await startPractice()
  const desk = await workingDesk(address)
  const { rows } = await desk.window.queue.window({
    filter: ALL,
    order: [{ column: 'risk', descending: true }],
    offset: 0,
    limit: 200,
  })
  expect(rows.filter(({ risk }) => risk.score > 0).length).toBeGreaterThan(10)
})

test('a debt that is imported becomes a signal about whoever applies to work for that employer, and goes when it is paid', async () => {
  const enterpriseNumber = '0403019261'
  const items = [...fixtureWorld()].map((item): FixtureItem =>
    item.record.id === 'enterprise-1'
      ? {
          ...item,
          record: {
            kind: 'enterprise',
            id: item.record.id,
            version: 1,
            body: { ...enterpriseBody(1), enterpriseNumber },
          },
        }
      : item,
  )
  const { address, database } = await startPractice(items)
  const desk = await workingDesk(address)
  const told = async (on: string, euro: number) => {
    const staff = { fullTimeEquivalents: 9, turnoverFiled: true, socialDebtCents: euro * 100 }
    const body = registerLine({ source: 'STAFF', on, staff })
    await importBatch(database, GREET, { source: 'RSZ', kind: 'staff', rows: [{ key: on, body }] })
  }
  const signals = async (n: number) => {
    const subject = { id: `person-${n}`, dossierId: `dossier-${n}` }
    const { findings } = await desk.window.person.get(subject)
    return findings.flatMap(({ finding }) => (finding.code === 'R37' ? [finding] : []))
  }
  expect(await signals(1)).toEqual([])
  await told('2026-03-01', 48_000)
  const [found] = await eventually(
    () => signals(1),
    (list) => list.length > 0,
  )
  expect(found!.facts.find(({ label }) => label === 'socialDebt')).toMatchObject({
    value: 48_000,
    source: { kind: 'STAFF', asOf: '2026-03-01' },
  })
  expect(await signals(2), 'another employer').toEqual([])
  await told('2026-03-20', 0)
  await eventually(
    () => signals(1),
    (list) => list.length === 0,
  )
})
