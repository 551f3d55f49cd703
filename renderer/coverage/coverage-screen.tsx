import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { COVERAGE_FACETS, type CoverageFacet } from '../../domain/contract/codes.ts'
import type { CoverageFilter } from '../../domain/contract/coverage.ts'
import type { CoverageOrder } from '../../domain/contract/queue.ts'
import { navigate } from '../app/route.ts'
import { useKeys } from '../app/use-keys.ts'
import { createStore } from '../data/store.ts'
import { reads } from '../data/reads.ts'
import { useSyncStatus } from '../data/use-query.ts'
import { useStore } from '../data/use-store.ts'
import { Chip } from '../design/badge.tsx'
import { Button, IconButton, Key } from '../design/button.tsx'
import { MenuButton, type MenuGroup } from '../design/menu.tsx'
import { EmptyState } from '../design/states.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { FacetGroup } from '../queue/facet-panel.tsx'
import { toggledFacets } from '../queue/facet-values.ts'
import {
  EMPTY_GRID_STATE,
  keepGridState,
  readGridState,
  type GridState,
} from '../queue/grid-state.ts'
import { clearSelection, selection } from '../queue/selection.ts'
import { isJudgingMany } from '../sync/judging.ts'
import { ViewsMenu } from '../team/views-menu.tsx'
import { COVERAGE_COLUMN_IDS } from './coverage-cells.tsx'
import { CoverageGrid } from './coverage-grid.tsx'
import { TriageDialog } from './triage-dialog.tsx'
import '../queue/queue.css'

type Facets = CoverageFilter['facets']

interface CoverageView {
  facets: Facets
  order: CoverageOrder
}

const show = (view: CoverageView) => navigate({ screen: 'coverage', ...view })

/** Mismatches over everybody, with the grid, filters, views and bulk acts of the queue. */
export default function CoverageScreen({ facets, order }: CoverageView) {
  const t = useWords()
  const filter = useMemo(() => ({ facets }), [facets])
  const [state, setState] = useKeptColumns()
  const [filtersShown, setFiltersShown] = useState(window.innerWidth >= 1500)
  const [position] = useState(() => createStore({ at: 0, total: 0 }))
  const [judging, setJudging] = useState<readonly string[] | null>(null)
  const openViews = useRef(() => undefined as void)
  const narrowed = Object.keys(facets).length > 0
  const toggleFilters = () => setFiltersShown(!filtersShown)
  const clear = () => show({ facets: {}, order })
  const onPosition = useCallback(
    (at: number, total: number) => position.set({ at, total }),
    [position],
  )
  useKeys({
    f: toggleFilters,
    v: () => openViews.current(),
    b: () => selection.get().size > 0 && setJudging([...selection.get()]),
    j: focusGrid,
    k: focusGrid,
    ArrowDown: focusGrid,
    Escape: () => {
      if (selection.get().size > 0) clearSelection()
      else if (narrowed) clear()
      else focusGrid()
    },
  })
  return (
    <div className="queue">
      <div className="toolbar">
        {!filtersShown && (
          <Button icon="filter" title={t('facet.show')} onClick={toggleFilters}>
            <span className="wide-only">{t('facet.button')}</span>
          </Button>
        )}
        <h1>{t('coverage.title')}</h1>
        <span className="toolbar-space" />
        <ViewsMenu
          shown={{ screen: 'coverage', facets, order }}
          openRef={(open) => (openViews.current = open)}
        />
        <ColumnsMenu state={state} onState={setState} />
      </div>
      <SelectionBar onJudge={setJudging} />
      <Chips facets={facets} order={order} onClear={clear} />
      <div className="queue-body">
        {filtersShown && (
          <Filters filter={filter} facets={facets} order={order} onHide={toggleFilters} />
        )}
        <CoverageGrid
          filter={filter}
          order={order}
          state={state}
          onState={setState}
          onOrder={(next) => show({ facets, order: next })}
          onPosition={onPosition}
          empty={<Nothing onClear={narrowed ? clear : null} />}
        />
      </div>
      <Foot position={position} />
      {judging && <TriageDialog ids={judging} onClose={() => setJudging(null)} />}
    </div>
  )
}

