import { declarationFacts, noMismatch } from '../evidence.ts'
import type { FindingFact } from '../../contract/findings.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { fact, periodValue, personRule, sighting, type DeclarationCase } from '../rule.ts'
import { UNCOVERED } from '../screens.ts'

/** Rows of the decision table in which somebody is posted to Belgium. */
const POSTED_ROWS: ReadonlySet<number> = new Set([7, 8, 10])

/** Papers of the Vander Elst conditions that were seen. */
function proofFacts(declaration: TandemRecord<'declaration'>): FindingFact[] {
  const proof = declaration.body.postingProof
  if (!proof) return []
  const { homeResidence, homeWorkAuthorisation, passportValidTo } = proof
  return [
    fact(
      'homeResidence',
      'period',
      periodValue(homeResidence),
      declaration,
      'postingProof.homeResidence',
    ),
    fact(
      'homeWorkAuthorisation',
      'period',
      periodValue(homeWorkAuthorisation),
      declaration,
      'postingProof.homeWorkAuthorisation',
    ),
    fact('passportValidTo', 'date', passportValidTo, declaration, 'postingProof.passportValidTo'),
  ]
}

/** Needs an authorisation on the papers seen, and no application for this work is pending or granted. */
function isWithoutBasis({ verdict }: DeclarationCase): boolean {
  return (
    POSTED_ROWS.has(verdict.row) &&
    verdict.needsAuthorisation === 'YES' &&
    (verdict.code === 'M1' || verdict.code === 'M3')
  )
}

/**
 * R01: posted third-country worker without a legal basis. Nationality and employer rule out free
 * movement, no authorisation covers any day, and a condition of Vander Elst fails or cannot apply.
 * A paper that was merely not seen does not suffice, nor a short stay that does not say what is done:
 * M1 then asks for it. It is of no dossier: M3 tells what was asked and refused, and every region that
 * sees the declaration judges one signal, whichever dossiers it holds. Facts: declarations with
 * posting papers, nationality, own access to work, dossiers. No parameters.
 */
export const r01 = personRule({
  code: 'R01',
  version: 5,
  kind: 'HARD',
  severity: 'CRITICAL',
  sees: ['IDENTITY'],
  ground: [
    'Act of 30 April 1999',
    'BVR of 7 December 2018',
    'Brussels decree of 16 May 2024 art. 18',
    'S24',
  ],
  screens: [UNCOVERED],
  find(context) {
    const found = context.cases.filter(isWithoutBasis)
    if (found.length === 0) return noMismatch(context)
    return found.map(({ record, verdict }) => {
      const facts = [...declarationFacts(context, record), ...proofFacts(record)]
      return sighting([record.id], { declaration: record }, facts, verdict.exceptions)
    })
  },
})
