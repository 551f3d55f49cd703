import { clear, fact, personRule, sighting } from '../rule.ts'
import { isShortageJob } from '../shortage-jobs.ts'
import { eachDossier } from '../walk.ts'

/**
 * R48: filed as a shortage job, and the job did not stand on the list of the region on the day of
 * filing. Facts: dossiers, the region's list of shortage jobs.
 */
export const r48 = personRule({
  code: 'R48',
  version: 1,
  kind: 'HARD',
  severity: 'MEDIUM',
  needs: ['SHORTAGE_LIST'],
  ground: ['BVR of 7 December 2018', 'S87', 'S91'],
  find: (context) =>
    eachDossier(context, (dossier) => {
      const { category, job, submittedOn } = dossier.body
      if (category !== 'MEDIUM_SKILLED_SHORTAGE') {
        clear(context, 'OTHER_MATTER', () =>
          fact('category', 'code', `category.${category}`, dossier, 'category'),
        )
        return null
      }
      const shown = () => fact('permitJob', 'text', job.isco, dossier, 'job.isco')
      if (isShortageJob(context, dossier.body)) {
        clear(context, 'AGREES', shown)
        return null
      }
      const filed = fact('submittedOn', 'date', submittedOn, dossier, 'submittedOn')
      return sighting([dossier.id], { dossier }, [shown(), filed])
    }),
})
