/** Enterprises: Belgian employers, social secretariats and foreign firms. Pure functions of an index. */
import type { Region } from '../../../domain/contract/codes.ts'
import { REGIONS } from '../../../domain/contract/codes.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import { municipality, type Municipality } from '../../../domain/reference/municipalities.ts'
import { dayText } from './days.ts'
import {
  belgianAddress,
  foreignAddress,
  municipalityIn,
  nameOf,
  REGION_OF_WORK,
} from './geography.ts'
import { makeEnterpriseNumber, makeEstablishmentNumber, makeVatNumber } from './identifiers.ts'
import { type PostingSector, POSTING_SECTORS } from './jobs.ts'
import { draw, Random, weighted } from './random.ts'
import { FIRM_STORIES, type FirmStory } from './stories.ts'

const STREAM = 1

/** SECRETARIAT files for others; EEA firms post with free provision of services; OUTSIDE firms do not. */
export type EnterpriseRole = 'BELGIAN' | 'SECRETARIAT' | 'EEA' | 'OUTSIDE'

/** Of every 20 enterprises 12 are Belgian, 6 come from the EEA and 2 from outside it. */
const BLOCK = 20
const BELGIAN_IN_BLOCK = 12
const EEA_IN_BLOCK = 6

/** Fewest enterprises with which every region and every kind of employer occurs. */
export const FEWEST_ENTERPRISES = REGIONS.length * BLOCK

const EEA_COUNTRIES = weighted([
  ['PL', 30],
  ['PT', 13],
  ['RO', 11],
  ['NL', 10],
  ['SK', 7],
  ['LT', 6],
  ['SI', 5],
  ['BG', 5],
  ['DE', 5],
  ['FR', 4],
  ['IT', 3],
  ['ES', 3],
  ['HU', 3],
  ['HR', 3],
  ['LU', 2],
])
const OUTSIDE_COUNTRIES = weighted([
  ['TR', 30],
  ['GB', 25],
  ['RS', 15],
  ['UA', 10],
  ['IN', 20],
])

const FIRST_PARTS = [
  'Alva',
  'Brugmans',
  'Cortex',
  'Delmar',
  'Eikenhof',
  'Fabrix',
  'Gravensteen',
  'Hautebois',
  'Isomont',
  'Kempen',
  'Lysbeke',
  'Meuse',
  'Noordpoort',
  'Orbital',
  'Pasteel',
  'Quadrant',
  'Rivage',
  'Scheldeland',
  'Trionix',
  'Umbra',
  'Vennemont',
  'Waasbeke',
  'Zenith',
  'Ardennia',
  'Beaulieu',
  'Condroz',
  'Duinzicht',
  'Hesbaye',
]
const SECOND_PARTS: Readonly<Record<PostingSector['sector'], readonly string[]>> = {
  CONSTRUCTION: ['Bouw', 'Construct', 'Travaux', 'Dakwerken', 'Bau', 'Montage'],
  MEAT: ['Meat', 'Viandes', 'Vlees'],
  CLEANING: ['Clean', 'Nettoyage', 'Schoonmaak'],
  AGENCY: ['Interim', 'Staff', 'Flex'],
  OTHER: ['Systems', 'Logistics', 'Technics', 'Industrie', 'Services', 'Food', 'Labs'],
}
const FOREIGN_PARTS: Readonly<Record<string, readonly string[]>> = {
  PL: ['Budowa', 'Instal', 'Stalmont'],
  PT: ['Construções', 'Montagens', 'Obras'],
  RO: ['Construct', 'Montaj'],
  BG: ['Строй', 'Монтаж'],
  LT: ['Statyba', 'Logistika'],
  SK: ['Stavby', 'Montáže'],
  SI: ['Gradnje', 'Montaža'],
  TR: ['İnşaat', 'Yapı'],
  UA: ['Буд', 'Монтаж'],
  RS: ['Gradnja', 'Montaža'],
}
const LEGAL_FORMS: Readonly<Record<string, string>> = {
  PL: 'Sp. z o.o.',
  PT: 'Lda.',
  RO: 'S.R.L.',
  NL: 'B.V.',
  SK: 's.r.o.',
  LT: 'UAB',
  SI: 'd.o.o.',
  HR: 'd.o.o.',
  BG: 'ЕООД',
  DE: 'GmbH',
  FR: 'SARL',
  IT: 'S.r.l.',
  ES: 'S.L.',
  HU: 'Kft.',
  LU: 'S.à r.l.',
  TR: 'Ltd. Şti.',
  GB: 'Ltd',
  RS: 'd.o.o.',
  UA: 'ТОВ',
  IN: 'Pvt Ltd',
}

export interface Establishment {
  number: string
  municipality: string
}

