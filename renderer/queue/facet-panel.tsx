import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueFacet } from '../../domain/contract/codes.ts'
import type { QueueFilter } from '../../domain/contract/workbench.ts'
import type { QueueView } from '../app/route.ts'
import { reads } from '../data/reads.ts'
import { IconButton } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { useFormats } from '../i18n/format.ts'
import { DueFilter } from './due-filter.tsx'
import { PANEL_FACETS, sortValues, toggleFacet, useFacetWords } from './facet-values.ts'

interface FacetPanelProps {
  filter: QueueFilter
  view: QueueView
  onView: (view: QueueView) => void
  onHide: () => void
}

/** Everything by which the queue can be narrowed, with how many dossiers each value would leave. */
export function FacetPanel({ filter, view, onView, onHide }: FacetPanelProps) {
  const { t } = useTranslation('queue')
  const { data } = useQuery(reads.queueSummary({ filter }))
  const words = useFacetWords()
  return (
    <aside className="facets" aria-label={t('facet.title')}>
      <div className="facets-head">
        <h2>{t('facet.title')}</h2>
        <IconButton icon="panel-left" label={t('facet.hide')} onClick={onHide} />
      </div>
      <details className="facet" open>
        <summary>
          <Icon name="chevron-right" size={14} />
          <span>{t('due.title')}</span>
        </summary>
        <DueFilter due={view.due} onDue={(due) => onView({ ...view, due })} />
      </details>
      {PANEL_FACETS.map((facet) => (
        <FacetGroup
          key={facet}
          title={t(`facet.${facet}`)}
          values={data ? sortValues(facet, data.facets[facet] ?? []) : null}
          chosen={view.facets[facet] ?? []}
          word={(value) => words(facet, value)}
          openAtFirst={OPEN_AT_FIRST.includes(facet)}
          onToggle={(value) => onView(toggleFacet(view, facet, value))}
        />
      ))}
    </aside>
  )
}

/** Values shown before the rest is asked for. */
const SHOWN = 7
const OPEN_AT_FIRST: readonly QueueFacet[] = ['clockLevel', 'severity', 'holder', 'workState']

interface FacetProps {
  title: string
  /** In the order in which they stand; null while they are not known yet. */
  values: readonly { value: string; count: number }[] | null
  chosen: readonly string[]
  word: (value: string) => string
  openAtFirst: boolean
  onToggle: (value: string) => void
}

/** The values of one facet with what each would leave; a chosen value stays, also when it leaves nothing. */
export function FacetGroup(props: FacetProps) {
  const { title, values, chosen, word, openAtFirst, onToggle } = props
  const { t } = useTranslation('queue')
  const { number } = useFormats()
  const [all, setAll] = useState(false)
  const known = new Set(values?.map(({ value }) => value))
  const missing = chosen.filter((value) => !known.has(value))
  const count = values ? 0 : null
  const sorted = [...(values ?? []), ...missing.map((value) => ({ value, count }))]
  const shown = all ? sorted : sorted.filter(({ value }, n) => n < SHOWN || chosen.includes(value))
  const rest = sorted.length - shown.length
  return (
    <details className="facet" open={openAtFirst || chosen.length > 0}>
      <summary>
        <Icon name="chevron-right" size={14} />
        <span>{title}</span>
        {chosen.length > 0 && (
          <span className="facet-active">{t('facet.active', { count: chosen.length })}</span>
        )}
      </summary>
      <ul>
        {shown.map(({ value, count }) => (
          <li key={value}>
            <label className={count === 0 ? 'facet-value facet-value-none' : 'facet-value'}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => onToggle(value)}
              />
              <span className="facet-word">{word(value)}</span>
              <span className="facet-count">{count === null ? '' : number(count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {(rest > 0 || all) && sorted.length > SHOWN && (
        <button type="button" className="facet-more" onClick={() => setAll(!all)}>
          {all ? t('facet.fewer') : t('facet.more', { count: rest })}
        </button>
      )}
    </details>
  )
}
