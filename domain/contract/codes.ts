/**
 * The closed lists of the field, in the words of the glossary. One list, one place: schemas, the
 * cache, translations (`code.<list>.<value>`) and tests read these.
 */

/** Regions that decide on work: Flanders, Wallonia, Brussels, German-speaking Community. */
export const REGIONS = ['FL', 'WA', 'BR', 'DG'] as const
export type Region = (typeof REGIONS)[number]

/** What is applied for. */
export const PROCEDURES = ['SINGLE_PERMIT', 'WORK_CARD', 'PROFESSIONAL_CARD'] as const
export type Procedure = (typeof PROCEDURES)[number]

/** First application, renewal, or change of employer, place or job. */
export const APPLICATION_TYPES = ['FIRST', 'RENEWAL', 'CHANGE'] as const
export type ApplicationType = (typeof APPLICATION_TYPES)[number]

/**
 * What another dossier of the same person is to the one on the screen: it takes its place or gave it up
 * to it, is its renewal or what it renews.
 */
export const DOSSIER_RELATIONS = [
  'SUCCESSOR',
  'PREDECESSOR',
  'RENEWAL',
  'RENEWED',
  'SAME_PERSON',
] as const
export type DossierRelation = (typeof DOSSIER_RELATIONS)[number]

/** Permit categories (domain facts 12.1) and the three Flemish professional-card categories (2.2). */
export const CATEGORIES = [
  'HIGHLY_SKILLED',
  'EXECUTIVE',
  'EU_BLUE_CARD',
  'ICT_MANAGER',
  'ICT_SPECIALIST',
  'ICT_TRAINEE',
  'RESEARCHER_HOSTING',
  'VISITING_PROFESSOR',
  'TEACHER',
  'NURSE',
  'MEDIUM_SKILLED_SHORTAGE',
  'OTHER_LMT',
  'SEASONAL',
  'AU_PAIR',
  'ARTIST',
  'ATHLETE',
  'COACH',
  'TRAINEE',
  'SPECIALISED_TECHNICIAN',
  'FRONTIER_WORKER',
  'LONG_TERM_RESIDENT_EU',
  'UNLIMITED_DURATION',
  'AIRLINE_TOURISM_MANAGER',
  'DOMESTIC_SERVANT_SHORT',
  'SELF_EMPLOYED_ECONOMIC',
  'SELF_EMPLOYED_INNOVATIVE',
  'SELF_EMPLOYED_CULTURAL',
] as const
export type Category = (typeof CATEGORIES)[number]

/** States of the work track (domain facts 1.12, 2.2). */
export const WORK_STATES = [
  'AT_COUNTER',
  'RECEIVED',
  'COMPLETENESS_CHECK',
  'AWAITING_COMPLETION',
  'INADMISSIBLE',
  'ADMISSIBLE',
  'IN_EXAM',
  'INFO_REQUESTED',
  'ADVICE_REQUESTED',
  'DRAFT_DECISION',
  'GRANTED',
  'REFUSED',
  'DESISTED',
  'APPEAL_PENDING',
  'WITHDRAWN',
  'EXPIRED',
  'SUPERSEDED',
  'ECONOMIC_ADVICE',
  'REOV_ADVICE',
  'MINISTER_DECISION',
] as const
export type WorkState = (typeof WORK_STATES)[number]

/** States of the residence track (domain facts 1.12); NO_TRACK for procedures without one. */
export const RESIDENCE_STATES = [
  'NO_TRACK',
  'NOT_TRANSMITTED',
  'TRANSMITTED',
  'PRE_ASSESSMENT',
  'INFO_REQUESTED',
  'READY_POSITIVE',
  'READY_NEGATIVE',
  'AWAITING_WORK',
  'GRANTED',
  'REFUSED',
  'NO_OBJECT',
  'VISA_PENDING',
  'VISA_HELD',
  'REGISTRATION_PENDING',
  'CARD_ISSUED',
  'APPEAL_PENDING',
  'ENDED',
  'EXPIRED',
] as const
export type ResidenceState = (typeof RESIDENCE_STATES)[number]

/** The two tracks of a dossier: the region decides on work, the Immigration Office on residence. */
export const TRACKS = ['WORK', 'RESIDENCE'] as const
export type Track = (typeof TRACKS)[number]

/** Who may be asked for advice (domain facts 1.12 W10, 2.2): employment services, agencies, inspection, council. */
export const ADVISERS = [
  'VDAB',
  'ACTIRIS',
  'FOREM',
  'ADG',
  'VLAIO',
  'FIT',
  'INSPECTION',
  'REOV',
] as const
export type Adviser = (typeof ADVISERS)[number]
/** NONE: the term ran out without an answer. */
export const OPINIONS = ['POSITIVE', 'NEGATIVE', 'NONE'] as const
export type Opinion = (typeof OPINIONS)[number]

