import { describe, expect, it } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'
import type { ResidenceState } from '../../domain/contract/codes.ts'
import type { AnyRecord, RecordKind, TandemRecord } from '../../domain/contract/records.ts'
import { COMMANDS, decideCommand, parseCommand } from '../../domain/commands/index.ts'
import { NOTE_MAX_LENGTH } from '../../domain/commands/add-note.ts'
import type { CommandContext, RecordLookup } from '../../domain/commands/command.ts'
import {
  conflictOf,
  hasWords,
  resolveConflict,
  withWords,
  wordsIn,
} from '../../domain/commands/conflict.ts'
import { heldBack, standsOn, WITHDRAWN } from '../../domain/commands/lanes.ts'
import { isClosed } from '../../domain/dossier/tracks.ts'
import { dossier, enterprise, person } from './fixtures.ts'

const actor: Actor = { id: 'vl-an', name: 'An Ooievaar', role: 'REGION_OFFICER', region: 'FL' }
const context: CommandContext = {
  actor,
  at: '2026-11-20T10:00:00.000Z',
  today: '2026-11-20',
  colleagues: [
    { id: 'vl-an', name: 'An Ooievaar', assignable: true },
    { id: 'dvz-tom', name: 'Tom', assignable: false },
  ],
}

const lookup =
  (...records: AnyRecord[]): RecordLookup =>
  <K extends RecordKind>(kind: K, id: string) =>
    (records.find((record) => record.kind === kind && record.id === id) ??
      null) as TandemRecord<K> | null

const run = (name: string, args: unknown, ...records: AnyRecord[]) =>
  decideCommand(name, args, lookup(...records), context)
const code = (name: string, args: unknown, ...records: AnyRecord[]) => {
  const decision = run(name, args, ...records)
  return decision.ok ? 'OK' : decision.code
}
const asRecord = <K extends RecordKind>(record: TandemRecord<K>) => record as unknown as AnyRecord
const D1 = asRecord(dossier())
const P1 = asRecord(person())

describe('commands', () => {
  it('unknown names and malformed arguments are bad requests', () => {
    expect(code('deleteEverything', {})).toBe('BAD_REQUEST')
    expect(code('toString', {})).toBe('BAD_REQUEST')
    expect(code('addNote', { noteId: 'n1', dossierId: 'd1' }, D1)).toBe('BAD_REQUEST')
    expect(parseCommand('addNote', { noteId: 'n 1', dossierId: 'd1', text: 'x' })).toBeNull()
  })

  it('name the records that they read', () => {
    const args = { dossierId: 'd1', track: 'WORK' as const, assignee: null, from: null }
    expect(COMMANDS.assignDossier.needs(args)).toEqual([{ kind: 'dossier', id: 'd1' }])
  })
})

describe('lanes', () => {
  const judgement = (dossierId: string | null) =>
    COMMANDS.judgeFinding.lane({ dossierId, personId: 'p1' } as never)

  it('are those of a dossier, of a person for a judgement without dossier; a note has none', () => {
    const assignment = { dossierId: 'd1', track: 'WORK' as const, assignee: null, from: null }
    expect(COMMANDS.assignDossier.lane(assignment)).toEqual({ kind: 'dossier', id: 'd1' })
    expect(judgement('d1')).toEqual({ kind: 'dossier', id: 'd1' })
    expect(judgement(null)).toEqual({ kind: 'person', id: 'p1' })
    expect(COMMANDS.addNote.lane({ noteId: 'n', dossierId: 'd1', text: '' })).toBeNull()
  })

  it('an act stands on the last one of its lane whose effect the officer saw', () => {
    const waiting = [
      { n: 4, lane: 'dossier/d1', stands: true },
      { n: 7, lane: 'dossier/d1', stands: true },
      { n: 8, lane: 'dossier/d1', stands: false },
      { n: 9, lane: 'dossier/d2', stands: true },
      { n: 10, lane: null, stands: true },
    ]
    expect(standsOn('dossier/d1', waiting)).toBe(7)
    expect(standsOn('dossier/d3', waiting)).toBeNull()
    expect(standsOn(null, waiting)).toBeNull()
  })

  it('hold back what stands on an act that does not stand, and nothing else', () => {
    const stands = (n: number) => n !== 3
    expect(heldBack(3, stands)).toEqual({ ok: false, code: 'HELD_BACK', details: { after: 3 } })
    expect([heldBack(4, stands), heldBack(null, stands), heldBack(undefined, stands)]).toEqual([
      null,
      null,
      null,
    ])
  })

  it('no command is called like a withdrawn one', () => {
    expect(parseCommand(WITHDRAWN, {})).toBeNull()
  })
})

