/**
 * Runs in a worker thread: computes the findings of everybody, or of many, and stores what the host
 * lets through of each batch, with a handle of its own: nobody who reads on the host's thread waits
 * for a write. It waits for the host's word on each batch, so that the host is never flooded.
 */
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { type CacheReader, type FollowWriter, openFollowWriter } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { FindingsWork, FromFindingsWorker, ToFindingsWorker } from './findings-messages.ts'
import {
  enterpriseSubject,
  isStored,
  judge,
  personSubject,
  rulesOn,
  type Subject,
} from './subjects.ts'

/** Subjects of one batch: their findings are written within one short transaction. */
const BATCH = 100
/** Handles of one batch. */
const HANDLES = 500

const { file, key, today, subjects } = workerData as FindingsWork
const host = parentPort!

/** Says something and waits for the host's word on it. */
async function ask(message: FromFindingsWorker): Promise<ToFindingsWorker> {
  const answer = once(host, 'message')
  host.postMessage(message)
  return ((await answer) as [ToFindingsWorker])[0]
}

function* walk(
  idsAfter: (after: string | null, limit: number) => string[],
  subjectOf: (id: string) => Subject,
): Generator<Subject[]> {
  let ids = idsAfter(null, BATCH)
  for (; ids.length > 0; ids = idsAfter(ids.at(-1)!, BATCH)) yield ids.map(subjectOf)
}

function* batches(cache: CacheReader): Generator<readonly Subject[]> {
  if (subjects) {
    for (let i = 0; i < subjects.length; i += BATCH) yield subjects.slice(i, i + BATCH)
    return
  }
  yield* walk((after, limit) => cache.personIds(after, limit), personSubject)
  yield* walk((after, limit) => cache.enterpriseIds(after, limit), enterpriseSubject)
}

/** Puts the handles right first: who shares one is seen from them. */
async function renewHandles(cache: FollowWriter): Promise<void> {
  const { added, gone } = cache.handleDifferences()
  for (let i = 0; i < Math.max(added.length, gone.length); i += HANDLES) {
    await ask({ type: 'handles' })
    cache.writeHandles({ added: added.slice(i, i + HANDLES), gone: gone.slice(i, i + HANDLES) })
  }
}

/** Stores what the host let through, and tells what changed by it. */
function store(cache: FollowWriter, { passed }: ToFindingsWorker): void {
  if (!passed) return
  say({ type: 'written', changed: cache.writeFindings(passed.entries, passed.watch) })
}

async function run(): Promise<void> {
  const cache = openFollowWriter({ file, key: Buffer.from(key) })
  const rules = rulesOn(cache, today)
  try {
    if (subjects === null) await renewHandles(cache)
    const { person, enterprise } = cache.counts()
    const total = subjects?.length ?? person + enterprise
    let done = 0
    for (const some of batches(cache)) {
      const entries = some
        .map((subject) => judge(cache, subject, rules))
        .filter((judged) => !isStored(cache, judged))
      done += some.length
      store(cache, await ask({ type: 'batch', entries, done, total: Math.max(total, done) }))
    }
  } finally {
    cache.close()
  }
}

const say = (message: FromFindingsWorker) => host.postMessage(message)

try {
  await run()
  say({ type: 'finished' })
} catch (error) {
  const { code, details } = asTandemError(error)
  say({ type: 'failed', code, details })
} finally {
  host.close()
}
