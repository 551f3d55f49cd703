import type { FindingFact } from '../../contract/findings.ts'
import { passportKey } from '../../linking/exact.ts'
import { declarationFacts } from '../evidence.ts'
import {
  clear,
  fact,
  personRule,
  sighting,
  type DeclarationCase,
  type RuleContext,
} from '../rule.ts'
import { anyOf } from '../screens.ts'
import { eachCase } from '../walk.ts'

/** The end of the passport that was shown, or of the one that the declaration names. */
function passportEnd({ facts: { person }, why }: RuleContext, { record }: DeclarationCase) {
  const { postingProof, worker } = record.body
  if (postingProof?.passportValidTo) {
    const field = 'postingProof.passportValidTo'
    return fact('passportValidTo', 'date', postingProof.passportValidTo, record, field)
  }
  // Comparing numbers costs more than dates, and nearly all passports last long enough.
  const { to } = record.body.period
  if (why === null && person.body.passports.every(({ validTo }) => (validTo ?? to) >= to))
    return null
  const named = worker.passport && passportKey(worker.passport)
  const index = person.body.passports.findIndex((one) => passportKey(one) === named)
  const validTo = named === null ? null : (person.body.passports[index]?.validTo ?? null)
  if (validTo === null) return null
  return fact('passportValidTo', 'date', validTo, person, `passports.${index}.validTo`)
}

const endsTooSoon = (end: FindingFact | null, { body }: DeclarationCase['record']) =>
  end !== null && String(end.value) < body.period.to

/**
 * R05: the passport ends before the declared work does. Facts: posting papers, else the passport that
 * the declaration names.
 */
export const r05 = personRule({
  code: 'R05',
  version: 2,
  kind: 'HARD',
  severity: 'MEDIUM',
  sees: ['IDENTITY', 'POSTING_PAPERS'],
  ground: ['S24', 'S26'],
  screens: [
    anyOf(
      (context) =>
        context.cases.filter((one) => endsTooSoon(passportEnd(context, one), one.record)).length,
    ),
  ],
  find: (context) =>
    eachCase(context, (one) => {
      const { record } = one
      const end = passportEnd(context, one)
      if (end === null) {
        clear(context, 'PAPER_NOT_SEEN')
        return null
      }
      if (!endsTooSoon(end, record)) {
        clear(context, 'PAPERS_IN_ORDER', () => end)
        return null
      }
      const facts = [...declarationFacts(context, record), end]
      return sighting([record.id], { declaration: record }, facts)
    }),
})
