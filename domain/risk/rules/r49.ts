import { UNSEEN_PARTS, type Category } from '../../contract/codes.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, personRule, type RuleContext, sighting } from '../rule.ts'
import { largest, LEAST } from '../screens.ts'
import { eachDossier } from '../walk.ts'

const HIGHLY_SKILLED: ReadonlySet<Category> = new Set<Category>(['HIGHLY_SKILLED', 'EU_BLUE_CARD'])

const groupOf = ({ isco }: { isco: string }) => Number(isco[0])

/** Says what else speaks for the level of a function and is told nowhere, when somebody asks. */
function sayUnseen(context: RuleContext, dossier: TandemRecord<'dossier'>): void {
  if (!context.why) return
  for (const part of UNSEEN_PARTS) {
    const value = `unseenPart.${part}`
    clear(context, 'PART_NOT_SEEN', () => fact('unseenPart', 'code', value, dossier, 'job'))
  }
}

/**
 * R49: filed as highly skilled for a job whose level is not: the first digit of its ISCO code counts
 * the level, 1 to 3 being managers, professionals and technicians. Pay scales and activities of employers stand in no
 * source: it says so where it sees nothing. Facts: category, ISCO code.
 */
export const r49 = personRule({
  code: 'R49',
  version: 2,
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
        sayUnseen(context, dossier)
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
