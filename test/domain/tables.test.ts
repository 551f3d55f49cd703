/** Tables beside the salary thresholds: a region's own dated rows, two people, and everything that reckons with them. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CommandContext, Decision, RecordLookup } from '../../domain/commands/command.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import {
  CLOCK_IDS,
  REGIONS,
  SCOPES,
  type Scope,
  type TableName,
} from '../../domain/contract/codes.ts'
import {
  NormBody,
  type DossierBody,
  type Intermediary,
  type TableBody,
  type TableValue,
  type TandemRecord,
} from '../../domain/contract/records.ts'
import { addDays } from '../../domain/calendar/local-date.ts'
import { fits } from '../../domain/contract/fits.ts'
import { checklist } from '../../domain/dossier/checklist.ts'
import { missingDocuments } from '../../domain/dossier/checklist.ts'
import { clockViews } from '../../domain/dossier/clocks.ts'
import { simulateDossier, usualPlan } from '../../domain/dossier/simulate.ts'
import { otherEnds } from '../../domain/dossier/readings.ts'
import { takeResidenceStep, takeWorkStep } from '../../domain/dossier/tracks.ts'
import { adviceDeadline } from '../../domain/reference/advice-terms.ts'
import { feesOf } from '../../domain/reference/fees.ts'
import {
  isFederal,
  misplaced,
  NO_TABLES,
  ownTables,
  rowsInForce,
  tablesId,
  type OwnTables,
} from '../../domain/reference/own-rows.ts'
import { isValueOf, tableRows, tablesKeptBy } from '../../domain/reference/tables.ts'
import { shortageListOn } from '../../domain/reference/shortage-jobs.ts'
import { effort } from '../../domain/reference/usual-durations.ts'
import { dossier } from './fixtures.ts'

const GREET: Actor = { id: 'vl-greet', name: 'Greet', role: 'SUPERVISOR', region: 'FL' }
const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const TOM: Actor = { id: 'dvz-tom', name: 'Tom', role: 'DVZ_CLERK', region: null }
const NADIA: Actor = { id: 'dvz-nadia', name: 'Nadia', role: 'DVZ_CLERK', region: null }
const TODAY = '2026-12-20'

type Norm = TandemRecord<'norm'>

function run(
  records: readonly TandemRecord[],
  name: string,
  args: object,
  actor: Actor,
  today = TODAY,
): Decision {
  const context: CommandContext = { actor, today, at: `${today}T10:00:00.000Z`, colleagues: [] }
  const lookup = ((kind: string, id: string) =>
    records.find((one) => one.kind === kind && one.id === id) ?? null) as RecordLookup
  return decideCommand(name, args, lookup, context)
}

function written<K extends 'norm' | 'dossier'>(decision: Decision, kind: K): TandemRecord<K> {
  if (!decision.ok) throw new Error(`refused: ${decision.code} ${JSON.stringify(decision.details)}`)
  const { id, body } = decision.writes.find((one) => one.kind === kind)!
  if (kind === 'norm' && !(v.is(NormBody, body) && fits(NormBody)(body))) {
    throw new Error('a record of tables that does not fit its schema')
  }
  return { kind, id, version: 1, body } as TandemRecord<K>
}

const codeOf = (decision: Decision) => (decision.ok ? 'OK' : decision.code)
const DAYS = (amount: number): TableValue => ({ unit: 'DAYS', amount })

/** Who proposes and who looks, in Flanders and at the Immigration Office. */
const PEOPLE = { FL: [GREET, AN], FED: [TOM, NADIA] } as const
/** What a first row says where none comes with the program. */
const FIRST: { readonly [T in TableName]?: TableValue } = {
  FEE_REGION: { unit: 'EURO_CENTS', amount: 1000 },
  MONTH_COUNTING: { counting: 'SAME_DATE' },
  INTERMEDIARIES: {
    intermediary: {
      kind: 'SOCIAL_SECRETARIAT',
      name: 'Secretariaat',
      enterpriseNumber: '0403019261',
      handles: [],
    },
  },
  SHORTAGE_JOBS: { jobs: ['7212'] },
}
const keeperIs = (table: TableName) => (isFederal(table) ? 'FED' : 'FL')

