/**
 * The facts of all enterprises for a pass of the rules. What was measured of them tells whose lists a rule
 * may ask for; those are read as of one enterprise. Who is to be measured is read list by list for
 * many neighbours at once.
 */
import type { LocalDate } from '../domain/calendar/local-date.ts'
import type { TandemRecord } from '../domain/contract/records.ts'
import type { OnTask } from '../domain/limosa/same-task.ts'
import { isSentBy } from '../domain/linking/mentions.ts'
import type { EnterpriseFacts, Lodger, MonthOfFilings } from '../domain/risk/enterprise-facts.ts'
import { enterpriseMeasuresOf, type MeasuredEnterprise } from '../domain/risk/measures.ts'
import {
  ARRIVED,
  HERE_UNTIL,
  allFilings,
  declarationsOf,
  dossiersOf,
  filingsOf,
  keysOf,
  lodgersOf,
  monthsOf,
} from './enterprise-facts.ts'
import {
  type EnterprisePart,
  type MeasuresByRow,
  packPart,
  partsUpTo,
  readPart,
  rowsOfPart,
  StaleMeasures,
} from './enterprise-measures.ts'
import { falseA1, holdingsOf } from './extracts.ts'
import { AllTiedForms } from './false-forms.ts'
import { handlesOf } from './handles.ts'
import { recordsWhere, Resolver, toRecord } from './links.ts'
import { withheldHere } from './person-facts.ts'
import { falseOf } from './project/extracts.ts'
import { AllRegisterLines, readRegisterFacts } from './register-lines.ts'
import { onTasksOfRows } from './same-task.ts'
import type { ReadDb } from './sqlite.ts'
import { AllAtOneSite } from './works.ts'

/** From this share of a part on its enterprises are measured together: what all share is read for it. */
const MANY = 0.25

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
const WORKERS = `SELECT d.employerRow, d.personRow, d.personId, ${HERE_UNTIL}
  FROM dossier d JOIN dossierBody x ON x.row = d.row
  WHERE d.employerRow IS NOT NULL AND d.personRow IS NOT NULL AND ${ARRIVED}`

type Worker = [employer: number, person: number, personId: string, until: LocalDate]

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
    for (const [, person, personId, until] of this.#workers.get(employer) ?? []) {
      const known = lodgers.get(person)
      if (known && known.until >= until) continue
      const [, address, municipality] = this.#homes.get(person)!
      lodgers.set(person, { personId, address, municipality, until })
    }
    const each = [...lodgers.values()]
    return each.length < 2 ? each : each.sort((a, b) => (a.personId < b.personId ? -1 : 1))
  }
}

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

/** By what many enterprises are measured. */
class MeasuredTogether {
  readonly #db: ReadDb
  readonly #lodgers: Lodgers
  readonly #lines: AllRegisterLines
  readonly #falseA1: ReadonlyMap<string, TandemRecord<'a1'>[]>

