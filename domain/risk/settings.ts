/**
 * What the workshop made of the rules (record kind `rule`, one record per rule): which version is in
 * force on a day, and what a draft is. The live desk, the replay and the forms read settings through
 * here, so that all of them mean the same version.
 */
import { brusselsToday, daysBetween, type LocalDate } from '../calendar/local-date.ts'
import type { FindingCode } from '../contract/codes.ts'
import type { RuleBody, RuleVersion, SetParameter, TandemRecord } from '../contract/records.ts'
import { badValues, type RuleSetting, type RuleSettings } from './parameters.ts'
import { RULES } from './index.ts'
import { hash } from '../identifiers/hash.ts'
import type { Rule } from './rule.ts'

/** Id of the record of a rule. */
export const ruleId = (code: FindingCode): string => `rule-${code}`

/** The rule of a code, as it came with the program. */
export function ruleOf(code: FindingCode): Rule {
  return RULES_BY_CODE.get(code)!
}

const RULES_BY_CODE = new Map(RULES.map((rule) => [rule.code, rule]))

/** First day on which an approved version may be in force: never before somebody approved it. */
export function inForceFrom({ validFrom, closedAt }: RuleVersion): LocalDate {
  const approved = closedAt === null ? validFrom : brusselsToday(new Date(closedAt))
  return approved > validFrom ? approved : validFrom
}

/**
 * The revision in force on a day: the approved version whose day came last, of one day the last
 * approved. 0: as delivered.
 */
export function revisionOn(body: Pick<RuleBody, 'versions'> | null, day: LocalDate): number {
  let found = 0
  let since = ''
  for (const [place, version] of (body?.versions ?? []).entries()) {
    if (version.state !== 'APPROVED') continue
    const from = inForceFrom(version)
    const order = `${from} ${version.closedAt}`
    if (from > day || order < since) continue
    found = place + 1
    since = order
  }
  return found
}

/** A version as the engine takes it. What this program's rule does not know or allow is left out. */
export function settingOf(
  code: FindingCode,
  { active, values }: Pick<RuleVersion, 'active' | 'values'>,
  revision: number,
): RuleSetting {
  const all = Object.fromEntries(values.map(({ name, value }) => [name, value]))
  const bad = new Set(badValues(ruleOf(code).parameters, all))
  const fitting = values.filter(({ name }) => !bad.has(name))
  return {
    revision,
    active,
    values: Object.fromEntries(fitting.map(({ name, value }) => [name, value])),
  }
}

/** The settings in force on a day; rules that nobody changed are not named. */
export function settingsOn(
  rules: readonly Pick<TandemRecord<'rule'>, 'body'>[],
  day: LocalDate,
): RuleSettings {
  return new Map(
    rules.flatMap(({ body }): [FindingCode, RuleSetting][] => {
      const revision = revisionOn(body, day)
      const version = body.versions[revision - 1]
      return version ? [[body.code, settingOf(body.code, version, revision)]] : []
    }),
  )
}

/** The same settings with a draft in place of what is in force for its rule. */
export function withDraft(
  settings: RuleSettings,
  code: FindingCode,
  draft: Pick<RuleVersion, 'active' | 'values'>,
  revision: number,
): RuleSettings {
  return new Map([...settings, [code, settingOf(code, draft, revision)]])
}

/** Place of the draft or proposal that is open; -1: none. There is one at most. */
export function openPlace(body: Pick<RuleBody, 'versions'> | null): number {
  return body?.versions.findIndex(({ state }) => state === 'DRAFT' || state === 'PROPOSED') ?? -1
}

const sortedValues = (values: readonly SetParameter[]): [string, number][] =>
  values
    .map(({ name, value }): [string, number] => [name, value])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))

/** True when two versions do the same. */
export function isSameSetting(
  a: Pick<RuleVersion, 'active' | 'values'>,
  b: Pick<RuleVersion, 'active' | 'values'>,
): boolean {
  return (
    a.active === b.active &&
    JSON.stringify(sortedValues(a.values)) === JSON.stringify(sortedValues(b.values))
  )
}

/**
 * What a replay by this program is of: rule, version of its logic, and everything that the draft sets.
 * Two drafts that would do anything different have another print, and so has one draft after the logic
 * of its rule changed.
 */
export function draftPrint(
  code: FindingCode,
  { active, values }: Pick<RuleVersion, 'active' | 'values'>,
): string {
  return hash(JSON.stringify([code, ruleOf(code).version, active, sortedValues(values)]))
}

/** Days after which a replay says too little of the records of today. */
export const REPLAY_DAYS = 30

/** True when a version was replayed on the past year as it stands, by the logic of today, against what is in force, and lately. */
export function replayHolds(
  { code, versions }: Pick<RuleBody, 'code' | 'versions'>,
  version: RuleVersion,
  today: LocalDate,
): boolean {
  const { replay } = version
  return (
    replay !== null &&
    replay.result.past !== undefined &&
    replay.print === draftPrint(code, version) &&
    replay.against === revisionOn({ versions }, today) &&
    daysBetween(brusselsToday(new Date(replay.at)), today) <= REPLAY_DAYS
  )
}
