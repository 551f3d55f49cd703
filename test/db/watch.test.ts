/** News of what is watched: computed with each page of changes, gone with what left the officer's sight. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Cache } from '../../db/index.ts'
import { connectWriter } from '../../db/sqlite.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import { registerLine } from '../domain/fixtures.ts'
import {
  CONTEXT,
  declaration,
  dossier,
  enterprise,
  filledCache,
  linkedMention,
  newPlace,
  page,
  person,
  sampleInsz,
  tombstone,
  wire,
  type Place,
} from './samples.ts'

const NUMBER = '0403019261'
const watch = (subjectId: string, change = {}) => ({
  kind: 'enterprise' as const,
  subjectId,
  owner: CONTEXT.actor.id,
  reason: 'Na de controle van januari.',
  from: '2026-01-01',
  until: '2099-12-31',
  ended: false,
  at: '2026-01-01T10:00:00.000Z',
  ...change,
})

let place: Place
let cache: Cache
beforeEach(() => {
  place = newPlace()
  cache = filledCache(place, [
    wire('enterprise', 'e1', enterprise({ enterpriseNumber: NUMBER })),
    wire('enterprise', 'e2', enterprise({ enterpriseNumber: '0428759497' })),
    wire('person', 'p1', person()),
    wire('dossier', 'd1', dossier({ employerId: 'e1' })),
    wire('watch', 'w1', watch('e1')),
    wire('watch', 'w2', watch('e2', { ended: true })),
    wire('watch', 'w3', watch('e2', { until: '2020-01-01' })),
  ])
})
afterEach(() => {
  cache.close()
  place.remove()
})

const of = (enterpriseNumber: string | null, change = {}) =>
  declaration({ clients: [{ name: 'Klant', enterpriseNumber }], ...change })
const news = () =>
  cache.watches().alerts.map(({ code, recordId, fields }) => [code, recordId, fields])

test('a watch ends with its day in Brussels', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T23:30:00Z') })
  try {
    const untilEve = wire('watch', 'w4', watch('e1', { until: '2026-03-01' }))
    const untilDay = wire('watch', 'w5', watch('e1', { until: '2026-03-02' }))
    cache.applyPage(page([untilEve, untilDay], [], 10))
    cache.applyPage(page([wire('declaration', 'c1', of(NUMBER))], [], 11))
    const told = cache.watches().alerts.map(({ watchId }) => watchId)
    expect(told.toSorted()).toEqual(['w1', 'w5'])
  } finally {
    vi.useRealTimers()
  }
})

test('a fill is no news; a declaration that comes, changes and stops is', () => {
  expect(news()).toEqual([])
  cache.applyPage(page([wire('declaration', 'c1', of(NUMBER))], [], 10))
  const later = { period: { from: '2026-01-01', to: '2026-12-30' } }
  cache.applyPage(page([wire('declaration', 'c1', of(NUMBER, later), 2)], [], 11))
  cache.applyPage(
    page([wire('declaration', 'c1', of(NUMBER, { ...later, status: 'CANCELLED' }), 3)], [], 12),
  )
  expect(news()).toEqual([
    ['STOPPED', 'c1', ['status']],
    ['CHANGED', 'c1', ['period']],
    ['DECLARED', 'c1', []],
  ])
  expect(cache.outboxCounts().newAlerts).toBe(3)
  cache.seeAlerts(cache.watches().alerts.map(({ id }) => id))
  expect(cache.outboxCounts().newAlerts).toBe(0)
  expect(cache.watches().alerts.every(({ seen }) => seen)).toBe(true)
})

test('others, ended watches and those whose day is over get none', () => {
  cache.applyPage(
    page(
      [
        wire('declaration', 'c1', of('0428759497')),
        wire('declaration', 'c2', of(null)),
        wire('person', 'p1', person({ nativeName: 'Анна' }), 2),
      ],
      [],
      10,
    ),
  )
  expect(news()).toEqual([])
})

test('a declaration that went to another client is news to who watches the first', () => {
  cache.applyPage(page([wire('declaration', 'c1', of(NUMBER))], [], 10))
  cache.applyPage(page([wire('declaration', 'c1', of('0428759497'), 2)], [], 11))
  expect(news()[0]).toEqual(['CHANGED', 'c1', ['clients']])
})

test('a declaration that names it as a linked mention does, or by a number without its country, is news', () => {
  const foreign = enterprise({ country: 'SI', enterpriseNumber: null, vatNumber: 'SI15012557' })
  const named = declaration({ clients: [{ name: 'Bouw Noord', enterpriseNumber: null }] })
  const firm = wire('enterprise', 'e5', foreign)
  const first = wire('declaration', 'c0', named)
  cache.applyPage(page([firm, wire('watch', 'w5', watch('e5')), first], [], 10))
  const mentions = [linkedMention('BE:BOUW.NOORD', 'e1')]
  cache.writeLinks({ rows: [], upTo: 0, model: null, mentions })
  cache.applyPage(page([wire('declaration', 'c1', named)], [], 11))
  const sender = { ...declaration().employer!, country: 'SI', enterpriseNumber: null }
  const bare = declaration({ employer: { ...sender, vatNumber: '15012557' }, clients: [] })
  cache.applyPage(page([wire('declaration', 'c2', bare)], [], 12))
  const told = cache.watches().alerts.map(({ watchId, recordId }) => [watchId, recordId])
  expect(told).toEqual([
    ['w5', 'c2'],
    ['w1', 'c1'],
  ])
})

test('a dossier that goes to another employer is news to who watches the one that it leaves', () => {
  cache.applyPage(page([wire('dossier', 'd1', dossier({ employerId: 'e2' }), 2)], [], 10))
  expect(news()).toEqual([['CHANGED', 'd1', ['employerId']]])
  cache.applyPage(page([wire('dossier', 'd1', dossier({ employerId: 'e2' }), 3)], [], 11))
  expect(news(), 'then it is no dossier of theirs').toHaveLength(1)
})

test('its dossiers count when they move, and its own words in the register', () => {
  const moved = dossier({ employerId: 'e1', work: { state: 'REFUSED', since: '2026-03-01' } })
  cache.applyPage(page([wire('dossier', 'd1', moved, 2)], [], 10))
  cache.applyPage(page([wire('dossier', 'd1', { ...moved, assignee: 'somebody' }, 3)], [], 11))
  const bankrupt = enterprise({ enterpriseNumber: NUMBER, legalSituation: 'BANKRUPTCY' })
  cache.applyPage(page([wire('enterprise', 'e1', bankrupt, 2)], [], 12))
  expect(news().map(([code, id]) => [code, id])).toEqual([
    ['STOPPED', 'e1'],
    ['MOVED', 'd1'],
  ])
})

test('who may no longer see the enterprise gets no name and no news of it', () => {
  cache.applyPage(page([wire('declaration', 'c1', of(NUMBER))], [], 10))
  cache.applyPage(page([tombstone('enterprise', 'e1')], [], 11))
  cache.applyPage(page([wire('declaration', 'c2', of(NUMBER))], [], 12))
  expect(news()).toEqual([])
  expect(cache.watches().watches.find(({ id }) => id === 'w1')?.label).toBeNull()
})

test('what the officer did is no news to the officer', () => {
  const args = { dossierId: 'd1', add: ['CALL'], remove: [] }
  cache.queueCommand({ name: 'tagDossier', args }, CONTEXT)
  cache.applyPage(
    page([wire('dossier', 'd1', dossier({ employerId: 'e1', tags: ['CALL'] }), 2)], [], 10),
  )
  expect(news()).toEqual([])
})

const FIRM = { name: 'Bouw A', country: 'BE', vatNumber: null, enterpriseNumber: NUMBER }
const ELSEWHERE = { ...FIRM, name: 'Weg BV', enterpriseNumber: '0202239951' }
type Directorship = NonNullable<BodyOf<'registerLine'>['directorship']>
const directs = (change: Partial<Directorship> = {}, enterprise = FIRM, on = '2026-11-01') => {
  const known = registerLine({ source: 'DIRECTORS' }).directorship!
  return registerLine({
    source: 'DIRECTORS',
    enterprise,
    on,
    directorship: { ...known, ...change },
  })
}
let at = 10
const come = (...lines: Parameters<typeof page>[0]) => cache.applyPage(page(lines, [], at++))
beforeEach(() => {
  at = 10
})

test('what other registers say of it is news: directors, bankruptcies, sanctions, debts', () => {
  come(wire('registerLine', 'b1', directs()))
  come(wire('registerLine', 'b1', directs({}, FIRM, '2026-12-01'), 2))
  expect(news(), 'the same up to a later day is none').toEqual([['DIRECTED', 'b1', []]])
  come(wire('registerLine', 'b1', directs({ bankruptOn: '2026-11-20' }), 3))
  const sanction = registerLine({ source: 'SANCTIONS', enterprise: FIRM })
  come(wire('registerLine', 's1', sanction))
  const staff = (socialDebtCents: number) =>
    registerLine({
      source: 'STAFF',
      enterprise: FIRM,
      staff: { fullTimeEquivalents: 4, turnoverFiled: true, socialDebtCents },
    })
  come(wire('registerLine', 't1', staff(0)), wire('registerLine', 't2', staff(900_000)))
  const account = registerLine({ source: 'ACCOUNTS', enterprise: FIRM })
  come(wire('registerLine', 'a1', account))
  expect(news().map(([code, id]) => [code, id])).toEqual([
    ['OWES', 't2'],
    ['SANCTIONED', 's1'],
    ['BANKRUPT', 'b1'],
    ['DIRECTED', 'b1'],
  ])
  const [, , bankrupt] = cache.watches().alerts
  expect(bankrupt).toMatchObject({ recordLabel: 'PEETERS Jo · Bouw A', directorId: 'x' })
})

test('a bankruptcy elsewhere of whoever directs it is news, one of a curator or of a director who left is not', () => {
  const gone = directs({ director: 'z', period: { from: '2020-01-01', to: '2024-01-01' } })
  const curates = directs({ director: 'k', function: 'CURATOR' })
  come(wire('registerLine', 'b1', directs()))
  come(wire('registerLine', 'b2', gone), wire('registerLine', 'b3', curates))
  const before = news().length
  const bankrupt = (director: string) => directs({ director, bankruptOn: '2026-10-01' }, ELSEWHERE)
  come(
    wire('registerLine', 'c1', bankrupt('x')),
    wire('registerLine', 'c2', bankrupt('z')),
    wire('registerLine', 'c3', bankrupt('k')),
    wire('registerLine', 'c4', directs({ director: 'q' }, ELSEWHERE)),
  )
  const fresh = news().slice(0, news().length - before)
  expect(fresh).toEqual([['BANKRUPT', 'c1', []]])
})

test('works are news to whoever has a part in them, to the principal once', () => {
  const told = registerLine({ source: 'WORKS' }).works!
  const line = (
    enterprise: typeof FIRM,
    orderedBy: string | null,
    principal: string | null = null,
  ) =>
    registerLine({
      source: 'WORKS',
      enterprise,
      works: {
        ...told,
        orderedBy: orderedBy === null ? null : { name: 'Boven', number: orderedBy },
        principal: principal === null ? null : { name: 'Stad', number: principal },
      },
    })
  come(wire('registerLine', 'w1', line(FIRM, '0202239951')))
  come(wire('registerLine', 'w2', line(ELSEWHERE, NUMBER)))
  come(wire('registerLine', 'w3', line(ELSEWHERE, null, NUMBER)))
  come(wire('registerLine', 'w4', line(ELSEWHERE, '0428759497', NUMBER)))
  expect(news().map(([code, id]) => [code, id])).toEqual([
    ['WORKS', 'w3'],
    ['WORKS', 'w2'],
    ['WORKS', 'w1'],
  ])
  expect(cache.watches().alerts.at(-1)!.recordLabel).toBe('30B1 · Werf Kaai · Bouw A')
})

const ofPerson = () => wire('watch', 'w9', watch('p1', { kind: 'person' }))
/** Somebody of whom no number is known. */
const unknown = (change = {}) =>
  declaration({
    worker: { ...declaration().worker, insz: null, passport: null },
    clients: [],
    ...change,
  })
