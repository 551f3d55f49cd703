/** Field controls that are asked for: who may ask of whom, who answers, and what the report keeps of it. */
import { describe, expect, it } from 'vitest'
import type { Decision, RecordLookup } from '../../domain/commands/command.ts'
import { COMMANDS, decideCommand } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { ROLES, type Region, type Role } from '../../domain/contract/codes.ts'
import {
  EARLIER_SIGNS_MAX,
  type ControlBody,
  type ControlRequestBody,
  type ControlSigns,
  type RecordKind,
  type ReportBody,
} from '../../domain/contract/records.ts'
import { CONTROL_REQUEST_STATUSES } from '../../domain/controls/codes.ts'
import { requestMovesFrom } from '../../domain/controls/moves.ts'
import { maskBody } from '../../domain/rights/masks.ts'
import { control, enterprise, person, report } from './fixtures.ts'

const AT = '2026-11-20T10:00:00.000Z'
const as = (role: Role, region: Region | null = 'FL', id: string = role): Actor => ({
  id,
  name: id,
  role,
  region,
})

/** The records that are there, by kind and id. */
type Bodies = Readonly<Record<string, object>>

function decide(name: string, args: object, bodies: Bodies, actor: Actor): Decision {
  const records = ((kind: RecordKind, id: string) => {
    const body = bodies[`${kind} ${id}`]
    return body ? { kind, id, version: 1, body } : null
  }) as RecordLookup
  const context = { actor, at: AT, today: '2026-11-20', colleagues: [] }
  return decideCommand(name, args, records, context)
}

const code = (decision: Decision) => (decision.ok ? 'ACCEPTED' : decision.code)
const bodyOf = <T>(decision: Decision, kind: RecordKind): T => {
  if (!decision.ok) throw new Error(`refused with ${decision.code}`)
  return decision.writes.find((write) => write.kind === kind)!.body as T
}

const THERE = { 'person p1': person().body, 'enterprise e1': enterprise('e1').body }
const ASK = {
  requestId: 'c1',
  region: 'FL',
  subjects: [
    { kind: 'person', id: 'p1' },
    { kind: 'enterprise', id: 'e1' },
  ],
  origin: 'NETWORK',
  reportId: null,
  reason: 'Telkens dezelfde werf, nooit dezelfde naam.',
}

describe('asking for a control', () => {
  it('is open at first, with its reason and who asked', () => {
    const body = bodyOf<ControlRequestBody>(
      decide('requestControl', ASK, THERE, as('REGION_OFFICER')),
      'controlRequest',
    )
    expect(body).toMatchObject({ status: 'OPEN', by: 'REGION_OFFICER', answers: [], region: 'FL' })
    expect(body.subjects).toEqual(ASK.subjects)
  })

  it.each([
    ['REASON_REQUIRED', { reason: ' kort ' }, THERE],
    ['TEXT_TOO_LONG', { reason: 'x'.repeat(4001) }, THERE],
    ['NOT_FOUND', {}, { 'person p1': person().body }],
    ['FORBIDDEN', { region: 'WA' }, THERE],
    ['ALREADY_SO', {}, { ...THERE, 'controlRequest c1': {} }],
    ['BAD_REQUEST', { subjects: [] }, THERE],
  ])('is refused with %s', (refusal, change, bodies) => {
    const decision = decide('requestControl', { ...ASK, ...change }, bodies, as('SUPERVISOR'))
    expect(code(decision)).toBe(refusal)
  })

  it('of any region is for who has none', () => {
    const decision = decide(
      'requestControl',
      { ...ASK, region: 'WA' },
      THERE,
      as('DVZ_CLERK', null),
    )
    expect(code(decision)).toBe('ACCEPTED')
  })

  it('links itself to the report on which it rests, and tells nothing of it', () => {
    const bodies = { ...THERE, 'report r1': report({ by: 'other' }) }
    const args = { ...ASK, origin: 'REPORT', reportId: 'r1' }
    const decision = decide('requestControl', args, bodies, as('INSPECTOR'))
    const { links, events } = bodyOf<ReportBody>(decision, 'report')
    expect(links.at(-1)).toMatchObject({ kind: 'control', id: 'c1', verdict: 'CONFIRMED' })
    expect(events.at(-1)).toMatchObject({ type: 'CONTROL_ASKED', by: 'INSPECTOR' })
    // Whoever took the report in, at a counter, is not told of a control.
    const taken = { ...bodyOf<ReportBody>(decision, 'report'), by: 'me' }
    const seen = maskBody(as('REGION_OFFICER', 'FL', 'me'), 'report', taken)
    expect(JSON.stringify(seen)).not.toMatch(/control|c1/i)
    const request = bodyOf<ControlRequestBody>(decision, 'controlRequest')
    expect(JSON.stringify(request)).not.toContain('r1')
    // A report that goes wrong before it holds it back: it stands in the same lane.
    expect(COMMANDS.requestControl.lane(args as never)).toEqual({ kind: 'report', id: 'r1' })
  })

  it('because of a report is for who handles the report', () => {
    const guarded = report({ by: 'other', guarded: true, assignees: ['other'] })
    const args = { ...ASK, origin: 'REPORT', reportId: 'r1' }
    const decision = decide(
      'requestControl',
      args,
      { ...THERE, 'report r1': guarded },
      as('INSPECTOR'),
    )
    expect(code(decision)).toBe('FORBIDDEN')
  })
})

