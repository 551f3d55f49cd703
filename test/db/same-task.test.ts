/** Who is posted on one task: as the counts of a comparison and the rules R15 and R17 read it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openReader, type Cache } from '../../db/index.ts'
import type { StoredLink } from '../../db/relink.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import type { RegisterModel } from '../../domain/linking/register/model.ts'
import type { Candidate } from '../../domain/linking/register/register.ts'
import { engineOf, enterpriseFindings, personFindings } from '../../domain/risk/index.ts'
import {
  declaration,
  enterprise,
  filledCache,
  holding,
  newPlace,
  page,
  person,
  sampleInsz,
  tombstone,
  wire,
} from './samples.ts'

type Declaration = BodyOf<'declaration'>
type Worker = Declaration['worker']

const TODAY = '2026-11-20'
const OWN = declaration().worker
const STRANGER = { insz: sampleInsz(2), passport: null, familyName: 'Kowalska' }
const at = (street: string): Declaration['places'][number] => ({
  type: 'SITE',
  name: null,
  address: { street, postalCode: '2000', place: 'Antwerpen', municipality: '11002', country: 'BE' },
})
const sent = (id: string, worker: Partial<Worker>, more: Partial<Declaration> = {}, version = 1) =>
  wire(
    'declaration',
    id,
    declaration({
      l1Number: `L1-${id}`,
      isco: '7112',
      places: [at('Kaai 1')],
      worker: { ...OWN, ...worker },
      ...more,
    }),
    version,
  )

let place: ReturnType<typeof newPlace>
let cache: Cache
let last = 10
beforeEach(() => {
  place = newPlace()
  last = 10
})
afterEach(() => {
  cache.close()
  place.remove()
})

/** The next page that comes. */
const come = (...changes: Parameters<typeof page>[0]) => cache.applyPage(page(changes, [], last++))

const workers = () =>
  cache.comparisonParts('p1')!.facts.sameTask!.map(({ record, personId }) => [record.id, personId])

it('one who is known here is one worker, by national number on one form and by passport on the next', () => {
  cache = filledCache(place, [
    wire('person', 'p1', person()),
    sent('l1', { passport: null }),
    sent('l2', { insz: null }),
    sent('l3', STRANGER, { places: [at('Dok 9'), at('kaai, nr. 1')] }),
    sent('l4', STRANGER, { places: [at('Kaai 2')] }),
  ])
  expect(workers()).toEqual([
    ['l1', 'p1'],
    ['l2', 'p1'],
    ['l3', null],
  ])
})

it('what two sources tell under one L1 number is one declaration, and over when one tells that it is', () => {
  const again = (status: 'ACTIVE' | 'CANCELLED', version = 1) =>
    sent(
      'l9',
      { ...STRANGER, insz: null },
      { l1Number: 'L1-l3', status, submittedAt: '2026-02-03T08:00:00Z' },
      version,
    )
  cache = filledCache(place, [
    wire('person', 'p1', person()),
    wire('person', 'p2', person({ insz: sampleInsz(2), passports: [] })),
    sent('l1', {}),
    sent('l3', STRANGER),
    again('ACTIVE'),
  ])
  expect(workers(), 'by whichever record its worker is known').toEqual([
    ['l1', 'p1'],
    ['l9', 'p2'],
  ])
  come(again('CANCELLED', 2))
  expect(workers()).toEqual([['l1', 'p1']])
})

