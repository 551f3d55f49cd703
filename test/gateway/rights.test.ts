/**
 * Every role x every kind x every command, asked of a real gateway. The tables below state what is
 * allowed a second time, apart from domain/rights: a right that one of both does not state fails.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { COMMANDS, type CommandName } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { REGIONS, ROLES, type Scope } from '../../domain/contract/codes.ts'
import { RECORD_KINDS, type RecordKind, type TandemRecord } from '../../domain/contract/records.ts'
import type { SnapshotPage } from '../../domain/contract/sync.ts'
import { openEmbedded, type Database } from '../../gateway/database.ts'
import { migrate } from '../../gateway/migrations.ts'
import type { LoadItem } from '../../gateway/records.ts'
import { assign, command, addNote, dossier, note, person, refill, testGateway } from './fixtures.ts'
import { startIssuer, type TestIssuer } from './issuer.ts'

/** Every role with every region that it may have. */
const ACTORS: Actor[] = ROLES.flatMap((role) => {
  const regional = role === 'REGION_OFFICER' || role === 'SUPERVISOR'
  const regions = regional ? REGIONS : role === 'INSPECTOR' ? [null, ...REGIONS] : [null]
  return regions.map((region) => ({
    id: `${role}-${region ?? 'ALL'}`,
    name: `${role} ${region ?? ''}`,
    role,
    region,
  }))
})

const ALL_SCOPES: readonly Scope[] = ['FL', 'WA', 'BR', 'DG', 'FED']

/** Whose records a person sees. */
function seenScopes({ role, region }: Actor): readonly Scope[] {
  if (role === 'AUDITOR') return ALL_SCOPES
  if (role === 'DVZ_CLERK') return ['FED']
  if (role === 'INSPECTOR' && region === null) return ['FL', 'WA', 'BR', 'DG']
  return region ? [region] : []
}

/** WHOLE, MASKED (a field differs) or NONE, for a record in scope. Not named: WHOLE. */
const READS: Record<Actor['role'], Partial<Record<RecordKind, 'MASKED' | 'NONE'>>> = {
  REGION_OFFICER: {},
  SUPERVISOR: {},
  DVZ_CLERK: {},
  INSPECTOR: { dossier: 'MASKED' },
  AUDITOR: {
    person: 'MASKED',
    dossier: 'MASKED',
    declaration: 'MASKED',
    presence: 'MASKED',
    note: 'NONE',
    findingJudgement: 'NONE',
  },
}

const RUNS: Record<Actor['role'], readonly CommandName[]> = {
  REGION_OFFICER: ['addNote', 'assignDossier', 'judgeFinding'],
  SUPERVISOR: ['addNote', 'assignDossier', 'judgeFinding'],
  DVZ_CLERK: ['addNote', 'assignDossier', 'judgeFinding'],
  INSPECTOR: ['addNote', 'judgeFinding'],
  AUDITOR: [],
}

const at = '2026-02-01T09:00:00.000Z'
const address = { street: null, postalCode: null, place: null, municipality: null, country: 'BE' }

/** One record of every kind in exactly one scope, with a value in every field that may be masked. */
function recordsOf(scope: Scope): LoadItem[] {
  const id = (kind: string): string => `${kind}-${scope}`
  const others: TandemRecord[] = [
    {
      kind: 'enterprise',
      id: id('enterprise'),
      version: 1,
      body: {
        name: 'Bouwwerken Voorbeeld',
        enterpriseNumber: null,
        vatNumber: null,
        country: 'BE',
        address,
        nace: null,
        jointCommittee: null,
        legalSituation: 'NORMAL',
        startedOn: null,
        establishmentUnits: [],
      },
    },
    {
      kind: 'mandate',
      id: id('mandate'),
      version: 1,
      body: {
        mandatorId: id('enterprise'),
        mandataryId: id('enterprise'),
        kind: 'SERVICE_PROVIDER',
        groups: [],
        fromQuarter: '2025-Q1',
        toQuarter: null,
        status: 'ACTIVE',
      },
    },
    {
      kind: 'declaration',
      id: id('declaration'),
      version: 1,
      body: {
        l1Number: `L1-${scope}`,
        status: 'ACTIVE',
        submittedAt: at,
        cancelledAt: null,
        replacesL1: null,
        kind: 'EMPLOYEE',
        worker: {
          insz: '90020300197',
          familyName: 'Familie',
          givenNames: 'Ada',
          birthDate: '1990-02-03',
          sex: 'F',
          nationality: 'NG',
          passport: { number: 'A1', country: 'NG' },
        },
        employer: null,
        tempAgencyApprovalNumber: null,
        clients: [],
        period: { from: '2026-01-01', to: '2026-03-31' },
        sector: 'CONSTRUCTION',
        natureOfServices: null,
        isco: null,
        jointCommittee: null,
        places: [{ type: 'SITE', name: null, address: null }],
        liaison: { name: 'Verbindingspersoon', email: 'x@example.test', phone: '0' },
        postingProof: null,
      },
    },
    {
      kind: 'presence',
      id: id('presence'),
      version: 1,
      body: {
        insz: '90020300197',
        l1Number: null,
        employer: { name: 'Voorbeeld', country: 'BE', enterpriseNumber: null },
        date: '2026-02-01',
        municipality: '11002',
        siteName: null,
        registeredAt: at,
      },
    },
    {
      kind: 'findingJudgement',
      id: id('findingJudgement'),
      version: 1,
      body: {
        code: 'M1',
        ruleVersion: 1,
        personId: id('person'),
        dossierId: null,
        status: 'EXPLAINED',
        reason: 'Kaart F gezien op 1 februari.',
        by: 'x',
        byName: 'X',
        at,
      },
    },
  ]
  return [
    person(id('person'), [scope]),
    dossier(id('dossier'), id('person'), [scope]),
    note(id('note'), id('dossier'), [scope]),
    ...others.map((record) => ({ record, scopes: [scope] })),
  ]
}

