/** A view of the queue as it is kept, and as it stands on a day. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import {
  COVERAGE_FACETS,
  DUE_SPANS as SPAN_NAMES,
  QUEUE_FACETS,
} from '../../domain/contract/codes.ts'
import type { SavedQuery } from '../../domain/contract/queue.ts'
import { formatRoute, type QueueView, type Route } from '../app/route.ts'
import { DUE_SPANS, sameDue, type Due } from '../queue/due.ts'

/** What is kept of a view: a ready span moves with the day, typed dates stay. */
export function savedQuery(view: QueueView, today: LocalDate): SavedQuery {
  const { queue, due, order } = view
  const facets = QUEUE_FACETS.flatMap((facet) => {
    const values = view.facets[facet]
    return values?.length ? [{ facet, values }] : []
  })
  const span = SPAN_NAMES.find((name) => sameDue(DUE_SPANS[name](today), due)) ?? null
  const dates = span ? { from: null, to: null } : due
  return { queue, facets, due: dates && { span, ...dates }, order }
}

/** The view that a kept one is today. */
export function viewOfSaved(saved: SavedQuery, today: LocalDate): QueueView {
  const { queue, due, order } = saved
  const facets: QueueView['facets'] = Object.fromEntries(
    saved.facets.map(({ facet, values }) => [facet, values]),
  )
  if (!due) return { queue, facets, due, order }
  const { span, from, to } = due
  const dates: Due = span ? DUE_SPANS[span](today) : { from, to }
  return { queue, facets, due: dates, order }
}

/** A screen whose views can be kept. */
export type ShownView = Extract<Route, { screen: 'queue' | 'coverage' }>

/** What is kept of what stands on the screen. */
export function savedView(shown: ShownView, today: LocalDate): SavedQuery {
  if (shown.screen === 'queue') return savedQuery(shown.view, today)
  const facets = COVERAGE_FACETS.flatMap((facet) => {
    const values = shown.facets[facet]
    return values?.length ? [{ facet, values }] : []
  })
  const coverage = { facets, order: shown.order }
  return { queue: 'OPEN', facets: [], due: null, order: [], coverage }
}

/** Where a kept view leads today. */
export function routeOfSaved(saved: SavedQuery, today: LocalDate): ShownView {
  const { coverage } = saved
  if (!coverage) return { screen: 'queue', view: viewOfSaved(saved, today) }
  const facets = Object.fromEntries(coverage.facets.map(({ facet, values }) => [facet, values]))
  return { screen: 'coverage', facets, order: coverage.order }
}

/** True when both show the same: their addresses are. */
export function isSameView(a: QueueView, b: QueueView): boolean {
  return formatRoute({ screen: 'queue', view: a }) === formatRoute({ screen: 'queue', view: b })
}
