import type { ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { QUEUE_SORTS, type QueueSort } from '../../domain/contract/codes.ts'
import type { QueueOrder } from '../../domain/contract/workbench.ts'
import { DEFAULT_ORDER, historyText, type QueueView } from '../app/route.ts'
import { queuesOf } from '../app/queues.ts'
import { useSession } from '../data/use-query.ts'
import type { Store } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import { MenuButton, type MenuGroup } from '../design/menu.tsx'
import { Tabs } from '../design/tabs.tsx'
import { useFormats } from '../i18n/format.ts'
import { COLUMN_IDS } from './columns.tsx'
import { EMPTY_GRID_STATE, type GridState } from './grid-state.ts'
import { nextOrder } from './order.ts'
import { openLayer } from '../app/layers.ts'
import { IconButton } from '../design/button.tsx'
import { ViewsMenu } from '../team/views-menu.tsx'
import { filterOf, NUMBERS_STATE } from './reads.ts'
import { SearchField } from './search-field.tsx'

interface ToolbarProps {
  view: QueueView
  search: string
  onView: (view: QueueView) => void
  onSearch: (text: string) => void
  onLeaveSearch: () => void
  field: RefObject<HTMLInputElement | null>
  state: GridState
  onState: (state: GridState) => void
  openSort: (open: () => void) => void
  openViews: (open: () => void) => void
  filters: ReactNode
  panelId: string
  position: Store<Position>
}

/** The row with the focus, counted from zero, and how many dossiers there are in the view now. */
export interface Position {
  at: number
  total: number
}

/** Queues as tabs, search, and the menus of the grid. */
export function Toolbar(props: ToolbarProps) {
  const { view, search, onView, onSearch, onLeaveSearch, field, filters, panelId, position } = props
  const { t } = useTranslation('queue')
  const queues = queuesOf(useSession()?.actor)
  // An address may lead to any queue.
  const shown = queues.includes(view.queue) ? queues : [...queues, view.queue]
  return (
    <div className="toolbar">
      {filters}
      <Tabs
        label={t('queues')}
        tabs={shown.map((name) => ({
          name,
          label: (
            <>
              {t(`queue.${name}`)}
              {name === view.queue && <Count position={position} />}
            </>
          ),
        }))}
        selected={view.queue}
        onSelect={(queue) => onView({ ...view, queue })}
        controls={panelId}
      />
      <span className="toolbar-space" />
      <ViewsMenu shown={{ screen: 'queue', view }} openRef={props.openViews} />
      <SearchField search={search} onSearch={onSearch} onLeave={onLeaveSearch} field={field} />
      <SortMenu
        order={view.order}
        onOrder={(order) => onView({ ...view, order })}
        openSort={props.openSort}
      />
      <IconButton
        icon="calendar"
        kind="plain"
        label={t('forecast')}
        aria-keyshortcuts="o"
        onClick={() =>
          openLayer({
            name: 'forecast',
            filter: filterOf(view, search, historyText(NUMBERS_STATE)),
            order: view.order,
          })
        }
      />
      <ColumnsMenu state={props.state} onState={props.onState} />
    </div>
  )
}

/** Follows the number by itself: it is known after the rows, and nothing else here depends on it. */
function Count({ position }: { position: Store<Position> }) {
  const { number } = useFormats()
  return <span className="tab-count">{number(useStore(position).total)}</span>
}

interface SortMenuProps {
  order: QueueOrder
  onOrder: (order: QueueOrder) => void
  openSort: (open: () => void) => void
}

function SortMenu({ order, onOrder, openSort }: SortMenuProps) {
  const { t } = useTranslation('queue')
  const [first = DEFAULT_ORDER[0], ...others] = order
  const groups: MenuGroup[] = [
    {
      id: 'column',
      title: t('sort.menu'),
      choice: 'single',
      items: QUEUE_SORTS.map((column) => ({
        id: column,
        label: t(`column.${column}`),
        selected: column === first?.column,
      })),
      onChoose: (id) => {
        if (id !== first?.column) onOrder(nextOrder([], id as QueueSort, false))
      },
    },
    {
      id: 'way',
      title: t('sort.way'),
      choice: 'single',
      items: [
        { id: 'asc', label: t('sort.asc'), selected: first?.descending === false },
        { id: 'desc', label: t('sort.desc'), selected: first?.descending === true },
      ],
      onChoose: (id) => first && onOrder([{ ...first, descending: id === 'desc' }, ...others]),
    },
    {
      id: 'reset',
      choice: 'none',
      items: [{ id: 'reset', label: t('sort.reset') }],
      onChoose: () => onOrder(DEFAULT_ORDER),
    },
  ]
  return (
    <MenuButton label={t('sort.button')} icon="sort" groups={groups} openRef={openSort}>
      <span className="wide-only">{t('sort.button')}</span>
    </MenuButton>
  )
}

function ColumnsMenu({ state, onState }: { state: GridState; onState: (s: GridState) => void }) {
  const { t } = useTranslation('queue')
  const groups: MenuGroup[] = [
    {
      id: 'shown',
      title: t('columns.show'),
      choice: 'multiple',
      items: COLUMN_IDS.map((id) => ({
        id,
        label: t(`column.${id}`),
        selected: state.columnVisibility[id] !== false,
        disabled: id === 'reference',
      })),
      onChoose: (id) => {
        const column = COLUMN_IDS.find((one) => one === id)
        if (!column) return
        const columnVisibility = {
          ...state.columnVisibility,
          [column]: state.columnVisibility[column] === false,
        }
        onState({ ...state, columnVisibility })
      },
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
