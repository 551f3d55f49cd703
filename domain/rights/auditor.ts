/**
 * What an auditor sees: an allow-list. An auditor checks how the services work, so everything about
 * a person, every text that people typed and every key into another register shows something else.
 * A field that is not named here does not compile, and is not sent.
 */
import type { BodyOf, PayBody, TableBody } from '../contract/records.ts'
import { type Fields, LEFT_OUT, SEEN } from './view.ts'

/** What a masked text shows instead. */
export const MASKED = '•••'

const NOTHING = { instead: null }
const NO_TEXT = { instead: MASKED }
const UNKNOWN_COUNTRY = { instead: 'ZZ' }

const PERSON: Fields<BodyOf<'person'>> = {
  familyName: NO_TEXT,
  givenNames: NO_TEXT,
  nativeName: NOTHING,
  birthDate: NOTHING,
  sex: { instead: 'U' },
  nationality: UNKNOWN_COUNTRY,
  insz: NOTHING,
  inszAliases: { instead: [] },
  passports: { instead: [] },
  address: NOTHING,
  // The days are kept: without them somebody with access would look like somebody without.
  unlimitedAccess: { fields: { card: NO_TEXT, from: SEEN, to: SEEN } },
  accessNotes: { instead: undefined },
}

/** Enterprises and mandates are public registers. */
const ENTERPRISE: Fields<BodyOf<'enterprise'>> = {
  name: SEEN,
  enterpriseNumber: SEEN,
  vatNumber: SEEN,
  country: SEEN,
  address: SEEN,
  nace: SEEN,
  jointCommittee: SEEN,
  legalSituation: SEEN,
  startedOn: SEEN,
  establishmentUnits: SEEN,
}

const MANDATE: Fields<BodyOf<'mandate'>> = {
  mandatorId: SEEN,
  mandataryId: SEEN,
  kind: SEEN,
  groups: SEEN,
  fromQuarter: SEEN,
  toQuarter: SEEN,
  status: SEEN,
}

const DOSSIER: Fields<BodyOf<'dossier'>> = {
  reference: SEEN,
  procedure: SEEN,
  category: SEEN,
  applicationType: SEEN,
  region: SEEN,
  heldSince: SEEN,
  language: SEEN,
  personId: SEEN,
  employerId: SEEN,
  filedById: SEEN,
  submittedOn: SEEN,
  work: { fields: { state: SEEN, since: SEEN } },
  residence: { fields: { state: SEEN, since: SEEN } },
  clockEvents: {
    each: {
      fields: { clock: SEEN, at: SEEN, kind: SEEN, days: SEEN, reason: NOTHING, by: SEEN },
    },
  },
  job: {
    fields: {
      title: NO_TEXT,
      isco: SEEN,
      payCents: NOTHING,
      payUnit: SEEN,
      contract: SEEN,
      weeklyHours: NOTHING,
    },
  },
  workplaces: {
    each: { fields: { municipality: SEEN, street: NOTHING, establishmentUnit: SEEN, share: SEEN } },
  },
  authorised: SEEN,
  annexes: { each: { fields: { type: SEEN, on: SEEN } } },
  documents: {
    by: 'type',
    views: { CRIMINAL_RECORD: LEFT_OUT, MEDICAL_CERTIFICATE: LEFT_OUT },
    rest: {
      fields: {
        id: SEEN,
        type: SEEN,
        status: SEEN,
        receivedOn: SEEN,
        issuedOn: SEEN,
        file: { instead: undefined },
        filed: SEEN,
        letter: {
          fields: { template: SEEN, language: SEEN, track: SEEN, nth: SEEN, correction: NOTHING },
        },
        earlier: { instead: undefined },
        locked: { fields: { by: SEEN, at: SEEN, reason: NO_TEXT } },
      },
    },
  },
  events: {
    each: {
      fields: {
        at: SEEN,
        type: SEEN,
        by: SEEN,
        text: NOTHING,
        reason: NO_TEXT,
        step: {
          fields: {
            track: SEEN,
            from: SEEN,
            to: SEEN,
            on: SEEN,
            basis: SEEN,
            reason: NOTHING,
            grounds: { instead: [] },
            other: SEEN,
          },
        },
        entry: { fields: { on: SEEN, text: NOTHING, codes: SEEN, about: SEEN } },
      },
    },
  },
  infoRequests: {
    each: {
      fields: {
        track: SEEN,
        askedOn: SEEN,
        deadline: SEEN,
        documents: { instead: [] },
        text: NO_TEXT,
        by: SEEN,
        closedOn: SEEN,
      },
    },
  },
  adviceRequests: {
    each: {
      fields: {
        adviser: SEEN,
        askedOn: SEEN,
        due: SEEN,
        text: NO_TEXT,
        by: SEEN,
        closedOn: SEEN,
        opinion: SEEN,
        answer: NOTHING,
      },
    },
  },
  proposals: {
    each: {
      fields: {
        track: SEEN,
        decision: SEEN,
        grounds: { instead: [] },
        reason: NO_TEXT,
        period: SEEN,
        by: SEEN,
        on: SEEN,
        state: SEEN,
        closedBy: SEEN,
      },
    },
  },
  visaHolds: { each: { fields: { cause: SEEN, on: SEEN, releasedOn: SEEN, by: SEEN } } },
  planAssessments: {
    each: {
      fields: { state: SEEN, by: SEEN, byName: SEEN, at: SEEN, scores: { instead: [] } },
    },
  },
  enterpriseNumber: SEEN,
  successorId: SEEN,
  // That a fact changed stands in the events; what it was is about the person.
  factChanges: { instead: [] },
  post: SEEN,
  assignee: SEEN,
  tags: SEEN,
  snoozes: { each: { fields: { service: SEEN, until: SEEN, events: SEEN, by: SEEN, at: SEEN } } },
}

