/** Days for which a dossier waited, counted from what was done: for the region, and for a post. */
import { daysBetween, type LocalDate } from '../calendar/local-date.ts'
import type { ResidenceState, WorkState } from '../contract/codes.ts'
import type { DossierBody, VisaHold } from '../contract/records.ts'
import { residenceHistory, workHistory, type Reached } from './track-history.ts'
import { isWorkPending } from './tracks.ts'

/** DVZ is through, or begins after the region: what is left is the decision on work. */
const DVZ_WAITS: ReadonlySet<ResidenceState> = new Set<ResidenceState>([
  'AWAITING_WORK',
  'READY_POSITIVE',
  'READY_NEGATIVE',
])

type Read = Pick<DossierBody, 'procedure' | 'submittedOn' | 'work' | 'residence' | 'events'>

interface Stay<State> {
  state: State
  from: LocalDate
  /** The day on which the track went on. */
  until: LocalDate
}

function staysOf<State extends string>(
  reached: readonly Reached<State>[],
  now: { state: State; since: LocalDate },
  today: LocalDate,
): Stay<State>[] {
  const all = [...reached, { state: now.state, on: now.since }]
  return all.map(({ state, on }, i) => ({ state, from: on, until: all[i + 1]?.on ?? today }))
}

function common(a: Stay<WorkState>, b: Stay<ResidenceState>): number {
  const from = a.from > b.from ? a.from : b.from
  const until = a.until < b.until ? a.until : b.until
  return Math.max(0, daysBetween(from, until))
}

/**
 * Idle days at DVZ (domain facts 1.11, R3): calendar days on which it could not go on because the
 * region had not decided on work, up to today.
 */
export function idleDays(body: Read, today: LocalDate): number {
  if (body.residence.state === 'NO_TRACK') return 0
  const pending = staysOf(workHistory(body), body.work, today).filter((stay) => isWorkPending(stay))
  const waiting = staysOf(residenceHistory(body), body.residence, today).filter(({ state }) =>
    DVZ_WAITS.has(state),
  )
  return pending.reduce(
    (sum, work) => sum + waiting.reduce((days, stay) => days + common(work, stay), 0),
    0,
  )
}

/** A hold as far as it is known: one from before causes were noted has none. */
type Hold = Pick<VisaHold, 'on' | 'releasedOn'> & { cause: VisaHold['cause'] | null }

/** The holds that the way of the track tells and nobody noted apart. */
function holdsBefore(body: Read, noted: readonly VisaHold[], today: LocalDate): Hold[] {
  const { residence } = body
  const reached = residenceHistory(body)
  const isTold = reached.at(-1)?.state === residence.state
  const way = isTold ? reached.slice(0, -1) : reached
  const first = noted[0]?.on
  const now = { ...residence, since: (isTold && reached.at(-1)?.on) || residence.since }
  const stays = staysOf(way, now, today)
  return stays.flatMap(({ state, from, until }, i) =>
    state === 'VISA_HELD' && (!first || from < first)
      ? { on: from, releasedOn: i < stays.length - 1 ? until : null, cause: null }
      : [],
  )
}

/** The hold of now, with its days and those of all holds of the visa, up to today; null: none ever. */
export function visaHold(
  body: Read & Pick<DossierBody, 'visaHolds'>,
  today: LocalDate,
): { last: Hold; days: number; total: number } | null {
  const { visaHolds = [] } = body
  const holds = [...holdsBefore(body, visaHolds, today), ...visaHolds]
  const last = holds.at(-1)
  if (!last) return null
  const daysOf = ({ on, releasedOn }: Hold) => daysBetween(on, releasedOn ?? today)
  const total = holds.reduce((sum, one) => sum + daysOf(one), 0)
  return { last, days: daysOf(last), total }
}
