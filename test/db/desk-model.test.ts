/**
 * A desk against a model of it: whatever order of acts, pushes, pulls and other people's changes,
 * the cache shows the gateway's records as of its cursor with the waiting commands on top.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openBulkWriter, openCache, type Cache } from '../../db/index.ts'
import type { RecordLookup } from '../../domain/commands/command.ts'
import { decideCommand, parseCommand } from '../../domain/commands/index.ts'
import { heldBack, standsOn, WITHDRAWN } from '../../domain/commands/lanes.ts'
import type { ErrorDetails } from '../../domain/contract/errors.ts'
import type { AnyRecord, DossierBody } from '../../domain/contract/records.ts'
import type { Change, ChangePage, Settlement, WireCommand } from '../../domain/contract/sync.ts'
import type { CommandResult } from '../../domain/contract/workbench.ts'
import { COLLEAGUES, CONTEXT, filledCache, newPlace, WORLD } from './samples.ts'

type Records = Map<string, AnyRecord>
const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind}/${id}`
const lookupIn =
  (records: Records): RecordLookup =>
  (kind, id) =>
    (records.get(keyOf({ kind, id })) ?? null) as never

interface Call {
  name: string
  args: unknown
}

const WITHDRAWN_CALL: Call = { name: WITHDRAWN, args: {} }

function laneOf({ name, args }: Call): string | null {
  const parsed = parseCommand(name, args)
  const lane = parsed?.command.lane(parsed.args)
  return lane ? keyOf(lane) : null
}

interface Refused {
  code: string
  details: ErrorDetails
}

/** Decides a call on records and writes what it gives. The refusal, or null. */
function execute(records: Records, call: Call): Refused | null {
  const decision = decideCommand(call.name, call.args, lookupIn(records), CONTEXT)
  if (!decision.ok) return { code: decision.code, details: decision.details }
  for (const { kind, id, body } of decision.writes) {
    const version = (records.get(keyOf({ kind, id }))?.version ?? 0) + 1
    records.set(keyOf({ kind, id }), { kind, id, version, body } as AnyRecord)
  }
  return null
}

interface Transaction {
  changes: Omit<Change, 'n'>[]
  settlement: Omit<Settlement, 'n'> | null
}

/** The gateway: records, and one transaction per accepted or refused command. */
class Gateway {
  readonly records: Records = new Map(
    WORLD.map((wire) => [
      keyOf(wire),
      { ...wire, body: JSON.parse(wire.body) as unknown } as AnyRecord,
    ]),
  )
  readonly log: Transaction[] = []
  readonly #accepted = new Set<number>()
  last = 0

  #commit(act: () => void, settlement: Transaction['settlement']): void {
    const before = new Map(this.records)
    act()
    const keys = new Set([...before.keys(), ...this.records.keys()])
    const changes = [...keys].flatMap((key): Omit<Change, 'n'>[] => {
      const record = this.records.get(key)
      if (record === before.get(key)) return []
      if (record) return [{ ...record, body: JSON.stringify(record.body) }]
      const { kind, id, version } = before.get(key)!
      return [{ kind, id, version: version + 1, body: null }]
    })
    this.log.push({ changes, settlement })
  }

  /** Commands come in order, once each, whatever is sent again. */
  push(commands: readonly WireCommand[]) {
    const answers = commands.flatMap((command) => {
      if (command.n !== this.last + 1) return []
      const refusals: Refused[] = []
      this.#commit(() => {
        const back = heldBack(command.after, (n) => this.#accepted.has(n))
        const refused = back ?? execute(this.records, command)
        if (refused) refusals.push(refused)
        else this.#accepted.add(command.n)
      }, null)
      const { code, details } = refusals[0] ?? { code: null, details: null }
      this.last = command.n
      const outcome = code === null ? ('ACCEPTED' as const) : ('REFUSED' as const)
      this.log.at(-1)!.settlement = { command: command.n, outcome, code, details }
      return [{ n: command.n, outcome, code, details }]
    })
    return { last: this.last, answers }
  }

  /** Somebody else acts, or a record leaves the scope. */
  act(call: Call | { forget: string }): void {
    this.#commit(() => {
      if ('forget' in call) this.records.delete(call.forget)
      else execute(this.records, call)
    }, null)
  }

  page(cursor: number, size: number): ChangePage {
    const from = cursor - START
    const transactions = this.log.slice(from, from + size)
    return {
      gatewayId: 'gateway-1',
      view: 'view-1',
      from: cursor,
      to: cursor + transactions.length,
      head: START + this.log.length,
      changes: transactions.flatMap(({ changes }, i) =>
        changes.map((change) => ({ n: cursor + i + 1, ...change })),
      ),
      settlements: transactions.flatMap(({ settlement }, i) =>
        settlement ? [{ n: cursor + i + 1, ...settlement }] : [],
      ),
    }
  }
}
const START = 10

/** A command on its way, with what it stands on. */
interface Waiting {
  n: number
  call: Call
  after: number | null
  /** What it stood on was refused. */
  held: boolean
}

