import { toDay } from '../../calendar/local-date.ts'
import type { DeclarationBody } from '../../contract/records.ts'
import { a1Country, a1Days, lastWithoutA1 } from '../a1-days.ts'
import { declarationFacts, periodFact } from '../evidence.ts'
import { heldFact, notHeld, unreadFact } from '../holdings.ts'
import { clear, fact, periodValue, personRule, sighting } from '../rule.ts'
import { heldSince, largest, LEAST } from '../screens.ts'
import { eachDeclaration } from '../walk.ts'

/** Somebody self-employed of whom it is not told where they live, and so not who would issue the form. */
const isHomeUnknown = (body: DeclarationBody): boolean =>
  body.kind === 'SELF_EMPLOYED' && a1Country(body) === null

/**
 * R07: no A1 of the employer and its country, asked or issued, covers the declared days of which the
 * desk holds the A1 forms. Who works on their own account needs one too, of the country where they live; any form
 * of theirs covers. Where that country is not told nothing is concluded. A form that was issued afterwards counts: it binds until its issuer
 * withdraws it. An employer of a country outside the regulation cannot have one. Where forms that stand
 * cover all of it and name another employer or country, that is a sign and no missing paper: the worker
 * is insured, and groups and names change. Facts: A1 forms.
 */
export const r07 = personRule({
  code: 'R07',
  version: 4,
  kind: 'HARD',
  seesSigns: true,
  severity: 'HIGH',
  needs: ['A1'],
  sees: ['IDENTITY'],
  ground: ['Regulation (EC) 883/2004 art. 12', 'Regulation (EC) 987/2009 art. 5', 'S132'],
  screens: [
    {
      measure: ({ facts, active }) =>
        largest(active, ({ body }) => {
          const last = lastWithoutA1(facts, body)
          return last === null ? LEAST : toDay(last)
        }),
      mayFire: (last, _, asked) => last >= heldSince(asked, 'A1'),
    },
  ],
  find: (context) =>
    eachDeclaration(context, (declaration) => {
      const days = a1Days(context.facts, declaration.body)
      if (days === null) {
        const why = isHomeUnknown(declaration.body) ? 'NOT_CERTAIN' : 'OTHER_MATTER'
        clear(context, why, () => periodFact(declaration))
        return null
      }
      const { held, asked, open, form, otherwiseCovered } = days
      if (asked.length === 0) {
        notHeld(context, held)
        return null
      }
      const shown = () =>
        form ? fact('a1Period', 'period', periodValue(form.body.period), form, 'period') : null
      if (open.length === 0) {
        clear(context, 'COVERED', shown)
        return null
      }
      const seen = sighting([declaration.id], { declaration }, [
        ...declarationFacts(context, declaration),
        shown(),
        ...open.map((gap) =>
          fact('uncoveredPeriod', 'period', periodValue(gap), declaration, 'period'),
        ),
        heldFact(held),
        unreadFact(held),
      ])
      return otherwiseCovered ? { ...seen, kind: 'SOFT' } : seen
    }),
})
