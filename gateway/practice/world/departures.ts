/** What each region keeps of a dossier that it referred to another one. */
import { REGIONS, type Region } from '../../../domain/contract/codes.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import { PRACTICE_PEOPLE } from '../people.ts'
import { dayText, instantText } from './days.ts'
import { reference } from './dossier-bodies.ts'

/** Beyond the numbers of dossiers that are here. */
const RANK = 900_001
const DAYS_AGO = 6

/** One for each region, by one of its officers. */
export function departureItems(
  today: number,
): { id: string; region: Region; body: BodyOf<'departure'> }[] {
  return REGIONS.flatMap((region, i) => {
    const by = PRACTICE_PEOPLE.find(
      (person) => person.role === 'REGION_OFFICER' && person.region === region,
    )
    if (!by) return []
    const on = dayText(today - DAYS_AGO)
    const dossierId = `referred-${region}`
    return {
      id: `left-${dossierId}-1`,
      region,
      body: {
        dossierId,
        reference: reference(region, Number(on.slice(0, 4)), RANK),
        from: region,
        to: REGIONS[(i + 1) % REGIONS.length]!,
        on,
        by: by.id,
        byName: by.name,
        at: instantText(today - DAYS_AGO, 10 * 60),
      },
    }
  })
}
