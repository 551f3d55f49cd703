/** How good the links of a desk are, as a window reads it; the numbers are of domain/linking/scorecard.ts. */
import { eventIterator } from '@orpc/contract'
import * as v from 'valibot'
import { BANDS } from '../linking/register/bands.ts'
import { FIELDS } from '../linking/register/grades.ts'
import { LEVEL_CODES, PARENT_STATES } from '../linking/register/weights.ts'
import { LABEL_SOURCES, LINK_OUTCOMES, SCORE_LIMITS } from '../linking/scorecard.ts'
import { base, ErrorValue } from './call.ts'
import { Id } from './records.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const Tally = v.strictObject(v.entriesFromList(LINK_OUTCOMES, Count))
const Places = v.pipe(v.array(Tally), v.length(SCORE_LIMITS.length + 1))
const Source = v.strictObject({ linked: Tally, unlinked: Tally })

export const LinkScore = v.strictObject({
  labels: v.picklist(LABEL_SOURCES),
  /** Why the planted truth of a practice world could not be had, so that judgements stand in. */
  missing: v.nullable(v.string()),
  byNumber: Tally,
  judged: Tally,
  open: Places,
  contradicted: Places,
  presences: v.strictObject({ byNumber: Source, byDeclaration: Source }),
  /** Mentions of enterprises by band, as linking alone would have them. */
  mentions: v.strictObject(v.entriesFromList(BANDS, Tally)),
  /** Links of reports that officers confirmed and turned down: nothing else links a report. */
  reports: v.strictObject({ confirmed: Count, refused: Count }),
  /** Chance that a worker whom no number tells is in the register at all. */
  coverage: Share,
  weights: v.array(
    v.strictObject({
      field: v.picklist(FIELDS),
      parent: v.nullable(v.picklist(FIELDS)),
      levels: v.array(
        v.strictObject({
          level: v.picklist(LEVEL_CODES),
          state: v.nullable(v.picklist(PARENT_STATES)),
          same: Share,
          others: Share,
          bits: v.number(),
        }),
      ),
    }),
  ),
})
export type LinkScore = v.InferOutput<typeof LinkScore>

export const LinkScoreStep = v.variant('type', [
  v.strictObject({ type: v.literal('progress'), done: Count, total: Count }),
  v.strictObject({ type: v.literal('failed'), error: ErrorValue }),
  v.strictObject({ type: v.literal('done'), score: LinkScore }),
])
export type LinkScoreStep = v.InferOutput<typeof LinkScoreStep>

/** A pair next to a limit, with the words to know it by. */
export const LinkEdge = v.strictObject({
  declarationId: Id,
  l1Number: v.string(),
  workerName: v.string(),
  personId: Id,
  personName: v.string(),
  probability: Share,
  outcome: v.picklist(LINK_OUTCOMES),
  isContradicted: v.boolean(),
})
export type LinkEdge = v.InferOutput<typeof LinkEdge>

export const LinkEdges = v.strictObject({ above: v.array(LinkEdge), below: v.array(LinkEdge) })
export type LinkEdges = v.InferOutput<typeof LinkEdges>

/** A place in SCORE_LIMITS. */
export const LimitPlace = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(SCORE_LIMITS.length - 1),
)

export const linkScoreContract = {
  /** Counts over all that the desk holds; a caller who goes away stops it. FORBIDDEN: another role. */
  score: base.output(eventIterator(LinkScoreStep)),
  /** The pairs next to a limit, of the last count; PURPOSE_REQUIRED until one was stated. */
  scoreEdges: base.input(v.strictObject({ limit: LimitPlace })).output(LinkEdges),
}
