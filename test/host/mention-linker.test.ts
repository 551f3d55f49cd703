/** Enterprises that declarations name without a number of the register: linked by name, kept true change by change. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Cache, openReader } from '../../db/index.ts'
import { connectReader } from '../../db/sqlite.ts'
import type { BodyOf, RecordKind } from '../../domain/contract/records.ts'
import { compareDeclarations } from '../../domain/limosa/compare.ts'
import { mentionFacts, mentionJudgementId } from '../../domain/linking/judgements.ts'
import { mentionKey } from '../../domain/linking/mentions.ts'
import type { PersonFacts } from '../../domain/risk/person-facts.ts'
import { World } from '../../gateway/practice/world/index.ts'
import { measureBands } from '../../domain/linking/scorecard.ts'
import { countMentions } from '../../host/workshop/score-mentions.ts'
import { comparisonPage } from '../../host/views/pages.ts'
import { MentionLinker } from '../../host/linking/mention-linker.ts'
import {
  declaration,
  dossier,
  enterprise,
  filledCache,
  newPlace,
  page,
  person,
  type Place,
  sampleInsz,
  tombstone,
  wire,
} from '../db/samples.ts'

const TODAY = '2026-03-02'
const BALTIC = 'LT123456789'
const CLIENT = '0403170701'
const nobody = { vatNumber: null, enterpriseNumber: null }
const named = (name: string, country = 'LT') => ({ name, country, ...nobody })
const baltic = (change: Partial<BodyOf<'enterprise'>> = {}) =>
  enterprise({
    name: 'Baltic10 Statyba UAB',
    country: 'LT',
    enterpriseNumber: null,
    vatNumber: BALTIC,
    ...change,
  })
const sent = (
  serial: number,
  employer: NonNullable<BodyOf<'declaration'>['employer']>,
  change: Partial<BodyOf<'declaration'>> = {},
) =>
  declaration({
    l1Number: `L1-${serial}`,
    employer,
    worker: { ...declaration().worker, insz: sampleInsz(serial), birthDate: '1980-01-01' },
    ...change,
  })

let place: Place
let cache: Cache
let linker: MentionLinker
let at: number

beforeEach(() => {
  place = newPlace()
  cache = filledCache(place, [
    wire('enterprise', 'baltic', baltic()),
    wire(
      'enterprise',
      'client',
      enterprise({ name: 'Beton De Bruyn NV', enterpriseNumber: CLIENT }),
    ),
    wire('person', 'p1', person({ insz: sampleInsz(1), birthDate: '1980-01-01', passports: [] })),
    wire('declaration', 'numbered', sent(1, { ...named('Baltic'), vatNumber: BALTIC })),
    wire('declaration', 'bare', sent(2, { ...named('Baltic'), vatNumber: '123 456 789' })),
    wire('declaration', 'unnumbered', sent(3, named('BALTIC10 STATYBA'))),
    wire('declaration', 'slip', sent(4, named('Baltic10 Statiba UAB'))),
    wire('declaration', 'abroad', sent(5, named('Baltic10 Statyba', 'LV'))),
    wire(
      'declaration',
      'stranger',
      sent(6, { ...named('Baltic10 Statyba'), vatNumber: 'LT987654321' }),
    ),
    wire(
      'declaration',
      'client',
      sent(7, named('Zenit'), { clients: [{ name: 'De Bruyn Beton', enterpriseNumber: null }] }),
    ),
  ])
  at = 10
  linker = new MentionLinker(cache.links.mentions)
  cache.writeLinks({
    rows: [],
    upTo: cache.links.waiting().upTo,
    model: null,
    mentions: linker.all(),
  })
})
afterEach(() => {
  cache.close()
  place.remove()
})

const ofEnterprise = (id: string) =>
  cache
    .enterpriseFacts(id)!
    .declarations.map((record) => record.id)
    .toSorted()

function come<K extends RecordKind>(kind: K, id: string, body: BodyOf<K> | null, version = 2) {
  return comeAll([body === null ? tombstone(kind, id) : wire(kind, id, body, version)])
}

function comeAll(changes: Parameters<typeof page>[0]) {
  cache.applyPage(page(changes, [], at))
  at += 1
  const waiting = cache.links.waiting()
  return cache.writeLinks({
    rows: [],
    upTo: waiting.upTo,
    model: null,
    mentions: linker.renew(waiting),
  })
}

function judge(
  verdict: 'SAME' | 'DIFFERENT' | 'UNSURE' | 'OPEN',
  name: string,
  enterpriseId: string,
  country = 'LT',
) {
  const key = mentionKey(named(name, country))!
  const facts = mentionFacts(key, cache.record('enterprise', enterpriseId)!.body)
  const said = { reason: '', by: 'fl-an', byName: 'An', at: '2026-03-02T08:00:00Z' }
  return come(
    'linkJudgement',
    mentionJudgementId(key, enterpriseId),
    { said: [], mention: { key, enterpriseId, verdict, facts, ...said } },
    at,
  )
}

/** What a pass over everybody makes of a person; its facts are looked up when they are asked for. */
function inPass<T>(id: string, made: (facts: PersonFacts) => T): T {
  const reader = openReader(place)
  try {
    const all = reader.everybody()
    const pieces = Array.from({ length: all.pieces }, (_, piece) => all.persons(piece).facts)
    return made(pieces.flat().find(({ person }) => person.id === id)!)
  } finally {
    reader.close()
  }
}

