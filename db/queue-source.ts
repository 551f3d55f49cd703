/** What the queue's columns are loaded and read from: hot rows, names by join after the cut. */
import type { QueueNumbers, QueueSource, QueueTexts } from './queue-rows.ts'
import { rowOf } from './record-store.ts'
import { rowsWith, usableWords } from './search.ts'
import type { ReadDb } from './sqlite.ts'

const NUMBERS = `SELECT row, personRow, employerRow, region, procedure, category, workState,
  residenceState, closed, holder, clock, clockStart, clockDue, clockAmber, clockOrange, clockRed,
  riskScore, riskSeverity, submittedOn, assignee FROM dossier`

const TEXTS = `SELECT d.row, d.id, d.version, d.reference, d.personId, p.name AS personName,
    d.employerId, e.name AS employerName, d.applicationType, d.riskCodes,
    EXISTS (SELECT 1 FROM outboxRef o WHERE o.kind = 'dossier' AND o.id = d.id) AS pending
  FROM json_each(?) wanted
  JOIN dossier d ON d.row = wanted.value
  LEFT JOIN person p ON p.row = d.personRow
  LEFT JOIN enterprise e ON e.row = d.employerRow
  ORDER BY wanted.key`

const inOrderOf = (table: string, text: string): string =>
  `SELECT CASE WHEN ${text} = lag(${text}) OVER (ORDER BY ${text}) THEN -row ELSE row END
   FROM ${table} ORDER BY ${text}`

const IN_ORDER = {
  reference: inOrderOf('dossier', 'reference'),
  personName: inOrderOf('person', 'sortKey'),
  employerName: inOrderOf('enterprise', 'sortKey'),
} as const

export function queueSource(db: ReadDb): QueueSource {
  return {
    maxRow: () => db.value<number>('SELECT coalesce(max(row), 0) FROM dossier')!,
    all: () => db.all<QueueNumbers>(`${NUMBERS} ORDER BY row`),
    numbers: (rows) =>
      db.all<QueueNumbers>(`${NUMBERS} WHERE row IN (SELECT value FROM json_each(?))`, [
        JSON.stringify(rows),
      ]),
    texts: (rows) => db.all<QueueTexts>(TEXTS, [JSON.stringify(rows)]),
    rowOf: (dossierId) => rowOf(db, 'dossier', dossierId),
    inOrder: (of) => db.column<number>(IN_ORDER[of]),
    words: usableWords,
    rowsWith: (word) => rowsWith(db, word),
  }
}