const proposal = (table: TableName, value: TableValue, change: object = {}) => ({
  region: keeperIs(table) as Scope,
  table,
  value,
  validFrom: '2027-01-01',
  validTo: null,
  source: 'B.S. 15 december 2026',
  reason: 'Nieuw besluit van de regering.',
  ...change,
})

/** The record after one person proposed a row and another approved it. */
function withRow(
  norm: Norm | null,
  table: TableName,
  value: TableValue,
  change: object = {},
): Norm {
  const before = norm ? [norm] : []
  const proposed = written(
    run(before, 'proposeNorm', proposal(table, value, change), PEOPLE[keeperIs(table)][0]),
    'norm',
  )
  const place = proposed.body.rows.length - 1
  const answer = { region: keeperIs(table), table, place, approved: true, remark: '' }
  return written(run([proposed], 'decideNorm', answer, PEOPLE[keeperIs(table)][1]), 'norm')
}

const LONG_AGO = { validFrom: '2026-05-22' }

describe('every table of every region', () => {
  it('comes with rows that follow each other and hold values of their table', () => {
    for (const keeper of SCOPES) {
      for (const table of tablesKeptBy(keeper)) {
        const rows = tableRows(table, keeper, null)
        for (const [i, row] of rows.entries()) {
          expect(isValueOf(table, row.value), `${table} ${keeper}`).toBe(true)
          const before = rows.slice(0, i)
          expect(i === 0 || misplaced(before, row) === null, `${table} ${keeper}`).toBe(true)
        }
      }
    }
  })

  it('every clock that has a length has a table, kept by the regions or by the Immigration Office', () => {
    const tables = SCOPES.flatMap(tablesKeptBy).map(String)
    // P1 runs before a region has the file; C8 is a window between two days, each with its own table.
    const without = CLOCK_IDS.filter((id) => !tables.includes(`TERM_${id}`))
    expect(without).toEqual(['C8', 'P1'])
    for (const table of tablesKeptBy('FED')) expect(tablesKeptBy('FL')).not.toContain(table)
  })

  it('takes a row that another person approved, from its first day, and keeps what was before', () => {
    for (const keeper of ['FL', 'FED'] as const) {
      for (const table of tablesKeptBy(keeper)) {
        const value = tableRows(table, keeper, null)[0]?.value ?? FIRST[table]!
        const norm = withRow(null, table, value)
        const rows = tableRows(table, keeper, norm.body as TableBody)
        const [by, second] = PEOPLE[keeper]
        expect(rows.at(-1), table).toMatchObject({ value, validFrom: '2027-01-01', validTo: null })
        expect(rows.at(-1)?.approved).toMatchObject({ byName: by.name, closedByName: second.name })
        expect(rows.at(-2)?.validTo ?? '2026-12-31', table).toBe('2026-12-31')
      }
    }
  })
})

