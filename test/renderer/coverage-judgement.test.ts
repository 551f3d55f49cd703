import { expect, it } from 'vitest'
import { judgeFinding } from '../../domain/commands/judge-finding.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { AnyRecord } from '../../domain/contract/records.ts'
import type { CoverageRow } from '../../domain/contract/coverage.ts'
import { isTheirs, judgementOf, type MismatchRow } from '../../renderer/coverage/judgement-of.ts'
import { dossier, person } from '../domain/fixtures.ts'

const row: CoverageRow = {
  findingId: 'M3-abc',
  code: 'M3',
  ruleVersion: 1,
  severity: 'HIGH',
  status: 'OPEN',
  reason: null,
  byName: null,
  personId: 'p1',
  personName: 'Peeters Jan',
  dossierId: 'd1',
  reference: 'FL-2026-000001',
  l1Number: null,
  employerName: null,
  employerCountry: null,
  nationality: null,
  period: null,
}
const officer: Actor = { id: 'a1', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const records = new Map<string, AnyRecord>([
  ['person p1', person()],
  ['dossier d1', dossier({ personId: 'p1' })],
])
const lookup = ((kind: string, id: string) => records.get(`${kind} ${id}`) ?? null) as never
const context = {
  actor: officer,
  colleagues: [],
  today: '2026-11-27',
  at: '2026-11-27T10:00:00.000Z',
}

it('a row of the coverage queue is judged as the signal that it is', () => {
  if (!isTheirs(officer, row)) throw new Error('a region officer judges M3')
  const args = judgementOf(row, 'EXPLAINED', 'FALSE_ALARM', 'Checked with the client')
  expect(judgeFinding.decide(lookup, args, context)).toMatchObject({ ok: true })
  const twice = judgementOf(
    { ...row, status: 'EXPLAINED' } as MismatchRow,
    'CONFIRMED',
    'CONFIRMED',
    args.reason,
  )
  const late = judgeFinding.decide(lookup, twice, context)
  expect(late, 'what a colleague did meanwhile is not overwritten').toMatchObject({ code: 'STALE' })
})

it('who judges no signals, and a declaration without a mismatch, have nothing to choose', () => {
  expect(isTheirs({ ...officer, role: 'AUDITOR' }, row)).toBe(false)
  expect(isTheirs(officer, { ...row, code: 'M0' })).toBe(false)
})
