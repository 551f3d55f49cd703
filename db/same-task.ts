/** Who is posted on one task: declarations in force, whose worker each is, and what was notified of their posting. */
import type { TandemRecord } from '../domain/contract/records.ts'
import { oneOfEachNumber } from '../domain/limosa/one-number.ts'
import { taskKeys, type OnTask } from '../domain/limosa/same-task.ts'
import { identifierOf } from '../domain/linking/exact.ts'
import type { Notification } from '../domain/risk/outside-facts.ts'
import { LEAST_SHARED_DAYS } from '../domain/risk/posting-stretches.ts'
import { notificationsIn } from '../domain/risk/worker-facts.ts'
import { identifiersOfMany, Resolver, toldOf, toRecord } from './links.ts'
import { Holders, LISTED } from './many.ts'
import type { ReadDb } from './sqlite.ts'

type Declaration = TandemRecord<'declaration'>

/** Whom a declaration names and to whom linking leads it: what a `Resolver` reads. */
const WORKER = 'd.insz, d.passport, d.birthDate, l.band, l.personId, l.judged'
type WorkerCells = [
  insz: string | null,
  passport: string | null,
  birthDate: string | null,
  band: number | null,
  personId: string | null,
  judged: number | null,
]

function personOf(resolver: Resolver, cells: WorkerCells): string | null {
  const [insz, passport, birthDate, linkBand, linkPersonId, linkJudged] = cells
  const row = { insz, passport, birthDate, linkBand, linkPersonId, linkJudged }
  return resolver.resolve(row)?.personId ?? null
}

/** Looks up who carries what the declarations tell of whom no link decides, in one go. */
function knowAll(resolver: Resolver, all: readonly WorkerCells[]): void {
  const undecided = all.filter(([, , , band]) => band === null)
  resolver.know(
    new Set(
      undecided.flatMap(([insz, passport]) => [insz, passport]).filter((key) => key !== null),
    ),
  )
}

/** Declarations with all that is told under the numbers of some rows: what another source tells of one counts too. */
const onRows = (rows: string) => `SELECT ${WORKER}, d.id, d.version, b.json FROM declaration d
  JOIN declarationBody b ON b.row = d.row LEFT JOIN link l ON l.row = d.row
  WHERE d.l1Number IN (SELECT o.l1Number FROM declaration o WHERE o.row IN (${rows})) ORDER BY d.id`

/**
 * Declarations in force, by id, that are told under the numbers of some rows: one of each number, with the person
 * to whom any record of it leads. `rows` is a constant text.
 */
function inForce(
  db: ReadDb,
  resolver: Resolver,
  rows: string,
  params: readonly string[],
): { record: Declaration; personId: string | null }[] {
  type Cells = [...WorkerCells, id: string, version: number, json: string]
  const all = db.arrays<Cells>(onRows(rows), params)
  const workers = all.map((cells) => cells.slice(0, 6) as WorkerCells)
  knowAll(resolver, workers)
  const persons = new Map<string, string>()
  const records = all.map(([, , , , , , id, version, json], i) => {
    const record = toRecord('declaration', { id, version, json })
    const personId = personOf(resolver, workers[i]!)
    const { l1Number } = record.body
    if (personId !== null && !persons.has(l1Number)) persons.set(l1Number, personId)
    return record
  })
  return oneOfEachNumber(records, (record) => record)
    .filter(({ body }) => body.status === 'ACTIVE')
    .map((record) => ({ record, personId: persons.get(record.body.l1Number) ?? null }))
}

/** Rows of the declarations on the tasks of a JSON list of keys. */
const OF_TASKS = `SELECT declarationRow FROM task WHERE value IN ${LISTED}`

const keysOf = (declarations: readonly Declaration[]): string[] => [
  ...new Set(declarations.flatMap(({ body }) => (body.status === 'ACTIVE' ? taskKeys(body) : []))),
]

