import { parseInsz } from '../../identifiers/insz.ts'
import type { PersonBody } from '../../contract/records.ts'
import type { PersonFacts } from '../person-facts.ts'
import { clear, fact, personRule, sighting, type Sighting } from '../rule.ts'
import { anyOf } from '../screens.ts'

/** Earlier numbers say who somebody was in the register then: a birth date or a sex that was set right since. */
const isEarlier = (number: string, { inszAliases }: PersonBody): boolean =>
  inszAliases.some((alias) => parseInsz(alias)?.number === number)

/** What an INSZ says that differs from the person; null when it says nothing against them. */
function difference(raw: string, person: PersonBody): 'CHECK' | 'DATE' | 'SEX' | null {
  const insz = parseInsz(raw)
  if (!insz) return 'CHECK'
  if (isEarlier(insz.number, person)) return null
  const { birthDate, sex } = person
  if (birthDate !== null && insz.month > 0 && insz.day > 0) {
    const date = [insz.year, insz.month, insz.day].map((part) => String(part).padStart(2, '0'))
    if (date.join('-') !== birthDate) return 'DATE'
  }
  return sex !== 'U' && insz.sex !== 'U' && insz.sex !== sex ? 'SEX' : null
}

/** The numbers of the register and of the declarations, with where each stands. */
function given({ person, declarations }: PersonFacts) {
  const { insz } = person.body
  return [
    ...(insz === null ? [] : [{ raw: insz, at: person, field: 'insz', declaration: null }]),
    ...declarations.flatMap(({ record }) => {
      const raw = record.body.worker.insz
      return raw === null ? [] : [{ raw, at: record, field: 'worker.insz', declaration: record }]
    }),
  ]
}

/**
 * R31: an INSZ that cannot exist, or that says another birth date or sex than the register. Facts: the
 * number of the register and those that declarations give. What a BIS number says is best effort (S40) and a
 * mere sign; an earlier number of the same person says nothing against them.
 */
export const r31 = personRule({
  code: 'R31',
  version: 2,
  kind: 'HARD',
  seesSigns: true,
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['Royal Decree of 8 February 1991', 'S40', 'S43'],
  protectedFacts: {
    birthDate: 'RD of 8 February 1991: the number is made from the birth date',
    sex: 'RD of 8 February 1991: the serial number is odd or even by sex',
  },
  screens: [
    anyOf(
      ({ facts }) => given(facts).filter(({ raw }) => difference(raw, facts.person.body)).length,
    ),
  ],
  find(context) {
    const { person } = context.facts
    const numbers = given(context.facts)
    if (numbers.length === 0) return clear(context, 'NO_RECORD')
    const known = new Set<string>()
    const found = numbers.flatMap(({ raw, at, field, declaration }): Sighting[] => {
      if (known.has(raw)) return []
      known.add(raw)
      const what = difference(raw, person.body)
      if (what === null) return []
      const seen = sighting([raw], { declaration }, [
        fact('inszNumber', 'text', raw, at, field),
        fact('inszProblem', 'code', `inszProblem.${what}`, at, field),
        what === 'CHECK'
          ? null
          : fact('birthDate', 'date', person.body.birthDate, person, 'birthDate'),
      ])
      return [parseInsz(raw)?.bis ? { ...seen, kind: 'SOFT' } : seen]
    })
    if (found.length > 0) return found
    return clear(context, 'AGREES', () =>
      fact('inszNumber', 'text', numbers[0]!.raw, numbers[0]!.at, numbers[0]!.field),
    )
  },
})
