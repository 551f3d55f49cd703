/** Mismatches M5 to M8, what is counted, and why a declaration is no mismatch (domain facts 4.8, 12.3). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromDay, toDay } from '../../domain/calendar/local-date.ts'
import { coverWhole } from '../../domain/calendar/spans.ts'
import type { DeclarationBody } from '../../domain/contract/records.ts'
import { compareDeclarations } from '../../domain/limosa/compare.ts'
import { busiestWindow, islands } from '../../domain/limosa/counting.ts'
import { countsOf } from '../../domain/limosa/counts.ts'
import { decide, decisionAt, keyOf } from '../../domain/limosa/decision-key.ts'
import { coversWhole } from '../../domain/limosa/matching.ts'
import { postingLine } from '../../domain/limosa/replacements.ts'
import { taskKeys } from '../../domain/limosa/same-task.ts'
import { situationsOf } from '../../domain/limosa/situation.ts'
import { whyNoMismatch } from '../../domain/limosa/why.ts'
import type { PersonFacts } from '../../domain/risk/person-facts.ts'
import {
  engineOf,
  enterpriseFindings,
  findingsOf,
  personFindings,
} from '../../domain/risk/index.ts'
import {
  ANTWERP,
  declaration,
  dossier,
  enterprise,
  facts,
  holding,
  person,
  presence,
  PROVEN,
} from './fixtures.ts'
import { firm, held, onTask } from './rules/cases.ts'

const TODAY = '2026-11-20'
const codesOf = (given: PersonFacts) => findingsOf(given, TODAY).map(({ code }) => code)
const hasCode = (code: string, given: PersonFacts) => (codesOf(given) as string[]).includes(code)
const posted = (body: Partial<DeclarationBody> = {}, id = 'l1') =>
  declaration({ postingProof: PROVEN, ...body }, id)
const foreignEmployer = declaration().record.body.employer!
const foreign = enterprise('e2', { country: 'SI', name: 'Gradnje Zelenko', enterpriseNumber: null })

describe('golden scenarios', () => {
  it('G1: Vander Elst in order is consistent, and each condition names what was read', () => {
    const given = facts({ declarations: [posted()] })
    const [verdict] = compareDeclarations(given, TODAY)
    expect(verdict).toMatchObject({ row: 6, code: 'M0', needsAuthorisation: 'NO' })
    expect(codesOf(given)).toEqual([])
    const conditions = verdict!.exceptions.filter(({ name }) => name.startsWith('VE_'))
    for (const { name, evidence } of conditions) {
      expect(evidence?.length, name).toBeGreaterThan(0)
      for (const { source } of evidence!) expect(source).toMatchObject({ id: 'l1' })
    }
  })

  it('G2: the home work authorisation ends on 31 May: row 7, and the paper is shown', () => {
    const short = { ...PROVEN, homeWorkAuthorisation: { from: '2025-01-01', to: '2026-05-31' } }
    const [verdict] = compareDeclarations(
      facts({ declarations: [posted({ postingProof: short })] }),
      TODAY,
    )
    expect(verdict).toMatchObject({ row: 7, code: 'M1' })
    const condition = verdict!.exceptions.find(({ name }) => name === 'VE_HOME_WORK_AUTHORISATION')
    expect(condition).toMatchObject({
      outcome: 'NOT_MET',
      evidence: [{ value: '2025-01-01/2026-05-31' }],
    })
  })

  it('G3 and G3b: filed late or present the day before: the comparison itself stays consistent', () => {
    for (const [submittedAt, date] of [
      ['2026-03-05T09:00:00.000Z', '2026-03-02'],
      ['2026-02-20T09:00:00.000Z', '2026-02-28'],
    ] as const) {
      const given = facts({
        declarations: [posted({ submittedAt })],
        presences: [presence({ date })],
      })
      expect(compareDeclarations(given, TODAY)[0]!.code).toBe('M0')
      expect(hasCode('M7', given)).toBe(false)
    }
  })

  describe('G12: X for 7 months, then Y for 6 on the same task and address', () => {
    const WORKER = declaration().record.body.worker
    const X = { ...WORKER, familyName: 'Silva', givenNames: 'Rui' }
    const at = (
      street: string,
      client = 'Werfgroep Noord',
      number: string | null = '0403019261',
    ) => ({
      clients: [{ name: client, enterpriseNumber: number }],
      isco: '7112',
      places: [
        {
          type: 'SITE' as const,
          name: null,
          address: {
            street,
            postalCode: '2000',
            place: null,
            municipality: ANTWERP,
            country: 'BE',
          },
        },
      ],
    })
    const x = posted(
      { ...at('Kaai 12'), worker: X, period: { from: '2025-09-01', to: '2026-03-31' } },
      'lx',
    )
    const y = posted({ ...at('Kaai 12'), period: { from: '2026-04-01', to: '2026-09-30' } }, 'ly')
    const sameTask = [onTask(x.record, { personId: 'px' }), onTask(y.record, { personId: 'p1' })]
    const notifications = held('NOTIFICATIONS')
    const known = (declarations: PersonFacts['declarations'], id = 'p1'): PersonFacts => ({
      ...facts({ declarations, sameTask, person: { ...person(), id } }),
      holdings: [holding('NOTIFICATIONS')],
      outside: notifications,
    })

    it('the screen counts both, and month 12 is over', () => {
      expect(countsOf(known([y]))[0]!.posting).toEqual({
        from: '2025-09-01',
        days: 395,
        workers: 2,
        monthTwelveEnds: '2026-08-31',
        monthEighteenEnds: null,
      })
      const [alone] = taskKeys(posted({ ...at('Kaai 12'), isco: '9313' }, 'lz').record.body)
      expect(taskKeys(y.record.body), 'another task is another line').not.toContain(alone)
    })

    it('R15 lies with Y as the screen counts, with nobody else, and R17 with the sender: each names the other', () => {
      const engine = engineOf(TODAY)
      const valuesOf = (code: string, found: ReturnType<typeof findingsOf>) =>
        found
          .filter((one) => one.code === code)
          .map((one) => ({
            declaration: one.declarationId,
            ...Object.fromEntries(one.facts.map(({ label, value }) => [label, value])),
          }))
      const r15 = valuesOf('R15', personFindings(known([y]), engine))
      expect(r15).toHaveLength(1)
      expect(r15[0]).toMatchObject({
        declaration: 'ly',
        firstPosting: '2025-09-01',
        workers: 2,
        days: countsOf(known([y]))[0]!.posting!.days,
        sameMatter: 'postingRule.R17',
      })
      expect(valuesOf('R15', personFindings(known([x], 'px'), engine))).toEqual([])
      const { vatNumber, country } = foreignEmployer
      const sender = firm({ body: { vatNumber, country, enterpriseNumber: null } })
      const r17 = valuesOf('R17', enterpriseFindings({ ...sender, sameTask }, engine))
      expect(r17).toHaveLength(1)
      expect(r17[0]).toMatchObject({ workers: 2, days: 395, sameMatter: 'postingRule.R15' })
    })

    it('however client and street were typed, at any of several places and for any of several clients', () => {
      const keysOf = (told: Partial<DeclarationBody>) => taskKeys(posted(told).record.body)
      const shares = (a: Partial<DeclarationBody>, b: Partial<DeclarationBody>) =>
        keysOf(a).some((key) => keysOf(b).includes(key))
      expect(shares(at('Kaai 12'), at('kaai, nr. 12'))).toBe(true)
      expect(shares(at('Scheldestraat 5'), at('Scheldestr. 5'))).toBe(true)
      expect(shares(at('12, rue du Port'), at('Rue du Port 12'))).toBe(true)
      expect(shares(at('Kaai 12'), at('Kaai 12', 'Noord', 'BE 0403.019.261'))).toBe(true)
      expect(shares(at('K 1', 'Werf Noord NV', null), at('K 1', 'N.V. WERF NOORD', null))).toBe(
        true,
      )
      const several = {
        ...at('Kaai 12'),
        clients: [...at('', 'Eerste', null).clients, ...at('').clients],
        places: [...at('Dok 9').places, ...at('Kaai 12').places],
      }
      expect(keysOf(several)).toHaveLength(4)
      expect(shares(several, at('Kaai 12'))).toBe(true)
      expect(shares(at('Kaai 12'), at('Kaai 14'))).toBe(false)
      expect(shares(at('Kaai 12'), at('Kaai 12', 'Werfgroep Noord', '0417497106'))).toBe(false)
    })
  })

  it('G13: the number says 28 July, the passport 27: still the number of this person, no M8', () => {
    const insz = '98472899765'
    const worker = { ...declaration().record.body.worker, insz, birthDate: '1998-07-27' }
    const given = facts({
      person: person({ insz, birthDate: '1998-07-27' }),
      declarations: [posted({ worker })],
    })
    expect(hasCode('M8', given)).toBe(false)
  })
})

describe('M1: what was asked for other work', () => {
  const asked = (state: 'IN_EXAM' | 'REFUSED') =>
    facts({
      enterprises: [foreign],
      declarations: [declaration({ employer: { ...foreignEmployer, country: 'RS' } })],
      dossiers: [dossier({ work: { state, since: '2026-02-01' }, authorised: null })],
    })

  it('is told with where it stands and in what it differs, and lies on nobody else', () => {
    for (const state of ['IN_EXAM', 'REFUSED'] as const) {
      const found = findingsOf(asked(state), TODAY)
      expect(found.map(({ code }) => code).toSorted()).toEqual(['M1', 'R01'])
      for (const one of found) expect(one.dossierId, one.code).toBeNull()
      const { facts: told } = found.find(({ code }) => code === 'M1')!
      const values = Object.fromEntries(told.map(({ label, value }) => [label, value]))
      expect(values).toMatchObject({
        declaredEmployer: 'Gradnje Zelenko d.o.o.',
        permitEmployer: 'Enterprise e1',
        workState: `workState.${state}`,
      })
      expect(told.filter(({ label }) => label === 'declaredEmployer')).toHaveLength(1)
    }
  })
})

describe('M5: permit of a posted worker without a declaration', () => {
  const permit = (body = {}) =>
    facts({ enterprises: [foreign], dossiers: [dossier({ employerId: 'e2', ...body })] })

  it('is a question once the worker came and has been authorised for more than 30 days', () => {
    const from = (day: string) => hasCode('M5', permit({ authorised: { from: day, to: null } }))
    expect([from('2026-10-21'), from('2026-10-22')]).toEqual([true, false])
  })

  it('innocent: declared, local employer, not arrived, own access, a permit that joins a declared one', () => {
    expect(hasCode('M5', { ...permit(), declarations: [posted()] })).toBe(false)
    expect(hasCode('M5', permit({ employerId: 'e1' }))).toBe(false)
    const pending = { residence: { state: 'VISA_PENDING', since: '2026-03-01' } }
    expect(hasCode('M5', permit(pending))).toBe(false)
    const card = { card: 'B', from: '2020-01-01', to: null }
    expect(hasCode('M5', { ...permit(), person: person({ unlimitedAccess: card }) })).toBe(false)
    const joined = facts({
      enterprises: [foreign],
      dossiers: [
        dossier({ employerId: 'e2', authorised: { from: '2025-03-01', to: '2026-02-28' } }, 'd0'),
        dossier({ employerId: 'e2' }),
      ],
      declarations: [posted({ period: { from: '2025-04-01', to: '2025-06-30' } })],
    })
    expect(hasCode('M5', joined)).toBe(false)
  })

  it('a cancelled declaration is none', () => {
    expect(hasCode('M5', { ...permit(), declarations: [posted({ status: 'CANCELLED' })] })).toBe(
      true,
    )
  })
})

describe('M6: posted and locally employed at once', () => {
  const both = (authorised: { from: string; to: string }) =>
    facts({ dossiers: [dossier({ authorised })], declarations: [posted()] })

  it('shares one day: the last of one is the first of the other', () => {
    expect(hasCode('M6', both({ from: '2026-06-30', to: '2026-12-31' }))).toBe(true)
    expect(hasCode('M6', both({ from: '2026-07-01', to: '2026-12-31' }))).toBe(false)
  })

  it('names both employers and the shared days', () => {
    const given = both({ from: '2026-06-01', to: '2026-12-31' })
    const found = findingsOf(given, TODAY).find(({ code }) => code === 'M6')!
    const values = Object.fromEntries(found.facts.map(({ label, value }) => [label, value]))
    expect(values).toMatchObject({
      declaredEmployer: 'Gradnje Zelenko d.o.o.',
      permitEmployer: 'Enterprise e1',
      sharedPeriod: '2026-06-01/2026-06-30',
    })
  })

  it('innocent: the same employer, free movement, own access to work', () => {
    const given = both({ from: '2026-03-01', to: '2026-12-31' })
    expect(hasCode('M6', { ...given, person: person({ nationality: 'PT' }) })).toBe(false)
    const card = { card: 'B', from: '2020-01-01', to: null }
    expect(hasCode('M6', { ...given, person: person({ unlimitedAccess: card }) })).toBe(false)
  })
})

describe('M7: cancelled after work', () => {
  const cancelled = (cancelledAt: string, date: string, more: PersonFacts['declarations'] = []) =>
    facts({
      declarations: [posted({ status: 'CANCELLED', cancelledAt }), ...more],
      presences: [presence({ date })],
    })

  it('needs a presence on a declared day up to the day of the cancellation', () => {
    const on = (at: string, date: string) => hasCode('M7', cancelled(at, date))
    expect(on('2026-03-20T10:00:00.000Z', '2026-03-20')).toBe(true)
    expect(on('2026-03-20T10:00:00.000Z', '2026-03-21')).toBe(false)
    expect(on('2026-02-27T10:00:00.000Z', '2026-03-02')).toBe(false)
    expect(on('2026-03-20T10:00:00.000Z', '2026-02-28')).toBe(false)
  })

  it('counts the day in Brussels: half past eleven in the evening UTC is the next day', () => {
    expect(hasCode('M7', cancelled('2026-03-19T23:30:00.000Z', '2026-03-20'))).toBe(true)
  })

  it('innocent when another declaration covers the day', () => {
    const other = posted({}, 'l2')
    expect(hasCode('M7', cancelled('2026-03-20T10:00:00.000Z', '2026-03-10', [other]))).toBe(false)
  })
})

describe('M8: another INSZ', () => {
  const RN = '85073003328'
  const BIS = '98472899765'
  const linked = (declared: string | null, aliases: string[] = []) => {
    const worker = { ...declaration().record.body.worker, insz: declared }
    return facts({
      person: person({ insz: RN, inszAliases: aliases }),
      declarations: [{ ...posted({ worker }), linkedBy: 'PASSPORT' }],
    })
  }

  it('a valid number of nobody known here is a question; an alias, none or a mistyped one is not', () => {
    expect(hasCode('M8', linked(BIS))).toBe(true)
    expect(hasCode('M8', linked(BIS, [BIS]))).toBe(false)
    expect(hasCode('M8', linked(null))).toBe(false)
    expect(hasCode('M8', linked('98472899766'))).toBe(false)
  })

  it('says nothing of a person whose number is not known', () => {
    expect(hasCode('M8', { ...linked(BIS), person: person({ insz: null }) })).toBe(false)
  })
})

describe('counting', () => {
  it('91 days in 180 are too many, also over several stays and across a year', () => {
    const stays = [
      { from: '2025-11-01', to: '2025-12-15' },
      { from: '2026-02-01', to: '2026-03-18' },
    ]
    expect(busiestWindow(stays, stays[1]!)).toEqual({
      window: { from: '2025-09-20', to: '2026-03-18' },
      days: 91,
      limit: 90,
    })
  })

  it('is never less than any single window, by counting every day', () => {
    const day = fc.integer({ min: 0, max: 420 })
    const span = fc.tuple(day, fc.integer({ min: 0, max: 60 })).map(([from, length]) => ({
      from: fromDay(20_000 + from),
      to: fromDay(20_000 + from + length),
    }))
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 5 }), (spans) => {
        const days = new Set<number>()
        for (const { from, to } of spans)
          for (let d = toDay(from); d <= toDay(to); d += 1) days.add(d)
        let most = 0
        for (let start = 19_800; start < 20_500; start += 1) {
          let count = 0
          for (const d of days) if (d >= start && d < start + 180) count += 1
          most = Math.max(most, count)
        }
        const near = { from: fromDay(19_000), to: fromDay(21_000) }
        expect(busiestWindow(spans, near)!.days).toBe(most)
      }),
      { numRuns: 40 },
    )
  })

  const WHO = declaration().record.body.worker
  /** On one task, each of another worker. */
  const inTurns = (...periods: readonly DeclarationBody['period'][]) =>
    periods.map((period, i) => {
      const worker = { ...WHO, familyName: `Worker ${'ABC'[i]!}` }
      const place = { street: 'Kaai 1', postalCode: null, place: null, municipality: ANTWERP }
      const places = [{ type: 'SITE' as const, name: null, address: { ...place, country: 'BE' } }]
      return onTask(declaration({ worker, period, places }, `l${i}`).record)
    })
  const lineOfLast = (...periods: readonly DeclarationBody['period'][]) => {
    const all = inTurns(...periods)
    return postingLine(all, all.at(-1)!.record)
  }

  it('an interruption of 14 days begins anew, of 13 it does not and does not count', () => {
    const line = (from: string) =>
      lineOfLast({ from: '2026-01-01', to: '2026-01-31' }, { from, to: '2026-03-31' })
    expect(line('2026-02-14')).toMatchObject({ from: '2026-01-01', days: 77, workers: 2 })
    expect(line('2026-02-15')).toMatchObject({ from: '2026-02-15', days: 45, workers: 1 })
  })

  it('two at once replace nobody: each is a line; days of handing over count once', () => {
    const january = { from: '2026-01-01', to: '2026-01-31' }
    expect(lineOfLast(january, january)).toMatchObject({ days: 31, workers: 1 })
    const handedOver = lineOfLast(january, { from: '2026-01-25', to: '2026-02-28' })
    expect(handedOver).toMatchObject({ from: '2026-01-01', days: 59, workers: 2 })
    const beside = lineOfLast(january, { from: '2026-01-24', to: '2026-02-28' })
    expect(beside).toMatchObject({ from: '2026-01-24', workers: 1 })
    expect(islands([january, january, { from: '2026-02-01', to: '2026-02-02' }])).toEqual([
      { from: '2026-01-01', to: '2026-02-02' },
    ])
  })
})

