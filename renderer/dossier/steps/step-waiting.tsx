import type { LocalDate } from '../../../domain/calendar/local-date.ts'
import type { StepName } from '../../../domain/commands/steps/possible.ts'
import type { Track } from '../../../domain/contract/codes.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
import { competenceOf } from '../../../domain/dossier/competent-region.ts'
import { openInfoRequest, openProposal } from '../../../domain/dossier/requests.ts'
import { useWords } from '../../findings/words.ts'
import { useCodes, useFormats } from '../../i18n/format.ts'
import { isMandateFine, MandateState } from '../mandate.tsx'
import { KeptChecks, type CheckedPage } from './kept-checks.tsx'

/** Where places and seat point to, and what that follows from. */
function Competent({ page, leaving }: { page: WaitingProps['page']; leaving: boolean }) {
  const t = useWords()
  const code = useCodes()
  const competence = competenceOf(page.dossier.body, page.employer?.body ?? null)
  return (
    <div className="step-waiting">
      <p>
        {competence
          ? t('dossier.step.regionGround', {
              region: code('region', competence.region),
              ground: code('competenceGround', competence.ground),
            })
          : t('dossier.step.regionUnknown')}
      </p>
      {leaving && <p className="muted">{t('dossier.step.leaves')}</p>}
    </div>
  )
}

/** The steps that answer a proposal. */
const ON_PROPOSALS: ReadonlySet<StepName> = new Set<StepName>([
  'signWork',
  'returnWork',
  'signResidence',
  'returnResidence',
])

interface WaitingProps {
  name: StepName
  /** The track on which the step is taken: each service has its own question and its own proposal. */
  track: Track
  page: CheckedPage & Pick<DossierPage, 'employer' | 'filer'>
  today: LocalDate
}

/** The steps that find an application admissible or not. */
const ON_FILING: ReadonlySet<StepName> = new Set<StepName>([
  'receiveItems',
  'declareComplete',
  'declareInadmissible',
])

/** Who filed for whom, and where the mandate is missing, that nothing blocks and what is kept. */
function Filed({ page }: { page: WaitingProps['page'] }) {
  const t = useWords()
  return (
    <div className="step-waiting">
      <MandateState page={page} />
      {!isMandateFine(page) && <p className="muted">{t('dossier.step.mandateKept')}</p>}
    </div>
  )
}

/** What the step answers: the question that is open, or what was proposed. */
export function Waiting({ name, track, page, today }: WaitingProps) {
  const { body } = page.dossier
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  if (name === 'reroute' || name === 'openCheck') {
    return <Competent page={page} leaving={name === 'reroute'} />
  }
  if (ON_FILING.has(name)) return <Filed page={page} />
  if (ON_PROPOSALS.has(name)) {
    const proposal = openProposal(body, track)
    if (!proposal) return null
    return (
      <div className="step-waiting">
        <p>
          <b>{code('decision', proposal.decision)}</b>
          {proposal.period &&
            ` · ${date(proposal.period.from)} – ${proposal.period.to ? date(proposal.period.to) : '…'}`}
        </p>
        {proposal.grounds.map((ground) => (
          <p key={ground}>{code('ground', ground)}</p>
        ))}
        {proposal.reason && <blockquote>{proposal.reason}</blockquote>}
        <KeptChecks proposal={proposal} page={page} today={today} />
      </div>
    )
  }
  if (name !== 'receiveInformation' && name !== 'closeInformation') return null
  const asked = openInfoRequest(body, track)
  if (!asked) return null
  return (
    <div className="step-waiting">
      <p className="muted">
        {t('dossier.step.askedOn', { date: date(asked.askedOn), deadline: date(asked.deadline) })}
      </p>
      <blockquote>{asked.text}</blockquote>
    </div>
  )
}
