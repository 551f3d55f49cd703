/** Plans of ordinary life: chains of permits, and series of postings. All of it is in order. */
import type { Category, Procedure, Region } from '../../../domain/contract/codes.ts'
import type { DayPeriod } from './days.ts'
import {
  coveredDeclaration,
  type DeclarationPlan,
  type DossierDraft,
  type DossierPlan,
  draftDeclaration,
  draftDossier,
  grant,
  HANDLING,
  lengthOf,
  makeFailed,
  makeOpen,
  type PersonPlan,
  type PlanContext,
  type PostingDraft,
  type Proof,
  workplacesIn,
} from './drafts.ts'
import { pickEnterprise } from './enterprises.ts'
import { REGION_OF_WORK } from './geography.ts'
import { GRANTED_STAGES, openStage, type Stage } from './histories.ts'
import {
  BRUSSELS_ONLY,
  CATEGORY_OF_WORK,
  CATEGORY_PLANS,
  type Job,
  jobOf,
  POSTING_SECTORS,
} from './jobs.ts'
import { draw, type Random, weighted, type Weighted } from './random.ts'

/** Closed stages in which the last dossier of a chain may end. */
const CLOSED_LAST: Weighted<Stage> = weighted([
  ['CARD', 44],
  ['EXPIRED', 22],
  ['REFUSED', 11],
  ['UPHELD', 2],
  ['INADMISSIBLE', 8],
  ['DESISTED', 6],
  ['WITHDRAWN', 4],
  ['RES_REFUSED', 3],
  ['LEFT', 3],
])
const FAILED: Weighted<Stage> = weighted([
  ['REFUSED', 45],
  ['UPHELD', 5],
  ['INADMISSIBLE', 30],
  ['DESISTED', 20],
])

function categoryFor(random: Random, region: Region): Category {
  for (;;) {
    const category = draw(random, CATEGORY_OF_WORK)
    if (region === 'BR' || !BRUSSELS_ONLY.has(category)) return category
  }
}

/** Every category occurs, in a tiny world too: the first persons take them by turns. */
function personCategory(random: Random, person: number, region: Region): Category {
  const drawn = categoryFor(random, region)
  if (region === 'BR' && person < 300 && person % 6 < 2) {
    return [...BRUSSELS_ONLY][person % 6] as Category
  }
  const all = Object.keys(CATEGORY_PLANS) as Category[]
  const turn = all[Math.floor(person / 4) % all.length] as Category
  return person < 4 * all.length && !BRUSSELS_ONLY.has(turn) ? turn : drawn
}

const NEEDS_RESIDENCE: ReadonlySet<Stage> = new Set<Stage>(['LEFT', 'RES_REFUSED'])

/** Ends that are seldom: of those behind the first persons some take them by turns, in a tiny world too. */
const SELDOM: readonly Stage[] = ['WITHDRAWN', 'LEFT', 'UPHELD', 'RES_REFUSED']
const SELDOM_EVERY = 8

const endsSeldom = (person: number): boolean =>
  person >= FEWEST_STAGED && person < 300 && person % SELDOM_EVERY === 0

function closedStage(random: Random, person: number): Stage {
  const drawn = draw(random, CLOSED_LAST)
  return endsSeldom(person) ? SELDOM[(person / SELDOM_EVERY) % SELDOM.length]! : drawn
}

/** Of an authorisation that ended not long ago nobody noted the end yet, now and then. */
const UNNOTED_DAYS = 150
const UNNOTED_EVERY = 8
const endsUnnoted = (person: number, to: number, today: number): boolean =>
  to >= today - UNNOTED_DAYS && person % UNNOTED_EVERY === 3

function lastClosed(random: Random, dossier: DossierPlan, today: number): void {
  const drawn = closedStage(random, dossier.person)
  const single = dossier.procedure === 'SINGLE_PERMIT'
  const stage = !single && NEEDS_RESIDENCE.has(drawn) ? 'EXPIRED' : drawn
  const length = lengthOf(random, dossier.category)
  dossier.stage = stage
  if (stage === 'CARD') {
    const from = today - random.between(Math.min(40, length - 1), length - 1)
    grant(random, dossier, { from, to: from + length - 1 }, today)
  } else if (stage === 'EXPIRED') {
    const to = today - random.between(20, 900)
    grant(random, dossier, { from: to - length + 1, to }, today)
    dossier.end = to
    if (single && endsUnnoted(dossier.person, to, today)) dossier.stage = 'CARD'
  } else if (stage === 'WITHDRAWN' || stage === 'LEFT') {
    const from = today - random.between(260, 1200)
    // A work card is short whatever ends it.
    const days = dossier.procedure === 'WORK_CARD' ? length : Math.max(length, 200)
    grant(random, dossier, { from, to: from + days - 1 }, today)
    dossier.end = from + random.between(Math.min(100, days - 10), Math.min(190, days - 1))
  } else if (stage === 'RES_REFUSED') {
    const from = today - random.between(60, 900)
    grant(random, dossier, { from, to: from + length - 1 }, today)
  } else {
    makeFailed(random, dossier, stage, today - random.between(stage === 'UPHELD' ? 140 : 20, 900))
  }
}