describe('why a declaration is no mismatch', () => {
  const whyOf = (given: PersonFacts) => {
    const [first] = whyNoMismatch(given, compareDeclarations(given, TODAY))
    return Object.fromEntries(first!.checks.map(({ code, outcome, why }) => [code, [outcome, why]]))
  }

  it('says for each code what decided it', () => {
    expect(whyOf(facts({ declarations: [posted()] }))).toEqual({
      M1: ['CLEAR', 'NO_AUTHORISATION_NEEDED'],
      M2: ['CLEAR', 'NO_AUTHORISATION_NEEDED'],
      M3: ['CLEAR', 'NO_AUTHORISATION_NEEDED'],
      M4: ['CLEAR', 'NO_AUTHORISATION_NEEDED'],
      M5: ['CLEAR', 'DECLARED'],
      M6: ['CLEAR', 'NO_LOCAL_PERMIT'],
      M7: ['NOT_APPLICABLE', 'NOT_CANCELLED'],
      M8: ['NOT_APPLICABLE', 'NO_INSZ'],
    })
    expect(whyOf(facts({ declarations: [declaration()] }))).toMatchObject({
      M1: ['FOUND', 'FOUND'],
      M2: ['NOT_APPLICABLE', 'NO_DOSSIER'],
    })
    const permit = facts({
      enterprises: [foreign],
      declarations: [declaration()],
      dossiers: [dossier({ employerId: 'e2' })],
    })
    expect(whyOf(permit)).toMatchObject({
      M1: ['CLEAR', 'APPLICATION_FOUND'],
      M4: ['CLEAR', 'COVERED'],
    })
    const pending = { work: { state: 'IN_EXAM', since: '2026-10-01' } as const, authorised: null }
    const later = { period: { from: '2026-12-01', to: '2027-01-31' } }
    const asked = facts({
      enterprises: [foreign],
      declarations: [declaration(later)],
      dossiers: [dossier({ employerId: 'e2', ...pending })],
    })
    expect(whyOf(asked)).toMatchObject({
      M2: ['CLEAR', 'NOT_BEGUN'],
      M4: ['NOT_APPLICABLE', 'STILL_PENDING'],
    })
  })

  it('speaks of declarations that are not in force too, and agrees with the findings', () => {
    const cancelledAt = '2026-03-20T10:00:00.000Z'
    const given = facts({
      declarations: [posted({ status: 'CANCELLED', cancelledAt })],
      presences: [presence({ date: '2026-03-10' })],
    })
    expect(whyOf(given)).toMatchObject({
      M1: ['NOT_APPLICABLE', 'NOT_IN_FORCE'],
      M7: ['FOUND', 'FOUND'],
    })
    expect(codesOf(given)).toContain('M7')
  })
})

