/** The closed lists of the access log (domain facts 9.3): who looked at whom, why, and at what. */

/** What was done. Decisions are commands: the gateway keeps each with who sent it. */
export const ACCESS_ACTIONS = [
  'VIEW',
  'SEARCH',
  'COMPARE',
  'EXPORT',
  'PRINT',
  /** The identity of a reporter was opened; the gateway itself writes the entry. */
  'UNSEAL',
] as const
export type AccessAction = (typeof ACCESS_ACTIONS)[number]

/**
 * What was looked at. `list`: rows of the queue. `search`: a search over everything. `attention`:
 * refused acts with the officer's own words. `log`: the access log itself.
 */
export const ACCESS_SUBJECTS = [
  'dossier',
  'person',
  'enterprise',
  'list',
  'search',
  'attention',
  'log',
  'report',
  'network',
] as const
export type AccessSubjectKind = (typeof ACCESS_SUBJECTS)[number]

/** Why somebody looks. Which role may state which: ./purposes.ts. */
export const PURPOSES = [
  'HANDLE_DOSSIER',
  'INQUIRY',
  'FOLLOW_SIGNAL',
  'ANSWER_QUESTION',
  'ACCESS_REQUEST',
  'SUPERVISION',
  'AUDIT',
] as const
export type Purpose = (typeof PURPOSES)[number]

/** Groups of fields that a screen shows. */
export const FIELD_GROUPS = [
  'NAME',
  'IDENTITY',
  'NUMBERS',
  'ADDRESS',
  'CONTACTS',
  'ACCOUNTS',
  'STAY',
  'WORK',
  'PAY',
  'DOCUMENTS',
  'MANDATES',
  'DECLARATIONS',
  'PRESENCES',
  'EMPLOYMENTS',
  'A1_FORMS',
  'CONTROLS',
  'REGISTERS',
  'SIGNALS',
  'NOTES',
  'ACCESS',
  'REPORT',
  'REPORTER',
] as const
export type FieldGroup = (typeof FIELD_GROUPS)[number]

/** Where the data come from. */
export const ACCESS_SOURCES = [
  'PLATFORM',
  'LIMOSA',
  'CIAW',
  'DIMONA',
  'A1',
  'INSPECTION',
  'KBO',
  'REGISTERS',
  'MAHIS',
] as const
export type AccessSource = (typeof ACCESS_SOURCES)[number]

/** Screens that can be printed. */
export const PRINTED_SCREENS = [
  'queue',
  'dossier',
  'person',
  'enterprise',
  'comparison',
  'log',
  'report',
  'rule',
] as const
export type PrintedScreen = (typeof PRINTED_SCREENS)[number]

/** Why a day of somebody's looks stands out: a hint to ask about, never a verdict. */
export const OUTLIER_CODES = [
  'OFF_HOURS',
  'FREE_DAY',
  'NO_DOSSIER',
  'MANY_PERSONS',
  'SAME_NAME',
] as const
export type OutlierCode = (typeof OUTLIER_CODES)[number]
