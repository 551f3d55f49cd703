/**
 * What the rules read of the lines that other registers give: lists by source, as outside facts. A
 * line of somebody who directs the enterprise tells of other enterprises too.
 */
import { addMonths, type LocalDate } from '../calendar/local-date.ts'
import type { DirectorFunction, RegisterSource } from '../contract/codes.ts'
import type { TandemRecord } from '../contract/records.ts'
import { enterpriseKeys, numberKeys } from '../linking/enterprise-keys.ts'
import { placeLine } from '../linking/places.ts'
import type { Directed } from './enterprise-facts.ts'
import { latest, type OutsideFacts, type Works } from './outside-facts.ts'
import type { EmployerDebt } from './person-facts.ts'

export type RegisterLine = TandemRecord<'registerLine'>
/** Sources of lines that rules read as lists; accounts are handles (./handles.ts). */
export type ListedSource = Exclude<RegisterSource, 'ACCOUNTS'>
type Lists = Pick<OutsideFacts, ListedSource>

/**
 * The lines of one enterprise, those of others that weigh on somebody who directs it, and those of works in
 * which it has a part or that are where it has several people sent.
 */
export interface RegisterLines {
  of(source: Exclude<ListedSource, 'WORKS'>): readonly RegisterLine[]
  ofDirector(key: string): readonly RegisterLine[]
  works(): readonly RegisterLine[]
}

/** True for a line that says something of a director wherever they direct: a bankruptcy or a sanction. */
export function weighsOnDirector({ directorship, sanction }: RegisterLine['body']): boolean {
  return (directorship?.bankruptOn ?? sanction?.director ?? null) !== null
}

