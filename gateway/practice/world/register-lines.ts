/**
 * What other registers say of the enterprises of the world: staff, directors, accounts, final sanctions,
 * and what a home country answered. In ordinary life all of it fits what the enterprise asks; a few tell
 * a story or look like one. Random streams of their own: nothing else of the world moves with them.
 */
import type { AccountOrigin, FindingCode } from '../../../domain/contract/codes.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import { accountKey, ibanCheckDigits } from '../../../domain/identifiers/iban.ts'
import { dayText } from './days.ts'
import type { EnterprisePlan, Enterprises } from './enterprises.ts'
import { makeEnterpriseNumber } from './identifiers.ts'
import { registerLineId } from './ids.ts'
import { FREE_ORIGINS, makeName } from './names.ts'
import { draw, mix, Random } from './random.ts'

const ORDER_STREAM = 91
const FIRM_STREAM = 92
const DIRECTOR_STREAM = 93

type Body = BodyOf<'registerLine'>
type Directorship = NonNullable<Body['directorship']>

/** What the survey of the world counts of each enterprise. */
export class FirmCounts {
  /** Applications of which it is employer or filer. */
  readonly filings: Uint32Array
  /** Permits in force of which it is the employer. */
  readonly live: Uint32Array
  /** First day of an application and of a posting; 0: there is none. */
  readonly firstFiling: Int32Array
  readonly firstPosting: Int32Array

  constructor(enterprises: number) {
    this.filings = new Uint32Array(enterprises)
    this.live = new Uint32Array(enterprises)
    this.firstFiling = new Int32Array(enterprises)
    this.firstPosting = new Int32Array(enterprises)
  }

  file(parties: readonly (number | null)[], day: number): void {
    for (const party of new Set(parties)) {
      if (party === null) continue
      this.filings[party]! += 1
      this.firstFiling[party] = earlier(this.firstFiling[party]!, day)
    }
  }

  post(employer: number | null, day: number): void {
    if (employer !== null) this.firstPosting[employer] = earlier(this.firstPosting[employer]!, day)
  }
}

const earlier = (known: number, day: number) => (known === 0 || day < known ? day : known)

/** A line with the enterprises in whose scopes it is. */
export interface PlannedLine {
  id: string
  body: Body
  of: readonly number[]
}

type Pool = 'STARTERS' | 'BUSY' | 'EMPLOYERS' | 'SENDERS'

/** What a few enterprises of a pool have in their lines; each story is told by so many at a time. */
interface RegisterStory {
  name: string
  expects: readonly FindingCode[]
  /** What it says is about those whose application waits or whose permit runs. */
  ofWorkers?: true
  pool: Pool
  size: number
  tell(told: Told): void
}

interface Told {
  today: number
  counts: FirmCounts
  firms: readonly Firm[]
  random: Random
  /** Enterprises that went bankrupt: each is taken once. */
  bankrupt: EnterprisePlan[]
}

/** The lines of one enterprise while they are made. */
class Firm {
  readonly index: number
  readonly plan: EnterprisePlan
  readonly lines: Omit<PlannedLine, 'id'>[] = []
  /** Parts that the story tells: ordinary life adds no others. */
  readonly sources = new Set<Body['source']>()
  startedOn: number | null = null

  constructor(plan: EnterprisePlan) {
    this.plan = plan
    this.index = plan.index
  }

  say(line: Pick<Body, 'source'> & Partial<Body>, on: number, about: Named = this.plan): void {
    if (about === this.plan) this.sources.add(line.source)
    const of = about.index === undefined ? [this.index] : [this.index, about.index]
    this.lines.push({ body: { ...EMPTY, ...line, on: dayText(on), enterprise: named(about) }, of })
  }
}

type Named = Pick<EnterprisePlan, 'name' | 'country' | 'vatNumber' | 'enterpriseNumber'> & {
  index?: number
}
const named = ({ name, country, vatNumber, enterpriseNumber }: Named): Body['enterprise'] => ({
  name,
  country,
  vatNumber,
  enterpriseNumber,
})

const EMPTY = {
  home: null,
  staff: null,
  sanction: null,
  directorship: null,
  account: null,
} satisfies Partial<Body>

/** An enterprise that stands nowhere else in the world. */
function stranger(number: number): Named {
  const enterpriseNumber = makeEnterpriseNumber(5_000_000 + number, false)
  const name = `Vennootschap ${number + 1}`
  return { name, country: 'BE', vatNumber: `BE${enterpriseNumber}`, enterpriseNumber }
}

/** Directors of stories have numbers of their own. */
const STORY_DIRECTORS = 10_000_000

