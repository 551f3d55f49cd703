/**
 * Where the officer is, as a typed value, and as the part of the address behind `#`. The search
 * text is not in it: names are personal data, so the text lives in the history entry's state.
 */
import {
  COVERAGE_FACETS,
  COVERAGE_SORTS,
  FINDING_CODES,
  QUEUE_FACETS,
  QUEUE_SORTS,
  QUEUES,
  type FindingCode,
  type QueueName,
} from '../../domain/contract/codes.ts'
import type { CoverageOrder } from '../../domain/contract/queue.ts'
import type { PairRef } from '../../domain/contract/links.ts'
import type { CoverageFilter } from '../../domain/contract/coverage.ts'
import { isLocalDate } from '../../domain/calendar/local-date.ts'
import type { ReportFilter } from '../../domain/contract/reports.ts'
import { REPORT_FACETS } from '../../domain/reports/codes.ts'
import { NETWORK_ROOTS, type NetworkRootKind } from '../../domain/network/codes.ts'
import type { QueueFilter, QueueOrder } from '../../domain/contract/workbench.ts'

/** What the queue shows, without the search text. */
export interface QueueView {
  queue: QueueName
  facets: QueueFilter['facets']
  due: QueueFilter['due']
  order: QueueOrder
}

export type Route =
  | { screen: 'queue'; view: QueueView }
  | { screen: 'log' }
  /** Tables of law, and how a file moves: nothing of anybody. */
  | { screen: 'norms' }
  | { screen: 'help' }
  | { screen: 'coverage'; facets: CoverageFilter['facets']; order: CoverageOrder }
  /** Contested signals that wait for an answer. */
  | { screen: 'contests' }
  /** The rule workshop: all rules, one of them, and whom one touches. */
  | { screen: 'rules' }
  | { screen: 'rule' | 'fairness'; id: FindingCode }
  /** Possible links that somebody has to look at. */
  | { screen: 'links' }
  /** How good the links are. */
  | { screen: 'score' }
  /** An extract of another source. */
  | { screen: 'import' }
  /** The workers of an enterprise week by week. */
  | { screen: 'matrix'; id: string }
  /** All records that are taken for one person. */
  | { screen: 'cluster'; id: string; dossierId?: string }
  /** Two records side by side; the second one may still have to be chosen. */
  | { screen: 'pair'; left: PairRef; right: PairRef | null }
  | { screen: 'reports'; filter: ReportFilter }
  | { screen: 'report'; id: string }
  | { screen: 'watch' }
  /** Field controls that were asked for. */
  | { screen: 'controls' }
  /** Who is tied to whom; names of shared telephones and places never reach the address. */
  | { screen: 'network'; kind: NetworkRootKind; id: string }
  | { screen: 'dossier'; id: string }
  /** `dossierId`: the dossier that the officer came from; its page was not opened. */
  | { screen: 'person'; id: string; dossierId?: string }
  | { screen: 'enterprise'; id: string }
  | { screen: 'comparison'; personId: string; dossierId: string | null }

export const DEFAULT_ORDER: QueueOrder = [{ column: 'due', descending: false }]
/** The coverage queue at first: strongest first, then the latest period. */
export const COVERAGE_FIRST: CoverageOrder = [
  { column: 'severity', descending: true },
  { column: 'period', descending: true },
]
export const DEFAULT_VIEW: QueueView = {
  queue: 'OPEN',
  facets: {},
  due: null,
  order: DEFAULT_ORDER,
}
const MAX_ORDER = 4
const ID = /^[A-Za-z0-9_-]{1,64}$/
const VALUE = /^[A-Za-z0-9_-]{1,64}$/

