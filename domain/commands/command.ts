/**
 * A command is the only way to change a record. Its `decide` is pure and runs three times: in the
 * form (instant help), in the host (optimistic) and in the gateway (authoritative).
 */
import type * as v from 'valibot'
import type { LocalDate } from '../calendar/local-date.ts'
import type { Actor, Colleague } from '../contract/actor.ts'
import type { Choice, ConflictField } from '../contract/conflict.ts'
import type { ErrorCode, ErrorDetails } from '../contract/errors.ts'
import type {
  BodyOf,
  DocumentFile,
  RecordKind,
  RecordRef,
  TandemRecord,
} from '../contract/records.ts'

/** Reads the records that `needs` named; null when there is none or the actor may not see it. */
export type RecordLookup = <K extends RecordKind>(kind: K, id: string) => TandemRecord<K> | null

export interface CommandContext {
  /** From the session or the token, never from args. */
  actor: Actor
  /** Instant of the act, UTC; see acted-at.ts. */
  at: string
  /** Date of the act in Brussels. */
  today: LocalDate
  /** People of all services; those to whom this actor may assign work are marked. */
  colleagues: readonly Colleague[]
}

/** A record body to store; the executor gives it the next version. */
export type RecordWrite = {
  [K in RecordKind]: { kind: K; id: string; body: BodyOf<K> }
}[RecordKind]

/** A refusal is a normal answer with a stable code, not an exception. */
export interface Refusal {
  ok: false
  code: ErrorCode
  details: ErrorDetails
}
export interface Acceptance {
  ok: true
  writes: RecordWrite[]
}
export type Decision = Acceptance | Refusal

export interface Command<Name extends string = string, Args = unknown> {
  name: Name
  args: v.GenericSchema<unknown, Args>
  /** The records that `decide` reads or replaces. */
  needs(args: Args): RecordRef[]
  /** What its lane is about (lanes.ts); null when it depends on nothing that went before. */
  lane(args: Args): RecordRef | null
  /** The arguments that hold the officer's own words, with their limits in characters. */
  words: readonly { field: keyof Args & string; min: number; max: number }[]
  /**
   * What this act and the records disagree on since the officer looked; empty when nobody changed
   * it. Reads the records that `needs` named.
   */
  conflict(args: Args, records: RecordLookup): ConflictField[]
  /**
   * The same act on the record as it stands now, with what the officer chose per field of
   * `conflict`; null when everything stays as others made it.
   */
  resolve(args: Args, choice: (field: string) => Choice, records: RecordLookup): Args | null
  /**
   * Why this act can no longer be done at all as the records stand now, whatever the officer decides
   * about it; null when it may be sent again. Absent: it always may.
   */
  blocked?(args: Args, records: RecordLookup): Refusal | null
  /**
   * The content that the act puts on a record, by its hash: the desk sends it before the act, and the
   * gateway refuses an act (CONTENT_MISSING) whose content this person has not sent. Absent: none.
   */
  content?(args: Args): Omit<DocumentFile, 'version'>
  /**
   * The arguments without what the gateway keeps sealed: what a repeat is recognised by. Absent: nothing of
   * them is.
   */
  withoutSealed?(args: Args): unknown
  decide(records: RecordLookup, args: Args, context: CommandContext): Decision
}

/** Refuses with a code and the values that its sentence shows. */
export function refuse(code: ErrorCode, details: ErrorDetails = {}): Refusal {
  return { ok: false, code, details }
}

/** Accepts with the bodies to store. */
export function accept(...writes: RecordWrite[]): Acceptance {
  return { ok: true, writes }
}
