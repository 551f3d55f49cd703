import type { DeclarationBody } from '../../contract/records.ts'
import { declarationFacts, periodFact } from '../evidence.ts'
import { hasFreeMovement, isUnknownCountry } from '../../reference/countries.ts'
import { clear, fact, personRule, sighting } from '../rule.ts'
import { anyOf } from '../screens.ts'
import { eachCase } from '../walk.ts'

/** Papers of Vander Elst of an employer of whom it is known that they cannot serve it. */
function isOutside({ employer, postingProof, period }: DeclarationBody): boolean {
  if (postingProof === null || employer === null) return false
  const belongs = hasFreeMovement(employer.country, period.from)
  return !belongs && employer.country !== 'BE' && !isUnknownCountry(employer.country)
}

/**
 * R02: the papers of Vander Elst were filed for an employer outside the EEA and Switzerland, and no
 * permit covers the work. Facts: declarations with posting papers, country of the employer.
 */
export const r02 = personRule({
  code: 'R02',
  version: 3,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY', 'POSTING_PAPERS'],
  ground: ['S24', 'S25'],
  screens: [
    anyOf(
      ({ cases }) =>
        cases.filter(({ record, verdict }) => verdict.code !== 'M0' && isOutside(record.body))
          .length,
    ),
  ],
  find: (context) =>
    eachCase(context, ({ record, verdict }) => {
      const { employer, postingProof } = record.body
      if (postingProof === null || employer === null) {
        clear(context, 'OTHER_MATTER', () => periodFact(record))
        return null
      }
      const country = () => fact('employerCountry', 'country', employer.country, record, 'employer')
      if (!isOutside(record.body)) {
        clear(context, 'AGREES', country)
        return null
      }
      if (verdict.code === 'M0') {
        clear(context, 'COVERED', () => periodFact(record))
        return null
      }
      const about = { declaration: record }
      return sighting([record.id], about, declarationFacts(context, record), verdict.exceptions)
    }),
})
