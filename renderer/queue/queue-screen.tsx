import { WatchNotice } from '../watch/watch-notice.tsx'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { isSearchable } from '../../domain/linking/names.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import type { QueueFilter } from '../../domain/contract/workbench.ts'
import { DEFAULT_VIEW, formatRoute, navigate, type QueueView } from '../app/route.ts'
import { useKeys } from '../app/use-keys.ts'
import { useHistoryText } from '../app/use-route.ts'
import { createStore, type Store } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import { reads } from '../data/reads.ts'
import { useSession, useSyncStatus } from '../data/use-query.ts'
import { lacksSignals } from '../sync/judging.ts'
import { Button, Key } from '../design/button.tsx'
import { EmptyState, Notice } from '../design/states.tsx'
import { useFormats } from '../i18n/format.ts'
import { SelectionBar } from '../team/selection-bar.tsx'
import { clearSelection, selection } from './selection.ts'
import { Chips, isNarrowed } from './chips.tsx'
import { COLUMN_IDS, shownAtFirst } from './columns.tsx'
import { FacetPanel } from './facet-panel.tsx'
import { keepGridState, readGridState, type GridState } from './grid-state.ts'
import { OutcomeNotice } from './outcome-notice.tsx'
import { QueueGrid } from './queue-grid.tsx'
import { ListNotice } from '../team/list-notice.tsx'
import { filterOf, NUMBERS_STATE, SEARCH_STATE } from './reads.ts'
import { Toolbar, type Position } from './toolbar.tsx'

const PANEL = 'queue-panel'
const FACETS_KEPT_AS = 'tandem.queue.facets'
/** From this width on the filters are open at first. */
const WIDE = 1500

/** The queue of dossiers: which first, and why. */
export function QueueScreen({ view }: { view: QueueView }) {
  const { t } = useTranslation('queue')
  const search = useHistoryText(SEARCH_STATE)
  const numbers = useHistoryText(NUMBERS_STATE)
  const filter = useMemo(() => filterOf(view, search, numbers), [view, search, numbers])
  const address = formatRoute({ screen: 'queue', view })
  const identity = `${address} ${search} ${numbers}`
  const [gridState, setGridState] = useGridState()
  const facets = useFacetsShown()
  const [position] = useState(() => createStore<Position>({ at: 0, total: 0 }))
  const field = useRef<HTMLInputElement>(null)
  const openSort = useRef(() => undefined as void)
  const openViews = useRef(() => undefined as void)

  const onView = useCallback(
    (next: QueueView) => navigate({ screen: 'queue', view: next }, { state: { search, numbers } }),
    [search, numbers],
  )
  const onSearch = useCallback(
    (text: string) =>
      navigate(
        { screen: 'queue', view },
        { replace: true, state: { [SEARCH_STATE]: text, numbers } },
      ),
    [view, numbers],
  )
  const onClear = () => navigate({ screen: 'queue', view: { ...view, facets: {}, due: null } })
  const onPosition = useCallback(
    (at: number, total: number) => position.set({ at, total }),
    [position],
  )
  useKeys({
    '/': () => field.current?.select(),
    s: () => openSort.current(),
    v: () => openViews.current(),
    f: () => {
      flushSync(facets.toggle)
      if (facets.shown) focusGrid()
      else document.querySelector<HTMLElement>('.facets summary')?.focus()
    },
    Escape: () => {
      if (selection.get().size > 0) clearSelection()
      else if (search !== '') onSearch('')
      else if (numbers !== '' || isNarrowed(view, '')) onClear()
      else focusGrid()
    },
    j: focusGrid,
    k: focusGrid,
    ArrowDown: focusGrid,
  })

  return (
    <div className="queue">
      <h1 className="visually-hidden">{t('title')}</h1>
      <Toolbar
        view={view}
        search={search}
        onView={onView}
        onSearch={onSearch}
        onLeaveSearch={focusGrid}
        field={field}
        state={gridState}
        onState={setGridState}
        openSort={(open) => (openSort.current = open)}
        openViews={(open) => (openViews.current = open)}
        panelId={PANEL}
        position={position}
        filters={
          !facets.shown && (
            <Button icon="filter" title={t('facet.show')} onClick={facets.toggle}>
              <span className="wide-only">{t('facet.button')}</span>
            </Button>
          )
        }
      />
      <WatchNotice />
      <OutcomeNotice filter={filter} view={view} onView={onView} />
      <ApproximateNotice filter={filter} />
      <SelectionBar />
      <ListNotice
        filter={filter}
        onClear={() => navigate({ screen: 'queue', view }, { state: { search } })}
      />
      <Chips view={view} search={search} onView={onView} onSearch={onSearch} onClear={onClear} />
      <div className="queue-body" id={PANEL} role="tabpanel" aria-label={t(`queue.${view.queue}`)}>
        {facets.shown && (
          <FacetPanel filter={filter} view={view} onView={onView} onHide={facets.toggle} />
        )}
        <QueueGrid
          filter={filter}
          order={view.order}
          view={identity}
          state={gridState}
          onState={setGridState}
          onOrder={(order) => onView({ ...view, order })}
          onPosition={onPosition}
          empty={
            <NoRows
              view={view}
              search={search}
              listed={filter.numbers !== undefined}
              onClear={onClear}
            />
          }
        />
      </div>
      <Foot position={position} />
    </div>
  )
}

