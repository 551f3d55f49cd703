/** Salary thresholds that services add: dated rows, two people, no gap and no overlap, in force for every check. */
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../domain/calendar/local-date.ts'
import type { CommandContext, Decision, RecordLookup } from '../../domain/commands/command.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { NormBody, type PayBody, type TandemRecord } from '../../domain/contract/records.ts'
import { checkPay } from '../../domain/dossier/pay-check.ts'
import { inForceOn } from '../../domain/reference/dated.ts'
import { normId, normKeys, normOn, seriesOf, type NormKey } from '../../domain/reference/norms.ts'
import { isPayBody, misplaced } from '../../domain/reference/own-rows.ts'
import { THRESHOLDS, thresholdOn } from '../../domain/reference/thresholds.ts'
import { findingsOf } from '../../domain/risk/index.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { dossier, facts, person } from './fixtures.ts'

const GREET: Actor = { id: 'vl-greet', name: 'Greet', role: 'SUPERVISOR', region: 'FL' }
const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const KEY: NormKey = { region: 'FL', category: 'HIGHLY_SKILLED', ageMax: null }
const ROW = {
  ...KEY,
  amountCents: 5_000_000,
  unit: 'YEAR',
  basis: 'GROSS_PLUS_LISTED_BENEFITS',
  validFrom: '2027-01-01',
  validTo: null,
  source: 'B.S. 15 december 2026',
  reason: 'Indexering voor 2027.',
}

type Norm = TandemRecord<'norm'>

function run(norm: Norm | null, name: string, args: object, actor: Actor): Decision {
  const at = '2026-12-20T10:00:00.000Z'
  const context: CommandContext = { actor, today: '2026-12-20', at, colleagues: [] }
  const lookup = ((kind: string, id: string) =>
    kind === 'norm' && id === norm?.id ? norm : null) as RecordLookup
  return decideCommand(name, args, lookup, context)
}

function after(decision: Decision): Norm {
  if (!decision.ok) throw new Error(`refused: ${decision.code}`)
  const { id, body } = decision.writes[0]!
  expect(v.is(NormBody, body), 'fits its schema').toBe(true)
  return { kind: 'norm', id, version: 1, body: body as Norm['body'] }
}

/** The rows of the record, as those of the salary thresholds that they are. */
function payRows({ body }: Norm): PayBody {
  if (!isPayBody(body)) throw new Error('not a record of salary thresholds')
  return body
}

const codeOf = (decision: Decision) => (decision.ok ? 'OK' : decision.code)
const propose = (change: object = {}, norm: Norm | null = null, actor = GREET) =>
  run(norm, 'proposeNorm', { ...ROW, ...change }, actor)
const answer = (norm: Norm, change: object = {}, actor = AN) =>
  run(norm, 'decideNorm', { ...KEY, place: 0, approved: true, remark: '', ...change }, actor)
const approved = (change: object = {}) => after(answer(after(propose(change))))

