/** The rule workshop: drafts, replays of exactly them, four eyes, the day from which they count, samples. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CommandContext, Decision, RecordLookup } from '../../domain/commands/command.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { RuleBody, SampleBody, type BodyOf } from '../../domain/contract/records.ts'
import { engineOf, personFindings } from '../../domain/risk/index.ts'
import { PROTECTED_NAMES } from '../../domain/risk/parameters.ts'
import { hash } from '../../domain/identifiers/hash.ts'
import { draftPrint, revisionOn, settingsOn } from '../../domain/risk/settings.ts'
import { dossier } from './fixtures.ts'
import { cases as r06 } from './rules/r06.cases.ts'

const GREET: Actor = { id: 'vl-greet', name: 'Greet', role: 'SUPERVISOR', region: 'FL' }
const SOLANGE: Actor = { id: 'wa-solange', name: 'Solange', role: 'SUPERVISOR', region: 'WA' }
const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const TOM: Actor = { id: 'dvz-tom', name: 'Tom', role: 'DVZ_CLERK', region: null }
const TODAY = '2026-11-23'
const set = (name: string, value: number) => [{ name, value }]
const DRAFT = {
  code: 'R06',
  place: null,
  active: true,
  values: set('minDays', 60),
  validFrom: '2026-12-01',
  reason: 'Te veel korte verblijven blijven onopgemerkt.',
}
const NONE = { confirmed: 0, useful: 0, falseAlarms: 0 }
const RESULT = {
  subjects: 10,
  before: 1,
  after: 2,
  added: 1,
  gone: 0,
  changed: 0,
  expected: { confirmed: 0, falseAlarms: 0, unknown: 1 },
  workload: [{ service: 'FL', added: 1, gone: 0 }],
  past: {
    from: '2025-10-31',
    to: '2026-10-31',
    rows: [],
    checked: { before: NONE, after: NONE, added: NONE, gone: NONE },
    expected: { confirmed: 0, falseAlarms: 0, unknown: 0 },
    asNow: [],
  },
}

type Rule = BodyOf<'rule'>

function run(rule: Rule | null, name: string, args: object, actor: Actor, today = TODAY): Decision {
  const context: CommandContext = { actor, today, at: `${today}T10:00:00.000Z`, colleagues: [] }
  const lookup = ((kind: string, id: string) =>
    kind === 'rule' && rule && id === `rule-${rule.code}`
      ? { kind, id, version: 1, body: rule }
      : null) as RecordLookup
  return decideCommand(name, args, lookup, context)
}

function after(decision: Decision): Rule {
  if (!decision.ok) throw new Error(`refused: ${decision.code}`)
  const { body } = decision.writes[0]!
  expect(v.is(RuleBody, body), 'fits its schema').toBe(true)
  return body as Rule
}

const codeOf = (decision: Decision) => (decision.ok ? 'OK' : decision.code)
const place = (rule: Rule) => ({ code: rule.code, place: rule.versions.length - 1 })
const drafted = (change: object = {}, rule: Rule | null = null, actor = GREET) =>
  run(rule, 'draftRule', { ...DRAFT, ...change }, actor)
const noted = (rule: Rule, change: object = {}) => {
  const print = draftPrint(rule.code, rule.versions.at(-1)!)
  const args = { ...place(rule), print, against: revisionOn(rule, TODAY), result: RESULT }
  return run(rule, 'noteReplay', { ...args, ...change }, GREET)
}
const proposed = (change: object = {}, rule: Rule | null = null): Rule => {
  const replayed = after(noted(after(drafted(change, rule))))
  return after(run(replayed, 'proposeRule', place(replayed), GREET))
}
const answer = (rule: Rule, change: object = {}, actor = AN, today = TODAY) =>
  run(rule, 'decideRule', { ...place(rule), approved: true, remark: '', ...change }, actor, today)

describe('a draft of a rule', () => {
  it('is in force once another person approved it, from its day, and findings name its revision', () => {
    const rule = after(answer(proposed()))
    expect([revisionOn(rule, '2026-11-30'), revisionOn(rule, '2026-12-01')]).toEqual([0, 1])
    const rules = [{ body: rule }]
    expect(settingsOn(rules, '2026-12-01').get('R06')?.values).toEqual({ minDays: 60 })
    const facts = Object.values(r06.planted)[0] as Parameters<typeof personFindings>[0]
    const revisions = (day: string) =>
      personFindings(facts, engineOf(day, settingsOn(rules, day)))
        .filter(({ code }) => code === 'R06')
        .map(({ revision }) => revision)
    expect(revisions('2026-11-30')).toEqual([0])
    expect(revisions('2026-12-01')).toEqual([1])
  })

  it('is not in force before it was approved, whatever its day', () => {
    const rule = after(answer(proposed({ validFrom: '2026-11-01' })))
    expect([revisionOn(rule, '2026-11-22'), revisionOn(rule, TODAY)]).toEqual([0, 1])
  })

  it('goes before a second person only with a replay of exactly it', () => {
    const rule = after(drafted())
    expect(codeOf(run(rule, 'proposeRule', place(rule), GREET))).toBe('REPLAY_REQUIRED')
    expect(codeOf(noted(rule, { print: 'another' }))).toBe('REPLAY_STALE')
    expect(codeOf(noted(rule, { against: 1 }))).toBe('REPLAY_STALE')
    const replayed = after(noted(rule))
    const changed = after(drafted({ place: 0, values: set('minDays', 61) }, replayed))
    expect(changed.versions[0]!.replay, 'a change takes the replay away').toBeNull()
    expect(codeOf(run(changed, 'proposeRule', place(changed), GREET))).toBe('REPLAY_REQUIRED')
    const worded = after(drafted({ place: 0, reason: 'Een betere uitleg hiervan.' }, replayed))
    expect(worded.versions[0]!.replay, 'other words do nothing else').not.toBeNull()
  })

  it('is not approved when something else came into force after its replay', () => {
    const first = after(answer(proposed({ validFrom: TODAY })))
    const second = proposed({ values: set('minDays', 90), validFrom: TODAY }, first)
    const stale = structuredClone(second)
    stale.versions[1]!.replay!.against = 0
    expect(codeOf(answer(stale))).toBe('REPLAY_STALE')
    const bare = structuredClone(second)
    bare.versions[1]!.replay = null
    expect(codeOf(answer(bare))).toBe('REPLAY_REQUIRED')
    expect(codeOf(answer(second))).toBe('OK')
  })

  it('is not approved on a replay by older logic of its rule, nor on an old one; a new one holds again', () => {
    const rule = proposed()
    const older = structuredClone(rule)
    older.versions[0]!.ruleVersion -= 1
    const byOldLogic = hash(
      JSON.stringify(['R06', older.versions[0]!.ruleVersion, true, [['minDays', 60]]]),
    )
    older.versions[0]!.replay!.print = byOldLogic
    expect(codeOf(answer(older))).toBe('REPLAY_STALE')
    expect(codeOf(answer(rule, {}, AN, '2026-12-23'))).toBe('OK')
    expect(codeOf(answer(rule, {}, AN, '2026-12-24')), 'more than 30 days').toBe('REPLAY_STALE')
    const again = after(noted(older))
    expect(again.versions[0]!.ruleVersion).toBe(rule.versions[0]!.ruleVersion)
    expect(codeOf(answer(again))).toBe('OK')
  })

  it('is not approved on a replay that looked at its day alone', () => {
    const rule = proposed()
    const ofDay = structuredClone(rule)
    delete ofDay.versions[0]!.replay!.result.past
    expect(codeOf(answer(ofDay))).toBe('REPLAY_STALE')
    expect(codeOf(answer(rule))).toBe('OK')
  })

  it('is withdrawn by who wrote it, and with a reason by any other owner: nobody who left blocks a rule', () => {
    const rule = proposed()
    const withdrawn = (actor: Actor, reason?: string) =>
      run(rule, 'withdrawRule', { ...place(rule), ...(reason && { reason }) }, actor)
    expect(codeOf(withdrawn(AN, 'Greet werkt hier niet meer.')), 'owns no rule').toBe('FORBIDDEN')
    expect(codeOf(withdrawn(SOLANGE))).toBe('REASON_REQUIRED')
    const gone = after(withdrawn(SOLANGE, 'Greet werkt hier niet meer.'))
    expect(gone.versions[0]).toMatchObject({
      state: 'WITHDRAWN',
      closedByName: 'Solange',
      remark: 'Greet werkt hier niet meer.',
    })
    expect(revisionOn(gone, '2027-01-01')).toBe(0)
    expect(codeOf(drafted({ active: false, values: [] }, gone, SOLANGE))).toBe('OK')
  })

  it('is approved by another person who judges such signals, once, and rejected with a reason', () => {
    const rule = proposed()
    expect(codeOf(answer(rule, {}, GREET))).toBe('FOUR_EYES')
    expect(codeOf(answer(rule, { approved: false }))).toBe('REASON_REQUIRED')
    expect(codeOf(answer(after(answer(rule))))).toBe('ALREADY_SO')
    const workers = after(drafted({ code: 'R35', values: set('diplomaYears', 17) }, null, TOM))
    expect(codeOf(answer(workers)), 'the worker’s papers are not the region’s question').toBe(
      'FORBIDDEN',
    )
    const rejected = after(answer(rule, { approved: false, remark: 'Eerst een jaar proberen.' }))
    expect(revisionOn(rejected, '2027-01-01')).toBe(0)
  })

  it('is its owner’s: supervisors for the region’s questions, clerks for those of the Immigration Office', () => {
    expect(codeOf(drafted({}, null, AN))).toBe('FORBIDDEN')
    expect(codeOf(drafted({}, null, TOM))).toBe('FORBIDDEN')
    expect(codeOf(drafted({ code: 'R35', values: set('diplomaYears', 17) }))).toBe('FORBIDDEN')
    expect(codeOf(drafted({}, after(drafted()), SOLANGE)), 'one at a time').toBe('DRAFT_OPEN')
    const withdrawn = after(run(after(drafted()), 'withdrawRule', { code: 'R06', place: 0 }, GREET))
    expect(codeOf(drafted({}, withdrawn, SOLANGE))).toBe('OK')
  })

  it('retires a rule in the same way', () => {
    const rule = after(answer(proposed({ active: false, values: [], validFrom: TODAY })))
    expect(settingsOn([{ body: rule }], TODAY).get('R06')?.active).toBe(false)
    expect(codeOf(drafted({ active: false, values: [] }, rule))).toBe('DRAFT_SAME')
  })

  it.each(PROTECTED_NAMES)('never has %s as a parameter', (name) => {
    expect(codeOf(drafted({ values: [...set('minDays', 60), ...set(name, 1)] }))).toBe(
      'PROTECTED_FACT',
    )
  })

  it('sets numbers of this rule within their limits, and something else than now', () => {
    expect(codeOf(drafted({ values: set('minDays', 181) }))).toBe('PARAMETER_LIMITS')
    expect(codeOf(drafted({ values: set('maxKm', 60) }))).toBe('BAD_REQUEST')
    expect(codeOf(drafted({ values: [] }))).toBe('DRAFT_SAME')
    expect(codeOf(drafted({ reason: 'kort' }))).toBe('REASON_REQUIRED')
  })

  it('runs along only while it is open', () => {
    const rule = after(drafted())
    const running = after(run(rule, 'shadowRule', { ...place(rule), on: true }, GREET))
    expect(running.versions[0]!.shadowSince).not.toBeNull()
    expect(codeOf(run(running, 'shadowRule', { ...place(rule), on: true }, GREET))).toBe(
      'ALREADY_SO',
    )
    expect(after(answer(proposedOf(running))).versions[0]!.shadowSince).toBeNull()
  })
})

const proposedOf = (rule: Rule): Rule => {
  const replayed = after(noted(rule))
  return after(run(replayed, 'proposeRule', place(replayed), GREET))
}

describe('a sample of dossiers without signals', () => {
  const held = (...ids: string[]) =>
    ((kind: string, id: string) =>
      kind === 'dossier' && ids.includes(id) ? { ...dossier(), id } : null) as RecordLookup
  const context: CommandContext = {
    actor: GREET,
    today: TODAY,
    at: `${TODAY}T10:00:00.000Z`,
    colleagues: [],
  }
  const draw = { sampleId: 's1', from: 40, dossierIds: ['d1', 'd2'] }

  it('holds dossiers of the own service, and what somebody found in each', () => {
    expect(codeOf(decideCommand('drawSample', draw, held('d1'), context))).toBe('NOT_FOUND')
    const drawn = decideCommand('drawSample', draw, held('d1', 'd2'), context)
    if (!drawn.ok) throw new Error(drawn.code)
    const body = drawn.writes[0]!.body as BodyOf<'sample'>
    const lookup = ((kind: string, id: string) =>
      kind === 'sample'
        ? { kind, id, version: 1, body }
        : held('d1', 'd2')('dossier', id)) as RecordLookup
    const label = {
      sampleId: 's1',
      dossierId: 'd2',
      outcome: 'MISSED',
      missed: ['R10'],
      reason: 'Te laat aangegeven.',
    }
    const labelled = decideCommand('labelSample', label, lookup, { ...context, actor: AN })
    if (!labelled.ok) throw new Error(labelled.code)
    const after = labelled.writes[0]!.body as BodyOf<'sample'>
    expect(v.is(SampleBody, after)).toBe(true)
    expect(after.items.map((item) => item.label?.outcome ?? null)).toEqual([null, 'MISSED'])
    const codes = [{ missed: [] }, { outcome: 'IN_ORDER' }].map((change) =>
      codeOf(decideCommand('labelSample', { ...label, ...change }, lookup, context)),
    )
    expect(codes, 'a miss names a rule, and nothing else does').toEqual([
      'BAD_REQUEST',
      'BAD_REQUEST',
    ])
  })
})
