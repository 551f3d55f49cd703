import { useTranslation } from 'react-i18next'
import { QUEUE_FACETS } from '../../domain/contract/codes.ts'
import type { QueueView } from '../app/route.ts'
import { Chip } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { useFormats } from '../i18n/format.ts'
import type { Due } from './due.ts'
import { toggleFacet, useFacetWords } from './facet-values.ts'

interface ChipsProps {
  view: QueueView
  search: string
  onView: (view: QueueView) => void
  onSearch: (text: string) => void
  onClear: () => void
}

/** True when anything narrows the queue. */
export function isNarrowed(view: QueueView, search: string): boolean {
  return search !== '' || view.due !== null || Object.keys(view.facets).length > 0
}

/** Every condition in force, each with its way out. */
export function Chips({ view, search, onView, onSearch, onClear }: ChipsProps) {
  const { t } = useTranslation('queue')
  const words = useFacetWords()
  const dueWords = useDueWords()
  if (!isNarrowed(view, search)) return null
  const chip = (key: string, name: string, value: string, onRemove: () => void) => (
    <li key={key}>
      <Chip
        name={name}
        value={value}
        removeLabel={t('facet.remove', { name, value })}
        onRemove={onRemove}
      />
    </li>
  )
  return (
    <ul className="chips" aria-label={t('facet.chips')}>
      {search !== '' && chip('search', t('search.chip'), search, () => onSearch(''))}
      {view.due &&
        chip('due', t('due.title'), dueWords(view.due), () => onView({ ...view, due: null }))}
      {QUEUE_FACETS.flatMap((facet) =>
        (view.facets[facet] ?? []).map((value) =>
          chip(`${facet} ${value}`, t(`facet.${facet}`), words(facet, value), () =>
            onView(toggleFacet(view, facet, value)),
          ),
        ),
      )}
      <li>
        <Button kind="quiet" onClick={onClear}>
          {t('facet.clear')}
        </Button>
      </li>
    </ul>
  )
}

function useDueWords(): (due: NonNullable<Due>) => string {
  const { t } = useTranslation('queue')
  const { date } = useFormats()
  return ({ from, to }) => {
    if (from && to) return t('due.chip.both', { from: date(from), to: date(to) })
    return from
      ? t('due.chip.from', { from: date(from) })
      : t('due.chip.to', { to: date(to ?? '') })
  }
}
