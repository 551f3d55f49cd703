/**
 * Records: what travels between gateway and desks. A record is an envelope `{kind, id, version,
 * body}`; the schema of each body stands here and nowhere else, types are inferred from it.
 * Units: dates are local dates `YYYY-MM-DD` in Europe/Brussels, instants are ISO-8601 in UTC,
 * money is whole cents.
 */
import * as v from 'valibot'
import {
  A1_STATES,
  ACCOUNT_ORIGINS,
  ADVISERS,
  ANNEX_TYPES,
  APPLICATION_TYPES,
  AS_NOW,
  CATEGORIES,
  CLOCK_EVENT_KINDS,
  CLOCK_IDS,
  CONTROL_OUTCOMES,
  CONTROL_SERVICES,
  DECISIONS,
  DIRECTOR_FUNCTIONS,
  DOCUMENT_STATUSES,
  DOCUMENT_TYPES,
  DOSSIER_EVENT_TYPES,
  EMPLOYMENT_STATUSES,
  EXTRACT_SOURCES,
  FACT_SOURCES,
  FILE_LANGUAGES,
  FINDING_CODES,
  FINDING_STATUSES,
  GROUNDS,
  LEGAL_SITUATIONS,
  LETTER_TEMPLATES,
  LIAISON_CAPACITIES,
  LIMOSA_KINDS,
  LIMOSA_SECTORS,
  LIMOSA_STATUSES,
  LINK_VERDICTS,
  MANDATE_KINDS,
  MANDATE_STATUSES,
  HANDLES_MAX,
  INTERMEDIARY_KINDS,
  JOBS_MAX,
  MONTH_COUNTINGS,
  NOTE_AUDIENCES,
  NOTE_SERVICES,
  NORM_STATES,
  OVERALL_CLOCKS,
  OPINIONS,
  CONTEST_OUTCOMES,
  OUTCOME_LABELS,
  PAY_BASES,
  PAY_UNITS,
  TABLE_UNITS,
  TABLES,
  PAPER_SOURCES,
  PAST_MONTHS,
  PROVABLE_EXEMPTIONS,
  PLACE_TYPES,
  PLACES_MAX,
  PLAN_CRITERIA,
  PROCEDURES,
  HOLD_CAUSES,
  LABOUR_MARKET_CHECKS,
  MANDATE_OUTCOMES,
  PROPOSAL_STATES,
  REGIONS,
  REGISTER_SOURCES,
  RESIDENCE_STATES,
  RULE_DRAFT_STATES,
  SAMPLE_OUTCOMES,
  SCOPES,
  SEEN_ANSWERS,
  SERVICES,
  SEXES,
  TAGS,
  TRACKS,
  VACANCY_SERVICES,
  UI_LANGUAGES,
  WORK_STATES,
  WORKER_SOURCES,
  type RegisterSource,
  type WorkerSource,
} from './codes.ts'
import { DOCUMENT_CLAIMS } from '../documents/content.ts'
import {
  CONTROL_ORIGINS,
  CONTROL_REQUEST_STATUSES,
  CONTROL_SUBJECT_KINDS,
} from '../controls/codes.ts'
import {
  REPORT_ANSWERS,
  REPORT_CATEGORIES,
  REPORT_CHANNELS,
  REPORT_EVENTS,
  REPORT_LINK_KINDS,
  REPORT_LINK_VERDICTS,
  REPORT_STATUSES,
  REPORT_URGENCIES,
  REPORTER_RELATIONS,
  TRAFFICKING_INDICATORS,
} from '../reports/codes.ts'
import { WATCHED_KINDS } from '../watch/codes.ts'
import { LocalDateText } from './local-date-text.ts'
import { SavedQuery } from './queue.ts'

/** Opaque identifier: never parsed, carries no personal data, safe in URLs and file names. */
export const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))
export { LocalDateText }
/** Instant in UTC, ISO-8601. */
export const Instant = v.pipe(v.string(), v.isoTimestamp())
/** ISO 3166-1 alpha-2, plus XK (Kosovo), XX (stateless) and ZZ (unknown). */
export const Country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))
/** REFNIS municipality code, five digits. */
export const MunicipalityCode = v.pipe(v.string(), v.regex(/^\d{5}$/))
/** Mahis quarter `YYYY-Qn`. */
export const QuarterText = v.pipe(v.string(), v.regex(/^\d{4}-Q[1-4]$/))
const Text = v.pipe(v.string(), v.maxLength(400))
const LongText = v.pipe(v.string(), v.maxLength(8000))
const Cents = v.pipe(v.number(), v.integer(), v.minValue(0))
const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const Percentage = v.pipe(v.number(), v.minValue(0), v.maxValue(100))

/** A closed period; `to` null means open end. */
export const Period = v.strictObject({ from: LocalDateText, to: v.nullable(LocalDateText) })
export type Period = v.InferOutput<typeof Period>

/** A postal address; `municipality` only in Belgium. */
export const Address = v.strictObject({
  street: v.nullable(Text),
  postalCode: v.nullable(Text),
  place: v.nullable(Text),
  municipality: v.nullable(MunicipalityCode),
  country: Country,
})
export type Address = v.InferOutput<typeof Address>

export const Passport = v.strictObject({
  number: Text,
  country: Country,
  validTo: v.nullable(LocalDateText),
})

export const ClockEvent = v.strictObject({
  clock: v.picklist(CLOCK_IDS),
  at: LocalDateText,
  kind: v.picklist(CLOCK_EVENT_KINDS),
  /** EXTEND: calendar days added. START: length set for this file, where the law leaves it open. */
  days: v.optional(v.pipe(v.number(), v.integer())),
  reason: v.nullable(Text),
  by: v.nullable(Id),
})
export type ClockEvent = v.InferOutput<typeof ClockEvent>

const State = v.picklist([...WORK_STATES, ...RESIDENCE_STATES])

export const DossierEvent = v.strictObject({
  at: Instant,
  type: v.picklist(DOSSIER_EVENT_TYPES),
  by: v.nullable(Id),
  text: v.nullable(Text),
  /** Why the dossier was given to somebody, released or tagged. */
  reason: v.optional(Text),
  /** What a step changed, why, and on which ground of law; absent where an event is no step. */
  step: v.optional(
    v.strictObject({
      track: v.picklist(TRACKS),
      from: State,
      to: State,
      /** Day on which the step has its legal effect: a letter may have come before it was entered. */
      on: LocalDateText,
      /** Code of domain/reference/legal-bases.ts. */
      basis: v.pipe(v.string(), v.maxLength(60)),
      reason: v.nullable(LongText),
      /** Grounds of a withdrawal; those of a proposed decision stand in the proposal. */
      grounds: v.optional(v.array(v.picklist(GROUNDS))),
      /** Whether who filed had a mandate when the application was found complete or inadmissible. */
      mandate: v.optional(v.picklist(MANDATE_OUTCOMES)),
      /** What the same act did to the other track; absent: nothing. */
      other: v.optional(v.strictObject({ from: State, to: State })),
    }),
  ),
  /** What somebody said or found; absent where an event is no entry (domain/commands/entries). */
  entry: v.optional(
    v.strictObject({
      /** Day on which it was said or found. */
      on: LocalDateText,
      text: v.nullable(LongText),
      /** Codes as `list.VALUE` of the texts. */
      codes: v.array(v.pipe(v.string(), v.regex(/^[a-zA-Z]+\.[A-Z_]+$/), v.maxLength(60))),
      /** The record that it is about. */
      about: v.nullable(Id),
    }),
  ),
})
export type DossierEvent = v.InferOutput<typeof DossierEvent>

