import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { missingDocuments } from '../../domain/dossier/checklist.ts'
import { COMMANDS } from '../../domain/commands/index.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import type { ChangePage, SnapshotPage } from '../../domain/contract/sync.ts'
import { runBatch } from '../../gateway/commands.ts'
import { mayPass, openPostgres, rows, type Database } from '../../gateway/database.ts'
import {
  hashOf,
  nameContents,
  sentContents,
  storeContents,
  sweepContents,
  takeContent,
  UNNAMED_DAYS,
} from '../../gateway/documents.ts'
import { migrate } from '../../gateway/migrations.ts'
import { lockRecords, moveToScopes } from '../../gateway/records.ts'
import {
  actor,
  addNote,
  AN,
  assign,
  command,
  databaseKinds,
  declared,
  dossier,
  JORIS,
  LUC,
  note,
  person,
  presence,
  realPostgres,
  refill,
  testGateway,
  TOM,
  withoutPostgres,
  type TestGateway,
} from './fixtures.ts'
import { startIssuer, type TestIssuer } from './issuer.ts'
import { TEST_SEAL } from '../seal.ts'

const NOW = new Date('2026-03-02T10:00:00.000Z')
const GREET = actor('vl-greet')

const judge = (n: number, findingId: string, changes: object = {}) =>
  command(n, 'judgeFinding', {
    findingId,
    code: 'M1',
    ruleVersion: 1,
    personId: 'p1',
    dossierId: null,
    status: 'EXPLAINED',
    from: 'OPEN',
    reason: 'De werknemer heeft een kaart F, gezien op 2 maart.',
    ...changes,
  })

const judgeLink = (n: number, declarationId: string, personId: string) =>
  command(n, 'judgeLink', {
    declarationId,
    personId,
    verdict: 'SAME',
    facts: 'f1',
    from: 'OPEN',
    reason: 'Zelfde foto op het paspoort.',
  })

