/** What puts a dossier before or behind others, and acts on many of them. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { bulkCalls, needsReason } from '../../domain/commands/bulk.ts'
import type { CommandContext, RecordLookup } from '../../domain/commands/command.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { BulkAct } from '../../domain/contract/bulk.ts'
import { CLOCK_LEVELS, HOLDERS, SEVERITIES } from '../../domain/contract/codes.ts'
import {
  BODIES,
  type AnyRecord,
  type DossierBody,
  type TandemRecord,
} from '../../domain/contract/records.ts'
import { toDay } from '../../domain/calendar/local-date.ts'
import { whatChanged } from '../../domain/dossier/changes.ts'
import { PRIORITY_PARTS, priorityOf, priorityPoints } from '../../domain/dossier/priority.ts'
import {
  isOutOfSight,
  NOT_SNOOZED,
  snoozedUntil,
  UNTIL_EVENT,
} from '../../domain/dossier/snooze.ts'
import { dossier } from './fixtures.ts'

const AN: Actor = { id: 'an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const LUC: Actor = { id: 'luc', name: 'Luc', role: 'REGION_OFFICER', region: 'WA' }
const TOM: Actor = { id: 'tom', name: 'Tom', role: 'DVZ_CLERK', region: null }
const TODAY = '2026-11-20'
const contextOf = (actor: Actor): CommandContext => ({
  actor,
  at: `${TODAY}T10:00:00.000Z`,
  today: TODAY,
  colleagues: ['an', 'bo'].map((id) => ({ id, name: id, assignable: actor.region === 'FL' })),
})

/** An open dossier of Flanders whose clock has months to go. */
const open = (changes: Partial<DossierBody> = {}): TandemRecord<'dossier'> =>
  dossier({
    region: 'FL',
    work: { state: 'IN_EXAM', since: '2026-11-10' },
    residence: { state: 'TRANSMITTED', since: '2026-11-10' },
    clockEvents: [{ clock: 'C3A', at: '2026-11-10', kind: 'START', reason: null, by: null }],
    ...changes,
  })
const lookup =
  (record: TandemRecord<'dossier'>): RecordLookup =>
  (kind, id) =>
    ((record as unknown as AnyRecord).kind === kind && record.id === id ? record : null) as never

/** The body after a command; the code when it is refused. */
function after(actor: Actor, name: string, args: object, body: Partial<DossierBody> = {}) {
  const record = open(body)
  const all = { dossierId: record.id, ...args }
  const decision = decideCommand(name, all, lookup(record), contextOf(actor))
  return decision.ok ? (decision.writes[0]!.body as DossierBody) : decision.code
}

describe('tags', () => {
  it('are put on and taken off, in the order of the list, each once', () => {
    const tagged = after(AN, 'tagDossier', { add: ['DISCUSS', 'CALL', 'CALL'], remove: [] })
    expect(tagged).toMatchObject({ tags: ['CALL', 'DISCUSS'] })
    const left = after(AN, 'tagDossier', { add: [], remove: ['CALL'] }, { tags: ['CALL'] })
    expect(left).toMatchObject({ tags: [] })
  })

  it('are refused where nothing changes and to a service that does not handle the dossier', () => {
    expect(after(AN, 'tagDossier', { add: ['CALL'], remove: [] }, { tags: ['CALL'] })).toBe(
      'ALREADY_SO',
    )
    expect(after(LUC, 'tagDossier', { add: ['CALL'], remove: [] })).toBe('FORBIDDEN')
  })
})

