import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CommandContext, Decision, RecordLookup } from '../../domain/commands/command.ts'
import { addDays } from '../../domain/calendar/local-date.ts'
import { COMMANDS, decideCommand, type CommandName } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import { type FindingStatus, RESIDENCE_STATES, WORK_STATES } from '../../domain/contract/codes.ts'
import type { AnyRecord, DossierBody, FindingJudgementBody } from '../../domain/contract/records.ts'
import { CONTEST_DAYS } from '../../domain/rights/contests.ts'
import { engineOf, personFindings } from '../../domain/risk/index.ts'
import { asideBy, findingPrint, standingOf } from '../../domain/risk/snooze.ts'
import { isStepName } from '../../domain/commands/steps/possible.ts'
import { anyArgs } from '../sync/model/any-args.ts'
import { dossier, enterprise, facts, holding, person, presence } from './fixtures.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const BEA: Actor = { ...AN, id: 'vl-bea', name: 'Bea' }
const GREET: Actor = { ...AN, id: 'vl-greet', name: 'Greet', role: 'SUPERVISOR' }
const TOM: Actor = { id: 'dvz-tom', name: 'Tom', role: 'DVZ_CLERK', region: null }
const TODAY = '2026-11-20'
const ABOUT = {
  findingId: 'R41-a',
  code: 'R41',
  ruleVersion: 1,
  personId: 'p1',
  enterpriseId: null,
  dossierId: 'd1',
} as const
const REASON = 'De volmacht is onderweg.'
const UNTIL = { until: '2026-12-20', print: 'x' }

function contextOf(actor: Actor, today: string = TODAY): CommandContext {
  return { actor, today, at: `${today}T10:00:00.000Z`, colleagues: [] }
}

/** A dossier in every state of either track, and one that both tracks decided. */
const BODIES: readonly DossierBody[] = [
  ...WORK_STATES.map((state) => dossier({ work: { state, since: '2026-06-01' } }).body),
  ...RESIDENCE_STATES.map((state) => dossier({ residence: { state, since: '2026-06-01' } }).body),
]

/** What was said of the signal so far. */
class Desk {
  readonly #records = new Map<string, AnyRecord>(
    [person(), enterprise('e1'), dossier()].map((one) => [`${one.kind}/${one.id}`, one]),
  )

  run(name: CommandName, args: object, actor: Actor = AN, today: string = TODAY): Decision {
    const lookup = ((kind: string, id: string) =>
      this.#records.get(`${kind}/${id}`) ?? null) as RecordLookup
    const decision = decideCommand(name, { ...ABOUT, ...args }, lookup, contextOf(actor, today))
    if (decision.ok) {
      for (const { kind, id, body } of decision.writes) {
        this.#records.set(`${kind}/${id}`, { kind, id, version: 1, body } as AnyRecord)
      }
    }
    return decision
  }

  code(name: CommandName, args: object, actor: Actor = AN, today: string = TODAY): string {
    const decision = this.run(name, args, actor, today)
    return decision.ok ? 'OK' : decision.code
  }

  said(): FindingJudgementBody {
    return this.#records.get('findingJudgement/R41-a')!.body as FindingJudgementBody
  }
}

