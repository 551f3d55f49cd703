/** Host and worker that write into one cache take turns. */
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { Turn } from '../../host/sync/turn.ts'

const MINUTE = 60_000
const cellsOf = ({ shared }: Turn) => [...new Int32Array(shared)]

/** A thread that does `act` in its turn, having said so in `said`; cells of the turn: owner, host waits. */
function workerOf(turn: Turn, said: Int32Array, act: string): Worker {
  const program = `
    const { file, shared, said } = require('node:worker_threads').workerData
    const cells = new Int32Array(shared)
    const say = (n) => { Atomics.store(said, 0, n); Atomics.notify(said, 0) }
    import(file).then(({ Turn }) => new Turn(shared, ${MINUTE}).worker(() => { ${act} }))`
  const file = new URL('../../host/sync/turn.ts', import.meta.url).href
  return new Worker(program, { eval: true, workerData: { file, shared: turn.shared, said } })
}

test('the host acts when the worker has ended its turn, not before', async () => {
  const turn = new Turn(undefined, MINUTE)
  const said = new Int32Array(new SharedArrayBuffer(4))
  // Having seen that the host waits, it takes its time.
  const act = 'say(1); while (Atomics.load(cells, 1) === 0); Atomics.wait(said, 0, 1, 20); say(2)'
  const worker = workerOf(turn, said, act)
  Atomics.wait(said, 0, 0, MINUTE)
  expect(turn.host(() => Atomics.load(said, 0))).toBe(2)
  await worker.terminate()
})

test('what fails gives its turn back', () => {
  const turn = new Turn()
  const fail = () => {
    throw new Error('no room')
  }
  expect(() => turn.host(fail)).toThrow('no room')
  expect(() => turn.worker(fail)).toThrow('no room')
  expect(cellsOf(turn), 'nobody has it, nobody waits').toEqual([0, 0])
  expect(turn.worker(() => 1)).toBe(1)
})

test('the host comes before the next turn of the worker', () => {
  const turn = new Turn()
  expect(turn.host(() => cellsOf(turn))).toEqual([1, 1])
  expect(turn.worker(() => cellsOf(turn))).toEqual([1, 0])
})

test('a turn that is never given back keeps nobody for good: the lock of the file decides then', () => {
  const turn = new Turn(undefined, 1)
  new Int32Array(turn.shared).fill(1)
  expect(turn.worker(() => 'goes on')).toBe('goes on')
  new Int32Array(turn.shared).fill(1)
  expect(turn.host(() => 'goes on')).toBe('goes on')
})
