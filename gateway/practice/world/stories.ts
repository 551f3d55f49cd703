/**
 * Planted stories and innocent look-alikes. A story is told by one person (two for a shared
 * passport, a dozen for what one employer does) with dossiers, declarations and presences of its own; everything else in the world is
 * in order by construction. `expects` are the findings that the rules must give at least; a
 * look-alike expects none at all.
 */
import type { FindingCode } from '../../../domain/contract/codes.ts'

export interface Story {
  name: string
  expects: readonly FindingCode[]
  /** Share of persons who tell it; at least one does when the sizes allow. */
  rate: number
  /** Who tell it together. */
  persons: number
  dossiers: number
  declarations: number
  presences: number
  /** Findings about the last of those who tell it alone. */
  ofLast?: readonly FindingCode[]
  /** What it says of enterprises is about the clients, not about who sends or employs. */
  ofClients?: true
}

const PLANTED_RATE = 0.002
const LOOK_ALIKE_RATE = 0.002
/** Stories of one rule alone are rarer: there are many of them. */
const RARE = 0.0008
const rare = { rate: RARE }

type Needs = readonly [dossiers: number, declarations: number, presences: number]

const planted = (
  name: string,
  expects: readonly FindingCode[],
  needs: Needs,
  { rate = PLANTED_RATE, persons = 1 }: Partial<Pick<Story, 'rate' | 'persons'>> = {},
): Story => ({
  name,
  expects,
  rate,
  persons,
  dossiers: needs[0],
  declarations: needs[1],
  presences: needs[2],
})

const lookAlike = (name: string, needs: Needs, rate = LOOK_ALIKE_RATE, persons = 1): Story => ({
  name,
  expects: [],
  rate,
  persons,
  dossiers: needs[0],
  declarations: needs[1],
  presences: needs[2],
})

