import { addMonths, daysBetween } from '../../calendar/local-date.ts'
import { intersection } from '../../calendar/spans.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { isShortageJob } from '../shortage-jobs.ts'
import { eachDossier, unionDays } from '../walk.ts'

/**
 * R47: the job was not offered at VDAB and EURES for nine weeks within the four months before filing
 * (Flanders, category "other"). A job that stands on the region's list of shortage jobs is exempt, where
 * the list is held. Facts: dossiers, vacancies, the region's list of shortage jobs.
 */
export const r47 = personRule({
  code: 'R47',
  version: 2,
  kind: 'HARD',
  severity: 'MEDIUM',
  needs: ['VACANCIES'],
  ground: ['BVR of 7 December 2018', 'S93', 'S94'],
  parameters: {
    weeks: parameter('WEEKS', 9, [1, 26], { source: 'S93', confidence: 'MEDIUM' }),
    months: parameter('MONTHS', 4, [1, 12], { source: 'S93', confidence: 'MEDIUM' }),
  },
  find: (context, { weeks, months }) =>
    eachDossier(context, (dossier) => {
      const { region, category, submittedOn } = dossier.body
      if (region !== 'FL' || category !== 'OTHER_LMT') {
        clear(context, 'OTHER_MATTER', () =>
          fact('category', 'code', `category.${category}`, dossier, 'category'),
        )
        return null
      }
      if (isShortageJob(context, dossier.body)) {
        clear(context, 'AGREES', () =>
          fact('permitJob', 'text', dossier.body.job.isco, dossier, 'job.isco'),
        )
        return null
      }
      const window = { from: addMonths(submittedOn, -months), to: submittedOn }
      const vacancies = outside(context.facts, 'VACANCIES').filter(
        (one) => one.dossierId === dossier.id && one.vdab && one.eures,
      )
      const spans = vacancies
        .flatMap(({ from, to }) => intersection({ from, to }, window) ?? [])
        .toSorted((a, b) => (a.from < b.from ? -1 : 1))
      const days = unionDays(spans)
      const line = outsideLine('VACANCIES', vacancies[0] ?? dossier)
      const counted = fact('days', 'number', days, line, 'period')
      if (days >= weeks * 7) {
        clear(context, 'WITHIN_LIMIT', () => counted)
        return null
      }
      return sighting([dossier.id], { dossier }, [
        fact('submittedOn', 'date', submittedOn, dossier, 'submittedOn'),
        fact('windowDays', 'number', daysBetween(window.from, window.to), dossier, 'submittedOn'),
        counted,
        limitFact(weeks),
      ])
    }),
})
