/** Records for tests: complete and valid, each field replaceable. All people are invented. */
import type { RegisterSource, WorkerSource } from '../../domain/contract/codes.ts'
import type {
  A1Body,
  BodyOf,
  ControlBody,
  DeclarationBody,
  DossierBody,
  EmploymentBody,
  EnterpriseBody,
  HoldingBody,
  MandateBody,
  PersonBody,
  PresenceBody,
  ReportBody,
  TableRow,
  TandemRecord,
} from '../../domain/contract/records.ts'
import type { PersonFacts } from '../../domain/risk/person-facts.ts'

/** Antwerp, Liège, Brussels and Eupen by REFNIS code. */
export const ANTWERP = '11002'
export const LIEGE = '62063'
export const BRUSSELS = '21004'
export const EUPEN = '63023'

export const KBO_A = '0403019261'
export const KBO_B = '0428759497'

export function enterprise(
  id: string,
  body: Partial<EnterpriseBody> = {},
): TandemRecord<'enterprise'> {
  return {
    kind: 'enterprise',
    id,
    version: 1,
    body: {
      name: `Enterprise ${id}`,
      enterpriseNumber: KBO_A,
      vatNumber: null,
      country: 'BE',
      address: {
        street: null,
        postalCode: null,
        place: null,
        municipality: ANTWERP,
        country: 'BE',
      },
      nace: null,
      jointCommittee: null,
      legalSituation: 'NORMAL',
      startedOn: null,
      establishmentUnits: [],
      ...body,
    },
  }
}

export function person(body: Partial<PersonBody> = {}, id = 'p1'): TandemRecord<'person'> {
  return {
    kind: 'person',
    id,
    version: 1,
    body: {
      familyName: 'Ferreira',
      givenNames: 'Duarte',
      nativeName: null,
      birthDate: '1988-03-14',
      sex: 'M',
      nationality: 'BR',
      insz: null,
      inszAliases: [],
      passports: [{ number: 'FX123456', country: 'BR', validTo: '2030-01-01' }],
      address: null,
      unlimitedAccess: null,
      ...body,
    },
  }
}

export function dossier(body: Partial<DossierBody> = {}, id = 'd1'): TandemRecord<'dossier'> {
  return {
    kind: 'dossier',
    id,
    version: 1,
    body: {
      reference: 'FL-2026-000001',
      procedure: 'SINGLE_PERMIT',
      category: 'OTHER_LMT',
      applicationType: 'FIRST',
      region: 'FL',
      language: 'nl',
      personId: 'p1',
      employerId: 'e1',
      filedById: 'e1',
      submittedOn: '2026-01-05',
      work: { state: 'GRANTED', since: '2026-02-20' },
      residence: { state: 'CARD_ISSUED', since: '2026-04-01' },
      clockEvents: [],
      job: { title: 'Baker', isco: '7512', payCents: null, payUnit: 'YEAR', contract: null },
      workplaces: [{ municipality: ANTWERP, street: null, establishmentUnit: null, share: 1 }],
      authorised: { from: '2026-03-01', to: '2026-12-31' },
      annexes: [],
      documents: [],
      events: [],
      assignee: null,
      ...body,
    },
  }
}

export function declaration(
  body: Partial<DeclarationBody> = {},
  id = 'l1',
): PersonFacts['declarations'][number] {
  return {
    linkedBy: 'INSZ',
    record: {
      kind: 'declaration',
      id,
      version: 1,
      body: {
        l1Number: `L1-${id}`,
        status: 'ACTIVE',
        submittedAt: '2026-02-20T09:00:00.000Z',
        cancelledAt: null,
        replacesL1: null,
        kind: 'EMPLOYEE',
        worker: {
          insz: null,
          familyName: 'Ferreira',
          givenNames: 'Duarte',
          birthDate: '1988-03-14',
          sex: 'M',
          nationality: 'BR',
          passport: null,
        },
        employer: {
          name: 'Gradnje Zelenko d.o.o.',
          country: 'SI',
          vatNumber: 'SI12345678',
          enterpriseNumber: null,
        },
        tempAgencyApprovalNumber: null,
        clients: [],
        period: { from: '2026-03-01', to: '2026-06-30' },
        sector: 'CONSTRUCTION',
        natureOfServices: 'formwork',
        isco: null,
        jointCommittee: null,
        places: [{ type: 'SITE', name: 'Site', address: null }],
        liaison: null,
        postingProof: null,
        ...body,
      },
    },
  }
}

