/** Who a person is: name, birth date, numbers, passports. A pure function of seed and person. */
import type { Sex } from '../../../domain/contract/codes.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import { TEMPORARY_PROTECTION } from '../../../domain/limosa/situation.ts'
import { toDay } from '../../../domain/calendar/local-date.ts'
import { dayText } from './days.ts'
import type { PersonPlan } from './drafts.ts'
import { belgianAddress, foreignAddress, municipalityIn } from './geography.ts'
import { type InszKind, makeInsz, makePassportNumber, SERIALS_PER_DAY } from './identifiers.ts'
import {
  FREE_ORIGINS,
  makeName,
  type Origin,
  PERMIT_ORIGINS,
  POSTED_ORIGINS,
  type PersonName,
} from './names.ts'
import { draw, Random } from './random.ts'

const STREAM = 40

export interface Identity {
  origin: Origin
  name: PersonName
  sex: Sex
  birthDay: number
  insz: string | null
  aliases: string[]
  passports: { number: string; country: string; validTo: string | null }[]
}

/** Birth dates go round a prime number of days, so that a serial number seldom repeats on a day. */
const FIRST_BIRTH = toDay('1962-01-01')
const BIRTH_DAYS = 16_411
const BIRTH_STRIDE = 7_919

/** The stories whose teller must have a certain origin. */
function originOf(random: Random, { slot, role }: PersonPlan): Origin {
  const story = slot?.story.name ?? null
  if (story === 'FREE_MOVER_WITHOUT_PERMIT' || role === 'POSTED_FREE')
    return draw(random, FREE_ORIGINS)
  if (story === 'TEMPORARY_PROTECTION') {
    return PERMIT_ORIGINS.values.find(({ country }) => country === 'UA') as Origin
  }
  const posted = slot ? slot.story.declarations > 0 : role === 'POSTED_PROVEN'
  return draw(random, posted ? POSTED_ORIGINS : PERMIT_ORIGINS)
}

/** Kinds of INSZ: the present one and an earlier one. */
function numbersOf(
  random: Random,
  plan: PersonPlan,
): { now: InszKind | null; before: InszKind | null } {
  if (plan.slot) return { now: 'RN', before: 'BIS_KNOWN' }
  const bis: InszKind = random.chance(0.88) ? 'BIS_KNOWN' : 'BIS_UNKNOWN'
  const x = random.next()
  if (plan.dossiers.some(({ authorised }) => authorised !== null)) {
    if (x < 0.62) return { now: 'RN', before: bis }
    return { now: x < 0.8 ? 'RN' : bis, before: null }
  }
  if (plan.dossiers.length > 0) return { now: x < 0.3 ? null : bis, before: null }
  if (x < 0.72) return { now: bis, before: null }
  if (x < 0.78) return { now: 'RN', before: random.chance(0.7) ? bis : null }
  return { now: null, before: null }
}

/** What identities depend on beside the person. */
export interface IdentityContext {
  seed: number
  today: number
  persons: number
  /** First of the persons who share a passport in a story; null when nobody does. */
  sharer: number | null
}

/** The identity of a person; the two who share a passport in a story have the first one's. */
export function identityOf(
  { seed, today, persons, sharer }: IdentityContext,
  plan: PersonPlan,
): Identity {
  const { person } = plan
  const random = new Random(seed, STREAM, person)
  const origin = originOf(random, plan)
  const sex: Sex = random.chance(plan.role.startsWith('POSTED') ? 0.12 : 0.34) ? 'F' : 'M'
  const name = makeName(random, origin, sex)
  const born = plan.slot?.story.name === 'ONE_PERSON_TWICE' ? plan.slot.persons[0]! : person
  const birthDay = FIRST_BIRTH + ((born * BIRTH_STRIDE) % BIRTH_DAYS)
  const rounds = Math.ceil(persons / BIRTH_DAYS)
  const room = Math.max(1, Math.floor(SERIALS_PER_DAY / rounds))
  const serial = Math.floor(person / BIRTH_DAYS) * room + random.below(room)
  const { now, before } = numbersOf(random, plan)
  const insz = now && makeInsz(birthDay, sex, now, serial)
  const aliases = before ? [makeInsz(birthDay, sex, before, serial)] : []
  const passports = [
    {
      number: makePassportNumber(random, person),
      country: origin.country,
      validTo: dayText(Math.max(today + random.between(200, 3200), lastDeclared(plan) + 30)),
    },
  ]
  if (random.chance(0.08)) {
    passports.unshift({
      number: makePassportNumber(random, persons + person),
      country: origin.country,
      validTo: dayText(today - random.between(100, 2000)),
    })
  }
  const passport = storyPassport(seed, persons, plan, sharer, origin.country)
  if (passport)
    passports.splice(0, passports.length, { ...passport, validTo: dayText(today + 900) })
  return { origin, name, sex, birthDay, insz, aliases, passports }
}

