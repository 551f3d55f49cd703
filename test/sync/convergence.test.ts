/**
 * Two desks and a gateway against a model: whatever they do apart and together, afterwards all
 * three hold the same, every accepted note exists once, and every refused act is in the attention
 * list of who acted. Another seed: TANDEM_SEED=123; more runs: TANDEM_RUNS=50.
 */
import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { testFolder } from '../host/folder.ts'
import {
  isSettled,
  type Line,
  openDesk,
  type Practice,
  startPractice,
  statusOf,
  type TestDesk,
} from '../host/practice.ts'

const PEOPLE = ['vl-an', 'vl-joris'] as const
const DOSSIERS = ['dossier-1', 'dossier-2', 'dossier-3']
const seed = process.env['TANDEM_SEED']
const RUNS = Number(process.env['TANDEM_RUNS'] ?? 5)

interface Seat {
  desk: TestDesk
  line: Line
  practice: Practice
  person: string
  queued: number
}

type Act =
  | { kind: 'assign'; seat: 0 | 1; dossier: number; to: number }
  | { kind: 'note'; seat: 0 | 1; dossier: number }
  | { kind: 'line'; seat: 0 | 1; mode: 'PASS' | 'DOWN' | 'CUT' | 'HTML' }
  | { kind: 'repeat'; seat: 0 | 1 }
  | { kind: 'restart'; seat: 0 | 1 }
  | { kind: 'settle' }

const seatIndex = fc.constantFrom(0 as const, 1 as const)
const dossierIndex = fc.nat({ max: DOSSIERS.length - 1 })
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('assign' as const),
      seat: seatIndex,
      dossier: dossierIndex,
      to: fc.nat({ max: PEOPLE.length }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('note' as const),
      seat: seatIndex,
      dossier: dossierIndex,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('line' as const),
      seat: seatIndex,
      mode: fc.constantFrom('PASS' as const, 'DOWN' as const, 'CUT' as const, 'HTML' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const), seat: seatIndex }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), seat: seatIndex }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'settle' as const }) },
)

let runs = 0

async function sit(person: string): Promise<Seat> {
  const practice = await startPractice()
  const desk = await openDesk(practice.address, { dataDir: testFolder() })
  await desk.workbench.signInWith(person)
  await statusOf(desk, isSettled)
  return { desk, line: practice.line, practice, person, queued: 0 }
}

