/**
 * Who reads which field: every field of every kind of record, by the need-to-know matrix (domain facts
 * 9.4). A field that does not stand here is shown to nobody, whoever sees the record (kinds.ts).
 * Enterprises and mandates are public registers, and what one service writes on a dossier is for the
 * others. An auditor checks how the services work: of everything about a person, every text that people
 * typed and every key into another register, something else is shown.
 */
import type { BodyOf, RecordKind } from '../contract/records.ts'
import { each, list, listBy, Right, type Stated } from './stated.ts'
import { LEFT_OUT, MASKED } from './view.ts'

const ALL = new Right<never>(['REGION_OFFICER', 'SUPERVISOR', 'DVZ_CLERK', 'INSPECTOR', 'AUDITOR'])
/** Whoever handles dossiers or controls work. */
const SERVICES = new Right<never>(['REGION_OFFICER', 'SUPERVISOR', 'DVZ_CLERK', 'INSPECTOR'])
/** Whoever decides on dossiers. */
const DECIDERS = new Right<never>(['REGION_OFFICER', 'SUPERVISOR', 'DVZ_CLERK'])
const DVZ = new Right<never>(['DVZ_CLERK'])
const INSPECTION = new Right<never>(['INSPECTOR'])
const INSPECTION_AND_AUDIT = new Right<never>(['INSPECTOR', 'AUDITOR'])

const ADDRESS_FIELDS = ['street', 'postalCode', 'place', 'municipality'] as const
const ADDRESS = each(ALL, ...ADDRESS_FIELDS, 'country')
const PERIOD = each(ALL, 'from', 'to')
const SAID_BY = each(ALL, 'by', 'byName', 'at')

/**
 * Where a worker lives is DVZ's, also as declared. The country stays: frontier workers need no
 * authorisation.
 */
const HOME = { ...each(DVZ.else(null), ...ADDRESS_FIELDS), country: SERVICES }

// ---------------------------------------------------------------- persons, enterprises, mandates

/** Whoever tests a paper reads who saw it and why. */
const NOTED = each(SERVICES, 'source', 'on', 'reason', 'by', 'byName', 'at')
// The days are kept: without them somebody with access would look like somebody without.
const ACCESS = { card: SERVICES.else(MASKED), ...PERIOD }

/**
 * 9.4 gives regions name and INSZ alone. They see more of who somebody is, because without it they
 * cannot tell whom a declaration is about, and would take one with access for one without:
 * birth date, passports, earlier numbers and the name in its own script link declarations to
 * permits; nationality and the card of unlimited access decide whether work needs a permit at all.
 */
const PERSON = {
  ...each(SERVICES.else(MASKED), 'familyName', 'givenNames'),
  ...each(SERVICES.else(null), 'nativeName', 'birthDate', 'insz'),
  sex: SERVICES.else('U'),
  nationality: SERVICES.else('ZZ'),
  inszAliases: SERVICES.else([]),
  passports: SERVICES.else([], list(each(SERVICES, 'number', 'country', 'validTo'))),
  address: SERVICES.else(null, HOME),
  unlimitedAccess: ACCESS,
  accessNotes: SERVICES.else(undefined, list({ access: ACCESS, ...NOTED })),
}

const ENTERPRISE = {
  ...each(ALL, 'name', 'enterpriseNumber', 'vatNumber', 'country', 'nace', 'jointCommittee'),
  ...each(ALL, 'legalSituation', 'startedOn'),
  address: ADDRESS,
  establishmentUnits: list(each(ALL, 'number', 'municipality')),
}

const MANDATE = {
  ...each(ALL, 'mandatorId', 'mandataryId', 'kind', 'groups'),
  ...each(ALL, 'fromQuarter', 'toQuarter', 'status'),
}

// ---------------------------------------------------------------- dossiers

const WORKPLACE = {
  ...each(ALL, 'municipality', 'establishmentUnit', 'share'),
  street: SERVICES.else(null),
}
const FACT = {
  ...each(SERVICES, 'field', 'employerId', 'title', 'isco', 'payCents', 'payUnit', 'weeklyHours'),
  ...each(SERVICES, 'category', 'language'),
  contract: PERIOD,
  workplaces: list(WORKPLACE),
}

