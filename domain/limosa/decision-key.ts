/**
 * The decision table read in one step: every situation as a small number, and what the table says of
 * each of them. Made from the table itself, so that the law stands there alone.
 */
import type { DeclarationVerdict } from '../contract/workbench.ts'
import { decisionRow, needsAuthorisation } from './decision-table.ts'
import {
  ACCESSES,
  EMPLOYERS,
  type DeclaredSituation,
  type Situation,
  type WorkerSituation,
} from './situation.ts'
import { OUTCOMES } from './vander-elst.ts'

/** What the table says of a situation. */
export type Decision = Pick<
  DeclarationVerdict,
  'row' | 'needsDeclaration' | 'needsAuthorisation' | 'requirement' | 'isUndetermined'
> & {
  /** The work needs an authorisation, or may: its permits are looked at. */
  compare: boolean
}

/** What the table says of one situation. */
export function decide(situation: Situation): Decision {
  const row = decisionRow(situation)
  const requirement = row.requirement(situation)
  return {
    row: row.row,
    needsDeclaration: situation.undetermined ? 'UNKNOWN' : row.declaration(situation),
    needsAuthorisation: needsAuthorisation(row, situation),
    requirement,
    isUndetermined: situation.undetermined && requirement !== 'NONE',
    compare: requirement !== 'NONE' && !situation.undetermined,
  }
}

const bit = (value: boolean) => (value ? 1 : 0)

/** Bits 0 to 10 of a situation. */
function declaredKey(declared: DeclaredSituation): number {
  const { employer, employerUnknown, long, riskSector, vanderElst, exemption } = declared
  return (
    EMPLOYERS.indexOf(employer) |
    (bit(employerUnknown) << 2) |
    (bit(long) << 3) |
    (bit(riskSector) << 4) |
    (OUTCOMES.indexOf(vanderElst) << 5) |
    (OUTCOMES.indexOf(exemption.declaration) << 7) |
    (OUTCOMES.indexOf(exemption.work) << 9)
  )
}

/** Bits 11 to 15 of a situation. */
function workerKey({ freeMover, nationalityUnknown, access, frontier }: WorkerSituation) {
  return (
    (bit(freeMover) << 11) |
    (bit(nationalityUnknown) << 12) |
    (ACCESSES.indexOf(access) << 13) |
    (bit(frontier) << 15)
  )
}

/** A situation as a number. */
export const keyOf = (situation: Situation): number => declaredKey(situation) | workerKey(situation)

const KEYS = 1 << 16

function situationAt(key: number): Situation | null {
  const employer = EMPLOYERS[key & 3]!
  const vanderElst = OUTCOMES[(key >> 5) & 3]
  const declaration = OUTCOMES[(key >> 7) & 3]
  const work = OUTCOMES[(key >> 9) & 3]
  const access = ACCESSES[(key >> 13) & 3]
  if (!vanderElst || !declaration || !work || !access) return null
  const flag = (at: number) => ((key >> at) & 1) === 1
  return {
    employer,
    employerUnknown: flag(2),
    long: flag(3),
    riskSector: flag(4),
    vanderElst,
    exemption: { code: null, declaration, work, tooMany: null },
    freeMover: flag(11),
    nationalityUnknown: flag(12),
    access,
    frontier: flag(15),
    undetermined: flag(2) || flag(12),
    period: { from: 0, to: 0 },
    stayDays: null,
  }
}

let decisions: Decision[] | null = null

/** What the table says of a key; the whole table is made at the first question. */
export function decisionAt(key: number): Decision {
  decisions ??= Array.from({ length: KEYS }, (_, at) => {
    const situation = situationAt(at)
    return situation ? decide(situation) : (undefined as unknown as Decision)
  })
  return decisions[key]!
}