/** A content: SHA-256 of its bytes, and what its sender says that it is. */
export const DocumentFile = v.strictObject({
  hash: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  claims: v.picklist(DOCUMENT_CLAIMS),
  /** From 1; a document that is sent anew gets the next one. */
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type DocumentFile = v.InferOutput<typeof DocumentFile>

/** Who put a content on the dossier from a desk; what came with the application has none. */
const Filed = v.strictObject({ by: Id, at: Instant })
/** Who did something to a document, and why. */
const DocumentMark = v.strictObject({ by: Id, at: Instant, reason: LongText })

/** What a letter is: of which template, in which language, about which act on the dossier. */
export const LetterOf = v.strictObject({
  template: v.picklist(LETTER_TEMPLATES),
  language: v.picklist(FILE_LANGUAGES),
  track: v.picklist(TRACKS),
  /**
   * Which of the acts of this kind on the track, from 0: acts of others in between do not move it.
   * Null: about the dossier as it stands.
   */
  nth: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Why it takes the place of the version before it; null: it is the first. */
  correction: v.nullable(LongText),
})
export type LetterOf = v.InferOutput<typeof LetterOf>

/** A content that was replaced or taken back. It stays readable. */
export const EarlierVersion = v.strictObject({
  file: DocumentFile,
  receivedOn: v.nullable(LocalDateText),
  issuedOn: v.optional(LocalDateText),
  filed: v.optional(Filed),
  letter: v.optional(LetterOf),
  /** It was put here by mistake. */
  withdrawn: v.optional(DocumentMark),
})
export type EarlierVersion = v.InferOutput<typeof EarlierVersion>

export const DossierDocument = v.strictObject({
  id: Id,
  type: v.picklist(DOCUMENT_TYPES),
  status: v.picklist(DOCUMENT_STATUSES),
  receivedOn: v.nullable(LocalDateText),
  /** The day that stands on the document itself; absent: nobody noted it. */
  issuedOn: v.optional(LocalDateText),
  /** Absent: no content is kept here, or this person may not see it. */
  file: v.optional(DocumentFile),
  filed: v.optional(Filed),
  /** Of a document of the type LETTER. */
  letter: v.optional(LetterOf),
  /** Oldest first; absent: none is kept. */
  earlier: v.optional(v.array(EarlierVersion)),
  /** Somebody locked it by hand; what locks by law: domain/documents/lock.ts. */
  locked: v.optional(DocumentMark),
})
export type DossierDocument = v.InferOutput<typeof DossierDocument>

/** A question to the applicant. While one of either service is open, the overall clock stands still. */
export const InfoRequest = v.strictObject({
  track: v.picklist(TRACKS),
  askedOn: LocalDateText,
  /** Last day for the answer, told in the letter. */
  deadline: LocalDateText,
  documents: v.array(v.picklist(DOCUMENT_TYPES)),
  text: LongText,
  by: Id,
  /** Null while it is open. */
  closedOn: v.nullable(LocalDateText),
})
export type InfoRequest = v.InferOutput<typeof InfoRequest>

/** A request for advice. It has a term of its own and leaves the overall clock running. */
export const AdviceRequest = v.strictObject({
  adviser: v.picklist(ADVISERS),
  askedOn: LocalDateText,
  /** Last day of the adviser's term. */
  due: LocalDateText,
  text: LongText,
  by: Id,
  /** Null while it is open. */
  closedOn: v.nullable(LocalDateText),
  opinion: v.nullable(v.picklist(OPINIONS)),
  answer: v.nullable(LongText),
})
export type AdviceRequest = v.InferOutput<typeof AdviceRequest>

/** A signal that was open: under which id people speak of it, and its rule. */
export const CheckedSignal = v.strictObject({ id: Id, code: v.picklist(FINDING_CODES) })
export type CheckedSignal = v.InferOutput<typeof CheckedSignal>

/** Most open signals that a proposal names. */
export const CHECKED_SIGNALS_MAX = 50

/** What was checked when a decision was proposed (domain/dossier/checks.ts). */
export const Checks = v.strictObject({
  on: LocalDateText,
  /** Null: the procedure knows no salary threshold. */
  pay: v.nullable(
    v.strictObject({
      payCents: v.nullable(Cents),
      payUnit: v.picklist(PAY_UNITS),
      /** The row of the table, with its version; null: the table has none for this application. */
      norm: v.nullable(
        v.strictObject({
          amountCents: Cents,
          unit: v.picklist(PAY_UNITS),
          basis: v.picklist(PAY_BASES),
          ageMax: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
          validFrom: LocalDateText,
          source: Text,
          /** When the region approved it; null: it came with the program. */
          approvedAt: v.nullable(Instant),
        }),
      ),
      /** Null when there was nothing to compare. */
      suffices: v.nullable(v.boolean()),
    }),
  ),
  labourMarket: v.picklist(LABOUR_MARKET_CHECKS),
  /** Absent: proposed before the mandate was checked with it. */
  mandate: v.optional(v.picklist(MANDATE_OUTCOMES)),
  /** Required documents that were not there, or too old. */
  missing: v.array(v.picklist(DOCUMENT_TYPES)),
  signals: v.pipe(v.array(CheckedSignal), v.maxLength(CHECKED_SIGNALS_MAX)),
})
export type Checks = v.InferOutput<typeof Checks>

/** What one person proposes to decide on a track and another person signs. */
export const Proposal = v.strictObject({
  track: v.picklist(TRACKS),
  decision: v.picklist(DECISIONS),
  /** Empty for a grant. */
  grounds: v.array(v.picklist(GROUNDS)),
  reason: LongText,
  /** The period to authorise; null for a refusal and on the residence track. */
  period: v.nullable(Period),
  by: Id,
  on: LocalDateText,
  state: v.picklist(PROPOSAL_STATES),
  /** Who signed or returned it. */
  closedBy: v.nullable(Id),
  /** Absent: made before checks were kept. */
  checks: v.optional(Checks),
})
export type Proposal = v.InferOutput<typeof Proposal>

/** A time for which a post held the visa; both services see it from the first day. */
export const VisaHold = v.strictObject({
  cause: v.picklist(HOLD_CAUSES),
  on: LocalDateText,
  /** Null while the post holds it. */
  releasedOn: v.nullable(LocalDateText),
  by: Id,
})
export type VisaHold = v.InferOutput<typeof VisaHold>

/** The vacancy of a labour-market test as the region saw it. */
export const VacancyNote = v.strictObject({
  /** Number or title under which it was open. */
  reference: Text,
  services: v.array(v.picklist(VACANCY_SERVICES)),
  from: LocalDateText,
  to: LocalDateText,
  /** The day on which it was seen. */
  on: LocalDateText,
})
export type VacancyNote = v.InferOutput<typeof VacancyNote>

export const YearsOfExperience = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(80))

/** A diploma as the region saw it. */
export const DiplomaNote = v.strictObject({
  institution: Text,
  awardedOn: LocalDateText,
  /** Whether the institution is recognised. */
  recognised: v.picklist(SEEN_ANSWERS),
  /** Years of experience that are claimed with it; null: none are told. */
  experienceYears: v.nullable(YearsOfExperience),
  /** The day on which it was seen. */
  on: LocalDateText,
})
export type DiplomaNote = v.InferOutput<typeof DiplomaNote>

/** What an officer makes of one criterion of a business plan; `score` null: not scored yet. */
export const PlanScore = v.strictObject({
  criterion: v.picklist(PLAN_CRITERIA),
  score: v.nullable(v.picklist([0, 1, 2, 3])),
  text: LongText,
})
export type PlanScore = v.InferOutput<typeof PlanScore>

/** An assessment of a business plan. A draft is its author's; a finished one is never rewritten. */
export const PlanAssessment = v.strictObject({
  state: v.picklist(['DRAFT', 'FINISHED']),
  by: Id,
  byName: Text,
  at: Instant,
  scores: v.array(PlanScore),
})
export type PlanAssessment = v.InferOutput<typeof PlanAssessment>

/** A place where the worker will be employed; `share` is the part of working time, 0 to 1. */
export const Workplace = v.strictObject({
  municipality: MunicipalityCode,
  street: v.nullable(Text),
  establishmentUnit: v.nullable(Text),
  share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
})
export type Workplace = v.InferOutput<typeof Workplace>

const IscoCode = v.pipe(v.string(), v.regex(/^\d{4}$/))
/** Longest working week that can be entered, in hours. */
export const WEEKLY_HOURS_MAX = 60
const WeeklyHours = v.pipe(v.number(), v.minValue(0), v.maxValue(WEEKLY_HOURS_MAX))

/** The value of a fact on which decisions rest. */
export const FactValue = v.variant('field', [
  v.strictObject({ field: v.literal('CATEGORY'), category: v.picklist(CATEGORIES) }),
  v.strictObject({ field: v.literal('EMPLOYER'), employerId: v.nullable(Id) }),
  v.strictObject({ field: v.literal('JOB'), title: Text, isco: IscoCode }),
  v.strictObject({
    field: v.literal('PAY'),
    payCents: v.nullable(Cents),
    payUnit: v.picklist(['YEAR', 'MONTH']),
  }),
  v.strictObject({ field: v.literal('HOURS'), weeklyHours: v.nullable(WeeklyHours) }),
  v.strictObject({ field: v.literal('PERIOD'), contract: v.nullable(Period) }),
  v.strictObject({
    field: v.literal('WORKPLACES'),
    workplaces: v.pipe(v.array(Workplace), v.maxLength(20)),
  }),
  v.strictObject({ field: v.literal('LANGUAGE'), language: v.picklist(FILE_LANGUAGES) }),
])
export type FactValue = v.InferOutput<typeof FactValue>

/** A changed fact: what it was, what it became, who says so and why. Only ever appended. */
export const FactChange = v.strictObject({
  before: FactValue,
  after: FactValue,
  source: v.picklist(FACT_SOURCES),
  reason: LongText,
  /** Day from which it holds. */
  on: LocalDateText,
  at: Instant,
  by: Id,
})
export type FactChange = v.InferOutput<typeof FactChange>

export const DossierBody = v.strictObject({
  /** Reference that people write on paper: `FL-2026-000123`. */
  reference: Text,
  procedure: v.picklist(PROCEDURES),
  category: v.picklist(CATEGORIES),
  applicationType: v.picklist(APPLICATION_TYPES),
  region: v.picklist(REGIONS),
  language: v.picklist(FILE_LANGUAGES),
  personId: Id,
  /** Null for a self-employed person. */
  employerId: v.nullable(Id),
  /** The enterprise that filed: the employer itself or its mandatary. Null: filed by the person. */
  filedById: v.nullable(Id),
  submittedOn: LocalDateText,
  work: v.strictObject({ state: v.picklist(WORK_STATES), since: LocalDateText }),
  residence: v.strictObject({ state: v.picklist(RESIDENCE_STATES), since: LocalDateText }),
  clockEvents: v.array(ClockEvent),
  job: v.strictObject({
    title: Text,
    /** ISCO-08 code, four digits. */
    isco: IscoCode,
    /** Gross pay that counts for the threshold, in cents per `unit`. */
    payCents: v.nullable(Cents),
    payUnit: v.picklist(['YEAR', 'MONTH']),
    contract: v.nullable(Period),
    /** Absent or null: not told. */
    weeklyHours: v.optional(v.nullable(WeeklyHours)),
  }),
  workplaces: v.array(Workplace),
  /** The authorised period once work is granted. */
  authorised: v.nullable(Period),
  annexes: v.array(v.strictObject({ type: v.picklist(ANNEX_TYPES), on: LocalDateText })),
  documents: v.array(DossierDocument),
  events: v.array(DossierEvent),
  /**
   * What the applicant was told that the application lacks, the first question first; of one from before
   * this was kept, the documents themselves tell it (domain/dossier/checklist.ts).
   */
  itemsAsked: v.optional(
    v.array(v.strictObject({ on: LocalDateText, documents: v.array(v.picklist(DOCUMENT_TYPES)) })),
  ),
  /** Absent: none was made. Read them through domain/dossier/steps.ts. */
  infoRequests: v.optional(v.array(InfoRequest)),
  adviceRequests: v.optional(v.array(AdviceRequest)),
  proposals: v.optional(v.array(Proposal)),
  visaHolds: v.optional(v.array(VisaHold)),
  /** Since when the worker holds a single permit, as stated at the end of the employment. */
  heldSince: v.optional(LocalDateText),
  /** Assessments of the business plan of a professional card. */
  planAssessments: v.optional(v.array(PlanAssessment)),
  /** Absent: nobody noted one. */
  vacancies: v.optional(v.array(VacancyNote)),
  diplomas: v.optional(v.array(DiplomaNote)),
  /** The number that the new enterprise of a card holder got in the register, ten digits. */
  enterpriseNumber: v.optional(v.pipe(v.string(), v.regex(/^\d{10}$/))),
  /** The dossier whose authorisation took the place of this one. */
  successorId: v.optional(Id),
  /** Absent: none changed since the application. Read them through domain/dossier/facts.ts. */
  factChanges: v.optional(v.array(FactChange)),
  /** The diplomatic or consular post that handles the visa. */
  post: v.optional(Text),
  /** The officer or clerk who handles it. */
  /** Who handles it at the region. */
  assignee: v.nullable(Id),
  /** Who handles it at the Immigration Office. Absent: nobody has yet. */
  assigneeDvz: v.optional(v.nullable(Id)),
  /** Absent: none. */
  tags: v.optional(v.array(v.picklist(TAGS))),
  /** Who put it aside, one per service at most; read them through domain/dossier/snooze.ts. */
  snoozes: v.optional(
    v.array(
      v.strictObject({
        service: v.picklist(SERVICES),
        /** The day on which it comes back; null: with the next event. */
        until: v.nullable(LocalDateText),
        /** How many events it had. */
        events: v.pipe(v.number(), v.integer(), v.minValue(0)),
        by: Id,
        at: Instant,
      }),
    ),
  ),
})
export type DossierBody = v.InferOutput<typeof DossierBody>

/** Most notes of papers that a record keeps; the oldest give way. */
export const PAPER_NOTES_MAX = 50
/** Who noted a paper, where and when it was seen, and why it is noted so. */
const NOTED = {
  source: v.picklist(PAPER_SOURCES),
  on: LocalDateText,
  reason: v.string(),
  by: Id,
  byName: Text,
  at: Instant,
}

export const UnlimitedAccess = v.strictObject({
  card: Text,
  from: LocalDateText,
  to: v.nullable(LocalDateText),
})
export type UnlimitedAccess = v.InferOutput<typeof UnlimitedAccess>

/** Papers of the Vander Elst conditions as seen so far (domain facts 4.6); null: not seen. */
export const PostingPapers = v.strictObject({
  homeResidence: v.nullable(Period),
  homeWorkAuthorisation: v.nullable(Period),
  contractWithPostingEmployer: v.nullable(v.boolean()),
  passportValidTo: v.nullable(LocalDateText),
  /** State that issued the residence permit and the work authorisation. Absent: taken for the employer's. */
  issuedBy: v.optional(Country),
  /** Exemption of domain facts 4.2 that was proved. Absent: none was. */
  exemption: v.optional(v.picklist(PROVABLE_EXEMPTIONS)),
})
export type PostingPapers = v.InferOutput<typeof PostingPapers>

export const PersonBody = v.strictObject({
  familyName: Text,
  givenNames: Text,
  /** Name in the script of origin, when known. */
  nativeName: v.nullable(Text),
  /** Null when the register does not know it. */
  birthDate: v.nullable(LocalDateText),
  sex: v.picklist(SEXES),
  nationality: Country,
  insz: v.nullable(Text),
  /** Earlier INSZ of the same person (a BIS number before registration). */
  inszAliases: v.array(Text),
  passports: v.array(Passport),
  address: v.nullable(Address),
  /** A residence card that gives unlimited access to work (B, K, L, F, F+) or temporary protection. */
  unlimitedAccess: v.nullable(UnlimitedAccess),
  /** What officers noted of it, the latest last. Absent: nobody did. */
  accessNotes: v.optional(
    v.pipe(
      v.array(v.strictObject({ access: v.nullable(UnlimitedAccess), ...NOTED })),
      v.maxLength(PAPER_NOTES_MAX),
    ),
  ),
})
export type PersonBody = v.InferOutput<typeof PersonBody>

export const EnterpriseBody = v.strictObject({
  name: Text,
  /** KBO/BCE number for Belgian enterprises. */
  enterpriseNumber: v.nullable(Text),
  vatNumber: v.nullable(Text),
  country: Country,
  address: Address,
  /** NACE-BEL 2025 code. */
  nace: v.nullable(Text),
  jointCommittee: v.nullable(Text),
  legalSituation: v.picklist(LEGAL_SITUATIONS),
  startedOn: v.nullable(LocalDateText),
  establishmentUnits: v.array(v.strictObject({ number: Text, municipality: MunicipalityCode })),
})
export type EnterpriseBody = v.InferOutput<typeof EnterpriseBody>

/** A place of work as declared: a company, a site, a mere address, or described otherwise. */
export const DeclaredPlace = v.strictObject({
  type: v.picklist(PLACE_TYPES),
  name: v.nullable(Text),
  address: v.nullable(Address),
  /** Number of the establishment unit in the register of enterprises, ten digits; absent: not told. */
  establishmentUnit: v.optional(v.pipe(v.string(), v.regex(/^[2-8]\d{9}$/))),
  /** Number of the declaration of works (art. 30bis): opaque; absent: not told. */
  declarationOfWorks: v.optional(Text),
})
export type DeclaredPlace = v.InferOutput<typeof DeclaredPlace>

/** Who declares for an employer. */
export const Representative = v.strictObject({
  name: Text,
  enterpriseNumber: v.nullable(Text),
  address: v.nullable(Address),
})

/** The contact in Belgium or elsewhere on whom inspectors call (act of 5 March 2002 art. 7/2). */
export const Liaison = v.strictObject({
  name: Text,
  /** Empty when not told, as the phone. */
  email: Text,
  phone: Text,
  /** What follows is absent when not told. */
  birthDate: v.optional(LocalDateText),
  insz: v.optional(Text),
  capacity: v.optional(v.picklist(LIAISON_CAPACITIES)),
  address: v.optional(Address),
})
export type Liaison = v.InferOutput<typeof Liaison>

/**
 * A Limosa declaration as received: the worker as the declarant typed them (domain facts 4.3). What few
 * declarations tell is absent in the others. What somebody self-employed does not declare:
 * domain/limosa/self-employed.ts.
 */
export const DeclarationBody = v.strictObject({
  /** Reference on the L1 receipt: opaque, never parsed. */
  l1Number: Text,
  status: v.picklist(LIMOSA_STATUSES),
  /** Null when the source does not tell it. */
  submittedAt: v.nullable(Instant),
  cancelledAt: v.nullable(Instant),
  replacesL1: v.nullable(Text),
  kind: v.picklist(LIMOSA_KINDS),
  worker: v.strictObject({
    insz: v.nullable(Text),
    familyName: Text,
    givenNames: Text,
    birthDate: v.nullable(LocalDateText),
    sex: v.picklist(SEXES),
    nationality: Country,
    passport: v.nullable(v.strictObject({ number: Text, country: Country })),
    /** Where the worker lives, mostly abroad. */
    homeAddress: v.optional(Address),
  }),
  /** Null for a self-employed person. */
  employer: v.nullable(
    v.strictObject({
      name: Text,
      country: Country,
      vatNumber: v.nullable(Text),
      enterpriseNumber: v.nullable(Text),
      /** Number in a register of its own country: shown, never a key (domain facts 4.3). */
      foreignId: v.optional(Text),
      address: v.optional(Address),
      representative: v.optional(Representative),
    }),
  ),
  tempAgencyApprovalNumber: v.nullable(Text),
  /**
   * Every Belgian user. A guide of others speaks of ten at most (domain facts 4.3, doubtful): nothing is
   * refused for it.
   */
  clients: v.array(
    v.strictObject({
      name: Text,
      enterpriseNumber: v.nullable(Text),
      address: v.optional(Address),
    }),
  ),
  period: v.strictObject({ from: LocalDateText, to: LocalDateText }),
  /** Working days and hours in the declarant's words. */
  schedule: v.optional(Text),
  sector: v.picklist(LIMOSA_SECTORS),
  natureOfServices: v.nullable(Text),
  /** ISCO-08 code when the nature of services tells it. */
  isco: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}$/))),
  jointCommittee: v.nullable(Text),
  /** Joint committee 124: benefits equal to those of the agreement of 12 September 2013. */
  pc124Equivalent: v.optional(v.boolean()),
  places: v.pipe(v.array(DeclaredPlace), v.minLength(1), v.maxLength(PLACES_MAX)),
  liaison: v.nullable(Liaison),
  /** Null: none seen. */
  postingProof: v.nullable(PostingPapers),
  /** What officers noted of these papers, the latest last. Absent: nobody did. */
  paperNotes: v.optional(
    v.pipe(
      v.array(v.strictObject({ papers: v.nullable(PostingPapers), ...NOTED })),
      v.maxLength(PAPER_NOTES_MAX),
    ),
  ),
})
export type DeclarationBody = v.InferOutput<typeof DeclarationBody>

