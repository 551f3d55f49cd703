/** Filters by facets, and what each value of a facet would leave: for lists that are held whole. */

/** Chosen values by facet; a facet without values lets everything pass. */
export type ChosenFacets<Facet extends string> = Readonly<
  Partial<Record<Facet, readonly string[] | undefined>>
>
type Row<Facet extends string> = Readonly<Record<Facet, string | null>>

/** A value of a facet and how many rows have it. */
export interface FacetCount {
  value: string
  count: number
}

/** The value by which a row is counted: `NONE` where it has none. */
const valueOf = <Facet extends string>(row: Row<Facet>, facet: Facet): string =>
  row[facet] ?? 'NONE'

/** Whether a row has a chosen value of every facet; `but` is left out. */
export function passesFacets<Facet extends string>(
  row: Row<Facet>,
  facets: readonly Facet[],
  chosen: ChosenFacets<Facet>,
  but: Facet | null = null,
): boolean {
  return facets.every((facet) => {
    const wanted = facet === but ? undefined : chosen[facet]
    return !wanted?.length || wanted.includes(valueOf(row, facet))
  })
}

/** How many rows each value of each facet would leave, the others as chosen; the most frequent first. */
export function facetCounts<Facet extends string>(
  rows: readonly Row<Facet>[],
  facets: readonly Facet[],
  chosen: ChosenFacets<Facet>,
): Record<Facet, FacetCount[]> {
  const countsOf = (facet: Facet): FacetCount[] => {
    const counts = new Map<string, number>()
    for (const row of rows) {
      if (!passesFacets(row, facets, chosen, facet)) continue
      const value = valueOf(row, facet)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }
  return Object.fromEntries(facets.map((facet) => [facet, countsOf(facet)])) as Record<
    Facet,
    FacetCount[]
  >
}