const linked = (band: 'LINKED' | 'PROPOSED', id = 'c1') => ({
  rows: cache.links.workersById([id]).map(({ row }) => ({
    row,
    link: {
      band,
      candidates: [{ personId: 'p1', probability: 0.99, weight: 12 }],
      facts: null,
      isJudged: false,
    },
  })),
  upTo: 0,
  model: null,
})
/** As after the pass that links everything that a fill brought. */
const linkingDone = () => {
  const db = connectWriter(place.file, place.key)
  db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('linksMade', 'null')")
  db.close()
}

test('a declaration that is linked to a watched person by name is news when it is linked, once, and so is what becomes of it', () => {
  linkingDone()
  cache.applyPage(page([ofPerson(), wire('declaration', 'c1', unknown())], [], 10))
  expect(news(), 'nobody is known to be meant').toEqual([])
  cache.writeLinks(linked('PROPOSED'))
  expect(news(), 'a possible link is a question and no news').toEqual([])
  cache.writeLinks(linked('LINKED'))
  expect(news()).toEqual([['DECLARED', 'c1', []]])
  cache.writeLinks(linked('LINKED'))
  expect(news(), 'told once').toHaveLength(1)
  cache.applyPage(page([wire('declaration', 'c1', unknown({ status: 'CANCELLED' }), 2)], [], 11))
  expect(news()[0]).toEqual(['STOPPED', 'c1', ['status']])
})

