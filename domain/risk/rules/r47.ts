import { addMonths, daysBetween } from '../../calendar/local-date.ts'
import { intersection, type Span } from '../../calendar/spans.ts'
import type { DossierBody, VacancyNote } from '../../contract/records.ts'
import { isShortageJob } from '../../reference/shortage-jobs.ts'
import { normsOf } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, personRule, sighting } from '../rule.ts'
import { anyOf } from '../screens.ts'
import { eachDossier, unionDays } from '../walk.ts'

const isTested = ({ region, category }: Pick<DossierBody, 'region' | 'category'>): boolean =>
  region === 'FL' && category === 'OTHER_LMT'

const NONE: readonly VacancyNote[] = []

/** Days within a window on which a vacancy was open at both services at once. */
function daysOpen(vacancies: readonly VacancyNote[], window: Span): number {
  const at = (service: VacancyNote['services'][number]) =>
    vacancies
      .filter(({ services }) => services.includes(service))
      .flatMap(({ from, to }) => intersection({ from, to }, window) ?? [])
  const both = at('VDAB').flatMap((one) =>
    at('EURES').flatMap((other) => intersection(one, other) ?? []),
  )
  return unionDays(both.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
}

/**
 * R47: the job was not offered at VDAB and EURES for nine weeks within the four months before filing
 * (Flanders, category "other"). A job that stands on the region's list of shortage jobs is exempt, where
 * the list is held. Where the officer noted no vacancy yet, nothing is said. Facts: dossiers with the
 * vacancies that were noted on them, the region's list of shortage jobs.
 */
export const r47 = personRule({
  code: 'R47',
  version: 3,
  kind: 'HARD',
  severity: 'MEDIUM',
  ground: ['BVR of 7 December 2018', 'S93', 'S94'],
  parameters: {
    weeks: parameter('WEEKS', 9, [1, 26], { source: 'S93', confidence: 'MEDIUM' }),
    months: parameter('MONTHS', 4, [1, 12], { source: 'S93', confidence: 'MEDIUM' }),
  },
  screens: [
    anyOf(
      ({ facts }) =>
        facts.dossiers.filter(({ body }) => isTested(body) && (body.vacancies ?? NONE).length > 0)
          .length,
    ),
  ],
  find: (context, { weeks, months }) =>
    eachDossier(context, (dossier) => {
      const { category, submittedOn, vacancies = NONE } = dossier.body
      if (!isTested(dossier.body)) {
        clear(context, 'OTHER_MATTER', () =>
          fact('category', 'code', `category.${category}`, dossier, 'category'),
        )
        return null
      }
      if (isShortageJob(normsOf(context.facts), dossier.body)) {
        clear(context, 'AGREES', () =>
          fact('permitJob', 'text', dossier.body.job.isco, dossier, 'job.isco'),
        )
        return null
      }
      const filed = () => fact('submittedOn', 'date', submittedOn, dossier, 'submittedOn')
      if (vacancies.length === 0) {
        clear(context, 'PAPER_NOT_SEEN', filed)
        return null
      }
      const window = { from: addMonths(submittedOn, -months), to: submittedOn }
      const days = daysOpen(vacancies, window)
      const counted = fact('days', 'number', days, dossier, 'vacancies')
      if (days >= weeks * 7) {
        clear(context, 'WITHIN_LIMIT', () => counted)
        return null
      }
      return sighting([dossier.id], { dossier }, [
        filed(),
        fact('windowDays', 'number', daysBetween(window.from, window.to), dossier, 'submittedOn'),
        counted,
        limitFact(weeks),
      ])
    }),
})
