import { formatInsz } from '../../identifiers/insz.ts'
import { otherInsz } from '../../limosa/beyond.ts'
import { clear, fact, personRule } from '../rule.ts'
import { anyOf } from '../screens.ts'

/**
 * M8: a declaration of this person, by passport or by what somebody confirmed, gives a valid INSZ
 * that is none of theirs. Facts: declarations, INSZ with the earlier numbers. No parameters.
 */
export const m8 = personRule({
  code: 'M8',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['RD of 8 February 1991 on the identification numbers', 'S40'],
  screens: [
    anyOf(({ facts }) => facts.declarations.filter((one) => otherInsz(facts, one) !== null).length),
  ],
  find(context) {
    const { person, declarations } = context.facts
    if (declarations.length === 0) return clear(context, 'NO_DECLARATION')
    const found = declarations.flatMap((one) => {
      const declared = otherInsz(context.facts, one)
      if (declared === null) return []
      const { record } = one
      const { passport } = record.body.worker
      const known = person.body.insz ?? person.body.inszAliases[0] ?? null
      return {
        key: [record.id],
        dossierId: null,
        declarationId: record.id,
        facts: [
          fact('declaredInsz', 'text', formatInsz(declared), record, 'worker.insz'),
          fact('knownInsz', 'text', known && formatInsz(known), person, 'insz'),
          fact('passportNumber', 'text', passport?.number ?? null, record, 'worker.passport'),
        ],
        exceptions: [{ name: 'EARLIER_NUMBER', outcome: 'NOT_MET' as const }],
      }
    })
    if (found.length > 0) return found
    const told = declarations.find(({ record }) => record.body.worker.insz !== null)
    if (!told || person.body.insz === null) return clear(context, 'NO_RECORD')
    const { insz } = told.record.body.worker
    return clear(context, 'AGREES', () =>
      fact('declaredInsz', 'text', insz && formatInsz(insz), told.record, 'worker.insz'),
    )
  },
})
