import { addWorkingDays } from '../../calendar/holidays.ts'
import { addDays, daysBetween, type LocalDate } from '../../calendar/local-date.ts'
import { overlaps, toSpan } from '../../calendar/spans.ts'
import type { DeclarationBody, TandemRecord } from '../../contract/records.ts'
import { workSite } from '../../limosa/building-site.ts'
import { partyKeys } from '../../linking/mentions.ts'
import { REGISTERED_AT_ANY_VALUE } from '../../reference/limosa.ts'
import { declarationFacts, periodFact } from '../evidence.ts'
import { heldFact, heldOf, isHeldOn, notHeld, regionsOf, unreadFact } from '../holdings.ts'
import { outside, type Works } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import type { PersonFacts } from '../person-facts.ts'
import { chainOf } from '../replaced.ts'
import {
  clear,
  fact,
  limitFact,
  outsideLine,
  personRule,
  type RuleContext,
  sighting,
} from '../rule.ts'
import { largest, LEAST, MOST } from '../screens.ts'
import { eachDeclaration } from '../walk.ts'

/**
 * The first registration from a day on, with the declaration or one that it replaced, or by the worker's own
 * number alone.
 */
function firstPresence(
  facts: PersonFacts,
  declaration: TandemRecord<'declaration'>,
  from: LocalDate,
): TandemRecord<'presence'> | undefined {
  const numbers = chainOf(facts, declaration).map(({ body }) => body.l1Number)
  return facts.presences
    .filter(
      ({ body }) =>
        body.date >= from && (body.l1Number === null || numbers.includes(body.l1Number)),
    )
    .toSorted((a, b) => (a.body.date < b.body.date ? -1 : 1))[0]
}

const isAtAnyValue = ({ sector }: DeclarationBody): boolean =>
  REGISTERED_AT_ANY_VALUE.sectors.includes(sector)

/** So many days after the declared start somebody registered first. */
function delay(facts: PersonFacts, declaration: TandemRecord<'declaration'>): number {
  const { body } = declaration
  if (workSite(body) === null) return LEAST
  const { from } = body.period
  const first = firstPresence(facts, declaration, from)
  return first ? daysBetween(from, first.body.date) : MOST
}

/** The longest of them among the declarations of some sectors. */
const longestDelay = (
  { facts, active }: Pick<RuleContext, 'facts' | 'active'>,
  isOne: (body: DeclarationBody) => boolean,
): number =>
  largest(
    active.filter(({ body }) => isOne(body)),
    (declaration) => delay(facts, declaration),
  )

interface Duty {
  works: Works
  from: LocalDate
}

const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b)

/** Works at the place from a value on; who cleans is bound at any value, by works in which they have a part. */
function dutyOf(body: DeclarationBody, all: readonly Works[], minValue: number): Duty | null {
  const isAny = isAtAnyValue(body)
  const { to } = body.period
  const begun = isAny
    ? later(REGISTERED_AT_ANY_VALUE.validFrom, body.period.from)
    : body.period.from
  if (begun > to) return null
  const own = isAny ? partyKeys(body) : []
  const binding = all.filter(
    ({ valueEuro, period, parties }) =>
      (isAny ? parties.some((key) => own.includes(key)) : valueEuro >= minValue) &&
      overlaps(toSpan(period), { from: begun, to }),
  )
  // Most have none: what a place reads as takes longer than all of the rest.
  const site = binding.length === 0 ? null : workSite(body)
  const works = site === null ? undefined : binding.find(({ place }) => place === site)
  return works ? { works, from: later(works.period.from, begun) } : null
}

/**
 * R26: declared for a site with a duty of registration, and never registered in the first working days.
 * Building from a value of the works on, cleaning at any value since that duty exists, on days and in regions
 * of which the desk holds the registrations. Facts: declarations, works declared at their place, presences.
 */
export const r26 = personRule({
  code: 'R26',
  version: 5,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['PRESENCES', 'WORKS'],
  sees: ['IDENTITY', 'SITES', 'FIRM_WORKS'],
  ground: ['Act of 4 August 1996 art. 31bis-31septies', 'S128'],
  parameters: {
    minValue: parameter('EURO', 500_000, [0, 5_000_000], {
      validFrom: '2016-03-01',
      source: 'S129',
      confidence: 'MEDIUM',
    }),
    workingDays: parameter('DAYS', 10, [1, 60]),
  },
  screens: [
    {
      measure: (context) => longestDelay(context, (body) => !isAtAnyValue(body)),
      mayFire: (days, { workingDays, minValue }, { facts }) =>
        days >= workingDays && outside(facts, 'WORKS').some((one) => one.valueEuro >= minValue),
    },
    {
      measure: (context) => longestDelay(context, isAtAnyValue),
      mayFire: (days, { workingDays }, { facts }) =>
        days >= workingDays && outside(facts, 'WORKS').length > 0,
    },
  ],
  find: (context, { minValue, workingDays }) =>
    eachDeclaration(context, (declaration) => {
      const { body } = declaration
      const duty = dutyOf(body, outside(context.facts, 'WORKS'), minValue)
      if (!duty) {
        clear(context, 'NO_RECORD')
        return null
      }
      const { works, from } = duty
      const until = addWorkingDays(addDays(from, -1), workingDays)
      if (until >= context.today) {
        clear(context, 'WITHIN_LIMIT', () => periodFact(declaration))
        return null
      }
      const present = firstPresence(context.facts, declaration, body.period.from)
      if (present && present.body.date <= until) {
        clear(context, 'AGREES', () =>
          fact('presenceFirst', 'date', present.body.date, present, 'date'),
        )
        return null
      }
      const held = heldOf(context.facts, 'PRESENCES', regionsOf(body))
      if (!held.some((one) => isHeldOn([one], from) && isHeldOn([one], until))) {
        notHeld(context, held)
        return null
      }
      const line = outsideLine('WORKS', works)
      return sighting([declaration.id], { declaration }, [
        ...declarationFacts(context, declaration),
        fact('worksNumber', 'text', works.number, line, 'number'),
        fact('worksValue', 'number', works.valueEuro, line, 'valueCents'),
        heldFact(held),
        unreadFact(held),
        limitFact(workingDays),
      ])
    }),
})
