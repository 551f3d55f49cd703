/** One synthetic person with dossiers, declarations and presences, as the host would answer. */
import type { FindingFact, JudgedFinding } from '../../domain/contract/findings.ts'
import type {
  A1Body,
  ControlBody,
  DeclarationBody,
  DossierBody,
  EmploymentBody,
  EnterpriseBody,
  HoldingBody,
  MandateBody,
  NoteBody,
  PersonBody,
  PresenceBody,
} from '../../domain/contract/records.ts'
import type {
  ComparisonPage,
  DeclarationVerdict,
  DossierPage,
  EnterprisePage,
  PersonPage,
  QueueRow,
  Session,
} from '../../domain/contract/workbench.ts'
import { addDays } from '../../domain/calendar/local-date.ts'

export const TODAY = '2026-11-23'

const view = <B>(id: string, body: B, pending = false) => ({ id, version: 1, body, pending })

export const session: Session = {
  state: 'SIGNED_IN',
  actor: { id: 'vl-an', name: 'An Officer', role: 'REGION_OFFICER', region: 'FL' },
  colleagues: [
    { id: 'vl-an', name: 'An Officer', assignable: true },
    { id: 'vl-bram', name: 'Bram Collega', assignable: true },
  ],
  mode: 'browser',
  practice: true,
  error: null,
  today: TODAY,
}

export const person = view('person-1', {
  familyName: 'Yılmaz-Öztürk',
  givenNames: 'Mehmet Ali',
  nativeName: 'Мехмет Али Йылмаз',
  birthDate: '1985-07-30',
  sex: 'M',
  nationality: 'TR',
  insz: '85073003328',
  inszAliases: ['85473003393'],
  passports: [{ number: 'U 1234567', country: 'TR', validTo: '2029-03-01' }],
  address: null,
  unlimitedAccess: null,
} satisfies PersonBody as PersonBody)

const enterprise = (id: string, name: string, changes: Partial<EnterpriseBody> = {}) =>
  view(id, {
    name,
    enterpriseNumber: '0403170701',
    vatNumber: 'BE0403170701',
    country: 'BE',
    address: {
      street: 'Kempische Steenweg 311 bus 4',
      postalCode: '3500',
      place: 'Hasselt',
      municipality: '71072',
      country: 'BE',
    },
    nace: '41.002',
    jointCommittee: '124',
    legalSituation: 'NORMAL',
    startedOn: '1998-04-01',
    establishmentUnits: [{ number: '2012345678', municipality: '71072' }],
    ...changes,
  } as EnterpriseBody)

export const employer = enterprise('enterprise-1', 'Bouwwerken Peeters & Zonen BV')
export const filer = enterprise('enterprise-2', 'Sociaal Secretariaat Voorbeeld VZW', {
  nace: '69.202',
})

const event = (
  at: string,
  type: DossierBody['events'][number]['type'],
  text: string | null = null,
) => ({
  at,
  type,
  by: type === 'SUBMITTED' ? null : 'vl-bram',
  text,
})

const dossierBody: DossierBody = {
  reference: 'FL-2025-001234',
  procedure: 'SINGLE_PERMIT',
  category: 'MEDIUM_SKILLED_SHORTAGE',
  applicationType: 'FIRST',
  region: 'FL',
  language: 'nl',
  personId: 'person-1',
  employerId: 'enterprise-1',
  filedById: 'enterprise-2',
  submittedOn: '2025-09-01',
  work: { state: 'GRANTED', since: '2025-11-12' },
  residence: { state: 'CARD_ISSUED', since: '2026-01-15' },
  clockEvents: [
    { clock: 'C1', at: '2025-09-04', kind: 'START', reason: null, by: null },
    { clock: 'C1', at: '2025-09-12', kind: 'STOP', reason: null, by: null },
  ],
  job: {
    title: 'Metselaar en bekister van gebogen constructies in architectonisch beton',
    isco: '7112',
    payCents: 4_280_000,
    payUnit: 'YEAR',
    contract: { from: '2026-01-01', to: '2027-12-31' },
  },
  workplaces: [
    {
      municipality: '71072',
      street: 'Kempische Steenweg 311',
      establishmentUnit: '2012345678',
      share: 0.7,
    },
    { municipality: '62063', street: null, establishmentUnit: null, share: 0.3 },
  ],
  authorised: { from: '2026-01-01', to: '2026-09-30' },
  annexes: [{ type: 'ANNEX_46', on: '2025-12-01' }],
  documents: [
    { id: 'doc-1', type: 'APPLICATION_FORM', status: 'ACCEPTED', receivedOn: '2025-09-01' },
    { id: 'doc-2', type: 'PASSPORT_COPY', status: 'ACCEPTED', receivedOn: '2025-09-01' },
    { id: 'doc-3', type: 'CONTRACT', status: 'RECEIVED', receivedOn: '2025-09-11' },
    { id: 'doc-4', type: 'DIPLOMA', status: 'REQUESTED', receivedOn: null },
    { id: 'doc-5', type: 'LABOUR_MARKET_TEST', status: 'MISSING', receivedOn: null },
  ],
  events: [
    event('2025-09-01T08:12:00Z', 'SUBMITTED'),
    event('2025-09-03T08:12:00Z', 'CHECK_OPENED'),
    event('2025-09-04T09:00:00Z', 'ITEMS_ASKED', 'Arbeidsovereenkomst niet ondertekend'),
    event('2025-09-12T10:00:00Z', 'ITEMS_RECEIVED'),
    event('2025-09-16T10:05:00Z', 'TRANSMITTED'),
    event('2025-11-12T10:05:00Z', 'WORK_GRANTED'),
    event('2025-12-01T10:05:00Z', 'RESIDENCE_GRANTED'),
    event('2026-01-15T10:05:00Z', 'CARD_ISSUED'),
  ],
  assignee: null,
}

