/**
 * Errors cross boundaries as values with a stable code from this closed list. The window
 * translates `error.<CODE>`; `details` fill the sentence and never hold personal data.
 */
export const ERROR_CODES = [
  // the desk
  'NOT_SIGNED_IN',
  'OFFLINE_TOO_LONG',
  'CLOCK_SET_BACK',
  'VIEW_CHANGED',
  'SIGN_IN_FAILED',
  'SIGN_IN_CANCELLED',
  'SIGNED_OUT_EVERYWHERE',
  'CACHE_LOCKED_BY_OTHER',
  'CACHE_WRONG_KEY',
  'KEY_FILE_READABLE',
  'CACHE_DAMAGED',
  'CACHE_FROM_FUTURE',
  'CACHE_MIGRATION_FAILED',
  'DATA_FOLDER_NOT_WRITABLE',
  'DISK_FULL',
  'PORT_TAKEN',
  'HOST_STOPPED',
  // requests
  'BAD_REQUEST',
  'TOO_LARGE',
  'UNKNOWN_CALL',
  'NOT_FOUND',
  'FORBIDDEN',
  'WIRE_MISMATCH',
  'INTERNAL',
  // files that are imported
  'IMPORT_COMPRESSED',
  'IMPORT_DOCUMENT_TYPE',
  'IMPORT_EMPTY',
  'IMPORT_NO_HEADERS',
  'IMPORT_MAPPING',
  // links
  'LINKS_NOT_MADE',
  // looking at personal data
  'PURPOSE_REQUIRED',
  'NO_LEGAL_BASIS',
  // the gateway
  'GATEWAY_UNREACHABLE',
  'GATEWAY_SLOW',
  'GATEWAY_REFUSED_TOKEN',
  'GATEWAY_BAD_ANSWER',
  'GATEWAY_EMPTY',
  'GATEWAY_CHANGED',
  'SYNC_FUSE',
  'COMMAND_OUT_OF_ORDER',
  // refusals of commands
  'STALE',
  'REASON_REQUIRED',
  'TEXT_REQUIRED',
  'TEXT_TOO_LONG',
  'REPORT_TOO_SHORT',
  'REPORTER_BLANK',
  'REPORTER_TOLD',
  'SEAL_KEY_MISSING',
  'ALREADY_SO',
  'LINK_TAKEN',
  'DOSSIER_CLOSED',
  'UNKNOWN_ASSIGNEE',
  'HELD_BACK',
  'ABSENCE_OVER',
  'UNDO_TOO_LATE',
  'UNDO_BUILT_ON',
  'SNOOZE_TOO_EARLY',
  'SNOOZE_TERM_NEAR',
  // refusals of steps
  'STEP_NOT_POSSIBLE',
  'DATE_IN_FUTURE',
  'DATE_BEFORE_SUBMISSION',
  'DATE_BEFORE_LAST_STEP',
  'DATE_TOO_FAR',
  'DATE_TOO_EARLY',
  'DEADLINE_TOO_EARLY',
  'DEADLINE_STILL_RUNS',
  'TERM_STILL_RUNS',
  'TERM_OVER',
  'TERM_IS_LAW',
  'APPEAL_LATE',
  'ALREADY_APPEALED',
  'EXTENSION_NOT_POSSIBLE',
  'ALREADY_EXTENDED',
  'DOCUMENTS_REQUIRED',
  'ITEMS_MISSING',
  'NOTHING_MISSING',
  'ITEMS_LEFT_OUT',
  'ITEMS_ALREADY_ASKED',
  'ITEMS_NOT_ASKED',
  'DECISION_TAKEN',
  'PROPOSAL_REQUIRED',
  'PROPOSAL_CHANGED',
  'FOUR_EYES',
  'GROUND_REQUIRED',
  'HEARING_REQUIRED',
  'PERIOD_REQUIRED',
  'PERIOD_END_REQUIRED',
  'PERIOD_ENDS_BEFORE_START',
  'PAY_UNLIKELY',
  'PERIOD_TOO_LONG',
  'PERIOD_TOO_MANY_DAYS',
  'POST_REQUIRED',
  'ADVISER_NOT_ASKED',
  'NO_END_DATE',
  'AUTHORISATION_RUNS',
  'NOT_A_SUCCESSOR',
  'RENEWAL_RUNS',
  'RESIDENCE_CHECK_REQUIRED',
  'ANNEX_49_TOO_EARLY',
  'OWN_REGION_COMPETENT',
  'OTHER_REGION_COMPETENT',
  // refusals of a change of facts
  'FACTS_DECIDED',
  'CATEGORY_NOT_ALLOWED',
  'AMOUNT_REQUIRED',
  'PLACE_REQUIRED',
  'LANGUAGE_NOT_ALLOWED',
  'LETTERS_SENT',
  'SHARES_NOT_WHOLE',
  'UNKNOWN_ENTERPRISE',
  // refusals of entries
  'MANDATE_NOT_NEEDED',
  'COUNTER_NOT_INVOLVED',
  'COUNTER_REQUIRED',
  'ENTERPRISE_NUMBER_WRONG',
  'PROOF_UNNAMED',
  'CRITERIA_LACKING',
  // refusals of documents
  'DOCUMENT_LOCKED',
  'DOCUMENT_DATED_LATER',
  'DOCUMENT_NOT_THERE',
  'DOCUMENT_DUPLICATE',
  'DOCUMENT_EMPTY',
  'DOCUMENT_TOO_LARGE',
  'UPLOADS_USED_UP',
  'DOCUMENT_NOT_UPLOADED',
  'CONTENT_MISSING',
  // refusals of letters
  'LETTER_NOT_POSSIBLE',
  'LETTER_LANGUAGE',
  'LETTER_OTHER_LANGUAGE',
  'LETTER_FACT_MISSING',
  'LETTER_CHARACTER',
  // refusals of changes of a table of law
  'SOURCE_REQUIRED',
  'NORM_OVERLAP',
  'NORM_GAP',
  'NORM_ENDS',
  'VALUE_OUT_OF_RANGE',
  'INTERMEDIARY_UNKNOWN',
  // refusals of the rule workshop
  'PROTECTED_FACT',
  'PARAMETER_LIMITS',
  'DRAFT_OPEN',
  'DRAFT_SAME',
  'REPLAY_REQUIRED',
  'REPLAY_STALE',
  'SAMPLE_EMPTY',
  // refusals on reports of irregularities
  'URGENCY_TOO_LOW',
  'REPORT_NOT_TRIAGED',
  // refusals of watches
  'WATCH_DAYS',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** The sync stops at these and asks a person, who may say that it was expected. */
export const SYNC_ASKS: readonly string[] = ['GATEWAY_CHANGED', 'SYNC_FUSE'] satisfies ErrorCode[]

/** Details of an error: plain values for the sentence, never personal data. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>

/** An error that may cross a boundary. Thrown inside a room, turned into a value at its door. */
export class TandemError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails
  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(code, options)
    this.name = 'TandemError'
    this.code = code
    this.details = details
  }
}

/** True for one of the stable codes. */
export function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === 'string' && (ERROR_CODES as readonly string[]).includes(text)
}
