/** The counts that a declaration is part of: short stays, and posting on one task at one place. */
import type { DeclarationCounts } from '../contract/workbench.ts'
import { STAY_WINDOW } from '../reference/limosa.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import { postingLine } from './replacements.ts'
import { stayWindow } from './short-stays.ts'
import { situationsOf, type Situation } from './situation.ts'

/** The count by which the decision table says whether a short stay is one still. */
function stayOf({ stayDays: days, period }: Situation): DeclarationCounts['stay'] {
  return days === null ? null : { window: stayWindow(period), days, limit: STAY_WINDOW.days }
}

/** What is counted for each declaration in force; null where a count does not apply to it. */
export function countsOf(facts: PersonFacts): ({ declarationId: string } & DeclarationCounts)[] {
  const active = facts.declarations.filter(({ record }) => record.body.status === 'ACTIVE')
  const bodies = active.map(({ record }) => record.body)
  const situations = situationsOf(facts, bodies)
  return active.map(({ record }, i) => ({
    declarationId: record.id,
    stay: stayOf(situations[i]!),
    posting: postingLine(facts.sameTask ?? [], record),
  }))
}