/** The address of a route, with its `#`. Defaults are left out. */
export function formatRoute(route: Route): string {
  switch (route.screen) {
    case 'queue':
      return `#/queue${formatView(route.view)}`
    case 'log':
    case 'watch':
    case 'controls':
    case 'norms':
    case 'help':
    case 'links':
    case 'score':
    case 'contests':
    case 'rules':
    case 'import':
      return `#/${route.screen}`
    case 'pair': {
      const right = route.right ? `&right=${formatRef(route.right)}` : ''
      return `#/pair?left=${formatRef(route.left)}${right}`
    }
    case 'network':
      return `#/network/${route.id}?of=${route.kind}`
    case 'reports': {
      const { facets, mine } = route.filter
      const parts = [...facetParts(REPORT_FACETS, facets), ...(mine ? ['mine=1'] : [])]
      return `#/reports${parts.length ? `?${parts.join('&')}` : ''}`
    }
    case 'coverage': {
      const parts = facetParts(COVERAGE_FACETS, route.facets)
      const sort = formatOrder(route.order)
      if (sort !== formatOrder(COVERAGE_FIRST)) parts.push(`sort=${sort}`)
      return `#/coverage${parts.length ? `?${parts.join('&')}` : ''}`
    }
    case 'comparison': {
      const dossier = route.dossierId ? `?dossier=${route.dossierId}` : ''
      return `#/comparison/${route.personId}${dossier}`
    }
    case 'cluster':
    case 'person': {
      const dossier = route.dossierId ? `?dossier=${route.dossierId}` : ''
      return `#/${route.screen}/${route.id}${dossier}`
    }
    default:
      return `#/${route.screen}/${route.id}`
  }
}

const formatRef = ({ kind, id }: PairRef) => `${kind}.${id}`

function parseRef(text: string | null): PairRef | null {
  const [kind, id = ''] = (text ?? '').split('.')
  return (kind === 'person' || kind === 'declaration') && ID.test(id) ? { kind, id } : null
}

function facetParts<F extends string>(
  names: readonly F[],
  facets: Readonly<Partial<Record<F, readonly string[]>>>,
): string[] {
  return names.flatMap((facet) => {
    const values = facets[facet]
    return values?.length ? [`${facet}=${values.join(',')}`] : []
  })
}

function formatView({ queue, facets, due, order }: QueueView): string {
  const parts: string[] = []
  if (queue !== DEFAULT_VIEW.queue) parts.push(`queue=${queue}`)
  parts.push(...facetParts(QUEUE_FACETS, facets))
  if (due) parts.push(`due=${due.from ?? ''}..${due.to ?? ''}`)
  const sort = formatOrder(order)
  if (sort !== formatOrder(DEFAULT_ORDER)) parts.push(`sort=${sort}`)
  return parts.length ? `?${parts.join('&')}` : ''
}

function formatOrder(order: readonly { column: string; descending: boolean }[]): string {
  return order.map(({ column, descending }) => `${descending ? '-' : ''}${column}`).join(',')
}

/** Screens that are about nothing in particular. */
const PLAIN = [
  'import',
  'log',
  'norms',
  'help',
  'links',
  'score',
  'watch',
  'contests',
  'controls',
  'rules',
] as const