function director(number: number): Pick<Directorship, 'director' | 'familyName' | 'givenNames'> {
  const random = new Random(17, DIRECTOR_STREAM, number)
  const name = makeName(random, draw(random, FREE_ORIGINS), random.chance(0.3) ? 'F' : 'M')
  const key = `dir-${mix(17, DIRECTOR_STREAM, number).toString(36)}-${number.toString(36)}`
  return { director: key, familyName: name.family, givenNames: name.given }
}

const staff = (
  fullTimeEquivalents: number,
  turnoverFiled = true,
  socialDebtCents = 0,
): Body['staff'] => ({
  fullTimeEquivalents,
  turnoverFiled,
  socialDebtCents,
})

/** Somebody who directs the enterprise now. */
function directedBy(
  { firms: [firm], today, random }: Told,
  until: number | null = null,
): Directorship {
  const who = director(STORY_DIRECTORS + firm!.index)
  const period = {
    from: dayText(today - random.between(400, 900)),
    to: until === null ? null : dayText(until),
  }
  const now = { ...who, function: 'DIRECTOR' as const, period, bankruptOn: null }
  firm!.say({ source: 'DIRECTORS', directorship: now }, today - 1)
  return now
}

/** The same person directed enterprises that went bankrupt so many days ago. */
function bankruptcies(told: Told, days: readonly number[], as: Directorship['function']): void {
  const { firms, today, bankrupt } = told
  const who = directedBy(told)
  for (const [i, ago] of days.entries()) {
    const of = bankrupt.pop() ?? stranger(firms[0]!.index * 4 + i)
    const period = { from: dayText(today - ago - 700), to: dayText(today - ago) }
    const was = { ...who, function: as, period, bankruptOn: dayText(today - ago) }
    firms[0]!.say({ source: 'DIRECTORS', directorship: was }, today - 1, of)
  }
}

const sanctioned =
  (level: number, ago: number) =>
  ({ firms, today }: Told): void =>
    firms[0]!.say({ source: 'SANCTIONS', sanction: { level, director: null } }, today - ago)

function sanctionedDirector(told: Told, until: number | null): void {
  const { firms, today } = told
  const who = directedBy(told, until)
  const sanction = { level: 4, director: who.director }
  firms[0]!.say({ source: 'SANCTIONS', sanction }, today - 300, stranger(firms[0]!.index * 4 + 3))
}

const oneAccount =
  (origin: AccountOrigin) =>
  ({ firms, today }: Told): void => {
    for (const firm of firms) firm.say(accountLine(firms[0]!.index + 3_000_000, origin), today - 20)
  }

const home =
  (foundedBefore: number, activeAtHome: boolean, atAddress: number) =>
  (told: Told): void => {
    const { firms, counts, today } = told
    const foundedOn = dayText(counts.firstPosting[firms[0]!.index]! - foundedBefore)
    const said = { foundedOn, postedShare: 97, atAddress, activeAtHome }
    firms[0]!.say({ source: 'HOME_ACTIVITY', home: said }, today - 40)
  }

/** Enough staff, and so much owed to social security, in euro. */
const inDebt =
  (euro: number) =>
  ({ firms, counts, today }: Told): void => {
    const people = 2 * counts.filings[firms[0]!.index]!
    firms[0]!.say({ source: 'STAFF', staff: staff(people, true, euro * 100) }, today - 30)
  }

function starter(given: Body['staff']) {
  return ({ firms, counts, today }: Told): void => {
    firms[0]!.startedOn = counts.firstFiling[firms[0]!.index]! - 20
    firms[0]!.say({ source: 'STAFF', staff: given }, today - 30)
  }
}

