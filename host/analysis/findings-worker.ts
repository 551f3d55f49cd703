/**
 * Runs in a worker thread, pass after pass: computes the findings of everybody or of many, together with other
 * workers, and stores what the host lets through of each batch, with a handle of its own: nobody who
 * reads on the host's thread waits for a write. It waits for the host's word on each batch, so that the
 * host is never flooded.
 */
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { type EverybodyReader, type FollowWriter, openFollowWriter } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type {
  FindingsData,
  FindingsWork,
  FromFindingsWorker,
  ToFindingsWorker,
} from './findings-messages.ts'
import {
  isStored,
  judgeFacts,
  type Judged,
  judgeMany,
  type Rules,
  rulesOn,
  type Subject,
  TOGETHER,
} from './subjects.ts'
import { PARTS, PIECES, untaken } from './untaken.ts'

/** Subjects of one batch: their findings are written within one short transaction. */
const BATCH = 100
/** Handles of one batch. */
const HANDLES = 500

type Answer = Extract<ToFindingsWorker, { type: 'store' }>

const { file, key } = workerData as FindingsData
const host = parentPort!
let opened: FollowWriter | null = null

/** Says something and waits for the host's word on it. */
async function ask(message: FromFindingsWorker): Promise<Answer> {
  const answer = once(host, 'message')
  host.postMessage(message)
  return ((await answer) as [Answer])[0]
}

/** Puts the handles right first: who shares one is seen from them. */
async function renewHandles(cache: FollowWriter): Promise<void> {
  const { added, gone, upTo } = cache.handleDifferences()
  for (let i = 0; i < Math.max(added.length, gone.length); i += HANDLES) {
    await ask({ type: 'handles' })
    const slice = { added: added.slice(i, i + HANDLES), gone: gone.slice(i, i + HANDLES) }
    cache.writeHandles({ ...slice, upTo: null })
  }
  await ask({ type: 'handles' })
  cache.writeHandles({ added: [], gone: [], upTo })
}

/** Stores what the host lets through of what was found, and tells what changed by it. */
async function hand(
  cache: FollowWriter,
  entries: readonly Judged[],
  judged: number,
  keep: () => void = () => {},
): Promise<void> {
  for (let i = 0; i === 0 || i < entries.length; i += BATCH) {
    const batch = entries.slice(i, i + BATCH)
    const { passed } = await ask({ type: 'batch', entries: batch, judged: i === 0 ? judged : 0 })
    if (i === 0) keep()
    if (passed) say({ type: 'written', changed: cache.writeFindings(passed.entries, passed.watch) })
  }
}

/** A pass over everybody. */
interface Everybody {
  cache: FollowWriter
  rules: Rules
  all: EverybodyReader
  taken: SharedArrayBuffer
}

async function persons({ cache, rules, all, taken }: Everybody): Promise<void> {
  for (const piece of untaken(taken, PIECES, all.pieces)) {
    const { facts, areStored, renewed } = all.persons(piece)
    const judged = facts.map((one) => judgeFacts(one, rules))
    const differing = judged.filter((one) => !isStored(cache, one, areStored))
    await hand(cache, differing, facts.length, () => renewed && cache.keepPieces([renewed]))
  }
}

async function enterprises({ cache, rules, all, taken }: Everybody): Promise<void> {
  for (const part of untaken(taken, PARTS, all.parts)) {
    const { facts, areStored, renewed } = all.enterprises(part)
    const judged = facts.map((one) => judgeFacts(one, rules))
    const differing = judged.filter((one) => !isStored(cache, one, areStored))
    await hand(cache, differing, facts.length, () => renewed && cache.keepPart(renewed))
  }
}

/**
 * What enterprises share is read by whoever begins with them, which is the first worker; the others begin
 * with persons and come to enterprises when some are left.
 */
async function everybody(
  cache: FollowWriter,
  rules: Rules,
  { worker, taken }: FindingsWork,
): Promise<void> {
  if (worker === 0) {
    await renewHandles(cache)
    say({ type: 'righted' })
    const pass = { cache, rules, all: cache.everybody(), taken }
    await enterprises(pass)
    return persons(pass)
  }
  const pass = { cache, rules, all: cache.everybody(), taken }
  await persons(pass)
  await ask({ type: 'enterprises' })
  await enterprises(pass)
}

/** Whoever is free takes the next few: somebody who was declared often takes longer. */
async function some(
  cache: FollowWriter,
  rules: Rules,
  { subjects, taken }: FindingsWork & { subjects: readonly Subject[] },
): Promise<void> {
  for (const few of untaken(taken, PIECES, Math.ceil(subjects.length / TOGETHER))) {
    const mine = subjects.slice(few * TOGETHER, (few + 1) * TOGETHER)
    const judged = judgeMany(cache, mine, rules)
    const differing = judged.filter((one) => !isStored(cache, one))
    await hand(cache, differing, judged.length)
  }
}

const say = (message: FromFindingsWorker) => host.postMessage(message)

async function run(work: FindingsWork): Promise<void> {
  try {
    const cache = (opened ??= openFollowWriter({ file, key: Buffer.from(key) }))
    const rules = rulesOn(cache, work.today)
    const { subjects } = work
    await (subjects ? some(cache, rules, { ...work, subjects }) : everybody(cache, rules, work))
    say({ type: 'finished' })
  } catch (error) {
    const { code, details } = asTandemError(error)
    say({ type: 'failed', code, details })
  }
}

host.on('message', (message: ToFindingsWorker) => {
  if (message.type === 'work') void run(message.work)
})
