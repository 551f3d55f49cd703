/** Why not flagged: each rule that sees nothing names the fact that decided it, or what is not there. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ClearReason } from '../../domain/contract/codes.ts'
import { engineOf, explainEnterprise, explainPerson } from '../../domain/risk/index.ts'
import { World } from '../../gateway/practice/world/index.ts'
import { declaration, dossier, facts, person, PROVEN } from './fixtures.ts'
import { type RuleCases, TODAY } from './rules/cases.ts'

type Facts = RuleCases['planted'][string]

const engine = engineOf(TODAY)
const PERSONS = 300
const world = new World({
  seed: 9,
  today: TODAY,
  dossiers: 600,
  declarations: 1200,
  persons: PERSONS,
  enterprises: 120,
})
const files = readdirSync(new URL('rules', import.meta.url)).filter((one) =>
  one.endsWith('.cases.ts'),
)
const told = await Promise.all(
  files.map(async (file) => ((await import(`./rules/${file}`)) as { cases: RuleCases }).cases),
)
const everybody: Facts[] = [
  ...Array.from({ length: PERSONS }, (_, i) => world.factsOf(i)),
  ...told.flatMap(({ planted, innocent }) => [
    ...Object.values(planted),
    ...Object.values(innocent),
  ]),
]

/** Something is not there: that itself decided. */
const ABSENT: ReadonlySet<ClearReason> = new Set<ClearReason>([
  'NO_DECLARATION',
  'NOT_IN_FORCE',
  'NO_PRESENCE',
  'NO_DOSSIER',
  'NO_PERMIT',
  'NO_RECORD',
  'NOT_HELD',
  'PAPER_NOT_SEEN',
])
/** Rules about extracts of workers: what decided them is told by the reason alone. */
const BY_REASON: readonly string[] = ['R15', 'R24', 'R45', 'R55']
const verdictsOf = (of: Facts) =>
  'person' in of ? explainPerson(of, engine) : explainEnterprise(of, engine)
const verdictOf = (of: Facts, code: string) => verdictsOf(of).find((one) => one.code === code)!

it('each rule that sees nothing in anybody names a fact, or what is not there', () => {
  const silent = new Set<string>()
  for (const of of everybody) {
    for (const { code, outcome, reasons } of verdictsOf(of)) {
      if (outcome !== 'CLEAR' || BY_REASON.includes(code)) continue
      const { reason, fact } = reasons[0]!
      if (fact === null && !ABSENT.has(reason)) silent.add(`${code} ${reason}`)
    }
  }
  expect([...silent].toSorted()).toEqual([])
})

describe('what decided', () => {
  it('of a permit that agrees is the permit', () => {
    const of = world.factsOf(
      Array.from({ length: PERSONS }, (_, i) => i).find((i) => {
        const { dossiers, declarations } = world.factsOf(i)
        return dossiers.some(({ body }) => body.authorised) && declarations.length > 0
      })!,
    )
    expect(verdictOf(of, 'M1').reasons[0]).toMatchObject({
      reason: 'AGREES',
      fact: { label: 'authorisedPeriod', source: { kind: 'dossier' } },
    })
  })

  it('of another mismatch is which one', () => {
    const of = facts({ declarations: [declaration()] })
    expect(verdictOf(of, 'M1').outcome).toBe('FLAGGED')
    expect(verdictOf(of, 'M2').reasons[0]).toMatchObject({
      reason: 'OTHER_MATTER',
      fact: { label: 'otherMismatch', value: 'mismatch.M1' },
    })
  })

  it('of a free mover is the nationality, and of a cancelled declaration that none is in force', () => {
    const romanian = person({ nationality: 'RO' })
    const free = facts({ person: romanian, declarations: [declaration()] })
    expect(verdictOf(free, 'M1').reasons[0]).toMatchObject({
      reason: 'NOT_BOUND',
      fact: { label: 'nationality', value: 'RO' },
    })
    const cancelled = declaration({ status: 'CANCELLED', cancelledAt: '2026-01-02T10:00:00.000Z' })
    const gone = facts({ declarations: [cancelled] })
    for (const code of ['M1', 'R01', 'R05', 'R10', 'R14']) {
      expect(verdictOf(gone, code).reasons[0]!.reason, code).toBe('NOT_IN_FORCE')
    }
  })

  it('of a paper that was not seen comes before what was found in order elsewhere', () => {
    const proven = declaration({ postingProof: PROVEN }, 'c2')
    const unseen = declaration({ postingProof: null }, 'c1')
    const of = facts({ declarations: [proven, unseen] })
    expect(verdictOf(of, 'R03').reasons.map(({ reason }) => reason)).toEqual([
      'PAPER_NOT_SEEN',
      'PAPERS_IN_ORDER',
    ])
  })

  it('of an ended and a running dossier is what the running one says', () => {
    const ended = dossier({ work: { state: 'REFUSED', since: '2025-01-01' } }, 'd1')
    const of = facts({ dossiers: [ended, dossier({}, 'd2')] })
    expect(verdictOf(of, 'R37').reasons[0]).toMatchObject({
      reason: 'AGREES',
      fact: { label: 'legalSituation' },
    })
  })
})
