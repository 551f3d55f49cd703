import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cache } from '../../db/index.ts'
import { connectWriter } from '../../db/sqlite.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import { strangerVerdicts } from '../../domain/limosa/strangers.ts'
import { findingPrint } from '../../domain/risk/snooze.ts'
import { workerMatrix } from '../../host/views/matrix.ts'
import type { PageSources } from '../../host/views/pages.ts'
import {
  CONTEXT,
  declaration,
  dossier,
  enterprise,
  filledCache,
  linkedMention,
  newPlace,
  note,
  page,
  person,
  presence,
  sampleInsz,
  tombstone,
  wire,
  WORLD,
  type Place,
} from './samples.ts'

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

const FINDING: Finding = {
  id: 'M1-l1',
  code: 'M1',
  ruleVersion: 1,
  revision: 0,
  enterpriseId: null,
  knownOn: null,
  kind: 'HARD',
  severity: 'HIGH',
  personId: 'p1',
  dossierId: null,
  declarationId: 'l1',
  facts: [],
  exceptions: [],
}

const assign = (dossierId: string, from: string | null, assignee: string | null) =>
  cache.queueCommand({ name: 'assignDossier', args: { dossierId, from, assignee } }, CONTEXT)
const assignee = (id: string) => cache.record('dossier', id)?.body.assignee

describe('records', () => {
  it('gives every record back as it came', () => {
    for (const { kind, id, version, body } of WORLD) {
      expect(cache.record(kind, id), `${kind} ${id}`).toEqual({
        kind,
        id,
        version,
        body: JSON.parse(body) as unknown,
      })
    }
    expect(cache.counts()).toMatchObject({ person: 2, dossier: 2, declaration: 1, note: 1 })
  })

  it('knows nothing of a record that never came', () => {
    expect(cache.record('dossier', 'absent')).toBeNull()
    expect(cache.dossierParts('absent')).toBeNull()
    expect(cache.personFacts('absent')).toBeNull()
  })
})

describe('facts of a person', () => {
  it('gathers dossiers, declarations, presences, enterprises and mandates by exact identifiers', () => {
    const facts = cache.personFacts('p1')!
    expect(facts.dossiers.map(({ id }) => id)).toEqual(['d1'])
    expect(facts.declarations).toMatchObject([{ record: { id: 'l1' }, linkedBy: 'INSZ' }])
    expect(facts.presences.map(({ id }) => id)).toEqual(['c1'])
    expect(facts.enterprises.get('e1')?.id).toBe('e1')
    expect(facts.mandates.map(({ id }) => id)).toEqual(['m1'])
  })

  it('links by passport only when the INSZ of the declaration points to nobody', () => {
    const worker = declaration().worker
    cache.applyPage(
      page([
        wire('declaration', 'byPassport', declaration({ worker: { ...worker, insz: null } })),
        wire(
          'declaration',
          'ofAnother',
          declaration({ worker: { ...worker, insz: sampleInsz(2) } }),
        ),
      ]),
    )
    const links = cache.personFacts('p1')!.declarations.map((d) => [d.record.id, d.linkedBy])
    expect(links).toEqual([
      ['byPassport', 'PASSPORT'],
      ['l1', 'INSZ'],
    ])
    expect(cache.personFacts('p2')!.declarations.map((d) => d.record.id)).toEqual(['ofAnother'])
  })

  it('links a shared passport by the birth date, and to nobody when that does not decide', () => {
    const worker = { ...declaration().worker, insz: null }
    const twin = person({ familyName: 'Twin', insz: null, birthDate: '1990-05-05' })
    cache.applyPage(
      page([
        wire('person', 'p3', twin),
        wire('declaration', 'a', declaration({ worker: { ...worker, birthDate: '1990-05-05' } })),
        wire('declaration', 'b', declaration({ worker: { ...worker, birthDate: null } })),
      ]),
    )
    expect(cache.personFacts('p3')!.declarations.map((d) => d.record.id)).toEqual(['a'])
    expect(cache.personFacts('p1')!.declarations.map((d) => d.record.id)).toEqual(['l1'])
    expect(cache.personFacts('p1')!.samePassport).toEqual([
      { personId: 'p3', birthDate: '1990-05-05', passport: { country: 'TR', number: 'U123456' } },
    ])
  })

  it('counts a presence without INSZ by the L1 number of a declaration of the person', () => {
    cache.applyPage(
      page([wire('presence', 'c2', presence({ insz: null, l1Number: 'L1-2026-000001' }))]),
    )
    expect(cache.personFacts('p1')!.presences.map(({ id }) => id)).toEqual(['c1', 'c2'])
  })
})

