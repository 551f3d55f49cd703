/** Extracts in the gateway: idempotent by source key, all of a batch or nothing, by right alone; and the command line. */
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BodyOf, TandemRecord } from '../../domain/contract/records.ts'
import type { ImportBatch } from '../../domain/contract/imports.ts'
import { accountLabel } from '../../domain/identifiers/iban.ts'
import { Importer } from '../../domain/imports/importer.ts'
import { runBatch } from '../../gateway/commands.ts'
import { rows, type Database } from '../../gateway/database.ts'
import { importBatch } from '../../gateway/imports.ts'
import type { LoadItem } from '../../gateway/records.ts'
import { scopesOfMask } from '../../gateway/scopes.ts'
import { declaration, presence } from '../domain/fixtures.ts'
import { WHOLE } from '../domain/whole-declaration.ts'
import { ImportFailure, readImportOptions } from '../../tools/import/options.ts'
import { runImport } from '../../tools/import/run.ts'
import {
  actor,
  AN,
  command,
  databaseKinds,
  dossier,
  person,
  refill,
  TOM,
  VERA,
} from './fixtures.ts'
import { TEST_SEAL } from '../seal.ts'

const TODAY = '2026-11-27'
const GREET = actor('vl-greet')
const SOLANGE = actor('wa-solange')
/** Known by its Belgian number, and by a foreign one as somebody typed it. */
const FIRM: LoadItem = {
  record: {
    kind: 'enterprise',
    id: 'e1',
    version: 1,
    body: {
      name: 'Bouw',
      enterpriseNumber: '0403019261',
      vatNumber: 'SI 1234.5678',
      country: 'BE',
      address: { street: null, postalCode: null, place: null, municipality: null, country: 'BE' },
      nace: null,
      jointCommittee: null,
      legalSituation: 'NORMAL',
      startedOn: null,
      establishmentUnits: [],
    },
  },
  scopes: ['FL', 'FED'],
}
const HEAD = 'L1;Naam;Voornaam;Nationaliteit;Werkgever;Van;Tot;Plaats 1 naam;Plaats 1 NIS;Vervangt'
const line = (l1: string, to = '30/06/2026', replaces = '', nis = '11002') =>
  `${l1};Ferreira;Duarte;BR;Gradnje;01/03/2026;${to};Werf;${nis};${replaces}`

function batch(...lines: string[]): ImportBatch {
  const importer = new Importer('declaration', TODAY)
  const text = new TextEncoder().encode([HEAD, ...lines].join('\n'))
  const good = [...importer.push(text).good, ...importer.end().good]
  return { source: 'Limosa', kind: 'declaration', rows: good }
}

interface Stored {
  id: string
  version: number
  scopes: number
  body: string
}

let database: Database
const kind = databaseKinds()[0]!
const stored = async () =>
  (
    await rows<Stored>(
      database.queries,
      sql`SELECT id, version, scopes, body FROM record WHERE kind = 50 ORDER BY id`,
    )
  ).map(({ body, ...one }) => ({ ...one, body: JSON.parse(body) as Record<string, unknown> }))
const head = async () =>
  Number((await rows<{ head: string }>(database.queries, sql`SELECT head FROM gateway`))[0]!.head)

beforeAll(async () => {
  database = await kind.open()
})
beforeEach(() => refill(database, []))
afterAll(async () => {
  await database.close()
  await kind.stop()
})

