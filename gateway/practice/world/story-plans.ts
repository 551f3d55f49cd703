/** Plans of the stories of stories.ts: one function each, told with the blocks of drafts.ts. */
import { quarterOf, toDay } from '../../../domain/calendar/local-date.ts'
import type { Category } from '../../../domain/contract/codes.ts'
import { sameEmployer } from '../../../domain/limosa/elements.ts'
import { MANDATE_GROUP } from '../../../domain/reference/mandate-group.ts'
import { thresholdOn } from '../../../domain/reference/thresholds.ts'
import { dayText, type DayPeriod } from './days.ts'
import {
  coveredDeclaration,
  type DeclarationPlan,
  type DossierPlan,
  draftDeclaration,
  draftDossier,
  grant,
  makeFailed,
  makeOpen,
  type Papers,
  type PersonPlan,
  type PlanContext,
  type Proof,
} from './drafts.ts'
import { pickEnterprise, type Enterprises } from './enterprises.ts'
import { HELD_DAYS } from './extracts.ts'
import { municipalityIn } from './geography.ts'
import {
  CONSTRUCTION_SECTOR,
  jobOf,
  LEFT_THE_LIST,
  NEVER_SHORT,
  type PostingSector,
  POSTING_SECTORS,
} from './jobs.ts'
import { mandatesOf } from './mandates.ts'
import { Random } from './random.ts'
import type { Story } from './stories.ts'
import { LIST_CHANGED } from './tables.ts'

/** What every story function works with. */
interface Telling {
  world: PlanContext
  random: Random
  plan: PersonPlan
}
type Teller = (telling: Telling) => void

/** What a group draws together. */
const GROUP_STREAM = 33

/** A period around today: it began some weeks ago and runs for months. */
function running({ world, random }: Telling, days = 150): DayPeriod {
  const from = world.today - random.between(20, 60)
  return { from, to: from + days }
}

/** A permit of an employer from abroad, as posted workers have them; one workplace. */
function postedDossier({ world, random, plan }: Telling): DossierPlan {
  const dossier = draftDossier(plan.person, {
    region: plan.region,
    category: 'ICT_SPECIALIST',
    employer: pickEnterprise(random, world.enterprises.outside),
    job: jobOf(random, 'ICT_SPECIALIST'),
    workplaces: [municipalityIn(random, plan.region).code],
  })
  plan.dossiers.push(dossier)
  return dossier
}

/** A permit of an employer in the region. */
function localDossier({ world, random, plan }: Telling, category: Category): DossierPlan {
  const dossier = draftDossier(plan.person, {
    region: plan.region,
    category,
    employer: pickEnterprise(random, world.enterprises.inRegion[plan.region]),
    job: jobOf(random, category),
    workplaces: [municipalityIn(random, plan.region).code],
  })
  plan.dossiers.push(dossier)
  return dossier
}

function addDeclaration({ plan }: Telling, declaration: DeclarationPlan): DeclarationPlan {
  declaration.story = true
  declaration.identify = 'BOTH'
  plan.declarations.push(declaration)
  return declaration
}

/** A posting in construction without any permit. */
function bareDeclaration(
  telling: Telling,
  from: 'EEA' | 'OUTSIDE' | null,
  period: DayPeriod,
  proof: Proof,
): DeclarationPlan {
  const { world, random, plan } = telling
  const list = from === 'EEA' ? world.enterprises.eea : world.enterprises.outside
  const draft = {
    region: plan.region,
    employer: from === null ? null : pickEnterprise(random, list),
    sector: CONSTRUCTION_SECTOR,
    job: random.pick(CONSTRUCTION_SECTOR.jobs),
  }
  return addDeclaration(telling, draftDeclaration(plan.person, draft, period, proof))
}

/** Grants a dossier around today: authorised since some months, and for some more. */
function grantNow({ world, random }: Telling, dossier: DossierPlan): DayPeriod {
  const authorised = {
    from: world.today - random.between(150, 260),
    to: world.today + random.between(60, 200),
  }
  dossier.stage = 'CARD'
  grant(random, dossier, authorised, world.today)
  return authorised
}

/** The same dossier and a declaration that agrees with it; `change` makes them differ. */
function grantedAndDeclared(
  telling: Telling,
  change: (declaration: DeclarationPlan, authorised: DayPeriod) => void,
): void {
  const { world, random } = telling
  const dossier = postedDossier(telling)
  const authorised = grantNow(telling, dossier)
  const from = world.today - random.between(15, 100)
  const declaration = addDeclaration(
    telling,
    coveredDeclaration(dossier, { from, to: world.today + random.between(10, 50) }),
  )
  change(declaration, authorised)
}

/** The next sender from outside the EEA whom neither number nor name lets be taken for this one. */
function unlikeSender(enterprises: Enterprises, sender: number): number {
  const { outside } = enterprises
  const at = outside.indexOf(sender)
  const own = enterprises.plan(sender)
  const turned = [...outside.slice(at + 1), ...outside.slice(0, at)]
  return turned.find((one) => !sameEmployer(enterprises.plan(one), own)) ?? turned[0]!
}

