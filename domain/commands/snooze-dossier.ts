import * as v from 'valibot'
import { toDay } from '../calendar/local-date.ts'
import { Id, LocalDateText } from '../contract/records.ts'
import { clockColumns, levelOn } from '../dossier/clocks.ts'
import { isPressing, NOT_SNOOZED, snoozedUntil } from '../dossier/snooze.ts'
import { isClosed } from '../dossier/tracks.ts'
import { serviceOf } from '../rights/service.ts'
import { isForService } from '../rights/tracks.ts'
import { accept, refuse, type Command } from './command.ts'
import { checkAhead } from './days.ts'

const Args = v.strictObject({
  dossierId: Id,
  /** The day on which it comes back; null: with the next event. Null as a whole: it comes back now. */
  snooze: v.nullable(v.strictObject({ until: v.nullable(LocalDateText) })),
  /** Events that the officer saw: with one more it comes back at once. */
  seen: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/** Puts a dossier aside for the own service, or brings it back. */
export const snoozeDossier: Command<'snoozeDossier', v.InferOutput<typeof Args>> = {
  name: 'snoozeDossier',
  args: Args,
  needs: ({ dossierId }) => [{ kind: 'dossier', id: dossierId }],
  lane: () => null,
  words: [],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { dossierId, snooze, seen }, { actor, at, today }) {
    const dossier = records('dossier', dossierId)
    if (!dossier) return refuse('NOT_FOUND')
    const { body } = dossier
    const service = serviceOf(actor)
    if (service === null || !isForService(actor, body)) return refuse('FORBIDDEN')
    const others = (body.snoozes ?? []).filter((one) => one.service !== service)
    if (snooze === null) {
      if (snoozedUntil(body, service) === NOT_SNOOZED) return refuse('ALREADY_SO')
      return accept({ kind: 'dossier', id: dossierId, body: { ...body, snoozes: others } })
    }
    if (isClosed(body)) return refuse('DOSSIER_CLOSED')
    if (snooze.until !== null && snooze.until <= today) return refuse('SNOOZE_TOO_EARLY')
    const far = snooze.until !== null && checkAhead(snooze.until, today)
    if (far) return far
    if (isPressing(levelOn(clockColumns(body), toDay(today)))) return refuse('SNOOZE_TERM_NEAR')
    const own = { service, until: snooze.until, events: seen, by: actor.id, at }
    return accept({ kind: 'dossier', id: dossierId, body: { ...body, snoozes: [...others, own] } })
  },
}
