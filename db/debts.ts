/** What employers owe by the lines about their staff, for the rules about persons. */
import type { EmployerDebt } from '../domain/risk/person-facts.ts'
import { debtIn, type RegisterLine } from '../domain/risk/register-facts.ts'
import { toRecord } from './links.ts'
import { LISTED } from './many.ts'
import type { ReadDb } from './sqlite.ts'

type Row = [employer: string, id: string, version: number, json: string]

const LINES = `SELECT e.id, h.id, h.version, b.json FROM enterprise e
  CROSS JOIN enterpriseNumber n ON n.enterpriseRow = e.row
  CROSS JOIN registerLine h ON h.enterprise = n.value AND h.enterprise IS NOT NULL
  JOIN registerLineBody b ON b.row = h.row
  WHERE e.id IN ${LISTED} AND h.source = 'STAFF' ORDER BY h.id`

/** What each of these enterprises owes, by its id; none that owes nothing. */
export function debtsOf(db: ReadDb, ids: readonly string[]): Map<string, EmployerDebt> {
  if (ids.length === 0) return new Map()
  const rows = db.arrays<Row>(LINES, [JSON.stringify(ids)])
  const lines = new Map<string, RegisterLine[]>()
  for (const [employer, id, version, json] of rows) {
    const line = toRecord('registerLine', { id, version, json })
    lines.set(employer, [...(lines.get(employer) ?? []), line])
  }
  return new Map(
    [...lines].flatMap(([id, own]) => {
      const debt = debtIn(id, own)
      return debt ? [[id, debt] as const] : []
    }),
  )
}

const DEBTORS = `SELECT DISTINCT e.id FROM registerLine h JOIN registerLineBody b ON b.row = h.row
  JOIN enterpriseNumber n ON n.value = h.enterprise JOIN enterprise e ON e.row = n.enterpriseRow
  WHERE h.source = 'STAFF' AND b.json ->> '$.staff.socialDebtCents' > 0`
const WORKERS = `SELECT DISTINCT personRow, employerId FROM dossier
  WHERE employerId IN ${LISTED} AND personRow IS NOT NULL ORDER BY employerId`

/** What the employers of everybody's dossiers owe, by the row of the person. */
export function debtsOfAll(db: ReadDb): Map<number, EmployerDebt[]> {
  const debts = debtsOf(db, db.column<string>(DEBTORS))
  const found = new Map<number, EmployerDebt[]>()
  const ids = JSON.stringify([...debts.keys()])
  for (const [person, employer] of db.arrays<[number, string]>(WORKERS, [ids])) {
    found.set(person, [...(found.get(person) ?? []), debts.get(employer)!])
  }
  return found
}
