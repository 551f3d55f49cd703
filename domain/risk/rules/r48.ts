import type { DossierBody } from '../../contract/records.ts'
import { shortageListOn } from '../../reference/shortage-jobs.ts'
import { normsOf } from '../outside-facts.ts'
import { clear, fact, periodValue, personRule, sighting, tableFact } from '../rule.ts'
import { anyOf } from '../screens.ts'
import { eachDossier } from '../walk.ts'

const isClaimed = ({ category }: Pick<DossierBody, 'category'>): boolean =>
  category === 'MEDIUM_SKILLED_SHORTAGE'

/**
 * R48: filed as a shortage job, and the job did not stand on the list that the region kept on the day of
 * filing. Lists of other days and of other regions say nothing; where the region's list of that day is
 * not held, nothing is said. Facts: dossiers, the regions' dated lists of shortage jobs. No parameters.
 */
export const r48 = personRule({
  code: 'R48',
  version: 2,
  kind: 'HARD',
  severity: 'MEDIUM',
  needs: ['SHORTAGE_LIST'],
  ground: ['BVR of 7 December 2018', 'S87', 'S91'],
  screens: [anyOf(({ facts }) => facts.dossiers.filter(({ body }) => isClaimed(body)).length)],
  find: (context) =>
    eachDossier(context, (dossier) => {
      const { category, job, region, submittedOn } = dossier.body
      if (!isClaimed(dossier.body)) {
        clear(context, 'OTHER_MATTER', () =>
          fact('category', 'code', `category.${category}`, dossier, 'category'),
        )
        return null
      }
      const filed = () => fact('submittedOn', 'date', submittedOn, dossier, 'submittedOn')
      const list = shortageListOn(normsOf(context.facts), region, submittedOn)
      if (list === null) {
        clear(context, 'NOT_HELD', filed)
        return null
      }
      const shown = () => fact('permitJob', 'text', job.isco, dossier, 'job.isco')
      if (list.jobs.has(job.isco)) {
        clear(context, 'AGREES', shown)
        return null
      }
      const inForce = tableFact('shortageList', 'period', periodValue(list), 'shortageJobs')
      return sighting([dossier.id], { dossier }, [shown(), filed(), inForce])
    }),
})
