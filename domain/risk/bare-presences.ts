/** Days at work that nothing explains, as far as the desk holds Dimona: one answer for rule and picture. */
import { holds, toSpan } from '../calendar/spans.ts'
import type { PresenceBody, TandemRecord } from '../contract/records.ts'
import { activeEmployments } from './employments.ts'
import { type Held, heldOf, type Holding, isHeldOn, regionsAt } from './holdings.ts'

type Presence = TandemRecord<'presence'>

export interface AtWork extends Held {
  presences: readonly Presence[]
  /** All that are theirs, in force or not. */
  declarations: readonly { record: TandemRecord<'declaration'> }[]
  employments?: readonly TandemRecord<'employment'>[]
}

/** What is held of Dimona where somebody was registered. */
export function dimonaAt(facts: Held, { municipality }: PresenceBody): Holding[] {
  return heldOf(facts, 'DIMONA', regionsAt(municipality))
}

/** The registration names a declaration that is not known to be this person's: it speaks for itself. */
const namesAnother = ({ declarations }: AtWork, { l1Number }: PresenceBody): boolean =>
  l1Number !== null && !declarations.some(({ record }) => record.body.l1Number === l1Number)

/**
 * Presences that no declaration in force and no employment covers, in order of date; `bare`: those on
 * days and in regions of which Dimona is held.
 */
export function barePresences(facts: AtWork): { open: Presence[]; bare: Presence[] } {
  const spans = [
    ...facts.declarations
      .filter(({ record }) => record.body.status === 'ACTIVE')
      .map(({ record }) => record.body.period),
    ...activeEmployments(facts).map(({ body }) => toSpan(body.period)),
  ]
  const open = facts.presences
    .filter(
      ({ body }) => !spans.some((span) => holds(span, body.date)) && !namesAnother(facts, body),
    )
    .toSorted((a, b) => (a.body.date < b.body.date ? -1 : 1))
  return { open, bare: open.filter(({ body }) => isHeldOn(dimonaAt(facts, body), body.date)) }
}
