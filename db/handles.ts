/** By what enterprises can be reached, kept beside the records so that those who share it find each other. */
import { accountLabel } from '../domain/identifiers/iban.ts'
import type { HandleKind } from '../domain/contract/codes.ts'
import type { BodyOf, RecordKind } from '../domain/contract/records.ts'
import type { Directed, SharedHandle } from '../domain/risk/enterprise-facts.ts'
import { directedIn } from '../domain/risk/register-facts.ts'
import {
  accountHandle,
  addressKey,
  declaredHandles,
  isAccount,
  type Reached,
  registeredHandles,
} from '../domain/risk/handles.ts'
import { enterpriseOf } from './project/register-lines.ts'
import { addressLine } from '../domain/linking/places.ts'
import type { Numbered } from '../domain/linking/enterprise-keys.ts'
import { numberKeys } from './project/numbers.ts'
import { readMeta, writeMeta } from './meta.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

/** One enterprise gives one handle as its own. */
export interface HandleRow {
  kind: HandleKind
  value: string
  /** The number under which it is known; its id when it has none. */
  enterprise: string
}

/** What a declaration says of its sender. */
function handlesOfDeclaration(body: Reached): HandleRow[] {
  const { employer } = body
  const [enterprise] = employer === null ? [] : numberKeys(employer)
  if (enterprise === undefined) return []
  return declaredHandles(body).map((handle) => ({ ...handle, enterprise }))
}

/** What the register says of an enterprise. */
function handlesOfEnterprise(id: string, body: BodyOf<'enterprise'>): HandleRow[] {
  const [enterprise = id] = numberKeys(body)
  return registeredHandles(body).map((handle) => ({ ...handle, enterprise }))
}

/** The account that a line tells. */
function handlesOfLine(body: BodyOf<'registerLine'>): HandleRow[] {
  const enterprise = enterpriseOf(body)
  if (body.account === null || enterprise === null) return []
  return [{ ...accountHandle(body.account), enterprise }]
}

/** The handles that a record tells; none for most kinds. */
export function handleRows<K extends RecordKind>(
  kind: K,
  id: string,
  body: BodyOf<K>,
): HandleRow[] {
  if (kind === 'declaration') return handlesOfDeclaration(body as BodyOf<'declaration'>)
  if (kind === 'enterprise') return handlesOfEnterprise(id, body as BodyOf<'enterprise'>)
  if (kind === 'registerLine') return handlesOfLine(body as BodyOf<'registerLine'>)
  return []
}

const INSERT = 'INSERT OR IGNORE INTO handle (kind, value, enterprise) VALUES (?, ?, ?)'
/** With whom a handle is shared: so many are told of a new one or one that is gone, the daily pass tells the rest. */
const TOLD = 200
const SHARING = `SELECT enterprise FROM handle WHERE kind = ? AND value = ? LIMIT ${TOLD}`

/**
 * Within a transaction: adds handles. Gives the enterprises whose findings may differ: those who share
 * a handle that is new. One that a record gives no more is in doubt until the next pass over everybody.
 */
export function addHandles(db: WriteDb, rows: readonly HandleRow[]): string[] {
  return rows.flatMap(({ kind, value, enterprise }) =>
    db.run(INSERT, [kind, value, enterprise]) > 0 ? db.column<string>(SHARING, [kind, value]) : [],
  )
}

const DELETE = 'DELETE FROM handle WHERE kind = ? AND value = ? AND enterprise = ?'

/** Within a transaction: drops handles. Gives the enterprises who share one that was there: its givers are fewer. */
export function dropHandles(db: WriteDb, rows: readonly HandleRow[]): string[] {
  return rows.flatMap(({ kind, value, enterprise }) =>
    db.run(DELETE, [kind, value, enterprise]) > 0 ? db.column<string>(SHARING, [kind, value]) : [],
  )
}

/** Every sender as its declarations tell it: each liaison once, not once per declaration. */
const DECLARED = `SELECT DISTINCT json_extract(json, '$.employer.enterpriseNumber') AS enterpriseNumber,
    json_extract(json, '$.employer.vatNumber') AS vatNumber,
    json_extract(json, '$.employer.country') AS country,
    json_extract(json, '$.liaison.email') AS email, json_extract(json, '$.liaison.phone') AS phone
  FROM declarationBody WHERE json_type(json, '$.liaison') = 'object'
    AND json_type(json, '$.employer') = 'object'`
const REGISTERED = `SELECT h.id, b.json FROM enterprise h JOIN enterpriseBody b ON b.row = h.row`

const ACCOUNTS = `SELECT b.json FROM registerLine h JOIN registerLineBody b ON b.row = h.row
  WHERE h.source = 'ACCOUNTS'`

interface Declared extends Numbered {
  email: string
  phone: string
}

/** Those of some handles that are not among others: of the same kind, value and enterprise. */
export function handlesWithout(some: readonly HandleRow[], others: readonly HandleRow[]) {
  const known = new Set(others.map(keyOf))
  return some.filter((row) => !known.has(keyOf(row)))
}