describe('pages', () => {
  it('gives a dossier with its parties, mandates, notes and linked declarations', () => {
    const parts = cache.dossierParts('d2')!
    expect(parts.person!.id).toBe('p2')
    expect(parts.employer!.id).toBe('e1')
    expect(parts.filer!.id).toBe('e2')
    expect(parts.mandates.map(({ id }) => id)).toEqual(['m1'])
    expect(cache.dossierParts('d1')!.notes.map(({ id }) => id)).toEqual(['n1'])
    expect(cache.dossierParts('d1')!.declarations.map(({ id }) => id)).toEqual(['l1'])
  })

  it('gives an enterprise its dossiers and declarations, as employer, filer and client', () => {
    const client = cache.enterpriseParts('e1', 200)!
    expect(client.dossierIds).toEqual(['d1', 'd2'])
    expect(client.declarations.map(({ id }) => id)).toEqual(['l1'])
    expect(client.mandates).toMatchObject([
      { mandator: 'Société Générale de Béton', mandatary: 'Bureau Ducroissant' },
    ])
    expect(cache.enterpriseParts('e2', 200)!.dossierIds).toEqual(['d2'])
    const cut = cache.enterpriseParts('e1', 1)!
    expect([cut.dossierIds.length, cut.dossierTotal]).toEqual([1, 2])
  })
})

describe('what waits, when a page comes', () => {
  it('is decided again as a chain when the page touches its record, and only then', () => {
    assign('d1', null, 'fl-an')
    assign('d1', 'fl-an', 'fl-bo')
    assign('d2', 'fl-bo', 'fl-an')
    const far = cache.applyPage(page([wire('note', 'n7', note({ dossierId: 'd2' }))]))
    expect(far.ids, 'nothing that waits hangs on the note').toEqual(['n7'])
    const near = cache.applyPage(
      page([wire('dossier', 'd1', dossier({ filedById: 'e2' }), 2)], [], 11),
    )
    expect(near.ids).toEqual(['d1'])
    expect([assignee('d1'), cache.record('dossier', 'd1')!.version]).toEqual(['fl-bo', 4])
    // Somebody else was first: neither link of the chain holds any more.
    cache.applyPage(page([wire('dossier', 'd1', dossier({ assignee: 'fl-bo' }), 3)], [], 12))
    expect([assignee('d1'), cache.record('dossier', 'd1')!.version]).toEqual(['fl-bo', 3])
    expect(assignee('d2')).toBe('fl-an')
    cache.applyPage(page([wire('dossier', 'd1', dossier(), 4)], [], 13))
    expect([assignee('d1'), cache.record('dossier', 'd1')!.version]).toEqual(['fl-bo', 6])
  })

  it('follows a command that writes more than it did when it was queued', () => {
    assign('d1', null, 'fl-bo')
    const db = connectWriter(place.file, place.key)
    db.run('UPDATE outboxRef SET written = 0')
    db.close()
    cache.applyPage(page([], [], 10))
    cache.queueCommand(
      { name: 'addNote', args: { noteId: 'w1', dossierId: 'd1', text: 'Called.' } },
      CONTEXT,
    )
    cache.applyPage(page([wire('dossier', 'd1', dossier({ filedById: 'e2' }), 2)], [], 11))
    expect([assignee('d1'), cache.record('dossier', 'd1')!.version]).toEqual(['fl-bo', 3])
    const accepted = { command: 1, outcome: 'ACCEPTED' as const, code: null, details: null }
    cache.applyPage(page([], [accepted], 12))
    expect(cache.record('dossier', 'd1')!.version, 'the confirmed one is back').toBe(2)
  })

  it('keeps what a refusal says, whether the feed or only the answer brings it', () => {
    assign('d1', null, 'fl-bo')
    assign('d2', 'fl-bo', 'fl-an')
    const details = { base: null, mine: 'fl-bo', theirs: 'fl-an' }
    const refused = { outcome: 'REFUSED' as const, code: 'STALE', details }
    cache.recordAnswers({ last: 2, answers: [{ n: 2, ...refused }] })
    cache.applyPage(page([], [{ command: 1, ...refused }]))
    cache.applyPage(page([], [], 11))
    expect(cache.attention()).toMatchObject([
      { n: 1, details },
      { n: 2, details },
    ])
  })
})

