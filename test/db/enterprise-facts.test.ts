import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cache } from '../../db/index.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import { engineOf, enterpriseFindings, explainEnterprise } from '../../domain/risk/index.ts'
import {
  CONTEXT,
  declaration,
  dossier,
  enterprise,
  filledCache,
  newPlace,
  page,
  person,
  sampleInsz,
  tombstone,
  wire,
} from './samples.ts'

const TODAY = '2026-03-02'
const KAAI = { street: 'Kaai 1', postalCode: '2000', place: 'Antwerpen', country: 'BE' }
const sender = (n: number) => ({
  name: `Budowa ${n}`,
  country: 'PL',
  vatNumber: `PL123456789${n}`,
  enterpriseNumber: null,
})
const firm = (n: number) =>
  wire(
    'enterprise',
    `pl${n}`,
    enterprise({ ...sender(n), address: { ...KAAI, street: null, municipality: null } }),
  )
const liaison = (email: string, phone: string) => ({ name: 'Desk', email, phone })
const sent = (id: string, n: number, email: string, phone = '+32 2 555 00 01') =>
  wire(
    'declaration',
    id,
    declaration({ l1Number: `L1-${id}`, employer: sender(n), liaison: liaison(email, phone) }),
  )

/** Somebody who came on it, and has work until the end of March. */
const EARLIER: Partial<BodyOf<'dossier'>> = {
  reference: 'FL-2024-000001',
  submittedOn: '2024-05-03',
  work: { state: 'GRANTED', since: '2026-02-01' },
  residence: { state: 'CARD_ISSUED', since: '2026-02-20' },
  authorised: { from: '2026-02-01', to: '2027-03-31' },
}

let place: ReturnType<typeof newPlace>
let cache: Cache
beforeEach(() => {
  place = newPlace()
  const lodger = person({ address: { ...KAAI, street: 'Dok 4', municipality: '11002' } })
  cache = filledCache(place, [
    wire('enterprise', 'e1', enterprise({ address: { ...KAAI, municipality: '11002' } })),
    wire('person', 'p1', lodger),
    wire('dossier', 'd1', dossier()),
    wire('dossier', 'd2', dossier(EARLIER)),
  ])
})
afterEach(() => {
  cache.close()
  place.remove()
})

const LODGER = { personId: 'p1', address: 'Dok 4', municipality: '11002', until: '2027-03-31' }

const facts = (id: string) => cache.enterpriseFacts(id)!
const handles = (id: string) =>
  facts(id).handles.map(({ kind, value, enterprises }) => [kind, value, enterprises.length])

