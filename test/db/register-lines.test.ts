/** What other registers say of enterprises: read for one, for all, and whose findings follow. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { aboutSignal } from '../../domain/commands/signals/about.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import { hash } from '../../domain/identifiers/hash.ts'
import { enterpriseFindings, engineOf } from '../../domain/risk/index.ts'
import { findingPrint } from '../../domain/risk/snooze.ts'
import { type Cache, openReader } from '../../db/index.ts'
import { registerLine } from '../domain/fixtures.ts'
import {
  filledCache,
  holding,
  newPlace,
  page,
  type Place,
  REGISTERED,
  wire,
  WORLD,
} from './samples.ts'

const TODAY = '2026-03-02'
/** The second enterprise of the small world, and one that no desk knows. */
const OTHER = { ...REGISTERED, name: 'Bureau Ducroissant', enterpriseNumber: '0202239951' }
const GONE = { ...REGISTERED, name: 'Weg BV', enterpriseNumber: '0428759497' }

type Directorship = NonNullable<BodyOf<'registerLine'>['directorship']>
const directs = (
  enterprise: BodyOf<'registerLine'>['enterprise'],
  bankruptOn: string | null,
  change: Partial<Directorship> = {},
) =>
  registerLine({
    source: 'DIRECTORS',
    enterprise,
    directorship: {
      director: 'x',
      familyName: 'Peeters',
      givenNames: 'Jo',
      function: 'DIRECTOR',
      period: { from: '2020-01-01', to: bankruptOn },
      bankruptOn,
      ...change,
    },
  })

type Account = NonNullable<BodyOf<'registerLine'>['account']>
const paidOn = (enterprise: typeof REGISTERED, change: Partial<Account> = {}) =>
  registerLine({
    source: 'ACCOUNTS',
    enterprise,
    account: { key: 'abc-7034', iban: null, origin: 'APPLICATION', ...change },
  })

const LINES = [
  wire('holding', 'h2', holding({ source: 'DIRECTORS' })),
  wire('registerLine', 'b1', directs(REGISTERED, null)),
  wire('registerLine', 'b2', directs(OTHER, '2025-06-01')),
  wire('registerLine', 'b3', directs(GONE, '2024-06-01')),
  wire('registerLine', 'q1', paidOn(REGISTERED)),
  wire('registerLine', 'q2', paidOn(OTHER)),
]

let place: Place
let cache: Cache

beforeEach(() => {
  place = newPlace()
  cache = filledCache(place, [...WORLD.filter(({ kind }) => kind !== 'note'), ...LINES])
  cache.writeHandles(cache.handleDifferences())
})
afterEach(() => {
  cache.close()
  place.remove()
})

const facts = (id: string) => cache.enterpriseFacts(id)!
const codes = (id: string) => enterpriseFindings(facts(id), engineOf(TODAY)).map(({ code }) => code)

it('bankruptcies of whoever directs an enterprise now are facts of it', () => {
  expect(facts('e1').outside?.DIRECTORS?.map(({ id }) => id)).toEqual(['b2', 'b3'])
  expect(codes('e1')).toContain('R43')
})

it('whoever directs no longer says nothing of an enterprise', () => {
  expect(codes('e2'), 'its own bankruptcy ended it').not.toContain('R43')
})

it('without a word on how far directors are held the rule cannot be tested', () => {
  const unknown = { ...facts('e1'), holdings: [] }
  const found = enterpriseFindings(unknown, engineOf(TODAY)).map(({ code }) => code)
  expect(found).not.toContain('R43')
})

it('an account is shared by whoever is paid on it, and shown by its last digits', () => {
  const account = facts('e1').handles.find(({ kind }) => kind === 'ACCOUNT')
  expect(account).toMatchObject({
    kind: 'ACCOUNT',
    value: '•••• 7034',
    key: 'abc-7034',
    enterprises: ['0202239951', '0403170701'],
  })
})

/** Two are enough, so that the two enterprises of the small world flag. */
const FOR_TWO = engineOf(
  TODAY,
  new Map([['R40', { revision: 1, active: true, values: { minEmployers: 2 } }]]),
)

