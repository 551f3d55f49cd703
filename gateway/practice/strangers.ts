/**
 * Declared workers of the practice world who are nobody of its register: whoever never asked for anything.
 * They come on top of the world, whose persons are all known, and name enterprises of it, so that they stand
 * among the workers of these. Nothing else follows from them.
 */
import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts'
import { REGIONS, type Region } from '../../domain/contract/codes.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import { PLANTED_NOBODY } from '../../domain/linking/scorecard.ts'
import { hasFreeMovement } from '../../domain/reference/countries.ts'
import { regionOfAddress } from '../../domain/reference/postal-codes.ts'
import type { WorldItem } from './world/world.ts'

type Declaration = BodyOf<'declaration'>
type Enterprise = BodyOf<'enterprise'>

/** What is declared of one; days count from today. */
interface Story {
  family: string
  /** One for each region. */
  given: readonly [string, string, string, string]
  birthDate: LocalDate
  sex: Declaration['worker']['sex']
  nationality: string
  /** A sender who is nobody of the register either; null: an enterprise of the EEA that is in it. */
  sender: { name: string; country: string } | null
  from: number
  days: number
  sector: Declaration['sector']
  nature: string
  hasPapers: boolean
}

const STORIES: readonly Story[] = [
  {
    family: 'Tokhirzoda',
    given: ['Farrukh', 'Bahrom', 'Siyovush', 'Daler'],
    birthDate: '1989-03-14',
    sex: 'M',
    nationality: 'TJ',
    sender: null,
    from: -12,
    days: 160,
    sector: 'CONSTRUCTION',
    nature: 'Metselwerk',
    hasPapers: false,
  },
  {
    family: 'Lashkarava',
    given: ['Nestan', 'Tsira', 'Lamara', 'Medea'],
    birthDate: '1993-11-02',
    sex: 'F',
    nationality: 'GE',
    sender: null,
    from: -20,
    days: 120,
    sector: 'MEAT',
    nature: 'Uitsnijden',
    hasPapers: true,
  },
  {
    family: 'Obrenovac',
    given: ['Gvozden', 'Ljubiša', 'Radovan', 'Milutin'],
    birthDate: '1978-07-30',
    sex: 'M',
    nationality: 'RS',
    sender: { name: 'Obrenovac Montaža d.o.o.', country: 'RS' },
    from: 6,
    days: 140,
    sector: 'CONSTRUCTION',
    nature: 'Staalmontage',
    hasPapers: false,
  },
  {
    family: 'Azarmehr',
    given: ['Kaveh', 'Siavash', 'Bahman', 'Houshang'],
    birthDate: '1985-01-19',
    sex: 'M',
    nationality: 'ZZ',
    sender: null,
    from: -3,
    days: 40,
    sector: 'CLEANING',
    nature: 'Industriële reiniging',
    hasPapers: false,
  },
  {
    family: 'Figueiroa',
    given: ['Leonor', 'Benedita', 'Graça', 'Mafalda'],
    birthDate: '1996-05-08',
    sex: 'F',
    nationality: 'PT',
    sender: null,
    from: -8,
    days: 90,
    sector: 'OTHER',
    nature: 'Onderhoud van machines',
    hasPapers: false,
  },
]

/** Who sends and for whom the work is, as the world has them. */
interface Parties {
  sender: Enterprise | null
  client: Enterprise | null
}

/** Days before the work on which it was declared. */
const FILED_BEFORE = 4
const PAPERS_SINCE = 400

const idOf = (region: Region, i: number): string => `stranger-${region}-${i + 1}`

/** Instants have a fixed hour: nothing hangs on it. */
const instant = (day: LocalDate) => `${day}T09:00:00.000Z`

function papersOf(period: Declaration['period'], country: string): Declaration['postingProof'] {
  const held = { from: addDays(period.from, -PAPERS_SINCE), to: addDays(period.to, PAPERS_SINCE) }
  return {
    homeResidence: held,
    homeWorkAuthorisation: held,
    contractWithPostingEmployer: true,
    passportValidTo: held.to,
    issuedBy: country,
  }
}

function bodyOf(
  story: Story,
  { id, region, today }: { id: string; region: Region; today: LocalDate },
  { sender, client }: { sender: Enterprise; client: Enterprise },
): Declaration {
  const from = addDays(today, story.from)
  const period = { from, to: addDays(from, story.days - 1) }
  const filed = addDays(from, -FILED_BEFORE)
  const employer = story.sender ?? sender
  return {
    l1Number: `L1${id.toUpperCase()}`,
    status: 'ACTIVE',
    submittedAt: instant(filed < today ? filed : today),
    cancelledAt: null,
    replacesL1: null,
    kind: 'EMPLOYEE',
    worker: {
      insz: null,
      familyName: story.family,
      givenNames: story.given[REGIONS.indexOf(region)]!,
      birthDate: story.birthDate,
      sex: story.sex,
      nationality: story.nationality,
      passport: null,
    },
    employer: {
      name: employer.name,
      country: employer.country,
      vatNumber: story.sender ? null : sender.vatNumber,
      enterpriseNumber: null,
    },
    tempAgencyApprovalNumber: null,
    clients: [{ name: client.name, enterpriseNumber: client.enterpriseNumber }],
    period,
    sector: story.sector,
    natureOfServices: story.nature,
    isco: null,
    jointCommittee: null,
    places: [{ type: 'COMPANY', name: client.name, address: client.address }],
    liaison: { name: 'Meldpunt oefenwereld', email: 'liaison@example.com', phone: '' },
    postingProof: story.hasPapers ? papersOf(period, employer.country) : null,
  }
}

/** Sender and client of each region: the last of the world that its people see. */
class Seen {
  readonly #parties = new Map<Region, Parties>(
    REGIONS.map((region) => [region, { sender: null, client: null }]),
  )
  readonly #today: LocalDate

  constructor(today: LocalDate) {
    this.#today = today
  }

  note({ record, scopes }: WorldItem): void {
    if (record.kind !== 'enterprise') return
    const { body } = record
    const isClient = body.country === 'BE' && body.enterpriseNumber !== null
    const isSender =
      body.country !== 'BE' && body.vatNumber !== null && hasFreeMovement(body.country, this.#today)
    for (const [region, parties] of this.#parties) {
      if (!scopes.includes(region)) continue
      if (isClient && regionOfAddress(body.address) === region) parties.client = body
      if (isSender) parties.sender = body
    }
  }

  *items(): Generator<WorldItem> {
    for (const [region, { sender, client }] of this.#parties) {
      if (!sender || !client) continue
      for (const [i, story] of STORIES.entries()) {
        const id = idOf(region, i)
        const about = { id, region, today: this.#today }
        const body = bodyOf(story, about, { sender, client })
        yield { record: { kind: 'declaration', id, version: 1, body }, scopes: [region, 'FED'] }
      }
    }
  }
}

/** The records of a world, then the declared workers whom nobody of it is. */
export function* withStrangers(
  records: Iterable<WorldItem>,
  today: LocalDate,
): Generator<WorldItem> {
  const seen = new Seen(today)
  for (const item of records) {
    seen.note(item)
    yield item
  }
  yield* seen.items()
}

/** What is true of them, as `[declaration, nobody]`; of a region of which a world knows no parties too. */
export function* strangersOwned(): Generator<readonly [string, string]> {
  for (const region of REGIONS) {
    for (const i of STORIES.keys()) yield [idOf(region, i), PLANTED_NOBODY]
  }
}
