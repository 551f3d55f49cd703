/** What a rule about a person says of one of their dossiers. */
import type { Finding, RuleVerdict } from '../contract/findings.ts'
import type { TandemRecord } from '../contract/records.ts'
import { fact } from './rule.ts'

/**
 * The verdict as it holds for one dossier: a signal on another dossier of the person (`elsewhere`) is told
 * as that, with the reference of the dossier where this desk holds it.
 */
export function verdictOnDossier(
  verdict: RuleVerdict,
  elsewhere: readonly Pick<Finding, 'id' | 'dossierId'>[],
  dossierOf: (id: string) => TandemRecord<'dossier'> | null,
): RuleVerdict {
  const others = elsewhere.filter(({ id }) => verdict.findingIds.includes(id))
  if (others.length === 0) return verdict
  const findingIds = verdict.findingIds.filter((id) => others.every((other) => other.id !== id))
  if (findingIds.length > 0) return { ...verdict, findingIds }
  const ids = new Set(others.flatMap(({ dossierId }) => dossierId ?? []))
  const reasons = [...ids].map((id) => {
    const dossier = dossierOf(id)
    return {
      reason: 'OTHER_DOSSIER' as const,
      fact: dossier && fact('otherDossier', 'text', dossier.body.reference, dossier, 'reference'),
    }
  })
  return { ...verdict, outcome: 'CLEAR', findingIds, reasons }
}