test('a declaration by a name that is taken for a watched enterprise afterwards is news then, once', () => {
  const named = declaration({ clients: [{ name: 'Bouw Noord', enterpriseNumber: null }] })
  const link = (enterpriseId: string) => {
    const mentions = [linkedMention('BE:BOUW.NOORD', enterpriseId)]
    cache.writeLinks({ rows: [], upTo: 0, model: null, mentions })
  }
  cache.applyPage(page([wire('declaration', 'c1', named)], [], 10))
  link('e1')
  expect(news(), 'what a fill brought').toEqual([])
  link('e2')
  linkingDone()
  link('e1')
  expect(news()).toEqual([['DECLARED', 'c1', []]])
  link('e2')
  link('e1')
  expect(news(), 'nobody watches the other, and nothing is told twice').toHaveLength(1)
})

test('of a name that many declarations tell, those that came last are news when it is linked', () => {
  const named = declaration({ clients: [{ name: 'Bouw Noord', enterpriseNumber: null }] })
  const ids = Array.from({ length: 52 }, (_, n) => `c${n + 10}`)
  cache.applyPage(
    page(
      ids.map((id) => wire('declaration', id, named)),
      [],
      10,
    ),
  )
  linkingDone()
  const mentions = [linkedMention('BE:BOUW.NOORD', 'e1')]
  cache.writeLinks({ rows: [], upTo: 0, model: null, mentions })
  const told = news().map(([, id]) => id)
  expect(told).toHaveLength(50)
  expect(told[0], 'the last one first').toBe('c61')
  expect(told).not.toContain('c11')
})

