/** Rules that people set aside for a person or an enterprise: which of their findings do not count today. */
import { toDay, type LocalDate } from '../domain/calendar/local-date.ts'
import type { Finding } from '../domain/contract/findings.ts'
import type { FindingJudgementBody } from '../domain/contract/records.ts'
import { asideBy } from '../domain/risk/snooze.ts'
import { saidIdOf } from './judgements.ts'
import { readMeta } from './meta.ts'
import { UNTIL_CHANGE } from './project/judgement.ts'
import type { ReadDb } from './sqlite.ts'

/** What was said about a finding and sets its rule aside. */
export interface Snooze {
  id: string
  body: FindingJudgementBody
}

/** Before a day was told: all that has an end still holds. */
const NO_DAY: LocalDate = '0000-00-00'

/** The day that it is on this desk. */
export const dayOf = (db: ReadDb): LocalDate => readMeta(db, 'day') ?? NO_DAY

type Column = 'personId' | 'enterpriseId'

/** What sets rules aside for a subject today. */
export function snoozesOf(db: ReadDb, column: Column, id: string): Snooze[] {
  return db
    .all<{ id: string; json: string }>(
      `SELECT j.id, b.json FROM findingJudgement j JOIN findingJudgementBody b ON b.row = j.row
       WHERE j.${column} = ? AND j.snoozed > 0 ORDER BY j.id`,
      [id],
    )
    .map(({ id: finding, json }) => ({
      id: finding,
      body: JSON.parse(json) as FindingJudgementBody,
    }))
}

/** Of some findings about one subject, what sets each aside. */
export function asideOf(
  db: ReadDb,
  findings: readonly Finding[],
  snoozes: readonly Snooze[],
): Map<string, Snooze> {
  if (snoozes.length === 0) return new Map()
  const today = dayOf(db)
  return new Map(
    findings.flatMap((finding): [string, Snooze][] => {
      const by = asideBy({ ...finding, id: saidIdOf(db, finding.id) }, snoozes, today)
      return by ? [[finding.id, by]] : []
    }),
  )
}

interface Subject {
  personId: string | null
  enterpriseId: string | null
}

/** Whose rules come back between two days, or came back when nobody looked. */
export function comingBack(db: ReadDb, before: LocalDate, today: LocalDate): Subject[] {
  const first = before === NO_DAY ? 1 : toDay(before)
  return db.all<Subject>(
    `SELECT DISTINCT personId, enterpriseId FROM findingJudgement
     WHERE snoozed > ?1 AND snoozed <= ?2 AND snoozed < ${UNTIL_CHANGE}`,
    [first, toDay(today)],
  )
}