const FILE = each(DECIDERS, 'hash', 'bytes', 'claims', 'version')
const FILE_OF_ALL = each(SERVICES, 'hash', 'bytes', 'claims', 'version')
const FILED = each(ALL, 'by', 'at')
const MARK = { ...each(ALL, 'by', 'at'), reason: SERVICES.else(MASKED) }
const LETTER_OF = {
  ...each(ALL, 'template', 'language', 'track', 'nth'),
  correction: SERVICES.else(null),
}
const EARLIER = {
  file: FILE_OF_ALL,
  ...each(SERVICES, 'receivedOn', 'issuedOn'),
  filed: FILED,
  letter: LETTER_OF,
  withdrawn: MARK,
}
const DOCUMENT = {
  ...each(ALL, 'id', 'type', 'status', 'receivedOn', 'issuedOn'),
  file: SERVICES.else(undefined, FILE_OF_ALL),
  filed: FILED,
  letter: LETTER_OF,
  earlier: SERVICES.else(undefined, list(EARLIER)),
  locked: MARK,
}
/** A letter may name what an inspector is not shown. */
const LETTER = {
  ...DOCUMENT,
  file: DECIDERS.else(undefined, FILE),
  earlier: DECIDERS.else(undefined, list(EARLIER)),
}
/**
 * A criminal record or a medical certificate is DVZ's. For a region 9.4 says "present": that it is there
 * or still missing, not what the other service makes of it; the day that stands on it stays, since one
 * that is too old is missing. For an inspector not even that there is one.
 */
const SENSITIVE = DECIDERS.else(LEFT_OUT, {
  ...DOCUMENT,
  status: DVZ.swap({ ACCEPTED: 'RECEIVED' }),
  receivedOn: DVZ.else(null),
  file: DVZ.else(undefined, FILE),
  filed: DVZ.else(undefined, FILED),
  earlier: DVZ.else(undefined, list(EARLIER)),
  locked: DVZ.else(undefined, MARK),
})

const DOSSIER_EVENT = {
  ...each(ALL, 'at', 'type', 'by'),
  text: SERVICES.else(null),
  reason: SERVICES.else(MASKED),
  step: {
    ...each(ALL, 'track', 'from', 'to', 'on', 'basis'),
    reason: SERVICES.else(null),
    grounds: SERVICES.else([]),
    ...each(SERVICES, 'mandate'),
    other: PERIOD,
  },
  entry: {
    ...each(ALL, 'on', 'codes'),
    // An id that stands on no list that an inspector sees tells which paper it is.
    about: DECIDERS.else(null),
    text: SERVICES.else(null),
  },
}

/** What was checked with a proposal. A sensitive paper that it does not name as missing was there. */
const CHECKS = DECIDERS.else(undefined, {
  ...each(DECIDERS, 'on', 'labourMarket', 'mandate', 'missing'),
  pay: {
    ...each(DECIDERS, 'payCents', 'payUnit', 'suffices'),
    norm: {
      ...each(DECIDERS, 'amountCents', 'unit', 'basis', 'ageMax'),
      ...each(DECIDERS, 'validFrom', 'source', 'approvedAt'),
    },
  },
  signals: list(each(DECIDERS, 'id', 'code')),
})

/**
 * Both tracks are in everybody's sight beside 9.4: both decisions are one (1.9), and who waits for whom
 * is what the services need to know of each other; its state tells an inspector whether somebody may be
 * at work today. So is the whole work part (duration, wage): annex 46 holds both decisions. Of a medical
 * certificate no record holds the content that is for DVZ's doctor alone.
 */
