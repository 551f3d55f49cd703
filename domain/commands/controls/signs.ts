/**
 * What an inspector saw at a control of how the work is led and done: signs of prohibited hiring-out (act of
 * 24 July 1987 art. 31, R23) and of employment under another name (programme act (I) of 27 December 2006, R53).
 */
import * as v from 'valibot'
import type { Lines } from '../../contract/conflict.ts'
import { ControlSigns, EARLIER_SIGNS_MAX, Id, type ControlBody } from '../../contract/records.ts'
import { CONTROL_SIGNS } from '../../contract/codes.ts'
import { mayRun } from '../../rights/rights.ts'
import { accept, refuse, type Command } from '../command.ts'
import { codeOf } from '../said.ts'

const Args = v.strictObject({
  controlId: Id,
  /** What the inspector saw noted; null: nothing. */
  before: v.nullable(ControlSigns),
  after: ControlSigns,
})
type Args = v.InferOutput<typeof Args>

/** The signs that are noted on a control, in one order; null: none are. */
export function signsOf(body: ControlBody | undefined): ControlSigns | null {
  return inOrder(body?.signs ?? null)
}

function inOrder(signs: ControlSigns | null): ControlSigns | null {
  if (signs === null) return null
  const { ledByClient, onlyLabour, sameHours, ownTools } = signs
  return { ledByClient, onlyLabour, sameHours, ownTools }
}

/** Of a control about which something is noted anew: that, with what stood before it. */
function earlierOf({ signs, earlierSigns = [] }: ControlBody): Pick<ControlBody, 'earlierSigns'> {
  return signs ? { earlierSigns: [...earlierSigns, signs].slice(-EARLIER_SIGNS_MAX) } : {}
}

const isSame = (a: ControlSigns | null, b: ControlSigns | null) =>
  JSON.stringify(a) === JSON.stringify(b)

const linesOf = (signs: ControlSigns | null): Lines =>
  signs === null
    ? []
    : CONTROL_SIGNS.map((sign) => [codeOf('controlSign', sign), codeOf('seenAnswer', signs[sign])])

/**
 * Notes what was seen, with who and when. It counts from then on; what was noted before stays beside it, and an
 * act that did not see that is refused.
 */
export const recordSigns: Command<'recordSigns', Args> = {
  name: 'recordSigns',
  args: Args,
  needs: ({ controlId }) => [{ kind: 'control', id: controlId }],
  lane: ({ controlId }) => ({ kind: 'control', id: controlId }),
  words: [],
  conflict({ controlId, before, after }, records) {
    const body = records('control', controlId)?.body
    const theirs = signsOf(body)
    if (!body || isSame(inOrder(before), theirs)) return []
    return [
      {
        field: 'signs',
        type: 'lines',
        base: linesOf(inOrder(before)),
        mine: linesOf(inOrder(after)),
        theirs: linesOf(theirs),
        by: body.signs?.byName ?? null,
        at: body.signs?.at ?? null,
      },
    ]
  },
  resolve(args, choice, records) {
    if (choice('signs') === 'THEIRS') return null
    return { ...args, before: signsOf(records('control', args.controlId)?.body) }
  },
  decide(records, { controlId, before, after }, { actor, at }) {
    if (!mayRun(actor, 'recordSigns')) return refuse('FORBIDDEN')
    const body = records('control', controlId)?.body
    if (!body) return refuse('NOT_FOUND')
    const now = signsOf(body)
    if (isSame(now, inOrder(after))) return refuse('ALREADY_SO')
    if (!isSame(now, inOrder(before))) return refuse('STALE')
    const signs = { ...inOrder(after)!, by: actor.id, byName: actor.name, at }
    return accept({ kind: 'control', id: controlId, body: { ...body, ...earlierOf(body), signs } })
  },
}