export const MandateBody = v.strictObject({
  mandatorId: Id,
  mandataryId: Id,
  kind: v.picklist(MANDATE_KINDS),
  /** Groups of applications covered. */
  groups: v.array(Text),
  fromQuarter: QuarterText,
  toQuarter: v.nullable(QuarterText),
  status: v.picklist(MANDATE_STATUSES),
})
export type MandateBody = v.InferOutput<typeof MandateBody>

/** One Checkin@Work registration: one person, one employer, one day (domain facts 10.4). */
export const PresenceBody = v.strictObject({
  insz: v.nullable(Text),
  l1Number: v.nullable(Text),
  employer: v.strictObject({ name: Text, country: Country, enterpriseNumber: v.nullable(Text) }),
  date: LocalDateText,
  municipality: MunicipalityCode,
  siteName: v.nullable(Text),
  registeredAt: Instant,
  /** Registered as somebody who works on their own account. Absent: the source does not tell. */
  selfEmployed: v.optional(v.boolean()),
})
export type PresenceBody = v.InferOutput<typeof PresenceBody>

/**
 * A portable document A1, or the proof that one was requested (Regulation (EC) 987/2009 art. 19): under
 * whose social security a posted worker stays. Its number is told per issuing country.
 */
export const A1Body = v.strictObject({
  state: v.picklist(A1_STATES),
  /** Null while it is only requested. */
  number: v.nullable(Text),
  /** Of the institution that issues it. */
  country: Country,
  /** Day of issue, or of the request. */
  on: v.nullable(LocalDateText),
  /** Day on which it was withdrawn, told to be false or, of a request, answered. */
  endedOn: v.nullable(LocalDateText),
  worker: v.strictObject({
    insz: v.nullable(Text),
    familyName: Text,
    givenNames: Text,
    birthDate: v.nullable(LocalDateText),
    passport: v.nullable(v.strictObject({ number: Text, country: Country })),
  }),
  /** The Limosa declaration with which it was shown. */
  l1Number: v.nullable(Text),
  employer: v.strictObject({
    name: Text,
    country: Country,
    vatNumber: v.nullable(Text),
    enterpriseNumber: v.nullable(Text),
  }),
  period: v.strictObject({ from: LocalDateText, to: LocalDateText }),
})
export type A1Body = v.InferOutput<typeof A1Body>

