/**
 * Runs in a worker thread: computes the findings of everybody, or of many, on a read-only connection of its
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

const { file, key, today, persons } = workerData as FindingsWork
const host = parentPort!
const say = (message: FromFindingsWorker) => host.postMessage(message)

/** What is to be written about a person: nothing when it stands there already. */
function renewed(cache: CacheReader, personId: string): PersonFindings[] {
  const facts = cache.personFacts(personId)
  const findings = facts ? findingsOf(facts, today) : []
  return cache.areStored(personId, findings) ? [] : [{ personId, findings }]
}

function* batches(cache: CacheReader): Generator<readonly string[]> {
  if (persons) {
    for (let i = 0; i < persons.length; i += BATCH_PERSONS) {
      yield persons.slice(i, i + BATCH_PERSONS)
    }
    return
  }
  let ids = cache.personIds(null, BATCH_PERSONS)
  for (; ids.length > 0; ids = cache.personIds(ids.at(-1)!, BATCH_PERSONS)) yield ids
}

async function run(): Promise<void> {
  const cache = openReader({ file, key: Buffer.from(key) })
  try {
    const total = persons?.length ?? cache.counts().person
    let done = 0
    for (const ids of batches(cache)) {
      const entries = ids.flatMap((id) => renewed(cache, id))
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