describe('mentions', () => {
  it('are the enterprise by any form of its number and by its name alone, and no other of that name', () => {
    expect(ofEnterprise('baltic')).toEqual(['bare', 'numbered', 'unnumbered'])
    expect(ofEnterprise('client')).toContain('client')
    expect(ofEnterprise('client')).toContain('numbered')
  })

  it('linked are one node of the network, others their own', () => {
    const around = cache.networkAround({ kind: 'enterprise', key: 'client' }, () => false)!
    const names = around.neighbours.map(({ kind, key }) => `${kind} ${key}`).toSorted()
    expect(names).toEqual([
      'enterprise baltic',
      'sender LT987654321',
      'sender LT:BALTIC10.STATIBA.UAB',
      'sender LT:ZENIT',
      'sender LV:BALTIC10.STATYBA',
    ])
  })

  it('come and go with declarations and with enterprises, each change touching its own', () => {
    const first = come('declaration', 'more', sent(8, named('Statyba Baltic10 uab')))
    expect(first.enterprises).toEqual(['baltic'])
    expect(ofEnterprise('baltic')).toContain('more')

    const namesake = baltic({ name: 'Baltic10 Statyba', vatNumber: 'LT555555555' })
    const second = come('enterprise', 'namesake', namesake)
    expect(second).toMatchObject({ enterprises: ['baltic'], proposed: 2 })
    expect(ofEnterprise('baltic')).toEqual(['bare', 'numbered'])

    come('enterprise', 'namesake', null)
    expect(ofEnterprise('baltic')).toEqual(['bare', 'more', 'numbered', 'unnumbered'])
    const third = come('declaration', 'far', sent(9, named('Quite Another')))
    expect(third).toMatchObject({ persons: [], enterprises: [], proposed: 0 })
  })

  it('are no longer linked by name when the number turns out to be of another', () => {
    come('enterprise', 'own', baltic({ name: 'Other', vatNumber: 'LT987654321' }))
    expect(ofEnterprise('own')).toEqual(['stranger'])
    expect(ofEnterprise('baltic')).not.toContain('stranger')
  })

  it('follow what people say, until the facts change', () => {
    expect(ofEnterprise('baltic')).not.toContain('slip')
    judge('SAME', 'Baltic10 Statiba UAB', 'baltic')
    expect(ofEnterprise('baltic')).toContain('slip')
    judge('OPEN', 'Baltic10 Statiba UAB', 'baltic')
    expect(ofEnterprise('baltic')).not.toContain('slip')

    judge('DIFFERENT', 'BALTIC10 STATYBA', 'baltic')
    expect(ofEnterprise('baltic')).not.toContain('unnumbered')
    come('enterprise', 'baltic', baltic({ name: 'Baltic10 Statyba ir Ko UAB' }), 2)
    come('enterprise', 'baltic', baltic(), 3)
    expect(ofEnterprise('baltic'), 'it holds for the same facts').not.toContain('unnumbered')
    come('enterprise', 'baltic', baltic({ vatNumber: 'LT123456788' }), 4)
    expect(ofEnterprise('baltic'), 'it has another number').toContain('unnumbered')
  })

  it('follow what people say also where the names do not come near each other', () => {
    judge('SAME', 'Zenit', 'baltic')
    expect(ofEnterprise('baltic')).toContain('client')
    come('enterprise', 'baltic', baltic({ vatNumber: 'LT123456788' }), 2)
    expect(ofEnterprise('baltic'), 'it has another number').not.toContain('client')
    come('enterprise', 'baltic', baltic(), 3)
    expect(ofEnterprise('baltic'), 'it is as it was judged').toContain('client')
    judge('DIFFERENT', 'Zenit', 'baltic')
    expect(ofEnterprise('baltic')).not.toContain('client')
    const [known] = linker.all().filter(({ key }) => key === mentionKey(named('Zenit')))
    expect(known?.link?.not).toEqual(['baltic'])
    come('enterprise', 'baltic', null, 4)
    expect(linker.all().find(({ key }) => key === known?.key)?.link, 'it is gone').toBeNull()
  })

  it('are still what was said when more enterprises of a like name come than are compared', () => {
    judge('DIFFERENT', 'BALTIC10 STATYBA', 'baltic')
    judge('SAME', 'Baltic10 Statiba UAB', 'baltic')
    comeAll(
      Array.from({ length: 62 }, (_, i) =>
        wire('enterprise', `like-${i}`, baltic({ name: 'Baltic10 Statiba', vatNumber: null })),
      ),
    )
    expect(ofEnterprise('baltic')).toContain('slip')
    expect(ofEnterprise('baltic')).not.toContain('unnumbered')
    const [known] = linker.all().filter(({ key }) => key === mentionKey(named('BALTIC10 STATYBA')))
    expect(known?.link?.not).toEqual(['baltic'])
  })
})

