/** Bodies of Limosa declarations: the worker as the declarant typed them, noise included. */
import type { Region } from '../../../domain/contract/codes.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import { type DayPeriod, dayText, instantText, periodText } from './days.ts'
import type { DeclarationPlan } from './drafts.ts'
import { type EnterprisePlan, type Enterprises, pickEnterprise, placeOf } from './enterprises.ts'
import { belgianAddress, municipalityIn, REGION_OF_WORK } from './geography.ts'
import { makeInsz } from './identifiers.ts'
import type { Identity } from './identity.ts'
import { l1Number } from './ids.ts'
import { clientsAs, employerAs, type MentionKind } from './mentions.ts'
import { plainCapitals, spellingVariant } from './names.ts'
import { draw, Random } from './random.ts'

const PLACES_STREAM = 60
const CLIENTS_STREAM = 61
const BODY_STREAM = 62
const NOISE_STREAM = 63

type Worker = BodyOf<'declaration'>['worker']

/** Where a declaration says that the work is. */
export interface PlacePlan {
  type: 'COMPANY' | 'SITE' | 'ADDRESS' | 'OTHER'
  municipality: string
}

function placeCount(random: Random): number {
  const x = random.next()
  if (x < 0.8) return 1
  if (x < 0.93) return 2
  if (x < 0.985) return random.between(3, 7)
  return x < 0.995 ? random.between(8, 19) : 20
}

const PLACE_TYPES = ['COMPANY', 'SITE', 'ADDRESS', 'OTHER'] as const

/** The places of a declaration, cheap enough to be asked for twice. */
export function placesOf(seed: number, plan: DeclarationPlan): PlacePlan[] {
  if (plan.place !== null) return [{ type: 'SITE', municipality: plan.place }]
  const random = new Random(seed, PLACES_STREAM, plan.index)
  const count = plan.story ? 1 : placeCount(random)
  const site = plan.sector.sector === 'CONSTRUCTION'
  const places: PlacePlan[] = []
  for (let i = 0; i < count; i += 1) {
    const region: Region = i > 0 && random.chance(0.12) ? draw(random, REGION_OF_WORK) : plan.region
    places.push({
      type: site && random.chance(0.75) ? 'SITE' : random.pick(PLACE_TYPES),
      municipality: municipalityIn(random, region).code,
    })
  }
  return places
}

/** The Belgian clients: the direct one first, then the contractors above it. */
export function clientsOf(seed: number, enterprises: Enterprises, plan: DeclarationPlan): number[] {
  if (plan.odd.client !== undefined) return [plan.odd.client]
  const random = new Random(seed, CLIENTS_STREAM, plan.index)
  const depth =
    plan.sector.sector === 'CONSTRUCTION' ? 1 + random.below(4) : random.chance(0.85) ? 1 : 2
  const clients: number[] = []
  for (let i = 0; i < depth; i += 1) {
    const client = pickEnterprise(random, enterprises.inRegion[plan.region])
    if (!clients.includes(client)) clients.push(client)
  }
  return clients
}

// ---------------------------------------------------------------- noise

export const NOISE_KINDS = [
  'NAME_TYPO',
  'IDENTIFIERS_MISSING',
  'BIRTH_DATE_SWAPPED',
  'INSZ_TYPO',
  'PASSPORT_TYPO',
  'BIRTH_DATE_MISSING',
] as const
export type NoiseKind = (typeof NOISE_KINDS)[number]

/** Of so many declarations one is noisy: 6.7 %. */
const ONE_IN = 15

/**
 * What is wrong with a declaration (a number that was not typed at all is a typing error in the
 * name instead); null for most. Spread evenly, so that the share holds in any size. */
export function noiseOf(seed: number, plan: DeclarationPlan): NoiseKind | null {
  if (plan.story) return null
  const random = new Random(seed, NOISE_STREAM, Math.floor(plan.index / ONE_IN))
  if (plan.index % ONE_IN !== random.below(ONE_IN)) return null
  return random.pick(NOISE_KINDS)
}

function typo(random: Random, text: string): string {
  const at = random.between(1, Math.max(1, text.length - 2))
  const [a, b] = [text[at] ?? '', text[at + 1] ?? '']
  switch (random.below(3)) {
    case 0:
      return text.slice(0, at) + b + a + text.slice(at + 2)
    case 1:
      return text.slice(0, at) + text.slice(at + 1)
    default:
      return text.slice(0, at) + a + text.slice(at)
  }
}

/** Day and month exchanged where that gives a date, else the year of birth one off. */
function swappedDate(date: string): string {
  const [year, month, day] = date.split('-') as [string, string, string]
  return Number(day) <= 12 && day !== month
    ? `${year}-${day}-${month}`
    : `${Number(year) - 1}-${month}-${day === '29' ? '28' : day}`
}

