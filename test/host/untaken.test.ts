/** Whoever comes while a pass begins leaves no piece of it to nobody. */
import { expect, it } from 'vitest'
import { nothingTaken, PARTS, PIECES, untaken } from '../../host/analysis/untaken.ts'

/** Workers that counted differently take by turns until all have ended; gives what was taken, in order. */
function taken(counts: readonly number[], first: number, place: typeof PIECES | typeof PARTS) {
  const memory = nothingTaken()
  const workers = counts.map((count) => untaken(memory, place, count))
  const found: number[] = []
  for (let turn = first, ended = 0; ended < workers.length; turn += 1) {
    const next = workers[turn % workers.length]!.next()
    ended = next.done ? ended + 1 : 0
    if (!next.done) found.push(next.value)
  }
  return found
}

it.each([PIECES, PARTS] as const)(
  'place %i: every piece is taken once, as the first counted',
  (place) => {
    expect(taken([3, 3], 0, place)).toEqual([0, 1, 2])
    expect(taken([3, 4], 0, place), 'the other counts a newcomer').toEqual([0, 1, 2])
    expect(taken([3, 4], 1, place), 'the first counts the newcomer').toEqual([0, 1, 2, 3])
    expect(taken([0, 1], 0, place), 'nobody was there').toEqual([])
    expect(taken([0, 1], 1, place)).toEqual([0])
  },
)

it('pieces and parts are counted apart', () => {
  const memory = nothingTaken()
  expect([...untaken(memory, PIECES, 2)]).toEqual([0, 1])
  expect([...untaken(memory, PARTS, 3)]).toEqual([0, 1, 2])
})
