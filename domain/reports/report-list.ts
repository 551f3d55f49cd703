/** Filters, counts and orders reports, and compares what they say: pure, so that desk and test see the same. */
import type { EarlierReport, ReportFilter, ReportList, ReportRow } from '../contract/reports.ts'
import { REPORTS_MAX } from '../contract/reports.ts'
import type { ReportBody } from '../contract/records.ts'
import { fold } from '../linking/names.ts'
import { facetCounts, passesFacets } from '../lists/facets.ts'
import { REPORT_FACETS, REPORT_URGENCIES } from './codes.ts'

export interface ReportSource {
  id: string
  body: ReportBody
  pending: boolean
}

function rowOf({ id, body, pending }: ReportSource): ReportRow {
  const { reference, category, status, urgency, region, receivedOn, guarded, assignees } = body
  return {
    id,
    reference,
    category,
    status,
    urgency,
    indicators: body.indicators.length,
    region,
    receivedOn,
    guarded,
    enterpriseName: body.enterprise?.name ?? null,
    assignees,
    pending,
  }
}

/** One that nobody triaged comes first: nobody knows yet how pressing it is. */
const rank = ({ status, urgency }: ReportRow): number => {
  if (status === 'CLOSED') return -1
  return urgency === null ? REPORT_URGENCIES.length : REPORT_URGENCIES.indexOf(urgency)
}

function order(a: ReportRow, b: ReportRow): number {
  const by = rank(b) - rank(a)
  if (by !== 0) return by
  if (a.receivedOn !== b.receivedOn) return a.receivedOn > b.receivedOn ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** The reports under a filter, the most pressing first; `me` for those that are theirs. */
export function reportList(
  reports: readonly ReportSource[],
  filter: ReportFilter,
  me: string,
): ReportList {
  const theirs = reports
    .filter(({ body }) => !filter.mine || body.by === me || body.assignees.includes(me))
    .map(rowOf)
  const found = theirs
    .filter((row) => passesFacets(row, REPORT_FACETS, filter.facets))
    .toSorted(order)
  return {
    total: found.length,
    rows: found.slice(0, REPORTS_MAX),
    facets: facetCounts(theirs, REPORT_FACETS, filter.facets),
  }
}

// ---------------------------------------------------------------- earlier ones

/** Shorter words are in every text. */
const SHORTEST_WORD = 4
/** From this share of words in common on, two texts may well be of one hand. */
const SAME_WORDS = 0.5

const wordsOf = (text: string): Set<string> =>
  new Set(
    fold(text)
      .split(/[^A-Z0-9]+/)
      .filter((word) => word.length >= SHORTEST_WORD),
  )

/** Share of the words of two texts that both have (Jaccard), 0 to 1. */
export function wordsInCommon(a: string, b: string): number {
  const [x, y] = [wordsOf(a), wordsOf(b)]
  const both = [...x].filter((word) => y.has(word)).length
  const all = x.size + y.size - both
  return all === 0 ? 0 : both / all
}

const keysOf = ({ links }: ReportBody): string[] =>
  links
    .filter(({ verdict, kind }) => verdict === 'CONFIRMED' && kind !== 'finding')
    .map(({ kind, id }) => `${kind} ${id}`)

const nameOf = ({ enterprise }: ReportBody): string => fold(enterprise?.name ?? '').trim()

/**
 * Other reports about the same, the latest first: linked to the same person, enterprise or site, or
 * naming the same enterprise. That several say the same in nearly the same words may mean one writer.
 */
export function earlierReports(
  reports: readonly ReportSource[],
  { id, body }: Pick<ReportSource, 'id' | 'body'>,
): EarlierReport[] {
  const keys = new Set(keysOf(body))
  const name = nameOf(body)
  const isSame = (other: ReportBody) =>
    keysOf(other).some((key) => keys.has(key)) || (name !== '' && nameOf(other) === name)
  return reports
    .filter((other) => other.id !== id && isSame(other.body))
    .toSorted((a, b) => (a.body.receivedOn > b.body.receivedOn ? -1 : 1))
    .map((other) => ({
      id: other.id,
      reference: other.body.reference,
      category: other.body.category,
      receivedOn: other.body.receivedOn,
      status: other.body.status,
      outcome: other.body.outcome,
      sameWords: wordsInCommon(other.body.text, body.text) >= SAME_WORDS,
    }))
}
