import { toDay } from '../../domain/calendar/local-date.ts'
import {
  APPLICATION_TYPES,
  CATEGORIES,
  CLOCK_IDS,
  PROCEDURES,
  REGIONS,
  RESIDENCE_STATES,
  TAGS,
  WORK_STATES,
} from '../../domain/contract/codes.ts'
import type { DossierBody } from '../../domain/contract/records.ts'
import { comparedPapers } from '../../domain/documents/compared.ts'
import { isGivenAnew } from '../../domain/dossier/assignee.ts'
import { clockColumns } from '../../domain/dossier/clocks.ts'
import { awaitedUntil } from '../../domain/dossier/requests.ts'
import { snoozedUntil } from '../../domain/dossier/snooze.ts'
import { isClosed } from '../../domain/dossier/tracks.ts'
import { hash } from '../../domain/identifiers/hash.ts'
import { searchText } from '../../domain/linking/names.ts'
import { municipalitiesOf } from '../../domain/linking/register/identity.ts'
import type { dossier } from '../schema.ts'
import { positionIn } from './position.ts'
import type { Projected, Projection } from './projection.ts'

const region = positionIn(REGIONS)
const procedure = positionIn(PROCEDURES)
const category = positionIn(CATEGORIES)
const applicationType = positionIn(APPLICATION_TYPES)
const workState = positionIn(WORK_STATES)
const residenceState = positionIn(RESIDENCE_STATES)
const clockId = positionIn(CLOCK_IDS)
const tag = positionIn(TAGS)

/** Rows of person and employer and the risk come from other records: the store sets them. */
type OfOthers =
  | 'personRow'
  | 'employerRow'
  | 'titleRow'
  | 'riskScore'
  | 'riskSeverity'
  | 'riskCodes'

function clockOf(body: DossierBody) {
  const clock = clockColumns(body)
  return {
    clock: clock && clockId(clock.clock),
    clockStart: clock && clock.start,
    clockDue: clock && clock.due,
    clockAmber: clock && clock.amber,
    clockOrange: clock && clock.orange,
    clockRed: clock && clock.red,
    clockStill: clock && clock.stillUntil,
  }
}

function waitsOf(body: DossierBody) {
  const { work, residence } = awaitedUntil(body)
  return {
    workWaits: work === null ? null : toDay(work),
    residenceWaits: residence === null ? null : toDay(residence),
  }
}

/** Set of the services that gave out an authorisation that stands: 1 the region, 2 the Immigration Office. */
const givenTo = (body: DossierBody): number =>
  Number(isGivenAnew(body, 'WORK')) + 2 * Number(isGivenAnew(body, 'RESIDENCE'))

function columns(body: DossierBody): Projected<typeof dossier, OfOthers> {
  const papers = comparedPapers(body)
  return {
    reference: body.reference,
    personId: body.personId,
    employerId: body.employerId,
    filerId: body.filedById === body.employerId ? null : body.filedById,
    region: region(body.region),
    procedure: procedure(body.procedure),
    category: category(body.category),
    applicationType: applicationType(body.applicationType),
    workState: workState(body.work.state),
    residenceState: residenceState(body.residence.state),
    closed: isClosed(body) ? 1 : 0,
    given: givenTo(body),
    authorisedTo: body.authorised?.to ? toDay(body.authorised.to) : null,
    ...waitsOf(body),
    ...clockOf(body),
    assignee: body.assignee,
    assigneeDvz: body.assigneeDvz ?? null,
    tags: (body.tags ?? []).reduce((set, one) => set | (1 << tag(one)), 0),
    snoozeRegion: snoozedUntil(body, body.region),
    snoozeDvz: snoozedUntil(body, 'DVZ'),
    submittedOn: toDay(body.submittedOn),
    workplaces: municipalitiesOf(body.workplaces.map(({ municipality }) => municipality)).join(' '),
    papers: papers.length === 0 ? '' : hash(papers.join(' ')),
  }
}

export const projectDossier: Projection<DossierBody, ReturnType<typeof columns>> = {
  version: 1,
  lists: [
    REGIONS,
    PROCEDURES,
    CATEGORIES,
    APPLICATION_TYPES,
    WORK_STATES,
    RESIDENCE_STATES,
    CLOCK_IDS,
    TAGS,
  ],
  columns,
  deciding: [
    'personId',
    'reference',
    'employerId',
    'filerId',
    'submittedOn',
    'closed',
    'workplaces',
    'papers',
  ],
  searchText: ({ reference }) => searchText(reference),
  sides: [(body) => comparedPapers(body).map((key) => [key])],
}

/** The job title as searches compare it. */
export const titleOf = ({ job }: DossierBody): string => searchText(job.title)
