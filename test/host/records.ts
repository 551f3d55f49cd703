/** A small world of invented records with every field set, for tests that need known data. */
import type { Scope } from '../../domain/contract/codes.ts'
import type { AnyRecord, BodyOf, RecordKind } from '../../domain/contract/records.ts'

export interface FixtureItem {
  record: AnyRecord
  scopes: Scope[]
}

export function personBody(n: number): BodyOf<'person'> {
  return {
    familyName: `Voorbeeld${n}`,
    givenNames: 'Ada',
    nativeName: null,
    birthDate: '1990-01-15',
    sex: 'F',
    nationality: 'TR',
    insz: null,
    inszAliases: [],
    passports: [{ number: `U${1000 + n}`, country: 'TR', validTo: '2030-01-01' }],
    address: null,
    unlimitedAccess: null,
  }
}

export function enterpriseBody(n: number): BodyOf<'enterprise'> {
  return {
    name: `Bouwwerken ${n}`,
    enterpriseNumber: null,
    vatNumber: null,
    country: 'BE',
    address: {
      street: 'Kaai 1',
      postalCode: '9000',
      place: 'Gent',
      municipality: '44021',
      country: 'BE',
    },
    nace: null,
    jointCommittee: null,
    legalSituation: 'NORMAL',
    startedOn: '2001-01-01',
    establishmentUnits: [],
  }
}

export function dossierBody(n: number, submittedOn: string): BodyOf<'dossier'> {
  return {
    reference: `FL-2026-${String(n).padStart(6, '0')}`,
    procedure: 'SINGLE_PERMIT',
    category: 'OTHER_LMT',
    applicationType: 'FIRST',
    region: 'FL',
    language: 'nl',
    personId: `person-${n}`,
    employerId: `enterprise-${n % 5}`,
    filedById: `enterprise-${n % 5}`,
    submittedOn,
    work: { state: 'IN_EXAM', since: submittedOn },
    residence: { state: 'TRANSMITTED', since: submittedOn },
    clockEvents: [],
    job: {
      title: 'Metselaar',
      isco: '7112',
      payCents: 300_000,
      payUnit: 'MONTH',
      contract: { from: submittedOn, to: null },
    },
    workplaces: [{ municipality: '44021', street: null, establishmentUnit: null, share: 1 }],
    authorised: null,
    annexes: [],
    documents: [],
    events: [{ at: `${submittedOn}T08:00:00.000Z`, type: 'SUBMITTED', by: null, text: null }],
    assignee: null,
  }
}

export function declarationBody(n: number, from: string, to: string): BodyOf<'declaration'> {
  return {
    l1Number: `L1-${n}`,
    status: 'ACTIVE',
    submittedAt: `${from}T08:00:00.000Z`,
    cancelledAt: null,
    replacesL1: null,
    kind: 'EMPLOYEE',
    worker: {
      insz: null,
      familyName: `Voorbeeld${n}`,
      givenNames: 'Ada',
      birthDate: '1990-01-15',
      sex: 'F',
      nationality: 'TR',
      passport: { number: `U${1000 + n}`, country: 'TR' },
    },
    employer: {
      name: 'Ankara Insaat',
      country: 'TR',
      vatNumber: 'TR123',
      enterpriseNumber: null,
    },
    tempAgencyApprovalNumber: null,
    clients: [{ name: 'Bouwwerken 1', enterpriseNumber: null }],
    period: { from, to },
    sector: 'CONSTRUCTION',
    natureOfServices: 'Metselwerk',
    isco: '7112',
    jointCommittee: null,
    places: [{ type: 'SITE', name: 'Werf', address: null }],
    liaison: null,
    postingProof: null,
  }
}

function item<K extends RecordKind>(
  kind: K,
  id: string,
  body: BodyOf<K>,
  scopes: Scope[],
): FixtureItem {
  return { record: { kind, id, version: 1, body } as unknown as AnyRecord, scopes }
}

export const FIXTURE_DOSSIERS = 20

/** Five enterprises, and of each worker a dossier and a declaration; all Flemish and federal. */
export function* fixtureWorld(dossiers = FIXTURE_DOSSIERS): Generator<FixtureItem> {
  const numbers = Array.from({ length: dossiers }, (_, index) => index + 1)
  const scopes: Scope[] = ['FL', 'FED']
  for (let n = 0; n < 5; n += 1)
    yield item('enterprise', `enterprise-${n}`, enterpriseBody(n), scopes)
  for (const n of numbers) yield item('person', `person-${n}`, personBody(n), scopes)
  for (const n of numbers)
    yield item('dossier', `dossier-${n}`, dossierBody(n, '2026-03-02'), scopes)
  for (const n of numbers) {
    const body = declarationBody(n, '2026-02-01', '2026-06-30')
    yield item('declaration', `declaration-${n}`, body, scopes)
  }
}
