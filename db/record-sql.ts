/** Statements for the tables of each kind, made once from the schema. */
import { getTableColumns } from 'drizzle-orm/utils'
import { RECORD_KINDS, type RecordKind } from '../domain/contract/records.ts'
import { coldTable, HOT } from './schema.ts'

interface KindSql {
  /** Hot columns that a write sets, in the order of the parameters of `insert`. */
  columns: readonly string[]
  insert: string
  /** Sets some of `columns`, given by their positions: their values, then the row. */
  update(changed: readonly number[]): string
  insertBody: string
  updateBody: string
  remove: string
  rowOf: string
  /** row, id, version, json by id. */
  read: string
  /** By id: `columns` in their order, then row and json. */
  readWhole: string
}

/** Columns that a write of the record leaves alone: triage sets them. */
const LEFT_ALONE = ['row', 'riskScore', 'riskSeverity', 'riskCodes']

function sqlOf(kind: RecordKind): KindSql {
  const columns = Object.keys(getTableColumns(HOT[kind])).filter((c) => !LEFT_ALONE.includes(c))
  const cold = coldTable(kind)
  const both = `FROM ${kind} h JOIN ${cold} b ON b.row = h.row WHERE h.id = ?`
  return {
    columns,
    insert: `INSERT INTO ${kind} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    update: (changed) =>
      `UPDATE ${kind} SET ${changed.map((i) => `${columns[i]!} = ?`).join(', ')} WHERE row = ?`,
    insertBody: `INSERT INTO ${cold} (row, json) VALUES (?, ?)`,
    updateBody: `UPDATE ${cold} SET json = ? WHERE row = ?`,
    remove: `DELETE FROM ${kind} WHERE row = ?`,
    rowOf: `SELECT row FROM ${kind} WHERE id = ?`,
    read: `SELECT h.row, h.id, h.version, b.json ${both}`,
    readWhole: `SELECT ${columns.map((c) => `h.${c}`).join(', ')}, h.row, b.json ${both}`,
  }
}

export const RECORD_SQL = Object.fromEntries(
  RECORD_KINDS.map((kind) => [kind, sqlOf(kind)]),
) as Record<RecordKind, KindSql>

/** Table beside the hot one with several rows per record; its first column is the row of the record. */
function sideSql(table: string, ...columns: readonly [string, ...string[]]) {
  return {
    table,
    columns,
    insert: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    remove: `DELETE FROM ${table} WHERE ${columns[0]} = ?`,
    /** All rows of the records from one row to another. */
    between: `SELECT ${columns.join(', ')} FROM ${table} WHERE ${columns[0]} BETWEEN ? AND ?`,
  }
}

/** Rows that follow from links stay when the record's own are made anew. */
function numberSql(): ReturnType<typeof sideSql> {
  const side = sideSql('enterpriseNumber', 'enterpriseRow', 'value')
  return {
    ...side,
    insert: side.insert.replace('INSERT', 'INSERT OR REPLACE'),
    remove: `${side.remove} AND linked = 0`,
    between: `${side.between} AND linked = 0`,
  }
}

export const SIDE_SQL: Partial<Record<RecordKind, readonly ReturnType<typeof sideSql>[]>> = {
  person: [sideSql('identifier', 'personRow', 'value', 'type')],
  enterprise: [numberSql()],
  dossier: [sideSql('paper', 'dossierRow', 'value')],
  declaration: [
    sideSql('party', 'declarationRow', 'value'),
    sideSql('task', 'declarationRow', 'value'),
  ],
  control: [sideSql('controlMet', 'controlRow', 'value')],
}
