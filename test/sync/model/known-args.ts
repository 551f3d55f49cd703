/**
 * What an officer sees where a command is given, in the place of what its schema alone would make up:
 * which record, and what stands there now. A command without a line here gets what its schema says.
 */
import { mentionJudgementId } from '../../../domain/linking/judgements.ts'
import type { Cache } from '../../../db/index.ts'
import type { CommandName } from '../../../domain/commands/index.ts'
import type { Actor } from '../../../domain/contract/actor.ts'
import { REGIONS, type FindingCode } from '../../../domain/contract/codes.ts'
import type { BodyOf, DossierBody } from '../../../domain/contract/records.ts'
import { occasions, letterId } from '../../../domain/letters/templates.ts'
import { ownsRule } from '../../../domain/rights/rights.ts'
import type { Parameter } from '../../../domain/risk/parameters.ts'
import { draftPrint, openPlace, revisionOn, ruleId, ruleOf } from '../../../domain/risk/settings.ts'
import { signsOf } from '../../../domain/commands/controls/signs.ts'
import { fileOf } from './contents.ts'
import { ABOUTS, CONTROL_ID, DECLARATIONS, RULE_CODES, SIGNALS } from './matters.ts'
import { TODAY } from './world.ts'

export interface Desk {
  cache: Cache
  who: Actor
  dossierId: string
  body: DossierBody | null
  /** A number below a count. */
  below(count: number): number
}

type Known = Readonly<Record<string, unknown>>
type Made = Readonly<Record<string, unknown>>
type Knows = (desk: Desk, made: Made) => Known

/** Few enough that desks meet on them. */
const NAMES = 4
const FILES = 24
const REASON = 'Zie de brief van 2 maart.'

function one<T>({ below }: Desk, of: readonly T[]): T | undefined {
  return of[below(Math.max(1, of.length))]
}

const fileArgs: Knows = (desk, { type }) => {
  const documents = desk.body?.documents ?? []
  const known = desk.below(2) === 0 ? one(desk, documents) : undefined
  const documentId = known?.id ?? `stuk-${desk.below(NAMES)}`
  const there = documents.find(({ id }) => id === documentId)
  return {
    documentId,
    type: there?.type ?? type,
    on: TODAY,
    file: fileOf(desk.below(FILES)),
    replaces: there?.file?.hash ?? null,
  }
}

const letterArgs: Knows = (desk) => {
  const occasion = desk.body && one(desk, occasions(desk.body))
  if (!desk.body || !occasion) return { file: fileOf(desk.below(FILES)) }
  const { template, track, nth } = occasion
  const there = desk.body.documents.find(({ id }) => id === letterId(occasion))
  return {
    template,
    track,
    nth,
    language: desk.body.language,
    file: fileOf(desk.below(FILES)),
    replaces: there?.file?.hash ?? null,
    reason: REASON,
  }
}

const documentArgs: Knows = (desk) => {
  const document = one(desk, desk.body?.documents ?? [])
  return {
    documentId: document?.id,
    hash: document?.file?.hash ?? fileOf(0).hash,
    from: document?.issuedOn ?? null,
    issuedOn: `2026-01-0${1 + desk.below(NAMES)}`,
    reason: REASON,
  }
}

const valueOf = ({ below }: Desk, [name, { min, max }]: [string, Parameter]) => ({
  name,
  value: min + below(max - min),
})

const ruleArgs: Knows = (desk, { active, on }) => {
  const owned = RULE_CODES.filter((code) => ownsRule(desk.who, code))
  const code: FindingCode = one(desk, owned.length > 0 ? owned : RULE_CODES)!
  const body = desk.cache.record('rule', ruleId(code))?.body ?? null
  const place = openPlace(body)
  const draft = body?.versions[place]
  const [parameter] = Object.entries(ruleOf(code).parameters)
  return {
    code,
    values: active && parameter ? [valueOf(desk, parameter)] : [],
    place: place === -1 ? null : place,
    validFrom: '2026-07-01',
    reason: REASON,
    print: draft && draftPrint(code, draft),
    against: body ? revisionOn(body, TODAY) : 0,
    on: draft ? draft.shadowSince === null : on,
  }
}

