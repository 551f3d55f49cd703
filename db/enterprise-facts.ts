/** What the rules read about an enterprise: narrow lists at once, whole records when a rule asks. */
import { fromDay } from '../domain/calendar/local-date.ts'
import { OPEN_END } from '../domain/calendar/spans.ts'
import { RESIDENCE_STATES, WORK_STATES } from '../domain/contract/codes.ts'
import type { TandemRecord } from '../domain/contract/records.ts'
import { ARRIVED_STAY, ARRIVED_WORK } from '../domain/dossier/arrived.ts'
import { isSentBy } from '../domain/linking/mentions.ts'
import type { EnterpriseFacts, MonthOfFilings } from '../domain/risk/enterprise-facts.ts'
import { falseA1, holdingsOf } from './extracts.ts'
import { tiedForms } from './false-forms.ts'
import { handlesOf } from './handles.ts'
import { declarationsWhere, recordsWhere, Resolver } from './links.ts'
import { withheldHere } from './person-facts.ts'
import { positionIn } from './project/position.ts'
import { readRegisterFacts } from './register-lines.ts'
import { readRecord } from './record-store.ts'
import { onTasksOfRows } from './same-task.ts'
import type { ReadDb } from './sqlite.ts'
import { atOneSite } from './works.ts'

const FILED_OF = `SELECT submittedOn AS day, count(*) AS count FROM (
    SELECT id, submittedOn FROM dossier WHERE employerId = ?1
    UNION SELECT id, submittedOn FROM dossier WHERE filerId = ?1) GROUP BY submittedOn`

/** Days of filing added up by month. */
export function monthsOf(days: readonly { day: number; count: number }[]): MonthOfFilings[] {
  const months = new Map<string, number>()
  for (const { day, count } of days) {
    const month = fromDay(day).slice(0, 7)
    months.set(month, (months.get(month) ?? 0) + count)
  }
  return [...months]
    .map(([month, count]) => ({ month, count }))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))
}

/** Applications of everybody, by month: counted with each dossier that comes, changes or goes. */
export const allFilings = (db: ReadDb): MonthOfFilings[] =>
  db.all('SELECT month, count FROM filedMonth WHERE count > 0 ORDER BY month')

/** Declarations that name it as a party. */
export const DECLARATIONS_OF = `SELECT DISTINCT p.declarationRow FROM enterpriseNumber n
  JOIN party p ON p.value = n.value
  WHERE n.enterpriseRow = (SELECT row FROM enterprise WHERE id = ?1)`

/** Those of a task and place that several of them share. */
const SAME_TASK = `WITH own AS (SELECT t.declarationRow, t.value FROM task t
    WHERE t.declarationRow IN (${DECLARATIONS_OF}))
  SELECT declarationRow FROM own
    WHERE value IN (SELECT value FROM own GROUP BY value HAVING count(*) > 1)`

const stayPosition = positionIn(RESIDENCE_STATES)
/** Dossiers on which somebody is here, and the last day for which they have work. */
export const ARRIVED = `d.workState = ${positionIn(WORK_STATES)(ARRIVED_WORK)}
  AND d.residenceState IN (${ARRIVED_STAY.map(stayPosition).join(', ')})`
export const HERE_UNTIL = `coalesce(json_extract(x.json, '$.authorised.to'), '${OPEN_END}')`

const LODGERS = `SELECT p.id AS personId,
    json_extract(b.json, '$.address.street') AS address,
    json_extract(b.json, '$.address.municipality') AS municipality,
    max(${HERE_UNTIL}) AS until
  FROM dossier d JOIN dossierBody x ON x.row = d.row
    JOIN person p ON p.id = d.personId JOIN personBody b ON b.row = p.row
  WHERE d.employerId = ?1 AND ${ARRIVED} AND json_extract(b.json, '$.address.street') IS NOT NULL
    AND json_extract(b.json, '$.address.municipality') IS NOT NULL
  GROUP BY p.row ORDER BY p.id`

/** The keys under which it is known: its numbers, and mentions that are linked to it. */
export const keysOf = (db: ReadDb, id: string): string[] =>
  db.column<string>(
    `SELECT value FROM enterpriseNumber
     WHERE enterpriseRow = (SELECT row FROM enterprise WHERE id = ?) ORDER BY value`,
    [id],
  )

/** A Belgian sender needs no declaration: only others have postings of their own. */
function sameTask(db: ReadDb, enterprise: TandemRecord<'enterprise'>) {
  if (enterprise.body.country === 'BE') return []
  const keys = new Set(keysOf(db, enterprise.id))
  return onTasksOfRows(db, new Resolver(db), SAME_TASK, [enterprise.id]).filter(({ record }) =>
    isSentBy(keys, record.body),
  )
}

/** Applications of which it is the employer or the filer, by month. */
export const filingsOf = (db: ReadDb, id: string): MonthOfFilings[] =>
  monthsOf(db.all(FILED_OF, [id]))

/** Workers who are here on its dossiers and whose address is known. */
export const lodgersOf = (db: ReadDb, id: string): EnterpriseFacts['lodgers'] =>
  db.all(LODGERS, [id])

export const dossiersOf = (db: ReadDb, id: string): TandemRecord<'dossier'>[] =>
  recordsWhere(db, 'dossier', 'WHERE h.employerId = ? ORDER BY h.id', [id])

export const declarationsOf = (db: ReadDb, id: string): TandemRecord<'declaration'>[] =>
  declarationsWhere(db, `WHERE h.row IN (${DECLARATIONS_OF}) ORDER BY h.id`, [id])

/** Runs once, when it is first asked. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}

/** Everything the rules read about one enterprise; null when it is not in the cache. */
export function readEnterpriseFacts(db: ReadDb, id: string): EnterpriseFacts | null {
  const enterprise = readRecord(db, 'enterprise', id)
  if (!enterprise) return null
  // Whole records are read when a rule asks: few do.
  const dossiers = once(() => dossiersOf(db, id))
  const declarations = once(() => declarationsOf(db, id))
  const sites = once(() => atOneSite(db, id))
  const everybody = once(() => allFilings(db))
  const tied = once(() => tiedForms(db, id))
  return {
    enterprise,
    knownAs: keysOf(db, id),
    get dossiers() {
      return dossiers()
    },
    get declarations() {
      return declarations()
    },
    get atOneSite() {
      return sites()
    },
    get allFilings() {
      return everybody()
    },
    filings: filingsOf(db, id),
    sameTask: sameTask(db, enterprise),
    lodgers: lodgersOf(db, id),
    handles: handlesOf(db, id, enterprise.body),
    falseA1: falseA1(db, id),
    get tiedFalseA1() {
      return tied()
    },
    outside: readRegisterFacts(db, id, sites),
    norms: recordsWhere(db, 'norm', 'ORDER BY h.id', []),
    holdings: holdingsOf(db),
    withheld: withheldHere(db),
  }
}
