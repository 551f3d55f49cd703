/** What the desk says of somebody's A1 forms, employments and controls, and how far it holds them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Cache } from '../../db/index.ts'
import {
  a1,
  control,
  employment,
  enterprise,
  filledCache,
  holding,
  newPlace,
  page,
  person,
  type Place,
  presence,
  sampleInsz,
  tombstone,
  wire,
  WORLD,
} from './samples.ts'
import { registerLine, workerLine } from '../domain/fixtures.ts'

let place: Place
let cache: Cache
beforeEach(() => {
  place = newPlace()
})
afterEach(() => {
  cache.close()
  place.remove()
})
const open = (...more: typeof WORLD) => (cache = filledCache(place, [...WORLD, ...more]))
const facts = (id = 'p1') => cache.personFacts(id)!
const ids = (records: readonly { id: string }[] | undefined) => records?.map(({ id }) => id)

test('a person has the forms, jobs and controls of their numbers, and nobody else has them', () => {
  open()
  expect(ids(facts().a1)).toEqual(['f1'])
  expect(ids(facts().employments)).toEqual(['j1'])
  expect(ids(facts().controls)).toEqual(['k1'])
  expect(ids(facts().holdings)).toEqual(['h1'])
  expect([facts('p2').a1, facts('p2').employments, facts('p2').controls]).toEqual([[], [], []])
  expect(ids(facts('p2').holdings), 'a holding is of nobody').toEqual(['h1'])
})

test('a form without a number of its worker is known by the declaration with which it was shown', () => {
  const worker = { ...a1().worker, insz: null }
  open(
    wire('a1', 'f2', a1({ worker, number: '2' })),
    wire('a1', 'f3', a1({ worker: { ...worker, insz: sampleInsz(2) }, number: '3' })),
  )
  expect(ids(facts().a1)).toEqual(['f1', 'f2'])
  expect(ids(facts('p2').a1), 'its own number speaks before the declaration').toEqual(['f3'])
})

test('a form without any number is of whom its sender declared under that name and birth date', () => {
  const worker = { ...a1().worker, insz: null, familyName: 'Lucja', givenNames: 'Müller' }
  const { employer } = a1()
  const form = (n: number, changes: Parameters<typeof a1>[0]) =>
    wire('a1', `f${n}`, a1({ worker, l1Number: null, number: `${n}`, ...changes }))
  open(
    form(2, {}),
    form(3, { worker: { ...worker, birthDate: '1980-02-01' } }),
    form(4, { employer: { ...employer, vatNumber: 'PL1111111111' } }),
    form(5, { worker: { ...worker, givenNames: 'Muller-Nowak' } }),
    form(6, { employer: { ...employer, vatNumber: null } }),
  )
  expect(ids(facts().a1), 'names in any order, the sender as it is known').toEqual(['f1', 'f2'])
  expect(ids(facts('p2').a1)).toEqual([])
  const { persons } = cache.applyPage(page([form(7, {})]))
  expect(persons, 'whoever it is of is judged anew').toContain('p1')
  expect(ids(facts().a1)).toEqual(['f1', 'f2', 'f7'])
})

test('lines of other sources are of whom they name by number, else by a declaration', () => {
  const line = (insz: string | null, l1Number: string | null, source: 'DMFA' | 'CHAIN_FILES') =>
    workerLine({ source, worker: { insz, l1Number } })
  open(
    wire('workerLine', 'w2', line(null, 'L1-2026-000001', 'CHAIN_FILES')),
    wire('workerLine', 'w3', line(sampleInsz(2), 'L1-2026-000001', 'DMFA')),
    wire('workerLine', 'w4', line(null, 'nobody', 'DMFA')),
  )
  expect(ids(facts().lines)).toEqual(['w1', 'w2'])
  expect(ids(facts('p2').lines)).toEqual(['w3'])
  expect(facts().outside!.DMFA).toMatchObject([{ id: 'w1', fraction: 100, wageCents: 750_000 }])
  expect(facts().outside!.CHAIN_FILES).toMatchObject([{ id: 'w2', l1Number: 'L1-2026-000001' }])
})

test('an account is shared with whoever else is paid on it, but for who has the same family name', () => {
  const paid = (id: string, insz: string, account: string) =>
    wire(
      'workerLine',
      id,
      workerLine({
        source: 'PAYMENTS',
        worker: { insz, l1Number: null },
        payment: { wageCents: 210_000, deductedCents: 0, account },
      }),
    )
  const relative = person({ insz: sampleInsz(8), inszAliases: [], passports: [] })
  open(
    wire('person', 'p8', relative),
    paid('w2', sampleInsz(1), 'a-1'),
    paid('w3', sampleInsz(2), 'a-1'),
    paid('w4', sampleInsz(8), 'a-1'),
    paid('w5', sampleInsz(9), 'a-1'),
    paid('w6', sampleInsz(9), 'a-2'),
  )
  const sharing = (id: string) => facts(id).outside!.PAYMENTS!.map((one) => one.accountSharedWith)
  // The other of the two whom the cache knows, and one whom it does not.
  expect(sharing('p1')).toEqual([2])
  expect(sharing('p2')).toEqual([3])
})

test('workers on other forms with the same number and country are told, each once', () => {
  const of = (n: number) => ({ ...a1().worker, insz: sampleInsz(n) })
  open(
    wire('a1', 'f2', a1({ worker: of(2), number: 'pl-2026-001' })),
    wire('a1', 'f3', a1({ worker: of(2), number: 'PL 2026 001' })),
    wire('a1', 'f4', a1({ worker: of(7) })),
    wire('a1', 'f5', a1({ worker: of(8), country: 'PT' })),
    wire('a1', 'f6', a1({ number: 'PL/2026/001' })),
  )
  const workers = new Set(facts().sameA1!.map(({ worker }) => worker))
  expect(workers).toEqual(new Set(['p2', sampleInsz(7)]))
  expect(
    facts().sameA1!.every(({ number, country }) => number === 'PL/2026/001' && country === 'PL'),
  ).toBe(true)
})

test('a passport that two persons carry tells the one with the birth date', () => {
  const passports = [{ number: 'U123456', country: 'TR', validTo: null }]
  const worker = { ...a1().worker, insz: null, passport: { number: 'U123456', country: 'TR' } }
  open(
    wire('person', 'p3', person({ insz: sampleInsz(3), birthDate: '1991-01-01', passports })),
    wire('a1', 'f2', a1({ worker: { ...worker, birthDate: '1991-01-01' }, l1Number: null })),
    wire('a1', 'f3', a1({ worker: { ...worker, birthDate: null }, l1Number: null })),
  )
  expect(ids(facts('p3').a1)).toEqual(['f2'])
  expect(ids(facts().a1), 'one that does not decide belongs to nobody').toEqual(['f1'])
})

test('an enterprise has the forms in its name that are false, by either of its numbers', () => {
  const employer = { name: 'X', country: 'BE', vatNumber: 'BE0403.170.701', enterpriseNumber: null }
  open(
    wire('enterprise', 'e3', enterprise({ enterpriseNumber: '0403170701', vatNumber: null })),
    wire('a1', 'f2', a1({ employer, state: 'FALSE' })),
    wire('a1', 'f3', a1({ employer, state: 'WITHDRAWN' })),
  )
  expect(ids(cache.enterpriseFacts('e3')!.falseA1)).toEqual(['f2'])
  expect(ids(cache.enterpriseFacts('e2')!.falseA1)).toEqual([])
})

test('an enterprise has the false forms of those with whom it has a director in common, as a pass has them', () => {
  const [own, other] = ['0403170701', '0428759497']
  const employer = { name: 'X', country: 'BE', vatNumber: null, enterpriseNumber: other }
  const directs = (
    id: string,
    enterpriseNumber: string,
    as: 'DIRECTOR' | 'CURATOR' = 'DIRECTOR',
    director = 'dir-1',
  ) => {
    const line = registerLine({ source: 'DIRECTORS' })
    const enterprise = { ...line.enterprise, enterpriseNumber }
    const directorship = { ...line.directorship!, director, function: as }
    return wire('registerLine', id, { ...line, enterprise, directorship })
  }
  open(
    wire('enterprise', 'e3', enterprise({ enterpriseNumber: own, vatNumber: null })),
    wire('enterprise', 'e4', enterprise({ enterpriseNumber: other, vatNumber: null })),
    directs('b1', own),
    directs('b2', other),
    directs('b3', other, 'CURATOR', 'dir-2'),
    directs('b4', '0403019261', 'DIRECTOR', 'dir-2'),
  )
  const told = () =>
    ['e3', 'e4'].map((id) => {
      const [bulk] = cache
        .everybody()
        .enterprises(0)
        .facts.filter((one) => one.enterprise.id === id)
      const [alone, together] = [cache.enterpriseFacts(id)!, bulk!].map(({ tiedFalseA1 }) =>
        tiedFalseA1!.map(({ form, line, there }) => [form.id, line.id, there.from]),
      )
      expect(together).toEqual(alone)
      return alone
    })
  expect(told()).toEqual([[], []])
  const { enterprises } = cache.applyPage(
    page([wire('a1', 'f2', a1({ employer, state: 'FALSE' }))], [], cache.state().cursor),
  )
  expect([...enterprises], 'both are judged anew').toEqual(expect.arrayContaining(['e3', 'e4']))
  expect(told(), 'not its own form, and not by a curator').toEqual([
    [['f2', 'b1', '2024-01-01']],
    [],
  ])
})

test('whoever a record is about is judged anew when it comes, changes and goes', () => {
  open()
  const change = (...changes: Parameters<typeof page>[0]) => {
    const { persons, enterprises } = cache.applyPage(page(changes, [], cache.state().cursor))
    return { persons: [...persons], enterprises: [...enterprises] }
  }
  const moved = employment({ insz: sampleInsz(2) })
  expect(change(wire('employment', 'j1', moved, 2)).persons).toEqual(['p1', 'p2'])
  expect(change(tombstone('a1', 'f1')).persons).toEqual(['p1'])
  expect(change(wire('control', 'k1', control({ met: [] }), 2)).persons).toEqual(['p1'])
  expect(ids(facts().controls)).toEqual([])
  expect(change(wire('holding', 'h1', holding({ asOf: '2026-03-02' }), 2)).persons).toEqual([])
  expect(change(wire('presence', 'c2', presence({ insz: sampleInsz(2) }))).persons).toEqual(['p2'])
})
