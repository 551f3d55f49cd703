import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueueFacet, QueueFilter } from '../../domain/contract/workbench.ts'
import { toldAtOnce, type ToldCause } from '../../domain/dossier/outcome.ts'
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

/** The one value of one facet that finds the dossiers of a cause in the queue on the screen. */
const FACET_OF = {
  ALARM_TACIT: 'outcome',
  SIGNAL_TO_REGION: 'outcome',
  VISA_HELD: 'residenceState',
} as const satisfies { readonly [C in ToldCause]?: QueueFacet }

/**
 * The filter of what was withdrawn: closed with the withdrawal itself, and told while the time to appeal
 * against it runs.
 */
export const WITHDRAWN: QueueFilter = {
  queue: 'CLOSED',
  facets: { outcome: ['WITHDRAWN'], clockLevel: ['ON_TRACK', 'AMBER', 'ORANGE', 'RED'] },
  due: null,
  search: '',
}

/**
 * Above the queue: of so many dossiers this person must be told at once. Nothing once outcomes or states
 * were chosen: the rows say it then.
 */
export function OutcomeNotice({ filter, view, onView }: OutcomeNoticeProps) {
  const actor = useSession()?.actor ?? null
  const painted = usePainted()
  const { outcome, residenceState } = view.facets
  const chosen = outcome !== undefined || residenceState !== undefined
  const told = actor && painted && !chosen ? toldAtOnce(actor.role) : []
  const here = useQuery({ ...reads.queueSummary({ filter }), enabled: told.length > 0 }).data
  const withdrawn = useQuery({
    ...reads.queueSummary({ filter: WITHDRAWN }),
    enabled: told.includes('WITHDRAWN'),
  }).data
  return told.map((cause) => {
    if (cause === 'WITHDRAWN') {
      const onShow = () => onView({ ...view, ...viewOf(WITHDRAWN) })
      return <Told key={cause} cause={cause} count={withdrawn?.total ?? 0} onShow={onShow} />
    }
    const facet = FACET_OF[cause]
    const count = here?.facets[facet]?.find(({ value }) => value === cause)?.count ?? 0
    const onShow = () => onView({ ...view, facets: { ...view.facets, [facet]: [cause] } })
    return <Told key={cause} cause={cause} count={count} onShow={onShow} />
  })
}

const viewOf = ({ queue, facets, due }: QueueFilter) => ({ queue, facets, due })

interface ToldProps {
  cause: ToldCause
  count: number
  onShow: () => void
}

/** How many dossiers there are of a cause, what that asks of whom, and the way to them. */
export function Told({ cause, count, onShow }: ToldProps) {
  const { t } = useTranslation('queue')
  if (count === 0) return null
  return (
    <Notice
      icon="warning"
      tone={cause === 'ALARM_TACIT' ? 'red' : 'orange'}
      actions={<Button onClick={onShow}>{t('told.show')}</Button>}
    >
      {t(`told.${cause}`, { count })}
    </Notice>
  )
}
