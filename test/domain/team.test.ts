import { describe, expect, it, test } from 'vitest'
import { decideCommand } from '../../domain/commands/index.ts'
import { conflictOf, isOpen, resolveConflict } from '../../domain/commands/conflict.ts'
import type { CommandContext, RecordLookup } from '../../domain/commands/command.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { Role } from '../../domain/contract/codes.ts'
import type { BodyOf, TandemRecord } from '../../domain/contract/records.ts'
import { absenceOn } from '../../domain/dossier/absence.ts'
import { concerns, mayReadWorkload, maySetAbsence, seesView } from '../../domain/rights/service.ts'

const as = (role: Role, id: string, region: Actor['region'] = 'FL'): Actor => ({
  id,
  name: id,
  role,
  region,
})
const AN = as('REGION_OFFICER', 'an')
const BO = as('REGION_OFFICER', 'bo')
const CHIEF = as('SUPERVISOR', 'chief')
const INSPECTOR = as('INSPECTOR', 'insp')
const CLERK = as('DVZ_CLERK', 'tom', null)
const TODAY = '2026-11-20'

const contextOf = (actor: Actor): CommandContext => ({
  actor,
  at: '2026-11-20T10:00:00.000Z',
  today: TODAY,
  colleagues: ['an', 'bo', 'chief', 'tom'].map((id) => ({
    id,
    name: id,
    assignable: (id === 'tom') === (actor === CLERK),
  })),
})

const view = (body: Partial<BodyOf<'savedView'>> = {}): TandemRecord<'savedView'> => ({
  kind: 'savedView',
  id: 'v1',
  version: 3,
  body: {
    name: 'Rood',
    owner: 'an',
    ownerName: 'an',
    service: 'FL',
    shared: false,
    removed: false,
    query: { queue: 'OPEN', facets: [], due: null, order: [] },
    at: '2026-11-01T10:00:00.000Z',
    ...body,
  },
})
const absence = (body: Partial<BodyOf<'absence'>> = {}): TandemRecord<'absence'> => ({
  kind: 'absence',
  id: 'a1',
  version: 1,
  body: {
    person: 'an',
    service: 'FL',
    from: TODAY,
    to: '2026-11-25',
    replacedBy: null,
    removed: false,
    by: 'an',
    at: '2026-11-01T10:00:00.000Z',
    ...body,
  },
})

type Stored = TandemRecord<'savedView'> | TandemRecord<'absence'>
const lookup =
  (...records: Stored[]): RecordLookup =>
  (kind, id) =>
    (records.find((one) => one.kind === kind && one.id === id) as never) ?? null

function told(actor: Actor, name: string, args: unknown, ...records: Stored[]): string {
  const decision = decideCommand(name, args, lookup(...records), contextOf(actor))
  return decision.ok ? 'OK' : decision.code
}

const SAVE = { viewId: 'v1', name: ' Oranje ', query: view().body.query, shared: true, from: 3 }

describe('saved views', () => {
  it('are kept with the name, owner and service of who saves them', () => {
    const decision = decideCommand('saveView', { ...SAVE, from: 0 }, lookup(), contextOf(CLERK))
    expect(decision).toMatchObject({
      ok: true,
      writes: [{ body: { name: 'Oranje', owner: 'tom', service: 'DVZ', removed: false } }],
    })
  })

  it('stay their owner’s when the supervisor renames a shared one', () => {
    const decision = decideCommand(
      'saveView',
      SAVE,
      lookup(view({ shared: true })),
      contextOf(CHIEF),
    )
    expect(decision).toMatchObject({ ok: true, writes: [{ body: { owner: 'an' } }] })
  })

  it.each([
    ['their owner', AN, false, 'OK'],
    ['a colleague', BO, true, 'FORBIDDEN'],
    ['the supervisor, of a shared one', CHIEF, true, 'OK'],
    ['the supervisor, of one that is not shared', CHIEF, false, 'FORBIDDEN'],
    ['the supervisor of another service', as('SUPERVISOR', 'x', 'WA'), true, 'FORBIDDEN'],
    ['an auditor', as('AUDITOR', 'vera', null), true, 'FORBIDDEN'],
  ] as const)('are changed and removed by %s: %#', (_who, actor, shared, stated) => {
    expect(told(actor, 'saveView', SAVE, view({ shared }))).toBe(stated)
    expect(told(actor, 'removeView', { viewId: 'v1' }, view({ shared }))).toBe(stated)
  })

  it('want a name that fits', () => {
    expect(told(AN, 'saveView', { ...SAVE, name: '  ' }, view())).toBe('TEXT_REQUIRED')
    expect(told(AN, 'saveView', { ...SAVE, name: 'x'.repeat(61) }, view())).toBe('TEXT_TOO_LONG')
  })

  it('that changed meanwhile are asked about, name beside name', () => {
    expect(told(AN, 'saveView', { ...SAVE, from: 2 }, view())).toBe('STALE')
    const records = lookup(view())
    const open = conflictOf('saveView', { ...SAVE, from: 2 }, records).filter(isOpen)
    const choices = Object.fromEntries(
      open.map(({ field, theirs }) => [field, { choice: 'MINE' as const, theirs }]),
    )
    expect(choices['name']?.theirs).toEqual([[['text', 'Rood']]])
    const resolved = resolveConflict(
      'saveView',
      { ...SAVE, from: 2 },
      { choices, words: {} },
      records,
    )
    expect(resolved).toMatchObject({ outcome: 'SEND', args: { from: 3 } })
  })

  it('are removed once, and not when they are not there', () => {
    expect(told(AN, 'removeView', { viewId: 'v1' })).toBe('NOT_FOUND')
    expect(told(AN, 'removeView', { viewId: 'v1' }, view({ removed: true }))).toBe('ALREADY_SO')
  })

  it('are in the list of their owner, and of the service when it shares them', () => {
    const own = view().body
    const ofService = view({ shared: true }).body
    expect([AN, BO, INSPECTOR, CLERK].map((actor) => seesView(actor, own))).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect([AN, BO, INSPECTOR, CLERK].map((actor) => seesView(actor, ofService))).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(seesView(AN, view({ removed: true }).body)).toBe(false)
  })
})

