import type { FindingFact } from '../../contract/findings.ts'
import { differingFacts } from '../against-dossier.ts'
import { declarationFacts, noMismatch, workStateFacts } from '../evidence.ts'
import { fact, personRule, type DeclarationCase, type RuleContext, sighting } from '../rule.ts'
import { UNCOVERED } from '../screens.ts'

/** What was asked for other work: where it stands, and in what the declared work is another. */
function otherWorkFacts(context: RuleContext, one: DeclarationCase): FindingFact[] {
  const dossier = context.facts.dossiers.find(({ id }) => id === one.verdict.dossierId)
  if (!dossier) return []
  const differing = differingFacts(context, one, dossier)
  // The declared employer is told anyway.
  const sides = differing.filter(({ label }) => label !== 'declaredEmployer')
  return [...workStateFacts(dossier), ...sides]
}

/**
 * M1: declared in Limosa, an authorisation is needed or cannot be excluded on the papers seen, and
 * none was asked for this employer, place and job. Soft, since the proof of an exemption may lie with
 * the client. It is of no dossier: what was asked for other work answers for that alone.
 * Facts: declarations, nationality, dossiers and their employers. No parameters of its own (RELATED_DAYS in compare).
 */
export const m1 = personRule({
  code: 'M1',
  version: 4,
  kind: 'SOFT',
  severity: 'HIGH',
  sees: ['IDENTITY'],
  ground: ['Act of 30 April 1999', 'S0', 'S24'],
  screens: [UNCOVERED],
  find(context) {
    const found = context.cases.filter(({ verdict }) => verdict.code === 'M1')
    if (found.length === 0) return noMismatch(context)
    return found.map((one) => {
      const { record, verdict } = one
      const facts = [
        ...declarationFacts(context, record),
        fact('requirement', 'code', `requirement.${verdict.requirement}`, record, 'period'),
        ...otherWorkFacts(context, one),
      ]
      return sighting([record.id], { declaration: record }, facts, verdict.exceptions)
    })
  },
})
