/**
 * Runs in a worker thread: computes the findings of everybody on a read-only connection of its
 * own and hands them over in batches. It waits for each batch to be stored, so that memory stays
 * small and the host's thread is never flooded.
 */
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { type CacheReader, openReader } from '../../db/index.ts'
import { findingsOf } from '../../domain/risk/index.ts'
import { asTandemError } from '../errors.ts'
import type { FindingsWork, FromFindingsWorker, PersonFindings } from './findings-messages.ts'

/** Persons of one batch: their findings are written within one short transaction. */
const BATCH_PERSONS = 100

const { file, key, today } = workerData as FindingsWork
const host = parentPort!
const say = (message: FromFindingsWorker) => host.postMessage(message)

function findingsOfPerson(cache: CacheReader, personId: string): PersonFindings {
  const facts = cache.personFacts(personId)
  return { personId, findings: facts ? findingsOf(facts, today) : [] }
}

async function run(): Promise<void> {
  const cache = openReader({ file, key: Buffer.from(key) })
  try {
    const total = cache.counts().person
    let done = 0
    let after: string | null = null
    for (;;) {
      const ids = cache.personIds(after, BATCH_PERSONS)
      if (ids.length === 0) break
      const entries = ids.map((id) => findingsOfPerson(cache, id))
      after = ids.at(-1)!
      done += ids.length
      const stored = once(host, 'message')
      say({ type: 'batch', entries, done, total: Math.max(total, done) })
      await stored
    }
  } finally {
    cache.close()
  }
}

try {
  await run()
  say({ type: 'finished' })
} catch (error) {
  const { code, details } = asTandemError(error)
  say({ type: 'failed', code, details })
} finally {
  host.close()
}
