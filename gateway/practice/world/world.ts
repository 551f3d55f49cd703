/**
 * The practice world: a believable Belgium of invented people, as a stream of records. Same seed,
 * sizes and day give the same bytes. Memory holds a few integers per entity; every record is
 * written from the plan of its person when its turn comes, in the order of RECORD_KINDS.
 */
import { toDay, type LocalDate } from '../../../domain/calendar/local-date.ts'
import {
  REGIONS,
  type FindingCode,
  type Region,
  type Scope,
} from '../../../domain/contract/codes.ts'
import type {
  AnyRecord,
  BodyOf,
  Contest,
  LinkJudgement,
  RecordKind,
  TandemRecord,
} from '../../../domain/contract/records.ts'
import { mandateFault } from '../../../domain/dossier/mandates.ts'
import { isWorkPending } from '../../../domain/dossier/tracks.ts'
import { workSite } from '../../../domain/limosa/building-site.ts'
import { taskKeys, type OnTask } from '../../../domain/limosa/same-task.ts'
import { declarationIdentifiers, personIdentifiers } from '../../../domain/linking/exact.ts'
import { pairFacts } from '../../../domain/linking/judgements.ts'
import { clientParty, mentionKey } from '../../../domain/linking/mentions.ts'
import { PLANTED_MENTION, PLANTED_NOBODY } from '../../../domain/linking/scorecard.ts'
import { identityOfPerson, identityOfWorker } from '../../../domain/linking/register/identity.ts'
import { regionOfMunicipality } from '../../../domain/reference/municipalities.ts'
import { findingsOf } from '../../../domain/risk/index.ts'
import { isFederal } from '../../../domain/rights/register-lines.ts'
import type { EnterpriseFacts } from '../../../domain/risk/enterprise-facts.ts'
import type { PersonFacts } from '../../../domain/risk/person-facts.ts'
import { debtIn, worksIn, worksPlace } from '../../../domain/risk/register-facts.ts'
import { accountsIn, notificationsIn, personLists } from '../../../domain/risk/worker-facts.ts'
import { PRACTICE_PEOPLE } from '../people.ts'
import { dayText, instantText } from './days.ts'
import {
  clientsOf,
  declarationBody,
  type NoiseKind,
  noiseOf,
  type PlacePlan,
  placesOf,
} from './declaration-bodies.ts'
import { withDetails } from './declaration-details.ts'
import { dossierBody, hasNote, noteBody, reference } from './dossier-bodies.ts'
import type { DeclarationPlan, DossierPlan, PersonPlan } from './drafts.ts'
import { Enterprises, FEWEST_ENTERPRISES } from './enterprises.ts'
import {
  controlBody,
  toldControl,
  formBody,
  formsOf,
  holdingItems,
  jobBody,
  jobsOf,
  PRESENCES_PER_CONTROL,
} from './extracts.ts'
import { FirmFacts } from './firm-facts.ts'
import { type Identity, identityOf, personBody } from './identity.ts'
import {
  a1Id,
  controlId,
  declarationId,
  dossierId,
  employmentId,
  enterpriseId,
  l1Number,
  mandateId,
  noteId,
  personId,
  presenceId,
  workerLineId,
  worksLineId,
} from './ids.ts'
import { MANDATES_AT_MOST, mandatesOf } from './mandates.ts'
import { drawnMention, isOfSender, mayMention, meantBy, type MentionKind } from './mentions.ts'
import { Plan } from './plan.ts'
import { departureItems } from './departures.ts'
import { Random } from './random.ts'
import { FirmCounts, RegisterLinesPlan } from './register-lines.ts'
import { FEWEST_PERSONS } from './roles.ts'
import { ruleItems, SAMPLED, sampleItem } from './rules.ts'
import type { WorldSizes } from './sizes.ts'
import { isPlanted, type Story } from './stories.ts'
import { hasWorks, worksLines } from './works.ts'
import { isToldOf, workerLines } from './worker-lines.ts'
import { reportItems, type ToldOf, TOLD_OF } from './reports.ts'
import { comparedPapers } from '../../../domain/documents/compared.ts'
import { diplomaOf } from '../specimens.ts'
import { tableItems } from './tables.ts'
import { absenceItems, controlRequestItems, normItems, viewItems, watchItems } from './team.ts'

/** A record of the world with the scopes that may hold it. */
export interface WorldItem {
  record: AnyRecord
  scopes: readonly Scope[]
}

/** What is true of the world and not written in it. */
export type Truth =
  | {
      label: 'PLANTED' | 'LOOK_ALIKE'
      story: string
      /** Findings that the rules must give at least; none for a look-alike. */
      expects: readonly FindingCode[]
      persons: readonly string[]
      dossiers: readonly string[]
      declarations: readonly string[]
      presences: readonly string[]
      /** Enterprises of which the findings about enterprises are expected. */
      enterprises: readonly string[]
    }
  | { label: 'NOISE'; noise: NoiseKind; declaration: string; person: string }

export interface WorldOptions extends WorldSizes {
  seed: number
  /** The day on which the world is seen: clocks run up to it. */
  today: LocalDate
}

const SCOPE_BITS = [...REGIONS, 'FED'] as const satisfies readonly Scope[]
const FED = 1 << REGIONS.length
const SCOPES_OF_MASK: readonly (readonly Scope[])[] = Array.from(
  { length: 1 << SCOPE_BITS.length },
  (_, mask) => SCOPE_BITS.filter((_scope, bit) => mask & (1 << bit)),
)
const EVERYBODY = (1 << SCOPE_BITS.length) - 1
const bitOf = (region: Region) => 1 << REGIONS.indexOf(region)
const bitOfPlace = (code: string) => bitOf(regionOfMunicipality(code) as Region)

/** Why sizes cannot make a world; null when they can. */
export function sizeProblem(sizes: WorldSizes): string | null {
  for (const [name, value] of Object.entries(sizes) as [keyof WorldSizes, number][]) {
    if (!Number.isSafeInteger(value) || value < 0) return `${name} must be a whole number from 0`
    if (value > 5_000_000) return `${name} must be at most 5000000`
  }
  if (sizes.dossiers + sizes.declarations === 0) return null
  if (sizes.persons < FEWEST_PERSONS) {
    return `persons must be at least ${FEWEST_PERSONS} when there are dossiers or declarations`
  }
  return sizes.enterprises < FEWEST_ENTERPRISES
    ? `enterprises must be at least ${FEWEST_ENTERPRISES} when there are dossiers or declarations`
    : null
}