  constructor(db: ReadDb) {
    this.#db = db
    this.#lodgers = new Lodgers(db)
    this.#lines = new AllRegisterLines(db)
    this.#falseA1 = Map.groupBy(
      recordsWhere(db, 'a1', 'WHERE h.falseOf IS NOT NULL ORDER BY h.id', []),
      ({ body }) => falseOf(body)!,
    )
  }

  /** Gives how one of a part is read. */
  of(
    part: number,
  ): (row: number, enterprise: MeasuredEnterprise['enterprise']) => MeasuredEnterprise {
    const rows = rowsOfPart(part)
    const days = this.#db.arrays<[number, number, number]>(FILED, rows)
    const filed = grouped(days.map(([row, day, count]) => [row, { day, count }]))
    const numbers = grouped(this.#db.arrays<[number, string]>(NUMBERS, rows))
    return (row, enterprise) => {
      const own = numbers.get(row) ?? []
      return {
        enterprise,
        filings: monthsOf(filed.get(row) ?? []),
        lodgers: this.#lodgers.of(row),
        falseA1: own.flatMap((number) => this.#falseA1.get(number) ?? []),
        outside: this.#lines.facts(own),
      }
    }
  }
}

/** Declarations on a task and place to which somebody else is sent too, with the numbers they name. */
const SAME_TASK = `WITH shared AS (SELECT value FROM task GROUP BY value HAVING count(*) > 1)
  SELECT n.enterpriseRow, t.declarationRow, t.value FROM shared s
    CROSS JOIN task t ON t.value = s.value
    JOIN party p ON p.declarationRow = t.declarationRow
    JOIN enterpriseNumber n ON n.value = p.value`

const LISTED_ROWS = 'SELECT value FROM json_each(?1)'

/** Who gives a handle that others give too, and how many do. */
const SHARERS = `WITH given AS MATERIALIZED (
    SELECT h.enterprise, s.givers FROM (
      SELECT kind, value, count(*) AS givers FROM handle GROUP BY kind, value HAVING count(*) > 1) s
    CROSS JOIN handle h ON h.kind = s.kind AND h.value = s.value)
  SELECT n.enterpriseRow, g.givers FROM given g JOIN enterpriseNumber n ON n.value = g.enterprise
  UNION ALL SELECT e.row, g.givers FROM given g JOIN enterprise e ON e.id = g.enterprise`

const NO_TIED: NonNullable<EnterpriseFacts['tiedFalseA1']> = []

/** What the facts of all enterprises share; most is read when the first asks. */
class Shared {
  readonly db: ReadDb
  readonly withheld: EnterpriseFacts['withheld']
  #holdings: EnterpriseFacts['holdings'] | null = null
  #norms: NonNullable<EnterpriseFacts['norms']> | null = null
  #filings: readonly MonthOfFilings[] | null = null
  #sharers: Map<number, number> | null = null
  #sites: AllAtOneSite | null = null
  #tied: AllTiedForms | null = null
  #sameTask: Map<number, [row: number, task: string][]> | null = null
  #resolver: Resolver | null = null

  constructor(db: ReadDb) {
    this.db = db
    this.withheld = withheldHere(db)
  }

  get allFilings(): readonly MonthOfFilings[] {
    return (this.#filings ??= allFilings(this.db))
  }

  get holdings(): NonNullable<EnterpriseFacts['holdings']> {
    return (this.#holdings ??= holdingsOf(this.db))
  }

  get norms(): NonNullable<EnterpriseFacts['norms']> {
    return (this.#norms ??= recordsWhere(this.db, 'norm', 'ORDER BY h.id', []))
  }

  /** One gives its own alone. */
  sharers(row: number): number {
    return (this.#sharers ??= this.#count()).get(row) ?? 1
  }

  #count(): Map<number, number> {
    const most = new Map<number, number>()
    for (const [row, givers] of this.db.arrays<[number, number]>(SHARERS)) {
      most.set(row, Math.max(givers, most.get(row) ?? 0))
    }
    return most
  }

  /** Most enterprises have none: their numbers are read of those of which some number is named. */
  tiedForms(db: ReadDb, row: number, id: string): NonNullable<EnterpriseFacts['tiedFalseA1']> {
    this.#tied ??= new AllTiedForms(db)
    return this.#tied.rows.has(row) ? this.#tied.of(keysOf(db, id)) : NO_TIED
  }

  atOneSite(row: number): TandemRecord<'declaration'>[] {
    return (this.#sites ??= new AllAtOneSite(this.db)).of(row)
  }

  sameTask(row: number, enterprise: TandemRecord<'enterprise'>): OnTask[] {
    this.#sameTask ??= grouped(
      this.db
        .arrays<[number, number, string]>(SAME_TASK)
        .map(([of, declaration, key]) => [of, [declaration, key] as [number, string]]),
    )
    const own = this.#sameTask.get(row) ?? []
    if (own.length < 2 || enterprise.body.country === 'BE') return []
    const tasks = new Map<string, Set<number>>()
    for (const [declaration, key] of own) {
      const known = tasks.get(key)
      if (known) known.add(declaration)
      else tasks.set(key, new Set([declaration]))
    }
    const shared = [...tasks.values()].flatMap((rows) => (rows.size > 1 ? [...rows] : []))
    if (shared.length === 0) return []
    const keys = new Set(keysOf(this.db, enterprise.id))
    this.#resolver ??= new Resolver(this.db)
    return onTasksOfRows(this.db, this.#resolver, LISTED_ROWS, [JSON.stringify(shared)]).filter(
      ({ record }) => isSentBy(keys, record.body),
    )
  }
}

type EnterpriseRow = [row: number, id: string, version: number, json: string]

/** An enterprise whose body is parsed when it is asked for. */
class StoredEnterprise implements TandemRecord<'enterprise'> {
  readonly kind = 'enterprise'
  readonly id: string
  readonly version: number
  readonly #json: string
  #record: TandemRecord<'enterprise'> | null = null

  constructor([, id, version, json]: EnterpriseRow) {
    this.id = id
    this.version = version
    this.#json = json
  }

  toJSON(): TandemRecord<'enterprise'> {
    const { id, version } = this
    return (this.#record ??= toRecord('enterprise', { id, version, json: this.#json }))
  }

  get body(): TandemRecord<'enterprise'>['body'] {
    return this.toJSON().body
  }
}

/** The facts of one of many; a list is read when a rule asks for it. */
class Facts implements EnterpriseFacts {
  readonly enterprise: StoredEnterprise
  readonly measures: Int32Array
  readonly #row: number
  readonly #shared: Shared
  readonly #lists: Partial<EnterpriseFacts> = {}

  constructor(row: number, enterprise: StoredEnterprise, measures: Int32Array, shared: Shared) {
    this.enterprise = enterprise
    this.measures = measures
    this.#row = row
    this.#shared = shared
  }

  get knownAs(): NonNullable<EnterpriseFacts['knownAs']> {
    return this.#list('knownAs', keysOf)
  }

  get filings(): EnterpriseFacts['filings'] {
    return this.#list('filings', filingsOf)
  }

  get lodgers(): EnterpriseFacts['lodgers'] {
    return this.#list('lodgers', lodgersOf)
  }

  get dossiers(): EnterpriseFacts['dossiers'] {
    return this.#list('dossiers', dossiersOf)
  }

  get declarations(): EnterpriseFacts['declarations'] {
    return this.#list('declarations', declarationsOf)
  }

  get falseA1(): NonNullable<EnterpriseFacts['falseA1']> {
    return this.#list('falseA1', falseA1)
  }

  get tiedFalseA1(): NonNullable<EnterpriseFacts['tiedFalseA1']> {
    return this.#list('tiedFalseA1', (db, id) => this.#shared.tiedForms(db, this.#row, id))
  }

  get outside(): NonNullable<EnterpriseFacts['outside']> {
    return this.#list('outside', (db, id) => readRegisterFacts(db, id, () => this.atOneSite))
  }

  get handles(): EnterpriseFacts['handles'] {
    return this.#list('handles', (db, id) => handlesOf(db, id, this.enterprise.body))
  }

  get sameTask(): EnterpriseFacts['sameTask'] {
    return this.#list('sameTask', () => this.#shared.sameTask(this.#row, this.enterprise))
  }

  get atOneSite(): EnterpriseFacts['atOneSite'] {
    return this.#list('atOneSite', () => this.#shared.atOneSite(this.#row))
  }

  get sharers(): number {
    return this.#shared.sharers(this.#row)
  }

  get allFilings(): EnterpriseFacts['allFilings'] {
    return this.#shared.allFilings
  }

  get holdings(): NonNullable<EnterpriseFacts['holdings']> {
    return this.#shared.holdings
  }

  get norms(): NonNullable<EnterpriseFacts['norms']> {
    return this.#shared.norms
  }

  get withheld(): EnterpriseFacts['withheld'] {
    return this.#shared.withheld
  }

  #list<N extends keyof EnterpriseFacts>(
    name: N,
    read: (db: ReadDb, id: string) => NonNullable<EnterpriseFacts[N]>,
  ): NonNullable<EnterpriseFacts[N]> {
    const list = (this.#lists[name] ?? read(this.#shared.db, this.enterprise.id)) as NonNullable<
      EnterpriseFacts[N]
    >
    this.#lists[name] = list
    return list
  }
}

const ALL_OF = `SELECT h.row, h.id, h.version, b.json
  FROM enterprise h JOIN enterpriseBody b ON b.row = h.row WHERE h.row BETWEEN ? AND ? ORDER BY h.row`

/** One pass over all enterprises. */
export class AllEnterprises {
  readonly #db: ReadDb
  readonly #shared: Shared
  readonly #stale: StaleMeasures
  #together: MeasuredTogether | null = null
  /** Enterprises are those of parts 0 to here. */
  readonly parts: number

  constructor(db: ReadDb) {
    this.#db = db
    this.#shared = new Shared(db)
    this.#stale = new StaleMeasures(db)
    this.parts = partsUpTo(db.value<number>('SELECT coalesce(max(row), -1) FROM enterprise')!)
  }

  /** `renewed`: what is measured of them as it is to be stored; null where it holds. */
  facts(part: number): { facts: EnterpriseFacts[]; renewed: EnterprisePart | null } {
    return this.#db.still(() => {
      this.#stale.renew()
      const known = readPart(this.#db, part)
      const all = this.#db
        .arrays<EnterpriseRow>(ALL_OF, rowsOfPart(part))
        .map((one) => ({ row: one[0], enterprise: new StoredEnterprise(one) }))
      const missing = all.filter(({ row }) => !known.has(row) || this.#stale.has(row))
      const isMany = missing.length > MANY * all.length
      const fresh = this.#measured(missing, isMany ? this.#togetherOf(part) : this.#readOne)
      const measured = new Map(all.map(({ row }) => [row, fresh.get(row) ?? known.get(row)!]))
      const holds = missing.length === 0 && known.size === all.length
      return {
        facts: all.map(
          ({ row, enterprise }) => new Facts(row, enterprise, measured.get(row)!, this.#shared),
        ),
        renewed: holds ? null : packPart(part, measured),
      }
    })
  }

  #measured(
    wanted: readonly { row: number; enterprise: StoredEnterprise }[],
    read: ReturnType<MeasuredTogether['of']>,
  ): MeasuresByRow {
    return new Map(
      wanted.map(({ row, enterprise }) => [row, enterpriseMeasuresOf(read(row, enterprise))]),
    )
  }

  #togetherOf(part: number): ReturnType<MeasuredTogether['of']> {
    return (this.#together ??= new MeasuredTogether(this.#db)).of(part)
  }

  readonly #readOne: ReturnType<MeasuredTogether['of']> = (_row, enterprise) => {
    const [db, { id }] = [this.#db, enterprise]
    return {
      enterprise,
      filings: filingsOf(db, id),
      lodgers: lodgersOf(db, id),
      falseA1: falseA1(db, id),
      // Nothing is measured of works.
      outside: readRegisterFacts(db, id, () => []),
    }
  }
}
