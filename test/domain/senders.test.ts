import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DeclarationBody } from '../../domain/contract/records.ts'
import { byNumbers, byWorker, workersOn } from '../../domain/limosa/same-worker.ts'
import { sendersOf } from '../../domain/risk/senders.ts'
import { MASKED } from '../../domain/rights/view.ts'
import { declaration, KBO_A } from './fixtures.ts'

type Employer = NonNullable<DeclarationBody['employer']>

const FIRM: Employer = {
  name: 'Zelenko d.o.o.',
  country: 'SI',
  vatNumber: 'SI50223054',
  enterpriseNumber: null,
}

/** Which of these forms have one sender: a letter for each. */
function senders(...employers: (Partial<Employer> | null)[]): (string | null)[] {
  const forms = employers.map(
    (told, i) => declaration({ employer: told && { ...FIRM, ...told } }, `l${i}`).record,
  )
  const senderOf = sendersOf(forms)
  const names = [...new Set(forms.map(senderOf).filter((one) => one !== null))]
  return forms.map((form) => {
    const sender = senderOf(form)
    return sender === null ? null : 'ABC'[names.indexOf(sender)]!
  })
}

it('one sender by number at home, by number here and by name is one', () => {
  expect(senders({}, { vatNumber: null, name: 'ZELENKO DOO' })).toEqual(['A', 'A'])
  const here = { vatNumber: null, enterpriseNumber: KBO_A }
  expect(senders({}, { enterpriseNumber: KBO_A }, here)).toEqual(['A', 'A', 'A'])
  expect(senders({ vatNumber: 'SI1' }, {}), 'a number that cannot be').toEqual(['A', 'A'])
})

it('other numbers, other names and another country are another sender; nobody sends the self-employed', () => {
  expect(senders({}, { vatNumber: 'SI15012557' })).toEqual(['A', 'B'])
  expect(senders({}, { vatNumber: null, name: 'Obra Nova' })).toEqual(['A', 'B'])
  expect(senders({}, { vatNumber: null, country: 'HR' })).toEqual(['A', 'B'])
  expect(senders({}, null)).toEqual(['A', null])
})

it('a name that two firms bear decides for neither', () => {
  const bare = { vatNumber: null }
  expect(senders({}, { vatNumber: 'SI15012557' }, bare)).toEqual(['A', 'B', 'C'])
})

const ANA = declaration().record.body.worker
const seen = (...workers: Partial<typeof ANA>[]) => {
  const forms = workers.map((told) => ({ body: { worker: { ...ANA, ...told } } }))
  return { forms, count: workersOn(forms) }
}

it('a worker by national number, by passport and by name is one', () => {
  const passport = { number: 'FX 12-34', country: 'BR' }
  const insz = '85073003328'
  expect(seen({ insz, passport: null }, { insz: null, passport }).count).toBe(1)
  const married = { insz: null, familyName: 'Costa', passport }
  expect(
    seen({ insz, passport: null, familyName: 'Silva' }, { insz, passport }, married).count,
  ).toBe(1)
  const { forms } = seen({ insz, familyName: 'A' }, { familyName: 'B' }, { insz, familyName: 'C' })
  expect(seen({ insz }, { insz: '90020199704' }).count, 'namesakes').toBe(2)
  expect([...byWorker(forms, ({ body }) => body).values()]).toEqual([0, 1, 0])
})

it('two brothers of whom no birth date is told are two', () => {
  const unknown = { insz: null, passport: null, birthDate: null }
  expect(seen({ ...unknown, givenNames: 'Ivo' }, { ...unknown, givenNames: 'Jan' }).count).toBe(2)
})

it('the register decides before numbers and names', () => {
  const insz = '85073003328'
  const known = (...told: (readonly [string | null, Partial<typeof ANA>])[]) => {
    const all = told.map(([personId, worker]) => ({ personId, worker: { ...ANA, ...worker } }))
    return [
      ...byWorker(
        all,
        (one) => one,
        ({ personId }) => personId,
      ).values(),
    ]
  }
  const renamed = { insz: null, familyName: 'Costa', passport: null }
  expect(known(['p1', { insz }], ['p1', renamed])).toEqual([0, 0])
  expect(known(['p1', { insz }], ['p2', { insz }]), 'a shared passport, a twin').toEqual([0, 1])
  expect(known(['p1', { insz }], [null, { insz, familyName: 'B' }], ['p2', { insz }])).toEqual([
    0, 0, 2,
  ])
})

it('nothing follows from a name that is masked, and by numbers alone from none', () => {
  const masked = { insz: null, passport: null, familyName: MASKED, givenNames: MASKED }
  expect(seen(masked, masked).count).toBe(2)
  const { forms } = seen({}, {})
  expect(workersOn(forms)).toBe(1)
  expect(new Set(byNumbers(forms, ({ body }) => body).values()).size).toBe(2)
})

it('whoever is one is one: of one person always, of two never; numbers alone tell the same in any order', () => {
  const INSZ = ['85073003328', '90020199704', '98472899765']
  const form = fc.record({
    personId: fc.constantFrom(null, null, 'p1', 'p2'),
    insz: fc.constantFrom(null, null, ...INSZ),
    passport: fc.constantFrom(null, ...['A1', 'B2'].map((number) => ({ number, country: 'BR' }))),
    familyName: fc.constantFrom('Silva', 'Costa', 'Lima'),
  })
  const groupsOf = <T extends { personId: string | null }>(
    all: readonly T[],
    bodyOf: (one: T) => { worker: typeof ANA },
  ) => byWorker(all, bodyOf, ({ personId }) => personId)
  const bodyOf = (told: object) => ({ worker: { ...ANA, ...told } as typeof ANA })
  fc.assert(
    fc.property(fc.array(form, { maxLength: 8 }), (forms) => {
      const workers = groupsOf(forms, bodyOf)
      for (const [a, b] of forms.flatMap((one) => forms.map((two) => [one, two] as const))) {
        const isOne = workers.get(a) === workers.get(b)
        const areKnown = a.personId !== null && b.personId !== null
        expect(!areKnown || isOne === (a.personId === b.personId), 'by the register').toBe(true)
        const isSameNumber = a.insz !== null && a.insz === b.insz
        const isSilent = forms.every((one) => one.personId === null)
        expect(!isSameNumber || !isSilent || isOne, 'by number').toBe(true)
      }
    }),
  )
  fc.assert(
    fc.property(fc.array(form, { maxLength: 8 }), (forms) => {
      const [ahead, back] = [byNumbers(forms, bodyOf), byNumbers(forms.toReversed(), bodyOf)]
      for (const [a, b] of forms.flatMap((one) => forms.map((two) => [one, two] as const))) {
        expect(ahead.get(a) === ahead.get(b)).toBe(back.get(a) === back.get(b))
      }
    }),
  )
})
