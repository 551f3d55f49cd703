/**
 * The comparison of a whole stock of linked declarations, in columns: what each needs and what covers
 * it, by the same table and the same matching as one person on a screen. Texts are read once, when a
 * person is added; evaluating again for another day reads numbers alone.
 */
import { toDay, type LocalDate } from '../calendar/local-date.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import type { BodyOf } from '../contract/records.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import { permitOf, suits } from './compare.ts'
import { decisionAt, keyOf } from './decision-key.ts'
import { differingElements } from './elements.ts'
import { matchPermits, type Candidate, type Permit } from './matching.ts'
import { situationsOf, type Situation } from './situation.ts'

export const COVER_CODES = [
  'M0',
  'M1',
  'M2',
  'M3',
  'M4',
] as const satisfies readonly DeclarationVerdict['code'][]

/** Grows by doubling; the part that is used is cut at the end. */
class IntColumn {
  #values = new Int32Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.#values.length) {
      const more = new Int32Array(2 * this.length)
      more.set(this.#values)
      this.#values = more
    }
    this.#values[this.length] = value
    this.length += 1
  }

  done(): Int32Array {
    return this.#values.subarray(0, this.length)
  }
}

/** A stock ready for evaluation. Declaration i has the candidates `first[i]` to `first[i + 1]`. */
export interface CoverageColumns {
  /** Declared period in day numbers. */
  from: Int32Array
  to: Int32Array
  /** Situation as in decision-key.ts. */
  situation: Int32Array
  first: Int32Array
  /** Of each candidate: its permit, and the elements in which it differs. */
  permit: Int32Array
  differs: Int32Array
  permits: readonly Permit[]
}

/** What the evaluation says of each declaration. */
export interface Coverage {
  /** Position in COVER_CODES. */
  code: Uint8Array
  /** Row of the decision table. */
  row: Uint8Array
}

function activeBodies({ declarations }: PersonFacts): BodyOf<'declaration'>[] {
  const active: BodyOf<'declaration'>[] = []
  for (const { record } of declarations) {
    if (record.body.status === 'ACTIVE') active.push(record.body)
  }
  return active
}

/** By id, so that the order of the facts decides nothing. */
const inOrder = (dossiers: PersonFacts['dossiers']): PersonFacts['dossiers'] =>
  dossiers.length < 2 ? dossiers : dossiers.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** Gathers the declarations in force of one person after another. */
export class CoverageBuilder {
  readonly #from = new IntColumn()
  readonly #to = new IntColumn()
  readonly #situation = new IntColumn()
  readonly #first = new IntColumn()
  readonly #permit = new IntColumn()
  readonly #differs = new IntColumn()
  readonly #permits: Permit[] = []

  constructor() {
    this.#first.push(0)
  }

  get declarations(): number {
    return this.#from.length
  }

  add(facts: PersonFacts): void {
    const active = activeBodies(facts)
    if (active.length === 0) return
    const dossiers = inOrder(facts.dossiers)
    const firstPermit = this.#permits.length
    let permitsRead = false
    const situations = situationsOf(facts, active)
    for (let at = 0; at < situations.length; at += 1) {
      const { compare, requirement } = decisionAt(this.#declare(situations[at]!))
      if (compare && dossiers.length > 0) {
        if (!permitsRead) for (const { body } of dossiers) this.#permits.push(permitOf(body))
        permitsRead = true
        for (let i = 0; i < dossiers.length; i += 1) {
          const { body } = dossiers[i]!
          if (!suits(requirement, body)) continue
          const employer =
            body.employerId === null ? undefined : facts.enterprises.get(body.employerId)
          this.#permit.push(firstPermit + i)
          this.#differs.push(differingElements(body, active[at]!, employer ?? null, facts.mentions))
        }
      }
      this.#first.push(this.#permit.length)
    }
  }

  #declare(situation: Situation): number {
    const key = keyOf(situation)
    this.#from.push(situation.period.from)
    this.#to.push(situation.period.to)
    this.#situation.push(key)
    return key
  }

  done(): CoverageColumns {
    return {
      from: this.#from.done(),
      to: this.#to.done(),
      situation: this.#situation.done(),
      first: this.#first.done(),
      permit: this.#permit.done(),
      differs: this.#differs.done(),
      permits: this.#permits,
    }
  }
}

const CODE = new Map(COVER_CODES.map((code, i) => [code, i]))

/** Evaluates every declaration for a day. */
export function evaluateCoverage(columns: CoverageColumns, on: LocalDate): Coverage {
  const { from, to, situation, first, permit, differs, permits } = columns
  const today = toDay(on)
  const code = new Uint8Array(from.length)
  const row = new Uint8Array(from.length)
  for (let i = 0; i < from.length; i += 1) {
    const decision = decisionAt(situation[i]!)
    row[i] = decision.row
    if (!decision.compare) continue
    const candidates: Candidate[] = []
    for (let at = first[i]!; at < first[i + 1]!; at += 1) {
      candidates.push({ permit: permits[permit[at]!]!, differs: differs[at]! })
    }
    const match = matchPermits(candidates, { from: from[i]!, to: to[i]! }, today)
    code[i] = CODE.get(match.code)!
  }
  return { code, row }
}

/** How many declarations have which reading, by row of the decision table. */
export type CoverageCounts = { row: number; code: (typeof COVER_CODES)[number]; count: number }[]

export function countCoverage({ code, row }: Coverage): CoverageCounts {
  const counts = new Map<number, number>()
  for (let i = 0; i < code.length; i += 1) {
    const key = row[i]! * COVER_CODES.length + code[i]!
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([key, count]) => ({
      row: Math.floor(key / COVER_CODES.length),
      code: COVER_CODES[key % COVER_CODES.length]!,
      count,
    }))
}
