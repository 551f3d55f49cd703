/** Presences as runs: the same employer and place on days with at most a week between. Pure. */
import { toDay } from '../../domain/calendar/local-date.ts'
import type { PersonPage } from '../../domain/contract/workbench.ts'

type Presence = PersonPage['presences'][number]

export interface PresenceRun {
  key: string
  employer: string
  municipality: string
  site: string | null
  from: string
  to: string
  days: number
}

/** Longest pause, in days, that does not end a run: a weekend and a few days off. */
const LONGEST_PAUSE = 7

/** Runs of presences, the latest first. */
export function presenceRuns(presences: readonly Presence[]): PresenceRun[] {
  const runs: PresenceRun[] = []
  const open = new Map<string, PresenceRun>()
  for (const { id, body } of presences.toSorted((a, b) => (a.body.date < b.body.date ? -1 : 1))) {
    const { municipality, siteName: site, date } = body
    const place = [body.employer.name, municipality, site].join('|')
    const run = open.get(place)
    if (run && toDay(date) - toDay(run.to) <= LONGEST_PAUSE) {
      if (run.to !== date) run.days += 1
      run.to = date
      continue
    }
    const employer = body.employer.name
    const next = { key: id, employer, municipality, site, from: date, to: date, days: 1 }
    open.set(place, next)
    runs.push(next)
  }
  return runs.toSorted((a, b) => (a.from < b.from ? 1 : -1))
}