const signalArgs: Knows = (desk) => {
  const findingId = one(desk, SIGNALS)!
  const said = desk.cache.record('findingJudgement', findingId)?.body
  const { personId, dossierId } = said ?? one(desk, ABOUTS)!
  const place = said?.contests?.findIndex(({ answer }) => answer === null) ?? 0
  return {
    findingId,
    code: findingId.slice(0, 2),
    ruleVersion: 1,
    personId,
    enterpriseId: null,
    dossierId,
    place: Math.max(0, place),
    text: REASON,
    reason: REASON,
  }
}

const reportArgs: Knows = (desk, { to }) => {
  const report = one(desk, desk.cache.few('report'))
  const body: BodyOf<'report'> | undefined = report?.body
  const inspector = desk.below(2) === 0 ? desk.who.id : 'insp-sien'
  return {
    reportId: report?.id,
    person: inspector,
    assigned: !body?.assignees.includes(inspector),
    kind: 'person',
    id: `p${1 + desk.below(2)}`,
    after: body?.answers.length ?? 0,
    language: 'nl',
    text: REASON,
    reason: REASON,
    ...(to !== undefined && {
      from: body?.status,
      outcome: to === 'CLOSED' ? 'CONFIRMED' : null,
    }),
  }
}

const triageArgs: Knows = (desk, made) => {
  const { reportId } = reportArgs(desk, made)
  const body = desk.cache.few('report').find(({ id }) => id === reportId)?.body
  return { reportId, from: body?.urgency ?? null }
}

const sampleArgs: Knows = (desk, { outcome }) => {
  const sample = one(desk, desk.cache.few('sample'))
  return {
    sampleId: sample?.id,
    dossierId: sample && one(desk, sample.body.items)?.dossierId,
    missed: outcome === 'MISSED' ? ['M1'] : [],
    reason: REASON,
  }
}

const mentionArgs: Knows = (desk) => {
  const key = `LT:FIRM${desk.below(2)}`
  const enterpriseId = 'e1'
  const facts = `facts-${desk.below(2)}`
  const id = mentionJudgementId(key, enterpriseId)
  const said = desk.cache.record('linkJudgement', id)?.body.mention
  return { key, enterpriseId, facts, from: said?.facts === facts ? said.verdict : 'OPEN' }
}

const linkArgs: Knows = (desk, made) => {
  if ('key' in made) return mentionArgs(desk, made)
  const declarationId = one(desk, DECLARATIONS)!
  const personId = `p${1 + desk.below(2)}`
  const facts = `facts-${desk.below(2)}`
  const said = desk.cache.record('linkJudgement', declarationId)?.body.said ?? []
  const earlier = said.find((judged) => judged.personId === personId && judged.facts === facts)
  return { declarationId, personId, facts, from: earlier?.verdict ?? 'OPEN' }
}

const papersArgs: Knows = (desk) => {
  const declarationId = one(desk, DECLARATIONS)!
  const before = desk.cache.record('declaration', declarationId)?.body.postingProof ?? null
  return { declarationId, before, on: TODAY, reason: REASON }
}

const accessArgs: Knows = (desk) => {
  const personId = `p${1 + desk.below(2)}`
  const before = desk.cache.record('person', personId)?.body.unlimitedAccess ?? null
  return { personId, before, on: TODAY, reason: REASON }
}

const controlArgs: Knows = (desk) => ({
  requestId: `control-${desk.who.id}-${desk.below(NAMES)}`,
  region: desk.who.region ?? 'FL',
  subjects: [{ kind: 'person', id: `p${1 + desk.below(2)}` }],
  reportId: desk.below(2) === 0 ? (one(desk, desk.cache.few('report'))?.id ?? null) : null,
  reason: REASON,
})