describe('assignDossier', () => {
  const args = (assignee: string | null, from: string | null) => ({
    dossierId: 'd1',
    track: 'WORK' as const,
    assignee,
    from,
  })
  const work = { ...dossier().body.work, state: 'IN_EXAM' as const }
  const open = asRecord(dossier({ work }))
  const held = asRecord(dossier({ work, assignee: 'vl-joris' }))

  it('writes the assignee and appends an event', () => {
    const decision = run('assignDossier', args('vl-an', null), open)
    expect(decision).toMatchObject({
      ok: true,
      writes: [
        {
          kind: 'dossier',
          id: 'd1',
          body: { assignee: 'vl-an', events: [{ type: 'ASSIGNED', by: 'vl-an', text: 'vl-an' }] },
        },
      ],
    })
  })

  it('releases', () => {
    expect(run('assignDossier', args(null, 'vl-joris'), held)).toMatchObject({
      ok: true,
      writes: [{ body: { assignee: null, events: [{ type: 'RELEASED' }] } }],
    })
  })

  it('gives one whose authorisation stands to whoever hears, withdraws or ends', () => {
    const granted = {
      work: { ...work, state: 'GRANTED' as const },
      residence: { state: 'CARD_ISSUED' as const, since: '2026-02-01' },
    }
    expect(isClosed(granted), 'it is closed all the same').toBe(true)
    expect(code('assignDossier', args('vl-an', null), asRecord(dossier(granted)))).toBe('OK')
    const ended = { ...granted, work: { ...work, state: 'EXPIRED' as const } }
    expect(code('assignDossier', args('vl-an', null), asRecord(dossier(ended)))).toBe(
      'DOSSIER_CLOSED',
    )
  })

  it('gives a closed dossier to nobody, and still releases it', () => {
    const refused = { ...work, state: 'REFUSED' as const }
    const closed = asRecord(dossier({ work: refused }))
    const closedAndHeld = asRecord(dossier({ work: refused, assignee: 'vl-joris' }))
    expect(code('assignDossier', args('vl-an', null), closed)).toBe('DOSSIER_CLOSED')
    expect(code('assignDossier', args('vl-an', 'vl-joris'), closedAndHeld)).toBe('DOSSIER_CLOSED')
    expect(code('assignDossier', args(null, 'vl-joris'), closedAndHeld)).toBe('OK')
  })

  it('leaves the part of the other service to it', () => {
    const both = asRecord(dossier({ work, assignee: 'vl-joris', assigneeDvz: 'dvz-tom' }))
    expect(run('assignDossier', args('vl-an', 'vl-joris'), both)).toMatchObject({
      ok: true,
      writes: [{ body: { assignee: 'vl-an', assigneeDvz: 'dvz-tom' } }],
    })
    const theirs = { ...args(null, 'dvz-tom'), track: 'RESIDENCE' as const }
    expect(code('assignDossier', theirs, both), 'for them').toBe('FORBIDDEN')
    const gone = asRecord(dossier({ work, assignee: 'left-long-ago' }))
    expect(code('assignDossier', args('vl-an', 'left-long-ago'), gone)).toBe('OK')
    const elsewhere = asRecord(dossier({ work, region: 'WA', assignee: 'wa-luc' }))
    expect(code('assignDossier', args(null, 'wa-luc'), elsewhere), 'of another region').toBe(
      'FORBIDDEN',
    )
  })

  it('lets a region take its own dossiers alone, whichever it sees', () => {
    const elsewhere = asRecord(dossier({ work, region: 'WA' }))
    expect(code('assignDossier', args('vl-an', null), elsewhere)).toBe('FORBIDDEN')
  })

  it('lets the immigration office take what was transmitted to it, and nothing else', () => {
    const tom: Actor = { id: 'dvz-tom', name: 'Tom', role: 'DVZ_CLERK', region: null }
    const colleagues = [{ id: tom.id, name: tom.name, assignable: true }]
    const take = (state: ResidenceState) => {
      const residence = { state, since: '2026-02-01' }
      // While the region's officer has theirs.
      const records = lookup(asRecord(dossier({ work, residence, assignee: 'vl-an' })))
      const own = { ...context, actor: tom, colleagues }
      const mine = { ...args(tom.id, null), track: 'RESIDENCE' as const }
      const decision = decideCommand('assignDossier', mine, records, own)
      if (!decision.ok) return decision.code
      expect(decision.writes).toMatchObject([
        { body: { assignee: 'vl-an', assigneeDvz: tom.id, events: [{ type: 'ASSIGNED' }] } },
      ])
      return 'OK'
    }
    expect(take('TRANSMITTED')).toBe('OK')
    expect(take('NOT_TRANSMITTED')).toBe('FORBIDDEN')
    expect(take('NO_TRACK')).toBe('FORBIDDEN')
  })

  it('refuses what is so already, what a colleague took, strangers and unknown dossiers', () => {
    expect(code('assignDossier', args(null, null), open)).toBe('ALREADY_SO')
    expect(run('assignDossier', args('vl-an', null), held)).toEqual({
      ok: false,
      code: 'STALE',
      details: { mine: 'vl-an', theirs: 'vl-joris', base: null },
    })
    expect(code('assignDossier', args('nobody', null), open)).toBe('UNKNOWN_ASSIGNEE')
    expect(code('assignDossier', args('dvz-tom', null), open)).toBe('UNKNOWN_ASSIGNEE')
    expect(code('assignDossier', args('vl-an', null))).toBe('NOT_FOUND')
  })
})