export const dossier = view('dossier-1', dossierBody)

/** A renewal in full examination: suspended overall clock, both tracks open. */
export const renewal = view('dossier-2', {
  ...dossierBody,
  reference: 'FL-2026-004711',
  applicationType: 'RENEWAL',
  submittedOn: '2026-07-28',
  work: { state: 'INFO_REQUESTED', since: '2026-10-20' },
  residence: { state: 'PRE_ASSESSMENT', since: '2026-09-14' },
  authorised: null,
  annexes: [],
  assignee: 'vl-bram',
  clockEvents: [
    { clock: 'C1', at: '2026-08-03', kind: 'START', reason: null, by: null },
    { clock: 'C1', at: '2026-08-14', kind: 'STOP', reason: null, by: null },
    { clock: 'C2', at: '2026-08-14', kind: 'START', reason: null, by: null },
    { clock: 'C2', at: '2026-08-25', kind: 'STOP', reason: null, by: null },
    { clock: 'C3B', at: '2026-07-28', kind: 'START', reason: null, by: null },
    {
      clock: 'C3B',
      at: '2026-09-20',
      kind: 'EXTEND',
      days: 30,
      reason: 'Dossier met drie plaatsen en twee opdrachtgevers',
      by: 'vl-bram',
    },
    {
      clock: 'C3B',
      at: '2026-10-20',
      kind: 'SUSPEND',
      reason: 'Loonfiches van de vorige periode opgevraagd',
      by: 'vl-bram',
    },
  ],
  events: [
    event('2026-07-28T08:12:00Z', 'SUBMITTED'),
    event('2026-07-30T08:12:00Z', 'CHECK_OPENED'),
    event('2026-08-03T09:00:00Z', 'ITEMS_ASKED', 'Diploma en loonfiches ontbreken'),
    event('2026-08-14T10:00:00Z', 'ITEMS_RECEIVED'),
    event('2026-08-25T10:05:00Z', 'TRANSMITTED'),
    event('2026-09-14T10:05:00Z', 'PRE_ASSESSMENT_STARTED'),
    event('2026-09-20T10:05:00Z', 'EXTENDED', 'Complex dossier'),
    event('2026-10-19T07:05:00Z', 'ASSIGNED', 'vl-bram'),
    event('2026-10-20T10:05:00Z', 'INFO_ASKED', 'Loonfiches van de vorige periode'),
  ],
} satisfies DossierBody as DossierBody)

