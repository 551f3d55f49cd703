/**
 * The lists of shortage jobs. Each region keeps its own by dated rows (table SHORTAGE_JOBS of the record
 * kind `norm`), whole: a job that a list does not name left it (BVR of 7 December 2018: 29 jobs, and 21
 * since 1 January 2026). None comes with the program.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import { holds, toSpan } from '../calendar/spans.ts'
import { REGIONS, type Region } from '../contract/codes.ts'
import type { DossierBody, NormBody } from '../contract/records.ts'
import { approvedRows, ownTables, series } from './own-rows.ts'

/** The records of the kind `norm` that a desk holds. */
type Norms = readonly { body: NormBody }[]

/** A list as it was in force. */
export interface ShortageList {
  /** First and last day; null: until a later list begins. */
  from: LocalDate
  to: LocalDate | null
  /** ISCO codes. */
  jobs: ReadonlySet<string>
}

type Lists = ReadonlyMap<Region, readonly ShortageList[]>

function listsIn(norms: Norms): Lists {
  const tables = ownTables(norms)
  return new Map(
    REGIONS.map((region) => [
      region,
      series([], approvedRows(tables(region), 'SHORTAGE_JOBS')).flatMap(
        ({ validFrom, validTo, value }) =>
          'jobs' in value ? [{ from: validFrom, to: validTo, jobs: new Set(value.jobs) }] : [],
      ),
    ]),
  )
}

/** The lists among some records, read once. */
const READ = new WeakMap<Norms, Lists>()

function listsOf(norms: Norms): Lists {
  const known = READ.get(norms) ?? listsIn(norms)
  READ.set(norms, known)
  return known
}

/** The list of a region on a day; null: none is held. */
export function shortageListOn(norms: Norms, region: Region, day: LocalDate): ShortageList | null {
  return (
    listsOf(norms)
      .get(region)
      ?.find((list) => holds(toSpan(list), day)) ?? null
  )
}

/** True when a desk holds a list of any region. */
export const holdsShortageLists = (norms: Norms): boolean =>
  [...listsOf(norms).values()].some((lists) => lists.length > 0)

/** True when the job stood on the list of its region on the day of filing. */
export function isShortageJob(
  norms: Norms,
  { region, job, submittedOn }: Pick<DossierBody, 'region' | 'job' | 'submittedOn'>,
): boolean {
  return shortageListOn(norms, region, submittedOn)?.jobs.has(job.isco) ?? false
}