describe.each(databaseKinds())('commands on $name', (kind) => {
  let issuer: TestIssuer
  let database: Database
  let gateway: TestGateway

  beforeAll(async () => {
    issuer = await startIssuer()
    database = await kind.open()
    gateway = testGateway(database, issuer, { now: () => NOW })
  })
  beforeEach(() =>
    refill(database, [
      person('p1', ['FL', 'FED']),
      person('p2', ['WA', 'FED']),
      dossier('d1', 'p1', ['FL', 'FED']),
      dossier('d2', 'p2', ['WA', 'FED']),
      note('n2', 'd2', ['WA', 'FED']),
    ]),
  )
  afterAll(async () => {
    await gateway.gateway.close()
    await database.close()
    await kind.stop()
    await issuer.close()
  })

  const stored = async (id: string) => {
    const [row] = await rows<{ version: number; scopes: number; body: string }>(
      database.queries,
      sql`SELECT version, scopes, body FROM record WHERE id = ${id}`,
    )
    return row ? { ...row, body: JSON.parse(row.body) as Record<string, unknown> } : null
  }
  const counts = async () => {
    const [row] = await rows<Record<string, string>>(
      database.queries,
      sql`SELECT (SELECT head FROM gateway) AS head, (SELECT count(*) FROM change) AS changes,
                 (SELECT count(*) FROM command_result) AS results, (SELECT count(*) FROM client) AS clients`,
    )
    return Object.fromEntries(
      Object.entries(row ?? {}).map(([name, count]) => [name, Number(count)]),
    )
  }

  test('an accepted command changes its record once, with who and when from token and clock', async () => {
    const { status, body } = await gateway.push(AN, 'an', assign(1, 'd1', 'vl-joris', null))
    expect({ status, body }).toEqual({
      status: 200,
      body: { last: 1, answers: [{ n: 1, outcome: 'ACCEPTED', code: null, details: null }] },
    })
    expect(await stored('d1')).toMatchObject({
      version: 2,
      body: {
        assignee: 'vl-joris',
        events: [{ type: 'ASSIGNED', by: 'vl-an', at: '2026-03-02T08:30:00.000Z' }],
      },
    })
  })

  test('a private note reaches its author alone, one for the team the service, a remark everybody', async () => {
    const write = (n: number, noteId: string, audience: string) =>
      command(n, 'addNote', { noteId, dossierId: 'd1', text: 'Nagevraagd.', audience })
    const { body } = await gateway.push(
      AN,
      'an',
      write(1, 'mine', 'PRIVATE'),
      write(2, 'ours', 'TEAM'),
      write(3, 'signed', 'REMARK'),
    )
    expect(body.answers.map(({ code }) => code)).toEqual([null, null, null])
    expect(await stored('ours')).toMatchObject({ body: { service: 'FL', byName: AN.name } })
    const notesOf = async (who: typeof AN, client: string) => {
      const pages = await Promise.all([
        gateway.get<ChangePage>(`/sync/changes?client=${client}&from=0`, who),
        gateway.get<SnapshotPage>('/sync/snapshot', who),
      ])
      const [changed, whole] = [pages[0].body.changes, pages[1].body.records]
      return [changed, whole].map((records) =>
        records.filter(({ kind: of }) => of === 'note').map(({ id }) => id),
      )
    }
    expect(await notesOf(AN, 'an')).toEqual(Array(2).fill(['mine', 'ours', 'signed']))
    expect(await notesOf(JORIS, 'joris')).toEqual(Array(2).fill(['ours', 'signed']))
    expect(await notesOf(TOM, 'tom')).toEqual([['signed'], ['n2', 'signed']])
    // Who never read it does not learn either that it left with its dossier.
    await moveToScopes(database, { kind: 'dossier', id: 'd1' }, ['WA'])
    const gone = async (who: typeof AN, client: string) => {
      const page = await gateway.get<ChangePage>(`/sync/changes?client=${client}&from=0`, who)
      return page.body.changes.filter(({ kind: of, body: left }) => of === 'note' && !left)
    }
    expect((await gone(AN, 'an')).map(({ id }) => id)).toEqual(['mine', 'ours', 'signed'])
    expect((await gone(JORIS, 'joris')).map(({ id }) => id)).toEqual(['ours', 'signed'])
    expect((await gone(TOM, 'tom')).map(({ id }) => id)).toEqual(['signed'])
    await moveToScopes(database, { kind: 'dossier', id: 'd1' }, ['FL', 'FED'])
    // Who may not read a note does not learn that its id is taken.
    const again = await gateway.push(JORIS, 'joris', write(1, 'mine', 'TEAM'))
    expect(again.body.answers[0]?.code).toBe('NOT_FOUND')
  })

  test('what is said of a declaration whose worker is nobody’s stands where the declaration does', async () => {
    await refill(database, [declared('de1', '85073003328', 'L1-2026-000001')])
    const ofDeclaration = (n: number, changes: object = {}) =>
      judge(n, 'M1-declared', { personId: null, declarationId: 'de1', ...changes })
    const outside = await gateway.push(actor('wa-solange'), 'wa', ofDeclaration(1))
    expect(outside.body.answers[0]?.code, 'another region does not see it').toBe('NOT_FOUND')
    const { body } = await gateway.push(
      AN,
      'an',
      ofDeclaration(1, { enterpriseId: 'e1' }),
      ofDeclaration(2, { status: 'ASKED' }),
      ofDeclaration(3, { from: 'ASKED' }),
    )
    expect(body.answers.map(({ code }) => code)).toEqual(['BAD_REQUEST', null, null])
    expect(await stored('M1-declared')).toMatchObject({
      version: 2,
      scopes: (await stored('de1'))!.scopes,
      body: { declarationId: 'de1', personId: null, status: 'EXPLAINED' },
    })
    await moveToScopes(database, { kind: 'declaration', id: 'de1' }, ['WA', 'FED'])
    expect((await stored('M1-declared'))!.scopes).toBe((await stored('de1'))!.scopes)
  })

  test('a dossier that goes to another region takes its notes along and shows its parties there', async () => {
    const work = { municipality: '62063', street: null, establishmentUnit: null, share: 1 }
    const insz = (person('p1', []).record.body as { insz: string }).insz
    await refill(database, [
      person('p1', ['FL', 'FED']),
      person('p2', ['FL', 'FED']),
      dossier('d1', 'p1', ['FL', 'FED'], { workplaces: [work] }),
      note('n1', 'd1', ['FL', 'FED']),
      presence('pr1', insz, ['FL', 'FED']),
      presence('pr2', '85073003328', ['FL', 'FED']),
      declared('de1', insz, 'L1-2026-000001'),
      declared('de2', '85073003328', 'L1-2026-000002'),
      presence('pr3', null, ['FL', 'FED'], 'L1-2026-000001'),
      presence('pr4', null, ['FL', 'FED'], 'L1-2026-000002'),
    ])
    // What was said of the person and the declaration, long before.
    await gateway.push(AN, 'before', judge(1, 'M1-person'), judgeLink(2, 'de1', 'p1'))
    const args = { dossierId: 'd1', track: 'WORK', on: '2026-03-02', from: 'RECEIVED' }
    const reason = 'De tewerkstelling ligt in Luik.'
    const { body } = await gateway.push(
      AN,
      'an',
      addNote(1, 'd1', 'm1'),
      judge(2, 'M1-file', { dossierId: 'd1' }),
      command(3, 'reroute', {
        ...args,
        region: 'WA',
        employerId: null,
        departureId: 'left-d1',
        reason,
      }),
      addNote(4, 'd1', 'm2'),
    )
    expect(body.answers.map(({ code }) => code)).toEqual([null, null, null, 'NOT_FOUND'])
    const seenBy = async (who: typeof AN, client: string) => {
      const page = await gateway.get<ChangePage>(`/sync/changes?client=${client}&from=0`, who)
      return Object.fromEntries(
        page.body.changes.map(({ kind, id, body: record }) => [
          kind === 'linkJudgement' ? `link of ${id}` : id,
          record === null ? 'gone' : 'here',
        ]),
      )
    }
    // Work in Antwerp is a ground of its own to know the worker there.
    expect(await seenBy(AN, 'an')).toEqual({
      d1: 'gone',
      n1: 'gone',
      m1: 'gone',
      'M1-file': 'gone',
      p1: 'here',
      'M1-person': 'here',
      pr1: 'here',
      pr3: 'here',
      de1: 'here',
      'link of de1': 'here',
      'left-d1': 'here',
    })
    expect(await seenBy(LUC, 'luc'), 'and the presence that names their declaration alone').toEqual(
      {
        d1: 'here',
        n1: 'here',
        m1: 'here',
        'M1-file': 'here',
        p1: 'here',
        'M1-person': 'here',
        pr1: 'here',
        pr3: 'here',
        de1: 'here',
        'link of de1': 'here',
      },
    )
    const again = judge(1, 'M1-person', { status: 'OPEN', from: 'EXPLAINED' })
    expect((await gateway.push(LUC, 'luc', again)).body.answers[0]?.code).toBeNull()
    expect(await stored('d1')).toMatchObject({ body: { region: 'WA' } })
  })

  test('a row that two people of the region approved gives the clocks of its files their length', async () => {
    const checked = { state: 'COMPLETENESS_CHECK', since: '2026-03-01' } as const
    await refill(database, [
      person('p1', ['FL', 'FED']),
      dossier('d1', 'p1', ['FL', 'FED'], { work: checked }),
    ])
    const row = {
      region: 'FL',
      table: 'TERM_C1',
      value: { unit: 'DAYS', amount: 20 },
      validFrom: '2026-01-01',
      validTo: null,
      source: 'B.S. 15 december 2025',
      reason: 'Nieuw besluit van de regering.',
    }
    const proposed = await gateway.push(GREET, 'greet', command(1, 'proposeNorm', row))
    expect(proposed.body.answers[0]).toMatchObject({ outcome: 'ACCEPTED' })
    const answer = { region: 'FL', table: 'TERM_C1', place: 0, approved: true, remark: '' }
    const asked = (await stored('d1'))!.body as unknown as BodyOf<'dossier'>
    const { body } = await gateway.push(
      AN,
      'an',
      command(1, 'decideNorm', answer),
      command(2, 'askMissingItems', {
        dossierId: 'd1',
        track: 'WORK',
        on: '2026-03-02',
        from: 'COMPLETENESS_CHECK',
        reason: '',
        documents: missingDocuments(asked),
        personId: 'p1',
      }),
    )
    expect(body.answers.map(({ code }) => code)).toEqual([null, null])
    const { clockEvents } = (await stored('d1'))!.body as unknown as BodyOf<'dossier'>
    expect(clockEvents.find(({ clock }) => clock === 'C1')).toMatchObject({
      kind: 'START',
      days: 20,
    })
  })

  test('a region keeps nobody whom it knew through a dossier that left alone', async () => {
    const work = { municipality: '62063', street: null, establishmentUnit: null, share: 1 }
    const insz = (person('p1', []).record.body as { insz: string }).insz
    const far = presence('pr1', insz, ['FL', 'WA', 'FED'])
    const inLiege = { ...(far.record.body as BodyOf<'presence'>), municipality: '62063' }
    const file = (id: string, who: string) =>
      dossier(id, who, ['FL', 'FED'], { workplaces: [work] })
    const loaded = [
      person('p1', ['FL', 'FED']),
      { ...far, record: { ...far.record, body: inLiege } as typeof far.record },
      file('d1', 'p1'),
    ]
    const leave = async (n: number) => {
      const { body } = await gateway.push(
        AN,
        'an',
        command(n, 'reroute', {
          dossierId: 'd1',
          track: 'WORK',
          on: '2026-03-02',
          from: 'RECEIVED',
          region: 'WA',
          employerId: null,
          departureId: 'left-d1',
          reason: 'De tewerkstelling ligt in Luik.',
        }),
      )
      expect(body.answers.map(({ code }) => code)).toEqual([null])
      const { body: page } = await gateway.get<SnapshotPage>('/sync/snapshot', AN)
      return page.records.map(({ id }) => id).toSorted()
    }
    await refill(database, loaded)
    await gateway.push(AN, 'before', judge(1, 'M1-person'))
    expect(await leave(1)).toEqual(['left-d1'])
    const page = await gateway.get<ChangePage>('/sync/changes?client=an&from=0', AN)
    const gone = page.body.changes.filter(({ body }) => body === null).map(({ id }) => id)
    expect(gone.toSorted(), 'desks are told to forget them').toEqual([
      'M1-person',
      'd1',
      'p1',
      'pr1',
    ])

    await refill(database, [...loaded, file('d2', 'p1')])
    expect(await leave(1), 'another dossier of theirs is there').toEqual([
      'd2',
      'left-d1',
      'p1',
      'pr1',
    ])
  })

  test('repeated, it gets the same answer and changes nothing', async () => {
    const batch = [assign(1, 'd1', 'vl-an', null), addNote(2, 'd1', 'm1'), addNote(3, 'd1', 'm1')]
    const first = await gateway.push(AN, 'an', ...batch)
    const before = await counts()
    for (let again = 0; again < 3; again++) {
      expect(await gateway.push(AN, 'an', ...batch)).toEqual(first)
    }
    expect(await counts()).toEqual(before)
    expect(first.body.answers.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'ACCEPTED',
      'ACCEPTED',
      'ALREADY_SO',
    ])
  })

  test('a refusal advances the number, is kept, and blocks nothing that follows', async () => {
    const { body } = await gateway.push(
      AN,
      'an',
      assign(1, 'd1', 'nobody', null),
      assign(2, 'd1', 'vl-an', 'vl-joris'),
      addNote(3, 'd1', 'm1', '   '),
      command(4, 'dropEverything', {}),
      command(5, 'addNote', { noteId: 'm1', dossierId: 'd1' }),
      command(6, 'addNote', 'nonsense'),
      addNote(7, 'd1', 'm1'),
    )
    expect(body.last).toBe(7)
    expect(body.answers.map(({ code }) => code)).toEqual([
      'UNKNOWN_ASSIGNEE',
      'STALE',
      'TEXT_REQUIRED',
      'BAD_REQUEST',
      'BAD_REQUEST',
      'BAD_REQUEST',
      null,
    ])
    const page = await gateway.get<ChangePage>('/sync/changes?client=an&from=0', AN)
    expect(page.body.settlements.map(({ command: n, code }) => [n, code])).toEqual(
      body.answers.map(({ n, code }) => [n, code]),
    )
    expect(page.body.changes.map(({ id }) => id)).toEqual(['m1'])
  })

  test('a refusal says its details in the answer, in a repeat of it and in the feed', async () => {
    const details = { mine: 'vl-an', theirs: null, base: 'vl-joris' }
    const batch = [assign(1, 'd1', 'vl-an', 'vl-joris'), addNote(2, 'd1', 'm1')]
    const { body } = await gateway.push(AN, 'an', ...batch)
    expect(body.answers.map((answer) => answer.details)).toEqual([details, null])
    expect((await gateway.push(AN, 'an', ...batch)).body).toEqual(body)
    const page = await gateway.get<ChangePage>('/sync/changes?client=an&from=0', AN)
    expect(page.body.settlements.map((settlement) => settlement.details)).toEqual([details, null])
  })

  test('a name that no command can have is a bad request, and nothing is done', async () => {
    for (const name of ['', 'add note', 'addNote\u0000', 'x'.repeat(61)]) {
      const { status, body } = await gateway.push(AN, 'an', command(1, name, {}))
      expect({ status, body }, JSON.stringify(name)).toEqual({
        status: 400,
        body: { code: 'BAD_REQUEST', details: { parameter: 'body' } },
      })
    }
    expect(await counts()).toMatchObject({ head: 0, clients: 0 })
  })

  test('a hole in the numbers stops there: what came before stays, nothing after is done', async () => {
    const first = await gateway.push(AN, 'an', addNote(2, 'd1', 'm2'))
    expect(first).toEqual({
      status: 409,
      body: { code: 'COMMAND_OUT_OF_ORDER', details: { last: 0 } },
    })
    expect(await counts()).toMatchObject({ head: 0, clients: 0 })
    const second = await gateway.push(AN, 'an', addNote(1, 'd1', 'm1'), addNote(3, 'd1', 'm3'))
    expect(second.body).toEqual({ code: 'COMMAND_OUT_OF_ORDER', details: { last: 1 } })
    expect(await stored('m1')).not.toBeNull()
    expect(await stored('m3')).toBeNull()
  })

  test('another command under a used number is not taken for a repeat', async () => {
    await gateway.push(AN, 'an', addNote(1, 'd1', 'm1'))
    const before = await counts()
    const { status, body } = await gateway.push(AN, 'an', addNote(1, 'd1', 'm2'))
    expect({ status, body }).toEqual({
      status: 409,
      body: { code: 'COMMAND_OUT_OF_ORDER', details: { last: 1 } },
    })
    expect(await counts()).toEqual(before)
  })

  test('a client belongs to the person who used it first', async () => {
    await gateway.push(AN, 'an', addNote(1, 'd1', 'm1'))
    const before = await counts()
    const answer = await gateway.push(JORIS, 'an', addNote(2, 'd1', 'm2'))
    expect(answer).toEqual({ status: 403, body: { code: 'FORBIDDEN', details: {} } })
    expect(await counts()).toEqual(before)
  })

  test('a dossier of another service is answered like one that does not exist', async () => {
    const { body } = await gateway.push(
      AN,
      'an',
      assign(1, 'd2', 'vl-an', null),
      addNote(2, 'd2', 'm1'),
      assign(3, 'absent', 'vl-an', null),
      judge(4, 'M1-f1', { personId: 'p2' }),
      // The note exists elsewhere: its words must not be replaced by these.
      addNote(5, 'd1', 'n2'),
    )
    expect(body.answers.map(({ code }) => code)).toEqual(
      Array.from({ length: 5 }, () => 'NOT_FOUND'),
    )
    expect((await stored('n2'))?.body['text']).toBe('Gebeld met de werkgever.')
    expect((await counts())['changes']).toBe(0)
  })

  test('the actor comes from the token: one in args refuses the command', async () => {
    const forged = {
      noteId: 'm1',
      dossierId: 'd1',
      text: 'x',
      actor: LUC,
      by: 'wa-luc',
      region: 'WA',
    }
    const { body } = await gateway.push(
      AN,
      'an',
      command(1, 'addNote', forged),
      addNote(2, 'd1', 'm2'),
    )
    expect(body.answers.map(({ code }) => code)).toEqual(['BAD_REQUEST', null])
    expect((await stored('m2'))?.body).toMatchObject({ by: 'vl-an', byName: AN.name })
  })

  test('new records get the scopes of their dossier, or else of their person', async () => {
    const { body } = await gateway.push(
      AN,
      'an',
      addNote(1, 'd1', 'm1'),
      judge(2, 'M1-f1'),
      judge(3, 'M1-f2', { dossierId: 'd1' }),
    )
    expect(body.answers.map(({ code }) => code)).toEqual([null, null, null])
    const scopes = (await stored('d1'))?.scopes
    for (const id of ['m1', 'M1-f1', 'M1-f2']) expect((await stored(id))?.scopes, id).toBe(scopes)
    const luc = await gateway.get<ChangePage>('/sync/changes?client=luc&from=0', LUC)
    expect(luc.body.changes).toEqual([])
  })

  test('a judgement is replaced by the next one, never by one that did not see it', async () => {
    const { body } = await gateway.push(
      AN,
      'an',
      judge(1, 'M1-f1'),
      judge(2, 'M1-f1', { status: 'CONFIRMED', from: 'OPEN' }),
      judge(3, 'M1-f1', { status: 'CONFIRMED', from: 'EXPLAINED' }),
    )
    expect(body.answers.map(({ code }) => code)).toEqual([null, 'STALE', null])
    expect(await stored('M1-f1')).toMatchObject({ version: 2, body: { status: 'CONFIRMED' } })
  })

  test('a batch is one transaction: each command sees what those before it wrote', async () => {
    let transactions = 0
    const counted: Database = {
      ...database,
      transaction: (work) => {
        transactions++
        return database.transaction(work)
      },
    }
    const commands = Array.from({ length: 40 }, (_, i) => {
      const [next, from] = i % 2 === 0 ? ['vl-an', null] : [null, 'vl-an']
      return assign(i + 1, 'd1', next, from)
    })
    commands.push(addNote(41, 'd1', 'm1'), addNote(42, 'd1', 'm1'))
    const batch = { client: 'an', commands }
    const { last, answers } = await runBatch(counted, AN, batch, {
      now: () => NOW,
      log: () => undefined,
      seal: TEST_SEAL,
    })
    expect(transactions).toBe(1)
    expect(last).toBe(42)
    expect(answers.filter(({ outcome }) => outcome === 'REFUSED')).toMatchObject([
      { n: 42, code: 'ALREADY_SO' },
    ])
    expect(await stored('d1')).toMatchObject({ version: 41, body: { assignee: null } })
    const { body } = await gateway.get<ChangePage>('/sync/changes?client=an&from=0', AN)
    expect(body.head, 'each command has a number of its own, a refusal too').toBe(42)
    expect(body.changes.map(({ n, version }) => [n, version])).toEqual([
      ...Array.from({ length: 40 }, (_, i) => [i + 1, i + 2]),
      [41, 1],
    ])
    expect(body.settlements.map(({ n, command: number }) => [n, number])).toEqual(
      commands.map(({ n }) => [n, n]),
    )
  })

  test('a command that fails by its own fault writes nothing and stops nothing', async () => {
    const decide = COMMANDS.addNote.decide
    const spy = vi
      .spyOn(COMMANDS.addNote, 'decide')
      .mockImplementation((records, args, context) => {
        if (args.noteId === 'm2') throw new RangeError('Zeer vertrouwelijk')
        const decision = decide(records, args, context)
        // A write that the command did not name, after one that it did.
        if (args.noteId === 'm3' && decision.ok)
          decision.writes.push({ ...decision.writes[0]!, id: 'x' })
        return decision
      })
    onTestFinished(() => spy.mockRestore())
    const batch = [1, 2, 3, 4].map((n) => addNote(n, 'd1', `m${n}`))
    const own = testGateway(database, issuer)
    const { body } = await own.push(AN, 'an', ...batch)
    expect(body.answers.map(({ code }) => code)).toEqual([null, 'INTERNAL', 'INTERNAL', null])
    const kept = await Promise.all(['m1', 'm2', 'm3', 'm4', 'x'].map(stored))
    expect(kept.map((note) => note !== null)).toEqual([true, false, false, true, false])
    expect(own.log.map(({ event }) => event)).toEqual(['command-failed', 'command-failed'])
    expect(JSON.stringify(own.log)).not.toContain('vertrouwelijk')
  })

  test('a command whose records cannot be told or read is refused alone; the rest goes on', async () => {
    const needs = COMMANDS.addNote.needs
    const spy = vi.spyOn(COMMANDS.addNote, 'needs').mockImplementation((args) => {
      if (args.noteId === 'm2') throw new Error('Zeer vertrouwelijk')
      return needs(args)
    })
    onTestFinished(() => spy.mockRestore())
    await database.queries.execute(sql`UPDATE record SET body = '{' WHERE id = 'n2'`)
    const own = testGateway(database, issuer)
    const batch = ['m1', 'm2', 'n2', 'm4'].map((id, at) => addNote(at + 1, 'd1', id))
    const { body } = await own.push(AN, 'an', ...batch)
    expect(body.answers.map(({ code }) => code)).toEqual([null, 'INTERNAL', 'INTERNAL', null])
    expect((await own.push(AN, 'an', ...batch)).body, 'a repeat').toEqual(body)
    expect(JSON.stringify(own.log)).not.toContain('vertrouwelijk')
  })

  test('while the database takes nothing, no command is refused: the same batch goes through later', async () => {
    const readOnly: Database = {
      ...database,
      transaction: (work) =>
        database.transaction(async (tx) => {
          await tx.execute(sql`SET TRANSACTION READ ONLY`)
          return await work(tx)
        }),
    }
    const batch = { client: 'an', commands: [addNote(1, 'd1', 'm1')] }
    const run = (on: Database) =>
      runBatch(on, AN, batch, { now: () => NOW, log: () => undefined, seal: TEST_SEAL })
    await expect(run(readOnly)).rejects.toSatisfy(mayPass)
    expect((await run(database)).answers.map(({ code }) => code)).toEqual([null])
  })

  test('an act made on the belief that a refused one stood is held back; other lanes go on', async () => {
    const batch = [
      assign(1, 'd1', 'vl-an', 'vl-joris'),
      // By itself it would be accepted: nobody has the dossier.
      { ...assign(2, 'd1', 'vl-joris', null), after: 1 },
      { ...judge(3, 'M1-f1'), after: 2 },
      addNote(4, 'd1', 'm1'),
      judge(5, 'M1-f2'),
      { ...judge(6, 'M1-f2', { status: 'OPEN', from: 'EXPLAINED' }), after: 5 },
      assign(7, 'd1', 'vl-an', null),
    ]
    const { body } = await gateway.push(AN, 'an', ...batch)
    const refusals = body.answers.map(({ code, details }) => [code, details?.['after'] ?? null])
    expect(refusals).toEqual([
      ['STALE', null],
      ['HELD_BACK', 1],
      ['HELD_BACK', 2],
      [null, null],
      [null, null],
      [null, null],
      [null, null],
    ])
    expect((await gateway.push(AN, 'an', ...batch)).body, 'a repeat').toEqual(body)
    expect((await stored('d1'))?.body['assignee']).toBe('vl-an')
    expect(await stored('M1-f1')).toBeNull()
  })

  test('what an act stands on may lie in an earlier push, and must have been dealt with', async () => {
    await gateway.push(AN, 'an', assign(1, 'd1', 'vl-an', 'vl-joris'), addNote(2, 'd1', 'm1'))
    const { body } = await gateway.push(
      AN,
      'an',
      { ...assign(3, 'd1', 'vl-an', null), after: 1 },
      { ...assign(4, 'd1', 'vl-an', null), after: 2 },
      { ...assign(5, 'd1', null, 'vl-an'), after: 5 },
      { ...assign(6, 'd1', null, 'vl-an'), after: 9 },
      command(7, 'withdrawn', {}),
      { ...assign(8, 'd1', null, 'vl-an'), after: 7 },
    )
    expect(body.answers.map(({ code }) => code)).toEqual([
      'HELD_BACK',
      null,
      'HELD_BACK',
      'HELD_BACK',
      'BAD_REQUEST',
      'HELD_BACK',
    ])
  })

  test('a command whose rows the database does not take is refused alone; the rest goes on', async () => {
    const limit = sql`ALTER TABLE record ADD CONSTRAINT not_m2 CHECK (id <> 'm2')`
    await database.queries.execute(limit)
    try {
      const own = testGateway(database, issuer)
      const batch = [1, 2, 3].map((n) => addNote(n, 'd1', `m${n}`))
      const { body } = await own.push(AN, 'an', ...batch)
      expect(body.answers.map(({ code }) => code)).toEqual([null, 'INTERNAL', null])
      expect((await own.push(AN, 'an', ...batch)).body, 'a repeat').toEqual(body)
      const kept = await Promise.all(['m1', 'm2', 'm3'].map(stored))
      expect(kept.map((one) => one !== null)).toEqual([true, false, true])
      expect(own.log.map(({ event }) => event)).toEqual(['command-failed'])
    } finally {
      await database.queries.execute(sql`ALTER TABLE record DROP CONSTRAINT not_m2`)
    }
  })

  test('a batch that overlaps what was done goes on where it ended', async () => {
    const first = await gateway.push(AN, 'an', addNote(1, 'd1', 'm1'), addNote(2, 'd1', 'm1'))
    const { body } = await gateway.push(
      AN,
      'an',
      addNote(1, 'd1', 'm1'),
      addNote(2, 'd1', 'm1'),
      addNote(3, 'd1', 'm3'),
      addNote(3, 'd1', 'm3'),
    )
    expect(body.answers.slice(0, 2)).toEqual(first.body.answers)
    expect(body.answers.map(({ n, code }) => [n, code])).toEqual([
      [1, null],
      [2, 'ALREADY_SO'],
      [3, null],
      [3, null],
    ])
    expect(await counts()).toMatchObject({ head: 3, changes: 2, results: 3 })
  })

  test('a desk whose clock runs ahead is not believed, one that acted earlier is', async () => {
    const ahead = { ...addNote(1, 'd1', 'm1'), at: '2031-01-01T00:00:00.000Z' }
    const earlier = { ...addNote(2, 'd1', 'm2'), at: '2026-02-20T07:00:00.000Z' }
    await gateway.push(AN, 'an', ahead, earlier)
    expect((await stored('m1'))?.body['at']).toBe(NOW.toISOString())
    expect((await stored('m2'))?.body['at']).toBe('2026-02-20T07:00:00.000Z')
  })

  test.each(['at', 'deskAt'])('an instant that is none as %s is a bad request', async (field) => {
    const before = await counts()
    const odd = { ...addNote(1, 'd1', 'm1'), [field]: '2026-02-20T07:00:00+01' }
    const { status, body } = await gateway.push(AN, 'an', odd)
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } })
    expect(await counts(), 'nothing is written').toEqual(before)
    expect(gateway.log, 'it is no failure of the gateway').toEqual([])
  })

  test('the log of the gateway stays silent about what people wrote', async () => {
    await gateway.push(AN, 'an', addNote(1, 'd1', 'm1', 'Zeer vertrouwelijk'))
    await gateway.push(AN, 'an', addNote(5, 'd1', 'm1', 'Zeer vertrouwelijk'))
    expect(gateway.log).toEqual([])
  })

  test('a database whose disk is full is told, nothing is written, and the act counts once there is room', async () => {
    const before = await counts()
    await database.queries.execute(
      sql`CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN RAISE EXCEPTION USING ERRCODE = ''disk_full''; END'`,
    )
    await database.queries.execute(
      sql`CREATE TRIGGER full_disk BEFORE INSERT ON change EXECUTE FUNCTION no_room()`,
    )
    const full = testGateway(database, issuer, { now: () => NOW })
    try {
      const { status, body } = await full.push(AN, 'an', addNote(1, 'd1', 'm1'))
      expect({ status, body }).toMatchObject({ status: 503, body: { code: 'GATEWAY_UNREACHABLE' } })
      expect(await counts()).toEqual(before)
      expect(await stored('m1')).toBeNull()
    } finally {
      await database.queries.execute(sql`DROP TRIGGER full_disk ON change`)
      await database.queries.execute(sql`DROP FUNCTION no_room`)
      await full.gateway.close()
    }
    const { body } = await gateway.push(AN, 'an', addNote(1, 'd1', 'm1'))
    expect(body.answers).toMatchObject([{ n: 1, outcome: 'ACCEPTED' }])
  })

  describe('contents that no dossier came to name', () => {
    const DAY = 24 * 60 * 60 * 1000
    const later = (days: number) => new Date(NOW.getTime() + days * DAY)
    const paper = (words: string) => Buffer.from(`%PDF-1.7 ${words} startxref 0 %%EOF`)
    const send = (words: string, at = NOW, who = AN, mbPerDay?: number) =>
      takeContent(
        database,
        who,
        {
          dossierId: 'd1',
          hash: hashOf(paper(words)),
          content: paper(words).toString('base64'),
        },
        at,
        mbPerDay,
      )
    const file = (n: number, words: string, type = 'DIPLOMA') =>
      command(n, 'fileDocument', {
        dossierId: 'd1',
        documentId: `doc-${words}`,
        type,
        on: '2026-03-02',
        file: { hash: hashOf(paper(words)), bytes: paper(words).length, claims: 'PDF' },
        replaces: null,
      })
    const kept = async (...all: string[]) => {
      const there = await rows<{ hash: string }>(
        database.queries,
        sql`SELECT hash FROM document_content`,
      )
      return all.filter((words) => there.some(({ hash }) => hash === hashOf(paper(words))))
    }
    beforeEach(() =>
      database.queries.execute(sql`TRUNCATE content_sent, document_content, upload_day`),
    )

    test('are taken up to so much of one person a day; what is refused leaves nothing', async () => {
      const midday = new Date('2026-03-02T11:00:00.000Z')
      // Small ones count for a sixteenth of a MB.
      const two = 2 / 16
      await send('one', midday, AN, two)
      await send('two', midday, AN, two)
      const usedUp = { code: 'UPLOADS_USED_UP', details: { mb: two } }
      await expect(send('three', midday, AN, two)).rejects.toMatchObject(usedUp)
      await expect(send('three', midday, AN, two), 'nor at the next try').rejects.toMatchObject(
        usedUp,
      )
      expect(await send('one', midday, AN, two), 'a repeat costs nothing').toMatchObject({})
      expect(await kept('one', 'two', 'three')).toEqual(['one', 'two'])
      await send('three', midday, { ...AN, id: 'vl-joris' }, two)
      // Another day in Brussels, not yet in Greenwich.
      await send('four', new Date('2026-03-02T23:30:00.000Z'), AN, two)
      await sweepContents(database, new Date('2026-03-03T08:00:00.000Z'))
      expect(await rows(database.queries, sql`SELECT actor, day FROM upload_day`)).toEqual([
        { actor: AN.id, day: '2026-03-03' },
      ])
    })

    test('leave when they are old; what was named, or sent anew, stays', async () => {
      await storeContents(database.queries, [paper('loaded')])
      for (const words of ['given-up', 'refused', 'filed', 'again']) await send(words)
      await send('again', later(UNNAMED_DAYS))
      const { body } = await gateway.push(
        AN,
        'an',
        file(1, 'filed'),
        file(2, 'refused', 'CRIMINAL_RECORD'),
      )
      expect(body.answers.map(({ code }) => code)).toEqual([null, 'FORBIDDEN'])
      const all = ['loaded', 'given-up', 'refused', 'filed', 'again']
      expect(await sweepContents(database, later(UNNAMED_DAYS)), 'none is too old').toBe(0)
      expect(await sweepContents(database, later(UNNAMED_DAYS + 1))).toBe(2)
      expect(await kept(...all)).toEqual(['loaded', 'filed', 'again'])
      const late = await gateway.push(AN, 'an', file(3, 'given-up'), file(4, 'again'))
      expect(late.body.answers.map(({ code }) => code)).toEqual(['CONTENT_MISSING', null])
      expect(await sweepContents(database, later(1000)), 'named by now').toBe(0)
    })

    test.skipIf(kind.name === 'PGlite')('stay while a command is about to name them', async () => {
      await send('slow')
      const swept = await database.transaction(async (tx) => {
        await sentContents(tx, AN, [hashOf(paper('slow'))])
        const count = await sweepContents(database, later(UNNAMED_DAYS + 1))
        await nameContents(tx, [hashOf(paper('slow'))])
        return count
      })
      expect(swept).toBe(0)
      expect(await sweepContents(database, later(UNNAMED_DAYS + 1))).toBe(0)
      expect(await kept('slow')).toEqual(['slow'])
    })
  })

  test('the number of records in the first fill follows what was added', async () => {
    await gateway.push(AN, 'an', addNote(1, 'd1', 'm1'))
    const { body } = await gateway.get<SnapshotPage>('/sync/snapshot', AN)
    expect(body).toMatchObject({ head: 1, total: 3 })
  })
})

