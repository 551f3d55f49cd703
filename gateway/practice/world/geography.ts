/** Where things are: municipalities weighted by size, streets, and places abroad. */
import type { Region } from '../../../domain/contract/codes.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import { MUNICIPALITIES, type Municipality } from '../../../domain/reference/municipalities.ts'
import { draw, type Random, weighted, type Weighted } from './random.ts'

type Address = NonNullable<BodyOf<'person'>['address']>

/** Cities where much of the work is; the others share the rest evenly. */
const BIG: Readonly<Record<string, number>> = {
  '11002': 30,
  '44021': 16,
  '24062': 9,
  '31005': 7,
  '12025': 6,
  '23094': 8,
  '23088': 5,
  '71016': 6,
  '71072': 6,
  '34022': 6,
  '46030': 7,
  '21004': 20,
  '21001': 8,
  '21009': 6,
  '21012': 5,
  '62063': 14,
  '52011': 14,
  '53053': 6,
  '92094': 6,
  '25112': 5,
  '25121': 5,
  '63023': 6,
}

const IN_REGION = Object.fromEntries(
  (['FL', 'WA', 'BR', 'DG'] as const).map((region) => [
    region,
    weighted(
      MUNICIPALITIES.filter((m) => m.region === region).map((m) => [m, BIG[m.code] ?? 1] as const),
    ),
  ]),
) as Record<Region, Weighted<Municipality>>

/** A municipality of a region. */
export function municipalityIn(random: Random, region: Region): Municipality {
  return draw(random, IN_REGION[region])
}

/** Regions by volume of applications (domain facts 1.13; Wallonia and Brussels estimated). */
export const REGION_OF_WORK: Weighted<Region> = weighted([
  ['FL', 61],
  ['BR', 20],
  ['WA', 18],
  ['DG', 1],
])

const STREETS = {
  nl: [
    'Stationsstraat',
    'Kerkstraat',
    'Industrielaan',
    'Havenlaan',
    'Nieuwstraat',
    'Molenweg',
    'Kanaaldijk',
    'Ambachtsstraat',
    'Dorpsplein',
    'Steenweg op Brussel',
  ],
  fr: [
    'Rue de la Gare',
    'Rue de l’Église',
    'Chaussée de Bruxelles',
    'Avenue de l’Industrie',
    'Rue Neuve',
    'Quai du Canal',
    'Rue du Moulin',
    'Place du Marché',
    'Avenue des Artisans',
    'Rue Haute',
  ],
  de: [
    'Bahnhofstraße',
    'Kirchstraße',
    'Industriestraße',
    'Aachener Straße',
    'Neustraße',
    'Mühlenweg',
    'Marktplatz',
    'Hochstraße',
  ],
} as const

/** The name of a municipality in the language that is usual there. */
export function nameOf(place: Municipality): string {
  return place.names.de ?? place.names.nl ?? place.names.fr ?? place.code
}

/** Street and house number in a municipality. */
export function street(random: Random, place: Municipality): string {
  const language = place.region === 'DG' ? 'de' : place.region === 'WA' ? 'fr' : 'nl'
  return `${random.pick(STREETS[language])} ${random.between(1, 240)}`
}

/** An address in Belgium. */
export function belgianAddress(random: Random, place: Municipality): Address {
  return {
    street: street(random, place),
    postalCode: place.postalCode,
    place: nameOf(place),
    municipality: place.code,
    country: 'BE',
  }
}

const TOWNS_ABROAD: Readonly<Record<string, readonly string[]>> = {
  PL: ['Wrocław', 'Rzeszów', 'Opole', 'Gdańsk'],
  PT: ['Braga', 'Viseu', 'Leiria'],
  RO: ['Cluj-Napoca', 'Timișoara', 'Bacău'],
  BG: ['Пловдив', 'Варна', 'Русе'],
  LT: ['Kaunas', 'Klaipėda'],
  SI: ['Maribor', 'Koper'],
  SK: ['Nitra', 'Košice'],
  NL: ['Breda', 'Roosendaal', 'Venlo'],
  DE: ['Aachen', 'Köln', 'Düren'],
  FR: ['Lille', 'Valenciennes', 'Metz'],
  LU: ['Esch-sur-Alzette', 'Luxembourg'],
  IT: ['Brescia', 'Bari'],
  ES: ['Zaragoza', 'Vigo'],
  HU: ['Győr', 'Szeged'],
  HR: ['Split', 'Osijek'],
  TR: ['İzmir', 'Bursa'],
  GB: ['Leeds', 'Dover'],
  UA: ['Львів', 'Чернівці'],
  RS: ['Нови Сад', 'Niš'],
}

/** An address abroad. */
export function foreignAddress(random: Random, country: string): Address {
  const towns = TOWNS_ABROAD[country]
  return {
    street: null,
    postalCode: random.digits(5),
    place: towns ? random.pick(towns) : null,
    municipality: null,
    country,
  }
}
