/**
 * Runs in a thread, as a window would: asks the host for pages of the queue, one after the other,
 * and notes how long each took to come. Told `times`, it gives what it noted since.
 */
import { parentPort } from 'node:worker_threads'

const PAUSE_MS = 12
let asked = 0
let start = 0
let times: number[] = []

function ask(): void {
  start = performance.now()
  parentPort!.postMessage({ ask: asked })
  asked += 1
}

parentPort!.on('message', (message: unknown) => {
  if (message === 'times') {
    // The page that is on its way counts next time.
    parentPort!.postMessage({ times })
    times = []
    return
  }
  times.push(performance.now() - start)
  setTimeout(ask, PAUSE_MS)
})
ask()
