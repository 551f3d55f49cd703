import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cache } from '../../db/index.ts'
import {
  CATEGORIES,
  FINDING_CODES,
  HOLDERS,
  PROCEDURES,
  REGIONS,
  RESIDENCE_STATES,
  SEVERITIES,
  WORK_STATES,
} from '../../domain/contract/codes.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import {
  QUEUE_FACETS,
  QUEUE_SORTS,
  type QueueFacet,
  type QueueFilter,
  type QueueOrder,
  type QueueRow,
  type QueueSort,
} from '../../domain/contract/workbench.ts'
import { addDays } from '../../domain/calendar/local-date.ts'
import { isGivenAnew } from '../../domain/dossier/assignee.ts'
import { combinedOutcome } from '../../domain/dossier/outcome.ts'
import { isClosed } from '../../domain/dossier/tracks.ts'
import { fold } from '../../domain/linking/names.ts'
import { loadQueueColumns, type QueueColumns, type QueueViewer } from '../../host/queue/index.ts'
import { ASSIGNEES, Chance, randomDossier, randomPerson, randomRecords } from './random-records.ts'
import {
  CONTEXT,
  dossier,
  filledCache,
  newPlace,
  page,
  person,
  tombstone,
  wire,
  type Place,
} from './samples.ts'

const DOSSIERS = 300
const ROUNDS = 80
const VIEWER: QueueViewer = {
  actorId: 'fl-an',
  colleagues: ASSIGNEES.map((id) => ({
    id,
    name: id.toUpperCase(),
    assignable: id !== 'fl-zoe',
  })),
  today: '2026-04-01',
  side: 'REGION',
}
const EVERYTHING: QueueFilter = { queue: 'ALL', facets: {}, due: null, search: '' }

let place: Place
let cache: Cache
let queue: QueueColumns
/** The day on which the viewer looks. */
let today: string
/** Of each dossier, from its body. */
const outcomes = new Map<string, string>()
beforeEach(() => {
  today = VIEWER.today
  place = newPlace()
  cache = filledCache(place, randomRecords(7, DOSSIERS))
  queue = loadQueueColumns(cache.queue, VIEWER)
})
afterEach(() => {
  cache.close()
  place.remove()
})

/** Every row with what the model needs beyond it, read one by one from the bodies. */
interface Rows {
  at: number
  person: number | null
  employer: number | null
}

function allRows(): (Rows & {
  row: QueueRow
  closed: boolean
  /** Closed, and given out since: to be worked on all the same. */
  given: boolean
  texts: string[]
})[] {
  const ids = [...new Set(queue.window(EVERYTHING, [], 0, 10_000).rows.map(({ id }) => id))]
  return queue.rows(ids).map((row) => {
    const { body } = cache.record('dossier', row.id)!
    outcomes.set(row.id, combinedOutcome(body, today))
    return {
      row,
      closed: isClosed(body),
      given: isGivenAnew(body, 'WORK'),
      texts: [row.reference, body.job.title, row.personName, row.employerName ?? ''].map(fold),
      ...rowsOf(row.id),
    }
  })
}
function rowsOf(id: string): Rows {
  const [numbers] = cache.queue.numbers([cache.queue.rowOf(id)!])
  return { at: numbers!.row, person: numbers!.personRow, employer: numbers!.employerRow }
}
type ModelRow = ReturnType<typeof allRows>[number]

const FACET_OF: Record<Exclude<QueueFacet, 'finding' | 'tag'>, (row: QueueRow) => string> = {
  outcome: ({ id }) => outcomes.get(id)!,
  region: (row) => row.region,
  procedure: (row) => row.procedure,
  category: (row) => row.category,
  workState: (row) => row.workState,
  residenceState: (row) => row.residenceState,
  clockLevel: (row) => row.clock?.level ?? 'NONE',
  holder: (row) => row.holder,
  severity: (row) => row.risk.severity ?? 'NONE',
  snooze: (row) => row.snooze,
  assignee: (row) => row.assignee ?? 'NONE',
}

/**
 * The values of a dossier under a facet: of findings and tags it may have several, or none; one that
 * two hold is each one's too.
 */
