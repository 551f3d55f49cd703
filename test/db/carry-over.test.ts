import { expect, it, onTestFinished } from 'vitest'
import { openCache, openFill } from '../../db/index.ts'
import { CONTEXT, FILL_FOR, filledCache, newPlace, page, WORLD } from './samples.ts'

it('a new fill keeps name and numbers when an answered command outlasts a later one', () => {
  const place = newPlace()
  onTestFinished(place.remove)
  const old = filledCache(place)
  for (const noteId of ['a', 'b', 'c']) {
    old.queueCommand({ name: 'addNote', args: { noteId, dossierId: 'd1', text: 'Seen.' } }, CONTEXT)
  }
  const accepted = { outcome: 'ACCEPTED' as const, code: null, details: null }
  old.recordAnswers({ last: 2, answers: [1, 2].map((n) => ({ n, ...accepted })) })
  // The first was dealt with before the snapshot that this desk began with: no page settles it.
  old.applyPage({ ...page([], [{ command: 2, ...accepted }]), head: 20 })
  const { clientId } = old.state()
  old.close()
  const fill = openFill(place, { ...FILL_FOR, view: 'view-2' })
  fill.put({ head: 20, records: [...WORLD], next: null, total: WORLD.length })
  fill.finish()
  const cache = openCache(place)
  expect(cache.state().clientId, 'another name would send the third twice').toBe(clientId)
  expect(cache.nextCommands(10).map(({ n }) => n)).toEqual([3])
  cache.close()
})
