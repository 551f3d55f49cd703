/** The sentence of a row: a step that stays has a row for each state, `R17a`, `R17b`, and one sentence. */
export const rowOf = (id: string): string => /^(R17|R6-)/.exec(id)?.[1]?.replace('-', 'c') ?? id