/** What other records need to know of an enterprise. */
export interface EnterprisePlan {
  index: number
  role: EnterpriseRole
  country: string
  /** Where its seat is; null abroad. */
  seat: Municipality | null
  name: string
  sector: PostingSector
  enterpriseNumber: string | null
  vatNumber: string | null
  /** Its liaison person for inspection, one for all its postings. */
  reach: { email: string; phone: string }
}

/** The enterprises of a world: roles by index, and who is where. */
export class Enterprises {
  readonly #seed: number
  readonly #secretariats: number
  readonly #plans: EnterprisePlan[] = []
  readonly #sharing = new Map<number, FirmStory>()
  readonly count: number
  /** Belgian employers by region of their seat. */
  readonly inRegion: Readonly<Record<Region, Int32Array>>
  /** Belgian employers that are over, and those in judicial reorganisation. */
  readonly ended: Int32Array
  readonly reorganising: Int32Array
  readonly eea: Int32Array
  readonly outside: Int32Array

  constructor(seed: number, count: number) {
    this.#seed = seed
    this.count = count
    this.#secretariats = Math.max(3, Math.min(40, Math.floor(count / 250)))
    const regions: Record<Region, number[]> = { FL: [], WA: [], BR: [], DG: [] }
    const eea: number[] = []
    const outside: number[] = []
    const ended: number[] = []
    const reorganising: number[] = []
    for (let index = 0; index < count; index += 1) {
      const role = this.roleOf(index)
      // Nobody in ordinary life works for one of these: stories do.
      if (isInTrouble(index, role)) (isOver(index) ? ended : reorganising).push(index)
      else if (role === 'EEA') eea.push(index)
      else if (role === 'OUTSIDE') outside.push(index)
      else if (role === 'BELGIAN') regions[this.#regionOf(index, this.#stream(index))].push(index)
    }
    this.inRegion = {
      FL: Int32Array.from(regions.FL),
      WA: Int32Array.from(regions.WA),
      BR: Int32Array.from(regions.BR),
      DG: Int32Array.from(regions.DG),
    }
    this.ended = Int32Array.from(ended)
    this.reorganising = Int32Array.from(reorganising)
    this.eea = Int32Array.from(eea)
    this.outside = Int32Array.from(outside)
    for (const { story, enterprises } of this.tellings()) {
      for (const index of enterprises) this.#sharing.set(index, story)
    }
  }

  #stream(index: number): Random {
    return new Random(this.#seed, STREAM, index)
  }

  roleOf(index: number): EnterpriseRole {
    const place = index % BLOCK
    if (place === 0 && index / BLOCK < this.#secretariats) return 'SECRETARIAT'
    if (place < BELGIAN_IN_BLOCK) return 'BELGIAN'
    return place < BELGIAN_IN_BLOCK + EEA_IN_BLOCK ? 'EEA' : 'OUTSIDE'
  }

  /** One enterprise of every block stands in a region by turns, so that each region has some. */
  #regionOf(index: number, random: Random): Region {
    const drawn = draw(random, REGION_OF_WORK)
    return index % BLOCK === 1
      ? (REGIONS[Math.floor(index / BLOCK) % REGIONS.length] as Region)
      : drawn
  }

  /** A social secretariat or other provider that files for employers. */
  secretariat(random: Random): number {
    return random.below(this.#secretariats) * BLOCK
  }

  /** Plans are asked for again and again, and there are few of them: each is kept. */
  plan(index: number): EnterprisePlan {
    return (this.#plans[index] ??= this.#describe(index, this.#stream(index)))
  }

  #describe(index: number, random: Random): EnterprisePlan {
    const role = this.roleOf(index)
    const region = this.#regionOf(index, random)
    const sector = draw(random, POSTING_SECTORS)
    const first = random.pick(FIRST_PARTS)
    if (role === 'EEA' || role === 'OUTSIDE') {
      const country = draw(random, role === 'EEA' ? EEA_COUNTRIES : OUTSIDE_COUNTRIES)
      const second = random.pick(FOREIGN_PARTS[country] ?? SECOND_PARTS[sector.sector])
      const name = `${first}${random.below(90) + 10} ${second} ${LEGAL_FORMS[country] ?? ''}`.trim()
      const vatNumber = makeVatNumber(country, index)
      const reach = this.#reach(index)
      const numbers = { enterpriseNumber: null, vatNumber }
      return { index, role, country, seat: null, name, sector, ...numbers, reach }
    }
    const seat = municipalityIn(random, region)
    const second =
      role === 'SECRETARIAT' ? 'Sociaal Secretariaat' : random.pick(SECOND_PARTS[sector.sector])
    const form = seat.region === 'FL' ? 'BV' : seat.region === 'DG' ? 'GmbH' : 'SRL'
    const name = `${second === 'Sociaal Secretariaat' ? `${first} ${second}` : `${first} ${second} ${nameOf(seat)} ${form}`}`
    const enterpriseNumber = makeEnterpriseNumber(index, random.chance(0.06))
    return {
      index,
      role,
      country: 'BE',
      seat,
      name,
      sector,
      enterpriseNumber,
      vatNumber: `BE${enterpriseNumber}`,
      reach: this.#reach(index),
    }
  }

  /** Whether it shares by what it is reached with others, as a story tells. */
  isInStory(index: number): boolean {
    return this.#sharing.has(index)
  }

  /** Each its own desk, but for those that share one in a story. */
  #reach(index: number): EnterprisePlan['reach'] {
    const shared = this.#sharing.get(index)?.shared
    const own = String(1_000_000 + index).slice(-7)
    return {
      email: shared?.email ?? `liaison${index}@posting.example`,
      phone: shared?.phone ?? `+32 2 ${own.slice(0, 3)} ${own.slice(3, 5)} ${own.slice(5)}`,
    }
  }

  /** Who tells each story of enterprises; one for which the list is too short is not told. */
  tellings(): { story: FirmStory; enterprises: readonly number[] }[] {
    return FIRM_STORIES.flatMap((story) => {
      const list = story.list === 'EEA' ? this.eea : this.inRegion.BR
      const enterprises = [...list.subarray(story.from, story.from + story.size)]
      return enterprises.length < story.size ? [] : [{ story, enterprises }]
    })
  }

  /** Establishment units of a Belgian enterprise; the first stands at the seat. */
  establishments(plan: EnterprisePlan): Establishment[] {
    if (!plan.seat) return []
    const random = new Random(this.#seed, STREAM + 100, plan.index)
    const units = random.chance(0.7) ? 1 : random.between(2, 5)
    return Array.from({ length: units }, (_, unit) => ({
      number: makeEstablishmentNumber(plan.index, unit),
      municipality:
        unit === 0
          ? (plan.seat as Municipality).code
          : municipalityIn(random, (plan.seat as Municipality).region).code,
    }))
  }

  body(index: number, today: number): BodyOf<'enterprise'> {
    const random = this.#stream(index)
    const plan = this.#describe(index, random)
    const recent = plan.enterpriseNumber?.startsWith('1') ?? false
    const age = recent ? random.between(60, 1000) : random.between(1200, 12_000)
    const trouble = isInTrouble(index, plan.role)
    const end = random.pick(['BANKRUPTCY', 'LIQUIDATION', 'STRUCK_OFF'] as const)
    const address = plan.seat
      ? inBox(belgianAddress(random, plan.seat), plan.seat.region, index)
      : foreignAddress(random, plan.country)
    const shared = this.#sharing.get(index)?.shared.address
    const at = shared === undefined ? address : { ...BRUSSELS, street: shared }
    return {
      name: plan.name,
      enterpriseNumber: plan.enterpriseNumber,
      vatNumber: plan.vatNumber,
      country: plan.country,
      address: at,
      nace: plan.role === 'SECRETARIAT' ? '69.203' : random.pick(plan.sector.nace),
      jointCommittee: plan.role === 'SECRETARIAT' ? '200' : plan.sector.jointCommittee,
      legalSituation: !trouble ? 'NORMAL' : isOver(index) ? end : 'JUDICIAL_REORGANISATION',
      startedOn: dayText(today - age),
      establishmentUnits: this.establishments(plan),
    }
  }
}

/** In a town of few streets many firms share a house, each with a box of its own. */
function inBox(address: BodyOf<'enterprise'>['address'], region: Region, index: number) {
  const box = region === 'FL' || region === 'BR' ? 'bus' : 'bte'
  return { ...address, street: `${address.street} ${box} ${1 + ((index * 7) % 60)}` }
}

/** Where enterprises stand that share an address in a story. */
const BRUSSELS = { postalCode: '1000', place: 'Brussel', municipality: '21004', country: 'BE' }

/** Of so many enterprises two cannot go on as they are: one is over, one in reorganisation. */
const TROUBLED_TWO_IN = 2 * BLOCK
const OVER = 7

const isOver = (index: number): boolean => index % TROUBLED_TWO_IN === OVER

const isInTrouble = (index: number, role: EnterpriseRole): boolean =>
  role === 'BELGIAN' && index % BLOCK === OVER

/** An enterprise of a list, the first ones much more often than the last: a few employ many. */
export function pickEnterprise(random: Random, list: Int32Array): number {
  return list[Math.floor(list.length * random.next() ** 1.8)] as number
}

/** The municipality of an establishment. */
export function placeOf(code: string): Municipality {
  const place = municipality(code)
  if (!place) throw new RangeError(`unknown municipality ${code}`)
  return place
}