/** What the desk must show: confirmed records at its cursor, waiting commands on top. */
class DeskModel {
  readonly confirmed: Records
  waiting: Waiting[] = []
  readonly attention: ({ n: number } & Refused)[] = []

  constructor(records: Records) {
    this.confirmed = new Map(records)
  }

  shown(): Records {
    return this.decided().records
  }

  /** The commands that have an effect now, by number, and what they make of the records. */
  decided(): { records: Records; effects: Map<number, boolean> } {
    const records = new Map(this.confirmed)
    const effects = new Map<number, boolean>()
    for (const { n, call, after, held } of this.waiting) {
      const isHeld = held || heldBack(after, (on) => effects.get(on) ?? true) !== null
      effects.set(n, !isHeld && execute(records, call) === null)
    }
    return { records, effects }
  }

  queued(n: number, call: Call): void {
    const { effects } = this.decided()
    const lanes = this.waiting.map((one) => ({
      n: one.n,
      lane: laneOf(one.call),
      stands: effects.get(one.n)!,
    }))
    this.waiting.push({ n, call, after: standsOn(laneOf(call), lanes), held: false })
  }

  withdraw(n: number): void {
    const index = this.waiting.findIndex((one) => one.n === n)
    if (index === -1) return
    const { after } = this.waiting[index]!
    this.waiting[index] = { n, call: WITHDRAWN_CALL, after, held: true }
    this.#refused(n)
    this.attention.push({ n, code: 'TOO_LARGE', details: {} })
  }

  stepAside(numbers: ReadonlyMap<number, number>): void {
    for (const [from, to] of numbers) {
      const index = this.waiting.findIndex((one) => one.n === from)
      const one = this.waiting[index]!
      this.waiting[index] = { n: from, call: WITHDRAWN_CALL, after: one.after, held: true }
      const after = one.after === null ? null : (numbers.get(one.after) ?? one.after)
      this.waiting.push({ ...one, n: to, after })
    }
  }

  #refused(n: number): void {
    for (const one of this.waiting) if (one.after === n) one.held = true
  }

  take(page: ChangePage): void {
    for (const { kind, id, version, body } of page.changes) {
      const key = keyOf({ kind, id })
      if (body === null) this.confirmed.delete(key)
      else
        this.confirmed.set(key, { kind, id, version, body: JSON.parse(body) as never } as AnyRecord)
    }
    for (const { command, outcome, code, details } of page.settlements) {
      const settled = this.waiting.find(({ n }) => n === command)
      this.waiting = this.waiting.filter(({ n }) => n !== command)
      if (outcome === 'ACCEPTED') continue
      this.#refused(command)
      if (settled?.call !== WITHDRAWN_CALL)
        this.attention.push({ n: command, code: code!, details: details! })
    }
  }
}

const KEYS = [
  'dossier/d1',
  'dossier/d2',
  'person/p1',
  'person/p2',
  'enterprise/e1',
  'declaration/l1',
  ...['n1', 'n2', 'n3'].map((id) => `note/${id}`),
  ...['M1-a', 'M1-b'].map((id) => `findingJudgement/${id}`),
] as const

function expectShown(cache: Cache, model: DeskModel): void {
  const shown = model.shown()
  for (const key of KEYS) {
    const [kind, id] = key.split('/') as [AnyRecord['kind'], string]
    expect(cache.record(kind, id), key).toEqual(shown.get(key) ?? null)
  }
  const waiting = model.waiting.filter(({ call }) => call !== WITHDRAWN_CALL)
  expect(cache.outboxCounts().pending).toBe(waiting.length)
  expect(cache.attention().map(({ n, code, details }) => ({ n, code, details }))).toEqual(
    model.attention.toSorted((a, b) => a.n - b.n),
  )
  const texts = cache.queue.texts([cache.queue.rowOf('d1')].filter((row) => row !== null))
  const assignee = cache.queue.numbers(texts.map(({ row }) => row))[0]?.assignee
  const expected = shown.get('dossier/d1')
  const body = expected?.body as DossierBody | undefined
  expect(assignee, 'hot row of d1').toBe(body?.assignee)
}

const person = fc.constantFrom(...COLLEAGUES.map(({ id }) => id), null)
const dossierId = fc.constantFrom('d1', 'd2')
const call: fc.Arbitrary<Call> = fc.oneof(
  fc
    .record({ dossierId, assignee: person, from: person })
    .map((args) => ({ name: 'assignDossier', args })),
  fc
    .record({
      noteId: fc.constantFrom('n1', 'n2', 'n3'),
      dossierId,
      text: fc.constantFrom('Seen.', ' '),
    })
    .map((args) => ({ name: 'addNote', args })),
  fc
    .record({
      findingId: fc.constantFrom('M1-a', 'M1-b'),
      status: fc.constantFrom('OPEN', 'EXPLAINED', 'CONFIRMED'),
      from: fc.constantFrom('OPEN', 'EXPLAINED', 'CONFIRMED'),
      // Commands hang together by records they share: a judgement on a dossier, an assignment of it.
      dossierId: fc.constantFrom('d1', 'd2', null),
      personId: fc.constantFrom('p1', 'p2'),
    })
    .map((args) => ({
      name: 'judgeFinding',
      args: {
        ...args,
        code: 'M1',
        ruleVersion: 1,
        reason: 'The worker holds a card F.',
      },
    })),
)
type Step =
  | { type: 'act'; call: Call }
  | { type: 'other'; call: Call | { forget: string } }
  | { type: 'push'; answered: boolean; size: number }
  | { type: 'pull'; size: number; beside: Call | null; bulk: boolean }
  | { type: 'withdraw' }
  | { type: 'aside' }
  | { type: 'reopen' }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: call.map((c) => ({ type: 'act' as const, call: c })) },
  { weight: 2, arbitrary: call.map((c) => ({ type: 'other' as const, call: c })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('dossier/d1', 'note/n1', 'person/p2')
      .map((forget) => ({ type: 'other' as const, call: { forget } })),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('push' as const),
      answered: fc.boolean(),
      size: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('pull' as const),
      bulk: fc.boolean(),
      beside: fc.option(call),
      size: fc.integer({ min: 0, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'reopen' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'withdraw' as const }) },
  { weight: 2, arbitrary: fc.constant({ type: 'aside' as const }) },
)