describe('G12: who replaced whom, by the rules as they read a desk', () => {
  const SENDER = { name: 'Budowa sp. z o.o.', country: 'PL', vatNumber: 'PL1111111111' }
  const employer = { ...SENDER, enterpriseNumber: null }
  const x = (more: Partial<Declaration> = {}, version = 1) =>
    sent(
      'lx',
      { insz: sampleInsz(2), passport: null, familyName: 'Kowalska' },
      { employer, period: { from: '2025-03-01', to: '2025-09-30' }, ...more },
      version,
    )
  const y = sent('ly', {}, { employer, period: { from: '2025-10-01', to: '2026-03-31' } })
  const notice = wire('workerLine', 'w1', {
    source: 'NOTIFICATIONS',
    on: '2026-02-01',
    worker: { insz: sampleInsz(2), l1Number: null },
    employer,
    wage: null,
    notification: { reason: null },
    papers: null,
    payment: null,
    activity: null,
  })
  beforeEach(() => {
    cache = filledCache(place, [
      wire('enterprise', 'e1', enterprise({ ...SENDER, enterpriseNumber: null })),
      wire('person', 'p1', person()),
      wire('person', 'p2', person({ insz: sampleInsz(2), passports: [] })),
      wire('holding', 'h1', holding({ source: 'NOTIFICATIONS', from: '2024-01-01', asOf: TODAY })),
      y,
    ])
  })
  const engine = engineOf(TODAY)
  const isSeen = (code: string, id: string) =>
    (code === 'R17'
      ? enterpriseFindings(cache.enterpriseFacts(id)!, engine)
      : personFindings(cache.personFacts(id)!, engine)
    ).some((one) => one.code === code)
  const seen = () => ({
    x: isSeen('R15', 'p2'),
    y: isSeen('R15', 'p1'),
    sender: isSeen('R17', 'e1'),
  })
  const nobody = { x: false, y: false, sender: false }
  const withY = { x: false, y: true, sender: true }

  it('comes with the declaration of X, lies with Y alone, and goes with it', () => {
    expect(seen()).toEqual(nobody)
    expect(come(x()).persons, 'Y is looked at anew').toEqual(['p1', 'p2'])
    expect(seen()).toEqual(withY)
    const cancelled = come(x({ status: 'CANCELLED' }, 2))
    expect(cancelled.persons).toEqual(['p1', 'p2'])
    expect(seen()).toEqual(nobody)
    come(x({}, 3))
    expect(seen()).toEqual(withY)
    cache.acceptDeletions()
    expect(come(tombstone('declaration', 'lx')).persons).toContain('p1')
    expect(seen()).toEqual(nobody)
  })

  it('not where it was notified in time in the name of X', () => {
    come(x())
    expect(seen()).toEqual(withY)
    const told = come(notice)
    expect(told.persons, 'Y is looked at anew').toEqual(['p1', 'p2'])
    expect(seen()).toEqual({ ...withY, y: false })
  })

  it('a pass over everybody reads the same', () => {
    come(x())
    const reader = openReader(place)
    const all = reader.everybody()
    const found = Array.from({ length: all.pieces }, (_, i) => all.persons(i).facts)
      .flat()
      .map((facts) => [facts.person.id, facts.sameTask!.map(({ record }) => record.id)])
    const one = ['p1', 'p2'].map((id) => [
      id,
      reader.personFacts(id)!.sameTask!.map(({ record }) => record.id),
    ])
    reader.close()
    expect(found).toEqual(one)
    expect(one).toEqual([
      ['p1', ['lx', 'ly']],
      ['p2', ['lx', 'ly']],
    ])
  })

  it('X who turns out to be Y replaced nobody, and the sender is looked at anew', () => {
    come(x())
    const learned = { coverage: 1, grades: { m: [], u: [] } } as unknown as RegisterModel
    cache.writeLinks({ rows: [], upTo: 0, model: learned })
    const same = { personId: 'p1', probability: 1, weight: 10, why: null } as unknown as Candidate
    const link: StoredLink = { band: 'LINKED', candidates: [same], facts: null, isJudged: true }
    const row = cache.links.lastDeclaration()
    const written = cache.writeLinks({ rows: [{ row, link }], upTo: 0, model: null })
    expect(written).toMatchObject({ persons: ['p1', 'p2'], enterprises: ['e1'] })
    // Y alone was there for longer: that is told of Y, and nothing of the sender.
    expect(seen()).toEqual({ x: false, y: true, sender: false })
    const [own] = personFindings(cache.personFacts('p1')!, engine).filter(
      ({ code }) => code === 'R15',
    )
    expect(own!.facts.map(({ label }) => label)).not.toContain('workers')
  })
})