const declarationBody: DeclarationBody = {
  l1Number: 'L1-7F3K-20260412',
  status: 'ACTIVE',
  submittedAt: '2026-04-12T06:31:00Z',
  cancelledAt: null,
  replacesL1: null,
  kind: 'EMPLOYEE',
  worker: {
    insz: '85073003328',
    familyName: 'YILMAZ OZTURK',
    givenNames: 'Mehmet',
    birthDate: '1985-07-30',
    sex: 'M',
    nationality: 'TR',
    passport: { number: 'U1234567', country: 'TR' },
  },
  employer: {
    name: 'Zagrebačka Gradnja d.o.o.',
    country: 'HR',
    vatNumber: 'HR12345678901',
    enterpriseNumber: null,
  },
  tempAgencyApprovalNumber: null,
  clients: [{ name: 'Projectontwikkeling Noord NV', enterpriseNumber: '0403170701' }],
  period: { from: '2026-04-15', to: '2026-12-31' },
  sector: 'CONSTRUCTION',
  natureOfServices: 'Bekisting',
  isco: '7114',
  jointCommittee: '124',
  places: [
    {
      type: 'SITE',
      name: 'Werf Eilandje',
      address: {
        street: 'Londenstraat 60',
        postalCode: '2000',
        place: 'Antwerpen',
        municipality: '11002',
        country: 'BE',
      },
    },
  ],
  liaison: { name: 'I. Horvat', email: 'liaison@example.org', phone: '+385 1 000' },
  postingProof: null,
}

export const declaration = view('declaration-1', declarationBody)

/** A declaration of twenty places. */
export const roaming = view('declaration-2', {
  ...declarationBody,
  l1Number: 'L1-9QQ2-20250110',
  submittedAt: '2025-01-10T06:31:00Z',
  period: { from: '2025-02-01', to: '2026-01-31' },
  places: Array.from({ length: 20 }, (_, index) => ({
    type: 'COMPANY' as const,
    name: `Vestiging ${index + 1} van een keten met een lange naam`,
    address: {
      street: `Stationsstraat ${index + 1}`,
      postalCode: '9000',
      place: 'Gent',
      municipality: ['44021', '11002', '71072', '62063', '21004'][index % 5]!,
      country: 'BE',
    },
  })),
} satisfies DeclarationBody as DeclarationBody)

export const cancelled = view('declaration-3', {
  ...declarationBody,
  l1Number: 'L1-2ABC-20240501',
  status: 'CANCELLED',
  cancelledAt: '2024-09-20T06:31:00Z',
  period: { from: '2024-06-01', to: '2024-10-31' },
} satisfies DeclarationBody as DeclarationBody)

const presence = (date: string) =>
  view(`presence-${date}`, {
    insz: '85073003328',
    l1Number: 'L1-7F3K-20260412',
    employer: { name: 'Zagrebačka Gradnja d.o.o.', country: 'HR', enterpriseNumber: null },
    date,
    municipality: '11002',
    siteName: 'Werf Eilandje',
    registeredAt: `${date}T05:58:00Z`,
  } satisfies PresenceBody as PresenceBody)

export const presences = Array.from({ length: 60 }, (_, index) => addDays('2026-04-20', index))
  .filter((_, index) => index % 7 < 5)
  .map(presence)

export const form = view('a1-1', {
  state: 'ISSUED',
  number: 'HR-2026-881',
  country: 'HR',
  on: '2026-04-02',
  endedOn: null,
  worker: {
    insz: '85073003328',
    familyName: 'Kovačević',
    givenNames: 'Luka',
    birthDate: null,
    passport: null,
  },
  l1Number: null,
  employer: {
    name: 'Zagrebačka Gradnja d.o.o.',
    country: 'HR',
    vatNumber: null,
    enterpriseNumber: null,
  },
  period: { from: '2026-04-15', to: '2026-08-31' },
} satisfies A1Body as A1Body)

export const job = view('employment-1', {
  status: 'ACTIVE',
  insz: '85073003328',
  employer: { name: 'Bouwwerken Voorbeeld', enterpriseNumber: '0403019261' },
  period: { from: '2026-06-01', to: null },
  municipality: '11002',
} satisfies EmploymentBody as EmploymentBody)

export const control = view('control-1', {
  service: 'TSW',
  date: '2026-05-04',
  municipality: '11002',
  siteName: 'Werf Eilandje',
  enterprise: { name: 'Zagrebačka Gradnja d.o.o.', country: 'HR', enterpriseNumber: null },
  met: [{ insz: '85073003328', l1Number: null }],
  outcome: null,
} satisfies ControlBody as ControlBody)

export const holding = (source: HoldingBody['source'], change: Partial<HoldingBody> = {}) =>
  view(`holding-${source}`, {
    source,
    region: 'FL',
    from: '2026-01-01',
    asOf: '2026-11-19',
    name: source,
    refused: 0,
    by: 'x',
    byName: 'X',
    at: '2026-11-19T20:00:00.000Z',
    ...change,
  } satisfies HoldingBody as HoldingBody)

