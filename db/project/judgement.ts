import { toDay } from '../../domain/calendar/local-date.ts'
import type { FindingJudgementBody } from '../../domain/contract/records.ts'
import type { findingJudgement } from '../schema.ts'
import type { Projected, Projection } from './projection.ts'

/** No day: only another fact brings the rule back. */
export const UNTIL_CHANGE = 0x3fffffff

function snoozedUntil({ snooze }: FindingJudgementBody): number {
  if (!snooze) return 0
  return snooze.until === null ? UNTIL_CHANGE : toDay(snooze.until)
}

export const projectJudgement: Projection<
  FindingJudgementBody,
  Projected<typeof findingJudgement>
> = {
  version: 1,
  columns: (body) => ({
    personId: body.personId,
    status: body.status,
    enterpriseId: body.enterpriseId ?? null,
    snoozed: snoozedUntil(body),
  }),
  deciding: [],
}