describe('a proposed row', () => {
  it('leaves no day to come without a number', () => {
    const ending = proposal('TERM_C2', DAYS(10), { validTo: '2027-12-31' })
    const refused = run([], 'proposeNorm', ending, GREET)
    expect(refused).toMatchObject({ code: 'NORM_GAP', details: { from: '2028-01-01' } })
  })

  it('is no longer than two years in any unit', () => {
    expect(isValueOf('TERM_C2', { unit: 'MONTHS', amount: 24 })).toBe(true)
    expect(isValueOf('TERM_C2', { unit: 'MONTHS', amount: 120 })).toBe(false)
    expect(isValueOf('TERM_C2', { unit: 'DAYS', amount: 120 })).toBe(true)
  })

  it.each([
    ['with a number that no term has', proposal('TERM_C2', DAYS(0)), 'VALUE_OUT_OF_RANGE'],
    [
      'in units that the table does not count',
      proposal('TERM_C2', { unit: 'UNITS', amount: 5 }),
      'VALUE_OUT_OF_RANGE',
    ],
    [
      'with a clock where a number belongs',
      proposal('TERM_C2', { clock: 'C3A' }),
      'VALUE_OUT_OF_RANGE',
    ],
    [
      'with a number where a clock belongs',
      proposal('OVERALL_CLOCK', DAYS(90)),
      'VALUE_OUT_OF_RANGE',
    ],
    [
      'over an earlier row',
      proposal(
        'OVERALL_CLOCK',
        { clock: 'C3B' },
        { validFrom: '2026-05-01', validTo: '2026-05-30' },
      ),
      'NORM_OVERLAP',
    ],
    [
      'that leaves days before the first row',
      proposal('TERM_C4', DAYS(10), { validFrom: '2024-01-01', validTo: '2024-02-01' }),
      'NORM_GAP',
    ],
    ['without a source', proposal('TERM_C2', DAYS(10), { source: ' ' }), 'SOURCE_REQUIRED'],
    ['without a reason', proposal('TERM_C2', DAYS(10), { reason: '' }), 'REASON_REQUIRED'],
    ['of another region', proposal('TERM_C2', DAYS(10), { region: 'WA' }), 'FORBIDDEN'],
    ['of federal law', proposal('TERM_C6', DAYS(10)), 'FORBIDDEN'],
    [
      'of federal law as one of its own',
      proposal('TERM_C6', DAYS(10), { region: 'FL' }),
      'FORBIDDEN',
    ],
    ['in order', proposal('TERM_C2', DAYS(10)), 'OK'],
  ])('%s', (_what, args, code) => {
    expect(codeOf(run([], 'proposeNorm', args, GREET))).toBe(code)
  })

  it('is answered by another person, as the row of the table that was looked at', () => {
    const proposed = written(run([], 'proposeNorm', proposal('TERM_C2', DAYS(10)), GREET), 'norm')
    const answer = { region: 'FL', table: 'TERM_C2', place: 0, approved: true, remark: '' }
    expect(proposed.id).toBe(tablesId('FL'))
    expect(codeOf(run([proposed], 'decideNorm', answer, GREET))).toBe('FOUR_EYES')
    expect(codeOf(run([proposed], 'decideNorm', { ...answer, table: 'TERM_C1' }, AN))).toBe(
      'NOT_FOUND',
    )
    expect(ownTables([proposed])('FL')?.rows[0]?.state).toBe('PROPOSED')
    expect(codeOf(run([proposed], 'decideNorm', answer, AN))).toBe('OK')
  })
})

