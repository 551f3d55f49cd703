/**
 * What the practice services keep of the rules: a version that comes into force next month, a proposal
 * that waits for a second person, and a sample of dossiers without signals in each region.
 */
import { addMonths } from '../../../domain/calendar/local-date.ts'
import type { FindingCode, Region } from '../../../domain/contract/codes.ts'
import type { BodyOf, RuleVersion } from '../../../domain/contract/records.ts'
import { draftPrint, ruleId, ruleOf } from '../../../domain/risk/settings.ts'
import { PRACTICE_PEOPLE } from '../people.ts'
import { dayText, instantText } from './days.ts'
import { TEXTS } from './rule-texts.ts'

/** Dossiers of a region's sample. */
export const SAMPLED = 8
/** How many of them somebody looked at. */
const LOOKED_AT = 3
const DRAWN_DAYS_AGO = 12

const supervisorOf = (region: Region) =>
  PRACTICE_PEOPLE.find((one) => one.role === 'SUPERVISOR' && one.region === region)!
const officerOf = (region: Region) =>
  PRACTICE_PEOPLE.find((one) => one.role === 'REGION_OFFICER' && one.region === region)!

interface Told {
  code: FindingCode
  region: Region
  set: { name: string; value: number }
  added: number
  daysAgo: number
}

function versionOf({ code, region, set, added, daysAgo }: Told, today: number): RuleVersion {
  const by = supervisorOf(region)
  const setting = { ruleVersion: ruleOf(code).version, active: true, values: [set] }
  const at = instantText(today - daysAgo, 10 * 60)
  return {
    ...setting,
    validFrom: `${addMonths(dayText(today), 1).slice(0, 7)}-01`,
    reason: TEXTS[by.language].reason,
    state: 'PROPOSED',
    replay: {
      print: draftPrint(code, setting),
      against: 0,
      byName: by.name,
      at,
      result: {
        subjects: 3000,
        before: 14,
        after: 14 + added,
        added,
        gone: 0,
        changed: 14,
        expected: { confirmed: 0, falseAlarms: 0, unknown: added },
        workload: [{ service: region, added, gone: 0 }],
      },
    },
    shadowSince: null,
    by: by.id,
    byName: by.name,
    at,
    closedBy: null,
    closedByName: null,
    closedAt: null,
    remark: null,
  }
}

/** Rules that somebody tuned, as of a day. Nothing is in force yet. */
export function ruleItems(today: number): { id: string; body: BodyOf<'rule'> }[] {
  const officer = officerOf('FL')
  const approved: RuleVersion = {
    ...versionOf(
      { code: 'R06', region: 'FL', set: { name: 'minDays', value: 45 }, added: 3, daysAgo: 20 },
      today,
    ),
    state: 'APPROVED',
    closedBy: officer.id,
    closedByName: officer.name,
    closedAt: instantText(today - 18, 9 * 60),
  }
  const proposed = versionOf(
    { code: 'R13', region: 'WA', set: { name: 'maxKm', value: 80 }, added: 5, daysAgo: 2 },
    today,
  )
  return [
    { id: ruleId('R06'), body: { code: 'R06', versions: [approved], releases: [] } },
    { id: ruleId('R13'), body: { code: 'R13', versions: [proposed], releases: [] } },
  ]
}

/** The sample of a region, drawn of these dossiers; some were looked at. */
export function sampleItem(
  region: Region,
  dossierIds: readonly string[],
  today: number,
): { id: string; body: BodyOf<'sample'> } {
  const [by, looker] = [supervisorOf(region), officerOf(region)]
  const at = instantText(today - DRAWN_DAYS_AGO, 9 * 60)
  return {
    id: `sample-${region}-1`,
    body: {
      service: region,
      from: dossierIds.length * 20,
      items: dossierIds.map((dossierId, i) => ({
        dossierId,
        label:
          i >= LOOKED_AT
            ? null
            : {
                outcome: i === LOOKED_AT - 1 ? 'NOT_CHECKED' : 'IN_ORDER',
                missed: [],
                reason: TEXTS[looker.language].looked,
                by: looker.id,
                byName: looker.name,
                at: instantText(today - DRAWN_DAYS_AGO + 1 + i, 14 * 60),
              },
      })),
      by: by.id,
      byName: by.name,
      at,
    },
  }
}
