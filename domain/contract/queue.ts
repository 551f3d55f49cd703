/** The conditions and orders of the queue: what an address, a saved view and a read have in common. */
import * as v from 'valibot'
import {
  COVERAGE_FACETS,
  COVERAGE_SORTS,
  DUE_SPANS,
  QUEUE_FACETS,
  QUEUE_SORTS,
  QUEUES,
} from './codes.ts'
import { LocalDateText } from './local-date-text.ts'

export const FacetValues = v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(200))

/** Chosen values by facet; a facet without a choice is absent. */
export const QueueFacets = v.partial(v.strictObject(v.entriesFromList(QUEUE_FACETS, FacetValues)))

/** Last day of the leading clock within these dates, both included; null: any. */
export const DueBetween = v.nullable(
  v.strictObject({ from: v.nullable(LocalDateText), to: v.nullable(LocalDateText) }),
)

export const QueueOrder = v.pipe(
  v.array(v.strictObject({ column: v.picklist(QUEUE_SORTS), descending: v.boolean() })),
  v.maxLength(4),
)
export type QueueOrder = v.InferOutput<typeof QueueOrder>

export const CoverageOrder = v.pipe(
  v.array(v.strictObject({ column: v.picklist(COVERAGE_SORTS), descending: v.boolean() })),
  v.maxLength(4),
)
export type CoverageOrder = v.InferOutput<typeof CoverageOrder>

/** What a saved view keeps: no search text, since names are personal data; spans move with the day. */
export const SavedQuery = v.strictObject({
  queue: v.picklist(QUEUES),
  facets: v.array(v.strictObject({ facet: v.picklist(QUEUE_FACETS), values: FacetValues })),
  /** A ready span moves with the day; else two dates, which stay. */
  due: v.nullable(
    v.strictObject({
      span: v.nullable(v.picklist(DUE_SPANS)),
      from: v.nullable(LocalDateText),
      to: v.nullable(LocalDateText),
    }),
  ),
  order: QueueOrder,
  /** A view of the coverage queue; absent: of the queue of dossiers. */
  coverage: v.optional(
    v.strictObject({
      facets: v.array(v.strictObject({ facet: v.picklist(COVERAGE_FACETS), values: FacetValues })),
      order: CoverageOrder,
    }),
  ),
})
export type SavedQuery = v.InferOutput<typeof SavedQuery>