describe('the list of who acts for many', () => {
  const who = (change: Partial<Intermediary> = {}): TableValue => ({
    intermediary: {
      kind: 'SOCIAL_SECRETARIAT',
      name: 'Secretariaat',
      enterpriseNumber: null,
      handles: ['desk@secretariat.example'],
      ...change,
    },
  })
  const add = (norm: Norm | null, value: TableValue, change: object = {}) =>
    withRow(norm, 'INTERMEDIARIES', value, { ...LONG_AGO, ...change })
  const namesOn = (norm: Norm, day: string) =>
    rowsInForce(norm.body as TableBody, 'INTERMEDIARIES', day)
      .map(({ value }) => ('intermediary' in value ? value.intermediary.name : ''))
      .toSorted()

  it('holds many beside each other, of any days, each with rows of its own', () => {
    const two = add(add(null, who()), who({ name: 'Centrum', handles: ['02 555 00 00'] }))
    expect(namesOn(two, '2026-06-01')).toEqual(['Centrum', 'Secretariaat'])
    const later = add(two, who({ handles: ['new@secretariat.example'] }), {
      validFrom: '2026-09-01',
    })
    const rows = tableRows('INTERMEDIARIES', 'FL', later.body as TableBody)
    expect(rows.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      ['2026-05-22', '2026-08-31'],
      ['2026-09-01', null],
      ['2026-05-22', null],
    ])
  })

  it('lets one leave and come back; two rows of one on the same days are refused', () => {
    const left = add(add(null, who()), who(), { validTo: '2026-06-30' })
    expect(namesOn(left, '2026-06-30')).toEqual(['Secretariaat'])
    expect(namesOn(left, '2026-07-01')).toEqual([])
    const back = add(left, who(), { validFrom: '2026-10-01' })
    expect(namesOn(back, '2026-09-30')).toEqual([])
    expect(namesOn(back, '2026-10-01')).toEqual(['Secretariaat'])
    const shared = proposal('INTERMEDIARIES', who(), {
      validFrom: '2026-06-01',
      validTo: '2026-11-30',
    })
    expect(codeOf(run([back], 'proposeNorm', shared, GREET))).toBe('NORM_OVERLAP')
  })

  it('knows one by its number, however it is written, whatever name it has', () => {
    const one = add(null, who({ enterpriseNumber: '0403019261', name: 'Oud' }))
    const renamed = add(one, who({ enterpriseNumber: '0403.019.261', name: 'Nieuw' }), {
      validFrom: '2026-09-01',
    })
    expect(namesOn(renamed, '2026-10-01')).toEqual(['Nieuw'])
  })

  it.each([
    ['by nothing but a name', who({ handles: [] }), 'INTERMEDIARY_UNKNOWN'],
    ['without a name', who({ name: ' ' }), 'INTERMEDIARY_UNKNOWN'],
    ['with a handle that says nothing', who({ handles: [' '] }), 'INTERMEDIARY_UNKNOWN'],
    ['with a wrong number', who({ enterpriseNumber: '0403019262' }), 'ENTERPRISE_NUMBER_WRONG'],
    ['as a number of days', DAYS(3), 'VALUE_OUT_OF_RANGE'],
  ])('refuses one that is told %s', (_, value, code) => {
    expect(codeOf(run([], 'proposeNorm', proposal('INTERMEDIARIES', value), GREET))).toBe(code)
  })
})

describe('the list of shortage jobs', () => {
  it('is whole: a new one takes the place of the one before', () => {
    const first = withRow(null, 'SHORTAGE_JOBS', { jobs: ['7212', '7512'] }, LONG_AGO)
    const norms = [withRow(first, 'SHORTAGE_JOBS', { jobs: ['7212'] })]
    expect([...shortageListOn(norms, 'FL', '2026-12-31')!.jobs]).toEqual(['7212', '7512'])
    expect([...shortageListOn(norms, 'FL', '2027-01-01')!.jobs]).toEqual(['7212'])
    expect(shortageListOn(norms, 'FL', '2026-05-21'), 'before the first').toBeNull()
    expect(shortageListOn(norms, 'WA', '2027-01-01'), 'of another region').toBeNull()
  })

  it('is no empty list, and not of codes that are none', () => {
    const empty = proposal('SHORTAGE_JOBS', { jobs: [] })
    expect(codeOf(run([], 'proposeNorm', empty, GREET))).toBe('VALUE_OUT_OF_RANGE')
    const wrong = proposal('SHORTAGE_JOBS', { jobs: ['721'] })
    expect(codeOf(run([], 'proposeNorm', wrong, GREET))).toBe('BAD_REQUEST')
  })
})

