import type { JudgedFinding } from '../../contract/findings.ts'

/**
 * Which signal an act is about, as the arguments of every act on signals name it: under the id by which
 * people speak of it. Under another one an act would begin anew and hide what was said before.
 */
export function aboutSignal({ finding, saidId }: Pick<JudgedFinding, 'finding' | 'saidId'>) {
  const { code, ruleVersion, personId, enterpriseId, dossierId, declarationId } = finding
  const about = { findingId: saidId, code, ruleVersion, personId, enterpriseId, dossierId }
  const isOfNobody = personId === null && enterpriseId === null
  return { ...about, ...(isOfNobody && declarationId && { declarationId }) }
}