describe('a mention that no declaration gives any more', () => {
  /** Wherever the cache keeps what it is called, or its key. */
  const kept = (name: string) => {
    const db = connectReader(place.file, place.key)
    const texts = [
      ...db.column<string>('SELECT key || name FROM mention'),
      ...db.column<string>("SELECT id FROM relink WHERE kind = 'mention'"),
      ...db.column<string>('SELECT value FROM enterpriseNumber WHERE linked = 1'),
    ]
    db.close()
    return texts.filter((text) => text.toLowerCase().includes(name))
  }
  const forget = (id: string) => {
    const changed = cache.applyPage(page([tombstone('declaration', id)], [], at))
    at += 1
    return changed
  }

  it('is gone at once, before linking runs again, and its enterprise is judged anew', () => {
    const key = mentionKey(named('BALTIC10 STATYBA'))!
    const mine = linker.renew({ enterprises: [], mentions: [key] })
    expect(mine).toMatchObject([{ key, link: { band: 'LINKED' } }])
    expect(kept(key.toLowerCase()).length).toBeGreaterThan(0)
    expect(forget('unnumbered').enterprises).toContain('baltic')
    expect(kept(key.toLowerCase())).toEqual([])
    cache.writeLinks({ rows: [], upTo: 0, model: null, mentions: mine })
    expect(kept(key.toLowerCase()), 'nor does it come back with what was compared').toEqual([])
  })

  it('leaves the list of what waits too, also when something was said of it', () => {
    const zenit = sent(9, named('Zzyzx One'))
    cache.applyPage(page([wire('declaration', 'one', zenit)], [], at))
    at += 1
    expect(kept('zzyzx')).toHaveLength(1)
    forget('one')
    expect(kept('zzyzx')).toEqual([])
    judge('SAME', 'Zzyzx One', 'baltic')
    expect(kept('zzyzx')).toEqual([])
  })
})

