import { holds, toSpan } from '../calendar/spans.ts'
import type { DossierBody } from '../contract/records.ts'
import { outside, type WithSources } from './outside-facts.ts'

/** True when the job stood on the list of shortage jobs of its region on the day of filing. */
export function isShortageJob(
  { facts }: { facts: WithSources },
  { region, job, submittedOn }: Pick<DossierBody, 'region' | 'job' | 'submittedOn'>,
): boolean {
  return outside(facts, 'SHORTAGE_LIST').some(
    (one) =>
      one.region === region && one.isco === job.isco && holds(toSpan(one.period), submittedOn),
  )
}
