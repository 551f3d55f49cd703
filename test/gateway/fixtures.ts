/** People, records and gateways for the tests of this room. All invented. */
import { sql } from 'drizzle-orm'
import type { Actor } from '../../domain/contract/actor.ts'
import type { Scope } from '../../domain/contract/codes.ts'
import type { BodyOf, TandemRecord } from '../../domain/contract/records.ts'
import type { CommandAnswers, WireCommand } from '../../domain/contract/sync.ts'
import { rememberPeople } from '../../gateway/colleagues.ts'
import { openEmbedded, openPostgres, type Database } from '../../gateway/database.ts'
import type { LogEntry } from '../../gateway/log.ts'
import { migrate } from '../../gateway/migrations.ts'
import { PRACTICE_PEOPLE } from '../../gateway/practice/people.ts'
import { loadRecords, type LoadItem } from '../../gateway/records.ts'
import { createGateway, type Gateway, type GatewaySettings } from '../../gateway/server.ts'
import { declaration as declarationSample } from '../db/samples.ts'
import { AUDIENCE, type TestIssuer } from './issuer.ts'
import { postgresMissing, startPostgres, type PostgresServer } from './postgres.ts'
import { TEST_SEAL } from '../seal.ts'

/** A person of the practice world as the token names them. */
export function actor(id: string): Actor {
  const person = PRACTICE_PEOPLE.find((known) => known.id === id)
  if (!person) throw new Error(`no such person in the practice world: ${id}`)
  const { name, role, region } = person
  return { id, name, role, region }
}

export const AN = actor('vl-an')
export const JORIS = actor('vl-joris')
export const LUC = actor('wa-luc')
export const TOM = actor('dvz-tom')
export const VERA = actor('audit-vera')

// ---------------------------------------------------------------- databases

export interface DatabaseKind {
  name: string
  /** Opens a new, empty, migrated database. */
  open(): Promise<Database>
  stop(): Promise<void>
}

const embedded: DatabaseKind = {
  name: 'PGlite',
  async open() {
    const database = await openEmbedded(null)
    await migrate(database)
    return database
  },
  stop: async () => undefined,
}

/** A server that starts with the first database that is asked of it. */
export function realPostgres(): DatabaseKind & { url(): Promise<string> } {
  let server: Promise<PostgresServer> | null = null
  const url = async (): Promise<string> => {
    server ??= startPostgres()
    return await (await server).createDatabase()
  }
  return {
    name: 'PostgreSQL 15',
    url,
    async open() {
      const database = await openPostgres(await url())
      await migrate(database)
      return database
    },
    async stop() {
      await (await server)?.stop()
    },
  }
}

/** Says why real PostgreSQL is left out; on CI it must be there. */
export function withoutPostgres(): string | null {
  const missing = postgresMissing()
  if (missing && process.env['CI'] === 'true') throw new Error(missing)
  return missing
}

/** The embedded database, and the real one where it is installed. */
export function databaseKinds(): DatabaseKind[] {
  const missing = withoutPostgres()
  if (missing) process.stderr.write(`skipped on a real server: ${missing}\n`)
  return missing ? [embedded] : [embedded, realPostgres()]
}

/** Empties the tables and fills them anew. */
export async function refill(database: Database, items: readonly LoadItem[]): Promise<void> {
  await database.queries.execute(
    sql`TRUNCATE record, change, import_end, command_result, client, colleague; `,
  )
  await database.queries.execute(sql`UPDATE gateway SET head = 0`)
  await rememberPeople(database.queries, PRACTICE_PEOPLE)
  await loadRecords(database, items, TEST_SEAL)
}

// ---------------------------------------------------------------- records

const item = (record: TandemRecord, scopes: readonly Scope[]): LoadItem => ({ record, scopes })

/** A person record seen by the given scopes. */
export function person(id: string, scopes: readonly Scope[]): LoadItem {
  const body: BodyOf<'person'> = {
    familyName: `Familie-${id}`,
    givenNames: 'Ada Ngozi',
    nativeName: null,
    birthDate: '1990-02-03',
    sex: 'F',
    nationality: 'NG',
    insz: '90020300197',
    inszAliases: ['90420300125'],
    passports: [{ number: 'A1234567', country: 'NG', validTo: null }],
    address: null,
    unlimitedAccess: null,
  }
  return item({ kind: 'person', id, version: 1, body }, scopes)
}

