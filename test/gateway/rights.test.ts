/**
 * Every role and region x every kind x every scope x every command, asked of the gateway's routes
 * on real PostgreSQL. The tables below state every right a second time, by hand, apart from
 * domain/rights: a right that both do not state alike fails, and so does a role, a kind, a command
 * or a code of a finding that no table names.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { COMMANDS, type CommandName } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import {
  FINDING_CODES,
  REGIONS,
  ROLES,
  SCOPES,
  type FindingCode,
  type Role,
  type Scope,
} from '../../domain/contract/codes.ts'
import { RECORD_KINDS, type BodyOf, type RecordKind } from '../../domain/contract/records.ts'
import type { ChangePage, Me, SnapshotPage } from '../../domain/contract/sync.ts'
import { rememberPeople } from '../../gateway/colleagues.ts'
import type { Database } from '../../gateway/database.ts'
import { moveToScopes, parentOf, type LoadItem } from '../../gateway/records.ts'
import { assign, command, addNote, databaseKinds, refill, testGateway } from './fixtures.ts'
import { startIssuer, type TestIssuer } from './issuer.ts'

// ---------------------------------------------------------------- who

/** Every role with every region that it may have. */
const REGIONS_OF_ROLE: Record<Role, readonly Actor['region'][]> = {
  REGION_OFFICER: ['FL', 'WA', 'BR', 'DG'],
  SUPERVISOR: ['FL', 'WA', 'BR', 'DG'],
  DVZ_CLERK: [null],
  INSPECTOR: [null, 'FL', 'WA', 'BR', 'DG'],
  AUDITOR: [null],
}
const idOf = (role: Role, region: Actor['region']): string => `${role}-${region ?? 'ALL'}`
const ACTORS: Actor[] = ROLES.flatMap((role) =>
  (REGIONS_OF_ROLE[role] ?? []).map((region) => ({
    id: idOf(role, region),
    name: `${role} ${region ?? ''}`,
    role,
    region,
  })),
)

// ---------------------------------------------------------------- what is stated

/** Whose records a person sees: those of their region, or these. */
const SCOPES_WITHOUT_REGION: Record<Role, readonly Scope[]> = {
  REGION_OFFICER: [],
  SUPERVISOR: [],
  DVZ_CLERK: ['FED'],
  INSPECTOR: ['FL', 'WA', 'BR', 'DG'],
  AUDITOR: ['FL', 'WA', 'BR', 'DG', 'FED'],
}

/** A part of the body that is not there. */
const GONE = 'GONE'
const DOTS = '•••'
/** WHOLE, NONE, or what is shown instead of what stands in BODIES below, by path. */
type Stated = 'WHOLE' | 'NONE' | Readonly<Record<string, unknown>>

const NO_HOME = {
  'address.street': null,
  'address.postalCode': null,
  'address.place': null,
  'address.municipality': null,
}
/** The contact for inspection, with birth date, INSZ and address. */
const NO_LIAISON = { liaison: null }
/** Where the worker lives, as declared. */
const NO_DECLARED_HOME = {
  'worker.homeAddress.street': null,
  'worker.homeAddress.postalCode': null,
  'worker.homeAddress.place': null,
  'worker.homeAddress.municipality': null,
}
/** Whole account numbers are the inspection's. */
const NO_IBAN = { 'account.iban': null }
/** How a control ended is the inspection's. */
const NO_OUTCOME = { outcome: null, signs: GONE, earlierSigns: GONE }

const REGION: Record<RecordKind, Stated> = {
  enterprise: 'WHOLE',
  person: NO_HOME,
  mandate: 'WHOLE',
  dossier: {
    'documents.1.status': 'RECEIVED',
    'documents.1.receivedOn': null,
    'documents.2.receivedOn': null,
  },
  declaration: { ...NO_LIAISON, ...NO_DECLARED_HOME },
  presence: 'WHOLE',
  a1: 'WHOLE',
  employment: 'WHOLE',
  control: NO_OUTCOME,
  workerLine: 'WHOLE',
  holding: 'WHOLE',
  registerLine: NO_IBAN,
  note: 'WHOLE',
  findingJudgement: 'WHOLE',
  linkJudgement: 'WHOLE',
  savedView: 'WHOLE',
  absence: 'WHOLE',
  norm: 'WHOLE',
  rule: 'WHOLE',
  sample: 'WHOLE',
  report: 'NONE',
  reporter: 'NONE',
  departure: 'WHOLE',
  watch: 'NONE',
  controlRequest: 'NONE',
}

/** What each role sees of a record in its scopes. */
const READS: Record<Role, Record<RecordKind, Stated>> = {
  REGION_OFFICER: REGION,
  SUPERVISOR: REGION,
  DVZ_CLERK: {
    enterprise: 'WHOLE',
    person: 'WHOLE',
    mandate: 'WHOLE',
    dossier: 'WHOLE',
    declaration: NO_LIAISON,
    presence: 'WHOLE',
    a1: 'WHOLE',
    employment: 'WHOLE',
    control: NO_OUTCOME,
    workerLine: 'WHOLE',
    holding: 'WHOLE',
    registerLine: 'WHOLE',
    note: 'WHOLE',
    findingJudgement: 'WHOLE',
    linkJudgement: 'WHOLE',
    savedView: 'WHOLE',
    absence: 'WHOLE',
    norm: 'WHOLE',
    rule: 'WHOLE',
    sample: 'WHOLE',
    report: 'NONE',
    reporter: 'NONE',
    departure: 'WHOLE',
    watch: 'NONE',
    controlRequest: 'NONE',
  },
  INSPECTOR: {
    enterprise: 'WHOLE',
    person: NO_HOME,
    mandate: 'WHOLE',
    dossier: {
      'documents.1': GONE,
      'documents.2': GONE,
      'events.0.entry.about': null,
      'itemsAsked.0.documents.0': GONE,
      'infoRequests.0.documents.0': GONE,
      'proposals.0.checks': GONE,
    },
    declaration: NO_DECLARED_HOME,
    presence: 'WHOLE',
    a1: 'WHOLE',
    employment: 'WHOLE',
    control: 'WHOLE',
    workerLine: 'WHOLE',
    holding: 'WHOLE',
    registerLine: 'WHOLE',
    note: 'WHOLE',
    findingJudgement: 'WHOLE',
    linkJudgement: 'WHOLE',
    savedView: 'WHOLE',
    absence: 'NONE',
    norm: 'WHOLE',
    rule: 'WHOLE',
    sample: 'NONE',
    report: 'WHOLE',
    reporter: 'NONE',
    departure: 'WHOLE',
    watch: 'NONE',
    controlRequest: 'WHOLE',
  },
  AUDITOR: {
    enterprise: 'WHOLE',
    person: {
      familyName: DOTS,
      givenNames: DOTS,
      nativeName: null,
      birthDate: null,
      sex: 'U',
      nationality: 'ZZ',
      insz: null,
      'inszAliases.0': GONE,
      'passports.0': GONE,
      address: null,
      'unlimitedAccess.card': DOTS,
    },
    mandate: 'WHOLE',
    dossier: {
      'clockEvents.0.reason': null,
      'job.title': DOTS,
      'job.payCents': null,
      'workplaces.0.street': null,
      'documents.1': GONE,
      'documents.2': GONE,
      'events.0.text': null,
      'events.0.step.reason': null,
      'events.0.step.grounds.0': GONE,
      'events.0.step.mandate': GONE,
      'events.0.entry.about': null,
      'events.0.entry.text': null,
      'itemsAsked.0.documents.0': GONE,
      'infoRequests.0.documents.0': GONE,
      'infoRequests.0.text': DOTS,
      vacancies: GONE,
      diplomas: GONE,
      'adviceRequests.0.text': DOTS,
      'adviceRequests.0.answer': null,
      'proposals.0.grounds.0': GONE,
      'proposals.0.reason': DOTS,
      'proposals.0.checks': GONE,
    },
    declaration: {
      l1Number: DOTS,
      replacesL1: null,
      'worker.insz': null,
      'worker.familyName': DOTS,
      'worker.givenNames': DOTS,
      'worker.birthDate': null,
      'worker.sex': 'U',
      'worker.nationality': 'ZZ',
      'worker.passport': null,
      'worker.homeAddress': GONE,
      'employer.foreignId': GONE,
      'employer.address': GONE,
      'employer.representative': GONE,
      'clients.0.address': GONE,
      schedule: GONE,
      natureOfServices: null,
      'places.0.name': null,
      'places.0.address.street': null,
      'places.0.address.postalCode': null,
      'places.0.address.place': null,
      'places.0.declarationOfWorks': GONE,
      liaison: null,
      postingProof: null,
    },
    presence: { insz: null, l1Number: null, siteName: null },
    a1: {
      number: null,
      'worker.insz': null,
      'worker.familyName': DOTS,
      'worker.givenNames': DOTS,
      'worker.birthDate': null,
      'worker.passport': null,
      l1Number: null,
    },
    employment: { insz: DOTS },
    control: { siteName: null, 'met.0': GONE },
    workerLine: 'NONE',
    holding: 'WHOLE',
    registerLine: 'NONE',
    note: 'NONE',
    findingJudgement: 'NONE',
    linkJudgement: 'NONE',
    savedView: 'NONE',
    absence: 'NONE',
    norm: 'WHOLE',
    rule: 'WHOLE',
    sample: { 'items.0.label.reason': DOTS },
    report: 'NONE',
    reporter: 'NONE',
    departure: 'WHOLE',
    watch: 'NONE',
    controlRequest: 'NONE',
  },
}

