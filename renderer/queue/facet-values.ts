import { useTranslation } from 'react-i18next'
import {
  CATEGORIES,
  CLOCK_LEVELS,
  FINDING_CODES,
  HOLDERS,
  OUTCOMES,
  PROCEDURES,
  REGIONS,
  RESIDENCE_STATES,
  SEVERITIES,
  SNOOZES,
  TAGS,
  WORK_STATES,
  type QueueFacet,
} from '../../domain/contract/codes.ts'
import type { QueueView } from '../app/route.ts'
import { useSession } from '../data/use-query.ts'
import { useCodes } from '../i18n/format.ts'

/** The order in which values of a facet are told; null: by their words. */
const VALUE_ORDER: Readonly<Record<QueueFacet, readonly string[] | null>> = {
  region: REGIONS,
  procedure: PROCEDURES,
  category: CATEGORIES,
  workState: WORK_STATES,
  residenceState: RESIDENCE_STATES,
  outcome: OUTCOMES,
  clockLevel: CLOCK_LEVELS.toReversed(),
  holder: HOLDERS,
  severity: SEVERITIES.toReversed(),
  snooze: SNOOZES,
  finding: FINDING_CODES,
  tag: TAGS,
  assignee: null,
}

/** Facets in the order of the panel: what is asked most stands first. */
export const PANEL_FACETS: readonly QueueFacet[] = [
  'clockLevel',
  'severity',
  'finding',
  'tag',
  'holder',
  'workState',
  'residenceState',
  'outcome',
  'procedure',
  'category',
  'assignee',
  'snooze',
  'region',
]

/** Values of a facet in the order of the work; names and rare lists by count. */
export function sortValues<V extends { value: string; count: number }>(
  facet: QueueFacet,
  values: readonly V[],
): V[] {
  const order = VALUE_ORDER[facet]
  if (!order || facet === 'category') return values.toSorted((a, b) => b.count - a.count)
  const rank = ({ value }: V) => (order.includes(value) ? order.indexOf(value) : order.length)
  return values.toSorted((a, b) => rank(a) - rank(b))
}

/** The words of a facet's value. */
export function useFacetWords(): (facet: QueueFacet, value: string) => string {
  const { t } = useTranslation(['queue', 'rules'], { useSuspense: false })
  const code = useCodes()
  const colleagues = useSession()?.colleagues ?? []
  return (facet, value) => {
    if (value === 'NONE' && ['severity', 'assignee', 'clockLevel', 'snooze'].includes(facet)) {
      return t(`facet.none.${facet}`)
    }
    if (facet === 'finding') return `${value} ${t(`rules:rule.${value}.title`, '')}`.trim()
    if (facet !== 'assignee') return code(facet, value)
    return colleagues.find(({ id }) => id === value)?.name ?? value
  }
}

/** The view with a value of a facet switched on or off. */
export const toggleFacet = (view: QueueView, facet: QueueFacet, value: string): QueueView => ({
  ...view,
  facets: toggledFacets(view.facets, facet, value),
})

/** The facets with one value switched on or off; one without values is left out. */
export function toggledFacets<Facet extends string>(
  facets: Readonly<Partial<Record<Facet, string[] | undefined>>>,
  facet: Facet,
  value: string,
): Partial<Record<Facet, string[]>> {
  const before = facets[facet] ?? []
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value]
  const { [facet]: _, ...others } = facets
  return (after.length > 0 ? { ...others, [facet]: after } : others) as Partial<
    Record<Facet, string[]>
  >
}
