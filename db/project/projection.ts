import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/** The columns of a hot table that follow from the body alone. */
export type Projected<T extends SQLiteTable, OfOthers extends string = never> = Omit<
  T['$inferSelect'],
  'row' | 'id' | 'version' | OfOthers
>

/** Values of one table beside the hot one that belong to one record: one array per row. */
export type SideRows = readonly (readonly string[])[]

/** Folded texts of a record. */
export interface SearchTexts {
  /** Found by any part from three characters on. */
  text: string
  /** The part of it of which the words are also found by their first one or two characters. */
  shortWords: string
}

/** How a body becomes rows: pure, so that it can be repeated at any time. */
export interface Projection<Body, Columns> {
  columns(body: Body): Columns
  /** What a search finds it by; absent: not found by search. */
  search?(body: Body): SearchTexts
  /** Rows of the side table (identifiers, numbers, parties). */
  side?(body: Body): SideRows
}