const keyOf = ({ kind, value, enterprise }: HandleRow) => `${kind}\n${value}\n${enterprise}`

function wanted(db: ReadDb): Map<string, HandleRow> {
  const rows = new Map<string, HandleRow>()
  const add = (row: HandleRow) => rows.set(keyOf(row), row)
  for (const { email, phone, ...employer } of db.all<Declared>(DECLARED)) {
    for (const row of handlesOfDeclaration({ employer, liaison: { email, phone } })) add(row)
  }
  for (const { id, json } of db.all<{ id: string; json: string }>(REGISTERED)) {
    const body = JSON.parse(json) as BodyOf<'enterprise'>
    for (const row of handlesOfEnterprise(id, body)) add(row)
  }
  for (const json of db.column<string>(ACCOUNTS)) {
    for (const row of handlesOfLine(JSON.parse(json))) add(row)
  }
  return rows
}

/**
 * Within a transaction: a record does not give these any more. Another may: a pass looks at what the
 * enterprise gives. The values are not noted: nobody may give them.
 */
export function doubtHandles(db: WriteDb, rows: readonly HandleRow[]): void {
  for (const enterprise of enterprisesOf(rows)) {
    db.run('INSERT INTO handleDoubt (enterprise) VALUES (?)', [enterprise])
  }
}

const enterprisesOf = (rows: readonly HandleRow[]): Set<string> =>
  new Set(rows.map(({ enterprise }) => enterprise))

/**
 * Within a transaction: a record that gave these was forgotten. They go at once, and with them all that
 * its enterprise gave where a record does not tell any more what that is; of an enterprise that no
 * record names, everything. Gives the enterprises who share one that was there.
 */
export function forgetHandles(db: WriteDb, rows: readonly HandleRow[]): string[] {
  const told = dropHandles(db, rows)
  for (const enterprise of enterprisesOf(rows)) {
    const isNamed = db.value(NAMED, [enterprise]) === 1
    const inDoubt = db.value('SELECT count(*) FROM handleDoubt WHERE enterprise = ?', [enterprise])
    if (!isNamed || inDoubt !== 0) told.push(...dropHandles(db, handlesUnder(db, enterprise)))
    if (isNamed)
      doubtHandles(
        db,
        rows.filter((row) => row.enterprise === enterprise),
      )
    else db.run('DELETE FROM handleDoubt WHERE enterprise = ?', [enterprise])
  }
  return told
}

/** Whether any record names an enterprise. */
const NAMED = `SELECT EXISTS (SELECT 1 FROM party WHERE value = ?1)
  OR EXISTS (SELECT 1 FROM enterpriseNumber WHERE value = ?1)
  OR EXISTS (SELECT 1 FROM enterprise WHERE id = ?1)
  OR EXISTS (SELECT 1 FROM registerLine WHERE enterprise = ?1)`

const handlesUnder = (db: ReadDb, enterprise: string): HandleRow[] =>
  db.all<HandleRow>('SELECT kind, value, enterprise FROM handle WHERE enterprise = ?', [enterprise])

/** What is to be put right, up to which doubt. */
export interface HandleDifferences {
  added: HandleRow[]
  gone: HandleRow[]
  upTo: number
}

/** Handles that the records give and the table does not hold, and the other way round. */
export function handleDifferences(db: ReadDb): HandleDifferences {
  const upTo = db.value<number>('SELECT coalesce(max(n), 0) FROM handleDoubt')!
  const isMade = readMeta(db, 'handlesMade') !== null
  return { ...(isMade ? doubted(db) : differences(db)), upTo }
}

/** Within a transaction: the differences up to a doubt are written. */
export function settleHandles(db: WriteDb, upTo: number): void {
  db.run('DELETE FROM handleDoubt WHERE n <= ?', [upTo])
  writeMeta(db, 'handlesMade', 'yes')
}

const DECLARED_BY = `SELECT b.json FROM party p JOIN declarationBody b ON b.row = p.declarationRow
  WHERE p.value = ?`
const REGISTERED_AS = `SELECT h.id, b.json FROM enterprise h JOIN enterpriseBody b ON b.row = h.row
  WHERE h.id = ?1 OR h.row IN (SELECT enterpriseRow FROM enterpriseNumber WHERE value = ?1)`

const SAID_OF = `${ACCOUNTS} AND h.enterprise = ?1`

/** The handles that records give of an enterprise, by their keys. */
function givenOf(db: ReadDb, enterprise: string): Map<string, HandleRow> {
  const rows = [
    ...db
      .all<{ id: string; json: string }>(REGISTERED_AS, [enterprise])
      .flatMap(({ id, json }) => handlesOfEnterprise(id, JSON.parse(json))),
    ...db
      .column<string>(DECLARED_BY, [enterprise])
      .flatMap((json) => handlesOfDeclaration(JSON.parse(json))),
    ...db.column<string>(SAID_OF, [enterprise]).flatMap((json) => handlesOfLine(JSON.parse(json))),
  ]
  return new Map(rows.flatMap((row) => (row.enterprise === enterprise ? [[keyOf(row), row]] : [])))
}

