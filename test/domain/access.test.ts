/** The rules of the access log: the chain, one look, purposes, legal bases, outliers, CSV. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalJson,
  EMPTY_CHAIN,
  linksOf,
  walkChain,
  type Link,
} from '../../domain/access/chain.ts'
import { accessCsv } from '../../domain/access/csv.ts'
import { outliersOf, type OutlierLook } from '../../domain/access/outliers.ts'
import { purposeRefusal, purposesOf } from '../../domain/access/purposes.ts'
import {
  isSameLook,
  lookKey,
  mergedNote,
  SAME_LOOK_MS,
  SAME_SEARCH_MS,
  showsMore,
  type OpenLook,
} from '../../domain/access/same-look.ts'
import { shownTo } from '../../domain/access/shown.ts'
import { brusselsMidnight } from '../../domain/calendar/local-date.ts'
import {
  ACCESS_PERSONS_MAX,
  type AccessEntry,
  type AccessNote,
} from '../../domain/contract/access.ts'
import { REGIONS, ROLES, type Region, type Role } from '../../domain/contract/codes.ts'
import { LEGAL_BASES, legalBasisOn } from '../../domain/reference/legal-bases.ts'
import { accessReach } from '../../domain/rights/access-log.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const NOTE: AccessNote = {
  at: '2026-03-03T09:00:00.000Z',
  role: 'REGION_OFFICER',
  region: 'FL',
  action: 'VIEW',
  subject: { kind: 'person', id: 'p1' },
  dossierId: null,
  purpose: 'ANSWER_QUESTION',
  legalBasis: 'GDPR_12_15',
  reason: 'Vraag van de werkgever',
  fields: ['NAME'],
  sources: ['PLATFORM'],
  count: 1,
  persons: ['p1'],
}
const ENTRY: AccessEntry = {
  ...NOTE,
  seq: 1,
  client: 'desk-1',
  n: 1,
  userId: 'vl-an',
  receivedAt: NOTE.at,
  deskAt: NOTE.at,
}

const id = fc.stringMatching(/^[a-z0-9-]{1,8}$/)
const anyLog = fc
  .array(
    fc.record({
      userId: id,
      reason: fc.option(fc.string({ unit: 'grapheme', maxLength: 20 })),
      persons: fc.array(id, { maxLength: 3 }),
      count: fc.nat(),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((all) => all.map((one, i): AccessEntry => ({ ...ENTRY, ...one, seq: i + 1, n: i + 1 })))

const chainOf = (entries: readonly AccessEntry[]) => linksOf(EMPTY_CHAIN, entries, sha256)
/** Broken, or shorter than it was. */
const isFound = (links: readonly Link[], whole: readonly Link[]): boolean => {
  const { head, broken } = walkChain(EMPTY_CHAIN, links, sha256)
  return broken !== null || head.hash !== whole.at(-1)!.hash
}

