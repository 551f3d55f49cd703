/** What a desk that was away for long finds in the feed: scattered updates, new records, tombstones. */
import type { ReadDb } from '../../db/sqlite.ts'
import type { BodyOf, RecordKind } from '../../domain/contract/records.ts'
import type { Change } from '../../domain/contract/sync.ts'
import { coldTable } from '../../db/schema.ts'

interface Share {
  kind: RecordKind
  /** Of 10,000 changes. */
  updates: number
  added: number
  gone: number
}

/** 85 % are updates of records that lie anywhere in the cache. */
const SHARES: readonly Share[] = [
  { kind: 'dossier', updates: 4000, added: 350, gone: 50 },
  { kind: 'declaration', updates: 3400, added: 550, gone: 20 },
  { kind: 'person', updates: 800, added: 120, gone: 5 },
  { kind: 'enterprise', updates: 250, added: 30, gone: 0 },
  { kind: 'presence', updates: 25, added: 220, gone: 20 },
  { kind: 'mandate', updates: 25, added: 10, gone: 0 },
  { kind: 'note', updates: 0, added: 125, gone: 0 },
]
const OF = 10_000

const AT = '2026-11-22T09:30:00.000Z'
const DAY = '2026-11-22'

type Edits = { readonly [K in RecordKind]?: (body: BodyOf<K>, i: number) => BodyOf<K> }

/** What officers and declarants change: most of it no list shows, some of it moves the dossier. */
const EDITS: Edits = {
  dossier(body, i) {
    const event = { at: AT, type: 'NOTE' as const, by: null, text: `Stuk ${i} ontvangen` }
    const events = [...body.events, { ...event, type: body.events[0]?.type ?? event.type }] as never
    if (i % 3 === 0) return { ...body, events, assignee: `fl-${i % 40}` }
    if (i % 3 === 1) return { ...body, events, job: { ...body.job, payCents: 4_000_000 + i } }
    return { ...body, events }
  },
  declaration: (body, i) =>
    i % 3 === 0
      ? { ...body, status: 'CANCELLED', cancelledAt: AT }
      : { ...body, natureOfServices: `Werf ${i}`, period: { ...body.period, to: '2026-12-31' } },
  person: (body, i) => ({
    ...body,
    address: body.address && { ...body.address, street: `Dorpsstraat ${i}` },
    ...(i % 10 === 0 && { familyName: `${body.familyName}-${'ABCDEFGHIJ'[(i / 10) % 10]}` }),
  }),
  enterprise: (body, i) => ({
    ...body,
    address: { ...body.address, street: `Havenlaan ${i}` },
  }),
  presence: (body) => ({ ...body, registeredAt: AT }),
  mandate: (body) => ({ ...body, groups: [...body.groups, 'extra'] }),
}

/** A new record much like one that is there. */
const COPIES: Edits = {
  dossier: (body, i) => ({ ...body, reference: `FL-2027-${String(i).padStart(6, '0')}` }),
  declaration: (body, i) => ({ ...body, l1Number: `L1-PULL-${i}` }),
  person: (body, i) => ({
    ...body,
    givenNames: `${body.givenNames} ${'abcdefghij'[i % 10]}`,
    insz: null,
    inszAliases: [],
    passports: [{ number: `PULL${i}`, country: body.nationality, validTo: null }],
  }),
  enterprise: (body, i) => ({ ...body, name: `${body.name} ${i}`, enterpriseNumber: null }),
  presence: (body) => ({ ...body, date: DAY }),
}

/** The same numbers in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function shuffled<T>(items: T[], next: () => number): T[] {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1))
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
  return items
}

interface Stored {
  id: string
  version: number
  json: string
}

/** Random different records of a kind. */
function* sample(db: ReadDb, kind: RecordKind, next: () => number): Generator<Stored> {
  const last = db.value<number>(`SELECT max(row) FROM ${kind}`) ?? 0
  const seen = new Set<number>()
  while (seen.size < last) {
    const row = 1 + Math.floor(next() * last)
    if (seen.has(row)) continue
    seen.add(row)
    const stored = db.get<Stored>(
      `SELECT h.id, h.version, b.json FROM ${kind} h JOIN ${coldTable(kind)} b ON b.row = h.row WHERE h.row = ?`,
      [row],
    )
    if (stored) yield stored
  }
}

type Edit = (body: unknown, i: number) => unknown

/** Changes without their number, in no order. */
function changesOf(db: ReadDb, { kind, ...share }: Share, count: number, next: () => number) {
  const records = sample(db, kind === 'note' ? 'dossier' : kind, next)
  const of = (part: number) => Math.round((part * count) / OF)
  const take = (many: number) => Array.from({ length: many }, () => records.next().value as Stored)
  const edited = (edits: Edits, json: string, i: number): string => {
    const edit = edits[kind] as Edit | undefined
    const body: unknown = JSON.parse(json)
    return JSON.stringify(edit ? edit(body, i) : body)
  }
  const updates = take(of(share.updates)).map(({ id, version, json }, i) => ({
    kind,
    id,
    version: version + 1,
    body: edited(EDITS, json, i),
  }))
  const added = take(of(share.added)).map(({ id, json }, i) => ({
    kind,
    id: `pull-${kind}-${i}`,
    version: 1,
    body:
      kind === 'note'
        ? JSON.stringify({ dossierId: id, text: `Nota ${i}.`, by: 'fl-1', byName: 'An', at: AT })
        : edited(COPIES, json, i),
  }))
  const gone = take(of(share.gone)).map(({ id, version }) => ({
    kind,
    id,
    version: version + 1,
    body: null,
  }))
  return [...updates, ...added, ...gone]
}

/** `count` changes, each a transaction of its own, numbered from 1. */
export function backlog(db: ReadDb, count: number): Change[] {
  const next = random(20_261_127)
  const changes = SHARES.flatMap((share) => changesOf(db, share, count, next))
  return shuffled(changes, next).map((change, i) => ({ n: i + 1, ...change }))
}