/** For whom a note is: its author, the own service, or a signed remark to every service on the dossier. */
export const NOTE_AUDIENCES = ['PRIVATE', 'TEAM', 'REMARK'] as const
export type NoteAudience = (typeof NOTE_AUDIENCES)[number]
/** Services as far as they keep notes from each other: a region, the Immigration Office, inspection. */
export const NOTE_SERVICES = ['FL', 'WA', 'BR', 'DG', 'FED', 'INSPECTION'] as const
export type NoteService = (typeof NOTE_SERVICES)[number]
/** Why a region is competent (domain facts 1.3): one place, the main one, the seat, or all places. */
export const COMPETENCE_GROUNDS = ['WORKPLACE', 'MAIN_WORKPLACE', 'SEAT', 'ALL_WORKPLACES'] as const
export type CompetenceGround = (typeof COMPETENCE_GROUNDS)[number]
/** Facts of an application on which decisions rest; a change of one wants a source and a reason. */
export const FACT_FIELDS = [
  'CATEGORY',
  'EMPLOYER',
  'JOB',
  'PAY',
  'HOURS',
  'PERIOD',
  'WORKPLACES',
  'LANGUAGE',
] as const
export type FactField = (typeof FACT_FIELDS)[number]
/** Where a value was read. */
export const FACT_SOURCES = ['APPLICANT', 'REGISTER', 'LIMOSA', 'OTHER_SERVICE', 'OFFICER'] as const
export type FactSource = (typeof FACT_SOURCES)[number]
/** Papers of a posted worker that are shown to an officer (domain facts 4.6). */
export const PAPERS = [
  'HOME_RESIDENCE',
  'HOME_WORK_AUTHORISATION',
  'ISSUED_BY',
  'CONTRACT',
  'PASSPORT',
  'EXEMPTION',
] as const
export type Paper = (typeof PAPERS)[number]
/** Exemptions of domain facts 4.2 that a declarant may prove (domain/reference/limosa.ts). */
export const PROVABLE_EXEMPTIONS = [
  'CONGRESS',
  'CLOSED_MEETING',
  'SPORT',
  'ARTIST',
  'FIRST_ASSEMBLY',
  'URGENT_REPAIR',
  'INT_TRANSPORT',
  'FOREIGN_PUBLIC',
  'INT_ORG',
  'DIPLOMAT',
  'SCIENCE',
  'BUSINESS_VISIT',
] as const
export type ProvableExemption = (typeof PROVABLE_EXEMPTIONS)[number]
/** Who showed a paper to an officer; CONTROL: it was seen at a control on the spot. */
export const PAPER_SOURCES = ['DECLARANT', 'WORKER', 'CONTROL', 'OTHER_SERVICE'] as const
export type PaperSource = (typeof PAPER_SOURCES)[number]
/** Residence cards that give unlimited access to work, and temporary protection (domain facts 4.7, rows 12 and 13). */
export const ACCESS_CARDS = ['B', 'F', 'F+', 'K', 'L', 'TEMPORARY_PROTECTION'] as const
export type AccessCard = (typeof ACCESS_CARDS)[number]
export const DECISIONS = ['GRANT', 'REFUSE'] as const
export type DecisionKind = (typeof DECISIONS)[number]
/** LAPSED: the track ended, or went on, without anybody's answer to it. */
export const PROPOSAL_STATES = ['OPEN', 'RETURNED', 'SIGNED', 'LAPSED'] as const
/** Whether an application needs the proof that nobody was found on the labour market, and has it. */
/** Whether who filed might act for the employer on that day (domain/dossier/mandates.ts). */
export const MANDATE_OUTCOMES = [
  'SELF',
  'COVERED',
  'NOT_COVERED',
  'NO_MANDATE',
  'NOT_NEEDED',
] as const
export type MandateOutcome = (typeof MANDATE_OUTCOMES)[number]

export const LABOUR_MARKET_CHECKS = ['NOT_NEEDED', 'DONE', 'MISSING'] as const

/** Where the vacancy of a labour-market test is open (domain facts 6, R47). */
export const VACANCY_SERVICES = ['VDAB', 'EURES'] as const
export type VacancyService = (typeof VACANCY_SERVICES)[number]
/** Whether somebody who looked saw it. */
export const SEEN_ANSWERS = ['YES', 'NO', 'NOT_SEEN'] as const
export type SeenAnswer = (typeof SEEN_ANSWERS)[number]

/** What an inspector may note of how the work is led and done (domain facts 6, R23 and R53). */
export const CONTROL_SIGNS = ['ledByClient', 'onlyLabour', 'sameHours', 'ownTools'] as const
export type ControlSign = (typeof CONTROL_SIGNS)[number]

/**
 * Why a diplomatic post holds a visa (domain facts 1.12, R10), so that a run on one post shows early.
 * The posts have no list of their own that was found: a choice of design.
 */
export const HOLD_CAUSES = [
  'DOCUMENT_DOUBT',
  'IDENTITY_DOUBT',
  'EMPLOYMENT_DOUBT',
  'SECURITY_CHECK',
  'PAPERS_LACKING',
  'NO_ANSWER',
  'OTHER',
] as const
export type HoldCause = (typeof HOLD_CAUSES)[number]

