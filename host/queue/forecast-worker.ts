/** Runs in a worker thread: simulates the dossiers of a view, and what comes of working in some orders. */
import { parentPort, workerData } from 'node:worker_threads'
import { toDay } from '../../domain/calendar/local-date.ts'
import { forecastLine, type LineOutcome } from '../../domain/dossier/line.ts'
import { lineOf, simulateStock, type StockRow } from '../../domain/dossier/stock.ts'
import { ownTables } from '../../domain/reference/own-rows.ts'
import { openReader, type CacheReader } from '../../db/index.ts'
import { errorValue } from '../errors.ts'
import type { ForecastAnswer, ForecastWork, OrderOutcome } from './forecast.ts'

/** Rows read at once. */
const SLICE = 20_000
/** Late dossiers told one by one. */
const LATE_TOLD = 100

/** The rows of the view in its order. */
function stockRows(cache: CacheReader, rows: Uint32Array): StockRow[] {
  const all: StockRow[] = []
  for (let from = 0; from < rows.length; from += SLICE) {
    const wanted = Array.from(rows.subarray(from, from + SLICE))
    const found = new Map(cache.queue.numbers(wanted).map((numbers) => [numbers.row, numbers]))
    for (const row of wanted) {
      const numbers = found.get(row)
      if (numbers) all.push(numbers)
    }
  }
  return all
}

function told({ missed, daysLate, workingDays, late }: LineOutcome): OrderOutcome {
  return { missed, daysLate, workingDays, late: late.slice(0, LATE_TOLD) }
}

function forecast({
  file,
  key,
  rows,
  side,
  today,
  capacity,
  assumed,
}: ForecastWork): ForecastAnswer {
  const cache = openReader({ file, key: Buffer.from(key) })
  try {
    const stock = stockRows(cache, rows)
    const tables = ownTables(cache.few('norm'))
    const line = lineOf(stock, side, today, assumed, tables)
    const { present, earliestFirst, fewestMissed, missedAtLeast } = forecastLine(
      line,
      capacity,
      toDay(today),
    )
    return {
      ok: true,
      inLine: line.length,
      missedAtLeast,
      stock: simulateStock(stock, today, assumed, tables),
      orders: {
        present: told(present),
        earliestFirst: told(earliestFirst),
        fewestMissed: told(fewestMissed),
      },
    }
  } finally {
    cache.close()
  }
}

function answer(): ForecastAnswer {
  try {
    return forecast(workerData as ForecastWork)
  } catch (error) {
    return { ok: false, error: errorValue(error) }
  }
}

parentPort!.postMessage(answer())
parentPort!.close()