/** Nothing fits the filters, or nothing was found yet. */
function Nothing({ onClear }: { onClear: (() => void) | null }) {
  const t = useWords()
  const { number } = useFormats()
  const status = useSyncStatus()
  if (status?.fill && isJudgingMany(status)) {
    const { done, total } = status.fill
    return (
      <EmptyState icon="sync" title={t('coverage.judging')}>
        {t('coverage.judgingProgress', { done: number(done), total: number(total) })}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="search"
      title={t('coverage.none')}
      actions={onClear && <Button onClick={onClear}>{t('noMatch.clear')}</Button>}
    >
      {t('coverage.intro')}
    </EmptyState>
  )
}

function focusGrid(): void {
  document.querySelector<HTMLElement>('.grid-row[tabindex="0"], .grid-row [tabindex="0"]')?.focus()
}

/** Columns as the officer chose them on this computer. */
function useKeptColumns(): [GridState, (next: GridState) => void] {
  const [state, setState] = useState(() =>
    readGridState(localStorage.getItem('tandem.coverage.columns')),
  )
  const set = useCallback((next: GridState) => {
    setState(next)
    keepGridState(next, 'tandem.coverage.columns')
  }, [])
  return [state, set]
}

function useFacetWord(): (facet: CoverageFacet, value: string) => string {
  const t = useWords()
  const code = useCodes()
  const { country } = useFormats()
  return (facet, value) => {
    if (value === 'NONE') {
      return facet === 'reminder' ? t('coverage.noReminder') : t('dossier.facts.unknown')
    }
    if (facet === 'reminder') return code('reminderState', value)
    if (facet === 'code') {
      return value === 'M0'
        ? t('comparison.reading.UNDETERMINED')
        : `${value} ${t(`rule.${value}.title`)}`
    }
    if (facet === 'needs') return code('coverageNeed', value)
    if (facet === 'worker') return code('coverageWorker', value)
    if (facet === 'when') return code('coverageTime', value)
    if (facet === 'region') return code('region', value)
    if (facet === 'sector') return code('sector', value)
    if (facet === 'status') return code('findingStatus', value)
    if (facet === 'severity') return code('severity', value)
    if (value === 'XX') return t('person.stateless')
    return value === 'ZZ' ? t('dossier.facts.unknown') : country(value)
  }
}

interface FiltersProps extends CoverageView {
  filter: CoverageFilter
  onHide: () => void
}

function Filters({ filter, facets, order, onHide }: FiltersProps) {
  const t = useWords()
  const word = useFacetWord()
  const { data } = useQuery(reads.coverageSummary({ filter }))
  return (
    <aside className="facets" aria-label={t('coverage.filters')}>
      <div className="facets-head">
        <h2>{t('coverage.filters')}</h2>
        <IconButton icon="panel-left" label={t('facet.hide')} onClick={onHide} />
      </div>
      {COVERAGE_FACETS.map((facet) => (
        <FacetGroup
          key={facet}
          title={t(`coverage.facet.${facet}`)}
          values={data ? (data.facets[facet] ?? []) : null}
          chosen={facets[facet] ?? []}
          word={(value) => word(facet, value)}
          openAtFirst
          onToggle={(value) => show({ facets: toggledFacets(facets, facet, value), order })}
        />
      ))}
    </aside>
  )
}

function Chips({ facets, order, onClear }: CoverageView & { onClear: () => void }) {
  const t = useWords()
  const word = useFacetWord()
  if (Object.keys(facets).length === 0) return null
  return (
    <ul className="chips" aria-label={t('facet.chips')}>
      {COVERAGE_FACETS.flatMap((facet) =>
        (facets[facet] ?? []).map((value) => {
          const name = t(`coverage.facet.${facet}`)
          const shown = word(facet, value)
          return (
            <li key={`${facet} ${value}`}>
              <Chip
                name={name}
                value={shown}
                removeLabel={t('facet.remove', { name, value: shown })}
                onRemove={() => show({ facets: toggledFacets(facets, facet, value), order })}
              />
            </li>
          )
        }),
      )}
      <li>
        <Button kind="quiet" onClick={onClear}>
          {t('facet.clear')}
        </Button>
      </li>
    </ul>
  )
}

function SelectionBar({ onJudge }: { onJudge: (ids: readonly string[]) => void }) {
  const t = useWords()
  const chosen = useStore(selection)
  if (chosen.size === 0) return null
  return (
    <div className="selection-bar" role="region" aria-label={t('coverage.chosenLabel')}>
      <b role="status">{t('coverage.chosen', { count: chosen.size })}</b>
      <Button kind="primary" onClick={() => onJudge([...chosen])}>
        {t('finding.judge.title')} <Key>b</Key>
      </Button>
      <Button kind="quiet" onClick={clearSelection}>
        {t('coverage.chooseNone')}
      </Button>
    </div>
  )
}

function ColumnsMenu({ state, onState }: { state: GridState; onState: (s: GridState) => void }) {
  const t = useWords()
  const groups: MenuGroup[] = [
    {
      id: 'shown',
      title: t('columns.show'),
      choice: 'multiple',
      items: COVERAGE_COLUMN_IDS.map((id) => ({
        id,
        label: t(`coverage.column.${id}`),
        selected: state.columnVisibility[id] !== false,
        disabled: id === 'code',
      })),
      onChoose: (id) =>
        onState({
          ...state,
          columnVisibility: {
            ...state.columnVisibility,
            [id]: state.columnVisibility[id] === false,
          },
        }),
    },
    {
      id: 'reset',
      choice: 'none',
      items: [{ id: 'reset', label: t('columns.reset') }],
      onChoose: () => onState(EMPTY_GRID_STATE),
    },
  ]
  return <MenuButton label={t('columns.button')} icon="columns" groups={groups} />
}

function Foot({
  position,
}: {
  position: ReturnType<typeof createStore<{ at: number; total: number }>>
}) {
  const { at, total } = useStore(position)
  const t = useWords()
  const { number } = useFormats()
  return (
    <footer className="queue-foot">
      <span className="queue-total" role="status">
        {t('coverage.count', { count: total })}
      </span>
      {total > 0 && (
        <span className="muted">{t('position', { at: number(at + 1), total: number(total) })}</span>
      )}
      <span className="toolbar-space" />
      <span className="hint">
        <Key>j</Key>
        <Key>k</Key> {t('hint.move')}
      </span>
      <span className="hint">
        <Key>{t('keys.enter')}</Key> {t('hint.compare')}
      </span>
      <span className="hint">
        <Key>{t('keys.space')}</Key> {t('hint.choose')}
      </span>
      <span className="hint">
        <Key>b</Key> {t('hint.judge')}
      </span>
    </footer>
  )
}
