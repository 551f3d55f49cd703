import { passportKey } from '../../linking/exact.ts'
import { clear, fact, personRule, sighting } from '../rule.ts'
import { SHARES_PASSPORT } from '../screens.ts'

/**
 * R32: two persons of the register with one passport and one birth date: one person under several
 * numbers. Facts: passports and birth dates of both, as the register has them. A name that merely looks
 * alike is a proposal of the linking, not of this rule, and a passport that a sender typed says nothing of
 * two persons of the register: its declaration is linked, or a question of M8.
 */
export const r32 = personRule({
  code: 'R32',
  version: 1,
  kind: 'SOFT',
  severity: 'HIGH',
  sees: ['IDENTITY'],
  ground: ['Act of 15 December 1980', 'S40'],
  protectedFacts: {
    birthDate: 'Act of 15 December 1980: identity is name, birth date and document',
  },
  screens: [SHARES_PASSPORT],
  find(context) {
    const { person, samePassport } = context.facts
    const { birthDate, passports } = person.body
    if (samePassport.length === 0 || birthDate === null) return clear(context, 'NO_RECORD')
    const found = samePassport.flatMap((other) => {
      const key = passportKey(other.passport)
      const index = passports.findIndex((one) => passportKey(one) === key)
      if (other.birthDate !== birthDate || key === null || index === -1) return []
      const there = { kind: 'person', id: other.personId }
      return [
        sighting([other.personId], {}, [
          fact('passportNumber', 'text', passports[index]!.number, person, `passports.${index}`),
          fact(
            'passportCountry',
            'country',
            passports[index]!.country,
            person,
            `passports.${index}`,
          ),
          fact('birthDate', 'date', birthDate, person, 'birthDate'),
          fact('otherPerson', 'text', other.personId, there, 'id'),
        ]),
      ]
    })
    return found.length > 0
      ? found
      : clear(context, 'OTHER_MATTER', () =>
          fact('birthDate', 'date', birthDate, person, 'birthDate'),
        )
  },
})
