/**
 * A host for working on the window alone: it answers the workbench contract from invented rows on
 * a loopback port. Run it as
 * `npm exec -- node test/renderer/fixture-host.ts [port] [folder of the page] [rows]`.
 */
import { reportList } from '../../domain/reports/report-list.ts'
import { coverageSummary } from '../../domain/limosa/coverage-list.ts'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, resolve } from 'node:path'
import { WebSocketServer } from 'ws'
import { addDays } from '../../domain/calendar/local-date.ts'
import {
  CATEGORIES,
  PROCEDURES,
  QUEUE_FACETS,
  REGIONS,
  RESIDENCE_STATES,
  SEVERITIES,
  WORK_STATES,
  type QueueFacet,
} from '../../domain/contract/codes.ts'
import { outcomeOf } from '../../domain/dossier/outcome.ts'
import { purposesOf } from '../../domain/access/purposes.ts'
import type { AccessState } from '../../domain/contract/access.ts'
import type { ErrorCode } from '../../domain/contract/errors.ts'
import type { SyncDetails } from '../../domain/contract/sync-details.ts'
import {
  workbenchContract,
  type QueueFilter,
  type QueueOrder,
  type QueueRow,
  type Session,
  type SyncStatus,
  type AttentionItem,
  type WorkbenchEvent,
} from '../../domain/contract/workbench.ts'

import { inventedAround } from './fixture-network.ts'

const TODAY = '2026-11-23'
const FAMILIES = [
  'Yılmaz',
  'Nguyễn',
  'El Amrani',
  'Van den Broucke',
  'Okonkwo',
  'Petrović',
  'Singh',
]
const GIVEN = ['Ayşe', 'Minh', 'Fatima', 'Jozefien', 'Chidi', 'Milan', 'Harpreet', 'Oleksandra']
const FIRMS = [
  'Bouwwerken Lindeloof BV',
  'Charpentes du Midi SA',
  'Vennbach Präzision GmbH',
  'Zenit IT',
]
const LEVELS = ['SUSPENDED', 'ON_TRACK', 'AMBER', 'ORANGE', 'RED', 'OVERDUE'] as const
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

function makeRow(n: number): QueueRow {
  const mix = (n * 2654435761) >>> 8
  const level = pick(LEVELS, mix)
  const daysLeft = { SUSPENDED: null, ON_TRACK: 60, AMBER: 25, ORANGE: 12, RED: 4, OVERDUE: -3 }[
    level
  ]
  const severity = mix % 3 === 0 ? pick(SEVERITIES, mix >> 3) : null
  const assignee = mix % 4 === 0 ? 'vl-an' : mix % 4 === 1 ? 'vl-joris' : null
  return {
    id: `d${n}`,
    version: 1,
    reference: `FL-2026-${String(n).padStart(6, '0')}`,
    personId: `p${n}`,
    personName: `${pick(FAMILIES, mix)} ${pick(GIVEN, mix >> 4)}`,
    employerId: `e${n % 40}`,
    employerName: pick(FIRMS, mix >> 2),
    procedure: pick(PROCEDURES, mix >> 5),
    category: pick(CATEGORIES, mix >> 6),
    applicationType: 'FIRST',
    region: pick(REGIONS, mix >> 7),
    workState: pick(WORK_STATES, mix >> 3),
    residenceState: pick(RESIDENCE_STATES, mix >> 4),
    clock:
      n % 9
        ? { id: 'C1', level, due: daysLeft === null ? null : addDays(TODAY, daysLeft), daysLeft }
        : null,
    holder: pick(['REGION', 'DVZ', 'APPLICANT'], mix),
    risk: { score: severity ? mix % 100 : 0, severity, codes: severity ? ['R01', 'M2'] : [] },
    assignee,
    assigneeName: assignee && (assignee === 'vl-an' ? 'An Ooievaar' : 'Joris Lindeloof'),
    submittedOn: addDays(TODAY, -(mix % 300)),
    priority: { score: mix % 60, parts: [{ part: 'CLOCK', points: mix % 60 }] },
    tags: mix % 5 === 0 ? ['CALL'] : [],
    snooze: 'NONE',
    snoozedUntil: null,
    changed: mix % 11 === 0,
    pending: n % 50 === 3,
  }
}

const ROWS = Array.from({ length: Number(process.argv[4] ?? 12_000) }, (_, n) => makeRow(n))

function facetValues(row: QueueRow, facet: QueueFacet): readonly string[] {
  if (facet === 'finding') return row.risk.codes
  if (facet === 'tag') return row.tags
  return [facetValue(row, facet)]
}

