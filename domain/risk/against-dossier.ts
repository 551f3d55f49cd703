/** Sightings of mismatches between a declaration and a dossier (M2 and M3 share their form). */
import { declarationFacts, noMismatch, workStateFacts } from './evidence.ts'
import { fact, type RuleContext, type Sighting } from './rule.ts'

/** One sighting per declaration with this verdict: what is declared, and where the dossier stands. */
export function declaredAgainstDossier(
  context: RuleContext,
  code: 'M2' | 'M3',
): readonly Sighting[] {
  const found = context.cases.filter(({ verdict }) => verdict.code === code)
  if (found.length === 0) return noMismatch(context)
  return found.flatMap(({ record, verdict }) => {
    const dossier = context.facts.dossiers.find(({ id }) => id === verdict.dossierId)
    if (!dossier) return []
    return {
      key: [record.id, dossier.id],
      dossierId: dossier.id,
      declarationId: record.id,
      facts: [
        ...declarationFacts(context, record),
        ...workStateFacts(dossier),
        fact('submittedOn', 'date', dossier.body.submittedOn, dossier, 'submittedOn'),
      ],
      exceptions: verdict.exceptions,
    }
  })
}
