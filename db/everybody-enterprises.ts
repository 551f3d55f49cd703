/** The facts of many enterprises at once: each list is read for all of them by one statement. */
import type { TandemRecord } from '../domain/contract/records.ts'
import type {
  EnterpriseFacts,
  MonthOfFilings,
  SharedHandle,
} from '../domain/risk/enterprise-facts.ts'
import { enterpriseFactsOf, isSentBy, monthsOf } from './enterprise-facts.ts'
import { shownHandle, type HandleRow } from './handles.ts'
import { holdingsOf } from './extracts.ts'
import { falseOf } from './project/extracts.ts'
import { recordsWhere, toRecord } from './links.ts'
import { withheldHere } from './person-facts.ts'
import { AllRegisterLines } from './register-lines.ts'
import type { ReadDb } from './sqlite.ts'

/** Enterprises read at once: those of as many neighbouring rows. */
const ENTERPRISE_ROWS = 2_048

/** First and last row of a part. */
export const enterpriseRows = (part: number): [number, number] => [
  part * ENTERPRISE_ROWS,
  (part + 1) * ENTERPRISE_ROWS - 1,
]

const FILED = `SELECT row, day, count(*) FROM (
    SELECT e.row AS row, d.row AS dossier, d.submittedOn AS day
      FROM enterprise e CROSS JOIN dossier d ON d.employerId = e.id WHERE e.row BETWEEN ?1 AND ?2
    UNION SELECT e.row, d.row, d.submittedOn
      FROM enterprise e CROSS JOIN dossier d ON d.filerId = e.id WHERE e.row BETWEEN ?1 AND ?2)
  GROUP BY row, day`

const ADDRESSES = `SELECT row, street, municipality FROM (
    SELECT row, json_extract(json, '$.address.street') AS street,
      json_extract(json, '$.address.municipality') AS municipality FROM personBody)
  WHERE street IS NOT NULL AND municipality IS NOT NULL`
const WORKERS = `SELECT d.employerRow, d.personRow, d.personId FROM dossier d
  WHERE d.employerRow IS NOT NULL AND d.personRow IS NOT NULL`

type Lodger = EnterpriseFacts['lodgers'][number]
type Worker = [employer: number, person: number, personId: string]

/** The workers of enterprises by whom one knows where they live. */
class Lodgers {
  readonly #homes: ReadonlyMap<number, [row: number, street: string, municipality: string]>
  readonly #workers: ReadonlyMap<number, Worker[]>

  constructor(db: ReadDb) {
    const homes = db.arrays<[number, string, string]>(ADDRESSES)
    this.#homes = new Map(homes.map((home) => [home[0], home]))
    const workers = db.arrays<Worker>(WORKERS).filter(([, person]) => this.#homes.has(person))
    this.#workers = Map.groupBy(workers, ([employer]) => employer)
  }

  /** Each once, by id. */
  of(employer: number): Lodger[] {
    const lodgers = new Map<number, Lodger>()
    for (const [, person, personId] of this.#workers.get(employer) ?? []) {
      const [, address, municipality] = this.#homes.get(person)!
      lodgers.set(person, { personId, address, municipality })
    }
    const each = [...lodgers.values()]
    return each.length < 2 ? each : each.sort((a, b) => (a.personId < b.personId ? -1 : 1))
  }
}

/** Declarations on a task and place to which somebody else is sent too, with the numbers they name. */
const SAME_TASK = `WITH shared AS (SELECT taskKey FROM declaration WHERE taskKey IS NOT NULL
    GROUP BY taskKey HAVING count(*) > 1)
  SELECT n.enterpriseRow, h.row, h.taskKey FROM shared s
    CROSS JOIN declaration h ON h.taskKey = s.taskKey
    JOIN party p ON p.declarationRow = h.row JOIN enterpriseNumber n ON n.value = p.value`

const NUMBERS = `SELECT n.enterpriseRow, n.value FROM enterpriseNumber n
  WHERE n.enterpriseRow BETWEEN ?1 AND ?2`

function grouped<V>(rows: readonly [number, V][]): Map<number, V[]> {
  const groups = new Map<number, V[]>()
  for (const [row, value] of rows) {
    const group = groups.get(row)
    if (group) group.push(value)
    else groups.set(row, [value])
  }
  return groups
}

const handleKey = (kind: string, value: string) => `${kind} ${value}`

/** Who gives which handle: of everybody, because the one who shares it may be anybody. */
class Handles {
  readonly #givers = new Map<string, string[]>()
  readonly #own = new Map<string, Pick<HandleRow, 'kind' | 'value'>[]>()

  constructor(db: ReadDb) {
    const rows = db.arrays<[HandleRow['kind'], string, string]>(
      'SELECT kind, value, enterprise FROM handle ORDER BY kind, value, enterprise',
    )
    for (const [kind, value, enterprise] of rows) {
      const key = handleKey(kind, value)
      const givers = this.#givers.get(key)
      if (givers) givers.push(enterprise)
      else this.#givers.set(key, [enterprise])
      const own = this.#own.get(enterprise)
      if (own) own.push({ kind, value })
      else this.#own.set(enterprise, [{ kind, value }])
    }
  }

