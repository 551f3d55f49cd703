/** Signals that somebody contested and whose rule's owner has not answered yet. */
import type { Contest, FindingJudgementBody } from '../domain/contract/records.ts'
import type { ReadDb } from './sqlite.ts'

export interface OpenContest {
  findingId: string
  judgement: FindingJudgementBody
  place: number
  contest: Contest
  /** The signal is still there. */
  isThere: boolean
  /** Name of the person or enterprise it is about; null when this desk does not hold it. */
  subject: string | null
}

interface Row {
  id: string
  json: string
  isThere: number
  subject: string | null
}

const OPEN = `SELECT j.id, b.json, EXISTS (
      SELECT 1 FROM finding f WHERE f.id = j.id OR f.formerId = j.id) AS isThere,
    coalesce(p.name, e.name) AS subject
  FROM findingJudgement j JOIN findingJudgementBody b ON b.row = j.row
  LEFT JOIN person p ON p.id = j.personId LEFT JOIN enterprise e ON e.id = j.enterpriseId
  WHERE json_array_length(b.json, '$.contests') > 0 ORDER BY j.id`

/** The longest waiting first. */
export function openContests(db: ReadDb): OpenContest[] {
  return db
    .all<Row>(OPEN)
    .flatMap(({ id, json, isThere, subject }) => {
      const judgement = JSON.parse(json) as FindingJudgementBody
      return (judgement.contests ?? []).flatMap((contest, place) =>
        contest.answer === null
          ? [{ findingId: id, judgement, place, contest, isThere: isThere === 1, subject }]
          : [],
      )
    })
    .toSorted((a, b) => (a.contest.at < b.contest.at ? -1 : 1))
}
