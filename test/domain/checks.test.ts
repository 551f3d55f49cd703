/** What was checked when a decision was proposed is kept with it, and what changed since is told. */
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { CommandContext, Decision, RecordLookup } from '../../domain/commands/command.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import {
  Checks,
  DossierBody,
  type AnyRecord,
  type MandateBody,
} from '../../domain/contract/records.ts'
import { changedSince, checksOf, type CheckSources } from '../../domain/dossier/checks.ts'
import { openSignals } from '../../domain/risk/triage.ts'
import { normId } from '../../domain/reference/norms.ts'
import { NO_TABLES } from '../../domain/reference/own-rows.ts'
import { requiredDocuments } from '../../domain/reference/required-documents.ts'
import { dossier, mandate, person } from './fixtures.ts'
import { finding } from '../renderer/fixture.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const ON = '2026-06-20'
const SIGNAL = { id: 'f1', code: 'R44' as const }

const job = { ...dossier().body.job, payCents: 4_500_000, payUnit: 'YEAR' as const }
const base = dossier({
  category: 'HIGHLY_SKILLED',
  submittedOn: '2026-06-01',
  work: { state: 'IN_EXAM', since: '2026-06-05' },
  residence: { state: 'PRE_ASSESSMENT', since: '2026-06-05' },
  authorised: null,
  job,
}).body
const BODY: DossierBody = {
  ...base,
  documents: requiredDocuments(base).map(({ type }, i) => ({
    id: `doc-${i}`,
    type,
    status: 'RECEIVED',
    receivedOn: '2026-06-01',
  })),
}
const SOURCES: CheckSources = {
  birthDate: '1988-03-14',
  norms: [],
  tables: NO_TABLES,
  mandates: [],
  signals: [],
}

/** A row that the region approved: one euro above the pay. */
const NEWER: AnyRecord = {
  kind: 'norm',
  id: normId({ region: 'FL', category: 'HIGHLY_SKILLED', ageMax: null }),
  version: 1,
  body: {
    region: 'FL',
    category: 'HIGHLY_SKILLED',
    ageMax: null,
    rows: [
      {
        amountCents: 4_500_100,
        unit: 'YEAR',
        basis: 'GROSS_PLUS_LISTED_BENEFITS',
        validFrom: '2026-06-10',
        validTo: null,
        source: 'Belgisch Staatsblad',
        reason: 'Indexed.',
        state: 'APPROVED',
        by: 'vl-greet',
        byName: 'Greet',
        at: '2026-06-08T08:00:00.000Z',
        closedBy: 'vl-mieke',
        closedByName: 'Mieke',
        closedAt: '2026-06-09T08:00:00.000Z',
      },
    ],
  } as never,
}

const CONTEXT: CommandContext = {
  actor: AN,
  today: ON,
  at: `${ON}T10:00:00.000Z`,
  colleagues: [],
}

const ARGS = {
  dossierId: 'd1',
  track: 'WORK',
  on: ON,
  from: 'IN_EXAM',
  reason: '',
  decision: 'GRANT',
  grounds: [],
  period: { from: '2026-07-01', to: '2026-12-31' },
  personId: 'p1',
  threshold: { region: 'FL', category: 'HIGHLY_SKILLED' },
  mandateId: null,
  signals: [SIGNAL],
}

function propose(args: object = {}, others: readonly AnyRecord[] = [], body = BODY): Decision {
  const known = [person(), dossier(body), ...others] as AnyRecord[]
  const records = ((kind: string, id: string) =>
    known.find((one) => one.kind === kind && one.id === id) ?? null) as RecordLookup
  return decideCommand('proposeWork', { ...ARGS, ...args }, records, CONTEXT)
}

function keptIn(decision: Decision): Checks {
  if (!decision.ok) throw new Error(decision.code)
  return (decision.writes[0]!.body as DossierBody).proposals!.at(-1)!.checks!
}

