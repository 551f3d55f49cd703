/**
 * The queue on a whole world: pages, totals, counts and search as the host answers them, beside the
 * same statement in raw SQL on the same encrypted file, without an index and with the best one.
 * "The same statement" gives what the host gives: the rows with their names, and how many match.
 */
import { openCache } from '../../db/index.ts'
import { connectReader, type ReadDb } from '../../db/sqlite.ts'
import {
  HOLDERS,
  PROCEDURES,
  REGIONS,
  WORK_STATES,
  type WorkState,
} from '../../domain/contract/codes.ts'
import type { QueueFilter, QueueOrder } from '../../domain/contract/workbench.ts'
import { loadQueueColumns } from '../../host/queue/index.ts'
import { atMost, atMostTimes, type Bench, type Figure } from './figure.ts'
import { interleave, median, p95 } from './measure.ts'
import { ACTOR, benchCache, DUE, TODAY } from './queue.world.ts'

const PAGE = 100
const ROUNDS = 120
/** The statements without an index are slow and steady: fewer rounds tell the same. */
const SLOW_ROUNDS = 15
const PAGE_LIMIT_MS = 3
const FACETS_LIMIT_MS = 5
const SEARCH_LIMIT_MS = 10
const TIMES_BEST_INDEX = 1.5

const BY_DUE: QueueOrder = [{ column: 'due', descending: false }]
const BY_SUBMISSION: QueueOrder = [
  { column: 'submittedOn', descending: true },
  { column: 'reference', descending: false },
]

const everything: QueueFilter = { queue: 'OPEN', facets: {}, due: null, search: '' }
const OPEN_STATES: readonly WorkState[] = ['RECEIVED', 'IN_EXAM', 'INFO_REQUESTED', 'ADMISSIBLE']

/**
 * A value that no dossier has: it makes a filter another one, for which no answer is kept ready,
 * without changing the answer.
 */
const unlike = (round: number): string => `unlike-${round}`

/** Another region and other states each round. */
function filterOf(round: number): QueueFilter {
  const region = [REGIONS[round % REGIONS.length]!, unlike(round)]
  const workState = OPEN_STATES.filter((_, i) => (1 + (round % 15)) & (1 << i))
  return { ...everything, facets: { region, workState } }
}

const COLUMNS = `d.row, d.id, d.version, d.reference, d.personId, p.name AS personName, d.employerId,
  e.name AS employerName, d.procedure, d.category, d.applicationType, d.region, d.workState,
  d.residenceState, d.clock, d.clockDue, d.clockAmber, d.clockOrange, d.clockRed, d.workWaits,
  d.riskScore, d.riskSeverity, d.riskCodes, d.assignee, d.submittedOn`

/** Names are joined after the page is cut, in the order of the page. */
const withNames = (page: string): string => `SELECT ${COLUMNS} FROM (${page}) d
  LEFT JOIN person p ON p.row = d.personRow LEFT JOIN enterprise e ON e.row = d.employerRow`

type Index = 'NOT INDEXED' | `INDEXED BY ${string}`

interface Where {
  sql: string
  params: (string | number)[]
}

/** A filter of this bench as SQL. */
function whereOf({ facets }: QueueFilter): Where {
  const sql = ['d.closed = 0']
  const params: (string | number)[] = []
  if (facets.region) {
    sql.push('d.region = ?')
    params.push(REGIONS.indexOf(facets.region[0] as never))
  }
  if (facets.workState) {
    sql.push(`d.workState IN (${facets.workState.map(() => '?').join(', ')})`)
    params.push(...facets.workState.map((state) => WORK_STATES.indexOf(state as never)))
  }
  return { sql: sql.join(' AND '), params }
}

function rawPage(db: ReadDb, index: Index, filter: QueueFilter, order: string, offset: number) {
  const where = whereOf(filter)
  const from = `FROM dossier d ${index} WHERE ${where.sql}`
  const page = `SELECT d.* ${from} ORDER BY ${order} LIMIT ${PAGE} OFFSET ${offset}`
  return {
    rows: db.all(withNames(page), where.params),
    total: db.value<number>(`SELECT count(*) ${from}`, where.params),
  }
}

/** A page far down a list: the row numbers are cut first, from the index alone. */
function rawDeepPage(db: ReadDb, filter: QueueFilter, order: string, offset: number) {
  const where = whereOf(filter)
  const from = `FROM dossier d INDEXED BY bench_due WHERE ${where.sql}`
  const cut = `SELECT d.row FROM (SELECT d.row ${from} ORDER BY ${order} LIMIT ${PAGE} OFFSET ${offset}) c
    JOIN dossier d ON d.row = c.row`
  return {
    rows: db.all(withNames(cut.replace('SELECT d.row FROM', 'SELECT d.* FROM')), where.params),
    total: db.value<number>(`SELECT count(*) ${from}`, where.params),
  }
}

