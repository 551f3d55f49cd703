/** What inspectors noted at controls of how somebody works (domain/commands/controls/signs.ts). */
import { holds } from '../calendar/spans.ts'
import type { ControlBody, DeclarationBody, TandemRecord } from '../contract/records.ts'
import type { PersonFacts } from './person-facts.ts'

/** A control with what was seen at it. */
export type Seen = TandemRecord<'control'> & {
  body: ControlBody & { signs: NonNullable<ControlBody['signs']> }
}

const hasSigns = (control: TandemRecord<'control'>): control is Seen =>
  control.body.signs !== undefined

/** The controls that met somebody at which something was noted. */
export const seenAt = ({ controls = [] }: Pick<PersonFacts, 'controls'>): Seen[] =>
  controls.filter(hasSigns)

/** The last of them within a declared period; undefined: there is none. */
export const lastSeen = (
  facts: Pick<PersonFacts, 'controls'>,
  { period }: DeclarationBody,
): Seen | undefined =>
  seenAt(facts)
    .filter(({ body }) => holds(period, body.date))
    .toSorted((a, b) => (a.body.date < b.body.date ? -1 : 1))
    .at(-1)
