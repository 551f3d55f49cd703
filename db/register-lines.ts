/** What other registers say of enterprises: of one, and of all at once. */
import { REGISTER_SOURCES, type RegisterSource } from '../domain/contract/codes.ts'
import type { RegisterLineBody, TandemRecord } from '../domain/contract/records.ts'
import {
  type RegisterLine,
  type RegisterLines,
  registerFacts,
  tellsDirector,
  weighsOnDirector,
} from '../domain/risk/register-facts.ts'
import type { Outside } from '../domain/risk/outside-facts.ts'
import { holdingsOf } from './extracts.ts'
import { recordsWhere } from './links.ts'
import type { ReadDb } from './sqlite.ts'
import { sitesOf, worksOf, worksOfParties } from './works.ts'

const OWN = `WHERE h.enterprise IS NOT NULL AND h.enterprise IN (
    SELECT value FROM enterpriseNumber WHERE enterpriseRow = (SELECT row FROM enterprise WHERE id = ?1))
  ORDER BY h.id`
const OF_DIRECTOR = 'WHERE h.director = ?1 AND h.director IS NOT NULL ORDER BY h.id'

/** The lines of an enterprise, by id. */
export function registerLinesOf(db: ReadDb, enterpriseId: string): RegisterLine[] {
  return recordsWhere(db, 'registerLine', OWN, [enterpriseId])
}

/** The lines about a director, by id. */
export function linesOfDirector(db: ReadDb, director: string): RegisterLine[] {
  return recordsWhere(db, 'registerLine', OF_DIRECTOR, [director])
}

const OF_ACCOUNT = `WHERE h.source = 'ACCOUNTS' AND h.enterprise IN (
    SELECT enterprise FROM handle WHERE kind IN ('ACCOUNT', 'FEE_ACCOUNT') AND value = ?1) ORDER BY h.id`

const NUMBERS = `SELECT value FROM enterpriseNumber
  WHERE enterpriseRow = (SELECT row FROM enterprise WHERE id = ?1)`
/** Lines of works on the page of an enterprise, the latest first: a large one has hundreds. */
const WORKS_SHOWN = 50

/** The lines that name an account, by id. */
export function linesOfAccount(db: ReadDb, key: string): RegisterLine[] {
  return recordsWhere(db, 'registerLine', OF_ACCOUNT, [key]).filter(
    ({ body }) => body.account?.key === key,
  )
}

/** The lines of an enterprise, those of works in which it has a part, and those that weigh on whoever directs it. */
export function registerLinesAround(db: ReadDb, enterpriseId: string): RegisterLine[] {
  const lines = registerLinesOf(db, enterpriseId)
  const numbers = db.column<string>(NUMBERS, [enterpriseId])
  const works = worksOfParties(db, numbers)
    .toSorted((a, b) => (a.body.works!.period.from > b.body.works!.period.from ? -1 : 1))
    .slice(0, WORKS_SHOWN)
  const own = [...lines.filter(({ body }) => body.source !== 'WORKS'), ...works]
  const directors = own.filter(({ body }) => tellsDirector(body))
  const elsewhere = [...new Set(directors.map(({ body }) => body.directorship!.director))]
    .flatMap((director) => linesOfDirector(db, director))
    .filter(({ body }) => weighsOnDirector(body) && (!body.directorship || tellsDirector(body)))
  return [...new Map([...own, ...elsewhere].map((line) => [line.id, line])).values()]
}

/** How far the desk holds those registers. */
export function registerHoldings(db: ReadDb): TandemRecord<'holding'>[] {
  return holdingsOf(db).filter(({ body }) =>
    (REGISTER_SOURCES as readonly string[]).includes(body.source),
  )
}

/** Runs when it is first asked. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}

/**
 * What the rules read of the lines about one enterprise, read when one asks; `several`: the declarations at
 * whose places works count, beside those in which it has a part.
 */
export function readRegisterFacts(
  db: ReadDb,
  enterpriseId: string,
  several: () => readonly TandemRecord<'declaration'>[],
): Outside {
  const own = once(() => registerLinesOf(db, enterpriseId))
  return registerFacts({
    of: (source) => own().filter(({ body }) => body.source === source),
    ofDirector: (director) => linesOfDirector(db, director),
    works: once(() => worksOf(db, db.column<string>(NUMBERS, [enterpriseId]), sitesOf(several()))),
  })
}

/**
 * Of a directorship only that of somebody on whom some line weighs; accounts are handles, works stand in
 * ./works.ts. What weighs on a
 * director counts without a number of the enterprise too, as it does where one enterprise is read.
 */
const ALL = `SELECT h.enterprise, h.source, h.director, h.weighs, h.id, h.version, b.json
  FROM registerLine h JOIN registerLineBody b ON b.row = h.row
  WHERE (h.enterprise IS NOT NULL OR h.weighs = 1) AND h.source NOT IN ('ACCOUNTS', 'WORKS') AND (h.source <> 'DIRECTORS'
    OR h.director IN (SELECT director FROM registerLine WHERE weighs = 1)) ORDER BY h.id`
type Row = [
  enterprise: string | null,
  source: RegisterSource,
  director: string | null,
  weighs: number,
  id: string,
  version: number,
  json: string,
]

function lineOf([, , , , id, version, json]: Row): RegisterLine {
  return { kind: 'registerLine', id, version, body: JSON.parse(json) as RegisterLineBody }
}

/** The lines of all enterprises; one is parsed when a rule asks for it: most are not. */
export class AllRegisterLines {
  readonly #own: Map<string | null, Row[]>
  readonly #ofDirector: Map<string | null, Row[]>

  constructor(db: ReadDb) {
    const rows = db.arrays<Row>(ALL)
    this.#own = Map.groupBy(rows, ([enterprise]) => enterprise)
    this.#ofDirector = Map.groupBy(
      rows.filter(([, , , weighs]) => weighs === 1),
      ([, , director]) => director,
    )
  }

  /** What the rules read about the enterprise of these numbers, but for works. */
  facts(numbers: readonly string[]): Outside {
    const own = numbers.flatMap((number) => this.#own.get(number) ?? NO_ROWS)
    const lines: RegisterLines = {
      of: (wanted) => own.filter(([, source]) => source === wanted).map(lineOf),
      ofDirector: (director) => (this.#ofDirector.get(director) ?? NO_ROWS).map(lineOf),
      works: () => [],
    }
    return registerFacts(lines)
  }
}

const NO_ROWS: readonly Row[] = []