const VANDER_ELST = [
  ['VE_EMPLOYER_EEA', 'MET'],
  ['VE_HOME_RESIDENCE', 'UNKNOWN'],
  ['VE_HOME_EMPLOYMENT', 'MET'],
  ['VE_HOME_WORK_AUTHORISATION', 'NOT_MET'],
  ['VE_PASSPORT_AND_RESIDENCE', 'MET'],
] as const

export const verdict: DeclarationVerdict = {
  declarationId: 'declaration-1',
  linkedBy: 'INSZ',
  row: 7,
  needsDeclaration: 'YES',
  needsAuthorisation: 'YES',
  isUndetermined: false,
  requirement: 'SINGLE_PERMIT',
  exceptions: VANDER_ELST.map(([name, outcome]) => ({ name, outcome })),
  code: 'M4',
  differs: ['EMPLOYER', 'PLACE', 'PERIOD'],
  dossierId: 'dossier-1',
}

const fact = (
  label: string,
  type: FindingFact['type'],
  value: FindingFact['value'],
  source: FindingFact['source'],
): FindingFact => ({
  label,
  type,
  value,
  source,
})

const declared = (field: string) => ({
  kind: 'declaration',
  id: 'declaration-1',
  field,
  asOf: null,
})
const held = (field: string) => ({ kind: 'dossier', id: 'dossier-1', field, asOf: null })

export const finding: JudgedFinding = {
  finding: {
    id: 'finding-1',
    code: 'M4',
    ruleVersion: 1,
    revision: 0,
    enterpriseId: null,
    knownOn: null,
    kind: 'HARD',
    severity: 'HIGH',
    personId: 'person-1',
    dossierId: 'dossier-1',
    declarationId: 'declaration-1',
    facts: [
      fact('declaredEmployer', 'text', 'Zagrebačka Gradnja d.o.o.', declared('employer.name')),
      fact('permitEmployer', 'text', 'Bouwwerken Peeters & Zonen BV', held('employerId')),
      fact('declaredPeriod', 'period', '2026-04-15/2026-12-31', declared('period')),
      fact('authorisedPeriod', 'period', '2026-01-01/2026-09-30', held('authorised')),
      fact('declaredPlace', 'municipality', '11002', declared('places')),
    ],
    exceptions: verdict.exceptions,
  },
  saidId: 'finding-1',
  status: 'OPEN',
  saidStatus: 'OPEN',
  reason: null,
  byName: null,
  at: null,
  pending: false,
  snooze: null,
  contests: [],
}

const salary: JudgedFinding = {
  finding: {
    ...finding.finding,
    id: 'finding-2',
    code: 'R44',
    declarationId: null,
    dossierId: 'dossier-2',
    severity: 'MEDIUM',
    facts: [
      fact('payPerYear', 'money', 4_280_000, {
        kind: 'dossier',
        id: 'dossier-2',
        field: 'job.payCents',
        asOf: null,
      }),
      {
        label: 'thresholdPerYear',
        type: 'money',
        value: 4_522_000,
        source: null,
        table: 'thresholds',
      },
    ],
    exceptions: [],
  },
  saidId: 'finding-2',
  status: 'EXPLAINED',
  saidStatus: 'EXPLAINED',
  reason:
    'Maaltijdcheques en bonus tellen mee volgens de arbeidsovereenkomst; bijlage 3 van het contract nagekeken.',
  byName: 'Bram Collega',
  at: '2026-11-02T09:12:00Z',
  pending: true,
  snooze: null,
  contests: [],
}

export const queueRow = (changes: Partial<QueueRow> = {}): QueueRow => ({
  id: 'dossier-1',
  version: 1,
  reference: 'FL-2025-001234',
  personId: 'person-1',
  personName: 'YILMAZ-ÖZTÜRK Mehmet Ali',
  employerId: 'enterprise-1',
  employerName: 'Bouwwerken Peeters & Zonen BV',
  procedure: 'SINGLE_PERMIT',
  category: 'MEDIUM_SKILLED_SHORTAGE',
  applicationType: 'FIRST',
  region: 'FL',
  workState: 'GRANTED',
  residenceState: 'CARD_ISSUED',
  clock: null,
  holder: 'NOBODY',
  risk: { score: 100, severity: 'HIGH', codes: ['M4'] },
  assignee: null,
  assigneeName: null,
  submittedOn: '2025-09-01',
  priority: { score: 15, parts: [{ part: 'RISK', points: 15 }] },
  tags: [],
  snooze: 'NONE',
  snoozedUntil: null,
  changed: false,
  pending: false,
  ...changes,
})

