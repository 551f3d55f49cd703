import type { TandemError } from '../../domain/contract/errors.ts'
import type { RuleVerdict } from '../../domain/contract/findings.ts'
import { maySeeKind } from '../../domain/rights/rights.ts'
import type { VerdictsInput } from '../data/reads.ts'
import { useSession, useVerdicts } from '../data/use-query.ts'

/** What a page knows of how the rules come out: each record says it in the same way. */
export type AskedRules =
  /** Signals about people are not for this role. */
  | { state: 'MASKED' }
  | { state: 'ASKED' }
  | { state: 'FAILED'; error: TandemError; retry: () => void }
  | { state: 'TOLD'; verdicts: readonly RuleVerdict[] }

/** The rules are asked once the page of a record stands: they read far more than it shows. */
export function useRules(of: VerdictsInput): AskedRules {
  const actor = useSession()?.actor ?? null
  const masked = actor !== null && !maySeeKind(actor, 'findingJudgement')
  const { data, error, refetch } = useVerdicts(of, !masked)
  if (masked) return { state: 'MASKED' }
  // The last answer stays while it is asked again, and when that fails.
  if (data) return { state: 'TOLD', verdicts: data }
  return error ? { state: 'FAILED', error, retry: () => void refetch() } : { state: 'ASKED' }
}
