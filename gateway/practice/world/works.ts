/**
 * Works that were declared (art. 30bis) at the building sites of the world: each contractor of the chain has
 * a line, from whoever sends the workers up to the one that the principal called. In ordinary life those of
 * some declarations, below the value from which everybody at work must be registered.
 */
import type { BodyOf } from '../../../domain/contract/records.ts'
import { dayText } from './days.ts'
import type { DeclarationPlan } from './drafts.ts'
import { type EnterprisePlan, type Enterprises, pickEnterprise } from './enterprises.ts'
import { HELD_DAYS } from './extracts.ts'
import { Random } from './random.ts'

const WORKS_STREAM = 94
/** Share of the building sites of ordinary life of which the works are told. */
const TOLD = 0.12

type Line = BodyOf<'registerLine'>
type Works = NonNullable<Line['works']>
type Party = Pick<EnterprisePlan, 'name' | 'country' | 'vatNumber' | 'enterpriseNumber'>

/** Whether the works for which somebody is declared were declared themselves. */
export function hasWorks(seed: number, today: number, plan: DeclarationPlan): boolean {
  const { status, sector, period, visit, story, odd } = plan
  if (status !== 'ACTIVE' || sector.sector !== 'CONSTRUCTION' || visit) return false
  if (story) return odd.worksEuro !== undefined
  if (period.from >= today || period.to < today - HELD_DAYS.WORKS) return false
  return new Random(seed, WORKS_STREAM, plan.index).chance(TOLD)
}

/** The number under which the works for which somebody is declared were declared. */
export const worksNumber = (plan: DeclarationPlan): string =>
  `30B${String(plan.index).padStart(9, '0')}`

const named = ({ name, enterpriseNumber, vatNumber }: Party) => ({
  name,
  number: enterpriseNumber ?? vatNumber,
})

/** The lines of the works at the first place of a declaration, from the lowest contractor up. */
export function worksLines(
  context: { seed: number; today: number; enterprises: Enterprises },
  plan: DeclarationPlan,
  { places, employer, clients }: BodyOf<'declaration'>,
  above: readonly EnterprisePlan[],
): Line[] {
  const { seed, today, enterprises } = context
  const random = new Random(seed, WORKS_STREAM, plan.index + 0x10000000)
  const { name, address } = places[0]!
  const from = plan.period.from - random.between(5, 40)
  const builds = pickEnterprise(random, enterprises.inRegion[plan.region])
  const principal = random.chance(0.2) ? null : named(enterprises.plan(builds))
  const euro = plan.odd.worksEuro ?? random.between(30, 480) * 1_000
  const works: Omit<Works, 'orderedBy'> = {
    number: worksNumber(plan),
    siteName: name,
    street: address!.street,
    municipality: address!.municipality!,
    principal,
    period: { from: dayText(from), to: dayText(plan.period.to + random.between(10, 200)) },
    valueCents: euro * 100,
  }
  const chain: Party[] = [...(employer && clients.length > 0 ? [employer] : []), ...above]
  const on = dayText(Math.min(today - 1, from - random.between(1, 10)))
  return chain.map(({ name: contractor, country, vatNumber, enterpriseNumber }, i) => ({
    source: 'WORKS',
    on,
    enterprise: { name: contractor, country, vatNumber, enterpriseNumber },
    home: null,
    staff: null,
    sanction: null,
    directorship: null,
    account: null,
    works: { ...works, orderedBy: i + 1 < chain.length ? named(chain[i + 1]!) : null },
  }))
}
