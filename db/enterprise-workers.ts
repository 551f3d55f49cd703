/** Who works for an enterprise: workers whom it declared, and those of its dossiers. */
import { toDay } from '../domain/calendar/local-date.ts'
import type { Span } from '../domain/calendar/spans.ts'
import type { EnterpriseWorkers } from './cache.ts'
import { personOfDeclaration } from './links.ts'
import type { ReadDb } from './sqlite.ts'

/** As posting employer or as client, with a day in the span. */
const DECLARED = `SELECT DISTINCT d.id FROM enterpriseNumber n
  JOIN party p ON p.value = n.value JOIN declaration d ON d.row = p.declarationRow
  WHERE n.enterpriseRow = (SELECT row FROM enterprise WHERE id = ?1) AND d.fromDay <= ?3 AND d.toDay >= ?2
  ORDER BY d.fromDay DESC, d.id`
const EMPLOYED = 'SELECT DISTINCT personId FROM dossier WHERE employerId = ?1 ORDER BY personId'

/** Workers by id, declared ones first; null when the enterprise is not in the cache. */
export function enterpriseWorkers(db: ReadDb, id: string, span: Span): EnterpriseWorkers | null {
  if (db.value('SELECT 1 FROM enterprise WHERE id = ?', [id]) === undefined) return null
  const declarations = db.column<string>(DECLARED, [id, toDay(span.from), toDay(span.to)])
  const persons = new Set<string>()
  for (const declaration of declarations) {
    const person = personOfDeclaration(db, declaration)
    if (person !== null) persons.add(person)
  }
  for (const person of db.column<string>(EMPLOYED, [id])) persons.add(person)
  return { persons: [...persons], declarations }
}
