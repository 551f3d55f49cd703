import { brusselsDay, daysBetween, type LocalDate } from '../../calendar/local-date.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { firstClientKey } from '../../linking/mentions.ts'
import { declarationFacts } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, NOTHING, personRule, sighting, type RuleContext } from '../rule.ts'
import { largest, LEAST } from '../screens.ts'
import { sendersOf } from '../senders.ts'

/** Shortest and longest window in days in which filings may be counted. */
const WINDOW = [5, 120] as const

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
  const control = controlBefore(context, declaration, brusselsDay(cancelledAt))
  const facts = [
    ...declarationFacts(context, declaration),
    shown(),
    limitFact(maxDays),
    control && fact('controlledOn', 'date', control.body.date, control, 'date'),
  ]
  const seen = sighting([declaration.id], { declaration }, facts)
  return [control ? { ...seen, severity: 'HIGH' as const } : seen]
}

/** A field control that met the worker on a declared day before the declaration was cancelled. */
function controlBefore(
  { facts: { controls = [] } }: RuleContext,
  { body: { period } }: Declaration,
  cancelled: LocalDate,
) {
  return (
    controls.find(
      ({ body: { date } }) => period.from <= date && date <= period.to && date <= cancelled,
    ) ?? null
  )
}

/** A declaration of which it is known when it was filed. */
interface Filed {
  record: Declaration
  submittedAt: string
}

/**
 * Declarations of one sender and client that were filed again: that replaced another one, or came within
 * so many days after another of them was cancelled, which answers for one.
 */
function filedAgain(group: readonly Filed[], windowDays: number): Filed[] {
  const sorted = group.toSorted((a, b) => (a.submittedAt < b.submittedAt ? -1 : 1))
  const cancelled = sorted.filter(({ record }) => record.body.cancelledAt !== null)
  const answered = new Set<Filed>()
  return sorted.filter((one) => {
    const { submittedAt, record } = one
    const before = cancelled.find((other) => {
      const at = other.record.body.cancelledAt!
      if (other === one || answered.has(other) || at > submittedAt) return false
      return daysBetween(brusselsDay(at), brusselsDay(submittedAt)) <= windowDays
    })
    if (before) answered.add(before)
    return record.body.replacesL1 !== null || before !== undefined
  })
}

/** What was filed again, by sender and client. */
function refiled({ facts }: RuleContext, windowDays: number): Filed[][] {
  const filed = facts.declarations.flatMap(({ record }) => {
    const { submittedAt } = record.body
    return submittedAt === null ? [] : [{ record, submittedAt }]
  })
  const senderOf = sendersOf(filed.map(({ record }) => record))
  const groups = Map.groupBy(filed, ({ record }) =>
    [senderOf(record), firstClientKey(record.body)].join('|'),
  )
  return [...groups.values()]
    .map((group) => filedAgain(group, windowDays))
    .filter(({ length }) => length > 0)
}

function chains(context: RuleContext, refilings: number, windowDays: number) {
  return refiled(context, windowDays).flatMap((group) => {
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
 * R11: a declaration cancelled after the work should have begun, which weighs more when a field control
 * had met the worker by then, or filed again and again for one worker and client. Facts: declarations,
 * the cancelled and replaced ones too, controls.
 */
export const r11 = personRule({
  code: 'R11',
  version: 3,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['S57'],
  parameters: {
    /** Days after the declared first day within which a cancellation is ordinary. */
    maxDays: parameter('DAYS', 7, [0, 60]),
    refilings: parameter('COUNT', 3, [2, 10]),
    windowDays: parameter('DAYS', 30, WINDOW),
  },
  screens: [
    {
      measure: ({ facts }) =>
        largest(facts.declarations, ({ record }) => daysToCancelling(record) ?? LEAST),
      mayFire: (days, { maxDays }) => days > maxDays,
    },
    {
      measure: (context) => largest(refiled(context, WINDOW[1]), (group) => group.length),
      mayFire: (times, { refilings }) => times >= refilings,
    },
  ],
  find(context, { maxDays, refilings, windowDays }) {
    const { declarations } = context.facts
    if (declarations.length === 0) return clear(context, 'NO_DECLARATION')
    // Most were never cancelled, and replace none.
    const cancelled = declarations.filter(({ record }) => record.body.cancelledAt !== null)
    const replacing = declarations.filter(({ record }) => record.body.replacesL1 !== null).length
    if (cancelled.length + replacing === 0) return clear(context, 'NO_RECORD')
    // Nothing was filed again more often than something was replaced or cancelled before it.
    const mayChain = context.why !== null || cancelled.length + replacing >= refilings
    const found = [
      ...cancelled.flatMap(({ record }) => cancelledLate(context, maxDays, record)),
      ...(mayChain ? chains(context, refilings, windowDays) : []),
    ]
    return found.length > 0 ? found : NOTHING
  },
})