const DOSSIER = {
  ...each(ALL, 'reference', 'procedure', 'category', 'applicationType', 'region', 'language'),
  ...each(ALL, 'personId', 'employerId', 'filedById', 'submittedOn', 'heldSince', 'tags'),
  ...each(ALL, 'enterpriseNumber', 'successorId', 'post'),
  ...each(ALL, 'assignee', 'assigneeDvz'),
  work: each(ALL, 'state', 'since'),
  residence: each(ALL, 'state', 'since'),
  clockEvents: list({
    ...each(ALL, 'clock', 'at', 'kind', 'days', 'by'),
    reason: SERVICES.else(null),
  }),
  job: {
    ...each(ALL, 'isco', 'payUnit'),
    contract: PERIOD,
    title: SERVICES.else(MASKED),
    ...each(SERVICES.else(null), 'payCents', 'weeklyHours'),
  },
  workplaces: list(WORKPLACE),
  authorised: PERIOD,
  annexes: list(each(ALL, 'type', 'on')),
  documents: listBy(
    'type',
    { CRIMINAL_RECORD: SENSITIVE, MEDICAL_CERTIFICATE: SENSITIVE, LETTER },
    DOCUMENT,
  ),
  events: list(DOSSIER_EVENT),
  itemsAsked: list({ on: ALL, documents: DECIDERS.else([]) }),
  infoRequests: list({
    ...each(ALL, 'track', 'askedOn', 'deadline', 'by', 'closedOn'),
    // As with missing items: it may name what an inspector is not shown.
    documents: DECIDERS.else([]),
    text: SERVICES.else(MASKED),
  }),
  adviceRequests: list({
    ...each(ALL, 'adviser', 'askedOn', 'due', 'by', 'closedOn', 'opinion'),
    text: SERVICES.else(MASKED),
    answer: SERVICES.else(null),
  }),
  proposals: list({
    ...each(ALL, 'track', 'decision', 'by', 'on', 'state', 'closedBy'),
    period: PERIOD,
    grounds: SERVICES.else([]),
    reason: SERVICES.else(MASKED),
    checks: CHECKS,
  }),
  visaHolds: list(each(ALL, 'cause', 'on', 'releasedOn', 'by')),
  planAssessments: list({
    ...each(ALL, 'state', 'by', 'byName', 'at'),
    scores: SERVICES.else([], list(each(SERVICES, 'criterion', 'score', 'text'))),
  }),
  vacancies: SERVICES.else(
    undefined,
    list(each(SERVICES, 'reference', 'services', 'from', 'to', 'on')),
  ),
  diplomas: SERVICES.else(
    undefined,
    list(each(SERVICES, 'institution', 'awardedOn', 'recognised', 'experienceYears', 'on')),
  ),
  // That a fact changed stands in the events; what it was is about the person.
  factChanges: SERVICES.else(
    [],
    list({ before: FACT, after: FACT, ...each(SERVICES, 'source', 'reason', 'on', 'at', 'by') }),
  ),
  snoozes: list(each(ALL, 'service', 'until', 'events', 'by', 'at')),
}

// ---------------------------------------------------------------- what is declared and registered

const PASSPORT = each(SERVICES, 'number', 'country')
const PAPERS = {
  homeResidence: PERIOD,
  homeWorkAuthorisation: PERIOD,
  ...each(SERVICES, 'contractWithPostingEmployer', 'passportValidTo', 'issuedBy', 'exemption'),
}
const PARTY = each(ALL, 'name', 'country', 'enterpriseNumber')

const DECLARATION = {
  ...each(ALL, 'status', 'submittedAt', 'cancelledAt', 'kind', 'tempAgencyApprovalNumber'),
  ...each(ALL, 'sector', 'isco', 'jointCommittee', 'pc124Equivalent'),
  l1Number: SERVICES.else(MASKED),
  ...each(SERVICES.else(null), 'replacesL1', 'natureOfServices'),
  schedule: SERVICES,
  period: PERIOD,
  // Who the worker is, is compared with the permit: it stands as declared.
  worker: {
    ...each(SERVICES.else(MASKED), 'familyName', 'givenNames'),
    ...each(SERVICES.else(null), 'insz', 'birthDate'),
    sex: SERVICES.else('U'),
    nationality: SERVICES.else('ZZ'),
    passport: SERVICES.else(null, PASSPORT),
    homeAddress: SERVICES.else(undefined, HOME),
  },
  employer: {
    ...each(ALL, 'name', 'country', 'vatNumber', 'enterpriseNumber'),
    foreignId: SERVICES,
    address: SERVICES.else(undefined, ADDRESS),
    // Who represents an employer may be a person.
    representative: SERVICES.else(undefined, {
      ...each(SERVICES, 'name', 'enterpriseNumber'),
      address: ADDRESS,
    }),
  },
  clients: list({
    ...each(ALL, 'name', 'enterpriseNumber'),
    address: SERVICES.else(undefined, ADDRESS),
  }),
  places: list({
    ...each(ALL, 'type', 'establishmentUnit'),
    name: SERVICES.else(null),
    address: {
      ...each(ALL, 'municipality', 'country'),
      ...each(SERVICES.else(null), 'street', 'postalCode', 'place'),
    },
    declarationOfWorks: SERVICES,
  }),
  // With birth date, INSZ and address: inspectors alone call on it.
  liaison: INSPECTION.else(null, {
    ...each(INSPECTION, 'name', 'email', 'phone', 'birthDate', 'insz', 'capacity'),
    address: ADDRESS,
  }),
  postingProof: SERVICES.else(null, PAPERS),
  paperNotes: SERVICES.else(undefined, list({ papers: PAPERS, ...NOTED })),
}

