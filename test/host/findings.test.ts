import { expect, test } from 'vitest'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import { isSettled, startPractice, statusOf, workingDesk } from './practice.ts'
import { eventually } from './practice.ts'

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
  const { verdicts } = await desk.window.person.get({ id: 'person-12', dossierId: 'dossier-12' })
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
