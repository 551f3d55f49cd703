/** False A1 forms of enterprises that have a director in common with others. */
import type { BodyOf } from '../domain/contract/records.ts'
import type { TiedForm } from '../domain/risk/enterprise-facts.ts'
import { tellsDirector } from '../domain/risk/register-facts.ts'
import { toRecord } from './links.ts'
import { LISTED } from './many.ts'
import type { ReadDb } from './sqlite.ts'

/** A false form, with the lines of one director of its employer and of another enterprise. */
const TIED = `FROM a1 f JOIN a1Body fb ON fb.row = f.row
    JOIN registerLine t ON t.enterprise = f.falseOf AND t.source = 'DIRECTORS'
    JOIN registerLineBody tb ON tb.row = t.row
    JOIN registerLine o ON o.director = t.director AND o.source = 'DIRECTORS'
    JOIN registerLineBody ob ON ob.row = o.row
  WHERE f.falseOf IS NOT NULL AND t.director IS NOT NULL
    AND o.enterprise IS NOT NULL AND o.enterprise <> f.falseOf`
const CELLS = `SELECT o.enterprise, f.falseOf, f.id, f.version, fb.json, o.id, ob.json, tb.json ${TIED}`
const ORDER = 'ORDER BY f.id, o.id, t.id'
const NUMBERS = `SELECT value FROM enterpriseNumber
  WHERE enterpriseRow = (SELECT row FROM enterprise WHERE id = ?1)`

const ROWS = `SELECT enterpriseRow FROM enterpriseNumber WHERE value IN ${LISTED}`

type Cells = [
  enterprise: string,
  falseOf: string,
  id: string,
  version: number,
  json: string,
  line: string,
  here: string,
  there: string,
]

function tied([, , id, version, json, line, here, there]: Cells): TiedForm[] {
  const [own, other] = [here, there].map((text) => JSON.parse(text) as BodyOf<'registerLine'>)
  if (!tellsDirector(own!) || !tellsDirector(other!)) return []
  return [
    {
      form: toRecord('a1', { id, version, json }),
      line: { id: line, on: own!.on },
      here: own!.directorship!.period,
      there: other!.directorship!.period,
    },
  ]
}

/** Of enterprises that are not one with the employer of the form. */
const ofOthers = (cells: readonly Cells[], numbers: readonly string[]) =>
  cells.filter(([, falseOf]) => !numbers.includes(falseOf)).flatMap(tied)

/** Those that are tied to one enterprise. */
export function tiedForms(db: ReadDb, enterpriseId: string): TiedForm[] {
  const numbers = db.column<string>(NUMBERS, [enterpriseId])
  const cells = db.arrays<Cells>(`${CELLS} AND o.enterprise IN (${NUMBERS}) ${ORDER}`, [
    enterpriseId,
  ])
  return ofOthers(cells, numbers)
}

/** Those that are tied to any enterprise, read at once: false forms are few. */
export class AllTiedForms {
  readonly #byNumber: ReadonlyMap<string, Cells[]>
  /** Rows of the enterprises that have any. */
  readonly rows: ReadonlySet<number>

  constructor(db: ReadDb) {
    const cells = db.arrays<Cells>(`${CELLS} ${ORDER}`)
    this.#byNumber = Map.groupBy(cells, ([enterprise]) => enterprise)
    this.rows = new Set(
      db.column<number>(ROWS, [JSON.stringify([...this.#byNumber.keys()].toSorted())]),
    )
  }

  /** Those of an enterprise with these numbers, in the same order. */
  of(numbers: readonly string[]): TiedForm[] {
    const cells = numbers.flatMap((number) => this.#byNumber.get(number) ?? [])
    return ofOthers(numbers.length < 2 ? cells : cells.toSorted(inOrder), numbers)
  }
}

const inOrder = (a: Cells, b: Cells): number =>
  a[2] === b[2] ? (a[5] < b[5] ? -1 : Number(a[5] > b[5])) : a[2] < b[2] ? -1 : 1
