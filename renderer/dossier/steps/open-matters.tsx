import type { ReactNode } from 'react'
import type { LocalDate } from '../../../domain/calendar/local-date.ts'
import type { Track } from '../../../domain/contract/codes.ts'
import {
  openAdviceRequest,
  openInfoRequest,
  openProposal,
} from '../../../domain/dossier/requests.ts'
import { idleDays, visaHold } from '../../../domain/dossier/waiting.ts'
import { Icon } from '../../design/icon.tsx'
import { useWords } from '../../findings/words.ts'
import { useCodes, useFormats } from '../../i18n/format.ts'
import { useColleagueName } from '../timeline.tsx'
import { KeptChecks, type CheckedPage } from './kept-checks.tsx'

interface OpenMattersProps {
  page: CheckedPage
  track: Track
  today: LocalDate
}

/** What waits on a track: the question, the advice, the proposal, in one line each. */
export function OpenMatters({ page, track, today }: OpenMattersProps) {
  const { body } = page.dossier
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const nameOf = useColleagueName()
  const asked = openInfoRequest(body, track)
  const advice = track === 'WORK' ? openAdviceRequest(body) : null
  const proposal = openProposal(body, track)
  const hold = track === 'RESIDENCE' ? visaHold(body, today) : null
  const idle = track === 'RESIDENCE' ? idleDays(body, today) : 0
  if (!asked && !advice && !proposal && !hold && idle === 0) return null
  return (
    <ul className="open-matters">
      {asked && (
        <Matter
          head={t('dossier.step.askedOn', {
            date: date(asked.askedOn),
            deadline: date(asked.deadline),
          })}
          text={asked.text}
          over={today > asked.deadline}
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
          over={today > advice.due}
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
        >
          <KeptChecks proposal={proposal} page={page} today={today} />
        </Matter>
      )}
      {hold && (
        <Matter
          head={t(hold.last.releasedOn ? 'dossier.step.wasHeld' : 'dossier.step.heldSince', {
            date: date(hold.last.on),
            count: hold.total,
          })}
          text={hold.last.cause ? code('holdCause', hold.last.cause) : ''}
        />
      )}
      {idle > 0 && <Matter head={t('dossier.track.idle', { count: idle })} text="" />}
    </ul>
  )
}

interface MatterProps {
  head: string
  text: string
  /** The last day for it is over. */
  over?: boolean
  children?: ReactNode
}

function Matter({ head, text, over = false, children }: MatterProps) {
  const t = useWords()
  return (
    <li>
      <Icon name={over ? 'warning' : 'waiting'} size={14} />
      <div>
        <b>{head}</b>
        {over && <span className="tone-orange"> {t('dossier.step.lastDayOver')}</span>}
        {text && <span className="muted"> {text}</span>}
        {children}
      </div>
    </li>
  )
}
