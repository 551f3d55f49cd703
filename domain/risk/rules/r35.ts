import { addMonths } from '../../calendar/local-date.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { ageOn } from '../../dossier/pay-check.ts'
import { eachLine } from '../walk.ts'

/**
 * R35: a diploma before the age at which one can have it, of an institution that is not recognised, or
 * more years of experience than years of work. Facts: diplomas, birth date.
 */
export const r35 = personRule({
  code: 'R35',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['DIPLOMAS'],
  ground: ['BVR of 7 December 2018', 'S91'],
  protectedFacts: {
    birthDate: 'BVR of 7 December 2018: diploma and years of experience are conditions',
  },
  parameters: {
    diplomaYears: parameter('YEARS', 18, [15, 25]),
    workYears: parameter('YEARS', 16, [14, 20]),
  },
  find: (context, { diplomaYears, workYears }) =>
    eachLine(context, outside(context.facts, 'DIPLOMAS'), (diploma) => {
      const { birthDate } = context.facts.person.body
      const line = outsideLine('DIPLOMAS', diploma)
      const awarded = fact('awardedOn', 'date', diploma.awardedOn, line, 'awardedOn')
      const early =
        birthDate !== null && addMonths(birthDate, 12 * diplomaYears) > diploma.awardedOn
      const age = ageOn(birthDate, context.today)
      const long = age !== null && diploma.experienceYears > age - workYears
      if (diploma.recognised && !early && !long) {
        clear(context, 'WITHIN_LIMIT', () => awarded)
        return null
      }
      const dossier = context.facts.dossiers.find(({ id }) => id === diploma.dossierId) ?? null
      return sighting([diploma.id], { dossier }, [
        awarded,
        diploma.recognised ? null : fact('recognised', 'code', 'yesNo.NO', line, 'recognised'),
        early ? limitFact(diplomaYears) : null,
        long
          ? fact('experience', 'number', diploma.experienceYears, line, 'experienceYears')
          : null,
      ])
    }),
})
