import { expect, test } from 'vitest'
import type { Actor, Colleague } from '../../domain/contract/actor.ts'
import { assignActOf } from '../../renderer/app/assigning.ts'

const actor: Actor = {
  id: 'vl-an',
  name: 'An',
  role: 'REGION_OFFICER',
  region: 'FL',
}
const colleagues: Colleague[] = [
  { id: 'vl-an', name: 'An', assignable: true },
  { id: 'vl-joris', name: 'Joris', assignable: true },
  { id: 'dvz-tom', name: 'Tom', assignable: false },
]
const act = (assignee: string | null, closed = false, who: Actor | null = actor) =>
  assignActOf({ actor: who, colleagues }, { assignee, closed })

test('a free dossier becomes mine, a colleague’s is taken over, mine is released', () => {
  expect(act(null)).toBe('assignToMe')
  expect(act('vl-joris')).toBe('takeOver')
  expect(act('vl-an')).toBe('release')
})

test('a closed dossier is only released, and nobody of another service loses theirs', () => {
  expect(act(null, true)).toBeNull()
  expect(act('vl-joris', true)).toBeNull()
  expect(act('vl-an', true)).toBe('release')
  expect(act('dvz-tom')).toBeNull()
})

test('roles that handle no dossiers are offered nothing', () => {
  expect(act(null, false, { ...actor, role: 'INSPECTOR' })).toBeNull()
  expect(act(null, false, { ...actor, role: 'AUDITOR', region: null })).toBeNull()
  expect(act(null, false, null)).toBeNull()
})