function otherPlace({ random, plan }: Telling, not: string): string {
  for (;;) {
    const { code } = municipalityIn(random, plan.region)
    if (code !== not) return code
  }
}

function otherEmployer({ world, random, plan }: Telling, not: number): number {
  const list = world.enterprises.inRegion[plan.region]
  for (const other of list.length > 1 ? list : world.enterprises.inRegion.FL) {
    if (other !== not && random.chance(0.3)) return other
  }
  return (list[0] === not ? world.enterprises.inRegion.FL[0] : list[0]) as number
}

function presence({ plan }: Telling, employer: number, day: number, place: string): void {
  plan.presences.push({ employer, day, place })
}

/** An employer whose mandates do not cover filing in a quarter, and who files for it nevertheless. */
function withoutMandate(telling: Telling, dossier: DossierPlan): void {
  const { world, random, plan } = telling
  const list = world.enterprises.inRegion[plan.region]
  const quarter = quarterOf(dayText(dossier.submitted))
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const employer = list[random.below(list.length)] as number
    const mandates = mandatesOf(world.seed, world.enterprises, employer, world.today)
    const covers = mandates.some(
      ({ status, fromQuarter, toQuarter, groups }) =>
        (status === 'ACTIVE' || status === 'CLOSED') &&
        fromQuarter <= quarter &&
        (toQuarter === null || quarter <= toQuarter) &&
        groups.includes(MANDATE_GROUP.group),
    )
    if (covers || (mandates.length === 0 && attempt < 20)) continue
    dossier.employer = employer
    const mandatary = mandates[0]?.mandatary ?? world.enterprises.secretariat(random)
    dossier.filing = { by: 'ENTERPRISE', index: mandatary }
    return
  }
  // Every employer of the region gave a mandate: another one than theirs files.
  const theirs = new Set(
    mandatesOf(world.seed, world.enterprises, dossier.employer as number, world.today).map(
      ({ mandatary }) => mandatary,
    ),
  )
  let index = world.enterprises.secretariat(random)
  while (theirs.has(index)) index = world.enterprises.secretariat(random)
  dossier.filing = { by: 'ENTERPRISE', index }
}

/** A granted permit in a category and region that had a salary threshold at the decision. */
function dossierWithThreshold(
  telling: Telling,
  categories: readonly Category[] = ['HIGHLY_SKILLED', 'EXECUTIVE'],
): DossierPlan {
  const { world, random, plan } = telling
  const category = random.pick(categories)
  const days = [world.today - 300, world.today - 150].map(dayText)
  const known = days.every((day) => thresholdOn(plan.region, category, day, null))
  if (!known) plan.region = 'FL'
  const dossier = localDossier(telling, category)
  grantNow(telling, dossier)
  return dossier
}

/** A posting of a firm from the EEA with all papers, in construction at one place. */
function provenPosting(telling: Telling, proof: Proof = 'COMPLETE', period = running(telling)) {
  const declaration = bareDeclaration(telling, 'EEA', period, proof)
  declaration.place = municipalityIn(telling.random, telling.plan.region).code
  return declaration
}

/** Two declarations of one firm for one task at one place, so many days apart. */
function twoDeclarations(telling: Telling, days: number, gap: number) {
  const from = telling.world.today - 2 * days - gap - 20
  const first = provenPosting(telling, 'COMPLETE', { from, to: from + days - 1 })
  const start = from + days + gap
  const second = provenPosting(telling, 'COMPLETE', { from: start, to: start + days - 1 })
  second.employer = first.employer
  second.place = first.place
  second.job = first.job
  const { random, plan, world } = telling
  const street = `Werfstraat ${random.between(1, 200)}`
  first.odd = { street, client: pickEnterprise(random, world.enterprises.inRegion[plan.region]) }
  second.odd = first.odd
  return { first, second }
}

/** Two permits of one employer, each so many days, so many days apart; the second is over. */
function twoPermits(telling: Telling, category: Category, days: number, gap: number): void {
  const { world, random, plan } = telling
  const first = localDossier(telling, category)
  const second: DossierPlan = { ...first }
  plan.dossiers.push(second)
  let from = world.today - 2 * days - gap - 30
  for (const dossier of [first, second]) {
    dossier.stage = 'EXPIRED'
    dossier.end = from + days - 1
    grant(random, dossier, { from, to: dossier.end }, world.today)
    from += days + gap
  }
}

/** What all who tell a story together have in common is drawn from here. */
function together({ world, plan }: Telling): { random: Random; place: number } {
  const persons = plan.slot!.persons
  return {
    random: new Random(world.seed, GROUP_STREAM, persons[0]!),
    place: persons.indexOf(plan.person),
  }
}

/** An employer of the region's that few others work for: from the end of the list. */
function quietEmployer({ world, plan }: Telling, random: Random): number {
  const list = world.enterprises.inRegion[plan.region]
  return list[list.length - 1 - random.below(Math.ceil(list.length / 4))] as number
}

