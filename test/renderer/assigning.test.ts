import { expect, test } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'
import { assignActOf } from '../../renderer/app/assigning.ts'

const actor: Actor = {
  id: 'vl-an',
  name: 'An',
  role: 'REGION_OFFICER',
  region: 'FL',
}
const act = (assignee: string | null, closed = false, who: Actor | null = actor) =>
  assignActOf({ actor: who }, { assignee, closed })

test('a free dossier becomes mine, a colleague’s is taken over, mine is released', () => {
  expect(act(null)).toBe('assignToMe')
  expect(act('vl-joris')).toBe('takeOver')
  expect(act('vl-an')).toBe('release')
})

test('a closed dossier is only released', () => {
  expect(act(null, true)).toBeNull()
  expect(act('vl-joris', true)).toBeNull()
  expect(act('vl-an', true)).toBe('release')
})

test('roles that handle no dossiers are offered nothing', () => {
  expect(act(null, false, { ...actor, role: 'INSPECTOR' })).toBeNull()
  expect(act(null, false, { ...actor, role: 'AUDITOR', region: null })).toBeNull()
  expect(act(null, false, null)).toBeNull()
})