describe('what the rules read of an enterprise', () => {
  it('are its filings by month, its workers where they live, and its handles', () => {
    const { filings, allFilings, lodgers, dossiers, declarations } = facts('e1')
    expect(filings).toEqual([
      { month: '2024-05', count: 1 },
      { month: '2026-01', count: 1 },
    ])
    expect(allFilings).toEqual(filings)
    expect(lodgers).toEqual([LODGER])
    expect(dossiers.map(({ id }) => id)).toEqual(['d1', 'd2'])
    expect(declarations).toEqual([])
    expect(cache.enterpriseFacts('nobody')).toBeNull()
  })

  it.each<[string, Partial<BodyOf<'dossier'>>, string | null]>([
    ['was refused', { work: { state: 'REFUSED', since: '2026-02-01' } }, null],
    ['waits for a visa', { residence: { state: 'VISA_PENDING', since: '2026-02-20' } }, null],
    ['has left', { residence: { state: 'EXPIRED', since: '2026-02-20' } }, null],
    ['has no last day', { authorised: { from: '2026-02-01', to: null } }, '9999-12-31'],
  ])('a worker who %s counts where the facts say that they live here', (_, told, until) => {
    cache.applyPage(page([wire('dossier', 'd2', dossier({ ...EARLIER, ...told }), 2)]))
    const expected = until === null ? [] : [{ ...LODGER, until }]
    expect(facts('e1').lodgers).toEqual(expected)
  })

  it('finds those who give one handle, told by a change and by the pass over everything alike', () => {
    const changed = cache.applyPage(
      page([
        ...[1, 2, 3].map(firm),
        sent('l1', 1, 'Desk@Hub.example'),
        sent('l2', 2, 'desk@hub.example '),
        sent('l3', 3, 'desk@hub.example', '+32 2 555 00 03'),
      ]),
    )
    expect(changed.enterprises, 'its client too').toEqual(['e1', 'pl1', 'pl2', 'pl3'])
    const told = [
      ['EMAIL', 'desk@hub.example', 3],
      ['PHONE', '+3225550001', 2],
    ]
    expect(handles('pl1')).toEqual(told)
    expect(handles('pl3')[1]).toEqual(['PHONE', '+3225550003', 1])
    const register = [{ kind: 'ADDRESS', value: 'KAAI 1|11002|BE', enterprise: '0403170701' }]
    // The first fill does not gather them: the pass does.
    expect(cache.handleDifferences()).toMatchObject({ added: register, gone: [] })
    cache.writeHandles(cache.handleDifferences())
    expect(cache.handleDifferences()).toMatchObject({ added: [], gone: [] })
    expect(handles('e1')).toEqual([['ADDRESS', 'Kaai 1, 2000 Antwerpen', 1]])
    expect(enterpriseFindings(facts('pl1'), engineOf(TODAY)).map(({ code }) => code)).toEqual([
      'R40',
    ])
  })

  it('of a region lack liaison persons and addresses of workers: rules that read them say so', () => {
    const verdicts = explainEnterprise(facts('e1'), engineOf(TODAY))
    const missing = (wanted: string) => verdicts.find(({ code }) => code === wanted)
    expect(missing('R21')).toMatchObject({ outcome: 'NOT_TESTABLE', missing: ['LIAISONS'] })
    expect(missing('R51')).toMatchObject({ outcome: 'NOT_TESTABLE', missing: ['WORKER_ADDRESSES'] })
  })

  it('a new one that shares a handle touches those who gave it before', () => {
    cache.applyPage(page([...[1, 2].map(firm), sent('l1', 1, 'desk@hub.example')]))
    const { enterprises } = cache.applyPage(page([sent('l2', 2, 'desk@hub.example')], [], 11))
    expect(enterprises).toContain('pl1')
  })

  it('forgets the handle with the declaration, and what nobody gives any more with the next pass', () => {
    cache.applyPage(page([firm(1), sent('l1', 1, 'desk@hub.example')]))
    cache.applyPage(page([tombstone('declaration', 'l1')], [], 11))
    expect(handles('pl1')).toEqual([])
    cache.applyPage(page([sent('l2', 1, 'old@hub.example')], [], 12))
    cache.applyPage(page([{ ...sent('l2', 1, 'new@hub.example'), version: 2 }], [], 13))
    cache.writeHandles(cache.handleDifferences())
    expect(handles('pl1')[0]).toEqual(['EMAIL', 'new@hub.example', 1])
  })

  it('looks after the first pass at those handles alone that are in doubt', () => {
    cache.applyPage(page([firm(1), firm(2), sent('l1', 1, 'desk@hub.example')]))
    cache.applyPage(page([sent('l2', 1, 'desk@hub.example')], [], 11))
    cache.writeHandles(cache.handleDifferences())
    expect(cache.handleDifferences()).toMatchObject({ added: [], gone: [] })
    cache.applyPage(page([tombstone('declaration', 'l1')], [], 12))
    expect(handles('pl1'), 'forgotten at once with a record that gave it').toEqual([])
    cache.writeHandles(cache.handleDifferences())
    expect(handles('pl1')[0], 'another record gives it still').toEqual([
      'EMAIL',
      'desk@hub.example',
      1,
    ])
    cache.applyPage(page([{ ...sent('l2', 1, 'new@hub.example'), version: 2 }], [], 13))
    cache.writeHandles(cache.handleDifferences())
    expect(handles('pl1')[0]).toEqual(['EMAIL', 'new@hub.example', 1])
    expect(cache.handleDifferences(), 'nothing is in doubt').toMatchObject({ added: [], gone: [] })
  })

  it('a handle that a record gives again before the pass has written is not taken for gone', () => {
    cache.applyPage(page([firm(1), sent('l1', 1, 'desk@hub.example')]))
    cache.writeHandles(cache.handleDifferences())
    const told = handles('pl1')
    const moved = { ...sent('l1', 1, 'new@hub.example'), version: 2 }
    cache.applyPage(page([moved], [], 11))
    const found = cache.handleDifferences()
    expect(found.gone.map(({ value }) => value)).toEqual(['desk@hub.example'])
    cache.applyPage(page([{ ...sent('l1', 1, 'desk@hub.example'), version: 3 }], [], 12))
    cache.writeHandles(found)
    cache.writeHandles(cache.handleDifferences())
    expect(handles('pl1')).toEqual(told)
  })

  it('a handle that leaves before the first pass has written is not given again', () => {
    cache.close()
    place.remove()
    place = newPlace()
    cache = filledCache(place, [firm(1), sent('l1', 1, 'desk@hub.example')])
    const found = cache.handleDifferences()
    expect(found.added.map(({ kind }) => kind)).toContain('EMAIL')
    cache.acceptDeletions()
    cache.applyPage(page([tombstone('declaration', 'l1')]))
    cache.writeHandles(found)
    expect(handles('pl1')).toEqual([])
  })

  it('are only those declarations whose task and place another one shares', () => {
    const on = (id: string, serial: number, street: string, from: string, to: string) =>
      wire(
        'declaration',
        id,
        declaration({
          l1Number: id,
          isco: '7112',
          employer: sender(1),
          worker: { ...declaration().worker, insz: sampleInsz(serial), passport: null },
          period: { from, to },
          places: [
            { type: 'SITE', name: null, address: { ...KAAI, street, municipality: '11002' } },
          ],
        }),
      )
    cache.applyPage(
      page([
        firm(1),
        on('l1', 2, 'Kaai 1', '2025-01-01', '2025-07-31'),
        on('l2', 3, 'Kaai 1', '2025-08-01', '2026-02-28'),
        on('l3', 4, 'Kaai 2', '2025-08-01', '2026-02-28'),
      ]),
    )
    expect(facts('pl1').sameTask.map(({ record }) => record.id)).toEqual(['l1', 'l2'])
    const [rotation] = enterpriseFindings(facts('pl1'), engineOf(TODAY))
    expect(rotation).toMatchObject({ code: 'R17', enterpriseId: 'pl1', declarationId: 'l2' })
  })
})

