import { brusselsDay, daysBetween, type LocalDate } from '../../calendar/local-date.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { declarationFacts } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import { chainOf } from '../replaced.ts'
import { clear, fact, limitFact, personRule, sighting, type RuleContext } from '../rule.ts'
import { largest, LEAST } from '../screens.ts'
import { eachDeclaration } from '../walk.ts'

type Declaration = TandemRecord<'declaration'>

/** The declaration that stood first for this work: a declaration that replaces one is not late. */
const firstOf = ({ facts }: RuleContext, declaration: Declaration): Declaration =>
  chainOf(facts, declaration).at(-1)!

function firstPresence({ facts }: RuleContext, { body }: Declaration): LocalDate | null {
  let first: LocalDate | null = null
  for (const { body: seen } of facts.presences) {
    if (seen.l1Number === body.l1Number && (first === null || seen.date < first)) first = seen.date
  }
  return first
}

/** The declared first day, or that of a presence before it. */
function beganOn(context: RuleContext, declaration: Declaration): LocalDate {
  const present = firstPresence(context, declaration)
  const { from } = declaration.body.period
  return present !== null && present < from ? present : from
}

/** Days from the start of the work to the day on which it was declared; LEAST where that is not told. */
function daysLate(context: RuleContext, declaration: Declaration): number {
  const { submittedAt } = firstOf(context, declaration).body
  if (submittedAt === null) return LEAST
  return daysBetween(beganOn(context, declaration), brusselsDay(submittedAt))
}

/**
 * R10: declared in Limosa after the work began: after the declared first day or after the first
 * registered presence, whichever is earlier. Facts: declarations, presences.
 */
export const r10 = personRule({
  code: 'R10',
  version: 1,
  kind: 'HARD',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['Programme Act (I) of 27 December 2006 art. 139', 'S50'],
  parameters: {
    /** A declaration so many days late is not shown: outages of the portal. */
    grace: parameter('DAYS', 0, [0, 14]),
  },
  screens: [
    {
      measure: (context) => largest(context.active, (one) => daysLate(context, one)),
      mayFire: (days, { grace }) => days > grace,
    },
  ],
  find: (context, { grace }) =>
    eachDeclaration(context, (declaration) => {
      const first = firstOf(context, declaration)
      const { submittedAt } = first.body
      if (submittedAt === null) {
        clear(context, 'PART_NOT_SEEN', () =>
          fact('submittedAt', 'date', null, first, 'submittedAt'),
        )
        return null
      }
      const began = beganOn(context, declaration)
      // Brussels is at most a day ahead of UTC: most declarations are early enough either way.
      const early = daysBetween(began, submittedAt.slice(0, 10)) < grace
      if (early && context.why === null) return null
      const present = firstPresence(context, declaration)
      const filed = brusselsDay(submittedAt)
      const shown = () => fact('submittedAt', 'date', filed, first, 'submittedAt')
      if (daysBetween(began, filed) <= grace) {
        clear(context, 'WITHIN_LIMIT', shown)
        return null
      }
      return sighting([declaration.id], { declaration }, [
        ...declarationFacts(context, declaration),
        shown(),
        present === null ? null : fact('presenceFirst', 'date', present, declaration, 'l1Number'),
        limitFact(grace),
      ])
    }),
})