function valuesOf(row: QueueRow, facet: QueueFacet): readonly string[] {
  if (facet === 'finding') return row.risk.codes
  if (facet === 'holder' && row.holder === 'BOTH') return ['REGION', 'DVZ', 'BOTH']
  const [work, beside] = row.holder.split('_')
  if (facet === 'holder' && beside) return [work!, beside, row.holder]
  return facet === 'tag' ? row.tags : [FACET_OF[facet](row)]
}

function inQueue({ row, closed, given }: ModelRow, name: QueueFilter['queue']): boolean {
  if (name === 'ALL') return true
  if (name === 'SIGNALS') return row.risk.codes.length > 0
  if (name === 'CLOSED') return closed
  const underWay = !closed || given || outcomes.get(row.id) === 'END_PASSED'
  const mine = row.assignee === VIEWER.actorId
  const ofTeam = row.assignee === 'fl-an' || row.assignee === 'fl-bo'
  if (name === 'MINE') return underWay && row.snooze === 'NONE' && mine
  if (name === 'TEAM') return underWay && row.snooze === 'NONE' && ofTeam
  if (closed) return false
  if (name === 'SNOOZED' || row.snooze !== 'NONE')
    return name === 'SNOOZED' && row.snooze !== 'NONE'
  return name === 'OPEN' || row.assignee === null
}

/** A number is found with and without its dots and dashes. */
function spellingsOf(word: string): string[] {
  const bare = word.replace(/[^A-Z0-9]/g, '')
  return /\d/.test(word) && bare.length >= 3 ? [word, bare] : [word]
}

function matches(model: ModelRow, filter: QueueFilter, except: QueueFacet | null): boolean {
  const { row, texts } = model
  if (!inQueue(model, filter.queue)) return false
  for (const facet of QUEUE_FACETS) {
    const chosen = filter.facets[facet]
    if (facet === except || !chosen || chosen.length === 0) continue
    if (!valuesOf(row, facet).some((value) => chosen.includes(value))) return false
  }
  const due = row.clock?.due ?? null
  if (filter.due && (filter.due.from !== null || filter.due.to !== null)) {
    if (due === null) return false
    if (filter.due.from !== null && due < filter.due.from) return false
    if (filter.due.to !== null && due > filter.due.to) return false
  }
  const words = fold(filter.search).split(/\s+/).filter(Boolean)
  return words.every((word) =>
    texts.some((text, i) =>
      word.length < 3
        ? i > 0 && text.split(/[^A-Z0-9]+/).some((part) => part.startsWith(word))
        : spellingsOf(word).some((form) => text.includes(form)),
    ),
  )
}

const position =
  <T extends string>(list: readonly T[], get: (row: QueueRow) => T) =>
  (row: QueueRow) =>
    list.indexOf(get(row))

/** Equal texts follow the order of their rows: two persons of one name are not mixed. */
const after = (text: string, row: number): string => `${text}\0${String(row).padStart(9, '0')}`

const SORT_OF: Record<QueueSort, (row: QueueRow, rows: Rows) => string | number | null> = {
  reference: (row, { at }) => after(row.reference, at),
  personName: (row, { person: at }) => at && after(fold(row.personName), at),
  employerName: (row, { employer: at }) => at && after(fold(row.employerName!), at),
  procedure: position(PROCEDURES, (row) => row.procedure),
  category: position(CATEGORIES, (row) => row.category),
  region: position(REGIONS, (row) => row.region),
  workState: position(WORK_STATES, (row) => row.workState),
  residenceState: position(RESIDENCE_STATES, (row) => row.residenceState),
  due: (row) => row.clock?.due ?? null,
  risk: (row) => row.risk.score,
  priority: (row) => row.priority.score,
  assignee: (row) => row.assignee && row.assignee.toUpperCase(),
  submittedOn: (row) => row.submittedOn,
}

function compare(order: QueueOrder): (a: ModelRow, b: ModelRow) => number {
  return (a, b) => {
    for (const { column, descending } of order) {
      const left = SORT_OF[column](a.row, a)
      const right = SORT_OF[column](b.row, b)
      if (left === right) continue
      if (left === null) return 1
      if (right === null) return -1
      return left < right === descending ? 1 : -1
    }
    return a.at - b.at
  }
}

