import type { Category } from '../../contract/codes.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, personRule, sighting } from '../rule.ts'
import { largest, LEAST } from '../screens.ts'
import { eachDossier } from '../walk.ts'

const HIGHLY_SKILLED: ReadonlySet<Category> = new Set<Category>(['HIGHLY_SKILLED', 'EU_BLUE_CARD'])

const groupOf = ({ isco }: { isco: string }) => Number(isco[0])

/**
 * R49: filed as highly skilled for a job whose level is not: the first digit of its ISCO code counts
 * the level, 1 to 3 being managers, professionals and technicians. Facts: category, ISCO code.
 */
export const r49 = personRule({
  code: 'R49',
  version: 1,
  kind: 'SOFT',
  severity: 'HIGH',
  ground: ['BVR of 7 December 2018', 'S91'],
  parameters: {
    /** Highest major group of ISCO-08 that counts as highly skilled. */
    maxGroup: parameter('LEVEL', 3, [1, 9]),
  },
  screens: [
    {
      measure: ({ facts }) =>
        largest(facts.dossiers, ({ body: { category, job } }) =>
          HIGHLY_SKILLED.has(category) ? groupOf(job) : LEAST,
        ),
      mayFire: (group, { maxGroup }) => group > maxGroup,
    },
  ],
  find: (context, { maxGroup }) =>
    eachDossier(context, (dossier) => {
      const { category, job } = dossier.body
      if (!HIGHLY_SKILLED.has(category)) {
        clear(context, 'OTHER_MATTER', () =>
          fact('category', 'code', `category.${category}`, dossier, 'category'),
        )
        return null
      }
      const shown = () => fact('permitJob', 'text', job.isco, dossier, 'job.isco')
      const group = groupOf(job)
      // Group 0 is the armed forces: no level follows from it.
      if (group <= maxGroup) {
        clear(context, 'AGREES', shown)
        return null
      }
      return sighting([dossier.id], { dossier }, [
        fact('category', 'code', `category.${category}`, dossier, 'category'),
        shown(),
        limitFact(maxGroup),
      ])
    }),
})