function expectDecided(result: CommandResult, code: string | null): void {
  expect(result).toMatchObject(code === null ? { outcome: 'QUEUED' } : { outcome: 'REFUSED', code })
}

/** New numbers follow the last one without holes, and what went out keeps its own. */
function expectAside(numbers: ReadonlyMap<number, number>, last: number, out: number): void {
  const expected = Array.from({ length: numbers.size }, (_, index) => last + 1 + index)
  expect([...numbers.values()]).toEqual(expected)
  expect([...numbers.keys()].filter((n) => n <= out)).toEqual([])
}

/** A cache, its gateway and its model, driven in step. */
class Run {
  readonly #place = newPlace()
  #cache = filledCache(this.#place)
  readonly #gateway = new Gateway()
  readonly #model = new DeskModel(this.#gateway.records)
  /** The last number that went out. */
  #out = 0

  take(one: Step): void {
    if (one.type === 'act') this.#act(one.call)
    else if (one.type === 'other') this.#gateway.act(one.call)
    else if (one.type === 'push') this.#push(one.size, one.answered)
    else if (one.type === 'pull' && one.bulk) this.#pullBeside(one.size, one.beside)
    else if (one.type === 'pull') this.pull(one.size)
    else if (one.type === 'withdraw') this.#withdraw()
    else if (one.type === 'aside') this.#stepAside()
    else this.#reopen()
    expectShown(this.#cache, this.#model)
  }

  #act(one: Call): void {
    const code = execute(this.#model.shown(), one)?.code ?? null
    const { result } = this.#cache.queueCommand(one, CONTEXT)
    expectDecided(result, code)
    if (result.outcome === 'QUEUED') this.#model.queued(result.n, one)
  }

  /** The gateway finds the next command too large. */
  #withdraw(): void {
    const [next] = this.#cache.nextCommands(1)
    if (!next || next.n <= this.#gateway.last) return
    this.#cache.withdrawCommand(next.n, 'TOO_LARGE')
    if (next.name !== WITHDRAWN) this.#model.withdraw(next.n)
  }

  /** Something holds the next command back that holds back no other. */
  #stepAside(): void {
    const waiting = this.#cache.nextCommands(1000)
    const [first] = waiting
    if (!first) return
    const { numbers } = this.#cache.stepAside(first.n)
    expectAside(numbers, waiting.at(-1)!.n, this.#out)
    this.#model.stepAside(numbers)
  }

  #push(size: number, answered: boolean): void {
    const commands = this.#cache.nextCommands(size)
    this.#out = Math.max(this.#out, commands.at(-1)?.n ?? 0)
    this.#cache.goesOut(this.#out)
    const answers = this.#gateway.push(commands)
    if (answered) this.#cache.recordAnswers(answers)
  }

  pull(size: number): void {
    const page = this.#gateway.page(this.#cache.state().cursor, size)
    this.#cache.applyPage(page)
    this.#model.take(page)
    expectShown(this.#cache, this.#model)
  }

  /** Another handle writes the page; this one shows nothing of it until it is let go or acts. */
  #pullBeside(size: number, call: Call | null): void {
    const bulk = openBulkWriter(this.#place)
    this.#cache.hold((write) => write())
    const page = this.#gateway.page(this.#cache.state().cursor, size)
    bulk.applyPart(page)
    expectShown(this.#cache, this.#model)
    this.#model.take(page)
    if (call) this.#act(call)
    else this.#cache.release()
    expectShown(this.#cache, this.#model)
    this.#cache.release()
    bulk.close()
    expectShown(this.#cache, this.#model)
  }

  #reopen(): void {
    this.#cache.close()
    this.#cache = openCache(this.#place)
  }

  end(): void {
    this.#cache.close()
    this.#place.remove()
  }
}

it('a desk shows the gateway at its cursor with its waiting commands on top', () => {
  expect.hasAssertions()
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const run = new Run()
      try {
        for (const one of steps) run.take(one)
        run.pull(1000)
      } finally {
        run.end()
      }
    }),
    { numRuns: 40 },
  )
})