function randomFilter(chance: Chance, rows: readonly ModelRow[]): QueueFilter {
  const facets: QueueFilter['facets'] = {}
  for (const facet of QUEUE_FACETS) {
    if (chance.int(4) > 0) continue
    const values = Array.from({ length: 1 + chance.int(3) }, () =>
      valuesOf(chance.pick(rows).row, facet),
    ).flat()
    if (values.length > 0) facets[facet] = [...new Set(values)]
  }
  const date = () => (chance.int(2) ? (chance.pick(rows).row.clock?.due ?? null) : null)
  const text = chance.pick(chance.pick(rows).texts)
  const from = chance.int(Math.max(1, text.length))
  return {
    queue: chance.pick([
      'ALL',
      'ALL',
      'OPEN',
      'MINE',
      'TEAM',
      'UNASSIGNED',
      'SNOOZED',
      'SIGNALS',
      'CLOSED',
    ]),
    facets,
    due: chance.int(3) === 0 ? { from: date(), to: date() } : null,
    search:
      chance.int(3) === 0
        ? text
            .slice(from, from + 3 + chance.int(6))
            .trim()
            .toLowerCase()
        : '',
  }
}

function randomOrder(chance: Chance): QueueOrder {
  return Array.from({ length: chance.int(4) }, () => ({
    column: chance.pick(QUEUE_SORTS),
    descending: chance.int(2) === 0,
  }))
}

/** Windows, totals, counts and positions of many views against one pass over all rows. */
function expectLikeModel(seed: number, rounds: number): void {
  const chance = new Chance(seed)
  const rows = allRows()
  for (let round = 0; round < rounds; round += 1) {
    const filter = randomFilter(chance, rows)
    const order = randomOrder(chance)
    const told = JSON.stringify({ filter, order })
    const expected = rows.filter((row) => matches(row, filter, null)).toSorted(compare(order))
    const offset = chance.int(expected.length + 1)
    const window = queue.window(filter, order, offset, 40)
    expect(window.total, `total of ${told}`).toBe(expected.length)
    expect(
      window.rows.map(({ id }) => id),
      `window of ${told}`,
    ).toEqual(expected.slice(offset, offset + 40).map(({ row }) => row.id))
    const one = chance.pick(rows).row.id
    const at = expected.findIndex(({ row }) => row.id === one)
    expect(queue.position(filter, order, one), `position in ${told}`).toBe(at === -1 ? null : at)
    expectCounts(rows, filter, told)
  }
}

/** Every column, up and down: the same orders each time, so that they are kept from one to the next. */
function expectOrdersLikeModel(round: number): void {
  const rows = allRows()
  for (const column of QUEUE_SORTS) {
    for (const descending of [false, true]) {
      const order = [{ column, descending }]
      const ids = queue.window(EVERYTHING, order, 0, rows.length).rows.map(({ id }) => id)
      const expected = rows.toSorted(compare(order)).map(({ row }) => row.id)
      expect(ids, `order by ${column}, descending: ${descending}, round ${round}`).toEqual(expected)
    }
  }
}

function expectCounts(rows: readonly ModelRow[], filter: QueueFilter, told: string): void {
  const summary = queue.summary(filter)
  for (const facet of QUEUE_FACETS) {
    const counts: Record<string, number> = {}
    for (const value of filter.facets[facet] ?? []) counts[value] = 0
    for (const row of rows) {
      if (!matches(row, filter, facet)) continue
      for (const value of valuesOf(row.row, facet)) counts[value] = (counts[value] ?? 0) + 1
    }
    const given = Object.fromEntries(
      summary.facets[facet]!.map(({ value, count }) => [value, count]),
    )
    expect(given, `${facet} of ${told}`).toEqual(counts)
  }
}

function findingOn(
  personId: string,
  severity: Finding['severity'],
  code: Finding['code'] = 'R44',
): Finding {
  return {
    id: `${code}-${personId}`,
    code,
    ruleVersion: 1,
    revision: 0,
    enterpriseId: null,
    knownOn: null,
    kind: 'HARD',
    severity,
    personId,
    dossierId: null,
    declarationId: null,
    facts: [],
    exceptions: [],
  }
}

/** The term for an appeal: it lapses. */
const LAPSING: BodyOf<'dossier'>['clockEvents'][number] = {
  clock: 'C5',
  at: '2026-03-01',
  kind: 'START',
  reason: null,
  by: null,
}

