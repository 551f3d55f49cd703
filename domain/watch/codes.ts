/** The closed lists of what somebody keeps an eye on. Plain lists. */

/** What may be watched. */
export const WATCHED_KINDS = ['enterprise', 'person', 'dossier'] as const
export type WatchedKind = (typeof WATCHED_KINDS)[number]

/** What happened to it: a declaration came, changed or ended; a file came or moved; the register changed. */
export const ALERT_CODES = [
  'DECLARED',
  'CHANGED',
  'STOPPED',
  'APPLIED',
  'MOVED',
  'REGISTER',
] as const
export type AlertCode = (typeof ALERT_CODES)[number]
