/**
 * The data step beside the schema steps: what is derived from bodies is made again where a projection,
 * or a code list behind it, is another than when the file was written. Kind by kind and slice by slice,
 * each slice one transaction with its mark: a program that is killed goes on where it stopped, and
 * nobody reads a cache before it is whole. Rows that come out the same are not written.
 */
import { RECORD_KINDS, type RecordKind } from '../domain/contract/records.ts'
import { buildIndexes, deferIndexes, forgetDeferred, indexesOf } from './deferred-indexes.ts'
import { readMeta, writeMeta } from './meta.ts'
import { isStamp, projectionStamp, RESULTS_STAMP, type Standing, stampOf } from './project/stamp.ts'
import { SIDE_SQL } from './record-sql.ts'
import { KindRows, sideName } from './renew-rows.ts'
import { isSearchKind, rebuildTexts } from './search-index.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

export interface RenewalSizes {
  /** Records of one transaction. */
  slice: number
  /** Of so many records a sample is looked at first: with fewer it is not worth the while. */
  many: number
}
const SIZES: RenewalSizes = { slice: 2_000, many: 20_000 }
const SAMPLE = 200

/** How far a renewal is, in records. */
export interface RenewalProgress {
  done: number
  total: number
}

/** Earlier programs told all kinds in one list: of none is anything known then. */
function readStanding(db: ReadDb): Standing {
  const text = readMeta(db, 'projection')
  return text?.startsWith('{') ? (JSON.parse(text) as Standing) : { kinds: {} }
}

/** True when derived rows were made by another projection, or not all of them were renewed. */
export function isRenewalDue(db: ReadDb): boolean {
  return readMeta(db, 'projection') !== projectionStamp()
}

/** Within a transaction: what was computed from rows that are others now is computed anew. */
function forgetResults(db: WriteDb): void {
  db.run(
    `UPDATE dossier SET riskScore = 0, riskSeverity = NULL, riskCodes = NULL
     WHERE riskScore <> 0 OR riskSeverity IS NOT NULL OR riskCodes IS NOT NULL`,
  )
  db.run('DELETE FROM finding')
  db.run('DELETE FROM factPiece')
  db.run('DELETE FROM enterprisePart')
  db.run("DELETE FROM meta WHERE key IN ('findingsDate', 'linksMade', 'handlesMade')")
}

/** Builds the indexes that a renewal dropped before it was ended: the steps of the schema expect them. */
export function restoreIndexes(db: WriteDb): void {
  const hasMeta = db.value("SELECT 1 FROM sqlite_master WHERE name = 'meta'") !== undefined
  if (!hasMeta || readMeta(db, 'deferredIndexes') === null) return
  db.transaction(() => {
    buildIndexes(db)
    forgetDeferred(db)
  })
}

class Renewal {
  readonly #db: WriteDb
  readonly #tell: (progress: RenewalProgress) => void
  readonly #sizes: RenewalSizes
  #standing: Standing
  #done = 0
  #total = 0
  #hasForgotten = false

  constructor(db: WriteDb, tell: (progress: RenewalProgress) => void, sizes: RenewalSizes) {
    this.#db = db
    this.#tell = tell
    this.#sizes = sizes
    this.#standing = readStanding(db)
  }