describe('a proposal', () => {
  it('keeps norm and version, outcome of the pay check, labour market, papers and signals', () => {
    const checks = keptIn(propose())
    expect(v.is(Checks, checks)).toBe(true)
    expect(checks).toMatchObject({
      on: ON,
      pay: { payCents: 4_500_000, norm: { validFrom: '2025-01-01', approvedAt: null } },
      labourMarket: 'NOT_NEEDED',
      missing: [],
      signals: [SIGNAL],
    })
    expect(checks.pay!.suffices).toBe(4_500_000 >= checks.pay!.norm!.amountCents)
  })

  it('is checked by the table of whoever decides, not by what the desk knew', () => {
    const checks = keptIn(propose({}, [NEWER]))
    expect(checks.pay).toMatchObject({
      norm: { amountCents: 4_500_100, approvedAt: '2026-06-09T08:00:00.000Z' },
      suffices: false,
    })
  })

  it('keeps whether who filed had a mandate, by the record of whoever decides', () => {
    const filed = { ...BODY, employerId: 'e1', filedById: 's1' }
    const outcome = (mandateId: string | null, given: Partial<MandateBody> | null) =>
      keptIn(propose({ mandateId }, given ? [mandate(given)] : [], filed)).mandate
    expect(outcome('m1', {})).toBe('COVERED')
    expect(outcome('m1', { status: 'CLOSED' })).toBe('NOT_COVERED')
    expect(outcome('m1', { mandataryId: 'another' }), 'a mandate of somebody else').toBe(
      'NO_MANDATE',
    )
    expect(outcome('m1', null), 'a desk says so, no record does').toBe('NO_MANDATE')
    expect(outcome(null, null)).toBe('NO_MANDATE')
    expect(keptIn(propose({}, [], { ...filed, filedById: 'e1' })).mandate).toBe('SELF')
  })

  it('names each signal once', () => {
    expect(keptIn(propose({ signals: [SIGNAL, SIGNAL] })).signals).toEqual([SIGNAL])
  })

  it('is refused on another worker or the threshold of another file', () => {
    for (const change of [
      { personId: 'p2' },
      { threshold: { region: 'FL', category: 'SEASONAL' } },
      { threshold: { region: 'WA', category: 'HIGHLY_SKILLED' } },
    ]) {
      expect(propose(change)).toMatchObject({ ok: false, code: 'STALE' })
    }
  })

  it('keeps that the test of the labour market is missing', () => {
    const threshold = { region: 'FL', category: 'OTHER_LMT' }
    const checks = keptIn(propose({ threshold }, [], { ...BODY, category: 'OTHER_LMT' }))
    expect(checks.labourMarket).toBe('MISSING')
    expect(checks.missing).toContain('LABOUR_MARKET_TEST')
  })
})

it('what finds an application admissible or not keeps whether who filed had a mandate', () => {
  const filed = { ...BODY, employerId: 'e1', filedById: 's1' }
  const missing = filed.documents.map((one, i) =>
    i > 0 ? one : { ...one, status: 'MISSING' as const },
  )
  const asked = { work: { state: 'AWAITING_COMPLETION' as const, since: '2026-06-02' } }
  const itemsAsked = [{ on: '2026-06-02', documents: [filed.documents[0]!.type as never] }]
  const ways = [
    [
      'declareComplete',
      { work: { state: 'COMPLETENESS_CHECK' as const, since: '2026-06-02' } },
      {},
    ],
    ['receiveItems', asked, { documents: [] }],
    ['declareInadmissible', { ...asked, documents: missing, itemsAsked }, {}],
  ] as const
  for (const [name, change, more] of ways) {
    const body = { ...filed, ...change } as DossierBody
    const kept = (given: Partial<MandateBody> | null, seen: object) => {
      const known = [person(), dossier(body), ...(given ? [mandate(given)] : [])] as AnyRecord[]
      const records = ((kind: string, id: string) =>
        known.find((one) => one.kind === kind && one.id === id) ?? null) as RecordLookup
      const reason = 'Zoals blijkt uit het dossier.'
      const args = { dossierId: 'd1', track: 'WORK', on: ON, from: body.work.state, reason }
      const decision = decideCommand(
        name,
        { ...args, personId: 'p1', ...more, ...seen },
        records,
        CONTEXT,
      )
      if (!decision.ok) throw new Error(`${name}: ${decision.code}`)
      const after = decision.writes[0]!.body
      expect(v.is(DossierBody, after), name).toBe(true)
      return (after as DossierBody).events.at(-1)!.step!.mandate
    }
    expect(kept({}, { mandateId: 'm1' }), name).toBe('COVERED')
    expect(kept({ status: 'CLOSED' }, { mandateId: 'm1' }), name).toBe('NOT_COVERED')
    expect(kept(null, { mandateId: 'm1' }), 'a desk says so, no record does').toBe('NO_MANDATE')
    expect(kept({}, {}), 'an act of before the mandate was read').toBe('NO_MANDATE')
  }
})

