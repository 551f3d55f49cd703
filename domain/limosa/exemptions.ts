/** Exemptions of domain facts 4.2, as far as declarations show them. */
import { daysBetween, type LocalDate } from '../calendar/local-date.ts'
import { intersection, type Span } from '../calendar/spans.ts'
import { REGIONS, type Region } from '../contract/codes.ts'
import type { DeclarationBody } from '../contract/records.ts'
import { clientParty, isOneParty } from '../linking/mentions.ts'
import { fold } from '../linking/names.ts'
import { inForceOn } from '../reference/dated.ts'
import {
  LIMOSA_EXEMPTIONS,
  SHORT_STAY_LISTS,
  type LimosaExemption,
  type TotalLimit,
} from '../reference/limosa.ts'
import { regionOfAddress } from '../reference/postal-codes.ts'
import { islands, lengthOf } from './counting.ts'
import type { Outcome } from './vander-elst.ts'

export interface ExemptionTest {
  /** Code of the exemption that the nature of services names; null: none named. */
  code: string | null
  /** Is the duty to declare exempted? */
  declaration: Outcome
  /** Is the work exempted from authorisation? */
  work: Outcome
  /** Days that several stays add up to, where they are more than the exemption allows; else null. */
  tooMany: number | null
}

const answer = (code: string | null, declaration: Outcome, work: Outcome): ExemptionTest => ({
  code,
  declaration,
  work,
  tooMany: null,
})

const NONE = answer(null, 'NOT_MET', 'NOT_MET')
/** Of a declaration whose exemption is still to be tested. */
export const NOT_TESTED = NONE
const UNKNOWN = answer(null, 'UNKNOWN', 'UNKNOWN')
const UNKNOWN_AND_LONG = answer(null, 'UNKNOWN', 'NOT_MET')

const isLetter = (code: number) => (code >= 65 && code <= 90) || code === 95

/** What may follow a stem in a word that still means it: plurals and inflections, never a compound. */
const ENDING = /^(?:A|AR|AREN|E|EN|ENEN|ER|ES|LE|LES|N|ON|ONS|REN|S|SE|SEN|UM|UMS)?(?![A-Z])/

/** True when one of the stems starts a word of the folded text; `whole`: and is that word, in some form. */
function hasWord(stems: readonly string[], text: string, whole: boolean): boolean {
  for (const stem of stems) {
    for (let at = text.indexOf(stem); at !== -1; at = text.indexOf(stem, at + 1)) {
      if (at > 0 && isLetter(text.charCodeAt(at - 1))) continue
      if (!whole || ENDING.test(text.slice(at + stem.length))) return true
    }
  }
  return false
}

/** Declarants choose among few words for what they do: what each names is looked up once. */
const NAMED = new Map<string, readonly LimosaExemption[]>()
const NAMED_MAX = 2_000

function namedIn(nature: string): readonly LimosaExemption[] {
  let named = NAMED.get(nature)
  if (!named) {
    const text = fold(nature)
    named = LIMOSA_EXEMPTIONS.filter(
      ({ stems, unless }) => hasWord(stems, text, true) && !hasWord(unless, text, false),
    )
    if (NAMED.size >= NAMED_MAX) NAMED.clear()
    NAMED.set(nature, named)
  }
  return named
}

function withinOwnLimits(row: LimosaExemption, { period, sector }: DeclarationBody): boolean {
  if (!inForceOn(row, period.from) || row.exceptSectors.includes(sector)) return false
  return row.maxDays === null || daysBetween(period.from, period.to) + 1 <= row.maxDays
}

const MONTHS: Readonly<Record<TotalLimit['within'], number>> = { YEAR: 12, QUARTER: 3, MONTH: 1 }

/** The calendar unit that a day is in, as the number of units since the year 0. */
function unitOf(day: LocalDate, within: TotalLimit['within']): number {
  const month = 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1
  return Math.floor(month / MONTHS[within])
}

