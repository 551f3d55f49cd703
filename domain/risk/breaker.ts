/** When a rule fires so much more than it used to that it is held until somebody looked. */

/** Fires at least so many times in a period before its rate says anything. */
const FEWEST_FIRINGS = 20
/** So many times its normal rate is too often: the rule is held until somebody looked. */
const BREAKER_TIMES = 5

/** True when a rule fires far above its normal rate (findings per period before). */
export function breaks(now: number, before: readonly number[]): boolean {
  if (now < FEWEST_FIRINGS || before.length === 0) return false
  const normal = before.reduce((a, b) => a + b, 0) / before.length
  return now > BREAKER_TIMES * Math.max(normal, 1)
}