/** Grounds of a refusal or withdrawal (domain facts 12.2); the texts are those of the services' lawyers. */
export const GROUNDS = [
  'LMT_NOT_PROVEN',
  'SALARY_BELOW_THRESHOLD',
  'QUALIFICATION_NOT_PROVEN',
  'FUNCTION_NOT_HIGHLY_SKILLED',
  'NOT_ON_SHORTAGE_LIST',
  'EMPLOYER_NO_ACTIVITY',
  'EMPLOYER_INSUFFICIENT_TURNOVER',
  'EMPLOYER_SANCTIONED',
  'FALSE_OR_INCORRECT_DATA',
  'CONDITIONS_NOT_RESPECTED',
  'NO_LEGAL_STAY',
  'PUBLIC_ORDER',
  'MEANS_INSUFFICIENT',
  'DOCUMENTS_MISSING_AFTER_REQUEST',
  'LIMOSA_LEGAL_STATUS_WRONG',
  'NOT_EFFECTIVELY_EMPLOYED',
] as const
export type Ground = (typeof GROUNDS)[number]

/**
 * Statutory clocks (domain facts 1.6), the fast lane that a region promises (C4), and those of the
 * professional card (2.2): the counter forwards (P1), economic advice (P2), the council advises on an
 * appeal (P3), the minister decides (P4).
 */
export const CLOCK_IDS = [
  'C1',
  'C2',
  'C3A',
  'C3B',
  'C5',
  'C6',
  'C7',
  'C8',
  'C9',
  'C10',
  'C4',
  'P1',
  'P2',
  'P3',
  'P4',
] as const
export type ClockId = (typeof CLOCK_IDS)[number]

/** What may happen to a clock; events are appended, never rewritten. */
export const CLOCK_EVENT_KINDS = ['START', 'SUSPEND', 'RESUME', 'EXTEND', 'STOP'] as const
export type ClockEventKind = (typeof CLOCK_EVENT_KINDS)[number]

/** How near a clock is to its end (domain facts 1.6): shown in words and shape, never colour alone. */
export const CLOCK_LEVELS = [
  'NONE',
  'SUSPENDED',
  'ON_TRACK',
  'AMBER',
  'ORANGE',
  'RED',
  'OVERDUE',
] as const
export type ClockLevel = (typeof CLOCK_LEVELS)[number]

/** Who has to act now; BOTH: region and Immigration Office at once; …_DVZ: somebody for the region, and the Immigration Office beside. */
export const HOLDERS = [
  'NOBODY',
  'APPLICANT',
  'REGION',
  'DVZ',
  'BOTH',
  'APPLICANT_DVZ',
  'ADVISER_DVZ',
  'ADVISER',
  'COUNTER',
  'POST',
  'MUNICIPALITY',
  'MINISTER',
] as const
export type Holder = (typeof HOLDERS)[number]

