/**
 * Commands of a desk: in number order, each whole or not at all, each answered once. A refusal
 * advances the number too and is kept with its reason, so that one bad command blocks nothing.
 */
import { createHash } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { brusselsToday } from '../domain/calendar/local-date.ts'
import {
  refuse,
  type CommandContext,
  type Decision,
  type RecordLookup,
  type RecordWrite,
} from '../domain/commands/command.ts'
import { actedAtReceipt } from '../domain/commands/acted-at.ts'
import { parseCommand } from '../domain/commands/index.ts'
import { heldBack } from '../domain/commands/lanes.ts'
import type { Actor } from '../domain/contract/actor.ts'
import { TandemError } from '../domain/contract/errors.ts'
import {
  BODIES,
  type DossierBody,
  type NoteBody,
  type RecordKind,
  type RecordRef,
  type ReportBody,
  type ReporterBody,
  type TandemRecord,
} from '../domain/contract/records.ts'
import type { CommandAnswers, CommandBatch, WireCommand } from '../domain/contract/sync.ts'
import { commandTellsReporter } from '../domain/reports/tells-reporter.ts'
import { mayReadNote } from '../domain/rights/notes.ts'
import { mayKnowReport } from '../domain/rights/reports.ts'
import { mayRun, maySeeKind, scopesOf, seesOwnOnly } from '../domain/rights/rights.ts'
import { colleaguesOf } from './colleagues.ts'
import { mayPass, type Database, type Queries } from './database.ts'
import { instantOf } from './instant.ts'
import { nameContents, sentContents, type SentContent } from './documents.ts'
import { errorName, type Log } from './log.ts'
import {
  lockRecords,
  numberChanges,
  ownerOf,
  parentOf,
  parseDetails,
  scopesBy,
  storeRecords,
  withChildren,
  type Held,
  type RecordChange,
  type Step,
  type StoredRecord,
  type Verdict,
} from './records.ts'
import { client, commandResult } from './schema.ts'
import { partiesAlong } from './reroute.ts'
import { scopeMask, scopesAfterReroute } from './scopes.ts'
import { sealedRecord, SealedReporter, type Seal } from './sealing.ts'

type Answer = CommandAnswers['answers'][number]

/** A command with what it is decided by. Without `parsed` it is not of the wire. */
interface Job {
  n: number
  name: string
  parsed: ReturnType<typeof parseCommand>
  needs: readonly RecordRef[]
  /** The earlier command that it stands on. */
  after: number | undefined
  /** The gateway could not carry it out: it is refused as INTERNAL whatever it says. */
  failed: boolean
  /** Recognises a repeat. */
  digest: string
  times: Pick<Verdict, 'deskAt' | 'receivedAt'>
  context: CommandContext
}

/** What commands run on besides the database. */
export interface RunsOn {
  now: () => Date
  log: Log
  seal: Seal
}

/**
 * Runs the commands of a batch one after the other, in one transaction: each has a change number of
 * its own and is decided on what those before it wrote. Throws COMMAND_OUT_OF_ORDER at a hole in the
 * numbers (what came before it stays done) and FORBIDDEN when the client belongs to another person.
 */
export async function runBatch(
  database: Database,
  actor: Actor,
  { client: clientId, commands }: CommandBatch,
  on: RunsOn,
): Promise<CommandAnswers> {
  const { log } = on
  const colleagues = await colleaguesOf(database.queries, actor)
  const jobs = commands.map((command) => {
    const received = on.now()
    const at = actedAtReceipt(instantOf(command.at, 'at'), received)
    const context = { actor, at: at.toISOString(), today: brusselsToday(at), colleagues }
    return jobOf(command, received, context, log)
  })
  const run = (some: readonly Job[]) =>
    database.transaction((tx) => runJobs(tx, clientId, some, on))
  const { answers, hole } = await run(jobs).catch((error: unknown) => {
    if (!isOfOneCommand(error)) throw error
    return runEach(run, jobs, log)
  })
  if (hole) throw hole
  return { last: answers.at(-1)?.n ?? 0, answers }
}

/**
 * True when a transaction failed by what one of its commands reads or writes: data that do not fit, a record
 * that is damaged, an error of ours. What may pass by itself is of none, nor is what the desk is told.
 */
function isOfOneCommand(error: unknown): boolean {
  return !(error instanceof TandemError) && !mayPass(error)
}