describe('a batch', () => {
  it('the same rows again change nothing, another content makes the next version', async () => {
    const first = await importBatch(database, GREET, batch(line('a'), line('b')))
    expect(first).toEqual({ created: 2, changed: 0, same: 0, refused: [] })
    const before = await head()
    const again = await importBatch(database, GREET, batch(line('b'), line('a')))
    expect(again).toEqual({ created: 0, changed: 0, same: 2, refused: [] })
    expect(await head()).toBe(before)
    const changed = await importBatch(database, GREET, batch(line('a', '31/07/2026')))
    expect(changed).toMatchObject({ changed: 1 })
    const versions = (await stored()).map(({ version }) => version)
    expect(versions.toSorted((a, b) => a - b)).toEqual([1, 2])
    expect(await head()).toBe(before + 1)
  })

  it('the whole of a declaration is kept, and the same whole again changes nothing', async () => {
    const { paperNotes: _, ...whole } = WHOLE
    const rowsOfIt = [{ key: whole.l1Number, body: whole }]
    const batchOf = (): ImportBatch => ({ source: 'Limosa', kind: 'declaration', rows: rowsOfIt })
    expect(await importBatch(database, GREET, batchOf())).toMatchObject({ created: 1 })
    expect((await stored()).map(({ body }) => body)).toEqual([whole])
    expect(await importBatch(database, GREET, batchOf())).toMatchObject({ same: 1, changed: 0 })
  })

  it('what only an employer declares is refused of somebody self-employed here too', async () => {
    const self = { ...WHOLE, kind: 'SELF_EMPLOYED' as const }
    const own = {
      ...self,
      employer: null,
      tempAgencyApprovalNumber: null,
      pc124Equivalent: false,
      liaison: null,
    }
    const taken = await importBatch(database, GREET, {
      source: 'Limosa',
      kind: 'declaration',
      rows: [
        { key: 'a', body: self },
        { key: 'b', body: { ...own, liaison: WHOLE.liaison } },
        { key: 'c', body: own },
      ],
    })
    expect(taken).toMatchObject({ created: 1, refused: [0, 1] })
  })

  it('goes to the regions where the work is and to the federal services', async () => {
    await importBatch(
      database,
      GREET,
      batch(line('a', '30/06/2026', '', '62063'), line('b', '30/06/2026', '', '')),
    )
    const scopes = Object.fromEntries(
      (await stored()).map(({ body, scopes: mask }) => [
        String(body['l1Number']),
        scopesOfMask(mask),
      ]),
    )
    expect(scopes).toEqual({ a: ['WA', 'FED'], b: ['FL', 'FED'] })
  })

  it('a place without a municipality goes by its postal code', async () => {
    const [head, cells] = [`${HEAD};Plaats 1 postcode`, `${line('a', '30/06/2026', '', '')};4000`]
    const importer = new Importer('declaration', TODAY)
    const text = new TextEncoder().encode([head, cells].join('\n'))
    const good = [...importer.push(text).good, ...importer.end().good]
    await importBatch(database, GREET, { source: 'Limosa', kind: 'declaration', rows: good })
    const [only] = await stored()
    expect(scopesOfMask(only!.scopes)).toEqual(['WA', 'FED'])
  })

  it('a declaration that another one replaces is replaced, and stays so when it comes again', async () => {
    await importBatch(database, GREET, batch(line('a')))
    await importBatch(database, GREET, batch(line('b', '30/06/2026', 'a')))
    const again = await importBatch(database, GREET, batch(line('a'), line('b', '30/06/2026', 'a')))
    expect(again).toMatchObject({ changed: 0, same: 2 })
    const status = (await stored()).map(({ body }) => [body['l1Number'], body['status']])
    expect(Object.fromEntries(status)).toEqual({ a: 'REPLACED', b: 'ACTIVE' })
  })

  it('papers that an officer noted outlive the extract, and no extract notes in the name of an officer', async () => {
    await importBatch(database, GREET, batch(line('a')))
    const [first] = await stored()
    const papers = {
      homeResidence: { from: '2025-01-01', to: null },
      homeWorkAuthorisation: null,
      contractWithPostingEmployer: true,
      passportValidTo: '2029-01-01',
    }
    const act = command(1, 'recordPapers', {
      declarationId: first!.id,
      before: null,
      after: papers,
      source: 'DECLARANT',
      on: '2026-01-05',
      reason: 'Bezorgd door de melder.',
    })
    const run = await runBatch(
      database,
      AN,
      { client: 'c1', commands: [act] },
      { now: () => new Date(act.at), log: () => undefined, seal: TEST_SEAL },
    )
    expect(run.answers).toMatchObject([{ outcome: 'ACCEPTED' }])
    const forged = batch(line('a', '31/07/2026'))
    const note = { papers: null, source: 'CONTROL', on: '2026-01-05', reason: 'x', by: 'x' }
    const body = forged.rows[0]!.body as Record<string, unknown>
    body['paperNotes'] = [{ ...note, byName: 'X', at: act.at }]
    body['postingProof'] = { ...papers, passportValidTo: '2026-06-20' }
    expect(await importBatch(database, GREET, forged)).toMatchObject({ changed: 1, refused: [] })
    const [again] = await stored()
    expect(again!.body).toMatchObject({
      period: { to: '2026-07-31' },
      postingProof: papers,
      paperNotes: [{ papers, byName: AN.name, reason: 'Bezorgd door de melder.' }],
    })
  })

  it('an extract that tells no papers takes none away that another told', async () => {
    const told = batch(line('a'))
    const papers = {
      homeResidence: null,
      homeWorkAuthorisation: null,
      contractWithPostingEmployer: null,
      passportValidTo: '2029-01-01',
    }
    Object.assign(told.rows[0]!.body as object, { postingProof: papers })
    await importBatch(database, GREET, told)
    expect(await importBatch(database, GREET, batch(line('a')))).toMatchObject({ same: 1 })
    expect((await stored())[0]!.body).toMatchObject({ postingProof: papers })
  })

  it('rows of another service with the same key are other records', async () => {
    await importBatch(database, GREET, batch(line('a')))
    expect(await importBatch(database, SOLANGE, batch(line('a')))).toMatchObject({ created: 1 })
  })

  it('the same L1 number from two sources is one declaration, and the latest state of it counts', async () => {
    const told = (source: string, changes: object): ImportBatch => {
      const given = batch(line('a'))
      const body = { ...(given.rows[0]!.body as object), ...changes }
      return { ...given, source, rows: [{ ...given.rows[0]!, body }] }
    }
    const submittedAt = '2026-02-20T09:00:00.000Z'
    await importBatch(database, GREET, told('Limosa', { submittedAt }))
    const again = told('NSSO monthly', { submittedAt, natureOfServices: 'Metselwerk' })
    expect(await importBatch(database, GREET, again), 'told as before').toEqual({
      created: 0,
      changed: 0,
      same: 1,
      refused: [],
    })
    const unknown = told('NSSO monthly', { natureOfServices: 'Metselwerk' })
    expect(await importBatch(database, GREET, unknown), 'of no known day').toMatchObject({
      same: 1,
    })
    const cancelledAt = '2026-03-02T09:00:00.000Z'
    const cancelled = told('NSSO monthly', { submittedAt, cancelledAt, status: 'CANCELLED' })
    expect(await importBatch(database, GREET, cancelled)).toMatchObject({ changed: 1, created: 0 })
    const late = told('Limosa', { submittedAt, natureOfServices: 'Dakwerk' })
    expect(await importBatch(database, GREET, late), 'the first source is behind').toMatchObject({
      same: 1,
      changed: 0,
    })
    expect(await stored()).toMatchObject([
      { version: 2, body: { l1Number: 'a', status: 'CANCELLED', cancelledAt } },
    ])
  })

  it('what another source replaces is replaced, under whichever id it stands', async () => {
    await importBatch(database, GREET, batch(line('a')))
    const next = { ...batch(line('b', '30/06/2026', 'a')), source: 'NSSO monthly' }
    expect(await importBatch(database, GREET, next)).toMatchObject({ created: 1 })
    const status = (await stored()).map(({ body }) => [body['l1Number'], body['status']])
    expect(Object.fromEntries(status)).toEqual({ a: 'REPLACED', b: 'ACTIVE' })
  })

  it('a body that does not fit is named, the others are taken', async () => {
    const given = batch(line('a'), line('b'))
    const broken = { ...given, rows: [{ key: 'x', body: { l1Number: 'x' } }, ...given.rows] }
    expect(await importBatch(database, GREET, broken)).toMatchObject({ created: 2, refused: [0] })
  })

  it('is refused to whoever has not the right', async () => {
    for (const person of [AN, TOM, VERA]) {
      await expect(importBatch(database, person, batch(line('a')))).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
    }
    expect(await stored()).toEqual([])
  })
})