describe('lanes', () => {
  const judge = (status: 'EXPLAINED' | 'CONFIRMED', from: 'OPEN' | 'EXPLAINED') =>
    cache.queueCommand(
      {
        name: 'judgeFinding',
        args: {
          findingId: 'M1-a',
          code: 'M1',
          ruleVersion: 1,
          personId: 'p1',
          dossierId: 'd1',
          status,
          from,
          reason: 'The worker holds a card F.',
        },
      },
      CONTEXT,
    ).result
  const judgement = wire('findingJudgement', 'M1-a', {
    code: 'M1',
    ruleVersion: 1,
    personId: 'p1',
    dossierId: 'd1',
    status: 'CONFIRMED',
    reason: 'Seen on the site.',
    by: 'fl-bo',
    byName: 'Bo',
    at: '2026-03-01T10:00:00Z',
  })
  const refused = (command: number) => ({
    command,
    outcome: 'REFUSED' as const,
    code: 'STALE',
    details: null,
  })

  it('what stands on an act that lost its effect has none, whatever records it names itself', () => {
    judge('EXPLAINED', 'OPEN')
    assign('d1', null, 'fl-an')
    assign('d1', 'fl-an', 'fl-bo')
    expect(assignee('d1')).toBe('fl-bo')
    // Only the judgement changed: none of the assignments names it.
    cache.applyPage(page([judgement]))
    expect(assignee('d1'), 'both assignments stand on the judgement').toBeNull()
    cache.applyPage(page([tombstone('findingJudgement', 'M1-a')], [], 11))
    expect(assignee('d1'), 'the judgement has its effect again').toBe('fl-bo')
  })

  it('a new act stands on what the officer sees, not on one without effect', () => {
    judge('EXPLAINED', 'OPEN')
    cache.applyPage(page([judgement]))
    assign('d1', null, 'fl-an')
    assign('d2', 'fl-bo', 'fl-an')
    expect(cache.nextCommands(9).map(({ n, after }) => [n, after])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, undefined],
    ])
    expect(assignee('d1')).toBe('fl-an')
  })

  it('a refusal takes the effect of what stood on it, before the gateway says so, and the item names it', () => {
    assign('d1', null, 'fl-an')
    assign('d1', 'fl-an', 'fl-bo')
    assign('d2', 'fl-bo', 'fl-an')
    cache.applyPage(page([], [refused(1)]))
    expect(assignee('d1')).toBeNull()
    expect(assignee('d2'), 'another lane').toBe('fl-an')
    const details = { after: 1 }
    cache.applyPage(page([], [{ ...refused(2), code: 'HELD_BACK', details }], 11))
    expect(cache.attention()).toMatchObject([
      { n: 1, code: 'STALE', heldBy: null },
      { n: 2, code: 'HELD_BACK', heldBy: { name: 'assignDossier', code: 'STALE' } },
    ])
    expect(assign('d1', null, 'fl-an').result.outcome).toBe('QUEUED')
    expect(cache.nextCommands(9).at(-1), 'seen, so nothing holds it').not.toHaveProperty('after')
  })

  it('an act whose predecessor the gateway took, although it had no effect here, has its effect', () => {
    assign('d1', null, 'fl-an')
    assign('d1', 'fl-an', 'fl-bo')
    cache.applyPage(page([wire('dossier', 'd1', dossier({ assignee: 'fl-bo' }), 2)]))
    expect(assignee('d1')).toBe('fl-bo')
    const accepted = { command: 1, outcome: 'ACCEPTED' as const, code: null, details: null }
    const taken = wire('dossier', 'd1', dossier({ assignee: 'fl-an' }), 3)
    cache.applyPage(page([taken], [accepted], 11))
    expect(assignee('d1')).toBe('fl-bo')
    expect(cache.record('dossier', 'd1')!.version).toBe(4)
  })
})