const PRESENCE = {
  ...each(SERVICES.else(null), 'insz', 'l1Number', 'siteName'),
  employer: PARTY,
  ...each(ALL, 'date', 'municipality', 'registeredAt', 'selfEmployed'),
}

const A1 = {
  ...each(ALL, 'state', 'country', 'on', 'endedOn'),
  ...each(SERVICES.else(null), 'number', 'l1Number'),
  worker: {
    ...each(SERVICES.else(MASKED), 'familyName', 'givenNames'),
    ...each(SERVICES.else(null), 'insz', 'birthDate'),
    passport: SERVICES.else(null, PASSPORT),
  },
  employer: { ...PARTY, vatNumber: ALL },
  period: PERIOD,
}

const EMPLOYMENT = {
  ...each(ALL, 'status', 'municipality'),
  insz: SERVICES.else(MASKED),
  employer: each(ALL, 'name', 'enterpriseNumber'),
  period: PERIOD,
}

/** What an inspector noted at a control. */
const SIGNS = each(
  INSPECTION_AND_AUDIT,
  'ledByClient',
  'onlyLabour',
  'sameHours',
  'ownTools',
  'by',
  'byName',
  'at',
)

/**
 * 9.4 keeps what an inquiry found to the inspection: whoever handles dossiers knows that there was a
 * control, where and of whom, not how it ended.
 */
const CONTROL = {
  ...each(ALL, 'service', 'date', 'municipality'),
  siteName: SERVICES.else(null),
  enterprise: PARTY,
  met: SERVICES.else([], list(each(SERVICES, 'insz', 'l1Number'))),
  outcome: INSPECTION_AND_AUDIT.else(null),
  signs: INSPECTION_AND_AUDIT.else(undefined, SIGNS),
  earlierSigns: INSPECTION_AND_AUDIT.else(undefined, list(SIGNS)),
}

/** How far a source reaches is what an audit asks; it holds nothing of anybody. */
const HOLDING = {
  ...each(ALL, 'source', 'region', 'from', 'asOf', 'name', 'refused'),
  ...SAID_BY,
}

/** Which lines: worker-lines.ts. */
const WORKER_LINE = {
  ...each(SERVICES, 'source', 'on'),
  worker: each(SERVICES, 'insz', 'l1Number'),
  employer: each(SERVICES, 'name', 'country', 'vatNumber', 'enterpriseNumber'),
  wage: each(SERVICES, 'from', 'to', 'wageCents', 'days', 'daysPerWeek', 'fraction'),
  notification: each(SERVICES, 'reason'),
  papers: {
    ...each(SERVICES, 'passport', 'residence', 'l1', 'a1'),
    ...each(SERVICES, 'belgianStay', 'workAuthorisation', 'dimona'),
  },
  payment: each(SERVICES, 'wageCents', 'deductedCents', 'account'),
  activity: each(SERVICES, 'vatActive', 'contributionsPaid'),
}

