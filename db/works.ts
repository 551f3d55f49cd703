/** Declared works (art. 30bis): of an enterprise, at the sites of declarations, and of all at once. */
import type { TandemRecord } from '../domain/contract/records.ts'
import { buildingSite, workSite } from '../domain/limosa/building-site.ts'
import type { Works } from '../domain/risk/outside-facts.ts'
import { worksIn, type RegisterLine } from '../domain/risk/register-facts.ts'
import { declarationsWhere, recordsWhere, toRecord } from './links.ts'
import { gather, inOrder, LISTED } from './many.ts'
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
  return declarationsWhere(db, `WHERE h.row IN (${AT_ONE_SITE}) ORDER BY h.id`, [enterpriseId])
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
    return declarationsWhere(this.#db, BY_ROW, [JSON.stringify([...rows])])
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

const PLACED = `SELECT h.id, h.version, b.json, h.place, b.json ->> '$.works.valueCents'
  FROM registerLine h JOIN registerLineBody b ON b.row = h.row
  WHERE h.source = 'WORKS' AND h.place IS NOT NULL`

type PlacedCells = [id: string, version: number, json: string, place: string, valueCents: number]

/** Works of which rules nearly always ask where they are and what they are worth: the rest is read when asked. */
class PlacedWorks implements Works {
  readonly id: string
  readonly place: string
  readonly valueEuro: number
  readonly #version: number
  readonly #json: string
  #told: Works | null = null

  constructor([id, version, json, place, valueCents]: PlacedCells) {
    this.id = id
    this.place = place
    this.valueEuro = valueCents / 100
    this.#version = version
    this.#json = json
  }

  /** All of it, as it is read one by one. */
  toJSON(): Works {
    const stored = { id: this.id, version: this.#version, json: this.#json }
    return (this.#told ??= worksIn([toRecord('registerLine', stored)])[0]!)
  }

  get on() {
    return this.toJSON().on!
  }

  get number() {
    return this.toJSON().number
  }

  get municipality() {
    return this.toJSON().municipality
  }

  get period() {
    return this.toJSON().period
  }

  get parties() {
    return this.toJSON().parties
  }
}

const NO_WORKS: readonly Works[] = []

/** All works of which the place is told, by it. */
export class WorksByPlace {
  readonly #at = new Map<string, Works[]>()

  constructor(db: ReadDb) {
    for (const cells of db.arrays<PlacedCells>(PLACED)) {
      gather(this.#at, cells[3], new PlacedWorks(cells))
    }
    inOrder(this.#at, ({ id }) => id)
  }

  /** Those at some places, by id. */
  at(places: Iterable<string>): readonly Works[] {
    const lists = [...new Set(places)].flatMap((place) => {
      const list = this.#at.get(place)
      return list ? [list] : []
    })
    return lists.length < 2 ? (lists[0] ?? NO_WORKS) : lists.flat().sort(byId)
  }
}

/** A declaration of which the place of the work (`workSite`) was read before. */
export interface Sited {
  readonly site: string | null
}

/** Where people declared so work, as far as their declarations tell a place at which works are declared. */
export const workSitesOf = (declarations: readonly (Declaration | (Declaration & Sited))[]) =>
  declarations.flatMap((one) => ('site' in one ? one.site : workSite(one.body)) ?? [])

/** Works of somebody's declarations, each once, by id. */
export function worksOfPerson<T extends Named>(
  declared: { get(id: string): readonly T[] | undefined },
  ids: readonly string[],
): T[] {
  return once(ids.flatMap((id) => declared.get(id) ?? []))
}
