/** Mahis mandates of Belgian employers to social secretariats (domain facts 5). */
import { quarterOf } from '../../../domain/calendar/local-date.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import { MANDATE_GROUP } from '../../../domain/reference/mandate-group.ts'
import { dayText } from './days.ts'
import type { Enterprises } from './enterprises.ts'
import { draw, Random, weighted } from './random.ts'

const STREAM = 3

/** A mandate between enterprises by index. */
export interface MandatePlan {
  mandator: number
  mandatary: number
  kind: BodyOf<'mandate'>['kind']
  groups: string[]
  fromQuarter: string
  toQuarter: string | null
  status: BodyOf<'mandate'>['status']
}

const STATUS = weighted<MandatePlan['status']>([
  ['ACTIVE', 80],
  ['CLOSED', 9],
  ['PENDING', 5],
  ['TO_FINALISE', 3],
  ['REJECTED', 3],
])
const OTHER_GROUPS = ['PERSONNEL_FILE', 'DECLARATIONS']

/** Most mandates that one employer gives. */
export const MANDATES_AT_MOST = 2

/** The mandates that an enterprise gave: none, one, or an old and a new one. */
export function mandatesOf(
  seed: number,
  enterprises: Enterprises,
  mandator: number,
  today: number,
): MandatePlan[] {
  if (enterprises.roleOf(mandator) !== 'BELGIAN') return []
  const random = new Random(seed, STREAM, mandator)
  if (!random.chance(0.58)) return []
  const first = planMandate(random, enterprises, mandator, today, draw(random, STATUS))
  if (!random.chance(0.12)) return [first]
  const before = planMandate(random, enterprises, mandator, today - 2000, 'CLOSED')
  return before.mandatary === first.mandatary ? [first] : [before, first]
}

function planMandate(
  random: Random,
  enterprises: Enterprises,
  mandator: number,
  today: number,
  status: MandatePlan['status'],
): MandatePlan {
  const started =
    today - (status === 'ACTIVE' ? random.between(1500, 3600) : random.between(40, 900))
  const ended = status === 'CLOSED' ? started + random.between(100, 800) : null
  const limited =
    status === 'ACTIVE' && random.chance(0.15) ? today + random.between(-300, 700) : null
  const withGroup = random.chance(0.94)
  const to = ended ?? limited
  return {
    mandator,
    mandatary: enterprises.secretariat(random),
    kind: random.chance(0.85) ? 'SOCIAL_SECRETARIAT' : 'SERVICE_PROVIDER',
    groups: withGroup ? [...OTHER_GROUPS, MANDATE_GROUP.group] : [...OTHER_GROUPS],
    fromQuarter: quarterOf(dayText(started)),
    toQuarter: to === null ? null : quarterOf(dayText(Math.max(started, to))),
    status,
  }
}
