/** Who works for an enterprise: workers whom it declared, and those of its dossiers. */
import { toDay } from '../domain/calendar/local-date.ts'
import type { Span } from '../domain/calendar/spans.ts'
import type { EnterpriseWorkers } from './cache.ts'
import { personOfDeclaration, recordsWhere } from './links.ts'
import { LISTED } from './many.ts'
import type { ReadDb } from './sqlite.ts'
import { unlinkedDeclarations } from './strangers.ts'

/** As posting employer or as client, with a day in the span. */
const DECLARED = `SELECT DISTINCT d.id FROM enterpriseNumber n
  JOIN party p ON p.value = n.value JOIN declaration d ON d.row = p.declarationRow
  WHERE n.enterpriseRow = (SELECT row FROM enterprise WHERE id = ?1) AND d.fromDay <= ?3 AND d.toDay >= ?2
  ORDER BY d.fromDay DESC, d.id`
const EMPLOYED = 'SELECT DISTINCT personId FROM dossier WHERE employerId = ?1 ORDER BY personId'

/** The declarations of these that are of nobody of the register, with who was seen under their numbers. */
function strangersAmong(db: ReadDb, ids: readonly string[]): EnterpriseWorkers['strangers'] {
  const declarations = unlinkedDeclarations(db, `h.id IN ${LISTED} ORDER BY h.fromDay DESC, h.id`, [
    JSON.stringify(ids),
  ])
  const numbers = JSON.stringify(declarations.map(({ record }) => record.body.l1Number))
  const of = `WHERE h.l1Number IN ${LISTED} AND h.l1Number IS NOT NULL ORDER BY h.id`
  return { declarations, presences: recordsWhere(db, 'presence', of, [numbers]) }
}

/** Workers by id, declared ones first; null when the enterprise is not in the cache. */
export function enterpriseWorkers(db: ReadDb, id: string, span: Span): EnterpriseWorkers | null {
  if (db.value('SELECT 1 FROM enterprise WHERE id = ?', [id]) === undefined) return null
  const declarations = db.column<string>(DECLARED, [id, toDay(span.from), toDay(span.to)])
  const persons = new Set<string>()
  const others: string[] = []
  for (const declaration of declarations) {
    const person = personOfDeclaration(db, declaration)
    if (person === null) others.push(declaration)
    else persons.add(person)
  }
  for (const person of db.column<string>(EMPLOYED, [id])) persons.add(person)
  return { persons: [...persons], strangers: strangersAmong(db, others), declarations }
}
