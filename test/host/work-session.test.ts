/** What was stated for looking without a dossier holds for one role of one person, and no longer. */
import { expect, test } from 'vitest'
import {
  ACCESS_PERSONS_MAX,
  type AccessFilter,
  type AccessNote,
} from '../../domain/contract/access.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { NodeRef } from '../../domain/contract/network.ts'
import { MATRIX_WORKERS_MAX, type QueueFilter } from '../../domain/contract/workbench.ts'
import { AccessGate, type GateOptions, type LogReader } from '../../host/access/gate.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const REASON = 'Vraag van de werkgever aan het loket'
const list = (search: string, queue: QueueFilter['queue'] = 'OPEN'): QueueFilter => ({
  queue,
  facets: {},
  due: null,
  search,
})

const NEIGHBOURS: readonly NodeRef[] = [
  { kind: 'person', key: 'p1' },
  { kind: 'director', key: 'director-9' },
  { kind: 'phone', key: '+32400000001' },
]

/** Of the log: looks at a director whom the desk knows, and at one whom it does not. */
const LOGGED = ['director-1', 'director-2'].map((id) => ({
  subject: { kind: 'network', id },
  dossierId: null,
}))

/** A gate before a desk that holds one dossier; keeps what is noted. */
function gateOf() {
  const notes: AccessNote[] = []
  const now = { actor: AN as Actor }
  const answers = {
    search: () => [],
    queueWindow: () => ({ offset: 0, total: 1, rows: [{ personId: 'p1' }] }),
    queueSummary: () => ({ total: 1 }),
    queuePosition: () => 0,
    networkAround: (node: NodeRef) => ({ node, neighbours: NEIGHBOURS, edges: [], total: 3 }),
    networkLabel: (key: string) => (key === 'director-1' ? 'PEETERS Jo' : null),
    partiesOf: () => [
      { kind: 'person', id: 'p1' },
      { kind: 'enterprise', id: 'e1' },
    ],
    personPage: () => ({ employers: [] }),
    verdictsOf: () => [],
    enterprisePage: () => ({
      dossiers: [{ personId: 'p1' }],
      declarations: [{ id: 'de1' }, { id: 'de2' }],
      registerLines: [
        { body: { directorship: { director: 'director-1' }, sanction: null } },
        { body: { directorship: null, sanction: { director: 'director-2' } } },
        { body: { directorship: null, sanction: { director: null } } },
      ],
    }),
    personsOfDeclarations: (ids: readonly string[]) => ids.map((id) => `worker-${id}`),
    workerMatrix: async () => ({
      workers: Array.from({ length: MATRIX_WORKERS_MAX }, (_, i) => ({ personId: `worker-${i}` })),
    }),
    contests: () => Array.from({ length: 260 }, (_, i) => ({ personId: `contested-${i}` })),
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
    log: { accessSearch: async () => ({ rows: LOGGED, next: null }) } as unknown as LogReader,
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

test('what the rules say of a record is a part of the look at its page', () => {
  const { gate, notes } = gateOf()
  gate.personPage('p1', 'd1')
  gate.enterprisePage('e1', 'd1')
  const looks = structuredClone(notes)
  gate.verdictsOf({ kind: 'person', id: 'p1', dossierId: 'd1' })
  gate.verdictsOf({ kind: 'enterprise', id: 'e1', dossierId: 'd1' })
  expect(notes, 'the page has its entry').toEqual(looks)
})

test('who asks the rules without the page has a ground and an entry of the same look', () => {
  const { gate, notes, codeOf } = gateOf()
  const asked = [
    { kind: 'person', id: 'p1' },
    { kind: 'enterprise', id: 'e1' },
  ] as const
  for (const of of asked) {
    const code = codeOf(() => gate.verdictsOf({ ...of, dossierId: null }))
    expect(code, of.kind).toBe('PURPOSE_REQUIRED')
  }
  for (const of of asked) gate.verdictsOf({ ...of, dossierId: 'd1' })
  gate.verdictsOf({ kind: 'dossier', id: 'd1', dossierId: null })
  expect(
    notes.map(({ action, subject, dossierId, persons }) => [
      action,
      subject.kind,
      dossierId,
      persons,
    ]),
  ).toEqual([
    ['VIEW', 'person', 'd1', ['p1']],
    ['VIEW', 'enterprise', 'd1', []],
    ['VIEW', 'dossier', 'd1', ['p1']],
  ])
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

const looked = ({ subject: { id }, persons }: AccessNote) => [id, persons]

test('a look at a director names the director, and each director has an entry of their own', () => {
  const { gate, notes } = gateOf()
  gate.beginAccess('FOLLOW_SIGNAL', REASON)
  for (const key of ['director-1', 'director-2', 'director-1']) {
    gate.networkAround({ kind: 'director', key })
  }
  expect(notes.map(looked), 'opened again: still the same look').toEqual([
    ['director-1', ['director-1', 'p1', 'director-9']],
    ['director-2', ['director-2', 'p1', 'director-9']],
  ])
})

test('what leaves the desk of two directors has two entries, and names those beside them', () => {
  const { gate, notes } = gateOf()
  gate.beginAccess('FOLLOW_SIGNAL', REASON)
  for (const key of ['director-1', 'director-2']) {
    const root = { kind: 'director', key } as const
    gate.networkExported({ root, format: 'CSV', nodes: [root, ...NEIGHBOURS] })
  }
  expect(notes.map(looked)).toEqual([
    ['director-1', ['director-1', 'p1', 'director-9']],
    ['director-2', ['director-2', 'p1', 'director-9']],
  ])
})

test('two sites or telephones are two looks; the entry holds neither', () => {
  const { gate, notes } = gateOf()
  gate.beginAccess('FOLLOW_SIGNAL', REASON)
  const nodes = [
    { kind: 'site', key: '11002 KAAISTRAAT 1' },
    { kind: 'site', key: '11002 KAAISTRAAT 2' },
    { kind: 'phone', key: '+32400000002' },
    { kind: 'account', key: 'abc-7034' },
  ] as const
  for (const node of nodes) gate.networkAround(node)
  expect(notes.map(({ subject: { id } }) => id)).toEqual([null, null, null, 'abc-7034'])
  expect(JSON.stringify(notes)).not.toMatch(/KAAI|324/)
})

test('the entry of a look at a network tells which groups of fields stood in it', () => {
  const { gate, notes } = gateOf()
  gate.beginAccess('FOLLOW_SIGNAL', REASON)
  gate.networkAround({ kind: 'director', key: 'director-1' })
  const root = { kind: 'account', key: 'abc-7034' } as const
  const house = { kind: 'address', key: 'KADE 1|11002|BE' } as const
  gate.networkExported({ root, format: 'CSV', nodes: [root] })
  gate.networkExported({ root, format: 'CSV', nodes: [root, house] })
  const beside = ['ADDRESS', 'CONTACTS', 'ACCOUNTS']
  expect(notes.map(({ fields }) => fields.filter((one) => beside.includes(one)))).toEqual([
    ['CONTACTS'],
    ['ACCOUNTS'],
    ['ACCOUNTS', 'ADDRESS'],
  ])
  expect(JSON.stringify(notes)).not.toContain('KADE')
})

test('whoever reads the log sees the name of a director whom this desk knows', async () => {
  const { gate, now } = gateOf()
  now.actor = { ...AN, role: 'SUPERVISOR' }
  const { rows } = await gate.searchLog({ filter: {} as AccessFilter, cursor: null })
  expect(rows.map(({ label }) => label)).toEqual(['PEETERS Jo', null])
})

test('the page of an enterprise names who has a dossier, who is declared and its directors', () => {
  const { gate, notes } = gateOf()
  gate.enterprisePage('e1', 'd1')
  expect(notes).toMatchObject([
    { persons: ['p1', 'worker-de1', 'worker-de2', 'director-1', 'director-2'] },
  ])
})

test('a network of more persons than an entry holds names everybody who leaves the desk', () => {
  const { gate, notes } = gateOf()
  const root = { kind: 'person', key: 'p1' } as const
  const others = Array.from({ length: 450 }, (_, i) => ({ kind: 'person' as const, key: `n${i}` }))
  gate.personPage('p1', 'd1')
  notes.length = 0
  for (let again = 0; again < 2; again++) {
    gate.networkExported({ root, format: 'CSV', nodes: [root, ...others] })
  }
  expect(notes.every(({ action }) => action === 'EXPORT')).toBe(true)
  const named = notes.flatMap(({ persons }) => persons)
  expect(named.toSorted()).toEqual(['p1', ...others.map(({ key }) => key)].toSorted())
})

test('a matrix that is copied leaves the desk: an entry of its own names its workers', async () => {
  const { gate, notes } = gateOf()
  const asked = { id: 'e1', from: '2026-01-05', weeks: 4 }
  await gate.workerMatrix(asked, 'd1')
  await gate.matrixCopied(asked, 'd1')
  expect(notes.map(({ action, persons }) => [action, persons.length])).toEqual([
    ['VIEW', MATRIX_WORKERS_MAX],
    ['EXPORT', MATRIX_WORKERS_MAX],
  ])
})

test('a list of more persons than an entry holds names every one, once', () => {
  const { gate, notes } = gateOf()
  const shown = gate.contests().map(({ personId }) => personId)
  gate.contests()
  expect(notes.map(({ persons }) => persons.length)).toEqual([ACCESS_PERSONS_MAX, 60])
  expect(notes.flatMap(({ persons }) => persons)).toEqual(shown)
})