/** Two workers of one firm, one after the other for one task at one place, each so many days. */
function inTurns(telling: Telling, days: number): void {
  const { world, plan } = telling
  const { random, place } = together(telling)
  const { eea, inRegion } = world.enterprises
  const employer = eea[eea.length - 1 - random.below(Math.ceil(eea.length / 4))] as number
  const client = pickEnterprise(random, inRegion[plan.region])
  const site = municipalityIn(random, plan.region).code
  const street = `Scheldekaai ${random.between(300, 900)}`
  const job = random.pick(CONSTRUCTION_SECTOR.jobs)
  const from = world.today - 2 * days - 20 + place * days
  const declaration = provenPosting(telling, 'COMPLETE', { from, to: from + days - 1 })
  Object.assign(declaration, { employer, place: site, job, odd: { client, street } })
}

/** Somebody whom one firm sends to the building site of one client, as others of the story; the first tells of works. */
function atOneSite(telling: Telling, worksEuro?: number): void {
  const { world, plan } = telling
  const { random, place } = together(telling)
  const client = quietEmployer(telling, random)
  const employer = pickEnterprise(random, world.enterprises.eea)
  const site = municipalityIn(random, plan.region).code
  const street = `Dokkaai ${random.between(300, 900)}`
  const works = place === 0 && worksEuro !== undefined ? { worksEuro } : {}
  const declaration = provenPosting(telling)
  Object.assign(declaration, { employer, place: site, odd: { client, street, ...works } })
}

/** Somebody at a large building site of a quiet client. */
function atLargeSite(telling: Telling, worksEuro: number): DeclarationPlan {
  const declaration = provenPosting(telling)
  const street = `Sluiskaai ${telling.random.between(300, 900)}`
  declaration.odd = { street, worksEuro, unseen: true }
  return declaration
}

/** Days of the month before the present one: first and last. */
function lastMonth(today: number): DayPeriod {
  const to = toDay(`${dayText(today).slice(0, 7)}-01`) - 1
  return { from: toDay(`${dayText(to).slice(0, 7)}-01`), to }
}

/** A job in Flanders that is not short, offered for so many weeks before. */
function afterVacancy(telling: Telling, weeks: number): void {
  telling.plan.region = 'FL'
  const dossier = localDossier(telling, 'OTHER_LMT')
  dossier.job = NEVER_SHORT
  grantNow(telling, dossier)
  dossier.vacancyWeeks = weeks
}

/** Most days between filing and the first authorised day (`grant`). */
const FILED_BEFORE = 120

/** In Flanders for a job that left the list of shortage jobs, authorised since so many days. */
function asShortageJob(telling: Telling, since: number): void {
  const { world, random, plan } = telling
  plan.region = 'FL'
  const dossier = localDossier(telling, 'MEDIUM_SKILLED_SHORTAGE')
  dossier.job = random.pick(LEFT_THE_LIST)
  const from = world.today - since
  grant(random, dossier, { from, to: from + 364 }, world.today)
}

/** One of the applications that an employer filed in one month. */
function inOneMonth(telling: Telling): void {
  const { world } = telling
  const { random } = together(telling)
  const dossier = localDossier(telling, 'MEDIUM_SKILLED_SHORTAGE')
  dossier.employer = quietEmployer(telling, random)
  makeOpen(telling.random, dossier, 'EXAM', world.today)
  const month = lastMonth(world.today)
  dossier.submitted = telling.random.between(month.from, month.to)
  dossier.pivot = dossier.submitted + Math.floor((world.today - dossier.submitted) / 3)
}

/** One of the workers of an employer who live in one house: the house is told in identity.ts. */
function inOneHouse(telling: Telling): void {
  const { random } = together(telling)
  const dossier = localDossier(telling, 'MEDIUM_SKILLED_SHORTAGE')
  dossier.employer = quietEmployer(telling, random)
  grantNow(telling, dossier)
}

/** Ostend, Bruges and Liège. */
const [OSTEND, BRUGES, LIEGE] = ['35013', '31005', '62063']

/** A posting with presences on one day at two places. */
function onOneDay(telling: Telling, places: readonly string[]): void {
  const declaration = provenPosting(telling)
  const day = declaration.period.from + 4
  for (const place of places) presence(telling, declaration.employer as number, day, place)
}

/** A posting of an agency. */
function agencyPosting(telling: Telling) {
  const sector = POSTING_SECTORS.values.find((one) => one.sector === 'AGENCY') as PostingSector
  const declaration = provenPosting(telling)
  declaration.sector = sector
  declaration.job = telling.random.pick(sector.jobs)
  return declaration
}

/** A permit in force for an employer of a list. */
function grantedAt(telling: Telling, list: Int32Array): void {
  const dossier = localDossier(telling, 'MEDIUM_SKILLED_SHORTAGE')
  if (list.length > 0) dossier.employer = telling.random.pick([...list])
  grantNow(telling, dossier)
}

/** A posting in order but for its A1. */
function provenWith(telling: Telling, papers: Papers): void {
  provenPosting(telling)
  telling.plan.papers = papers
}

