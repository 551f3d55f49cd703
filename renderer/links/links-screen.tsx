import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { MentionLink, ProposedLink, ProposedLinks } from '../../domain/contract/links.ts'
import { navigate } from '../app/route.ts'
import { useKeys } from '../app/use-keys.ts'
import { useProposedLinks } from '../data/use-query.ts'
import { StatePurpose } from '../access/purpose-needed.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { Tabs } from '../design/tabs.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { PeriodText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { JudgeBar } from './judge-bar.tsx'
import { MentionView } from './mention-view.tsx'
import { mentionSubject } from './use-judge.ts'
import { PairPanel } from './pair-panel.tsx'
import '../dossier/record.css'
import './links.css'

const LISTS = ['workers', 'enterprises'] as const
type ListName = (typeof LISTS)[number]
const LIST_ID = 'links-of'

const listWithWork = ({ rows, mentions }: ProposedLinks): ListName =>
  rows.length === 0 && mentions.length > 0 ? 'enterprises' : 'workers'

/** Possible links, one after the other: look, press a key, next. */
export default function LinksScreen() {
  const t = useWords()
  const { data, error } = useProposedLinks()
  const [chosen, setList] = useState<ListName | null>(null)
  const list = chosen ?? 'workers'
  // Which list has work is decided once: nobody judges in another one by the same key.
  if (data && chosen === null) setList(listWithWork(data))
  useFocusOnTitle()
  useKeys({ t: () => setList(list === 'workers' ? 'enterprises' : 'workers') })
  const counts = data && { workers: data.rows.length, enterprises: data.mentions.length }
  return (
    <article className="record links-screen" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            {t('links.title')}
          </h1>
          <span role="status">{data && <Counts links={data} />}</span>
        </div>
        <p className="muted">{t(list === 'workers' ? 'links.intro' : 'links.mention.intro')}</p>
        <Tabs
          label={t('links.mention.which')}
          tabs={LISTS.map((name) => ({
            name,
            label: (
              <>
                {t(`links.mention.${name}`)}
                {counts && <span className="muted"> {counts[name]}</span>}
              </>
            ),
          }))}
          selected={list}
          onSelect={setList}
          controls={LIST_ID}
        />
      </header>
      {error && (
        <ErrorState error={error} actions={error.code === 'PURPOSE_REQUIRED' && <StatePurpose />} />
      )}
      {!data && !error && <Loading />}
      {data && !error && (
        <div className="links-panel" id={LIST_ID} role="tabpanel">
          {list === 'workers' ? <WorkList all={data.rows} /> : <MentionList all={data.mentions} />}
        </div>
      )}
    </article>
  )
}

function Counts({ links: { open, unsure } }: { links: ProposedLinks }) {
  const t = useWords()
  return (
    <>
      {t('links.open', { count: open })}
      {unsure > 0 && <> · {t('links.unsure', { count: unsure })}</>}
    </>
  )
}

const keyOf = ({ declarationId, personId }: ProposedLink) => `${declarationId} ${personId}`

interface Asked {
  key: string
  verdict: 'OPEN' | 'UNSURE' | 'SAME' | 'DIFFERENT'
}

/** What is left of a list: what was judged here a moment ago is gone before the list is read again. */
function useLeft<T extends Asked>(all: readonly T[]) {
  const [judged, setJudged] = useState<{ of: readonly T[]; keys: readonly string[] }>({
    of: all,
    keys: [],
  })
  const gone = judged.of === all ? judged.keys : []
  const rows = all.filter((row) => row.verdict === 'UNSURE' || !gone.includes(row.key))
  const { active, move } = useActive(rows)
  const done = (row: T) => {
    setJudged({ of: all, keys: [...gone, row.key] })
    // What was left open stays in the list: the next one comes after it.
    if (row.verdict === 'UNSURE') move(active + 1)
  }
  return { rows, active, move, done }
}

function NothingLeft() {
  const t = useWords()
  return (
    <EmptyState icon="check" title={t('links.none')}>
      {t('links.noneHint')}
    </EmptyState>
  )
}

function useWalk(active: number, move: (to: number) => void) {
  useKeys({
    j: () => move(active + 1),
    ArrowDown: () => move(active + 1),
    k: () => move(active - 1),
    ArrowUp: () => move(active - 1),
  })
}

/** Enterprises that declarations mention, one after the other. */
function MentionList({ all }: { all: readonly MentionLink[] }) {
  const t = useWords()
  const { rows, active, move, done } = useLeft(all)
  const row = rows[active]
  useWalk(active, move)
  useKeys({ p: () => row && navigate({ screen: 'enterprise', id: row.enterpriseId }) })
  if (!row) return <NothingLeft />
  return (
    <div className="links-body">
      <Rows
        label={t('links.mention.list')}
        rows={rows}
        active={active}
        onMove={move}
        show={(one) => <MentionRow row={one} />}
      />
      <div className="links-pair pair-panel" key={row.key}>
        <JudgeBar subject={mentionSubject(row)} onDone={() => done(row)} />
        <MentionView mention={row} />
      </div>
    </div>
  )
}

function MentionRow({ row }: { row: MentionLink }) {
  const t = useWords()
  return (
    <>
      <span>
        <bdi>{row.name}</bdi> <span className="muted">{t('links.asks')}</span>{' '}
        <bdi>{row.enterpriseName}</bdi>
      </span>
      <span className="muted">
        {t('links.mention.declarations', { count: row.declarations })} ·{' '}
        {t(`links.mention.nameLevel.${row.nameLevel}`)}
      </span>
      {row.verdict === 'UNSURE' && (
        <span className="muted">{t('links.mention.verdict.UNSURE')}</span>
      )}
    </>
  )
}

function WorkList({ all: read }: { all: readonly ProposedLink[] }) {
  const t = useWords()
  const all = useMemo(() => read.map((row) => ({ ...row, key: keyOf(row) })), [read])
  const { rows, active, move, done } = useLeft(all)
  const row = rows[active]
  useWalk(active, move)
  useKeys({
    o: () => row && navigate({ screen: 'cluster', id: row.personId }),
    p: () => row && navigate({ screen: 'person', id: row.personId }),
    c: () => row && navigate({ screen: 'comparison', personId: row.personId, dossierId: null }),
  })
  if (!row) return <NothingLeft />
  return (
    <div className="links-body">
      <Rows
        label={t('links.list')}
        rows={rows}
        active={active}
        onMove={move}
        show={(one) => <WorkerRow row={one} />}
      />
      <div className="links-pair" key={row.key}>
        <PairPanel
          left={{ kind: 'declaration', id: row.declarationId }}
          right={{ kind: 'person', id: row.personId }}
          onDone={() => done(row)}
        />
      </div>
    </div>
  )
}

/** The row at hand: it stays when others come or go; when it goes, the one in its place follows. */
function useActive(rows: readonly Asked[]) {
  const [at, setAt] = useState<{ index: number; key: string | null }>({ index: 0, key: null })
  const found = at.key === null ? -1 : rows.findIndex((row) => row.key === at.key)
  const active = Math.max(0, Math.min(found === -1 ? at.index : found, rows.length - 1))
  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to))
    const row = rows[index]
    setAt({ index, key: row?.key ?? null })
  }
  return { active, move }
}

