/** From where to where a request for a control goes. */
import type { ControlRequestStatus } from './codes.ts'

const MOVES: Readonly<Record<ControlRequestStatus, readonly ControlRequestStatus[]>> = {
  OPEN: ['TAKEN_ON', 'DECLINED'],
  TAKEN_ON: ['DONE', 'DECLINED'],
  DECLINED: ['TAKEN_ON'],
  DONE: [],
}

/** Where a request may go from a status. */
export function requestMovesFrom(status: ControlRequestStatus): readonly ControlRequestStatus[] {
  return MOVES[status]
}
