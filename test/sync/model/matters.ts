/** Records of the world beside dossiers and people, each where a command can begin on it. */
import type { FindingCode, Scope } from '../../../domain/contract/codes.ts'
import { SCOPES } from '../../../domain/contract/codes.ts'
import type {
  BodyOf,
  DossierDocument,
  RuleVersion,
  TandemRecord,
} from '../../../domain/contract/records.ts'
import { draftPrint, ruleId, ruleOf } from '../../../domain/risk/settings.ts'
import type { LoadItem } from '../../../gateway/records.ts'
import { declaration } from '../../db/samples.ts'
import { fileOf } from './contents.ts'

const SINCE = '2026-01-05'
const AT = '2026-01-05T09:00:00.000Z'
/** Lately: an old replay no longer holds. */
const REPLAYED = '2026-06-01T09:00:00.000Z'
const by = (id: string) => ({ by: id, byName: id, at: AT })
const item = (record: TandemRecord, scopes: readonly Scope[]): LoadItem => ({ record, scopes })

// ---------------------------------------------------------------- rules

const NONE = { confirmed: 0, useful: 0, falseAlarms: 0 }
const NO_REPLAY = {
  subjects: 3,
  before: 1,
  after: 0,
  added: 0,
  gone: 1,
  changed: 0,
  expected: { confirmed: 0, falseAlarms: 0, unknown: 0 },
  workload: [],
  past: {
    from: '2025-10-31',
    to: '2026-10-31',
    rows: [],
    checked: { before: NONE, after: NONE, added: NONE, gone: NONE },
    expected: { confirmed: 0, falseAlarms: 0, unknown: 0 },
    asNow: [],
  },
}

/** A replayed retirement. */
function version(code: FindingCode, author: string, state: 'DRAFT' | 'PROPOSED'): RuleVersion {
  const draft = { ruleVersion: ruleOf(code).version, active: false, values: [] }
  const replay = { print: draftPrint(code, draft), against: 0, byName: 'x', at: REPLAYED }
  return {
    ...draft,
    validFrom: '2026-06-02',
    reason: 'Geeft te veel valse meldingen.',
    state,
    replay: { ...replay, result: NO_REPLAY },
    shadowSince: null,
    ...by(author),
    closedBy: null,
    closedByName: null,
    closedAt: null,
    remark: null,
  }
}

function rule(code: FindingCode, author: string, state: 'DRAFT' | 'PROPOSED'): LoadItem {
  const body = { code, versions: [version(code, author, state)], releases: [] }
  return item({ kind: 'rule', id: ruleId(code), version: 1, body }, SCOPES)
}

/** The first five are the supervisors', the others DVZ's; R12 and R04 have no draft yet. */
export const RULE_CODES = ['R06', 'R09', 'R10', 'R11', 'R12', 'R03', 'R08', 'R04'] as const

// ---------------------------------------------------------------- signals

/** Signals that people speak about: the last two are contested, by colleagues without a desk. */
export const SIGNALS = ['M1-a', 'M1-b', 'M1-c', 'M1-s', 'M8-s'] as const
export const ABOUTS = [
  { personId: 'p1', dossierId: 'd1' },
  { personId: 'p1', dossierId: null },
  { personId: 'p2', dossierId: 'd3' },
  { personId: 'p3', dossierId: null },
] as const

function contested(id: (typeof SIGNALS)[number], who: string): LoadItem {
  const contest = { ruleVersion: 1, revision: 0, text: 'Dit klopt hier niet.', ...by(who) }
  const body: BodyOf<'findingJudgement'> = {
    code: id.slice(0, 2) as FindingCode,
    ruleVersion: 1,
    ...ABOUTS[0],
    status: 'OPEN',
    reason: '',
    ...by(who),
    contests: [{ ...contest, answer: null }],
  }
  return item({ kind: 'findingJudgement', id, version: 1, body }, ['FL', 'FED'])
}

// ---------------------------------------------------------------- reports

function report(id: string, region: 'FL' | 'WA', change: Partial<BodyOf<'report'>> = {}): LoadItem {
  const body: BodyOf<'report'> = {
    reference: `M-2026-${id}`,
    category: 'WAGE',
    channel: 'PHONE',
    language: 'nl',
    text: 'De ploeg wordt per dag betaald.',
    receivedOn: SINCE,
    happened: null,
    region,
    worker: null,
    enterprise: null,
    place: null,
    reporter: 'ANONYMOUS',
    guarded: false,
    status: 'RECEIVED',
    urgency: null,
    indicators: [],
    outcome: null,
    assignees: [],
    links: [],
    answers: [],
    events: [],
    ...by('vl-mieke'),
    ...change,
  }
  return item({ kind: 'report', id, version: 1, body }, [region])
}

const SEALED: LoadItem = item(
  {
    kind: 'reporter',
    id: 'r1',
    version: 1,
    body: { reportId: 'r1', name: 'Iemand', contact: '0400 00 00 00', relation: 'NEIGHBOUR' },
  },
  [],
)