/** Dossiers without a due date today: they come last in both directions. */
function withoutDue(): number {
  const { rows } = queue.window(EVERYTHING, [], 0, DOSSIERS + 1)
  return rows.filter(({ clock }) => !clock?.due).length
}

describe('the queue', () => {
  it('shows, counts and finds what one pass over all dossiers would', () => {
    const chance = new Chance(3)
    const entries = Array.from({ length: 40 }, (_, i) => ({
      personId: `p${i}`,
      findings: Array.from({ length: 1 + chance.int(3) }, () =>
        findingOn(`p${i}`, chance.pick(SEVERITIES), chance.pick(FINDING_CODES)),
      ),
    }))
    queue.update(cache.writeFindings(entries).queue)
    expect.hasAssertions()
    expectLikeModel(1, ROUNDS)
  })

  it('stays right while records come, change and go', () => {
    expect.hasAssertions()
    const chance = new Chance(11)
    for (let from = 10; from < 40; from += 1) {
      const change = () => {
        const id = `d${chance.int(DOSSIERS + 20)}`
        return chance.pick([
          () => wire('dossier', id, randomDossier(chance, 103, 8), from),
          () => wire('person', `p${chance.int(110)}`, randomPerson(chance), from),
          () => tombstone('dossier', id),
          () => tombstone('person', `p${chance.int(110)}`),
          () => tombstone('enterprise', `e${chance.int(8)}`),
        ])()
      }
      // Views of before are kept ready: they must not survive the change.
      queue.window(EVERYTHING, randomOrder(chance), 0, 5)
      // Few changes and many: kept orders are put right, or made anew.
      const changes = Array.from({ length: chance.pick([1, 2, 12, 60]) }, change)
      queue.update(cache.applyPage(page(changes, [], from)).queue)
      expectLikeModel(from, 8)
      expectOrdersLikeModel(from)
    }
  })

  it('renews clock levels on a new day, without reading the cache again', () => {
    const levels = (day: string) => {
      queue.setViewer({ ...VIEWER, today: day })
      today = day
      expectLikeModel(5, 10)
      const { rows } = queue.window(EVERYTHING, [], 0, DOSSIERS)
      return rows.filter(({ clock }) => clock?.level === 'OVERDUE').length
    }
    const early = levels('2026-01-15')
    expect(levels('2027-01-15'), 'more clocks are overdue a year later').toBeGreaterThan(early)
    expect(levels('2026-01-15')).toBe(early)
  })

  it('finds by what both tracks amount to, an alarm from the day after the overall term on', () => {
    const running = {
      clock: 'C3A',
      at: '2026-01-05',
      kind: 'START',
      reason: null,
      by: null,
    } as const
    const waiting = dossier({
      work: { state: 'GRANTED', since: '2026-03-01' },
      residence: { state: 'AWAITING_WORK', since: '2026-02-01' },
      clockEvents: [running],
    })
    const signalled = dossier({
      work: { state: 'IN_EXAM', since: '2026-02-01' },
      residence: { state: 'READY_NEGATIVE', since: '2026-03-01' },
    })
    const both = [wire('dossier', 'd902', waiting), wire('dossier', 'd903', signalled)]
    queue.update(cache.applyPage(page(both)).queue)
    const { due } = queue.rows(['d902'])[0]!.clock!
    const found = (id: string, outcome: string, day: string) => {
      queue.setViewer({ ...VIEWER, today: day })
      return queue.position({ ...EVERYTHING, facets: { outcome: [outcome] } }, [], id) !== null
    }
    expect(found('d902', 'ALARM_TACIT', due!)).toBe(false)
    expect(found('d902', 'GRANTED_WORK', due!)).toBe(true)
    expect(found('d902', 'ALARM_TACIT', addDays(due!, 1))).toBe(true)
    expect(found('d902', 'GRANTED_WORK', addDays(due!, 1))).toBe(false)
    expect(found('d903', 'SIGNAL_TO_REGION', VIEWER.today)).toBe(true)
    expect(found('d902', 'ALARM_TACIT', VIEWER.today), 'on an earlier day again').toBe(false)
  })

  it('shows an authorisation that stands to whom it was given since, and once it ended unnoted', () => {
    const event = (type: 'ASSIGNED' | 'CARD_ISSUED', more: object) => ({
      at: '2026-03-02T09:00:00.000Z',
      type,
      by: 'fl-bo',
      text: null,
      ...more,
    })
    const issued = event('CARD_ISSUED', {
      step: {
        track: 'RESIDENCE',
        from: 'REGISTRATION_PENDING',
        to: 'CARD_ISSUED',
        on: '2026-03-02',
        basis: 'SWA',
        reason: null,
      },
    })
    const given = event('ASSIGNED', { text: 'fl-an' })
    const standing = (events: object[], to: string | null) =>
      dossier({
        work: { state: 'GRANTED', since: '2026-02-01' },
        residence: { state: 'CARD_ISSUED', since: '2026-03-02' },
        clockEvents: [],
        authorised: { from: '2026-02-01', to },
        assignee: 'fl-an',
        events: events as BodyOf<'dossier'>['events'],
      })
    const bodies = {
      d910: standing([given, issued], '2026-06-30'),
      d911: standing([issued, given], '2026-06-30'),
      d912: standing([given, issued], null),
    }
    const records = Object.entries(bodies).map(([id, body]) => wire('dossier', id, body))
    queue.update(cache.applyPage(page(records)).queue)
    const shownIn = (name: QueueFilter['queue'], day: string) => {
      queue.setViewer({ ...VIEWER, today: day })
      return Object.keys(bodies).filter(
        (id) => queue.position({ ...EVERYTHING, queue: name }, [], id) !== null,
      )
    }
    const loads = (day: string) => {
      queue.setViewer({ ...VIEWER, today: day })
      return queue.workload().find(({ person }) => person === 'fl-an')!.open
    }
    for (const name of ['MINE', 'TEAM'] as const) {
      expect(shownIn(name, '2026-06-30'), name).toEqual(['d911'])
      expect(shownIn(name, '2026-07-01'), `${name}, the end unnoted`).toEqual(['d910', 'd911'])
    }
    expect(shownIn('OPEN', '2026-07-01'), 'nobody has to decide').toEqual([])
    expect(shownIn('CLOSED', '2026-07-01')).toEqual(['d910', 'd911', 'd912'])
    const before = loads('2026-06-30')
    expect(loads('2026-07-01') - before).toBeGreaterThan(0)
    queue.setViewer({ ...VIEWER, today: '2026-07-01' })
    const ended = { ...EVERYTHING, facets: { outcome: ['END_PASSED'] } }
    expect(queue.position(ended, [], 'd912'), 'without end').toBeNull()
    expect(queue.position(ended, [], 'd910')).not.toBeNull()
  })

  it('finds what both services hold under each of them, and as such', () => {
    const shared = dossier({
      work: { state: 'IN_EXAM', since: '2026-02-01' },
      residence: { state: 'PRE_ASSESSMENT', since: '2026-03-01' },
    })
    const waiting = {
      ...shared,
      residence: { state: 'READY_POSITIVE', since: '2026-03-01' } as const,
    }
    const asked = { ...shared, work: { state: 'INFO_REQUESTED', since: '2026-03-01' } as const }
    const both = [
      wire('dossier', 'd904', shared),
      wire('dossier', 'd905', waiting),
      wire('dossier', 'd906', asked),
    ]
    const before = queue.summary(EVERYTHING).facets.holder!
    queue.update(cache.applyPage(page(both)).queue)
    const foundUnder = (id: string) =>
      HOLDERS.filter(
        (holder) =>
          queue.position({ ...EVERYTHING, facets: { holder: [holder] } }, [], id) !== null,
      )
    expect(foundUnder('d904')).toEqual(['REGION', 'DVZ', 'BOTH'])
    expect(foundUnder('d905')).toEqual(['REGION'])
    expect(foundUnder('d906')).toEqual(['APPLICANT', 'DVZ', 'APPLICANT_DVZ'])
    const more = queue
      .summary(EVERYTHING)
      .facets.holder!.map(({ value, count }) => [
        value,
        count - (before.find((one) => one.value === value)?.count ?? 0),
      ])
    expect(more.filter(([, count]) => count)).toEqual([
      ['APPLICANT', 1],
      ['REGION', 2],
      ['DVZ', 2],
      ['BOTH', 1],
      ['APPLICANT_DVZ', 1],
    ])
  })

  it('brings a dossier back when the last day for the answer is over, on that day by itself', () => {
    const asked = dossier({
      work: { state: 'INFO_REQUESTED', since: '2026-03-01' },
      residence: { state: 'READY_POSITIVE', since: '2026-03-01' },
      clockEvents: [
        { clock: 'C3A', kind: 'START', at: '2026-01-02', reason: null, by: null },
        { clock: 'C3A', kind: 'SUSPEND', at: '2026-03-01', reason: null, by: null },
      ],
      infoRequests: [
        {
          track: 'WORK',
          askedOn: '2026-03-01',
          deadline: '2026-04-10',
          documents: [],
          text: '',
          by: 'fl-an',
          closedOn: null,
        },
      ],
    })
    queue.update(cache.applyPage(page([wire('dossier', 'd907', asked)])).queue)
    const on = (day: string) => {
      queue.setViewer({ ...VIEWER, today: day })
      const { clock, holder, priority } = queue.rows(['d907'])[0]!
      return { level: clock!.level, due: clock!.due, holder, score: priority.score }
    }
    const waits = on('2026-04-10')
    expect(waits).toMatchObject({ level: 'SUSPENDED', due: null, holder: 'APPLICANT', score: 0 })
    const back = on('2026-04-11')
    expect(back).toMatchObject({ level: 'ON_TRACK', due: '2026-06-11', holder: 'REGION' })
    expect(back.score).toBeGreaterThan(waits.score)
    expect(on('2026-06-12')).toMatchObject({ level: 'OVERDUE', holder: 'REGION' })
    expect(on('2026-04-10')).toEqual(waits)
  })

  it('has no clock for a dossier whose remedy lapsed, from the day after its last day on', () => {
    const change = wire('dossier', 'd901', dossier({ clockEvents: [LAPSING] }))
    queue.update(cache.applyPage(page([change])).queue)
    const dueBefore = { ...EVERYTHING, due: { from: null, to: '2099-12-31' } }
    const late = { ...EVERYTHING, facets: { clockLevel: ['OVERDUE'] } }
    const on = (day: string) => {
      queue.setViewer({ ...VIEWER, today: day })
      today = day
      expectLikeModel(8, 10)
      const last = queue.window(EVERYTHING, [], 0, DOSSIERS + 1).total - withoutDue()
      const places = [false, true].map(
        (descending) =>
          queue.position(EVERYTHING, [{ column: 'due', descending }], 'd901')! >= last,
      )
      return {
        clock: queue.rows(['d901'])[0]!.clock?.due ?? null,
        inDueFilter: queue.position(dueBefore, [], 'd901') !== null,
        late: queue.position(late, [], 'd901') !== null,
        last: places,
      }
    }
    const due = queue.rows(['d901'])[0]!.clock!.due!
    expect(on(due)).toEqual({ clock: due, inDueFilter: true, late: false, last: [false, false] })
    const lapsed = { clock: null, inDueFilter: false, late: false, last: [true, true] }
    expect(on('2027-06-01'), 'after the last day').toEqual(lapsed)
    expect(on(due).clock, 'the day before again').toBe(due)
  })

  it('finds dossiers by the code of a finding, closed ones too, and only them', () => {
    const entries = ['p1', 'p2'].map((personId) => ({
      personId,
      findings: [
        findingOn(personId, 'HIGH', 'M3'),
        ...(personId === 'p2' ? [findingOn(personId, 'LOW', 'R01')] : []),
      ],
    }))
    queue.update(cache.writeFindings(entries).queue)
    const persons = (filter: Partial<QueueFilter>) =>
      [
        ...new Set(
          queue
            .window({ ...EVERYTHING, ...filter }, [], 0, DOSSIERS)
            .rows.map(({ personId }) => personId),
        ),
      ].toSorted((a, b) => (a < b ? -1 : 1))
    expect(persons({ search: 'm3' })).toEqual(['p1', 'p2'])
    expect(persons({ search: 'M3 r01' })).toEqual(['p2'])
    expect(persons({ search: 'R28' })).toEqual([])
    expect(persons({ facets: { finding: ['M3'] } })).toEqual(['p1', 'p2'])
    expect(persons({ facets: { finding: ['R01', 'R28'] } })).toEqual(['p2'])
    expect(persons({ queue: 'SIGNALS' })).toEqual(['p1', 'p2'])
    const { total } = queue.summary({ ...EVERYTHING, queue: 'SIGNALS' })
    const split = ['OPEN', 'CLOSED'] as const
    const parts = split.map(
      (name) => queue.summary({ ...EVERYTHING, queue: name, facets: { finding: ['M3'] } }).total,
    )
    expect(parts[0]! + parts[1]!, 'open and closed together').toBe(total)
  })

  it('follows an assignment by this desk at once and marks it as waiting', () => {
    const own = { ...EVERYTHING, queue: 'UNASSIGNED' as const, facets: { region: ['FL'] } }
    const { id, assignee } = queue.window(own, [], 0, 1).rows[0]!
    const assign = {
      name: 'assignDossier',
      args: { dossierId: id, assignee: 'fl-an', from: assignee },
    }
    const { result, changed } = cache.queueCommand(assign, CONTEXT)
    expect(result).toEqual({ outcome: 'QUEUED', n: 1 })
    queue.update(changed.queue)
    expect(queue.rows([id])).toMatchObject([
      { assignee: 'fl-an', assigneeName: 'FL-AN', pending: true },
    ])
    expect(queue.position({ ...EVERYTHING, queue: 'MINE' }, [], id)).not.toBeNull()
    expectLikeModel(6, 10)
  })

  it('puts dossiers in their place by assignee when somebody gets their first one', () => {
    const order: QueueOrder = [{ column: 'assignee', descending: false }]
    const { rows } = queue.window(EVERYTHING, order, 0, 1_000)
    const { id } = rows.at(-1)!
    const { body } = cache.record('dossier', id)!
    const first = { ...body, assignee: 'aa-first' }
    queue.update(cache.applyPage(page([wire('dossier', id, first, 9)], [], 10)).queue)
    const after = queue.window(EVERYTHING, order, 0, 1_000).rows.map((row) => row.id)
    expect(after).toEqual([id, ...rows.map((row) => row.id).filter((other) => other !== id)])
  })

  it('puts the first dossier of a new day before all others, in an order that was kept', () => {
    const order: QueueOrder = [{ column: 'submittedOn', descending: true }]
    const { rows } = queue.window(EVERYTHING, order, 0, 1_000)
    const [newest, , third] = rows
    const { body } = cache.record('dossier', third!.id)!
    const submittedOn = addDays(newest!.submittedOn, 1)
    const moved = { ...body, submittedOn }
    queue.update(cache.applyPage(page([wire('dossier', third!.id, moved, 9)], [], 10)).queue)
    const after = queue.window(EVERYTHING, order, 0, 1_000).rows.map((row) => row.id)
    expect(after[0]).toBe(third!.id)
  })

  it('finds by numbers with or without dots, by native names, and by the beginning of short words', () => {
    const change = (from: number, ...records: Parameters<typeof page>[0]) =>
      queue.update(cache.applyPage(page(records, [], from)).queue)
    change(
      10,
      wire('person', 'p900', person({ nativeName: 'Юлия Мороз', insz: '80.01.01-001.23' })),
      wire('dossier', 'd900', dossier({ reference: 'WA-2031-000777', personId: 'p900' })),
    )
    const found = (search: string) =>
      queue.window({ ...EVERYTHING, search }, [], 0, 1_000).rows.some(({ id }) => id === 'd900')
    for (const search of [
      '80.01.01-001.23',
      '80010100123',
      'мороз',
      'U-123.456',
      '2031-0007',
      'pr',
      'zo',
      'lucja mul',
    ]) {
      expect(found(search), search).toBe(true)
    }
    for (const search of ['80010100124', 'wx', 'ulle-x', 'lucja absent']) {
      expect(found(search), search).toBe(false)
    }
    for (const search of [' - ', '%', '_ *', '🙂']) {
      expect(found(search), `${search} is nothing to search for`).toBe(false)
    }
    expect(found('  '), 'blank is no search').toBe(true)
  })
})
