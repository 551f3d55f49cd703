/**
 * The first fill: a new file beside the old one, renamed when it is complete. Rows come in large
 * transactions without indexes; indexes are built and full text is merged at the end. Its cursor
 * lies in the file, so a killed fill goes on where its last page ended.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { uptime } from 'node:os'
import { dirname } from 'node:path'
import type { Actor } from '../domain/contract/actor.ts'
import { TandemError } from '../domain/contract/errors.ts'
import type { RecordKind } from '../domain/contract/records.ts'
import type { Contact } from '../domain/rights/offline-age.ts'
import { checkLoss, rejectedOf, totalOf } from './apply-page.ts'
import type { CacheFill, CacheLocation, FillFor, FillPage, Rejected } from './cache.ts'
import { carryOver, readBelongings, type Belongings } from './carry-over.ts'
import { FillRows } from './fill-rows.ts'
import { buildIndexes, deferIndexes, forgetDeferred, indexesOf } from './deferred-indexes.ts'
import { checkKey, writeKeyCheck } from './key-check.ts'
import {
  dropMeta,
  readMeta,
  readState,
  writeContact,
  writeCursor,
  writeIdentity,
  writeMeta,
} from './meta.ts'
import { migrate } from './migrations/migrate.ts'
import { STEPS } from './migrations/steps.ts'
import { pageRows, type PageRows } from './page-rows.ts'
import { projectionStamp } from './project/stamp.ts'
import { RecordStore } from './record-store.ts'
import { replayAll } from './replay.ts'
import { removeDamaged, removeFile, rescueFile, setAsideDamaged } from './rescue.ts'
import {
  connectFiller,
  connectWriter,
  guarded,
  settleFolder,
  settleOnDisk,
  type WriteDb,
} from './sqlite.ts'

interface FillState {
  after: string | null
  /** Change number of the snapshot; null before the first page. */
  head: number | null
  total: number
  done: number
  complete: boolean
  /** When the machine was started, in seconds since 1970. */
  bootedAt: number
}

/** Two readings of the moment of boot differ by less than this, in seconds. */
const BOOT_TOLERANCE_S = 30

const bootedAt = (): number => Math.round(Date.now() / 1000 - uptime())

const start = (): FillState => ({
  after: null,
  head: null,
  total: 0,
  done: 0,
  complete: false,
  bootedAt: bootedAt(),
})

const fillingFile = (file: string): string => `${file}.filling`

const FULL_TEXTS = ['searchText', 'searchReference', 'searchWord'] as const

/** Segments of the full text are merged once, at the end. */
const FULL_TEXT_BULK = { automerge: 0, crisismerge: 1000 }
const FULL_TEXT_WORKING = { automerge: 4, crisismerge: 16 }

