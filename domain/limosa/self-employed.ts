/**
 * What somebody self-employed does not declare (domain facts 4.3): no employer, liaison person, agency
 * or reference to joint committee 124.
 */
import type { DeclarationBody } from '../contract/records.ts'

/** Fields of a declaration that are an employer's, by their path. */
export const EMPLOYER_FIELDS = [
  'employer',
  'tempAgencyApprovalNumber',
  'pc124Equivalent',
  'liaison',
] as const
export type EmployerField = (typeof EMPLOYER_FIELDS)[number]

/** Those of them that a declaration of somebody self-employed tells all the same; a plain "no" tells nothing. */
export function notForSelfEmployed(
  body: Pick<DeclarationBody, EmployerField | 'kind'>,
): EmployerField[] {
  if (body.kind !== 'SELF_EMPLOYED') return []
  return EMPLOYER_FIELDS.filter((field) => Boolean(body[field]))
}