describe('a dossier that is put aside', () => {
  const snooze = (until: string | null, seen = 1) => ({ snooze: { until }, seen })
  const aside = (until: string | null, events = 1) =>
    [{ service: 'FL', until, events, by: 'an', at: `${TODAY}T10:00:00.000Z` }] as const

  it('is so for the own service alone', () => {
    const body = after(AN, 'snoozeDossier', snooze('2026-12-01', open().body.events.length))
    if (typeof body === 'string') throw new Error(body)
    expect(snoozedUntil(body, 'FL')).toBe(toDay('2026-12-01'))
    expect(snoozedUntil(body, 'DVZ')).toBe(NOT_SNOOZED)
  })

  it.each([
    ['until today', AN, snooze(TODAY), {}, 'SNOOZE_TOO_EARLY'],
    ['for a thousand years', AN, snooze('2999-01-01'), {}, 'DATE_TOO_FAR'],
    [
      'when it is closed',
      AN,
      snooze(null),
      { work: { state: 'DESISTED', since: TODAY } },
      'DOSSIER_CLOSED',
    ],
    ['of another region', LUC, snooze(null), {}, 'FORBIDDEN'],
    ['back when it is not put aside', AN, { snooze: null, seen: 0 }, {}, 'ALREADY_SO'],
    [
      'when its term is over',
      AN,
      snooze(null),
      { clockEvents: [{ clock: 'C3A', at: '2026-01-10', kind: 'START', reason: null, by: null }] },
      'SNOOZE_TERM_NEAR',
    ],
  ] as const)('is refused %s', (_what, actor, args, body, code) => {
    expect(after(actor, 'snoozeDossier', args, body as Partial<DossierBody>)).toBe(code)
  })

  it('comes back with an event that the officer had not seen', () => {
    const { events } = open().body
    const body = open({ snoozes: [...aside(null, events.length)] }).body
    expect(snoozedUntil(body, 'FL')).toBe(UNTIL_EVENT)
    const more = { ...body, events: [...events, events[0] ?? EVENT] }
    expect(snoozedUntil(more, 'FL')).toBe(NOT_SNOOZED)
  })

  it('comes back on its day, and whenever its clock is red', () => {
    const until = toDay('2026-12-01')
    expect(isOutOfSight(until, toDay('2026-11-30'), 'ON_TRACK')).toBe(true)
    expect(isOutOfSight(until, until, 'ON_TRACK')).toBe(false)
    expect(isOutOfSight(UNTIL_EVENT, until, 'RED')).toBe(false)
    expect(isOutOfSight(NOT_SNOOZED, until, 'NONE')).toBe(false)
  })
})

const EVENT: DossierBody['events'][number] = {
  at: '2026-11-19T10:00:00.000Z',
  type: 'INFO_RECEIVED',
  by: 'bo',
  text: null,
}

describe('priority', () => {
  const facts = (changes = {}) => ({
    level: 'NONE' as const,
    holder: 'NOBODY' as const,
    side: 'REGION' as const,
    severity: null,
    changed: false,
    ...changes,
  })

  it('is the sum of its parts, between 0 and 100, whatever the facts', () => {
    for (const level of CLOCK_LEVELS)
      for (const holder of HOLDERS)
        for (const severity of [null, ...SEVERITIES])
          for (const changed of [false, true]) {
            const all = facts({ level, holder, severity, changed })
            const points = priorityPoints(all)
            expect(points).toHaveLength(PRIORITY_PARTS.length)
            expect(priorityOf(all)).toBe(points.reduce((a, b) => a + b))
            expect(priorityOf(all)).toBeLessThanOrEqual(100)
            expect(Math.min(...points)).toBeGreaterThanOrEqual(0)
          }
  })

  it('grows with the level of the clock and the severity, and counts what waits for the own side', () => {
    const rising = (all: readonly object[]) => all.map((one) => priorityOf(facts(one)))
    const levels = rising(
      ['ON_TRACK', 'AMBER', 'ORANGE', 'RED', 'OVERDUE'].map((level) => ({ level })),
    )
    expect(levels).toEqual(levels.toSorted((a, b) => a - b))
    const severities = rising(SEVERITIES.map((severity) => ({ severity })))
    expect(severities).toEqual(severities.toSorted((a, b) => a - b))
    expect(priorityOf(facts({ holder: 'REGION' }))).toBeGreaterThan(0)
    expect(priorityOf(facts({ holder: 'DVZ' }))).toBe(0)
    for (const side of ['REGION', 'DVZ'])
      expect(priorityOf(facts({ holder: 'BOTH', side })), side).toBeGreaterThan(0)
    expect(priorityOf(facts({ holder: 'APPLICANT_DVZ', side: 'DVZ' }))).toBeGreaterThan(0)
    expect(priorityOf(facts({ holder: 'APPLICANT_DVZ' }))).toBe(0)
    expect(priorityOf(facts({ holder: 'REGION', side: null }))).toBe(0)
  })
})

