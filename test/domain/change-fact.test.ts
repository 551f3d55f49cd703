/** A key fact changes while an application is examined: what it takes back, and what it never does. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CommandContext, Decision, RecordLookup } from '../../domain/commands/command.ts'
import { changeFact, lettersIn } from '../../domain/commands/change-fact.ts'
import { conflictOf, isOpen, resolveConflict } from '../../domain/commands/conflict.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { Lines } from '../../domain/contract/conflict.ts'
import { FACT_FIELDS, WORK_STATES, type WorkState } from '../../domain/contract/codes.ts'
import { DossierBody, type AnyRecord, type FactValue } from '../../domain/contract/records.ts'
import { historyOf, originOf, readFact, withFact } from '../../domain/dossier/facts.ts'
import { openProposal } from '../../domain/dossier/requests.ts'
import { isWorkPending } from '../../domain/dossier/tracks.ts'
import { dossier, enterprise, LIEGE } from './fixtures.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const WALLOON: Actor = { ...AN, id: 'wa-luc', region: 'WA' }
const ON = '2026-06-20'
const contextOf = (actor: Actor = AN): CommandContext => ({
  actor,
  today: ON,
  at: `${ON}T10:00:00.000Z`,
  colleagues: [],
})

const proposal = (track: 'WORK' | 'RESIDENCE') => ({
  track,
  decision: 'GRANT' as const,
  grounds: [],
  reason: '',
  period: null,
  by: 'somebody',
  on: '2026-06-10',
  state: 'OPEN' as const,
  closedBy: null,
})

const inState = (work: WorkState, some: Partial<DossierBody> = {}): DossierBody =>
  dossier({
    submittedOn: '2026-06-01',
    // Filed in a language that Flanders may not use.
    language: 'fr',
    work: { state: work, since: '2026-06-10' },
    residence: { state: 'PRE_ASSESSMENT', since: '2026-06-10' },
    clockEvents: [{ clock: 'C3B', at: '2026-06-01', kind: 'START', reason: null, by: null }],
    job: {
      title: 'Baker',
      isco: '7512',
      payCents: 300_000,
      payUnit: 'MONTH',
      contract: { from: '2026-07-01', to: '2027-06-30' },
    },
    ...some,
  }).body

const lookupOf = (body: DossierBody): RecordLookup =>
  ((kind: string, id: string) =>
    kind === 'dossier'
      ? ({ kind, id, version: 1, body } as AnyRecord)
      : id === 'e2'
        ? enterprise('e2')
        : null) as RecordLookup

const place = { municipality: LIEGE, street: null, establishmentUnit: null, share: 1 }
/** A new value of each fact. */
const NEW: Readonly<Record<(typeof FACT_FIELDS)[number], FactValue>> = {
  CATEGORY: { field: 'CATEGORY', category: 'EU_BLUE_CARD' },
  EMPLOYER: { field: 'EMPLOYER', employerId: 'e2' },
  JOB: { field: 'JOB', title: 'Pastry cook', isco: '7512' },
  PAY: { field: 'PAY', payCents: 350_000, payUnit: 'MONTH' },
  HOURS: { field: 'HOURS', weeklyHours: 38 },
  PERIOD: { field: 'PERIOD', contract: { from: '2026-08-01', to: null } },
  WORKPLACES: { field: 'WORKPLACES', workplaces: [place] },
  LANGUAGE: { field: 'LANGUAGE', language: 'nl' },
}

function change(body: DossierBody, after: FactValue, args: object = {}, actor = AN): Decision {
  const given = {
    dossierId: 'd1',
    on: ON,
    before: readFact(body, after.field),
    after,
    source: 'APPLICANT',
    reason: 'A new contract came in.',
    ...args,
  }
  return decideCommand('changeFact', given, lookupOf(body), contextOf(actor))
}

