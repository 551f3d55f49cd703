import { describe, expect, it } from 'vitest'
import { DEFAULT_VIEW, type QueueView } from '../../renderer/app/route.ts'
import { isSameView, savedQuery, viewOfSaved } from '../../renderer/team/saved-query.ts'

const view = (due: QueueView['due']): QueueView => ({
  ...DEFAULT_VIEW,
  queue: 'MINE',
  facets: { clockLevel: ['RED'] },
  due,
})

describe('a kept view', () => {
  it('with a ready span means that span on the day it is opened', () => {
    const saved = savedQuery(view({ from: '2026-11-20', to: '2026-11-27' }), '2026-11-20')
    expect(saved.due).toEqual({ span: 'week', from: null, to: null })
    expect(viewOfSaved(saved, '2026-12-01').due).toEqual({ from: '2026-12-01', to: '2026-12-08' })
  })

  it('with typed dates keeps them', () => {
    const typed = view({ from: '2026-11-03', to: null })
    const saved = savedQuery(typed, '2026-11-20')
    expect(isSameView(viewOfSaved(saved, '2027-01-01'), typed)).toBe(true)
  })

  it('without dates is the same on any day', () => {
    const saved = savedQuery(view(null), '2026-11-20')
    expect(isSameView(viewOfSaved(saved, '2027-01-01'), view(null))).toBe(true)
    expect(isSameView(viewOfSaved(saved, '2027-01-01'), DEFAULT_VIEW)).toBe(false)
  })
})