function facetValue(row: QueueRow, facet: Exclude<QueueFacet, 'finding' | 'tag'>): string {
  if (facet === 'clockLevel') return row.clock?.level ?? 'NONE'
  if (facet === 'severity') return row.risk.severity ?? 'NONE'
  if (facet === 'outcome') {
    return outcomeOf(row.workState, row.residenceState, row.clock?.level === 'OVERDUE')
  }
  return row[facet] ?? 'NONE'
}

function fits(row: QueueRow, filter: QueueFilter, but?: QueueFacet): boolean {
  if (filter.queue === 'MINE' && row.assignee !== 'vl-an') return false
  if (filter.queue === 'UNASSIGNED' && row.assignee !== null) return false
  if (filter.queue === 'SIGNALS' && row.risk.codes.length === 0) return false
  const text = `${row.reference} ${row.personName} ${row.employerName}`.toLowerCase()
  if (!text.includes(filter.search.toLowerCase())) return false
  return QUEUE_FACETS.every((facet) => {
    const wanted = filter.facets[facet]
    if (facet === but || !wanted?.length) return true
    return facetValues(row, facet).some((value) => wanted.includes(value))
  })
}

function sortKey(row: QueueRow, column: QueueOrder[number]['column']): string | number {
  if (column === 'due') return row.clock?.due ?? '9999'
  if (column === 'risk') return row.risk.score
  if (column === 'priority') return row.priority.score
  return row[column] ?? ''
}

function view(filter: QueueFilter, order: QueueOrder): QueueRow[] {
  return ROWS.filter((row) => fits(row, filter)).toSorted((a, b) => {
    for (const { column, descending } of order) {
      const [x, y] = [sortKey(a, column), sortKey(b, column)]
      if (x !== y) return x < y === descending ? 1 : -1
    }
    return a.id < b.id ? -1 : 1
  })
}

const session: Session = {
  state: 'SIGNED_IN',
  actor: { id: 'vl-an', name: 'An Ooievaar', role: 'REGION_OFFICER', region: 'FL' },
  colleagues: [
    { id: 'vl-an', name: 'An Ooievaar', assignable: true },
    { id: 'vl-joris', name: 'Joris Lindeloof', assignable: true },
  ],
  mode: 'browser',
  practice: true,
  error: null,
  today: TODAY,
}
const status: SyncStatus = {
  state: 'UP_TO_DATE',
  upToDateAt: new Date().toISOString(),
  pending: 0,
  oldestPendingAt: null,
  held: null,
  attention: 1,
  logAside: 0,
  unreadable: 0,
  newLinks: 0,
  newAlerts: 0,
  fill: null,
  error: null,
  offline: { state: 'OPEN', code: null, confirmedAt: null, locksAt: null },
  clockAheadMs: null,
}

const listeners = new Set<(event: WorkbenchEvent) => void>()
function announce(event: WorkbenchEvent): void {
  for (const listener of listeners) listener(event)
}

