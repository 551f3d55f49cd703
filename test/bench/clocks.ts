/**
 * All due dates anew: what a change of a dated table, of the holidays or of the regime asks of one
 * thread. The leading clock of each dossier with its last day and its three warning days, from the
 * events; beside it a walk from day to day, on a sample and scaled to the whole.
 */
import type { ClockEvent } from '../../domain/contract/records.ts'
import { clockColumns } from '../../domain/dossier/clocks.ts'
import { walkClock } from '../domain/day-stepper.ts'
import { fromDossiers } from './dossiers.world.ts'
import { atMost, type Bench } from './figure.ts'
import { interleave, median } from './measure.ts'

const LIMIT_S = 1
const ROUNDS = 7
/** Every so manyth dossier is walked day by day. */
const SAMPLE = 100

/** The events of one clock each, as the walk wants them. */
function clocksOf(events: readonly ClockEvent[]): ClockEvent[][] {
  const clocks = new Map<string, ClockEvent[]>()
  for (const event of events) {
    const known = clocks.get(event.clock)
    if (known) known.push(event)
    else clocks.set(event.clock, [event])
  }
  return [...clocks.values()].filter((own) => own.some(({ kind }) => kind === 'START'))
}

const bench: Bench = async function* ({ world }) {
  const dossiers = fromDossiers(world, ({ clockEvents }) => ({ clockEvents }))
  const sample = dossiers.filter((_, i) => i % SAMPLE === 0)
  const samples = await interleave(
    {
      computed: () => {
        let due = 0
        for (const body of dossiers) due += clockColumns(body)?.due ?? 0
        return due
      },
      walked: () => sample.flatMap((body) => clocksOf(body.clockEvents).map(walkClock)),
    },
    { rounds: ROUNDS, warmUp: 1 },
  )
  const walked = (median(samples.walked) * dossiers.length) / sample.length
  const count = dossiers.length.toLocaleString('en')
  const figure = `due dates of ${count} dossiers, beside a day by day walk (a sample of 1 %, scaled)`
  yield atMost(figure, median(samples.computed) / 1000, 's', LIMIT_S, walked / 1000)
}

export default bench
