/** What the queue's columns are loaded and read from: hot rows, names by join after the cut. */
import type { QueueNumbers, QueueSource, QueueTexts, TextOrder } from './queue-rows.ts'
import { parseInsz } from '../domain/identifiers/insz.ts'
import { enterpriseKeys } from './project/numbers.ts'
import { rowOf } from './record-store.ts'
import { personsDeclaredAs, rowsWith, spellings, usableWords } from './search.ts'
import { SimilarNames } from './search-similar.ts'
import type { ReadDb } from './sqlite.ts'

const NUMBERS = `SELECT row, personRow, employerRow, titleRow, reference, region, procedure, category, workState,
  residenceState, closed, given, authorisedTo, workWaits, residenceWaits, clock, clockStart, clockDue, clockAmber, clockOrange, clockRed, clockStill,
  riskScore, riskSeverity, riskCodes, submittedOn, assignee, assigneeDvz, tags, snoozeRegion, snoozeDvz,
  EXISTS (SELECT 1 FROM seen s WHERE s.row = dossier.row AND s.version <> dossier.version) AS changed
  FROM dossier`

const TEXTS = `SELECT d.row, d.id, d.version, d.reference, d.personId, p.name AS personName,
    d.employerId, e.name AS employerName, d.applicationType, d.riskCodes,
    EXISTS (SELECT 1 FROM outboxRef o WHERE o.kind = 'dossier' AND o.id = d.id) AS pending
  FROM json_each(?) wanted
  JOIN dossier d ON d.row = wanted.value
  LEFT JOIN person p ON p.row = d.personRow
  LEFT JOIN enterprise e ON e.row = d.employerRow`

const TEXT_ORDERS = {
  reference: { table: 'dossier', text: 'reference' },
  personName: { table: 'person', text: 'sortKey' },
  employerName: { table: 'enterprise', text: 'sortKey' },
} as const

/** The next rows in the order of a text, after a row; equal texts in the order of their rows. */
function inOrder(db: ReadDb, of: TextOrder, after: number | null, limit: number): number[] {
  const { table, text } = TEXT_ORDERS[of]
  if (after === null) {
    return db.column(`SELECT row FROM ${table} ORDER BY ${text}, row LIMIT ?`, [limit])
  }
  return db.column(
    `SELECT row FROM ${table}
     WHERE (${text}, row) > ((SELECT ${text} FROM ${table} WHERE row = ?1), ?1)
     ORDER BY ${text}, row LIMIT ?2`,
    [after, limit],
  )
}

const OF_PERSON = `SELECT d.row FROM identifier i JOIN person p ON p.row = i.personRow
  JOIN dossier d ON d.personId = p.id WHERE i.value = ? AND i.type IN ('INSZ', 'INSZ_ALIAS')`
const OF_EMPLOYER = `SELECT d.row FROM enterpriseNumber n JOIN enterprise e ON e.row = n.enterpriseRow
  JOIN dossier d ON d.employerId = e.id WHERE n.value = ?`

/** An INSZ only with its check digits right: as everywhere, nothing is linked by a mistyped one. */
function rowsOfNumber(db: ReadDb, number: string): number[] {
  const insz = parseInsz(number)?.number
  const [enterprise] = enterpriseKeys([number])
  return [
    ...db.column<number>('SELECT row FROM dossier WHERE reference = ?', [number]),
    ...(insz ? db.column<number>(OF_PERSON, [insz]) : []),
    ...(enterprise ? db.column<number>(OF_EMPLOYER, [enterprise]) : []),
  ]
}

/** Put in order here: a sort in the statement costs as much as the statement. */
function textsOf(db: ReadDb, rows: readonly number[]): QueueTexts[] {
  const found = db.all<QueueTexts>(TEXTS, [JSON.stringify(rows)])
  const byRow = new Map(found.map((texts) => [texts.row, texts]))
  return rows.flatMap((row) => byRow.get(row) ?? [])
}

export function queueSource(db: ReadDb): QueueSource {
  const similar = new SimilarNames(db)
  return {
    maxRow: () => db.value<number>('SELECT coalesce(max(row), 0) FROM dossier')!,
    after: (row, limit) =>
      db.all<QueueNumbers>(`${NUMBERS} WHERE row > ? ORDER BY row LIMIT ?`, [row, limit]),
    numbers: (rows) =>
      db.all<QueueNumbers>(`${NUMBERS} WHERE row IN (SELECT value FROM json_each(?))`, [
        JSON.stringify(rows),
      ]),
    texts: (rows) => textsOf(db, rows),
    ids: (rows) =>
      db.column<string>(
        'SELECT d.id FROM json_each(?) wanted JOIN dossier d ON d.row = wanted.value ORDER BY wanted.key',
        [JSON.stringify(rows)],
      ),
    rowOf: (dossierId) => rowOf(db, 'dossier', dossierId),
    inOrder: (of, after, limit) => inOrder(db, of, after, limit),
    words: usableWords,
    spellings,
    titles: () => db.all<{ row: number; text: string }>('SELECT row, text FROM jobTitle'),
    rowsOfNumber: (number) => rowsOfNumber(db, number),
    rowsWith: (word) => rowsWith(db, word),
    namesLike: (word) => similar.namesLike(word),
    forgetNames: () => similar.forget(),
    personsDeclaredAs: (word) => personsDeclaredAs(db, word),
  }
}