describe('a refused act', () => {
  const refused = { command: 1, outcome: 'REFUSED' as const, code: 'STALE', details: null }
  const taken = wire('dossier', 'd1', dossier({ assignee: 'fl-bo' }), 2)
  const decide = (choice: 'MINE' | 'THEIRS', theirs: string | null) => ({
    n: 1,
    decided: { choices: { assignee: { choice, theirs } }, words: {} },
  })
  beforeEach(() => {
    assign('d1', null, 'fl-an')
    cache.applyPage(page([taken], [refused]))
  })

  it('shows what it and the record disagree on, read from the record as it stands', () => {
    expect(cache.attention()).toMatchObject([
      { fields: [{ field: 'assignee', base: null, mine: 'fl-an', theirs: 'fl-bo' }] },
    ])
    cache.applyPage(page([wire('dossier', 'd1', dossier(), 3)], [], 11))
    expect(cache.attention()).toMatchObject([{ fields: [] }])
  })

  it('sent again with mine it is a new act, has its effect at once, and the item leaves', () => {
    const { result } = cache.sendAgain(decide('MINE', 'fl-bo'), CONTEXT)
    expect(result).toEqual({ outcome: 'QUEUED', n: 2 })
    expect(assignee('d1')).toBe('fl-an')
    expect(cache.attention()).toEqual([])
    expect(cache.nextCommands(9)).toMatchObject([{ n: 2, args: { from: 'fl-bo' } }])
    expect(cache.sendAgain(decide('MINE', 'fl-bo'), CONTEXT).result).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('left as others made it, the item leaves and nothing is sent', () => {
    expect(cache.sendAgain(decide('THEIRS', 'fl-bo'), CONTEXT).result.outcome).toBe('LEFT')
    expect(cache.attention()).toEqual([])
    expect(cache.nextCommands(9)).toEqual([])
  })

  it('left as others made it, own words go only when the officer says so', () => {
    const reason = 'She knows the file.'
    const call = { dossierId: 'd1', assignee: 'fl-an', from: 'fl-bo', reason }
    cache.queueCommand({ name: 'assignDossier', args: call }, CONTEXT)
    const other = wire('dossier', 'd1', dossier({ assignee: 'fl-cis' }), 3)
    cache.applyPage(page([other], [{ ...refused, command: 2 }], 11))
    const choices = { assignee: { choice: 'THEIRS' as const, theirs: 'fl-cis' } }
    const send = (letGo: boolean) =>
      cache.sendAgain({ n: 2, decided: { choices, words: {}, letGo } }, CONTEXT).result.outcome
    expect(send(false)).toBe('ASKS')
    expect(cache.attention()).toMatchObject([{ n: 1 }, { n: 2, args: { reason } }])
    expect(send(true)).toBe('LEFT')
    expect(cache.attention()).toMatchObject([{ n: 1 }])
  })

  it('decided on what no longer stands there, it stays as it is', () => {
    const { result } = cache.sendAgain(decide('MINE', 'fl-an'), CONTEXT)
    expect(result).toMatchObject({ outcome: 'REFUSED', code: 'STALE' })
    expect(cache.attention()).toMatchObject([{ n: 1, code: 'STALE' }])
    expect(cache.nextCommands(9)).toEqual([])
  })

  it('refused at once, it stays with the new reason and the words as edited', () => {
    const args = { noteId: 'w9', dossierId: 'd1', text: 'Called again.' }
    cache.queueCommand({ name: 'addNote', args }, CONTEXT)
    cache.applyPage(page([], [{ ...refused, command: 2, code: 'NOT_FOUND' }], 11))
    const decided = { choices: {}, words: { text: '   ' } }
    const { result } = cache.sendAgain({ n: 2, decided }, CONTEXT)
    expect(result).toMatchObject({ outcome: 'REFUSED', code: 'TEXT_REQUIRED' })
    expect(cache.attention()[1]).toMatchObject({ code: 'TEXT_REQUIRED', args: { text: '   ' } })
    cache.sendAgain({ n: 2, decided: { choices: {}, words: { text: 'Called twice.' } } }, CONTEXT)
    expect(cache.record('note', 'w9')!.body.text).toBe('Called twice.')
    expect(cache.attention().map(({ n }) => n)).toEqual([1])
  })
})

describe('a change page', () => {
  it('tells whose findings must be renewed', () => {
    const renewed = (changes: Parameters<typeof page>[0], from: number) =>
      cache.applyPage(page(changes, [], from)).persons
    expect(
      renewed([wire('declaration', 'l1', declaration({ status: 'CANCELLED' }), 2)], 10),
    ).toEqual(['p1'])
    expect(renewed([wire('dossier', 'd1', dossier({ personId: 'p2' }), 2)], 11)).toEqual([
      'p1',
      'p2',
    ])
    expect(
      renewed(
        [wire('enterprise', 'e1', { ...cache.record('enterprise', 'e1')!.body, nace: '41' }, 2)],
        12,
      ),
    ).toEqual(['p2'])
    expect(renewed([wire('note', 'n2', note())], 13)).toEqual([])
  })

  it('refuses a page that does not begin at the cursor, and changes nothing', () => {
    expect(() => cache.applyPage(page([tombstone('note', 'n1')], [], 9))).toThrow(
      'GATEWAY_BAD_ANSWER',
    )
    expect(cache.record('note', 'n1')).not.toBeNull()
    expect(cache.state().cursor).toBe(10)
  })

  it('keeps out a body that does not fit, says so, and goes on with the rest', () => {
    const bad = { kind: 'dossier' as const, id: 'd1', version: 2, body: '{"reference":1}' }
    const applied = cache.applyPage(page([bad, wire('note', 'n2', note())]))
    expect(applied.rejected.count).toBe(1)
    expect(cache.outboxCounts().unreadable, 'for the status line').toBe(1)
    expect(applied.rejected.error).toMatchObject({
      code: 'GATEWAY_BAD_ANSWER',
      details: { kind: 'dossier', id: 'd1', count: 1 },
    })
    expect(cache.record('dossier', 'd1')!.body).toEqual(dossier())
    expect(cache.record('note', 'n2')).not.toBeNull()
  })

  it('a search shows the own number of an enterprise, and no key of a mention that is linked to it', () => {
    const none = enterprise({ name: 'Zonder Nummer', enterpriseNumber: null })
    const foreign = enterprise({ ...none, name: 'Gradnje Vrh', vatNumber: 'SI15012557' })
    cache.applyPage(page([wire('enterprise', 'x1', none), wire('enterprise', 'x2', foreign)]))
    const mentions = [linkedMention('BE:BOUW.NOORD', 'x1'), linkedMention('0403019261', 'x2')]
    cache.writeLinks({ rows: [], upTo: 0, model: null, mentions })
    const shown = ['Zonder Nummer', 'Gradnje Vrh'].map((name) => cache.search(name, 5))
    expect(shown).toMatchObject([[{ id: 'x1', detail: '' }], [{ id: 'x2', detail: 'SI15012557' }]])
  })

  it('a declared worker of nobody stands in the coverage and is found by name, until they are linked', async () => {
    const today = '2026-03-02'
    const worker = {
      ...declaration().worker,
      familyName: 'Kovačević',
      givenNames: 'Zoran',
      insz: null,
      passport: null,
      nationality: 'RS',
    }
    const body = declaration({
      l1Number: 'lx-77',
      worker,
      submittedAt: '2026-02-27T09:00:00.000Z',
      period: { from: '2026-03-01', to: '2026-06-30' },
      places: [
        {
          type: 'SITE',
          name: 'Werf',
          address: {
            street: null,
            postalCode: '4000',
            place: null,
            municipality: null,
            country: 'BE',
          },
        },
      ],
    })
    const free = { ...body, l1Number: 'lx-78', worker: { ...worker, nationality: 'HR' } }
    const unknown = { ...body, l1Number: 'lx-79', worker: { ...worker, nationality: 'ZZ' } }
    const told = [body, free, unknown]
    cache.applyPage(page(told.map((one, i) => wire('declaration', `x${i}`, one))))
    const link = (band: 'NONE' | 'PROPOSED' | 'LINKED') =>
      cache.writeLinks({
        rows: cache.links.workersById(['x0', 'x1', 'x2']).map(({ row }) => ({
          row,
          link: {
            band,
            candidates: band === 'NONE' ? [] : [{ personId: 'p1', probability: 0.5, weight: 3 }],
            facts: null,
            isJudged: false,
          },
        })),
        upTo: 0,
        model: null,
      })
    const seen = () =>
      cache
        .coverage(today)
        .filter(({ personId }) => personId === null)
        .map(({ declarationId, code, needs, worker: who, region, when, reminder }) => [
          declarationId,
          code,
          needs,
          who,
          region,
          when,
          reminder,
        ])
        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))
    link('NONE')
    expect(seen()).toEqual([
      ['x0', 'M1', 'MAYBE', 'STRANGER', 'WA', 'RUNNING', 'LATE'],
      ['x2', 'M0', 'UNDETERMINED', 'STRANGER', 'WA', 'RUNNING', null],
    ])
    expect(cache.search('vic', 5), 'words are found by their beginning').toEqual([])
    expect(cache.search('zor kova', 5)).toHaveLength(3)
    const hits = cache.search('kovacevic', 5)
    expect(hits.map(({ kind, id, personId }) => `${kind} ${id} ${personId}`).toSorted()).toEqual([
      'declaration x0 null',
      'declaration x1 null',
      'declaration x2 null',
    ])
    expect(cache.search('lx-77', 5), 'an L1 number has letters of either kind').toMatchObject([
      { kind: 'declaration', id: 'x0' },
    ])
    const seenAtWork = presence({ insz: null, l1Number: 'lx-78', date: '2026-07-01' })
    cache.applyPage(page([wire('presence', 'seen', seenAtWork)], [], 11))
    const asked = { id: 'e1', from: '2026-02-23', weeks: 20 }
    const source = { cache, today } as unknown as PageSources
    const { workers, workerTotal } = await workerMatrix((read) => read(source), asked)
    const strangers = workers.filter(({ personId }) => personId === null)
    expect(
      strangers.map(({ declarationId, worker: who, name, codes }) => [
        declarationId,
        who,
        name,
        codes.slice(0, 3),
      ]),
    ).toEqual([
      ['x0', 'STRANGER', 'KOVAČEVIĆ Zoran', '!!!'],
      ['x1', 'STRANGER', 'KOVAČEVIĆ Zoran', 'FFF'],
      ['x2', 'STRANGER', 'KOVAČEVIĆ Zoran', '!!!'],
    ])
    expect(strangers[1], 'seen after what was declared').toMatchObject({
      codes: expect.stringMatching(/FS\.$/),
      seen: expect.stringMatching(/10$/),
    })
    expect(workerTotal).toBe(workers.length)
    const [own] = cache.coverage(today).filter(({ declarationId }) => declarationId === 'x0')
    const about = {
      findingId: own!.id,
      code: 'M1',
      ruleVersion: own!.ruleVersion,
      print: own!.print,
    }
    const args = {
      ...about,
      personId: null,
      declarationId: 'x0',
      dossierId: null,
      status: 'ASKED',
      from: 'OPEN',
      reason: 'Gevraagd aan de opdrachtgever.',
    }
    expect(cache.queueCommand({ name: 'judgeFinding', args }, CONTEXT).result.outcome).toBe(
      'QUEUED',
    )
    const judged = cache.coverage(today).find(({ declarationId }) => declarationId === 'x0')
    expect(judged).toMatchObject({
      id: own!.id,
      status: 'ASKED',
      saidStatus: 'ASKED',
      reminder: null,
    })
    expect(judged?.reason).toBe(args.reason)
    const [verdict] = strangerVerdicts([cache.record('declaration', 'x0')!], today)
    expect(cache.strangerSignal(verdict!.signal!.finding)).toMatchObject({
      saidId: own!.id,
      status: 'ASKED',
      pending: true,
    })
    expect(cache.search('LX-78', 5), 'of either kind it was declared with').toMatchObject([
      { kind: 'declaration', id: 'x1' },
    ])
    link('PROPOSED')
    expect(seen().map(([id, , , who]) => [id, who])).toEqual([
      ['x0', 'PROPOSED'],
      ['x2', 'PROPOSED'],
    ])
    link('LINKED')
    expect(seen()).toEqual([])
    expect(cache.search('kovacevic', 5)).toEqual([])
    const late = new Date(Date.UTC(2026, 9, 30)).toISOString().slice(0, 10)
    link('NONE')
    expect(cache.coverage(late).filter(({ personId }) => personId === null)).toEqual([])
  })

  it('forgets everything about a record that left the scope', () => {
    cache.writeFindings([{ personId: 'p1', findings: [FINDING] }])
    cache.applyPage(page([tombstone('declaration', 'l1')]))
    expect(cache.personFacts('p1')!.declarations).toEqual([])
    expect(cache.personParts('p1')!.findings).toEqual([])
    expect(cache.search('L1-2026', 10)).toEqual([])
    cache.applyPage(page([tombstone('person', 'p1')], [], 11))
    expect(cache.personParts('p1')).toBeNull()
    expect(cache.search('lucja', 10)).toEqual([])
    expect(cache.queue.rowsWith('LUCJA').persons).toEqual([])
    expect(cache.queue.texts([cache.queue.rowOf('d1')!])).toMatchObject([{ personName: null }])
  })

  it('stops at the fuse when a page would delete more than 1 % and more than 50 records', () => {
    const many = Array.from({ length: 60 }, (_, i) => wire('note', `x${i}`, note()))
    cache.applyPage(page(many))
    const deletions = many.map(({ id }) => tombstone('note', id))
    expect(() => cache.applyPage(page(deletions, [], 11))).toThrow('SYNC_FUSE')
    expect(cache.counts().note).toBe(61)
    cache.applyPage(page(deletions.slice(0, 50), [], 11))
    expect(cache.counts().note).toBe(11)
  })

  it('counts deletions over all slices of a pull, however often it is tried, until a person accepts', () => {
    const many = Array.from({ length: 90 }, (_, i) => wire('note', `x${i}`, note()))
    cache.applyPage(page(many))
    const total = WORLD.length + many.length
    const deletions = many.map(({ id }) => tombstone('note', id))
    const slice = (from: number) => ({
      ...page(deletions.slice((from - 11) * 30, (from - 10) * 30), [], from),
      head: 14,
    })
    expect(() => cache.judgeDeletions(slice(11).changes)).not.toThrow()
    cache.applyPage(slice(11))
    const rest = [...slice(12).changes, ...slice(13).changes]
    for (const _try of [1, 2]) expect(() => cache.judgeDeletions(rest)).toThrow('SYNC_FUSE')
    expect(() => cache.applyPage(slice(12))).toThrowError(
      expect.objectContaining({ code: 'SYNC_FUSE', details: { deleted: 60, total } }),
    )
    expect(cache.counts().note).toBe(61)
    cache.acceptDeletions()
    cache.applyPage(slice(12))
    cache.applyPage(slice(13))
    expect(cache.counts().note).toBe(1)
    cache.applyPage(page(many, [], 14))
    expect(() => cache.judgeDeletions(page(deletions).changes), 'accepted once').toThrow(
      'SYNC_FUSE',
    )
  })

  it('does not count tombstones of records that are not here towards the fuse', () => {
    const strangers = Array.from({ length: 500 }, (_, i) => tombstone('note', `never-${i}`))
    expect(cache.applyPage(page(strangers)).ids).toEqual([])
  })
})