describe('the chain', () => {
  it('is whole as it was made, read in pieces of any length', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), (entries, cut) => {
        const links = chainOf(entries)
        const at = cut % (links.length + 1)
        const first = walkChain(EMPTY_CHAIN, links.slice(0, at), sha256)
        const rest = walkChain(first.head, links.slice(at), sha256)
        expect([first.broken, rest.broken]).toEqual([null, null])
        expect(rest.head).toEqual({ seq: links.length, hash: links.at(-1)!.hash })
      }),
    )
  })

  it('shows any change of any entry', () => {
    const change = fc.constantFrom<((entry: AccessEntry) => Partial<AccessEntry>)[]>(
      ({ userId }) => ({ userId: `${userId}x` }),
      ({ reason }) => ({ reason: `${reason ?? ''}.` }),
      ({ persons }) => ({ persons: [...persons, 'p9'] }),
      ({ count }) => ({ count: count + 1 }),
      () => ({ at: '2026-03-03T09:00:00.001Z' }),
      ({ dossierId }) => ({ dossierId: dossierId ? null : 'd1' }),
    )
    fc.assert(
      fc.property(anyLog, fc.nat(), change, (entries, which, how) => {
        const links = chainOf(entries)
        const at = which % links.length
        const entry = entries[at]!
        const text = canonicalJson({ ...entry, ...how(entry) })
        const changed = links.with(at, { ...links[at]!, text })
        expect(walkChain(EMPTY_CHAIN, changed, sha256).broken).toEqual({
          seq: at + 1,
          fault: 'CONTENT',
        })
        // Whoever makes the hash fit breaks the next link, or the head that was noted elsewhere.
        const { prevHash } = links[at]!
        const fitted = links.with(at, { ...links[at]!, text, hash: sha256(prevHash + text) })
        expect(isFound(fitted, links), 'with a hash that fits').toBe(true)
      }),
    )
  })

  it('shows any entry that is missing, doubled or in another place', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), fc.nat(), (entries, a, b) => {
        const links = chainOf(entries)
        const [i, j] = [a % links.length, b % links.length]
        expect(isFound(links.toSpliced(i, 1), links), 'deleted').toBe(true)
        expect(isFound(links.toSpliced(i, 0, links[i]!), links), 'doubled').toBe(true)
        if (i === j) return
        const swapped = links.with(i, links[j]!).with(j, links[i]!)
        expect(isFound(swapped, links), 'swapped').toBe(true)
        const renumbered = swapped.map((link, at) => ({ ...link, seq: at + 1 }))
        expect(isFound(renumbered, links), 'swapped and renumbered').toBe(true)
      }),
    )
  })

  it('has one text for equal values, whatever the order of their keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const turned = (part: unknown): unknown => {
          if (Array.isArray(part)) return part.map(turned)
          if (part === null || typeof part !== 'object') return part
          return Object.fromEntries(
            Object.entries(part)
              .toReversed()
              .map(([key, field]) => [key, turned(field)]),
          )
        }
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})

describe('one look', () => {
  const open = (typed: string | null): OpenLook => ({
    note: NOTE,
    startedAt: 1_000_000,
    lastAt: 1_000_000,
    typed,
  })
  const after = (ms: number) => 1_000_000 + ms

  it('lasts a quarter of an hour from its beginning, and never goes back in time', () => {
    expect(isSameLook(open(null), after(SAME_LOOK_MS - 1), null)).toBe(true)
    expect(isSameLook(open(null), after(SAME_LOOK_MS), null)).toBe(false)
    expect(isSameLook(open(null), after(-1), null), 'the clock was set back').toBe(false)
  })

  it('is one search while it is typed on or back, and another one for another text', () => {
    expect(isSameLook(open('pee'), after(2_000), 'peeters')).toBe(true)
    expect(isSameLook(open('peeters'), after(2_000), 'pe')).toBe(true)
    expect(isSameLook(open('peeters'), after(2_000), 'janssens')).toBe(false)
    expect(isSameLook(open('pee'), after(SAME_SEARCH_MS), 'peeters'), 'a minute later').toBe(false)
    expect(isSameLook(open('pee'), after(SAME_SEARCH_MS), 'pee'), 'read again').toBe(true)
  })

  it('differs by act, subject, dossier, purpose, reason, and as what the person looks', () => {
    const others: Partial<AccessNote>[] = [
      { action: 'PRINT' },
      { subject: { kind: 'person', id: 'p2' } },
      { dossierId: 'd1' },
      { purpose: 'FOLLOW_SIGNAL' },
      { reason: 'Een andere vraag' },
      { role: 'SUPERVISOR' },
      { region: 'WA' },
    ]
    for (const other of others) expect(lookKey({ ...NOTE, ...other })).not.toBe(lookKey(NOTE))
    const nodes = ['site A', 'site B', 'phone A', null].map((of) => lookKey(NOTE, of))
    expect(new Set(nodes).size, 'what the entry cannot name').toBe(nodes.length)
    const same = { ...NOTE, at: '2026-03-03T09:05:00.000Z', count: 3, persons: ['p4'] }
    expect(lookKey(same)).toBe(lookKey(NOTE))
  })

  it('names what was shown last first, and drops nobody who does not fit', () => {
    const later = { ...NOTE, persons: ['p2', 'p1'], count: 9 }
    expect(showsMore(NOTE, later)).toBe(true)
    expect(showsMore(later, NOTE)).toBe(false)
    expect(mergedNote(NOTE, later)).toEqual({ ...NOTE, persons: ['p2', 'p1'], count: 9 })
    const full = Array.from({ length: ACCESS_PERSONS_MAX }, (_, i) => `q${i}`)
    expect(mergedNote({ ...NOTE, persons: [] }, { ...NOTE, persons: full })?.persons).toEqual(full)
    expect(mergedNote(NOTE, { ...NOTE, persons: full }), 'a person would vanish').toBeNull()
  })
})