test('links of what a fill brought are no news, nor those of somebody whom nobody watches', () => {
  cache.applyPage(page([ofPerson(), wire('declaration', 'c1', unknown())], [], 10))
  cache.writeLinks(linked('LINKED'))
  expect(news()).toEqual([])
  linkingDone()
  cache.applyPage(
    page([wire('watch', 'w9', watch('p1', { kind: 'person', ended: true }), 2)], [], 11),
  )
  cache.applyPage(page([wire('declaration', 'c2', unknown())], [], 12))
  cache.writeLinks(linked('LINKED', 'c2'))
  expect(news()).toEqual([])
})

test('an earlier number of a watched person tells a declaration too', () => {
  const known = person({ insz: '88031400102', inszAliases: ['90010100123'] })
  cache.applyPage(page([wire('person', 'p1', known, 2), ofPerson()], [], 10))
  const worker = { ...declaration().worker, insz: '90010100123', passport: null }
  cache.applyPage(page([wire('declaration', 'c1', declaration({ worker }))], [], 11))
  expect(news().map(([code, id]) => [code, id])).toContainEqual(['DECLARED', 'c1'])
})

const posted = (id: string, to: string, change = {}) =>
  wire('declaration', id, of(NUMBER, { period: { from: '2026-01-05', to }, ...change }))
