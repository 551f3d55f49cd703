/** What must hold when everybody has come to rest. Every failure says in words what broke. */
import { expect } from 'vitest'
import { connectReader } from '../../../db/sqlite.ts'
import { contentOf, parseCommand } from '../../../domain/commands/index.ts'
import { WITHDRAWN } from '../../../domain/commands/lanes.ts'
import type { AnyRecord } from '../../../domain/contract/records.ts'
import type { Content } from './gateways.ts'
import type { Run } from './run.ts'
import type { Seat } from './seat.ts'
import { digestOf, Truth } from './truth.ts'

/** Checks the gateway against the truth, and each desk against both. */
export function checkAll(run: Run, content: Content): void {
  for (const { who, complaints } of run.seats) {
    expect(complaints, `what the desk of ${who} did and no desk should do`).toEqual([])
  }
  const clients = new Map(run.seats.map((seat) => [seat.life.cache!.state().clientId, seat]))
  for (const { id } of content.clients) {
    expect(clients.has(id), 'a client of the gateway is one of the desks').toBe(true)
  }
  for (const [client, seat] of clients) {
    checkAnswers(seat, client, content)
    checkLanes(run, seat, client)
  }
  checkLooks(run, content)
  checkContents(clients, content)
  const truth = checkGateway(run, clients, content)
  for (const [client, seat] of clients) checkDesk(run, seat, client, truth, content)
}

/** Names of the commands that the gateway accepted, one for each. */
export function acceptedIn({ seats }: Run, { results }: Content): string[] {
  const given = new Map(seats.map(({ given: all, life }) => [life.cache!.state().clientId, all]))
  const accepted = results.filter(({ outcome }) => outcome === 'ACCEPTED')
  return accepted.map(({ client, n }) => given.get(client)![n - 1]!.name)
}

/** Each look that a desk noted is in the chain once, in the order of its desk. */
function checkLooks({ seats }: Run, { looks, log }: Content): void {
  expect(log, 'the chain of the access log').toMatchObject({ intact: true, count: looks.length })
  for (const [index, { who, looked }] of seats.entries()) {
    const mine = looks.filter(({ id }) => id.startsWith(`look-${index}-`))
    expect(
      mine,
      `every look at the desk of ${who} is in the log exactly once, in its order`,
    ).toEqual(looked.map((id) => ({ id, who })))
  }
  expect(looks.length, 'looks in the log that nobody noted').toBe(
    seats.reduce((sum, { looked }) => sum + looked.length, 0),
  )
}

/** What an accepted command put on a dossier is there. */
function checkContents(clients: ReadonlyMap<string, Seat>, { results, contents }: Content): void {
  for (const { client, n, outcome } of results) {
    const { name, args } = clients.get(client)!.given[n - 1]!
    const content = outcome === 'ACCEPTED' ? contentOf(name, args) : null
    if (content)
      expect(contents, `the content that ${name} ${n} put on a dossier`).toContain(content.hash)
  }
}

/** Each command that a desk took has one verdict, in the order in which it was given. */
function checkAnswers({ who, given }: Seat, client: string, { results }: Content): void {
  const mine = results.filter((result) => result.client === client)
  expect(
    mine.map(({ n, digest }) => ({ n, digest })),
    `every command of ${who} is answered exactly once, in its order`,
  ).toEqual(given.map((one, index) => ({ n: index + 1, digest: digestOf(one) })))
}

/**
 * Of two commands of one lane, with nothing heard from the gateway between them, the second stands
 * on the first: the truth then holds it back when the first is refused.
 */
function checkLanes(run: Run, { who, given }: Seat, client: string): void {
  const last = new Map<string, { n: number; cursor: number }>()
  given.forEach(({ name, args, cursor }, index) => {
    // What was taken back stands on nothing.
    if (name === WITHDRAWN) return
    const parsed = parseCommand(name, args)!
    const lane = parsed.command.lane(parsed.args)
    if (!lane) return
    const before = last.get(`${lane.kind}/${lane.id}`)
    last.set(`${lane.kind}/${lane.id}`, { n: index + 1, cursor })
    if (before?.cursor !== cursor) return
    expect(
      run.after(client, index + 1),
      `the command on which ${name} ${index + 1} of ${who} stands, as the gateway was told`,
    ).toBe(before.n)
  })
}