/** Steps on the track of the region, and on that of the Immigration Office. */
const WORK_STEPS = [
  'forwardFromCounter',
  'openCheck',
  'reroute',
  'askMissingItems',
  'receiveItems',
  'declareComplete',
  'declareInadmissible',
  'transmit',
  'startExam',
  'askAdvice',
  'receiveAdvice',
  'extendTerm',
  'proposeWork',
  'returnWork',
  'signWork',
  'desist',
  'withdraw',
  'closeSilentAppeal',
  'supersede',
] as const
const RESIDENCE_STEPS = [
  'startPreAssessment',
  'waitForWork',
  'concludePreAssessment',
  'proposeResidence',
  'returnResidence',
  'signResidence',
  'recordTemporaryStay',
  'requestVisa',
  'holdVisa',
  'releaseVisa',
  'recordEntry',
  'recordRegistration',
  'recordEmploymentEnd',
  'endResidence',
] as const
/** Each service on its own track. */
const STEPS_OF_BOTH = [
  'askInformation',
  'receiveInformation',
  'closeInformation',
  'recordNotification',
  'recordAppeal',
  'decideAppeal',
  'recordExpiry',
] as const
type StepName = (typeof WORK_STEPS | typeof RESIDENCE_STEPS | typeof STEPS_OF_BOTH)[number]
const STEP_NAMES: readonly StepName[] = [...WORK_STEPS, ...RESIDENCE_STEPS, ...STEPS_OF_BOTH]
const isStep = (name: CommandName): name is StepName =>
  (STEP_NAMES as readonly string[]).includes(name)

function steps(onWork: boolean, onResidence: boolean): Record<StepName, boolean> {
  const stated = [
    ...WORK_STEPS.map((name) => [name, onWork] as const),
    ...RESIDENCE_STEPS.map((name) => [name, onResidence] as const),
    ...STEPS_OF_BOTH.map((name) => [name, onWork || onResidence] as const),
  ]
  return Object.fromEntries(stated) as Record<StepName, boolean>
}

const team = (views: boolean, absences: boolean) => ({
  saveView: views,
  removeView: views,
  watchSubject: views,
  endWatch: views,
  recordAbsence: absences,
  endAbsence: absences,
  tagDossier: absences,
  snoozeDossier: absences,
})
/** What the region notes on its own dossiers. */
const ENTRY_NAMES = [
  'verifyMandate',
  'recordCounterAdvice',
  'recordFollowUp',
  'recordEnterpriseNumber',
  'recordVacancy',
  'recordDiploma',
  'assessPlan',
] as const
type EntryName = (typeof ENTRY_NAMES)[number]
const isEntry = (name: CommandName): name is EntryName =>
  (ENTRY_NAMES as readonly string[]).includes(name)
const entries = (may: boolean) =>
  Object.fromEntries(ENTRY_NAMES.map((name) => [name, may])) as Record<EntryName, boolean>

/** Papers that come in at a desk. */
const PAPER_NAMES = [
  'fileDocument',
  'withdrawDocument',
  'lockDocument',
  'unlockDocument',
  'dateDocument',
  'fileLetter',
] as const
type PaperName = (typeof PAPER_NAMES)[number]
const isPaper = (name: CommandName): name is PaperName =>
  (PAPER_NAMES as readonly string[]).includes(name)
const papers = (may: boolean) =>
  Object.fromEntries(PAPER_NAMES.map((name) => [name, may])) as Record<PaperName, boolean>

/**
 * A supervisor, or a clerk of the Immigration Office, proposes a row of a table of law; anybody who
 * decides with it looks at it.
 */
const norms = (propose: boolean, look: boolean) => ({ proposeNorm: propose, decideNorm: look })

const RULE_NAMES = [
  'draftRule',
  'noteReplay',
  'proposeRule',
  'shadowRule',
  'withdrawRule',
  'releaseRule',
] as const
/** Who tunes rules and draws samples, and who looks at what others wrote. */
const workshop = (owns: boolean, looks: boolean) => ({
  ...(Object.fromEntries(RULE_NAMES.map((name) => [name, owns])) as Record<
    (typeof RULE_NAMES)[number],
    boolean
  >),
  drawSample: owns,
  answerContest: looks,
  decideRule: looks,
  labelSample: looks,
})

/** Who is told of irregularities takes the report in; the inspection handles it. */
const reports = (intake: boolean, handle: boolean) => ({
  fileReport: intake,
  triageReport: handle,
  assignReport: handle,
  linkReport: handle,
  answerReport: handle,
  moveReport: handle,
  requestControl: intake,
  answerControlRequest: handle,
})

/** Which commands each role may use on a record in its scopes. */
const RUNS: Record<Role, Record<CommandName, boolean>> = {
  REGION_OFFICER: {
    assignDossier: true,
    addNote: true,
    judgeFinding: true,
    snoozeRule: true,
    contestRule: true,
    judgeLink: true,
    recordPapers: true,
    recordAccess: true,
    recordSigns: false,
    changeFact: true,
    ...team(true, true),
    ...entries(true),
    ...papers(true),
    ...norms(false, true),
    ...workshop(false, true),
    ...reports(true, false),
    ...steps(true, false),
  },
  SUPERVISOR: {
    assignDossier: true,
    addNote: true,
    judgeFinding: true,
    snoozeRule: true,
    contestRule: true,
    judgeLink: true,
    recordPapers: true,
    recordAccess: true,
    recordSigns: false,
    changeFact: true,
    ...team(true, true),
    ...entries(true),
    ...papers(true),
    ...norms(true, true),
    ...workshop(true, true),
    ...reports(true, false),
    ...steps(true, false),
  },
  DVZ_CLERK: {
    assignDossier: true,
    addNote: true,
    judgeFinding: true,
    snoozeRule: true,
    contestRule: true,
    judgeLink: true,
    recordPapers: true,
    recordAccess: true,
    recordSigns: false,
    changeFact: false,
    ...team(true, true),
    ...entries(false),
    ...papers(true),
    ...norms(true, true),
    ...workshop(true, true),
    ...reports(true, false),
    ...steps(false, true),
  },
  INSPECTOR: {
    assignDossier: false,
    addNote: true,
    judgeFinding: true,
    snoozeRule: true,
    contestRule: true,
    judgeLink: true,
    recordPapers: true,
    recordAccess: true,
    recordSigns: true,
    changeFact: false,
    ...team(true, false),
    ...entries(false),
    ...papers(false),
    ...norms(false, false),
    ...workshop(false, false),
    ...reports(true, true),
    ...steps(false, false),
  },
  AUDITOR: {
    assignDossier: false,
    addNote: false,
    judgeFinding: false,
    snoozeRule: false,
    contestRule: false,
    judgeLink: false,
    recordPapers: false,
    recordAccess: false,
    recordSigns: false,
    changeFact: false,
    ...team(false, false),
    ...entries(false),
    ...papers(false),
    ...norms(false, false),
    ...workshop(false, false),
    ...reports(false, false),
    ...steps(false, false),
  },
}

