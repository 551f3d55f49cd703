import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainPair } from '../../domain/linking/register/explain.ts'
import {
  type Identity,
  NO_WORK,
  packIdentity,
  unpackIdentity,
} from '../../domain/linking/register/identity.ts'
import { Register } from '../../domain/linking/register/register.ts'

const olena: Identity = {
  familyName: 'Shevchuk',
  givenNames: 'Olena',
  birthDate: '1988-03-07',
  sex: 'F',
  nationality: 'UA',
  identifiers: ['88430700123', 'UA:FB123456'],
  damaged: null,
  ...NO_WORK,
}

const agreements = (a: Identity, b: Identity) =>
  Object.fromEntries(explainPair(a, b).fields.map(({ field, agreement }) => [field, agreement]))

/** A register of many invented people with Olena among them, and a model that learned from them. */
function register(): Register {
  const made = new Register(400)
  const givens = ['Ivan', 'Petro', 'Oksana', 'Maria', 'João', 'Mehmet', 'Li', 'Anna']
  const families = ['Kovalenko', 'Silva', 'Yılmaz', 'Wang', 'Popescu', 'Novak', 'Rossi', 'Haddad']
  const people = Array.from({ length: 400 }, (_, i): Identity => {
    const day = String(1 + (i % 28)).padStart(2, '0')
    return {
      familyName: families[i % 8]!,
      givenNames: givens[(i >> 3) % 8]!,
      birthDate: `${1960 + (i % 40)}-${String(1 + (i % 12)).padStart(2, '0')}-${day}`,
      sex: i % 2 ? 'M' : 'F',
      nationality: ['UA', 'PT', 'TR', 'CN'][i % 4]!,
      identifiers: [`UA:X${100_000 + i}`],
      damaged: null,
      ...NO_WORK,
    }
  })
  for (const [i, who] of people.entries()) made.put(`p${i}`, who)
  made.put('olena', olena)
  made.learn([...people, olena])
  return made
}

describe('linking with a register', () => {
  const made = register()

  it('an identifier counts when two of given name, family name and birth date agree', () => {
    const typed = { ...olena, familyName: 'Chevtchouk', birthDate: '1988-07-03' }
    expect(made.link(typed)).toMatchObject({ band: 'LINKED', byIdentifier: true })
    const stranger = { ...olena, familyName: 'Rossi', givenNames: 'Carlo', birthDate: '1955-01-01' }
    const verdict = made.link(stranger)
    expect(verdict.byIdentifier).toBe(false)
    expect(verdict.band).not.toBe('LINKED')
  })

  it.each([
    ['the names exchanged', { familyName: 'Olena', givenNames: 'Shevchuk' }],
    ['another transliteration', { familyName: 'Schewtschuk' }],
    ['day and month exchanged', { birthDate: '1988-07-03' }],
    ['the native script', { familyName: 'Шевчук', givenNames: 'Олена' }],
  ])('without a number, %s still leads to her', (_, change) => {
    const verdict = made.link({ ...olena, identifiers: [], ...change })
    expect(verdict.candidates[0]?.personId).toBe('olena')
    expect(verdict.band).not.toBe('NONE')
  })

  it('a passport decides nothing against a birth date or the number of another person', () => {
    const byPassport = { ...olena, identifiers: ['UA:FB123456'] }
    expect(made.link(byPassport)).toMatchObject({ band: 'LINKED', byIdentifier: true })
    const older = made.link({ ...byPassport, birthDate: '1961-11-20' })
    expect(older).toMatchObject({ band: 'PROPOSED', byIdentifier: false })
    const anothers = register()
    anothers.put('other', {
      ...olena,
      familyName: 'Rossi',
      givenNames: 'Carlo',
      birthDate: '1961-11-20',
      identifiers: ['61112000166'],
    })
    const typed = { ...olena, identifiers: ['61112000166', 'UA:FB123456'] }
    expect(anothers.link(typed).band).toBe('PROPOSED')
    const nobodys = { ...olena, identifiers: ['75010100125', 'UA:FB123456'] }
    expect(anothers.link(nobodys), 'a number that nobody carries is a slip (M8)').toMatchObject({
      band: 'LINKED',
      byIdentifier: true,
    })
  })

  it('a contradiction lowers the probability', () => {
    const chance = (change: Partial<Identity>) =>
      made
        .link({ ...olena, identifiers: [], ...change })
        .candidates.find(({ personId }) => personId === 'olena')?.weight ?? -Infinity
    const plain = chance({})
    expect(chance({ birthDate: '1961-11-20' })).toBeLessThan(plain)
    expect(chance({ sex: 'M' })).toBeLessThan(plain)
    expect(chance({ nationality: 'BR' })).toBeLessThan(plain)
    expect(chance({ identifiers: ['UA:ZZ999999'] })).toBeLessThan(plain)
  })

  it('somebody who is not in the register is linked to nobody', () => {
    const stranger = {
      ...olena,
      familyName: 'Vanoverbeke',
      givenNames: 'Siegfried',
      birthDate: '1951-05-05',
      identifiers: [],
    }
    expect(made.link(stranger).band).toBe('NONE')
  })

  it('who leaves the register is found no more, who comes back is', () => {
    made.remove('olena')
    expect(made.link(olena).candidates.some(({ personId }) => personId === 'olena')).toBe(false)
    made.put('olena', olena)
    expect(made.link(olena).candidates[0]?.personId).toBe('olena')
  })
})