describe('extracts of A1 forms and Dimona', () => {
  const A1_HEAD = 'A1-nummer;Land van afgifte;Afgegeven op;INSZ;Naam;Voornaam;Werkgever;Van;Tot'
  const form = (number: string, on = '01/02/2026') =>
    `${number};SI;${on};85073003328;Ferreira;Duarte;Gradnje;01/03/2026;30/06/2026`
  function extract(one: ImportBatch['kind'], ...lines: string[]): ImportBatch {
    const importer = new Importer(one, TODAY)
    const text = new TextEncoder().encode(lines.join('\n'))
    const good = [...importer.push(text).good, ...importer.end().good]
    return { source: 'Register', kind: one, rows: good }
  }
  const all = async () =>
    await rows<{ kind: number; scopes: number; version: number; body: string }>(
      database.queries,
      sql`SELECT kind, scopes, version, body FROM record ORDER BY kind, body`,
    )
  const bodies = async (number: number) =>
    (await all())
      .filter((one) => one.kind === number)
      .map(({ body }) => JSON.parse(body) as Record<string, unknown>)
  const reach = (from: string, asOf: string, refused = 0) => ({ from, asOf, refused })
  const held = async (asked: ImportBatch['reach'], who = GREET) =>
    await importBatch(database, who, { source: 'Register', kind: 'a1', rows: [], reach: asked })

  it('belong to the region that asked for them, wherever the work is, and to the federal services', async () => {
    await importBatch(database, GREET, extract('a1', A1_HEAD, form('SI-1')))
    const jobs = ['INSZ;Werkgever;Datum in;NIS', '85073003328;Bouw;01/02/2026;62063']
    await importBatch(database, GREET, extract('employment', ...jobs))
    const scopes = (await all()).map((one) => [one.kind, scopesOfMask(one.scopes)])
    expect(scopes).toEqual([
      [62, ['FL', 'FED']],
      [64, ['FL', 'WA', 'FED']],
    ])
  })

  it('what a register says of directors and accounts is of the region alone, staff is federal too', async () => {
    const staff = ['Onderneming;KBO;Stand;VTE;Omzet', 'Bouw;0403019261;01/02/2026;4;ja']
    const accounts = [
      'Onderneming;KBO;Rekening;Datum',
      'Bouw;0403019261;BE68539007547034;01/02/2026',
    ]
    const batches = [extract('staff', ...staff), extract('account', ...accounts)]
    for (const one of batches) await importBatch(database, GREET, one)
    const lines = (await all()).map(({ kind, scopes, body }) => {
      const { source } = JSON.parse(body) as { source: string }
      return [kind, source, scopesOfMask(scopes)]
    })
    // In the order of their bodies.
    expect(lines).toEqual([
      [69, 'ACCOUNTS', ['FL']],
      [69, 'STAFF', ['FL', 'FED']],
    ])
    expect(await importBatch(database, GREET, batches[1]!)).toMatchObject({ same: 1, created: 0 })
  })

  it('wages are federal too, payments of wages are of the region alone under a key that takes the secret', async () => {
    const insz = '85073003328'
    const batches = [
      extract(
        'dmfa',
        'INSZ;Werkgever;KBO;Kwartaal;Brutoloon;Dagen;Tewerkstellingsbreuk',
        `${insz};Bouw;0403019261;2026-Q1;7540;62;100`,
      ),
      extract(
        'payment',
        'INSZ;Werkgever;KBO;Betaald op;Nettoloon;Rekening',
        `${insz};Bouw;0403019261;01/02/2026;2100;BE68539007547034`,
        `85073003427;Bouw;0403019261;01/02/2026;2100;BE68 5390 0754 7034`,
      ),
    ]
    for (const one of batches) await importBatch(database, GREET, one)
    const lines = (await all()).map(({ kind, scopes, body }) => {
      const told = JSON.parse(body) as BodyOf<'workerLine'>
      return { kind, scopes: scopesOfMask(scopes), told }
    })
    expect(lines.map(({ kind, scopes, told }) => [kind, told.source, scopes])).toEqual([
      [67, 'DMFA', ['FL', 'FED']],
      [67, 'PAYMENTS', ['FL']],
      [67, 'PAYMENTS', ['FL']],
    ])
    const keys = lines.flatMap(({ told }) => told.payment?.account ?? [])
    expect(new Set(keys).size, 'the same account has one key').toBe(1)
    expect(keys[0]).toMatch(/-7034$/)
    const sent = batches[1]!.rows.map(({ body }) => (body as BodyOf<'workerLine'>).payment!.account)
    expect(keys).not.toContain(sent[0])
    expect(await importBatch(database, GREET, batches[1]!)).toMatchObject({ same: 2, created: 0 })
  })

  it('an account has one key, whether an enterprise is paid on it or a worker', async () => {
    const iban = 'BE68539007547034'
    await importBatch(
      database,
      GREET,
      extract('account', 'Onderneming;KBO;Rekening;Datum', `Bouw;0403019261;${iban};01/02/2026`),
    )
    await importBatch(
      database,
      GREET,
      extract(
        'payment',
        'INSZ;Werkgever;KBO;Betaald op;Nettoloon;Rekening',
        `85073003328;Bouw;0403019261;01/02/2026;2100;${iban}`,
      ),
    )
    const keys = (await all()).map(({ body }) => {
      const told = JSON.parse(body) as BodyOf<'registerLine'> | BodyOf<'workerLine'>
      return 'payment' in told ? told.payment?.account : told.account?.key
    })
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  it('an account has one line for all its payments, with the day of the last', async () => {
    const paid = (...days: string[]) =>
      extract(
        'account',
        'Onderneming;KBO;Rekening;Betaald op',
        ...days.map((day) => `Bouw;0403019261;BE68539007547034;${day}`),
      )
    const first = await importBatch(database, GREET, paid('01/03/2026', '01/02/2026'))
    expect(first).toMatchObject({ created: 1, refused: [] })
    expect(await bodies(69)).toMatchObject([{ on: '2026-03-01' }])
    const older = await importBatch(database, GREET, paid('15/02/2026'))
    expect(older).toMatchObject({ same: 1, changed: 0 })
    const newer = await importBatch(database, GREET, paid('01/04/2026'))
    expect(newer).toMatchObject({ changed: 1, created: 0 })
    expect(await bodies(69)).toMatchObject([{ on: '2026-04-01' }])
  })

  it('neither directors nor accounts can be found by trying all numbers: their keys take a secret of the gateway', async () => {
    const insz = '85073003328'
    const iban = 'BE68539007547034'
    const directors = extract(
      'director',
      'Onderneming;KBO;INSZ;Familienaam;Voornaam;Stand;Functie;Van',
      `Bouw;0403019261;${insz};Ferreira;Duarte;01/02/2026;curator;01/02/2020`,
      `Bouw;0428759497;${insz};Ferreira;Duarte;01/02/2026;curator;01/02/2020`,
    )
    const batches = [
      directors,
      extract(
        'sanction',
        'Onderneming;KBO;Nummer;Definitief op;Niveau;INSZ',
        `Bouw;0403019261;S;01/02/2026;4;${insz}`,
      ),
      extract('account', 'Onderneming;KBO;Rekening;Datum', `Bouw;0403019261;${iban};01/02/2026`),
    ]
    for (const one of batches) await importBatch(database, GREET, one)
    const stored = await rows<{ id: string; body: string }>(
      database.queries,
      sql`SELECT id, body FROM record WHERE kind = 69`,
    )
    const told = stored.map(({ body }) => JSON.parse(body) as BodyOf<'registerLine'>)
    const people = told.flatMap(({ directorship, sanction }) => [
      ...(directorship ? [directorship.director] : []),
      ...(sanction ? [sanction.director] : []),
    ])
    expect(people, 'the same person has one key').toEqual(
      Array.from({ length: 3 }, () => people[0]),
    )
    const text = JSON.stringify(stored)
    const sent = batches.flatMap(({ rows: given }) =>
      given.flatMap(({ body }) => {
        const { directorship, sanction, account } = body as BodyOf<'registerLine'>
        return [directorship?.director, sanction?.director, account?.key].flatMap(
          (key) => key ?? [],
        )
      }),
    )
    expect(sent).toHaveLength(4)
    for (const key of sent) expect(text, 'what a reader makes of a number').not.toContain(key)
    const plainIds = batches.flatMap(({ source, kind: of, rows: given }) =>
      given.map(({ key }) => {
        const named = JSON.stringify([GREET.region, source, of, key])
        return createHash('sha256').update(named).digest('hex').slice(0, 40)
      }),
    )
    for (const id of plainIds) expect(text, 'nor does the id tell').not.toContain(id)
    const key = told.find(({ account }) => account)!.account!.key
    expect(accountLabel(key), 'the last digits are seen').toBe('•••• 7034')
    for (const one of batches) {
      expect(await importBatch(database, GREET, one)).toMatchObject({ created: 0, changed: 0 })
    }
    // Another secret: nothing is the same, as it is for whoever only guesses it.
    await database.queries.execute(sql`UPDATE gateway SET register_key = 'another'`)
    expect(await importBatch(database, GREET, directors)).toMatchObject({ created: 2, same: 0 })
  })

  it('what a dossier took along to another region stays there when it is imported again', async () => {
    const known = person('p1', ['FL', 'FED'])
    const insz = '85073003328'
    const worker = { ...known.record, body: { ...known.record.body, insz } } as TandemRecord
    const work = { municipality: '62063', street: null, establishmentUnit: null, share: 1 }
    await refill(database, [
      { ...known, record: worker },
      FIRM,
      dossier('d1', 'p1', ['FL', 'FED'], { employerId: 'e1', workplaces: [work] }),
    ])
    const staff = (fte: number) =>
      extract(
        'staff',
        'Onderneming;KBO;BTW;Stand;VTE;Omzet',
        `Bouw;0403019261;;01/02/2026;${fte};ja`,
        `Gradnje;;SI-1234 5678;01/02/2026;${fte};ja`,
        `Ander;0428759497;;01/02/2026;${fte};ja`,
      )
    const forms = (to: string) =>
      extract('a1', A1_HEAD, `SI-1;SI;01/02/2026;${insz};Ferreira;Duarte;Bouw;01/03/2026;${to}`)
    await importBatch(database, GREET, staff(4))
    expect(await importBatch(database, GREET, forms('30/06/2026'))).toMatchObject({ created: 1 })
    const moved = command(1, 'reroute', {
      dossierId: 'd1',
      track: 'WORK',
      on: '2026-03-02',
      from: 'RECEIVED',
      region: 'WA',
      employerId: 'e1',
      departureId: 'left-d1',
      reason: 'De tewerkstelling ligt in Luik.',
    })
    const { answers } = await runBatch(
      database,
      AN,
      { client: 'an', commands: [moved] },
      { now: () => new Date('2026-03-02T10:00:00.000Z'), log: () => undefined, seal: TEST_SEAL },
    )
    expect(answers.map(({ code }) => code)).toEqual([null])
    const scopes = async () =>
      Object.fromEntries(
        (await all()).flatMap(({ kind, scopes: mask, body }) => {
          if (kind === 62) return [['A1', scopesOfMask(mask)]]
          const { enterprise } = JSON.parse(body) as Partial<BodyOf<'registerLine'>>
          return kind === 69 ? [[enterprise!.name, scopesOfMask(mask)]] : []
        }),
      )
    const both = ['FL', 'WA', 'FED']
    const lines = { Bouw: both, Gradnje: both, Ander: ['FL', 'FED'] }
    expect(await scopes(), 'lines of registers go along by number').toMatchObject(lines)
    expect((await scopes())['A1']).toContain('WA')
    expect(await importBatch(database, GREET, staff(5))).toMatchObject({ changed: 3 })
    expect(await importBatch(database, GREET, forms('31/07/2026'))).toMatchObject({ changed: 1 })
    expect(await scopes(), 'imported again').toMatchObject(lines)
    expect((await scopes())['A1']).toContain('WA')
  })

  it('declared works are for the region that asked and the one where they are, and not for the Immigration Office', async () => {
    const told = extract(
      'works',
      'Aannemer;KBO;Nummer;Aangegeven op;NIS;Adres werf;In opdracht van;Begin;Bedrag',
      'Bouw;0403019261;30B1;01/02/2026;11002;Kaai 1;;05/02/2026;750000',
      'Onder;0428759497;30B1;01/02/2026;11002;Kaai 1;Bouw;05/02/2026;750000',
      'Ander;0202239951;30B2;01/02/2026;62063;Quai 1;;05/02/2026;750000',
    )
    expect(await importBatch(database, GREET, told)).toMatchObject({ created: 3, refused: [] })
    expect(await importBatch(database, GREET, told)).toMatchObject({ created: 0, same: 3 })
    const scopes = (await all()).map(({ body, scopes: mask }) => {
      const { enterprise } = JSON.parse(body) as BodyOf<'registerLine'>
      return [enterprise.name, scopesOfMask(mask)]
    })
    expect(Object.fromEntries(scopes)).toEqual({
      Bouw: ['FL'],
      Onder: ['FL'],
      Ander: ['FL', 'WA'],
    })
  })

  it('a request waits no longer when its form comes, also when it is told again', async () => {
    const request = extract('a1', A1_HEAD, form('', '20/01/2026'))
    await importBatch(database, GREET, request)
    expect(await bodies(62)).toMatchObject([{ state: 'REQUESTED', endedOn: null }])
    await importBatch(database, GREET, extract('a1', A1_HEAD, form('SI-1')))
    expect(await importBatch(database, GREET, request)).toMatchObject({ same: 1, changed: 0 })
    const ended = (await bodies(62)).map(({ state, endedOn }) => [state, endedOn])
    expect(Object.fromEntries(ended)).toEqual({ REQUESTED: '2026-02-01', ISSUED: null })
  })

  it('how far they reach is a record of the region: it grows with what joins, and repeats nothing', async () => {
    await held(reach('2026-01-01', '2026-01-31', 3))
    await held(reach('2026-02-01', '2026-02-28'))
    const before = await head()
    await held(reach('2026-02-10', '2026-02-28'))
    expect(await head(), 'the same again writes nothing').toBe(before)
    const [one, ...others] = await all()
    expect(others).toEqual([])
    expect([scopesOfMask(one!.scopes), one!.version]).toEqual([['FL', 'FED'], 2])
    expect(JSON.parse(one!.body)).toMatchObject({
      source: 'A1',
      region: 'FL',
      from: '2026-01-01',
      asOf: '2026-02-28',
      // Those of January were not told anew.
      refused: 3,
      name: 'Register',
      by: GREET.id,
    })
    await held(reach('2026-01-01', '2026-01-31'), SOLANGE)
    expect(await bodies(68)).toHaveLength(2)
  })

  it('nobody can say how far declarations reach, nor of days to come, nor without the right', async () => {
    const asked = reach('2026-01-01', '2026-01-31')
    const wrong = { code: 'BAD_REQUEST' }
    await expect(
      importBatch(database, GREET, { ...batch(line('a')), reach: asked }),
    ).rejects.toMatchObject(wrong)
    await expect(held(reach('2026-01-01', '2999-01-01'))).rejects.toMatchObject(wrong)
    await expect(held(reach('2026-02-01', '2026-01-01'))).rejects.toMatchObject(wrong)
    await expect(held(asked, TOM)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await all()).toEqual([])
  })
})

describe('the command line', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tandem-import-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const count = 2500
  const run = async (
    { name, args = [] }: { name: string; args?: string[] },
    stopAfter = Infinity,
  ) => {
    const stop = new AbortController()
    let batches = 0
    const options = readImportOptions([
      join(folder, name),
      '--source',
      'Limosa',
      '--practice',
      ...args,
    ])!
    return await runImport(options, {
      send: options.dryRun
        ? null
        : (one) => {
            batches += 1
            if (batches >= stopAfter) stop.abort()
            return importBatch(database, GREET, one)
          },
      memory: join(folder, 'memory'),
      signal: stop.signal,
      progress: () => undefined,
    })
  }

  it('stops where it is told, goes on from there, and repeats without a change', async () => {
    const lines = Array.from({ length: count }, (_, i) => line(`L${i}`))
    // Longer than one chunk of the disk, so that there is a place to stop.
    const padding = `;${'x'.repeat(200)}`
    const text = [`${HEAD};Note`, ...lines.map((one) => one + padding)].join('\n')
    await writeFile(join(folder, 'big.csv'), text)
    const stopped = await run({ name: 'big.csv' }, 1)
    expect(stopped.cancelled).toBe(true)
    expect(stopped.created).toBeGreaterThan(0)
    expect(stopped.created).toBeLessThan(count)
    const rest = await run({ name: 'big.csv' })
    expect(rest).toMatchObject({ skipped: stopped.created, created: count - stopped.created })
    const repeated = await run({ name: 'big.csv', args: ['--restart'] })
    expect(repeated).toMatchObject({ same: count, created: 0, changed: 0, skipped: 0 })
    expect(await stored()).toHaveLength(count)
  })

  it('stopped and gone on with by another column, it passes over no row; read to its end, it begins anew', async () => {
    const lines = Array.from({ length: count }, (_, i) =>
      [line(`M${i}`, i < 100 ? '01/01/2026' : '30/06/2026'), '30/06/2026', 'x'.repeat(200)].join(
        ';',
      ),
    )
    await writeFile(join(folder, 'two.csv'), [`${HEAD};Einde;Note`, ...lines].join('\n'))
    const source = ['--source', 'Two']
    const stopped = await run({ name: 'two.csv', args: source }, 1)
    expect(stopped).toMatchObject({ cancelled: true, refused: 100 })
    const args = [...source, '--map', 'period.to=Einde']
    const rest = await run({ name: 'two.csv', args })
    expect(rest).toMatchObject({ skipped: 0, same: stopped.created })
    expect(await stored()).toHaveLength(count)
    expect(await run({ name: 'two.csv', args })).toMatchObject({ skipped: 0, same: count })
  })

  it('a dry run sends nothing and writes the refused rows', async () => {
    await writeFile(join(folder, 'bad.csv'), [HEAD, line('a'), line('b', '01/01/2026')].join('\n'))
    const errors = join(folder, 'errors.csv')
    const result = await run({ name: 'bad.csv', args: ['--dry-run', '--errors', errors] })
    expect(result).toMatchObject({ read: 2, good: 1, refused: 1, created: 0 })
    expect(await readFile(errors, 'utf8')).toBe(
      'line;field;reason\r\n3;period.to;ENDS_BEFORE_START\r\n',
    )
    expect(await stored()).toEqual([])
  })

  it('asks for the columns that headers do not tell, and remembers them for the source', async () => {
    const text = [HEAD.replace('Naam;', 'Kolom 2;'), line('m')].join('\n')
    await writeFile(join(folder, 'odd.csv'), text)
    await expect(run({ name: 'odd.csv' })).rejects.toThrow('--map worker.familyName=COLUMN')
    const told = { name: 'odd.csv', args: ['--map', 'worker.familyName=Kolom 2'] }
    expect(await run(told)).toMatchObject({ created: 1 })
    expect(await run({ name: 'odd.csv', args: ['--restart'] })).toMatchObject({ same: 1 })
  })

  it('says how far an extract reaches when all of it is sent, and not in a dry run', async () => {
    const text = 'INSZ;Werkgever;Datum in\n85073003328;Bouw;01/02/2026\nx;Bouw;01/02/2026'
    await writeFile(join(folder, 'dimona.csv'), text)
    const args = ['--kind', 'employment', '--complete', '2026-01-01/2026-03-31']
    const holdings = async () =>
      await rows<{ body: string }>(
        database.queries,
        sql`SELECT body FROM record WHERE kind = 68 ORDER BY id`,
      )
    await run({ name: 'dimona.csv', args: [...args, '--dry-run'] })
    expect(await holdings()).toEqual([])
    expect(await run({ name: 'dimona.csv', args })).toMatchObject({ created: 1, refused: 1 })
    expect((await holdings()).map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { source: 'DIMONA', from: '2026-01-01', asOf: '2026-03-31', refused: 1 },
    ])
    for (const wrong of ['2026-01-01', '2026-03-31/2026-01-01', '2026-01-01/2999-01-01']) {
      const asked = ['a', '--source', 's', '--dry-run', '--kind', 'a1', '--complete', wrong]
      expect(() => readImportOptions(asked), wrong).toThrow(ImportFailure)
    }
    const declared = ['a', '--source', 's', '--dry-run', '--complete', '2026-01-01/2026-01-31']
    expect(() => readImportOptions(declared)).toThrow('never said of declaration')
  })

  it('says in words what it cannot use', async () => {
    await writeFile(join(folder, 'bomb.zip'), Uint8Array.from([0x50, 0x4b, 3, 4]))
    await expect(run({ name: 'bomb.zip' })).rejects.toThrow('unpack it first')
    await expect(run({ name: 'absent.csv' })).rejects.toThrow(ImportFailure)
    await expect(run({ name: '.' }), 'a folder').rejects.toThrow(ImportFailure)
    for (const args of [
      [],
      ['a', 'b'],
      ['a', '--source', '../x', '--dry-run'],
      ['a', '--source', 's'],
    ]) {
      expect(() => readImportOptions(args), args.join(' ')).toThrow(ImportFailure)
    }
  })
})