/** Who may say what a finding turned out to be, by its code. */
const HANDLERS: readonly Role[] = ['REGION_OFFICER', 'SUPERVISOR', 'DVZ_CLERK', 'INSPECTOR']
/** Who the worker is, and the worker's own papers: not a question of the employer's region. */
const WORKER_SIDE: readonly Role[] = ['DVZ_CLERK', 'INSPECTOR']
/** What the employer must do or be: not a question of residence. */
const EMPLOYER_SIDE: readonly Role[] = ['REGION_OFFICER', 'SUPERVISOR', 'INSPECTOR']
const JUDGES: Record<FindingCode, readonly Role[]> = {
  M1: HANDLERS,
  M2: HANDLERS,
  M3: HANDLERS,
  M4: HANDLERS,
  M5: HANDLERS,
  M6: HANDLERS,
  M7: HANDLERS,
  M8: ['DVZ_CLERK', 'INSPECTOR'],
  R01: HANDLERS,
  R02: HANDLERS,
  R03: WORKER_SIDE,
  R04: WORKER_SIDE,
  R05: WORKER_SIDE,
  R06: HANDLERS,
  R07: HANDLERS,
  R08: WORKER_SIDE,
  R09: EMPLOYER_SIDE,
  R10: HANDLERS,
  R11: HANDLERS,
  R12: HANDLERS,
  R13: HANDLERS,
  R14: HANDLERS,
  R15: EMPLOYER_SIDE,
  R16: EMPLOYER_SIDE,
  R17: EMPLOYER_SIDE,
  R18: HANDLERS,
  R19: HANDLERS,
  R20: EMPLOYER_SIDE,
  R21: EMPLOYER_SIDE,
  R22: EMPLOYER_SIDE,
  R23: EMPLOYER_SIDE,
  R24: EMPLOYER_SIDE,
  R25: HANDLERS,
  R26: HANDLERS,
  R27: EMPLOYER_SIDE,
  R28: HANDLERS,
  R29: HANDLERS,
  R30: HANDLERS,
  R31: WORKER_SIDE,
  R32: WORKER_SIDE,
  R33: WORKER_SIDE,
  R34: WORKER_SIDE,
  R35: WORKER_SIDE,
  R36: EMPLOYER_SIDE,
  R37: EMPLOYER_SIDE,
  R38: EMPLOYER_SIDE,
  R39: EMPLOYER_SIDE,
  R40: EMPLOYER_SIDE,
  R41: EMPLOYER_SIDE,
  R42: EMPLOYER_SIDE,
  R43: EMPLOYER_SIDE,
  R44: EMPLOYER_SIDE,
  R45: EMPLOYER_SIDE,
  R46: EMPLOYER_SIDE,
  R47: EMPLOYER_SIDE,
  R48: EMPLOYER_SIDE,
  R49: EMPLOYER_SIDE,
  R50: HANDLERS,
  R51: HANDLERS,
  R52: HANDLERS,
  R53: HANDLERS,
  R54: HANDLERS,
  R55: HANDLERS,
}

/** To whom a person may give a dossier: those who handle dossiers in the same service. */
const GIVES: Record<Role, readonly Role[]> = {
  REGION_OFFICER: ['REGION_OFFICER', 'SUPERVISOR'],
  SUPERVISOR: ['REGION_OFFICER', 'SUPERVISOR'],
  DVZ_CLERK: ['DVZ_CLERK'],
  INSPECTOR: [],
  AUDITOR: [],
}

// ---------------------------------------------------------------- on what

const SERVICE_OF = { FL: 'FL', WA: 'WA', BR: 'BR', DG: 'DG', FED: 'DVZ' } as const
const REGION_OF = { FL: 'FL', WA: 'WA', BR: 'BR', DG: 'DG', FED: 'FL' } as const
/** A rule for each scope, so that drafts do not meet; those of the worker are the Immigration Office's. */
const RULE_OF = { FL: 'R06', WA: 'R10', BR: 'R13', DG: 'R12', FED: 'R35' } as const
const QUERY = {
  queue: 'OPEN' as const,
  facets: [{ facet: 'clockLevel' as const, values: ['RED'] }],
  due: null,
  order: [{ column: 'due' as const, descending: false }],
}
const at = '2026-02-01T09:00:00.000Z'
const CARD = { card: 'F', from: '2026-01-01', to: null }
const PAPERS = {
  homeResidence: { from: '2025-01-01', to: null },
  homeWorkAuthorisation: { from: '2025-01-01', to: null },
  contractWithPostingEmployer: true,
  passportValidTo: '2030-01-01',
}
const ADDRESS = {
  street: 'Voorbeeldstraat 1',
  postalCode: '2000',
  place: 'Antwerpen',
  municipality: '11002',
  country: 'BE',
}

