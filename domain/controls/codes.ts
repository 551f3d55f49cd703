/** The closed lists of field controls that somebody asks for. Plain lists: the window reads them too. */

/** Where a request stands. A declined one may be taken on after all. */
export const CONTROL_REQUEST_STATUSES = ['OPEN', 'TAKEN_ON', 'DECLINED', 'DONE'] as const
export type ControlRequestStatus = (typeof CONTROL_REQUEST_STATUSES)[number]

/** What made somebody ask. */
export const CONTROL_ORIGINS = ['NETWORK', 'REPORT'] as const
export type ControlOrigin = (typeof CONTROL_ORIGINS)[number]

/** Whom or what a control may be asked of. */
export const CONTROL_SUBJECT_KINDS = ['person', 'enterprise'] as const
export type ControlSubjectKind = (typeof CONTROL_SUBJECT_KINDS)[number]