export const STORIES: readonly Story[] = [
  planted('POSTED_FROM_OUTSIDE_WITHOUT_PERMIT', ['M1', 'R01'], [0, 1, 0]),
  planted('POSTED_WITH_LAPSED_HOME_PAPERS', ['M1', 'R01', 'R04'], [0, 2, 0]),
  planted('SELF_EMPLOYED_WITHOUT_CARD', ['M1', 'R53', 'R54'], [0, 1, 0]),
  planted('WORK_WHILE_PENDING', ['M2'], [1, 1, 0]),
  planted('WORK_AFTER_REFUSAL', ['M3', 'R01'], [1, 1, 0]),
  planted('OTHER_EMPLOYER', ['M4'], [1, 1, 0]),
  planted('OTHER_PLACE', ['M4'], [1, 1, 0]),
  planted('OTHER_JOB', ['M4'], [1, 1, 0]),
  planted('OTHER_PERIOD', ['M4'], [1, 1, 0]),
  planted('POSTED_PERMIT_UNDECLARED', ['M5'], [1, 0, 0]),
  planted('POSTED_AND_LOCAL', ['M6', 'R19'], [1, 1, 0]),
  planted('CANCELLED_AFTER_WORK', ['M7', 'R11', 'R25'], [0, 1, 1]),
  planted('OTHER_NUMBER_SAME_PASSPORT', ['M8'], [0, 1, 0]),
  planted('PRESENT_BEFORE_PERMIT', ['R28', 'R25'], [1, 0, 1]),
  planted('PRESENT_AFTER_PERMIT', ['R28', 'R25'], [1, 0, 1]),
  planted('PRESENT_FOR_OTHER_EMPLOYER', ['R30'], [1, 0, 1]),
  planted('SHARED_PASSPORT', ['R33'], [0, 1, 0], { persons: 2 }),
  planted('FILED_WITHOUT_MANDATE', ['R41'], [1, 0, 0]),
  planted('PAID_BELOW_THRESHOLD', ['R44'], [1, 0, 0]),
  planted('PAPERS_FOR_EMPLOYER_OUTSIDE', ['M1', 'R01', 'R02'], [0, 1, 0], rare),
  planted('HOME_STAY_ENDS', ['M1', 'R01', 'R03'], [0, 1, 0], rare),
  planted('PASSPORT_ENDS', ['M1', 'R01', 'R05'], [0, 1, 0], rare),
  planted('POSTED_WHEN_HIRED', ['R06', 'R23'], [0, 1, 0], rare),
  planted('DECLARED_LATE', ['R10'], [0, 1, 0], rare),
  planted('CANCELLED_LATE', ['R11'], [0, 1, 0], rare),
  planted('WORK_BETWEEN_DECLARATIONS', ['R12', 'R25'], [0, 2, 1], rare),
  planted('FAR_APART_ON_ONE_DAY', ['R13'], [0, 1, 2], rare),
  planted('SITE_WITHOUT_STREET', ['R14'], [0, 1, 0], rare),
  planted('POSTED_TWENTY_MONTHS', ['R16'], [0, 2, 0], rare),
  planted('CARDS_STACKED', ['R18'], [2, 0, 0], rare),
  planted('AGENCY_WITHOUT_APPROVAL', ['R22'], [0, 1, 0], rare),
  planted('NUMBER_CANNOT_EXIST', ['R31'], [0, 1, 0], rare),
  planted('ONE_PERSON_TWICE', ['R32'], [0, 1, 0], { rate: RARE, persons: 2 }),
  planted('EMPLOYER_IS_OVER', ['R37'], [1, 0, 0], rare),
  planted('SKILLED_ON_PAPER', ['R49'], [1, 0, 0], rare),
  planted('SEASONS_TOO_LONG', ['R50'], [2, 0, 0], rare),
  lookAlike('OUTSIDE_WITH_PERMIT_AND_PAPERS', [1, 1, 0], RARE),
  lookAlike('PAPERS_TO_THE_LAST_DAY', [0, 1, 0], RARE),
  lookAlike('HIRED_A_MONTH_BEFORE', [0, 1, 0], RARE),
  lookAlike('DECLARED_ON_THE_DAY', [0, 1, 0], RARE),
  lookAlike('CANCELLED_IN_THE_FIRST_WEEK', [0, 1, 0], RARE),
  lookAlike('WORKED_TO_THE_LAST_DAY', [0, 2, 1], RARE),
  lookAlike('TWO_SITES_NEARBY', [0, 1, 2], RARE),
  lookAlike('SITE_WITH_STREET', [0, 1, 0], RARE),
  lookAlike('POSTED_SIXTEEN_MONTHS', [0, 2, 0], RARE),
  lookAlike('POSTED_TWICE_WITH_MONTHS_BETWEEN', [0, 2, 0], RARE),
  lookAlike('CARDS_HALF_A_YEAR_APART', [2, 0, 0], RARE),
  lookAlike('AGENCY_APPROVED', [0, 1, 0], RARE),
  lookAlike('EMPLOYER_IN_REORGANISATION', [1, 0, 0], RARE),
  lookAlike('TECHNICIAN', [1, 0, 0], RARE),
  lookAlike('SEASONS_WITHIN_THE_LIMIT', [2, 0, 0], RARE),
  lookAlike('OLD_NUMBER_SAME_PERSON', [1, 1, 0]),
  lookAlike('PRESENT_ON_ANNEX_46', [1, 0, 1]),
  lookAlike('PRESENT_ON_ANNEX_49', [2, 0, 1]),
  lookAlike('PERMITS_JOIN', [2, 1, 0]),
  lookAlike('FREE_MOVER_WITHOUT_PERMIT', [0, 1, 1]),
  lookAlike('UNLIMITED_ACCESS', [0, 1, 0]),
  lookAlike('TEMPORARY_PROTECTION', [0, 1, 0]),
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
  planted('A1_NEVER_ASKED', ['R07'], [0, 1, 0], rare),
  planted('A1_ENDS_FIRST', ['R07'], [0, 1, 0], rare),
  planted('A1_OF_ANOTHER_EMPLOYER', ['R07'], [0, 1, 0], rare),
  planted('A1_WITHDRAWN', ['R07'], [0, 1, 0], rare),
  planted('A1_IS_FALSE', ['R07', 'R09'], [0, 1, 0], rare),
  planted('ONE_A1_FOR_TWO', ['R08'], [0, 1, 0], { rate: RARE, persons: 2 }),
  planted('EMPLOYED_WHILE_POSTED', ['R19'], [0, 1, 0], rare),
  planted('ARRIVED_AND_NEVER_EMPLOYED', ['R29', 'R48'], [1, 0, 0], rare),
  lookAlike('A1_REQUESTED', [0, 1, 0], RARE),
  lookAlike('A1_ISSUED_AFTERWARDS', [0, 1, 0], RARE),
  lookAlike('A1_NUMBER_OF_TWO_COUNTRIES', [0, 1, 0], RARE, 2),
  lookAlike('POSTED_BEFORE_THE_FORMS', [0, 1, 0], RARE),
  lookAlike('EMPLOYED_BEFORE_POSTED', [0, 1, 0], RARE),
  lookAlike('ARRIVED_THREE_WEEKS_AGO', [1, 0, 0], RARE),
  {
    ...planted('WORKERS_IN_TURNS', ['R17'], [0, 1, 0], { rate: RARE, persons: 2 }),
    // With whom the months are over.
    ofLast: ['R15'],
  },
  lookAlike('WORKERS_IN_TURNS_FOR_TEN_MONTHS', [0, 1, 0], RARE, 2),
  planted('A_DOZEN_IN_A_MONTH', ['R39'], [1, 0, 0], { rate: RARE, persons: 12 }),
  lookAlike('FIVE_IN_A_MONTH', [1, 0, 0], RARE / 2, 5),
  planted('SEVEN_IN_ONE_HOUSE', ['R51'], [1, 0, 0], { rate: RARE, persons: 7 }),
  lookAlike('FIVE_IN_ONE_HOUSE', [1, 0, 0], RARE / 2, 5),
  planted('SITE_NEVER_REGISTERED', ['R26'], [0, 1, 0], rare),
  lookAlike('SITE_REGISTERED', [0, 1, 1], RARE),
  lookAlike('SMALL_SITE', [0, 1, 0], RARE),
  {
    ...planted('WORKS_NEVER_DECLARED', ['R27'], [0, 1, 0], { rate: RARE, persons: 3 }),
    ofClients: true,
  },
  lookAlike('WORKS_DECLARED', [0, 1, 0], RARE / 2, 3),
  planted('PAID_LESS_THAN_PROMISED', ['R45'], [1, 0, 0], rare),
  lookAlike('PAID_AS_PROMISED', [1, 0, 0], RARE),
  lookAlike('PAID_FOR_A_FEW_DAYS', [1, 0, 0], RARE),
  planted('HOURS_HALVED', ['R46'], [1, 0, 0], rare),
  lookAlike('HALF_TIME_AS_AGREED', [1, 0, 0], RARE),
  planted('FOURTEEN_MONTHS_WITHOUT_NOTICE', ['R15'], [0, 2, 0], rare),
  lookAlike('FOURTEEN_MONTHS_WITH_NOTICE', [0, 2, 0], RARE),
  planted('CHAIN_FILE_WITHOUT_A1', ['R24'], [0, 1, 0], rare),
  planted('CHAIN_FILE_STAY_ENDED', ['R24'], [0, 1, 0], rare),
  planted('CHAIN_FILE_WITHOUT_DIMONA', ['R24'], [1, 0, 0], rare),
  lookAlike('CHAIN_FILE_COMPLETE', [0, 1, 0], RARE),
  lookAlike('CHAIN_FILE_OF_EMPLOYED', [1, 0, 0], RARE),
  planted('WAGES_TO_ONE_ACCOUNT', ['R52'], [1, 0, 0], { rate: RARE, persons: 3 }),
  planted('WAGE_HELD_BACK', ['R52'], [1, 0, 0], rare),
  lookAlike('WAGE_TO_OWN_ACCOUNT', [1, 0, 0], RARE),
  planted('CARD_WITHOUT_ACTIVITY', ['R55'], [1, 0, 0], rare),
  lookAlike('CARD_WITH_ACTIVITY', [1, 0, 0], RARE),
  lookAlike('CARD_OF_SOME_MONTHS', [1, 0, 0], RARE),
  lookAlike('TWO_AT_A_SITE', [0, 1, 0], RARE / 2, 2),
  lookAlike('JOB_STILL_ON_THE_LIST', [1, 0, 0], RARE),
  planted('VACANCY_OF_FOUR_WEEKS', ['R47'], [1, 0, 0], rare),
  lookAlike('VACANCY_OF_TEN_WEEKS', [1, 0, 0], RARE),
  lookAlike('DIPLOMA_RECOGNISED', [1, 0, 0], RARE),
  lookAlike('LED_BY_OWN_FOREMAN', [0, 1, 0], RARE),
  planted('DIPLOMA_OF_ANOTHER', ['R34', 'R35'], [1, 0, 0], { rate: RARE, persons: 2 }),
]

