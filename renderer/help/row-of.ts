/** Rows of steps that stay, one for each state, and the one sentence that they share. */
const SHARED: readonly (readonly [begin: string, sentence: string])[] = [
  ['R17', 'R17'],
  ['R6r-', 'R6r'],
  ['R6-', 'R6c'],
  ['W15n-', 'W15n'],
  ['R7n-', 'R7n'],
]

/** The sentence of a row: a step that stays has a row for each state, `R17a`, `R17b`, and one sentence. */
export const rowOf = (id: string): string =>
  SHARED.find(([begin]) => id.startsWith(begin))?.[1] ?? id