/** Two workers whose forms have one number; their employers are of one country, or of two. */
function oneNumber(telling: Telling, countries: 0 | 1): void {
  const { world, plan } = telling
  const { random, place } = together(telling)
  const { eea } = world.enterprises
  const first = pickEnterprise(random, eea)
  const countryOf = (index: number) => world.enterprises.plan(index).country
  const other = eea.find((index) => countryOf(index) !== countryOf(first)) ?? first
  provenPosting(telling).employer = place === 0 || countries === 0 ? first : other
  plan.papers = { a1Number: random.digits(12) }
}

/** A permit that has run for most of a year, with a wage in DmfA. */
function paidFor(telling: Telling, wage: NonNullable<Papers['wage']>): void {
  const { world, random, plan } = telling
  const dossier = localDossier(telling, 'MEDIUM_SKILLED_SHORTAGE')
  grantNow(telling, dossier)
  const authorised = { from: world.today - random.between(200, 320), to: world.today + 90 }
  grant(random, dossier, authorised, world.today)
  // Told: of the few files of ordinary life without a wage this is none.
  dossier.payFactor = 1.2
  if (wage === 'AS_AGREED') dossier.weeklyHours = 19
  if (wage === 'HALF_TIME') dossier.weeklyHours = 38
  plan.papers = { wage }
}

/** A posting in construction in Flanders of which the contractor holds a file. */
function inChain(telling: Telling, chain: NonNullable<Papers['chain']>): void {
  telling.plan.region = 'FL'
  provenPosting(telling)
  telling.plan.papers = { chain }
}

/** Somebody whom a subcontractor in Flanders employs on a permit, of whom the contractor holds a file. */
function inChainHere(telling: Telling, chain: NonNullable<Papers['chain']>): void {
  telling.plan.region = 'FL'
  grantNow(telling, localDossier(telling, 'MEDIUM_SKILLED_SHORTAGE'))
  telling.plan.papers = { chain }
}

/** A professional card that began so many days ago. */
function cardSince(telling: Telling, days: number, card: NonNullable<Papers['card']>): void {
  const { world, random, plan } = telling
  const dossier = localDossier(telling, 'SELF_EMPLOYED_ECONOMIC')
  dossier.employer = null
  dossier.stage = 'CARD'
  grant(random, dossier, { from: world.today - days, to: world.today - days + 729 }, world.today)
  plan.papers = { card }
}

/** An employment by an employer of the region, declared in Dimona. */
function employedBeside(
  { world, random, plan }: Telling,
  period: Pick<DayPeriod, 'from'> & { to: number | null },
): void {
  const employer = pickEnterprise(random, world.enterprises.inRegion[plan.region])
  const place = municipalityIn(random, plan.region).code
  plan.papers = { jobs: [{ employer, place, ...period }] }
}

