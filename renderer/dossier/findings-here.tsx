import { useMemo } from 'react'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { SeverityMark } from '../design/mark.tsx'
import { findingToggleId } from '../findings/finding-card.tsx'
import { useWords } from '../findings/words.ts'
import { findingsAt, type Place } from './findings-at.ts'

/** The signals about a part of the facts, beside it; each leads to its evidence. */
export function FindingsHere({ page, place }: { page: DossierPage; place: Place }) {
  const t = useWords()
  const places = useMemo(() => findingsAt(page), [page])
  const here = places.get(place)
  if (!here) return null
  return (
    <span className="findings-here">
      {here.map(({ finding }) => (
        <button
          key={finding.id}
          type="button"
          className="link"
          onClick={() => openFinding(finding.id)}
        >
          <SeverityMark severity={finding.severity} /> {finding.code} ·{' '}
          {t(`rule.${finding.code}.title`)}
        </button>
      ))}
    </span>
  )
}

/** Opens the card of a finding and puts the focus on it. */
function openFinding(id: string): void {
  const toggle = document.getElementById(findingToggleId(id))
  if (toggle?.getAttribute('aria-expanded') === 'false') toggle.click()
  toggle?.scrollIntoView({ block: 'center' })
  toggle?.focus({ preventScroll: true })
}
