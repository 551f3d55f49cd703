/**
 * The migration runner. drizzle's own deletes child rows when a step rebuilds a table (it begins a
 * transaction before SQLite may switch foreign keys off) and notices neither edited steps nor a
 * newer file; this one does.
 */
import { createHash } from 'node:crypto'
import { TandemError } from '../../domain/contract/errors.ts'
import type { ReadDb, WriteDb } from '../sqlite.ts'
import type { Step } from './steps.ts'

interface Applied {
  number: number
  hash: string
}

const hashOf = (step: Step): string => createHash('sha256').update(step.sql).digest('hex')

const failed = (reason: string, step: number, cause?: unknown): TandemError =>
  new TandemError('CACHE_MIGRATION_FAILED', { reason, step }, { cause })

function checkOrder(steps: readonly Step[]): void {
  steps.forEach((step, i) => {
    if (step.number !== i + 1) throw failed('steps must be numbered 1, 2, 3 …', step.number)
  })
}

/** Steps that are still to run. Throws when the file is newer than the code or history was edited. */
function missingSteps(applied: readonly Applied[], steps: readonly Step[]): Step[] {
  applied.forEach(({ number, hash }, i) => {
    const step = steps[i]
    if (!step) throw new TandemError('CACHE_FROM_FUTURE', { found: number, known: steps.length })
    if (number !== step.number) throw failed('a step is missing in the file', number)
    if (hash !== hashOf(step)) throw failed('a step was edited after it ran', number)
  })
  return steps.slice(applied.length)
}

function runStep(db: WriteDb, step: Step): void {
  try {
    db.exec(step.sql)
  } catch (error) {
    if (error instanceof TandemError) throw error
    throw failed('the step does not run', step.number, error)
  }
  db.run('INSERT INTO migration (number, name, hash) VALUES (?, ?, ?)', [
    step.number,
    step.name,
    hashOf(step),
  ])
}

/** True when steps are still to run; false for a file that is newer than the code. */
export function isMigrationDue(db: ReadDb, steps: readonly Step[]): boolean {
  return db.value<number>('SELECT count(*) FROM migration')! < steps.length
}

/**
 * Brings a file to the schema of `steps`: all missing steps in one transaction, with foreign keys
 * off before it begins and checked before it commits. True when something ran.
 */
export function migrate(db: WriteDb, steps: readonly Step[]): boolean {
  checkOrder(steps)
  db.exec('PRAGMA foreign_keys = OFF')
  try {
    return db.transaction(() => {
      db.exec(
        'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL)',
      )
      const applied = db.all<Applied>('SELECT number, hash FROM migration ORDER BY number')
      const missing = missingSteps(applied, steps)
      for (const step of missing) runStep(db, step)
      const orphan = missing.length > 0 && db.get('PRAGMA foreign_key_check')
      if (orphan) throw failed('child rows would lose their parent', missing.at(-1)!.number)
      return missing.length > 0
    })
  } finally {
    db.exec('PRAGMA foreign_keys = ON')
  }
}