it('the workers of an employer are linked anew when it comes, goes or has other numbers', () => {
  const waiting = () => {
    const { persons, upTo } = cache.links.waiting()
    cache.writeLinks({ rows: [], upTo, model: null })
    return persons
  }
  const late = (change: Parameters<typeof enterprise>[0]) =>
    wire('enterprise', 'late', enterprise({ enterpriseNumber: '0417497106', ...change }))
  cache.applyPage(page([wire('dossier', 'd3', dossier({ employerId: 'late' }))]))
  waiting()
  cache.applyPage(page([late({})], [], 11))
  expect(waiting(), 'it came after its dossier').toEqual(['p1'])
  cache.applyPage(page([{ ...late({ name: 'Nieuwe naam' }), version: 2 }], [], 12))
  expect(waiting(), 'a name says nothing of numbers').toEqual([])
  cache.applyPage(page([{ ...late({ vatNumber: 'PL1234567899' }), version: 3 }], [], 13))
  expect(waiting(), 'it has another number').toEqual(['p1'])
  cache.acceptDeletions()
  cache.applyPage(page([tombstone('enterprise', 'late')], [], 14))
  expect(waiting(), 'it went').toEqual(['p1'])
})

it('a person is linked anew when a dossier of theirs names another municipality of work, and by no other change of it', () => {
  const waiting = () => {
    const { persons, upTo } = cache.links.waiting()
    cache.writeLinks({ rows: [], upTo, model: null })
    return persons
  }
  const at = (municipality: string, change: Parameters<typeof dossier>[0] = {}) => {
    const workplaces = [{ municipality, street: null, establishmentUnit: null, share: 1 }]
    return wire('dossier', 'd4', dossier({ employerId: 'e1', workplaces, ...change }))
  }
  cache.applyPage(page([at('11002')]))
  waiting()
  cache.applyPage(page([{ ...at('44021'), version: 2 }], [], 11))
  expect(waiting(), 'works in Ghent').toEqual(['p1'])
  cache.applyPage(page([{ ...at('44021', { assignee: 'fl-bo' }), version: 3 }], [], 12))
  expect(waiting(), 'somebody else handles it').toEqual([])
})

