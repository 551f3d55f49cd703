/** How alike two short texts are. Both measures are symmetric. */

const masks = new Int32Array(65_536)

/** Jaro similarity of texts up to 31 characters, by bit masks; symmetric by comparing from the shorter. */
function jaro(short: string, long: string): number {
  const m = short.length
  const n = long.length
  const reach = Math.max(0, (n >> 1) - 1)
  for (let i = 0; i < n; i += 1) masks[long.charCodeAt(i)]! |= 1 << i
  let usedLong = 0
  let usedShort = 0
  let matches = 0
  for (let i = 0; i < m; i += 1) {
    const low = Math.max(0, i - reach)
    const high = Math.min(n - 1, i + reach)
    if (low > high) continue
    const window = (high - low === 31 ? -1 : (1 << (high - low + 1)) - 1) << low
    const found = masks[short.charCodeAt(i)]! & window & ~usedLong
    if (found !== 0) {
      usedLong |= found & -found
      usedShort |= 1 << i
      matches += 1
    }
  }
  for (let i = 0; i < n; i += 1) masks[long.charCodeAt(i)] = 0
  if (matches === 0) return 0
  const half = crossings(short, long, usedShort, usedLong) / 2
  return (matches / m + matches / n + (matches - half) / matches) / 3
}

function crossings(short: string, long: string, usedShort: number, usedLong: number): number {
  let crossed = 0
  let rest = usedLong
  for (let i = 0; i < short.length; i += 1) {
    if (((usedShort >>> i) & 1) === 0) continue
    const at = 31 - Math.clz32(rest & -rest)
    rest &= rest - 1
    if (short.charCodeAt(i) !== long.charCodeAt(at)) crossed += 1
  }
  return crossed
}

const LONGEST = 31
const PREFIX_MAX = 4
const PREFIX_SHARE = 0.1

/** Jaro-Winkler similarity, 0 to 1; of longer texts the first 31 characters count. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  if (a.length === 0 || b.length === 0) return 0
  const x = a.length > LONGEST ? a.slice(0, LONGEST) : a
  const y = b.length > LONGEST ? b.slice(0, LONGEST) : b
  const plain = x.length < y.length || (x.length === y.length && x < y) ? jaro(x, y) : jaro(y, x)
  const most = Math.min(PREFIX_MAX, x.length, y.length)
  let prefix = 0
  while (prefix < most && x.charCodeAt(prefix) === y.charCodeAt(prefix)) prefix += 1
  return plain + prefix * PREFIX_SHARE * (1 - plain)
}

let before = new Int32Array(64)
let previous = new Int32Array(64)
let current = new Int32Array(64)

function room(length: number): void {
  if (before.length > length) return
  before = new Int32Array(length * 2)
  previous = new Int32Array(length * 2)
  current = new Int32Array(length * 2)
}

/** Set bits. */
function bits(mask: number): number {
  let x = mask - ((mask >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Which letters stand in a part of a text, two of them sharing a bit at times. */
function lettersOf(text: string, from: number, to: number): number {
  let mask = 0
  for (let i = from; i < to; i += 1) mask |= 1 << (text.charCodeAt(i) & 31)
  return mask
}

/**
 * Edits between two texts: insertions, deletions, replacements and exchanges of neighbours. Stops
 * counting above `most` and answers `most + 1`.
 */
export function edits(a: string, b: string, most: number): number {
  if (a === b) return 0
  let start = 0
  let endA = a.length
  let endB = b.length
  if (Math.abs(endA - endB) > most) return most + 1
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start += 1
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1
    endB -= 1
  }
  const m = endA - start
  const n = endB - start
  if (m === 0 || n === 0) return Math.min(most + 1, Math.max(m, n))
  // Every letter of one that the other lacks costs an edit of its own.
  const inA = lettersOf(a, start, endA)
  const inB = lettersOf(b, start, endB)
  if (bits(inA & ~inB) > most || bits(inB & ~inA) > most) return most + 1
  room(n + 1)
  return fill(a, b, start, m, n, most)
}

/** Only cells within `most` of the diagonal can matter: those beside them count as too many. */
function fill(a: string, b: string, start: number, m: number, n: number, most: number): number {
  const over = most + 1
  for (let j = 0; j <= Math.min(n, over); j += 1) previous[j] = j
  for (let i = 1; i <= m; i += 1) {
    const low = Math.max(1, i - most)
    const high = Math.min(n, i + most)
    current[low - 1] = low === 1 ? Math.min(i, over) : over
    let least = over
    const x = a.charCodeAt(start + i - 1)
    for (let j = low; j <= high; j += 1) {
      const y = b.charCodeAt(start + j - 1)
      let cost = previous[j - 1]! + (x === y ? 0 : 1)
      if (previous[j]! + 1 < cost) cost = previous[j]! + 1
      if (current[j - 1]! + 1 < cost) cost = current[j - 1]! + 1
      if (
        i > 1 &&
        j > 1 &&
        x === b.charCodeAt(start + j - 2) &&
        y === a.charCodeAt(start + i - 2) &&
        before[j - 2]! + 1 < cost
      ) {
        cost = before[j - 2]! + 1
      }
      current[j] = cost
      if (cost < least) least = cost
    }
    if (high < n) current[high + 1] = over
    if (least >= over) return over
    const free = before
    before = previous
    previous = current
    current = free
  }
  return Math.min(over, previous[n]!)
}