/** An employment as its Belgian employer declared it in Dimona. */
export const EmploymentBody = v.strictObject({
  status: v.picklist(EMPLOYMENT_STATUSES),
  insz: Text,
  employer: v.strictObject({ name: Text, enterpriseNumber: v.nullable(Text) }),
  period: Period,
  /** Of the establishment unit, where it is told. */
  municipality: v.nullable(MunicipalityCode),
})
export type EmploymentBody = v.InferOutput<typeof EmploymentBody>

/** Most persons that one control meets. */
export const CONTROL_MET_MAX = 300

const Seen = v.picklist(SEEN_ANSWERS)
/** What an inspector saw of how the work is led and done. */
export const ControlSigns = v.strictObject({
  /** The client leads the work. */
  ledByClient: Seen,
  /** Nothing but labour is supplied. */
  onlyLabour: Seen,
  /** The hours of the client's own crew. */
  sameHours: Seen,
  /** Tools or material of the worker, or of who sends them. */
  ownTools: Seen,
})
export type ControlSigns = v.InferOutput<typeof ControlSigns>

/** What one inspector noted, and when. */
export const NotedSigns = v.strictObject({
  ...ControlSigns.entries,
  by: Id,
  byName: Text,
  at: Instant,
})
export type NotedSigns = v.InferOutput<typeof NotedSigns>
/** Most earlier notes that a control keeps; the oldest give way. */
export const EARLIER_SIGNS_MAX = 50