describe('addNote', () => {
  const args = (text: string) => ({ noteId: 'n1', dossierId: 'd1', text })

  it('keeps the trimmed text with its author', () => {
    expect(run('addNote', args('  called the employer  '), D1)).toMatchObject({
      ok: true,
      writes: [
        {
          kind: 'note',
          id: 'n1',
          body: { text: 'called the employer', by: 'vl-an', byName: 'An Ooievaar' },
        },
      ],
    })
  })

  it('refuses an empty text, one character too many, a repeat and an unknown dossier', () => {
    expect(code('addNote', args('   '), D1)).toBe('TEXT_REQUIRED')
    expect(code('addNote', args('x'.repeat(NOTE_MAX_LENGTH)), D1)).toBe('OK')
    expect(code('addNote', args('x'.repeat(NOTE_MAX_LENGTH + 1)), D1)).toBe('TEXT_TOO_LONG')
    const body = { dossierId: 'd1', text: 'x', by: 'vl-an', byName: 'An', at: context.at }
    const note = asRecord({ kind: 'note', id: 'n1', version: 1, body })
    expect(code('addNote', args('x'), D1, note)).toBe('ALREADY_SO')
    expect(code('addNote', args('x'))).toBe('NOT_FOUND')
  })
})

describe('what a signal was worth', () => {
  const judge = (more: object) =>
    run(
      'judgeFinding',
      {
        findingId: 'R44-1',
        code: 'R44',
        ruleVersion: 1,
        personId: 'p1',
        dossierId: 'd1',
        from: 'OPEN',
        reason: 'Nagekeken bij de werkgever.',
        ...more,
      },
      D1,
      P1,
    )
  const outcomeOf = (more: object) => {
    const decision = judge(more)
    return decision.ok ? (decision.writes[0]!.body as { outcome?: string }).outcome : decision.code
  }

  it('is kept with the judgement, and what nobody said is not made up', () => {
    expect(outcomeOf({ status: 'CONFIRMED' })).toBe('CONFIRMED')
    expect(outcomeOf({ status: 'DISMISSED', outcome: 'FALSE_ALARM' })).toBe('FALSE_ALARM')
    expect(outcomeOf({ status: 'EXPLAINED', outcome: 'USEFUL' })).toBe('USEFUL')
    expect(outcomeOf({ status: 'EXPLAINED' })).toBe('NOT_CHECKED')
  })

  it('goes with the status', () => {
    expect(outcomeOf({ status: 'CONFIRMED', outcome: 'FALSE_ALARM' })).toBe('BAD_REQUEST')
    expect(outcomeOf({ status: 'DISMISSED', outcome: 'CONFIRMED' })).toBe('BAD_REQUEST')
  })

  it('a signal is about a person or an enterprise, never both or neither', () => {
    const E1 = asRecord(enterprise('e1'))
    const about = (personId: string | null, enterpriseId: string | null) => {
      const args = { status: 'EXPLAINED', personId, enterpriseId, dossierId: null }
      const all = { ...args, findingId: 'R44-1', code: 'R44', ruleVersion: 1, from: 'OPEN' }
      return code('judgeFinding', { ...all, reason: 'Nagekeken bij de firma.' }, P1, E1)
    }
    expect(about('p1', null)).toBe('OK')
    expect(about(null, 'e1')).toBe('OK')
    expect(about('p1', 'e1')).toBe('BAD_REQUEST')
    expect(about(null, null)).toBe('BAD_REQUEST')
    expect(about(null, 'e9')).toBe('NOT_FOUND')
  })
})

