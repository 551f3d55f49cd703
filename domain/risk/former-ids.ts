/** Ids that findings had before their rules told them apart better: what people said of them holds on. */
import type { Finding } from '../contract/findings.ts'
import { findingId } from './rule.ts'

/** The id under which a finding went before; null: under the same. Several may have had one. */
export function formerIdOf({ code, enterpriseId, facts }: Finding): string | null {
  if (code !== 'R40') return null
  const of = (label: string) => facts.find((one) => one.label === label)?.value
  if (of('handleKind') !== 'handleKind.ACCOUNT') return null
  // By the last digits alone, as they are shown.
  return findingId(code, enterpriseId, ['ACCOUNT', String(of('handle'))])
}