/** Puts the focus on the grid's row that can have it. */
function focusGrid(): void {
  document.querySelector<HTMLElement>('.grid-row[tabindex="0"], .grid-row [tabindex="0"]')?.focus()
}

/** Columns as the officer chose, else as they are at first. */
function useGridState(): [GridState, (next: GridState) => void] {
  const ownRegion = Boolean(useSession()?.actor?.region)
  const [kept, setKept] = useState(readGridState)
  const state = useMemo(() => {
    const columnVisibility = Object.fromEntries(
      COLUMN_IDS.map((id) => [id, kept.columnVisibility[id] ?? shownAtFirst(id, ownRegion)]),
    )
    return { columnSizing: kept.columnSizing, columnVisibility }
  }, [kept, ownRegion])
  const set = useCallback((next: GridState) => {
    setKept(next)
    keepGridState(next)
  }, [])
  return [state, set]
}

function useFacetsShown() {
  const [shown, setShown] = useState(() => {
    const kept = localStorage.getItem(FACETS_KEPT_AS)
    return kept === null ? window.innerWidth >= WIDE : kept === 'shown'
  })
  const toggle = () => {
    localStorage.setItem(FACETS_KEPT_AS, shown ? 'hidden' : 'shown')
    setShown(!shown)
  }
  return { shown, toggle }
}

/** Says that the rows hold words like those of the search, not the words themselves. */
function ApproximateNotice({ filter }: { filter: QueueFilter }) {
  const { t } = useTranslation('queue')
  const { data } = useQuery({ ...reads.queueSummary({ filter }), enabled: filter.search !== '' })
  if (filter.search === '' || !data?.approximate || data.total === 0) return null
  return (
    <Notice icon="search" tone="plain">
      {t('search.approximate')}
    </Notice>
  )
}

interface NoRowsProps {
  view: QueueView
  search: string
  /** A pasted list narrows it. */
  listed: boolean
  onClear: () => void
}

function NoRows({ view, search, listed, onClear }: NoRowsProps) {
  const { t } = useTranslation('queue')
  const status = useSyncStatus()
  if (lacksSignals(view, status)) {
    return (
      <EmptyState icon="sync" title={t('judging.title')}>
        {t('judging.hint')}
      </EmptyState>
    )
  }
  if (listed && search === '') {
    return (
      <EmptyState icon="search" title={t('noneListed.title')}>
        {t('noneListed.hint')}
      </EmptyState>
    )
  }
  if (!isNarrowed(view, search)) {
    return (
      <EmptyState
        icon="queue"
        title={t('empty.title')}
        actions={
          view.queue === 'MINE' && (
            <Button kind="primary" onClick={() => navigate(queueRoute('UNASSIGNED'))}>
              {t('empty.unassigned')}
            </Button>
          )
        }
      >
        {t(`empty.${view.queue}`)}
      </EmptyState>
    )
  }
  if (search !== '' && !isSearchable(search)) {
    return (
      <EmptyState icon="search" title={t('search.nothing')}>
        {t('search.nothingHint')}
      </EmptyState>
    )
  }
  const everywhere = () =>
    navigate({ screen: 'queue', view: { ...DEFAULT_VIEW, queue: 'ALL' } }, { state: { search } })
  return (
    <EmptyState
      icon="filter"
      title={t('noMatch.title')}
      actions={
        <>
          <Button kind="primary" onClick={onClear}>
            {t('noMatch.clear')}
          </Button>
          {search !== '' && view.queue !== 'ALL' && (
            <Button onClick={everywhere}>{t('noMatch.all')}</Button>
          )}
        </>
      }
    >
      {t('noMatch.hint')}
    </EmptyState>
  )
}

function queueRoute(queue: QueueView['queue']) {
  return { screen: 'queue' as const, view: { ...DEFAULT_VIEW, queue } }
}

/** How many there are, where the officer is, and the keys that help here. */
function Foot({ position }: { position: Store<Position> }) {
  const { at, total } = useStore(position)
  const { t } = useTranslation(['queue', 'app'])
  const { number } = useFormats()
  const actor = useSession()?.actor
  const mayAssign = actor && mayRun(actor, 'assignDossier')
  return (
    <footer className="queue-foot">
      <span className="queue-total" role="status">
        {t('total', { count: total, n: number(total) })}
      </span>
      {total > 0 && (
        <span className="muted">{t('position', { at: number(at + 1), total: number(total) })}</span>
      )}
      <span className="toolbar-space" />
      <Hint keys={['j', 'k']} words={t('hint.move')} />
      <Hint keys={[t('app:keys.enter')]} words={t('hint.open')} />
      {mayAssign && <Hint keys={['a']} words={t('hint.assign')} />}
      <Hint keys={['c']} words={t('hint.compare')} />
      <Hint keys={['/']} words={t('hint.search')} />
      <Hint keys={['?']} words={t('hint.keys')} />
    </footer>
  )
}

function Hint({ keys, words }: { keys: readonly string[]; words: string }) {
  return (
    <span className="hint">
      {keys.map((key) => (
        <Key key={key}>{key}</Key>
      ))}{' '}
      {words}
    </span>
  )
}