const ROW_HEIGHT = 62

interface RowsProps<T extends Asked> {
  label: string
  rows: readonly T[]
  active: number
  onMove: (index: number) => void
  show: (row: T) => ReactNode
}

function Rows<T extends Asked>({ label, rows, active, onMove, show }: RowsProps<T>) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  })
  useEffect(() => {
    virtualizer.scrollToIndex(active, { align: 'auto' })
  }, [virtualizer, active])
  return (
    <nav className="links-list" ref={scroller} aria-label={label}>
      <ol style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <li key={rows[index]!.key} style={{ transform: `translateY(${start}px)` }}>
            <button
              type="button"
              className="links-row"
              aria-current={index === active ? 'true' : undefined}
              onClick={() => onMove(index)}
            >
              {show(rows[index]!)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function WorkerRow({ row }: { row: ProposedLink }) {
  const t = useWords()
  const { number } = useFormats()
  const percent = number(Math.min(99, Math.max(1, Math.round(row.probability * 100))))
  return (
    <>
      <span>
        <bdi>{row.workerName}</bdi> <span className="muted">{t('links.asks')}</span>{' '}
        <bdi>{row.personName}</bdi>
      </span>
      <span className="muted">
        <span className="mono">{row.l1Number}</span> · <PeriodText period={row.period} />
      </span>
      <span className="muted">
        {t('links.percent', { percent })}
        {row.verdict === 'UNSURE' && <> · {t('links.verdict.UNSURE')}</>}
      </span>
    </>
  )
}
