/** What the queue's columns (host/queue) read from the cache. Codes are positions in their lists. */

/** One dossier as integers: position of each code in its list, days since 1970-01-01, -1 for none. */
export interface QueueNumbers {
  row: number
  personRow: number | null
  employerRow: number | null
  /** Row of the job title. */
  titleRow: number
  reference: string
  region: number
  procedure: number
  category: number
  workState: number
  residenceState: number
  closed: number
  /** Set of the services that gave it out as an authorisation that stands: 1 region, 2 Immigration Office. */
  given: number
  /** Last authorised day; null: none, or without end. */
  authorisedTo: number | null
  /** Last days for what each track waits for; null: it waits for nothing. */
  workWaits: number | null
  residenceWaits: number | null
  /** Position in CLOCK_IDS; null: no clock. */
  clock: number | null
  clockStart: number | null
  clockDue: number | null
  clockAmber: number | null
  clockOrange: number | null
  clockRed: number | null
  clockStill: number | null
  riskScore: number
  riskSeverity: number | null
  /** Codes of its open findings, separated by spaces. */
  riskCodes: string | null
  submittedOn: number
  /** Who handles it at the region, and at the Immigration Office. */
  assignee: string | null
  assigneeDvz: string | null
  /** Set of its tags, one bit per position in TAGS. */
  tags: number
  /** Day on which it comes back for each side; 0: not put aside. */
  snoozeRegion: number
  snoozeDvz: number
  /** 1: its person looked at it, and it changed since. */
  changed: number
}

/** What a page of the queue shows of one dossier beyond its columns. */
export interface QueueTexts {
  row: number
  id: string
  version: number
  reference: string
  personId: string
  personName: string | null
  employerId: string | null
  employerName: string | null
  applicationType: number
  riskCodes: string | null
  pending: number
}

/** Rows of persons and enterprises whose texts hold a word. */
export interface WordRows {
  persons: readonly number[]
  enterprises: readonly number[]
}

/** Columns of the queue that are ordered by a text. */
export type TextOrder = 'reference' | 'personName' | 'employerName'

export interface QueueSource {
  /** Highest row number that is or was in use. */
  maxRow(): number
  /** The next dossiers after a row, in row order. */
  after(row: number, limit: number): QueueNumbers[]
  /** The given rows; a row that is gone is absent from the answer. */
  numbers(rows: readonly number[]): QueueNumbers[]
  /** Texts of the given rows, in the given order. */
  texts(rows: readonly number[]): QueueTexts[]
  rowOf(dossierId: string): number | null
  /** Ids of the given rows, in the given order. */
  ids(rows: readonly number[]): string[]
  /**
   * The next row numbers (of dossiers, persons or enterprises) in the order of their folded texts,
   * after a row; equal texts in the order of their rows.
   */
  inOrder(of: TextOrder, after: number | null, limit: number): number[]
  /** Folded, single words of a search text; empty for a blank one. */
  words(search: string): string[]
  /** The word as it may be written in a reference: with its dots and dashes, and without. */
  spellings(word: string): string[]
  rowsWith(word: string): WordRows
  /** Dossiers with exactly this reference, INSZ of their person, or number of their employer. */
  rowsOfNumber(number: string): number[]
  /** Names of persons and enterprises (single folded words) that are most like a word. */
  namesLike(word: string): string[]
  /** Names changed, came or went. */
  forgetNames(): void
  /** Rows of the persons whose declarations have an L1 number that begins with a word. */
  personsDeclaredAs(word: string): number[]
  /** Folded job titles by their rows. */
  titles(): { row: number; text: string }[]
}
