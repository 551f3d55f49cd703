import * as v from 'valibot'
import { addMonths } from '../calendar/local-date.ts'
import { Id, LocalDateText } from '../contract/records.ts'
import { maySetAbsence, serviceOf } from '../rights/service.ts'
import { accept, refuse, type Command } from './command.ts'
import { checkAhead, checkNotBefore } from './days.ts'

const Args = v.strictObject({
  /** Chosen by the desk, so that a repeat is the same absence. */
  absenceId: Id,
  person: Id,
  /** First and last day. */
  from: LocalDateText,
  to: LocalDateText,
  /** Who looks after the dossiers meanwhile; null: the whole team. */
  replacedBy: v.nullable(Id),
})

/** Months back in which an absence may have begun: further away is a slip of the hand. */
const MONTHS_BACK = 36

/** Says that somebody of the service does not work for some days; never why. */
export const recordAbsence: Command<'recordAbsence', v.InferOutput<typeof Args>> = {
  name: 'recordAbsence',
  args: Args,
  needs: ({ absenceId }) => [{ kind: 'absence', id: absenceId }],
  lane: () => null,
  words: [],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { absenceId, person, from, to, replacedBy }, { actor, at, today, colleagues }) {
    const service = serviceOf(actor)
    const works = (id: string) =>
      id === actor.id || colleagues.some((one) => one.id === id && one.assignable)
    if (service === null || !maySetAbsence(actor, person, service)) return refuse('FORBIDDEN')
    if (records('absence', absenceId)) return refuse('ALREADY_SO')
    if (!works(person)) return refuse('UNKNOWN_ASSIGNEE')
    if (replacedBy !== null && (replacedBy === person || !works(replacedBy))) {
      return refuse('UNKNOWN_ASSIGNEE')
    }
    if (to < from) return refuse('PERIOD_ENDS_BEFORE_START')
    if (to < today) return refuse('ABSENCE_OVER')
    const unlikely = checkAhead(to, today) ?? checkNotBefore(from, addMonths(today, -MONTHS_BACK))
    if (unlikely) return unlikely
    const body = { person, service, from, to, replacedBy, removed: false, by: actor.id, at }
    return accept({ kind: 'absence', id: absenceId, body })
  },
}