  run(): void {
    const { kinds, underWay } = this.#standing
    const due = RECORD_KINDS.filter((kind) => !isStamp(kinds[kind], stampOf(kind)))
      // What was begun is ended first: its mark tells more than how far it is.
      .toSorted((a, b) => Number(b === underWay?.kind) - Number(a === underWay?.kind))
      .map((kind) => ({ kind, rows: new KindRows(this.#db, kind), after: this.#reached(kind) }))
      .filter(({ rows }) => rows.isDerived)
    const counts = due.map(({ kind, after }) =>
      this.#db.value<number>(`SELECT count(*) FROM ${kind} WHERE row > ?`, [after]),
    )
    this.#total = counts.reduce<number>((sum, count) => sum + count!, 0)
    due.forEach(({ kind, rows, after }, i) => this.#renewKind(kind, rows, after, counts[i]!))
    this.#db.transaction(() => {
      if (!isStamp(this.#standing.results, RESULTS_STAMP)) this.#forget()
      writeMeta(this.#db, 'projection', projectionStamp())
    })
  }

  /** The last row of a kind that an earlier run renewed; -1: none. */
  #reached(kind: RecordKind): number {
    const { underWay } = this.#standing
    const goesOn = underWay?.kind === kind && isStamp(underWay.stamp, stampOf(kind))
    return goesOn ? underWay.row : -1
  }

  #renewKind(kind: RecordKind, rows: KindRows, from: number, count: number): void {
    let after = from
    if (count >= this.#sizes.many) this.#deferIndexes(kind, rows, after)
    for (;;) {
      const renewed = this.#db.transaction(() => this.#renewSlice(kind, rows, after))
      if (!renewed) break
      after = renewed.last
      this.#done += renewed.count
      this.#tell({ done: this.#done, total: this.#total })
    }
    this.#db.transaction(() => this.#finishKind(kind))
  }

  #renewSlice(kind: RecordKind, rows: KindRows, after: number) {
    const renewed = rows.renew(after, this.#sizes.slice)
    if (!renewed) return null
    if (renewed.changed > 0 && !this.#hasForgotten) this.#forget()
    this.#mark(kind, renewed.last, renewed.hasNewTexts)
    return renewed
  }

  /** The kind counts as renewed by no program from its first row on, whichever opens the file next. */
  #mark(kind: RecordKind, row: number, isNewText = false): void {
    const { [kind]: _, ...kinds } = this.#standing.kinds
    const { underWay } = this.#standing
    const hasNewTexts = isNewText || (underWay?.kind === kind && underWay.hasNewTexts)
    const now = { kind, stamp: stampOf(kind), row, hasNewTexts }
    this.#stand({ ...this.#standing, kinds, underWay: now })
  }

  #finishKind(kind: RecordKind): void {
    if (readMeta(this.#db, 'deferredIndexes') !== null) {
      buildIndexes(this.#db)
      forgetDeferred(this.#db)
      this.#db.exec(`PRAGMA analysis_limit = 400; ANALYZE ${kind}`)
    }
    if (kind === 'dossier') {
      this.#db.run('DELETE FROM jobTitle WHERE row NOT IN (SELECT titleRow FROM dossier)')
    }
    const { underWay, ...standing } = this.#standing
    if (underWay?.hasNewTexts && isSearchKind(kind)) rebuildTexts(this.#db, kind)
    this.#stand({ ...standing, kinds: { ...standing.kinds, [kind]: stampOf(kind) } })
  }

  /** Where most rows change, an index is built faster afterwards than it is kept up. */
  #deferIndexes(kind: RecordKind, rows: KindRows, after: number): void {
    const { looked, changed } = rows.sample(after, SAMPLE)
    const often = [...changed].filter(([, count]) => count > looked / 2).map(([name]) => name)
    const isHit = (index: string) =>
      this.#db
        .column<string>('SELECT name FROM pragma_index_info(?)', [index])
        .some((column) => often.includes(column))
    const indexes = [
      ...indexesOf(this.#db, kind).filter(({ name }) => isHit(name)),
      ...(SIDE_SQL[kind] ?? []).flatMap((side) =>
        often.includes(sideName(side)) ? indexesOf(this.#db, side.table) : [],
      ),
    ]
    if (indexes.length === 0) return
    this.#db.transaction(() => {
      this.#mark(kind, after)
      deferIndexes(this.#db, indexes)
    })
  }

  #forget(): void {
    forgetResults(this.#db)
    this.#hasForgotten = true
    this.#stand({ ...this.#standing, results: RESULTS_STAMP })
  }

  #stand(standing: Standing): void {
    writeMeta(this.#db, 'projection', JSON.stringify(standing))
    this.#standing = standing
  }
}

/**
 * Renews derived rows that another projection made; an interrupted run goes on. True when something was
 * due. `tell` hears after each slice how far it is.
 */
export function renewProjection(
  db: WriteDb,
  tell: (progress: RenewalProgress) => void = () => {},
  sizes: RenewalSizes = SIZES,
): boolean {
  if (!isRenewalDue(db)) return false
  new Renewal(db, tell, sizes).run()
  return true
}