/** Every day of a calendar unit; the last may be a day that its month does not have. */
function unitSpan(unit: number, within: TotalLimit['within']): Span {
  const month = (at: number) =>
    `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
  const first = unit * MONTHS[within]
  return { from: `${month(first)}-01`, to: `${month(first + MONTHS[within] - 1)}-31` }
}

/** Some client is the same, or neither names any. */
const sameClient = ({ clients: a }: DeclarationBody, { clients: b }: DeclarationBody) =>
  a.length === 0 || b.length === 0
    ? a.length === b.length
    : a.some((one) => b.some((other) => isOneParty(clientParty(one), clientParty(other))))

/** A stay of the exemption: proved to be, or named so where nothing else was proved. */
function isOf(row: LimosaExemption, { natureOfServices, postingProof }: DeclarationBody): boolean {
  if (postingProof?.exemption !== undefined) return postingProof.exemption === row.code
  return natureOfServices !== null && namedIn(natureOfServices).includes(row)
}

/**
 * The days of an exemption in the fullest calendar unit of a declaration, up to its last day: those of
 * its worker's other declarations that name it too are added, a shared day once.
 */
function totalDays(
  row: LimosaExemption,
  { within, sameClient: ofClient }: TotalLimit,
  declaration: DeclarationBody,
  all: readonly DeclarationBody[],
): number {
  const { period } = declaration
  const stays = islands(
    all
      .filter((one) => isOf(row, one))
      .filter((one) => !ofClient || sameClient(one, declaration))
      .flatMap((one) => intersection(one.period, { from: '0000-01-01', to: period.to }) ?? []),
  )
  let most = 0
  for (let unit = unitOf(period.from, within); unit <= unitOf(period.to, within); unit += 1) {
    const span = unitSpan(unit, within)
    const inside = stays.flatMap((stay) => intersection(stay, span) ?? [])
    most = Math.max(
      most,
      inside.reduce((sum, one) => sum + lengthOf(one), 0),
    )
  }
  return most
}

/** Days beyond what several stays may add up to; null: within it. */
function tooManyDays(
  row: LimosaExemption,
  declaration: DeclarationBody,
  all: readonly DeclarationBody[],
): number | null {
  if (row.total === null || all.length < 2) return null
  const days = totalDays(row, row.total, declaration, all)
  return days > row.total.days ? days : null
}

/** Regions of the declared places; every region when no place says one. */
function regionsOf({ places }: DeclarationBody): readonly Region[] {
  const regions = places.flatMap(({ address }) => (address && regionOfAddress(address)) ?? [])
  return regions.length > 0 ? regions : REGIONS
}

/** MET when each region of the work has the exemption on its list; of another list nothing is known. */
function onLists({ code }: LimosaExemption, declaration: DeclarationBody): Outcome {
  const { from } = declaration.period
  const isListed = (region: Region) =>
    SHORT_STAY_LISTS.some(
      (list) => list.region === region && list.exemptions.includes(code) && inForceOn(list, from),
    )
  return regionsOf(declaration).every(isListed) ? 'MET' : 'UNKNOWN'
}

/** A claim of words alone may be true: it frees nobody, and it accuses of nothing. */
const claimed = (outcome: Outcome): Outcome => (outcome === 'MET' ? 'UNKNOWN' : outcome)

/**
 * The exemption of a declaration, tested on sector, on its length, on what the worker's declarations in
 * force (`all`, this one among them) add up to, and on the list of the region of the work. MET only where
 * an officer noted its proof (`postingProof.exemption`): the words of the nature of services are the
 * declarant's, and one that they name is UNKNOWN at best. Without a nature of services it is unknown, but
 * no short stay is long. Where several are named, the one that frees most speaks.
 */
export function exemptionOf(
  declaration: DeclarationBody,
  all: readonly DeclarationBody[] = [declaration],
  long = false,
): ExemptionTest {
  const { natureOfServices: nature, postingProof } = declaration
  const proved = postingProof?.exemption
  if (proved !== undefined) {
    const row = LIMOSA_EXEMPTIONS.find(({ code }) => code === proved)!
    return testOf(row, declaration, all, long)
  }
  if (nature === null) return long ? UNKNOWN_AND_LONG : UNKNOWN
  let best: ExemptionTest | null = null
  for (const row of namedIn(nature)) {
    const one = testOf(row, declaration, all, long)
    if (best === null || freesMore(one, best)) best = one
  }
  if (best === null) return NONE
  return { ...best, declaration: claimed(best.declaration), work: claimed(best.work) }
}

const FREES: Readonly<Record<Outcome, number>> = { NOT_MET: 0, UNKNOWN: 1, MET: 2 }

/** One that may free the work is asked about before one that does not: naming more accuses of nothing. */
const freesMore = (a: ExemptionTest, b: ExemptionTest): boolean =>
  FREES[a.work] > FREES[b.work] ||
  (a.work === b.work && FREES[a.declaration] > FREES[b.declaration])

function testOf(
  row: LimosaExemption,
  declaration: DeclarationBody,
  all: readonly DeclarationBody[],
  long: boolean,
): ExemptionTest {
  if (!withinOwnLimits(row, declaration)) return answer(row.code, 'NOT_MET', 'NOT_MET')
  const tooMany = tooManyDays(row, declaration, all)
  if (tooMany !== null) return { ...answer(row.code, 'NOT_MET', 'NOT_MET'), tooMany }
  const isFreed = row.anyLength || !long
  return answer(
    row.code,
    row.fromLimosa ? 'MET' : 'NOT_MET',
    isFreed ? onLists(row, declaration) : 'NOT_MET',
  )
}
