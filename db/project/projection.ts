import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/** The columns of a hot table that follow from the body alone. */
export type Projected<T extends SQLiteTable, OfOthers extends string = never> = Omit<
  T['$inferSelect'],
  'row' | 'id' | 'version' | OfOthers
>

/** Values of one table beside the hot one that belong to one record: one array per row. */
export type SideRows = readonly (readonly string[])[]

/** How a body becomes rows: pure, so that it can be repeated at any time. */
export interface Projection<Body, Columns> {
  /**
   * Grows with each change to it or to a domain function behind it (clocks, names, keys): the rows of
   * this kind are renewed, in every cache, when the program is new.
   */
  version: number
  /** Lists in which `columns` stores positions: in another order these would mean something else. */
  lists?: readonly (readonly string[])[]
  columns(body: Body): Columns
  /**
   * Columns that decide whose facts the record is part of, whose links it speaks for, its side rows and
   * its search text: while none of them changes, neither do those. Absent: the whole body decides.
   */
  deciding?: readonly string[]
  /** Folded text that a search finds it by; absent: not found by search. */
  searchText?(body: Body): string
  /** Rows of each side table of the kind (identifiers, numbers, parties, tasks), in the order of SIDE_SQL. */
  sides?: readonly ((body: Body) => SideRows)[]
}
