/**
 * When an act counts as done. The desk's clock says so, within what is certain: not before the
 * gateway's time at the last contact that preceded the act, and not after its receipt. A clock that
 * is wrong thus neither saves a time limit nor loses one by more than the time without contact. What
 * the clock showed is kept beside it.
 */

/** On the desk: `clock` as it shows, not before the gateway's time at the last contact. */
export function actedAtDesk(clock: Date, lastContact: Date | null): Date {
  return lastContact && clock < lastContact ? lastContact : clock
}

/** In the gateway: what the desk says, not after the receipt. */
export function actedAtReceipt(told: Date, received: Date): Date {
  return told <= received ? told : received
}