describe('judgeFinding', () => {
  const args = (changes: object = {}) => ({
    findingId: 'R01-abc',
    code: 'R01',
    ruleVersion: 1,
    personId: 'p1',
    dossierId: 'd1',
    status: 'EXPLAINED',
    from: 'OPEN',
    reason: 'papers seen at the client',
    ...changes,
  })
  const judged = asRecord({
    kind: 'findingJudgement',
    id: 'R01-abc',
    version: 1,
    body: {
      code: 'R01',
      ruleVersion: 1,
      personId: 'p1',
      dossierId: null,
      status: 'CONFIRMED',
      reason: 'seen on site',
      by: 'vl-joris',
      byName: 'Joris',
      at: context.at,
    },
  })

  it('keeps status and reason under the id of the finding', () => {
    expect(run('judgeFinding', args(), D1, P1)).toMatchObject({
      ok: true,
      writes: [
        {
          kind: 'findingJudgement',
          id: 'R01-abc',
          body: { status: 'EXPLAINED', byName: 'An Ooievaar' },
        },
      ],
    })
  })

  it('is about a dossier of its person, and stays about what it was first about', () => {
    const other = asRecord(dossier({ personId: 'p2' }))
    expect(code('judgeFinding', args(), other, P1)).toBe('BAD_REQUEST')
    const next = args({ status: 'EXPLAINED', from: 'CONFIRMED' })
    expect(run('judgeFinding', next, D1, P1, judged)).toMatchObject({
      writes: [{ body: { personId: 'p1', dossierId: null, status: 'EXPLAINED' } }],
    })
    const P2 = asRecord(person({}, 'p2'))
    const moved = { ...next, personId: 'p2', dossierId: null }
    expect(code('judgeFinding', moved, P2, judged)).toBe('BAD_REQUEST')
    expect(code('judgeFinding', { ...next, code: 'M1' }, D1, P1, judged)).toBe('BAD_REQUEST')
  })

  it('of a signal of no dossier belongs to none, whatever a desk of before says', () => {
    const dossierOf = (code: string, ...earlier: (typeof judged)[]) => {
      const from = earlier.length > 0 ? 'CONFIRMED' : 'OPEN'
      const decision = run(
        'judgeFinding',
        args({ findingId: `${code}-abc`, code, from }),
        D1,
        P1,
        ...earlier,
      )
      return decision.ok
        ? (decision.writes[0]!.body as { dossierId: unknown }).dossierId
        : decision.code
    }
    expect(['R01', 'R54', 'M3'].map((code) => dossierOf(code))).toEqual([null, null, 'd1'])
    const before = { ...judged, body: { ...judged.body, dossierId: 'd1' } } as typeof judged
    expect(dossierOf('R01', before)).toBeNull()
  })

  it('is for the service whose question it is', () => {
    const codeFor = (who: Actor, finding: string) => {
      const one = { ...args(), findingId: `${finding}-abc`, code: finding }
      const decision = decideCommand('judgeFinding', one, lookup(D1, P1), {
        ...context,
        actor: who,
      })
      return decision.ok ? 'OK' : decision.code
    }
    const clerk: Actor = { id: 'dvz-tom', name: 'Tom', role: 'DVZ_CLERK', region: null }
    expect([codeFor(actor, 'R33'), codeFor(clerk, 'R33')]).toEqual(['FORBIDDEN', 'OK'])
    expect([codeFor(actor, 'R44'), codeFor(clerk, 'R44')]).toEqual(['OK', 'FORBIDDEN'])
    expect([codeFor(actor, 'M1'), codeFor(clerk, 'M1')]).toEqual(['OK', 'OK'])
    const disguised = args({ findingId: 'R33-abc', code: 'M1' })
    expect(code('judgeFinding', disguised, D1, P1), 'R33 under another code').toBe('BAD_REQUEST')
  })

  it('asks for a reason of ten characters, spaces around it not counted', () => {
    expect(code('judgeFinding', args({ reason: '   because   ' }), D1, P1)).toBe('REASON_REQUIRED')
    expect(code('judgeFinding', args({ reason: '1234567890' }), D1, P1)).toBe('OK')
    expect(code('judgeFinding', args({ reason: 'x'.repeat(4001) }), D1, P1)).toBe('TEXT_TOO_LONG')
  })

  it('refuses what is so already, what a colleague judged meanwhile, and unknown people', () => {
    expect(code('judgeFinding', args({ status: 'OPEN' }), D1, P1)).toBe('ALREADY_SO')
    expect(run('judgeFinding', args(), D1, P1, judged)).toMatchObject({
      code: 'STALE',
      details: { mine: 'EXPLAINED', theirs: 'CONFIRMED', base: 'OPEN' },
    })
    expect(code('judgeFinding', args({ status: 'OPEN', from: 'CONFIRMED' }), D1, P1, judged)).toBe(
      'OK',
    )
    expect(code('judgeFinding', args(), D1)).toBe('NOT_FOUND')
    expect(code('judgeFinding', args(), P1)).toBe('NOT_FOUND')
  })
})