/** The director whom a line is about; null: an enterprise alone. */
export function directorOf({ directorship, sanction }: RegisterLine['body']): string | null {
  return directorship?.director ?? sanction?.director ?? null
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

/** False for a curator or a liquidator: neither answers for the enterprise, nor for its bankruptcy. */
export const directs = (as: DirectorFunction): boolean => as !== 'CURATOR' && as !== 'LIQUIDATOR'

/** True for a line that tells of somebody who directs its enterprise, or directed it. */
export function tellsDirector({ directorship }: RegisterLine['body']): boolean {
  return directorship !== null && directs(directorship.function)
}

/** Who left longer than so many months before an enterprise failed does not answer for that. */
export const ANSWERS_MONTHS = 12

/** True for who directed an enterprise when it failed, or had left it only shortly before. */
export const answersFor = (
  { directedUntil, bankruptOn }: { directedUntil: LocalDate | null; bankruptOn: LocalDate },
  monthsBefore = ANSWERS_MONTHS,
): boolean => directedUntil === null || directedUntil >= addMonths(bankruptOn, -monthsBefore)

/** Who directs an enterprise, or directed it, by a line about it; none of a curator or a liquidator. */
export function directedIn(
  enterprise: string,
  directorship: RegisterLine['body']['directorship'],
): Directed[] {
  if (!directorship || !directs(directorship.function)) return []
  const { director, period } = directorship
  return [{ enterprise, director, period }]
}

/** The later of two last days; null: there is none. */
const later = (a: string | null, b: string | null) =>
  a === null || b === null ? null : a > b ? a : b

/** Who directs the enterprise, each with the last day of all their terms and functions there. */
function directorsIn(lines: RegisterLines): { director: string; until: string | null }[] {
  const last = new Map<string, string | null>()
  for (const { body } of lines.of('DIRECTORS')) {
    if (!tellsDirector(body)) continue
    const { director, period } = body.directorship!
    const known = last.get(director)
    last.set(director, known === undefined ? period.to : later(known, period.to))
  }
  return [...last].map(([director, until]) => ({ director, until }))
}

/** A sanction of the enterprise itself stays so when it names a director who left. */
function sanctionsIn(lines: RegisterLines): Lists['SANCTIONS'] {
  const own = lines.of('SANCTIONS').map((line) => ({ line, until: null as string | null }))
  const ids = new Set(own.map(({ line }) => line.id))
  const theirs = directorsIn(lines).flatMap(({ director, until }) =>
    lines
      .ofDirector(director)
      .filter(({ id, body }) => body.source === 'SANCTIONS' && !ids.has(id))
      .map((line) => ({ line, until })),
  )
  return [...own, ...theirs].map(({ line: { id, body }, until }) => ({
    id,
    on: body.on,
    level: body.sanction!.level,
    finalOn: body.on,
    ofDirectorUntil: until,
  }))
}

function bankruptciesIn(lines: RegisterLines): Lists['DIRECTORS'] {
  const found = directorsIn(lines).flatMap(({ director, until }) =>
    lines.ofDirector(director).flatMap(({ id, body: { on, enterprise, directorship } }) => {
      if (!directorship || directorship.bankruptOn === null) return []
      return [
        {
          id,
          on,
          directorId: director,
          enterpriseId: enterprise.enterpriseNumber ?? enterprise.vatNumber ?? enterprise.name,
          bankruptOn: directorship.bankruptOn,
          directedUntil: directorship.period.to,
          asCurator: !directs(directorship.function),
          until,
        },
      ]
    }),
  )
  return found.sort(byId)
}

/** The keys of who has a part in the works of a line: contractor, who ordered its part, principal. */
export function worksParties({ enterprise, works }: RegisterLine['body']): string[] {
  const others = [works?.orderedBy?.number ?? null, works?.principal?.number ?? null]
  return [...new Set([...numberKeys(enterprise), ...enterpriseKeys(others)])]
}

/** Where the works of a line are, in one line; null for other lines, or when only a municipality is told. */
export function worksPlace({ works }: RegisterLine['body']): string | null {
  if (!works) return null
  const { siteName: name, street, municipality } = works
  const address = { street, municipality, postalCode: null, place: null, country: 'BE' }
  return placeLine({ name, address })
}

/** Declared works as rules read them; none of a line of another source. */
export function worksIn(lines: readonly RegisterLine[]): Works[] {
  return lines.flatMap(({ id, body }) => {
    if (!body.works) return []
    const { number, municipality, period, valueCents } = body.works
    const valueEuro = valueCents / 100
    const [place, parties] = [worksPlace(body), worksParties(body)]
    return [{ id, on: body.on, number, municipality, place, valueEuro, period, parties }]
  })
}

/** What an employer owes by the latest of its lines about staff; null: nothing, or it is not told. */
export function debtIn(employerId: string, lines: readonly RegisterLine[]): EmployerDebt | null {
  const last = latest(lines.map(({ id, body: { on, staff } }) => ({ id, on, staff })))
  const socialDebtCents = last?.staff?.socialDebtCents ?? 0
  return socialDebtCents > 0 ? { id: last!.id, on: last!.on, employerId, socialDebtCents } : null
}

/** Lists that are made when a rule asks for them: few do. */
export function registerFacts(lines: RegisterLines): Lists {
  return {
    get HOME_ACTIVITY() {
      return lines.of('HOME_ACTIVITY').map(({ id, body: { on, home } }) => ({ id, on, ...home! }))
    },
    get STAFF() {
      return lines.of('STAFF').map(({ id, body: { on, staff } }) => ({ id, on, ...staff! }))
    },
    get SANCTIONS() {
      return sanctionsIn(lines)
    },
    get DIRECTORS() {
      return bankruptciesIn(lines)
    },
    get WORKS() {
      return worksIn(lines.works())
    },
  }
}

/** Lines in memory, in order of id. */
export function linesIn(
  own: readonly RegisterLine[],
  related: readonly RegisterLine[],
  works: readonly RegisterLine[] = [],
): RegisterLines {
  return {
    of: (source) => own.filter(({ body }) => body.source === source),
    ofDirector: (key) => related.filter(({ body }) => directorOf(body) === key),
    works: () => works,
  }
}
