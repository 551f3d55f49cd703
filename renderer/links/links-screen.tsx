import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { ProposedLink, ProposedLinks } from '../../domain/contract/links.ts'
import { navigate } from '../app/route.ts'
import { useKeys } from '../app/use-keys.ts'
import { useProposedLinks } from '../data/use-query.ts'
import { StatePurpose } from '../access/purpose-needed.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { PeriodText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { PairPanel } from './pair-panel.tsx'
import '../dossier/record.css'
import './links.css'

/** Possible links, one after the other: look, press a key, next. */
export default function LinksScreen() {
  const t = useWords()
  const { data, error } = useProposedLinks()
  useFocusOnTitle()
  return (
    <article className="record links-screen" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            {t('links.title')}
          </h1>
          <span role="status">{data && <Counts links={data} />}</span>
        </div>
        <p className="muted">{t('links.intro')}</p>
      </header>
      {error && (
        <ErrorState error={error} actions={error.code === 'PURPOSE_REQUIRED' && <StatePurpose />} />
      )}
      {!data && !error && <Loading />}
      {data && !error && <WorkList links={data} />}
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

function WorkList({ links: { rows: all } }: { links: ProposedLinks }) {
  const t = useWords()
  // Judged here a moment ago: gone before the list is read again.
  const [judged, setJudged] = useState<{ of: readonly ProposedLink[]; keys: readonly string[] }>({
    of: all,
    keys: [],
  })
  const gone = judged.of === all ? judged.keys : []
  const rows = all.filter((row) => row.verdict === 'UNSURE' || !gone.includes(keyOf(row)))
  const { active, move } = useActive(rows)
  const row = rows[active]
  useKeys({
    j: () => move(active + 1),
    ArrowDown: () => move(active + 1),
    k: () => move(active - 1),
    ArrowUp: () => move(active - 1),
    o: () => row && navigate({ screen: 'cluster', id: row.personId }),
    p: () => row && navigate({ screen: 'person', id: row.personId }),
    c: () => row && navigate({ screen: 'comparison', personId: row.personId, dossierId: null }),
  })
  if (!row) {
    return (
      <EmptyState icon="check" title={t('links.none')}>
        {t('links.noneHint')}
      </EmptyState>
    )
  }
  return (
    <div className="links-body">
      <Rows rows={rows} active={active} onMove={move} />
      <div className="links-pair" key={keyOf(row)}>
        <PairPanel
          left={{ kind: 'declaration', id: row.declarationId }}
          right={{ kind: 'person', id: row.personId }}
          onDone={() => {
            setJudged({ of: all, keys: [...gone, keyOf(row)] })
            // What was left open stays in the list: the next one comes after it.
            if (row.verdict === 'UNSURE') move(active + 1)
          }}
        />
      </div>
    </div>
  )
}

/** The row at hand: it stays when others come or go; when it goes, the one in its place follows. */
function useActive(rows: readonly ProposedLink[]) {
  const [at, setAt] = useState<{ index: number; key: string | null }>({ index: 0, key: null })
  const found = at.key === null ? -1 : rows.findIndex((row) => keyOf(row) === at.key)
  const active = Math.max(0, Math.min(found === -1 ? at.index : found, rows.length - 1))
  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to))
    const row = rows[index]
    setAt({ index, key: row ? keyOf(row) : null })
  }
  return { active, move }
}

const ROW_HEIGHT = 62

interface RowsProps {
  rows: readonly ProposedLink[]
  active: number
  onMove: (index: number) => void
}

function Rows({ rows, active, onMove }: RowsProps) {
  const t = useWords()
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
    <nav className="links-list" ref={scroller} aria-label={t('links.list')}>
      <ol style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <li key={keyOf(rows[index]!)} style={{ transform: `translateY(${start}px)` }}>
            <Row row={rows[index]!} active={index === active} onChoose={() => onMove(index)} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

interface RowProps {
  row: ProposedLink
  active: boolean
  onChoose: () => void
}

function Row({ row, active, onChoose }: RowProps) {
  const t = useWords()
  const { number } = useFormats()
  const percent = number(Math.min(99, Math.max(1, Math.round(row.probability * 100))))
  return (
    <button
      type="button"
      className="links-row"
      aria-current={active ? 'true' : undefined}
      onClick={onChoose}
    >
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
    </button>
  )
}