/** What R40 sees in an enterprise, stored as a desk stores it. */
function sharedAccounts(enterpriseId = 'e1'): Finding[] {
  cache.writeHandles(cache.handleDifferences())
  const findings = enterpriseFindings(facts(enterpriseId), FOR_TWO)
  cache.writeFindings([{ enterpriseId, findings }])
  const isAccount = ({ code, facts: [kind] }: Finding) =>
    code === 'R40' && kind!.value === 'handleKind.ACCOUNT'
  return findings.filter(isAccount)
}

const SECOND = [
  wire('registerLine', 'q3', paidOn(REGISTERED, { key: 'xyz-7034' })),
  wire('registerLine', 'q4', paidOn(OTHER, { key: 'xyz-7034' })),
]
/** As the rule told an account before: by its last digits. */
const FORMER = `R40-${hash('e1|ACCOUNT|•••• 7034')}`

const said = (id: string, change: Partial<BodyOf<'findingJudgement'>> = {}) =>
  wire('findingJudgement', id, {
    code: 'R40',
    ruleVersion: 2,
    personId: null,
    enterpriseId: 'e1',
    dossierId: null,
    status: 'EXPLAINED',
    reason: 'One group, one account.',
    by: 'fl-an',
    byName: 'An',
    at: '2026-01-05T10:00:00.000Z',
    ...change,
  })

const statusOf = (id: string) =>
  cache.findingsAbout(['e1']).find(({ finding }) => finding.id === id)!.status

it('two shared accounts with the same last digits are two signals', () => {
  cache.applyPage(page(SECOND))
  const found = sharedAccounts()
  expect(new Set(found.map(({ id }) => id)).size).toBe(2)
  expect(cache.findingsAbout(['e1']).filter(({ finding }) => finding.code === 'R40').length).toBe(
    found.length,
  )
  expect(
    cache.areStored({ enterpriseId: 'e1', findings: enterpriseFindings(facts('e1'), FOR_TWO) }),
    'nothing is written anew at each pass',
  ).toBe(true)
  expect(JSON.stringify(found), 'the key stays with the records').not.toMatch(/abc-|xyz-/)
})

it('what was said of a signal under the id that it had before holds on', () => {
  cache.applyPage(page([said(FORMER)]))
  const [found] = sharedAccounts()
  expect(found!.id).not.toBe(FORMER)
  expect(statusOf(found!.id)).toBe('EXPLAINED')
  cache.applyPage(page([said(found!.id, { status: 'CONFIRMED' })], [], 11))
  expect(statusOf(found!.id), 'what is said of it now').toBe('CONFIRMED')
})

it('what sets a signal aside until its facts differ does so under its former id', () => {
  const [found] = sharedAccounts()
  const { byName, at, by } = { by: 'fl-an', byName: 'An', at: '2026-01-05T10:00:00.000Z' }
  const snooze = { until: null, print: findingPrint(found!), reason: 'Known', by, byName, at }
  cache.applyPage(page([said(FORMER, { status: 'OPEN', reason: '', snooze })]))
  const aside = cache.findingsAbout(['e1']).find(({ finding }) => finding.id === found!.id)
  expect(aside!.snooze).toMatchObject({ reason: 'Known' })
})

/** An act of somebody on this desk: what it answers. */
function act(name: string, args: object, actor: Actor = ACTOR) {
  const context = { actor, colleagues: [], today: TODAY, at: `${TODAY}T10:00:00.000Z` }
  return cache.queueCommand({ name, args }, context).result
}
const ACTOR: Actor = { id: 'fl-bo', name: 'Bo', role: 'REGION_OFFICER', region: 'FL' }
const OWNER: Actor = { id: 'fl-greet', name: 'Greet', role: 'SUPERVISOR', region: 'FL' }
const QUEUED = { outcome: 'QUEUED' }

/** The shared account as its page shows it. */
const shown = (id: string) => cache.findingsAbout(['e1']).find(({ finding }) => finding.id === id)!

it('a judgement under a former id is opened again by the act that the page offers', () => {
  cache.applyPage(page([said(FORMER)]))
  const { id } = sharedAccounts()[0]!
  expect(shown(id)).toMatchObject({ saidId: FORMER, pending: false })
  const judged = shown(id)
  const reason = 'The group was split in January.'
  const args = { ...aboutSignal(judged), status: 'OPEN', from: judged.status, reason }
  expect(act('judgeFinding', args)).toMatchObject(QUEUED)
  expect(shown(id), 'and it waits').toMatchObject({ status: 'OPEN', reason, pending: true })
})

