import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { AccessFilter } from '../../domain/contract/access.ts'
import type { TandemError } from '../../domain/contract/errors.ts'
import { accessReach } from '../../domain/rights/access-log.ts'
import { goBack } from '../app/route.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { saveFile } from '../data/save-file.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { Tabs } from '../design/tabs.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { LogFilter } from './log-filter.tsx'
import { LogTable } from './log-table.tsx'
import { OutlierTable } from './outlier-table.tsx'
import '../dossier/record.css'
import './access.css'

/** Days that the log shows first. */
const FIRST_DAYS = 7
/** Days in which outliers are looked for first. */
const OUTLIER_DAYS = 28

const PANEL = 'log-panel'
type Part = 'entries' | 'outliers'

/** Who looked at whom and why, and what stands out in it: for supervisors and auditors. */
export function LogScreen() {
  const { t } = useTranslation('access')
  const session = useSession()
  const [part, setPart] = useState<Part>('entries')
  const [filter, setFilter] = useState<AccessFilter | null>(null)
  useFocusOnTitle()
  if (!session?.actor) return null
  if (!accessReach(session.actor)) return <ErrorState error={{ code: 'FORBIDDEN' }} />
  const shown = filter ?? firstFilter(session.today)
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            {t('title')}
          </h1>
          <Tabs
            label={t('title')}
            tabs={(['entries', 'outliers'] as const).map((name) => ({
              name,
              label: t(`part.${name}`),
            }))}
            selected={part}
            onSelect={setPart}
            controls={PANEL}
          />
        </div>
        <p className="muted">{t('intro')}</p>
      </header>
      <div className="record-body" id={PANEL} role="tabpanel" aria-label={t(`part.${part}`)}>
        {part === 'entries' ? (
          <Entries filter={shown} onFilter={setFilter} />
        ) : (
          <Outliers
            today={session.today}
            onShow={(change) => {
              setFilter({ ...firstFilter(session.today), ...change })
              setPart('entries')
            }}
          />
        )}
      </div>
    </article>
  )
}

function firstFilter(today: LocalDate): AccessFilter {
  return {
    userId: null,
    subject: null,
    action: null,
    from: addDays(today, 1 - FIRST_DAYS),
    to: today,
    withoutDossier: false,
  }
}

interface EntriesProps {
  filter: AccessFilter
  onFilter: (filter: AccessFilter) => void
}

function Entries({ filter, onFilter }: EntriesProps) {
  const { t } = useTranslation('access')
  const query = useInfiniteQuery({
    queryKey: ['access.search', filter],
    queryFn: ({ pageParam, signal }) =>
      workbench.access.search({ filter, cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    // Reading the log is itself a look: it is read again when somebody asks.
    refetchOnMount: false,
    staleTime: Infinity,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  return (
    <>
      <LogFilter filter={filter} onFilter={onFilter} onExport={() => saveLog(filter)} />
      {query.isPending && <Loading />}
      {query.error && (
        <LogError
          error={toTandemError(query.error)}
          actions={
            <>
              <Button kind="primary" onClick={() => void query.refetch()}>
                {t('app:retry')}
              </Button>
              <Button onClick={goBack}>{t('app:back')}</Button>
            </>
          }
        />
      )}
      {query.data && rows.length === 0 && (
        <EmptyState icon="search" title={t('none.title')}>
          {t('none.text')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <LogTable rows={rows} onSubject={(subject) => onFilter({ ...filter, subject })} />
      )}
      {query.hasNextPage && (
        <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}

/** The log stands at the gateway alone: without it there is nothing to go on with here. */
function LogError({ error, actions }: { error: TandemError; actions: ReactNode }) {
  const { t } = useTranslation('access')
  if (error.code !== 'GATEWAY_UNREACHABLE') return <ErrorState error={error} actions={actions} />
  return (
    <EmptyState icon="offline" tone="amber" title={t('offline.title')} actions={actions}>
      {t('offline.text')}
    </EmptyState>
  )
}

/** Saves what the filter shows; null when it was done, else why not. */
async function saveLog(filter: AccessFilter) {
  try {
    const { csv } = await workbench.access.export({ filter })
    saveFile({ name: `tandem-log-${filter.from}-${filter.to}.csv`, text: csv, type: 'text/csv' })
    return null
  } catch (error) {
    return toTandemError(error)
  }
}

interface OutliersProps {
  today: LocalDate
  /** Shows the entries behind an outlier. */
  onShow: (change: Partial<AccessFilter>) => void
}

function Outliers({ today, onShow }: OutliersProps) {
  const { t } = useTranslation('access')
  const days = { from: addDays(today, 1 - OUTLIER_DAYS), to: today }
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['access.outliers', days],
    queryFn: ({ signal }) => workbench.access.outliers(days, { signal }),
    staleTime: Infinity,
  })
  if (isPending) return <Loading />
  if (error) {
    return (
      <LogError
        error={toTandemError(error)}
        actions={
          <Button kind="primary" onClick={() => void refetch()}>
            {t('app:retry')}
          </Button>
        }
      />
    )
  }
  return (
    <>
      <p className="muted log-hint">{t('outlier.intro', { days: OUTLIER_DAYS })}</p>
      {data.length === 0 ? (
        <EmptyState icon="check" tone="calm" title={t('outlier.none')} />
      ) : (
        <OutlierTable rows={data} onShow={onShow} />
      )}
    </>
  )
}
