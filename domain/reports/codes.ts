/** The closed lists of reports of irregularities. Plain lists: the window's addresses read them too. */

/** What a report is about, by its main matter; from when each is in use: domain/reference/report-categories.ts. */
export const REPORT_CATEGORIES = [
  'UNDECLARED_WORK',
  'NO_AUTHORISATION',
  'EXPLOITATION',
  'WAGE',
  'HOURS',
  'KICK_BACK',
  'HOUSING',
  'POSTING',
  'LEASING',
  'BOGUS_SELF_EMPLOYMENT',
  'FALSE_DOCUMENTS',
  'SAFETY',
  'OTHER',
] as const
export type ReportCategory = (typeof REPORT_CATEGORIES)[number]

/** How it came in. */
export const REPORT_CHANNELS = ['PHONE', 'EMAIL', 'FORM', 'LETTER', 'VISIT', 'SERVICE'] as const
export type ReportChannel = (typeof REPORT_CHANNELS)[number]

/** Where it stands. A closed one may be taken up again. */
export const REPORT_STATUSES = ['RECEIVED', 'TRIAGED', 'IN_HAND', 'REFERRED', 'CLOSED'] as const
export type ReportStatus = (typeof REPORT_STATUSES)[number]

/** How pressing it is, the least first. */
export const REPORT_URGENCIES = ['LOW', 'NORMAL', 'HIGH', 'AT_ONCE'] as const
export type ReportUrgency = (typeof REPORT_URGENCIES)[number]

/** Signs of trafficking in human beings; the words and what to do stand with the protocol. */
export const TRAFFICKING_INDICATORS = [
  'MINOR',
  'THREATS',
  'NO_FREE_MOVEMENT',
  'PAPERS_TAKEN',
  'DEBT',
  'WAGE_HELD',
  'EXCESSIVE_HOURS',
  'HOUSED_AT_WORK',
  'ISOLATED',
  'DECEIVED',
] as const
export type TraffickingIndicator = (typeof TRAFFICKING_INDICATORS)[number]

/** What the reporter is to the matter, as they say. Sealed with who they are. */
export const REPORTER_RELATIONS = [
  'WORKER',
  'COLLEAGUE',
  'FAMILY',
  'NEIGHBOUR',
  'CLIENT',
  'COMPETITOR',
  'UNION',
  'SERVICE',
  'OTHER',
] as const
export type ReporterRelation = (typeof REPORTER_RELATIONS)[number]

/** True when the subject of a report would soon guess who it was: the report is guarded unless somebody says otherwise. */
export const isCloseToMatter = (relation: ReporterRelation): boolean =>
  relation === 'WORKER' || relation === 'COLLEAGUE' || relation === 'FAMILY'

/** What somebody may say that a report is about, or not. */
export const REPORT_MATTERS = ['person', 'enterprise', 'site', 'finding'] as const
export type ReportMatter = (typeof REPORT_MATTERS)[number]
/** What a report is linked to: its matters, and the control that was asked for because of it. */
export const REPORT_LINK_KINDS = [...REPORT_MATTERS, 'control'] as const
export type ReportLinkKind = (typeof REPORT_LINK_KINDS)[number]

export const REPORT_LINK_VERDICTS = ['CONFIRMED', 'REJECTED'] as const
export type ReportLinkVerdict = (typeof REPORT_LINK_VERDICTS)[number]

export const REPORT_EVENTS = [
  'RECEIVED',
  'TRIAGED',
  'ASSIGNED',
  'LINKED',
  'ANSWERED',
  'MOVED',
  'CONTROL_ASKED',
  'ERASED',
] as const
export type ReportEvent = (typeof REPORT_EVENTS)[number]

/** Letters to the reporter. */
export const REPORT_ANSWERS = ['RECEIPT', 'IN_HAND', 'REFERRED', 'CLOSED'] as const
export type ReportAnswer = (typeof REPORT_ANSWERS)[number]

/** Conditions of the list of reports. */
export const REPORT_FACETS = ['status', 'urgency', 'category', 'region'] as const
export type ReportFacet = (typeof REPORT_FACETS)[number]