describe('a row of the salary thresholds', () => {
  it('counts for nobody until another person approved it, then from its first day', () => {
    const proposed = after(propose())
    const amountOn = (norms: Norm[], day: string) => normOn(norms, KEY, day, 40)?.amountCents
    expect(amountOn([proposed], '2027-01-01')).toBe(4_891_200)
    const norms = [after(answer(proposed))]
    expect(amountOn(norms, '2026-12-31')).toBe(4_891_200)
    expect(amountOn(norms, '2027-01-01')).toBe(5_000_000)
    expect(normOn(norms, KEY, '2027-01-01', 40)?.approved).toMatchObject({
      byName: 'Greet',
      closedByName: 'An',
    })
    const before = seriesOf(KEY, payRows(norms[0]!)).at(-2)
    expect(before, 'the open row ends on the day before').toMatchObject({ validTo: '2026-12-31' })
  })

  it('is approved by another person of the region, once', () => {
    const proposed = after(propose())
    expect(codeOf(answer(proposed, {}, GREET))).toBe('FOUR_EYES')
    expect(codeOf(answer(proposed, {}, { ...AN, region: 'WA' }))).toBe('FORBIDDEN')
    expect(codeOf(answer(proposed, { place: 1 }))).toBe('NOT_FOUND')
    expect(codeOf(answer(proposed, { approved: false }))).toBe('REASON_REQUIRED')
    const rejected = after(answer(proposed, { approved: false, remark: 'Verkeerd bedrag.' }))
    expect(rejected.body.rows[0]).toMatchObject({ state: 'REJECTED', closedByName: 'An' })
    expect(seriesOf(KEY, payRows(rejected))).toEqual(seriesOf(KEY, null))
    expect(codeOf(answer(rejected))).toBe('ALREADY_SO')
    expect(mayRun(AN, 'proposeNorm')).toBe(false)
    expect(codeOf(propose({}, null, { ...GREET, region: 'BR' }))).toBe('FORBIDDEN')
  })

  it.each([
    [
      'an overlap with an earlier row',
      { validFrom: '2024-06-01', validTo: '2024-12-31' },
      'NORM_OVERLAP',
    ],
    ['an overlap at the end', { validFrom: '2024-12-31' }, 'NORM_OVERLAP'],
    ['an end before the start', { validTo: '2026-12-31' }, 'PERIOD_ENDS_BEFORE_START'],
    ['no amount', { amountCents: 0 }, 'AMOUNT_REQUIRED'],
    ['a mistyped amount', { amountCents: 100_000_000_000 }, 'AMOUNT_REQUIRED'],
    ['no source', { source: ' ' }, 'SOURCE_REQUIRED'],
    ['no reason', { reason: 'Index.' }, 'REASON_REQUIRED'],
    [
      'an earlier row corrected, same days',
      { validFrom: '2024-01-01', validTo: '2024-12-31' },
      'OK',
    ],
    ['the last row corrected', { validFrom: '2025-01-01' }, 'OK'],
  ])('with %s', (_what, change, code) => {
    expect(codeOf(propose(change))).toBe(code)
  })

  it('names the days of a gap and of an overlap', () => {
    const walloon = { ...KEY, region: 'WA' as const }
    const supervisor = { ...GREET, region: 'WA' as const }
    expect(propose({ ...walloon, validFrom: '2027-02-01' }, null, supervisor)).toMatchObject({
      code: 'NORM_GAP',
      details: { from: '2027-01-01', to: '2027-01-31' },
    })
    expect(codeOf(propose({ ...walloon, validFrom: '2027-01-01' }, null, supervisor))).toBe('OK')
    expect(propose({ ...walloon, validFrom: '2026-06-01' }, null, supervisor)).toMatchObject({
      code: 'NORM_OVERLAP',
      details: { from: '2026-01-01', to: '2026-12-31' },
    })
  })

  it('is never the last one that ends, unless a law ended the norm, which is then kept', () => {
    const ending = { validTo: '2027-12-31' }
    expect(propose(ending)).toMatchObject({ code: 'NORM_ENDS', details: { from: '2028-01-01' } })
    expect(codeOf(propose({ ...ending, endedBy: '  ' }))).toBe('NORM_ENDS')
    const last = { validFrom: '2025-01-01', validTo: '2026-12-31' }
    expect(codeOf(propose(last)), 'closing the row that holds now').toBe('NORM_ENDS')
    const key: NormKey = { region: 'FL', category: 'TRAINEE', ageMax: null }
    expect(codeOf(propose({ ...key, ...ending })), 'a first row').toBe('NORM_ENDS')
    const law = 'B.Vl.Reg. 3 december 2027'
    const ended = after(answer(after(propose({ ...ending, endedBy: ` ${law} ` }))))
    expect(ended.body.rows[0]).toMatchObject({ state: 'APPROVED', endedBy: law })
    expect(normOn([ended], KEY, '2027-12-31', 40)?.amountCents).toBe(5_000_000)
    expect(normOn([ended], KEY, '2028-01-01', 40), 'none holds any more').toBeUndefined()
    expect(codeOf(propose({ endedBy: 'x'.repeat(401), ...ending }))).toBe('TEXT_TOO_LONG')
  })

  it('that another one overtook is refused at the approval, with the days', () => {
    const first = after(propose())
    const two = after(propose({ amountCents: 5_100_000, validFrom: '2026-12-25' }, first))
    const later = after(answer(two))
    expect(answer(later, { place: 1 })).toMatchObject({ code: 'NORM_OVERLAP' })
  })

  it('keeps every row that was proposed, whatever became of it', () => {
    const one = approved()
    const two = after(propose({ amountCents: 5_050_000 }, one))
    expect(two.body.rows.map(({ state }) => state)).toEqual(['APPROVED', 'PROPOSED'])
    const corrected = after(answer(two, { place: 1 }))
    expect(corrected.body.rows).toHaveLength(2)
    expect(normOn([corrected], KEY, '2027-06-01', 40)?.amountCents).toBe(5_050_000)
  })
})