/** Role, region, purposes that may be stated (usual one first): written a second time by hand. */
const MAY_STATE: readonly [Role, Region | null, string][] = [
  ['REGION_OFFICER', 'FL', 'HANDLE_DOSSIER FOLLOW_SIGNAL ANSWER_QUESTION'],
  ['DVZ_CLERK', null, 'HANDLE_DOSSIER FOLLOW_SIGNAL ANSWER_QUESTION'],
  ['INSPECTOR', null, 'INQUIRY FOLLOW_SIGNAL'],
  ['SUPERVISOR', 'WA', 'HANDLE_DOSSIER FOLLOW_SIGNAL ANSWER_QUESTION ACCESS_REQUEST SUPERVISION'],
  ['AUDITOR', null, 'AUDIT'],
]

describe('purpose and legal basis', () => {
  it('each role may state its own purposes, with a reason that says something', () => {
    expect(MAY_STATE.map(([role]) => role).toSorted()).toEqual([...ROLES].toSorted())
    for (const [role, , purposes] of MAY_STATE) expect(purposesOf(role).join(' ')).toBe(purposes)
    const refusal = (reason: string) => purposeRefusal('INSPECTOR', 'INQUIRY', reason)
    expect(refusal('veertien tekens')).toBeNull()
    expect(refusal('geen vijftien.')).toMatchObject({ code: 'REASON_REQUIRED' })
    expect(refusal(`  a${' '.repeat(30)}b `)).toMatchObject({ code: 'REASON_REQUIRED' })
    const audit = purposeRefusal('INSPECTOR', 'AUDIT', 'een lange goede reden')
    expect(audit).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('every purpose of every role has a basis in force today in every region', () => {
    for (const [role, where, purposes] of MAY_STATE) {
      for (const region of where ? REGIONS : [null]) {
        for (const purpose of purposes.split(' ') as ReturnType<typeof purposesOf>[number][]) {
          const basis = legalBasisOn({ role, region }, purpose, '2026-11-27')
          expect(basis?.code, `${role} ${region} ${purpose}`).toBeDefined()
        }
      }
    }
  })

  it('prefers the deliberation of the service, and has none before the first row', () => {
    const basis = (
      role: Role,
      region: Region | null,
      purpose: 'HANDLE_DOSSIER' | 'FOLLOW_SIGNAL',
      day = '2026-11-27',
    ) => legalBasisOn({ role, region }, purpose, day)?.code ?? null
    expect(basis('REGION_OFFICER', 'WA', 'HANDLE_DOSSIER')).toBe('IVC_12_052')
    expect(basis('DVZ_CLERK', null, 'FOLLOW_SIGNAL')).toBe('IVC_12_054')
    expect(basis('REGION_OFFICER', 'BR', 'FOLLOW_SIGNAL')).toBe('IVC_20_296')
    expect(basis('INSPECTOR', null, 'FOLLOW_SIGNAL')).toBe('IVC_14_001')
    expect(basis('REGION_OFFICER', 'BR', 'HANDLE_DOSSIER', '2024-09-30')).toBe('ACT_1999_04_30')
    expect(basis('REGION_OFFICER', 'BR', 'HANDLE_DOSSIER')).toBe('ORDINANCE_2024_02_01')
    expect(basis('REGION_OFFICER', 'FL', 'HANDLE_DOSSIER', '1999-06-30')).toBeNull()
    expect(basis('REGION_OFFICER', null, 'HANDLE_DOSSIER'), 'no region').toBeNull()
    expect(basis('AUDITOR', null, 'HANDLE_DOSSIER'), 'not their purpose').toBeNull()
  })

  it('every row says where it was found and how far it may be trusted', () => {
    for (const { code, source, confidence } of LEGAL_BASES) {
      expect(source, code).not.toBe('')
      expect(confidence, `${code}: no row was read in the legal text itself`).not.toBe('HIGH')
    }
  })
})

it('only supervisors with a region and auditors read the log', () => {
  const reach = (role: Role, region: Region | null) => accessReach({ role, region })
  expect(reach('AUDITOR', null)).toEqual({ all: true })
  // Those of its own service: whom an inspector of the region looks into is not for its officers.
  const roles = ['REGION_OFFICER', 'SUPERVISOR']
  expect(reach('SUPERVISOR', 'DG')).toEqual({ all: false, region: 'DG', roles })
  expect(reach('SUPERVISOR', null)).toBeNull()
  for (const role of ['REGION_OFFICER', 'DVZ_CLERK', 'INSPECTOR'] as const) {
    expect(reach(role, 'FL'), role).toBeNull()
  }
})

it('an auditor’s looks do not claim fields that are masked', () => {
  expect(shownTo('REGION_OFFICER', 'dossier').fields).toContain('NUMBERS')
  for (const group of ['IDENTITY', 'NUMBERS', 'ADDRESS', 'NOTES'] as const) {
    expect(shownTo('AUDITOR', 'dossier').fields, group).not.toContain(group)
  }
})

it('a day begins in Brussels at the right instant, in winter, in summer and when clocks change', () => {
  const at = (date: string) => brusselsMidnight(date).toISOString()
  expect(at('2026-01-15')).toBe('2026-01-14T23:00:00.000Z')
  expect(at('2026-07-15')).toBe('2026-07-14T22:00:00.000Z')
  expect(at('2026-03-29'), 'clocks go forward').toBe('2026-03-28T23:00:00.000Z')
  expect(at('2026-03-30')).toBe('2026-03-29T22:00:00.000Z')
  expect(at('2026-10-25'), 'clocks go back').toBe('2026-10-24T22:00:00.000Z')
  expect(at('2026-10-26')).toBe('2026-10-25T23:00:00.000Z')
})

describe('days that stand out', () => {
  const look = (changes: Partial<OutlierLook> = {}): OutlierLook => ({
    at: '2026-03-03T09:00:00.000Z',
    action: 'VIEW',
    subject: { kind: 'dossier', id: 'd1' },
    dossierId: 'd1',
    reason: null,
    userId: 'vl-an',
    userName: 'An Van den Broucke',
    role: 'REGION_OFFICER',
    region: 'FL',
    persons: [],
    ...changes,
  })
  const times = (n: number, one: (i: number) => OutlierLook) =>
    Array.from({ length: n }, (_, i) => one(i))
  const MARCH = { from: '2026-03-01', to: '2026-03-31' }
  const NAMES = new Map([
    ['p1', 'VAN DEN BROUCKE'],
    ['p2', 'Peeters'],
  ])
  const codes = (looks: readonly OutlierLook[]) =>
    outliersOf(looks, MARCH, NAMES).map(({ code, userId, day, count }) => [
      code,
      userId,
      day,
      count,
    ])

  it('after hours and on free days, by the clock of Brussels, but not for inspectors', () => {
    const late = { at: '2026-03-03T19:30:00.000Z' } // 20:30 in Brussels
    const sunday = { at: '2026-03-08T09:00:00.000Z' }
    expect(codes(times(3, () => look(late)))).toEqual([['OFF_HOURS', 'vl-an', '2026-03-03', 3]])
    expect(codes(times(2, () => look(late))), 'a forgotten window').toEqual([])
    expect(codes(times(3, () => look({ at: '2026-03-03T18:30:00.000Z' }))), '19:30').toEqual([])
    expect(codes(times(3, () => look(sunday)))).toEqual([['FREE_DAY', 'vl-an', '2026-03-08', 3]])
    expect(codes(times(3, () => look({ ...late, role: 'INSPECTOR' })))).toEqual([])
    expect(codes(times(3, () => look({ ...late, subject: { kind: 'log', id: null } })))).toEqual([])
  })

  it('many persons and much without a dossier, against the own usual days and those of colleagues', () => {
    const dayOf = (day: number, persons: number, who = 'vl-an') =>
      times(persons, (i) =>
        look({
          userId: who,
          at: `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`,
          persons: [`q${i}`],
        }),
      )
    const usual = [2, 3, 4, 5, 6].flatMap((day) => dayOf(day, 10))
    expect(codes([...usual, ...dayOf(9, 31)])).toEqual([
      ['MANY_PERSONS', 'vl-an', '2026-03-09', 31],
    ])
    expect(codes([...usual, ...dayOf(9, 30)]), 'three times the usual').toEqual([])
    const list = { kind: 'list', id: 'OPEN' } as const
    const leafed = dayOf(9, 90).map((one) => ({ ...one, subject: list }))
    expect(codes([...usual, ...leafed]), 'a list shows many to everybody').toEqual([])
    const sought = leafed.map((one) => ({ ...one, action: 'SEARCH' as const }))
    expect(codes([...usual, ...sought]).map(([code]) => code)).toEqual(['MANY_PERSONS'])
    const busy = [2, 3, 4, 5, 6].flatMap((day) => dayOf(day, 15, 'vl-joris'))
    expect(codes([...usual, ...busy, ...dayOf(9, 31)]), 'as colleagues do').toEqual([])
    const searches = times(31, (i) =>
      look({
        action: 'SEARCH',
        subject: { kind: 'search', id: null },
        dossierId: null,
        persons: [`q${i % 5}`],
      }),
    )
    expect(codes(searches)).toEqual([['NO_DOSSIER', 'vl-an', '2026-03-03', 31]])
    const inQueue = searches.map((one) => ({
      ...one,
      subject: { kind: 'list', id: 'ALL' } as const,
    }))
    expect(codes(inQueue), 'by number').toEqual([])
    expect(codes(inQueue.map((one) => ({ ...one, reason: 'Vraag van de werkgever' })))).toEqual([
      ['NO_DOSSIER', 'vl-an', '2026-03-03', 31],
    ])
    expect(codes(searches.map((one) => ({ ...one, dossierId: 'd1' }))), 'with a dossier').toEqual(
      [],
    )
  })

  it('the family name of who looks, however it is written, on a page and not in a list', () => {
    const [found] = outliersOf([look({ persons: ['p1', 'p2'] })], MARCH, NAMES)
    expect(found).toMatchObject({ code: 'SAME_NAME', count: 1, persons: ['p1'] })
    expect(codes([look({ persons: ['p2'] })])).toEqual([])
    expect(codes([look({ persons: ['p1'], subject: { kind: 'search', id: null } })])).toEqual([])
    expect(codes([look({ persons: ['p1'], userName: null })])).toEqual([])
  })

  it('only days that were asked for', () => {
    expect(codes([look({ persons: ['p1'], at: '2026-02-27T09:00:00.000Z' })])).toEqual([])
  })
})

it('CSV keeps separators, quotes and lines in their cell, and no cell is a formula', () => {
  const row = { ...ENTRY, userName: 'An', prevHash: 'a', hash: 'b' }
  const csv = accessCsv([
    { ...row, reason: 'a;b "c"\nd' },
    { ...row, reason: '=HYPERLINK("x")' },
    { ...row, reason: '@SUM(1)' },
  ])
  const [header, ...lines] = csv.split('\r\n')
  expect(header!.split(';')).toContain('legalBasis')
  expect(lines[0]).toContain('"a;b ""c""\nd"')
  expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`)
  expect(lines[2]).toContain(`;'@SUM(1);`)
})