const mandate = view('mandate-1', {
  mandatorId: 'enterprise-1',
  mandataryId: 'enterprise-2',
  kind: 'SOCIAL_SECRETARIAT',
  groups: ['WORKING_IN_BELGIUM'],
  fromQuarter: '2025-Q1',
  toQuarter: null,
  status: 'ACTIVE',
} satisfies MandateBody as MandateBody)

const note = view('note-1', {
  dossierId: 'dossier-2',
  text: 'Werkgever gebeld: loonfiches volgen deze week.\nOntvangstbewijs gevraagd.',
  by: 'vl-bram',
  byName: 'Bram Collega',
  at: '2026-11-03T10:30:00Z',
} satisfies NoteBody as NoteBody)

export const dossierPage: DossierPage = {
  named: [],
  dossier: renewal,
  person,
  employer,
  filer,
  mandateCheck: { outcome: 'COVERED', mandate },
  payCheck: { day: '2026-11-24', age: null, norm: null, suffices: null },
  tables: [],
  norms: [],
  otherEnds: [],
  shortStay: null,
  clocks: [
    {
      id: 'C1',
      level: 'NONE',
      startedOn: '2026-08-03',
      due: '2026-08-18',
      daysLeft: 4,
      suspendedDays: 0,
      extendedDays: 0,
      stopped: true,
    },
    {
      id: 'C2',
      level: 'NONE',
      startedOn: '2026-08-14',
      due: '2026-08-31',
      daysLeft: 6,
      suspendedDays: 0,
      extendedDays: 0,
      stopped: true,
    },
    {
      id: 'C3B',
      level: 'SUSPENDED',
      startedOn: '2026-07-28',
      due: null,
      daysLeft: null,
      suspendedDays: 34,
      extendedDays: 30,
      stopped: false,
    },
  ],
  holder: 'APPLICANT',
  competentRegion: 'FL',
  outcome: 'PENDING',
  findings: [finding, salary],
  declarations: [declaration],
  notes: [note],
  related: [{ ...queueRow(), relation: 'SAME_PERSON' }],
}

export const comparisonPage: ComparisonPage = {
  person,
  dossiers: [dossier, renewal],
  declarations: [declaration, roaming, cancelled],
  presences,
  a1: [form],
  employments: [job],
  controls: [control],
  holdings: [holding('A1'), holding('DIMONA')],
  enterprises: [employer, filer],
  verdicts: [
    verdict,
    {
      ...verdict,
      declarationId: 'declaration-2',
      code: 'M0',
      differs: [],
      needsAuthorisation: 'NO',
      requirement: 'NONE',
      row: 6,
      exceptions: VANDER_ELST.map(([name]) => ({ name, outcome: 'MET' as const })),
      dossierId: null,
    },
  ],
  clients: [],
  reasons: ['declaration-1', 'declaration-2', 'declaration-3'].map((declarationId) => ({
    declarationId,
    checks: [
      { code: 'M1', outcome: 'CLEAR', why: 'APPLICATION_FOUND' },
      { code: 'M4', outcome: 'FOUND', why: 'FOUND' },
      { code: 'M7', outcome: 'NOT_APPLICABLE', why: 'NOT_CANCELLED' },
    ],
  })),
  counts: [
    {
      declarationId: 'declaration-1',
      stay: { window: { from: '2026-03-01', to: '2026-08-27' }, days: 96, limit: 90 },
      posting: {
        from: '2025-09-01',
        days: 390,
        workers: 2,
        monthTwelveEnds: '2026-08-31',
        monthEighteenEnds: null,
      },
    },
  ],
  findings: [finding, salary],
}

export const personPage: PersonPage = {
  person,
  dossiers: [
    queueRow(),
    queueRow({
      id: 'dossier-2',
      reference: 'FL-2026-004711',
      workState: 'INFO_REQUESTED',
      residenceState: 'PRE_ASSESSMENT',
      applicationType: 'RENEWAL',
    }),
  ],
  declarations: [declaration, roaming, cancelled],
  possible: [],
  presences,
  employers: [employer],
  findings: [finding, salary],
}

export const enterprisePage: EnterprisePage = {
  enterprise: employer,
  dossiers: personPage.dossiers,
  dossierTotal: 341,
  declarations: [declaration, roaming],
  declarationTotal: 2,
  mandates: [{ mandate, mandator: employer.body.name, mandatary: filer.body.name }],
  mentions: [],
  registerLines: [],
  holdings: [],
  findings: [],
  workerFindings: [finding],
}