/** A body of every kind with a value in every field: what is masked shows. */
const BODIES: { [K in RecordKind]: (scope: Scope) => BodyOf<K> } = {
  enterprise: () => ({
    name: 'Bouwwerken Voorbeeld',
    enterpriseNumber: '0403019261',
    vatNumber: 'BE0403019261',
    country: 'BE',
    address: ADDRESS,
    nace: '41002',
    jointCommittee: '124',
    legalSituation: 'NORMAL',
    startedOn: '2001-02-03',
    establishmentUnits: [{ number: '2.000.000.001', municipality: '11002' }],
  }),
  person: () => ({
    familyName: 'Familie',
    givenNames: 'Ada Ngozi',
    nativeName: 'Адa',
    birthDate: '1990-02-03',
    sex: 'F',
    nationality: 'NG',
    insz: '90020300197',
    inszAliases: ['90420300125'],
    passports: [{ number: 'A1234567', country: 'NG', validTo: '2030-01-01' }],
    address: ADDRESS,
    unlimitedAccess: CARD,
  }),
  mandate: (scope) => ({
    mandatorId: `enterprise-${scope}`,
    mandataryId: `enterprise-${scope}`,
    kind: 'SERVICE_PROVIDER',
    groups: ['G1'],
    fromQuarter: '2025-Q1',
    toQuarter: '2026-Q4',
    status: 'ACTIVE',
  }),
  dossier: (scope) => ({
    reference: `FL-2026-${scope}`,
    procedure: 'SINGLE_PERMIT',
    category: 'NURSE',
    applicationType: 'FIRST',
    region: scope === 'FED' ? 'FL' : scope,
    language: 'nl',
    personId: `person-${scope}`,
    employerId: `enterprise-${scope}`,
    filedById: `enterprise-${scope}`,
    submittedOn: '2026-01-05',
    work: { state: 'RECEIVED', since: '2026-01-05' },
    residence: { state: 'NOT_TRANSMITTED', since: '2026-01-05' },
    clockEvents: [
      { clock: 'C1', at: '2026-01-05', kind: 'START', days: 15, reason: 'Ingediend', by: 'x' },
    ],
    job: {
      title: 'verpleegkundige',
      isco: '2221',
      payCents: 4_200_000,
      payUnit: 'YEAR',
      contract: { from: '2026-03-01', to: null },
    },
    workplaces: [
      { municipality: '11002', street: 'Werfstraat 2', establishmentUnit: '2', share: 1 },
    ],
    authorised: { from: '2026-03-01', to: '2027-02-28' },
    annexes: [{ type: 'ANNEX_46', on: '2026-02-20' }],
    documents: [
      { id: 'doc1', type: 'CONTRACT', status: 'ACCEPTED', receivedOn: '2026-01-05' },
      { id: 'doc2', type: 'CRIMINAL_RECORD', status: 'ACCEPTED', receivedOn: '2026-01-05' },
      { id: 'doc3', type: 'MEDICAL_CERTIFICATE', status: 'RECEIVED', receivedOn: '2026-01-06' },
    ],
    events: [
      {
        at,
        type: 'SUBMITTED',
        by: 'x',
        text: 'Ingediend door de werkgever.',
        step: {
          track: 'WORK',
          from: 'GRANTED',
          to: 'WITHDRAWN',
          on: '2026-01-05',
          basis: 'BVR_2018_FL',
          reason: 'Vastgesteld bij controle.',
          grounds: ['PUBLIC_ORDER'],
          mandate: 'COVERED',
          other: { from: 'CARD_ISSUED', to: 'ENDED' },
        },
        // Of a document that an inspector is not told of.
        entry: { on: '2026-01-05', codes: [], about: 'doc2', text: 'Onleesbaar.' },
      },
    ],
    itemsAsked: [{ on: '2026-01-04', documents: ['MEDICAL_CERTIFICATE'] }],
    infoRequests: [
      {
        track: 'WORK',
        askedOn: '2026-01-05',
        deadline: '2026-02-05',
        documents: ['CONTRACT'],
        text: 'Gelieve het contract te bezorgen.',
        by: 'x',
        closedOn: '2026-01-20',
      },
    ],
    vacancies: [
      {
        reference: 'VAC-1',
        services: ['VDAB', 'EURES'],
        from: '2025-10-01',
        to: '2025-12-20',
        on: '2026-01-05',
      },
    ],
    diplomas: [
      {
        institution: 'Hogeschool',
        awardedOn: '2012-07-01',
        recognised: 'YES',
        experienceYears: 4,
        on: '2026-01-05',
      },
    ],
    adviceRequests: [
      {
        adviser: 'VDAB',
        askedOn: '2026-01-05',
        due: '2026-02-05',
        text: 'Zijn er kandidaten?',
        by: 'x',
        closedOn: '2026-01-20',
        opinion: 'POSITIVE',
        answer: 'Geen kandidaten.',
      },
    ],
    proposals: [
      {
        track: 'RESIDENCE',
        decision: 'REFUSE',
        grounds: ['PUBLIC_ORDER'],
        reason: 'Openbare orde.',
        period: { from: '2026-03-01', to: null },
        by: 'x',
        on: '2026-01-05',
        state: 'SIGNED',
        closedBy: 'y',
        checks: {
          on: '2026-01-05',
          pay: { payCents: 3_000_000, payUnit: 'YEAR', norm: null, suffices: null },
          labourMarket: 'NOT_NEEDED',
          mandate: 'COVERED',
          missing: ['MEDICAL_CERTIFICATE'],
          signals: [{ id: 'M4-1', code: 'M4' }],
        },
      },
    ],
    visaHolds: [{ cause: 'IDENTITY_DOUBT', on: '2026-01-05', releasedOn: null, by: 'x' }],
    post: 'Istanbul',
    assignee: 'somebody',
    tags: ['DISCUSS'],
    snoozes: [{ service: SERVICE_OF[scope], until: null, events: 1, by: 'x', at }],
  }),
  declaration: (scope) => ({
    l1Number: `L1-${scope}`,
    status: 'ACTIVE',
    submittedAt: at,
    cancelledAt: null,
    replacesL1: 'L1-before',
    kind: 'EMPLOYEE',
    worker: {
      insz: '90020300197',
      familyName: 'Familie',
      givenNames: 'Ada',
      birthDate: '1990-02-03',
      sex: 'F',
      nationality: 'NG',
      passport: { number: 'A1234567', country: 'NG' },
      homeAddress: ADDRESS,
    },
    employer: {
      name: 'Exemple',
      country: 'FR',
      vatNumber: 'FR1',
      enterpriseNumber: null,
      foreignId: 'SIREN 1',
      address: ADDRESS,
      representative: { name: 'Iemand', enterpriseNumber: null, address: ADDRESS },
    },
    tempAgencyApprovalNumber: 'T1',
    clients: [{ name: 'Bouwwerken Voorbeeld', enterpriseNumber: '0403019261', address: ADDRESS }],
    period: { from: '2026-01-01', to: '2026-03-31' },
    schedule: 'ma-vr',
    sector: 'CONSTRUCTION',
    natureOfServices: 'Metselwerk',
    isco: '7112',
    jointCommittee: '124',
    pc124Equivalent: true,
    places: [
      {
        type: 'SITE',
        name: 'Werf Noord',
        address: ADDRESS,
        establishmentUnit: '2012345678',
        declarationOfWorks: '30B1',
      },
    ],
    liaison: {
      name: 'Verbindingspersoon',
      email: 'x@example.test',
      phone: '0',
      birthDate: '1970-01-01',
      insz: '70010100197',
      capacity: 'MANDATARY',
      address: ADDRESS,
    },
    postingProof: PAPERS,
  }),
  presence: (scope) => ({
    insz: '90020300197',
    l1Number: `L1-${scope}`,
    employer: { name: 'Exemple', country: 'FR', enterpriseNumber: null },
    date: '2026-02-01',
    municipality: '11002',
    siteName: 'Werf Noord',
    registeredAt: at,
  }),
  a1: (scope) => ({
    state: 'ISSUED',
    number: `A1-${scope}`,
    country: 'FR',
    on: '2026-01-05',
    endedOn: '2026-03-05',
    worker: {
      insz: '90020300197',
      familyName: 'Familie',
      givenNames: 'Ada',
      birthDate: '1990-02-03',
      passport: { number: 'A1234567', country: 'NG' },
    },
    l1Number: `L1-${scope}`,
    employer: {
      name: 'Exemple',
      country: 'FR',
      vatNumber: 'FR1',
      enterpriseNumber: '0403019261',
    },
    period: { from: '2026-01-01', to: '2026-03-31' },
  }),
  employment: () => ({
    status: 'ACTIVE',
    insz: '90020300197',
    employer: { name: 'Bouwwerken Voorbeeld', enterpriseNumber: '0403019261' },
    period: { from: '2026-01-01', to: '2026-12-31' },
    municipality: '11002',
  }),
  control: (scope) => ({
    service: 'TSW',
    date: '2026-02-01',
    municipality: '11002',
    siteName: 'Werf Noord',
    enterprise: { name: 'Exemple', country: 'FR', enterpriseNumber: '0403019261' },
    met: [{ insz: '90020300197', l1Number: `L1-${scope}` }],
    outcome: 'WARNED',
    signs: {
      ledByClient: 'YES',
      onlyLabour: 'NO',
      sameHours: 'NOT_SEEN',
      ownTools: 'YES',
      by: 'x',
      byName: 'X',
      at,
    },
    earlierSigns: [
      {
        ledByClient: 'NO',
        onlyLabour: 'NO',
        sameHours: 'NOT_SEEN',
        ownTools: 'NOT_SEEN',
        by: 'y',
        byName: 'Y',
        at,
      },
    ],
  }),
  holding: (scope) => ({
    source: 'A1',
    region: REGION_OF[scope],
    from: '2026-01-01',
    asOf: '2026-03-31',
    name: 'A1-register',
    refused: 2,
    by: 'x',
    byName: 'X',
    at,
  }),
  // What is not for the Immigration Office never stands in its scope.
  workerLine: (scope) => ({
    source: scope === 'FED' ? 'DMFA' : 'PAYMENTS',
    on: '2026-03-31',
    worker: { insz: '90020300197', l1Number: null },
    employer: {
      name: 'Exemple',
      country: 'BE',
      vatNumber: null,
      enterpriseNumber: '0403019261',
    },
    wage:
      scope === 'FED'
        ? { from: '2026-01-01', to: '2026-03-31', wageCents: 750_000, days: 62, fraction: 100 }
        : null,
    notification: null,
    papers: null,
    payment: scope === 'FED' ? null : { wageCents: 210_000, deductedCents: 0, account: 'abc-7034' },
    activity: null,
  }),
  registerLine: (scope) => ({
    source: scope === 'FED' ? 'STAFF' : 'ACCOUNTS',
    on: '2026-02-01',
    enterprise: {
      name: 'Exemple',
      country: 'BE',
      vatNumber: null,
      enterpriseNumber: '0403019261',
    },
    home: null,
    staff:
      scope === 'FED' ? { fullTimeEquivalents: 4, turnoverFiled: true, socialDebtCents: 0 } : null,
    sanction: null,
    directorship: null,
    account: scope === 'FED' ? null : { key: 'abc-7034', iban: 'BE68539007547034', origin: 'FEE' },
  }),
  note: (scope) => ({
    dossierId: `dossier-${scope}`,
    text: 'Gebeld met de werkgever.',
    by: 'x',
    byName: 'X',
    at,
  }),
  findingJudgement: (scope) => ({
    code: 'M1',
    ruleVersion: 1,
    personId: `person-${scope}`,
    dossierId: `dossier-${scope}`,
    status: 'EXPLAINED',
    reason: 'Kaart F gezien op 1 februari.',
    by: 'x',
    byName: 'X',
    at,
  }),
  linkJudgement: (scope) => ({
    said: [
      {
        personId: `person-${scope}`,
        verdict: 'UNSURE',
        facts: '0011',
        reason: '',
        by: 'x',
        byName: 'X',
        at,
      },
    ],
  }),
  savedView: (scope) => ({
    name: 'Rood',
    owner: 'x',
    ownerName: 'X',
    service: SERVICE_OF[scope],
    shared: true,
    removed: false,
    query: QUERY,
    at,
  }),
  report: (scope) => ({
    reference: `M-2026-${scope}`,
    category: 'WAGE',
    channel: 'EMAIL',
    language: 'pl',
    text: 'Pracuję na budowie bez umowy.',
    receivedOn: '2026-01-01',
    happened: { from: '2026-01-01', to: null },
    region: REGION_OF[scope],
    worker: { familyName: 'Familie', givenNames: 'Ada', birthDate: null, insz: null },
    enterprise: { name: 'Exemple', number: null },
    place: { name: 'Werf Noord', address: ADDRESS },
    reporter: 'SEALED',
    guarded: false,
    status: 'RECEIVED',
    urgency: null,
    indicators: ['WAGE_HELD'],
    outcome: null,
    assignees: [],
    links: [],
    answers: [],
    events: [{ type: 'RECEIVED', at, by: 'x', byName: 'X', value: null, text: null }],
    by: 'x',
    byName: 'X',
    at,
  }),
  controlRequest: (scope) => ({
    region: REGION_OF[scope],
    subjects: [{ kind: 'person', id: `person-${scope}` }],
    origin: 'NETWORK',
    reason: 'Telkens dezelfde werf.',
    status: 'OPEN',
    answers: [],
    by: 'x',
    byName: 'X',
    at,
  }),
  watch: (scope) => ({
    kind: 'dossier',
    subjectId: `dossier-${scope}`,
    owner: 'x',
    reason: 'Na de controle van januari.',
    from: '2026-01-05',
    until: '2026-06-30',
    ended: false,
    at,
  }),
  reporter: (scope) => ({
    reportId: `report-${scope}`,
    name: 'Iemand',
    contact: 'x@example.test',
    relation: 'WORKER',
  }),
  norm: (scope) => ({
    region: REGION_OF[scope],
    category: 'SEASONAL',
    ageMax: null,
    rows: [],
  }),
  rule: (scope) => ({ code: RULE_OF[scope], versions: [], releases: [] }),
  sample: (scope) => ({
    service: SERVICE_OF[scope],
    from: 12,
    items: [
      {
        dossierId: `dossier-${scope}`,
        label: {
          outcome: 'MISSED',
          missed: ['R10'],
          reason: 'De aangifte kwam na de eerste dag.',
          by: 'x',
          byName: 'X',
          at,
        },
      },
    ],
    by: 'x',
    byName: 'X',
    at,
  }),
  departure: (scope) => ({
    dossierId: `dossier-${scope}`,
    reference: 'FL-2026-000001',
    from: 'FL',
    to: 'WA',
    on: '2026-02-01',
    by: 'x',
    byName: 'X',
    at,
  }),
  absence: (scope) => ({
    person: 'x',
    service: SERVICE_OF[scope],
    from: '2026-02-01',
    to: '2026-02-05',
    replacedBy: null,
    removed: false,
    by: 'x',
    at,
  }),
}