const permit = (id: string, to: string | null) =>
  wire(
    'dossier',
    id,
    dossier({
      employerId: 'e1',
      work: { state: 'GRANTED', since: '2026-01-02' },
      authorised: { from: '2026-01-05', to },
    }),
  )
const ran = () => news().filter(([code]) => code === 'ENDED' || code === 'WATCH_OVER')

test('the day after the last declared period or permit it is told that it ran out, once', () => {
  come(posted('c1', '2026-03-10'), posted('c2', '2026-03-20'), permit('d5', '2026-03-20'))
  come(posted('c3', '2026-12-31', { status: 'CANCELLED' }))
  cache.beginDay('2026-03-01')
  expect(ran(), 'of before nothing is told').toEqual([])
  cache.beginDay('2026-03-12')
  expect(ran(), 'another period goes on').toEqual([])
  cache.beginDay('2026-03-20')
  expect(ran(), 'its last day is not over').toEqual([])
  const changed = cache.beginDay('2026-03-21')
  const told = [
    ['ENDED', 'd5', []],
    ['ENDED', 'c2', []],
  ]
  expect(ran()).toEqual(told)
  expect(changed.kinds).toContain('watch')
  expect(cache.watches().alerts[0]).toMatchObject({ seen: false, recordKind: 'dossier' })
  cache.beginDay('2026-03-21')
  cache.beginDay('2026-03-20')
  cache.beginDay('2026-03-25')
  expect(ran(), 'a clock that is set back tells nothing again').toEqual(told)
})

test('a permit without an end, or one of which nothing is watched, is no news', () => {
  come(permit('d5', '2026-03-20'), permit('d6', null))
  come(wire('watch', 'w1', watch('e1', { ended: true }), 2))
  come(wire('watch', 'w6', watch('e1', { from: '2026-03-21' })))
  come(posted('c1', '2026-03-19'))
  cache.beginDay('2026-03-01')
  cache.beginDay('2026-04-01')
  expect(ran()).toEqual([])
})

test('the last declared period of a watched person and the permit of a watched dossier are told', () => {
  const worker = {
    ...declaration().worker,
    insz: sampleInsz(1),
    passport: null,
    birthDate: '1980-01-01',
  }
  const theirs = declaration({
    worker,
    clients: [],
    period: { from: '2026-01-05', to: '2026-03-20' },
  })
  come(ofPerson())
  come(wire('watch', 'w8', watch('d5', { kind: 'dossier' })))
  come(wire('declaration', 'c1', theirs), permit('d5', '2026-03-22'))
  cache.beginDay('2026-03-01')
  cache.beginDay('2026-03-30')
  const told = cache
    .watches()
    .alerts.filter(({ code }) => code === 'ENDED')
    .map(({ watchId, recordId }) => `${watchId} ${recordId}`)
  expect(told.toSorted()).toEqual(['w1 d5', 'w8 d5', 'w9 c1', 'w9 d5'])
})

test('that a watch is over is told on the day after its last, once', () => {
  come(wire('watch', 'w4', watch('e2', { until: '2026-03-05' })))
  cache.beginDay('2026-03-05')
  expect(ran()).toEqual([])
  cache.beginDay('2026-03-09')
  expect(ran()).toEqual([['WATCH_OVER', 'e2', []]])
  cache.beginDay('2026-03-10')
  expect(ran()).toHaveLength(1)
  expect(cache.outboxCounts().newAlerts).toBe(1)
})
