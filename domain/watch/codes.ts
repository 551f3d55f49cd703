/** The closed lists of what somebody keeps an eye on. Plain lists. */

/** What may be watched. */
export const WATCHED_KINDS = ['enterprise', 'person', 'dossier'] as const
export type WatchedKind = (typeof WATCHED_KINDS)[number]

/**
 * What happened to it: a declaration came, changed or ended; a file came or moved; the register changed; or
 * another register told of a bankruptcy, a director, a final sanction, declared works, a debt. With the days: the
 * last declared period or permit ran out, or the watch itself did.
 */
export const ALERT_CODES = [
  'DECLARED',
  'CHANGED',
  'STOPPED',
  'APPLIED',
  'MOVED',
  'REGISTER',
  'BANKRUPT',
  'DIRECTED',
  'SANCTIONED',
  'WORKS',
  'OWES',
  'ENDED',
  'WATCH_OVER',
] as const
export type AlertCode = (typeof ALERT_CODES)[number]