describe.each(databaseKinds())('what ends a record of the same source, on $name', (on) => {
  let own: Database
  beforeAll(async () => {
    own = await on.open()
  })
  afterAll(async () => {
    await own.close()
    await on.stop()
  })
  beforeEach(() => refill(own, []))

  const bodies = async () =>
    (await rows<{ body: string }>(own.queries, sql`SELECT body FROM record ORDER BY kind, id`)).map(
      ({ body }) => JSON.parse(body) as Record<string, unknown>,
    )
  const headOf = async () =>
    (await rows<{ head: string }>(own.queries, sql`SELECT head FROM gateway`))[0]!.head
  /** Imports all once, then again: the second time nothing may change. */
  async function twice(batches: readonly ImportBatch[]): Promise<void> {
    for (const one of batches) await importBatch(own, GREET, one)
    const before = await headOf()
    for (const one of batches) {
      expect(await importBatch(own, GREET, one)).toMatchObject({ created: 0, changed: 0 })
    }
    expect(await headOf()).toBe(before)
  }
  const replaced = batch(line('a'))
  const replacing = batch(line('b', '30/06/2026', 'a'))
  const status = async () =>
    Object.fromEntries((await bodies()).map((body) => [body['l1Number'], body['status']]))

  it.each([
    ['after', [replaced, replacing]],
    ['before', [replacing, replaced]],
  ] as const)('a declaration that comes %s what it replaces', async (_, batches) => {
    await twice(batches)
    expect(await status()).toEqual({ a: 'REPLACED', b: 'ACTIVE' })
  })

  it('what another source or another service replaces is not replaced here', async () => {
    await importBatch(own, GREET, { ...replacing, source: 'Other' })
    await importBatch(own, SOLANGE, replacing)
    await importBatch(own, GREET, replaced)
    expect((await bodies()).map((body) => body['status'])).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE'])
  })

  it('two imports at the same moment miss nothing of each other', async () => {
    const pairs = Array.from({ length: 12 }, (_, n) => [
      batch(line(`b${n}`, '30/06/2026', `a${n}`)),
      batch(line(`a${n}`)),
    ])
    await Promise.all(pairs.flat().map((one) => importBatch(own, GREET, one)))
    const ended = Object.entries(await status()).filter(([, one]) => one === 'REPLACED')
    expect(ended.map(([l1]) => l1).toSorted()).toEqual(pairs.map((_, n) => `a${n}`).toSorted())
  })

  const form = (number: string, on: string): ImportBatch => {
    const importer = new Importer('a1', TODAY)
    const text = `A1-nummer;Land van afgifte;Afgegeven op;INSZ;Naam;Voornaam;Werkgever;Van;Tot
${number};SI;${on};85073003328;Ferreira;Duarte;Gradnje;01/03/2026;30/06/2026`
    const good = [...importer.push(new TextEncoder().encode(text)).good, ...importer.end().good]
    return { source: 'Register', kind: 'a1', rows: good }
  }
  const request = form('', '20/01/2026')
  const [first, second] = [form('SI-1', '01/02/2026'), form('SI-2', '10/02/2026')]
  it.each([
    ['first', [request, first, second]],
    ['last', [second, first, request]],
    ['between', [second, request, first]],
  ] as const)(
    'a request that comes %s waits no longer since the first of its forms',
    async (_, batches) => {
      await twice(batches)
      const ended = (await bodies()).filter(({ state }) => state === 'REQUESTED')
      expect(ended.map(({ endedOn }) => endedOn)).toEqual(['2026-02-01'])
    },
  )
})