/** Severity of a finding, lowest first (domain facts 6). */
export const SEVERITIES = ['INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Hard: a legal condition is not met on the data. Soft: an indicator. */
export const FINDING_KINDS = ['HARD', 'SOFT'] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

/** What people said about a finding. ASKED: somebody was asked, and the answer is awaited: as open as before. */
export const FINDING_STATUSES = ['OPEN', 'ASKED', 'EXPLAINED', 'CONFIRMED', 'DISMISSED'] as const
export type FindingStatus = (typeof FINDING_STATUSES)[number]

/** What a signal was worth, once somebody looked: it feeds the record of its rule. */
export const OUTCOME_LABELS = ['CONFIRMED', 'USEFUL', 'FALSE_ALARM', 'NOT_CHECKED'] as const
export type OutcomeLabel = (typeof OUTCOME_LABELS)[number]

/**
 * How a declaration was linked to a person: by an identifier that names confirm, by name, birth date
 * and the rest beyond doubt, or by what somebody judged.
 */
export const LINKED_BY = ['INSZ', 'INSZ_ALIAS', 'PASSPORT', 'NAME', 'JUDGED'] as const

/** Why two records are taken for one person, or are not. */
export const LINK_WHYS = [
  'BY_NUMBER',
  'BY_SCORE',
  'JUDGED_SAME',
  'JUDGED_DIFFERENT',
  'PROPOSED',
  'OTHER_PERSON',
  'NUMBER_NOT_CONFIRMED',
  'OTHER_LIKELIER',
  'TOO_LITTLE',
  'SAME_PERSON',
  'TWO_PERSONS',
  'NO_PERSON',
  'TWO_IN_REGISTER',
] as const
export type LinkWhy = (typeof LINK_WHYS)[number]

/** What people said of a possible link; OPEN: it is asked again. */
export const LINK_VERDICTS = ['SAME', 'DIFFERENT', 'UNSURE', 'OPEN'] as const
export type LinkVerdict = (typeof LINK_VERDICTS)[number]

/** What the owner of a rule answers to who contests a signal: it stands, it was wrong here, the rule changes. */
export const CONTEST_OUTCOMES = ['STANDS', 'WRONG_HERE', 'RULE_CHANGES'] as const
export type ContestOutcome = (typeof CONTEST_OUTCOMES)[number]

export const SEXES = ['M', 'F', 'U'] as const
export type Sex = (typeof SEXES)[number]

/** Language of a file is a legal field, not the language of the screen. */
export const FILE_LANGUAGES = ['nl', 'fr', 'de'] as const
export type FileLanguage = (typeof FILE_LANGUAGES)[number]

/** Letters that a service sends about a dossier; what each is about: domain/letters/templates.ts. */
export const LETTER_TEMPLATES = [
  'ACKNOWLEDGEMENT',
  'MANDATE',
  'REROUTED',
  'MISSING_ITEMS',
  'ADMISSIBLE',
  'INADMISSIBLE',
  'INFO_ASKED',
  'ADVICE_ASKED',
  'EXTENSION',
  'PRE_ASSESSMENT_NEGATIVE',
  'WORK_GRANTED',
  'WORK_REFUSED',
  'CARD_NUMBER',
  'COMBINED_DECISION',
  'RESIDENCE_REFUSED',
  'VISA_HELD',
  'WITHDRAWN',
  'EMPLOYMENT_ENDED',
  'RESIDENCE_ENDED',
  'APPEAL_RECEIVED',
  'APPEAL_OUTCOME',
  'DESISTED',
] as const
export type LetterTemplate = (typeof LETTER_TEMPLATES)[number]

/** Languages of the screen. */
export const UI_LANGUAGES = ['nl', 'fr', 'de', 'en'] as const
export type UiLanguage = (typeof UI_LANGUAGES)[number]

/**
 * What became of an A1 (Regulation (EC) 987/2009 art. 5): it binds until its issuer withdraws it. FALSE:
 * the institution that it names says that it never issued it. A request counts as proof meanwhile.
 */
export const A1_STATES = ['REQUESTED', 'ISSUED', 'WITHDRAWN', 'FALSE'] as const
export type A1State = (typeof A1_STATES)[number]

/** A cancelled Dimona never was. */
export const EMPLOYMENT_STATUSES = ['ACTIVE', 'CANCELLED'] as const
export type EmploymentStatus = (typeof EMPLOYMENT_STATUSES)[number]

/** Who controls at the place of work (domain facts 10.1). */
export const CONTROL_SERVICES = [
  'TSW',
  'TWW',
  'RSZ',
  'RVA',
  'RSVZ',
  'VSI',
  'BRUSSELS',
  'WALLONIA',
  'OSTBELGIEN',
] as const
export type ControlService = (typeof CONTROL_SERVICES)[number]

/** How a field control ended so far (domain facts 10.2): what the inspector may do with what was seen. */
export const CONTROL_OUTCOMES = ['IN_ORDER', 'WARNED', 'REPORTED', 'EXAMINED_FURTHER'] as const
export type ControlOutcome = (typeof CONTROL_OUTCOMES)[number]

/** Limosa sectors and kinds (domain facts 4.3). */
export const LIMOSA_SECTORS = ['CONSTRUCTION', 'MEAT', 'CLEANING', 'AGENCY', 'OTHER'] as const
export type LimosaSector = (typeof LIMOSA_SECTORS)[number]
export const LIMOSA_KINDS = ['EMPLOYEE', 'SELF_EMPLOYED', 'TRAINEE'] as const
export const LIMOSA_STATUSES = ['ACTIVE', 'CANCELLED', 'REPLACED'] as const
/** As what the liaison person of a declaration acts (domain facts 4.3). */
export const LIAISON_CAPACITIES = ['EMPLOYER', 'EMPLOYEE', 'MANDATARY', 'OTHER'] as const
export const PLACE_TYPES = ['COMPANY', 'SITE', 'ADDRESS', 'OTHER'] as const
/** Most places of work of one declaration, since 23 October 2023. */
export const PLACES_MAX = 20

/** Mahis mandates (domain facts 5). The group that covers Working in Belgium is not published. */
export const MANDATE_STATUSES = ['TO_FINALISE', 'PENDING', 'ACTIVE', 'REJECTED', 'CLOSED'] as const
/** Where somebody looked whether a filer may act for an employer, and what it showed. */
export const MANDATE_SOURCES = ['MAHIS', 'PROCURATION', 'EMPLOYER'] as const
export const MANDATE_RESULTS = ['CONFIRMED', 'NOT_CONFIRMED'] as const
export const MANDATE_KINDS = ['SOCIAL_SECRETARIAT', 'SERVICE_PROVIDER'] as const

/** Legal situation of an enterprise as far as the rules need it (full KBO code table is imported). */
export const LEGAL_SITUATIONS = [
  'NORMAL',
  'JUDICIAL_REORGANISATION',
  'BANKRUPTCY',
  'LIQUIDATION',
  'STRUCK_OFF',
] as const

/** Documents of a dossier (domain facts 1.7). */
export const APPLICANT_DOCUMENT_TYPES = [
  'APPLICATION_FORM',
  'PASSPORT_COPY',
  'FEE_PROOF',
  'MEANS_PROOF',
  'MEDICAL_CERTIFICATE',
  'CRIMINAL_RECORD',
  'HEALTH_INSURANCE',
  'EMPLOYER_ID',
  'CONTRACT',
  'DIPLOMA',
  'LABOUR_MARKET_TEST',
  'JOB_DESCRIPTION',
  'ORGANISATION_CHART',
  'HOUSING_PROOF',
  'BUSINESS_PLAN',
  'RESIDENCE_PERMIT_COPY',
  'CV',
  'PAY_SLIPS',
  'EARLIER_SEASONS',
  'SEASONAL_STAFF',
  'OWN_PAY',
  'HEARING_REPORT',
  'EMPLOYER_NOTICE',
] as const
/** The same, and the letters that a service sent. */
export const DOCUMENT_TYPES = [...APPLICANT_DOCUMENT_TYPES, 'LETTER'] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]
export const DOCUMENT_STATUSES = ['MISSING', 'REQUESTED', 'RECEIVED', 'ACCEPTED'] as const

