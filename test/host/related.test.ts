/** The other dossiers of a person, with what each is to the one on the screen. */
import { expect, test } from 'vitest'
import { dossierPage, type PageSources } from '../../host/views/pages.ts'
import { dossier, enterprise, filledCache, newPlace, person, wire } from '../db/samples.ts'

test('a page says which dossier took the place of it, and whose place it took', () => {
  const place = newPlace()
  const work = { state: 'SUPERSEDED', since: '2026-02-01' } as const
  const cache = filledCache(place, [
    wire('enterprise', 'e1', enterprise()),
    wire('person', 'p1', person()),
    wire('dossier', 'old', dossier({ reference: 'FL-2025-000001', work, successorId: 'new' })),
    wire('dossier', 'new', dossier({ reference: 'FL-2026-000002' })),
    wire('dossier', 'else', dossier({ reference: 'FL-2026-000003' })),
  ])
  const rows = (ids: readonly string[]) => ids.map((id) => ({ id }))
  const columns = { rows } as unknown as PageSources['columns']
  const relationsOn = (id: string) =>
    Object.fromEntries(
      dossierPage({ cache, columns, today: '2026-03-02' }, id).related.map((row) => [
        row.id,
        row.relation,
      ]),
    )
  try {
    expect(relationsOn('old')).toEqual({ new: 'SUCCESSOR', else: 'SAME_PERSON' })
    expect(relationsOn('new')).toEqual({ old: 'PREDECESSOR', else: 'SAME_PERSON' })
  } finally {
    cache.close()
    place.remove()
  }
})
