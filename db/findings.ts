/** Findings of this desk: replaced subject by subject. */
import type { Finding } from '../domain/contract/findings.ts'
import type { ChangeLog } from './change-log.ts'
import { formerIds } from './judgements.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'
import { renewEmployerRisk, renewRisk } from './triage.ts'

/** All findings about one person or one enterprise. */
export type FindingsOf = ({ personId: string } | { enterpriseId: string }) & {
  findings: readonly Finding[]
}

interface StoredFinding {
  id: string
  json: string
}

const COLUMN = { person: 'personId', enterprise: 'enterpriseId' } as const

/** The column that names the subject, and its id. */
function subjectOf(of: FindingsOf): {
  column: (typeof COLUMN)['person' | 'enterprise']
  id: string
} {
  return 'personId' in of
    ? { column: COLUMN.person, id: of.personId }
    : { column: COLUMN.enterprise, id: of.enterpriseId }
}

function sameFindings(stored: readonly StoredFinding[], findings: readonly StoredFinding[]) {
  return (
    stored.length === findings.length &&
    findings.every(({ id, json }, i) => stored[i]!.id === id && stored[i]!.json === json)
  )
}

function storedFindings(db: ReadDb, of: FindingsOf): StoredFinding[] {
  const { column, id } = subjectOf(of)
  return db.all<StoredFinding>(`SELECT id, json FROM finding WHERE ${column} = ? ORDER BY id`, [id])
}

const toStore = (findings: readonly Finding[]) =>
  findings
    .map((finding) => ({ ...finding, json: JSON.stringify(finding) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** Are these the findings that are stored of their subject? */
export function areStored(db: ReadDb, of: FindingsOf): boolean {
  return sameFindings(storedFindings(db, of), toStore(of.findings))
}

const STORED_OF = {
  person: `SELECT f.personId, f.id, f.json FROM person s CROSS JOIN finding f ON f.personId = s.id
    WHERE s.row BETWEEN ? AND ? ORDER BY f.id`,
  enterprise: `SELECT f.enterpriseId, f.id, f.json FROM enterprise s
    CROSS JOIN finding f ON f.enterpriseId = s.id WHERE s.row BETWEEN ? AND ? ORDER BY f.id`,
} as const

const NONE: readonly StoredFinding[] = []

/** Tells of each subject of some rows whether these are the findings that are stored. */
export function storedAmong(
  db: ReadDb,
  kind: keyof typeof STORED_OF,
  rows: readonly [number, number],
): (of: FindingsOf) => boolean {
  const stored = new Map<string, StoredFinding[]>()
  for (const [subject, id, json] of db.arrays<[string, string, string]>(STORED_OF[kind], rows)) {
    const known = stored.get(subject)
    if (known) known.push({ id, json })
    else stored.set(subject, [{ id, json }])
  }
  return (of) => sameFindings(stored.get(subjectOf(of).id) ?? NONE, toStore(of.findings))
}

const INSERT = `INSERT OR REPLACE INTO finding (id, personId, enterpriseId, dossierId, json, formerId)
  VALUES (?, ?, ?, ?, ?, ?)`

/** Within a transaction: replaces the findings of a subject; does nothing when they are the same. */
export function writeFindings(db: WriteDb, log: ChangeLog, of: FindingsOf): void {
  const stored = storedFindings(db, of)
  const wanted = toStore(of.findings)
  if (sameFindings(stored, wanted)) return
  const { column, id: subject } = subjectOf(of)
  db.run(`DELETE FROM finding WHERE ${column} = ?`, [subject])
  const [personId, enterpriseId] = column === 'personId' ? [subject, null] : [null, subject]
  const former = formerIds(of.findings)
  for (const { id, dossierId, json } of wanted) {
    db.run(INSERT, [id, personId, enterpriseId, dossierId, json, former.get(id) ?? null])
  }
  log.kinds.add('finding')
  log.ids.add(subject)
  for (const { id } of [...stored, ...wanted]) log.ids.add(id)
  for (const { dossierId } of wanted) if (dossierId !== null) log.ids.add(dossierId)
  if (personId !== null) renewRisk(db, personId, log)
  else renewEmployerRisk(db, subject, log)
}
