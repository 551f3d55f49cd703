import type { TandemRecord } from '../contract/records.ts'
import type { PersonFacts } from './person-facts.ts'

const NONE: readonly TandemRecord<'employment'>[] = []

/** Employments that were not cancelled. */
export function activeEmployments({
  employments = NONE,
}: Pick<PersonFacts, 'employments'>): readonly TandemRecord<'employment'>[] {
  return employments.length === 0
    ? employments
    : employments.filter(({ body }) => body.status === 'ACTIVE')
}
