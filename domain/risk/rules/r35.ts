import { addMonths } from '../../calendar/local-date.ts'
import type { DiplomaNote, TandemRecord } from '../../contract/records.ts'
import { ageOn } from '../../dossier/pay-check.ts'
import { parameter, type Values } from '../parameters.ts'
import {
  clear,
  fact,
  limitFact,
  personRule,
  type RuleContext,
  type Sighting,
  sighting,
} from '../rule.ts'
import { anyOf } from '../screens.ts'
import { eachDossier } from '../walk.ts'

const NONE: readonly DiplomaNote[] = []

/** What is odd about a diploma; null: nothing is. */
function oddIn(
  { facts }: RuleContext,
  dossier: TandemRecord<'dossier'>,
  index: number,
  { diplomaYears, workYears }: Values<'diplomaYears' | 'workYears'>,
): Sighting | null {
  const { awardedOn, recognised, experienceYears, institution, on } = dossier.body.diplomas![index]!
  const { birthDate } = facts.person.body
  const at = (field: string) => `diplomas.${index}.${field}`
  const early = birthDate !== null && addMonths(birthDate, 12 * diplomaYears) > awardedOn
  const age = ageOn(birthDate, on)
  const long = age !== null && experienceYears !== null && experienceYears > age - workYears
  if (recognised !== 'NO' && !early && !long) return null
  return sighting([dossier.id, institution], { dossier }, [
    fact('awardedOn', 'date', awardedOn, dossier, at('awardedOn')),
    recognised === 'NO' ? fact('recognised', 'code', 'yesNo.NO', dossier, at('recognised')) : null,
    early ? limitFact(diplomaYears) : null,
    long ? fact('experience', 'number', experienceYears, dossier, at('experienceYears')) : null,
  ])
}

/**
 * R35: a diploma before the age at which one can have it, of an institution that is not recognised, or
 * more years of experience than years of work. Where the officer noted no diploma yet, nothing is said.
 * Facts: diplomas that were noted on dossiers, birth date.
 */
export const r35 = personRule({
  code: 'R35',
  version: 2,
  kind: 'SOFT',
  severity: 'MEDIUM',
  ground: ['BVR of 7 December 2018', 'S91'],
  protectedFacts: {
    birthDate: 'BVR of 7 December 2018: diploma and years of experience are conditions',
  },
  parameters: {
    diplomaYears: parameter('YEARS', 18, [15, 25]),
    workYears: parameter('YEARS', 16, [14, 20]),
  },
  screens: [anyOf(({ facts }) => facts.dossiers.filter(({ body }) => body.diplomas).length)],
  find(context, values) {
    const found: Sighting[] = []
    const none = eachDossier(context, (dossier) => {
      const diplomas = dossier.body.diplomas ?? NONE
      const { submittedOn } = dossier.body
      if (diplomas.length === 0) {
        clear(context, 'PAPER_NOT_SEEN', () =>
          fact('submittedOn', 'date', submittedOn, dossier, 'submittedOn'),
        )
      }
      for (const [index, { awardedOn }] of diplomas.entries()) {
        const seen = oddIn(context, dossier, index, values)
        if (seen) found.push(seen)
        else {
          clear(context, 'WITHIN_LIMIT', () =>
            fact('awardedOn', 'date', awardedOn, dossier, `diplomas.${index}.awardedOn`),
          )
        }
      }
      return null
    })
    return found.length > 0 ? found : none
  },
})
