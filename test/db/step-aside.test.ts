/** What waits for something that holds back no other steps behind the others, with what hangs on it. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Cache } from '../../db/index.ts'
import { CONTEXT, filledCache, newPlace, type Place } from './samples.ts'

let place: Place
let cache: Cache
beforeEach(() => {
  place = newPlace()
  cache = filledCache(place)
})
afterEach(() => {
  cache.close()
  place.remove()
})

const assign = (dossierId: string, assignee: string | null, from: string | null) => ({
  name: 'assignDossier',
  args: { dossierId, assignee, from },
})
const note = (noteId: string, dossierId: string) => ({
  name: 'addNote',
  args: { noteId, dossierId, text: 'Seen.' },
})

/** An act, and for how long it may be taken back. */
function act(call: { name: string; args: unknown }, heldUntil: string | null = null): void {
  const { result } = cache.queueCommand(call, { ...CONTEXT, heldUntil })
  expect(result.outcome).toBe('QUEUED')
}

const waiting = () =>
  cache.nextCommands(100).map(({ n, name, after }) => [n, name, after ?? null] as const)
const aside = (n: number) => [...cache.stepAside(n).numbers]

it('steps aside with those of its dossier; what an officer sees stays as it was', () => {
  act(assign('d1', 'fl-an', null))
  act(assign('d1', 'fl-bo', 'fl-an'))
  act(note('m2', 'd2'))
  act(note('m1', 'd1'))
  const shown = () => [cache.record('note', 'm2'), cache.record('dossier', 'd1')]
  const before = [shown(), cache.outboxCounts()]
  expect(aside(1)).toEqual([
    [1, 5],
    [2, 6],
    [4, 7],
  ])
  expect(waiting()).toEqual([
    [1, 'withdrawn', null],
    [2, 'withdrawn', 1],
    [3, 'addNote', null],
    [4, 'withdrawn', null],
    [5, 'assignDossier', null],
    [6, 'assignDossier', 5],
    [7, 'addNote', null],
  ])
  expect([shown(), cache.outboxCounts()]).toEqual(before)
  act(assign('d1', null, 'fl-bo'))
  expect(waiting().at(-1), 'a new act stands on the last of its lane').toEqual([
    8,
    'assignDossier',
    6,
  ])
})

it('stays where nothing else waits', () => {
  act(assign('d1', 'fl-an', null))
  act(assign('d1', 'fl-bo', 'fl-an'))
  expect(aside(1)).toEqual([])
  act(note('m2', 'd2'))
  expect(aside(1)).toHaveLength(2)
  cache.goesOut(3)
  cache.recordAnswers({ last: 3, answers: [] })
  expect(aside(4), 'nothing else waits any more').toEqual([])
})

it('keeps a number that the gateway may know', () => {
  act(assign('d1', 'fl-an', null))
  act(note('m2', 'd2'))
  cache.goesOut(1)
  expect(aside(1)).toEqual([])
})

it('keeps a number by which an officer may still take an act back', () => {
  act(assign('d1', 'fl-an', null))
  act(assign('d1', 'fl-bo', 'fl-an'), '2999-01-01T00:00:00.000Z')
  act(note('m2', 'd2'))
  expect(aside(1)).toEqual([])
  cache.releaseHeld()
  expect(aside(1)).toHaveLength(2)
})