const ITEMS = SCOPES.flatMap((scope) =>
  RECORD_KINDS.map((kind) => {
    // What was said of a worker has the id of the declaration.
    const id = `${kind === 'linkJudgement' ? 'declaration' : kind}-${scope}`
    const record = { kind, id, version: 1, body: BODIES[kind]?.(scope) }
    return { record, scopes: [scope], scope }
  }),
) as (LoadItem & { scope: Scope })[]

type Call = (n: number, scope: Scope) => ReturnType<typeof command>

/** Retiring the rule of a scope; the other commands name a version that is not there. */
const onRule = (n: number, scope: Scope, name: string) => {
  const code = RULE_OF[scope]
  const reason = 'Deze regel blijkt niet nuttig.'
  const draft = { place: null, active: false, values: [], validFrom: '2027-01-01', reason }
  const counts = { subjects: 1, before: 1, after: 0, added: 0, gone: 1, changed: 0, workload: [] }
  const expected = { confirmed: 0, falseAlarms: 0, unknown: 0 }
  const args: Record<string, object> = {
    draftRule: draft,
    releaseRule: { reason },
    noteReplay: { place: 0, print: 'x', against: 0, result: { ...counts, expected } },
    shadowRule: { place: 0, on: true },
    decideRule: { place: 0, approved: true, remark: '' },
  }
  return command(n, name, { code, ...(args[name] ?? { place: 0 }) })
}

