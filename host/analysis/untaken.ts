/** How the workers of a pass over everybody share it: whoever is free takes the next piece or part. */

/** Places of what is taken. */
export const PIECES = 0
export const PARTS = 1
const PLACES = 2

/** For one pass: how many of each place are taken, and one more than how many there are (0: nobody counted). */
export const nothingTaken = (): SharedArrayBuffer =>
  new SharedArrayBuffer(2 * PLACES * Int32Array.BYTES_PER_ELEMENT)

/**
 * Those of so many pieces or parts that nobody else takes. How many there are says whoever came first, for
 * all: who counts later may count one more, and it would be taken by somebody who does not know of it.
 */
export function* untaken(
  taken: SharedArrayBuffer,
  place: typeof PIECES | typeof PARTS,
  count: number,
): Generator<number> {
  const numbers = new Int32Array(taken)
  const counted = Atomics.compareExchange(numbers, PLACES + place, 0, count + 1) || count + 1
  for (;;) {
    const next = Atomics.add(numbers, place, 1)
    if (next >= counted - 1) return
    yield next
  }
}