/** Who acts follows from the states and from what is over on a day: what SQL can group by. */
const HOLDER = (day: number): string => `workState * 256 + residenceState * 4
  + 2 * (coalesce(workWaits, ${day}) < ${day}) + (coalesce(residenceWaits, ${day}) < ${day})`
const LEVEL = (day: number): string => `CASE WHEN clock IS NULL THEN 0 WHEN clockDue IS NULL THEN 1
  WHEN ${day} > clockDue THEN 6 WHEN ${day} >= clockRed THEN 5 WHEN ${day} >= clockOrange THEN 4
  WHEN ${day} >= clockAmber THEN 3 ELSE 2 END`
/** Each facet as an expression over the columns of a dossier. */
export const FACETS = {
  region: 'region',
  procedure: 'procedure',
  category: 'category',
  workState: 'workState',
  residenceState: 'residenceState',
  clockLevel: LEVEL(20_000),
  holder: HOLDER(20_000),
  severity: 'riskSeverity',
  assignee: 'assignee',
} as const

/** Counts per value of each facet, without the facet's own condition, and the total. */
function rawSummary(db: ReadDb, index: Index, { facets }: QueueFilter) {
  const conditions: [facet: string, sql: string, params: number[]][] = []
  if (facets.region) {
    conditions.push(['region', 'd.region = ?', [REGIONS.indexOf(facets.region[0] as never)]])
  }
  if (facets.procedure) {
    const procedure = PROCEDURES.indexOf(facets.procedure[0] as never)
    conditions.push(['procedure', 'd.procedure = ?', [procedure]])
  }
  const counts = [...Object.entries(FACETS), ['', '1'] as const].map(([facet, value]) => {
    const others = conditions.filter(([own]) => own !== facet)
    const where = ['d.closed = 0', ...others.map(([, sql]) => sql)].join(' AND ')
    const sql = `SELECT ${value}, count(*) FROM dossier d ${index} WHERE ${where} GROUP BY 1`
    return db.arrays(
      sql,
      others.flatMap(([, , params]) => params),
    )
  })
  return counts
}

function summaryFilter(round: number): QueueFilter {
  const facets: QueueFilter['facets'] = {}
  if (round % 3 > 0) facets.region = [REGIONS[round % REGIONS.length]!, unlike(round)]
  if (round % 3 > 1) facets.procedure = [PROCEDURES[round % PROCEDURES.length]!, unlike(round)]
  return { ...everything, facets }
}

/** The trigrams of a search, as one who types in SQL would write it; every word must occur. */
function rawSearch(db: ReadDb, search: string) {
  const named = 'SELECT rowid FROM searchText WHERE searchText MATCH ?'
  const hit = `SELECT rowid / 2 FROM (${named}) WHERE rowid % 2 =`
  const references = 'SELECT rowid FROM searchReference WHERE searchReference MATCH ?'
  const match = `"${search.toUpperCase()}"`
  const where = `d.closed = 0 AND (d.row IN (${references}) OR d.personRow IN (${hit} 0)
    OR d.employerRow IN (${hit} 1))`
  const params = [match, match, match]
  const page = `SELECT d.* FROM dossier d WHERE ${where} ORDER BY ${DUE}, d.row LIMIT ${PAGE}`
  return {
    rows: db.all(withNames(page), params),
    total: db.value<number>(`SELECT count(*) FROM dossier d WHERE ${where}`, params),
  }
}

function rawLike(db: ReadDb, search: string) {
  const like = `%${search.toUpperCase()}%`
  const where = `d.closed = 0 AND (d.reference LIKE ?1 OR p.sortKey LIKE ?1 OR e.sortKey LIKE ?1)`
  const from = `FROM dossier d NOT INDEXED LEFT JOIN person p ON p.row = d.personRow
    LEFT JOIN enterprise e ON e.row = d.employerRow WHERE ${where}`
  return {
    rows: db.all(`SELECT ${COLUMNS} ${from} ORDER BY ${DUE}, d.row LIMIT ${PAGE}`, [like]),
    total: db.value<number>(`SELECT count(*) ${from}`, [like]),
  }
}

/** What people type: 3 to 12 characters of names, employers and references, spread over the world. */
function typedTexts(db: ReadDb, count: number): string[] {
  const texts = db.column<string>(
    `SELECT text FROM (
       SELECT p.sortKey AS text, d.row FROM dossier d JOIN person p ON p.row = d.personRow
       UNION ALL SELECT e.sortKey, d.row FROM dossier d JOIN enterprise e ON e.row = d.employerRow
       UNION ALL SELECT d.reference, d.row FROM dossier d)
     WHERE row % (SELECT max(1, max(row) / ?) FROM dossier) = 0`,
    [count],
  )
  return texts.flatMap((text, i) => {
    const typed = text.slice(0, 3 + (i % 10)).trim()
    return typed.length >= 3 ? [typed.toLowerCase()] : []
  })
}