describe('a rule set aside for one subject', () => {
  it('has a reason and an end, and comes back by hand', () => {
    const desk = new Desk()
    expect(desk.code('snoozeRule', { snooze: UNTIL, reason: 'kort' })).toBe('REASON_REQUIRED')
    const today = { snooze: { ...UNTIL, until: TODAY }, reason: REASON }
    expect(desk.code('snoozeRule', today)).toBe('SNOOZE_TOO_EARLY')
    const never = { snooze: { ...UNTIL, until: '2099-01-01' }, reason: REASON }
    expect(desk.code('snoozeRule', never)).toBe('DATE_TOO_FAR')
    expect(desk.code('snoozeRule', { snooze: null, reason: REASON })).toBe('ALREADY_SO')
    expect(desk.code('snoozeRule', { snooze: UNTIL, reason: REASON })).toBe('OK')
    expect(desk.said()).toMatchObject({
      status: 'OPEN',
      reason: '',
      snooze: { until: '2026-12-20', reason: REASON, byName: 'An' },
    })
    expect(desk.code('snoozeRule', { snooze: null, reason: REASON })).toBe('OK')
    expect(desk.said().snooze).toBeUndefined()
  })

  it('is for those who judge its signals, of a subject that is there', () => {
    const desk = new Desk()
    const args = { snooze: UNTIL, reason: REASON }
    expect(desk.code('snoozeRule', args, TOM), 'of the employer').toBe('FORBIDDEN')
    expect(desk.code('snoozeRule', { ...args, personId: 'p9' })).toBe('NOT_FOUND')
    expect(desk.code('snoozeRule', { ...args, enterpriseId: 'e1' }), 'one subject').toBe(
      'BAD_REQUEST',
    )
    expect(desk.code('snoozeRule', { ...args, code: 'R44' }), 'another rule').toBe('BAD_REQUEST')
    desk.run('snoozeRule', args)
    const other = { ...args, personId: null, enterpriseId: 'e1', dossierId: null }
    expect(desk.code('snoozeRule', other), 'another subject').toBe('BAD_REQUEST')
  })

  it('stays set aside when the signal is judged', () => {
    const desk = new Desk()
    desk.run('snoozeRule', { snooze: UNTIL, reason: REASON })
    desk.run('contestRule', { revision: 0, text: 'De regel kijkt naar een oude volmacht.' })
    const { enterpriseId: _, ...about } = ABOUT
    const judged = { ...about, status: 'EXPLAINED', from: 'OPEN', reason: REASON }
    expect(decisionOf(desk, judged)).toBe('OK')
    expect(desk.said()).toMatchObject({ status: 'EXPLAINED', snooze: UNTIL, contests: [{}] })
  })

  const decisionOf = (desk: Desk, args: object) => desk.code('judgeFinding', args)
})

describe('which findings are set aside', () => {
  const finding = (id: string, value: string | number): Finding =>
    ({
      id,
      code: 'R41',
      facts: [{ label: 'filer', value, source: {} }],
    }) as unknown as Finding
  const said = (until: string | null, of = finding('R41-a', 'X')) => [
    {
      id: 'R41-a',
      body: { code: 'R41' as const, snooze: { ...who, until, print: findingPrint(of) } },
    },
  ]
  const who = { reason: REASON, by: 'x', byName: 'X', at: `${TODAY}T10:00:00Z` }

  it('all of the rule until the day, which is not one of them', () => {
    const other = finding('R41-b', 'Y')
    expect(asideBy(other, said('2026-12-20'), '2026-12-19')).not.toBeNull()
    expect(asideBy(other, said('2026-12-20'), '2026-12-20')).toBeNull()
    expect(asideBy({ ...other, code: 'R44' }, said('2026-12-20'), TODAY)).toBeNull()
  })

  it('without a day the one alone, while it rests on the same', () => {
    expect(asideBy(finding('R41-a', 'X'), said(null), '2099-01-01')).not.toBeNull()
    expect(asideBy(finding('R41-a', 'Z'), said(null), TODAY), 'another fact').toBeNull()
    expect(asideBy(finding('R41-b', 'X'), said(null), TODAY), 'another signal').toBeNull()
  })
})

