/** Declared works (art. 30bis): of an enterprise, at the sites of declarations, and of all at once. */
import type { TandemRecord } from '../domain/contract/records.ts'
import { buildingSite } from '../domain/limosa/building-site.ts'
import type { Works } from '../domain/risk/outside-facts.ts'
import { worksIn, type RegisterLine } from '../domain/risk/register-facts.ts'
import { recordsWhere, toRecord } from './links.ts'
import { gather, LISTED } from './many.ts'
import type { ReadDb } from './sqlite.ts'

type Declaration = TandemRecord<'declaration'>
type LinesBy = (db: ReadDb, values: readonly string[]) => RegisterLine[]

/** The condition on lines of works in which somebody of the numbers of a JSON list has a part. */
export const WORKS_OF_PARTIES = `h.source = 'WORKS' AND h.row IN (
    SELECT row FROM registerLine WHERE enterprise IN ${LISTED}
    UNION SELECT row FROM registerLine WHERE orderedBy IN ${LISTED}
    UNION SELECT row FROM registerLine WHERE principal IN ${LISTED})`
/** The condition on lines of works at the places of a JSON list. */
export const WORKS_AT_PLACES = `h.source = 'WORKS' AND h.place IN ${LISTED}`

const byCondition = (condition: string) => (db: ReadDb, values: readonly string[]) =>
  recordsWhere(db, 'registerLine', `WHERE ${condition} ORDER BY h.id`, [JSON.stringify(values)])

/** Lines of works in which somebody of these numbers has a part, by id. */
export const worksOfParties: LinesBy = byCondition(WORKS_OF_PARTIES)

/** Lines of works at these places, by id. */
export const worksAtPlaces: LinesBy = byCondition(WORKS_AT_PLACES)

type Named = Pick<RegisterLine, 'id'>
const byId = (a: Named, b: Named) => (a.id < b.id ? -1 : 1)

/** Each once, by id. */
const once = <T extends Named>(lines: readonly T[]): T[] =>
  lines.length < 2
    ? [...lines]
    : [...new Map(lines.map((line) => [line.id, line])).values()].toSorted(byId)

/** The sites of declarations, each once. */
export const sitesOf = (declarations: readonly Declaration[]): string[] => [
  ...new Set(declarations.flatMap(({ body }) => buildingSite(body) ?? [])),
]

/** What `EnterpriseFacts` has of works: with a part of theirs, or at these places. */
export function worksOf(
  db: ReadDb,
  numbers: readonly string[],
  places: readonly string[],
): RegisterLine[] {
  return once([
    ...(numbers.length > 0 ? worksOfParties(db, numbers) : []),
    ...(places.length > 0 ? worksAtPlaces(db, places) : []),
  ])
}

// ---------------------------------------------------------------- several declarations at one site

/** Rows of declarations at a site of one client, where there are several. */
const AT_ONE_SITE = `WITH own AS (SELECT h.row, h.site FROM declaration h
    WHERE h.site IS NOT NULL AND substr(h.site, instr(h.site, '|') + 1) IN (
        SELECT value FROM enterpriseNumber WHERE enterpriseRow = (SELECT row FROM enterprise WHERE id = ?1))
      AND h.row IN (SELECT p.declarationRow FROM enterpriseNumber n JOIN party p ON p.value = n.value
        WHERE n.enterpriseRow = (SELECT row FROM enterprise WHERE id = ?1)))
  SELECT row FROM own WHERE site IN (SELECT site FROM own GROUP BY site HAVING count(*) > 1)`

/** `EnterpriseFacts.atOneSite` of one enterprise. */
export function atOneSite(db: ReadDb, enterpriseId: string): Declaration[] {
  return recordsWhere(db, 'declaration', `WHERE h.row IN (${AT_ONE_SITE}) ORDER BY h.id`, [
    enterpriseId,
  ])
}

const SHARED_SITES = `WITH shared AS (SELECT site FROM declaration WHERE site IS NOT NULL
    GROUP BY site HAVING count(*) > 1)
  SELECT n.enterpriseRow, h.row FROM shared s
    CROSS JOIN enterpriseNumber n ON n.value = substr(s.site, instr(s.site, '|') + 1)
    CROSS JOIN declaration h ON h.site = s.site`
const BY_ROW = `WHERE h.row IN ${LISTED} ORDER BY h.id`

/** `EnterpriseFacts.atOneSite` of all enterprises, by their rows. */
export class AllAtOneSite {
  readonly #db: ReadDb
  readonly #rows = new Map<number, Set<number>>()

  constructor(db: ReadDb) {
    this.#db = db
    for (const [enterprise, declaration] of db.arrays<[number, number]>(SHARED_SITES)) {
      const known = this.#rows.get(enterprise)
      if (known) known.add(declaration)
      else this.#rows.set(enterprise, new Set([declaration]))
    }
  }

  of(enterprise: number): Declaration[] {
    const rows = this.#rows.get(enterprise)
    if (!rows) return []
    return recordsWhere(this.#db, 'declaration', BY_ROW, [JSON.stringify([...rows])])
  }
}

// ---------------------------------------------------------------- at the sites of persons

type Found = [declaration: string, id: string, version: number, json: string]

const lineOf = ([, id, version, json]: Found): RegisterLine =>
  toRecord('registerLine', { id, version, json })

const AT_DECLARED = `SELECT d.id, w.id, w.version, b.json FROM declaration d
  CROSS JOIN registerLine w ON w.place = substr(d.site, 1, instr(d.site, '|') - 1)
  JOIN registerLineBody b ON b.row = w.row
  WHERE d.id IN ${LISTED} AND d.site IS NOT NULL AND w.source = 'WORKS' ORDER BY w.id`

/** Works at the building sites of these declarations, by the id of each. */
export function worksAtDeclared(db: ReadDb, ids: readonly string[]): Map<string, RegisterLine[]> {
  const found = new Map<string, RegisterLine[]>()
  if (ids.length === 0) return found
  for (const one of db.arrays<Found>(AT_DECLARED, [JSON.stringify(ids)])) {
    gather(found, one[0], lineOf(one))
  }
  return found
}

/** A site with its client begins with the place of works at it. */
const ALL_DECLARED = `SELECT d.id, w.id FROM registerLine w
  CROSS JOIN declaration d ON d.site >= w.place || '|' AND d.site < w.place || '}'
  WHERE w.source = 'WORKS' AND w.place IS NOT NULL`

const PLACED = `WHERE h.source = 'WORKS' AND h.place IS NOT NULL`

/** Works at the building sites of all declarations, each read once, by the id of each declaration. */
export class AllWorksAtDeclared {
  readonly #found = new Map<string, Works[]>()

  constructor(db: ReadDb) {
    const declared = db.arrays<[string, string]>(ALL_DECLARED)
    // Nearly all lines are asked for: one by one each would be a look at the cache.
    const works = worksIn(recordsWhere(db, 'registerLine', PLACED, []))
    const byLine = new Map(works.map((one) => [one.id, one]))
    for (const [id, line] of declared) {
      const read = byLine.get(line)
      // None when it left meanwhile.
      if (read) gather(this.#found, id, read)
    }
  }

  get(id: string): readonly Works[] | undefined {
    return this.#found.get(id)
  }
}

/** Works of somebody's declarations, each once, by id. */
export function worksOfPerson<T extends Named>(
  declared: { get(id: string): readonly T[] | undefined },
  ids: readonly string[],
): T[] {
  return once(ids.flatMap((id) => declared.get(id) ?? []))
}
