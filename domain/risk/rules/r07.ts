import { gaps, intersection } from '../../calendar/spans.ts'
import type { A1Body, DeclarationBody, TandemRecord } from '../../contract/records.ts'
import { sameEmployer } from '../../limosa/elements.ts'
import { issuesA1 } from '../../reference/countries.ts'
import { declarationFacts } from '../evidence.ts'
import { heldDays, heldFact, heldOf, notHeld, regionsOf } from '../holdings.ts'
import { clear, fact, periodValue, personRule, sighting } from '../rule.ts'
import { eachDeclaration } from '../walk.ts'

type Form = TandemRecord<'a1'>
const NO_FORMS: readonly Form[] = []

/** A withdrawn or false form no longer binds; a request is proof until it is answered. */
const counts = ({ body: { state, endedOn } }: Form) =>
  state === 'ISSUED' || (state === 'REQUESTED' && endedOn === null)

const isOf = (employer: NonNullable<DeclarationBody['employer']>, { country, ...form }: A1Body) =>
  country === employer.country && sameEmployer(form.employer, employer)

/**
 * R07: no A1 of the employer and its country, asked or issued, covers the declared days of which the
 * desk holds the A1 forms. A form that was issued afterwards counts: it binds until its issuer
 * withdraws it. An employer of a country outside the regulation cannot have one. Facts: A1 forms.
 */
export const r07 = personRule({
  code: 'R07',
  version: 2,
  kind: 'HARD',
  severity: 'HIGH',
  needs: ['A1'],
  ground: ['Regulation (EC) 883/2004 art. 12', 'Regulation (EC) 987/2009 art. 5', 'S132'],
  find: (context) =>
    eachDeclaration(context, (declaration) => {
      const { employer, period } = declaration.body
      if (employer === null || !issuesA1(employer.country, period.from)) {
        clear(context, 'OTHER_MATTER')
        return null
      }
      const held = heldOf(context.facts, 'A1', regionsOf(declaration.body))
      const days = held.flatMap((holding) => intersection(period, heldDays(holding)) ?? [])
      if (days.length === 0) {
        notHeld(context, held)
        return null
      }
      const forms = (context.facts.a1 ?? NO_FORMS).filter(counts)
      const theirs = forms.filter(({ body }) => isOf(employer, body))
      const covered = theirs.map(({ body }) => body.period)
      const open = days.flatMap((part) => gaps(covered, part))
      const form = theirs[0] ?? forms[0] ?? context.facts.a1?.[0]
      const shown = () =>
        form ? fact('a1Period', 'period', periodValue(form.body.period), form, 'period') : null
      if (open.length === 0) {
        clear(context, 'COVERED', shown)
        return null
      }
      return sighting([declaration.id], { declaration }, [
        ...declarationFacts(context, declaration),
        shown(),
        ...open.map((gap) =>
          fact('uncoveredPeriod', 'period', periodValue(gap), declaration, 'period'),
        ),
        heldFact(held),
      ])
    }),
})
