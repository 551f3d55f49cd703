import type { DeclarationVerdict } from '../contract/workbench.ts'
import type { TandemRecord } from '../contract/records.ts'
import type { OnTask } from '../limosa/same-task.ts'
import type { Mentions } from '../linking/mentions.ts'
import type { Line, WithSources } from './outside-facts.ts'

/** How a declaration or presence was linked to a person: by exact identifiers only. */
export type LinkedBy = DeclarationVerdict['linkedBy']

/**
 * Everything that the comparison and the rules may read about one person. The host gathers it
 * from the cache; findings are a pure function of it, the rule versions, the dated tables and the
 * date. Arrays are ordered by id, so that the same facts give the same findings.
 */
export interface PersonFacts extends WithSources {
  person: TandemRecord<'person'>
  /** Nobody of the register: the person is as one declaration tells them, and what only it could tell is not known. */
  isStranger?: boolean
  dossiers: readonly TandemRecord<'dossier'>[]
  declarations: readonly { record: TandemRecord<'declaration'>; linkedBy: LinkedBy }[]
  presences: readonly TandemRecord<'presence'>[]
  /** Employers and filers of the dossiers, by id. */
  enterprises: { get(id: string): TandemRecord<'enterprise'> | undefined }
  /**
   * Senders of their declarations whom no number of the register decides, as they are linked to it or judged.
   * Absent where they were not read.
   */
  mentions?: Mentions
  /** Mandates given by the employers of the dossiers. */
  mandates: readonly TandemRecord<'mandate'>[]
  /** Other persons who carry a passport number and country that this person carries. */
  samePassport: readonly {
    personId: string
    birthDate: string | null
    passport: { number: string; country: string }
  }[]
  /**
   * Declarations in force, of anybody, on a task and place of this person's declarations
   * (domain/limosa/same-task.ts), their own among them. Absent where they were not read; empty where nobody else
   * is on one, or not for long enough to be asked about.
   */
  sameTask?: readonly OnTask[]
  /** What was measured of their records for the screens of the rules (measures.ts). Absent: not measured. */
  measures?: Int32Array
  /** Their A1 forms, employments and the controls that met them. Absent where they were not read. */
  a1?: readonly TandemRecord<'a1'>[]
  employments?: readonly TandemRecord<'employment'>[]
  controls?: readonly TandemRecord<'control'>[]
  /** What other sources say of them (worker-facts.ts). Absent where it was not read. */
  lines?: readonly TandemRecord<'workerLine'>[]
  /** What employers of their dossiers owe; none of one that owes nothing. Absent where it was not read. */
  debts?: readonly EmployerDebt[]
  /** Others whose wages went to an account of theirs; the family name where it is known. */
  sameAccount?: readonly { account: string; worker: string; familyName: string | null }[]
  /**
   * Papers of their dossiers whose content others filed too (domain/documents/compared.ts), by dossier and key.
   * Absent where they were not read.
   */
  samePapers?: readonly SamePaper[]
  /** Workers on other A1 forms with a number and country of theirs, each once. */
  sameA1?: readonly { number: string; country: string; worker: string }[]
}

/** A paper of a dossier that was filed for others with the same content. */
export interface SamePaper {
  key: string
  dossierId: string
  /** How many persons have it, this one included, and of how many employers. */
  persons: number
  employers: number
}

/** What a register says that an employer owes to social security, above nothing. */
export interface EmployerDebt extends Line {
  employerId: string
  socialDebtCents: number
}
