/**
 * What the arguments of steps say, in words of the work: the one description of a field for whoever
 * shows what a step would write beside what stands.
 */
import type { Lines } from '../../contract/conflict.ts'
import type { Track } from '../../contract/codes.ts'
import type { Period } from '../../contract/records.ts'
import { appealResultOn } from '../../dossier/outcome.ts'
import type { RecordLookup } from '../command.ts'
import { codeOf, codesOf, dayOf, employerOf, periodOf, textOf } from '../said.ts'

/** Lines of a value that has the shape of its field, on a track. */
type Words = (value: never, records: RecordLookup, track: Track) => Lines

const code =
  (list: string): Words =>
  (value: string) => [[codeOf(list, value)]]

const yesNo: Words = (value: boolean) => [[codeOf('yesNo', value ? 'YES' : 'NO')]]

const dossier: Words = (value: string | null, records) =>
  value === null ? [] : textOf(records('dossier', value)?.body.reference ?? value)

type Result = 'UPHELD' | 'REFORMED' | 'POSITIVE' | 'NEGATIVE'

/** Of an appeal, or of a pre-assessment. */
const result = (value: Result, _records: RecordLookup, track: Track): Lines =>
  value === 'UPHELD' || value === 'REFORMED'
    ? [[codeOf('appealResult', appealResultOn(track, value))]]
    : [[codeOf('assessment', value)]]

/** By name of the field; every one that a step states beside its day, with the reason. */
export const STEP_FIELDS: Readonly<Record<string, Words>> = {
  decision: code('decision'),
  result,
  opinion: code('opinion'),
  adviser: code('adviser'),
  region: code('region'),
  period: (value: Period | null) => periodOf(value),
  deadline: (value: string) => dayOf(value),
  employmentEndedOn: (value: string) => dayOf(value),
  heldSince: (value: string | null) => dayOf(value),
  grounds: (value: readonly string[]) => codesOf('ground', value),
  documents: (value: readonly string[]) => codesOf('documentType', value),
  heard: yesNo,
  cause: code('holdCause'),
  checked: yesNo,
  post: (value: string) => textOf(value),
  renewal: dossier,
  successor: dossier,
  text: (value: string) => textOf(value),
  reason: (value: string) => textOf(value),
  employerId: (value: string | null, records) => employerOf(value, records),
}

/** Fields that tell the machine which one is meant: an officer reads what they point to elsewhere. */
export const NOT_SAID: ReadonlySet<string> = new Set([
  'proposal',
  'departureId',
  'personId',
  'threshold',
  'mandateId',
  'signals',
])

/** What a field says; nothing for one that is not told. */
export function saidOf(field: string, value: unknown, records: RecordLookup, track: Track): Lines {
  return value === undefined ? [] : (STEP_FIELDS[field]?.(value as never, records, track) ?? [])
}