/** A dossier of a person. */
export function dossier(
  id: string,
  personId: string,
  scopes: readonly Scope[],
  changes: Partial<BodyOf<'dossier'>> = {},
): LoadItem {
  const body: BodyOf<'dossier'> = {
    reference: `FL-2026-${id}`,
    procedure: 'SINGLE_PERMIT',
    category: 'NURSE',
    applicationType: 'FIRST',
    region: 'FL',
    language: 'nl',
    personId,
    employerId: null,
    filedById: null,
    submittedOn: '2026-01-05',
    work: { state: 'RECEIVED', since: '2026-01-05' },
    residence: { state: 'NOT_TRANSMITTED', since: '2026-01-05' },
    clockEvents: [],
    job: { title: 'verpleegkundige', isco: '2221', payCents: 1, payUnit: 'YEAR', contract: null },
    workplaces: [],
    authorised: null,
    annexes: [],
    documents: [
      { id: 'doc1', type: 'CONTRACT', status: 'RECEIVED', receivedOn: '2026-01-05' },
      { id: 'doc2', type: 'CRIMINAL_RECORD', status: 'RECEIVED', receivedOn: '2026-01-05' },
    ],
    events: [],
    assignee: null,
    ...changes,
  }
  return item({ kind: 'dossier', id, version: 1, body }, scopes)
}

/** A declaration of a posting to Antwerp, as Flanders and the federal services see it. */
export function declared(id: string, insz: string, l1Number: string): LoadItem {
  const { worker, places } = declarationSample()
  const [place] = places
  const address = { street: null, postalCode: null, place: null, municipality: '11002' }
  const body = declarationSample({
    l1Number,
    worker: { ...worker, insz, passport: null },
    places: [{ ...place!, address: { ...address, country: 'BE' } }],
  })
  return item({ kind: 'declaration', id, version: 1, body }, ['FL', 'FED'])
}

/** A person at work on a site on one day, named by a number or by a declaration. */
export function presence(
  id: string,
  insz: string | null,
  scopes: readonly Scope[],
  l1Number: string | null = null,
): LoadItem {
  const body: BodyOf<'presence'> = {
    insz,
    l1Number,
    employer: { name: 'Bouw', country: 'BE', enterpriseNumber: null },
    date: '2026-02-01',
    municipality: '11002',
    siteName: null,
    registeredAt: '2026-02-01T06:00:00.000Z',
  }
  return item({ kind: 'presence', id, version: 1, body }, scopes)
}

/** A note on a dossier. */
export function note(id: string, dossierId: string, scopes: readonly Scope[]): LoadItem {
  const at = '2026-02-01T09:00:00.000Z'
  const body = { dossierId, text: 'Gebeld met de werkgever.', by: AN.id, byName: AN.name, at }
  return item({ kind: 'note', id, version: 1, body }, scopes)
}

// ---------------------------------------------------------------- commands

const AT = '2026-03-02T08:30:00.000Z'

/** A command on the wire. */
export function command(n: number, name: string, args: unknown, at = AT): WireCommand {
  return { n, name, args, at }
}

export function assign(n: number, dossierId: string, assignee: string | null, from: string | null) {
  return command(n, 'assignDossier', { dossierId, assignee, from })
}

export function addNote(n: number, dossierId: string, noteId: string, text = 'Nagevraagd.') {
  return command(n, 'addNote', { noteId, dossierId, text })
}

// ---------------------------------------------------------------- a gateway and its callers

export interface Answer<T = unknown> {
  status: number
  body: T
}

export interface TestGateway {
  gateway: Gateway
  log: LogEntry[]
  get<T>(path: string, who: Actor): Promise<Answer<T>>
  post<T>(path: string, who: Actor, body: unknown): Promise<Answer<T>>
  push(who: Actor, client: string, ...commands: WireCommand[]): Promise<Answer<CommandAnswers>>
}

/** A gateway on a database, asked in process with tokens of the test issuer. */
export function testGateway(
  database: Database,
  issuer: TestIssuer,
  settings: Partial<GatewaySettings> = {},
): TestGateway {
  const log: LogEntry[] = []
  const gateway = createGateway({
    database,
    seal: TEST_SEAL,
    issuer: issuer.url,
    audience: AUDIENCE,
    log: (entry) => void log.push(entry),
    ...settings,
  })
  async function ask<T>(path: string, who: Actor, body?: unknown): Promise<Answer<T>> {
    const headers = { authorization: `Bearer ${await issuer.token(who)}` }
    const request = new Request(`http://gateway.test${path}`, {
      headers,
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    const response = await gateway.fetch(request)
    return { status: response.status, body: (await response.json()) as T }
  }
  return {
    gateway,
    log,
    get: (path, who) => ask(path, who),
    post: (path, who, body) => ask(path, who, body),
    push: (who, client, ...commands) => ask('/sync/commands', who, { client, commands }),
  }
}
