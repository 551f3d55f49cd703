import { useQueries, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
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
 * The filters of what does not stand in the queue on the screen: what was withdrawn is closed with that, and
 * told while the time to appeal against it runs; of an authorisation that ended nobody had to act any more.
 */
const ELSEWHERE: Readonly<Record<Elsewhere, QueueFilter>> = {
  WITHDRAWN: {
    queue: 'CLOSED',
    facets: { outcome: ['WITHDRAWN'], clockLevel: ['ON_TRACK', 'AMBER', 'ORANGE', 'RED'] },
    due: null,
    search: '',
  },
  END_PASSED: { queue: 'ALL', facets: { outcome: ['END_PASSED'] }, due: null, search: '' },
}
type Elsewhere = 'WITHDRAWN' | 'END_PASSED'
const isElsewhere = (cause: ToldCause): cause is Elsewhere => cause in ELSEWHERE

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
  const causes = told.filter(isElsewhere)
  const elsewhere = useQueries({
    queries: causes.map((cause) => reads.queueSummary({ filter: ELSEWHERE[cause] })),
  })
  const lineOf = (cause: ToldCause): ToldLine => {
    if (isElsewhere(cause)) {
      const count = elsewhere[causes.indexOf(cause)]?.data?.total ?? 0
      return { cause, count, onShow: () => onView({ ...view, ...viewOf(ELSEWHERE[cause]) }) }
    }
    const facet = FACET_OF[cause]
    const count = here?.facets[facet]?.find(({ value }) => value === cause)?.count ?? 0
    const onShow = () => onView({ ...view, facets: { ...view.facets, [facet]: [cause] } })
    return { cause, count, onShow }
  }
  return <ToldLines lines={told.map(lineOf).filter(({ count }) => count > 0)} />
}

/** So many stand open at once: more would take the place of the rows. */
const OPEN_LINES = 1

/** The gravest in full; the others behind one button that says how many they are. */
export function ToldLines({ lines }: { lines: readonly ToldLine[] }) {
  const { t } = useTranslation('queue')
  const [open, setOpen] = useState(false)
  const more = lines.length - OPEN_LINES
  return lines.slice(0, open ? lines.length : OPEN_LINES).map((line, n) => (
    <Told key={line.cause} {...line}>
      {n === 0 && more > 0 && (
        <Button icon="chevron" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('told.fewer') : t('told.more', { count: more })}
        </Button>
      )}
    </Told>
  ))
}

const viewOf = ({ queue, facets, due }: QueueFilter) => ({ queue, facets, due })

interface ToldLine {
  cause: ToldCause
  count: number
  onShow: () => void
}

const TONES: Readonly<Record<ToldCause, 'red' | 'orange' | 'plain'>> = {
  ALARM_TACIT: 'red',
  SIGNAL_TO_REGION: 'orange',
  VISA_HELD: 'orange',
  WITHDRAWN: 'orange',
  END_PASSED: 'plain',
}

/** How many dossiers there are of a cause, what that asks of whom, and the way to them. */
function Told({ cause, count, onShow, children }: ToldLine & { children: ReactNode }) {
  const { t } = useTranslation('queue')
  const actions = (
    <>
      {children}
      <Button onClick={onShow}>{t('told.show')}</Button>
    </>
  )
  return (
    <Notice icon="warning" tone={TONES[cause]} actions={actions}>
      {t(`told.${cause}`, { count })}
    </Notice>
  )
}
