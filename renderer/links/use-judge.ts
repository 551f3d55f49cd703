import { useTranslation } from 'react-i18next'
import type { LinkVerdict } from '../../domain/contract/codes.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { announce } from '../app/announce.ts'
import { sayProblem } from '../app/problem.ts'
import { takeBack } from '../app/take-back.ts'
import { sendCommand } from '../data/use-command.ts'
import { useSession } from '../data/use-query.ts'

/** A declaration and a person, as they stand on the screen. */
export interface LinkSubject {
  declarationId: string
  personId: string
  facts: string
  /** What holds of it now. */
  verdict: LinkVerdict
}

/** Judges a link; it can be taken back for ten seconds. True when it is stored on the desk. */
export function useJudge() {
  const { t } = useTranslation(['links', 'app', 'errors'])
  const actor = useSession()?.actor
  const judge = async (
    { declarationId, personId, facts, verdict: from }: LinkSubject,
    verdict: LinkVerdict,
    reason = '',
  ): Promise<boolean> => {
    const args = { declarationId, personId, verdict, facts, from, reason }
    const result = await sendCommand('judgeLink', args)
    if (!('n' in result)) {
      sayProblem(t, result)
      return false
    }
    const { n } = result
    announce(t(`links:links.done.${verdict}`), 'calm', () => void takeBack(t, n))
    return true
  }
  return { may: actor ? mayRun(actor, 'judgeLink') : false, judge }
}

/** One key each. */
export const VERDICT_KEYS = { SAME: 'y', DIFFERENT: 'n', UNSURE: 'd' } as const
export const JUDGED_VERDICTS = ['SAME', 'DIFFERENT', 'UNSURE'] as const