describe('what is asked of mentions', () => {
  const asked = () => cache.proposedMentions().map(({ key, verdict }) => [key, verdict])
  const KEY = 'LT:BALTIC10.STATIBA.UAB'

  it('tells what was compared, and is not asked again once judged', () => {
    expect(cache.proposedMentions()).toMatchObject([
      {
        key: KEY,
        name: 'Baltic10 Statiba UAB',
        declarations: 1,
        declarationId: 'slip',
        enterpriseId: 'baltic',
        nameLevel: 'near',
        numberAgrees: 'MISSING',
        countryAgrees: 'SAME',
        why: 'NAME_DIFFERS',
        verdict: 'OPEN',
      },
    ])
    judge('UNSURE', 'Baltic10 Statiba UAB', 'baltic')
    expect(asked()).toEqual([[KEY, 'UNSURE']])
    judge('DIFFERENT', 'Baltic10 Statiba UAB', 'baltic')
    expect(asked()).toEqual([])
    come('enterprise', 'baltic', baltic({ vatNumber: 'LT123456788' }), 2)
    expect(asked(), 'the facts are others').toEqual([[KEY, 'OPEN']])
  })

  it('shows both seats where that which is told is elsewhere, also when a declaration is corrected', () => {
    const told = (street: string) => ({ ...baltic().address, street, country: 'LT' })
    const correct = (street: string, version: number) =>
      come(
        'declaration',
        'unnumbered',
        sent(3, { ...named('BALTIC10 STATYBA'), address: told(street) }),
        version,
      )
    come('enterprise', 'baltic', baltic({ address: told('Gedimino pr. 9') }), 2)
    correct('Gedimino pr. 9', 2)
    expect(ofEnterprise('baltic')).toContain('unnumbered')
    correct('Taikos pr. 100', 3)
    expect(ofEnterprise('baltic')).not.toContain('unnumbered')
    const [asked] = cache.proposedMentions().filter(({ name }) => name === 'BALTIC10 STATYBA')
    expect(asked).toMatchObject({
      why: 'SEAT_DIFFERS',
      seatAgrees: 'DIFFERENT',
      seat: { street: 'Taikos pr. 100' },
      enterpriseSeat: { street: 'Gedimino pr. 9' },
    })
  })

  it('says on the page of an enterprise why a mention is linked to it, or is not', () => {
    const whys = () =>
      cache.enterpriseParts('baltic', 10)!.mentions.map(({ key, why }) => `${key} ${why}`)
    expect(whys()).toEqual([`LT:BALTIC10.STATYBA BY_NAME`, `${KEY} NAME_DIFFERS`])
    judge('SAME', 'Baltic10 Statiba UAB', 'baltic')
    expect(whys()).toEqual([`${KEY} JUDGED_SAME`, `LT:BALTIC10.STATYBA BY_NAME`].toSorted())
  })
})