/** What happened to a dossier, for its timeline. */
export const DOSSIER_EVENT_TYPES = [
  'SUBMITTED',
  'CHECK_OPENED',
  'ITEMS_ASKED',
  'ITEMS_RECEIVED',
  'DECLARED_ADMISSIBLE',
  'DECLARED_INADMISSIBLE',
  'TRANSMITTED',
  'PRE_ASSESSMENT_STARTED',
  'PRE_ASSESSMENT_DONE',
  'INFO_ASKED',
  'INFO_RECEIVED',
  'ADVICE_ASKED',
  'ADVICE_RECEIVED',
  'EXTENDED',
  'DECISION_PROPOSED',
  'WORK_GRANTED',
  'WORK_REFUSED',
  'RESIDENCE_GRANTED',
  'RESIDENCE_REFUSED',
  'ANNEX_ISSUED',
  'VISA_REQUESTED',
  'VISA_HELD',
  'REGISTERED',
  'CARD_ISSUED',
  'DESISTED',
  'NOTIFIED',
  'APPEALED',
  'WITHDRAWN',
  'EXPIRED',
  'SUPERSEDED',
  'ASSIGNED',
  'RELEASED',
  'FORWARDED',
  'REROUTED',
  'WAITING_FOR_WORK',
  'INFO_TERM_PASSED',
  'PROPOSAL_RETURNED',
  'APPEAL_DECIDED',
  'VISA_RELEASED',
  'ENTERED',
  'EMPLOYMENT_ENDED',
  'RESIDENCE_ENDED',
  'EXAM_STARTED',
  'FACTS_CHANGED',
  'MANDATE_VERIFIED',
  'COUNTER_ADVISED',
  'COUNTER_FOLLOWED_UP',
  'ENTERPRISE_NUMBER_GIVEN',
  'VACANCY_RECORDED',
  'DIPLOMA_RECORDED',
  'PLAN_ASSESSED',
  'DOCUMENT_FILED',
  'DOCUMENT_WITHDRAWN',
  'DOCUMENT_LOCKED',
  'DOCUMENT_UNLOCKED',
  'DOCUMENT_DATED',
  'LETTER_FILED',
  'TAGGED',
  'UNTAGGED',
  'REMARKED',
] as const
export type DossierEventType = (typeof DOSSIER_EVENT_TYPES)[number]

/** Criteria by which a business plan is scored (domain facts 2.2). */
export const PLAN_CRITERIA = [
  'NEED',
  'INNOVATION',
  'JOBS',
  'INVESTMENT',
  'MARKET',
  'FINANCING',
  'COMPETENCE',
  'CONTRIBUTIONS',
] as const
export type PlanCriterion = (typeof PLAN_CRITERIA)[number]

/** Per what a salary threshold counts, and what counts for it (domain facts 7.5). */
export const PAY_UNITS = ['YEAR', 'MONTH'] as const
/**
 * GROSS_PLUS_LISTED_BENEFITS: gross pay and the listed benefits (Flanders). DMFA_CODE_1: base pay
 * alone (Brussels since October 2024).
 */
export const PAY_BASES = ['GROSS_PLUS_LISTED_BENEFITS', 'DMFA_CODE_1', 'GROSS'] as const
export const NORM_STATES = ['PROPOSED', 'APPROVED', 'REJECTED'] as const

/**
 * The tables beside the salary thresholds that are kept by dated rows: terms, usual lengths, units of
 * work, fees, ages of documents (domain/reference/tables.ts). TERM_ with the clock; C5 against the
 * refusal of a professional card, C7 against a judgment about residence and C10 of a holder of long
 * standing have terms of their own. Who keeps which: `keeperOf`.
 */
export const TABLES = [
  'OVERALL_CLOCK',
  'EXTENSION',
  'TERM_C1',
  'TERM_C2',
  'TERM_C3A',
  'TERM_C3B',
  'TERM_C4',
  'TERM_C5',
  'TERM_C5_CARD',
  'RENEWAL_OPENS',
  'RENEWAL_CLOSES',
  'TERM_P2',
  'TERM_P3',
  'TERM_P4',
  'TERM_C6',
  'TERM_C6_URGENT',
  'TERM_C6_SECOND',
  'TERM_C7',
  'TERM_C7_JUDGMENT',
  'TERM_C9',
  'TERM_C10',
  'TERM_C10_LONG',
  'MONTH_COUNTING',
  'ADVICE',
  'WORK_TIME',
  'RESIDENCE_TIME',
  'ANSWER_TIME',
  'EFFORT_SINGLE_PERMIT',
  'EFFORT_WORK_CARD',
  'EFFORT_PROFESSIONAL_CARD',
  'FEE_REGION',
  'FEE_FEDERAL',
  'AGE_CRIMINAL_RECORD',
  'INTERMEDIARIES',
  'SHORTAGE_JOBS',
] as const
export type TableName = (typeof TABLES)[number]
/** What the number of a row counts; a half month is 15 days; UNITS: units of work, one is the smallest step. */
export const TABLE_UNITS = ['DAYS', 'MONTHS', 'HALF_MONTHS', 'EURO_CENTS', 'UNITS'] as const
export type TableUnit = (typeof TABLE_UNITS)[number]
/**
 * How a period of months ends: on the day before the same date (1 June + 4 months = 30 September)
 * or on the same date (1 October, when the day of the event is not counted).
 */
