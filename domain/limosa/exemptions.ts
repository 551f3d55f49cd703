/** Exemptions of domain facts 4.2, as far as a declaration shows them. */
import { daysBetween } from '../calendar/local-date.ts'
import type { DeclarationBody } from '../contract/records.ts'
import { fold } from '../linking/names.ts'
import { inForceOn } from '../reference/dated.ts'
import { LIMOSA_EXEMPTIONS, type LimosaExemption } from '../reference/limosa.ts'
import type { Outcome } from './vander-elst.ts'

export interface ExemptionTest {
  /** Code of the exemption that the nature of services names; null: none named. */
  code: string | null
  /** Is the duty to declare exempted? */
  declaration: Outcome
  /** Is the work exempted from authorisation as a short stay? */
  work: Outcome
}

const NONE: ExemptionTest = { code: null, declaration: 'NOT_MET', work: 'NOT_MET' }
const UNKNOWN: ExemptionTest = { code: null, declaration: 'UNKNOWN', work: 'UNKNOWN' }

const isLetter = (code: number) => (code >= 65 && code <= 90) || code === 95

/** True when a stem of the exemption starts a word of the folded text. */
function isNamed({ stems }: LimosaExemption, text: string): boolean {
  for (const stem of stems) {
    let at = text.indexOf(stem)
    while (at > 0 && isLetter(text.charCodeAt(at - 1))) at = text.indexOf(stem, at + 1)
    if (at !== -1) return true
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
    named = LIMOSA_EXEMPTIONS.filter((row) => isNamed(row, text))
    if (NAMED.size >= NAMED_MAX) NAMED.clear()
    NAMED.set(nature, named)
  }
  return named
}

function withinLimits(row: LimosaExemption, { period, sector }: DeclarationBody): boolean {
  if (!inForceOn(row, period.from) || row.exceptSectors.includes(sector)) return false
  return row.maxDays === null || daysBetween(period.from, period.to) + 1 <= row.maxDays
}

/**
 * The exemption that a declaration names in its nature of services, tested on sector and length.
 * Without a nature of services it is unknown; limits over several stays (60 days a year, once a
 * month) cannot be read from one declaration and are for the officer.
 */
export function exemptionOf(declaration: DeclarationBody): ExemptionTest {
  if (declaration.natureOfServices === null) return UNKNOWN
  let test = NONE
  for (const row of namedIn(declaration.natureOfServices)) {
    if (!withinLimits(row, declaration)) continue
    test = { code: row.code, declaration: 'MET', work: row.authorisation ? 'MET' : 'NOT_MET' }
    if (row.authorisation) return test
  }
  return test
}