/** Each command on the dossier and person of a scope, as it would be accepted. */
const CALLS: Record<CommandName, Call> = {
  assignDossier: (n, scope) => assign(n, `dossier-${scope}`, null, 'somebody'),
  addNote: (n, scope) => addNote(n, `dossier-${scope}`, `new-${scope}`),
  judgeFinding: (n, scope) => judge(n, scope, 'M1'),
  snoozeRule: (n, scope) => onSignal(n, scope, 'snoozeRule', SNOOZED),
  contestRule: (n, scope) =>
    onSignal(n, scope, 'contestRule', { revision: 0, text: 'Dit klopt hier niet.' }),
  answerContest: (n, scope) =>
    onSignal(n, scope, 'answerContest', { place: 0, outcome: 'STANDS', text: 'Het klopt toch.' }),
  judgeLink: (n, scope) =>
    command(n, 'judgeLink', {
      declarationId: `declaration-${scope}`,
      personId: `person-${scope}`,
      verdict: 'SAME',
      facts: '0022',
      from: 'OPEN',
      reason: '',
    }),
  recordPapers: (n, scope) =>
    command(n, 'recordPapers', {
      declarationId: `declaration-${scope}`,
      before: PAPERS,
      after: { ...PAPERS, passportValidTo: '2031-01-01' },
      source: 'CONTROL',
      on: '2026-01-10',
      reason: 'Paspoort gezien op de werf.',
    }),
  recordSigns: (n, scope) =>
    command(n, 'recordSigns', {
      controlId: `control-${scope}`,
      before: { ledByClient: 'YES', onlyLabour: 'NO', sameHours: 'NOT_SEEN', ownTools: 'YES' },
      after: { ledByClient: 'YES', onlyLabour: 'NOT_SEEN', sameHours: 'NO', ownTools: 'YES' },
    }),
  recordAccess: (n, scope) =>
    command(n, 'recordAccess', {
      personId: `person-${scope}`,
      before: CARD,
      after: { card: 'F+', from: '2026-01-01', to: null },
      source: 'WORKER',
      on: '2026-01-10',
      reason: 'Kaart gezien aan het loket.',
    }),
  changeFact: (n, scope) =>
    command(n, 'changeFact', {
      dossierId: `dossier-${scope}`,
      on: '2026-02-01',
      before: { field: 'HOURS', weeklyHours: null },
      after: { field: 'HOURS', weeklyHours: 38 },
      source: 'APPLICANT',
      reason: 'Zoals blijkt uit het contract.',
    }),
  proposeNorm: (n, scope) =>
    command(n, 'proposeNorm', {
      ...(scope === 'FED'
        ? { region: scope, table: 'TERM_C6', value: { unit: 'DAYS', amount: 45 } }
        : {
            region: scope,
            category: 'TRAINEE',
            ageMax: null,
            amountCents: 3_000_000,
            unit: 'YEAR',
            basis: 'GROSS',
          }),
      validFrom: '2027-01-01',
      validTo: null,
      source: 'B.S.',
      reason: 'Eerste bedrag voor deze categorie.',
    }),
  decideNorm: (n, scope) =>
    command(n, 'decideNorm', {
      ...(scope === 'FED'
        ? { region: scope, table: 'TERM_C9' }
        : { region: scope, category: 'SEASONAL', ageMax: null }),
      place: 0,
      approved: true,
      remark: '',
    }),
  ...(Object.fromEntries(
    [...RULE_NAMES, 'decideRule' as const].map((name) => [
      name,
      (n: number, scope: Scope) => onRule(n, scope, name),
    ]),
  ) as Record<(typeof RULE_NAMES)[number] | 'decideRule', Call>),
  drawSample: (n, scope) =>
    command(n, 'drawSample', {
      sampleId: `drawn-${scope}`,
      from: 9,
      dossierIds: [`dossier-${scope}`],
    }),
  labelSample: (n, scope) =>
    command(n, 'labelSample', {
      sampleId: `sample-${scope}`,
      dossierId: `dossier-${scope}`,
      outcome: 'IN_ORDER',
      missed: [],
      reason: 'Alles nagekeken op 1 februari.',
    }),
  watchSubject: (n, scope) =>
    command(n, 'watchSubject', {
      watchId: `new-watch-${scope}`,
      kind: 'dossier',
      subjectId: `dossier-${scope}`,
      reason: 'Na de controle van januari.',
      until: '2026-06-30',
    }),
  endWatch: (n, scope) => command(n, 'endWatch', { watchId: `watch-${scope}` }),
  fileReport: (n, scope) =>
    command(n, 'fileReport', {
      reportId: `new-report-${scope}`,
      category: 'WAGE',
      channel: 'PHONE',
      language: 'nl',
      text: 'Het loon wordt niet betaald.',
      receivedOn: '2026-01-01',
      happened: null,
      region: REGION_OF[scope],
      worker: null,
      enterprise: null,
      place: null,
      guarded: false,
      reporter: { name: 'Iemand', contact: '0', relation: 'WORKER' },
    }),
  triageReport: (n, scope) =>
    command(n, 'triageReport', {
      reportId: `report-${scope}`,
      from: null,
      category: 'WAGE',
      urgency: 'NORMAL',
      indicators: [],
      guarded: false,
      remark: '',
    }),
  assignReport: (n, scope) =>
    command(n, 'assignReport', { reportId: `report-${scope}`, person: 'x', assigned: true }),
  linkReport: (n, scope) =>
    command(n, 'linkReport', {
      reportId: `report-${scope}`,
      kind: 'site',
      id: 'site-x',
      verdict: 'CONFIRMED',
    }),
  answerReport: (n, scope) =>
    command(n, 'answerReport', {
      reportId: `report-${scope}`,
      after: 0,
      template: 'RECEIPT',
      language: 'en',
      text: 'We have received it.',
    }),
  moveReport: (n, scope) =>
    command(n, 'moveReport', {
      reportId: `report-${scope}`,
      from: 'TRIAGED',
      to: 'IN_HAND',
      outcome: null,
      reason: 'Een inspecteur gaat ter plaatse.',
    }),
  requestControl: (n, scope) =>
    command(n, 'requestControl', {
      requestId: `new-request-${scope}`,
      region: REGION_OF[scope],
      subjects: [{ kind: 'person', id: `person-${scope}` }],
      origin: 'NETWORK',
      reportId: null,
      reason: 'Telkens dezelfde werf.',
    }),
  answerControlRequest: (n, scope) =>
    command(n, 'answerControlRequest', {
      requestId: `controlRequest-${scope}`,
      from: 'OPEN',
      to: 'TAKEN_ON',
      text: 'Een ploeg gaat volgende week.',
    }),
  saveView: (n, scope) =>
    command(n, 'saveView', {
      viewId: `savedView-${scope}`,
      name: 'Oranje',
      query: QUERY,
      shared: true,
      from: 1,
    }),
  removeView: (n, scope) => command(n, 'removeView', { viewId: `savedView-${scope}` }),
  recordAbsence: (n, scope) =>
    command(n, 'recordAbsence', {
      absenceId: `absence-${scope}`,
      person: 'x',
      from: '2026-02-01',
      to: '2026-02-05',
      replacedBy: null,
    }),
  tagDossier: (n, scope) =>
    command(n, 'tagDossier', { dossierId: `dossier-${scope}`, add: ['CALL'], remove: [] }),
  snoozeDossier: (n, scope) =>
    command(n, 'snoozeDossier', {
      dossierId: `dossier-${scope}`,
      snooze: { until: null },
      seen: 0,
    }),
  endAbsence: (n, scope) => command(n, 'endAbsence', { absenceId: `absence-${scope}` }),
  fileDocument: (n, scope) =>
    command(n, 'fileDocument', {
      dossierId: `dossier-${scope}`,
      documentId: 'new',
      type: 'CONTRACT',
      on: '2026-02-01',
      file: { hash: 'A'.repeat(43), bytes: 10, claims: 'PDF' },
      replaces: null,
    }),
  withdrawDocument: (n, scope) => onPaper(n, scope, 'withdrawDocument', { hash: 'A'.repeat(43) }),
  fileLetter: (n, scope) =>
    command(n, 'fileLetter', {
      dossierId: `dossier-${scope}`,
      template: 'ACKNOWLEDGEMENT',
      track: 'WORK',
      nth: null,
      language: 'nl',
      file: { hash: 'A'.repeat(43), bytes: 10, claims: 'PDF' },
      replaces: null,
      reason: '',
    }),
  lockDocument: (n, scope) => onPaper(n, scope, 'lockDocument'),
  unlockDocument: (n, scope) => onPaper(n, scope, 'unlockDocument'),
  dateDocument: (n, scope) =>
    onPaper(n, scope, 'dateDocument', { from: null, issuedOn: '2026-01-02' }),
  ...(Object.fromEntries(
    ENTRY_NAMES.map((name) => [name, (n: number, scope: Scope) => entryOn(n, scope, name)]),
  ) as Record<EntryName, Call>),
  ...(Object.fromEntries(
    STEP_NAMES.map((name) => [name, (n: number, scope: Scope) => stepOn(n, scope, name)]),
  ) as Record<StepName, Call>),
}

/** What any entry may be told; each takes what it asks for. */
const ENTRY_FIELDS: Readonly<Record<string, unknown>> = {
  source: 'MAHIS',
  result: 'CONFIRMED',
  mandateId: null,
  counter: 'Loket Nul',
  opinion: 'POSITIVE',
  enterpriseNumber: '0403019261',
  reference: 'VAC-2',
  services: ['VDAB'],
  from: '2025-11-01',
  to: '2026-01-31',
  institution: 'Hogeschool',
  awardedOn: '2012-07-01',
  recognised: 'YES',
  experienceYears: null,
}