it('an act beside a judgement under a former id leaves it as it was', () => {
  const by = { by: 'fl-an', byName: 'An', at: '2026-01-06T10:00:00.000Z' }
  const contest = { ...by, ruleVersion: 2, revision: 0, text: 'Their payroll office’s.' }
  cache.applyPage(page([said(FORMER, { contests: [{ ...contest, answer: null }] })]))
  const [found] = sharedAccounts()
  const { id } = found!
  const snooze = { until: null, print: findingPrint(found!) }
  const reason = 'Asked their bookkeeper.'
  const aside = { ...aboutSignal(shown(id)), snooze, reason }
  expect(act('snoozeRule', aside)).toMatchObject(QUEUED)
  expect(shown(id)).toMatchObject({
    status: 'EXPLAINED',
    reason: 'One group, one account.',
    snooze: { reason, findingId: FORMER },
    contests: [contest],
  })
  const revision = 0
  const again = { ...aboutSignal(shown(id)), revision, text: 'It is the payroll office’s.' }
  expect(act('contestRule', again), 'one waits').toMatchObject({ code: 'ALREADY_SO' })
  const answer = { outcome: 'STANDS', text: 'It pays wages of both.' }
  const answering = { ...aboutSignal(shown(id)), place: 0, ...answer }
  expect(act('answerContest', answering, OWNER)).toMatchObject(QUEUED)
  expect(shown(id)).toMatchObject({ status: 'EXPLAINED', contests: [{ ...contest, answer }] })
  expect(cache.openContests()).toEqual([])
  expect(act('contestRule', again), 'the next one').toMatchObject(QUEUED)
  expect(shown(id)).toMatchObject({ status: 'EXPLAINED', contests: [{ answer }, { answer: null }] })
})

it('of two with one former id nobody knows which was meant: both are open, and the contest stands', () => {
  const by = { by: 'fl-an', byName: 'An', at: '2026-01-06T10:00:00.000Z' }
  const contests = [{ ...by, ruleVersion: 2, revision: 0, text: 'No', answer: null }]
  cache.applyPage(page([said(FORMER, { contests })]))
  sharedAccounts()
  expect(cache.openContests()).toMatchObject([{ findingId: FORMER, isThere: true }])
  cache.applyPage(page(SECOND, [], 11))
  expect(sharedAccounts().map(({ id }) => statusOf(id))).toEqual(['OPEN', 'OPEN'])
  expect(cache.openContests()).toMatchObject([{ findingId: FORMER, isThere: false }])
})

const codesForTwo = (id: string) => enterpriseFindings(facts(id), FOR_TWO).map(({ code }) => code)

it('a signal that another id had before is not counted as a new one', () => {
  const [found] = sharedAccounts()
  const before = { ...found!, id: FORMER }
  cache.writeFindings([{ enterpriseId: 'e1', findings: [before] }])
  expect(cache.rules.fresh([found!])).toEqual([])
  cache.writeFindings([{ enterpriseId: 'e1', findings: [] }])
  expect(cache.rules.fresh([found!])).toEqual([found])
})

it('an account from which fees were paid is the payer’s: shared by many, it is no signal and damps what runs through it', () => {
  const third = { ...REGISTERED, name: 'Derde BV', enterpriseNumber: '0403019261' }
  const firms = [REGISTERED, OTHER, third]
  const lines = (origin: Account['origin'], version: number) =>
    firms.map((one, i) =>
      wire('registerLine', `f${i}`, paidOn(one, { key: 'fee-2222', origin }), version),
    )
  const seen = () => {
    cache.writeHandles(cache.handleDifferences())
    const { node, total } = cache.networkAround({ kind: 'account', key: 'fee-2222' }, () => false)!
    const shared = facts('e1').handles.find(({ value }) => value === '•••• 2222')!
    return [codes('e1').includes('R40'), shared.kind, node.damped, total]
  }
  cache.applyPage(page(lines('FEE', 1)))
  expect(seen()).toEqual([false, 'FEE_ACCOUNT', true, 3])
  const [paid] = cache
    .networkAround({ kind: 'enterprise', key: 'e1' }, () => false)!
    .neighbours.filter(({ key }) => key === 'fee-2222')
  expect(paid!.damped, 'as a neighbour too').toBe(true)
  cache.applyPage(page(lines('APPLICATION', 2), [], 11))
  expect(seen(), 'the same one in their applications').toEqual([true, 'ACCOUNT', false, 3])
})