describe('an act on many dossiers', () => {
  const ACTS: readonly (readonly [BulkAct, Partial<DossierBody>])[] = [
    [{ kind: 'ASSIGN', assignee: 'an' }, { assignee: null }],
    [{ kind: 'ASSIGN', assignee: 'an' }, { assignee: 'bo' }],
    [{ kind: 'RELEASE' }, { assignee: 'an' }],
    [{ kind: 'TAG', add: ['CALL', 'LEGAL'], remove: ['SAMPLE'] }, { tags: ['LEGAL', 'SAMPLE'] }],
    [{ kind: 'SNOOZE', until: null }, {}],
    [{ kind: 'SNOOZE', until: '2026-12-24' }, {}],
  ]

  it.each(ACTS)('%o: what takes it back brings back what stood there', (act, changes) => {
    const record = open(changes)
    const calls = bulkCalls(act, record.id, record.body, AN, 'Verlof')
    const done = decideCommand(calls.call.name, calls.call.args, lookup(record), contextOf(AN))
    if (!done.ok) throw new Error(done.code)
    const body = done.writes[0]!.body as DossierBody
    const next = { ...record, version: record.version + 1, body }
    const back = decideCommand(calls.undo.name, calls.undo.args, lookup(next), contextOf(AN))
    if (!back.ok) throw new Error(back.code)
    const undone = back.writes[0]!.body as DossierBody
    const shown = ({ assignee, tags }: DossierBody) => ({ assignee, tags: tags ?? [] })
    expect(shown(undone)).toEqual(shown(record.body))
    expect(snoozedUntil(undone, 'FL')).toBe(snoozedUntil(record.body, 'FL'))
  })

  it.each(ACTS)('%o keeps the reason that was told, and invents none', (act, changes) => {
    const record = open(changes)
    const eventsAfter = (reason: string) => {
      const { call } = bulkCalls(act, record.id, record.body, AN, reason)
      const done = decideCommand(call.name, call.args, lookup(record), contextOf(AN))
      if (!done.ok) throw new Error(done.code)
      const body = done.writes[0]!.body as DossierBody
      expect(v.is(BODIES.dossier, body)).toBe(true)
      return body.events.slice(record.body.events.length)
    }
    const told = eventsAfter(' Verlof ').map(({ type, reason, entry }) => [
      type,
      reason,
      ...(entry?.codes ?? []),
    ])
    expect(told).toEqual(
      {
        ASSIGN: [['ASSIGNED', 'Verlof']],
        RELEASE: [['RELEASED', 'Verlof']],
        TAG: [
          ['TAGGED', 'Verlof', 'tag.CALL'],
          ['UNTAGGED', 'Verlof', 'tag.SAMPLE'],
        ],
        SNOOZE: [],
        WAKE: [],
      }[act.kind],
    )
    expect(eventsAfter(' ').filter(({ reason }) => reason !== undefined)).toEqual([])
  })

  it('wants a reason where work is taken from a colleague, and keeps it with the event', () => {
    const act: BulkAct = { kind: 'ASSIGN', assignee: 'an' }
    const ofBo = open({ assignee: 'bo' })
    expect(needsReason(act, ofBo.body, AN)).toBe(true)
    expect(needsReason(act, open({ assignee: null }).body, AN)).toBe(false)
    expect(needsReason({ kind: 'RELEASE' }, open({ assignee: 'an' }).body, AN)).toBe(false)
    expect(needsReason({ kind: 'WAKE' }, ofBo.body, AN)).toBe(false)
    const { call } = bulkCalls(act, ofBo.id, ofBo.body, AN, 'Verlof')
    const done = decideCommand(call.name, call.args, lookup(ofBo), contextOf(AN))
    if (!done.ok) throw new Error(done.code)
    expect((done.writes[0]!.body as DossierBody).events.at(-1)).toMatchObject({ reason: 'Verlof' })
  })
})