const REQUEST: ControlRequestBody = {
  region: 'FL',
  subjects: [{ kind: 'person', id: 'p1' }],
  origin: 'NETWORK',
  reason: ASK.reason,
  status: 'OPEN',
  answers: [],
  by: 'asker',
  byName: 'asker',
  at: AT,
}
const ANSWER = {
  requestId: 'c1',
  from: 'OPEN',
  to: 'TAKEN_ON',
  text: 'Een ploeg gaat volgende week.',
}
const answer = (change: object, actor = as('INSPECTOR'), body = REQUEST) =>
  decide('answerControlRequest', { ...ANSWER, ...change }, { 'controlRequest c1': body }, actor)

describe('answering a request', () => {
  it('moves it, and keeps what was said', () => {
    const body = bodyOf<ControlRequestBody>(answer({}), 'controlRequest')
    expect(body.status).toBe('TAKEN_ON')
    expect(body.answers).toEqual([
      { status: 'TAKEN_ON', text: ANSWER.text, by: 'INSPECTOR', byName: 'INSPECTOR', at: AT },
    ])
  })

  it.each([
    ['REASON_REQUIRED', { text: 'ja' }, as('INSPECTOR')],
    ['STALE', { from: 'DECLINED' }, as('INSPECTOR')],
    ['STEP_NOT_POSSIBLE', { to: 'DONE' }, as('INSPECTOR')],
    ['FORBIDDEN', {}, as('INSPECTOR', 'WA')],
    ['FORBIDDEN', {}, as('SUPERVISOR')],
  ])('is refused with %s', (refusal, change, actor) => {
    expect(code(answer(change, actor))).toBe(refusal)
  })

  it('that somebody else gave first is shown as both, and goes on from theirs or is dropped', () => {
    const taken = { ...REQUEST, status: 'TAKEN_ON' as const }
    const records = (() => ({ body: taken })) as unknown as RecordLookup
    const { conflict, resolve } = COMMANDS.answerControlRequest
    const args = { ...ANSWER, to: 'DECLINED' } as never
    expect(conflict(args, records)).toMatchObject([
      { mine: 'controlRequestStatus.DECLINED', theirs: 'controlRequestStatus.TAKEN_ON' },
    ])
    expect(resolve(args, () => 'MINE', records)).toMatchObject({ from: 'TAKEN_ON', to: 'DECLINED' })
    expect(resolve(args, () => 'THEIRS', records)).toBeNull()
  })

  it('ends somewhere: from every status some road leads to the end', () => {
    for (const status of CONTROL_REQUEST_STATUSES) {
      const reached = new Set([status])
      for (const one of reached) for (const next of requestMovesFrom(one)) reached.add(next)
      expect(reached.has('DONE'), status).toBe(true)
    }
  })
})

describe('what inspectors note of a control', () => {
  const UNSEEN = {
    ledByClient: 'NOT_SEEN',
    onlyLabour: 'NOT_SEEN',
    sameHours: 'NOT_SEEN',
    ownTools: 'NOT_SEEN',
  } as const satisfies ControlSigns
  const [LED, FOREMAN] = [
    { ...UNSEEN, ledByClient: 'YES' } as const,
    { ...UNSEEN, ledByClient: 'NO' } as const,
  ]
  const note = (
    body: ControlBody,
    before: ControlSigns | null,
    after: ControlSigns,
    who = as('INSPECTOR', null, 'sien'),
  ) => decide('recordSigns', { controlId: 'k1', before, after }, { 'control k1': body }, who)
  const noted = (...given: Parameters<typeof note>) =>
    bodyOf<ControlBody>(note(...given), 'control')

  it('stays, each with who and when: the last counts', () => {
    const first = noted(control().body, null, LED)
    expect(first.signs).toEqual({ ...LED, by: 'sien', byName: 'sien', at: AT })
    expect(first.earlierSigns, 'nothing before').toBeUndefined()
    const second = noted(first, LED, FOREMAN, as('INSPECTOR', null, 'joris'))
    expect([second.signs!.byName, second.signs!.ledByClient]).toEqual(['joris', 'NO'])
    expect(second.earlierSigns).toEqual([first.signs])
    const third = noted(second, FOREMAN, UNSEEN)
    expect(third.earlierSigns).toEqual([first.signs, second.signs])
  })

  it('is refused of who did not see the last note, and says nothing away once they did', () => {
    const first = noted(control().body, null, LED)
    expect(code(note(first, null, FOREMAN))).toBe('STALE')
    const args = { controlId: 'k1', before: null, after: FOREMAN }
    const records = (() => ({ kind: 'control', id: 'k1', version: 1, body: first })) as never
    const anew = COMMANDS.recordSigns.resolve!(args, () => 'MINE', records)!
    const both = noted(first, anew.before, FOREMAN, as('INSPECTOR', null, 'joris'))
    expect([both.signs!.ledByClient, both.earlierSigns!.length]).toEqual(['NO', 1])
  })

  it('gives way to the newest when there is too much', () => {
    let body = control().body
    let before: ControlSigns | null = null
    for (let i = 0; i < EARLIER_SIGNS_MAX + 3; i += 1) {
      const after: ControlSigns = i % 2 === 0 ? LED : FOREMAN
      body = noted(body, before, after)
      before = after
    }
    expect(body.earlierSigns).toHaveLength(EARLIER_SIGNS_MAX)
    expect(body.earlierSigns!.at(-1)!.ledByClient).toBe('NO')
  })
})

describe('who knows of a request', () => {
  it.each(ROLES)('%s', (role) => {
    const seen = (by: string) =>
      maskBody(as(role, 'FL', 'me'), 'controlRequest', { ...REQUEST, by }) !== null
    expect(seen('somebody')).toBe(role === 'INSPECTOR')
    expect(seen('me')).toBe(role !== 'AUDITOR')
  })
})