describe('the employer of a permit (M4)', () => {
  const compared = (facts: PersonFacts) =>
    compareDeclarations(facts, TODAY).map(({ code, differs }) => ({ code, differs }))
  const verdict = () => {
    const found = compared(cache.personFacts('p1')!)
    expect(inPass('p1', compared), 'as a pass over everybody reads it').toEqual(found)
    return found
  }
  /** A permit for Baltic, and one declaration of its worker by an employer without number. */
  const declared = (
    name: string,
    employerId = 'baltic',
    clients: BodyOf<'declaration'>['clients'] = [],
  ) => {
    const authorised = { from: '2026-01-01', to: '2026-12-31' }
    const work = { state: 'GRANTED', since: '2026-01-20' } as const
    const residence = { state: 'VISA_PENDING', since: '2026-02-02' } as const
    come('dossier', 'd1', dossier({ personId: 'p1', employerId, authorised, work, residence }))
    const places = [{ type: 'SITE' as const, name: 'W', address: null }]
    come('declaration', 'numbered', sent(1, named(name), { places, clients }), at)
  }

  it('is the one that is declared as they are judged, whatever the names say', () => {
    declared('Baltic10 Statyba Vilnius')
    expect(verdict()).toMatchObject([{ code: 'M0' }])
    judge('DIFFERENT', 'Baltic10 Statyba Vilnius', 'baltic')
    expect(verdict()).toMatchObject([{ code: 'M4', differs: ['EMPLOYER'] }])
    judge('SAME', 'Baltic10 Statyba Vilnius', 'baltic')
    expect(verdict()).toMatchObject([{ code: 'M0' }])
  })

  it('is not one to which the declared name is linked as another', () => {
    come('enterprise', 'other', baltic({ name: 'Baltic10 Logistika', vatNumber: 'LT555555555' }))
    declared('Baltic10 Logistika')
    expect(verdict()).toMatchObject([{ code: 'M4', differs: ['EMPLOYER'] }])
  })

  it('is the client of the posting that is linked by its name, until somebody says that it is not', () => {
    const clients = [{ name: 'De Bruyn Beton', enterpriseNumber: null }]
    declared('Zenit', 'client', [])
    expect(verdict()).toMatchObject([{ code: 'M4', differs: ['EMPLOYER'] }])
    declared('Zenit', 'client', clients)
    expect(verdict()).toMatchObject([{ code: 'M0' }])
    judge('DIFFERENT', 'De Bruyn Beton', 'client', 'BE')
    expect(verdict()).toMatchObject([{ code: 'M4', differs: ['EMPLOYER'] }])
  })

  it('is the client that the comparison page names, as the verdict has it', () => {
    const named = (name: string) => ({ name, enterpriseNumber: null })
    const shown = () => {
      const page = comparisonPage({ cache, today: TODAY }, 'p1')
      return { code: page.verdicts[0]!.code, clients: page.clients }
    }
    declared('Zenit', 'client', [named('Havenhuis'), named('De Bruyn Beton')])
    expect(shown()).toEqual({ code: 'M0', clients: [{ declarationId: 'numbered', client: 1 }] })
    judge('DIFFERENT', 'De Bruyn Beton', 'client', 'BE')
    expect(shown(), 'though the name is the same').toEqual({ code: 'M4', clients: [] })
    judge('SAME', 'Havenhuis', 'client', 'BE')
    expect(shown()).toEqual({ code: 'M0', clients: [{ declarationId: 'numbered', client: 0 }] })
    declared('Baltic10 Statyba UAB', 'baltic', [named('Havenhuis')])
    expect(shown(), 'who sends has it').toEqual({ code: 'M0', clients: [] })
  })
})

describe('the mentions of a practice world', () => {
  const SIZES = { dossiers: 400, declarations: 6000, persons: 3000, enterprises: 600 }
  const world = new World({ seed: 4, today: '2026-11-23', ...SIZES })
  const records = [...world.records()]
    .map(({ record }) => record)
    .filter(({ kind }) => kind === 'enterprise' || kind === 'declaration')
    .map(({ kind, id, version, body }) => ({ kind, id, version, body: JSON.stringify(body) }))

  it('are linked rightly and almost all of them, and the scorecard says so', () => {
    const full = newPlace()
    const filled = filledCache(full, records)
    const lines = [...world.owners()].map(([record, who]) => `${record} ${who}\n`).join('')
    const bands = countMentions(filled.links.mentions, { pages: [lines] })
    const { LINKED, ANY, NONE } = measureBands(bands)
    expect(LINKED.labelled).toBe(LINKED.count)
    expect(LINKED.count + NONE.count).toBeGreaterThan(100)
    expect(LINKED.right / LINKED.count, 'precision').toBeGreaterThan(0.995)
    expect(LINKED.right / LINKED.wanted, 'recall').toBeGreaterThan(0.9)
    expect(ANY.right / ANY.wanted, 'with the proposed').toBeGreaterThan(0.98)
    expect(NONE.wanted, 'namesakes').toBeGreaterThan(10)
    expect(NONE.right, 'namesakes are left alone').toBe(NONE.wanted)
    filled.close()
    full.remove()
  })

  it('measured by judgements, what was judged counts as linking alone would have it', () => {
    judge('DIFFERENT', 'BALTIC10 STATYBA', 'baltic')
    judge('SAME', 'Baltic10 Statiba UAB', 'baltic')
    const bands = countMentions(cache.links.mentions, { missing: null })
    expect(bands.LINKED).toMatchObject({ STRANGER: 1, RIGHT: 0 })
    expect(bands.PROPOSED).toMatchObject({ RIGHT: 1, STRANGER: 0 })
  })
})
