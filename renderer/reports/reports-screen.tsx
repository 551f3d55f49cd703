import { useRef } from 'react'
import { REPORT_FACETS, type ReportFacet } from '../../domain/reports/codes.ts'
import type { ReportFilter, ReportList, ReportRow } from '../../domain/contract/reports.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { openLayer } from '../app/layers.ts'
import { navigate } from '../app/route.ts'
import { useKeys } from '../app/use-keys.ts'
import { useReports, useSession } from '../data/use-query.ts'
import { PendingMark } from '../design/badge.tsx'
import { Button, Key } from '../design/button.tsx'
import { Yes } from '../design/choice-field.tsx'
import { Icon } from '../design/icon.tsx'
import { Panel } from '../design/panel.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { RouteLink } from '../findings/link.tsx'
import { useCodes } from '../i18n/format.ts'
import { toggledFacets } from '../queue/facet-values.ts'
import { UrgencyBadge } from './urgency.tsx'
import { useReportWords } from './words.ts'
import '../dossier/record.css'
import './reports.css'

/** Reports of irregularities: the most pressing first, those that nobody triaged before them. */
export default function ReportsScreen({ filter }: { filter: ReportFilter }) {
  const t = useReportWords()
  const actor = useSession()?.actor
  const { data, error } = useReports(filter)
  useFocusOnTitle()
  const may = actor ? mayRun(actor, 'fileReport') : false
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            {t('reports.title')}
          </h1>
          <span role="status">{data && t('reports.count', { count: data.total })}</span>
          {may && (
            <div className="record-end">
              <Button
                kind="primary"
                icon="plus"
                aria-keyshortcuts="n"
                onClick={() => openLayer({ name: 'report' })}
              >
                {t('reports.new')} <Key>n</Key>
              </Button>
            </div>
          )}
        </div>
        <p className="muted">
          {t(actor?.role === 'INSPECTOR' ? 'reports.intro' : 'reports.introOwn')}
        </p>
      </header>
      <div className="record-body reports-body">
        {error && <ErrorState error={error} />}
        {!data && !error && <Loading />}
        {data && <Content list={data} filter={filter} mayFile={may} />}
      </div>
    </article>
  )
}

interface ContentProps {
  list: ReportList
  filter: ReportFilter
  mayFile: boolean
}

function Content({ list, filter, mayFile }: ContentProps) {
  const t = useReportWords()
  const filters = useRef<HTMLDivElement>(null)
  const rows = useRef<HTMLDivElement>(null)
  const step = (by: 1 | -1) => {
    const links = [...(rows.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    links[at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)]?.focus()
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    f: () => filters.current?.querySelector('input')?.focus(),
    ...(mayFile && { n: () => openLayer({ name: 'report' }) }),
  })
  const isNarrowed = filter.mine || Object.values(filter.facets).some((values) => values.length > 0)
  const filterPanel = (list.rows.length > 0 || isNarrowed) && (
    <div ref={filters}>
      <Panel title={t('reports.filters')}>
        <Yes
          label={t('reports.mine')}
          value={filter.mine}
          onChange={(mine) => navigate({ screen: 'reports', filter: { ...filter, mine } })}
        />
        <div className="reports-filters">
          {REPORT_FACETS.map((facet) => (
            <FacetChoice key={facet} facet={facet} list={list} filter={filter} />
          ))}
        </div>
      </Panel>
    </div>
  )
  return (
    <>
      {filterPanel}
      {list.rows.length === 0 ? (
        <EmptyState icon="search" title={t('reports.none')}>
          {t('reports.noneHint')}
        </EmptyState>
      ) : (
        <div ref={rows}>
          <Rows list={list} />
        </div>
      )}
    </>
  )
}

interface FacetProps {
  facet: ReportFacet
  list: ReportList
  filter: ReportFilter
}

/** The values of one facet with what each would leave; a chosen value stays, also when it leaves nothing. */
function FacetChoice({ facet, list, filter }: FacetProps) {
  const t = useReportWords()
  const words = useFacetWords()
  const chosen = filter.facets[facet] ?? []
  const found = list.facets[facet] ?? []
  const gone = chosen.filter((value) => !found.some((one) => one.value === value))
  const values = [...found, ...gone.map((value) => ({ value, count: 0 }))]
  const toggle = (value: string) => {
    const facets = toggledFacets(filter.facets, facet, value)
    navigate({ screen: 'reports', filter: { ...filter, facets } })
  }
  if (values.length === 0) return null
  return (
    <fieldset className="choice-field">
      <legend className="field-label">{t(`reports.facet.${facet}`)}</legend>
      {values.map(({ value, count }) => (
        <label key={value} className="choice-line">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <span>{words(facet, value)}</span>
          <span className="muted">{count}</span>
        </label>
      ))}
    </fieldset>
  )
}

const LISTS: Readonly<Record<ReportFacet, string>> = {
  status: 'reportStatus',
  urgency: 'reportUrgency',
  category: 'reportCategory',
  region: 'region',
}

function useFacetWords(): (facet: ReportFacet, value: string) => string {
  const t = useReportWords()
  const code = useCodes()
  return (facet, value) => (value === 'NONE' ? t('report.notTriaged') : code(LISTS[facet], value))
}

function Rows({ list }: { list: ReportList }) {
  const t = useReportWords()
  const { rows, total } = list
  return (
    <Panel title={t('reports.count', { count: total })} flush>
      <Table
        caption={t('reports.title')}
        columns={useColumns()}
        rows={rows}
        rowKey={({ id }) => id}
      />
      {total > rows.length && (
        <p className="reports-more muted">{t('reports.more', { shown: rows.length })}</p>
      )}
    </Panel>
  )
}

function useColumns(): TableColumn<ReportRow>[] {
  const t = useReportWords()
  const code = useCodes()
  const colleagues = useSession()?.colleagues ?? []
  const nameOf = (id: string) => colleagues.find((one) => one.id === id)?.name ?? id
  return [
    {
      key: 'urgency',
      title: t('reports.facet.urgency'),
      cell: ({ urgency, indicators }) => (
        <>
          <UrgencyBadge urgency={urgency} />
          {indicators > 0 && (
            <span className="line tone-red reports-mark">
              <Icon name="warning" size={14} />
              <span>{t('reports.indicators', { count: indicators })}</span>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'reference',
      title: t('report.reference'),
      cell: ({ id, reference, pending, guarded }) => (
        <>
          <RouteLink to={{ screen: 'report', id }}>
            <span className="mono nowrap">{reference}</span>
          </RouteLink>
          {pending && <PendingMark />}
          {guarded && (
            <span className="line muted reports-mark">
              <Icon name="lock" size={14} />
              <span>{t('report.guarded')}</span>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'category',
      title: t('reports.facet.category'),
      cell: ({ category, enterpriseName }) => (
        <>
          {code('reportCategory', category)}
          {enterpriseName && (
            <span className="line muted">
              <bdi>{enterpriseName}</bdi>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'received',
      title: t('report.receivedOn'),
      cell: ({ receivedOn }) => <DateText date={receivedOn} />,
    },
    {
      key: 'status',
      title: t('reports.facet.status'),
      cell: ({ status }) => code('reportStatus', status),
    },
    {
      key: 'region',
      title: t('reports.facet.region'),
      cell: ({ region }) => code('region', region),
    },
    {
      key: 'who',
      title: t('report.assignees'),
      cell: ({ assignees }) =>
        assignees.length === 0 ? (
          <span className="muted">{t('nobody')}</span>
        ) : (
          assignees.map(nameOf).join(', ')
        ),
    },
  ]
}
