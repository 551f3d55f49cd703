import { addMonths } from '../../calendar/local-date.ts'
import { authorisedFact } from '../evidence.ts'
import { latest, outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachDossier } from '../walk.ts'
import { hasLines } from '../worker-facts.ts'

/**
 * R55: a professional card for longer than a year, and neither VAT nor social contributions by what was
 * told last. Facts: dossiers of professional cards, activity of the self-employed.
 */
export const r55 = personRule({
  code: 'R55',
  version: 2,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['CARD_ACTIVITY'],
  sees: ['IDENTITY', 'WORKER_FILES'],
  ground: ['Act of 19 February 1965', 'S32'],
  parameters: { months: parameter('MONTHS', 12, [3, 36]) },
  screens: [hasLines('CARD_ACTIVITY')],
  find: (context, { months }) =>
    eachDossier(context, (dossier) => {
      const { procedure, work, authorised } = dossier.body
      if (procedure !== 'PROFESSIONAL_CARD' || work.state !== 'GRANTED' || authorised === null) {
        clear(context, 'OTHER_MATTER')
        return null
      }
      const due = addMonths(authorised.from, months)
      if (due >= context.today) {
        clear(context, 'WITHIN_LIMIT', () => authorisedFact(dossier))
        return null
      }
      // What was known earlier says nothing of the time after.
      const told = outside(context.facts, 'CARD_ACTIVITY').filter(({ on }) => on > due)
      const activity = latest(told)
      if (!activity) {
        clear(context, 'NO_RECORD')
        return null
      }
      if (activity.vatActive || activity.contributionsPaid) {
        clear(context, 'AGREES')
        return null
      }
      const line = outsideLine('CARD_ACTIVITY', activity)
      return sighting([dossier.id], { dossier }, [
        authorisedFact(dossier),
        fact('vatActive', 'code', 'yesNo.NO', line, 'vatActive'),
        fact('contributions', 'code', 'yesNo.NO', line, 'contributionsPaid'),
        limitFact(months),
      ])
    }),
})