function controlRequest(id: string, region: 'FL' | 'WA'): LoadItem {
  const body: BodyOf<'controlRequest'> = {
    region,
    subjects: [{ kind: 'person', id: 'p1' }],
    origin: 'REPORT',
    reason: 'Werkt elke dag op een andere werf.',
    status: 'OPEN',
    answers: [],
    ...by('vl-mieke'),
  }
  return item({ kind: 'controlRequest', id, version: 1, body }, [region])
}

// ---------------------------------------------------------------- the rest

function sample(id: string, service: 'FL' | 'DVZ', dossierIds: readonly string[]): LoadItem {
  const items = dossierIds.map((dossierId) => ({ dossierId, label: null }))
  const body = { service, from: 10, items, ...by('vl-mieke') }
  return item({ kind: 'sample', id, version: 1, body }, [service === 'DVZ' ? 'FED' : service])
}

function watch(owner: string): LoadItem {
  const subject = { kind: 'person' as const, subjectId: 'p1' }
  const days = { from: SINCE, until: '2026-12-31', ended: false, at: AT }
  const body = { ...subject, owner, reason: 'Wisselt vaak van werf.', ...days }
  return item({ kind: 'watch', id: `watch-${owner}-0`, version: 1, body }, [])
}

function view(owner: string, service: 'FL' | 'DVZ' | 'INSPECTION'): LoadItem {
  const query = { queue: 'OPEN' as const, facets: [], due: null, order: [] }
  const whose = { owner, ownerName: owner, service, shared: false, removed: false }
  const body = { name: 'Te bekijken', ...whose, query, at: AT }
  return item({ kind: 'savedView', id: `view-of-${owner}`, version: 1, body }, [])
}

export const DECLARATIONS = ['l1', 'l2', 'l3'] as const
const declared = (
  id: string,
  scopes: readonly Scope[],
  change: Partial<BodyOf<'declaration'>> = {},
): LoadItem =>
  item(
    { kind: 'declaration', id, version: 1, body: declaration({ l1Number: id, ...change }) },
    scopes,
  )

/** A control of which nobody noted yet how the work was led. */
export const CONTROL_ID = 'k1'
const CONTROL: LoadItem = item(
  {
    kind: 'control',
    id: CONTROL_ID,
    version: 1,
    body: {
      service: 'RSZ',
      date: '2026-05-04',
      municipality: '11002',
      siteName: null,
      enterprise: { name: 'Bouw', country: 'BE', enterpriseNumber: null },
      met: [],
      outcome: null,
    },
  },
  SCOPES,
)

/** What goes along with a dossier of whichever person: all of this world carry one number. */
export const OF_EVERYBODY = { id: 'l3', region: 'FL' } as const
const { worker, places } = declaration()
const ANTWERP = {
  street: null,
  postalCode: null,
  place: null,
  municipality: '11002',
  country: 'BE',
} as const
const workerInAntwerp = {
  worker: { ...worker, insz: '90020300197' },
  places: [{ ...places[0]!, address: ANTWERP }],
}

/** A document that an officer put there, and one that is locked by hand. */
export const FILED: DossierDocument[] = [
  {
    id: 'filed',
    type: 'CONTRACT',
    status: 'RECEIVED',
    receivedOn: SINCE,
    file: { ...fileOf(0), version: 1 },
    filed: { by: 'vl-mieke', at: AT },
  },
  {
    id: 'locked',
    type: 'CONTRACT',
    status: 'RECEIVED',
    receivedOn: SINCE,
    locked: { by: 'vl-mieke', at: AT, reason: 'Ligt bij de rechtbank.' },
  },
]

export const MATTERS: readonly LoadItem[] = [
  rule('R06', 'vl-an', 'DRAFT'),
  rule('R09', 'vl-joris', 'DRAFT'),
  rule('R10', 'vl-greet', 'DRAFT'),
  rule('R11', 'vl-mieke', 'PROPOSED'),
  rule('R03', 'dvz-tom', 'DRAFT'),
  rule('R08', 'dvz-claire', 'PROPOSED'),
  contested('M1-s', 'vl-mieke'),
  contested('M8-s', 'dvz-claire'),
  report('r1', 'FL', { reporter: 'SEALED' }),
  SEALED,
  report('r2', 'WA', { status: 'TRIAGED', urgency: 'NORMAL', assignees: ['insp-aline'] }),
  report('r3', 'FL', { guarded: true, assignees: ['insp-karel'], by: 'vl-an' }),
  CONTROL,
  controlRequest('c1', 'FL'),
  controlRequest('c2', 'WA'),
  sample('sample-0', 'FL', ['d1', 'd2', 'd3']),
  sample('sample-1', 'DVZ', ['d1', 'd3']),
  view('vl-an', 'FL'),
  view('vl-joris', 'FL'),
  view('dvz-tom', 'DVZ'),
  view('insp-karel', 'INSPECTION'),
  watch('vl-an'),
  watch('insp-karel'),
  declared('l1', SCOPES),
  declared('l2', ['FL', 'FED']),
  declared(OF_EVERYBODY.id, [OF_EVERYBODY.region, 'FED'], workerInAntwerp),
]