/** A field control that was carried out: where, by whom, who was met and how it ended. */
export const ControlBody = v.strictObject({
  service: v.picklist(CONTROL_SERVICES),
  date: LocalDateText,
  municipality: MunicipalityCode,
  siteName: v.nullable(Text),
  enterprise: v.strictObject({ name: Text, country: Country, enterpriseNumber: v.nullable(Text) }),
  /** Those met at work, by what they showed. */
  met: v.pipe(
    v.array(v.strictObject({ insz: v.nullable(Text), l1Number: v.nullable(Text) })),
    v.maxLength(CONTROL_MET_MAX),
  ),
  /** Null: not known, or not for who looks. */
  outcome: v.nullable(v.picklist(CONTROL_OUTCOMES)),
  /** The last that was noted. Absent: nobody noted any, or they are not for who looks. */
  signs: v.optional(NotedSigns),
  /** What was noted before, the first first. Absent: nothing was. */
  earlierSigns: v.optional(v.pipe(v.array(NotedSigns), v.maxLength(EARLIER_SIGNS_MAX))),
})
export type ControlBody = v.InferOutput<typeof ControlBody>

/**
 * What the desks of a region hold of a source that a service imports: of everybody whom they know, all
 * that was in force on any day from the first to the last, as whoever imported it says. Without this an
 * empty list says nothing.
 */
export const HoldingBody = v.strictObject({
  source: v.picklist(EXTRACT_SOURCES),
  region: v.picklist(REGIONS),
  /** Both included. */
  from: LocalDateText,
  asOf: LocalDateText,
  /** The source by the name under which it is imported. */
  name: Text,
  /** Rows of the extract that could not be read. */
  refused: v.pipe(v.number(), v.integer(), v.minValue(0)),
  by: Id,
  byName: Text,
  at: Instant,
})
export type HoldingBody = v.InferOutput<typeof HoldingBody>

/** The part of a line that holds what its source says. */
const PART_OF = {
  HOME_ACTIVITY: 'home',
  STAFF: 'staff',
  SANCTIONS: 'sanction',
  DIRECTORS: 'directorship',
  ACCOUNTS: 'account',
  WORKS: 'works',
} as const satisfies Record<RegisterSource, string>

/** An enterprise as the declaration of works names it: by number where one is told. */
const WorksParty = v.strictObject({ name: Text, number: v.nullable(Text) })

/**
 * A line that another register gives of an enterprise. It has the part of its source and no other: what
 * is shown of it follows from the source alone (domain/rights/register-lines.ts).
 */
export const RegisterLineBody = v.pipe(
  v.strictObject({
    source: v.picklist(REGISTER_SOURCES),
    /** The day up to which the register speaks; of a sanction, on which it became final. */
    on: LocalDateText,
    enterprise: v.strictObject({
      name: Text,
      country: Country,
      vatNumber: v.nullable(Text),
      enterpriseNumber: v.nullable(Text),
    }),
    /** What the home country says about a sending enterprise (IMI, Directive 2014/67/EU art. 4). */
    home: v.nullable(
      v.strictObject({
        foundedOn: LocalDateText,
        /** Percentage of its workers who are posted to Belgium. */
        postedShare: Percentage,
        /** Other enterprises at its address. */
        atAddress: Whole,
        activeAtHome: v.boolean(),
      }),
    ),
    staff: v.nullable(
      v.strictObject({
        fullTimeEquivalents: v.pipe(v.number(), v.minValue(0)),
        turnoverFiled: v.boolean(),
        socialDebtCents: Cents,
      }),
    ),
    sanction: v.nullable(
      v.strictObject({
        /** Social Criminal Code art. 101: 1 to 4. */
        level: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
        /** The director whom it concerns; null: the enterprise itself. */
        director: v.nullable(Id),
      }),
    ),
    directorship: v.nullable(
      v.strictObject({
        /** The same person has the same key in every line, under a secret of the gateway. */
        director: Id,
        familyName: Text,
        givenNames: Text,
        function: v.picklist(DIRECTOR_FUNCTIONS),
        period: Period,
        /** When the enterprise went bankrupt; null: it did not. */
        bankruptOn: v.nullable(LocalDateText),
      }),
    ),
    account: v.nullable(
      v.strictObject({
        /** The same account has the same key, under a secret of the gateway; it ends with its last digits. */
        key: Id,
        /** Null for whoever need not know more than that it is the same one. */
        iban: v.nullable(Text),
        origin: v.picklist(ACCOUNT_ORIGINS),
      }),
    ),
    /** Of lines from before it was imported it is absent. */
    works: v.optional(
      v.nullable(
        v.strictObject({
          /** Of the declaration of works (Act of 27 June 1969 art. 30bis): each contractor has a line. */
          number: Text,
          siteName: v.nullable(Text),
          street: v.nullable(Text),
          municipality: MunicipalityCode,
          /** For whom it is built; null: a private person, who is not named. */
          principal: v.nullable(WorksParty),
          /** The contractor that ordered this one's part; null: the principal did. */
          orderedBy: v.nullable(WorksParty),
          period: Period,
          /** Of the whole works, without VAT. */
          valueCents: Cents,
        }),
      ),
    ),
  }),
  v.check(
    (line) =>
      Object.entries(PART_OF).every(
        ([source, part]) => ((line[part] ?? null) !== null) === (source === line.source),
      ),
    'a line has the part of its source and no other',
  ),
)
export type RegisterLineBody = v.InferOutput<typeof RegisterLineBody>

/** The part of a line about a worker that holds what its source says. */
const WORKER_PART_OF = {
  DMFA: 'wage',
  NOTIFICATIONS: 'notification',
  CHAIN_FILES: 'papers',
  PAYMENTS: 'payment',
  CARD_ACTIVITY: 'activity',
} as const satisfies Record<WorkerSource, string>

/** Last day that a paper is valid; null: it is not in the file. */
const ValidTo = v.nullable(LocalDateText)

/**
 * A line that another source gives of a worker, named by a national number or by a declaration. It has the
 * part of its source and no other (domain/rights/worker-lines.ts).
 */