describe('the window to renew (C8)', () => {
  const HALVES = (amount: number): TableValue => ({ unit: 'HALF_MONTHS', amount })
  const granted = (tables: OwnTables, region: DossierBody['region'] = 'FL') => {
    const body = file({
      region,
      procedure: 'SINGLE_PERMIT',
      work: { state: 'DRAFT_DECISION', since: '2026-06-02' },
      residence: { state: 'PRE_ASSESSMENT', since: '2026-06-02' },
      authorised: null,
      clockEvents: [],
    }).body
    const authorises = { from: '2026-07-01', to: '2027-06-30' }
    const after = takeWorkStep(body, 'SIGN_GRANT', {
      on: '2026-06-10',
      by: null,
      tables,
      authorises,
    })!
    const start = after.clockEvents.find(({ clock }) => clock === 'C8')
    return start ? [start.at, addDays(start.at, start.days!)] : null
  }
  const before = (changes: readonly (readonly [TableName, TableValue])[]) =>
    ownTables([
      changes.reduce<Norm | null>(
        (norm, [table, value]) => withRow(norm, table, value, { validFrom: '2027-01-01' }),
        null,
      )!,
    ])

  it('opens four and a half months and closes two before the end in Flanders', () => {
    expect(granted(NO_TABLES)).toEqual(['2027-02-13', '2027-04-30'])
    expect(granted(NO_TABLES, 'WA')).toBeNull()
  })

  it('is as an approved row of the region says, each end by itself, and never closes before it opens', () => {
    expect(granted(before([['RENEWAL_OPENS', HALVES(12)]]))).toEqual(['2026-12-30', '2027-04-30'])
    expect(granted(before([['RENEWAL_CLOSES', DAYS(30)]]))).toEqual(['2027-02-13', '2027-05-31'])
    const [early] = [before([['RENEWAL_CLOSES', { unit: 'MONTHS', amount: 6 }]])]
    expect(granted(early), 'closes before it opens').toBeNull()
  })
})

describe('terms of federal law', () => {
  it('are kept by the Immigration Office, by two clerks, and by it alone', () => {
    const asked = proposal('TERM_C6', DAYS(20))
    const proposed = written(run([], 'proposeNorm', asked, TOM), 'norm')
    const answer = { region: 'FED', table: 'TERM_C6', place: 0, approved: true, remark: '' }
    expect(proposed.id).toBe(tablesId('FED'))
    expect(codeOf(run([proposed], 'decideNorm', answer, TOM))).toBe('FOUR_EYES')
    expect(codeOf(run([proposed], 'decideNorm', answer, AN))).toBe('FORBIDDEN')
    expect(codeOf(run([proposed], 'decideNorm', answer, NADIA))).toBe('OK')
    const regional = proposal('TERM_C2', DAYS(10))
    expect(codeOf(run([], 'proposeNorm', regional, TOM)), 'a table of Flanders').toBe('FORBIDDEN')
    const asIfFederal = { ...regional, region: 'FED' }
    expect(codeOf(run([], 'proposeNorm', asIfFederal, TOM)), 'no federal one').toBe('FORBIDDEN')
  })

  it('count in every region, from the next start on', () => {
    const rows = [
      ['TERM_C6', DAYS(20)],
      ['TERM_C6_URGENT', DAYS(7)],
      ['TERM_C10_LONG', { unit: 'MONTHS', amount: 9 }],
      ['TERM_C9', DAYS(60)],
    ] as const
    const norm = rows.reduce<Norm | null>(
      (before, [table, value]) => withRow(before, table, value, LONG_AGO),
      null,
    )!
    const tables = ownTables([norm])
    const act = { on: '2026-06-10', by: null, tables, heldSince: '2020-01-01' }
    const ended = (region: DossierBody['region']) =>
      takeResidenceStep(
        file({ region, residence: { state: 'CARD_ISSUED', since: '2026-06-02' } }).body,
        'EMPLOYMENT_END',
        act,
      )!
    for (const region of REGIONS) {
      const body = ended(region)
      expect(dues(body), region).toEqual({ C10: '2027-03-10' })
      const over = takeResidenceStep(body, 'END_STAY', act)!
      expect(dues(over), region).toMatchObject({ C6: '2026-06-30' })
      const urgent = otherEnds(over, tables, '2026-06-11').filter(({ clock }) => clock === 'C6')
      expect(urgent.map(({ due }) => due)).toEqual(['2026-06-17', '2026-06-15'])
    }
    const visa = file({ residence: { state: 'VISA_PENDING', since: '2026-06-02' } }).body
    expect(dues(takeResidenceStep(visa, 'ENTRY', act)!)).toEqual({ C9: '2026-08-09' })
  })

  it('settle how months are counted: the desk no longer shows a second reading', () => {
    const counted = withRow(null, 'MONTH_COUNTING', { counting: 'SAME_DATE' }, LONG_AGO)
    const old = withRow(null, 'OVERALL_CLOCK', { clock: 'C3A' }, LONG_AGO)
    const complete = (norms: Norm[]) => {
      const tables = ownTables(norms)
      const body = takeWorkStep(file().body, 'COMPLETE', { on: '2026-06-10', by: null, tables })!
      const others = otherEnds(body, tables, '2026-06-11').map(({ due }) => due)
      return [dues(body)['C3A'], ...others]
    }
    expect(complete([old])).toEqual(['2026-10-09', '2026-10-12'])
    expect(complete([old, counted])).toEqual(['2026-10-12'])
  })
})