  of({ id, body }: TandemRecord<'enterprise'>, numbers: readonly string[]): SharedHandle[] {
    const own = new Map<string, Pick<HandleRow, 'kind' | 'value'>>()
    for (const number of [...numbers, id]) {
      for (const one of this.#own.get(number) ?? []) own.set(handleKey(one.kind, one.value), one)
    }
    const inOrder = own.size < 2 ? [...own] : [...own].sort(([a], [b]) => (a < b ? -1 : 1))
    return inOrder.map(([key, { kind, value }]) => ({
      kind,
      value: shownHandle(kind, value, body),
      enterprises: this.#givers.get(key)!,
    }))
  }
}

/** One pass over all enterprises. */
export class AllEnterprises {
  readonly #db: ReadDb
  readonly #all: readonly MonthOfFilings[]
  readonly #withheld: EnterpriseFacts['withheld']
  #handles: Handles | null = null
  #lodgers: Lodgers | null = null
  #held: ReturnType<typeof holdingsOf> | null = null
  #lines: AllRegisterLines | null = null
  #falseA1: Map<string, TandemRecord<'a1'>[]> | null = null
  #sameTask: Map<number, [row: number, taskKey: string][]> | null = null
  /** Enterprises are those of parts 0 to here. */
  readonly parts: number

  constructor(db: ReadDb, all: readonly MonthOfFilings[]) {
    this.#db = db
    this.#all = all
    this.#withheld = withheldHere(db)
    const last = db.value<number>('SELECT coalesce(max(row), -1) FROM enterprise')!
    this.parts = Math.ceil((last + 1) / ENTERPRISE_ROWS)
  }

  /** The facts of a part; whole records are read when a rule asks for them, as of one enterprise. */
  facts(part: number): EnterpriseFacts[] {
    return this.#db.still(() => {
      const rows = enterpriseRows(part)
      const filed = grouped(
        this.#db
          .arrays<[number, number, number]>(FILED, rows)
          .map(([row, day, count]) => [row, { day, count }]),
      )
      this.#lodgers ??= new Lodgers(this.#db)
      this.#held ??= holdingsOf(this.#db)
      this.#lines ??= new AllRegisterLines(this.#db)
      const numbers = grouped(this.#db.arrays<[number, string]>(NUMBERS, rows))
      this.#handles ??= new Handles(this.#db)
      return this.#records(rows).map(([row, enterprise]) =>
        enterpriseFactsOf(this.#db, {
          enterprise,
          filings: monthsOf(filed.get(row) ?? []),
          allFilings: this.#all,
          sameTask: this.#tasksOf(row, enterprise),
          lodgers: this.#lodgers!.of(row),
          handles: this.#handles!.of(enterprise, numbers.get(row) ?? []),
          falseA1: this.#falseOf(numbers.get(row) ?? []),
          outside: this.#lines!.facts(numbers.get(row) ?? []),
          holdings: this.#held!,
          withheld: this.#withheld,
        }),
      )
    })
  }

  #records(rows: number[]): [number, TandemRecord<'enterprise'>][] {
    return this.#db
      .arrays<[number, string, number, string]>(
        `SELECT h.row, h.id, h.version, b.json FROM enterprise h JOIN enterpriseBody b ON b.row = h.row
         WHERE h.row BETWEEN ? AND ? ORDER BY h.row`,
        rows,
      )
      .map(([row, id, version, json]) => [row, toRecord('enterprise', { id, version, json })])
  }

  /** A1 forms in one of its names that their issuer told to be false. */
  #falseOf(numbers: readonly string[]): TandemRecord<'a1'>[] {
    this.#falseA1 ??= Map.groupBy(
      recordsWhere(this.#db, 'a1', 'WHERE h.falseOf IS NOT NULL ORDER BY h.id', []),
      ({ body }) => falseOf(body)!,
    )
    return numbers.flatMap((number) => this.#falseA1!.get(number) ?? [])
  }

  #tasksOf(row: number, enterprise: TandemRecord<'enterprise'>): TandemRecord<'declaration'>[] {
    if (enterprise.body.country === 'BE') return []
    this.#sameTask ??= grouped(
      this.#db
        .arrays<[number, number, string]>(SAME_TASK)
        .map(([of, declaration, key]) => [of, [declaration, key] as [number, string]]),
    )
    const own = new Map((this.#sameTask.get(row) ?? []).map((one) => [one[0], one]))
    if (own.size < 2) return []
    const counts = new Map<string, number>()
    for (const [, key] of own.values()) counts.set(key, (counts.get(key) ?? 0) + 1)
    const shared = [...own.values()].filter(([, key]) => counts.get(key)! > 1)
    if (shared.length === 0) return []
    return recordsWhere(
      this.#db,
      'declaration',
      'WHERE h.row IN (SELECT value FROM json_each(?)) ORDER BY h.id',
      [JSON.stringify(shared.map(([declaration]) => declaration))],
    ).filter(({ body }) => isSentBy(enterprise, body))
  }
}