it('who gives one handle and is directed by one person is one group, and is judged when the register tells', () => {
  expect(codesForTwo('e1'), 'directed by others today').toContain('R40')
  const line = wire('registerLine', 'b9', directs(OTHER, null))
  const { enterprises } = cache.applyPage(page([line]))
  expect(enterprises, 'who shares the account too').toEqual(expect.arrayContaining(['e1', 'e2']))
  expect(codesForTwo('e1')).not.toContain('R40')
  const account = facts('e2').handles.find(({ kind }) => kind === 'ACCOUNT')!
  expect(account.directed!.map(({ enterprise, director }) => [enterprise, director])).toEqual(
    expect.arrayContaining([
      ['0403170701', 'x'],
      ['0202239951', 'x'],
    ]),
  )
})

it('a line changes the findings of every enterprise that its director directs', () => {
  const change = (record: ReturnType<typeof wire>) => cache.applyPage(page([record])).enterprises
  const third = { ...REGISTERED, name: 'Derde BV', enterpriseNumber: '0403019261' }
  const said = change(wire('registerLine', 'b4', directs(third, '2025-01-01')))
  expect(said).toEqual(expect.arrayContaining(['e1', 'e2']))
})

it('an account that a line tells no more is gone with the next pass', () => {
  const other = paidOn(OTHER, { key: 'def-1111' })
  cache.applyPage(page([wire('registerLine', 'q2', other, 2)]))
  cache.writeHandles(cache.handleDifferences())
  const shared = (id: string) => facts(id).handles.filter(({ kind }) => kind === 'ACCOUNT')
  expect(shared('e1')[0]!.enterprises).toEqual(['0403170701'])
  expect(shared('e2')[0]!.value).toBe('•••• 1111')
  expect(cache.handleDifferences()).toMatchObject({ added: [], gone: [] })
})

it('the network grows along directors and accounts, with the line as evidence', () => {
  const around = (kind: 'enterprise' | 'director' | 'account', key: string) =>
    cache.networkAround({ kind, key }, () => false)!
  const ties = around('enterprise', 'e1').edges.map(({ kind, evidence }) => [kind, evidence[0]!.id])
  expect(ties).toEqual(
    expect.arrayContaining([
      ['DIRECTS', 'b1'],
      ['PAID_ON', 'q1'],
    ]),
  )
  const directed = around('director', 'x')
  expect(directed.node.label).toBe('PEETERS Jo')
  expect(directed.neighbours.map(({ kind, label }) => [kind, label])).toEqual(
    expect.arrayContaining([
      ['enterprise', 'Société Générale de Béton'],
      ['enterprise', 'Bureau Ducroissant'],
      ['sender', 'Weg BV'],
    ]),
  )
  const evidence = directed.edges
    .flatMap((edge) => edge.evidence)
    .map(({ kind, from }) => [kind, from])
  expect(evidence).toContainEqual(['bankruptcy', '2025-06-01'])
  const paid = around('account', 'abc-7034')
  expect(paid.node.label, 'never the whole number').toBe('•••• 7034')
  expect(paid.total).toBe(2)
})

it('who left an enterprise is told with the last day, and does not answer for what failed long after', () => {
  const left = { director: 'y', period: { from: '2010-01-01', to: '2019-05-31' } }
  const late = { director: 'z', period: { from: '2010-01-01', to: '2024-12-31' } }
  cache.applyPage(
    page([
      wire('registerLine', 'y1', directs(GONE, '2025-06-01', left)),
      wire('registerLine', 'y2', directs(OTHER, null, { director: 'y' })),
      wire('registerLine', 'z1', directs(GONE, '2025-06-01', late)),
    ]),
  )
  const ties = (key: string) =>
    cache
      .networkAround({ kind: 'director', key }, () => false)!
      .edges.map(({ until, evidence }) => [until, evidence.map(({ kind }) => kind).toSorted()])
  expect(new Map(ties('y') as [string | null, string[]][])).toEqual(
    new Map([
      ['2019-05-31', ['directorship']],
      [null, ['directorship']],
    ]),
  )
  expect(ties('z')).toEqual([['2024-12-31', ['bankruptcy', 'directorship']]])
})

