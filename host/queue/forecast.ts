import type { LocalDate } from '../../domain/calendar/local-date.ts'
import { TandemError, isErrorCode } from '../../domain/contract/errors.ts'
import type { ErrorValue } from '../../domain/contract/workbench.ts'
import type { Capacity, LineOutcome } from '../../domain/dossier/line.ts'
import type { StockSimulation } from '../../domain/dossier/stock.ts'
import type { Assumed } from '../../domain/reference/usual-durations.ts'
import { startWorker } from '../workers.ts'

/** What the thread is given. */
export interface ForecastWork {
  file: string
  key: Uint8Array
  /** Row numbers of the view in its order. */
  rows: Uint32Array
  /** Whose line of work it is. */
  side: 'REGION' | 'DVZ'
  today: LocalDate
  capacity: Capacity
  assumed: Assumed
}

export type OrderOutcome = Omit<LineOutcome, 'order'>

export interface Forecast {
  inLine: number
  missedAtLeast: number
  stock: StockSimulation
  orders: Record<'present' | 'earliestFirst' | 'fewestMissed', OrderOutcome>
}

export type ForecastAnswer = ({ ok: true } & Forecast) | { ok: false; error: ErrorValue }

/** Longest time that somebody waits for a forecast, in milliseconds. */
const PATIENCE_MS = 60_000

/** Computes a forecast in a thread of its own, so that every other answer goes on. */
export async function runForecast(work: ForecastWork): Promise<Forecast> {
  const worker = startWorker('forecast', work, [work.rows.buffer as ArrayBuffer])
  const { promise, resolve, reject } = Promise.withResolvers<ForecastAnswer>()
  const timer = setTimeout(() => reject(new TandemError('INTERNAL')), PATIENCE_MS)
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new TandemError('INTERNAL')))
  try {
    const answer = await promise
    if (answer.ok) return answer
    const { code } = answer.error
    throw new TandemError(isErrorCode(code) ? code : 'INTERNAL')
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