describe('what a judgement speaks of', () => {
  type Told = [label: string, value: string | number | null, source?: object | null]
  const resting = (...facts: Told[]): Finding =>
    ({
      facts: facts.map(([label, value, source = {}]) => ({ label, value, source })),
    }) as unknown as Finding
  const DAY: Told = ['presenceFirst', '2026-02-28']
  const standing = (then: Finding, now: Finding, status: FindingStatus = 'EXPLAINED') =>
    standingOf(now, { status, print: findingPrint(then) })

  it.each<[string, Told[], FindingStatus]>([
    ['the same', [DAY], 'EXPLAINED'],
    ['another day', [DAY, ['presenceLast', '2026-09-02']], 'OPEN'],
    ['a day instead of it', [['presenceFirst', '2026-03-01']], 'OPEN'],
    ['less than it did', [], 'EXPLAINED'],
    ['days of the source that reach further', [DAY, ['heldPeriod', '2026/2027']], 'EXPLAINED'],
    ['rows of it that could not be read', [DAY, ['unreadRows', 3]], 'EXPLAINED'],
    ['another limit of the rule', [DAY, ['limit', 9, null]], 'EXPLAINED'],
    ['what this desk is not shown', [DAY, ['permitEmployer', null]], 'EXPLAINED'],
  ])('now it rests on %s', (_, facts, status) => {
    expect(standing(resting(DAY), resting(...facts))).toBe(status)
  })

  it('a count that grows by much is another one, by a little the same', () => {
    const permits = (count: number) => resting(['permits', count])
    expect(standing(permits(6), permits(60))).toBe('OPEN')
    expect(standing(permits(60), permits(63))).toBe('EXPLAINED')
  })

  it('confirmed and dismissed ones open again too, one that waits for an answer goes on waiting', () => {
    const more = resting(DAY, ['presenceLast', '2026-09-02'])
    expect(standing(resting(DAY), more, 'CONFIRMED')).toBe('OPEN')
    expect(standing(resting(DAY), more, 'DISMISSED')).toBe('OPEN')
    expect(standing(resting(DAY), more, 'ASKED')).toBe('ASKED')
  })

  it('a judgement that kept no facts holds', () => {
    expect(standingOf(resting(DAY), { status: 'EXPLAINED' })).toBe('EXPLAINED')
    expect(standingOf(resting(DAY), null)).toBe('OPEN')
  })

  it('one signal of R25 keeps its id when more days come, and is open again', () => {
    const found = (...days: string[]) =>
      personFindings(
        facts({
          presences: days.map((date) => presence({ date })),
          holdings: [holding('DIMONA', { asOf: days.length > 1 ? '2026-11-19' : '2026-06-30' })],
        }),
        engineOf(TODAY),
      ).find(({ code }) => code === 'R25')!
    const [then, now] = [found('2026-02-28'), found('2026-02-28', '2026-09-01', '2026-09-02')]
    expect(now.id).toBe(then.id)
    expect(standing(then, now)).toBe('OPEN')
  })

  it('what was judged of other facts is judged anew for the same reason', () => {
    const desk = new Desk()
    const { enterpriseId: _, ...about } = ABOUT
    const judge = (from: string, print: string) =>
      desk.code('judgeFinding', { ...about, status: 'EXPLAINED', from, reason: REASON, print })
    expect(judge('OPEN', 'aa bb')).toBe('OK')
    expect(judge('EXPLAINED', 'aa bb')).toBe('ALREADY_SO')
    expect(judge('EXPLAINED', 'aa cc')).toBe('OK')
    expect(desk.said().print).toBe('aa cc')
  })
})