/** Each command in a transaction of its own; one that cannot be carried out is refused as INTERNAL. */
async function runEach(
  run: (some: readonly Job[]) => Promise<Ran>,
  jobs: readonly Job[],
  log: Log,
): Promise<Ran> {
  const answers: Answer[] = []
  for (const job of jobs) {
    const ran = await run([job]).catch((error: unknown) => {
      if (!isOfOneCommand(error)) throw error
      log({ event: 'command-failed', command: job.name, error: errorName(error) })
      return run([{ ...job, needs: [], failed: true }])
    })
    answers.push(...ran.answers)
    if (ran.hole) return { answers, hole: ran.hole }
  }
  return { answers, hole: null }
}

/** What a repeat is recognised by: a hash of who reported would let names be tried on it. */
const knownArgs = ({ command, args }: NonNullable<Job['parsed']>): unknown =>
  command.withoutSealed?.(args) ?? args

/** Args that are not of the wire are refused whatever they are: they do not tell repeats apart. */
function jobOf(
  { n, name, args, at, deskAt = at, after }: WireCommand,
  received: Date,
  context: CommandContext,
  log: Log,
): Job {
  const parsed = parseCommand(name, args)
  const told = JSON.stringify([name, parsed && knownArgs(parsed), at])
  const digest = createHash('sha256').update(told).digest('hex')
  const times = { deskAt: instantOf(deskAt, 'deskAt').getTime(), receivedAt: received.getTime() }
  const job = { n, name, parsed, after, digest, times, context }
  try {
    const needs = parsed && mayRun(context.actor, name) ? parsed.command.needs(parsed.args) : []
    return { ...job, needs, failed: false }
  } catch (error) {
    log({ event: 'command-failed', command: name, error: errorName(error) })
    return { ...job, needs: [], failed: true }
  }
}

interface Ran {
  answers: Answer[]
  /** What ends the batch before its last command. */
  hole: TandemError | null
}

/** Throws the hole itself when nothing was done before it: the transaction leaves nothing behind. */
async function runJobs(
  tx: Queries,
  clientId: string,
  jobs: readonly Job[],
  on: RunsOn,
): Promise<Ran> {
  const before = await lockClient(tx, clientId, jobs[0]!.context.actor)
  const known = await earlierResults(tx, clientId, jobs, before)
  const held = new HeldRecords(
    await lockRecords(
      tx,
      jobs.flatMap(({ n, needs, parsed }) =>
        n > before ? [...needs, ...sealedBeside(parsed)] : [],
      ),
    ),
    on.seal,
  )
  const { actor } = jobs[0]!.context
  const named = jobs.flatMap(({ n, parsed }) => (n > before && contentIn(parsed)?.hash) || [])
  const contents = await sentContents(tx, actor, named)
  const steps: Step[] = []
  const answers: Answer[] = []
  let hole: TandemError | null = null
  for (const job of jobs) {
    const last = before + steps.length
    if (job.n === last + 1) {
      const stands = (n: number) => n < job.n && known.get(n)?.outcome === 'ACCEPTED'
      const decided = decide({ held, contents }, job, stands, on)
      held.take(decided.changes)
      const parties = await partiesAlong(tx, held, decided.changes)
      const changes = await withChildren(tx, [...decided.changes, ...parties], held)
      held.take(changes)
      const step = stepOf(clientId, job, { ...decided, changes })
      steps.push(step)
      known.set(job.n, step.verdict)
    }
    const result = known.get(job.n)
    // Another command under a used number: a desk restored from a copy. It needs a new client.
    if (result?.digest !== job.digest) {
      hole = new TandemError('COMMAND_OUT_OF_ORDER', { last })
      break
    }
    answers.push(answerOf(result))
  }
  if (hole && steps.length === 0) throw hole
  await storeRecords(
    tx,
    steps.flatMap(({ changes }) => changes),
  )
  await nameContents(tx, namedBy(jobs, known))
  if (steps.length > 0) await numberChanges(tx, steps)
  return { answers, hole }
}

/** Contents that accepted commands put on dossiers. */
function namedBy(jobs: readonly Job[], known: ReadonlyMap<number, Result>): string[] {
  return jobs.flatMap(({ n, parsed }) => {
    const content = known.get(n)?.outcome === 'ACCEPTED' ? contentIn(parsed) : null
    return content ? [content.hash] : []
  })
}

const contentIn = (parsed: Job['parsed']) => parsed?.command.content?.(parsed.args) ?? null

