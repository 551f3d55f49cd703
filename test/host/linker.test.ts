/** Links of a practice world: found whole, kept true change by change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCache, openFill, type Cache } from '../../db/index.ts'
import * as v from 'valibot'
import { LinkScore } from '../../domain/contract/link-score.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import type { WireRecord } from '../../domain/contract/sync.ts'
import { World } from '../../gateway/practice/world/index.ts'
import type { LinkVerdict } from '../../domain/contract/codes.ts'
import { pairFacts } from '../../domain/linking/judgements.ts'
import { identityOfPerson, identityOfWorker } from '../../domain/linking/register/identity.ts'
import { LINKED_FROM, PROPOSED_FROM } from '../../domain/linking/register/bands.ts'
import { bandsAt, edgesAt, LIMITS_IN_USE, measureBands } from '../../domain/linking/scorecard.ts'
import { Linker } from '../../host/linking/linker.ts'
import { scoreLinks } from '../../host/workshop/score-links.ts'
import { CONTEXT, FILL_FOR, newPlace, page, tombstone, type Place } from '../db/samples.ts'

const SIZES = { dossiers: 400, declarations: 4000, persons: 900, enterprises: 150 }
const world = new World({ seed: 4, today: '2026-11-23', ...SIZES })
const truth = new Map(world.workers())
const noise = new Map<string, string>()
const records = [
  ...world.records((fact) => {
    if (fact.label === 'NOISE') noise.set(fact.declaration, fact.noise)
  }),
]
  .map(({ record }) => record)
  .filter(({ kind }) => kind === 'person' || kind === 'declaration')

let place: Place
let cache: Cache
let linker: Linker

function linkAll(): void {
  const { upTo } = cache.links.waiting()
  linker = new Linker(cache.links)
  const model = linker.learn()
  const rows = [...linker.all(0, cache.links.lastDeclaration())].flatMap((slice) => slice.rows)
  cache.writeLinks({ rows, upTo, model })
  linker.rememberOpen()
}

function renew(): number {
  const waiting = cache.links.waiting()
  return cache.writeLinks({ rows: linker.renew(waiting), upTo: waiting.upTo, model: null }).proposed
}

const links = () =>
  new Map(
    [...cache.links.everyLink()].map(({ id, personId, isLinked }) => [id, { personId, isLinked }]),
  )

beforeAll(() => {
  place = newPlace()
  const fill = openFill(place, FILL_FOR)
  const wire: WireRecord[] = records.map((one) => ({ ...one, body: JSON.stringify(one.body) }))
  fill.put({ head: 10, records: wire, next: null, total: wire.length })
  fill.finish()
  cache = openCache(place)
  linkAll()
})
afterAll(() => {
  cache.close()
  place.remove()
})

function changeDeclaration(id: string, change: (body: BodyOf<'declaration'>) => void): void {
  const record = cache.record('declaration', id)!
  change(record.body)
  cache.applyPage({
    ...page([
      { kind: 'declaration', id, version: record.version + 1, body: JSON.stringify(record.body) },
    ]),
    from: cache.state().cursor,
    to: cache.state().cursor + 1,
    head: cache.state().cursor + 1,
  })
}

const planted = (lines: Iterable<readonly [string, string]>) => ({
  pages: [[...lines].map(([record, person]) => `${record} ${person}\n`).join('')],
})

describe('linking the declarations of a practice world', () => {
  it('the scorecard says of the links what they are', () => {
    const linked = [...links()].filter(([, { isLinked }]) => isLinked)
    const right = linked.filter(([id, { personId }]) => truth.get(id) === personId)
    const told: number[] = []
    const { score, edges } = scoreLinks(cache, planted(world.owners()), (done) => told.push(done))
    expect(v.safeParse(LinkScore, score).issues, 'it can go to a window').toBeUndefined()
    const all = measureBands(bandsAt(score, LIMITS_IN_USE, true))
    expect(all.LINKED).toEqual({
      count: linked.length,
      right: right.length,
      labelled: linked.length,
      wanted: truth.size,
    })
    expect(all.NONE.count + all.ANY.count, 'every declaration stands somewhere').toBe(truth.size)
    expect(told.at(-1), 'it says how far it is').toBeGreaterThan(truth.size / 2)
    const { above, below } = edgesAt(edges, LIMITS_IN_USE.linked)
    const proposed = new Set(cache.proposedLinks().map(({ declarationId }) => declarationId))
    expect(above.length).toBeGreaterThan(0)
    for (const { declarationId, personId, probability, outcome, isContradicted } of [
      ...above,
      ...below,
    ]) {
      if (probability < PROPOSED_FROM) continue
      const isAsked = probability < LINKED_FROM || isContradicted
      expect(proposed.has(declarationId), `${declarationId} is asked`).toBe(isAsked)
      expect(outcome === 'RIGHT').toBe(truth.get(declarationId) === personId)
    }
  })

  it('links hardly anybody wrongly, and nearly everybody', () => {
    const linked = [...links()].filter(([, { isLinked }]) => isLinked)
    const right = linked.filter(([id, { personId }]) => truth.get(id) === personId)
    expect(right.length / linked.length, 'precision of what is linked').toBeGreaterThan(0.999)
    expect(right.length / truth.size, 'recall of what is linked').toBeGreaterThan(0.98)
  })

  it('finds the worker behind each kind of error', () => {
    const found = links()
    for (const kind of new Set(noise.values())) {
      const ids = [...noise].filter(([, one]) => one === kind).map(([id]) => id)
      const right = ids.filter((id) => found.get(id)?.personId === truth.get(id))
      expect(right.length / ids.length, kind).toBeGreaterThan(0.95)
    }
  })

  it('a declaration whose numbers are taken away is linked by name, and its person keeps it', () => {
    const [id, person] = [...truth].find(([one]) => !noise.has(one))!
    changeDeclaration(id, ({ worker }) => {
      worker.insz = null
      worker.passport = null
    })
    renew()
    expect(links().get(id)).toEqual({ personId: person, isLinked: true })
    const facts = cache.personFacts(person)!
    expect(facts.declarations.find(({ record }) => record.id === id)?.linkedBy).toBe('NAME')
  })

  it('a number that belongs to somebody with another name and birth date links nobody', () => {
    const [id] = [...truth].filter(([one]) => !noise.has(one))[40]!
    changeDeclaration(id, ({ worker }) => {
      worker.familyName = 'Vanoverbeke'
      worker.givenNames = 'Siegfried'
      worker.birthDate = '1951-05-05'
    })
    renew()
    expect(links().get(id)?.isLinked ?? false).toBe(false)
  })

  it('of a declaration that left since it was compared, no link is stored, and the others are', () => {
    const candidates = [{ personId: [...truth.values()][0]!, probability: 1, weight: 0 }]
    const link = { band: 'PROPOSED', candidates, facts: null, isJudged: false } as const
    const row = cache.links.lastDeclaration()
    const written = cache.writeLinks({
      rows: [
        { row: row + 1, link },
        { row, link },
      ],
      upTo: 0,
      model: null,
    })
    expect(written.proposed).toBe(1)
    cache.writeLinks({ rows: [{ row, link: null }], upTo: 0, model: null })
  })

  it('a person who goes takes the link along, and gives it back when they return', () => {
    const [id, person] = [...truth].find(([one]) => noise.get(one) === 'IDENTIFIERS_MISSING')!
    const { body } = cache.record('person', person)!
    const turn = (change: Parameters<typeof page>[0][number]) => {
      const { cursor } = cache.state()
      cache.acceptDeletions()
      cache.applyPage({ ...page([change]), from: cursor, to: cursor + 1, head: cursor + 1 })
      renew()
    }
    turn(tombstone('person', person))
    expect(links().get(id)?.personId).not.toBe(person)
    turn({ kind: 'person', id: person, version: 9, body: JSON.stringify(body) })
    expect(links().get(id)?.personId).toBe(person)
  })

  it('a person who comes after declarations of theirs finds them, also those that came or were named anew meanwhile', () => {
    const [[old, person], [other]] = [...truth].filter(([one]) => !noise.has(one)).slice(70) as [
      [string, string],
      [string, string],
    ]
    const { body } = cache.record('person', person)!
    const { body: told } = cache.record('declaration', old)!
    const worker = { ...told.worker, insz: null, passport: null }
    const turn = (change: Parameters<typeof page>[0][number]) => {
      const { cursor } = cache.state()
      cache.acceptDeletions()
      cache.applyPage({ ...page([change]), from: cursor, to: cursor + 1, head: cursor + 1 })
      renew()
    }
    turn(tombstone('person', person))
    const fresh = JSON.stringify({ ...told, l1Number: 'L1-FRESH', worker })
    turn({ kind: 'declaration', id: 'fresh', version: 1, body: fresh })
    const { worker: was } = cache.record('declaration', other)!.body
    changeDeclaration(other, (one) => Object.assign(one, { worker }))
    renew()
    const owners = () => ['fresh', other].map((id) => links().get(id)?.personId ?? null)
    expect(owners()).not.toContain(person)
    turn({ kind: 'person', id: person, version: 9, body: JSON.stringify(body) })
    expect(owners()).toEqual([person, person])
    changeDeclaration(other, (one) => Object.assign(one, { worker: was }))
    turn(tombstone('declaration', 'fresh'))
  })

  it('change by change gives what linking everything anew gives', () => {
    const byChange = links()
    linkAll()
    const anew = links()
    const different = [...anew].filter(
      ([id, link]) => byChange.get(id)?.personId !== link.personId && link.isLinked,
    )
    expect(different).toEqual([])
  })

  describe('what people said of links', () => {
    const verdictsOf = (id: string) => cache.record('linkJudgement', id)?.body.said ?? []
    const say = (id: string, personId: string, verdict: LinkVerdict) => {
      const who = identityOfPerson(personId, cache.record('person', personId)!.body)
      const facts = pairFacts(identityOfWorker(cache.record('declaration', id)!.body), who)
      const from = verdictsOf(id).find((one) => one.personId === personId)?.verdict ?? 'OPEN'
      const args = { declarationId: id, personId, verdict, facts, from, reason: '' }
      const { result } = cache.queueCommand({ name: 'judgeLink', args }, CONTEXT)
      expect(result.outcome, verdict).toBe('QUEUED')
      renew()
    }
    /** Of a worker of whom little is left but the name. */
    const somePossible = () => {
      for (const [id] of [...truth].filter(([one]) => !noise.has(one)).slice(100, 160)) {
        changeDeclaration(id, ({ worker }) => {
          Object.assign(worker, { insz: null, passport: null, sex: 'U', nationality: 'ZZ' })
          worker.birthDate = worker.birthDate && `${worker.birthDate.slice(0, 4)}-01-01`
        })
        renew()
        const found = cache.proposedLinks().find(({ declarationId }) => declarationId === id)
        if (found) return found
      }
      throw new Error('no declaration is proposed')
    }
    const asked = (id: string) =>
      cache.proposedLinks().find((one) => one.declarationId === id)?.verdict

    it('a pair that is proposed is linked, parted or left open as somebody says, and given back', () => {
      const { declarationId, personId } = somePossible()
      say(declarationId, personId, 'SAME')
      expect(links().get(declarationId)).toEqual({ personId, isLinked: true })
      const facts = cache.personFacts(personId)!
      const mine = facts.declarations.find(({ record }) => record.id === declarationId)
      expect(mine?.linkedBy).toBe('JUDGED')
      expect(asked(declarationId)).toBeUndefined()

      say(declarationId, personId, 'UNSURE')
      expect(links().get(declarationId)).toEqual({ personId, isLinked: false })
      expect(asked(declarationId)).toBe('UNSURE')

      say(declarationId, personId, 'DIFFERENT')
      expect(links().get(declarationId)?.personId).not.toBe(personId)

      say(declarationId, personId, 'OPEN')
      expect(links().get(declarationId)).toEqual({ personId, isLinked: false })
      expect(asked(declarationId)).toBe('OPEN')
    })

    it('a link by number is parted when somebody says so, until its facts change', () => {
      const [id, person] = [...truth].filter(([one]) => !noise.has(one))[60]!
      expect(links().get(id)).toEqual({ personId: person, isLinked: true })
      say(id, person, 'DIFFERENT')
      expect(links().get(id)?.isLinked ?? false).toBe(false)
      changeDeclaration(id, ({ worker }) => {
        worker.passport = null
        worker.sex = 'U'
      })
      renew()
      expect(links().get(id)).toEqual({ personId: person, isLinked: true })
    })

    it('measured by judgements, what was judged counts as linking alone would have it', () => {
      const labelled = () => {
        const { score } = scoreLinks(cache, { missing: null }, () => {})
        expect(score.labels).toBe('JUDGED')
        return bandsAt(score, LIMITS_IN_USE, true)
      }
      const [asked] = cache.proposedLinks()
      const { declarationId, personId } = asked!
      const before = labelled()
      say(declarationId, personId, 'SAME')
      renew()
      expect(links().get(declarationId)).toEqual({ personId, isLinked: true })
      const after = labelled()
      expect(after.PROPOSED.RIGHT, 'linking asked, and the answer was yes').toBe(
        before.PROPOSED.RIGHT + 1,
      )
      expect(after.LINKED, 'its own judgement does not make it right').toEqual(before.LINKED)
    })
  })
})
