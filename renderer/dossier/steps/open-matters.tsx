import type { ReactNode } from 'react'
import type { LocalDate } from '../../../domain/calendar/local-date.ts'
import type { Track } from '../../../domain/contract/codes.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
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
  page: CheckedPage & Pick<DossierPage, 'clocks'>
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
  const search =
    track === 'RESIDENCE' ? page.clocks.find(({ id, stopped }) => id === 'C10' && !stopped) : null
  if (!asked && !advice && !proposal && !hold && !search && idle === 0) return null
  return (
    <ul className="open-matters">
      {asked && (
        <Matter
          head={t('dossier.step.askedOn', {
            date: date(asked.askedOn),
            deadline: date(asked.deadline),
          })}
          text={asked.text}
          over={today > asked.deadline && t('dossier.step.lastDayOver')}
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
          over={today > advice.due && t('dossier.step.lastDayOver')}
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
      {search?.due && (
        <Matter
          head={t('dossier.step.searching', {
            date: date(search.startedOn),
            deadline: date(search.due),
          })}
          text=""
          over={today > search.due && t('dossier.step.searchOver')}
        />
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
  /** What that means, when the last day for it is over. */
  over?: string | false
  children?: ReactNode
}

function Matter({ head, text, over = false, children }: MatterProps) {
  return (
    <li>
      <Icon name={over ? 'warning' : 'waiting'} size={14} />
      <div>
        <b>{head}</b>
        {over && <span className="tone-orange"> {over}</span>}
        {text && <span className="muted"> {text}</span>}
        {children}
      </div>
    </li>
  )
}
