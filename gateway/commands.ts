/**
 * Commands of a desk: in number order, each in one transaction, each answered once. A refusal
 * advances the number too and is kept with its reason, so that one bad command blocks nothing.
 */
import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { brusselsToday } from '../domain/calendar/local-date.ts'
import {
  refuse,
  type CommandContext,
  type Decision,
  type RecordLookup,
  type RecordWrite,
} from '../domain/commands/command.ts'
import { decideCommand, parseCommand } from '../domain/commands/index.ts'
import type { Actor } from '../domain/contract/actor.ts'
import { TandemError } from '../domain/contract/errors.ts'
import { BODIES, type RecordKind, type RecordRef } from '../domain/contract/records.ts'
import type { CommandAnswers, CommandBatch, WireCommand } from '../domain/contract/sync.ts'
import { mayRun, maySeeKind, scopesOf } from '../domain/rights/rights.ts'
import { colleaguesOf } from './colleagues.ts'
import type { Database, Queries } from './database.ts'
import { errorName, type Log } from './log.ts'
import {
  lockRecords,
  numberChanges,
  parentOf,
  parseDetails,
  storeRecords,
  type RecordChange,
  type StoredRecord,
} from './records.ts'
import { client, commandResult } from './schema.ts'
import { scopeMask } from './scopes.ts'

type Answer = CommandAnswers['answers'][number]

/** Everything about a command except its client. */
interface Job {
  actor: Actor
  command: WireCommand
  context: CommandContext
  log: Log
}

/**
 * Runs the commands of a batch one after the other. Throws COMMAND_OUT_OF_ORDER at a hole in the
 * numbers (what came before it stays done) and FORBIDDEN when the client belongs to another person.
 */
export async function runBatch(
  database: Database,
  actor: Actor,
  { client: clientId, commands }: CommandBatch,
  now: () => Date,
  log: Log,
): Promise<CommandAnswers> {
  const colleagues = await colleaguesOf(database.queries, actor)
  const answers: Answer[] = []
  for (const command of commands) {
    const at = actedAt(command, now())
    const context = { actor, at: at.toISOString(), today: brusselsToday(at), colleagues }
    const job = { actor, command, context, log }
    answers.push(await database.transaction((tx) => runCommand(tx, clientId, job)))
  }
  return { last: answers.at(-1)?.n ?? 0, answers }
}

/** When the person acted, by the desk's clock; a clock that runs ahead is not believed. */
function actedAt({ at }: WireCommand, now: Date): Date {
  const acted = new Date(at)
  return acted.getTime() <= now.getTime() ? acted : now
}

async function runCommand(tx: Queries, clientId: string, job: Job): Promise<Answer> {
  const { command } = job
  const last = await lockClient(tx, clientId, job.actor)
  const digest = digestOf(command)
  if (command.n <= last) return await earlierAnswer(tx, clientId, command.n, digest, last)
  if (command.n !== last + 1) throw new TandemError('COMMAND_OUT_OF_ORDER', { last })

  const { decision, changes } = await decide(tx, job)
  if (decision.ok) await storeRecords(tx, changes)
  const verdict = decision.ok
    ? { outcome: 'ACCEPTED' as const, code: null, details: null }
    : {
        outcome: 'REFUSED' as const,
        code: decision.code,
        details: JSON.stringify(decision.details),
      }
  await numberChanges(tx, changes, {
    client: clientId,
    n: command.n,
    name: command.name,
    digest,
    ...verdict,
  })
  const { outcome, code } = verdict
  return { n: command.n, outcome, code, details: parseDetails(verdict.details) }
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

/** Recognises a repeat. Args that are not of the wire are refused whatever they are. */
function digestOf({ name, args, at }: WireCommand): string {
  const parsed = parseCommand(name, args)
  return createHash('sha256')
    .update(JSON.stringify([name, parsed ? parsed.args : null, at]))
    .digest('hex')
}

async function earlierAnswer(
  tx: Queries,
  clientId: string,
  n: number,
  digest: string,
  last: number,
): Promise<Answer> {
  const { n: number, outcome, code, details, digest: kept } = commandResult
  const [earlier] = await tx
    .select({ n: number, outcome, code, details, digest: kept })
    .from(commandResult)
    .where(and(eq(commandResult.client, clientId), eq(number, n)))
  // Another command under a number already used: a desk restored from a copy. It needs a new client.
  if (earlier?.digest !== digest) throw new TandemError('COMMAND_OUT_OF_ORDER', { last })
  const { n: done, outcome: verdict, code: reason } = earlier
  return { n: done, outcome: verdict, code: reason, details: parseDetails(earlier.details) }
}

// ---------------------------------------------------------------- decision

interface Decided {
  decision: Decision
  changes: RecordChange[]
}

const refused = (decision: Decision): Decided => ({ decision, changes: [] })

async function decide(tx: Queries, { actor, command, context, log }: Job): Promise<Decided> {
  const parsed = parseCommand(command.name, command.args)
  if (!parsed) return refused(refuse('BAD_REQUEST'))
  if (!mayRun(actor, command.name)) return refused(refuse('FORBIDDEN'))
  const needs = parsed.command.needs(parsed.args)
  const held = await lockRecords(tx, needs)
  // A record of another service is answered like one that does not exist.
  if (!held.every((stored) => isVisible(actor, stored))) return refused(refuse('NOT_FOUND'))
  try {
    const decision = decideCommand(command.name, parsed.args, lookupIn(held), context)
    if (!decision.ok) return refused(decision)
    return { decision, changes: decision.writes.map((write) => changeOf(write, needs, held)) }
  } catch (error) {
    // A command that fails by its own fault must not stop what follows it.
    log({ event: 'command-failed', command: command.name, error: errorName(error) })
    return refused(refuse('INTERNAL'))
  }
}

function isVisible(actor: Actor, { record, scopes }: StoredRecord): boolean {
  return maySeeKind(actor, record.kind) && (scopes & scopeMask(scopesOf(actor))) !== 0
}

function find(held: readonly StoredRecord[], { kind, id }: RecordRef): StoredRecord | null {
  return held.find(({ record }) => record.kind === kind && record.id === id) ?? null
}

function lookupIn(held: readonly StoredRecord[]): RecordLookup {
  return ((kind: RecordKind, id: string) =>
    find(held, { kind, id })?.record ?? null) as RecordLookup
}

/**
 * The next version of a record; a new one gets the scopes of the record it belongs to. Throws when
 * the command wrote a record it did not name, or a body that does not fit its schema.
 */
function changeOf(
  { kind, id, body }: RecordWrite,
  needs: readonly RecordRef[],
  held: readonly StoredRecord[],
): RecordChange {
  if (!needs.some((ref) => ref.kind === kind && ref.id === id)) {
    throw new TypeError(`the command wrote a ${kind} that it did not name`)
  }
  v.parse(BODIES[kind], body)
  const current = find(held, { kind, id })
  if (current) {
    const record = { kind, id, version: current.record.version + 1, body }
    return { record, scopesBefore: current.scopes, scopesAfter: current.scopes }
  }
  const parent = parentOf({ kind, body })
  const scopes = parent ? (find(held, parent)?.scopes ?? 0) : 0
  return { record: { kind, id, version: 1, body }, scopesBefore: 0, scopesAfter: scopes }
}
