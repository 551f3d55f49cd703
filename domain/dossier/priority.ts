/**
 * How pressing a dossier is, as a sum of parts that an officer can check: 0 to 100. The weights are a
 * choice of design, not of law: a term that runs out weighs more than anything else, then what waits
 * for the own service. It orders the queue and decides nothing.
 */
import type { ClockLevel, Holder, Severity } from '../contract/codes.ts'
import { isHeldBy } from './holder.ts'

export const PRIORITY_PARTS = ['CLOCK', 'OURS', 'RISK', 'CHANGED'] as const
export type PriorityPart = (typeof PRIORITY_PARTS)[number]

/** What the parts are counted from. */
export interface PriorityFacts {
  level: ClockLevel
  holder: Holder
  /** The side on which the person works; null: on neither. */
  side: 'REGION' | 'DVZ' | null
  severity: Severity | null
  /** It changed since the person last looked at it. */
  changed: boolean
}

const OF_CLOCK: Readonly<Record<ClockLevel, number>> = {
  NONE: 0,
  SUSPENDED: 0,
  ON_TRACK: 5,
  AMBER: 15,
  ORANGE: 28,
  RED: 42,
  OVERDUE: 50,
}
const OF_RISK: Readonly<Record<Severity, number>> = {
  INFO: 1,
  LOW: 4,
  MEDIUM: 9,
  HIGH: 15,
  CRITICAL: 20,
}
const OF_OURS = 20
const OF_CHANGE = 10

/** Points of each part, in the order of PRIORITY_PARTS. */
export function priorityPoints(facts: PriorityFacts): readonly number[] {
  const { level, holder, side, severity, changed } = facts
  return [
    OF_CLOCK[level],
    side !== null && isHeldBy(holder, side) ? OF_OURS : 0,
    severity === null ? 0 : OF_RISK[severity],
    changed ? OF_CHANGE : 0,
  ]
}

/** The sum of the parts. */
export const priorityOf = (facts: PriorityFacts): number =>
  priorityPoints(facts).reduce((sum, points) => sum + points, 0)