export const WorkerLineBody = v.pipe(
  v.strictObject({
    source: v.picklist(WORKER_SOURCES),
    /** The day up to which the source speaks; of a notification, on which it was filed; of a wage, on which it was paid. */
    on: LocalDateText,
    worker: v.strictObject({ insz: v.nullable(Text), l1Number: v.nullable(Text) }),
    /** Who employs, sends or pays; null of whoever works on their own account. */
    employer: v.nullable(
      v.strictObject({
        name: Text,
        country: Country,
        vatNumber: v.nullable(Text),
        enterpriseNumber: v.nullable(Text),
      }),
    ),
    /** Of one quarter in the multifunctional declaration (DmfA). */
    wage: v.nullable(
      v.strictObject({
        from: LocalDateText,
        to: LocalDateText,
        wageCents: Cents,
        /** Days paid; equated days, such as those of sickness, are none. */
        days: v.pipe(v.number(), v.minValue(0), v.maxValue(92)),
        /** Of the regime in which those days are counted. Absent: the source does not tell. */
        daysPerWeek: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(7))),
        /** Working time as a percentage of full time. */
        fraction: Percentage,
      }),
    ),
    /** That a posting lasts longer than 12 months (Act of 5 March 2002 art. 5). */
    notification: v.nullable(v.strictObject({ reason: v.nullable(Text) })),
    /** What a contractor in Flanders holds (decree of 27 October 2023): of somebody posted, or of somebody employed here. */
    papers: v.nullable(
      v.strictObject({
        passport: ValidTo,
        residence: ValidTo,
        l1: ValidTo,
        a1: ValidTo,
        belgianStay: ValidTo,
        workAuthorisation: ValidTo,
        dimona: ValidTo,
      }),
    ),
    payment: v.nullable(
      v.strictObject({
        wageCents: Cents,
        /** Held back as cost of lodging, transport and the like. */
        deductedCents: Cents,
        /** The same account has the same key, under a secret of the gateway. Null: paid otherwise. */
        account: v.nullable(Id),
      }),
    ),
    activity: v.nullable(
      v.strictObject({ vatActive: v.boolean(), contributionsPaid: v.boolean() }),
    ),
  }),
  v.check(
    (line) =>
      Object.entries(WORKER_PART_OF).every(
        ([source, part]) => (line[part] !== null) === (source === line.source),
      ),
    'a line has the part of its source and no other',
  ),
)
export type WorkerLineBody = v.InferOutput<typeof WorkerLineBody>

export const NoteBody = v.strictObject({
  dossierId: Id,
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(8000)),
  by: Id,
  byName: Text,
  at: Instant,
  /** Absent: for all who may see the dossier. */
  audience: v.optional(v.picklist(NOTE_AUDIENCES)),
  /** The service of the author. */
  service: v.optional(v.nullable(v.picklist(NOTE_SERVICES))),
  /** A fact as it stood when the note was written. */
  quote: v.optional(FactValue),
})
export type NoteBody = v.InferOutput<typeof NoteBody>

/** Said to the owner of a rule by who holds a signal wrong, and the answer; null: it waits for one. */
export const Contest = v.strictObject({
  /** The rule as it ran: version of its logic, and revision of its setting. */
  ruleVersion: v.pipe(v.number(), v.integer()),
  revision: v.pipe(v.number(), v.integer()),
  text: LongText,
  by: Id,
  byName: Text,
  at: Instant,
  answer: v.nullable(
    v.strictObject({
      outcome: v.picklist(CONTEST_OUTCOMES),
      text: LongText,
      by: Id,
      byName: Text,
      at: Instant,
    }),
  ),
})
export type Contest = v.InferOutput<typeof Contest>

/** What a finding rested on, in short (domain/risk/snooze.ts). */
export const FactPrint = v.pipe(v.string(), v.maxLength(400))

/** What people said about a finding; its id is the finding's id. */
export const FindingJudgementBody = v.strictObject({
  code: v.picklist(FINDING_CODES),
  ruleVersion: v.pipe(v.number(), v.integer()),
  /** Revision of the rule's setting that made the signal; absent: judged before it was kept. */
  revision: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Whom the finding is about: a person, an enterprise, or a declaration whose worker is nobody's. */
  personId: v.nullable(Id),
  enterpriseId: v.optional(Id),
  declarationId: v.optional(Id),
  dossierId: v.nullable(Id),
  status: v.picklist(FINDING_STATUSES),
  /** What the signal was worth; absent while it is open, and in judgements from before it was asked. */
  outcome: v.optional(v.picklist(OUTCOME_LABELS)),
  /** Empty while nobody judged it: it was set aside or contested before. */
  reason: LongText,
  by: Id,
  byName: Text,
  at: Instant,
  /** The facts of which it speaks. Absent: they were not kept then, and it holds whatever they are. */
  print: v.optional(FactPrint),
  /** Its rule is set aside for the subject (domain/risk/snooze.ts). Absent: it is not. */
  snooze: v.optional(
    v.strictObject({
      /** The day on which it counts again; null: when its facts differ. */
      until: v.nullable(LocalDateText),
      print: FactPrint,
      reason: LongText,
      by: Id,
      byName: Text,
      at: Instant,
    }),
  ),
  /** Absent: nobody contested it. */
  contests: v.optional(v.pipe(v.array(Contest), v.maxLength(50))),
})
export type FindingJudgementBody = v.InferOutput<typeof FindingJudgementBody>

/** Whether the worker of a declaration is this person, as somebody judged it. */
export const LinkJudgement = v.strictObject({
  personId: Id,
  verdict: v.picklist(LINK_VERDICTS),
  /** What was compared, as domain/linking/judgements.ts sums it up: other facts are asked anew. */
  facts: v.pipe(v.string(), v.maxLength(40)),
  /** Empty: the comparison says it all. */
  reason: LongText,
  by: Id,
  byName: Text,
  at: Instant,
})
export type LinkJudgement = v.InferOutput<typeof LinkJudgement>

/** Most persons with whom the worker of one declaration is compared by hand. */
export const LINK_JUDGEMENTS_MAX = 100

/** Whether an enterprise that records mention is this one of the register, as somebody judged it. */
export const MentionJudgement = v.strictObject({
  /** The mention (domain/linking/mentions.ts). */
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  enterpriseId: Id,
  ...v.omit(LinkJudgement, ['personId']).entries,
})
export type MentionJudgement = v.InferOutput<typeof MentionJudgement>

/**
 * What was said of the worker of one declaration, under the declaration's id; or of a mention and an
 * enterprise, under the id of the two (domain/linking/judgements.ts).
 */
export const LinkJudgementBody = v.strictObject({
  /** One per person. */
  said: v.pipe(v.array(LinkJudgement), v.maxLength(LINK_JUDGEMENTS_MAX)),
  /** Absent: it is of a worker. */
  mention: v.optional(MentionJudgement),
})
export type LinkJudgementBody = v.InferOutput<typeof LinkJudgementBody>

/** Longest name of a saved view, in characters. */
export const VIEW_NAME_MAX_LENGTH = 60

/** A view of the queue that somebody keeps: of its owner alone, or of the owner's whole service. */
export const SavedViewBody = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(VIEW_NAME_MAX_LENGTH)),
  owner: Id,
  ownerName: Text,
  service: v.picklist(SERVICES),
  shared: v.boolean(),
  /** Taken away: kept so that every desk learns of it. */
  removed: v.boolean(),
  query: SavedQuery,
  at: Instant,
})
export type SavedViewBody = v.InferOutput<typeof SavedViewBody>

/** Days on which somebody does not work, both included. Why is nobody's business and stands nowhere. */
export const AbsenceBody = v.strictObject({
  person: Id,
  service: v.picklist(SERVICES),
  from: LocalDateText,
  to: LocalDateText,
  /** Who looks after the dossiers meanwhile; null: the whole team. */
  replacedBy: v.nullable(Id),
  removed: v.boolean(),
  by: Id,
  at: Instant,
})
export type AbsenceBody = v.InferOutput<typeof AbsenceBody>

/** Who wrote what waits for a second person, and what that person said: null while it is open. */
const TWO_PEOPLE = {
  by: Id,
  byName: Text,
  at: Instant,
  /** Who approved or rejected it, when, and what they said of it; null while it is open. */
  closedBy: v.nullable(Id),
  closedByName: v.nullable(Text),
  closedAt: v.nullable(Instant),
  remark: v.nullable(LongText),
}

