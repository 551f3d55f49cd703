/** Synthetic records for the tests of cache and queue; every body fits its schema. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../../domain/contract/actor.ts'
import type { BodyOf, RecordKind } from '../../domain/contract/records.ts'
import type { Change, ChangePage, Settlement, WireRecord } from '../../domain/contract/sync.ts'
import type { CommandContext } from '../../domain/commands/command.ts'
import { inszCheckDigits } from '../../domain/identifiers/insz.ts'
import { registerLine, workerLine } from '../domain/fixtures.ts'
import {
  openCache,
  openFill,
  type Cache,
  type CacheLocation,
  type MentionRow,
} from '../../db/index.ts'

export const ACTOR: Actor = { id: 'fl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
export const COLLEAGUES = [
  { id: 'fl-an', name: 'An', assignable: true },
  { id: 'fl-bo', name: 'Bo', assignable: true },
]
export const FILL_FOR = {
  gatewayId: 'gateway-1',
  view: 'view-1',
  actor: ACTOR,
  colleagues: COLLEAGUES,
}
export const CONTEXT: CommandContext = {
  actor: ACTOR,
  at: '2026-03-02T09:00:00.000Z',
  today: '2026-03-02',
  colleagues: COLLEAGUES,
}

/** The L1 number of the first declaration of the small world. */
const FIRST_L1 = 'L1-2026-000001'

/** A valid INSZ of somebody born on 1 January 1980, by serial number 1 to 997. */
export function sampleInsz(serial: number): string {
  const base = `800101${String(serial).padStart(3, '0')}`
  return base + inszCheckDigits(base, false)
}

export function person(change: Partial<BodyOf<'person'>> = {}): BodyOf<'person'> {
  return {
    familyName: 'Müller',
    givenNames: 'Łucja Zoë',
    nativeName: null,
    birthDate: '1980-01-01',
    sex: 'F',
    nationality: 'TR',
    insz: sampleInsz(1),
    inszAliases: [],
    passports: [{ number: 'U 123-456', country: 'TR', validTo: null }],
    address: null,
    unlimitedAccess: null,
    ...change,
  }
}

export function enterprise(change: Partial<BodyOf<'enterprise'>> = {}): BodyOf<'enterprise'> {
  return {
    name: 'Société Générale de Béton',
    enterpriseNumber: '0403.170.701',
    vatNumber: null,
    country: 'BE',
    address: { street: null, postalCode: null, place: null, municipality: '11002', country: 'BE' },
    nace: null,
    jointCommittee: null,
    legalSituation: 'NORMAL',
    startedOn: null,
    establishmentUnits: [],
    ...change,
  }
}

export function dossier(change: Partial<BodyOf<'dossier'>> = {}): BodyOf<'dossier'> {
  return {
    reference: 'FL-2026-000123',
    procedure: 'SINGLE_PERMIT',
    category: 'HIGHLY_SKILLED',
    applicationType: 'FIRST',
    region: 'FL',
    language: 'nl',
    personId: 'p1',
    employerId: 'e1',
    filedById: 'e1',
    submittedOn: '2026-01-10',
    work: { state: 'IN_EXAM', since: '2026-01-20' },
    residence: { state: 'PRE_ASSESSMENT', since: '2026-01-20' },
    clockEvents: [{ clock: 'C3A', at: '2026-01-20', kind: 'START', reason: null, by: null }],
    job: {
      title: 'Procesingenieur',
      isco: '2141',
      payCents: 5_500_000,
      payUnit: 'YEAR',
      contract: { from: '2026-03-01', to: null },
    },
    workplaces: [{ municipality: '11002', street: null, establishmentUnit: null, share: 1 }],
    authorised: null,
    annexes: [],
    documents: [],
    events: [],
    assignee: null,
    ...change,
  }
}

