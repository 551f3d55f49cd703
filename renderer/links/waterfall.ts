/** What each comparison adds to or takes from the belief that two records are one person. */
import type { PairPage } from '../../domain/contract/links.ts'

export type Step = 'prior' | PairPage['fields'][number]['field'] | 'rarity'

/** HARDLY below one bit, LITTLE below four, CLEAR below eight: as much as a coin thrown so often. */
export type Strength = 'NONE' | 'HARDLY' | 'LITTLE' | 'CLEAR' | 'STRONG'

export interface Bar {
  step: Step
  bits: number
  /** Sum before and after it. */
  from: number
  to: number
  strength: Strength
}

export function strengthOf(bits: number): Strength {
  const size = Math.abs(bits)
  if (size < 0.05) return 'NONE'
  if (size < 1) return 'HARDLY'
  if (size < 4) return 'LITTLE'
  return size < 8 ? 'CLEAR' : 'STRONG'
}

/** The bars in order; empty while nothing was learned yet. Their last `to` is the sum of all. */
export function waterfall({ fields, prior, rarity }: PairPage): Bar[] {
  if (prior === null) return []
  const steps: { step: Step; bits: number }[] = [{ step: 'prior', bits: prior }]
  for (const { field, bits } of fields) if (bits !== null) steps.push({ step: field, bits })
  if (rarity !== null) steps.push({ step: 'rarity', bits: rarity })
  let sum = 0
  return steps.map(({ step, bits }) => {
    const from = sum
    sum += bits
    return { step, bits, from, to: sum, strength: strengthOf(bits) }
  })
}

/** Smallest and largest sum on the way, zero among them. */
export function extentOf(bars: readonly Bar[]): { min: number; max: number } {
  const sums = bars.flatMap(({ from, to }) => [from, to])
  return { min: Math.min(0, ...sums), max: Math.max(0, ...sums) }
}
