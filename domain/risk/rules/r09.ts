import { addMonths, toDay, type LocalDate } from '../../calendar/local-date.ts'
import { holds, toSpan } from '../../calendar/spans.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { mentionKey } from '../../linking/mentions.ts'
import type { TiedForm } from '../enterprise-facts.ts'
import { holdsAll, withheldOf } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { answersFor } from '../register-facts.ts'
import {
  clear,
  enterpriseRule,
  fact,
  limitFact,
  outsideLine,
  periodValue,
  sighting,
  type EnterpriseContext,
  type Sighting,
} from '../rule.ts'
import { largest, lastDay } from '../screens.ts'

const endOf = ({ body }: TandemRecord<'a1'>) => body.endedOn ?? body.period.from

const confirmed = (form: TandemRecord<'a1'>) =>
  fact('confirmedOn', 'date', endOf(form), form, 'endedOn')

const NO_TIES: readonly TiedForm[] = []

/**
 * True where the same person directs this enterprise today and directed the employer of the form when it was told
 * to be false, or had left it only shortly before: as with bankruptcies (R43).
 */
const isTied = ({ form, here, there }: TiedForm, today: LocalDate): boolean =>
  holds(toSpan(here), today) &&
  there.from <= endOf(form) &&
  answersFor({ directedUntil: there.to, bankruptOn: endOf(form) })

/** Says of whose directors nothing was looked at, when somebody asks. */
function sayUnseen(context: EnterpriseContext): void {
  const { facts } = context
  const masked = withheldOf(['FIRM_PEOPLE'], facts)
  const unseen = masked.length > 0 || holdsAll(['DIRECTORS'], facts) ? masked : ['DIRECTORS']
  for (const part of unseen) {
    const value = `outsideSource.${part}`
    clear(context, 'PART_NOT_SEEN', () => fact('unseenPart', 'code', value, facts.enterprise, 'id'))
  }
}

/** One sighting for each other employer that a director ties to this one. */
function throughDirectors(
  { facts, today }: EnterpriseContext,
  since: LocalDate,
  limit: number,
): Sighting[] {
  const ties = (facts.tiedFalseA1 ?? NO_TIES).filter(
    (one) => endOf(one.form) >= since && isTied(one, today),
  )
  const byEmployer = Map.groupBy(ties, ({ form }) => mentionKey(form.body.employer) ?? form.id)
  return [...byEmployer].map(([employer, theirs]) => {
    const [{ form, line, here, there }] = theirs as [TiedForm]
    const forms = new Map(theirs.map((one) => [one.form.id, one.form]))
    const source = outsideLine('DIRECTORS', line)
    return sighting(['DIRECTOR', employer], {}, [
      fact('tiedEmployer', 'text', form.body.employer.name, form, 'employer.name'),
      ...[...forms.values()].map(confirmed),
      fact('directedHere', 'period', periodValue(here), source, 'period'),
      fact('directedThere', 'period', periodValue(there), source, 'period'),
      limitFact(limit),
    ])
  })
}

/**
 * R09: an A1 in the name of the employer was told to be false by its issuer within some years, or in that of
 * another employer with the same director. A suspicion does not count, and neither does a neighbour: who shares an
 * address or a liaison with such an employer is not confirmed to be one with it. R21 and R40 show whom it shares
 * them with. Facts: A1 forms that are false, directors.
 */
export const r09 = enterpriseRule({
  code: 'R09',
  version: 3,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['A1'],
  ground: ['Regulation (EC) 987/2009 art. 5', 'S132'],
  parameters: { years: parameter('YEARS', 3, [1, 10]) },
  screens: [
    lastDay<'years'>(
      ({ facts: { falseA1 = [] } }) => largest(falseA1, (form) => toDay(endOf(form))),
      ({ years }, today) => addMonths(today, -12 * years),
    ),
    {
      measure: () => 0,
      mayFire: (_measure, _values, { facts }) => (facts.tiedFalseA1 ?? NO_TIES).length > 0,
    },
  ],
  find(context, { years }) {
    if (context.why) sayUnseen(context)
    const forms = context.facts.falseA1 ?? []
    const since = addMonths(context.today, -12 * years)
    const recent = forms.filter((form) => endOf(form) >= since)
    const own =
      recent.length === 0 ? [] : [sighting([], {}, [...recent.map(confirmed), limitFact(years)])]
    const found = [...own, ...throughDirectors(context, since, years)]
    if (found.length > 0) return found
    const last = forms.at(-1)
    if (!last) return clear(context, 'NO_RECORD')
    return clear(context, 'WITHIN_LIMIT', () => confirmed(last))
  },
})
