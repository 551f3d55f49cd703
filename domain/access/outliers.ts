/**
 * Days of people that stand out in the access log (domain facts 9.3). Each is a hint for a
 * conversation, with the measure that it exceeds; none says that somebody did wrong. The limits are
 * ours [D] and meant to be tuned by the services. Neighbours and persons of note, whom 9.3 names too, stand
 * out nowhere: no source tells where an officer lives, or who is of note; a shared family name is all there is.
 */
import { isWorkingDay } from '../calendar/holidays.ts'
import { addDays, brusselsToday, type LocalDate } from '../calendar/local-date.ts'
import type { AccessDays, AccessNote, AccessOutlier } from '../contract/access.ts'
import type { Region, Role } from '../contract/codes.ts'
import { fold } from '../linking/names.ts'
import type { OutlierCode } from './codes.ts'
import { isLeafed } from './same-look.ts'

/** Hours in Brussels in which people of an office work, the second excluded. */
const OFFICE_HOURS = { from: 6, to: 20 } as const
/** One look after hours is a forgotten window; from here on it is work. */
const OFF_HOURS_MIN = 3
/** Looks without a dossier, and different persons, of a day that is worth a question. */
const NO_DOSSIER_MIN = 10
const MANY_PERSONS_MIN = 20
/** As many times the usual number, of the person and of colleagues. */
const TIMES_USUAL = 3
/** Without anything to compare with, only a great number stands out. */
const TIMES_MIN_UNKNOWN = 3
/** Days with looks that make a usual number. */
const USUAL_DAYS_MIN = 5
/** Days before the first that the usual numbers come from. */
export const USUAL_DAYS = 28

/** What the rules need of an entry. */
export interface OutlierLook extends Pick<
  AccessNote,
  'at' | 'action' | 'subject' | 'dossierId' | 'reason'
> {
  userId: string
  userName: string | null
  role: Role
  region: Region | null
  persons: readonly string[]
}

/** The first day whose looks the rules need. */
export function usualFrom(from: LocalDate): LocalDate {
  return addDays(from, -USUAL_DAYS)
}

const hourFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Brussels',
  hour: '2-digit',
  hourCycle: 'h23',
})
const hourOf = (at: Date): number => Number(hourFormat.format(at))

/** One person's looks of one day. */
interface Day {
  userId: string
  day: LocalDate
  looks: OutlierLook[]
}

function daysOf(looks: readonly OutlierLook[]): Day[] {
  const days = new Map<string, Day>()
  for (const look of looks) {
    if (look.subject.kind === 'log') continue
    const day = brusselsToday(new Date(look.at))
    const key = `${look.userId} ${day}`
    const known = days.get(key) ?? { userId: look.userId, day, looks: [] }
    known.looks.push(look)
    days.set(key, known)
  }
  return [...days.values()]
}