export const MONTH_COUNTINGS = ['DAY_BEFORE', 'SAME_DATE'] as const
export type MonthCounting = (typeof MONTH_COUNTINGS)[number]
/** Who lawfully acts for many by trade: ties through them say little. */
export const INTERMEDIARY_KINDS = [
  'SOCIAL_SECRETARIAT',
  'BUSINESS_CENTRE',
  'LIAISON_SERVICE',
  'ADVISER',
] as const
export type IntermediaryKind = (typeof INTERMEDIARY_KINDS)[number]
/** Most handles by which one of them may be known, and jobs that one list of shortage jobs may name. */
export const HANDLES_MAX = 30
export const JOBS_MAX = 450
/**
 * How else a clock may end than it runs: months counted the other way, and against a decision on
 * residence extreme urgency, once and from a second return decision on.
 */
export const READINGS = ['MONTHS_OTHERWISE', 'URGENT', 'URGENT_SECOND'] as const
export type Reading = (typeof READINGS)[number]
/** The overall clocks of a file, old and new regime. */
export const OVERALL_CLOCKS = ['C3A', 'C3B'] as const satisfies readonly ClockId[]
export type OverallClock = (typeof OVERALL_CLOCKS)[number]

/** What both tracks of a dossier together amount to (domain facts 1.9; domain/dossier/outcome.ts). */
export const OUTCOMES = [
  'PENDING',
  'READY_RESIDENCE',
  'SIGNAL_TO_REGION',
  'GRANTED',
  'GRANTED_WORK',
  'END_PASSED',
  'ALARM_TACIT',
  'REFUSED_WORK',
  'REFUSED_RESIDENCE',
  'INADMISSIBLE',
  'DESISTED',
  'WITHDRAWN',
  'APPEAL_PENDING',
  'ENDED',
  'EXPIRED',
  'SUPERSEDED',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Annexes of the RD of 8 October 1981 that matter here (domain facts 1.8). */
export const ANNEX_TYPES = ['ANNEX_46', 'ANNEX_47', 'ANNEX_48', 'ANNEX_49'] as const
export type AnnexType = (typeof ANNEX_TYPES)[number]

/** Roles of people who sign in (domain facts 9.4). */
export const ROLES = ['REGION_OFFICER', 'DVZ_CLERK', 'INSPECTOR', 'SUPERVISOR', 'AUDITOR'] as const
export type Role = (typeof ROLES)[number]

/**
 * Scopes: the four regions and the federal level. A record carries the scopes that may hold it;
 * the gateway gives a person the records that share one of their scopes (domain/rights).
 */
export const SCOPES = ['FL', 'WA', 'BR', 'DG', 'FED'] as const
export type Scope = (typeof SCOPES)[number]

/** Readings of a declaration beside the dossiers (domain facts 4.8); M0: no mismatch. */
export const MISMATCH_CODES = ['M0', 'M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8'] as const
export type MismatchCode = (typeof MISMATCH_CODES)[number]

/** What decided that a mismatch is there or is not. */
export const WHY_CODES = [
  'FOUND',
  'NOT_IN_FORCE',
  'NO_AUTHORISATION_NEEDED',
  'COUNTRY_UNKNOWN',
  'NO_DOSSIER',
  'APPLICATION_FOUND',
  'COVERED',
  'STILL_PENDING',
  'NOT_BEGUN',
  'NOTHING_PENDING',
  'NOTHING_REFUSED',
  'NO_PERMIT',
  'DECLARED',
  'FREE_MOVER',
  'OWN_ACCESS',
  'NOT_POSTED',
  'NO_LOCAL_PERMIT',
  'NOT_CANCELLED',
  'CANCELLED_BEFORE',
  'NO_PRESENCE',
  'NO_INSZ',
  'INSZ_UNKNOWN',
  'SAME_INSZ',
] as const

/** Services whose people work with each other: the offices of the regions, the Immigration Office, the inspectorates. */
export const SERVICES = ['FL', 'WA', 'BR', 'DG', 'DVZ', 'INSPECTION'] as const
export type Service = (typeof SERVICES)[number]

/** Codes of findings: mismatches M1-M8 (domain facts 4.8) and risk rules R01-R55 (domain facts 6). */
export const FINDING_CODES = [
  'M1',
  'M2',
  'M3',
  'M4',
  'M5',
  'M6',
  'M7',
  'M8',
  'R01',
  'R02',
  'R03',
  'R04',
  'R05',
  'R06',
  'R07',
  'R08',
  'R09',
  'R10',
  'R11',
  'R12',
  'R13',
  'R14',
  'R15',
  'R16',
  'R17',
  'R18',
  'R19',
  'R20',
  'R21',
  'R22',
  'R23',
  'R24',
  'R25',
  'R26',
  'R27',
  'R28',
  'R29',
  'R30',
  'R31',
  'R32',
  'R33',
  'R34',
  'R35',
  'R36',
  'R37',
  'R38',
  'R39',
  'R40',
  'R41',
  'R42',
  'R43',
  'R44',
  'R45',
  'R46',
  'R47',
  'R48',
  'R49',
  'R50',
  'R51',
  'R52',
  'R53',
  'R54',
  'R55',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/**
 * By what an enterprise can be reached, or is paid. FEE_ACCOUNT: the account from which a fee was paid,
 * which is the payer's: often a lawyer or a secretariat that pays for many.
 */
export const HANDLE_KINDS = ['EMAIL', 'PHONE', 'ADDRESS', 'ACCOUNT', 'FEE_ACCOUNT'] as const
export type HandleKind = (typeof HANDLE_KINDS)[number]

/**
 * What other registers say of enterprises, line by line (kind `registerLine`): home activity as IMI
 * answers it, staff and turnover, final sanctions, directors with bankruptcies, bank accounts, and works
 * declared under art. 30bis with each contractor of the chain.
 */
export const REGISTER_SOURCES = [
  'HOME_ACTIVITY',
  'STAFF',
  'SANCTIONS',
  'DIRECTORS',
  'ACCOUNTS',
  'WORKS',
] as const
export type RegisterSource = (typeof REGISTER_SOURCES)[number]

/** As what somebody directs an enterprise; who was appointed by the court or to wind up is no director of it. */
export const DIRECTOR_FUNCTIONS = ['DIRECTOR', 'DAILY_MANAGER', 'CURATOR', 'LIQUIDATOR'] as const
export type DirectorFunction = (typeof DIRECTOR_FUNCTIONS)[number]

/** From where an account of an enterprise is known: a fee that was paid, or an application form. */
export const ACCOUNT_ORIGINS = ['FEE', 'APPLICATION'] as const
export type AccountOrigin = (typeof ACCOUNT_ORIGINS)[number]

/**
 * What other sources say of workers, line by line (kind `workerLine`): wage and time of a quarter in DmfA,
 * motivated notifications of long postings, the papers that a contractor holds of the workers of its direct
 * subcontractor, how wages were paid, and what became of a professional card.
 */
export const WORKER_SOURCES = [
  'DMFA',
  'NOTIFICATIONS',
  'CHAIN_FILES',
  'PAYMENTS',
  'CARD_ACTIVITY',
] as const
export type WorkerSource = (typeof WORKER_SOURCES)[number]

/**
 * Sources whose extracts a service imports as records: a desk holds them as far as a record of kind
 * `holding` says, and a rule that needs one is not tested beyond that.
 */
export const EXTRACT_SOURCES = [
  'A1',
  'DIMONA',
  'PRESENCES',
  ...REGISTER_SOURCES,
  ...WORKER_SOURCES,
] as const
export type ExtractSource = (typeof EXTRACT_SOURCES)[number]

/**
 * Facts that a rule may need and that a desk may not hold: the rule says that it cannot be tested
 * without them. The list of shortage jobs is no extract: a region keeps it itself.
 */
export const OUTSIDE_SOURCES = [...EXTRACT_SOURCES, 'SHORTAGE_LIST'] as const
export type OutsideSource = (typeof OUTSIDE_SOURCES)[number]

/** What records hold and not every role is shown (domain/rights/withheld.ts). */
export const MASKED_SOURCES = [
  'LIAISONS',
  'WORKER_ADDRESSES',
  'IDENTITY',
  'POSTING_PAPERS',
  'SITES',
  'FIRM_FIGURES',
  'FIRM_PEOPLE',
  'FIRM_ACCOUNTS',
  'FIRM_WORKS',
  'WORKER_WAGES',
  'WORKER_FILES',
  'PAPERS',
  'CRIMINAL_RECORDS',
  'CONTROL_SIGNS',
] as const
export type MaskedSource = (typeof MASKED_SOURCES)[number]

/** Units of the parameters of rules; none of them can hold a fact about who somebody is. */
export const PARAMETER_UNITS = [
  'DAYS',
  'MONTHS',
  'YEARS',
  'WEEKS',
  'PERCENT',
  'COUNT',
  'KILOMETRES',
  'DEVIATIONS',
  'EURO',
  'LEVEL',
] as const
export type ParameterUnit = (typeof PARAMETER_UNITS)[number]

/**
 * A draft of a rule: being written, put before a second person, and what became of it. WITHDRAWN: its
 * author took it back.
 */
export const RULE_DRAFT_STATES = ['DRAFT', 'PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN'] as const
export type RuleDraftState = (typeof RULE_DRAFT_STATES)[number]

/**
 * What a replay on the past could not take back to the day, and reads as it is now: who a person is; enterprises
 * and their situation; dossiers whose timeline does not tell their way; employments, by their first day alone;
 * debts of employers; declarations at one place; mandates; papers, accounts and numbers that several share;
 * who lives where; addresses, phones and accounts of enterprises.
 */
export const AS_NOW = [
  'PERSON',
  'ENTERPRISES',
  'TIMELINE',
  'DIMONA',
  'DEBTS',
  'SITES',
  'MANDATES',
  'SHARED',
  'LODGERS',
  'HANDLES',
] as const
export type AsNow = (typeof AS_NOW)[number]

/** Months that a replay looks back, the present one among them. */
export const PAST_MONTHS = 12

/**
 * What a dossier without signals turned out to be, once somebody looked. MISSED: some rule should
 * have spoken.
 */
export const SAMPLE_OUTCOMES = ['IN_ORDER', 'MISSED', 'NOT_CHECKED'] as const
export type SampleOutcome = (typeof SAMPLE_OUTCOMES)[number]

/** How a rule comes out for one person or enterprise. OFF: it is not in use. */
export const RULE_OUTCOMES = ['FLAGGED', 'CLEAR', 'NOT_TESTABLE', 'HELD', 'OFF'] as const
export type RuleOutcome = (typeof RULE_OUTCOMES)[number]

/** What a rule would look at by its description and no source tells: the pay scale of a function, what an employer does. */
export const UNSEEN_PARTS = ['PAY_SCALE', 'EMPLOYER_ACTIVITY'] as const
export type UnseenPart = (typeof UNSEEN_PARTS)[number]

/** Why a rule does not flag. */
export const CLEAR_REASONS = [
  'NO_DECLARATION',
  'NOT_IN_FORCE',
  'NO_PRESENCE',
  'NO_DOSSIER',
  'NO_PERMIT',
  'NO_RECORD',
  'NOT_HELD',
  'NOT_BOUND',
  'OTHER_MATTER',
  'WITHIN_LIMIT',
  'NOT_CERTAIN',
  'COVERED',
  'AGREES',
  'PAPERS_IN_ORDER',
  'PAPER_NOT_SEEN',
  'PART_NOT_SEEN',
  'OTHER_DOSSIER',
] as const
export type ClearReason = (typeof CLEAR_REASONS)[number]

/**
 * Queues: the first cut of the dossiers. TEAM: those of somebody of the own service. MINE and TEAM: open
 * ones, and authorisations that stand which were given out to be worked on, or whose end nobody noted.
 * SNOOZED: open ones that the service put aside; OPEN, MINE, TEAM and UNASSIGNED leave these out. SIGNALS:
 * those with a finding that weighs, closed ones too.
 */
export const QUEUES = [
  'OPEN',
  'MINE',
  'TEAM',
  'UNASSIGNED',
  'SNOOZED',
  'SIGNALS',
  'CLOSED',
  'ALL',
] as const
export type QueueName = (typeof QUEUES)[number]

/** Filters of the coverage queue. Here, because the window's address needs them before any schema is read. */
export const COVERAGE_FACETS = [
  'code',
  'needs',
  'worker',
  'status',
  'severity',
  'when',
  'region',
  'sector',
  'employerCountry',
  'nationality',
  'reminder',
] as const
export type CoverageFacet = (typeof COVERAGE_FACETS)[number]
/** Whether the work needs an authorisation, an exemption may free it, or nobody can tell. */
export const COVERAGE_NEEDS = ['YES', 'MAYBE', 'UNDETERMINED'] as const
export type CoverageNeed = (typeof COVERAGE_NEEDS)[number]
/** Whether a declared worker is somebody of the register, may be, or is nobody of it. */
export const COVERAGE_WORKERS = ['KNOWN', 'PROPOSED', 'STRANGER'] as const
export type CoverageWorker = (typeof COVERAGE_WORKERS)[number]
/** When the work is: to come, now, or over. */
export const COVERAGE_TIMES = ['FUTURE', 'RUNNING', 'ENDED'] as const
export type CoverageTime = (typeof COVERAGE_TIMES)[number]
/** Whether a declarant still has to be reminded: the day is past, or yet to come. */
export const REMINDER_STATES = ['LATE', 'DUE'] as const
export type ReminderState = (typeof REMINDER_STATES)[number]
/** Columns of the coverage queue, each also an order of it. */
export const COVERAGE_SORTS = [
  'code',
  'severity',
  'status',
  'personName',
  'nationality',
  'employerName',
  'period',
  'remindBy',
  'l1Number',
  'reference',
] as const
export type CoverageSort = (typeof COVERAGE_SORTS)[number]

/**
 * Facets of the queue; a value is a code of its list, an assignee's id, or 'NONE'. A dossier has
 * one value of each, but every open finding's code under `finding` and every tag.
 */
export const QUEUE_FACETS = [
  'region',
  'procedure',
  'category',
  'workState',
  'residenceState',
  'outcome',
  'clockLevel',
  'holder',
  'severity',
  'snooze',
  'finding',
  'tag',
  'assignee',
] as const
export type QueueFacet = (typeof QUEUE_FACETS)[number]

export const QUEUE_SORTS = [
  'priority',
  'reference',
  'personName',
  'employerName',
  'procedure',
  'category',
  'region',
  'workState',
  'residenceState',
  'due',
  'risk',
  'assignee',
  'submittedOn',
] as const
export type QueueSort = (typeof QUEUE_SORTS)[number]

/**
 * Tags of a dossier: words of the work, the same for everybody, so that they filter, translate and say
 * nothing about a person.
 */
export const TAGS = [
  'PRIORITY',
  'CALL',
  'DISCUSS',
  'LEGAL',
  'TRANSLATION',
  'STARTS_SOON',
  'SAMPLE',
  'TRAINING',
] as const
export type Tag = (typeof TAGS)[number]

/** Whether a dossier is put aside, and what brings it back. */
export const SNOOZES = ['NONE', 'DATE', 'EVENT'] as const
export type SnoozeKind = (typeof SNOOZES)[number]

/** Ready spans for the last day of a clock, counted from today. */
export const DUE_SPANS = ['overdue', 'week', 'month'] as const
export type DueSpan = (typeof DUE_SPANS)[number]

/** Longest window of queue rows in one answer. */
export const QUEUE_WINDOW_MAX = 200
