/** The counts that a declaration is part of: short stays, and posting on one task at one place. */
import type { DeclarationCounts, DeclarationVerdict } from '../contract/workbench.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import type { Span } from '../calendar/spans.ts'
import { workSpans } from '../dossier/authorised.ts'
import { busiestWindow, postingLine } from './counting.ts'
import { taskKey } from './same-task.ts'

/** Rows of the decision table whose work counts for 90 in 180: short, and not freely accessible. */
const SHORT_ROUTE: ReadonlySet<DeclarationVerdict['row']> = new Set([5, 7, 9, 10, 14])

/** Declared and authorised days of the person under the short route. */
export function shortStays(facts: PersonFacts, verdicts: readonly DeclarationVerdict[]): Span[] {
  const declared = verdicts.flatMap(({ declarationId, row, requirement }) => {
    const counts = SHORT_ROUTE.has(row) && requirement !== 'SINGLE_PERMIT'
    const one = counts && facts.declarations.find(({ record }) => record.id === declarationId)
    return one ? [one.record.body.period] : []
  })
  const cards = facts.dossiers.filter(({ body }) => body.procedure === 'WORK_CARD')
  return [...declared, ...cards.flatMap(({ body }) => workSpans(body))]
}

/** What is counted for a declaration; null where the count does not apply to it. */
export function countsOf(
  facts: PersonFacts,
  verdict: DeclarationVerdict,
  stays: readonly Span[],
): DeclarationCounts {
  const entry = facts.declarations.find(({ record }) => record.id === verdict.declarationId)
  const body = entry!.record.body
  const key = taskKey(body)
  const short = SHORT_ROUTE.has(verdict.row) && verdict.requirement !== 'SINGLE_PERMIT'
  const same = key === null ? [] : (facts.sameTask ?? []).filter((one) => one.key === key)
  return {
    stay: short ? busiestWindow(stays, body.period) : null,
    posting: key === null ? null : postingLine(same, body.period),
  }
}