/** The records are those of the world with each accepted command applied exactly once. */
function checkGateway(run: Run, clients: ReadonlyMap<string, Seat>, content: Content): Truth {
  const truth = new Truth()
  for (let change = 1; change <= content.head; change += 1) {
    const move = run.moves.get(change)
    const result = content.results.find((one) => one.change === change)
    expect(move !== undefined || result !== undefined, `change ${change} has a cause`).toBe(true)
    const written = move
      ? truth.move(move.ref, move.scopes)
      : checkVerdict(run, truth, clients.get(result!.client)!, result!)
    expect(
      inOrder(content.changes.filter(({ n }) => n === change)).map(versionOf),
      `change ${change} tells what its cause wrote`,
    ).toEqual(inOrder(written).map(versionOf))
  }
  const expected = [...truth.records.values()].map(({ record, scopes }) => ({
    ...record,
    scopes: [...scopes],
  }))
  expect(
    inOrder(content.records),
    'the gateway holds the world with every accepted command applied exactly once',
  ).toEqual(inOrder(expected))
  return truth
}

function checkVerdict(
  run: Run,
  truth: Truth,
  seat: Seat,
  { client, n, outcome, code, details, change }: Content['results'][number],
): AnyRecord[] {
  const given = seat.given[n - 1]!
  const after = run.after(client, n)
  const hasContent = (hash: string) => run.hadContent(seat.who, hash, change)
  const sent = { ...given, n, after, hasContent }
  const { decision, written } = truth.command(run.actorAt(client, change), client, sent)
  const verdict = decision.ok
    ? { outcome: 'ACCEPTED', code: null, details: null }
    : { outcome: 'REFUSED', code: decision.code, details: decision.details }
  expect(
    { outcome, code, details },
    `change ${change} is the right verdict on ${given.name} ${n} of ${seat.who}`,
  ).toEqual(verdict)
  return written
}

/** With what a command may leave out told, as it was left out; args that are none as they are. */
const asMeant = (name: string, args: unknown): unknown => parseCommand(name, args)?.args ?? args

function checkDesk(
  run: Run,
  { who, given, answered, tried, life }: Seat,
  client: string,
  truth: Truth,
  { results }: Content,
): void {
  const cache = life.cache!
  const seen = truth.seenBy(run.actorOf(who))
  for (const record of seen) {
    expect(
      cache.record(record.kind, record.id),
      `${record.kind} ${record.id} on the desk of ${who} is what the gateway has for them`,
    ).toEqual(record)
  }
  const held = Object.values(cache.counts()).reduce((sum, count) => sum + count, 0)
  expect(held, `records on the desk of ${who}: nothing that they may not see`).toBe(seen.length)
  const refused = results.filter(
    ({ client: by, n, outcome }) =>
      by === client &&
      outcome === 'REFUSED' &&
      given[n - 1]!.name !== WITHDRAWN &&
      !answered.has(n),
  )
  // The reason of one that the desk refused once more is the desk's.
  const reasonOf = (n: number, code: string | null, details: unknown) =>
    tried.has(n) ? {} : { code, details }
  expect(
    cache.attention().map(({ n, name, args, at, code, details }) => {
      return { name, args: asMeant(name, args), at, ...reasonOf(n, code, details) }
    }),
    `the words of every refused command of ${who} are back on their desk, and no others`,
  ).toEqual(
    refused.map(({ n, code, details }) => {
      const { name, args, at } = given[n - 1]!
      return { name, args: asMeant(name, args), at, ...reasonOf(n, code, details ?? {}) }
    }),
  )
  checkRests(who, life)
}

/** Nothing of a command on its way is left behind. */
function checkRests(who: string, life: Seat['life']): void {
  const db = connectReader(life.location.file, life.location.key)
  try {
    const unsent = db.value<number>(
      `SELECT count(*) FROM contentToSend s
       JOIN documentContent c ON c.hash = s.hash AND c.dossierId = s.dossierId
       WHERE NOT EXISTS (SELECT 1 FROM attention WHERE instr(args, s.hash) > 0)`,
    )
    expect(unsent, `contents that wait for no act on the desk of ${who}`).toBe(0)
    for (const table of ['outbox', 'outboxRef', 'shadow', 'rejected']) {
      const rows = db.value<number>(`SELECT count(*) FROM ${table}`)
      expect(rows, `rows left in ${table} on the desk of ${who}`).toBe(0)
    }
    const hot = db.all<{ id: string; assignee: string | null; assigneeDvz: string | null }>(
      'SELECT id, assignee, assigneeDvz FROM dossier',
    )
    for (const { id, assignee, assigneeDvz } of hot) {
      const body = life.cache!.record('dossier', id)!.body
      expect([assignee, assigneeDvz], `the queue of ${who} shows who handles ${id}`).toEqual([
        body.assignee,
        body.assigneeDvz ?? null,
      ])
    }
  } finally {
    db.close()
  }
}

const versionOf = ({ kind, id, version }: Omit<AnyRecord, 'body'>) => ({ kind, id, version })

function inOrder<T extends { kind: string; id: string }>(records: readonly T[]): T[] {
  const key = ({ kind, id }: T) => `${kind}/${id}`
  return records.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}
