import type { Track } from '../../../domain/contract/codes.ts'
import type { DossierBody } from '../../../domain/contract/records.ts'
import {
  openAdviceRequest,
  openInfoRequest,
  openProposal,
} from '../../../domain/dossier/requests.ts'
import { Icon } from '../../design/icon.tsx'
import { useWords } from '../../findings/words.ts'
import { useCodes, useFormats } from '../../i18n/format.ts'
import { useColleagueName } from '../timeline.tsx'

/** What waits on a track: the question, the advice, the proposal, in one line each. */
export function OpenMatters({ body, track }: { body: DossierBody; track: Track }) {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const nameOf = useColleagueName()
  const asked = openInfoRequest(body, track)
  const advice = track === 'WORK' ? openAdviceRequest(body) : null
  const proposal = openProposal(body, track)
  if (!asked && !advice && !proposal) return null
  return (
    <ul className="open-matters">
      {asked && (
        <Matter
          head={t('dossier.step.askedOn', {
            date: date(asked.askedOn),
            deadline: date(asked.deadline),
          })}
          text={asked.text}
        />
      )}
      {advice && (
        <Matter
          head={t('dossier.step.adviceAsked', {
            adviser: code('adviser', advice.adviser),
            date: date(advice.askedOn),
            deadline: date(advice.due),
          })}
          text={advice.text}
        />
      )}
      {proposal && (
        <Matter
          head={t('dossier.step.proposedBy', {
            decision: code('decision', proposal.decision),
            name: nameOf(proposal.by) ?? '',
            date: date(proposal.on),
          })}
          text={[...proposal.grounds.map((ground) => code('ground', ground)), proposal.reason]
            .filter(Boolean)
            .join(' · ')}
        />
      )}
    </ul>
  )
}

function Matter({ head, text }: { head: string; text: string }) {
  return (
    <li>
      <Icon name="waiting" size={14} />
      <span>
        <b>{head}</b>
        {text && <span className="muted"> {text}</span>}
      </span>
    </li>
  )
}
