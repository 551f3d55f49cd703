/** Why a dossier is (not) flagged: what is said of it, and not of its worker's other dossiers. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Cache } from '../../db/index.ts'
import { engineOf, personFindings } from '../../domain/risk/index.ts'
import { dossierPage, type PageSources, verdictsOf } from '../../host/views/pages.ts'
import {
  dossier,
  enterprise,
  filledCache,
  newPlace,
  person,
  wire,
  type Place,
} from '../db/samples.ts'

const TODAY = '2026-03-02'
const WELL_PAID = dossier()
const BADLY_PAID = dossier({
  reference: 'FL-2026-000999',
  job: { ...WELL_PAID.job, payCents: 1_500_000 },
})

let place: Place
let cache: Cache
let sources: PageSources
beforeEach(() => {
  place = newPlace()
  cache = filledCache(place, [
    wire('enterprise', 'e1', enterprise()),
    wire('person', 'p1', person()),
    wire('dossier', 'low', BADLY_PAID),
    wire('dossier', 'fine', WELL_PAID),
  ])
  const findings = personFindings(cache.personFacts('p1')!, engineOf(TODAY))
  cache.writeFindings([{ personId: 'p1', findings }])
  sources = {
    cache,
    today: TODAY,
    columns: { rows: () => [] } as unknown as PageSources['columns'],
  }
})
afterEach(() => {
  cache.close()
  place.remove()
})

const verdictOn = (id: string) =>
  verdictsOf(sources, { kind: 'dossier', id }).find(({ code }) => code === 'R44')!

test('a signal on another dossier of the worker is told as that, with its reference', () => {
  const [finding] = dossierPage(sources, 'low').findings.filter(
    ({ finding: { code } }) => code === 'R44',
  )
  expect(verdictOn('low')).toMatchObject({ outcome: 'FLAGGED', findingIds: [finding!.finding.id] })
  expect(verdictOn('fine')).toMatchObject({
    outcome: 'CLEAR',
    findingIds: [],
    reasons: [
      {
        reason: 'OTHER_DOSSIER',
        fact: { label: 'otherDossier', value: 'FL-2026-000999', source: { id: 'low' } },
      },
    ],
  })
})

test('a rule that is held back says neither that it sees something nor that it sees nothing', () => {
  cache.writeFindings([{ personId: 'p1', findings: [] }], {
    day: TODAY,
    fired: null,
    holds: (['R44', 'R31'] as const).map((code) => ({ code, since: TODAY, fired: 60, normal: 2 })),
    held: [],
    shadow: [],
  })
  const verdicts = verdictsOf(sources, { kind: 'person', id: 'p1' })
  const outcomes = (['R44', 'R31', 'R24'] as const).map(
    (code) => verdicts.find((one) => one.code === code)!.outcome,
  )
  expect(outcomes).toEqual(['HELD', 'HELD', 'NOT_TESTABLE'])
  expect(verdicts.find(({ code }) => code === 'R44')).toMatchObject({ reasons: [], findingIds: [] })
})

test.each(['dossier', 'person', 'enterprise'] as const)(
  'the rules of a %s that is not here are those of nobody',
  (kind) => {
    expect(() => verdictsOf(sources, { kind, id: 'absent' })).toThrow('NOT_FOUND')
  },
)

test('an enterprise is asked by the rules about enterprises, and by no other', () => {
  const codes = (kind: 'person' | 'enterprise', id: string) =>
    verdictsOf(sources, { kind, id }).map(({ code }) => code)
  const [firm, worker] = [codes('enterprise', 'e1'), codes('person', 'p1')]
  expect(firm).toContain('R40')
  expect(worker).toContain('R44')
  expect(firm.filter((code) => worker.includes(code))).toEqual([])
})