const WORLD = ALL_SCOPES.flatMap(recordsOf)

/** Each command on a dossier and person of a scope, as it would be accepted. */
const CALLS: Record<CommandName, (n: number, scope: Scope) => ReturnType<typeof command>> = {
  assignDossier: (n, scope) => assign(n, `dossier-${scope}`, null, 'somebody'),
  addNote: (n, scope) => addNote(n, `dossier-${scope}`, `new-${scope}`),
  judgeFinding: (n, scope) =>
    command(n, 'judgeFinding', {
      findingId: `finding-${scope}`,
      code: 'M1',
      ruleVersion: 1,
      personId: `person-${scope}`,
      dossierId: `dossier-${scope}`,
      status: 'EXPLAINED',
      from: 'OPEN',
      reason: 'Kaart F gezien op 1 februari.',
    }),
}

describe('rights', () => {
  let issuer: TestIssuer
  let database: Database

  beforeAll(async () => {
    issuer = await startIssuer()
    database = await openEmbedded(null)
    await migrate(database)
  })
  beforeEach(() =>
    refill(
      database,
      WORLD.map((item) =>
        item.record.kind === 'dossier'
          ? {
              ...item,
              record: { ...item.record, body: { ...item.record.body, assignee: 'somebody' } },
            }
          : item,
      ) as LoadItem[],
    ),
  )
  afterAll(async () => {
    await database.close()
    await issuer.close()
  })

  test('the tables name every kind and every command', () => {
    expect(new Set(WORLD.map(({ record }) => record.kind))).toEqual(new Set(RECORD_KINDS))
    expect(Object.keys(CALLS).toSorted()).toEqual(Object.keys(COMMANDS).toSorted())
  })

  test.each(ACTORS)('$id sees exactly what is stated', async (actor) => {
    const { gateway, get } = testGateway(database, issuer)
    const { body } = await get<SnapshotPage>('/sync/snapshot', actor)
    const got = new Map(body.records.map(({ kind, id, body: text }) => [`${kind}/${id}`, text]))
    for (const { record, scopes } of WORLD) {
      const key = `${record.kind}/${record.id}`
      const inScope = scopes.some((scope) => seenScopes(actor).includes(scope))
      const stated = inScope ? (READS[actor.role][record.kind] ?? 'WHOLE') : 'NONE'
      const text = got.get(key)
      const whole =
        record.kind === 'dossier' ? { ...record.body, assignee: 'somebody' } : record.body
      const seen = text === undefined ? 'NONE' : text === JSON.stringify(whole) ? 'WHOLE' : 'MASKED'
      expect(seen, `${actor.id} reading ${key}`).toBe(stated)
    }
    expect(body.total).toBe(got.size)
    await gateway.close()
  })

  test.each(ACTORS)('$id runs exactly the commands that are stated', async (actor) => {
    const { gateway, push } = testGateway(database, issuer)
    let n = 0
    for (const name of Object.keys(CALLS) as CommandName[]) {
      for (const scope of ALL_SCOPES) {
        n++
        const { body } = await push(actor, `desk-${actor.id}`, CALLS[name](n, scope))
        const stated = !RUNS[actor.role].includes(name)
          ? 'FORBIDDEN'
          : seenScopes(actor).includes(scope)
            ? 'ACCEPTED'
            : 'NOT_FOUND'
        const [answer] = body.answers
        expect(answer?.code ?? answer?.outcome, `${actor.id}: ${name} in ${scope}`).toBe(stated)
      }
    }
    await gateway.close()
  })
})
