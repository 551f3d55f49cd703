/**
 * Holds a rule back that fires far above its normal rate: what it says from then on is kept aside and
 * shown to nobody until its owner lets it go on, with a reason that every desk gets. Each desk counts
 * its own: what is normal differs with what it holds.
 */
import { addDays, brusselsToday, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import type { RuleBody } from '../../domain/contract/records.ts'
import { breaks } from '../../domain/risk/breaker.ts'
import { inForceFrom } from '../../domain/risk/settings.ts'
import type { Cache, FindingsOf, RuleHold, WatchWrite } from '../../db/index.ts'
import { type Judged, subjectOf } from './subjects.ts'

/** Days before today whose firings say what is normal. */
const NORMAL_DAYS = 28
/** Fewer watched days than this say nothing. */
const FEWEST_DAYS = 5
/** Stands in the days of a desk for a day that was watched. */
const WATCHED = '*'

type Firings = Map<FindingCode, { today: number; before: number[] }>

/** What is to be written: the findings that are shown, and what is kept beside them. */
export interface Passed {
  entries: FindingsOf[]
  watch: WatchWrite
}

export class Breaker {
  readonly #cache: Cache
  readonly #held = new Set<FindingCode>()
  /** Rules that are not held today whatever they say: released, or newly in force. */
  #excused = new Set<FindingCode>()
  #day: LocalDate | null = null
  /** Null before the first pass over everybody: everything is new then. */
  #firings: Firings | null = null
  #watchedBefore = 0

  constructor(cache: Cache) {
    this.#cache = cache
  }

  /** The rules changed, or a new day began: what was released goes on. True when something was. */
  renew(rules: readonly { body: RuleBody }[], today: LocalDate): boolean {
    const released = new Map(
      rules.map(({ body }) => [body.code, body.releases.at(-1)?.at] as const),
    )
    const dayOf = (code: FindingCode) => {
      const at = released.get(code)
      return at === undefined ? null : brusselsToday(new Date(at))
    }
    const free = this.#cache.rules.holds().filter(({ code, since }) => (dayOf(code) ?? '') >= since)
    for (const { code } of free) this.#cache.releaseRule(code)
    this.#held.clear()
    for (const { code } of this.#cache.rules.holds()) this.#held.add(code)
    this.#excused = new Set(
      rules
        .filter(
          ({ body }) =>
            dayOf(body.code) === today ||
            body.versions.some((one) => one.state === 'APPROVED' && inForceFrom(one) === today),
        )
        .map(({ body }) => body.code),
    )
    this.#read(today)
    return free.length > 0
  }

  /** Everybody was judged: from now on what comes new is counted. */
  begin(today: LocalDate): void {
    const watch = { day: today, fired: new Map(), holds: [], held: [], shadow: [] }
    this.#cache.writeFindings([], watch)
    if (this.#firings === null) this.#read(today)
  }

  #read(today: LocalDate): void {
    this.#day = today
    const days = this.#cache.rules.days(addDays(today, -NORMAL_DAYS))
    const watched = days.filter(({ code }) => code === WATCHED).map(({ day }) => day)
    // The first day holds what was there already.
    const before = watched.filter((day) => day < today).slice(1)
    this.#watchedBefore = before.length
    if (watched.length === 0) {
      this.#firings = null
      return
    }
    const firings: Firings = new Map()
    for (const { code, day, fired } of days) {
      if (code === WATCHED) continue
      const rule = firings.get(code) ?? { today: 0, before: before.map(() => 0) }
      if (day === today) rule.today = fired
      else if (before.includes(day)) rule.before[before.indexOf(day)] = fired
      firings.set(code, rule)
    }
    this.#firings = firings
  }

  /** Counts what is new, holds back what fires too much, and says what is to be written. */
  pass(entries: readonly Judged[], today: LocalDate): Passed {
    if (this.#day !== today) this.#read(today)
    const all = this.#firings ? entries.flatMap(({ findings }) => findings) : []
    const fresh = this.#cache.rules.fresh(all)
    const fired = new Map<FindingCode, number>()
    for (const { code } of fresh) fired.set(code, (fired.get(code) ?? 0) + 1)
    const holds = this.#firings ? this.#count(fired, today) : []
    const shadow = entries.flatMap((one) =>
      one.shadow ? [{ subject: subjectOf(one), findings: one.shadow }] : [],
    )
    const watch = { day: today, fired: this.#firings && fired, holds, held: [], shadow }
    if (this.#held.size === 0) return { entries: [...entries], watch }
    return this.#withoutHeld(entries, watch)
  }

  #count(fired: ReadonlyMap<FindingCode, number>, today: LocalDate): RuleHold[] {
    const holds: RuleHold[] = []
    for (const [code, n] of fired) {
      const before = Array.from({ length: this.#watchedBefore }, () => 0)
      const rule = this.#firings!.get(code) ?? { today: 0, before }
      rule.today += n
      this.#firings!.set(code, rule)
      if (this.#held.has(code) || this.#excused.has(code)) continue
      if (rule.before.length < FEWEST_DAYS || !breaks(rule.today, rule.before)) continue
      const normal = rule.before.reduce((a, b) => a + b, 0) / rule.before.length
      this.#held.add(code)
      holds.push({ code, since: today, fired: rule.today, normal })
    }
    return holds
  }

  /** What was shown before stays; what a held rule says anew is kept aside. */
  #withoutHeld(entries: readonly Judged[], watch: WatchWrite): Passed {
    const isHeld = ({ code }: Finding) => this.#held.has(code)
    const ids = entries.flatMap(({ findings }) => findings.filter(isHeld).map(({ id }) => id))
    const shown = this.#cache.rules.shown(ids)
    const isAside = (finding: Finding) => isHeld(finding) && !shown.has(finding.id)
    return {
      entries: entries.map((one) => ({
        ...one,
        findings: one.findings.filter((finding) => !isAside(finding)),
      })),
      watch: {
        ...watch,
        held: entries.map((one) => ({
          subject: subjectOf(one),
          findings: one.findings.filter(isAside),
        })),
      },
    }
  }
}