const code = (decision: Decision): string => (decision.ok ? 'OK' : decision.code)
function bodyOf(decision: Decision): DossierBody {
  if (!decision.ok) throw new Error(`refused: ${decision.code}`)
  return decision.writes[0]!.body as DossierBody
}

describe('a change of a key fact', () => {
  it.each(FACT_FIELDS)('%s keeps what it was, from where, since when, by whom and why', (field) => {
    const before = inState('IN_EXAM')
    // The application says nothing about the hours: what nobody gave comes from nowhere.
    const filed = { source: 'APPLICANT', on: '2026-06-01', by: null }
    expect(originOf(before, field)).toEqual(field === 'HOURS' ? null : filed)
    const after = bodyOf(change(before, NEW[field], { source: 'REGISTER' }))
    expect(v.is(DossierBody, after)).toBe(true)
    expect(readFact(after, field)).toEqual(NEW[field])
    expect(originOf(after, field)).toEqual({ source: 'REGISTER', on: ON, by: 'vl-an' })
    expect(historyOf(after, field)).toMatchObject([
      { before: readFact(before, field), reason: 'A new contract came in.' },
    ])
    expect(after.events.at(-1)).toMatchObject({ type: 'FACTS_CHANGED', by: 'vl-an' })
    expect(after.events.at(-1)!.step?.basis).toBeTruthy()
    for (const other of FACT_FIELDS.filter((one) => one !== field)) {
      expect(readFact(after, other), other).toEqual(readFact(before, other))
    }
  })

  it('is possible in every state before the decision and in none after it', () => {
    for (const state of WORK_STATES) {
      const expected = isWorkPending({ state }) ? 'OK' : 'FACTS_DECIDED'
      expect(code(change(inState(state), NEW.PAY)), state).toBe(expected)
    }
  })

  it('the category is one under which the procedure can be applied for', () => {
    const to = (procedure: DossierBody['procedure'], category: DossierBody['category']) =>
      code(change(inState('IN_EXAM', { procedure }), { field: 'CATEGORY', category }))
    expect(to('SINGLE_PERMIT', 'ICT_MANAGER')).toBe('OK')
    expect(to('WORK_CARD', 'SELF_EMPLOYED_CULTURAL')).toBe('CATEGORY_NOT_ALLOWED')
    expect(to('PROFESSIONAL_CARD', 'ICT_MANAGER')).toBe('CATEGORY_NOT_ALLOWED')
    expect(to('PROFESSIONAL_CARD', 'SELF_EMPLOYED_CULTURAL')).toBe('OK')
  })

  it('the language of a file is one that the law gives the region', () => {
    const to = (body: DossierBody, language: 'nl' | 'fr' | 'de') =>
      code(change(body, { field: 'LANGUAGE', language }))
    const brussels = (some: Partial<DossierBody> = {}) =>
      inState('IN_EXAM', { region: 'BR', ...some })
    const wout: Actor = { ...AN, id: 'br-wout', region: 'BR' }
    const inBrussels = (body: DossierBody, language: 'nl' | 'fr' | 'de') =>
      code(change(body, { field: 'LANGUAGE', language }, {}, wout))
    expect(to(inState('IN_EXAM'), 'de')).toBe('LANGUAGE_NOT_ALLOWED')
    expect(to(inState('IN_EXAM'), 'nl')).toBe('OK')
    expect(inBrussels(brussels(), 'de')).toBe('LANGUAGE_NOT_ALLOWED')
    expect(inBrussels(brussels(), 'nl')).toBe('OK')
  })

  it('stays that of the letters that went out, unless the law does not allow it', () => {
    const letter = {
      id: 'letter-1',
      type: 'LETTER' as const,
      status: 'ACCEPTED' as const,
      receivedOn: '2026-06-05',
      file: { hash: 'A'.repeat(43), bytes: 10, claims: 'PDF' as const, version: 1 },
      letter: {
        template: 'ACKNOWLEDGEMENT' as const,
        language: 'fr' as const,
        track: 'WORK' as const,
        nth: null,
        correction: null,
      },
    }
    const nl = { field: 'LANGUAGE' as const, language: 'nl' as const }
    const some = { documents: [letter] }
    const wout: Actor = { ...AN, id: 'br-wout', region: 'BR' }
    const brussels = inState('IN_EXAM', { ...some, region: 'BR' })
    expect(code(change(brussels, nl, {}, wout))).toBe('LETTERS_SENT')
    expect(code(change(inState('IN_EXAM', some), nl))).toBe('OK')
    expect(lettersIn(brussels, 'nl')).toEqual([letter])
  })

  it('of the language takes back what was to be signed in the other one, and no assessment', () => {
    const proposals = [proposal('WORK'), proposal('RESIDENCE')]
    const before = inState('DRAFT_DECISION', {
      residence: { state: 'READY_POSITIVE', since: '2026-06-12' },
      proposals,
    })
    const after = bodyOf(change(before, NEW.LANGUAGE))
    expect([after.work.state, after.residence.state]).toEqual(['IN_EXAM', 'READY_POSITIVE'])
    expect([openProposal(after, 'WORK'), openProposal(after, 'RESIDENCE')]).toEqual([null, null])
  })

  it('leaves every clock as it stands', () => {
    const before = inState('DRAFT_DECISION', { proposals: [proposal('WORK')] })
    expect(bodyOf(change(before, NEW.PAY)).clockEvents).toEqual(before.clockEvents)
  })

  it('sends a draft on work back to the examination: nobody signs on facts that are gone', () => {
    const after = bodyOf(
      change(inState('DRAFT_DECISION', { proposals: [proposal('WORK')] }), NEW.JOB),
    )
    expect(after.work.state).toBe('IN_EXAM')
    expect(openProposal(after, 'WORK')).toBeNull()
    expect(after.proposals?.[0]).toMatchObject({ state: 'RETURNED', closedBy: 'vl-an' })
  })

  it('has the stay assessed anew only where means or duration rest on the fact', () => {
    const before = inState('IN_EXAM', {
      residence: { state: 'READY_POSITIVE', since: '2026-06-15' },
      proposals: [proposal('RESIDENCE')],
    })
    const paid = bodyOf(change(before, NEW.PAY))
    expect(paid.residence.state).toBe('PRE_ASSESSMENT')
    expect(openProposal(paid, 'RESIDENCE')).toBeNull()
    expect(paid.events.map(({ step }) => step?.track)).toEqual(['WORK', 'RESIDENCE'])
    const titled = bodyOf(change(before, NEW.JOB))
    expect(titled.residence.state).toBe('READY_POSITIVE')
    expect(openProposal(titled, 'RESIDENCE')).not.toBeNull()
  })

  it('is for the region that handles the dossier', () => {
    expect(code(change(inState('IN_EXAM'), NEW.PAY, {}, WALLOON))).toBe('FORBIDDEN')
  })

  it('wants a reason, a day that can be, and a value that can be', () => {
    const body = inState('IN_EXAM')
    const is = (after: FactValue, args: object = {}) => code(change(body, after, args))
    expect(is(NEW.PAY, { reason: 'Short' })).toBe('REASON_REQUIRED')
    expect(is(NEW.PAY, { on: '2026-06-21' })).toBe('DATE_IN_FUTURE')
    expect(is(NEW.PAY, { on: '2026-05-31' })).toBe('DATE_BEFORE_SUBMISSION')
    expect(is(readFact(body, 'PAY'))).toBe('ALREADY_SO')
    expect(is({ field: 'EMPLOYER', employerId: 'nobody' })).toBe('UNKNOWN_ENTERPRISE')
    expect(is({ field: 'PAY', payCents: 0, payUnit: 'MONTH' })).toBe('AMOUNT_REQUIRED')
    const paid = (payCents: number, payUnit: 'YEAR' | 'MONTH') =>
      is({ field: 'PAY', payCents, payUnit })
    expect(paid(312_345_600, 'MONTH'), 'a comma that slipped').toBe('PAY_UNLIKELY')
    expect(paid(3_00, 'YEAR'), 'an hour taken for a year').toBe('PAY_UNLIKELY')
    expect([paid(6_000_000, 'YEAR'), paid(320_000, 'MONTH')]).toEqual(['OK', 'OK'])
    expect(is({ field: 'JOB', title: ' ', isco: '7512' })).toBe('TEXT_REQUIRED')
    expect(is({ field: 'WORKPLACES', workplaces: [] })).toBe('PLACE_REQUIRED')
    const half = [{ ...place, share: 0.5 }]
    expect(is({ field: 'WORKPLACES', workplaces: half })).toBe('SHARES_NOT_WHOLE')
    const ended = { from: '2026-07-01', to: '2026-06-30' }
    expect(is({ field: 'PERIOD', contract: ended })).toBe('PERIOD_ENDS_BEFORE_START')
    const period = (from: string, to: string | null) =>
      is({ field: 'PERIOD', contract: { from, to } })
    expect(period('2999-01-01', null)).toBe('DATE_TOO_FAR')
    expect(period('2026-07-01', '2999-01-01')).toBe('DATE_TOO_FAR')
    expect(period('0202-07-01', null)).toBe('DATE_TOO_EARLY')
    expect(is(NEW.PAY, { before: readFact(body, 'JOB') })).toBe('BAD_REQUEST')
    const thirds = [0.33, 0.33, 0.33].map((share) => ({ ...place, share }))
    expect(is({ field: 'WORKPLACES', workplaces: thirds })).toBe('OK')
  })

  const asked = (body: DossierBody, after: FactValue) => ({
    dossierId: 'd1',
    on: ON,
    before: readFact(body, after.field),
    after,
    source: 'APPLICANT',
    reason: 'A new contract came in.',
  })
  /** What a colleague made of each fact, in words of the work. */
  const THEIRS: Readonly<Record<(typeof FACT_FIELDS)[number], [FactValue, Lines, Lines]>> = {
    CATEGORY: [
      { field: 'CATEGORY', category: 'EXECUTIVE' },
      [[['code', 'category.EXECUTIVE']]],
      [[['code', 'category.EU_BLUE_CARD']]],
    ],
    EMPLOYER: [
      { field: 'EMPLOYER', employerId: null },
      [[['code', 'employer.NONE']]],
      [
        [
          ['text', enterprise('e2').body.name],
          ['text', '0403.019.261'],
        ],
      ],
    ],
    JOB: [
      { field: 'JOB', title: 'Pastry cook', isco: '5120' },
      [
        [
          ['text', 'Pastry cook'],
          ['isco', '5120'],
        ],
      ],
      [
        [
          ['text', 'Pastry cook'],
          ['isco', '7512'],
        ],
      ],
    ],
    PAY: [
      { field: 'PAY', payCents: 350_000, payUnit: 'YEAR' },
      [
        [
          ['money', 350_000],
          ['code', 'payUnit.YEAR'],
        ],
      ],
      [
        [
          ['money', 350_000],
          ['code', 'payUnit.MONTH'],
        ],
      ],
    ],
    HOURS: [{ field: 'HOURS', weeklyHours: 19 }, [[['number', 19]]], [[['number', 38]]]],
    PERIOD: [
      { field: 'PERIOD', contract: { from: '2026-08-01', to: '2027-01-31' } },
      [[['period', '2026-08-01/2027-01-31']]],
      [[['period', '2026-08-01/']]],
    ],
    WORKPLACES: [
      {
        field: 'WORKPLACES',
        workplaces: [{ ...place, street: 'Quai 4', establishmentUnit: '2123456789' }],
      },
      [
        [
          ['text', 'Quai 4'],
          ['municipality', LIEGE],
          ['unit', '2123456789'],
          ['percent', 100],
        ],
      ],
      [
        [
          ['municipality', LIEGE],
          ['percent', 100],
        ],
      ],
    ],
    LANGUAGE: [
      { field: 'LANGUAGE', language: 'de' },
      [[['code', 'language.de']]],
      [[['code', 'language.nl']]],
    ],
  }

  it.each(FACT_FIELDS)(
    '%s that a colleague changed first is asked about in words of the work, and none is lost',
    (field) => {
      const body = inState('IN_EXAM')
      const args = asked(body, NEW[field])
      const [value, theirs, mine] = THEIRS[field]
      const now = withFact(body, value)
      const records = lookupOf(now)
      expect(code(decideCommand('changeFact', args, records, contextOf()))).toBe('STALE')
      expect(conflictOf('changeFact', args, records)).toMatchObject([
        { field: `fact.${field}`, type: 'lines', mine, theirs },
      ])
      const undecided = resolveConflict('changeFact', args, { choices: {}, words: {} }, records)
      expect(undecided, 'asked, not left in silence').toMatchObject({ code: 'STALE' })
      const choices = { [`fact.${field}`]: { choice: 'MINE' as const, theirs } }
      const resolved = resolveConflict('changeFact', args, { choices, words: {} }, records)
      if (!('outcome' in resolved) || resolved.outcome !== 'SEND') throw new Error('was not sent')
      const again = changeFact.decide(records, resolved.args as never, contextOf())
      expect(readFact(bodyOf(again), field)).toEqual(NEW[field])
    },
  )

  it.each(FACT_FIELDS)(
    '%s that a colleague made as it was wanted is settled: it stands',
    (field) => {
      const body = inState('IN_EXAM')
      const args = asked(body, NEW[field])
      const records = lookupOf(withFact(body, NEW[field]))
      expect(code(decideCommand('changeFact', args, records, contextOf()))).toBe('ALREADY_SO')
      expect(conflictOf('changeFact', args, records).filter(isOpen)).toEqual([])
      const decided = { choices: {}, words: {} }
      expect(resolveConflict('changeFact', args, decided, records)).toEqual({ outcome: 'LEAVE' })
    },
  )

  it('asks about what reads the same and is another: a share of work, an employer of one name', () => {
    const body = inState('IN_EXAM')
    const shares = (share: number): FactValue => ({
      field: 'WORKPLACES',
      workplaces: [{ ...place, share }],
    })
    const employer = (employerId: string): FactValue => ({ field: 'EMPLOYER', employerId })
    for (const [mine, theirs] of [
      [shares(0.5), shares(0.504)],
      [employer('e8'), employer('e9')],
    ] as const) {
      const now = withFact(body, theirs)
      const records = ((kind: string, id: string) => {
        if (kind !== 'enterprise') return lookupOf(now)(kind as 'dossier', id)
        const { body: of, ...one } = enterprise(id)
        return { ...one, body: { ...of, name: 'Bouw', enterpriseNumber: null, vatNumber: null } }
      }) as RecordLookup
      const fields = conflictOf('changeFact', asked(body, mine), records)
      expect(fields.filter(isOpen), mine.field).toMatchObject([{ field: `fact.${mine.field}` }])
    }
  })

  it('shows beside the value since when and why the colleague says so', () => {
    const body = inState('IN_EXAM')
    const args = asked(body, NEW.PAY)
    const after = { field: 'PAY', payCents: 320_000, payUnit: 'MONTH' } as const
    const now = bodyOf(change(body, after, { reason: 'The employer wrote so.' }))
    expect(conflictOf('changeFact', args, lookupOf(now))).toMatchObject([
      { field: 'fact.PAY', by: 'vl-an' },
      { field: 'since', kind: 'SHOWN', theirs: [[['date', ON]]] },
      { field: 'reason', kind: 'SHOWN', theirs: [[['text', 'The employer wrote so.']]] },
    ])
  })
})
