/** What two dossiers of one person are to each other is said as far as they say it themselves. */
import { describe, expect, it } from 'vitest'
import type { DossierBody } from '../../domain/contract/records.ts'
import { relationOf, type Kin } from '../../domain/dossier/relation.ts'
import { dossier } from './fixtures.ts'

const kin = (id: string, submittedOn: string, changes: Partial<DossierBody> = {}): Kin => {
  const { body } = dossier({ submittedOn, work: { state: 'GRANTED', since: submittedOn } })
  return { id, body: { ...body, ...changes } }
}

const first = kin('first', '2024-01-10', { applicationType: 'FIRST' })
const second = kin('second', '2025-01-10', { applicationType: 'RENEWAL' })
const third = kin('third', '2026-01-10', {
  applicationType: 'RENEWAL',
  work: { state: 'IN_EXAM', since: '2026-01-10' },
})
const said = (other: Kin, own: Kin, ...more: Kin[]) => relationOf(other, own, [own, other, ...more])

describe('two dossiers of one person', () => {
  it('replace each other as was noted, whatever else they are', () => {
    const old = { ...first, body: { ...first.body, successorId: 'second' } }
    expect(said(second, old)).toBe('SUCCESSOR')
    expect(said(old, second)).toBe('PREDECESSOR')
  })

  it('of a chain of renewals each is one of the authorisation just before it', () => {
    expect([said(second, first, third), said(first, second, third)]).toEqual(['RENEWAL', 'RENEWED'])
    expect([said(third, second, first), said(second, third, first)]).toEqual(['RENEWAL', 'RENEWED'])
    expect([said(third, first, second), said(first, third, second)]).toEqual([
      'SAME_PERSON',
      'SAME_PERSON',
    ])
  })

  it('are no more than of the same person where the facts do not say of what one is the renewal', () => {
    const refused = { state: 'REFUSED', since: '2024-03-01' } as const
    const others = {
      'of another employer': kin('x', '2024-01-10', { employerId: 'another' }),
      'of another procedure': kin('x', '2024-01-10', { procedure: 'WORK_CARD' }),
      'never granted': kin('x', '2024-01-10', { work: refused }),
      later: kin('x', '2025-06-01', { applicationType: 'FIRST' }),
    }
    for (const [why, other] of Object.entries(others)) {
      expect(said(other, second), why).toBe('SAME_PERSON')
      expect(said(second, other), why).toBe('SAME_PERSON')
    }
    const change = { ...second, body: { ...second.body, applicationType: 'CHANGE' as const } }
    expect(said(change, first), 'a change').toBe('SAME_PERSON')
    const twin = { ...first, id: 'twin' }
    expect(said(second, first, twin), 'two of one day').toBe('SAME_PERSON')
  })
})