function onPaper(n: number, scope: Scope, name: PaperName, more: object = {}) {
  const dossierId = `dossier-${scope}`
  return command(n, name, { dossierId, documentId: 'doc1', reason: 'Per vergissing.', ...more })
}

function entryOn(n: number, scope: Scope, name: EntryName) {
  const dossierId = `dossier-${scope}`
  if (name === 'assessPlan') return command(n, name, { dossierId, scores: [], finished: false })
  const stated = COMMANDS[name].entry.fields.map((field) => [field, ENTRY_FIELDS[field]])
  const common = { dossierId, on: '2026-02-01', text: 'Zoals het loket zegt.' }
  return command(n, name, { ...common, ...Object.fromEntries(stated) })
}

/** What any step may be told; each takes what it asks for. */
const STEP_FIELDS: Readonly<Record<string, unknown>> = {
  departureId: 'left-1',
  heldSince: '2025-06-01',
  employmentEndedOn: '2026-02-01',
  documents: ['CONTRACT'],
  text: 'Gelieve het contract te bezorgen.',
  deadline: '2026-03-01',
  adviser: 'VDAB',
  opinion: 'POSITIVE',
  decision: 'GRANT',
  grounds: [],
  period: { from: '2026-03-01', to: '2027-02-28' },
  heard: true,
  proposal: null,
  result: 'POSITIVE',
  post: 'Istanbul',
  successor: null,
  region: 'DG',
  employerId: null,
  personId: 'person-of-the-file',
  cause: 'OTHER',
  checked: true,
  renewal: null,
  threshold: { region: 'FL', category: 'NURSE' },
  mandateId: null,
  signals: [],
}

function stepOn(n: number, scope: Scope, name: StepName) {
  const dossierId = `dossier-${scope}`
  const reason = 'Zoals blijkt uit het dossier.'
  const { fields } = COMMANDS[name].step
  const track = (WORK_STEPS as readonly string[]).includes(name)
    ? 'WORK'
    : (RESIDENCE_STEPS as readonly string[]).includes(name) || scope === 'FED'
      ? 'RESIDENCE'
      : 'WORK'
  return command(n, name, {
    dossierId,
    track,
    on: '2026-02-01',
    from: track === 'WORK' ? 'RECEIVED' : 'NOT_TRANSMITTED',
    reason,
    ...Object.fromEntries(fields.map((field) => [field, STEP_FIELDS[field]])),
    ...(name === 'decideAppeal' && { result: 'UPHELD' }),
  })
}

/** What is a colleague's: the supervisor of the service may, an absence also a clerk where there is none. */
const OF_A_COLLEAGUE: Partial<Record<CommandName, string>> = {
  saveView: 'ACCEPTED',
  removeView: 'ACCEPTED',
  recordAbsence: 'ALREADY_SO',
  endAbsence: 'ACCEPTED',
}

/** A table of law is everybody's to see and its keeper's to change; null: another command. */
function ofNorms(actor: Actor, name: CommandName, scope: Scope): string | null {
  if (name !== 'proposeNorm' && name !== 'decideNorm') return null
  const keeps = scope === 'FED' ? actor.role === 'DVZ_CLERK' : actor.region === scope
  if (!keeps) return 'FORBIDDEN'
  // Nothing was proposed on the table that `decideNorm` names.
  return name === 'decideNorm' ? 'NOT_FOUND' : 'ACCEPTED'
}

/**
 * A rule is everybody's to see and its owner's to tune: the supervisors', of the worker alone the
 * Immigration Office's. The draft that the first command made is there for those after it.
 */
function ofRules(actor: Actor, name: CommandName, scope: Scope): string | null {
  const own = (actor.role === 'DVZ_CLERK') === (scope === 'FED')
  switch (name) {
    case 'draftRule':
    case 'releaseRule':
    case 'shadowRule':
      return own ? 'ACCEPTED' : 'FORBIDDEN'
    case 'noteReplay':
      return own ? 'REPLAY_STALE' : 'FORBIDDEN'
    case 'proposeRule':
      return own ? 'REPLAY_REQUIRED' : 'FORBIDDEN'
    case 'withdrawRule':
      return own ? 'ACCEPTED' : 'FORBIDDEN'
    case 'decideRule':
      // Nothing waits for them; an officer drafted nothing at all.
      if (actor.role === 'REGION_OFFICER') return scope === 'FED' ? 'FORBIDDEN' : 'NOT_FOUND'
      if (actor.role === 'SUPERVISOR') return scope === 'FED' ? 'FORBIDDEN' : 'ALREADY_SO'
      return scope === 'FED' ? 'ALREADY_SO' : 'NOT_FOUND'
    default:
      return null
  }
}

/** A report may be told to anybody, of any region; null: another command. */
const ofIntake = (name: CommandName): string | null => (name === 'fileReport' ? 'ACCEPTED' : null)

/** The answer to a command on a record that the person sees. */
function answerTo(actor: Actor, name: CommandName): string {
  const supervised = OF_A_COLLEAGUE[name]
  const ofAbsence = name === 'recordAbsence' || name === 'endAbsence'
  const shares = actor.role === 'SUPERVISOR' || (ofAbsence && actor.role === 'DVZ_CLERK')
  if (supervised) return shares ? supervised : 'FORBIDDEN'
  // The copy is not transmitted: the Immigration Office does not handle it yet.
  const early = ['tagDossier', 'snoozeDossier', 'assignDossier'].includes(name)
  if (early && actor.role === 'DVZ_CLERK') return 'FORBIDDEN'
  // Of somebody else, who alone knows of it.
  if (name === 'endWatch') return 'NOT_FOUND'
  // Nobody of that name inspects here.
  if (name === 'assignReport') return 'UNKNOWN_ASSIGNEE'
  // They contested its signal with the command before.
  if (name === 'answerContest') return 'FOUR_EYES'
  // The right is there; the clock of these dossiers is long over.
  if (name === 'snoozeDossier') return 'SNOOZE_TERM_NEAR'
  // A contract is a paper of the work part: the Immigration Office reads it and leaves it alone.
  const isOthers = isPaper(name) && name !== 'fileDocument' && name !== 'fileLetter'
  if (isOthers && actor.role === 'DVZ_CLERK') return 'FORBIDDEN'
  return isStep(name) || isEntry(name) || isPaper(name) ? 'DECIDED' : 'ACCEPTED'
}

/** Answers that are about the person, not about the dossier. */
const ABOUT_THE_PERSON = new Set(['FORBIDDEN', 'NOT_FOUND', 'BAD_REQUEST', 'INTERNAL'])

/** A step or entry that the person may take is decided by where the dossier stands: any other code. */
function told(name: CommandName, code: string | undefined): string | undefined {
  return (isStep(name) || isEntry(name) || isPaper(name)) && code && !ABOUT_THE_PERSON.has(code)
    ? 'DECIDED'
    : code
}

const SNOOZED = {
  snooze: { until: '2027-01-01', print: 'x' },
  reason: 'De werkgever bezorgt nog stukken.',
}

/** On a signal of a rule that is owned by who handles the scope. */
function onSignal(n: number, scope: Scope, name: string, said: object) {
  const code = RULE_OF[scope]
  return command(n, name, {
    findingId: `${code}-signal-${scope}`,
    code,
    ruleVersion: 1,
    personId: `person-${scope}`,
    enterpriseId: null,
    dossierId: `dossier-${scope}`,
    ...said,
  })
}

function judge(n: number, scope: Scope, code: FindingCode) {
  return command(n, 'judgeFinding', {
    findingId: `${code}-${scope}`,
    code,
    ruleVersion: 1,
    personId: `person-${scope}`,
    dossierId: `dossier-${scope}`,
    status: 'EXPLAINED',
    from: 'OPEN',
    reason: 'Kaart F gezien op 1 februari.',
  })
}

// ---------------------------------------------------------------- asked

function statedScopes({ role, region }: Actor): readonly Scope[] {
  return region ? [region] : SCOPES_WITHOUT_REGION[role]
}