describe('series of rows', () => {
  it('of the program are those of the table, with the same answer on any day', () => {
    for (const { region, category, validFrom } of THRESHOLDS) {
      const { approved: by, ...row } = normOn([], { region, category }, validFrom, null)!
      expect(row).toEqual(thresholdOn(region, category, validFrom, null))
      expect(by).toBeNull()
    }
  })

  it('property: whatever is proposed and approved, no day has two rows and none between them lacks one', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-01-01', days))
    const anyRow = fc.record({
      validFrom: day,
      length: fc.option(fc.integer({ min: 0, max: 400 })),
    })
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 6 }), (wanted) => {
        let norm: Norm | null = null
        for (const { validFrom, length } of wanted) {
          const validTo = length === null ? null : addDays(validFrom, length)
          const proposed = propose({ validFrom, validTo }, norm)
          if (!proposed.ok) continue
          const place = (norm?.body.rows.length ?? 0) as number
          norm = after(answer(after(proposed), { place }))
        }
        const rows = seriesOf(KEY, norm && payRows(norm))
        const joins = rows.slice(0, -1).map(({ validTo }) => addDays(validTo!, 1))
        expect(rows.slice(1).map(({ validFrom }) => validFrom)).toEqual(joins)
        const somewhere = addDays('2025-01-01', 450)
        expect(rows.filter((row) => inForceOn(row, somewhere)).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 100 },
    )
  })

  it('a first row of a new series stands by itself', () => {
    expect(misplaced([], { validFrom: '2027-01-01', validTo: null })).toBeNull()
    const key: NormKey = { region: 'FL', category: 'TRAINEE', ageMax: null }
    const norm = after(answer(after(propose(key)), key))
    expect(normId(key)).toBe(norm.id)
    expect(normKeys([norm])).toContainEqual(key)
  })
})

describe('the pay of a dossier', () => {
  const paid = (payCents: number, unit: 'YEAR' | 'MONTH' = 'YEAR') =>
    dossier({
      category: 'HIGHLY_SKILLED',
      work: { state: 'IN_EXAM', since: '2026-12-01' },
      job: { title: 'Engineer', isco: '2142', payCents, payUnit: unit, contract: null },
    })

  it('G7: Flanders, 29 years, 40,000 in 2025 passes the reduced threshold, which is shown', () => {
    const check = checkPay(paid(4_000_000).body, '1996-03-01', '2025-06-01', [])
    expect(check).toMatchObject({
      age: 29,
      suffices: true,
      norm: { amountCents: 3_912_960, ageMax: 29, validFrom: '2025-01-01' },
    })
  })

  it('G8: Brussels 2025, 3,650 a month is below 3,703.44 of base pay', () => {
    const body = { ...paid(365_000, 'MONTH').body, region: 'BR' as const }
    expect(checkPay(body, '1985-03-01', '2025-06-01', [])).toMatchObject({
      suffices: false,
      norm: { amountCents: 370_344, unit: 'MONTH', basis: 'DMFA_CODE_1' },
    })
  })

  it.each([
    ['reaches it with 13.92 months in the year too', 'BR', 5_160_000, 'YEAR', true],
    ['hangs on what the year counts in', 'BR', 4_800_000, 'YEAR', null],
    ['is too low even with 12 months in the year', 'BR', 4_400_000, 'YEAR', false],
    ['reaches the year with 12 months', 'FL', 410_000, 'MONTH', true],
    ['hangs on premium and holiday pay', 'FL', 400_000, 'MONTH', null],
    ['is too low with premium and holiday pay', 'FL', 350_000, 'MONTH', false],
  ] as const)('in the other unit %s', (_what, region, cents, unit, suffices) => {
    const one = paid(cents, unit)
    const inRegion = { ...one, body: { ...one.body, region } }
    expect(checkPay(inRegion.body, '1985-03-01', '2025-06-01', []).suffices).toBe(suffices)
    const codes = findingsOf(
      facts({ person: person({ birthDate: '1985-03-01' }), dossiers: [inRegion] }),
      '2025-06-01',
    ).map(({ code }) => code)
    expect(codes.includes('R44'), 'accused only where no count helps').toBe(suffices === false)
  })

  it('is held against an approved row from its first day, and the signal R44 says the same', () => {
    const norms = [approved()]
    const one = paid(4_950_000)
    const codes = (today: string) =>
      findingsOf(
        facts({ person: person({ birthDate: '1985-03-01' }), dossiers: [one], norms }),
        today,
      ).map(({ code }) => code)
    const suffices = (today: string) => checkPay(one.body, '1985-03-01', today, norms).suffices
    expect([suffices('2026-12-31'), codes('2026-12-31').includes('R44')]).toEqual([true, false])
    expect([suffices('2027-01-01'), codes('2027-01-01').includes('R44')]).toEqual([false, true])
  })
})
