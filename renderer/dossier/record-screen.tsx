import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import type { TandemError } from '../../domain/contract/errors.ts'
import { StatePurpose } from '../access/purpose-needed.tsx'
import { Button } from '../design/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../design/states.tsx'
import { useWords } from '../findings/words.ts'
import './record.css'

interface RecordScreenProps<Page> {
  query: UseQueryResult<Page, TandemError>
  /** What kind of screen it is, for its title while there is no record. */
  title: string
  loading: string
  notFound: { title: string; text: string }
  onBack: () => void
  children: (page: Page) => ReactNode
}

/**
 * A screen about one record: what it shows while it is read, when it fails, and when the record is
 * not here. A record that leaves the officer's scope disappears at once; after other failures the
 * last answer stays.
 */
export function RecordScreen<Page>(props: RecordScreenProps<Page>) {
  const { query, title, loading, notFound, onBack, children } = props
  const t = useWords()
  const { data, error } = query
  const gone = error?.code === 'NOT_FOUND' || error?.code === 'FORBIDDEN'
  if (data !== undefined && !gone) return children(data)
  if (!error) return <RecordSkeleton label={loading} title={title} />
  const back = <Button onClick={onBack}>{t('backToQueue')}</Button>
  if (error.code === 'NOT_FOUND') {
    return (
      <NoRecord title={title}>
        <EmptyState icon="search" title={notFound.title} actions={back}>
          {notFound.text}
        </EmptyState>
      </NoRecord>
    )
  }
  const retry = (
    <>
      <Button kind="primary" onClick={() => void query.refetch()}>
        {t('retry')}
      </Button>
      {back}
    </>
  )
  const actionsFor = (code: string) => {
    if (code === 'PURPOSE_REQUIRED') {
      return (
        <>
          <StatePurpose />
          {back}
        </>
      )
    }
    return code === 'FORBIDDEN' ? back : retry
  }
  return (
    <NoRecord title={title}>
      <ErrorState error={error} actions={actionsFor(error.code)} />
    </NoRecord>
  )
}

function NoRecord({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="no-record">
      <h1 className="visually-hidden">{title}</h1>
      {children}
    </div>
  )
}

const SKELETON_PANELS = [5, 5, 8, 6]
const SKELETON_AFTER_MS = 100

/** An answer that comes at once is not preceded by a shape of the page: it would flicker. */
function RecordSkeleton({ label, title }: { label: string; title: string }) {
  const slow = useSlow()
  return (
    <div className="record record-skeleton" role="status" aria-label={label} aria-busy="true">
      <h1 className="visually-hidden">{title}</h1>
      {slow && <SkeletonPanels />}
    </div>
  )
}

/** True once what is waited for took longer than a glance. */
function useSlow(): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SKELETON_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return slow
}

function SkeletonPanels() {
  return (
    <>
      <div className="record-head">
        <Skeleton width={30} />
        <Skeleton width={52} />
      </div>
      <div className="record-body">
        {SKELETON_PANELS.map((lines, panel) => (
          <div key={panel} className="panel panel-body">
            {Array.from({ length: lines }, (_, line) => (
              <p key={line}>
                <Skeleton width={18 + ((line * 17 + panel * 7) % 34)} />
              </p>
            ))}
          </div>
        ))}
      </div>
    </>
  )
}