describe('findings', () => {
  it('gives dossiers of the person the triage of open findings, and renews it by a judgement', () => {
    const risk = () => cache.queue.numbers([cache.queue.rowOf('d1')!])[0]!.riskScore
    cache.writeFindings([{ personId: 'p1', findings: [FINDING] }])
    const open = risk()
    expect(open, 'an open M1 must weigh').toBeGreaterThan(0)
    const { result } = cache.queueCommand(
      {
        name: 'judgeFinding',
        args: {
          findingId: FINDING.id,
          code: 'M1',
          ruleVersion: 1,
          personId: 'p1',
          dossierId: null,
          status: 'EXPLAINED',
          from: 'OPEN',
          reason: 'The worker holds a card F.',
        },
      },
      CONTEXT,
    )
    expect(result.outcome).toBe('QUEUED')
    expect(risk()).toBeLessThan(open)
    expect(cache.personParts('p1')!.findings).toMatchObject([
      { status: 'EXPLAINED', reason: 'The worker holds a card F.', pending: true },
    ])
  })

  it('do not count while their rule is set aside, and count again on the day, or when a fact differs', () => {
    const risk = () => cache.queue.numbers([cache.queue.rowOf('d1')!])[0]!.riskScore
    const shown = () => cache.personParts('p1')!.findings.map(({ snooze }) => snooze?.until)
    const { id: findingId } = FINDING
    const about = { findingId, code: 'M1', ruleVersion: 1, personId: 'p1', enterpriseId: null }
    const setAside = (until: string | null) =>
      cache.queueCommand(
        {
          name: 'snoozeRule',
          args: {
            ...about,
            dossierId: null,
            snooze: { until, print: findingPrint(FINDING) },
            reason: 'The papers follow within the month.',
          },
        },
        CONTEXT,
      )
    cache.beginDay('2026-03-02')
    cache.writeFindings([{ personId: 'p1', findings: [FINDING, { ...FINDING, id: 'M1-b' }] }])
    expect(risk()).toBeGreaterThan(0)
    setAside('2026-03-10')
    expect(risk()).toBe(0)
    expect(shown(), 'the whole rule, for this person').toEqual(['2026-03-10', '2026-03-10'])
    expect(cache.beginDay('2026-03-09').queue.dossiers).toEqual([])
    expect(cache.beginDay('2026-03-12').queue.dossiers).toHaveLength(1)
    expect(risk()).toBeGreaterThan(0)
    expect(shown()).toEqual([undefined, undefined])
    cache.writeFindings([{ personId: 'p1', findings: [FINDING] }])
    setAside(null)
    expect(risk(), 'until a fact differs').toBe(0)
    const source = { kind: 'presence', id: 'c1', field: 'date', asOf: null }
    const facts: Finding['facts'] = [{ label: 'days', type: 'number', value: 3, source }]
    cache.writeFindings([{ personId: 'p1', findings: [{ ...FINDING, facts }] }])
    expect(risk()).toBeGreaterThan(0)
  })

  it('count again when they rest on facts that were not there when they were judged', () => {
    const risk = () => cache.queue.numbers([cache.queue.rowOf('d1')!])[0]!.riskScore
    const shown = () => cache.personParts('p1')!.findings[0]!
    const day = (value: string): Finding['facts'][number] => ({
      label: 'presenceLast',
      type: 'date',
      value,
      source: { kind: 'presence', id: 'c1', field: 'date', asOf: value },
    })
    const resting = (...facts: Finding['facts']) =>
      cache.writeFindings([{ personId: 'p1', findings: [{ ...FINDING, facts }] }])
    const judge = (status: string) => {
      const { finding, saidStatus: from } = shown()
      const reason = 'The worker holds a card F.'
      const about = { findingId: FINDING.id, code: 'M1', ruleVersion: 1, personId: 'p1' }
      const args = { ...about, dossierId: null, status, from, reason, print: findingPrint(finding) }
      return cache.queueCommand({ name: 'judgeFinding', args }, CONTEXT).result.outcome
    }
    resting(day('2026-02-28'))
    const open = risk()
    expect(judge('EXPLAINED')).toBe('QUEUED')
    expect(risk()).toBe(0)
    resting(day('2026-02-28'), day('2026-09-02'))
    expect(risk()).toBe(open)
    expect(shown()).toMatchObject({ status: 'OPEN', saidStatus: 'EXPLAINED', byName: 'An' })
    expect(judge('EXPLAINED'), 'of all of it, for the same reason').toBe('QUEUED')
    expect(risk()).toBe(0)
    expect(judge('CONFIRMED')).toBe('QUEUED')
    expect(risk(), 'what was confirmed weighs on what is open').toBe(open)
  })

  it('changes nothing when the findings are the same', () => {
    cache.writeFindings([{ personId: 'p1', findings: [FINDING] }])
    expect(cache.writeFindings([{ personId: 'p1', findings: [FINDING] }])).toMatchObject({
      kinds: [],
      queue: { dossiers: [] },
    })
  })
})