/** What was notified of each declaration, by its id: under its number or a national number of its worker. */
function notifiedOf(
  db: ReadDb,
  all: readonly { record: Declaration; personId: string | null }[],
): Map<string, readonly Notification[]> {
  const persons = [...new Set(all.flatMap(({ personId }) => personId ?? []))]
  const carried = identifiersOfMany(db, persons)
  const [inszs, numbers] = [new Holders(), new Holders()]
  for (const { record, personId } of all) {
    const told = identifierOf(record.body, 'INSZ')
    if (told !== null) inszs.add(told, record.id)
    for (const { type, value } of carried.get(personId ?? '') ?? []) {
      if (type !== 'PASSPORT') inszs.add(value, record.id)
    }
    numbers.add(record.body.l1Number, record.id)
  }
  const lines = toldOf(db, 'workerLine', inszs, numbers)
  return new Map([...lines].map(([id, own]) => [id, notificationsIn(own)]))
}

function onTasks(db: ReadDb, resolver: Resolver, keys: readonly string[]): OnTask[] {
  if (keys.length === 0) return []
  const all = inForce(db, resolver, OF_TASKS, [JSON.stringify(keys)])
  const notified = notifiedOf(db, all)
  return all.map((one) => ({ ...one, notified: notified.get(one.record.id) ?? [] }))
}

/** Everybody's declarations in force on a task and place of these declarations. */
export const sameTaskAs = (db: ReadDb, declarations: readonly Declaration[]): OnTask[] =>
  onTasks(db, new Resolver(db), keysOf(declarations))

/** Of some tasks, those of several declarations that together are long enough to be asked about. */
const longOf = (tasks: string) => `SELECT t.value FROM (${tasks}) s
  CROSS JOIN task t ON t.value = s.value CROSS JOIN declaration d ON d.row = t.declarationRow
  GROUP BY t.value HAVING count(*) > 1 AND sum(d.toDay - d.fromDay + 1) > ${LEAST_SHARED_DAYS}`
const LONG_LISTED = longOf('SELECT value FROM json_each(?1)')
const LONG = longOf('SELECT value FROM task GROUP BY value HAVING count(*) > 1')

const NOBODY: readonly OnTask[] = []

/**
 * What rules ask of the tasks of persons: everybody's declarations in force on one that somebody else has too and
 * that is long enough; nothing of whoever has none. `declarations` are those of the persons who are asked about.
 */
export function tasksShared(
  db: ReadDb,
  resolver: Resolver,
  declarations: readonly Declaration[],
): (personId: string, own: readonly Declaration[]) => readonly OnTask[] {
  const keys = keysOf(declarations)
  const long = new Set(
    keys.length === 0 ? [] : db.column<string>(LONG_LISTED, [JSON.stringify(keys)]),
  )
  return (personId, own) => {
    const shared = long.size === 0 ? [] : keysOf(own).filter((key) => long.has(key))
    const all = onTasks(db, resolver, shared)
    return all.some((one) => one.personId !== personId) ? all : NOBODY
  }
}

const SHARING = `WITH long AS MATERIALIZED (${LONG})
  SELECT ${WORKER}, t.value FROM long s CROSS JOIN task t ON t.value = s.value
    CROSS JOIN declaration d ON d.row = t.declarationRow LEFT JOIN link l ON l.row = d.row`

/** Persons of whom a declaration is on a task that is long enough and that somebody else, or nobody known, has too. */
export function personsSharingTasks(db: ReadDb): ReadonlySet<string> {
  const all = db.arrays<[...WorkerCells, value: string]>(SHARING)
  const resolver = new Resolver(db)
  const workers = all.map((cells) => cells.slice(0, 6) as WorkerCells)
  knowAll(resolver, workers)
  const tasks = new Map<string, Set<string | null>>()
  for (const [i, { 6: task }] of all.entries()) {
    const known = tasks.get(task) ?? new Set()
    tasks.set(task, known.add(personOf(resolver, workers[i]!)))
  }
  const shared = [...tasks.values()].filter((persons) => persons.size > 1 || persons.has(null))
  return new Set(shared.flatMap((persons) => [...persons].filter((id) => id !== null)))
}

/** What rules ask of the tasks to which an enterprise sends: the declarations of some rows, a constant text. */
export const onTasksOfRows = (
  db: ReadDb,
  resolver: Resolver,
  rows: string,
  params: readonly string[],
): OnTask[] => inForce(db, resolver, rows, params).map((one) => ({ ...one, notified: [] }))