/** Which source is for whom: register-lines.ts. Others need not know more than that it is the same account. */
const REGISTER_LINE = {
  ...each(SERVICES, 'source', 'on'),
  enterprise: each(SERVICES, 'name', 'country', 'vatNumber', 'enterpriseNumber'),
  home: each(SERVICES, 'foundedOn', 'postedShare', 'atAddress', 'activeAtHome'),
  staff: each(SERVICES, 'fullTimeEquivalents', 'turnoverFiled', 'socialDebtCents'),
  sanction: each(SERVICES, 'level', 'director'),
  directorship: {
    ...each(SERVICES, 'director', 'familyName', 'givenNames', 'function', 'bankruptOn'),
    period: PERIOD,
  },
  account: { ...each(SERVICES, 'key', 'origin'), iban: INSPECTION.else(null) },
  works: {
    ...each(SERVICES, 'number', 'siteName', 'street', 'municipality', 'valueCents'),
    principal: each(SERVICES, 'name', 'number'),
    orderedBy: each(SERVICES, 'name', 'number'),
    period: PERIOD,
  },
}

// ---------------------------------------------------------------- what people say

const SAID_BY_SERVICES = each(SERVICES, 'by', 'byName', 'at')

/** Which note is for whom: notes.ts. */
const NOTE = {
  ...each(SERVICES, 'dossierId', 'text', 'audience', 'service'),
  quote: FACT,
  ...SAID_BY_SERVICES,
}

const FINDING_JUDGEMENT = {
  ...each(SERVICES, 'code', 'ruleVersion', 'revision', 'personId', 'enterpriseId', 'dossierId'),
  ...each(SERVICES, 'declarationId', 'status', 'outcome', 'reason', 'print'),
  ...SAID_BY_SERVICES,
  snooze: { ...each(SERVICES, 'until', 'print', 'reason'), ...SAID_BY_SERVICES },
  contests: list({
    ...each(SERVICES, 'ruleVersion', 'revision', 'text'),
    ...SAID_BY_SERVICES,
    answer: { ...each(SERVICES, 'outcome', 'text'), ...SAID_BY_SERVICES },
  }),
}

const LINK_JUDGEMENT = {
  said: list({
    ...each(SERVICES, 'personId', 'verdict', 'facts', 'reason'),
    ...SAID_BY_SERVICES,
  }),
  mention: {
    ...each(SERVICES, 'key', 'enterpriseId', 'verdict', 'facts', 'reason'),
    ...SAID_BY_SERVICES,
  },
}

const FACETS = list(each(SERVICES, 'facet', 'values'))
const ORDER = list(each(SERVICES, 'column', 'descending'))
const SAVED_VIEW = {
  ...each(SERVICES, 'name', 'owner', 'ownerName', 'service', 'shared', 'removed', 'at'),
  query: {
    queue: SERVICES,
    facets: FACETS,
    due: each(SERVICES, 'span', 'from', 'to'),
    order: ORDER,
    coverage: { facets: FACETS, order: ORDER },
  },
}

const ABSENCE = {
  ...each(DECIDERS, 'person', 'service', 'from', 'to'),
  ...each(DECIDERS, 'replacedBy', 'removed', 'by', 'at'),
}

const WATCH = {
  ...each(SERVICES, 'kind', 'subjectId', 'owner', 'reason'),
  ...each(SERVICES, 'from', 'until', 'ended', 'at'),
}

/** What a region keeps of a dossier that went away: nothing about the people in it. */
const DEPARTURE = { ...each(ALL, 'dossierId', 'reference', 'from', 'to', 'on'), ...SAID_BY }

// ---------------------------------------------------------------- tables of law, rules, samples

const TWO_PEOPLE = {
  ...SAID_BY,
  ...each(ALL, 'closedBy', 'closedByName', 'closedAt', 'remark'),
}

/** Tables of law are public; who changed them and why is what an audit asks. */
const NORM = {
  ...each(ALL, 'region', 'category', 'ageMax'),
  rows: list({
    ...each(ALL, 'validFrom', 'validTo', 'source', 'reason', 'state'),
    ...each(ALL, 'amountCents', 'unit', 'basis', 'endedBy', 'table'),
    value: {
      ...each(ALL, 'unit', 'amount', 'clock', 'counting', 'jobs'),
      intermediary: each(ALL, 'kind', 'name', 'enterpriseNumber', 'handles'),
    },
    ...TWO_PEOPLE,
  }),
}