function statedFor(actor: Actor, { record, scope }: { record: LoadItem['record']; scope: Scope }) {
  return statedScopes(actor).includes(scope) ? READS[actor.role][record.kind] : 'NONE'
}

/** What differs, by path; a part that is not there at all is GONE. */
function difference(whole: unknown, seen: unknown, path = ''): Record<string, unknown> {
  if (whole === seen) return {}
  if (seen === undefined) return { [path]: GONE }
  const isPair = [whole, seen].every((value) => typeof value === 'object' && value !== null)
  if (!isPair) return { [path]: seen }
  const [a, b] = [whole, seen] as [Record<string, unknown>, Record<string, unknown>]
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  const parts = names.map((name) => difference(a[name], b[name], path ? `${path}.${name}` : name))
  return Object.assign({}, ...parts) as Record<string, unknown>
}

function shown(body: object, text: string | null | undefined): Stated {
  if (text === undefined) return 'NONE'
  expect(text, 'a tombstone of what was never theirs tells that it exists').not.toBeNull()
  const differing = difference(body, JSON.parse(text!))
  return Object.keys(differing).length === 0 ? 'WHOLE' : differing
}

type Sent = ReadonlyMap<string, string | null>
const bodiesOf = (records: readonly { kind: string; id: string; body: string | null }[]): Sent =>
  new Map(records.map(({ kind, id, body }) => [`${kind}/${id}`, body]))

function expectStated(actor: Actor, sent: Sent): void {
  for (const item of ITEMS) {
    const key = `${item.record.kind}/${item.record.id}`
    const text = sent.get(key)
    expect(shown(item.record.body, text), `${actor.id} reading ${key}`).toEqual(
      statedFor(actor, item),
    )
  }
}

const missing = (table: object, names: readonly string[]): string[] =>
  names.filter((name) => !(name in table))

describe('the tables of this test name everything', () => {
  test.each([
    ['role', 'READS', READS, ROLES],
    ['role', 'REGIONS_OF_ROLE', REGIONS_OF_ROLE, ROLES],
    ['role', 'SCOPES_WITHOUT_REGION', SCOPES_WITHOUT_REGION, ROLES],
    ['role', 'RUNS', RUNS, ROLES],
    ['role', 'GIVES', GIVES, ROLES],
    ['kind of record', 'BODIES, with a value in every field,', BODIES, RECORD_KINDS],
    ['command', 'CALLS', CALLS, Object.keys(COMMANDS)],
    ['code of a finding', 'JUDGES', JUDGES, FINDING_CODES],
  ] as const)('every %s: %s', (what, tables, table, names) => {
    const told = `a new ${what}: state who may what in ${tables} (domain facts 9.4)`
    expect(missing(table, names), told).toEqual([])
  })

  test.each(ROLES)('what %s reads and runs', (role) => {
    const read = `a new kind of record: state in READS what a ${role} sees of it, field by field`
    expect(missing(READS[role], RECORD_KINDS), read).toEqual([])
    const run = `a new command: state in RUNS whether a ${role} may use it`
    expect(missing(RUNS[role], Object.keys(COMMANDS)), run).toEqual([])
  })

  test('every role stands here with every region that it can have', () => {
    expect(REGIONS_OF_ROLE.REGION_OFFICER, 'a new region: add it to REGIONS_OF_ROLE').toEqual(
      REGIONS,
    )
    expect(new Set(ITEMS.map(({ scope }) => scope))).toEqual(new Set(SCOPES))
  })
})

describe.each(databaseKinds())('rights on $name', (kind) => {
  let issuer: TestIssuer
  let database: Database
  let gateway: ReturnType<typeof testGateway>

  beforeAll(async () => {
    issuer = await startIssuer()
    database = await kind.open()
    gateway = testGateway(database, issuer)
  })
  beforeEach(() => refill(database, ITEMS))
  afterAll(async () => {
    await gateway.gateway.close()
    await database.close()
    await kind.stop()
    await issuer.close()
  })

  test.each(ACTORS)('$id: the snapshot holds what is stated and nothing else', async (actor) => {
    const { body } = await gateway.get<SnapshotPage>('/sync/snapshot', actor)
    expectStated(actor, bodiesOf(body.records))
    const own = ITEMS.filter((item) => statedFor(actor, item) !== 'NONE')
    expect(body.records).toHaveLength(own.length)
    expect(body.total, 'the total counts what is not shown').toBe(own.length)
  })

  test('changes hold what is stated and nothing else, for everybody', async () => {
    // A note or judgement goes with its dossier: changed once, together.
    const heads = ITEMS.filter(({ record }) => parentOf(record) === null)
    for (const { record, scopes } of heads) await moveToScopes(database, record, scopes)
    for (const actor of ACTORS) {
      const path = `/sync/changes?client=${actor.id}&from=0`
      const { body } = await gateway.get<ChangePage>(path, actor)
      expect(body.to, actor.id).toBe(heads.length)
      expectStated(actor, bodiesOf(body.changes))
      const own = ITEMS.filter((item) => statedFor(actor, item) !== 'NONE')
      expect(body.changes, actor.id).toHaveLength(own.length)
    }
  })

  test.each(ACTORS)('$id: each command does what is stated, in every scope', async (actor) => {
    const names = Object.keys(CALLS) as CommandName[]
    const asked = names.flatMap((name) => SCOPES.map((scope) => ({ name, scope })))
    const calls = asked.map(({ name, scope }, index) => CALLS[name](index + 1, scope))
    const { body } = await gateway.push(actor, `desk-${actor.id}`, ...calls)
    for (const [index, { name, scope }] of asked.entries()) {
      const done = answerTo(actor, name)
      const theirs =
        ofNorms(actor, name, scope) ??
        ofIntake(name) ??
        ofRules(actor, name, scope) ??
        (statedScopes(actor).includes(scope) ? done : 'NOT_FOUND')
      const stated = RUNS[actor.role][name] ? theirs : 'FORBIDDEN'
      const answer = body.answers[index]
      const code = told(name, answer?.code ?? answer?.outcome)
      expect(code, `${actor.id}: ${name} in ${scope}`).toBe(stated)
    }
  })

  test.each(ACTORS)('$id: says of each signal what is stated', async (actor) => {
    const [scope] = statedScopes(actor)
    const calls = FINDING_CODES.map((code, index) => judge(index + 1, scope!, code))
    const { body } = await gateway.push(actor, `desk-${actor.id}`, ...calls)
    for (const [index, code] of FINDING_CODES.entries()) {
      const stated = JUDGES[code].includes(actor.role) ? 'ACCEPTED' : 'FORBIDDEN'
      const answer = body.answers[index]
      expect(answer?.code ?? answer?.outcome, `${actor.id}: ${code}`).toBe(stated)
    }
  })

  test.each(ACTORS)('$id: is told who they are and to whom a dossier may go', async (actor) => {
    await rememberPeople(database.queries, ACTORS)
    const { body } = await gateway.get<Me>('/sync/me', actor)
    expect(body.actor).toEqual(actor)
    const given = body.colleagues.filter(
      ({ id, assignable }) => assignable && ACTORS.some((known) => known.id === id),
    )
    const stated = GIVES[actor.role].map((role) => idOf(role, actor.region))
    expect(given.map(({ id }) => id).toSorted()).toEqual(stated.toSorted())
  })

  test('a regional role without a region, and a federal one with a region, gets nothing', async () => {
    const without = { ...ACTORS[0]!, region: null }
    const federal = { ...ACTORS.find(({ role }) => role === 'DVZ_CLERK')!, region: 'FL' as const }
    for (const actor of [without, federal]) {
      for (const path of ['/sync/me', '/sync/snapshot', '/sync/changes?client=x&from=0']) {
        const { status, body } = await gateway.get<{ code: string }>(path, actor)
        expect([status, body.code], `${actor.id} ${path}`).toEqual([401, 'GATEWAY_REFUSED_TOKEN'])
      }
    }
  })
})