describe('a remark to the other service', () => {
  const remark = (audience?: 'REMARK' | 'TEAM' | 'PRIVATE') => {
    const events = open().body.events.length
    const snoozes = [{ service: 'DVZ', until: null, events, by: 'tom', at: before.at }] as const
    const record = open({ snoozes: [...snoozes] })
    const args = { noteId: 'n1', dossierId: record.id, text: 'Paspoort onleesbaar', audience }
    const done = decideCommand('addNote', args, lookup(record), contextOf(AN))
    if (!done.ok) throw new Error(done.code)
    expect(done.writes[0]).toMatchObject({ kind: 'note', body: { text: 'Paspoort onleesbaar' } })
    expect(snoozedUntil(record.body, 'DVZ')).toBe(UNTIL_EVENT)
    return { old: record.body, now: done.writes[1]?.body as DossierBody | undefined }
  }
  const before = { at: `${TODAY}T09:00:00.000Z` }

  it('stands among what changed for all others, wakes the dossier, and says nothing of its words', () => {
    const { old, now } = remark('REMARK')
    expect(v.is(BODIES.dossier, now)).toBe(true)
    const [change, ...others] = whatChanged(old, now!, TOM.id)
    expect(change).toMatchObject({ field: 'EVENT', of: 'REMARKED' })
    expect(others).toEqual([])
    expect(whatChanged(old, now!, AN.id), 'its author knows').toEqual([])
    expect(snoozedUntil(now!, 'DVZ')).toBe(NOT_SNOOZED)
    expect(JSON.stringify(now)).not.toContain('Paspoort')
  })

  it.each(['TEAM', 'PRIVATE', undefined] as const)(
    'a note for %s touches no dossier',
    (audience) => {
      expect(remark(audience).now).toBeUndefined()
    },
  )
})

describe('what changed since somebody looked', () => {
  const before = open().body
  const document = { id: 'x1', type: 'CONTRACT', status: 'MISSING', receivedOn: null } as const

  it('is nothing where nothing did, or what did was taken back', () => {
    expect(whatChanged(before, structuredClone(before), 'an')).toEqual([])
  })

  it('names states, values, documents and the events of others', () => {
    const old = { ...before, documents: [document] }
    const now: DossierBody = {
      ...old,
      work: { state: 'INFO_REQUESTED', since: TODAY },
      assignee: 'bo',
      assigneeDvz: 'tom',
      documents: [{ ...document, status: 'RECEIVED' }],
      events: [...before.events, EVENT, { ...EVENT, by: 'an' }],
    }
    expect(whatChanged(old, now, 'an')).toEqual([
      { field: 'WORK_STATE', of: null, before: 'IN_EXAM', after: 'INFO_REQUESTED' },
      { field: 'ASSIGNEE', of: null, before: before.assignee, after: 'bo' },
      { field: 'ASSIGNEE_DVZ', of: null, before: null, after: 'tom' },
      { field: 'DOCUMENT', of: 'CONTRACT', before: 'MISSING', after: 'RECEIVED' },
      { field: 'EVENT', of: 'INFO_RECEIVED', before: null, after: EVENT.at },
    ])
  })

  it('tells every key fact with what it was and what it is', () => {
    const [place] = before.workplaces
    const old: DossierBody = { ...before, workplaces: [{ ...place!, share: 1 }] }
    const now: DossierBody = {
      ...old,
      category: 'EU_BLUE_CARD',
      employerId: 'e9',
      language: 'fr',
      job: { ...old.job, isco: '5120', weeklyHours: 19 },
      workplaces: [
        { ...place!, share: 0.6 },
        { ...place!, municipality: '62063', share: 0.4 },
      ],
    }
    const { municipality } = place!
    const { title, isco } = old.job
    expect(whatChanged(old, now, 'an')).toEqual([
      { field: 'CATEGORY', of: null, before: old.category, after: 'EU_BLUE_CARD' },
      { field: 'EMPLOYER', of: null, before: old.employerId, after: 'e9' },
      { field: 'JOB', of: null, before: `${isco} ${title}`, after: `5120 ${title}` },
      { field: 'HOURS', of: null, before: null, after: '19' },
      {
        field: 'WORKPLACES',
        of: null,
        before: `${municipality}:100`,
        after: `${municipality}:60 62063:40`,
      },
      { field: 'LANGUAGE', of: null, before: old.language, after: 'fr' },
    ])
  })

  it('tells a term that moved by its last day', () => {
    const extended: DossierBody = {
      ...before,
      clockEvents: [
        ...before.clockEvents,
        { clock: 'C3A', at: '2026-11-15', kind: 'EXTEND', days: 30, reason: null, by: null },
      ],
    }
    const [change, ...others] = whatChanged(before, extended, TOM.id)
    expect(others).toEqual([])
    expect(change?.field).toBe('DUE')
    expect(change!.after! > change!.before!).toBe(true)
  })
})