const controlAnswer: Knows = (desk) => {
  const request = one(desk, desk.cache.few('controlRequest'))
  return { requestId: request?.id, from: request?.body.status, text: REASON }
}

const signsArgs: Knows = (desk) => ({
  controlId: CONTROL_ID,
  before: signsOf(desk.cache.record('control', CONTROL_ID)?.body),
})

const watchArgs: Knows = (desk, { kind }) => ({
  watchId: `watch-${desk.who.id}-${desk.below(NAMES)}`,
  subjectId: kind === 'dossier' ? desk.dossierId : `p${1 + desk.below(2)}`,
  reason: REASON,
  until: '2026-08-31',
})

/** A threshold that holds from a day on: a row with an end would need the law that ended it. */
const normArgs: Knows = (desk) => ({
  amountCents: 100_000 * (1 + desk.below(NAMES)),
  validFrom: `2026-0${7 + desk.below(3)}-01`,
  validTo: null,
  source: 'BS',
  reason: REASON,
})

const viewArgs: Knows = (desk) => {
  const own = desk.cache.few('savedView').filter(({ body }) => !body.removed)
  return { viewId: one(desk, own)?.id }
}

const documentActs = {
  withdrawDocument: documentArgs,
  lockDocument: documentArgs,
  dateDocument: documentArgs,
  unlockDocument: documentArgs,
} as const

const KNOWS: { readonly [N in CommandName]?: Knows } = {
  fileDocument: fileArgs,
  fileLetter: letterArgs,
  ...documentActs,
  recordVacancy: (desk) => ({
    reference: `vacature-${desk.below(NAMES)}`,
    services: ['VDAB', 'EURES'],
    from: '2026-01-05',
    to: '2026-03-20',
    on: TODAY,
  }),
  recordDiploma: (desk) => ({
    institution: `school-${desk.below(NAMES)}`,
    awardedOn: '2015-07-01',
    on: TODAY,
    text: REASON,
  }),
  reroute: (desk) => ({
    region: one(
      desk,
      REGIONS.filter((region) => region !== desk.body?.region),
    ),
    employerId: desk.body?.employerId ?? null,
    departureId: `left-${desk.dossierId}-${desk.below(NAMES)}`,
    reason: REASON,
  }),
  draftRule: ruleArgs,
  noteReplay: ruleArgs,
  proposeRule: ruleArgs,
  decideRule: ruleArgs,
  withdrawRule: ruleArgs,
  shadowRule: ruleArgs,
  releaseRule: ruleArgs,
  snoozeRule: signalArgs,
  contestRule: signalArgs,
  answerContest: signalArgs,
  fileReport: (desk) => ({
    reportId: `report-${desk.who.id}-${desk.below(NAMES)}`,
    language: 'nl',
    text: REASON,
    receivedOn: TODAY,
    happened: null,
  }),
  triageReport: triageArgs,
  assignReport: reportArgs,
  linkReport: reportArgs,
  answerReport: reportArgs,
  moveReport: reportArgs,
  requestControl: controlArgs,
  answerControlRequest: controlAnswer,
  drawSample: (desk) => ({
    sampleId: `sample-${desk.who.id}-${desk.below(NAMES)}`,
    dossierIds: [desk.dossierId],
  }),
  labelSample: sampleArgs,
  judgeLink: linkArgs,
  recordPapers: papersArgs,
  recordAccess: accessArgs,
  proposeNorm: normArgs,
  removeView: viewArgs,
  recordSigns: signsArgs,
  watchSubject: watchArgs,
  endWatch: watchArgs,
}

/** What is seen of a command, for the arguments that it has. */
export function knownArgs(name: CommandName, desk: Desk, made: Made): Known {
  return KNOWS[name]?.(desk, made) ?? {}
}