/** A practice world: what stands where, and every record of it. */
export class World {
  readonly #seed: number
  readonly #today: number
  readonly #sizes: WorldSizes
  readonly #enterprises: Enterprises
  readonly #plan: Plan
  /** Scopes as bits, by person, enterprise and dossier. */
  readonly #personScopes: Uint8Array
  readonly #enterpriseScopes: Uint8Array
  /** Number on the reference of each dossier, in order of submission within region and year. */
  readonly #ranks: Int32Array
  /** Presences of ordinary life by declaration. */
  readonly #presences: Uint16Array
  readonly #held: readonly TandemRecord<'holding'>[]
  readonly #norms: readonly TandemRecord<'norm'>[]
  readonly #counts: FirmCounts
  readonly #registers: RegisterLinesPlan
  #worksByPlace: Map<string | null, TandemRecord<'registerLine'>[]> | null = null

  constructor(options: WorldOptions) {
    const problem = sizeProblem({
      dossiers: options.dossiers,
      declarations: options.declarations,
      persons: options.persons,
      enterprises: options.enterprises,
    })
    if (problem) throw new RangeError(problem)
    this.#seed = options.seed
    this.#today = toDay(options.today)
    this.#sizes = options
    this.#enterprises = new Enterprises(options.seed, options.enterprises)
    this.#norms = [
      ...normItems(this.#today).map(({ id, body }) => ({
        kind: 'norm' as const,
        id,
        version: 1,
        body,
      })),
      ...tableItems(this.#today),
    ].toSorted((a, b) => (a.id < b.id ? -1 : 1))
    this.#held = holdingItems(this.#today).map(({ id, body }) => ({
      kind: 'holding',
      id,
      version: 1,
      body,
    }))
    this.#plan = new Plan(options.seed, this.#today, options, this.#enterprises)
    this.#personScopes = new Uint8Array(options.persons)
    this.#enterpriseScopes = new Uint8Array(options.enterprises)
    this.#counts = new FirmCounts(options.enterprises)
    const survey = this.#survey()
    this.#registers = new RegisterLinesPlan(
      options.seed,
      this.#today,
      this.#enterprises,
      this.#counts,
    )
    this.#ranks = rankDossiers(survey.days, survey.regions)
    this.#presences = this.#sharePresences(survey.eligible)
    this.#closeScopes()
  }

  // -------------------------------------------------------------- survey

  /** One walk over all plans: who is named where. */
  #survey(): { days: Int32Array; regions: Uint8Array; eligible: Uint8Array } {
    const days = new Int32Array(this.#sizes.dossiers)
    const regions = new Uint8Array(this.#sizes.dossiers)
    const eligible = new Uint8Array(this.#sizes.declarations)
    for (let person = 0; person < this.#sizes.persons; person += 1) {
      const plan = this.#plan.person(person)
      for (const dossier of plan.dossiers) {
        days[dossier.index] = dossier.submitted
        regions[dossier.index] = REGIONS.indexOf(dossier.region)
        const mask = dossierMask(dossier)
        const parties = [dossier.employer, this.#filer(dossier)]
        this.#mark(person, parties, mask)
        this.#counts.file(parties, dossier.submitted)
        if (dossier.employer !== null && isInForce(dossier, this.#today)) {
          this.#counts.live[dossier.employer]! += 1
        }
      }
      for (const declaration of plan.declarations) {
        const { status, period, odd } = declaration
        eligible[declaration.index] =
          status === 'ACTIVE' && period.from <= this.#today && !odd.unseen ? 1 : 0
        const mask = declarationMask(placesOf(this.#seed, declaration))
        if (declaration.status === 'ACTIVE') {
          this.#counts.post(declaration.employer, declaration.period.from)
        }
        this.#mark(person, [declaration.employer, ...this.#clients(declaration)], mask)
      }
      for (const { employer, place } of [...plan.presences, ...jobsToldOf(plan)]) {
        this.#mark(person, [employer], FED | bitOfPlace(place))
      }
    }
    return { days, regions, eligible }
  }

  #mark(person: number, enterprises: readonly (number | null)[], mask: number): void {
    this.#personScopes[person]! |= mask
    for (const enterprise of enterprises) {
      if (enterprise !== null) this.#enterpriseScopes[enterprise]! |= mask
    }
  }

  /** Who nobody names stands in the scope of their own place; mandates join both sides. */
  #closeScopes(): void {
    const persons = this.#personScopes
    for (let i = 0; i < persons.length; i += 1) {
      if (persons[i] === 0) persons[i] = bitOf(this.#plan.person(i).region)
    }
    const scopes = this.#enterpriseScopes
    for (let i = 0; i < scopes.length; i += 1) {
      const { seat } = this.#enterprises.plan(i)
      if (scopes[i] === 0) scopes[i] = seat ? bitOf(seat.region) : FED
    }
    for (let i = 0; i < scopes.length; i += 1) {
      for (const { mandatary } of this.#mandates(i)) scopes[mandatary]! |= scopes[i]!
    }
  }

  /** Shares the presences of ordinary life out over declarations whose work has begun. */
  #sharePresences(eligible: Uint8Array): Uint16Array {
    const ofStories = this.#plan.roles.slots.reduce(
      (sum, { story }) => sum + story.presences * story.persons,
      0,
    )
    const wanted = this.#plan.roles.presences - ofStories
    const counts = new Uint16Array(eligible.length)
    if (!eligible.includes(1)) eligible.fill(1)
    for (let i = 0; i < wanted; i += 1) {
      let at = Math.floor((i * eligible.length) / wanted)
      while (!eligible[at]) at = (at + 1) % eligible.length
      counts[at]! += 1
    }
    return counts
  }

  #mandates(enterprise: number) {
    return mandatesOf(this.#seed, this.#enterprises, enterprise, this.#today)
  }

  #clients(declaration: DeclarationPlan): number[] {
    return clientsOf(this.#seed, this.#enterprises, declaration)
  }

  /** The enterprise that filed a dossier; null when the person did. */
  #filer({ employer, filing, submitted }: DossierPlan): number | null {
    if (filing.by === 'ENTERPRISE') return filing.index
    if (filing.by === 'EMPLOYER' || employer === null) return employer
    const day = dayText(submitted)
    const mandate = this.#mandates(employer).find(
      (plan) => plan.status === 'ACTIVE' && mandateFault(mandateBody(plan), day) === null,
    )
    return mandate?.mandatary ?? employer
  }

  // -------------------------------------------------------------- records

  #identity(plan: PersonPlan): Identity {
    const { sharer } = this.#plan
    const context = { seed: this.#seed, today: this.#today, persons: this.#sizes.persons, sharer }
    return identityOf(context, plan)
  }

  #enterprise(index: number): TandemRecord<'enterprise'> {
    const known = this.#enterprises.body(index, this.#today)
    const body = { ...known, startedOn: this.#registers.startedOn(index) ?? known.startedOn }
    return { kind: 'enterprise', id: enterpriseId(index), version: 1, body }
  }

  #person(plan: PersonPlan, who: Identity): TandemRecord<'person'> {
    const body = personBody(this.#seed, plan, who, this.#today)
    return { kind: 'person', id: personId(plan.person), version: 1, body }
  }

  #dossier(plan: DossierPlan, who: Identity): TandemRecord<'dossier'> {
    const year = Number(dayText(plan.submitted).slice(0, 4))
    const body = dossierBody(plan, {
      seed: this.#seed,
      today: this.#today,
      birthDay: who.birthDay,
      reference: reference(plan.region, year, this.#ranks[plan.index]!),
      filedBy: this.#filer(plan),
      establishments:
        plan.employer === null
          ? []
          : this.#enterprises.establishments(this.#enterprises.plan(plan.employer)),
      mandates: () => (plan.employer === null ? [] : this.#mandateRecords(plan.employer)),
    })
    return { kind: 'dossier', id: dossierId(plan.index), version: 1, body }
  }

  #declaration(
    plan: DeclarationPlan,
    who: Identity,
    places: readonly PlacePlan[],
  ): TandemRecord<'declaration'> {
    const around = {
      seed: this.#seed,
      today: this.#today,
      enterprises: this.#enterprises,
      employer: plan.employer === null ? null : this.#enterprises.plan(plan.employer),
      clients: this.#clients(plan).map((client) => this.#enterprises.plan(client)),
      mention: this.#mentionKind(plan.person),
    }
    const body = withDetails(plan, around, declarationBody(plan, { ...around, who, places }))
    return { kind: 'declaration', id: declarationId(plan.index), version: 1, body }
  }

  #mentionKind(person: number): MentionKind | null {
    const kind = drawnMention(this.#seed, person)
    if (kind === null) return null
    const plan = this.#plan.person(person)
    // A story of several enterprises says whom it means, as a story of one person does.
    const tells =
      isOfSender(kind) &&
      plan.declarations.some(
        ({ employer }) => employer !== null && this.#enterprises.isInStory(employer),
      )
    return !tells && mayMention(plan) ? kind : null
  }

  #presence(
    index: number,
    who: Identity,
    of: { employer: number | null; day: number; place: string; l1: string | null },
  ): TandemRecord<'presence'> {
    const random = new Random(this.#seed, 70, index)
    const employer = of.employer === null ? null : this.#enterprises.plan(of.employer)
    const body: BodyOf<'presence'> = {
      // A registration of a story, without receipt number, is known by its INSZ.
      insz: of.l1 === null || random.chance(0.92) ? who.insz : null,
      l1Number: of.l1,
      employer: {
        name: employer?.name ?? `${who.name.given} ${who.name.family}`,
        country: employer?.country ?? who.origin.country,
        enterpriseNumber: employer?.enterpriseNumber ?? null,
      },
      date: dayText(of.day),
      municipality: of.place,
      siteName: random.chance(0.8) ? `Werf ${random.between(1, 400)}` : null,
      registeredAt: instantText(of.day, random.between(0, 90)),
    }
    return { kind: 'presence', id: presenceId(index), version: 1, body }
  }

  /** Presences of a person: those of the story, then those of the declarations. */
  #presencesOf(plan: PersonPlan, who: Identity, first: number): TandemRecord<'presence'>[] {
    const list = plan.presences.map((presence, i) =>
      this.#presence(first + i, who, { ...presence, l1: null }),
    )
    for (const declaration of plan.declarations) {
      const count = this.#presences[declaration.index]!
      if (count === 0) continue
      const places = placesOf(this.#seed, declaration)
      const random = new Random(this.#seed, 71, declaration.index)
      const { from, to } = declaration.period
      for (let i = 0; i < count; i += 1) {
        const last = Math.max(from, Math.min(to, this.#today))
        const day = Math.min(this.#today, random.between(from, last))
        const place = random.pick(places).municipality
        const l1 = l1Number(this.#seed, declaration.index)
        list.push(
          this.#presence(first + list.length, who, {
            employer: declaration.employer,
            day,
            place,
            l1,
          }),
        )
      }
    }
    return list
  }

  // -------------------------------------------------------------- streams

  *#everyPerson(): Iterable<PersonPlan> {
    for (let person = 0; person < this.#sizes.persons; person += 1) yield this.#plan.person(person)
  }

  *#enterpriseItems(onTruth: (truth: Truth) => void): Iterable<WorldItem> {
    for (const { story, enterprises } of this.#enterprises.tellings()) {
      onTruth(truthOfFirms(story, enterprises))
    }
    for (const { story, enterprises } of this.#registers.tellings) {
      const truth = truthOfFirms(story, enterprises)
      const persons = story.ofWorkers ? this.#workersOf(enterprises) : []
      onTruth({ ...truth, persons })
    }
    for (let i = 0; i < this.#sizes.enterprises; i += 1) {
      yield item(this.#enterprise(i), this.#enterpriseScopes[i]!)
    }
  }

  /** Those who apply, or whose permit runs, with one of these employers. */
  #workersOf(employers: readonly number[]): string[] {
    const found: string[] = []
    for (const plan of this.#everyPerson()) {
      const own = plan.dossiers.filter(({ employer }) => employers.includes(employer ?? -1))
      if (own.length === 0) continue
      const who = this.#identity(plan)
      const runs = own.some((dossier) => {
        const { work, authorised } = this.#dossier(dossier, who).body
        if (isWorkPending(work)) return true
        return work.state === 'GRANTED' && (authorised?.to ?? '9999') >= dayText(this.#today)
      })
      if (runs) found.push(personId(plan.person))
    }
    return found
  }

  *#personItems(): Iterable<WorldItem> {
    for (const plan of this.#everyPerson()) {
      yield item(this.#person(plan, this.#identity(plan)), this.#personScopes[plan.person]!)
    }
  }

  *#mandateItems(): Iterable<WorldItem> {
    for (let i = 0; i < this.#sizes.enterprises; i += 1) {
      for (const record of this.#mandateRecords(i)) yield item(record, this.#enterpriseScopes[i]!)
    }
  }

  #mandateRecords(enterprise: number): TandemRecord<'mandate'>[] {
    return this.#mandates(enterprise).map((plan, i) => ({
      kind: 'mandate',
      id: mandateId(enterprise * MANDATES_AT_MOST + i),
      version: 1,
      body: mandateBody(plan),
    }))
  }

  *#dossierItems(): Iterable<WorldItem> {
    for (const plan of this.#everyPerson()) {
      if (plan.dossiers.length === 0) continue
      const who = this.#identity(plan)
      for (const dossier of plan.dossiers) {
        yield item(this.#dossier(dossier, who), dossierMask(dossier))
      }
    }
  }

  *#declarationItems(onTruth: (truth: Truth) => void): Iterable<WorldItem> {
    for (const plan of this.#everyPerson()) {
      if (plan.declarations.length === 0) continue
      const who = this.#identity(plan)
      for (const declaration of plan.declarations) {
        const places = placesOf(this.#seed, declaration)
        const record = this.#declaration(declaration, who, places)
        const noise = noiseOf(this.#seed, declaration)
        if (noise) {
          onTruth({ label: 'NOISE', noise, declaration: record.id, person: personId(plan.person) })
        }
        yield item(record, declarationMask(places))
      }
    }
  }

  /** Who the worker of each declaration really is, as `[declaration, person]`. */
  *workers(): Iterable<readonly [string, string]> {
    for (const plan of this.#everyPerson()) {
      for (const { index } of plan.declarations) yield [declarationId(index), personId(plan.person)]
    }
  }

  /** Whose each declaration, mention and presence really is, as `[record, person or enterprise]`. */
  *owners(): Iterable<readonly [string, string]> {
    yield* this.workers()
    for (const [key, enterprise] of this.mentions()) {
      yield [`${PLANTED_MENTION}${key}`, enterprise ?? PLANTED_NOBODY]
    }
    let index = 0
    for (const { person, presences, declarations } of this.#everyPerson()) {
      const more = declarations.reduce((sum, one) => sum + this.#presences[one.index]!, 0)
      for (const end = index + presences.length + more; index < end; index += 1) {
        yield [presenceId(index), personId(person)]
      }
    }
  }

  /**
   * Which enterprise each mention without a number of the register really is, as `[key, enterprise]`; null:
   * none of it, or one of several of that name.
   */
  *mentions(): Iterable<readonly [string, string | null]> {
    const meant = new Map<string, string | null>()
    for (const plan of this.#everyPerson()) {
      const kind = this.#mentionKind(plan.person)
      if (kind === null || kind === 'BARE_NUMBER') continue
      for (const declared of plan.declarations) {
        const { of, enterprise } = meantBy(kind, declared, this.#clients(declared))
        const places = placesOf(this.#seed, declared)
        const { body } = this.#declaration(declared, this.#identity(plan), places)
        const party =
          of === 'SENDER' ? body.employer : body.clients[0] && clientParty(body.clients[0])
        const key = party ? mentionKey(party) : null
        if (key === null) continue
        const id = enterprise === null ? null : enterpriseId(enterprise)
        meant.set(key, meant.has(key) && meant.get(key) !== id ? null : id)
      }
    }
    yield* meant
  }

  *#presenceItems(onTruth: (truth: Truth) => void): Iterable<WorldItem> {
    let index = 0
    for (const plan of this.#everyPerson()) {
      const records = this.#presencesOf(plan, this.#identity(plan), index)
      index += records.length
      if (plan.slot?.persons[0] === plan.person) {
        onTruth(this.#truthOf(plan, records))
        const { story, persons } = plan.slot
        if (story.ofLast) {
          const told = { name: story.name, expects: story.ofLast }
          onTruth({ ...truthOfFirms(told, []), persons: [personId(persons.at(-1)!)] })
        }
      }
      for (const record of records) yield item(record, FED | bitOfPlace(record.body.municipality))
    }
  }

  #truthOf(plan: PersonPlan, presences: readonly TandemRecord<'presence'>[]): Truth {
    const { story, persons } = plan.slot!
    const plans = persons.map((person) =>
      person === plan.person ? plan : this.#plan.person(person),
    )
    return {
      label: isPlanted(story) ? 'PLANTED' : 'LOOK_ALIKE',
      story: story.name,
      expects: story.expects,
      persons: persons.map(personId),
      dossiers: plans.flatMap(({ dossiers }) => dossiers.map(({ index }) => dossierId(index))),
      declarations: plans.flatMap(({ declarations }) =>
        declarations.map(({ index }) => declarationId(index)),
      ),
      presences: presences.slice(0, plan.presences.length).map(({ id }) => id),
      enterprises: [
        ...new Set(story.ofClients ? plans.flatMap(clientsToldOf) : plans.flatMap(employersOf)),
      ].map(enterpriseId),
    }
  }

  /** A1 forms of a person. */
  #formsOf(plan: PersonPlan, who: Identity): TandemRecord<'a1'>[] {
    return formsOf(this.#plan, plan, who).map((form, i) => {
      const body = formBody(this.#plan, plan, who, form, i)
      return { kind: 'a1', id: a1Id(plan.person, i), version: 1, body }
    })
  }

  /** Employments of a person. */
  #jobsOf(plan: PersonPlan, who: Identity): TandemRecord<'employment'>[] {
    return jobsOf(this.#plan, plan).flatMap((job, i) => {
      const body = jobBody(this.#plan, who, job)
      const id = employmentId(plan.person, i)
      return body === null ? [] : [{ kind: 'employment' as const, id, version: 1, body }]
    })
  }

  /** What other sources say of a person. */
  #linesOf(plan: PersonPlan, who: Identity): TandemRecord<'workerLine'>[] {
    const bodies = workerLines(this.#plan, plan, who, (one) => this.#dossier(one, who))
    return bodies.map((body, i) => ({
      kind: 'workerLine',
      id: workerLineId(plan.person, i),
      version: 1,
      body,
    }))
  }

  *#workerLineItems(): Iterable<WorldItem> {
    for (const plan of this.#everyPerson()) {
      if (!isToldOf(this.#plan, plan)) continue
      const scopes = this.#personScopes[plan.person]!
      for (const record of this.#linesOf(plan, this.#identity(plan))) {
        yield item(record, isFederal(record.body.source) ? scopes : scopes & ~FED)
      }
    }
  }

  /** A region asks for the extracts about everybody whom it knows. */
  *#extractItems(kind: 'a1' | 'employment'): Iterable<WorldItem> {
    for (const plan of this.#everyPerson()) {
      const any = kind === 'a1' ? plan.declarations : [...plan.dossiers, ...jobsToldOf(plan)]
      if (any.length === 0) continue
      const who = this.#identity(plan)
      const records = kind === 'a1' ? this.#formsOf(plan, who) : this.#jobsOf(plan, who)
      for (const record of records) yield item(record, this.#personScopes[plan.person]!)
    }
  }

  #presenceCount({ presences, declarations }: PersonPlan): number {
    return declarations.reduce((sum, { index }) => sum + this.#presences[index]!, presences.length)
  }

  /** Controls that met a person on days when they were registered at work. */
  #controlsOf(plan: PersonPlan, who: Identity, first: number): TandemRecord<'control'>[] {
    const isSeen = (_: unknown, i: number) => (first + i) % PRESENCES_PER_CONTROL === 0
    return this.#presencesOf(plan, who, first)
      .filter(isSeen)
      .map((seen) => {
        const region = regionOfMunicipality(seen.body.municipality) as Region
        const index = parseInt(seen.id.slice(-6), 36)
        const body = controlBody(this.#seed, index, seen, region)
        return { kind: 'control', id: controlId(index), version: 1, body }
      })
  }

  /** The control of a story, where its first declaration is. */
  #toldControls(plan: PersonPlan, who: Identity): TandemRecord<'control'>[] {
    const [declaration] = plan.declarations
    const saw = plan.papers?.control
    if (!declaration || !saw) return []
    const { body } = this.#declaration(declaration, who, placesOf(this.#seed, declaration))
    const id = `${controlId(declaration.index)}-told`
    return [{ kind: 'control', id, version: 1, body: toldControl(body, saw, plan.region) }]
  }

  *#controlItems(): Iterable<WorldItem> {
    let first = 0
    for (const plan of this.#everyPerson()) {
      if (plan.papers?.control) {
        for (const record of this.#toldControls(plan, this.#identity(plan))) {
          yield item(record, FED | bitOfPlace(record.body.municipality))
        }
      }
      const next = first + this.#presenceCount(plan)
      const any = Math.ceil(first / PRESENCES_PER_CONTROL) * PRESENCES_PER_CONTROL < next
      if (any) {
        for (const record of this.#controlsOf(plan, this.#identity(plan), first)) {
          yield item(record, FED | bitOfPlace(record.body.municipality))
        }
      }
      first = next
    }
  }

  #registerLines(enterprise: number): { record: TandemRecord<'registerLine'>; mask: number }[] {
    return this.#registers.of(enterprise).map(({ id, body, of }) => ({
      record: { kind: 'registerLine', id, version: 1, body },
      mask: of.reduce(
        (mask, index) => mask | (this.#enterpriseScopes[index]! & ~FED),
        isFederal(body.source) ? FED : 0,
      ),
    }))
  }

  /** Whether a rule must look at each dossier (R38) or declaration (R20): not where the line alone says all. */
  #isLookedInto(index: number, { home, staff }: BodyOf<'registerLine'>): boolean {
    return (
      home !== null ||
      (staff !== null && 2 * this.#counts.filings[index]! > staff.fullTimeEquivalents)
    )
  }

  *#registerItems(): Iterable<WorldItem> {
    for (let i = 0; i < this.#sizes.enterprises; i += 1) {
      for (const { record, mask } of this.#registerLines(i)) yield item(record, mask)
    }
  }

  /** The lines of works at the sites of a person's declarations. */
  #worksLines(plan: PersonPlan): { record: TandemRecord<'registerLine'>; mask: number }[] {
    const told = plan.declarations.filter((one) => hasWorks(this.#seed, this.#today, one))
    if (told.length === 0) return []
    const who = this.#identity(plan)
    return told.flatMap((declared) => {
      const places = placesOf(this.#seed, declared)
      const { body } = this.#declaration(declared, who, places)
      const above = this.#clients(declared).map((client) => this.#enterprises.plan(client))
      const mask = bitOfPlace(places[0]!.municipality)
      return worksLines(this.#plan, declared, body, above).map((line, i) => {
        const id = worksLineId(declared.index, i)
        return { record: { kind: 'registerLine' as const, id, version: 1, body: line }, mask }
      })
    })
  }

  *#worksItems(): Iterable<WorldItem> {
    for (const plan of this.#everyPerson()) {
      for (const { record, mask } of this.#worksLines(plan)) yield item(record, mask)
    }
  }

  /** Works by their place, of everybody: walked once, when somebody asks. */
  #worksAt(place: string): readonly TandemRecord<'registerLine'>[] {
    this.#worksByPlace ??= Map.groupBy(
      [...this.#everyPerson()].flatMap((plan) =>
        this.#worksLines(plan).map(({ record }) => record),
      ),
      ({ body }) => worksPlace(body),
    )
    return this.#worksByPlace.get(place) ?? []
  }

  *#noteItems(): Iterable<WorldItem> {
    for (const plan of this.#everyPerson()) {
      for (const dossier of plan.dossiers) {
        if (!hasNote(this.#seed, dossier)) continue
        const body = noteBody(this.#seed, dossier, this.#today)
        yield item(
          { kind: 'note', id: noteId(dossier.index), version: 1, body },
          dossierMask(dossier),
        )
      }
    }
  }

  /** What people already said about some of the planted findings. */
  *#judgementItems(): Iterable<WorldItem> {
    for (const [i, { story, persons }] of this.#plan.roles.slots.entries()) {
      const random = new Random(this.#seed, 80, i)
      if (!isPlanted(story) || !random.chance(0.3)) continue
      const plan = this.#plan.person(persons[0]!)
      const finding = findingsOf(this.factsOf(persons[0]!), dayText(this.#today))[0]
      if (!finding) continue
      const dossier = plan.dossiers.find(({ index }) => dossierId(index) === finding.dossierId)
      const by = random.pick(OFFICERS_OF[plan.region])
      const mask = dossier ? dossierMask(dossier) : bitOf(plan.region) | FED
      const confirmed = random.chance(0.45)
      yield item(
        {
          kind: 'findingJudgement',
          id: finding.id,
          version: 1,
          body: {
            code: finding.code,
            ruleVersion: finding.ruleVersion,
            revision: finding.revision,
            personId: finding.personId,
            dossierId: finding.dossierId,
            status: confirmed ? 'CONFIRMED' : 'EXPLAINED',
            reason: random.pick(confirmed ? CONFIRMED_BECAUSE : EXPLAINED_BECAUSE),
            by: by.id,
            byName: by.name,
            at: instantText(this.#today - random.between(0, 20), random.between(0, 500)),
            ...(random.chance(0.12) && { contests: [this.#contest(finding, by, random)] }),
          },
        },
        mask,
      )
    }
  }

  /** An officer holds the signal wrong; the owner of its rule has not answered yet. */
  #contest(
    { ruleVersion }: { ruleVersion: number },
    { id, name }: { id: string; name: string },
    random: Random,
  ): Contest {
    const at = instantText(this.#today - random.between(0, 5), random.between(0, 500))
    const text = random.pick(CONTESTED_BECAUSE)
    return { ruleVersion, revision: 0, text, by: id, byName: name, at, answer: null }
  }

  /** What an officer of each region said of the worker of a declaration: that they are who they are. */
  *#linkJudgementItems(): Iterable<WorldItem> {
    const done = new Set<Region>()
    for (const plan of this.#everyPerson()) {
      if (done.size === REGIONS.length) return
      const declared = plan.slot ? undefined : plan.declarations[0]
      if (!declared) continue
      const places = placesOf(this.#seed, declared)
      const region = regionOfMunicipality(places[0]!.municipality) as Region
      if (done.has(region)) continue
      done.add(region)
      const who = this.#identity(plan)
      const { id, body } = this.#declaration(declared, who, places)
      const person = this.#person(plan, who)
      const by = OFFICERS_OF[region][0]!
      const said: LinkJudgement = {
        personId: person.id,
        verdict: 'SAME',
        facts: pairFacts(identityOfWorker(body), identityOfPerson(person.id, person.body)),
        reason: '',
        by: by.id,
        byName: by.name,
        at: instantText(this.#today - 3, 10 * 60),
      }
      yield item(
        { kind: 'linkJudgement', id, version: 1, body: { said: [said] } },
        declarationMask(places),
      )
    }
  }

  *#teamItems(): Iterable<WorldItem> {
    for (const { kind, id, body, region } of viewItems(this.#today)) {
      yield item({ kind, id, version: 1, body }, region ? bitOf(region) : FED)
    }
    for (const { kind, id, body, region } of absenceItems(this.#today)) {
      yield item({ kind, id, version: 1, body }, region ? bitOf(region) : FED)
    }
    for (const norm of this.#norms) yield item(norm, EVERYBODY)
    for (const { id, body } of ruleItems(this.#today)) {
      yield item({ kind: 'rule', id, version: 1, body }, EVERYBODY)
    }
    for (const [region, ids] of this.#sampled()) {
      const { id, body } = sampleItem(region, ids, this.#today)
      yield item({ kind: 'sample', id, version: 1, body }, bitOf(region))
    }
  }

  /** The first ordinary dossiers of each region. */
  #sampled(): Map<Region, string[]> {
    const found = new Map<Region, string[]>()
    for (const { slot, region, dossiers } of this.#everyPerson()) {
      const first = dossiers[0]
      const ids = found.get(region) ?? []
      if (slot || !first || ids.length === SAMPLED) continue
      found.set(region, [...ids, dossierId(first.index)])
      if (
        found.size === REGIONS.length &&
        [...found.values()].every((ids) => ids.length === SAMPLED)
      )
        break
    }
    return found
  }

  /** The first declarations of employees in each region: what people tell of. */
  #toldOf(): ToldOf[] {
    const found: ToldOf[] = []
    const counts = new Map<Region, number>()
    for (const plan of this.#everyPerson()) {
      if (counts.size === REGIONS.length && found.length === TOLD_OF * REGIONS.length) break
      const declaration = plan.slot ? undefined : plan.declarations[0]
      if (!declaration) continue
      const places = placesOf(this.#seed, declaration)
      const { body } = this.#declaration(declaration, this.#identity(plan), places)
      const region = regionOfMunicipality(places[0]!.municipality) as Region
      const count = counts.get(region) ?? 0
      if (count === TOLD_OF || body.employer === null) continue
      counts.set(region, count + 1)
      found.push({ region, body })
    }
    return found
  }

  /** The client of what people tell of last in a region; null: there is none. */
  #clientToldOf(toldOf: readonly ToldOf[]): (region: Region) => string | null {
    const numbers = new Map(
      toldOf.map(({ region, body }) => [region, body.clients[0]?.enterpriseNumber ?? null]),
    )
    return (region) => {
      const number = numbers.get(region)
      if (!number) return null
      for (let i = 0; i < this.#sizes.enterprises; i += 1) {
        const { id, body } = this.#enterprise(i)
        if (body.enterpriseNumber === number) return id
      }
      return null
    }
  }

  /** What inspectors watch, and of whom supervisors ask them a control. */
  *#sightItems(toldOf: readonly ToldOf[]): Iterable<WorldItem> {
    const subjectOf = this.#clientToldOf(toldOf)
    for (const { id, body } of watchItems(this.#today, subjectOf)) {
      yield item({ kind: 'watch', id, version: 1, body }, 0)
    }
    for (const { id, body } of controlRequestItems(this.#today, subjectOf)) {
      yield item({ kind: 'controlRequest', id, version: 1, body }, bitOf(body.region))
    }
  }

  *#reportItems(toldOf: readonly ToldOf[]): Iterable<WorldItem> {
    const reports = reportItems(toldOf, this.#today)
    for (const { id, region, body } of reports) {
      yield item({ kind: 'report', id, version: 1, body }, bitOf(region))
    }
    for (const { id, sealed } of reports) {
      if (sealed) yield item({ kind: 'reporter', id, version: 1, body: sealed }, 0)
    }
  }

  /** Everything that rules may read about a person, as a desk with all scopes would gather it. */
  factsOf(person: number): PersonFacts {
    const plan = this.#plan.person(person)
    const who = this.#identity(plan)
    const record = this.#person(plan, who)
    const known = personIdentifiers(record.id, record.body)
    const enterprises = new Map<string, TandemRecord<'enterprise'>>()
    const mandates: TandemRecord<'mandate'>[] = []
    for (const dossier of plan.dossiers) {
      for (const enterprise of [dossier.employer, this.#filer(dossier)]) {
        if (enterprise === null || enterprises.has(enterpriseId(enterprise))) continue
        enterprises.set(enterpriseId(enterprise), this.#enterprise(enterprise))
        if (enterprise === dossier.employer) mandates.push(...this.#mandateRecords(enterprise))
      }
    }
    const others = plan.slot?.persons.filter((other) => other !== person) ?? []
    const declarations = plan.declarations.flatMap((declaration) => {
      const places = placesOf(this.#seed, declaration)
      const declared = this.#declaration(declaration, who, places)
      for (const { value } of declarationIdentifiers(declared.body)) {
        const match = known.find((identifier) => identifier.value === value)
        if (match) return [{ record: declared, linkedBy: match.type }]
      }
      return []
    })
    const extracts = this.#extractsOf(plan, who, others)
    return {
      person: record,
      dossiers: plan.dossiers.map((dossier) => this.#dossier(dossier, who)),
      declarations,
      debts: this.#debtsOf(plan),
      outside: personLists({ person: record, ...extracts }, () =>
        worksIn(this.#worksAtSites(declarations.map((one) => one.record.body))),
      ),
      presences: this.#presencesOf(plan, who, 0).filter(({ body }) => body.insz !== null),
      enterprises,
      mandates,
      samePassport: others.map((other) => {
        const identity = this.#identity(this.#plan.person(other))
        const { number, country } = identity.passports[0]!
        return {
          personId: personId(other),
          birthDate: dayText(identity.birthDay),
          passport: { number, country },
        }
      }),
      ...extracts,
      samePapers: this.#samePapers(plan, others),
      sameTask: this.#sameTask(
        declarations.map((one) => ({ record: one.record, personId: record.id })),
        others,
      ),
      controls: this.#toldControls(plan, who),
      norms: this.#norms,
    }
  }

  /** Whoever tells a story together with somebody on a task of theirs, and they themselves. */
  #sameTask(
    own: readonly Pick<OnTask, 'record' | 'personId'>[],
    others: readonly number[],
  ): readonly OnTask[] {
    const tasks = new Set(own.flatMap(({ record }) => tasksInForce(record)))
    const isOnOne = ({ record }: Pick<OnTask, 'record'>) =>
      tasksInForce(record).some((task) => tasks.has(task))
    if (tasks.size === 0) return []
    const theirs = others.flatMap((other) => {
      const plan = this.#plan.person(other)
      const who = this.#identity(plan)
      const notified = notificationsIn(isToldOf(this.#plan, plan) ? this.#linesOf(plan, who) : [])
      return plan.declarations
        .map((one) => this.#declaration(one, who, placesOf(this.#seed, one)))
        .map((record) => ({ record, personId: personId(other), notified }))
        .filter(isOnOne)
    })
    if (theirs.length === 0) return []
    return [...own.filter(isOnOne).map((one) => ({ ...one, notified: [] })), ...theirs].toSorted(
      (a, b) => (a.record.id < b.record.id ? -1 : 1),
    )
  }

  /** The diploma that those who tell a story together file. */
  #samePapers(plan: PersonPlan, others: readonly number[]): NonNullable<PersonFacts['samePapers']> {
    const filed = plan.dossiers.filter(({ diploma }) => diploma !== undefined)
    if (filed.length === 0 || others.length === 0) return []
    const all = [plan, ...others.map((other) => this.#plan.person(other))]
    const employers = new Set(
      all.flatMap(({ dossiers }) => dossiers.flatMap(({ employer }) => employer ?? [])),
    ).size
    return filed.flatMap(({ index, diploma }) => {
      const { type, hash } = { type: 'DIPLOMA' as const, hash: diplomaOf(diploma!).hash }
      const documents = [{ type, file: { hash } }] as unknown as BodyOf<'dossier'>['documents']
      const [key] = comparedPapers({ documents })
      return [{ key: key!, dossierId: dossierId(index), persons: all.length, employers }]
    })
  }

  /** What the employers of a person's dossiers owe. */
  #debtsOf({ dossiers }: PersonPlan): NonNullable<PersonFacts['debts']> {
    return [...new Set(dossiers.flatMap(({ employer }) => employer ?? []))]
      .toSorted((a, b) => a - b)
      .flatMap((employer) => {
        const lines = this.#registerLines(employer).map(({ record }) => record)
        const own = lines.filter(({ body }) => body.staff !== null)
        return debtIn(enterpriseId(employer), own) ?? []
      })
  }

  #worksAtSites(declared: readonly BodyOf<'declaration'>[]): TandemRecord<'registerLine'>[] {
    const sites = new Set(declared.flatMap((body) => workSite(body) ?? []))
    const lines = [...sites].flatMap((site) => this.#worksAt(site))
    return lines.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }

  #extractsOf(
    plan: PersonPlan,
    who: Identity,
    others: readonly number[],
  ): Pick<PersonFacts, 'a1' | 'employments' | 'lines' | 'sameA1' | 'sameAccount' | 'holdings'> {
    const a1 = this.#formsOf(plan, who)
    const lines = isToldOf(this.#plan, plan) ? this.#linesOf(plan, who) : []
    const shared = plan.papers?.a1Number ? others : []
    return {
      a1,
      employments: this.#jobsOf(plan, who),
      lines,
      sameAccount: this.#sameAccount(lines, others),
      sameA1: shared.flatMap((other) => {
        const theirs = this.#plan.person(other)
        return this.#formsOf(theirs, this.#identity(theirs)).flatMap(({ body }) =>
          a1.some((own) => own.body.number === body.number && own.body.country === body.country)
            ? [{ number: body.number!, country: body.country, worker: personId(other) }]
            : [],
        )
      }),
      holdings: this.#held,
    }
  }

  /** Others whose wages went to an account of these lines. */
  #sameAccount(
    lines: readonly TandemRecord<'workerLine'>[],
    others: readonly number[],
  ): NonNullable<PersonFacts['sameAccount']> {
    const accounts = accountsIn(lines)
    if (accounts.length === 0) return []
    return others.flatMap((other) => {
      const plan = this.#plan.person(other)
      const who = this.#identity(plan)
      return accountsIn(this.#linesOf(plan, who))
        .filter((account) => accounts.includes(account))
        .map((account) => ({ account, worker: personId(other), familyName: who.name.family }))
    })
  }

  /** The same about all enterprises, by one walk over everybody; `each` sees the facts of every person. */
  *firmFacts(each: (facts: PersonFacts) => void = () => {}): Iterable<EnterpriseFacts> {
    const firms = new FirmFacts(this.#held, this.#norms)
    const enterprises = Array.from({ length: this.#sizes.enterprises }, (_, i) => i)
    for (const index of enterprises) {
      firms.register(this.#enterprise(index))
      const lines = this.#registerLines(index)
      for (const { record } of lines) firms.line(record)
      if (lines.some(({ record }) => this.#isLookedInto(index, record.body))) {
        firms.lookInto(this.#enterprise(index))
      }
    }
    for (let person = 0; person < this.#sizes.persons; person += 1) {
      for (const { record } of this.#worksLines(this.#plan.person(person))) firms.line(record)
      const facts = this.factsOf(person)
      firms.add(person, facts)
      each(facts)
    }
    for (const person of firms.sharing()) firms.addTasks(this.factsOf(person))
    for (const index of enterprises) yield firms.of(this.#enterprise(index))
  }

  /** All records, kind after kind; what is true beside them goes to `onTruth`. */
  *records(onTruth: (truth: Truth) => void = () => {}): Iterable<WorldItem> {
    yield* this.#enterpriseItems(onTruth)
    yield* this.#personItems()
    yield* this.#mandateItems()
    yield* this.#dossierItems()
    yield* this.#declarationItems(onTruth)
    yield* this.#presenceItems(onTruth)
    yield* this.#extractItems('a1')
    yield* this.#extractItems('employment')
    yield* this.#controlItems()
    yield* this.#workerLineItems()
    for (const holding of this.#held) yield item(holding, bitOf(holding.body.region) | FED)
    yield* this.#registerItems()
    yield* this.#worksItems()
    yield* this.#noteItems()
    yield* this.#judgementItems()
    yield* this.#linkJudgementItems()
    yield* this.#teamItems()
    const toldOf = this.#toldOf()
    yield* this.#reportItems(toldOf)
    for (const { id, region, body } of departureItems(this.#today)) {
      yield item({ kind: 'departure', id, version: 1, body }, bitOf(region))
    }
    yield* this.#sightItems(toldOf)
  }
}

/** A permit that its holder works on today. */
const isInForce = ({ stage, authorised, end }: DossierPlan, today: number): boolean =>
  stage === 'CARD' && end === null && (authorised?.to ?? 0) >= today

/** The keys of the tasks of a declaration that stands. */
const tasksInForce = ({ body }: TandemRecord<'declaration'>): string[] =>
  body.status === 'ACTIVE' ? taskKeys(body) : []

/** Employments of a story beside those of the permits. */
const jobsToldOf = ({ papers }: PersonPlan) => papers?.jobs ?? []

function item<K extends RecordKind>(record: TandemRecord<K>, mask: number): WorldItem {
  return { record: record as unknown as AnyRecord, scopes: SCOPES_OF_MASK[mask]! }
}

const NOBODY = { persons: [], dossiers: [], declarations: [], presences: [] } as const

/** The truth that a story tells of enterprises. */
function truthOfFirms(
  story: Pick<Story, 'name' | 'expects'>,
  enterprises: readonly number[],
): Exclude<Truth, { label: 'NOISE' }> {
  return {
    label: isPlanted(story) ? 'PLANTED' : 'LOOK_ALIKE',
    story: story.name,
    expects: story.expects,
    ...NOBODY,
    enterprises: enterprises.map(enterpriseId),
  }
}

/** The client that a story names in the declarations of a person. */
const clientsToldOf = ({ declarations }: PersonPlan): number[] =>
  declarations.flatMap(({ odd }) => odd.client ?? [])

/** Who employs a person by their dossiers and declarations. */
const employersOf = ({ dossiers, declarations }: PersonPlan): number[] =>
  [...dossiers, ...declarations].flatMap(({ employer }) => employer ?? [])

/**
 * Who compares declarations must see every authorisation that may cover them, also a work card and
 * an application not yet transmitted: otherwise a covered worker would look uncovered. Federal
 * services see all declarations (`declarationMask`), so they see every dossier.
 */
function dossierMask({ region }: DossierPlan): number {
  return bitOf(region) | FED
}

function declarationMask(places: readonly PlacePlan[]): number {
  return places.reduce((mask, { municipality }) => mask | bitOfPlace(municipality), FED)
}

function mandateBody(plan: ReturnType<typeof mandatesOf>[number]): BodyOf<'mandate'> {
  return {
    mandatorId: enterpriseId(plan.mandator),
    mandataryId: enterpriseId(plan.mandatary),
    kind: plan.kind,
    groups: plan.groups,
    fromQuarter: plan.fromQuarter,
    toQuarter: plan.toQuarter,
    status: plan.status,
  }
}

/** Numbers dossiers within their region and year in order of submission. */
function rankDossiers(days: Int32Array, regions: Uint8Array): Int32Array {
  const order = Int32Array.from(days, (_, i) => i).sort((a, b) => days[a]! - days[b]! || a - b)
  const ranks = new Int32Array(days.length)
  const last = new Map<string, number>()
  for (const index of order) {
    const key = `${regions[index]}${dayText(days[index]!).slice(0, 4)}`
    const rank = (last.get(key) ?? 0) + 1
    last.set(key, rank)
    ranks[index] = rank
  }
  return ranks
}

const OFFICERS_OF = Object.fromEntries(
  REGIONS.map((region) => [
    region,
    PRACTICE_PEOPLE.filter(
      (person) => person.region === region && person.role === 'REGION_OFFICER',
    ),
  ]),
) as unknown as Record<Region, { id: string; name: string }[]>

const CONFIRMED_BECAUSE = [
  'Nagekeken bij de werkgever: de gegevens kloppen niet met de vergunning.',
  'Vérifié avec l’inspection : la situation déclarée ne correspond pas au permis.',
  'Mit dem Arbeitgeber geklärt: die Abweichung besteht.',
]
const CONTESTED_BECAUSE = [
  'De regel houdt geen rekening met het stuk dat al bij het dossier zit.',
  'La règle ne tient pas compte du document déjà joint au dossier.',
  'Die Regel berücksichtigt das Dokument nicht, das der Akte schon beiliegt.',
]
const EXPLAINED_BECAUSE = [
  'Werkgever legde de ontbrekende stukken voor; het signaal is verklaard.',
  'Pièces reçues entre-temps, la différence est expliquée.',
  'Unterlagen liegen inzwischen vor, der Hinweis ist erklärt.',
]

/** A practice world as a stream of records in the order of RECORD_KINDS. */
export function generateWorld(
  options: WorldOptions,
  onTruth?: (truth: Truth) => void,
): Iterable<WorldItem> {
  return new World(options).records(onTruth)
}