/**
 * What several enterprises share, told by the register and by declarations of ordinary life. `size` of
 * them stand one after the other in their list from `from` on, so that each of them has declarations.
 */
export interface FirmStory {
  name: string
  expects: readonly FindingCode[]
  list: 'EEA' | 'BELGIAN'
  from: number
  size: number
  /** By what they can be reached together. */
  shared: { email?: string; phone?: string; address?: string }
}

export const FIRM_STORIES: readonly FirmStory[] = [
  {
    name: 'ONE_LIAISON_FOR_MANY',
    expects: ['R21', 'R40'],
    list: 'EEA',
    from: 20,
    size: 30,
    shared: { email: 'desk@liaison-hub.example' },
  },
  {
    name: 'ONE_PHONE_FOR_FOUR',
    expects: ['R40'],
    list: 'EEA',
    from: 52,
    size: 4,
    shared: { phone: '+32 2 555 01 01' },
  },
  {
    name: 'ONE_ADDRESS_FOR_FOUR',
    expects: ['R40'],
    list: 'BELGIAN',
    from: 8,
    size: 4,
    shared: { address: 'Kapelleveld 7' },
  },
  {
    name: 'LIAISON_OF_A_SECRETARIAT',
    expects: [],
    list: 'EEA',
    from: 58,
    size: 28,
    shared: { email: 'liaison@social-secretariat.example' },
  },
  {
    name: 'ONE_PHONE_FOR_TWO',
    expects: [],
    list: 'EEA',
    from: 88,
    size: 2,
    shared: { phone: '+32 2 555 02 02' },
  },
  {
    name: 'BUSINESS_CENTRE',
    expects: [],
    list: 'BELGIAN',
    from: 14,
    size: 8,
    shared: { address: 'Business Centre 1' },
  },
]

/** True for a story that must be found. */
export function isPlanted(story: Pick<Story, 'expects'>): boolean {
  return story.expects.length > 0
}
