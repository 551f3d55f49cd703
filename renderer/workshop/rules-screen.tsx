import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { RuleRate, RuleView, WorkshopList } from '../../domain/contract/workshop.ts'
import { RULES } from '../../domain/risk/index.ts'
import type { Rule } from '../../domain/risk/rule.ts'
import { ruleId } from '../../domain/risk/settings.ts'
import { reads } from '../data/reads.ts'
import { toTandemError } from '../data/errors.ts'
import { useSession } from '../data/use-query.ts'
import { SeverityBadge } from '../design/badge.tsx'
import { SelectField } from '../design/choice-field.tsx'
import { TextField } from '../design/field.tsx'
import { Panel } from '../design/panel.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { RouteLink } from '../findings/link.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { KindBadges } from './kind-badges.tsx'
import { StandingWords } from './standing.tsx'
import { WaitingPanel } from './waiting.tsx'
import { standingOf, useShareWords, useWorkshopWords, type Standing } from './words.ts'
import '../dossier/record.css'
import './workshop.css'

interface Row {
  rule: Rule
  view: RuleView | null
  rate: RuleRate | null
  standing: Standing
}

/** Which rules are listed. */
const SHOWN = ['ALL', 'FIRING', 'TUNED', 'HELD', 'NOT_TESTABLE'] as const
type Shown = (typeof SHOWN)[number]

/** Every rule: how it stands, what it says, and what became of what it said. */
export function RulesScreen() {
  const t = useWorkshopWords()
  const today = useSession()?.today
  const query = useQuery(reads.workshop())
  const [shown, setShown] = useState<Shown>('ALL')
  const [text, setText] = useState('')
  useFocusOnTitle()
  if (!today) return null
  if (query.isPending) return <Loading />
  if (query.error) return <ErrorState error={toTandemError(query.error)} />
  const rows = rowsOf(query.data, today)
  const needle = text.trim().toLowerCase()
  const found = rows.filter(
    (row) =>
      isShown(row, shown) &&
      `${row.rule.code} ${t(`rule.${row.rule.code}.title`)}`.toLowerCase().includes(needle),
  )
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            {t('title')}
          </h1>
          <span role="status">{t('rules', { count: found.length })}</span>
        </div>
        <p className="muted">{t('intro')}</p>
      </header>
      <div className="record-body workshop-body">
        <WaitingPanel />
        <div className="workshop-filters">
          <TextField
            label={t('search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <SelectField
            label={t('shown.label')}
            options={SHOWN.map((value) => ({ value, label: t(`shown.${value}`) }))}
            value={shown}
            onChange={(value) => setShown(value as Shown)}
          />
        </div>
        <Panel title={t('list')} flush>
          {found.length === 0 ? (
            <EmptyState icon="search" title={t('none')} />
          ) : (
            <RuleTable rows={found} list={query.data} />
          )}
        </Panel>
      </div>
    </article>
  )
}

function rowsOf({ rules, rates }: WorkshopList, today: string): Row[] {
  const views = new Map(rules.map((view) => [view.id, view]))
  const byCode = new Map<FindingCode, RuleRate>(rates.map((rate) => [rate.code, rate]))
  return RULES.map((rule) => {
    const view = views.get(ruleId(rule.code)) ?? null
    const standing = standingOf(rule.code, view, today)
    return { rule, view, rate: byCode.get(rule.code) ?? null, standing }
  })
}

function isShown({ rule, rate, standing, view }: Row, shown: Shown): boolean {
  switch (shown) {
    case 'ALL':
      return true
    case 'FIRING':
      return (rate?.findings ?? 0) > 0
    case 'TUNED':
      return view !== null || standing.open !== null
    case 'HELD':
      return rate !== null && rate.held !== null
    case 'NOT_TESTABLE':
      return rule.needs.length > 0
  }
}

function RuleTable({ rows, list }: { rows: readonly Row[]; list: WorkshopList }) {
  const t = useWorkshopWords()
  const columns = useColumns(list)
  return (
    <Table caption={t('list')} columns={columns} rows={rows} rowKey={({ rule }) => rule.code} />
  )
}

function useColumns({ rates, subjects }: WorkshopList): TableColumn<Row>[] {
  const t = useWorkshopWords()
  const code = useCodes()
  const { number } = useFormats()
  const known: TableColumn<Row>[] = [
    {
      key: 'rule',
      title: t('column.rule'),
      cell: ({ rule }) => (
        <>
          <RouteLink to={{ screen: 'rule', id: rule.code }}>
            <span className="mono">{rule.code}</span> {t(`rule.${rule.code}.title`)}
          </RouteLink>
          {rule.needs.length > 0 && (
            <span className="line muted">
              {t('needs', {
                sources: rule.needs.map((source) => code('outsideSource', source)).join(', '),
              })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'kind',
      title: t('column.kind'),
      cell: ({ rule }) => (
        <>
          <KindBadges rule={rule} />
          <span className="line">
            <SeverityBadge severity={rule.severity} />
          </span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('column.state'),
      cell: ({ standing, rate }) => <StandingWords standing={standing} held={rate?.held ?? null} />,
    },
  ]
  if (rates.length === 0) return known
  return [
    ...known,
    {
      key: 'findings',
      title: t('column.findings'),
      number: true,
      cell: ({ rule, rate }) => {
        const of = rule.subject === 'PERSON' ? subjects.person : subjects.enterprise
        const n = rate?.findings ?? 0
        return (
          <>
            {number(n)}
            {of > 0 && n > 0 && (
              <span className="line muted">
                {t(`per.${rule.subject}`, { rate: number(Math.round((n / of) * 10_000) / 10) })}
              </span>
            )}
          </>
        )
      },
    },
    {
      key: 'confirmed',
      title: t('column.confirmed'),
      cell: ({ rate }) => <ShareWords rate={rate} of="confirmed" />,
    },
    {
      key: 'false',
      title: t('column.falseAlarms'),
      cell: ({ rate }) => <ShareWords rate={rate} of="falseAlarms" />,
    },
    { key: 'trend', title: t('column.trend'), cell: ({ rate }) => <Trend rate={rate} /> },
  ]
}

function ShareWords({ rate, of }: { rate: RuleRate | null; of: 'confirmed' | 'falseAlarms' }) {
  const t = useWorkshopWords()
  const shareWords = useShareWords()
  const words = rate && shareWords(rate.outcomes, of)
  if (!words) return <span className="muted">{t('notChecked')}</span>
  return (
    <>
      {words.text}
      {of === 'confirmed' && words.caution && <span className="line muted">{words.caution}</span>}
    </>
  )
}

/** New signals in the last four weeks, beside the four before. */
export function Trend({ rate }: { rate: RuleRate | null }) {
  const t = useWorkshopWords()
  const { number } = useFormats()
  const fired = rate?.fired
  if (!fired) return <span className="muted">{t('trend.unknown')}</span>
  const { last, before } = fired
  const way = before === null ? 'none' : last > before ? 'more' : last < before ? 'less' : 'same'
  return (
    <>
      {t(`trend.${way}`, { last: number(last) })}
      {before !== null && (
        <span className="line muted">{t('trend.before', { before: number(before) })}</span>
      )}
    </>
  )
}
