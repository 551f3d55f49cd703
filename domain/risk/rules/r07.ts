import { gaps } from '../../calendar/spans.ts'
import type { DeclarationBody } from '../../contract/records.ts'
import { fold } from '../../linking/names.ts'
import { declarationFacts } from '../evidence.ts'
import { outside, type A1Form } from '../outside-facts.ts'
import { clear, fact, outsideLine, periodValue, personRule, sighting } from '../rule.ts'
import { eachDeclaration } from '../walk.ts'

const sameEmployer = (form: A1Form, { employer }: DeclarationBody) =>
  employer !== null &&
  form.country === employer.country &&
  fold(form.employerName) === fold(employer.name)

/**
 * R07: no A1 of the employer and its country covers the declared period. A form that was issued
 * afterwards counts: it binds until its issuer withdraws it. Facts: A1 forms.
 */
export const r07 = personRule({
  code: 'R07',
  version: 1,
  kind: 'HARD',
  severity: 'HIGH',
  needs: ['A1'],
  ground: ['Regulation (EC) 883/2004 art. 12', 'Regulation (EC) 987/2009 art. 5', 'S132'],
  find: (context) =>
    eachDeclaration(context, (declaration) => {
      const { body } = declaration
      if (body.employer === null || body.employer.country === 'BE') return null
      const forms = outside(context.facts, 'A1').filter(({ withdrawn }) => !withdrawn)
      const theirs = forms.filter((form) => sameEmployer(form, body))
      const open = gaps(
        theirs.map(({ period }) => period),
        body.period,
      )
      const form = theirs[0] ?? forms[0]
      const shown = form
        ? fact('a1Period', 'period', periodValue(form.period), outsideLine('A1', form.id), 'period')
        : null
      if (open.length === 0) {
        clear(context, 'COVERED', () => shown)
        return null
      }
      return sighting([declaration.id], { declaration }, [
        ...declarationFacts(context, declaration),
        shown,
        ...open.map((gap) =>
          fact('uncoveredPeriod', 'period', periodValue(gap), declaration, 'period'),
        ),
      ])
    }),
})
