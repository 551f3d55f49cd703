/** Random, valid records from a seed, for comparisons with simple models. */
import {
  CATEGORIES,
  PROCEDURES,
  REGIONS,
  RESIDENCE_STATES,
  TAGS,
  WORK_STATES,
  type Region,
  type ClockEventKind,
} from '../../domain/contract/codes.ts'
import { addDays } from '../../domain/calendar/local-date.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import type { WireRecord } from '../../domain/contract/sync.ts'
import { dossier, enterprise, person, sampleInsz, wire } from './samples.ts'

/** A small seeded generator of numbers (mulberry32). */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** 0 to `below` - 1. */
  int(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)]!
  }
}

const FAMILY = ['Müller', 'Øzdemir', 'Łukasik', 'van den Berg', 'Đorđević', "N'Diaye", 'Müller']
const GIVEN = ['Ana', 'Zoë', 'Émile', 'Bo', 'Çağla']
const FIRMS = ['Bouw BV', 'Société Générale', 'École du Béton', 'Ziekenhuis Noord']
export const ASSIGNEES = ['fl-an', 'fl-bo', 'fl-zoe']

export function randomPerson(chance: Chance): BodyOf<'person'> {
  return person({
    familyName: chance.pick(FAMILY),
    givenNames: chance.pick(GIVEN),
    insz: chance.int(4) === 0 ? null : sampleInsz(1 + chance.int(900)),
    passports: [],
  })
}

function randomClock(chance: Chance): BodyOf<'dossier'>['clockEvents'] {
  if (chance.int(4) === 0) return []
  const start = addDays('2026-01-01', chance.int(120))
  const event = (kind: ClockEventKind, days: number) => ({
    clock: 'C3A' as const,
    at: addDays(start, days),
    kind,
    reason: null,
    by: null,
  })
  const events = [event('START', 0)]
  if (chance.int(4) === 0) events.push(event('SUSPEND', 5))
  return events
}

/** Put aside by the region or the immigration office, some of them over or ended by an event. */
function randomSnoozes(chance: Chance, region: Region): BodyOf<'dossier'>['snoozes'] {
  if (chance.int(4) > 0) return []
  const until = chance.int(3) === 0 ? null : addDays('2026-03-01', chance.int(90))
  const service = chance.int(4) === 0 ? ('DVZ' as const) : region
  const events = chance.int(5) === 0 ? 7 : 0
  return [{ service, until, events, by: 'fl-an', at: '2026-02-01T09:00:00.000Z' }]
}

/** Given to its assignee before or after the step that brought the tracks where they stand, or by nobody known. */
function randomEvents(chance: Chance, assignee: string | null): BodyOf<'dossier'>['events'] {
  const at = '2026-02-01T09:00:00.000Z'
  const given = { at, type: 'ASSIGNED' as const, by: 'fl-an', text: assignee }
  const step = {
    at,
    type: 'CARD_ISSUED' as const,
    by: 'fl-an',
    text: null,
    step: {
      track: 'RESIDENCE' as const,
      from: 'REGISTRATION_PENDING' as const,
      to: 'CARD_ISSUED' as const,
      on: '2026-02-01',
      basis: 'SWA',
      reason: null,
    },
  }
  return chance.pick([[], [given, step], [step, given]])
}

export function randomDossier(chance: Chance, persons: number, firms: number): BodyOf<'dossier'> {
  const region = chance.pick(REGIONS)
  const employerId = chance.int(6) === 0 ? null : `e${chance.int(firms)}`
  const assignee = chance.int(3) === 0 ? null : chance.pick(ASSIGNEES)
  // Some run on, some ended before today, one on the day before it.
  const to = chance.int(4) === 0 ? null : addDays('2026-03-20', chance.int(24))
  return dossier({
    reference: `FL-2026-${String(chance.int(1_000_000)).padStart(6, '0')}`,
    personId: `p${chance.int(persons)}`,
    employerId,
    filedById: employerId,
    region,
    procedure: chance.pick(PROCEDURES),
    category: chance.pick(CATEGORIES.slice(0, 4)),
    work: { state: chance.pick(WORK_STATES), since: '2026-01-01' },
    residence: { state: chance.pick(RESIDENCE_STATES), since: '2026-01-01' },
    clockEvents: randomClock(chance),
    assignee,
    authorised: chance.int(4) === 0 ? null : { from: '2025-04-01', to },
    events: randomEvents(chance, assignee),
    submittedOn: addDays('2025-12-01', chance.int(60)),
    tags: TAGS.filter(() => chance.int(6) === 0),
    snoozes: randomSnoozes(chance, region),
  })
}

/** Persons, enterprises and dossiers; some dossiers name a person that is not there. */
export function randomRecords(seed: number, dossiers: number): WireRecord[] {
  const chance = new Chance(seed)
  const persons = Math.ceil(dossiers / 3)
  const firms = 8
  const records: WireRecord[] = []
  for (let i = 0; i < firms; i += 1) {
    records.push(wire('enterprise', `e${i}`, enterprise({ name: chance.pick(FIRMS) })))
  }
  for (let i = 0; i < persons; i += 1) records.push(wire('person', `p${i}`, randomPerson(chance)))
  for (let i = 0; i < dossiers; i += 1) {
    records.push(wire('dossier', `d${i}`, randomDossier(chance, persons + 3, firms)))
  }
  return records
}