describe.skipIf(withoutPostgres() !== null)('a PostgreSQL that does not get a batch done', () => {
  const kind = realPostgres()
  afterAll(() => kind.stop())

  test('is told as slow, not as absent; nothing is written, and the same batch goes through later', async () => {
    const url = await kind.url()
    const patient = await openPostgres(url)
    const hasty = await openPostgres(url, { statement_timeout: 250 })
    const issuer = await startIssuer()
    const gateway = testGateway(hasty, issuer, { now: () => NOW })
    onTestFinished(async () => {
      await gateway.gateway.close()
      await issuer.close()
      await hasty.close()
      await patient.close()
    })
    await migrate(patient)
    await refill(patient, [person('p1', ['FL', 'FED']), dossier('d1', 'p1', ['FL', 'FED'])])
    const push = () =>
      gateway.push(AN, 'an', addNote(1, 'd1', 'm1'), assign(2, 'd1', 'vl-joris', null))
    // Somebody holds the dossier longer than a statement may wait.
    const refused = await patient.transaction(async (tx) => {
      await lockRecords(tx, [{ kind: 'dossier', id: 'd1' }])
      return await push()
    })
    expect(refused).toMatchObject({ status: 503, body: { code: 'GATEWAY_SLOW' } })
    expect(await rows(patient.queries, sql`SELECT n FROM change`)).toEqual([])
    const done = await push()
    expect(done.body.answers.map(({ code }) => code)).toEqual([null, null])
    expect(await rows(patient.queries, sql`SELECT n FROM change ORDER BY n`)).toHaveLength(2)
  })
})