interface Candidates {
  host(round: number): unknown
  /** The same statement in raw SQL, with the best index and without any. */
  indexed(round: number): unknown
  scanned(round: number): unknown
}

async function* compare(
  name: string,
  limit: number,
  { host, indexed, scanned }: Candidates,
): AsyncGenerator<Figure> {
  const quick = await interleave({ host, indexed }, { rounds: ROUNDS })
  const slow = await interleave({ host, scanned }, { rounds: SLOW_ROUNDS, warmUp: 1 })
  yield atMost(`${name}: p95, beside no index`, p95(quick.host), 'ms', limit, p95(slow.scanned))
  const [host50, indexed50] = [median(quick.host), median(quick.indexed)]
  const figure = `${name}: median, beside best index`
  yield atMostTimes(figure, host50, 'ms', TIMES_BEST_INDEX, indexed50)
}

const bench: Bench = async function* ({ world }) {
  const location = benchCache(world)
  const cache = openCache(location)
  const raw = connectReader(location.file, location.key)
  const viewer = { actorId: ACTOR.id, colleagues: [], today: TODAY, side: 'REGION' as const }
  const queue = loadQueueColumns(cache.queue, viewer)
  for (const _ of queue.prepare());

  const dueOrder = `${DUE}, d.row`
  yield* compare('first page', PAGE_LIMIT_MS, {
    host: (round) => queue.window(filterOf(round), BY_DUE, 0, PAGE),
    indexed: (round) => rawPage(raw, 'INDEXED BY bench_due', filterOf(round), dueOrder, 0),
    scanned: (round) => rawPage(raw, 'NOT INDEXED', filterOf(round), dueOrder, 0),
  })

  // Counted beforehand: an officer who goes to the next page has seen the total already.
  const filters = [0, 1, 2, 3].map((round) => {
    const filter = filterOf(round)
    return { filter, pages: Math.max(1, Math.floor(queue.summary(filter).total / PAGE)) }
  })
  const next = (round: number) => {
    const { filter, pages } = filters[round % filters.length]!
    return [filter, PAGE * (round % pages)] as const
  }
  yield* compare('next page', PAGE_LIMIT_MS, {
    host: (round) => queue.window(next(round)[0], BY_DUE, next(round)[1], PAGE),
    indexed: (round) =>
      rawPage(raw, 'INDEXED BY bench_due', next(round)[0], dueOrder, next(round)[1]),
    scanned: (round) => rawPage(raw, 'NOT INDEXED', next(round)[0], dueOrder, next(round)[1]),
  })

  const regional = { ...everything, facets: { region: ['FL'] } }
  const half = queue.summary(regional).total >> 1
  const middle = (round: number) => half + 37 * round
  yield* compare('jump into the middle', PAGE_LIMIT_MS, {
    host: (round) => queue.window(regional, BY_DUE, middle(round), PAGE),
    indexed: (round) => rawDeepPage(raw, regional, dueOrder, middle(round)),
    scanned: (round) => rawPage(raw, 'NOT INDEXED', regional, dueOrder, middle(round)),
  })

  const ofState = (round: number): QueueFilter => {
    const workState = [OPEN_STATES[round % OPEN_STATES.length]!]
    return { ...everything, facets: { workState, holder: [...HOLDERS, unlike(round)] } }
  }
  const twoColumns = 'd.submittedOn DESC, d.reference'
  yield* compare('first page by two columns', PAGE_LIMIT_MS, {
    host: (round) => queue.window(ofState(round), BY_SUBMISSION, 0, PAGE),
    indexed: (round) => rawPage(raw, 'INDEXED BY bench_multi', ofState(round), twoColumns, 0),
    scanned: (round) => rawPage(raw, 'NOT INDEXED', ofState(round), twoColumns, 0),
  })

  yield* compare('facet counts and total', FACETS_LIMIT_MS, {
    host: (round) => queue.summary(summaryFilter(round)),
    indexed: (round) => rawSummary(raw, 'INDEXED BY bench_facets', summaryFilter(round)),
    scanned: (round) => rawSummary(raw, 'NOT INDEXED', summaryFilter(round)),
  })

  const typed = typedTexts(raw, ROUNDS)
  const search = (round: number) => typed[round % typed.length]!
  yield* compare('search of 3 to 12 characters', SEARCH_LIMIT_MS, {
    host: (round) => queue.window({ ...everything, search: search(round) }, BY_DUE, 0, PAGE),
    indexed: (round) => rawSearch(raw, search(round)),
    scanned: (round) => rawLike(raw, search(round)),
  })

  raw.close()
  cache.close()
}

export default bench