/** Two neighbouring digits exchanged: the check digits no longer fit. */
function inszTypo(random: Random, insz: string): string {
  const start = random.below(8)
  for (let i = 0; i < 8; i += 1) {
    const at = (start + i) % 8
    const [a, b] = [insz[at] as string, insz[at + 1] as string]
    if (a !== b) return insz.slice(0, at) + b + a + insz.slice(at + 2)
  }
  return insz.slice(0, 10)
}

function withNoise(random: Random, worker: Worker, kind: NoiseKind): Worker {
  switch (kind) {
    case 'NAME_TYPO':
      return { ...worker, familyName: typo(random, worker.familyName) }
    case 'IDENTIFIERS_MISSING':
      return { ...worker, insz: null, passport: null }
    case 'BIRTH_DATE_SWAPPED':
      return { ...worker, birthDate: worker.birthDate && swappedDate(worker.birthDate) }
    case 'INSZ_TYPO':
      return worker.insz
        ? { ...worker, insz: inszTypo(random, worker.insz) }
        : { ...worker, familyName: typo(random, worker.familyName) }
    case 'PASSPORT_TYPO':
      return worker.passport
        ? {
            ...worker,
            passport: { ...worker.passport, number: passportTypo(worker.passport.number) },
          }
        : { ...worker, familyName: typo(random, worker.familyName) }
    case 'BIRTH_DATE_MISSING':
      return { ...worker, birthDate: null }
  }
}

/** A letter O for a zero, or an I for a one, as read from a bad scan; never another valid number. */
function passportTypo(number: string): string {
  if (number.includes('0')) return number.replace('0', 'O')
  return number.includes('1') ? number.replace('1', 'I') : `${number}O`
}

// ---------------------------------------------------------------- worker

/** The worker's names as typed: mostly as in the passport, sometimes otherwise, sometimes exchanged. */
function typedNames(
  random: Random,
  { name }: Identity,
): { familyName: string; givenNames: string } {
  const x = random.next()
  const firstGiven = name.given.split(' ')[0] as string
  if (x < 0.62) return { familyName: name.family, givenNames: name.given }
  if (x < 0.74)
    return { familyName: plainCapitals(name.family), givenNames: plainCapitals(name.given) }
  if (x < 0.86) return { familyName: name.family, givenNames: spellingVariant(random, name.given) }
  if (x < 0.93) return { familyName: spellingVariant(random, name.family), givenNames: firstGiven }
  if (x < 0.97) return { familyName: name.family, givenNames: firstGiven }
  return { familyName: name.given, givenNames: name.family }
}

function typedNumbers(
  random: Random,
  plan: DeclarationPlan,
  who: Identity,
): Pick<Worker, 'insz' | 'passport'> {
  const passport = who.passports.at(-1)
  const shown = passport ? { number: passport.number, country: passport.country } : null
  switch (plan.identify) {
    case 'ALIAS':
      return { insz: who.aliases[0] ?? who.insz, passport: null }
    case 'BROKEN':
      return { insz: who.insz && inszTypo(random, who.insz), passport: shown }
    case 'BOTH':
      return { insz: who.insz, passport: shown }
    case 'OTHER':
      return {
        insz: makeInsz(who.birthDay, who.sex, 'BIS_UNKNOWN', random.below(400)),
        passport: shown,
      }
    case 'USUAL': {
      const known = who.insz ?? who.aliases[0] ?? null
      const old = who.aliases.length > 0 && random.chance(0.3)
      const insz =
        known !== null && random.chance(0.78) ? (old ? (who.aliases[0] as string) : known) : null
      return { insz, passport: insz === null || random.chance(0.55) ? shown : null }
    }
  }
}

function workerOf(
  random: Random,
  plan: DeclarationPlan,
  who: Identity,
  noise: NoiseKind | null,
): Worker {
  const worker: Worker = {
    ...typedNumbers(random, plan, who),
    ...typedNames(random, who),
    birthDate: dayText(who.birthDay),
    sex: who.sex,
    nationality: who.origin.country,
  }
  return noise ? withNoise(random, worker, noise) : worker
}

// ---------------------------------------------------------------- body

type Proof = BodyOf<'declaration'>['postingProof']

/** How long before the posting the worker was hired, where a story says so. */
const HIRED: Partial<Record<DeclarationPlan['proof'], number>> = { FRESH: 10, MONTH_OLD: 30 }

function proofOf(random: Random, { proof, period }: DeclarationPlan): Proof {
  if (proof === 'NONE') return null
  const began = period.from - (HIRED[proof] ?? random.between(200, 1500))
  const until = period.to + random.between(100, 700)
  const worksUntil =
    proof === 'LAPSED' ? period.from + random.between(2, 15) : period.to + random.between(0, 400)
  return {
    homeResidence: { from: dayText(began), to: stayEnd(random, proof, period, until) },
    homeWorkAuthorisation: {
      from: dayText(began),
      to: dayText(proof === 'TO_THE_DAY' ? period.to : worksUntil),
    },
    contractWithPostingEmployer: true,
    passportValidTo: dayText(passportEnd(random, proof, period)),
  }
}