function configureFullText(db: WriteDb, settings: Readonly<Record<string, number>>): void {
  for (const table of FULL_TEXTS) {
    for (const [name, value] of Object.entries(settings)) {
      // In the text: a bound number arrives as REAL, which these settings refuse.
      db.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('${name}', ${value})`)
    }
  }
}

function startFile(db: WriteDb, fillFor: FillFor): void {
  migrate(db, STEPS)
  db.transaction(() => {
    writeIdentity(db, fillFor)
    writeMeta(db, 'projection', projectionStamp())
    writeMeta(db, 'fill', JSON.stringify(start()))
    deferIndexes(db, indexesOf(db))
    configureFullText(db, FULL_TEXT_BULK)
  })
}

const sameRights = (a: Actor, b: Actor): boolean =>
  a.id === b.id && a.role === b.role && a.region === b.region

/**
 * Can this half-filled file be gone on with? Not for another gateway, person, right or schema, and
 * not after the machine was started anew: a fill does not wait for the disk.
 */
function belongsTo(db: WriteDb, { gatewayId, view, actor }: FillFor): boolean {
  if (migrate(db, STEPS)) return false
  const fill = readMeta(db, 'fill')
  if (fill === null) return false
  const booted = (JSON.parse(fill) as FillState).bootedAt
  if (Math.abs(booted - bootedAt()) > BOOT_TOLERANCE_S) return false
  if (readMeta(db, 'projection') !== projectionStamp()) return false
  const state = readState(db)
  return state.gatewayId === gatewayId && state.view === view && sameRights(state.actor, actor)
}

function resumed(file: string, key: Buffer, fillFor: FillFor): WriteDb | null {
  if (!existsSync(file)) return null
  let db: WriteDb | null = null
  try {
    db = connectFiller(file, key)
    if (belongsTo(db, fillFor)) return db
  } catch (error) {
    // A half-filled file of which nothing can be used is no loss: begin anew.
    const broken = ['CACHE_DAMAGED', 'CACHE_FROM_FUTURE', 'CACHE_MIGRATION_FAILED']
    if (!(error instanceof TandemError) || !broken.includes(error.code)) throw error
  }
  db?.close()
  return null
}

function checkKeyFor({ file, key }: CacheLocation): void {
  const known = checkKey(file, key)
  if (known === 'RIGHT') return
  if (known === 'WRONG' && existsSync(file)) throw new TandemError('CACHE_WRONG_KEY')
  removeFile(fillingFile(file))
  writeKeyCheck(file, key)
}

/** Begins a first fill, or goes on with one for the same gateway and person. */
export function openFill(location: CacheLocation, fillFor: FillFor): CacheFill {
  const filling = fillingFile(location.file)
  guarded(() => mkdirSync(dirname(location.file), { recursive: true, mode: 0o700 }))
  checkKeyFor(location)
  const known = resumed(filling, location.key, fillFor)
  if (known) return new SqliteFill(known, location)
  removeFile(filling)
  const db = connectFiller(filling, location.key)
  startFile(db, fillFor)
  return new SqliteFill(db, location)
}

/** What the place of the new cache holds. */
interface OldCache {
  belongings: Belongings
  total: number
  /** Null when a damaged cache did not tell it any more. */
  actor: Actor | null
}

function readOldCache(db: WriteDb): OldCache {
  return {
    belongings: readBelongings(db),
    total: Number(readMeta(db, 'total') ?? totalOf(db)),
    actor: JSON.parse(readMeta(db, 'actor') ?? 'null') as Actor | null,
  }
}

class SqliteFill implements CacheFill {
  readonly #db: WriteDb
  readonly #location: CacheLocation
  #state: FillState
  #rows: FillRows
  #indexed = false

  constructor(db: WriteDb, location: CacheLocation) {
    this.#db = db
    this.#location = location
    this.#state = JSON.parse(readMeta(db, 'fill')!) as FillState
    this.#rows = new FillRows(db)
  }

  get after(): string | null {
    return this.#state.after
  }

  get complete(): boolean {
    return this.#state.complete
  }

  get done(): number {
    return this.#state.done
  }

  get total(): number {
    return this.#state.total
  }

  get rejected(): Rejected {
    return rejectedOf(
      this.#db.all<{ kind: RecordKind; id: string }>('SELECT kind, id FROM rejected'),
    )
  }

  put(page: FillPage): void {
    this.putRows(pageRows(page))
  }

  putRows(page: PageRows): void {
    const state: FillState = {
      ...this.#state,
      after: page.next,
      head: this.#state.head ?? page.head,
      total: page.total,
      done: this.#state.done + page.count,
      complete: page.next === null,
    }
    try {
      this.#db.transaction(() => {
        this.#rows.write(page)
        writeMeta(this.#db, 'fill', JSON.stringify(state))
      })
    } catch (error) {
      this.#rows = new FillRows(this.#db) // it may know rows that were rolled back
      throw error
    }
    this.#state = state
  }

  index(onStep: (share: number) => void = () => {}): void {
    if (!this.#state.complete) throw new Error('the last page of the snapshot is missing')
    if (totalOf(this.#db) === 0) throw new TandemError('GATEWAY_EMPTY')
    this.#buildIndexes(onStep)
    for (const table of FULL_TEXTS) {
      this.#db.run(`INSERT INTO ${table} (${table}) VALUES ('optimize')`)
    }
    this.#db.exec('PRAGMA analysis_limit = 400; ANALYZE')
    // From here on each transaction waits for the disk; this one takes along what went before.
    this.#db.exec('PRAGMA synchronous = FULL')
    forgetDeferred(this.#db)
    this.#indexed = true
    onStep(1)
  }

  finish({
    acceptDeletions = false,
    contact,
  }: { acceptDeletions?: boolean; contact?: Contact } = {}): void {
    if (!this.#indexed) this.index()
    const old = this.#oldCache()
    if (old && !acceptDeletions) this.#compareWith(old)
    this.#db.transaction(() => {
      this.#complete(old?.belongings ?? null)
      if (contact) writeContact(this.#db, contact)
    })
    settleOnDisk(this.#db, fillingFile(this.#location.file))
    this.#takePlace()
  }

  #buildIndexes(onStep: (share: number) => void): void {
    try {
      buildIndexes(this.#db, onStep)
    } catch (error) {
      if (!String((error as { code?: string }).code).startsWith('SQLITE_CONSTRAINT')) throw error
      throw new TandemError(
        'GATEWAY_BAD_ANSWER',
        { reason: 'a record came twice in the snapshot' },
        { cause: error },
      )
    }
  }

  /**
   * A server that lost records must not take them from a desk without a word. Of another role or region
   * fewer are expected; a program that shows the same role fewer looks like a loss, and is asked about.
   */
  #compareWith({ actor, total }: OldCache): void {
    if (actor === null || !sameRights(actor, readState(this.#db).actor)) return
    checkLoss(total - totalOf(this.#db), total)
  }

  /** The old cache, or what was saved of it. */
  #oldCache(): OldCache | null {
    const { file, key } = this.#location
    for (const source of [file, rescueFile(file)]) {
      if (!existsSync(source)) continue
      try {
        const old = connectWriter(source, key) // closing it empties its log: see #takePlace
        try {
          migrate(old, STEPS)
          return readOldCache(old)
        } finally {
          old.close()
        }
      } catch (error) {
        const damaged = error instanceof TandemError && error.code === 'CACHE_DAMAGED'
        if (!damaged || source !== file) throw error
        setAsideDamaged(this.#location)
      }
    }
    return null
  }

  #complete(belongings: Belongings | null): void {
    // Persons and enterprises that came after the dossiers that name them.
    this.#db.exec(`
      UPDATE dossier SET personRow = (SELECT row FROM person WHERE id = personId)
        WHERE personRow IS NULL;
      UPDATE dossier SET employerRow = (SELECT row FROM enterprise WHERE id = employerId)
        WHERE employerRow IS NULL AND employerId IS NOT NULL;`)
    configureFullText(this.#db, FULL_TEXT_WORKING)
    writeCursor(this.#db, this.#state.head!, null)
    dropMeta(this.#db, 'fill')
    if (!belongings) return
    carryOver(this.#db, belongings)
    replayAll(this.#db, new RecordStore(this.#db))
  }

  /** The final name means complete: both files have no log any more, so one rename does it. */
  #takePlace(): void {
    const { file } = this.#location
    guarded(() => rmSync(`${fillingFile(file)}-journal`, { force: true }))
    guarded(() => renameSync(fillingFile(file), file))
    settleFolder(dirname(file))
    removeFile(rescueFile(file))
    removeDamaged(file)
  }

  close(): void {
    this.#db.close()
  }
}
