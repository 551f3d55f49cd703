import type { TandemRecord } from '../../contract/records.ts'
import { DATE_LEVELS, dateLevel } from '../../linking/dates.ts'
import { passportKey } from '../../linking/exact.ts'
import type { PersonFacts } from '../person-facts.ts'
import { clear, fact, personRule, type Sighting } from '../rule.ts'
import { SHARES_PASSPORT } from '../screens.ts'

type Other = PersonFacts['samePassport'][number]

function sighting(person: TandemRecord<'person'>, other: Other): Sighting | null {
  const key = passportKey(other.passport)
  const index = person.body.passports.findIndex((passport) => passportKey(passport) === key)
  if (key === null || index === -1) return null
  const { number, country } = person.body.passports[index]!
  const there = { kind: 'person', id: other.personId } as const
  return {
    key: [person.id, other.personId, key],
    dossierId: null,
    declarationId: null,
    facts: [
      fact('passportNumber', 'text', number, person, `passports.${index}.number`),
      fact('passportCountry', 'country', country, person, `passports.${index}.country`),
      fact('birthDate', 'date', person.body.birthDate, person, 'birthDate'),
      fact('otherBirthDate', 'date', other.birthDate, there, 'birthDate'),
    ],
    exceptions: [],
    ...(isSlip(person.body.birthDate, other.birthDate) && {
      kind: 'SOFT' as const,
      severity: 'HIGH' as const,
    }),
  }
}

const digits = (date: string) => date.replaceAll('-', '')

/** One digit, or day and month the other way round. */
const isSlip = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && dateLevel(digits(a), digits(b)) === DATE_LEVELS.slip

/**
 * R33: the same passport number and country with another birth date. The same birth date is more
 * likely one person twice in the register, which is another question; one that differs as a slip of the pen
 * does is more likely the same too, and a mere sign. Facts: passports and birth
 * dates of both persons. No parameters.
 */
export const r33 = personRule({
  code: 'R33',
  version: 2,
  kind: 'HARD',
  seesSigns: true,
  severity: 'CRITICAL',
  sees: ['IDENTITY'],
  ground: ['Act of 15 December 1980'],
  protectedFacts: { birthDate: 'Act of 15 December 1980: a travel document names one person' },
  screens: [SHARES_PASSPORT],
  find(context) {
    const { person, samePassport } = context.facts
    const { birthDate } = person.body
    if (samePassport.length === 0 || birthDate === null) return clear(context, 'NO_RECORD')
    const found = samePassport
      .filter((other) => other.birthDate !== null && other.birthDate !== birthDate)
      .map((other) => sighting(person, other))
      .filter((seen) => seen !== null)
    return found.length > 0
      ? found
      : clear(context, 'AGREES', () => fact('birthDate', 'date', birthDate, person, 'birthDate'))
  },
})