/** Last declared day of a person; day 0 when nothing is declared. */
const lastDeclared = ({ declarations }: PersonPlan): number =>
  declarations.reduce((last, { period }) => Math.max(last, period.to), 0)

/** Stories that two persons tell with one passport. */
const SHARERS: ReadonlySet<string> = new Set(['SHARED_PASSPORT', 'ONE_PERSON_TWICE'])

/** The passport that two persons of a story share, as its owner has it. */
function sharedPassport(seed: number, persons: number, owner: number) {
  const random = new Random(seed, STREAM + 1, owner)
  const { country } = draw(random, POSTED_ORIGINS)
  return { number: makePassportNumber(random, 2 * persons + owner), country }
}

/** A story's passport: the shared one, or the same number by coincidence in another country. */
function storyPassport(
  seed: number,
  persons: number,
  { slot }: PersonPlan,
  sharer: number | null,
  country: string,
): { number: string; country: string } | null {
  if (slot && SHARERS.has(slot.story.name)) {
    return sharedPassport(seed, persons, slot.persons[0] as number)
  }
  if (slot?.story.name !== 'SAME_NUMBER_OTHER_COUNTRY' || sharer === null) return null
  const shared = sharedPassport(seed, persons, sharer)
  return { number: shared.number, country: shared.country === country ? 'AM' : country }
}

/** Stories in which all who tell it live in one house. */
const HOUSES: ReadonlySet<string> = new Set(['SEVEN_IN_ONE_HOUSE', 'FIVE_IN_ONE_HOUSE'])

function houseOf(seed: number, { slot, region }: PersonPlan) {
  if (!slot || !HOUSES.has(slot.story.name)) return null
  const random = new Random(seed, STREAM + 5, slot.persons[0] as number)
  return belgianAddress(random, municipalityIn(random, region))
}

/** The record of a person. */
export function personBody(
  seed: number,
  plan: PersonPlan,
  who: Identity,
  today: number,
): BodyOf<'person'> {
  const random = new Random(seed, STREAM + 3, plan.person)
  const lives = plan.dossiers.length > 0 || plan.role === 'UNLIMITED'
  const story = plan.slot?.story.name ?? null
  const unlimited = plan.role === 'UNLIMITED' || story === 'UNLIMITED_ACCESS'
  return {
    familyName: who.name.family,
    givenNames: who.name.given,
    nativeName: who.name.native,
    birthDate: dayText(who.birthDay),
    sex: random.chance(0.004) ? 'U' : who.sex,
    nationality: who.origin.country,
    insz: who.insz,
    inszAliases: who.aliases,
    passports: who.passports,
    address:
      houseOf(seed, plan) ??
      (lives
        ? random.chance(0.85)
          ? belgianAddress(random, municipalityIn(random, plan.region))
          : null
        : random.chance(0.5)
          ? foreignAddress(random, who.origin.country)
          : null),
    unlimitedAccess: unlimited
      ? { card: random.pick(['B', 'K', 'L', 'F', 'F+']), from: dayText(today - 4000), to: null }
      : story === 'TEMPORARY_PROTECTION'
        ? { card: TEMPORARY_PROTECTION, from: dayText(today - 900), to: dayText(today + 400) }
        : null,
  }
}
