/**
 * Trafficking in human beings: which signs there are, how pressing each makes a report, and whom to
 * call (domain facts 6 R51 and 10.3, item 10). The three recognised reception centres are those that
 * UNHCR Belgium names; their telephone numbers come from general knowledge: a service checks them
 * before it relies on them.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Region } from '../contract/codes.ts'
import type { ReportUrgency, TraffickingIndicator } from '../reports/codes.ts'
import { inForceOn, type Dated } from './dated.ts'

/** Somebody may be in danger now: nothing waits for the next working day. */
const GRAVE: readonly TraffickingIndicator[] = ['MINOR', 'THREATS', 'NO_FREE_MOVEMENT']

/** The least urgency that these signs allow; a lower one is refused. */
export function leastUrgency(indicators: readonly TraffickingIndicator[]): ReportUrgency {
  if (indicators.some((one) => GRAVE.includes(one))) return 'AT_ONCE'
  return indicators.length > 0 ? 'HIGH' : 'LOW'
}

export interface ReceptionCentre extends Dated {
  name: string
  phone: string
  regions: readonly Region[]
}

const KNOWN = {
  validFrom: '1995-01-01',
  validTo: null,
  source: 'help.unhcr.org/belgium (names); numbers from general knowledge',
  confidence: 'UNVERIFIED',
} as const

export const RECEPTION_CENTRES: readonly ReceptionCentre[] = [
  { name: 'Payoke', phone: '03 201 16 90', regions: ['FL'], ...KNOWN },
  { name: 'PAG-ASA', phone: '02 511 64 64', regions: ['BR'], ...KNOWN },
  { name: 'Sürya', phone: '04 232 40 30', regions: ['WA', 'DG'], ...KNOWN },
]

/** The number of the police in an emergency. */
export const EMERGENCY = '112'

/** The centres to call on a day, that of the region first: each takes victims from the whole country. */
export function centresFor(region: Region, day: LocalDate): ReceptionCentre[] {
  return RECEPTION_CENTRES.filter((one) => inForceOn(one, day)).toSorted(
    (a, b) => Number(b.regions.includes(region)) - Number(a.regions.includes(region)),
  )
}
