import { declarationFacts, noMismatch } from '../evidence.ts'
import { fact, personRule } from '../rule.ts'
import { UNCOVERED } from '../screens.ts'

/**
 * M1: declared in Limosa, an authorisation is needed or cannot be excluded on the papers seen, and
 * none was asked. Soft, since the proof of an exemption may lie with the client.
 * Facts: declarations, nationality, dossiers. No parameters of its own (RELATED_DAYS in compare).
 */
export const m1 = personRule({
  code: 'M1',
  version: 2,
  kind: 'SOFT',
  severity: 'HIGH',
  sees: ['IDENTITY'],
  ground: ['Act of 30 April 1999', 'S0', 'S24'],
  screens: [UNCOVERED],
  find(context) {
    const found = context.cases.filter(({ verdict }) => verdict.code === 'M1')
    if (found.length === 0) return noMismatch(context)
    return found.map(({ record, verdict }) => ({
      key: [record.id],
      dossierId: null,
      declarationId: record.id,
      facts: [
        ...declarationFacts(context, record),
        fact('requirement', 'code', `requirement.${verdict.requirement}`, record, 'period'),
      ],
      exceptions: verdict.exceptions,
    }))
  },
})
