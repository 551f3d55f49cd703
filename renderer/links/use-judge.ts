import { useTranslation } from 'react-i18next'
import type { LinkVerdict } from '../../domain/contract/codes.ts'
import type { MentionLink } from '../../domain/contract/links.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { announce } from '../app/announce.ts'
import { sayProblem } from '../app/problem.ts'
import { takeBack } from '../app/take-back.ts'
import { sendCommand } from '../data/use-command.ts'
import { useSession } from '../data/use-query.ts'

/** A declaration and a person, or a mention and an enterprise, as they stand on the screen. */
export type LinkSubject = (
  | { declarationId: string; personId: string }
  | { key: string; enterpriseId: string }
) & {
  facts: string
  /** What holds of it now. */
  verdict: LinkVerdict
}

/** A mention and an enterprise, as they are judged. */
export const mentionSubject = ({
  key,
  enterpriseId,
  facts,
  verdict,
}: MentionLink): LinkSubject => ({
  key,
  enterpriseId,
  facts,
  verdict,
})

/** Where the words of a verdict stand: a person or an enterprise is the same or another. */
export type WordsOfVerdict = 'links.verdict' | 'links.mention.verdict'
export const wordsOf = (subject: LinkSubject): WordsOfVerdict =>
  'key' in subject ? 'links.mention.verdict' : 'links.verdict'

/** Judges a link; it can be taken back for ten seconds. True when it is stored on the desk. */
export function useJudge() {
  const { t } = useTranslation(['links', 'app', 'errors'])
  const actor = useSession()?.actor
  const judge = async (
    { verdict: from, ...subject }: LinkSubject,
    verdict: LinkVerdict,
    reason = '',
  ): Promise<boolean> => {
    const args = { ...subject, verdict, from, reason }
    const result = await sendCommand('judgeLink', args)
    if (!('n' in result)) {
      sayProblem(t, result)
      return false
    }
    const { n } = result
    const done = 'key' in subject ? 'links:links.mention.done' : 'links:links.done'
    announce(t(`${done}.${verdict}`), 'calm', () => void takeBack(t, n))
    return true
  }
  return { may: actor ? mayRun(actor, 'judgeLink') : false, judge }
}

/** One key each. */
export const VERDICT_KEYS = { SAME: 'y', DIFFERENT: 'n', UNSURE: 'd' } as const
export const JUDGED_VERDICTS = ['SAME', 'DIFFERENT', 'UNSURE'] as const