/** The route of an address; whatever is not understood is left out, an unknown screen is the queue. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?')
  const [screen = '', id = ''] = path.split('/').filter(Boolean)
  const params = new URLSearchParams(query)
  const plain = PLAIN.find((one) => one === screen)
  if (plain) return { screen: plain }
  if (screen === 'pair') {
    const left = parseRef(params.get('left'))
    if (left) return { screen, left, right: parseRef(params.get('right')) }
  }
  if (screen === 'coverage') {
    const order = parseOrder(COVERAGE_SORTS, params.get('sort')) ?? COVERAGE_FIRST
    return { screen, facets: parseFacets(COVERAGE_FACETS, params), order }
  }
  const code = FINDING_CODES.find((one) => one === id)
  if (code && (screen === 'rule' || screen === 'fairness')) return { screen, id: code }
  if (screen === 'reports') {
    const facets = parseFacets(REPORT_FACETS, params)
    return { screen, filter: { facets, mine: params.get('mine') === '1' } }
  }
  if (ID.test(id)) {
    const dossier = params.get('dossier') ?? ''
    if (screen === 'network') {
      const kind = NETWORK_ROOTS.find((one) => one === params.get('of'))
      if (kind) return { screen, kind, id }
    }
    if (
      screen === 'dossier' ||
      screen === 'enterprise' ||
      screen === 'matrix' ||
      screen === 'report'
    )
      return { screen, id }
    if (screen === 'person' || screen === 'cluster') {
      return { screen, id, ...(ID.test(dossier) && { dossierId: dossier }) }
    }
    if (screen === 'comparison') {
      return { screen, personId: id, dossierId: ID.test(dossier) ? dossier : null }
    }
  }
  return { screen: 'queue', view: parseView(params) }
}

function parseFacets<F extends string>(names: readonly F[], params: URLSearchParams) {
  const facets: Partial<Record<F, string[]>> = {}
  for (const facet of names) {
    const values = (params.get(facet) ?? '').split(',').filter((value) => VALUE.test(value))
    if (values.length) facets[facet] = [...new Set(values)]
  }
  return facets
}

function parseView(params: URLSearchParams): QueueView {
  const queue = QUEUES.find((name) => name === params.get('queue')) ?? DEFAULT_VIEW.queue
  const facets = parseFacets(QUEUE_FACETS, params)
  return {
    queue,
    facets,
    due: parseDue(params.get('due')),
    order: parseOrder(QUEUE_SORTS, params.get('sort')) ?? DEFAULT_ORDER,
  }
}

function parseDue(text: string | null): QueueView['due'] {
  const [from = '', to = ''] = (text ?? '').split('..')
  const due = { from: isLocalDate(from) ? from : null, to: isLocalDate(to) ? to : null }
  return due.from || due.to ? due : null
}

/** The order of an address; null when it says none. */
function parseOrder<Column extends string>(columns: readonly Column[], text: string | null) {
  if (text === null) return null
  const seen = new Set<Column>()
  const order: { column: Column; descending: boolean }[] = []
  for (const part of text.split(',')) {
    const descending = part.startsWith('-')
    const column = columns.find((name) => name === part.replace(/^-/, ''))
    if (!column || seen.has(column) || order.length === MAX_ORDER) continue
    seen.add(column)
    order.push({ column, descending })
  }
  return order
}

// ---------------------------------------------------------------- the browser's address

const CHANGED = 'tandem:route'
let cachedHash: string | null = null
let cachedRoute: Route = { screen: 'queue', view: DEFAULT_VIEW }

/** The route of the page's address now; the same object until the address changes. */
export function currentRoute(): Route {
  if (location.hash !== cachedHash) {
    cachedHash = location.hash
    cachedRoute = parseRoute(cachedHash)
  }
  return cachedRoute
}

/** How many entries of this page stand before this one in the history. */
function depth(): number {
  const state = history.state as { depth?: unknown } | null
  return typeof state?.depth === 'number' ? state.depth : 0
}

/** Goes to a route: a new history entry, or in place of this one. `state` never reaches the address. */
export function navigate(
  route: Route,
  how: { replace?: boolean; state?: Readonly<Record<string, string>> } = {},
): void {
  const state = { ...how.state, depth: how.replace ? depth() : depth() + 1 }
  if (how.replace) history.replaceState(state, '', formatRoute(route))
  else history.pushState(state, '', formatRoute(route))
  window.dispatchEvent(new Event(CHANGED))
}

/** Back to where the officer came from; to the queue when the page was opened here. */
export function goBack(): void {
  if (depth() > 0) history.back()
  else navigate({ screen: 'queue', view: DEFAULT_VIEW })
}

/** Makes links to `#/...` history entries of this page. Called once. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
    const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null
    if (!link || !plain || event.defaultPrevented) return
    event.preventDefault()
    navigate(parseRoute(link.getAttribute('href') ?? ''))
  })
}

/** Calls back when the address or its history entry changed; returns the way to stop. */
export function onRoute(listener: () => void): () => void {
  const names = [CHANGED, 'popstate', 'hashchange']
  for (const name of names) window.addEventListener(name, listener)
  return () => {
    for (const name of names) window.removeEventListener(name, listener)
  }
}

/** The text kept under a name in this history entry's state. */
export function historyText(name: string): string {
  const state = history.state as Record<string, unknown> | null
  const text = state?.[name]
  return typeof text === 'string' ? text : ''
}