describe('absences', () => {
  const RECORD = { absenceId: 'a1', person: 'an', from: TODAY, to: '2026-11-25', replacedBy: 'bo' }

  it.each([
    ['own', AN, {}, 'OK'],
    ['of a colleague, by the supervisor', CHIEF, {}, 'OK'],
    ['of a colleague, by a colleague', BO, {}, 'FORBIDDEN'],
    ['of somebody of another service', CHIEF, { person: 'tom' }, 'UNKNOWN_ASSIGNEE'],
    ['replaced by nobody of the service', AN, { replacedBy: 'tom' }, 'UNKNOWN_ASSIGNEE'],
    ['replaced by themselves', AN, { replacedBy: 'an' }, 'UNKNOWN_ASSIGNEE'],
    ['replaced by the team', AN, { replacedBy: null }, 'OK'],
    ['that ends before it begins', AN, { to: '2026-11-19' }, 'PERIOD_ENDS_BEFORE_START'],
    ['for a thousand years', AN, { to: '2999-01-01' }, 'DATE_TOO_FAR'],
    ['since a hundred years', AN, { from: '1926-01-01' }, 'DATE_TOO_EARLY'],
    ['that is over', AN, { from: '2026-11-01', to: '2026-11-02' }, 'ABSENCE_OVER'],
  ] as const)('%s: recorded or refused', (_what, actor, changed, stated) => {
    expect(told(actor, 'recordAbsence', { ...RECORD, ...changed })).toBe(stated)
  })

  it('are recorded once, ended once, by the person or the supervisor', () => {
    expect(told(AN, 'recordAbsence', RECORD, absence())).toBe('ALREADY_SO')
    expect(told(AN, 'endAbsence', { absenceId: 'a1' })).toBe('NOT_FOUND')
    expect(told(AN, 'endAbsence', { absenceId: 'a1' }, absence())).toBe('OK')
    expect(told(CHIEF, 'endAbsence', { absenceId: 'a1' }, absence())).toBe('OK')
    expect(told(BO, 'endAbsence', { absenceId: 'a1' }, absence())).toBe('FORBIDDEN')
    expect(told(AN, 'endAbsence', { absenceId: 'a1' }, absence({ removed: true }))).toBe(
      'ALREADY_SO',
    )
  })

  it('of a clerk are recorded and ended by any clerk: the Immigration Office has no supervisor', () => {
    const eva = as('DVZ_CLERK', 'eva', null)
    const OF_TOM = { ...RECORD, person: 'tom', replacedBy: null }
    const colleagues = [{ id: 'tom', name: 'tom', assignable: true }]
    const context = { ...contextOf(eva), colleagues }
    expect(decideCommand('recordAbsence', OF_TOM, lookup(), context)).toMatchObject({
      ok: true,
      writes: [{ body: { person: 'tom', service: 'DVZ', by: 'eva' } }],
    })
    const away = absence({ person: 'tom', service: 'DVZ' })
    expect(told(eva, 'endAbsence', { absenceId: 'a1' }, away)).toBe('OK')
    expect(told(CLERK, 'endAbsence', { absenceId: 'a1' }, absence())).toBe('FORBIDDEN')
    expect(maySetAbsence(CLERK, 'an', 'FL')).toBe(false)
  })

  it('run from their first to their last day, of several to the last one', () => {
    const two = [absence(), absence({ from: '2026-11-24', to: '2026-12-01' })]
    const until = (day: string, person: string | null = 'an') =>
      absenceOn(two, person, day)?.to ?? null
    expect(until('2026-11-19')).toBeNull()
    expect(until(TODAY)).toBe('2026-11-25')
    expect(until('2026-11-25'), 'the later one').toBe('2026-12-01')
    expect(until('2026-12-02')).toBeNull()
    expect([until(TODAY, 'bo'), until(TODAY, null)]).toEqual([null, null])
    expect(absenceOn([absence({ removed: true })], 'an', TODAY)).toBeNull()
  })

  it('concern the own service until their last day', () => {
    expect(concerns(BO, absence().body, '2026-11-25')).toBe(true)
    expect(concerns(BO, absence().body, '2026-11-26')).toBe(false)
    expect(concerns(CLERK, absence().body, TODAY)).toBe(false)
    expect(concerns(BO, absence({ removed: true }).body, TODAY)).toBe(false)
  })
})

test('who shares out the work of a service sees what each colleague has to do', () => {
  const who = [CHIEF, CLERK, AN, INSPECTOR, as('AUDITOR', 'vera', null)]
  expect(who.map((actor) => mayReadWorkload(actor))).toEqual([true, true, false, false, false])
})