async function* events(): AsyncGenerator<WorkbenchEvent> {
  const queue: WorkbenchEvent[] = [
    { type: 'session', session },
    { type: 'sync', status },
    { type: 'opened', opened: { known: true, dossiers: [] } },
  ]
  let wake = () => undefined as void
  const listener = (event: WorkbenchEvent) => {
    queue.push(event)
    wake()
  }
  listeners.add(listener)
  try {
    for (;;) {
      const next = queue.shift()
      if (next) yield next
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    listeners.delete(listener)
  }
}

const fail = (code: ErrorCode) => new ORPCError('TANDEM', { data: { code } })
const os = implement(workbenchContract)
const nothing = () => ({})
const accessState: AccessState = {
  purposes: [...purposesOf('REGION_OFFICER')],
  stated: null,
}

const refused = {
  at: '2026-11-23T08:12:00.000Z',
  details: {},
  dossierId: 'd3',
  reference: 'FL-2026-000003',
  blocked: null,
  heldBy: null,
}
const byBram = { by: 'Bram Collega', at: '2026-11-23T08:10:00.000Z' }
const ATTENTION: AttentionItem[] = [
  {
    ...refused,
    n: 4,
    name: 'addNote',
    args: { noteId: 'n1', dossierId: 'd3', text: 'Werkgever gebeld, loonfiche volgt morgen.' },
    code: 'NOT_FOUND',
    fields: [],
  },
  {
    ...refused,
    n: 5,
    name: 'judgeFinding',
    args: {
      findingId: 'M1-1',
      code: 'M1',
      ruleVersion: 1,
      personId: 'p3',
      dossierId: 'd3',
      status: 'EXPLAINED',
      from: 'OPEN',
      reason: 'De werknemer heeft een kaart F.',
    },
    code: 'STALE',
    fields: [
      {
        field: 'status',
        type: 'code',
        base: 'findingStatus.OPEN',
        mine: 'findingStatus.EXPLAINED',
        theirs: 'findingStatus.CONFIRMED',
        ...byBram,
      },
      {
        field: 'reason',
        type: 'text',
        base: null,
        mine: 'De werknemer heeft een kaart F.',
        theirs: 'Op de werf gezien, geen kaart bij zich.',
        ...byBram,
      },
    ],
  },
  {
    ...refused,
    n: 6,
    name: 'assignDossier',
    args: { dossierId: 'd3', assignee: null, from: 'vl-an' },
    code: 'HELD_BACK',
    blocked: null,
    heldBy: {
      name: 'assignDossier',
      args: { dossierId: 'd3', assignee: 'vl-an', from: null },
      at: '2026-11-23T08:11:00.000Z',
      code: 'STALE',
    },
    fields: [],
  },
]

const DETAILS: SyncDetails = {
  accessLog: { waiting: 2, refused: [{ code: 'BAD_REQUEST', count: 1 }] },
  cursor: 1180,
  head: 1204,
  history: [
    { at: '2026-11-23T07:40:00.000Z', state: 'UP_TO_DATE', code: null },
    { at: '2026-11-23T07:58:00.000Z', state: 'OFFLINE', code: 'GATEWAY_UNREACHABLE' },
    { at: '2026-11-23T08:10:00.000Z', state: 'UP_TO_DATE', code: null },
  ],
  waiting: [
    {
      dossierId: 'd3',
      reference: 'FL-2026-000003',
      count: 2,
      oldestAt: '2026-11-23T07:59:00.000Z',
      why: 'NOT_SENT',
    },
    {
      dossierId: 'd4',
      reference: 'FL-2026-000004',
      count: 1,
      oldestAt: '2026-11-23T08:02:00.000Z',
      why: 'HELD',
    },
  ],
  rejected: 1,
  cacheBytes: 88_000_000,
  counts: { dossier: 12_000, declaration: 40_000, person: 9000 },
  schema: 3,
  wire: 7,
  findingsDate: '2026-11-23',
}

const router = os.router({
  session: {
    get: os.session.get.handler(() => session),
    signIn: os.session.signIn.handler(() => {
      Object.assign(session, { state: 'SIGNING_IN' })
      announce({ type: 'session', session: { ...session } })
      setTimeout(() => {
        Object.assign(session, { state: 'SIGNED_IN' })
        announce({ type: 'session', session: { ...session } })
      }, 4000)
      return { url: 'about:blank' }
    }),
    cancelSignIn: os.session.cancelSignIn.handler(nothing),
    signOutEverywhere: os.session.signOutEverywhere.handler(() => {
      throw fail('GATEWAY_UNREACHABLE')
    }),
    signOut: os.session.signOut.handler(() => {
      Object.assign(session, { state: 'SIGNED_OUT' })
      announce({ type: 'session', session: { ...session } })
      return {}
    }),
  },
  events: os.events.handler(events),
  sync: {
    status: os.sync.status.handler(() => status),
    details: os.sync.details.handler(() => DETAILS),
    supportFile: os.sync.supportFile.handler(() => ({
      name: 'tandem-support-202611230812.json',
      text: '{}',
    })),
    now: os.sync.now.handler(nothing),
    accept: os.sync.accept.handler(nothing),
    sendLogAgain: os.sync.sendLogAgain.handler(nothing),
    attention: os.sync.attention.handler(() => ATTENTION),
    sendAgain: os.sync.sendAgain.handler(({ input }) => {
      ATTENTION.splice(
        ATTENTION.findIndex(({ n }) => n === input.n),
        1,
      )
      status.attention = ATTENTION.length
      announce({ type: 'sync', status: { ...status } })
      return { outcome: 'QUEUED' as const, n: 9 }
    }),
    dismissAttention: os.sync.dismissAttention.handler(() => {
      status.attention = 0
      announce({ type: 'sync', status: { ...status } })
      return {}
    }),
  },
  queue: {
    window: os.queue.window.handler(({ input: { filter, order, offset, limit } }) => {
      const rows = view(filter, order)
      return { offset, total: rows.length, rows: rows.slice(offset, offset + limit) }
    }),
    summary: os.queue.summary.handler(({ input: { filter } }) => {
      const counts = QUEUE_FACETS.map((facet) => {
        const values = new Map<string, number>()
        for (const row of ROWS) {
          if (!fits(row, filter, facet)) continue
          for (const value of facetValues(row, facet)) {
            values.set(value, (values.get(value) ?? 0) + 1)
          }
        }
        return [facet, [...values].map(([value, count]) => ({ value, count }))]
      })
      return {
        total: ROWS.filter((row) => fits(row, filter)).length,
        approximate: false,
        notFound: [],
        facets: Object.fromEntries(counts),
      }
    }),
    forecast: os.queue.forecast.handler(() => Promise.reject(fail('NOT_FOUND'))),
    pick: os.queue.pick.handler(({ input: { filter, order } }) => {
      const ids = view(filter, order).map(({ id }) => id)
      return { ids, total: ids.length }
    }),
    position: os.queue.position.handler(({ input: { filter, order, id } }) => {
      const at = view(filter, order).findIndex((row) => row.id === id)
      return at < 0 ? null : at
    }),
  },
  team: {
    views: os.team.views.handler(() => []),
    workload: os.team.workload.handler(() => []),
    absences: os.team.absences.handler(() => []),
  },
  dossier: {
    get: os.dossier.get.handler(() => Promise.reject(fail('NOT_FOUND'))),
    look: os.dossier.look.handler(() => null),
    departures: os.dossier.departures.handler(() => []),
    stay: os.dossier.stay.handler(async function* () {
      yield 'HERE' as const
    }),
    document: os.dossier.document.handler(() => Promise.reject(fail('NOT_FOUND'))),
    piece: os.dossier.piece.handler(() => ({})),
    fileLetter: os.dossier.fileLetter.handler(() => Promise.reject(fail('NOT_FOUND'))),
    saved: os.dossier.saved.handler(() => ({})),
    fileUpload: os.dossier.fileUpload.handler(() => Promise.reject(fail('NOT_FOUND'))),
  },
  norms: { list: os.norms.list.handler(() => []) },
  workshop: {
    list: os.workshop.list.handler(() => ({
      rules: [],
      rates: [],
      subjects: { person: 0, enterprise: 0 },
      looked: 0,
    })),
    waiting: os.workshop.waiting.handler(() => ({ held: [], proposals: [] })),
    samples: os.workshop.samples.handler(() => ({ samples: [], references: [] })),
    draw: os.workshop.draw.handler(() => ({ from: 0, dossierIds: [] })),
    replay: os.workshop.replay.handler(() => Promise.reject(fail('NOT_FOUND'))),
    fairness: os.workshop.fairness.handler(() => Promise.reject(fail('NOT_FOUND'))),
  },
  person: { get: os.person.get.handler(() => Promise.reject(fail('NOT_FOUND'))) },
  enterprise: {
    get: os.enterprise.get.handler(() => Promise.reject(fail('NOT_FOUND'))),
    matrix: os.enterprise.matrix.handler(() => Promise.reject(fail('NOT_FOUND'))),
    matrixCopied: os.enterprise.matrixCopied.handler(() => ({})),
    find: os.enterprise.find.handler(() => null),
  },
  verdicts: { of: os.verdicts.of.handler(() => []) },
  contests: {
    waiting: os.contests.waiting.handler(() => 0),
    list: os.contests.list.handler(() => []),
  },
  controls: {
    waiting: os.controls.waiting.handler(() => 0),
    requests: os.controls.requests.handler(() => []),
  },
  coverage: {
    window: os.coverage.window.handler(({ input }) => ({
      offset: input.offset,
      total: 0,
      rows: [],
    })),
    summary: os.coverage.summary.handler(({ input }) => coverageSummary([], input.filter)),
    pick: os.coverage.pick.handler(() => ({ ids: [], total: 0 })),
    look: os.coverage.look.handler(() => []),
  },
  imports: {
    sources: os.imports.sources.handler(() => []),
    look: os.imports.look.handler(() => Promise.reject(fail('FORBIDDEN'))),
    begin: os.imports.begin.handler(() => Promise.reject(fail('FORBIDDEN'))),
    push: os.imports.push.handler(() => Promise.reject(fail('FORBIDDEN'))),
    end: os.imports.end.handler(() => Promise.reject(fail('FORBIDDEN'))),
    cancel: os.imports.cancel.handler(nothing),
  },
  links: {
    proposed: os.links.proposed.handler(() => ({ open: 0, unsure: 0, rows: [], mentions: [] })),
    pair: os.links.pair.handler(() => Promise.reject(fail('NOT_FOUND'))),
    declared: os.links.declared.handler(() => Promise.reject(fail('NOT_FOUND'))),
    cluster: os.links.cluster.handler(() => Promise.reject(fail('NOT_FOUND'))),
    score: os.links.score.handler(() => Promise.reject(fail('FORBIDDEN'))),
    scoreEdges: os.links.scoreEdges.handler(() => Promise.reject(fail('NOT_FOUND'))),
  },
  network: {
    around: os.network.around.handler(({ input }) => {
      const around = inventedAround(input)
      if (!around) throw fail('NOT_FOUND')
      return around
    }),
    exported: os.network.exported.handler(() => ({})),
  },
  watch: {
    list: os.watch.list.handler(() => ({ watches: [], alerts: [] })),
    seen: os.watch.seen.handler(() => ({})),
  },
  reports: {
    list: os.reports.list.handler(({ input }) => reportList([], input.filter, '')),
    get: os.reports.get.handler(() => Promise.reject(fail('NOT_FOUND'))),
    reporter: os.reports.reporter.handler(() => Promise.reject(fail('GATEWAY_UNREACHABLE'))),
  },
  comparison: { get: os.comparison.get.handler(() => Promise.reject(fail('NOT_FOUND'))) },
  search: {
    all: os.search.all.handler(({ input: { text } }) =>
      ROWS.filter((row) => row.personName.toLowerCase().includes(text.toLowerCase()))
        .slice(0, 12)
        .map((row, n) => ({
          kind: (['dossier', 'person', 'declaration'] as const)[n % 3] ?? 'dossier',
          id: row.id,
          personId: row.personId,
          title: row.personName,
          detail: `${row.reference} · ${row.employerName}`,
        })),
    ),
  },
  command: {
    takeBack: os.command.takeBack.handler(() => ({
      outcome: 'REFUSED' as const,
      code: 'UNDO_TOO_LATE',
      details: {},
    })),
    look: os.command.look.handler(() => []),
    runMany: os.command.runMany.handler(() => []),
    run: os.command.run.handler(({ input }) => {
      const args = input.args as { dossierId: string; assignee: string | null }
      const row = ROWS.find(({ id }) => id === args.dossierId)
      if (!row) return { outcome: 'REFUSED', code: 'NOT_FOUND', details: {} }
      if (input.name === 'assignDossier') {
        row.assignee = args.assignee
        row.assigneeName = args.assignee && 'An Ooievaar'
        row.pending = true
        announce({ type: 'changed', kinds: ['dossier'], ids: [row.id] })
        setTimeout(() => {
          row.pending = false
          announce({ type: 'changed', kinds: ['dossier'], ids: [row.id] })
        }, 800)
      }
      return { outcome: 'QUEUED', n: 1 }
    }),
  },
  access: {
    state: os.access.state.handler(() => accessState),
    begin: os.access.begin.handler(({ input }) => {
      const until = `${TODAY}T20:00:00.000Z`
      accessState.stated = { ...input, since: `${TODAY}T08:00:00.000Z`, until }
      announce({ type: 'access', access: { ...accessState } })
      return accessState
    }),
    end: os.access.end.handler(() => {
      accessState.stated = null
      announce({ type: 'access', access: { ...accessState } })
      return accessState
    }),
    printed: os.access.printed.handler(nothing),
    search: os.access.search.handler(() => ({ rows: [], next: null })),
    outliers: os.access.outliers.handler(() => []),
    export: os.access.export.handler(() => ({ csv: '', count: 0 })),
  },
})

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'"
const folder = resolve(process.argv[3] ?? resolve(import.meta.dirname, '../../out/renderer'))

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
  const file = join(folder, path === '/' ? 'index.html' : path)
  readFile(file).then(
    (bytes) => {
      response.writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
        // As the host does: files under assets/ never change.
        'cache-control': path.startsWith('/assets/')
          ? 'public, max-age=31536000, immutable'
          : 'no-cache',
      })
      response.end(bytes)
    },
    () => response.writeHead(404).end(),
  )
})
const sockets = new WebSocketServer({ server, path: '/workbench' })
const handler = new RPCHandler(router)
sockets.on('connection', (socket) => void handler.upgrade(socket))
server.listen(Number(process.argv[2] ?? 4870), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(`ready http://127.0.0.1:${port}/`)
})
