/** The side of the thread that pulls and reads a snapshot: a few pages ahead of who stores it. */
import type { MessagePort } from 'node:worker_threads'
import type { PageRows } from '../../db/page-rows.ts'
import { asTandemError } from '../errors.ts'
import type { FromSnapshotWorker, SnapshotWork, ToSnapshotWorker } from './snapshot-messages.ts'

/** Pages that may wait to be stored: enough that neither thread waits for a single slow page. */
const PAGES_AHEAD = 3

/** Answers every `read` with all of its pages, then `end`, or `failed`. */
export function serveSnapshots(
  port: MessagePort,
  pagesOf: (work: SnapshotWork) => AsyncIterable<PageRows>,
): void {
  const say = (message: FromSnapshotWorker) => port.postMessage(message)
  let waiting = 0
  let goOn = () => {}
  const send = async (work: SnapshotWork) => {
    for await (const page of pagesOf(work)) {
      say({ type: 'page', page })
      waiting += 1
      while (waiting > PAGES_AHEAD) await new Promise<void>((resolve) => (goOn = resolve))
    }
  }
  port.on('message', (message: ToSnapshotWorker) => {
    if (message.type === 'stored') {
      waiting -= 1
      goOn()
    }
    if (message.type !== 'read') return
    waiting = 0
    send(message.work).then(
      () => say({ type: 'end' }),
      (error: unknown) => {
        const { code, details } = asTandemError(error)
        say({ type: 'failed', code, details })
      },
    )
  })
}