/** A complete file that was filed on 1 June 2026 and is found complete on 10 June. */
const file = (some: Partial<DossierBody> = {}) =>
  dossier({
    submittedOn: '2026-06-01',
    work: { state: 'COMPLETENESS_CHECK', since: '2026-06-02' },
    residence: { state: 'NOT_TRANSMITTED', since: '2026-06-01' },
    clockEvents: [],
    ...some,
  })

const dues = (body: Pick<DossierBody, 'clockEvents'>) =>
  Object.fromEntries(clockViews(body.clockEvents, '2026-06-11').map(({ id, due }) => [id, due]))

describe('what is reckoned with an approved row', () => {
  const complete = { on: '2026-06-10', by: 'vl-an' }

  it('the terms that a step starts; a clock that runs already keeps its end', () => {
    const norm = withRow(
      withRow(null, 'TERM_C2', DAYS(5), LONG_AGO),
      'TERM_C3B',
      DAYS(60),
      LONG_AGO,
    )
    const tables = ownTables([norm])
    const usual = takeWorkStep(file().body, 'COMPLETE', complete)!
    const own = takeWorkStep(file().body, 'COMPLETE', { ...complete, tables })!
    expect(dues(usual)).toMatchObject({ C2: '2026-06-25', C3B: '2026-08-31' })
    expect(dues(own)).toMatchObject({ C2: '2026-06-15', C3B: '2026-07-31' })
    const sent = takeWorkStep(usual, 'TRANSMIT', { on: '2026-06-11', by: null, tables })!
    expect(dues(sent)['C3B']).toBe('2026-08-31')
    const walloon = takeWorkStep(file({ region: 'WA' }).body, 'COMPLETE', { ...complete, tables })!
    expect(dues(walloon), 'the row is of Flanders alone').toEqual(dues(usual))
  })

  it('the same in the command, on desk and gateway: it reads the record of the region', () => {
    const norm = withRow(null, 'TERM_C1', { unit: 'MONTHS', amount: 1 }, LONG_AGO)
    const one = file()
    const args = {
      dossierId: one.id,
      track: 'WORK',
      on: '2026-06-10',
      from: 'COMPLETENESS_CHECK',
      reason: '',
      documents: missingDocuments(one.body),
      personId: one.body.personId,
    }
    const due = (records: TandemRecord[]) =>
      dues(written(run(records, 'askMissingItems', args, AN), 'dossier').body)['C1']
    expect(due([one])).toBe('2026-06-25')
    expect(due([one, norm])).toBe('2026-07-10')
  })

  it('the regime: which overall clock a file starts; one that runs the other goes on with it', () => {
    const norm = withRow(null, 'OVERALL_CLOCK', { clock: 'C3A' }, { validFrom: '2026-05-22' })
    const tables = ownTables([norm])
    const started = takeWorkStep(file().body, 'COMPLETE', { ...complete, tables })!
    expect(Object.keys(dues(started))).toEqual(expect.arrayContaining(['C2', 'C3A']))
    expect(Object.keys(dues(started))).not.toContain('C3B')
    const recast = takeWorkStep(file().body, 'COMPLETE', complete)!
    const inExam = takeWorkStep(recast, 'TRANSMIT', { on: '2026-06-11', by: null })!
    const asked = takeWorkStep(inExam, 'ASK_INFO', { on: '2026-06-12', by: null, tables })!
    expect(
      clockViews(asked.clockEvents, '2026-06-13').find(({ id }) => id === 'C3B')?.due,
    ).toBeNull()
  })

  it('the days of an extension', () => {
    const tables = ownTables([withRow(null, 'EXTENSION', DAYS(20), LONG_AGO)])
    const started = takeWorkStep(file().body, 'COMPLETE', complete)!
    const inExam = takeWorkStep(started, 'TRANSMIT', { on: '2026-06-11', by: null })!
    const days = (extended: typeof inExam) => extended.clockEvents.at(-1)?.days
    expect(days(takeWorkStep(inExam, 'EXTEND', { on: '2026-06-12', by: null })!)).toBe(30)
    expect(days(takeWorkStep(inExam, 'EXTEND', { on: '2026-06-12', by: null, tables })!)).toBe(20)
  })

  it('forecasts: length of the examination, units of work, the term that is to come', () => {
    const norm = withRow(
      withRow(null, 'WORK_TIME', DAYS(10), LONG_AGO),
      'TERM_C3B',
      DAYS(60),
      LONG_AGO,
    )
    const more = withRow(norm, 'EFFORT_WORK_CARD', { unit: 'UNITS', amount: 9 }, LONG_AGO)
    const tables = ownTables([more])
    const { body } = file()
    expect(usualPlan(body, '2026-06-11').work.days).toBe(32)
    expect(usualPlan(body, '2026-06-11', 'usual', tables).work.days).toBe(10)
    expect(effort('FL', 'WORK_CARD', '2026-06-11', tables)).toMatchObject({ units: 9 })
    const dueOf = (of: typeof tables) =>
      simulateDossier(
        body,
        '2026-06-11',
        { work: { days: 200, askAfter: 0, answerDays: 0 } },
        of,
      )!.serial.breaches.find(({ clock }) => clock === 'C3B')?.due
    expect([dueOf(NO_TABLES), dueOf(tables)]).toEqual(['2026-08-31', '2026-07-31'])
  })

  it('the term of an adviser, fees, and how old an extract may be', () => {
    let norm = withRow(null, 'ADVICE', DAYS(12), LONG_AGO)
    norm = withRow(norm, 'TERM_P2', DAYS(14), LONG_AGO)
    norm = withRow(norm, 'FEE_FEDERAL', { unit: 'EURO_CENTS', amount: 16_000 }, LONG_AGO)
    norm = withRow(norm, 'AGE_CRIMINAL_RECORD', { unit: 'MONTHS', amount: 3 }, LONG_AGO)
    const tables = ownTables([norm])
    const { body } = file()
    expect(adviceDeadline('VDAB', '2026-06-10', body, tables)).toBe('2026-06-22')
    expect(adviceDeadline('VLAIO', '2026-06-10', body, tables)).toBe('2026-06-22')
    const card = { ...body, procedure: 'PROFESSIONAL_CARD' as const }
    expect(adviceDeadline('VLAIO', '2026-06-10', card, tables)).toBe('2026-06-24')
    expect(feesOf(body, NO_TABLES)).toMatchObject([
      { table: 'FEE_FEDERAL', cents: 15_200, confidence: 'LOW' },
    ])
    expect(feesOf(body, tables)).toMatchObject([
      { table: 'FEE_FEDERAL', cents: 16_000, confidence: 'HIGH' },
    ])
    const age = (of: typeof tables) =>
      checklist(body, of).find(({ type }) => type === 'CRIMINAL_RECORD')?.monthsOld
    expect([age(NO_TABLES), age(tables)]).toEqual([6, 3])
  })
})
