/**
 * Planted stories and innocent look-alikes. A story is told by one person (two for a shared
 * passport) with dossiers, declarations and presences of its own; everything else in the world is
 * in order by construction. `expects` are the findings that the rules must give at least; a
 * look-alike expects none at all.
 */
import type { FindingCode } from '../../../domain/contract/codes.ts'

export interface Story {
  name: string
  expects: readonly FindingCode[]
  /** Share of persons who tell it; at least one does when the sizes allow. */
  rate: number
  persons: 1 | 2
  dossiers: number
  declarations: number
  presences: number
}

const PLANTED_RATE = 0.002
const LOOK_ALIKE_RATE = 0.002

type Needs = readonly [dossiers: number, declarations: number, presences: number]

const planted = (name: string, expects: readonly FindingCode[], needs: Needs): Story => ({
  name,
  expects,
  rate: PLANTED_RATE,
  persons: name === 'SHARED_PASSPORT' ? 2 : 1,
  dossiers: needs[0],
  declarations: needs[1],
  presences: needs[2],
})

const lookAlike = (name: string, needs: Needs): Story => ({
  name,
  expects: [],
  rate: LOOK_ALIKE_RATE,
  persons: 1,
  dossiers: needs[0],
  declarations: needs[1],
  presences: needs[2],
})

export const STORIES: readonly Story[] = [
  planted('POSTED_FROM_OUTSIDE_WITHOUT_PERMIT', ['M1', 'R01'], [0, 1, 0]),
  planted('POSTED_WITH_LAPSED_HOME_PAPERS', ['M1', 'R01'], [0, 2, 0]),
  planted('SELF_EMPLOYED_WITHOUT_CARD', ['M1'], [0, 1, 0]),
  planted('WORK_WHILE_PENDING', ['M2'], [1, 1, 0]),
  planted('WORK_AFTER_REFUSAL', ['M3', 'R01'], [1, 1, 0]),
  planted('OTHER_EMPLOYER', ['M4'], [1, 1, 0]),
  planted('OTHER_PLACE', ['M4'], [1, 1, 0]),
  planted('OTHER_JOB', ['M4'], [1, 1, 0]),
  planted('OTHER_PERIOD', ['M4'], [1, 1, 0]),
  planted('POSTED_PERMIT_UNDECLARED', ['M5'], [1, 0, 0]),
  planted('POSTED_AND_LOCAL', ['M6'], [1, 1, 0]),
  planted('CANCELLED_AFTER_WORK', ['M7'], [0, 1, 1]),
  planted('OTHER_NUMBER_SAME_PASSPORT', ['M8'], [0, 1, 0]),
  planted('PRESENT_BEFORE_PERMIT', ['R28'], [1, 0, 1]),
  planted('PRESENT_AFTER_PERMIT', ['R28'], [1, 0, 1]),
  planted('PRESENT_FOR_OTHER_EMPLOYER', ['R30'], [1, 0, 1]),
  planted('SHARED_PASSPORT', ['R33'], [0, 1, 0]),
  planted('FILED_WITHOUT_MANDATE', ['R41'], [1, 0, 0]),
  planted('PAID_BELOW_THRESHOLD', ['R44'], [1, 0, 0]),
  lookAlike('OLD_NUMBER_SAME_PERSON', [1, 1, 0]),
  lookAlike('PRESENT_ON_ANNEX_46', [1, 0, 1]),
  lookAlike('PRESENT_ON_ANNEX_49', [2, 0, 1]),
  lookAlike('PERMITS_JOIN', [2, 1, 0]),
  lookAlike('FREE_MOVER_WITHOUT_PERMIT', [0, 1, 1]),
  lookAlike('UNLIMITED_ACCESS', [0, 1, 0]),
  lookAlike('TEMPORARY_PROTECTION', [0, 1, 1]),
  lookAlike('PROVEN_POSTING', [0, 2, 1]),
  lookAlike('SAME_NUMBER_OTHER_COUNTRY', [0, 1, 0]),
  lookAlike('MANDATE_ENDED_LATER', [1, 0, 0]),
  lookAlike('PAID_AT_THRESHOLD', [1, 0, 0]),
  lookAlike('SECOND_WORKPLACE', [1, 1, 0]),
  lookAlike('REFUSED_THEN_GRANTED', [2, 1, 0]),
  lookAlike('PRESENT_AS_PERMITTED', [1, 0, 1]),
  lookAlike('BUSINESS_VISIT', [0, 1, 0]),
  lookAlike('LOCAL_THEN_POSTED', [1, 1, 0]),
  lookAlike('CANCELLED_BEFORE_WORK', [0, 2, 1]),
]

/** True for a story that must be found. */
export function isPlanted(story: Story): boolean {
  return story.expects.length > 0
}