/** True when a command names a content that this person has not sent, or as what it is not. */
function lacksContent(parsed: Job['parsed'], sent: ReadonlyMap<string, SentContent>): boolean {
  const named = contentIn(parsed)
  if (!named) return false
  const content = sent.get(named.hash)
  return content?.bytes !== named.bytes || content.claims !== named.claims
}

function answerOf({ n, outcome, code, details }: Result): Answer {
  return { n, outcome, code, details: parseDetails(details) }
}

/** The last number of the client, held until the transaction ends; a new client starts at 0. */
async function lockClient(tx: Queries, clientId: string, actor: Actor): Promise<number> {
  const [known] = await tx.select().from(client).where(eq(client.id, clientId)).for('update')
  if (!known) {
    await tx.insert(client).values({ id: clientId, owner: actor.id, last: 0 })
    return 0
  }
  if (known.owner !== actor.id) throw new TandemError('FORBIDDEN')
  return known.last
}

type Result = Pick<Verdict, 'n' | 'digest' | 'outcome' | 'code' | 'details'>

/** The verdicts on commands dealt with before, by number: those repeated here and those stood on. */
async function earlierResults(
  tx: Queries,
  clientId: string,
  jobs: readonly Job[],
  last: number,
): Promise<Map<number, Result>> {
  const numbers = jobs.flatMap(({ n, after = n }) => [n, after]).filter((n) => n <= last)
  if (numbers.length === 0) return new Map()
  const { n, digest, outcome, code, details } = commandResult
  const found = await tx
    .select({ n, digest, outcome, code, details })
    .from(commandResult)
    .where(and(eq(commandResult.client, clientId), inArray(n, numbers)))
  return new Map(found.map((result) => [result.n, result]))
}

// ---------------------------------------------------------------- decision

/** The records that a batch holds, as its commands so far left them. */
class HeldRecords implements Held {
  readonly #records = new Map<string, StoredRecord>()
  readonly #seal: Seal

  constructor(stored: readonly StoredRecord[], seal: Seal) {
    this.#seal = seal
    for (const one of stored) this.#records.set(`${one.record.kind}/${one.record.id}`, one)
  }

  /** Those that a command named and that exist. */
  named(needs: readonly RecordRef[]): StoredRecord[] {
    return needs.flatMap(({ kind, id }) => this.#records.get(`${kind}/${id}`) ?? [])
  }

  /** Who reported, as far as a command that says something of the report may not tell it. */
  reporterOf(reportId: string): ReporterBody | null {
    const sealed = this.#records.get(`reporter/${reportId}`)?.record.body
    return v.is(SealedReporter, sealed) ? this.#seal.open(reportId, sealed) : null
  }

  asHeld(stored: StoredRecord): StoredRecord {
    const { kind, id } = stored.record
    return this.#records.get(`${kind}/${id}`) ?? stored
  }

  childrenOf(refs: readonly RecordRef[]): StoredRecord[] {
    const parents = new Set(refs.map(({ kind, id }) => `${kind}/${id}`))
    return [...this.#records.values()].filter(({ record }) => {
      const parent = parentOf(record)
      return parent !== null && parents.has(`${parent.kind}/${parent.id}`)
    })
  }

  take(changes: readonly RecordChange[]): void {
    for (const { record, scopesAfter } of changes) {
      this.#records.set(`${record.kind}/${record.id}`, { record, scopes: scopesAfter })
    }
  }
}

interface Decided {
  decision: Decision
  changes: RecordChange[]
}

const refused = (decision: Decision): Decided => ({ decision, changes: [] })

function stepOf(
  clientId: string,
  { n, name, digest, times }: Job,
  { decision, changes }: Decided,
): Step & { verdict: Verdict } {
  const verdict = decision.ok
    ? { outcome: 'ACCEPTED' as const, code: null, details: null }
    : {
        outcome: 'REFUSED' as const,
        code: decision.code,
        details: JSON.stringify(decision.details),
      }
  return { changes, verdict: { client: clientId, n, name, digest, ...times, ...verdict } }
}

