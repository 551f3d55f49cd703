/** How two names agree, in a few grades; the same for a register and for a file of unknown origin. */
import { areNicknames } from './nicknames.ts'
import { edits, jaroWinkler } from './similarity.ts'
import { soundOf } from './sounds.ts'

/** Higher is closer. `crossed` is only given for a pair of names: given and family name exchanged. */
export const NAME_LEVELS = {
  different: 1,
  weak: 2,
  similar: 3,
  near: 4,
  exact: 5,
  crossed: 6,
} as const

/** Words of family names that declarants drop, add or move. */
const PARTICLES = new Set(
  'DA DAS DE DEL DELA DELLA DEN DER DES DI DO DOS DU EL AL LA LE LES LO TEN TER VAN VON VANDEN VANDER VER BEN BIN IBN ABU AIT ABD ST SAINT MC MAC O D L NGO WA Y I E'.split(
    ' ',
  ),
)

/** A name without its particles; the name itself when nothing else is left. */
export function withoutParticles(name: string): string {
  if (!name.includes(' ')) return name
  const rest = name.split(' ').filter((word) => !PARTICLES.has(word))
  return rest.length === 0 ? name : rest.join(' ')
}

const squeezed = (name: string) => (name.includes(' ') ? name.replaceAll(' ', '') : name)

function isSubset(few: readonly string[], many: readonly string[]): boolean {
  return few.every((word) => word.length > 1 && many.includes(word))
}

function bothWays(
  a: readonly string[],
  b: readonly string[],
  test: (few: readonly string[], many: readonly string[]) => boolean,
): boolean {
  return a.length <= b.length ? test(a, b) : test(b, a)
}

function areInitials(a: readonly string[], b: readonly string[]): boolean {
  return bothWays(a, b, (few, many) =>
    few.every((word, i) => {
      const other = many[i]!
      return word.length === 1 || other.length === 1 ? word[0] === other[0] : word === other
    }),
  )
}

function shareWord(a: readonly string[], b: readonly string[]): boolean {
  return a.some((word) => word.length > 2 && b.includes(word))
}

const NEAR_FROM = 4
const TWO_EDITS_FROM = 7
const SIMILAR = 0.9
const WEAK = 0.8

function spelledLevel(a: string, b: string): number {
  const wrong = edits(a, b, 2)
  const shorter = Math.min(a.length, b.length)
  if (wrong === 1 && shorter >= NEAR_FROM) return NAME_LEVELS.near
  const likeness = jaroWinkler(a, b)
  if (wrong <= 2 && (shorter >= TWO_EDITS_FROM || wrong === 1)) return NAME_LEVELS.similar
  if (likeness >= SIMILAR) return NAME_LEVELS.similar
  const sound = soundOf(a)
  if (sound.length >= 2 && sound === soundOf(b)) return NAME_LEVELS.similar
  return likeness >= WEAK ? NAME_LEVELS.weak : NAME_LEVELS.different
}

/** Level of two names in `latin` form, neither of them empty. Symmetric. */
export function nameLevel(a: string, b: string, isGiven: boolean): number {
  if (a === b) return NAME_LEVELS.exact
  if (!a.includes(' ') && !b.includes(' ')) return wordLevel(a, b, isGiven)
  const x = squeezed(a)
  const y = squeezed(b)
  if (x === y) return NAME_LEVELS.exact
  const bareA = withoutParticles(a)
  const bareB = withoutParticles(b)
  if (bareA === bareB) return NAME_LEVELS.near
  const wordsA = bareA.split(' ')
  const wordsB = bareB.split(' ')
  if (bothWays(wordsA, wordsB, isSubset)) return NAME_LEVELS.near
  const first = isGiven ? wordLevel(wordsA[0]!, wordsB[0]!, true) : NAME_LEVELS.different
  const whole = spelledLevel(squeezed(bareA), squeezed(bareB))
  if (first >= NAME_LEVELS.near) return NAME_LEVELS.near
  if (whole >= NAME_LEVELS.similar) return whole
  if (shareWord(wordsA, wordsB)) return NAME_LEVELS.similar
  return areInitials(wordsA, wordsB) ? NAME_LEVELS.weak : Math.max(first - 1, whole)
}

function wordLevel(a: string, b: string, isGiven: boolean): number {
  if (a === b) return NAME_LEVELS.exact
  if (isGiven && areNicknames(a, b)) return NAME_LEVELS.near
  if (a.length === 1 || b.length === 1) {
    return a[0] === b[0] ? NAME_LEVELS.weak : NAME_LEVELS.different
  }
  return spelledLevel(a, b)
}