describe('a contested signal', () => {
  const TEXT = { revision: 0, text: 'De volmacht stond er al op die dag.' }
  const ANSWER = { place: 0, outcome: 'WRONG_HERE', text: 'Klopt, dank u.' }

  it('waits for the owner of the rule, who is not who contested it; both texts are kept', () => {
    const desk = new Desk()
    expect(desk.code('contestRule', { revision: 0, text: 'nee' })).toBe('REASON_REQUIRED')
    expect(desk.code('contestRule', TEXT)).toBe('OK')
    expect(desk.code('contestRule', TEXT), 'one at a time').toBe('ALREADY_SO')
    expect(desk.code('answerContest', ANSWER, BEA), 'an officer owns no rule').toBe('FORBIDDEN')
    expect(desk.code('answerContest', ANSWER, TOM), 'not their rule').toBe('FORBIDDEN')
    expect(desk.code('answerContest', { ...ANSWER, place: 1 }, GREET)).toBe('NOT_FOUND')
    expect(desk.code('answerContest', { ...ANSWER, text: 'ja' }, GREET)).toBe('REASON_REQUIRED')
    expect(desk.code('answerContest', ANSWER, GREET)).toBe('OK')
    expect(desk.code('answerContest', ANSWER, GREET)).toBe('ALREADY_SO')
    expect(desk.said().contests).toMatchObject([
      { text: TEXT.text, byName: 'An', answer: { text: ANSWER.text, byName: 'Greet' } },
    ])
    expect(desk.code('contestRule', TEXT), 'once more, after the answer').toBe('OK')
    expect(desk.said().contests).toHaveLength(2)
  })

  it('may come from a service that does not judge it, and from nobody who sees no signals', () => {
    const desk = new Desk()
    expect(desk.code('contestRule', TEXT, { ...TOM, role: 'AUDITOR' })).toBe('FORBIDDEN')
    expect(desk.code('contestRule', TEXT, TOM), 'R41 is a question of the region').toBe('OK')
    expect(desk.code('answerContest', ANSWER, TOM), 'nor is it answered there').toBe('FORBIDDEN')
    expect(desk.code('answerContest', ANSWER, GREET)).toBe('OK')
    expect(desk.said()).toMatchObject({ status: 'OPEN', contests: [{ byName: 'Tom' }] })
  })

  it('is not answered by who contested it', () => {
    const desk = new Desk()
    expect(desk.code('contestRule', TEXT, GREET)).toBe('OK')
    expect(desk.code('answerContest', ANSWER, GREET)).toBe('FOUR_EYES')
  })

  it('has an answer when the owner gives none, or is the one who contested it', () => {
    const desk = new Desk()
    expect(desk.code('contestRule', TEXT, GREET)).toBe('OK')
    const late = addDays(TODAY, CONTEST_DAYS + 1)
    expect(desk.code('answerContest', ANSWER, BEA, addDays(late, -1))).toBe('FORBIDDEN')
    expect(desk.code('answerContest', ANSWER, GREET, late)).toBe('FOUR_EYES')
    expect(desk.code('answerContest', ANSWER, TOM, late), 'approves no such rule').toBe('FORBIDDEN')
    expect(desk.code('answerContest', ANSWER, BEA, late)).toBe('OK')
    expect(desk.said().contests).toMatchObject([{ byName: 'Greet', answer: { byName: 'Bea' } }])
  })
})

describe('a signal alone', () => {
  const ABOUT_SIGNALS = new Set(['judgeFinding', 'snoozeRule', 'contestRule', 'answerContest'])
  const others = (Object.keys(COMMANDS) as CommandName[]).filter((name) => !ABOUT_SIGNALS.has(name))
  const ACTORS: readonly Actor[] = [AN, GREET, TOM]

  /** Arguments of a command, made from its schema; only those that fit it count. */
  function* callsOf(name: CommandName): Generator<{ args: object; body: DossierBody }> {
    for (const [i, body] of BODIES.entries()) {
      for (let salt = 0; salt < 6; salt += 1) {
        const args = anyArgs({
          name,
          args: COMMANDS[name].args as never,
          dossierId: 'd1',
          body,
          tracks: isStepName(name) ? COMMANDS[name].step.tracks : [],
          salt: i * 31 + salt,
          seen: true,
          who: AN,
          cache: null,
        })
        if (v.is(COMMANDS[name].args as never, args)) yield { args: args as object, body }
      }
    }
  }

  it.each(others)('%s is decided without any signal, so that none blocks it', (name) => {
    let calls = 0
    for (const { args, body } of callsOf(name)) {
      const records = ((kind: string, id: string) => {
        if (kind === 'findingJudgement') throw new Error(`${name} asks what was said of a signal`)
        if (kind === 'dossier') return dossier(body, id)
        return kind === 'person' ? person() : kind === 'enterprise' ? enterprise(id) : null
      }) as RecordLookup
      const needs = COMMANDS[name].needs(args as never).map(({ kind }) => kind)
      expect(needs).not.toContain('findingJudgement')
      for (const actor of ACTORS) decideCommand(name, args, records, contextOf(actor))
      calls += 1
    }
    if (calls > 0) return
    // No arguments were made that fit: then its text names no judgement.
    const { needs, decide } = COMMANDS[name]
    expect(`${needs.toString()} ${decide.toString()}`).not.toContain('findingJudgement')
  })
})
