/** Who else filed a paper with the same content: kept beside the dossiers by the keys of their papers. */
import type { SamePaper } from '../domain/risk/person-facts.ts'
import type { ReadDb } from './sqlite.ts'

/** A content on more dossiers is a model, whatever the settings of a rule: nobody is told with whom. */
const MOST = 500

type Filing = [dossierId: string, personId: string, employerId: string | null]

/** What one of those who filed a content shares with the others; null: nobody else filed it. */
function shared(key: string, dossierId: string, filings: readonly Filing[]): SamePaper | null {
  const persons = new Set(filings.map(([, person]) => person)).size
  if (persons < 2 || filings.length > MOST) return null
  const employers = new Set(filings.flatMap(([, , employer]) => employer ?? [])).size
  return { key, dossierId, persons, employers }
}

const OWN = `SELECT d.id, p.value FROM dossier d JOIN paper p ON p.dossierRow = d.row
  WHERE d.personId = ? ORDER BY d.id, p.value`
const FILED = `SELECT d.id, d.personId, d.employerId FROM paper p
  JOIN dossier d ON d.row = p.dossierRow WHERE p.value = ? LIMIT ${MOST + 1}`

/** The papers of a person that are filed for others too. */
export function samePapersOf(db: ReadDb, personId: string): SamePaper[] {
  return db
    .arrays<[string, string]>(OWN, [personId])
    .flatMap(([id, key]) => shared(key, id, db.arrays<Filing>(FILED, [key])) ?? [])
}

/** By the keys alone: few of them are on several dossiers and no model. */
const SHARED = `WITH several AS MATERIALIZED (SELECT value FROM paper GROUP BY value
    HAVING count(*) BETWEEN 2 AND ${MOST})
  SELECT p.value, d.id, d.personId, d.employerId FROM several s
    CROSS JOIN paper p ON p.value = s.value JOIN dossier d ON d.row = p.dossierRow
  ORDER BY d.id, p.value`

/** The same of everybody who has one, by person. */
export function allSamePapers(db: ReadDb): Map<string, SamePaper[]> {
  const rows = db.arrays<[string, ...Filing]>(SHARED)
  const filings = Map.groupBy(rows, ([key]) => key)
  const byKey = new Map(
    [...filings].map(([key, all]) => [key, all.map(([, ...filing]): Filing => filing)]),
  )
  const found = new Map<string, SamePaper[]>()
  for (const [key, dossierId, personId] of rows) {
    const paper = shared(key, dossierId, byKey.get(key)!)
    if (paper) found.set(personId, [...(found.get(personId) ?? []), paper])
  }
  return found
}
