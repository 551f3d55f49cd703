/** Size of the practice world that a bench runs on. */
export type World = 'small' | 'full'

/** One measured figure with the goal it is held against. */
export interface Figure {
  /** What was measured, in a few words that never change: later runs are compared by it. */
  figure: string
  value: number
  unit: 'ms' | 's' | 'kB' | 'MB' | 'rows/s' | 'pages/s' | 'acts/s' | 'x' | 'count'
  /** The same work done the other way, measured in the same run; null when there is none. */
  baseline: number | null
  /** value / baseline, or null. */
  ratio: number | null
  /** The goal in words, for instance "<= 3 ms". */
  goal: string
  ok: boolean
}

/** A bench file `test/bench/<name>.ts` default-exports one. */
export type Bench = (options: { world: World; json: boolean }) => AsyncGenerator<Figure>

/** A figure that must not exceed a limit, with its ratio to a baseline when there is one. */
export function atMost(
  figure: string,
  value: number,
  unit: Figure['unit'],
  limit: number,
  baseline: number | null = null,
): Figure {
  const ratio = baseline === null ? null : value / baseline
  return { figure, value, unit, baseline, ratio, goal: `<= ${limit} ${unit}`, ok: value <= limit }
}

/** A figure that must not exceed a multiple of its baseline. */
export function atMostTimes(
  figure: string,
  value: number,
  unit: Figure['unit'],
  times: number,
  baseline: number,
): Figure {
  const ratio = value / baseline
  return { figure, value, unit, baseline, ratio, goal: `<= ${times} x`, ok: ratio <= times }
}

/** A figure that must reach a share of its baseline: more is better. */
export function atLeastShare(
  figure: string,
  value: number,
  unit: Figure['unit'],
  share: number,
  baseline: number,
): Figure {
  const ratio = value / baseline
  return { figure, value, unit, baseline, ratio, goal: `>= ${share} x`, ok: ratio >= share }
}