export const REGISTER_STORIES: readonly RegisterStory[] = [
  {
    name: 'STARTER_WITH_NOTHING',
    expects: ['R36'],
    pool: 'STARTERS',
    size: 1,
    tell: starter(staff(0, false)),
  },
  {
    name: 'STARTER_WITH_STAFF',
    expects: [],
    pool: 'STARTERS',
    size: 1,
    tell: starter(staff(2, false)),
  },
  {
    name: 'STARTER_WITH_TURNOVER',
    expects: [],
    pool: 'STARTERS',
    size: 1,
    tell: starter(staff(0, true)),
  },
  {
    name: 'MANY_PERMITS_FEW_STAFF',
    expects: ['R38'],
    pool: 'BUSY',
    size: 1,
    tell: ({ firms, today }) => firms[0]!.say({ source: 'STAFF', staff: staff(4) }, today - 30),
  },
  {
    name: 'MANY_PERMITS_MANY_STAFF',
    expects: [],
    pool: 'BUSY',
    size: 1,
    tell: ({ firms, counts, today }) =>
      firms[0]!.say(
        { source: 'STAFF', staff: staff(2 * counts.filings[firms[0]!.index]!) },
        today - 30,
      ),
  },
  {
    name: 'EMPLOYER_IN_DEBT',
    expects: ['R37'],
    ofWorkers: true,
    pool: 'EMPLOYERS',
    size: 1,
    tell: inDebt(48_000),
  },
  {
    name: 'EMPLOYER_WITH_A_SMALL_DEBT',
    expects: [],
    pool: 'EMPLOYERS',
    size: 1,
    tell: inDebt(4_000),
  },
  { name: 'SANCTIONED', expects: ['R42'], pool: 'EMPLOYERS', size: 1, tell: sanctioned(4, 500) },
  {
    name: 'DIRECTOR_SANCTIONED',
    expects: ['R42'],
    pool: 'EMPLOYERS',
    size: 1,
    tell: (told) => sanctionedDirector(told, null),
  },
  { name: 'SANCTIONED_LIGHTLY', expects: [], pool: 'EMPLOYERS', size: 1, tell: sanctioned(2, 500) },
  {
    name: 'SANCTIONED_LONG_AGO',
    expects: [],
    pool: 'EMPLOYERS',
    size: 1,
    tell: sanctioned(4, 1_300),
  },
  {
    name: 'FORMER_DIRECTOR_SANCTIONED',
    expects: [],
    pool: 'EMPLOYERS',
    size: 1,
    tell: (told) => sanctionedDirector(told, told.today - 60),
  },
  {
    name: 'DIRECTOR_OF_BANKRUPT_FIRMS',
    expects: ['R43'],
    pool: 'EMPLOYERS',
    size: 1,
    tell: (told) => bankruptcies(told, [250, 700, 1_300], 'DIRECTOR'),
  },
  {
    name: 'CURATOR_WHO_DIRECTS',
    expects: [],
    pool: 'EMPLOYERS',
    size: 1,
    tell: (told) => bankruptcies(told, [250, 700, 1_300], 'CURATOR'),
  },
  {
    name: 'DIRECTOR_OF_ONE_BANKRUPT_FIRM',
    expects: [],
    pool: 'EMPLOYERS',
    size: 1,
    tell: (told) => bankruptcies(told, [600], 'DIRECTOR'),
  },
  {
    name: 'BANKRUPTCIES_LONG_AGO',
    expects: [],
    pool: 'EMPLOYERS',
    size: 1,
    tell: (told) => bankruptcies(told, [2_100, 2_600], 'DIRECTOR'),
  },
  {
    name: 'ONE_ACCOUNT_FOR_FOUR',
    expects: ['R40'],
    pool: 'EMPLOYERS',
    size: 4,
    tell: oneAccount('APPLICATION'),
  },
  {
    name: 'ONE_ACCOUNT_FOR_TWO',
    expects: [],
    pool: 'EMPLOYERS',
    size: 2,
    tell: oneAccount('APPLICATION'),
  },
  { name: 'LETTER_BOX', expects: ['R20'], pool: 'SENDERS', size: 1, tell: home(60, false, 40) },
  {
    name: 'YOUNG_AND_ACTIVE_AT_HOME',
    expects: [],
    pool: 'SENDERS',
    size: 1,
    tell: home(60, true, 40),
  },
  { name: 'OLD_AND_ABROAD', expects: [], pool: 'SENDERS', size: 1, tell: home(900, false, 40) },
  {
    name: 'YOUNG_IN_A_HOUSE_OF_ITS_OWN',
    expects: [],
    pool: 'SENDERS',
    size: 1,
    tell: home(60, false, 2),
  },
  { name: 'ONE_PAYER_FOR_FOUR', expects: [], pool: 'EMPLOYERS', size: 4, tell: oneAccount('FEE') },
]

/** Each story is told once for so many enterprises of the world. */
const ENTERPRISES_PER_TELLING = 1_000
const TELLINGS_AT_MOST = 12

function accountLine(
  number: number,
  origin: AccountOrigin = number % 2 === 0 ? 'FEE' : 'APPLICATION',
): Pick<Body, 'source' | 'account'> {
  const rest = `7${String(number).padStart(9, '0')}`
  const bban = `${rest}${String(Number(rest) % 97 || 97).padStart(2, '0')}`
  const iban = `BE${ibanCheckDigits('BE', bban)}${bban}`
  return { source: 'ACCOUNTS', account: { key: accountKey(iban), iban, origin } }
}

/** Permits in force from which an employer counts as busy, above the least that R38 looks at. */
const BUSY_FROM = 8
/** Applications of an employer that starts, within what R38 allows anybody. */
const STARTER_FILINGS = 5
const STARTED_SINCE = 300