export function presence(
  body: Partial<PresenceBody> & { date: string },
  id = `c-${body.date}`,
): TandemRecord<'presence'> {
  return {
    kind: 'presence',
    id,
    version: 1,
    body: {
      insz: null,
      l1Number: null,
      employer: { name: 'Enterprise e1', country: 'BE', enterpriseNumber: KBO_A },
      municipality: ANTWERP,
      siteName: null,
      registeredAt: `${body.date}T06:00:00.000Z`,
      ...body,
    },
  }
}

/** An A1 of the employer of `declaration()` for all of 2026. */
export function a1(body: Partial<A1Body> = {}, id = 'a1'): TandemRecord<'a1'> {
  return {
    kind: 'a1',
    id,
    version: 1,
    body: {
      state: 'ISSUED',
      number: '1',
      country: 'SI',
      on: '2026-02-10',
      endedOn: null,
      worker: {
        insz: null,
        familyName: 'Ferreira',
        givenNames: 'Duarte',
        birthDate: '1988-03-14',
        passport: null,
      },
      l1Number: null,
      employer: {
        name: 'Gradnje Zelenko d.o.o.',
        country: 'SI',
        vatNumber: 'SI12345678',
        enterpriseNumber: null,
      },
      period: { from: '2026-01-01', to: '2026-12-31' },
      ...body,
    },
  }
}

/** A line about `enterprise('e1')`, with the part of its source. */
export function registerLine(
  change: Partial<BodyOf<'registerLine'>> & Pick<BodyOf<'registerLine'>, 'source'>,
): BodyOf<'registerLine'> {
  const parts: Record<RegisterSource, Partial<BodyOf<'registerLine'>>> = {
    HOME_ACTIVITY: {
      home: { foundedOn: '2026-01-10', postedShare: 95, atAddress: 40, activeAtHome: false },
    },
    STAFF: { staff: { fullTimeEquivalents: 4, turnoverFiled: true, socialDebtCents: 0 } },
    SANCTIONS: { sanction: { level: 4, director: null } },
    DIRECTORS: {
      directorship: {
        director: 'x',
        familyName: 'Peeters',
        givenNames: 'Jo',
        function: 'DIRECTOR',
        period: { from: '2024-01-01', to: null },
        bankruptOn: null,
      },
    },
    ACCOUNTS: { account: { key: 'abc-7034', iban: 'BE68539007547034', origin: 'FEE' } },
    WORKS: {
      works: {
        number: '30B1',
        siteName: 'Werf Kaai',
        street: 'Kaai 1',
        municipality: ANTWERP,
        principal: null,
        orderedBy: null,
        period: { from: '2026-01-01', to: null },
        valueCents: 30_000_000,
      },
    },
  }
  return {
    on: '2026-11-01',
    enterprise: { name: 'Bouw A', country: 'BE', vatNumber: null, enterpriseNumber: KBO_A },
    home: null,
    staff: null,
    sanction: null,
    directorship: null,
    account: null,
    ...parts[change.source],
    ...change,
  }
}

/** A line about `person()` and `enterprise('e1')`, with the part of its source. */
export function workerLine(
  change: Partial<BodyOf<'workerLine'>> & Pick<BodyOf<'workerLine'>, 'source'>,
): BodyOf<'workerLine'> {
  const parts: Record<WorkerSource, Partial<BodyOf<'workerLine'>>> = {
    DMFA: {
      wage: { from: '2026-04-01', to: '2026-06-30', wageCents: 750_000, days: 62, fraction: 100 },
    },
    NOTIFICATIONS: { notification: { reason: null } },
    CHAIN_FILES: {
      papers: {
        passport: '2030-01-01',
        residence: null,
        l1: null,
        a1: null,
        belgianStay: '2027-01-01',
        workAuthorisation: '2026-12-31',
        dimona: '2026-12-31',
      },
    },
    PAYMENTS: { payment: { wageCents: 210_000, deductedCents: 0, account: 'abc-7034' } },
    CARD_ACTIVITY: { activity: { vatActive: true, contributionsPaid: true } },
  }
  return {
    on: '2026-06-30',
    worker: { insz: '90020300197', l1Number: null },
    employer: { name: 'Bouw A', country: 'BE', vatNumber: null, enterpriseNumber: KBO_A },
    wage: null,
    notification: null,
    papers: null,
    payment: null,
    activity: null,
    ...parts[change.source],
    ...change,
  }
}

