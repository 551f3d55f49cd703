/**
 * How the gateway stores what domain/ names: scopes as a bit mask, kinds as numbers that sort in
 * dependency order. Both are part of stored data: numbers are never reused or changed.
 */
import type { Region, Scope } from '../domain/contract/codes.ts'
import { SCOPES } from '../domain/contract/codes.ts'
import type { RecordKind } from '../domain/contract/records.ts'

const SCOPE_BITS: Readonly<Record<Scope, number>> = { FL: 1, WA: 2, BR: 4, DG: 8, FED: 16 }

/** The bit mask of some scopes; 0 is visible to nobody. */
export function scopeMask(scopes: readonly Scope[]): number {
  return scopes.reduce((mask, scope) => mask | SCOPE_BITS[scope], 0)
}

/** The scopes of a bit mask, in the order of SCOPES. */
export function scopesOfMask(mask: number): Scope[] {
  return SCOPES.filter((scope) => (mask & SCOPE_BITS[scope]) !== 0)
}

/**
 * The scopes of a dossier that went from one region to another: the new one holds it, the old one no
 * longer does. The federal level keeps what it had.
 */
export function scopesAfterReroute(mask: number, from: Region, to: Region): number {
  return from === to ? mask : (mask & ~SCOPE_BITS[from]) | SCOPE_BITS[to]
}

/** The scopes of a party to a dossier that a region got: the others keep it, for dossiers of their own. */
export function withRegion(mask: number, region: Region): number {
  return mask | SCOPE_BITS[region]
}

/** Gaps leave room for a new kind in dependency order. */
const KIND_NUMBERS: Readonly<Record<RecordKind, number>> = {
  enterprise: 10,
  person: 20,
  mandate: 30,
  dossier: 40,
  declaration: 50,
  presence: 60,
  a1: 62,
  employment: 64,
  control: 66,
  workerLine: 67,
  holding: 68,
  registerLine: 69,
  note: 70,
  findingJudgement: 80,
  linkJudgement: 85,
  savedView: 90,
  absence: 100,
  norm: 110,
  rule: 120,
  sample: 130,
  report: 140,
  reporter: 150,
  departure: 160,
  watch: 170,
  controlRequest: 180,
}

const KIND_NAMES = new Map<number, RecordKind>(
  (Object.keys(KIND_NUMBERS) as RecordKind[]).map((kind) => [KIND_NUMBERS[kind], kind]),
)

/** The stored number of a kind. */
export function kindNumber(kind: RecordKind): number {
  return KIND_NUMBERS[kind]
}

/** The kind of a stored number. Throws when the database holds a kind this program does not know. */
export function kindName(number: number): RecordKind {
  const kind = KIND_NAMES.get(number)
  if (!kind) throw new RangeError(`the database holds an unknown kind of record: ${number}`)
  return kind
}
