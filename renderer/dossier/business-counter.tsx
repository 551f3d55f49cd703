import { useState } from 'react'
import { isPossibleEntry, type EntryName } from '../../domain/commands/entries/possible.ts'
import { draftOf, isPlanAssessed, planTotal } from '../../domain/commands/entries/plan.ts'
import { PLAN_CRITERIA } from '../../domain/contract/codes.ts'
import type { DossierEvent, PlanAssessment } from '../../domain/contract/records.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { formatEnterpriseNumber } from '../../domain/identifiers/enterprise-number.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { maySteer } from '../../domain/rights/tracks.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { DateText, InstantText } from '../design/time.tsx'
import { Fact, Facts, Unknown } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { EntryDialog } from './entries/entry-dialog.tsx'
import { PlanDialog } from './entries/plan-dialog.tsx'
import { Section } from './section.tsx'

const ENTRIES = [
  'recordCounterAdvice',
  'recordFollowUp',
  'recordEnterpriseNumber',
] as const satisfies readonly EntryName[]

/** The business plan and the counter's part of a professional card; nothing elsewhere. */
export function BusinessCounter({ page }: { page: DossierPage }) {
  const t = useWords()
  const { body } = page.dossier
  const [open, setOpen] = useState<EntryName | 'assessPlan' | null>(null)
  if (body.procedure !== 'PROFESSIONAL_CARD') return null
  const close = () => setOpen(null)
  return (
    <Section name="counter" title={t('dossier.sections.counter')}>
      <Facts>
        <Fact name={t('dossier.counter.plan')}>
          <Assessments page={page} />
        </Fact>
        <Fact name={t('dossier.counter.before')}>
          <Said events={body.events} type="COUNTER_ADVISED" />
        </Fact>
        <Fact name={t('dossier.counter.during')}>
          <Said events={body.events} type="COUNTER_FOLLOWED_UP" />
        </Fact>
        <Fact name={t('dossier.counter.after')}>
          {body.enterpriseNumber ? (
            <span className="mono">{formatEnterpriseNumber(body.enterpriseNumber)}</span>
          ) : (
            <Unknown word={t('dossier.counter.noNumber')} />
          )}
        </Fact>
      </Facts>
      <CounterButtons page={page} onOpen={setOpen} />
      {open === 'assessPlan' && <PlanDialog page={page} onClose={close} />}
      {open !== null && open !== 'assessPlan' && (
        <EntryDialog name={open} page={page} onClose={close} />
      )}
    </Section>
  )
}

interface ButtonsProps {
  page: DossierPage
  onOpen: (what: EntryName | 'assessPlan') => void
}

function CounterButtons({ page, onOpen }: ButtonsProps) {
  const t = useWords()
  const actor = useSession()?.actor
  const { body } = page.dossier
  if (!actor) return null
  const entries = ENTRIES.filter((name) => isPossibleEntry(actor, name, body))
  const plan = mayRun(actor, 'assessPlan') && maySteer(actor, 'WORK', body) && isPlanAssessed(body)
  if (entries.length === 0 && !plan) return null
  const resumed = draftOf(body, actor.id) !== null
  return (
    <div className="step-buttons" role="group" aria-label={t('dossier.counter.possible')}>
      {plan && (
        <Button onClick={() => onOpen('assessPlan')}>
          {t(resumed ? 'dossier.counter.resume' : 'command.assessPlan')}
        </Button>
      )}
      {entries.map((name) => (
        <Button key={name} onClick={() => onOpen(name)}>
          {t(`command.${name}`)}
        </Button>
      ))}
    </div>
  )
}

interface SaidProps {
  events: readonly DossierEvent[]
  type: 'COUNTER_ADVISED' | 'COUNTER_FOLLOWED_UP'
}

/** What a counter said, newest first. */
function Said({ events, type }: SaidProps) {
  const t = useWords()
  const code = useCodes()
  const said = events.filter((event) => event.type === type).toReversed()
  if (said.length === 0) return <Unknown word={t('dossier.counter.nothing')} />
  return said.map(
    ({ at, text, entry }) =>
      entry && (
        <span key={at} className="line">
          <DateText date={entry.on} /> <b>{text}</b>{' '}
          {entry.codes.map((one) => code(...(one.split('.') as [string, string]))).join(', ')}
          {entry.text && <span className="muted"> {entry.text}</span>}
        </span>
      ),
  )
}

/** Finished assessments with their criteria on demand; a draft is named, its author alone opens it. */
function Assessments({ page }: { page: DossierPage }) {
  const t = useWords()
  const assessments = page.dossier.body.planAssessments ?? []
  if (assessments.length === 0) return <Unknown word={t('dossier.counter.notAssessed')} />
  return assessments.toReversed().map((one) => <Assessment key={one.at} assessment={one} />)
}

function Assessment({ assessment }: { assessment: PlanAssessment }) {
  const t = useWords()
  const code = useCodes()
  const { number } = useFormats()
  const { state, byName, at, scores } = assessment
  const total = planTotal(scores)
  if (state === 'DRAFT') {
    return (
      <span className="line muted">
        {t('dossier.counter.draftOf', { name: byName })} <InstantText instant={at} />
      </span>
    )
  }
  return (
    <details className="plan-assessment">
      <summary>
        {t('dossier.counter.total', {
          total: total === null ? '–' : number(total),
          most: number(PLAN_CRITERIA.length * 3),
          name: byName,
        })}{' '}
        <InstantText instant={at} />
      </summary>
      <ul>
        {scores.map(({ criterion, score, text }) => (
          <li key={criterion}>
            <b>
              {code('planCriterion', criterion)}: {score ?? '–'}/3
            </b>{' '}
            {text}
          </li>
        ))}
      </ul>
    </details>
  )
}
