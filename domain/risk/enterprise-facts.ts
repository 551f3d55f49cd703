import type { LocalDate } from '../calendar/local-date.ts'
import type { HandleKind } from '../contract/codes.ts'
import type { TandemRecord } from '../contract/records.ts'
import type { OnTask } from '../limosa/same-task.ts'
import type { Line, WithSources } from './outside-facts.ts'

/** Somebody who directs, or directed, an enterprise that gives a handle. */
export interface Directed {
  /** As the handle names it. */
  enterprise: string
  director: string
  period: { from: LocalDate; to: LocalDate | null }
}

/** Something by which people can be reached that several enterprises give as theirs. */
export interface SharedHandle {
  kind: HandleKind
  /** As the enterprise itself gives it; of an account the last digits. */
  value: string
  /** What tells it from others where `value` does not: the key of an account. */
  key?: string
  /** Numbers or ids of the enterprises that give it, this one included, ordered. */
  enterprises: readonly string[]
  /** Who directs those, as far as the register tells; read when a rule asks. Absent: nobody is known. */
  directed?: readonly Directed[]
}

/** A false A1 of another enterprise that somebody directs, or directed, who directs this one too. */
export interface TiedForm {
  form: TandemRecord<'a1'>
  /** The line of the register that tells who directs this enterprise. */
  line: Line
  /** The terms of the director at this enterprise, and at the employer of the form. */
  here: Directed['period']
  there: Directed['period']
}

/** Applications filed in one calendar month, `YYYY-MM`. */
export interface MonthOfFilings {
  month: string
  count: number
}

/** Somebody who lives here, until the last day for which they have work: OPEN_END where none is set. */
export interface Lodger {
  personId: string
  address: string
  municipality: string
  until: LocalDate
}

/**
 * Everything that the rules about an enterprise may read. The host gathers it from the cache;
 * arrays are ordered by id, months by month. Lists of whole records are read when a rule asks: few do.
 */
export interface EnterpriseFacts extends WithSources {
  enterprise: TandemRecord<'enterprise'>
  /**
   * The keys under which it is known (domain/linking/mentions.ts): its numbers, and mentions that are linked to
   * it. Absent: its numbers alone.
   */
  knownAs?: readonly string[]
  /** Applications of which it is the employer or the filer. */
  filings: readonly MonthOfFilings[]
  /** The applications of everybody that this desk holds, for comparison. */
  allFilings: readonly MonthOfFilings[]
  /** Dossiers of which it is the employer. */
  dossiers: readonly TandemRecord<'dossier'>[]
  /** Declarations of which it is the sender or the client. */
  declarations: readonly TandemRecord<'declaration'>[]
  /**
   * Declarations in force by which it sends somebody to a task and place (domain/limosa/same-task.ts)
   * to which another of them sends somebody too.
   */
  sameTask: readonly OnTask[]
  /**
   * Declarations in force for building work of which it is the first client, at a site
   * (domain/limosa/building-site.ts) for which another of them is too.
   */
  atOneSite: readonly TandemRecord<'declaration'>[]
  /** Workers who are here on its dossiers (domain/dossier/arrived.ts) with the address at which they live. */
  lodgers: readonly Lodger[]
  handles: readonly SharedHandle[]
  /** How many give the handle that most give; who reads many counts them at once. Absent: as `handles` say. */
  sharers?: number
  /** What was measured of it for the screens of the rules (measures.ts). Absent: not measured. */
  measures?: Int32Array
  /** A1 forms in its name that their issuer told to be false. Absent where they were not read. */
  falseA1?: readonly TandemRecord<'a1'>[]
  /** Those of other enterprises with a director in common. Absent where they were not read. */
  tiedFalseA1?: readonly TiedForm[]
}
