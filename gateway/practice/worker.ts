/**
 * A practice gateway in a worker thread, so that the embedded PostgreSQL never blocks whoever
 * started it. Data in: PracticeSettings. Messages out: `ready`, `error`, `closed`; in: `close`.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { StartError } from '../start-error.ts'
import { startPracticeGateway, type PracticeSettings } from './start.ts'
import type { ThreadMessage } from './thread.ts'

const port = parentPort
if (!port) throw new Error('worker.ts runs in a worker thread only')
const send = (message: ThreadMessage): void => port.postMessage(message)

try {
  const gateway = await startPracticeGateway(workerData as PracticeSettings)
  port.on('message', (message: unknown) => {
    if (message !== 'close') return
    void gateway.close().then(() => {
      send({ type: 'closed' })
      port.close()
    })
  })
  send({ type: 'ready', url: gateway.url, issuer: gateway.issuer })
} catch (error) {
  const known = error instanceof StartError
  const code = known ? error.code : 'INTERNAL'
  send({ type: 'error', code, detail: known ? error.detail : null })
  port.close()
}