export function declaration(change: Partial<BodyOf<'declaration'>> = {}): BodyOf<'declaration'> {
  return {
    l1Number: FIRST_L1,
    status: 'ACTIVE',
    submittedAt: '2026-02-01T08:00:00Z',
    cancelledAt: null,
    replacesL1: null,
    kind: 'EMPLOYEE',
    worker: {
      insz: sampleInsz(1),
      familyName: 'MULLER',
      givenNames: 'Lucja',
      birthDate: '1980-01-01',
      sex: 'F',
      nationality: 'TR',
      passport: { number: 'U123456', country: 'TR' },
    },
    employer: {
      name: 'Budowa sp. z o.o.',
      country: 'PL',
      vatNumber: 'PL1234567890',
      enterpriseNumber: null,
    },
    tempAgencyApprovalNumber: null,
    clients: [{ name: 'Société Générale de Béton', enterpriseNumber: '0403170701' }],
    period: { from: '2026-02-10', to: '2026-05-10' },
    sector: 'CONSTRUCTION',
    natureOfServices: null,
    isco: null,
    jointCommittee: null,
    places: [{ type: 'SITE', name: 'Werf Zuid', address: null }],
    liaison: null,
    postingProof: null,
    ...change,
  }
}

export function presence(change: Partial<BodyOf<'presence'>> = {}): BodyOf<'presence'> {
  return {
    insz: sampleInsz(1),
    l1Number: null,
    employer: { name: 'Budowa sp. z o.o.', country: 'PL', enterpriseNumber: null },
    date: '2026-02-12',
    municipality: '11002',
    siteName: null,
    registeredAt: '2026-02-12T06:00:00Z',
    ...change,
  }
}

export function a1(change: Partial<BodyOf<'a1'>> = {}): BodyOf<'a1'> {
  return {
    state: 'ISSUED',
    number: 'PL/2026/001',
    country: 'PL',
    on: '2026-02-05',
    endedOn: null,
    worker: {
      insz: sampleInsz(1),
      familyName: 'MULLER',
      givenNames: 'Lucja',
      birthDate: '1980-01-01',
      passport: null,
    },
    l1Number: 'L1-2026-000001',
    employer: {
      name: 'Budowa sp. z o.o.',
      country: 'PL',
      vatNumber: 'PL1234567890',
      enterpriseNumber: null,
    },
    period: { from: '2026-02-10', to: '2026-05-10' },
    ...change,
  }
}

export function employment(change: Partial<BodyOf<'employment'>> = {}): BodyOf<'employment'> {
  return {
    status: 'ACTIVE',
    insz: sampleInsz(1),
    employer: { name: 'Société Générale de Béton', enterpriseNumber: '0403170701' },
    period: { from: '2026-01-02', to: null },
    municipality: '11002',
    ...change,
  }
}

export function control(change: Partial<BodyOf<'control'>> = {}): BodyOf<'control'> {
  return {
    service: 'TSW',
    date: '2026-02-13',
    municipality: '11002',
    siteName: 'Werf Zuid',
    enterprise: { name: 'Budowa sp. z o.o.', country: 'PL', enterpriseNumber: null },
    met: [{ insz: sampleInsz(1), l1Number: null }],
    outcome: null,
    ...change,
  }
}

export function holding(change: Partial<BodyOf<'holding'>> = {}): BodyOf<'holding'> {
  return {
    source: 'A1',
    region: 'FL',
    from: '2025-01-01',
    asOf: '2026-03-01',
    name: 'A1-register',
    refused: 0,
    by: 'fl-an',
    byName: 'An',
    at: '2026-03-01T20:00:00.000Z',
    ...change,
  }
}

export function mandate(change: Partial<BodyOf<'mandate'>> = {}): BodyOf<'mandate'> {
  return {
    mandatorId: 'e1',
    mandataryId: 'e2',
    kind: 'SERVICE_PROVIDER',
    groups: ['WIB'],
    fromQuarter: '2026-Q1',
    toQuarter: null,
    status: 'ACTIVE',
    ...change,
  }
}

export function note(change: Partial<BodyOf<'note'>> = {}): BodyOf<'note'> {
  return {
    dossierId: 'd1',
    text: 'Called the employer.',
    by: 'fl-an',
    byName: 'An',
    at: '2026-03-01T10:00:00Z',
    ...change,
  }
}