function decide(
  { held: records, contents }: { held: HeldRecords; contents: ReadonlyMap<string, SentContent> },
  { name, parsed, needs, after, failed, context }: Job,
  stands: (n: number) => boolean,
  { log, seal }: RunsOn,
): Decided {
  if (failed) return refused(refuse('INTERNAL'))
  if (!parsed) return refused(refuse('BAD_REQUEST'))
  if (!mayRun(context.actor, name)) return refused(refuse('FORBIDDEN'))
  const back = heldBack(after, stands)
  if (back) return refused(back)
  const held = records.named(needs)
  // A record of another service is answered like one that does not exist.
  if (!held.every((stored) => isVisible(context.actor, stored))) return refused(refuse('NOT_FOUND'))
  if (lacksContent(parsed, contents)) return refused(refuse('CONTENT_MISSING'))
  try {
    const decision = parsed.command.decide(lookupIn(held), parsed.args, context)
    if (!decision.ok) return refused(decision)
    if (tellsWhoReported(records, parsed)) return refused(refuse('REPORTER_TOLD'))
    const changes = decision.writes.map((write) => changeOf(context.actor, write, needs, held))
    return {
      decision,
      changes: changes.map((one) => ({ ...one, record: sealedRecord(seal, one.record) })),
    }
  } catch (error) {
    // A command that fails by its own fault must not stop what follows it.
    log({ event: 'command-failed', command: name, error: errorName(error) })
    return refused(refuse('INTERNAL'))
  }
}

/** The report that a command says something of; null: none. */
function reportIn(parsed: Job['parsed']): string | null {
  const args = parsed?.args as { reportId?: unknown } | undefined
  return typeof args?.reportId === 'string' ? args.reportId : null
}

/** The identity beside the report that a command puts words on. */
function sealedBeside(parsed: Job['parsed']): RecordRef[] {
  const id = parsed && parsed.command.words.length > 0 ? reportIn(parsed) : null
  return id === null ? [] : [{ kind: 'reporter', id, shared: true }]
}

/** True when the words of a command would put who reported before everybody who reads the report. */
function tellsWhoReported(held: HeldRecords, parsed: NonNullable<Job['parsed']>): boolean {
  const id = reportIn(parsed)
  const reporter = id === null ? null : held.reporterOf(id)
  return reporter !== null && commandTellsReporter(parsed.command, parsed.args as object, reporter)
}

function isVisible(actor: Actor, { record, scopes }: StoredRecord): boolean {
  if (!maySeeKind(actor, record.kind)) return false
  if (seesOwnOnly(actor, record.kind)) return ownerOf(record) === actor.id
  if (record.kind === 'note' && !mayReadNote(actor, record.body as NoteBody)) return false
  if (record.kind === 'report' && !mayKnowReport(actor, record.body as ReportBody)) return false
  return ownerOf(record) === actor.id || (scopes & scopeMask(scopesOf(actor))) !== 0
}

function find(held: readonly StoredRecord[], { kind, id }: RecordRef): StoredRecord | null {
  return held.find(({ record }) => record.kind === kind && record.id === id) ?? null
}

function lookupIn(held: readonly StoredRecord[]): RecordLookup {
  return ((kind: RecordKind, id: string) =>
    find(held, { kind, id })?.record ?? null) as RecordLookup
}

/** A dossier that went to another region is that region's; everything else stays where it was. */
function scopesOfNext({ record: before, scopes }: StoredRecord, after: TandemRecord): number {
  if (before.kind !== 'dossier' || after.kind !== 'dossier') return scopes
  const regionOf = ({ body }: TandemRecord) => (body as DossierBody).region
  return scopesAfterReroute(scopes, regionOf(before), regionOf(after))
}

/**
 * The next version of a record; a new one gets the scopes of the record it belongs to. Throws when
 * the command wrote a record it did not name, or a body that does not fit its schema.
 */
function changeOf(
  actor: Actor,
  { kind, id, body }: RecordWrite,
  needs: readonly RecordRef[],
  held: readonly StoredRecord[],
): RecordChange {
  if (!needs.some((ref) => ref.kind === kind && ref.id === id)) {
    throw new TypeError(`the command wrote a ${kind} that it did not name`)
  }
  v.parse(BODIES[kind], body)
  const current = find(held, { kind, id })
  const given = scopesBy(actor, { kind, body })
  const own = given && scopeMask(given)
  if (current) {
    const record = { kind, id, version: current.record.version + 1, body }
    const scopesAfter = own ?? scopesOfNext(current, record)
    return { record, scopesBefore: current.scopes, scopesAfter }
  }
  const parent = parentOf({ kind, id, body })
  const scopes = parent ? (find(held, parent)?.scopes ?? 0) : (own ?? 0)
  return { record: { kind, id, version: 1, body }, scopesBefore: 0, scopesAfter: scopes }
}
