/** Levels of two records of a table, column by column. */
import { NAME_LEVELS, nameLevel } from '../name-levels.ts'
import { type Column, MISSING } from './columns.ts'

const namePlaces = new WeakMap<readonly Column[], readonly [number, number] | null>()

function namesOf(columns: readonly Column[]): readonly [number, number] | null {
  let places = namePlaces.get(columns)
  if (places === undefined) {
    const given = columns.findIndex(({ kind }) => kind === 'given')
    const family = columns.findIndex(({ kind }) => kind === 'family')
    places = given === -1 || family === -1 ? null : [given, family]
    namePlaces.set(columns, places)
  }
  return places
}

/** Level of one column of two records. */
export function levelOf(column: Column, i: number, j: number): number {
  const a = column.ids[i]!
  const b = column.ids[j]!
  return a === 0 || b === 0 ? MISSING : column.level(a, b)
}

/** Writes the levels of records `i` and `j` to `levels` from `at` on. Symmetric. */
export function compareInto(
  columns: readonly Column[],
  i: number,
  j: number,
  levels: Uint8Array,
  at: number,
): void {
  for (let c = 0; c < columns.length; c += 1) levels[at + c] = levelOf(columns[c]!, i, j)
  const places = namesOf(columns)
  if (places) cross(columns, places, i, j, levels, at)
}

/** Could given and family name be exchanged? Quick; never wrong when what is there begins as it should. */
export function mayCross(
  columns: readonly Column[],
  [g, f]: readonly [number, number],
  i: number,
  j: number,
): boolean {
  const given = columns[g]!
  const family = columns[f]!
  const initial = (column: Column, record: number) =>
    column.values[column.ids[record]!]!.charCodeAt(0)
  return fits(initial(given, i), initial(family, j)) && fits(initial(family, i), initial(given, j))
}

/** A missing name has no initial and fits any. */
const fits = (a: number, b: number) => a === b || Number.isNaN(a) || Number.isNaN(b)

/**
 * A lone name in the wrong column: it is the other's name of the other kind, so that it is not the name
 * of this kind says nothing against them.
 */
function crossLone(
  column: Column,
  other: Column,
  lone: number,
  whole: number,
  levels: Uint8Array,
  at: number,
): void {
  const name = column.ids[lone]!
  const there = other.ids[whole]!
  if (name === 0 || there === 0 || other.ids[lone] !== 0 || column.ids[whole] === 0) return
  if (levels[at]! >= NAME_LEVELS.similar) return
  const level = nameLevel(column.values[name]!, other.values[there]!, true)
  if (level >= NAME_LEVELS.near) levels[at] = MISSING
}

/** Given and family name exchanged: counted once, with the given name. */
export function cross(
  columns: readonly Column[],
  [g, f]: readonly [number, number],
  i: number,
  j: number,
  levels: Uint8Array,
  at: number,
): void {
  if (levels[at + g]! >= NAME_LEVELS.similar || levels[at + f]! >= NAME_LEVELS.similar) return
  const given = columns[g]!
  const family = columns[f]!
  const values = [given.ids[i]!, family.ids[i]!, given.ids[j]!, family.ids[j]!] as const
  if (values.includes(0)) {
    for (const [one, two] of [
      [i, j],
      [j, i],
    ] as const) {
      crossLone(given, family, one, two, levels, at + g)
      crossLone(family, given, one, two, levels, at + f)
    }
    return
  }
  const [givenOne, familyOne] = [given.values[values[0]]!, family.values[values[1]]!]
  const [givenOther, familyOther] = [given.values[values[2]]!, family.values[values[3]]!]
  if (areExchanged(givenOne, familyOther, familyOne, givenOther)) {
    levels[at + g] = NAME_LEVELS.crossed
    levels[at + f] = MISSING
  } else if (givenOne === familyOther || familyOne === givenOther) {
    // One of the two stands in the wrong column, and beside it another name: that speaks against them once.
    levels[at + g] = MISSING
  }
}

function areExchanged(a: string, b: string, c: string, d: string): boolean {
  const one = nameLevel(a, b, true)
  if (one < NAME_LEVELS.similar) return false
  const other = nameLevel(c, d, true)
  return other >= NAME_LEVELS.similar && one + other >= NAME_LEVELS.near + NAME_LEVELS.similar
}

export { namesOf }