/** From when, until when, why, and by which two people: the same for every row of every table. */
const ROW = {
  validFrom: LocalDateText,
  /** Last day in force; null: until a later row begins. */
  validTo: v.nullable(LocalDateText),
  /** The text in which the value was published. */
  source: Text,
  reason: LongText,
  state: v.picklist(NORM_STATES),
  ...TWO_PEOPLE,
}

/** A dated row of the salary thresholds: proposed by one person, in force once another approved it. */
export const PayRow = v.strictObject({
  /** Euro cents per `unit`. */
  amountCents: Cents,
  unit: v.picklist(PAY_UNITS),
  basis: v.picklist(PAY_BASES),
  /** The law that ended the norm: after the last day none holds. */
  endedBy: v.optional(Text),
  ...ROW,
})
export type PayRow = v.InferOutput<typeof PayRow>

/** The rows that a region added to its salary thresholds for a category and age; never rewritten. */
export const PayBody = v.strictObject({
  region: v.picklist(REGIONS),
  category: v.picklist(CATEGORIES),
  ageMax: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  rows: v.array(PayRow),
})
export type PayBody = v.InferOutput<typeof PayBody>

/** Who lawfully acts for many, and by what records name it. */
export const Intermediary = v.strictObject({
  kind: v.picklist(INTERMEDIARY_KINDS),
  name: Text,
  enterpriseNumber: v.nullable(Text),
  /** E-mail addresses, telephones and addresses in one line that those for whom it acts give as theirs. */
  handles: v.pipe(v.array(Text), v.maxLength(HANDLES_MAX)),
})
export type Intermediary = v.InferOutput<typeof Intermediary>

/**
 * What a row of another table says: a number of something, which overall clock files run, how a
 * period of months ends, who acts for many, or which jobs are short.
 */
export const TableValue = v.union([
  v.strictObject({
    unit: v.picklist(TABLE_UNITS),
    amount: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000)),
  }),
  v.strictObject({ clock: v.picklist(OVERALL_CLOCKS) }),
  v.strictObject({ counting: v.picklist(MONTH_COUNTINGS) }),
  v.strictObject({ intermediary: Intermediary }),
  /** ISCO codes: the whole list, so that a job that it does not name left it. */
  v.strictObject({ jobs: v.pipe(v.array(IscoCode), v.maxLength(JOBS_MAX)) }),
])
export type TableValue = v.InferOutput<typeof TableValue>

export const TableRow = v.strictObject({ table: v.picklist(TABLES), value: TableValue, ...ROW })
export type TableRow = v.InferOutput<typeof TableRow>

/**
 * The rows that a keeper added to its other tables, of all tables together; never rewritten. FED: the
 * Immigration Office, for the terms of federal law.
 */
export const TableBody = v.strictObject({ region: v.picklist(SCOPES), rows: v.array(TableRow) })
export type TableBody = v.InferOutput<typeof TableBody>

export const NormBody = v.union([PayBody, TableBody])
export type NormBody = v.InferOutput<typeof NormBody>

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** A parameter of a rule and the number that it shall have, in its unit. */
export const SetParameter = v.strictObject({ name: Text, value: v.number() })
export type SetParameter = v.InferOutput<typeof SetParameter>

const Checked = v.strictObject({ confirmed: Count, useful: Count, falseAlarms: Count })

/** What new findings would turn out to be, by the labels of earlier ones; unknown: no labels. */
const ExpectedOutcomes = v.strictObject({
  confirmed: v.pipe(v.number(), v.minValue(0)),
  falseAlarms: v.pipe(v.number(), v.minValue(0)),
  unknown: Count,
})

/** New findings of a month that one service judges. */
export const PastRow = v.strictObject({
  /** `YYYY-MM`; null: what stood when the first month began. */
  month: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/))),
  service: v.picklist(SERVICES),
  /** By the rule as it is in force, and as drafted. */
  before: Count,
  after: Count,
  /** By one of them alone; and by both, but of another month or with other facts. */
  added: Count,
  gone: Count,
  changed: Count,
})
export type PastRow = v.InferOutput<typeof PastRow>

/**
 * What a rule as it is in force and a draft of it would have shown month by month, each finding in the month at
 * whose end it was first there.
 */
export const ReplayPast = v.strictObject({
  /** The last day before the first month, and the day of the replay. */
  from: LocalDateText,
  to: LocalDateText,
  rows: v.pipe(v.array(PastRow), v.maxLength((PAST_MONTHS + 1) * SERVICES.length)),
  /** What people said of them, as far as they checked them; new ones and those that stood before. */
  checked: v.strictObject({ before: Checked, after: Checked, added: Checked, gone: Checked }),
  /** Of the new ones of the draft alone. */
  expected: ExpectedOutcomes,
  /** What the rule read that no day tells. */
  asNow: v.pipe(v.array(v.picklist(AS_NOW)), v.maxLength(AS_NOW.length)),
})
export type ReplayPast = v.InferOutput<typeof ReplayPast>

/** What a draft would have done with everything that a desk holds: numbers alone, of nobody. */
export const ReplayResult = v.strictObject({
  /** Persons and enterprises whose records were gone through. */
  subjects: Count,
  /** Findings of the rule as it is in force, and as drafted. */
  before: Count,
  after: Count,
  added: Count,
  gone: Count,
  changed: Count,
  /** Of the added ones. */
  expected: ExpectedOutcomes,
  /** What people said of those that go, as far as they checked them; absent: an earlier replay did not ask. */
  lost: v.optional(Checked),
  /** Whose work comes or goes: the service that judges. Null: of no region, as earlier replays told it. */
  workload: v.array(
    v.strictObject({ service: v.nullable(v.picklist(SERVICES)), added: Count, gone: Count }),
  ),
  /** The same over the past year. Absent: an earlier replay looked at its day alone. */
  past: v.optional(ReplayPast),
})
export type ReplayResult = v.InferOutput<typeof ReplayResult>

/** A replay that somebody ran, of exactly one draft against exactly one version in force. */
export const NotedReplay = v.strictObject({
  /** What was replayed: domain/risk/settings.ts makes it of the draft. */
  print: v.pipe(v.string(), v.maxLength(40)),
  /** The version that was in force; 0: as delivered. */
  against: Count,
  byName: Text,
  at: Instant,
  result: ReplayResult,
})
export type NotedReplay = v.InferOutput<typeof NotedReplay>

/**
 * One version of a rule's setting; its place, from 1, is the `revision` that findings name. In force
 * once it is approved and its day has come, until a later one is.
 */
export const RuleVersion = v.strictObject({
  /** Version of the logic for which it was written. */
  ruleVersion: Count,
  /** False: the rule is retired. */
  active: v.boolean(),
  /** Parameters that differ from what came with the program, in their units. */
  values: v.array(SetParameter),
  validFrom: LocalDateText,
  reason: LongText,
  state: v.picklist(RULE_DRAFT_STATES),
  /** Of exactly this draft; a change of the draft takes it away. */
  replay: v.nullable(NotedReplay),
  /** Since when it runs along with the live rule, seen by nobody but the workshop; null: it does not. */
  shadowSince: v.nullable(Instant),
  ...TWO_PEOPLE,
})
export type RuleVersion = v.InferOutput<typeof RuleVersion>

/** What the workshop did to one rule. Versions are only ever added; only a draft is rewritten. */
export const RuleBody = v.strictObject({
  code: v.picklist(FINDING_CODES),
  versions: v.array(RuleVersion),
  /** Its owner looked at why it fired so much and let it go on. */
  releases: v.array(v.strictObject({ by: Id, byName: Text, at: Instant, reason: LongText })),
})
export type RuleBody = v.InferOutput<typeof RuleBody>

/** A dossier of a sample, and what somebody found; null: nobody looked yet. */
export const SampledDossier = v.strictObject({
  dossierId: Id,
  label: v.nullable(
    v.strictObject({
      outcome: v.picklist(SAMPLE_OUTCOMES),
      /** MISSED: the rules that should have spoken. */
      missed: v.array(v.picklist(FINDING_CODES)),
      reason: LongText,
      by: Id,
      byName: Text,
      at: Instant,
    }),
  ),
})
export type SampledDossier = v.InferOutput<typeof SampledDossier>

