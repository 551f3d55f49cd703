import { addMonths } from '../../calendar/local-date.ts'
import { authorisedFact } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachDossier } from '../walk.ts'

/**
 * R55: a professional card for longer than a year, and neither VAT nor social contributions. Facts:
 * dossiers of professional cards, activity under the card.
 */
export const r55 = personRule({
  code: 'R55',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['CARD_ACTIVITY'],
  ground: ['Act of 19 February 1965', 'S32'],
  parameters: { months: parameter('MONTHS', 12, [3, 36]) },
  find: (context, { months }) =>
    eachDossier(context, (dossier) => {
      const { procedure, work, authorised } = dossier.body
      if (procedure !== 'PROFESSIONAL_CARD' || work.state !== 'GRANTED' || authorised === null) {
        clear(context, 'OTHER_MATTER')
        return null
      }
      const activity = outside(context.facts, 'CARD_ACTIVITY').find(
        ({ dossierId }) => dossierId === dossier.id,
      )
      if (addMonths(authorised.from, months) >= context.today) {
        clear(context, 'WITHIN_LIMIT', () => authorisedFact(dossier))
        return null
      }
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