const EXPECTED = each(ALL, 'confirmed', 'falseAlarms', 'unknown')
const CHECKED = each(ALL, 'confirmed', 'useful', 'falseAlarms')
/** What a replay counted over the past year. */
const PAST = {
  ...each(ALL, 'from', 'to', 'asNow'),
  rows: list(each(ALL, 'month', 'service', 'before', 'after', 'added', 'gone', 'changed')),
  checked: { before: CHECKED, after: CHECKED, added: CHECKED, gone: CHECKED },
  expected: EXPECTED,
}

/** How the rules are tuned is what an audit asks; they hold nothing of anybody. */
const RULE = {
  code: ALL,
  versions: list({
    ...each(ALL, 'ruleVersion', 'active', 'validFrom', 'reason', 'state', 'shadowSince'),
    values: list(each(ALL, 'name', 'value')),
    replay: {
      ...each(ALL, 'print', 'against', 'byName', 'at'),
      result: {
        ...each(ALL, 'subjects', 'before', 'after', 'added', 'gone', 'changed'),
        expected: EXPECTED,
        lost: CHECKED,
        workload: list(each(ALL, 'service', 'added', 'gone')),
        past: PAST,
      },
    },
    ...TWO_PEOPLE,
  }),
  releases: list({ ...SAID_BY, reason: ALL }),
}

const SAMPLE = {
  ...each(ALL, 'service', 'from'),
  items: list({
    dossierId: ALL,
    label: { ...each(ALL, 'outcome', 'missed'), reason: SERVICES.else(MASKED), ...SAID_BY },
  }),
  ...SAID_BY,
}

// ---------------------------------------------------------------- inquiries

/** Whose report is read by whom, and what of a guarded one: reports.ts. */
/**
 * Whoever took a report in reads what was told and where it stands; what the inspection made of it are
 * notes of an inquiry (9.4: "only that it is open").
 */
const REPORT = {
  ...each(SERVICES, 'reference', 'category', 'channel', 'language', 'text', 'receivedOn'),
  ...each(SERVICES, 'region', 'reporter', 'guarded', 'status', 'urgency', 'indicators'),
  assignees: SERVICES,
  outcome: INSPECTION.else(null),
  ...SAID_BY_SERVICES,
  happened: PERIOD,
  worker: each(SERVICES, 'familyName', 'givenNames', 'birthDate', 'insz'),
  enterprise: each(SERVICES, 'name', 'number'),
  place: { name: SERVICES, address: ADDRESS },
  links: INSPECTION.else(
    [],
    list({
      ...each(INSPECTION, 'kind', 'id', 'verdict'),
      ...each(INSPECTION, 'by', 'byName', 'at'),
    }),
  ),
  answers: list({ ...each(SERVICES, 'template', 'language', 'text'), ...SAID_BY_SERVICES }),
  events: list({
    ...each(SERVICES, 'type', 'value'),
    text: INSPECTION.else(null),
    ...SAID_BY_SERVICES,
  }),
}

/** No desk holds one: the gateway opens it for who may. */
const REPORTER = each(new Right<never>([]), 'reportId', 'name', 'contact', 'relation')

/** Whose request is known to whom: controls.ts. */
const CONTROL_REQUEST = {
  ...each(SERVICES, 'region', 'origin', 'reason', 'status'),
  subjects: list(each(SERVICES, 'kind', 'id')),
  answers: list({ ...each(SERVICES, 'status', 'text'), ...SAID_BY_SERVICES }),
  ...SAID_BY_SERVICES,
}

/** Who reads each field of a kind. */
export const READERS = {
  enterprise: ENTERPRISE,
  person: PERSON,
  mandate: MANDATE,
  dossier: DOSSIER,
  declaration: DECLARATION,
  presence: PRESENCE,
  a1: A1,
  employment: EMPLOYMENT,
  control: CONTROL,
  holding: HOLDING,
  registerLine: REGISTER_LINE,
  workerLine: WORKER_LINE,
  note: NOTE,
  findingJudgement: FINDING_JUDGEMENT,
  linkJudgement: LINK_JUDGEMENT,
  savedView: SAVED_VIEW,
  absence: ABSENCE,
  norm: NORM,
  rule: RULE,
  sample: SAMPLE,
  report: REPORT,
  reporter: REPORTER,
  departure: DEPARTURE,
  watch: WATCH,
  controlRequest: CONTROL_REQUEST,
} satisfies { readonly [K in RecordKind]: Stated<BodyOf<K>> }