describe('why two identities are linked, or not', () => {
  it('says it field by field', () => {
    const typed = {
      ...olena,
      familyName: 'Shevchyk',
      birthDate: null,
      sex: 'M',
      identifiers: ['UA:FBI23456'],
    }
    expect(agreements(typed, olena)).toEqual({
      given: 'SAME',
      family: 'SIMILAR',
      birth: 'MISSING',
      sex: 'DIFFERENT',
      nationality: 'SAME',
      identifier: 'SIMILAR',
      employer: 'MISSING',
      place: 'MISSING',
    })
    const crossed = { ...olena, familyName: 'Olena', givenNames: 'Shevchuk' }
    expect(agreements(crossed, olena)).toMatchObject({ given: 'SWAPPED', family: 'SWAPPED' })
  })

  it('an employer and a place of work in common speak for one person, others a little against', () => {
    const at = (employers: string, places: string) => ({ ...olena, employers, places })
    const worker = at('0403019261 SI12345678', '11002')
    const work = (person: Identity) => {
      const { employer, place } = agreements(worker, person)
      return [employer, place]
    }
    expect(work(at('0403019261', '44021 11002'))).toEqual(['SAME', 'SAME'])
    expect(work(at('0417497106', '11056'))).toEqual(['DIFFERENT', 'SIMILAR'])
    expect(work(at('', '44021'))).toEqual(['MISSING', 'DIFFERENT'])
  })

  it('learns what an employer in common says: namesakes are told apart by it', () => {
    const made = new Register(600)
    const people = Array.from({ length: 600 }, (_, i): Identity => ({
      ...olena,
      familyName: ['Kovalenko', 'Silva', 'Haddad'][i % 3]!,
      birthDate: null,
      sex: 'U',
      identifiers: [`UA:X${100_000 + i}`],
      employers: `04${String(i % 40).padStart(8, '0')}`,
    }))
    for (const [i, who] of people.entries()) made.put(`p${i}`, who)
    made.learn(people)
    const [sought] = people
    const nameless = { ...sought!, identifiers: [] }
    const { candidates } = made.link(nameless)
    const best = people[Number(candidates[0]!.personId.slice(1))]!
    expect(best.employers, 'the likeliest namesake works for the declared employer').toEqual(
      sought!.employers,
    )
    const without = made.link({ ...nameless, employers: '' })
    expect(candidates[0]!.weight).toBeGreaterThan(without.candidates[0]!.weight)
  })

  const identity = fc.record({
    familyName: fc.constantFrom('Shevchuk', 'Chevtchouk', 'da Silva', 'Silva', '', 'Wang Li'),
    givenNames: fc.constantFrom('Olena', 'Elena', 'Shevchuk', 'João', ''),
    birthDate: fc.constantFrom(null, '1988-03-07', '1988-07-03', '1961-01-01'),
    sex: fc.constantFrom('F', 'M', 'U'),
    nationality: fc.constantFrom('UA', 'BR', 'ZZ'),
    identifiers: fc.subarray(['88430700123', 'UA:FB123456', 'UA:FBI23456']),
    damaged: fc.constantFrom(null, '88430700132'),
    employers: fc.constantFrom('', '0403019261', '0403019261 SI12345678'),
    places: fc.constantFrom('', '11002', '11002 44021'),
  })

  it('says the same from either side', () => {
    fc.assert(
      fc.property(identity, identity, (a, b) => {
        expect(explainPair(a, b)).toEqual(explainPair(b, a))
      }),
      { numRuns: 200 },
    )
  })

  it('what the cache keeps gives the identity back', () => {
    fc.assert(
      fc.property(identity, (who) => {
        expect(unpackIdentity(packIdentity(who), who.birthDate, who.identifiers)).toEqual(who)
      }),
      { numRuns: 50 },
    )
  })
})