/** The middle value; null of too few. */
function usual(values: readonly number[]): number | null {
  if (values.length < USUAL_DAYS_MIN) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const isPage = ({ subject }: OutlierLook): boolean =>
  subject.kind === 'dossier' || subject.kind === 'person'

/** In a queue a purpose is stated for a search by name alone. */
const isNamedInList = ({ subject, action, reason }: OutlierLook): boolean =>
  subject.kind === 'list' && action === 'SEARCH' && reason !== null

const isWithoutDossier = (look: OutlierLook): boolean => {
  const { kind } = look.subject
  if (look.dossierId !== null) return false
  return kind === 'search' || kind === 'person' || kind === 'enterprise' || isNamedInList(look)
}

/** Different persons; a list that is leafed through shows many to everybody. */
const personsOf = ({ looks }: Day): number =>
  new Set(looks.filter((look) => !isLeafed(look)).flatMap(({ persons }) => persons)).size
const withoutDossier = ({ looks }: Day): number => looks.filter(isWithoutDossier).length

/** Controls happen at night and on free days: of an inspector those say nothing. */
const keepsOfficeHours = ({ looks }: Day): boolean => looks[0]!.role !== 'INSPECTOR'

function outlier(
  code: OutlierCode,
  { userId, day, looks }: Day,
  count: number,
  { own = null, peers = null, persons = [] }: Partial<AccessOutlier> = {},
): AccessOutlier {
  const { userName, role, region } = looks.at(-1)!
  return { code, userId, userName, role, region, day, count, own, peers, persons: [...persons] }
}

function offHours(day: Day): AccessOutlier[] {
  if (!keepsOfficeHours(day) || !isWorkingDay(day.day)) return []
  const count = day.looks.filter(({ at }) => {
    const hour = hourOf(new Date(at))
    return hour < OFFICE_HOURS.from || hour >= OFFICE_HOURS.to
  }).length
  return count >= OFF_HOURS_MIN ? [outlier('OFF_HOURS', day, count)] : []
}

function freeDay(day: Day): AccessOutlier[] {
  if (!keepsOfficeHours(day) || isWorkingDay(day.day)) return []
  return day.looks.length >= OFF_HOURS_MIN ? [outlier('FREE_DAY', day, day.looks.length)] : []
}

/** Far above the person's own usual number and that of colleagues with the same role. */
function farAboveUsual(
  code: OutlierCode,
  min: number,
  measure: (day: Day) => number,
  all: readonly Day[],
): (day: Day) => AccessOutlier[] {
  const values = all.map((day) => ({ day, value: measure(day), role: day.looks[0]!.role }))
  return (day) => {
    const count = measure(day)
    if (count < min) return []
    const { role } = day.looks[0]!
    const own = usual(
      values
        .filter((one) => one.day.userId === day.userId && one.day !== day)
        .map(({ value }) => value),
    )
    const peers = usual(
      values
        .filter((one) => one.day.userId !== day.userId && one.role === role)
        .map(({ value }) => value),
    )
    const limit =
      own === null && peers === null
        ? min * TIMES_MIN_UNKNOWN
        : TIMES_USUAL * Math.max(own ?? 0, peers ?? 0)
    return count > limit ? [outlier(code, day, count, { own, peers })] : []
  }
}

/** What stands after the given name. */
function familyNameOf(name: string | null): string {
  return fold((name ?? '').trim().split(/\s+/).slice(1).join(' '))
}

/** Somebody may look up a relative, or share a common name: a question, no more. */
function sameName(familyNames: ReadonlyMap<string, string>): (day: Day) => AccessOutlier[] {
  return (day) => {
    const mine = familyNameOf(day.looks.at(-1)!.userName)
    if (mine === '') return []
    const persons = new Set(day.looks.filter(isPage).flatMap((look) => look.persons))
    const same = [...persons].filter((id) => fold(familyNames.get(id) ?? '') === mine)
    return same.length > 0 ? [outlier('SAME_NAME', day, same.length, { persons: same })] : []
  }
}

/** Persons whose own page or dossier was looked at: whose family names `outliersOf` needs. */
export function namedPersons(looks: readonly OutlierLook[]): string[] {
  return [...new Set(looks.filter(isPage).flatMap(({ persons }) => persons))]
}

/**
 * What stands out from `from` to `to`, newest day first. `looks` begin at `usualFrom(from)`;
 * `familyNames` by id of person.
 */
export function outliersOf(
  looks: readonly OutlierLook[],
  { from, to }: AccessDays,
  familyNames: ReadonlyMap<string, string>,
): AccessOutlier[] {
  const days = daysOf(looks)
  const rules = [
    offHours,
    freeDay,
    farAboveUsual('NO_DOSSIER', NO_DOSSIER_MIN, withoutDossier, days),
    farAboveUsual('MANY_PERSONS', MANY_PERSONS_MIN, personsOf, days),
    sameName(familyNames),
  ]
  return days
    .filter(({ day }) => from <= day && day <= to)
    .flatMap((day) => rules.flatMap((rule) => rule(day)))
    .toSorted((a, b) => (a.day === b.day ? (a.userId < b.userId ? -1 : 1) : a.day < b.day ? 1 : -1))
}