/**
 * The dossier before another one of the same chain: a permit that this one renews or replaces, or
 * a failed attempt. Sets how the next one relates to it.
 */
function linkBefore(random: Random, dossier: DossierPlan, next: DossierPlan, today: number): void {
  if (random.chance(0.2)) {
    makeFailed(random, dossier, draw(random, FAILED), next.submitted - random.between(10, 200))
    return
  }
  const renewal = random.chance(0.75)
  next.type = renewal ? 'RENEWAL' : 'CHANGE'
  if (next.stage === 'WORK_GRANTED') next.annex49 = next.pivot
  const length = Math.min(lengthOf(random, dossier.category), 2 * 365)
  const nextStart = next.authorised?.from ?? null
  if (next.authorised && renewal)
    next.submitted = Math.min(next.submitted, next.pivot - HANDLING[0])
  const to =
    nextStart !== null && renewal
      ? nextStart - 1
      : (nextStart ?? next.submitted) + random.between(62, 125)
  grant(random, dossier, { from: to - length + 1, to }, today)
  if (nextStart !== null && nextStart <= today) {
    dossier.stage = 'SUPERSEDED'
    dossier.successor = next
    dossier.end = Math.min(to, nextStart - 1)
    dossier.authorised!.to = Math.max(dossier.authorised!.from, Math.min(to, nextStart - 1))
  } else if (to < today) {
    dossier.stage = 'EXPIRED'
    dossier.end = to
  } else {
    dossier.stage = 'CARD'
  }
}

/** Somebody's line of work: what all dossiers of a chain share. */
interface Career {
  world: PlanContext
  random: Random
  plan: PersonPlan
  category: Category
}

function careerCategory(random: Random, { role, person, region }: PersonPlan): Category {
  if (role === 'POSTED_PERMIT') return random.pick(['ICT_SPECIALIST', 'ICT_MANAGER'] as const)
  if (role === 'UNLIMITED') {
    return random.pick(['UNLIMITED_DURATION', 'LONG_TERM_RESIDENT_EU'] as const)
  }
  return personCategory(random, person, region)
}

/** An employer for the career, and where the work is. */
function employment({ world, random, plan, category }: Career, job: Job): DossierDraft {
  const { region, role } = plan
  const { enterprises } = world
  const list = role === 'POSTED_PERMIT' ? enterprises.eea : enterprises.inRegion[region]
  const selfEmployed = CATEGORY_PLANS[category].procedure === 'PROFESSIONAL_CARD'
  const employer = selfEmployed ? null : pickEnterprise(random, list)
  const workplaces = workplacesIn(random, region, enterprises, employer)
  return { region, category, employer, job, workplaces }
}

/** The last dossier of a chain: open work or closed; a posted worker's permit is in force. */
function endChain({ world, random, plan }: Career, dossier: DossierPlan): void {
  const { today } = world
  if (plan.role === 'POSTED_PERMIT') {
    const from = today - random.between(30, 300)
    grant(random, dossier, { from, to: today + random.between(20, 300) }, today)
  } else if (random.chance(world.openChance) && !endsSeldom(plan.person)) {
    const stage =
      plan.person < FEWEST_STAGED
        ? stageByTurn(plan.person, dossier.procedure)
        : openStage(random, dossier.procedure)
    makeOpen(random, dossier, stage, today)
  } else {
    lastClosed(random, dossier, today)
  }
}

/** The permit of a posted worker that joins the next one without a gap. */
function joinBefore({ world, random }: Career, dossier: DossierPlan, next: DossierPlan): void {
  const to = (next.authorised?.from ?? next.submitted) - 1
  grant(random, dossier, { from: to - 364, to }, world.today)
  dossier.stage = 'SUPERSEDED'
  dossier.successor = next
  dossier.end = to
  next.type = 'RENEWAL'
}

/** A work card of an earlier season. */
function seasonBefore({ world, random }: Career, dossier: DossierPlan, next: DossierPlan): void {
  // Half a year between two cards: together they stay within 90 days of any 180.
  const to = (next.authorised?.from ?? next.submitted) - random.between(182, 290)
  const length = lengthOf(random, dossier.category)
  grant(random, dossier, { from: to - length + 1, to }, world.today)
  dossier.stage = 'EXPIRED'
  dossier.end = to
}

/** The dossiers of a person in ordinary life, the oldest first. */
export function chain(
  world: PlanContext,
  random: Random,
  plan: PersonPlan,
  count: number,
): DossierPlan[] {
  if (count === 0) return []
  const category = careerCategory(random, plan)
  const career: Career = { world, random, plan, category }
  let draft = employment(career, jobOf(random, category))
  const dossiers: DossierPlan[] = []
  while (dossiers.length < count) {
    const next = dossiers[0]
    const dossier = draftDossier(plan.person, draft)
    if (!next) endChain(career, dossier)
    else if (plan.role === 'POSTED_PERMIT') joinBefore(career, dossier, next)
    else if (dossier.procedure === 'WORK_CARD') seasonBefore(career, dossier, next)
    else {
      linkBefore(random, dossier, next, world.today)
      if (next.type === 'CHANGE') {
        draft = employment(career, draft.job)
        dossier.employer = draft.employer
        dossier.workplaces = draft.workplaces
      }
    }
    dossier.filing = { by: random.chance(0.65) ? 'MANDATARY' : 'EMPLOYER' }
    dossiers.unshift(dossier)
  }
  return dossiers
}

