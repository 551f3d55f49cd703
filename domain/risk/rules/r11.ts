import { brusselsDay, daysBetween } from '../../calendar/local-date.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { declarationFacts } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, NOTHING, personRule, sighting, type RuleContext } from '../rule.ts'
import { largest, LEAST } from '../screens.ts'
import { senderOf } from '../walk.ts'

type Declaration = TandemRecord<'declaration'>

/** Days from the declared first day to the cancellation; null when it was not cancelled. */
function daysToCancelling({ body: { cancelledAt, period } }: Declaration): number | null {
  return cancelledAt === null ? null : daysBetween(period.from, brusselsDay(cancelledAt))
}

/** Cancelled longer after the declared first day than a change of plans explains. */
function cancelledLate(context: RuleContext, maxDays: number, declaration: Declaration) {
  const { cancelledAt } = declaration.body
  const days = daysToCancelling(declaration)
  if (cancelledAt === null || days === null) return []
  const shown = () =>
    fact('cancelledAt', 'date', brusselsDay(cancelledAt), declaration, 'cancelledAt')
  if (days <= maxDays) {
    clear(context, 'WITHIN_LIMIT', shown)
    return []
  }
  const facts = [...declarationFacts(context, declaration), shown(), limitFact(maxDays)]
  return [sighting([declaration.id], { declaration }, facts)]
}

interface Refiled {
  record: Declaration
  submittedAt: string
}

/** Declarations that replaced another one and say when, by who sends and for which client. */
function refiled({ facts }: RuleContext): Refiled[][] {
  const groups = new Map<string, Refiled[]>()
  for (const { record } of facts.declarations) {
    const { replacesL1, submittedAt, clients } = record.body
    if (replacesL1 === null || submittedAt === null) continue
    const key = [senderOf(record.body), clients[0]?.enterpriseNumber, clients[0]?.name].join('|')
    groups.set(key, [...(groups.get(key) ?? []), { record, submittedAt }])
  }
  return [...groups.values()].map((group) =>
    group.toSorted((a, b) => (a.submittedAt < b.submittedAt ? -1 : 1)),
  )
}

function chains(context: RuleContext, refilings: number, windowDays: number) {
  return refiled(context).flatMap((group) => {
    for (let last = refilings - 1; last < group.length; last += 1) {
      const [a, b] = [group[last - refilings + 1]!, group[last]!]
      if (daysBetween(brusselsDay(a.submittedAt), brusselsDay(b.submittedAt)) > windowDays) continue
      return [
        sighting([a.record.id, 'chain'], { declaration: b.record }, [
          ...declarationFacts(context, b.record),
          fact('counted', 'number', group.length, b.record, 'replacesL1'),
          fact('submittedAt', 'date', brusselsDay(a.submittedAt), a.record, 'submittedAt'),
          limitFact(refilings),
        ]),
      ]
    }
    clear(context, 'WITHIN_LIMIT', () =>
      fact('counted', 'number', group.length, group[0]!.record, 'replacesL1'),
    )
    return []
  })
}

/**
 * R11: a declaration cancelled after the work should have begun, or filed again and again for one
 * worker and client. Facts: declarations, the cancelled and replaced ones too.
 */
export const r11 = personRule({
  code: 'R11',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['S57'],
  parameters: {
    /** Days after the declared first day within which a cancellation is ordinary. */
    maxDays: parameter('DAYS', 7, [0, 60]),
    refilings: parameter('COUNT', 3, [2, 10]),
    windowDays: parameter('DAYS', 30, [5, 120]),
  },
  screens: [
    {
      measure: ({ facts }) =>
        largest(facts.declarations, ({ record }) => daysToCancelling(record) ?? LEAST),
      mayFire: (days, { maxDays }) => days > maxDays,
    },
    {
      measure: (context) => largest(refiled(context), (group) => group.length),
      mayFire: (times, { refilings }) => times >= refilings,
    },
  ],
  find(context, { maxDays, refilings, windowDays }) {
    const { declarations } = context.facts
    if (declarations.length === 0) return clear(context, 'NO_DECLARATION')
    // Most were never cancelled, and replace none.
    const cancelled = declarations.filter(({ record }) => record.body.cancelledAt !== null)
    const again = declarations.some(({ record }) => record.body.replacesL1 !== null)
    if (cancelled.length === 0 && !again) return NOTHING
    const found = [
      ...cancelled.flatMap(({ record }) => cancelledLate(context, maxDays, record)),
      ...chains(context, refilings, windowDays),
    ]
    return found.length > 0 ? found : NOTHING
  },
})
