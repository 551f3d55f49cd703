/**
 * The simulation of a whole stock and the forecast of its line. The world's open dossiers are
 * repeated until there are 250,000 of them: more than the country has. Beside it the same question
 * asked dossier by dossier, on a sample and scaled to the whole.
 */
import { toDay } from '../../domain/calendar/local-date.ts'
import type { DossierBody } from '../../domain/contract/records.ts'
import { forecastLine } from '../../domain/dossier/line.ts'
import { simulateDossier } from '../../domain/dossier/simulate.ts'
import { lineOf, simulateStock, type StockRow } from '../../domain/dossier/stock.ts'
import { projectDossier } from '../../db/project/dossier.ts'
import { fromDossiers, TODAY } from './dossiers.world.ts'
import { atMost, type Bench } from './figure.ts'
import { interleave, median } from './measure.ts'

const DOSSIERS = 250_000
const LIMIT_S = 3
const ROUNDS = 7
const SAMPLE = 2_500
/** A line that takes some months, so that its order decides. */
const CAPACITY = { officers: 400, unitsPerDay: 40 }

const bench: Bench = async function* () {
  // The small world has every kind of open dossier; what counts is how many there are.
  const bodies = fromDossiers('small', (body) => body)
  const open = bodies.map((body) => [body, projectDossier.columns(body)] as const)
  const live = open.filter(([, { closed }]) => closed === 0)
  const rows: StockRow[] = []
  for (let row = 0; row < DOSSIERS; row += 1) rows.push({ ...live[row % live.length]![1], row })
  const sample: DossierBody[] = []
  for (let i = 0; i < SAMPLE; i += 1) sample.push(live[i % live.length]![0])

  const samples = await interleave(
    {
      stock: () => {
        simulateStock(rows, TODAY)
        for (const service of ['REGION', 'DVZ'] as const) {
          forecastLine(lineOf(rows, service, TODAY), CAPACITY, toDay(TODAY))
        }
      },
      oneByOne: () => sample.map((body) => simulateDossier(body, TODAY)),
    },
    { rounds: ROUNDS, warmUp: 1 },
  )
  const oneByOne = (median(samples.oneByOne) * DOSSIERS) / SAMPLE
  const figure =
    'serial, parallel and three orders of 250,000 open dossiers, beside the simulation one by one (a sample of 1 %, scaled)'
  yield atMost(figure, median(samples.stock) / 1000, 's', LIMIT_S, oneByOne / 1000)
}

export default bench
