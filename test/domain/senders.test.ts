import { expect, it } from 'vitest'
import type { DeclarationBody } from '../../domain/contract/records.ts'
import { byWorker, workersOn } from '../../domain/limosa/same-worker.ts'
import { sendersOf } from '../../domain/risk/senders.ts'
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
