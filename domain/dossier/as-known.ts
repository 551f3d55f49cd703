/**
 * A dossier as it was known at the end of a day, from its timeline: what was entered later is not there, and
 * each track stands where the acts of until then had brought it.
 */
import { brusselsDay, type LocalDate } from '../calendar/local-date.ts'
import { overlay } from '../contract/overlay.ts'
import type { DossierBody, TandemRecord } from '../contract/records.ts'
import { withFact } from './facts.ts'
import { residenceHistory, workHistory, type Reached } from './track-history.ts'

type Dossier = TandemRecord<'dossier'>

/** A dossier of a day. `isGuess`: its timeline does not tell how it came to where it stands today. */
export interface KnownDossier {
  dossier: Dossier
  isGuess: boolean
}

interface Standing<S extends string> {
  state: S
  since: LocalDate
}

/**
 * Where a track stood. A state that no act of the timeline tells, such as a term that ran out, began on
 * its own day; before it holds the last one that the timeline tells.
 */
function standingOn<S extends string>(
  now: Standing<S>,
  all: readonly Reached<S>[],
  known: readonly Reached<S>[],
  day: LocalDate,
): { standing: Standing<S>; isGuess: boolean } {
  const last = known.at(-1)
  if (last === undefined) return { standing: now, isGuess: false }
  const isNow = all.length === known.length && now.since <= day
  if (isNow) return { standing: now, isGuess: false }
  return {
    standing: { state: last.state, since: last.on },
    isGuess: all.length === 1 && last.state !== now.state,
  }
}

/** The facts before what was changed later was changed. */
function factsBefore(body: DossierBody, day: LocalDate): Partial<DossierBody> {
  const { factChanges = [] } = body
  const later = factChanges.filter(({ at }) => brusselsDay(at) > day)
  if (later.length === 0) return {}
  const { category, employerId, job, workplaces, language } = body
  const before = later.toReversed().reduce((facts, change) => withFact(facts, change.before), {
    category,
    employerId,
    job,
    workplaces,
    language,
  })
  return { ...before, factChanges: factChanges.filter((one) => !later.includes(one)) }
}

/** The number is an entry of its own: with one that came later, the number did. */
function numberBefore({ enterpriseNumber, events }: DossierBody, day: LocalDate) {
  if (enterpriseNumber === undefined) return {}
  const given = events.find(({ type }) => type === 'ENTERPRISE_NUMBER_GIVEN')
  return given && brusselsDay(given.at) > day ? { enterpriseNumber: undefined } : {}
}

const upTo = (day: LocalDate) => (one: { on: LocalDate }) => one.on <= day

/**
 * The dossier as it was known at the end of a day; null: it was not filed. `knownTo` is the day of its last
 * event: a dossier to which nothing happened since stands as it is, and its timeline is not read.
 */
export function dossierAsKnown(
  dossier: Dossier,
  day: LocalDate,
  knownTo: LocalDate | null,
): KnownDossier | null {
  const { body } = dossier
  if (body.submittedOn > day) return null
  const isStill =
    knownTo !== null && knownTo < day && body.work.since <= day && body.residence.since <= day
  if (isStill) return { dossier, isGuess: false }
  const events = body.events.filter(({ at }) => brusselsDay(at) <= day)
  const then = overlay(body, { events })
  const worked = workHistory(then)
  const work = standingOn(body.work, workHistory(body), worked, day)
  const residence = standingOn(body.residence, residenceHistory(body), residenceHistory(then), day)
  const granted = work.standing === body.work || worked.some(({ state }) => state === 'GRANTED')
  const { vacancies, diplomas } = body
  const known = overlay(body, {
    ...factsBefore(body, day),
    ...numberBefore(body, day),
    ...(vacancies && { vacancies: vacancies.filter(upTo(day)) }),
    ...(diplomas && { diplomas: diplomas.filter(upTo(day)) }),
    events,
    work: work.standing,
    residence: residence.standing,
    authorised: granted ? body.authorised : null,
    annexes: body.annexes.filter(upTo(day)),
    clockEvents: body.clockEvents.filter(({ at }) => at <= day),
  })
  const last = events.at(-1)?.at.slice(0, 10) ?? body.submittedOn
  const record = overlay(dossier, { body: known, upTo: last } as Partial<Dossier>)
  return { dossier: record, isGuess: work.isGuess || residence.isGuess }
}