describe('findings about an enterprise', () => {
  const finding = () => {
    const shared = { kind: 'PHONE', value: '+32', enterprises: ['a', 'b', 'c', 'd'] } as const
    return enterpriseFindings({ ...facts('e1'), handles: [shared] }, engineOf(TODAY))
  }
  const row = (id: string) => cache.queue.numbers([cache.queue.rowOf(id)!])[0]!
  const close = (id: string, from: number) =>
    cache.applyPage(
      page(
        [
          wire(
            'dossier',
            id,
            dossier({
              work: { state: 'REFUSED', since: '2026-03-01' },
              residence: { state: 'NO_OBJECT', since: '2026-03-01' },
            }),
            from,
          ),
        ],
        [],
        from,
      ),
    )

  it('weigh on the open dossiers of the employer until somebody judged them', () => {
    const findings = finding()
    const changed = cache.writeFindings([{ enterpriseId: 'e1', findings }])
    expect(changed.ids).toContain('e1')
    expect(row('d1')).toMatchObject({ riskCodes: 'R40' })
    expect(cache.dossierParts('d1')!.findings).toMatchObject([{ finding: { code: 'R40' } }])
    expect(cache.enterpriseParts('e1', 10)!.findings).toMatchObject([{ status: 'OPEN' }])
    expect(cache.areStored({ enterpriseId: 'e1', findings })).toBe(true)
    const [{ id: findingId, code, ruleVersion }] = findings as [(typeof findings)[0]]
    const args = {
      findingId,
      code,
      ruleVersion,
      personId: null,
      enterpriseId: 'e1',
      dossierId: null,
      status: 'EXPLAINED',
      from: 'OPEN',
      reason: 'One group: the same reception.',
    }
    const { result } = cache.queueCommand({ name: 'judgeFinding', args }, CONTEXT)
    expect(result.outcome).toBe('QUEUED')
    expect(row('d1')).toMatchObject({ riskScore: 0, riskCodes: null })
  })

  it('no longer weigh on a dossier that closed, and weigh on one that comes to the employer', () => {
    cache.writeFindings([{ enterpriseId: 'e1', findings: finding() }])
    close('d1', 10)
    expect(row('d1').riskScore).toBe(0)
    cache.applyPage(page([wire('dossier', 'd9', dossier({ reference: 'FL-2026-000009' }))], [], 11))
    expect(row('d9').riskScore).toBeGreaterThan(0)
  })

  it('leave with the enterprise', () => {
    cache.writeFindings([{ enterpriseId: 'e1', findings: finding() }])
    cache.applyPage(page([tombstone('enterprise', 'e1')]))
    expect(cache.dossierParts('d1')!.findings).toEqual([])
    expect(row('d1').riskScore).toBe(0)
  })
})