describe('a refused act beside the record as it stands now', () => {
  const at = '2026-11-20T09:30:00.000Z'
  const held = (assignee: string | null) =>
    asRecord(
      dossier({
        work: { ...dossier().body.work, state: 'IN_EXAM' },
        assignee,
        events: [{ at, type: 'ASSIGNED', by: 'vl-joris', text: assignee }],
      }),
    )
  const take = { dossierId: 'd1', track: 'WORK', assignee: 'vl-an', from: null }
  const judge = {
    findingId: 'R01-abc',
    code: 'R01',
    ruleVersion: 1,
    personId: 'p1',
    dossierId: null,
    status: 'EXPLAINED',
    from: 'OPEN',
    reason: 'papers seen at the client',
  }
  const judgement = (status: 'CONFIRMED' | 'EXPLAINED', reason = 'seen on the site') =>
    asRecord({
      kind: 'findingJudgement',
      id: 'R01-abc',
      version: 1,
      body: {
        code: 'R01',
        ruleVersion: 1,
        personId: 'p1',
        dossierId: null,
        status,
        reason,
        by: 'vl-joris',
        byName: 'Joris',
        at,
      },
    })
  const decide = (
    choices: Record<string, 'MINE' | 'THEIRS'>,
    theirs: Record<string, string | null>,
    words: Record<string, string> = {},
  ) => ({
    choices: Object.fromEntries(
      Object.entries(choices).map(([field, choice]) => [
        field,
        { choice, theirs: theirs[field] ?? null },
      ]),
    ),
    words,
  })
  const THEIRS = { status: 'findingStatus.CONFIRMED', reason: 'seen on the site' }

  it('says who took the dossier meanwhile and when', () => {
    expect(conflictOf('assignDossier', take, lookup(held('vl-joris')))).toEqual([
      {
        field: 'assignee',
        type: 'person',
        base: null,
        mine: 'vl-an',
        theirs: 'vl-joris',
        by: 'vl-joris',
        at,
      },
    ])
  })

  it('has nothing to decide when nobody changed it, when it is gone, and for a note', () => {
    expect(conflictOf('assignDossier', take, lookup(held(null)))).toEqual([])
    expect(conflictOf('assignDossier', take, lookup())).toEqual([])
    const text = { noteId: 'n1', dossierId: 'd1', text: 'x' }
    expect(conflictOf('addNote', text, lookup(D1))).toEqual([])
    expect(conflictOf('fromALaterVersion', {}, lookup(D1))).toEqual([])
  })

  it('mine becomes a new act on what stands now, and is accepted; theirs is none', () => {
    const records = lookup(held('vl-joris'))
    const mine = decide({ assignee: 'MINE' }, { assignee: 'vl-joris' })
    const sent = resolveConflict('assignDossier', take, mine, records)
    expect(sent).toEqual({ outcome: 'SEND', args: { ...take, from: 'vl-joris' } })
    const args = 'args' in sent ? sent.args : null
    expect(code('assignDossier', args, held('vl-joris'))).toBe('OK')
    const theirs = decide({ assignee: 'THEIRS' }, { assignee: 'vl-joris' })
    expect(resolveConflict('assignDossier', take, theirs, records)).toEqual({ outcome: 'LEAVE' })
  })

  it('judges status and reason apart', () => {
    const records = lookup(P1, judgement('CONFIRMED'))
    const fields = conflictOf('judgeFinding', judge, records)
    expect(fields.map(({ field, mine, theirs, by }) => [field, mine, theirs, by])).toEqual([
      ['status', 'findingStatus.EXPLAINED', 'findingStatus.CONFIRMED', 'Joris'],
      ['reason', 'papers seen at the client', 'seen on the site', 'Joris'],
    ])
    const outcome = (status: 'MINE' | 'THEIRS', reason: 'MINE' | 'THEIRS') => {
      const sent = resolveConflict(
        'judgeFinding',
        judge,
        decide({ status, reason }, THEIRS),
        records,
      )
      if (!('args' in sent)) return 'outcome' in sent ? sent.outcome : sent.code
      expect(code('judgeFinding', sent.args, P1, judgement('CONFIRMED'))).toBe('OK')
      return sent.args
    }
    const now = { ...judge, from: 'CONFIRMED' }
    expect(outcome('MINE', 'MINE')).toEqual(now)
    expect(outcome('MINE', 'THEIRS')).toEqual({ ...now, reason: 'seen on the site' })
    expect(outcome('THEIRS', 'MINE')).toEqual({ ...now, status: 'CONFIRMED' })
    expect(outcome('THEIRS', 'THEIRS')).toBe('LEAVE')
  })

  it('the same judgement by a colleague leaves only the reason to decide', () => {
    const records = lookup(P1, judgement('EXPLAINED'))
    const mine = decide(
      { reason: 'MINE' },
      { reason: 'seen on the site' },
      {
        reason: 'card F, seen today',
      },
    )
    expect(resolveConflict('judgeFinding', judge, mine, records)).toEqual({
      outcome: 'SEND',
      args: { ...judge, from: 'EXPLAINED', reason: 'card F, seen today' },
    })
  })

  it('another reason for the same judgement is accepted only in view of the first one', () => {
    const again = { ...judge, status: 'CONFIRMED', from: 'CONFIRMED' }
    const stands = judgement('CONFIRMED')
    expect(code('judgeFinding', again, P1, stands)).toBe('OK')
    expect(code('judgeFinding', { ...again, from: 'OPEN' }, P1, stands)).toBe('ALREADY_SO')
    expect(code('judgeFinding', { ...again, reason: 'seen on the site' }, P1, stands)).toBe(
      'ALREADY_SO',
    )
  })

  it('decides nothing in silence: each open field, on the value that stands there now', () => {
    const records = lookup(P1, judgement('CONFIRMED'))
    const refused = (
      choices: Record<string, 'MINE' | 'THEIRS'>,
      theirs: Record<string, string | null>,
      found = records,
    ) => resolveConflict('judgeFinding', judge, decide(choices, theirs), found)
    const stale = { ok: false, code: 'STALE' }
    expect(refused({}, {})).toMatchObject(stale)
    expect(refused({ status: 'MINE' }, THEIRS)).toMatchObject(stale)
    const both = { status: 'MINE', reason: 'MINE' } as const
    expect(refused(both, { ...THEIRS, reason: 'another text' })).toMatchObject(stale)
    expect(refused(both, THEIRS, lookup(P1)), 'it was undone meanwhile').toMatchObject(stale)
    const unknown = resolveConflict('fromALaterVersion', {}, decide({}, {}), records)
    expect(unknown).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })

  it('reads the own words of an act of an earlier version, which has lost its way to the gateway', () => {
    const reason = 'A refusal in five hundred words that were written without network.'
    // Queued before the act said whose age it had looked at.
    const args = { dossierId: 'd1', track: 'WORK', on: '2026-03-02', from: 'RECEIVED', reason }
    expect(code('declareInadmissible', args, D1)).toBe('BAD_REQUEST')
    expect(wordsIn('declareInadmissible', args)).toMatchObject([{ field: 'reason', text: reason }])
    expect(hasWords('declareInadmissible', args), 'discarding asks first').toBe(true)
    const edited = withWords('declareInadmissible', args, { reason: 'Edited.' })
    expect(edited).toEqual({ ...args, reason: 'Edited.' })
    for (const none of [null, 'text', undefined]) {
      expect(wordsIn('declareInadmissible', none)).toEqual([])
    }
    expect(wordsIn('fromALaterVersion', { reason })).toEqual([])
  })

  it('knows the own words of an act and their limits', () => {
    expect(wordsIn('judgeFinding', judge)).toEqual([
      { field: 'reason', text: judge.reason, min: 10, max: 4000 },
    ])
    expect(wordsIn('assignDossier', take)).toEqual([])
    const text = { noteId: 'n1', dossierId: 'd1', text: 'x' }
    expect(
      resolveConflict(
        'addNote',
        text,
        decide({}, {}, { text: 'edited', dossierId: 'd2' }),
        lookup(D1),
      ),
    ).toEqual({
      outcome: 'SEND',
      args: { ...text, text: 'edited' },
    })
  })
})
