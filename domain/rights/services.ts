/**
 * What the services that handle dossiers and control work do not see of a record in their scope
 * (need-to-know matrix, domain facts 9.4). A kind that is not named is seen whole: enterprises and
 * mandates are public registers, and what one service writes on a dossier is for the others.
 */
import type { BodyOf } from '../contract/records.ts'
import { type Changed, LEFT_OUT, SEEN, type View } from './view.ts'

/**
 * 9.4 "present": that it is there or still missing, not what the other service makes of it. The day
 * that stands on it stays: one that is too old is missing.
 */
const PRESENT = {
  but: {
    status: { swap: { ACCEPTED: 'RECEIVED' } },
    receivedOn: { instead: null },
    file: { instead: undefined },
    filed: { instead: undefined },
    earlier: { instead: undefined },
    locked: { instead: undefined },
  },
} as const

/** An address of which only the country is seen. */
const COUNTRY_ALONE = {
  but: {
    street: { instead: null },
    postalCode: { instead: null },
    place: { instead: null },
    municipality: { instead: null },
  },
} as const

/**
 * The contact for inspection that Limosa asks for, with birth date, INSZ and address: inspectors alone
 * call on it. The rest stands as declared: who the worker is, is compared with the permit.
 */
const NO_LIAISON = { liaison: { instead: null } } as const

/** Where a worker lives is DVZ's, as declared too. */
const NO_HOME = { worker: { but: { homeAddress: COUNTRY_ALONE } } } as const

const DECLARATION_AT_WORK = {
  but: { ...NO_LIAISON, ...NO_HOME },
} satisfies View<BodyOf<'declaration'>>
const DECLARATION_OF_STAY = { but: NO_LIAISON } satisfies View<BodyOf<'declaration'>>
const DECLARATION_AT_CONTROL = { but: NO_HOME } satisfies View<BodyOf<'declaration'>>

/**
 * 9.4 keeps what an inquiry found to the inspection: whoever handles dossiers knows that there was a
 * control, where and of whom, not how it ended.
 */
const CONTROL = { but: { outcome: { instead: null } } } satisfies View<BodyOf<'control'>>

/**
 * Where a worker lives is DVZ's. The country stays: frontier workers need no authorisation.
 *
 * 9.4 gives regions name and INSZ alone. They see more of who somebody is, because without it they
 * cannot tell whom a declaration is about, and would take one with access for one without:
 * birth date, passports, earlier numbers and the name in its own script link declarations to
 * permits; nationality and the card of unlimited access decide whether work needs a permit at all.
 */
const PERSON_AT_WORK = {
  but: { address: COUNTRY_ALONE },
} satisfies View<BodyOf<'person'>>

const documents = <const V extends Changed<BodyOf<'dossier'>>['documents']>(view: V) =>
  ({ but: { documents: view } }) as const

/**
 * The residence track stays in a region's sight beside 9.4: both decisions are one (1.9), and who
 * waits for whom is what the two services need to know of each other.
 */
export const REGION = {
  person: PERSON_AT_WORK,
  dossier: documents({
    by: 'type',
    views: { CRIMINAL_RECORD: PRESENT, MEDICAL_CERTIFICATE: PRESENT },
    rest: SEEN,
  }),
  declaration: DECLARATION_AT_WORK,
  control: CONTROL,
  report: 'OWN',
  reporter: 'HIDDEN',
  controlRequest: 'OWN',
  watch: 'OWN',
} as const

/**
 * The whole work part stays in DVZ's sight beside 9.4 (duration, wage): annex 46 holds both
 * decisions. Of a medical certificate no record holds the content that is for its doctor alone.
 */
export const DVZ_CLERK = {
  declaration: DECLARATION_OF_STAY,
  control: CONTROL,
  report: 'OWN',
  reporter: 'HIDDEN',
  controlRequest: 'OWN',
  watch: 'OWN',
} as const

/**
 * Identity, not the stay: no address, no criminal record, no medical certificate, not even that
 * there is one. The state of the residence track tells whether somebody may be at work today.
 */
export const INSPECTOR = {
  absence: 'HIDDEN',
  // How a service looks at its own misses is its own.
  sample: 'HIDDEN',
  reporter: 'HIDDEN',
  watch: 'OWN',
  person: PERSON_AT_WORK,
  declaration: DECLARATION_AT_CONTROL,
  dossier: documents({
    by: 'type',
    views: {
      CRIMINAL_RECORD: LEFT_OUT,
      MEDICAL_CERTIFICATE: LEFT_OUT,
      // A letter may name what is left out.
      LETTER: { but: { file: { instead: undefined }, earlier: { instead: undefined } } },
    },
    rest: SEEN,
  }),
} as const