/** Whole lines again, nothing waits, and both have seen what the other did. */
async function settle(seats: readonly Seat[]): Promise<void> {
  for (const { line } of seats) line.mode = 'PASS'
  for (let round = 0; round < 2; round += 1) {
    for (const { desk } of seats) {
      await desk.window.sync.now()
      await statusOf(desk, isSettled)
    }
  }
  const head = await headOf(seats[0]!.practice)
  for (const { desk, line } of seats) {
    const pulled = () =>
      line.asked.some((path) => Number(/from=(\d+)/.exec(path)?.[1] ?? -1) >= head)
    while (!pulled()) {
      await desk.window.sync.now()
      await statusOf(desk, isSettled)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

async function headOf({ database }: Practice): Promise<number> {
  const result = await database.queries.execute(sql`SELECT head FROM gateway`)
  return Number((result as unknown as { rows: { head: number }[] }).rows[0]?.head)
}

async function act(seats: Seat[], step: Act, number: number): Promise<void> {
  if (step.kind === 'settle') return settle(seats)
  const seat = seats[step.seat]!
  const { window } = seat.desk
  switch (step.kind) {
    case 'assign': {
      const dossierId = DOSSIERS[step.dossier]!
      const { dossier } = await window.dossier.get({ id: dossierId })
      const args = {
        dossierId,
        assignee: PEOPLE[step.to] ?? null,
        from: dossier.body.assignee,
      }
      const result = await window.command.run({ name: 'assignDossier', args })
      if (result.outcome === 'QUEUED') seat.queued += 1
      return
    }
    case 'note': {
      const noteId = `model-${runs}-${number}`
      const args = { noteId, dossierId: DOSSIERS[step.dossier]!, text: `Nota ${number}.` }
      const { outcome } = await window.command.run({ name: 'addNote', args })
      if (outcome !== 'QUEUED') throw new Error(`a note on ${args.dossierId} was ${outcome}`)
      seat.queued += 1
      return
    }
    case 'line':
      seat.line.mode = step.mode
      if (step.mode !== 'PASS') seat.line.drop()
      return
    case 'repeat':
      await window.sync.now()
      return
    case 'restart':
      await seat.desk.close()
      seat.desk = await openDesk(seat.practice.address, { dataDir: seat.desk.dataDir })
  }
}

/** What a desk or the gateway holds of the dossiers, in one comparable form. */
function held({ dossier, notes }: DossierPage): unknown {
  return {
    version: dossier.version,
    body: dossier.body,
    notes: notes.map(({ id, version, body }) => ({ id, version, body })).toSorted(byId),
    pending: dossier.pending || notes.some(({ pending }) => pending),
  }
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1
}

async function atGateway({ database }: Practice, dossierId: string): Promise<unknown> {
  const result = await database.queries.execute(
    sql`SELECT kind, id, version, body FROM record
        WHERE id = ${dossierId} OR parent_id = ${dossierId} ORDER BY id`,
  )
  const rows = (result as unknown as { rows: { id: string; version: number; body: string }[] }).rows
  const records = rows.map(({ id, version, body }) => ({
    id,
    version,
    body: JSON.parse(body) as Record<string, unknown>,
  }))
  const dossier = records.find(({ id }) => id === dossierId)!
  const notes = records.filter(({ body }) => body['dossierId'] === dossierId && 'text' in body)
  return {
    version: dossier.version,
    body: dossier.body,
    notes: notes.toSorted(byId),
    pending: false,
  }
}

test('two desks and the gateway end up with the same, whatever happened between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: 4, maxLength: 14 }), async (steps) => {
      runs += 1
      const seats = await Promise.all(PEOPLE.map(sit))
      try {
        const earlier = await answersAtGateway(seats[0]!.practice)
        const known = new Set(earlier.map(({ client }) => client))
        for (const [number, step] of steps.entries()) await act(seats, step, number)
        await settle(seats)
        for (const dossierId of DOSSIERS) {
          const truth = await atGateway(seats[0]!.practice, dossierId)
          for (const { desk, person } of seats) {
            const page = await desk.window.dossier.get({ id: dossierId })
            expect(held(page), `${dossierId} on the desk of ${person}`).toEqual(truth)
          }
        }
        await everyActAnswered(seats, known)
      } finally {
        for (const { desk } of seats) await desk.close()
      }
    }),
    {
      numRuns: RUNS,
      endOnFailure: true,
      ...(seed ? { seed: Number(seed) } : {}),
    },
  )
})

/** Each queued act was answered by the gateway: accepted, or refused and told to who acted. */
async function everyActAnswered(seats: readonly Seat[], known: ReadonlySet<string>): Promise<void> {
  const answers = await answersAtGateway(seats[0]!.practice)
  for (const { desk, queued, person } of seats) {
    const attention = await desk.window.sync.attention()
    const mine = answers.filter(({ owner, client }) => owner === person && !known.has(client))
    expect(mine, `answers to ${person}`).toHaveLength(queued)
    const refused = mine.filter(({ outcome }) => outcome === 'REFUSED')
    expect(attention, `refusals told to ${person}`).toHaveLength(refused.length)
  }
}

async function answersAtGateway({
  database,
}: Practice): Promise<{ owner: string; client: string; outcome: string }[]> {
  const result = await database.queries.execute(
    sql`SELECT owner, client, outcome FROM command_result JOIN client ON client.id = client`,
  )
  return (result as unknown as { rows: { owner: string; client: string; outcome: string }[] }).rows
}