const TELLERS: Readonly<Record<string, Teller>> = {
  POSTED_FROM_OUTSIDE_WITHOUT_PERMIT: (t) => {
    bareDeclaration(t, 'OUTSIDE', running(t), 'NONE')
  },
  POSTED_WITH_LAPSED_HOME_PAPERS: (t) => {
    const before = t.world.today - t.random.between(300, 400)
    bareDeclaration(t, 'EEA', { from: before, to: before + 100 }, 'COMPLETE')
    const now = bareDeclaration(t, 'EEA', running(t), 'LAPSED')
    now.employer = (t.plan.declarations[0] as DeclarationPlan).employer
  },
  SELF_EMPLOYED_WITHOUT_CARD: (t) => {
    bareDeclaration(t, null, running(t, 120), 'NONE')
    t.plan.papers = { control: 'CREW_HOURS' }
  },
  WORK_WHILE_PENDING: (t) => {
    const dossier = postedDossier(t)
    makeOpen(t.random, dossier, 'EXAM', t.world.today)
    const from = t.world.today - t.random.between(1, 15)
    addDeclaration(t, coveredDeclaration(dossier, { from, to: from + 120 }))
  },
  WORK_AFTER_REFUSAL: (t) => {
    const dossier = postedDossier(t)
    makeFailed(t.random, dossier, 'REFUSED', t.world.today - t.random.between(40, 120))
    const from = dossier.pivot + t.random.between(5, 30)
    addDeclaration(t, coveredDeclaration(dossier, { from, to: from + 110 }))
  },
  OTHER_EMPLOYER: (t) =>
    grantedAndDeclared(t, (declaration) => {
      declaration.employer = unlikeSender(t.world.enterprises, declaration.employer as number)
    }),
  OTHER_PLACE: (t) =>
    grantedAndDeclared(t, (declaration) => {
      declaration.place = otherPlace(t, declaration.place as string)
    }),
  OTHER_JOB: (t) =>
    grantedAndDeclared(t, (declaration) => {
      declaration.job = t.random.pick(CONSTRUCTION_SECTOR.jobs)
    }),
  OTHER_PERIOD: (t) =>
    grantedAndDeclared(t, (declaration, authorised) => {
      declaration.period.to = authorised.to + t.random.between(30, 120)
    }),
  POSTED_PERMIT_UNDECLARED: (t) => {
    grantNow(t, postedDossier(t))
  },
  POSTED_AND_LOCAL: (t) => {
    grantNow(t, localDossier(t, 'MEDIUM_SKILLED_SHORTAGE'))
    bareDeclaration(t, 'EEA', running(t), 'COMPLETE')
  },
  CANCELLED_AFTER_WORK: (t) => {
    const period = running(t)
    const declaration = bareDeclaration(t, 'EEA', period, 'COMPLETE')
    declaration.place = municipalityIn(t.random, t.plan.region).code
    declaration.status = 'CANCELLED'
    declaration.cancelled = t.world.today - t.random.between(1, 10)
    presence(t, declaration.employer as number, period.from + 4, declaration.place)
  },
  OTHER_NUMBER_SAME_PASSPORT: (t) => {
    bareDeclaration(t, 'EEA', running(t), 'COMPLETE').identify = 'OTHER'
  },
  PRESENT_BEFORE_PERMIT: (t) => {
    const dossier = localDossier(t, 'MEDIUM_SKILLED_SHORTAGE')
    const { from } = grantNow(t, dossier)
    dossier.pivot = from - 8
    presence(t, dossier.employer as number, from - t.random.between(30, 60), dossier.workplaces[0]!)
  },
  PRESENT_AFTER_PERMIT: (t) => {
    const dossier = localDossier(t, 'MEDIUM_SKILLED_SHORTAGE')
    const to = t.world.today - t.random.between(60, 200)
    dossier.stage = 'EXPIRED'
    dossier.end = to
    grant(t.random, dossier, { from: to - 364, to }, t.world.today)
    presence(t, dossier.employer as number, to + t.random.between(10, 50), dossier.workplaces[0]!)
  },
  PRESENT_FOR_OTHER_EMPLOYER: (t) => {
    const dossier = localDossier(t, 'MEDIUM_SKILLED_SHORTAGE')
    grantNow(t, dossier)
    const other = otherEmployer(t, dossier.employer as number)
    presence(t, other, t.world.today - t.random.between(3, 40), dossier.workplaces[0]!)
  },
  SHARED_PASSPORT: (t) => {
    bareDeclaration(t, 'EEA', running(t, 60), 'COMPLETE')
  },
  FILED_WITHOUT_MANDATE: (t) => {
    const dossier = localDossier(t, 'HIGHLY_SKILLED')
    makeOpen(t.random, dossier, 'EXAM', t.world.today)
    withoutMandate(t, dossier)
  },
  PAID_BELOW_THRESHOLD: (t) => {
    const dossier = dossierWithThreshold(t)
    dossier.payFactor = 0.72 + t.random.next() * 0.24
  },
  PAPERS_FOR_EMPLOYER_OUTSIDE: (t) => {
    bareDeclaration(t, 'OUTSIDE', running(t), 'COMPLETE')
  },
  HOME_STAY_ENDS: (t) => {
    provenPosting(t, 'STAY_ENDS')
  },
  PASSPORT_ENDS: (t) => {
    provenPosting(t, 'PASSPORT_ENDS')
  },
  POSTED_WHEN_HIRED: (t) => {
    provenPosting(t, 'FRESH')
    t.plan.papers = { control: 'LED' }
  },
  DECLARED_LATE: (t) => {
    provenPosting(t).odd = { filedAfter: t.random.between(3, 15) }
  },
  CANCELLED_LATE: (t) => {
    const declaration = provenPosting(t)
    declaration.status = 'CANCELLED'
    declaration.odd = { cancelledAfter: t.random.between(9, 18) }
  },
  WORK_BETWEEN_DECLARATIONS: (t) => {
    const { first } = twoDeclarations(t, 60, 12)
    presence(t, first.employer as number, first.period.to + 5, first.place as string)
  },
  FAR_APART_ON_ONE_DAY: (t) => onOneDay(t, [OSTEND!, LIEGE!]),
  SITE_WITHOUT_STREET: (t) => {
    provenPosting(t).odd = { street: null }
  },
  POSTED_TWENTY_MONTHS: (t) => {
    twoDeclarations(t, 305, 0)
    t.plan.papers = { notifiedAfter: 200 }
  },
  CARDS_STACKED: (t) => twoPermits(t, 'SPECIALISED_TECHNICIAN', 80, 12),
  AGENCY_WITHOUT_APPROVAL: (t) => {
    agencyPosting(t).odd = { unapproved: true }
  },
  NUMBER_CANNOT_EXIST: (t) => {
    provenPosting(t).identify = 'BROKEN'
  },
  ONE_PERSON_TWICE: (t) => {
    provenPosting(t)
  },
  EMPLOYER_IS_OVER: (t) => grantedAt(t, t.world.enterprises.ended),
  SKILLED_ON_PAPER: (t) => {
    const dossier = dossierWithThreshold(t, ['HIGHLY_SKILLED'])
    dossier.job = jobOf(t.random, 'OTHER_LMT')
  },
  SEASONS_TOO_LONG: (t) => twoPermits(t, 'SEASONAL', 85, 60),
  OUTSIDE_WITH_PERMIT_AND_PAPERS: (t) =>
    grantedAndDeclared(t, (declaration) => {
      declaration.proof = 'COMPLETE'
    }),
  PAPERS_TO_THE_LAST_DAY: (t) => {
    provenPosting(t, 'TO_THE_DAY')
  },
  HIRED_A_MONTH_BEFORE: (t) => {
    provenPosting(t, 'MONTH_OLD')
  },
  DECLARED_ON_THE_DAY: (t) => {
    provenPosting(t).odd = { filedAfter: 0 }
  },
  CANCELLED_IN_THE_FIRST_WEEK: (t) => {
    const declaration = provenPosting(t)
    declaration.status = 'CANCELLED'
    declaration.odd = { filedAfter: -2, cancelledAfter: 7 }
  },
  WORKED_TO_THE_LAST_DAY: (t) => {
    const { first } = twoDeclarations(t, 60, 12)
    presence(t, first.employer as number, first.period.to, first.place as string)
  },
  TWO_SITES_NEARBY: (t) => onOneDay(t, [OSTEND!, BRUGES!]),
  SITE_WITH_STREET: (t) => {
    provenPosting(t)
  },
  POSTED_SIXTEEN_MONTHS: (t) => {
    twoDeclarations(t, 244, 0)
    t.plan.papers = { notifiedAfter: 200 }
  },
  POSTED_TWICE_WITH_MONTHS_BETWEEN: (t) => {
    twoDeclarations(t, 300, 60)
  },
  CARDS_HALF_A_YEAR_APART: (t) => twoPermits(t, 'SPECIALISED_TECHNICIAN', 80, 185),
  AGENCY_APPROVED: (t) => {
    agencyPosting(t)
  },
  EMPLOYER_IN_REORGANISATION: (t) => grantedAt(t, t.world.enterprises.reorganising),
  TECHNICIAN: (t) => {
    const dossier = dossierWithThreshold(t, ['HIGHLY_SKILLED'])
    dossier.job = jobOf(t.random, 'TRAINEE')
  },
  SEASONS_WITHIN_THE_LIMIT: (t) => twoPermits(t, 'SEASONAL', 74, 60),
  OLD_NUMBER_SAME_PERSON: (t) =>
    grantedAndDeclared(t, (declaration) => {
      declaration.identify = 'ALIAS'
    }),
  PRESENT_ON_ANNEX_46: (t) => {
    t.plan.papers = { startsBefore: 5 }
    const dossier = localDossier(t, 'MEDIUM_SKILLED_SHORTAGE')
    const { from } = grantNow(t, dossier)
    dossier.pivot = from - 20
    presence(t, dossier.employer as number, from - 2, dossier.workplaces[0]!)
  },
  PRESENT_ON_ANNEX_49: (t) => {
    const before = localDossier(t, 'HIGHLY_SKILLED')
    const to = t.world.today - t.random.between(12, 25)
    before.stage = 'EXPIRED'
    before.end = to
    grant(t.random, before, { from: to - 364, to }, t.world.today)
    const renewal: DossierPlan = { ...before, type: 'RENEWAL', stage: 'WORK_GRANTED', end: null }
    renewal.submitted = to - t.random.between(50, 60)
    renewal.pivot = to - t.random.between(1, 8)
    renewal.annex49 = renewal.pivot
    renewal.authorised = { from: t.world.today + 5, to: t.world.today + 369 }
    t.plan.dossiers.push(renewal)
    presence(t, before.employer as number, to + t.random.between(3, 10), before.workplaces[0]!)
  },
  PERMITS_JOIN: (t) => {
    const first = postedDossier(t)
    const joint = t.world.today - t.random.between(10, 60)
    first.stage = 'SUPERSEDED'
    first.end = joint
    grant(t.random, first, { from: joint - 364, to: joint }, t.world.today)
    const second: DossierPlan = { ...first, type: 'RENEWAL', stage: 'CARD', end: null }
    grant(t.random, second, { from: joint + 1, to: joint + 365 }, t.world.today)
    first.successor = second
    t.plan.dossiers.push(second)
    addDeclaration(t, coveredDeclaration(first, { from: joint - 80, to: joint + 70 }))
  },
  FREE_MOVER_WITHOUT_PERMIT: (t) => {
    const period = running(t)
    const declaration = bareDeclaration(t, 'EEA', period, 'NONE')
    declaration.place = municipalityIn(t.random, t.plan.region).code
    presence(t, declaration.employer as number, period.from + 3, declaration.place)
  },
  UNLIMITED_ACCESS: (t) => {
    bareDeclaration(t, 'OUTSIDE', running(t), 'NONE')
  },
  TEMPORARY_PROTECTION: (t) => {
    bareDeclaration(t, null, running(t), 'NONE')
  },
  PROVEN_POSTING: (t) => {
    const before = t.world.today - t.random.between(300, 400)
    bareDeclaration(t, 'EEA', { from: before, to: before + 120 }, 'COMPLETE')
    const period = running(t)
    const declaration = bareDeclaration(t, 'EEA', period, 'COMPLETE')
    declaration.place = municipalityIn(t.random, t.plan.region).code
    presence(t, declaration.employer as number, period.from + 2, declaration.place)
  },
  SAME_NUMBER_OTHER_COUNTRY: (t) => {
    bareDeclaration(t, 'EEA', running(t, 60), 'COMPLETE')
  },
  MANDATE_ENDED_LATER: (t) => {
    const dossier = localDossier(t, 'HIGHLY_SKILLED')
    grantNow(t, dossier)
    dossier.filing = { by: 'MANDATARY' }
  },
  PAID_AT_THRESHOLD: (t) => {
    const dossier = dossierWithThreshold(t)
    dossier.payFactor = 1
  },
  SECOND_WORKPLACE: (t) => {
    const dossier = postedDossier(t)
    const second = otherPlace(t, dossier.workplaces[0]!)
    dossier.workplaces = [dossier.workplaces[0]!, second]
    grantNow(t, dossier)
    const from = t.world.today - t.random.between(15, 60)
    const declaration = coveredDeclaration(dossier, { from, to: t.world.today + 30 })
    declaration.place = second
    addDeclaration(t, declaration)
  },
  REFUSED_THEN_GRANTED: (t) => {
    const refused = postedDossier(t)
    makeFailed(t.random, refused, 'REFUSED', t.world.today - t.random.between(380, 460))
    const granted: DossierPlan = { ...refused }
    t.plan.dossiers.push(granted)
    grantNow(t, granted)
    const from = t.world.today - t.random.between(15, 60)
    addDeclaration(t, coveredDeclaration(granted, { from, to: t.world.today + 30 }))
  },
  PRESENT_AS_PERMITTED: (t) => {
    const dossier = localDossier(t, 'MEDIUM_SKILLED_SHORTAGE')
    grantNow(t, dossier)
    const day = t.world.today - t.random.between(3, 60)
    presence(t, dossier.employer as number, day, dossier.workplaces[0]!)
  },
  LOCAL_THEN_POSTED: (t) => {
    const dossier = localDossier(t, 'MEDIUM_SKILLED_SHORTAGE')
    const to = t.world.today - t.random.between(80, 200)
    dossier.stage = 'EXPIRED'
    dossier.end = to
    grant(t.random, dossier, { from: to - 364, to }, t.world.today)
    bareDeclaration(t, 'EEA', running(t), 'COMPLETE')
  },
  CANCELLED_BEFORE_WORK: (t) => {
    const period = running(t)
    const cancelled = bareDeclaration(t, 'EEA', period, 'COMPLETE')
    cancelled.status = 'CANCELLED'
    cancelled.cancelled = period.from - 2
    const instead = bareDeclaration(t, 'EEA', period, 'COMPLETE')
    instead.employer = cancelled.employer
    instead.place = municipalityIn(t.random, t.plan.region).code
    presence(t, instead.employer as number, period.from + 3, instead.place)
  },
  WORKERS_IN_TURNS: (t) => inTurns(t, 210),
  WORKERS_IN_TURNS_FOR_TEN_MONTHS: (t) => inTurns(t, 150),
  A_DOZEN_IN_A_MONTH: inOneMonth,
  FIVE_IN_A_MONTH: inOneMonth,
  SEVEN_IN_ONE_HOUSE: inOneHouse,
  FIVE_IN_ONE_HOUSE: inOneHouse,
  A1_NEVER_ASKED: (t) => provenWith(t, { a1: 'NONE' }),
  A1_ENDS_FIRST: (t) => provenWith(t, { a1: 'SHORT' }),
  A1_OF_ANOTHER_EMPLOYER: (t) => provenWith(t, { a1: 'OF_ANOTHER' }),
  A1_WITHDRAWN: (t) => provenWith(t, { a1: 'WITHDRAWN' }),
  A1_IS_FALSE: (t) => provenWith(t, { a1: 'FALSE' }),
  A1_REQUESTED: (t) => provenWith(t, { a1: 'REQUESTED' }),
  A1_ISSUED_AFTERWARDS: (t) => provenWith(t, { a1: 'AFTERWARDS' }),
  ONE_A1_FOR_TWO: (t) => oneNumber(t, 0),
  A1_NUMBER_OF_TWO_COUNTRIES: (t) => oneNumber(t, 1),
  POSTED_BEFORE_THE_FORMS: (t) => {
    const to = t.world.today - HELD_DAYS.A1 - t.random.between(10, 60)
    provenPosting(t, 'COMPLETE', { from: to - 90, to })
  },
  EMPLOYED_WHILE_POSTED: (t) => {
    const { period } = provenPosting(t)
    employedBeside(t, { from: period.from + 3, to: null })
  },
  EMPLOYED_BEFORE_POSTED: (t) => {
    const { period } = provenPosting(t)
    employedBeside(t, { from: period.from - 200, to: period.from - 1 })
  },
  ARRIVED_AND_NEVER_EMPLOYED: (t) => {
    asShortageJob(t, t.random.between(150, LIST_CHANGED - FILED_BEFORE))
    t.plan.papers = { employed: false }
  },
  ARRIVED_THREE_WEEKS_AGO: (t) => {
    const { today } = t.world
    const dossier = localDossier(t, 'MEDIUM_SKILLED_SHORTAGE')
    dossier.stage = 'REGISTRATION'
    dossier.pivot = today - 26
    dossier.submitted = dossier.pivot - 70
    dossier.authorised = { from: today - 10, to: today + 354 }
    t.plan.papers = { employed: false }
  },
  SITE_NEVER_REGISTERED: (t) => {
    atLargeSite(t, 1_400_000)
  },
  SITE_REGISTERED: (t) => {
    const { employer, period, place } = atLargeSite(t, 1_400_000)
    presence(t, employer as number, period.from + 2, place as string)
  },
  SMALL_SITE: (t) => {
    atLargeSite(t, 120_000)
  },
  WORKS_NEVER_DECLARED: (t) => atOneSite(t),
  WORKS_DECLARED: (t) => atOneSite(t, 300_000),
  TWO_AT_A_SITE: (t) => atOneSite(t),
  PAID_LESS_THAN_PROMISED: (t) => paidFor(t, 'LESS'),
  PAID_AS_PROMISED: (t) => paidFor(t, 'USUAL'),
  PAID_FOR_A_FEW_DAYS: (t) => paidFor(t, 'FEW_DAYS'),
  HOURS_HALVED: (t) => paidFor(t, 'HALF_TIME'),
  HALF_TIME_AS_AGREED: (t) => paidFor(t, 'AS_AGREED'),
  FOURTEEN_MONTHS_WITHOUT_NOTICE: (t) => {
    twoDeclarations(t, 214, 0)
  },
  FOURTEEN_MONTHS_WITH_NOTICE: (t) => {
    twoDeclarations(t, 214, 0)
    t.plan.papers = { notifiedAfter: 330 }
  },
  CHAIN_FILE_WITHOUT_A1: (t) => inChain(t, 'NO_A1'),
  CHAIN_FILE_STAY_ENDED: (t) => inChain(t, 'STAY_ENDED'),
  CHAIN_FILE_COMPLETE: (t) => inChain(t, 'COMPLETE'),
  CHAIN_FILE_WITHOUT_DIMONA: (t) => inChainHere(t, 'NO_DIMONA'),
  CHAIN_FILE_OF_EMPLOYED: (t) => inChainHere(t, 'COMPLETE'),
  WAGES_TO_ONE_ACCOUNT: (t) => {
    inOneHouse(t)
    t.plan.papers = { payment: 'ONE_ACCOUNT' }
  },
  WAGE_HELD_BACK: (t) => {
    grantNow(t, localDossier(t, 'MEDIUM_SKILLED_SHORTAGE'))
    t.plan.papers = { payment: 'HELD_BACK' }
  },
  WAGE_TO_OWN_ACCOUNT: (t) => {
    grantNow(t, localDossier(t, 'MEDIUM_SKILLED_SHORTAGE'))
    t.plan.papers = { payment: 'USUAL' }
  },
  CARD_WITHOUT_ACTIVITY: (t) => cardSince(t, 500, 'NO_ACTIVITY'),
  CARD_WITH_ACTIVITY: (t) => cardSince(t, 500, 'ACTIVE'),
  CARD_OF_SOME_MONTHS: (t) => cardSince(t, 200, 'NO_ACTIVITY'),
  JOB_STILL_ON_THE_LIST: (t) => asShortageJob(t, t.random.between(LIST_CHANGED - 45, 340)),
  VACANCY_OF_FOUR_WEEKS: (t) => afterVacancy(t, 4),
  VACANCY_OF_TEN_WEEKS: (t) => afterVacancy(t, 10),
  DIPLOMA_RECOGNISED: (t) => {
    const dossier = localDossier(t, 'NURSE')
    grantNow(t, dossier)
    dossier.diplomaIs = 'RECOGNISED'
  },
  LED_BY_OWN_FOREMAN: (t) => {
    provenPosting(t)
    t.plan.papers = { control: 'OWN_FOREMAN' }
  },
  DIPLOMA_OF_ANOTHER: (t) => {
    const dossier = localDossier(t, 'HIGHLY_SKILLED')
    grantNow(t, dossier)
    dossier.diploma = together(t).random.below(10_000)
    dossier.diplomaIs = 'NOT_RECOGNISED'
  },
  BUSINESS_VISIT: (t) => {
    const from = t.world.today - t.random.between(5, 60)
    const declaration = bareDeclaration(t, 'OUTSIDE', { from, to: from + 9 }, 'NONE')
    declaration.visit = true
  },
}

/** Fills the plan of a person who tells a story. */
export function planStory(
  world: PlanContext,
  random: Random,
  plan: PersonPlan,
  story: Story,
): void {
  const teller = TELLERS[story.name]
  if (!teller) throw new Error(`nobody tells the story ${story.name}`)
  teller({ world, random, plan })
}