/** Open stages that the first persons take by turns, so that every state occurs in a tiny world. */
const EVERY_STAGE: readonly Stage[] = [
  'CHECK',
  'AWAITING',
  'ADMISSIBLE',
  'EXAM',
  'INFO',
  'RES_INFO',
  'ADVICE',
  'DRAFT',
  'WORK_GRANTED',
  'GRANTED',
  'VISA',
  'VISA_HELD',
  'REGISTRATION',
  'WORK_APPEAL',
  'RES_APPEAL',
  'RECEIVED',
]
const CARD_STAGES: readonly Stage[] = ['COUNTER', 'ECONOMIC', 'REOV', 'MINISTER']
const FEWEST_STAGED = 120

function stageByTurn(person: number, procedure: Procedure): Stage {
  const stage = EVERY_STAGE[person % EVERY_STAGE.length] as Stage
  if (procedure === 'SINGLE_PERMIT') return stage
  if (procedure === 'PROFESSIONAL_CARD') return CARD_STAGES[person % CARD_STAGES.length] as Stage
  return GRANTED_STAGES.has(stage) || stage === 'RES_INFO' ? 'EXAM' : stage
}

/** Longest declaration, in days: one is valid for at most twelve months. */
const MOST_DAYS = 360
/** How long ago ordinary posting began, in days. */
const HORIZON = 1700

/** The declarations of a person in ordinary life, the oldest first. */
export function postings(
  world: PlanContext,
  random: Random,
  plan: PersonPlan,
  count: number,
): DeclarationPlan[] {
  if (count === 0) return []
  const permits = plan.dossiers.filter(({ authorised }) => authorised !== null)
  if (plan.role === 'POSTED_PERMIT' && permits.length > 0) {
    return postingsOnPermits(random, permits, count)
  }
  const free = plan.role === 'POSTED_FREE'
  const selfEmployed = free && random.chance(0.06)
  const sector = draw(random, POSTING_SECTORS)
  const draft: PostingDraft = {
    region: plan.region,
    employer: selfEmployed ? null : pickEnterprise(random, world.enterprises.eea),
    sector,
    job: random.pick(sector.jobs),
  }
  const proof: Proof = free || plan.role === 'UNLIMITED' ? 'NONE' : 'COMPLETE'
  const average = Math.max(4, HORIZON / count)
  const tense = random.next()
  let end =
    world.today +
    (tense < 0.5
      ? random.between(0, Math.round(average))
      : tense < 0.6
        ? Math.round(average) + random.between(5, 40)
        : -random.between(1, 500))
  const declarations: DeclarationPlan[] = []
  for (let i = 0; i < count; i += 1) {
    const length = Math.min(
      MOST_DAYS,
      Math.max(2, Math.round(average * (0.25 + random.next() * 0.7))),
    )
    const declaration = draftDeclaration(
      plan.person,
      draft,
      { from: end - length + 1, to: end },
      proof,
    )
    if (random.chance(0.15)) declaration.region = draw(random, REGION_OF_WORK)
    if (random.chance(0.06) && draft.employer !== null) {
      draft.employer = pickEnterprise(random, world.enterprises.eea)
    }
    const fate = random.next()
    if (fate < 0.05) declaration.status = 'CANCELLED'
    else if (fate < 0.09 && i > 0) declaration.status = 'REPLACED'
    if (random.chance(0.012) && declaration.kind === 'EMPLOYEE') declaration.kind = 'TRAINEE'
    declarations.unshift(declaration)
    end -= length + random.between(1, Math.max(2, Math.round(average * 0.5)))
  }
  return declarations
}

/** Declarations of a worker whose permits bind employer, place, job and period: all four agree. */
function postingsOnPermits(
  random: Random,
  permits: readonly DossierPlan[],
  count: number,
): DeclarationPlan[] {
  const declarations: DeclarationPlan[] = []
  const each = Math.ceil(count / permits.length)
  for (const permit of permits) {
    const authorised = permit.authorised as DayPeriod
    const rounds = Math.min(each, count - declarations.length)
    const room = (authorised.to - authorised.from + 1) / Math.max(1, rounds)
    for (let i = 0; i < rounds; i += 1) {
      const from = authorised.from + Math.floor(i * room)
      const to = Math.max(from, Math.floor(from + room * (0.4 + random.next() * 0.5)) - 1)
      declarations.push(coveredDeclaration(permit, { from, to: Math.min(to, authorised.to) }))
    }
  }
  return declarations
}
