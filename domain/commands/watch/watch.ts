/** Keeping an eye on an enterprise, a person or a dossier, for a reason and until a day. */
import * as v from 'valibot'
import { addDays } from '../../calendar/local-date.ts'
import { Id, LocalDateText } from '../../contract/records.ts'
import { WATCHED_KINDS } from '../../watch/codes.ts'
import { accept, refuse, type Command } from '../command.ts'
import { checkReason } from '../words.ts'

/** Shortest reason, in characters. */
export const WATCH_REASON_MIN = 10
/** Longest reason, in characters. */
export const WATCH_REASON_MAX = 500
/** Longest watch, in days: whoever still needs it then says so again. */
export const WATCH_DAYS_MAX = 366

const Args = v.strictObject({
  /** Chosen by the desk, so that a repeat is the same watch. */
  watchId: Id,
  kind: v.picklist(WATCHED_KINDS),
  subjectId: Id,
  reason: v.string(),
  /** Last day, included. */
  until: LocalDateText,
})

/** Begins a watch. It is its owner's alone: nobody else learns of it, least of all who is watched. */
export const watchSubject: Command<'watchSubject', v.InferOutput<typeof Args>> = {
  name: 'watchSubject',
  args: Args,
  needs: ({ watchId, kind, subjectId }) => [
    { kind: 'watch', id: watchId },
    { kind, id: subjectId },
  ],
  lane: ({ watchId }) => ({ kind: 'watch', id: watchId }),
  words: [{ field: 'reason', min: WATCH_REASON_MIN, max: WATCH_REASON_MAX }],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { watchId, kind, subjectId, until, ...args }, { actor, at, today }) {
    if (!records(kind, subjectId)) return refuse('NOT_FOUND')
    if (records('watch', watchId)) return refuse('ALREADY_SO')
    const reason = args.reason.trim()
    const refusal = checkReason(reason, { min: WATCH_REASON_MIN, max: WATCH_REASON_MAX })
    if (refusal) return refusal
    if (until < today || until > addDays(today, WATCH_DAYS_MAX)) return refuse('WATCH_DAYS')
    const body = { kind, subjectId, owner: actor.id, reason, from: today, until, ended: false, at }
    return accept({ kind: 'watch', id: watchId, body })
  },
}

const EndArgs = v.strictObject({ watchId: Id })

/** Ends a watch before its day. */
export const endWatch: Command<'endWatch', v.InferOutput<typeof EndArgs>> = {
  name: 'endWatch',
  args: EndArgs,
  needs: ({ watchId }) => [{ kind: 'watch', id: watchId }],
  lane: ({ watchId }) => ({ kind: 'watch', id: watchId }),
  words: [],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { watchId }, { actor }) {
    const watch = records('watch', watchId)
    if (!watch) return refuse('NOT_FOUND')
    if (watch.body.owner !== actor.id) return refuse('FORBIDDEN')
    if (watch.body.ended) return refuse('ALREADY_SO')
    return accept({ kind: 'watch', id: watchId, body: { ...watch.body, ended: true } })
  },
}
