/**
 * The moments around every commit of a cache. A process that is killed there leaves exactly the
 * files as they are then: a run copies them and goes on from the copy.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type * as Sqlite from '../../../db/sqlite.ts'

/** What a desk does when it writes. */
export const WORKS = [
  'ACT',
  'LOOK',
  'LOG',
  'CONTENT',
  'ANSWERS',
  'PAGE',
  'ME',
  'IN_STEP',
  'FILL_START',
  'FILL_PAGE',
  'FILL_INDEX',
  'FILL_END',
  'RENAME',
] as const
export type Work = (typeof WORKS)[number]
export type Moment = 'BEFORE' | 'AFTER'
export type CommitPoint = `${Work} ${Moment}`

/** All kinds of commit points. */
export const COMMIT_POINTS: readonly CommitPoint[] = WORKS.flatMap((work) => [
  `${work} BEFORE` as const,
  `${work} AFTER` as const,
])

/** The process ends here. `value` is what the transaction gives; it holds only AFTER its commit. */
export class Killed extends Error {
  override readonly name = 'Killed'
  readonly point: CommitPoint
  readonly value: unknown

  constructor(point: CommitPoint, value?: unknown) {
    super(`killed at ${point}`)
    this.point = point
    this.value = value
  }
}

export type Watcher = (point: CommitPoint, value: unknown) => void

interface Watch {
  /** May change on the way: one work may lead to the next. */
  work: Work
  watcher: Watcher
}

const watches = new AsyncLocalStorage<Watch>()

/** Runs what writes, now or later; the watcher is told each commit point and may throw Killed. */
export function watched<T>(watch: Watch, run: () => T): T {
  return watches.run(watch, run)
}

/** A commit point. Nobody is told when nobody watches. */
export function point(moment: Moment, work?: Work, value?: unknown): void {
  const watch = watches.getStore()
  watch?.watcher(`${work ?? watch.work} ${moment}`, value)
}

/** The door to SQLite with a mark before and after every commit and around the rename of a fill. */
export function instrumented(sqlite: typeof Sqlite): typeof Sqlite {
  const { transaction } = sqlite.WriteDb.prototype
  sqlite.WriteDb.prototype.transaction = function marked<T>(this: Sqlite.WriteDb, act: () => T): T {
    const value = transaction.call(this, () => {
      const done = act()
      point('BEFORE')
      return done
    }) as T
    point('AFTER', undefined, value)
    return value
  }
  return {
    ...sqlite,
    settleOnDisk(db, file) {
      sqlite.settleOnDisk(db, file)
      point('BEFORE', 'RENAME')
    },
    settleFolder(folder) {
      point('AFTER', 'RENAME')
      sqlite.settleFolder(folder)
    },
  }
}