function stayEnd(
  random: Random,
  proof: DeclarationPlan['proof'],
  { from, to }: DayPeriod,
  usual: number,
): string | null {
  if (proof === 'STAY_ENDS') return dayText(random.between(from + 3, to - 1))
  if (proof === 'TO_THE_DAY') return dayText(to)
  return random.chance(0.1) ? null : dayText(usual)
}

function passportEnd(
  random: Random,
  proof: DeclarationPlan['proof'],
  { from, to }: DayPeriod,
): number {
  if (proof === 'PASSPORT_ENDS') return random.between(from + 3, to - 1)
  return proof === 'TO_THE_DAY' ? to : to + random.between(60, 2500)
}

const SITE_NAMES = ['Werf', 'Chantier', 'Site', 'Project', 'Loods', 'Baustelle']
const SITE_THINGS = [
  'Kanaal',
  'Gare',
  'Haven',
  'Campus',
  'Hôpital',
  'Parc',
  'Brug',
  'Écluse',
  'Toren',
]
const LIAISONS = ['Contact Office', 'Liaison Desk', 'Posting Support', 'Site Office']
const VISIT = {
  nl: 'Meeting met de klant',
  fr: 'Réunion avec le client',
  de: 'Besprechung mit dem Kunden',
}

/** The invitation and the agenda were shown. */
const VISITED: Proof = {
  homeResidence: null,
  homeWorkAuthorisation: null,
  contractWithPostingEmployer: null,
  passportValidTo: null,
  exemption: 'CLOSED_MEETING',
}

/** What a declaration body needs beside its plan. */
export interface DeclarationSurroundings {
  seed: number
  today: number
  who: Identity
  employer: EnterprisePlan | null
  clients: readonly EnterprisePlan[]
  places: readonly PlacePlan[]
  /** How it mentions them; null: as their register has them. */
  mention: MentionKind | null
}

function placeBody(
  random: Random,
  { type, municipality }: PlacePlan,
  street: string | null | undefined,
): BodyOf<'declaration'>['places'][number] {
  const name =
    type === 'ADDRESS'
      ? null
      : `${random.pick(SITE_NAMES)} ${random.pick(SITE_THINGS)} ${random.between(1, 60)}`
  const address = belgianAddress(random, placeOf(municipality))
  return { type, name, address: street === undefined ? address : { ...address, street } }
}

/** The record of a declaration. */
export function declarationBody(
  plan: DeclarationPlan,
  around: DeclarationSurroundings,
): BodyOf<'declaration'> {
  const { seed, today, employer } = around
  const random = new Random(seed, BODY_STREAM, plan.index)
  const { period, sector, odd } = plan
  const usually = Math.min(today, period.from - (random.chance(0.9) ? random.between(1, 25) : 0))
  const filed = odd.filedAfter === undefined ? usually : period.from + odd.filedAfter
  // In ordinary life a plan changes before the work begins or in its first week.
  const called = Math.min(today, filed + random.between(0, 40), Math.max(filed, period.from + 7))
  const cancelled =
    plan.status !== 'CANCELLED'
      ? null
      : odd.cancelledAfter === undefined
        ? (plan.cancelled ?? called)
        : period.from + odd.cancelledAfter
  const language = plan.region === 'FL' ? 'nl' : plan.region === 'DG' ? 'de' : 'fr'
  const vague = !plan.visit && random.chance(0.08)
  return {
    l1Number: l1Number(seed, plan.index),
    status: plan.status,
    submittedAt: instantText(filed, random.between(0, 700)),
    cancelledAt: cancelled === null ? null : instantText(cancelled, 720),
    replacesL1: plan.replaces === null ? null : l1Number(seed, plan.replaces),
    kind: plan.kind,
    worker: workerOf(random, plan, around.who, noiseOf(seed, plan)),
    employer:
      employer &&
      employerAs(around.mention, {
        name: employer.name,
        country: employer.country,
        vatNumber: employer.vatNumber,
        enterpriseNumber: employer.enterpriseNumber,
      }),
    tempAgencyApprovalNumber:
      employer && sector.sector === 'AGENCY' && !odd.unapproved
        ? `VG.${random.between(1000, 2999)}/U`
        : null,
    clients: clientsAs(
      around.mention,
      plan,
      around.clients.map(({ name, enterpriseNumber }) => ({ name, enterpriseNumber })),
      employer,
    ),
    period: periodText(period),
    sector: sector.sector,
    natureOfServices: plan.visit ? VISIT[language] : sector.nature[language],
    isco: vague && !plan.story ? null : plan.job.isco,
    jointCommittee: sector.sector === 'CONSTRUCTION' ? sector.jointCommittee : null,
    places: around.places.map((place) => placeBody(random, place, odd.street)),
    liaison:
      employer && random.chance(0.8)
        ? {
            name: random.pick(LIAISONS),
            ...employer.reach,
          }
        : null,
    postingProof: plan.visit ? VISITED : proofOf(random, plan),
  }
}
