import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../domain/contract/codes.ts'
import type { QueueFilter } from '../../domain/contract/workbench.ts'
import { toldAtOnce } from '../../domain/dossier/outcome.ts'
import type { QueueView } from '../app/route.ts'
import { usePainted } from '../app/use-painted.ts'
import { reads } from '../data/reads.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { Notice } from '../design/states.tsx'

interface OutcomeNoticeProps {
  filter: QueueFilter
  view: QueueView
  onView: (view: QueueView) => void
}

/**
 * Above the queue: so many of its dossiers have an outcome of which this person must be told. Nothing
 * once outcomes were chosen: the rows say it then.
 */
export function OutcomeNotice({ filter, view, onView }: OutcomeNoticeProps) {
  const actor = useSession()?.actor ?? null
  const painted = usePainted()
  const told = actor && view.facets.outcome === undefined ? toldAtOnce(actor.role) : []
  const asked = painted && told.length > 0
  const { data } = useQuery({ ...reads.queueSummary({ filter }), enabled: asked })
  if (!asked || !data) return null
  const counts = new Map(data.facets.outcome?.map(({ value, count }) => [value, count]))
  return told.map((outcome) => (
    <Told
      key={outcome}
      outcome={outcome}
      count={counts.get(outcome) ?? 0}
      onShow={() => onView({ ...view, facets: { ...view.facets, outcome: [outcome] } })}
    />
  ))
}

interface ToldProps {
  outcome: Outcome
  count: number
  onShow: () => void
}

/** How many dossiers there are of an outcome, what that asks of whom, and the way to them. */
export function Told({ outcome, count, onShow }: ToldProps) {
  const { t } = useTranslation('queue')
  if (count === 0) return null
  return (
    <Notice
      icon="warning"
      tone={outcome === 'ALARM_TACIT' ? 'red' : 'orange'}
      actions={<Button onClick={onShow}>{t('told.show')}</Button>}
    >
      {t(`told.${outcome}`, { count })}
    </Notice>
  )
}
