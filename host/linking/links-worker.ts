/**
 * Runs in a worker thread: links declarations to the register and stores the links, with a handle of
 * its own: nobody who reads on the host's thread waits for a write. It keeps the register in memory,
 * so that a change costs what it touches.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { type LinkWork, openFollowWriter } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import { Linker } from './linker.ts'
import type { FromLinksWorker, LinksData, ToLinksWorker } from './links-messages.ts'
import { MentionLinker } from './mention-linker.ts'
import { inPieces } from './pieces.ts'

const host = parentPort!
const { file, key } = workerData as LinksData
const cache = openFollowWriter({ file, key: Buffer.from(key) })
const say = (message: FromLinksWorker) => host.postMessage(message)
let linker: Linker | null = null
let mentionLinker: MentionLinker | null = null

async function* allWork(): AsyncGenerator<LinkWork> {
  const { upTo } = cache.links.waiting()
  linker = new Linker(cache.links)
  const model = linker.learn()
  for (const { rows } of linker.all(0, cache.links.lastDeclaration())) {
    yield* inPieces({ rows, upTo: 0, model: null })
  }
  mentionLinker = new MentionLinker(cache.links.mentions)
  yield* inPieces({ rows: [], upTo, model, mentions: mentionLinker.all() })
  linker.rememberOpen()
}

async function* renewal(): AsyncGenerator<LinkWork> {
  const waiting = cache.links.waiting()
  if (!linker) {
    linker = new Linker(cache.links)
    linker.useModel(cache.links.model()!)
    linker.rememberOpen()
  }
  const { upTo, enterprises, mentions } = waiting
  const isMentioned = enterprises.length + mentions.length > 0
  if (isMentioned) mentionLinker ??= new MentionLinker(cache.links.mentions)
  const rows = linker.renew(waiting)
  const renewed = isMentioned ? mentionLinker!.renew(waiting) : []
  yield* inPieces({ rows, upTo, model: null, mentions: renewed })
}

let mayStore: (() => void) | null = null

async function run(batches: AsyncGenerator<LinkWork>): Promise<void> {
  try {
    for await (const work of batches) {
      const { promise, resolve } = Promise.withResolvers<void>()
      mayStore = resolve
      say({ type: 'piece' })
      await promise
      const { proposed, ...changed } = cache.writeLinks(work)
      say({ type: 'written', changed, proposed })
    }
    say({ type: 'finished' })
  } catch (error) {
    const { code, details } = asTandemError(error)
    say({ type: 'failed', code, details })
  }
}

host.on('message', (message: ToLinksWorker) => {
  if (message.type === 'store') mayStore?.()
  else void run(message.type === 'all' ? allWork() : renewal())
})
