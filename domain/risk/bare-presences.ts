/** Days at work that nothing explains, as far as the desk holds Dimona: one answer for rule and picture. */
import { holds, type Span, toSpan } from '../calendar/spans.ts'
import type { PresenceBody, TandemRecord } from '../contract/records.ts'
import { workSpans } from '../dossier/authorised.ts'
import { activeEmployments } from './employments.ts'
import { type Held, heldOf, type Holding, isHeldOn, regionsAt } from './holdings.ts'

type Presence = TandemRecord<'presence'>

export interface AtWork extends Held {
  presences: readonly Presence[]
  /** All that are theirs, in force or not. */
  declarations: readonly { record: TandemRecord<'declaration'> }[]
  employments?: readonly TandemRecord<'employment'>[]
  dossiers: readonly Pick<TandemRecord<'dossier'>, 'body'>[]
}

/** What is held of Dimona where somebody was registered. */
export function dimonaAt(facts: Held, { municipality }: PresenceBody): Holding[] {
  return heldOf(facts, 'DIMONA', regionsAt(municipality))
}

/** The registration names a declaration that is not known to be this person's: it speaks for itself. */
const namesAnother = ({ declarations }: AtWork, { l1Number }: PresenceBody): boolean =>
  l1Number !== null && !declarations.some(({ record }) => record.body.l1Number === l1Number)

/** Who works here on a professional card is self-employed here: neither Limosa nor Dimona knows them. */
const cardSpans = ({ dossiers }: AtWork): Span[] =>
  dossiers.flatMap(({ body }) => (body.procedure === 'PROFESSIONAL_CARD' ? workSpans(body) : []))

/** Belgian social security knows whoever works here on their own account by no declaration of an employer. */
const isOwnAccount = ({ selfEmployed, employer }: PresenceBody): boolean =>
  selfEmployed === true && employer.country === 'BE'

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
    ...cardSpans(facts),
  ]
  const open = facts.presences
    .filter(
      ({ body }) =>
        !isOwnAccount(body) &&
        !spans.some((span) => holds(span, body.date)) &&
        !namesAnother(facts, body),
    )
    .toSorted((a, b) => (a.body.date < b.body.date ? -1 : 1))
  return { open, bare: open.filter(({ body }) => isHeldOn(dimonaAt(facts, body), body.date)) }
}
