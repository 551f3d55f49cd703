import type { LocalDate } from '../calendar/local-date.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import type { PersonFacts } from '../risk/person-facts.ts'

/** Says of each active declaration what it needs and what covers it. */
export function compareDeclarations(_facts: PersonFacts, _today: LocalDate): DeclarationVerdict[] {
  return []
}