/** Dossiers without a signal, drawn at random: what the rules miss shows there alone. */
export const SampleBody = v.strictObject({
  service: v.picklist(SERVICES),
  /** How many dossiers without a signal it was drawn from. */
  from: Count,
  items: v.pipe(v.array(SampledDossier), v.maxLength(100)),
  by: Id,
  byName: Text,
  at: Instant,
})
export type SampleBody = v.InferOutput<typeof SampleBody>

/** A language as ISO 639 writes it: a report may come in any. */
export const LanguageCode = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))

/** A link of a report that a person confirmed or turned down. */
export const ReportLink = v.strictObject({
  kind: v.picklist(REPORT_LINK_KINDS),
  id: Id,
  verdict: v.picklist(REPORT_LINK_VERDICTS),
  by: Id,
  byName: Text,
  at: Instant,
})
export type ReportLink = v.InferOutput<typeof ReportLink>

/**
 * A report of an irregularity, as it was told. Who reported it is never in it: that is a record of its
 * own, which lies on no desk.
 */
export const ReportBody = v.strictObject({
  /** `M-2026-4F7A2C`: given to the reporter, says nothing of anybody. */
  reference: Text,
  category: v.picklist(REPORT_CATEGORIES),
  channel: v.picklist(REPORT_CHANNELS),
  /** The language in which it was told. */
  language: LanguageCode,
  text: LongText,
  receivedOn: LocalDateText,
  /** When it happened, as told; null: not told. */
  happened: v.nullable(Period),
  region: v.picklist(REGIONS),
  /** The worker as told; null: not told or unknown. */
  worker: v.nullable(
    v.strictObject({
      familyName: Text,
      givenNames: Text,
      birthDate: v.nullable(LocalDateText),
      insz: v.nullable(Text),
    }),
  ),
  enterprise: v.nullable(v.strictObject({ name: Text, number: v.nullable(Text) })),
  place: v.nullable(v.strictObject({ name: v.nullable(Text), address: v.nullable(Address) })),
  /** Whether somebody's identity is sealed with it. */
  reporter: v.picklist(['ANONYMOUS', 'SEALED']),
  /** The subject could learn from it who reported: its words are for those who work on it alone. */
  guarded: v.boolean(),
  status: v.picklist(REPORT_STATUSES),
  /** Null before triage. */
  urgency: v.nullable(v.picklist(REPORT_URGENCIES)),
  indicators: v.array(v.picklist(TRAFFICKING_INDICATORS)),
  /** What it was worth, once it is closed. */
  outcome: v.nullable(v.picklist(OUTCOME_LABELS)),
  /** Inspectors who work on it. */
  assignees: v.pipe(v.array(Id), v.maxLength(20)),
  links: v.pipe(v.array(ReportLink), v.maxLength(200)),
  /** Letters to the reporter as they were filed. */
  answers: v.array(
    v.strictObject({
      template: v.picklist(REPORT_ANSWERS),
      language: v.picklist(UI_LANGUAGES),
      text: LongText,
      by: Id,
      byName: Text,
      at: Instant,
    }),
  ),
  events: v.array(
    v.strictObject({
      type: v.picklist(REPORT_EVENTS),
      at: Instant,
      by: Id,
      byName: Text,
      /** What it became: a code of the lists of domain/reports; null where the type says all. */
      value: v.nullable(Text),
      text: v.nullable(LongText),
    }),
  ),
  /** Who took it in: sees it whatever the service. */
  by: Id,
  byName: Text,
  at: Instant,
})
export type ReportBody = v.InferOutput<typeof ReportBody>

/**
 * Who reported, sealed: no role reads this kind. The gateway opens one for who may, with a reason, and
 * after the entry in the access log is written. Its id is that of the report.
 */
export const ReporterBody = v.strictObject({
  reportId: Id,
  name: Text,
  /** Telephone, e-mail or address, as told. */
  contact: Text,
  relation: v.picklist(REPORTER_RELATIONS),
})
export type ReporterBody = v.InferOutput<typeof ReporterBody>

/**
 * What a region keeps of a dossier that went to another one: that it went, and nothing about the
 * people in it.
 */
export const DepartureBody = v.strictObject({
  dossierId: Id,
  reference: Text,
  from: v.picklist(REGIONS),
  to: v.picklist(REGIONS),
  on: LocalDateText,
  by: Id,
  byName: Text,
  at: Instant,
})
export type DepartureBody = v.InferOutput<typeof DepartureBody>
/** What somebody keeps an eye on: of its owner alone. */
export const WatchBody = v.strictObject({
  kind: v.picklist(WATCHED_KINDS),
  subjectId: Id,
  owner: Id,
  reason: LongText,
  /** Both included. */
  from: LocalDateText,
  until: LocalDateText,
  ended: v.boolean(),
  at: Instant,
})
export type WatchBody = v.InferOutput<typeof WatchBody>

/** Most persons and enterprises of one request. */
export const CONTROL_SUBJECTS_MAX = 50

export const ControlSubject = v.strictObject({ kind: v.picklist(CONTROL_SUBJECT_KINDS), id: Id })
export type ControlSubject = v.InferOutput<typeof ControlSubject>

/** A field control that somebody asks the inspection of a region for, and what became of that. */
export const ControlRequestBody = v.strictObject({
  region: v.picklist(REGIONS),
  subjects: v.pipe(v.array(ControlSubject), v.minLength(1), v.maxLength(CONTROL_SUBJECTS_MAX)),
  origin: v.picklist(CONTROL_ORIGINS),
  reason: LongText,
  status: v.picklist(CONTROL_REQUEST_STATUSES),
  /** What inspectors said, the last one last. */
  answers: v.array(
    v.strictObject({
      status: v.picklist(CONTROL_REQUEST_STATUSES),
      text: LongText,
      by: Id,
      byName: Text,
      at: Instant,
    }),
  ),
  by: Id,
  byName: Text,
  at: Instant,
})
export type ControlRequestBody = v.InferOutput<typeof ControlRequestBody>

/** Body schema of every kind. To add a kind: a schema above, a line here, a projection in db/. */
export const BODIES = {
  enterprise: EnterpriseBody,
  person: PersonBody,
  mandate: MandateBody,
  dossier: DossierBody,
  declaration: DeclarationBody,
  presence: PresenceBody,
  a1: A1Body,
  employment: EmploymentBody,
  control: ControlBody,
  workerLine: WorkerLineBody,
  holding: HoldingBody,
  registerLine: RegisterLineBody,
  note: NoteBody,
  findingJudgement: FindingJudgementBody,
  linkJudgement: LinkJudgementBody,
  savedView: SavedViewBody,
  absence: AbsenceBody,
  norm: NormBody,
  rule: RuleBody,
  sample: SampleBody,
  report: ReportBody,
  reporter: ReporterBody,
  departure: DepartureBody,
  watch: WatchBody,
  controlRequest: ControlRequestBody,
} as const

export type RecordKind = keyof typeof BODIES
/** Kinds in dependency order: a record may name records of kinds before it. */
export const RECORD_KINDS = Object.keys(BODIES) as RecordKind[]
export type BodyOf<K extends RecordKind> = v.InferOutput<(typeof BODIES)[K]>

/** A record as it travels. `version` starts at 1 and grows by one with each accepted change. */
export interface TandemRecord<K extends RecordKind = RecordKind> {
  kind: K
  id: string
  version: number
  body: BodyOf<K>
}
/** Union of all records, discriminated by `kind`. */
export type AnyRecord = { [K in RecordKind]: TandemRecord<K> }[RecordKind]
/** Points at a record. */
export interface RecordRef {
  kind: RecordKind
  id: string
  /** A command only reads it, as many others do at the same time: nobody waits for it. */
  shared?: true
}