/** An employment by `enterprise('e1')`. */
export function employment(
  body: Partial<EmploymentBody> = {},
  id = 'w1',
): TandemRecord<'employment'> {
  return {
    kind: 'employment',
    id,
    version: 1,
    body: {
      status: 'ACTIVE',
      insz: '88031400102',
      employer: { name: 'Enterprise e1', enterpriseNumber: KBO_A },
      period: { from: '2026-01-01', to: null },
      municipality: ANTWERP,
      ...body,
    },
  }
}

/** A control that met one person. */
export function control(body: Partial<ControlBody> = {}, id = 'k1'): TandemRecord<'control'> {
  return {
    kind: 'control',
    id,
    version: 1,
    body: {
      service: 'TSW',
      date: '2026-04-02',
      municipality: ANTWERP,
      siteName: null,
      enterprise: { name: 'Enterprise e1', country: 'BE', enterpriseNumber: KBO_A },
      met: [{ insz: '88031400102', l1Number: null }],
      outcome: 'IN_ORDER',
      ...body,
    },
  }
}

/** Everything of 2026 and before is held in Flanders, up to yesterday of the tests of rules. */
export function holding(
  source: HoldingBody['source'],
  body: Partial<HoldingBody> = {},
): TandemRecord<'holding'> {
  return {
    kind: 'holding',
    id: `h-${source}`,
    version: 1,
    body: {
      source,
      region: 'FL',
      from: '2025-01-01',
      asOf: '2026-11-19',
      name: source,
      refused: 0,
      by: 'x',
      byName: 'X',
      at: '2026-11-19T20:00:00.000Z',
      ...body,
    },
  }
}

export function mandate(body: Partial<MandateBody> = {}, id = 'm1'): TandemRecord<'mandate'> {
  return {
    kind: 'mandate',
    id,
    version: 1,
    body: {
      mandatorId: 'e1',
      mandataryId: 's1',
      kind: 'SOCIAL_SECRETARIAT',
      groups: ['WORKING_IN_BELGIUM'],
      fromQuarter: '2025-Q1',
      toQuarter: null,
      status: 'ACTIVE',
      ...body,
    },
  }
}

/** A report as it was taken in by `x`, about an unknown worker of an unknown enterprise. */
export function report(body: Partial<ReportBody> = {}): ReportBody {
  return {
    reference: 'M-2026-000001',
    category: 'WAGE',
    channel: 'PHONE',
    language: 'nl',
    text: 'Op de werf wordt het loon in contanten teruggevraagd.',
    receivedOn: '2026-03-02',
    happened: null,
    region: 'FL',
    worker: null,
    enterprise: null,
    place: null,
    reporter: 'SEALED',
    guarded: false,
    status: 'RECEIVED',
    urgency: null,
    indicators: [],
    outcome: null,
    assignees: [],
    links: [],
    answers: [],
    events: [],
    by: 'x',
    byName: 'X',
    at: '2026-03-02T09:00:00.000Z',
    ...body,
  }
}

/** Facts of one person; enterprise e1 (Antwerp) is always known. */
export function facts(
  parts: Partial<Omit<PersonFacts, 'enterprises'>> & {
    enterprises?: readonly TandemRecord<'enterprise'>[]
  } = {},
): PersonFacts {
  const { enterprises = [], ...rest } = parts
  const all = [enterprise('e1'), ...enterprises]
  return {
    person: person(),
    dossiers: [],
    declarations: [],
    presences: [],
    mandates: [],
    samePassport: [],
    ...rest,
    enterprises: new Map(all.map((record) => [record.id, record])),
  }
}

/** Papers of a posting in order for the period of `declaration()` (golden scenario G1). */
export const PROVEN = {
  homeResidence: { from: '2025-01-01', to: '2026-12-31' },
  homeWorkAuthorisation: { from: '2025-01-01', to: '2026-12-31' },
  contractWithPostingEmployer: true,
  passportValidTo: '2028-03-01',
} as const

/** A row of a table that a region approved, in force for ever unless told otherwise. */
export const tableRow = (row: Pick<TableRow, 'table' | 'value'> & Partial<TableRow>): TableRow => ({
  validFrom: '2000-01-01',
  validTo: null,
  source: 'BS',
  reason: 'In een toets.',
  state: 'APPROVED',
  by: 'vl-greet',
  byName: 'Greet',
  at: '2026-01-05T09:00:00.000Z',
  closedBy: 'vl-an',
  closedByName: 'An',
  closedAt: '2026-01-06T09:00:00.000Z',
  remark: null,
  ...row,
})
