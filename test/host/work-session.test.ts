/** What was stated for looking without a dossier holds for one role of one person, and no longer. */
import { expect, test } from 'vitest'
import type { AccessNote } from '../../domain/contract/access.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { QueueFilter } from '../../domain/contract/workbench.ts'
import { AccessGate, type GateOptions } from '../../host/access/gate.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const REASON = 'Vraag van de werkgever aan het loket'
const list = (search: string, queue: QueueFilter['queue'] = 'OPEN'): QueueFilter => ({
  queue,
  facets: {},
  due: null,
  search,
})

/** A gate before a desk that holds one dossier; keeps what is noted. */
function gateOf() {
  const notes: AccessNote[] = []
  const now = { actor: AN as Actor }
  const answers = {
    search: () => [],
    queueWindow: () => ({ offset: 0, total: 1, rows: [{ personId: 'p1' }] }),
    queueSummary: () => ({ total: 1 }),
    queuePosition: () => 0,
    partiesOf: () => [{ kind: 'person', id: 'p1' }],
    personPage: () => ({ employers: [] }),
    linkEdges: () => ({ above: [{ personId: 'p1' }], below: [{ personId: 'p2' }] }),
    noteAccess: (note: AccessNote) => (notes.push(note), { client: 'c', n: notes.length }),
    amendAccess: () => true,
  }
  const desk = {
    reads: answers,
    links: answers,
    entries: answers,
  } as unknown as GateOptions['desk']
  const gate = new AccessGate({
    desk,
    log: {} as GateOptions['log'],
    actor: () => now.actor,
    clock: () => new Date('2026-03-03T09:00:00.000Z'),
    changed: () => {},
  })
  const codeOf = (look: () => unknown): string | null => {
    try {
      look()
      return null
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  const windowOf = (filter: QueueFilter) => codeOf(() => gate.queueWindow(filter, [], 0, 10))
  return { gate, notes, now, codeOf, windowOf }
}

test.each([
  ['another role', { ...AN, role: 'INSPECTOR', region: null }],
  ['another role with the same purposes', { ...AN, role: 'SUPERVISOR' }],
  ['another region', { ...AN, region: 'WA' }],
] as const)('%s: purpose, reason and opened dossiers are asked anew', (_, later) => {
  const { gate, notes, now, codeOf } = gateOf()
  gate.personPage('p1', 'dossier-1')
  gate.beginAccess('ANSWER_QUESTION', REASON)
  gate.search('Peeters', 5)
  expect(notes.map(({ role, region, purpose }) => [role, region, purpose])).toEqual([
    ['REGION_OFFICER', 'FL', 'HANDLE_DOSSIER'],
    ['REGION_OFFICER', 'FL', 'ANSWER_QUESTION'],
  ])
  now.actor = later
  expect(gate.accessState().stated).toBeNull()
  expect(
    codeOf(() => gate.search('Peeters', 5)),
    'what was stated before',
  ).toBe('PURPOSE_REQUIRED')
  expect(
    codeOf(() => gate.personPage('p1')),
    'a dossier that was opened before',
  ).toBe('PURPOSE_REQUIRED')
  now.actor = AN
  expect(
    codeOf(() => gate.search('Peeters', 5)),
    'and back again',
  ).toBe('PURPOSE_REQUIRED')
})

test('a queue is searched by name with a purpose, stated once; numbers and the own queue are free', () => {
  const { gate, notes, codeOf, windowOf } = gateOf()
  for (const name of ['Peeters', 'Li', '김', 'Jan 2026', 'Voorbeeld7', 'FL-2026 Peeters']) {
    expect(windowOf(list(name)), name).toBe('PURPOSE_REQUIRED')
    expect(
      codeOf(() => gate.queueSummary(list(name))),
      name,
    ).toBe('PURPOSE_REQUIRED')
    expect(
      codeOf(() => gate.queuePosition(list(name), [], 'd1')),
      name,
    ).toBe('PURPOSE_REQUIRED')
  }
  expect(notes, 'what was refused showed nobody').toEqual([])
  for (const number of [
    '',
    'FL-2026-000123',
    'fl-',
    '85.07.30-033.28',
    'BE0403.019.261',
    'U1007',
  ]) {
    expect(windowOf(list(number)), number).toBeNull()
  }
  expect(windowOf(list('Peeters', 'MINE')), 'dossiers of the own').toBeNull()
  notes.length = 0
  gate.beginAccess('ANSWER_QUESTION', REASON)
  for (const name of ['P', 'Pe', 'Peeters']) expect(windowOf(list(name)), name).toBeNull()
  expect(notes).toMatchObject([
    { action: 'SEARCH', subject: { kind: 'list' }, reason: REASON, persons: ['p1'] },
  ])
})

test('pairs next to a limit are a search for the persons they name, for those who answer for links', () => {
  const { gate, notes, now, codeOf } = gateOf()
  expect(
    codeOf(() => gate.linkEdges(9)),
    'an officer',
  ).toBe('FORBIDDEN')
  expect(codeOf(() => gate.linkScore(undefined))).toBe('FORBIDDEN')
  now.actor = { ...AN, role: 'SUPERVISOR' }
  expect(
    codeOf(() => gate.linkEdges(9)),
    'without a purpose',
  ).toBe('PURPOSE_REQUIRED')
  gate.beginAccess('HANDLE_DOSSIER', REASON)
  gate.linkEdges(9)
  expect(notes.at(-1)).toMatchObject({
    action: 'VIEW',
    subject: { kind: 'list', id: 'LINKS' },
    reason: REASON,
    count: 2,
    persons: ['p1', 'p2'],
  })
})