describe.each(databaseKinds())(
  'rows that a dossier took along to another region, on $name',
  (on) => {
    let own: Database
    beforeAll(async () => {
      own = await on.open()
    })
    afterAll(async () => {
      await own.close()
      await on.stop()
    })

    const INSZ = '85073003328'
    const LIEGE = '62063'
    const ANTWERP = '11002'
    const BRUSSELS = '21004'
    /** A declaration or presence of the person of the dossier, as one service imports it. */
    const declared = (to: string, municipality: string): ImportBatch => {
      const { body } = declaration().record
      const [place] = body.places
      const address = { street: null, postalCode: null, place: null, municipality, country: 'BE' }
      const told = {
        ...body,
        worker: { ...body.worker, insz: INSZ },
        period: { ...body.period, to },
        places: [{ ...place!, address }],
      }
      return { source: 'Limosa', kind: 'declaration', rows: [{ key: 'a', body: told }] }
    }
    const met = (siteName: string, municipality: string): ImportBatch => {
      const { body } = presence({ date: '2026-05-04', insz: INSZ, siteName, municipality })
      return { source: 'Checkin', kind: 'presence', rows: [{ key: 'a', body }] }
    }
    const scopes = async (number: number) => {
      const found = await rows<{ scopes: number }>(
        own.queries,
        sql`SELECT scopes FROM record WHERE kind = ${number}`,
      )
      return found.map((one) => scopesOfMask(one.scopes))
    }

    beforeEach(async () => {
      const known = person('p1', ['FL', 'FED'])
      const worker = { ...known.record, body: { ...known.record.body, insz: INSZ } } as TandemRecord
      const work = { municipality: LIEGE, street: null, establishmentUnit: null, share: 1 }
      await refill(own, [
        { ...known, record: worker },
        FIRM,
        dossier('d1', 'p1', ['FL', 'FED'], { employerId: 'e1', workplaces: [work] }),
      ])
    })
    async function reroute(): Promise<void> {
      const moved = command(1, 'reroute', {
        dossierId: 'd1',
        track: 'WORK',
        on: '2026-03-02',
        from: 'RECEIVED',
        region: 'WA',
        employerId: 'e1',
        departureId: 'left-d1',
        reason: 'De tewerkstelling ligt in Luik.',
      })
      const { answers } = await runBatch(
        own,
        AN,
        { client: 'an', commands: [moved] },
        { now: () => new Date('2026-03-02T10:00:00.000Z'), log: () => undefined, seal: TEST_SEAL },
      )
      expect(answers.map(({ code }) => code)).toEqual([null])
    }

    it('stay there when they are imported again, changed', async () => {
      expect(await importBatch(own, GREET, declared('2026-06-30', ANTWERP))).toMatchObject({
        created: 1,
      })
      await importBatch(own, GREET, met('Werf', ANTWERP))
      expect([...(await scopes(50)), ...(await scopes(60))]).toEqual([
        ['FL', 'FED'],
        ['FL', 'FED'],
      ])
      await reroute()
      const both = ['FL', 'WA', 'FED']
      expect([...(await scopes(50)), ...(await scopes(60))]).toEqual([both, both])
      const again = declared('2026-07-31', ANTWERP)
      expect(await importBatch(own, GREET, again)).toMatchObject({ changed: 1 })
      expect(await importBatch(own, GREET, met('Werf Noord', ANTWERP))).toMatchObject({
        changed: 1,
      })
      expect([...(await scopes(50)), ...(await scopes(60))]).toEqual([both, both])
    })

    it('stay there when their place is told to be elsewhere, and who saw them for the old place does not', async () => {
      expect(await importBatch(own, GREET, declared('2026-06-30', ANTWERP))).toMatchObject({
        created: 1,
      })
      await importBatch(own, GREET, met('Werf', ANTWERP))
      await reroute()
      await importBatch(own, GREET, declared('2026-06-30', BRUSSELS))
      await importBatch(own, GREET, met('Werf', BRUSSELS))
      const after = ['WA', 'BR', 'FED']
      expect([...(await scopes(50)), ...(await scopes(60))]).toEqual([after, after])
    })

    it('take along what was said of them', async () => {
      await importBatch(own, GREET, declared('2026-06-30', ANTWERP))
      const [told] = await rows<{ id: string }>(
        own.queries,
        sql`SELECT id FROM record WHERE kind = 50`,
      )
      const said = command(1, 'judgeLink', {
        declarationId: told!.id,
        personId: 'p1',
        verdict: 'SAME',
        facts: 'f1',
        from: 'OPEN',
        reason: '',
      })
      const { answers } = await runBatch(
        own,
        AN,
        { client: 'an', commands: [said] },
        { now: () => new Date('2026-03-02T10:00:00.000Z'), log: () => undefined, seal: TEST_SEAL },
      )
      expect(answers.map(({ code }) => code)).toEqual([null])
      await importBatch(own, GREET, declared('2026-06-30', BRUSSELS))
      expect([...(await scopes(50)), ...(await scopes(85))]).toEqual([
        ['BR', 'FED'],
        ['BR', 'FED'],
      ])
    })

    it('stay there when another one replaces them', async () => {
      expect(await importBatch(own, GREET, declared('2026-06-30', ANTWERP))).toMatchObject({
        created: 1,
      })
      await reroute()
      const { body } = declaration({ replacesL1: 'a' }, 'l2').record
      const rows = [{ key: 'b', body }]
      await importBatch(own, GREET, { source: 'Limosa', kind: 'declaration', rows })
      expect(await scopes(50)).toContainEqual(['FL', 'WA', 'FED'])
    })
  },
)