export function wire<K extends RecordKind>(
  kind: K,
  id: string,
  body: BodyOf<K>,
  version = 1,
): WireRecord {
  return { kind, id, version, body: JSON.stringify(numbered(id, body)) }
}

/** Each declaration has a number of its own, but where a test gives it one: the same number is the same one. */
const numbered = (id: string, body: object): object =>
  'l1Number' in body && 'places' in body && body.l1Number === FIRST_L1 && id !== 'l1'
    ? { ...body, l1Number: `L1-${id}` }
    : body

/** The first enterprise of the small world as a register names it. */
export const REGISTERED = {
  name: 'Société Générale de Béton',
  country: 'BE',
  vatNumber: null,
  enterpriseNumber: '0403170701',
}

/** A small world: two persons, two enterprises, two dossiers, a declaration and what belongs to them. */
export const WORLD: readonly WireRecord[] = [
  wire('enterprise', 'e1', enterprise()),
  wire(
    'enterprise',
    'e2',
    enterprise({ name: 'Bureau Ducroissant', enterpriseNumber: '0202239951' }),
  ),
  wire('person', 'p1', person()),
  wire(
    'person',
    'p2',
    person({
      familyName: 'Yılmaz',
      givenNames: 'Ömer',
      nativeName: 'Юлмаз',
      insz: sampleInsz(2),
      passports: [],
    }),
  ),
  wire('mandate', 'm1', mandate()),
  wire('dossier', 'd1', dossier()),
  wire(
    'dossier',
    'd2',
    dossier({ reference: 'FL-2026-000200', personId: 'p2', filedById: 'e2', assignee: 'fl-bo' }),
  ),
  wire('declaration', 'l1', declaration()),
  wire('presence', 'c1', presence()),
  wire('a1', 'f1', a1()),
  wire('employment', 'j1', employment()),
  wire('control', 'k1', control()),
  wire(
    'workerLine',
    'w1',
    workerLine({ source: 'DMFA', worker: { insz: sampleInsz(1), l1Number: null } }),
  ),
  wire('holding', 'h1', holding()),
  wire('registerLine', 'r1', registerLine({ source: 'STAFF', enterprise: REGISTERED })),
  wire('note', 'n1', note()),
]

export interface Place extends CacheLocation {
  folder: string
  remove(): void
}

/** A folder of its own with a new key. */
export function newPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-cache-'))
  return {
    folder,
    file: join(folder, 'cache.db'),
    key: randomBytes(32),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Fills a cache with records and opens it. */
export function filledCache(place: CacheLocation, records: readonly WireRecord[] = WORLD): Cache {
  const fill = openFill(place, FILL_FOR)
  fill.put({ head: 10, records: [...records], next: null, total: records.length })
  fill.finish()
  return openCache(place)
}

/** The page that follows change 10, unless told otherwise. */
export function page(
  changes: readonly Omit<Change, 'n'>[],
  settlements: readonly Omit<Settlement, 'n'>[] = [],
  from = 10,
): ChangePage {
  const to = from + 1
  return {
    gatewayId: FILL_FOR.gatewayId,
    view: 'view-1',
    from,
    to,
    head: to,
    changes: changes.map((change) => ({ n: to, ...change })),
    settlements: settlements.map((settlement) => ({ n: to, ...settlement })),
  }
}

/** A mention that linking takes for an enterprise. */
export const linkedMention = (key: string, enterpriseId: string): MentionRow => ({
  key,
  link: {
    party: { name: 'Bouw Noord', country: 'BE', enterpriseNumber: null, vatNumber: null },
    band: 'LINKED',
    candidates: [
      {
        enterpriseId,
        evidence: {
          number: 'MISSING',
          country: 'SAME',
          address: 'MISSING',
          name: 4,
          band: 'LINKED',
        },
      },
    ],
    not: [],
    facts: null,
    isJudged: false,
  },
})

export const tombstone = (kind: RecordKind, id: string): Omit<Change, 'n'> => ({
  kind,
  id,
  version: 0,
  body: null,
})
