/** Which open findings concern which part of the facts: so that they stand beside it. Pure. */
import type { FactField } from '../../domain/contract/codes.ts'
import type { FindingFact, JudgedFinding } from '../../domain/contract/findings.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'

/** A part of the facts and parties that a finding may be about. */
export type Place = FactField | 'AUTHORISED' | 'WORKER' | 'MANDATE'

/** Fields of a dossier by their first words; the more special ones first. */
const OF_DOSSIER: readonly (readonly [string, Place])[] = [
  ['category', 'CATEGORY'],
  ['job.pay', 'PAY'],
  ['job.weeklyHours', 'HOURS'],
  ['job.contract', 'PERIOD'],
  ['job', 'JOB'],
  ['employerId', 'EMPLOYER'],
  ['filedById', 'MANDATE'],
  ['workplaces', 'WORKPLACES'],
  ['authorised', 'AUTHORISED'],
]

type Source = NonNullable<FindingFact['source']>

function placeOf({ kind, id, field }: Source, page: DossierPage): Place | null {
  switch (kind) {
    case 'dossier':
      if (id !== page.dossier.id) return null
      return OF_DOSSIER.find(([start]) => field.startsWith(start))?.[1] ?? null
    case 'person':
      return 'WORKER'
    case 'enterprise':
      return id === page.employer?.id ? 'EMPLOYER' : null
    case 'mandate':
      return 'MANDATE'
    default:
      return null
  }
}

/**
 * Open findings by the part that they were read from. Who the worker is stands in the evidence of
 * almost every finding: it counts only where nothing nearer is named.
 */
export function findingsAt(page: DossierPage): Map<Place, JudgedFinding[]> {
  const places = new Map<Place, JudgedFinding[]>()
  for (const judged of page.findings) {
    if (judged.status === 'EXPLAINED') continue
    const found = judged.finding.facts.flatMap(({ source }) =>
      source ? (placeOf(source, page) ?? []) : [],
    )
    const near = new Set(found.filter((place) => place !== 'WORKER'))
    for (const place of near.size > 0 ? near : new Set(found)) {
      places.set(place, [...(places.get(place) ?? []), judged])
    }
  }
  return places
}