const NOT_SENT = { instead: undefined }

const DECLARATION: Fields<BodyOf<'declaration'>> = {
  l1Number: NO_TEXT,
  status: SEEN,
  submittedAt: SEEN,
  cancelledAt: SEEN,
  replacesL1: NOTHING,
  kind: SEEN,
  worker: {
    fields: {
      insz: NOTHING,
      familyName: NO_TEXT,
      givenNames: NO_TEXT,
      birthDate: NOTHING,
      sex: { instead: 'U' },
      nationality: UNKNOWN_COUNTRY,
      passport: NOTHING,
      homeAddress: NOT_SENT,
    },
  },
  // Who represents an employer may be a person.
  employer: {
    fields: {
      name: SEEN,
      country: SEEN,
      vatNumber: SEEN,
      enterpriseNumber: SEEN,
      foreignId: NOT_SENT,
      address: NOT_SENT,
      representative: NOT_SENT,
    },
  },
  tempAgencyApprovalNumber: SEEN,
  clients: { each: { fields: { name: SEEN, enterpriseNumber: SEEN, address: NOT_SENT } } },
  period: { fields: { from: SEEN, to: SEEN } },
  schedule: NOT_SENT,
  sector: SEEN,
  natureOfServices: NOTHING,
  isco: SEEN,
  jointCommittee: SEEN,
  pc124Equivalent: SEEN,
  places: {
    each: {
      fields: {
        type: SEEN,
        name: NOTHING,
        address: {
          fields: {
            street: NOTHING,
            postalCode: NOTHING,
            place: NOTHING,
            municipality: SEEN,
            country: SEEN,
          },
        },
        establishmentUnit: SEEN,
        declarationOfWorks: NOT_SENT,
      },
    },
  },
  liaison: NOTHING,
  postingProof: NOTHING,
  paperNotes: { instead: undefined },
}

const PRESENCE: Fields<BodyOf<'presence'>> = {
  insz: NOTHING,
  l1Number: NOTHING,
  employer: { fields: { name: SEEN, country: SEEN, enterpriseNumber: SEEN } },
  date: SEEN,
  municipality: SEEN,
  siteName: NOTHING,
  registeredAt: SEEN,
}