describe('the table and the intervals as numbers', () => {
  it('a key says what the table says of the situation itself', () => {
    const countries = ['BE', 'SI', 'RS', 'ZZ']
    const worlds = fc.record({
      nationality: fc.constantFrom('BR', 'PT', 'ZZ', 'UA'),
      country: fc.constantFrom(...countries),
      kind: fc.constantFrom('EMPLOYEE', 'SELF_EMPLOYED'),
      to: fc.constantFrom('2026-03-03', '2026-06-30'),
      nature: fc.constantFrom(null, 'formwork', 'annual conference', 'urgent repair'),
      proven: fc.boolean(),
      access: fc.constantFrom(null, 'B', 'TEMPORARY_PROTECTION'),
      home: fc.constantFrom('BE', 'FR'),
    })
    fc.assert(
      fc.property(worlds, ({ nationality, country, kind, to, nature, proven, access, home }) => {
        const { body } = declaration({
          kind: kind as 'EMPLOYEE',
          employer: { ...declaration().record.body.employer!, country },
          period: { from: '2026-03-01', to },
          natureOfServices: nature,
          postingProof: proven ? PROVEN : null,
        }).record
        const worker = person({
          nationality,
          unlimitedAccess: access && { card: access, from: '2020-01-01', to: null },
          address: {
            street: null,
            postalCode: null,
            place: null,
            municipality: null,
            country: home,
          },
        })
        const [situation] = situationsOf({ person: worker, dossiers: [] }, [body])
        expect(decisionAt(keyOf(situation!))).toEqual(decide(situation!))
      }),
      { numRuns: 100 },
    )
  })

  it('cover in numbers is cover in dates', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }))
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), span, (spans, [from, length]) => {
        const numbers = spans.map(([start, more]) => ({ from: start, to: start + more }))
        const dates = numbers.map((one) => ({ from: fromDay(one.from), to: fromDay(one.to) }))
        const whole = { from, to: from + length }
        expect(coversWhole(numbers, whole)).toBe(
          coverWhole(dates, { from: fromDay(whole.from), to: fromDay(whole.to) }),
        )
      }),
      { numRuns: 200 },
    )
  })
})