it('an open signal is one that nobody answered and that counts', () => {
  const snooze = { findingId: 'f', until: null, reason: 'x', byName: 'An', at: CONTEXT.at }
  const open = { ...finding, status: 'OPEN' as const, snooze: null }
  const named = { id: finding.saidId, code: finding.finding.code }
  expect(openSignals([open, { ...open, status: 'ASKED' }])).toEqual([named, named])
  expect(
    openSignals([
      { ...open, status: 'DISMISSED' },
      { ...open, snooze },
    ]),
  ).toEqual([])
})

describe('what changed since', () => {
  const then = checksOf(BODY, { ...SOURCES, signals: [SIGNAL] }, ON)
  const now = (body: DossierBody, sources: Partial<CheckSources> = {}, on = ON) =>
    changedSince(then, checksOf(body, { ...SOURCES, signals: [SIGNAL], ...sources }, on))

  it('is nothing while nothing changed, whatever the day', () => {
    expect(now(BODY)).toEqual([])
    expect(now(BODY, {}, '2026-07-20')).toEqual([])
  })

  it('is a newer version of the norm, with what it does to the outcome', () => {
    const changes = now(BODY, { norms: [NEWER] as never })
    expect(changes).toContainEqual({ what: 'NORM' })
    const { suffices } = then.pay!
    expect(changes.some(({ what }) => what === 'PAY_OUTCOME')).toBe(suffices !== false)
  })

  it('is a mandate that ended, and nothing where it was not checked yet', () => {
    const filed = { ...BODY, employerId: 'e1', filedById: 's1' }
    const { mandate: _none, ...older } = then
    const nowWith = (from: typeof then) =>
      changedSince(
        from,
        checksOf(
          filed,
          { ...SOURCES, signals: [SIGNAL], mandates: [mandate({ status: 'CLOSED' })] },
          ON,
        ),
      )
    const covered = { ...then, mandate: 'COVERED' as const }
    expect(nowWith(covered)).toEqual([{ what: 'MANDATE', now: 'NOT_COVERED' }])
    expect(nowWith(older)).toEqual([])
  })

  it('is another pay', () => {
    const less = { ...BODY, job: { ...job, payCents: 100 } }
    expect(now(less)).toContainEqual({ what: 'PAY' })
  })

  it('is a paper that fell out, and one that came in', () => {
    const rejected = BODY.documents.map((one) =>
      one.type === 'DIPLOMA' ? { ...one, status: 'REQUESTED' as const } : one,
    )
    expect(now({ ...BODY, documents: rejected })).toEqual([
      { what: 'ITEM_FELL_OUT', document: 'DIPLOMA' },
    ])
    const lacking = { ...then, missing: ['CV' as const] }
    expect(changedSince(lacking, then)).toEqual([{ what: 'ITEM_CAME_IN', document: 'CV' }])
  })

  it('is a signal that came or went', () => {
    const other = { id: 'f2', code: 'M1' as const }
    expect(now(BODY, { signals: [other] })).toEqual([
      { what: 'SIGNAL_NEW', signal: other },
      { what: 'SIGNAL_GONE', signal: SIGNAL },
    ])
  })
})