/** The lines of a world. */
export class RegisterLinesPlan {
  readonly #seed: number
  readonly #today: number
  readonly #enterprises: Enterprises
  readonly #counts: FirmCounts
  readonly #told = new Map<number, Firm>()
  readonly tellings: { story: RegisterStory; enterprises: readonly number[] }[] = []

  constructor(seed: number, today: number, enterprises: Enterprises, counts: FirmCounts) {
    this.#seed = seed
    this.#today = today
    this.#enterprises = enterprises
    this.#counts = counts
    this.#tell()
  }

  /** Enterprises of a pool that tell nothing yet, in an order of their own. */
  #pools(): Record<Pool, number[]> {
    const { filings, live, firstFiling, firstPosting } = this.#counts
    const busyWith = new Set(this.#enterprises.tellings().flatMap(({ enterprises }) => enterprises))
    const pools: Record<Pool, number[]> = { STARTERS: [], BUSY: [], EMPLOYERS: [], SENDERS: [] }
    const order = Array.from({ length: this.#enterprises.count }, (_, i) => i)
      .filter((i) => !busyWith.has(i))
      .map((i) => ({ i, at: mix(this.#seed, ORDER_STREAM, i) }))
      .sort((a, b) => a.at - b.at)
    for (const { i } of order) {
      const role = this.#enterprises.roleOf(i)
      if (role === 'EEA' && firstPosting[i]! > 0) pools.SENDERS.push(i)
      if (role !== 'BELGIAN' || filings[i] === 0) continue
      const starts = filings[i]! <= STARTER_FILINGS && firstFiling[i]! > this.#today - STARTED_SINCE
      if (starts) pools.STARTERS.push(i)
      else if (live[i]! >= BUSY_FROM) pools.BUSY.push(i)
      else pools.EMPLOYERS.push(i)
    }
    return pools
  }

  #tell(): void {
    const pools = this.#pools()
    const { ended } = this.#enterprises
    const bankrupt = [...ended.subarray(0, 400)]
      .filter((i) => this.#enterprises.body(i, this.#today).legalSituation === 'BANKRUPTCY')
      .map((i) => this.#enterprises.plan(i))
    const wanted = Math.ceil(this.#enterprises.count / ENTERPRISES_PER_TELLING)
    for (let round = 0; round < Math.min(TELLINGS_AT_MOST, wanted); round += 1) {
      for (const story of REGISTER_STORIES) {
        const chosen = pools[story.pool].splice(0, story.size)
        if (chosen.length < story.size) continue
        const firms = chosen.map((index) => new Firm(this.#enterprises.plan(index)))
        const random = new Random(this.#seed, FIRM_STREAM, chosen[0]!)
        story.tell({ today: this.#today, counts: this.#counts, firms, random, bankrupt })
        for (const firm of firms) this.#told.set(firm.index, firm)
        this.tellings.push({ story, enterprises: chosen })
      }
    }
  }

  /** The day on which an enterprise began that tells of a start; null: as it is. */
  startedOn(index: number): string | null {
    const day = this.#told.get(index)?.startedOn ?? null
    return day === null ? null : dayText(day)
  }

  /** The lines that are asked about an enterprise. */
  of(index: number): PlannedLine[] {
    const told = this.#told.get(index)
    const firm = new Firm(this.#enterprises.plan(index))
    firm.lines.push(...(told?.lines ?? []))
    this.#ordinary(firm, told?.sources ?? new Set())
    return firm.lines.map((line, i) => ({ ...line, id: registerLineId(index, i) }))
  }

  #ordinary(firm: Firm, told: ReadonlySet<Body['source']>): void {
    const filings = this.#counts.filings[firm.index]!
    if (this.#enterprises.roleOf(firm.index) !== 'BELGIAN' || filings === 0) return
    const random = new Random(this.#seed, FIRM_STREAM, firm.index + 0x1000000)
    const today = this.#today
    const people = 2 * filings + random.between(1, 30)
    if (!told.has('STAFF')) firm.say({ source: 'STAFF', staff: staff(people) }, today - 30)
    if (!told.has('DIRECTORS') && random.chance(0.5)) {
      // Now and then one person directs enterprises that stand near each other.
      const who = director(random.chance(0.12) ? firm.index - (firm.index % 40) : firm.index)
      const period = { from: dayText(today - random.between(300, 3_000)), to: null }
      const directorship: Directorship = { ...who, function: 'DIRECTOR', period, bankruptOn: null }
      firm.say({ source: 'DIRECTORS', directorship }, today - 1)
    }
    if (!told.has('ACCOUNTS') && random.chance(0.25)) {
      firm.say(accountLine(firm.index), today - random.between(1, 300))
    }
  }
}
