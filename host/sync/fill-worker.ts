/**
 * Runs in a worker thread: fills a new cache with what the thread beside it pulls and reads. Started
 * ahead of its work, and the other thread before anything else, so that both load side by side.
 */
import { startWorker } from '../workers.ts'

const reader = startWorker('snapshot')
const { workAtFill } = await import('./fill-work.ts')
await workAtFill(reader)
