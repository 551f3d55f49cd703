/**
 * What few declarations tell beside the rest (domain facts 4.3): addresses, the representative, the work
 * schedule, establishment units, declared works, and who the liaison person is. What is an employer's or
 * a client's is the same in all of its declarations.
 */
import { toDay } from '../../../domain/calendar/local-date.ts'
import type { BodyOf, Liaison } from '../../../domain/contract/records.ts'
import { dayText } from './days.ts'
import type { DeclarationPlan } from './drafts.ts'
import type { EnterprisePlan, Enterprises } from './enterprises.ts'
import { belgianAddress, foreignAddress, municipalityIn } from './geography.ts'
import { makeInsz } from './identifiers.ts'
import { FREE_ORIGINS, makeName } from './names.ts'
import { draw, Random } from './random.ts'
import { hasWorks, worksNumber } from './works.ts'

type Body = BodyOf<'declaration'>

const DETAIL_STREAM = 64
const EMPLOYER_STREAM = 65
/** Of so many declarations one tells more. */
const ONE_IN = 25

const SCHEDULES = {
  nl: [
    'ma-vr 7.30-16.00 u.',
    'ma-za, twee ploegen: 6-14 u. en 14-22 u.',
    '4 x 9,5 uur, vrijdag vrij',
  ],
  fr: [
    'lu-ve 7h30-16h00',
    'lu-sa, deux équipes : 6h-14h et 14h-22h',
    '4 x 9,5 heures, vendredi libre',
  ],
  de: [
    'Mo-Fr 7.30-16.00 Uhr',
    'Mo-Sa, zwei Schichten: 6-14 und 14-22 Uhr',
    '4 x 9,5 Stunden, freitags frei',
  ],
} as const

/** Nobody of the register is born before 1962: no liaison person has the number of a worker. */
const LIAISON_BIRTH = toDay('1950-01-01')
const LIAISON_BIRTH_DAYS = 4_000

/** The liaison person of an employer, by e-mail and phone as in its other declarations. */
function liaisonOf(random: Random, liaison: Liaison): Liaison {
  const sex = random.pick(['F', 'M'] as const)
  const { given, family } = makeName(random, draw(random, FREE_ORIGINS), sex)
  const birthDay = LIAISON_BIRTH + random.below(LIAISON_BIRTH_DAYS)
  const capacity = random.pick(['EMPLOYER', 'EMPLOYEE', 'MANDATARY', 'MANDATARY', 'OTHER'] as const)
  return {
    ...liaison,
    name: `${given} ${family}`,
    birthDate: dayText(birthDay),
    ...(random.chance(0.5) && { insz: makeInsz(birthDay, sex, 'RN', random.below(400)) }),
    capacity,
    address: belgianAddress(
      random,
      municipalityIn(random, random.pick(['FL', 'WA', 'BR'] as const)),
    ),
  }
}

function employerDetails(
  random: Random,
  employer: EnterprisePlan,
): Partial<NonNullable<Body['employer']>> {
  const seat = municipalityIn(random, random.pick(['FL', 'WA', 'BR'] as const))
  return {
    foreignId: `${employer.country}-${random.digits(8)}`,
    address: foreignAddress(random, employer.country),
    ...(random.chance(0.4) && {
      representative: {
        name: `Fiduciaire ${random.pick(['Delta', 'Noord', 'Meuse', 'Atrium'])}`,
        enterpriseNumber: null,
        address: belgianAddress(random, seat),
      },
    }),
  }
}

/** The address of a client, at its seat. */
function seatOf(seed: number, client: EnterprisePlan) {
  const random = new Random(seed, EMPLOYER_STREAM, 0x40000000 + client.index)
  return client.seat ? { address: belgianAddress(random, client.seat) } : {}
}

interface Around {
  seed: number
  today: number
  enterprises: Enterprises
  employer: EnterprisePlan | null
  clients: readonly EnterprisePlan[]
}

function placeDetails(
  plan: DeclarationPlan,
  { seed, today, enterprises, clients }: Around,
  place: Body['places'][number],
  at: number,
): Body['places'][number] {
  const unit = clients
    .flatMap((client) => enterprises.establishments(client))
    .find(({ municipality }) => municipality === place.address?.municipality)
  const works = at === 0 && hasWorks(seed, today, plan)
  return {
    ...place,
    ...(unit && place.type === 'COMPANY' && { establishmentUnit: unit.number }),
    ...(works && { declarationOfWorks: worksNumber(plan) }),
  }
}

/** The body with what few declarations tell; as it is for most. */
export function withDetails(plan: DeclarationPlan, around: Around, body: Body): Body {
  if (plan.index % ONE_IN !== 0) return body
  const { seed, employer, clients } = around
  const random = new Random(seed, DETAIL_STREAM, plan.index)
  const own = new Random(seed, EMPLOYER_STREAM, employer?.index ?? 0)
  const language = plan.region === 'FL' ? 'nl' : plan.region === 'DG' ? 'de' : 'fr'
  return {
    ...body,
    worker: { ...body.worker, homeAddress: foreignAddress(random, body.worker.nationality) },
    employer: body.employer && employer && { ...body.employer, ...employerDetails(own, employer) },
    clients: body.clients.map((client, i) => ({ ...client, ...seatOf(seed, clients[i]!) })),
    schedule: random.pick(SCHEDULES[language]),
    ...(employer && body.jointCommittee === '124' && { pc124Equivalent: random.chance(0.9) }),
    places: body.places.map((place, at) => placeDetails(plan, around, place, at)),
    liaison: body.liaison && liaisonOf(own, body.liaison),
  }
}