/** Those of some handles that a record gives, or gives no more: what each enterprise gives is read once. */
function split(db: ReadDb, rows: readonly HandleRow[], isGiven: boolean): HandleRow[] {
  const given = new Map(
    [...enterprisesOf(rows)].map((enterprise) => [enterprise, givenOf(db, enterprise)]),
  )
  return rows.filter((row) => given.get(row.enterprise)!.has(keyOf(row)) === isGiven)
}

/** Within a transaction: those of handles found gone that no record gives meanwhile. */
export const stillGone = (db: ReadDb, rows: readonly HandleRow[]): HandleRow[] =>
  split(db, rows, false)

/** Within a transaction: those of handles found missing that a record gives still; only one in doubt may not be. */
export function stillGiven(db: ReadDb, rows: readonly HandleRow[]): HandleRow[] {
  if (rows.length === 0) return []
  const doubts = new Set(db.column<string>(DOUBTS))
  const sure = rows.filter(({ enterprise }) => !doubts.has(enterprise))
  return [
    ...sure,
    ...split(
      db,
      rows.filter(({ enterprise }) => doubts.has(enterprise)),
      true,
    ),
  ]
}

const DOUBTS = 'SELECT DISTINCT enterprise FROM handleDoubt'

function doubted(db: ReadDb): Pick<HandleDifferences, 'added' | 'gone'> {
  const found = db.column<string>(DOUBTS).map((enterprise) => {
    const given = givenOf(db, enterprise)
    const gone = handlesUnder(db, enterprise).filter((row) => !given.delete(keyOf(row)))
    return { added: [...given.values()], gone }
  })
  return {
    added: found.flatMap(({ added }) => added),
    gone: found.flatMap(({ gone }) => gone),
  }
}

/** All of them: reads every declaration. */
function differences(db: ReadDb): Pick<HandleDifferences, 'added' | 'gone'> {
  const rows = wanted(db)
  const gone: HandleRow[] = []
  for (const row of db.all<HandleRow>('SELECT kind, value, enterprise FROM handle')) {
    if (!rows.delete(keyOf(row))) gone.push(row)
  }
  return { added: [...rows.values()], gone }
}

const OWN = `SELECT DISTINCT h.kind, h.value FROM handle h WHERE h.enterprise IN (
    SELECT n.value FROM enterpriseNumber n JOIN enterprise e ON e.row = n.enterpriseRow
      WHERE e.id = ?1
    UNION ALL SELECT ?1) ORDER BY h.kind, h.value`
/** An enterprise gives a handle once, under however many numbers. */
const GIVEN_BY = `SELECT DISTINCT min(h.enterprise) AS giver FROM handle h
  LEFT JOIN enterpriseNumber n ON n.value = h.enterprise
  WHERE h.kind = ? AND h.value = ? GROUP BY coalesce(n.enterpriseRow, h.enterprise) ORDER BY giver`

/** A handle as an enterprise itself gives it: its own address as its register has it. */
export function shownHandle(kind: HandleKind, value: string, body: BodyOf<'enterprise'>): string {
  if (isAccount(kind)) return accountLabel(value)
  if (kind !== 'ADDRESS' || value !== addressKey(body.address)) return value
  return addressLine(body.address)
}

/** Under whatever number the register names those who give a handle. */
const DIRECTED = `WITH giver AS (SELECT value FROM json_each(?1)),
  known AS (SELECT value AS giver, value AS number FROM giver
    UNION SELECT g.value, m.value FROM giver g JOIN enterpriseNumber n ON n.value = g.value
      JOIN enterpriseNumber m ON m.enterpriseRow = n.enterpriseRow)
  SELECT k.giver, b.json FROM known k JOIN registerLine h ON h.enterprise = k.number
    JOIN registerLineBody b ON b.row = h.row WHERE h.source = 'DIRECTORS' ORDER BY h.id, k.giver`

function directedOf(db: ReadDb, enterprises: readonly string[]): Directed[] {
  if (enterprises.length < 2) return []
  return db
    .arrays<[string, string]>(DIRECTED, [JSON.stringify(enterprises)])
    .flatMap(([enterprise, json]) => {
      const { directorship } = JSON.parse(json) as BodyOf<'registerLine'>
      return directedIn(enterprise, directorship)
    })
}

/** The handles of an enterprise, each with everybody who gives it. */
export function handlesOf(db: ReadDb, id: string, body: BodyOf<'enterprise'>): SharedHandle[] {
  return db.all<Pick<HandleRow, 'kind' | 'value'>>(OWN, [id]).map(({ kind, value }) => {
    const enterprises = db.column<string>(GIVEN_BY, [kind, value])
    let directed: Directed[] | null = null
    return {
      kind,
      value: shownHandle(kind, value, body),
      ...(isAccount(kind) && { key: value }),
      enterprises,
      get directed() {
        return (directed ??= directedOf(db, enterprises))
      },
    }
  })
}