it('a key alone has words where this desk holds them', () => {
  const labels = ['x', 'e1', 'abc-7034', 'nobody'].map((key) => cache.networkLabel(key))
  expect(labels).toEqual(['PEETERS Jo', 'Société Générale de Béton', '•••• 7034', null])
})

it('the page of an enterprise shows its lines and those that weigh on its directors', () => {
  const { registerLines, holdings } = cache.enterpriseParts('e1', 10)!
  expect(registerLines.map(({ id }) => id).toSorted()).toEqual(['b1', 'b2', 'b3', 'q1', 'r1'])
  expect(holdings.map(({ id }) => id)).toEqual(['h2'])
})

/** A curator of the first enterprise, and of one that has gone; a director of the second. */
const CURATES = { director: 'k', function: 'CURATOR' } as const
const OF_A_CURATOR = [
  wire('registerLine', 'k1', directs(REGISTERED, null, CURATES)),
  wire('registerLine', 'k2', directs(GONE, '2024-06-01', CURATES)),
  wire(
    'registerLine',
    'k3',
    registerLine({ source: 'SANCTIONS', enterprise: GONE, sanction: { level: 4, director: 'k' } }),
  ),
  wire('registerLine', 'k4', directs(OTHER, null, { director: 'k' })),
]

it('what a curator or a liquidator did elsewhere stands on no page, nor their other bankruptcies', () => {
  cache.applyPage(page(OF_A_CURATOR))
  const shown = (id: string) => cache.enterpriseParts(id, 10)!.registerLines.map((line) => line.id)
  expect(shown('e1').filter((id) => id.startsWith('k'))).toEqual(['k1'])
  expect(
    shown('e2')
      .filter((id) => id.startsWith('k'))
      .toSorted(),
    'as a director: what was said of them, not what they wound up',
  ).toEqual(['k3', 'k4'])
})

it('a curator or a liquidator ties no enterprises, and no bankruptcy to anybody', () => {
  cache.applyPage(page(OF_A_CURATOR))
  const around = (kind: 'enterprise' | 'director', key: string) =>
    cache.networkAround({ kind, key }, () => false)
  const evidence = (step: ReturnType<typeof around>) =>
    step!.edges.flatMap((edge) => edge.evidence.map(({ kind, id }) => `${kind} ${id}`))
  expect(evidence(around('enterprise', 'e1')).filter((one) => one.includes(' k'))).toEqual([])
  expect(evidence(around('director', 'k'))).toEqual(['directorship k4'])
  cache.applyPage(page([wire('registerLine', 'k4', directs(OTHER, null, CURATES), 2)], [], 11))
  expect(around('director', 'k'), 'who directs nothing has no network').toBeNull()
})

it('a bankruptcy without a number of its enterprise counts in a pass as it does in one look', () => {
  const nameless = { ...GONE, name: 'Zonder nummer', enterpriseNumber: null, vatNumber: null }
  cache.applyPage(page([wire('registerLine', 'n1', directs(nameless, '2025-03-01'))]))
  const reader = openReader(place)
  const all = reader.everybody()
  const parts = Array.from({ length: all.parts }, (_, part) => all.enterprises(part).facts)
  const inPass = parts.flat().find(({ enterprise }) => enterprise.id === 'e1')!
  expect(inPass.outside?.DIRECTORS?.map(({ id }) => id)).toEqual(['b2', 'b3', 'n1'])
  expect(inPass.outside?.DIRECTORS).toEqual(facts('e1').outside?.DIRECTORS)
  reader.close()
})

it('a line without the part of its source is no line', () => {
  const broken = { ...directs(REGISTERED, null), directorship: null }
  const applied = cache.applyPage(page([wire('registerLine', 'z', broken)]))
  expect(applied.rejected.count).toBe(1)
})