const A1: Fields<BodyOf<'a1'>> = {
  state: SEEN,
  number: NOTHING,
  country: SEEN,
  on: SEEN,
  endedOn: SEEN,
  worker: {
    fields: {
      insz: NOTHING,
      familyName: NO_TEXT,
      givenNames: NO_TEXT,
      birthDate: NOTHING,
      passport: NOTHING,
    },
  },
  l1Number: NOTHING,
  employer: { fields: { name: SEEN, country: SEEN, vatNumber: SEEN, enterpriseNumber: SEEN } },
  period: { fields: { from: SEEN, to: SEEN } },
}

const EMPLOYMENT: Fields<BodyOf<'employment'>> = {
  status: SEEN,
  insz: NO_TEXT,
  employer: { fields: { name: SEEN, enterpriseNumber: SEEN } },
  period: SEEN,
  municipality: SEEN,
}

const CONTROL: Fields<BodyOf<'control'>> = {
  service: SEEN,
  date: SEEN,
  municipality: SEEN,
  siteName: NOTHING,
  enterprise: { fields: { name: SEEN, country: SEEN, enterpriseNumber: SEEN } },
  met: { instead: [] },
  outcome: SEEN,
}

/** How far a source reaches is what an audit asks; it holds nothing of anybody. */
const HOLDING: Fields<BodyOf<'holding'>> = {
  source: SEEN,
  region: SEEN,
  from: SEEN,
  asOf: SEEN,
  name: SEEN,
  refused: SEEN,
  by: SEEN,
  byName: SEEN,
  at: SEEN,
}

/** Tables of law are public; who changed them and why is what an audit asks. */
const NORM: Fields<PayBody & TableBody> = {
  region: SEEN,
  category: SEEN,
  ageMax: SEEN,
  rows: SEEN,
}

/** How the rules are tuned is what an audit asks; they hold nothing of anybody. */
const RULE: Fields<BodyOf<'rule'>> = { code: SEEN, versions: SEEN, releases: SEEN }

const SAMPLE: Fields<BodyOf<'sample'>> = {
  service: SEEN,
  from: SEEN,
  items: {
    each: {
      fields: {
        dossierId: SEEN,
        label: {
          fields: {
            outcome: SEEN,
            missed: SEEN,
            reason: NO_TEXT,
            by: SEEN,
            byName: SEEN,
            at: SEEN,
          },
        },
      },
    },
  },
  by: SEEN,
  byName: SEEN,
  at: SEEN,
}

const DEPARTURE = {
  dossierId: SEEN,
  reference: SEEN,
  from: SEEN,
  to: SEEN,
  on: SEEN,
  by: SEEN,
  byName: SEEN,
  at: SEEN,
} satisfies Fields<BodyOf<'departure'>>

/** What an auditor sees of each kind; HIDDEN: nothing. */
export const AUDITOR = {
  enterprise: { fields: ENTERPRISE },
  person: { fields: PERSON },
  mandate: { fields: MANDATE },
  dossier: { fields: DOSSIER },
  declaration: { fields: DECLARATION },
  presence: { fields: PRESENCE },
  a1: { fields: A1 },
  employment: { fields: EMPLOYMENT },
  control: { fields: CONTROL },
  holding: { fields: HOLDING },
  registerLine: 'HIDDEN',
  note: 'HIDDEN',
  findingJudgement: 'HIDDEN',
  linkJudgement: 'HIDDEN',
  savedView: 'HIDDEN',
  absence: 'HIDDEN',
  norm: { fields: NORM },
  rule: { fields: RULE },
  sample: { fields: SAMPLE },
  report: 'HIDDEN',
  reporter: 'HIDDEN',
  controlRequest: 'HIDDEN',
  departure: { fields: DEPARTURE },
  watch: 'HIDDEN',
} as const
