/** A pass over everybody reads what one look at each would read, whatever happened since the last pass. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  openBulkWriter,
  openReader,
  type Cache,
  type EnterprisePart,
  type FactPiece,
} from '../../db/index.ts'
import { connectWriter } from '../../db/sqlite.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import type { AnyRecord } from '../../domain/contract/records.ts'
import type { EnterpriseFacts } from '../../domain/risk/enterprise-facts.ts'
import { Hindsight } from '../../domain/risk/as-known.ts'
import { engineOf, enterpriseFindings, personFindings } from '../../domain/risk/index.ts'
import { enterpriseMeasuresOf } from '../../domain/risk/measures.ts'
import { pastDays } from '../../domain/risk/past-months.ts'
import type { PersonFacts } from '../../domain/risk/person-facts.ts'
import { directs } from '../../domain/risk/register-facts.ts'
import { findingsBy } from '../../domain/risk/rule-replay.ts'
import { generateWorld } from '../../gateway/practice/world/index.ts'
import { Analysis } from '../../host/analysis/analysis.ts'
import {
  enterpriseSubject,
  judgeMany,
  personSubject,
  rulesOn,
} from '../../host/analysis/subjects.ts'
import { Links } from '../../host/linking/links.ts'
import { Chance } from './random-records.ts'
import { filledCache, newPlace, page, tombstone, wire, type Place } from './samples.ts'

const TODAY = '2026-11-23'
const SIZES = { dossiers: 330, declarations: 900, persons: 280, enterprises: 110 }
const records: AnyRecord[] = [...generateWorld({ seed: 7, today: TODAY, ...SIZES })].map(
  ({ record }) => record,
)
const engine = engineOf(TODAY)

let place: Place
let cache: Cache
beforeEach(() => {
  place = newPlace()
  cache = filledCache(
    place,
    records.map((record) => ({ ...record, body: JSON.stringify(record.body) })),
  )
})
afterEach(() => {
  cache.close()
  place.remove()
})

/** As text: what a piece gives is looked up when it is asked for. */
const text = (value: unknown): string => JSON.stringify(value)

const ofPerson = (facts: PersonFacts) => {
  const { person, dossiers, declarations, presences, enterprises } = facts
  const { mandates, norms, samePassport, a1, employments, controls, sameA1, holdings } = facts
  const { samePapers, sameTask } = facts
  const { debts, lines, sameAccount, outside } = facts
  const registers = { debts, lines, sameAccount, works: outside?.WORKS }
  const extracts = { a1, employments, controls, sameA1, holdings, ...registers }
  const parties = dossiers.flatMap(({ body: { employerId, filedById } }) =>
    [employerId, filedById].map((id) => (id === null ? null : (enterprises.get(id) ?? null))),
  )
  const records = { person, dossiers, declarations, presences, parties }
  const findings = personFindings(facts, engine)
  return text({
    ...records,
    ...extracts,
    mandates,
    norms,
    samePassport,
    samePapers,
    sameTask,
    findings,
  })
}

/** What the rules read of other registers: of directors what weighs on them. */
const registerLists = ({ outside }: EnterpriseFacts) =>
  (['HOME_ACTIVITY', 'STAFF', 'SANCTIONS', 'DIRECTORS', 'WORKS'] as const).map((source) => [
    source,
    outside?.[source] ?? [],
  ])

const ofEnterprise = (facts: EnterpriseFacts) => {
  const { enterprise, filings, allFilings, dossiers, declarations } = facts
  const { sameTask, atOneSite, lodgers, handles, falseA1, tiedFalseA1, holdings } = facts
  const outside = registerLists(facts)
  const forms = { falseA1, tiedFalseA1 }
  const lists = { filings, allFilings, sameTask, atOneSite, lodgers, handles, ...forms, holdings }
  const findings = enterpriseFindings(facts, engine)
  const measures = facts.measures ?? enterpriseMeasuresOf({ falseA1: [], ...facts })
  const sharers = facts.sharers ?? Math.max(1, ...handles.map((one) => one.enterprises.length))
  const measured = { sharers, measures: [...measures] }
  return text({ enterprise, dossiers, declarations, ...lists, outside, ...measured, findings })
}

/** A pass as a desk makes it: what it read of whom, and the pieces that it kept. */
function pass() {
  const since = cache.lastFactChange()
  const reader = openReader(place)
  const all = reader.everybody()
  const read = new Map<string, string>()
  const renewed: FactPiece[] = []
  const parts: EnterprisePart[] = []
  for (let i = 0; i < all.pieces; i += 1) {
    const { facts, renewed: piece } = all.persons(i)
    if (piece) renewed.push(piece)
    for (const one of facts) read.set(one.person.id, ofPerson(one))
  }
  for (let i = 0; i < all.parts; i += 1) {
    const { facts, renewed: part } = all.enterprises(i)
    if (part) parts.push(part)
    for (const one of facts) read.set(one.enterprise.id, ofEnterprise(one))
  }
  reader.close()
  cache.keepPieces(renewed)
  for (const part of parts) cache.keepPart(part)
  cache.piecesHold(since)
  return { read, renewed: renewed.map(({ piece }) => piece), parts: parts.length }
}

/** Takes a person with everything that is told of them out of the cache; gives their facts. */
function forget(gone: AnyRecord): PersonFacts {
  const facts = cache.personFacts(gone.id)!
  const all = [
    gone,
    ...facts.dossiers,
    ...facts.presences,
    ...facts.a1!,
    ...facts.employments!,
    ...facts.controls!,
    ...facts.declarations.map(({ record }) => record),
  ]
  cache.acceptDeletions()
  cache.applyPage(page(all.map(({ kind, id }) => tombstone(kind, id))))
  return facts
}

/** Who is read otherwise than one by one. */
function differing({ read }: ReturnType<typeof pass>): string[] {
  // One that counted no applications yet: it counts those of everybody once a day.
  const reader = openReader(place)
  const persons = reader.personIds(null, 10_000)
  const enterprises = reader.enterpriseIds(null, 10_000)
  const others = [...read.keys()].filter((id) => !persons.includes(id) && !enterprises.includes(id))
  const found = [
    ...others,
    ...persons.filter((id) => read.get(id) !== ofPerson(reader.personFacts(id)!)),
    ...enterprises.filter((id) => read.get(id) !== ofEnterprise(reader.enterpriseFacts(id)!)),
  ]
  reader.close()
  return found
}

it('reads many persons together as it reads each of them, in any company', () => {
  const persons = cache.personIds(null, 10_000)
  const alone = persons.map((id) => ofPerson(cache.personFacts(id)!))
  const together = (ids: readonly string[]) => {
    const facts = cache.factsOfPersons(ids)
    return ids.map((id) => ofPerson(facts.get(id)!))
  }
  expect(together(persons)).toEqual(alone)
  const some = persons.filter((_, i) => i % 3 === 0)
  expect(together(some)).toEqual(alone.filter((_, i) => i % 3 === 0))
  expect([...cache.factsOfPersons(['absent', persons[0]!]).keys()]).toEqual([persons[0]])
})

it('the applications of everybody are those that are here now, of a look at one and of a pass', () => {
  const reader = openReader(place)
  const { id } = enterprises[0]!
  const ofMonth = (all: EnterpriseFacts['allFilings']) =>
    all.find(({ month }) => month === TODAY.slice(0, 7))?.count ?? 0
  const counted = () => [
    ofMonth(reader.enterpriseFacts(id)!.allFilings),
    ofMonth(reader.everybody().enterprises(0).facts[0]!.allFilings),
    ofMonth(cache.enterpriseFacts(id)!.allFilings),
  ]
  const [before] = counted()
  const filed = dossiers
    .slice(0, 9)
    .map(({ body }, i) => wire('dossier', `filed-${i}`, { ...body, submittedOn: TODAY }))
  cache.applyPage(page(filed, [], 10))
  expect(new Set(counted())).toEqual(new Set([before! + filed.length]))
  const gone = filed.slice(0, 4).map((one) => tombstone('dossier', one.id))
  cache.applyPage(page(gone, [], 11))
  expect(new Set(counted()), 'some left').toEqual(new Set([before! + 5]))
  const others = filed.slice(0, 4).map((one) => ({ ...one, id: `anew-${one.id}` }))
  cache.applyPage(page(others, [], 12))
  expect(new Set(counted()), 'as many came in their place').toEqual(new Set([before! + 9]))
  reader.close()
})

it('reads the same as one by one, from records and from pieces', () => {
  const first = pass()
  expect(first.renewed).toEqual([0, 1])
  expect(first.parts, 'all enterprises are measured').toBe(1)
  expect(differing(first)).toEqual([])
  const second = pass()
  expect(second.renewed, 'nothing changed').toEqual([])
  expect(second.parts, 'what was measured holds').toBe(0)
  expect(differing(second)).toEqual([])
})

it('looks back at everybody as at each, and sees today what is', () => {
  pass()
  const reader = openReader(place)
  const days = [...pastDays(TODAY).filter((_, i) => i % 4 === 0), '2026-02-14']
  const seen = (facts: PersonFacts | EnterpriseFacts) => {
    const on = new Hindsight().of(facts)
    return text(days.map((day) => findingsBy(on(day), engineOf(day))))
  }
  const all = reader.everybody()
  const [persons, enterprises] = [all.persons(0).facts, all.enterprises(0).facts]
  for (const one of persons) expect(seen(one)).toBe(seen(reader.personFacts(one.person.id)!))
  for (const one of enterprises) {
    expect(seen(one)).toBe(seen(reader.enterpriseFacts(one.enterprise.id)!))
  }
  const today = new Hindsight()
  for (const one of [...persons, ...enterprises]) {
    expect(text(findingsBy(today.of(one)(TODAY), engine))).toBe(text(findingsBy(one, engine)))
  }
  expect(today.asNow.size).toBeGreaterThan(3)
  reader.close()
})

const declarations = records.filter((one) => one.kind === 'declaration')
const persons = records.filter((one) => one.kind === 'person')
const dossiers = records.filter((one) => one.kind === 'dossier')
const presences = records.filter((one) => one.kind === 'presence')
const mandates = records.filter((one) => one.kind === 'mandate')
const enterprises = records.filter((one) => one.kind === 'enterprise')
const lines = records.filter((one) => one.kind === 'registerLine')
const forms = records.filter((one) => one.kind === 'a1')

/** Some change that moves facts from one person to another, or takes them away. */
function someChange(chance: Chance) {
  const [one, other] = [chance.pick(persons), chance.pick(persons)]
  const declaration = chance.pick(declarations)
  const { insz, passports } = other.body
  switch (chance.int(14)) {
    case 0:
      return wire('declaration', declaration.id, {
        ...declaration.body,
        worker: { ...declaration.body.worker, insz, passport: null },
      })
    case 1:
      return wire('person', one.id, { ...one.body, insz, passports })
    case 2:
      return wire('person', one.id, { ...one.body, insz: null, inszAliases: [], passports: [] })
    case 3: {
      const dossier = chance.pick(dossiers)
      return wire('dossier', dossier.id, { ...dossier.body, personId: one.id })
    }
    case 4: {
      const presence = chance.pick(presences)
      const { l1Number } = declaration.body
      return wire('presence', presence.id, { ...presence.body, insz: null, l1Number })
    }
    case 5:
      return tombstone('declaration', declaration.id)
    case 7: {
      const mandate = chance.pick(mandates)
      const { id } = chance.pick(enterprises)
      return wire('mandate', mandate.id, { ...mandate.body, mandatorId: id, status: 'ACTIVE' })
    }
    case 6: {
      // Somebody else under the same id: what its workers were measured by is another thing.
      const [{ id }, { body }] = [chance.pick(enterprises), chance.pick(enterprises)]
      return wire('enterprise', id, { ...body, legalSituation: 'BANKRUPTCY' })
    }
    case 8: {
      const dossier = chance.pick(dossiers)
      const [{ id: employerId }, { id: filedById }] = [
        chance.pick(enterprises),
        chance.pick(enterprises),
      ]
      return wire('dossier', dossier.id, { ...dossier.body, employerId, filedById })
    }
    case 9: {
      const dossier = chance.pick(dossiers)
      return wire('dossier', dossier.id, { ...dossier.body, submittedOn: '2026-10-01' })
    }
    case 10: {
      const [line, { enterprise }] = [chance.pick(lines), chance.pick(lines).body]
      return wire('registerLine', line.id, { ...line.body, enterprise })
    }
    case 11:
      return tombstone('registerLine', chance.pick(lines).id)
    case 12: {
      const [form, { employer }] = [chance.pick(forms), chance.pick(forms).body]
      return wire('a1', form.id, { ...form.body, employer, state: 'FALSE', endedOn: '2026-02-03' })
    }
    case 13:
      return wire('person', one.id, { ...one.body, address: other.body.address })
    default:
      return tombstone('person', one.id)
  }
}

it('reads the same after whatever changed', () => {
  pass()
  const chance = new Chance(1)
  for (let round = 0; round < 3; round += 1) {
    const changes = Array.from({ length: 20 }, () => someChange(chance))
    const last = new Map(changes.map((one) => [`${one.kind} ${one.id}`, one]))
    cache.acceptDeletions()
    cache.applyPage(page([...last.values()], [], 10 + round))
    expect(differing(pass()), `after round ${round}`).toEqual([])
  }
})

/** Links and findings as a desk keeps them; what fails ends the test. */
function desk() {
  const failed = vi.fn<(what: unknown) => void>()
  const shared = {
    cache,
    location: place,
    log: (level: string, what: string) => void (level === 'error' && failed(what)),
    damaged: failed,
  }
  const analysis = new Analysis({
    ...shared,
    today: () => TODAY,
    threads: 2,
    linked: () => links.settled(),
    changed: () => {},
    progress: () => {},
    untold: () => {},
  })
  const links: Links = new Links({
    ...shared,
    changed: (changed) => analysis.touched(changed),
    proposed: () => {},
  })
  const close = () => Promise.all([analysis.close(), links.close()])
  return { analysis, links, failed, close }
}

/** Of whom other findings are stored than a look by a handle that knows nothing yet gives. */
function wronglyStored(isOfAll: boolean): string[] {
  const reader = openReader(place)
  const subjects = [
    ...reader.personIds(null, 10_000).map(personSubject),
    ...reader.enterpriseIds(null, 10_000).map(enterpriseSubject),
  ]
  const judged = judgeMany(reader, subjects, rulesOn(reader, TODAY))
  // R39 compares with the applications of everybody: it is judged anew when everybody is.
  const counts = ({ code }: Finding) => isOfAll || code !== 'R39'
  const textOf = (findings: readonly Finding[]) =>
    text(findings.filter(counts).toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  const wrong = subjects.filter((subject, i) => {
    const stored = reader.findingsAbout([subject.slice(1)]).map(({ finding }) => finding)
    return textOf(stored) !== textOf(judged[i]!.findings)
  })
  reader.close()
  return wrong
}

it('stores change after change, by threads that stay, what judging everybody anew would store', async () => {
  const { analysis, links, failed, close } = desk()
  const isTrue = (when: string, isOfAll = false) =>
    vi.waitFor(
      () => {
        expect(failed).not.toHaveBeenCalled()
        expect([cache.findingsDate(), ...wronglyStored(isOfAll)], when).toEqual([TODAY])
      },
      { timeout: 60_000, interval: 250 },
    )
  try {
    links.touched()
    await analysis.ensureToday()
    await links.settled()
    await isTrue('at first', true)
    const chance = new Chance(2)
    for (let round = 0; round < 2; round += 1) {
      const changes = Array.from({ length: 80 }, () => someChange(chance))
      const last = new Map(changes.map((one) => [`${one.kind} ${one.id}`, one]))
      cache.acceptDeletions()
      const changed = cache.applyPage(page([...last.values()], [], 10 + round))
      expect(changed.persons.length, 'so many that threads judge them').toBeGreaterThan(64)
      links.touched()
      analysis.touched(changed)
      await isTrue(`after round ${round}`)
    }
    await links.settled()
    cache.setFindingsDate(null)
    await analysis.ensureToday()
    await isTrue('after a pass over everybody by a thread that stayed', true)
  } finally {
    await close()
  }
}, 200_000)

it('measures whoever works for an enterprise anew when it is not what it was', () => {
  pass()
  const employers = new Map(enterprises.map((one) => [one.id, one]))
  const workers = dossiers.filter(({ body }) => body.employerId !== null)
  const changed = [...new Set(workers.map(({ body }) => body.employerId!))].map((id) =>
    wire('enterprise', id, { ...employers.get(id)!.body, legalSituation: 'BANKRUPTCY' as const }),
  )
  cache.applyPage(page(changed, [], 10))
  const after = pass()
  expect(differing(after)).toEqual([])
  const flagged = [...after.read.values()].filter((one) => one.includes('"code":"R37"'))
  expect(flagged.length, 'their employers cannot go on').toBeGreaterThan(10)
})

/** The numbers of every enterprise as a pass has them, and as they are measured one by one. */
function measures(): { kept: Map<string, string>; now: Map<string, string> } {
  const reader = openReader(place)
  const all = reader.everybody()
  const kept = new Map<string, string>()
  for (let i = 0; i < all.parts; i += 1) {
    const { facts, renewed } = all.enterprises(i)
    for (const one of facts) kept.set(one.enterprise.id, one.measures!.join(' '))
    if (renewed) cache.keepPart(renewed)
  }
  const now = reader.enterpriseIds(null, 10_000).map((id): [string, string] => {
    const facts = reader.enterpriseFacts(id)!
    return [id, enterpriseMeasuresOf({ falseA1: [], ...facts }).join(' ')]
  })
  reader.close()
  return { kept, now: new Map(now) }
}

const [director] = lines.flatMap(({ body }) =>
  body.directorship && directs(body.directorship.function) ? [body] : [],
)
const employed = dossiers.filter(({ body }) => body.employerId !== null)
const employers = [...new Set(employed.map(({ body }) => body.employerId!))]
const homes = persons.flatMap(({ body }) => (body.address?.municipality ? [body.address] : []))

/** What may be behind the numbers of an enterprise. */
const BEHIND: Record<string, () => Parameters<typeof page>[0]> = {
  'applications of another employer': () =>
    employed.slice(0, 40).map(({ id, body }, i) => {
      const { body: other } = employed[(i + 40) % employed.length]!
      return wire('dossier', id, { ...body, employerId: other.employerId })
    }),
  'applications filed by somebody else': () =>
    employed
      .slice(0, 40)
      .map(({ id, body }) => wire('dossier', id, { ...body, filedById: employers[0]! })),
  'applications of another day': () =>
    employed
      .slice(0, 40)
      .map(({ id, body }) => wire('dossier', id, { ...body, submittedOn: '2026-10-05' })),
  'applications that leave': () => employed.slice(0, 40).map(({ id }) => tombstone('dossier', id)),
  'applications of workers who live together': () =>
    persons.map(({ id, body }) => wire('person', id, { ...body, address: homes[0]! })),
  'forms that are false': () =>
    forms.map(({ id, body }) =>
      wire('a1', id, { ...body, state: 'FALSE' as const, endedOn: '2026-02-03' }),
    ),
  'lines of another enterprise': () =>
    lines.map(({ id, body }, i) =>
      wire('registerLine', id, { ...body, enterprise: lines.at(i - 1)!.body.enterprise }),
    ),
  'lines that leave': () => lines.map(({ id }) => tombstone('registerLine', id)),
  'a sanction of their director at another enterprise': () => {
    const { director: key } = director!.directorship!
    const elsewhere = { name: 'Elders', country: 'BE', enterpriseNumber: null, vatNumber: null }
    const told = { level: 4 as const, director: key }
    const nothing = { directorship: null, home: null, staff: null, account: null }
    const line = { ...director!, ...nothing, source: 'SANCTIONS' as const, on: '2026-11-01' }
    return [wire('registerLine', 'sanction', { ...line, enterprise: elsewhere, sanction: told })]
  },
  'its own record': () =>
    enterprises.map(({ id, body }) => wire('enterprise', id, { ...body, startedOn: '2026-11-02' })),
}

it.each(Object.entries(BEHIND))('measures an enterprise anew by %s', (_, changes) => {
  const before = measures()
  cache.acceptDeletions()
  cache.applyPage(page(changes(), [], 10))
  const after = measures()
  expect(after.kept).toEqual(after.now)
  const changed = [...after.kept].filter(([id, text]) => before.kept.get(id) !== text)
  expect(changed.length, 'somebody is another one').toBeGreaterThan(0)
})

it('forgets what was measured with an enterprise that leaves', () => {
  measures()
  const gone = enterprises.find(({ id }) => !employers.includes(id))!
  cache.acceptDeletions()
  cache.applyPage(page([tombstone('enterprise', gone.id)], [], 10))
  const db = connectWriter(place.file, place.key)
  expect(db.value<number>('SELECT count(*) FROM enterprisePart')).toBe(0)
  db.close()
  const { kept, now } = measures()
  expect(kept).toEqual(now)
})

it('tells a replay of changes that come after a pass has ended beside it', () => {
  pass()
  const changes = persons.slice(0, 4).map(({ id, body }) => wire('person', id, body, 2))
  cache.applyPage(page(changes, [], 10))
  const reader = openReader(place)
  const replay = reader.everybody()
  const { id } = replay.persons(0).facts.at(-1)!.person
  pass()
  expect(changes.some((change) => change.id === id)).toBe(false)
  const { body } = persons.find((person) => person.id === id)!
  cache.applyPage(page([wire('person', id, { ...body, familyName: 'Peeters' }, 3)], [], 11))
  const again = replay.persons(0).facts.find(({ person }) => person.id === id)!
  expect(again.person.body.familyName).toBe('Peeters')
  reader.close()
})

it('takes pieces away that came between two parts of a long pull', () => {
  const { read, close } = readPieces()
  close()
  const [first, second] = [0, 1].map((piece) => read[piece]!.facts[0]!.person)
  const bulk = openBulkWriter(place)
  cache.acceptDeletions()
  const part = (from: number, id: string) =>
    bulk.applyPart(page([tombstone('person', id)], [], from))
  part(10, first!.id)
  pass()
  expect(storedPieces()).toEqual([0, 1])
  part(11, second!.id)
  bulk.close()
  expect(storedPieces(), 'the piece of whom was forgotten').toEqual([0])
})

it('measures whoever was filed by another anew when the mandate is given by somebody else', () => {
  pass()
  const changed = mandates.map(({ id, body }) =>
    wire('mandate', id, { ...body, mandatorId: body.mandataryId }),
  )
  cache.applyPage(page(changed, [], 10))
  const after = pass()
  expect(differing(after)).toEqual([])
  const flagged = [...after.read.values()].filter((one) => one.includes('"code":"R41"'))
  expect(flagged.length, 'nobody gave them one any more').toBeGreaterThan(5)
})

it('keeps nothing of what was forgotten', () => {
  pass()
  const gone = persons.find(({ id }) => cache.personFacts(id)!.declarations.length > 1)!
  const others = forget(gone)
  cache.tryClearLog()
  const db = connectWriter(place.file, place.key)
  const { raw } = db as unknown as { raw: { serialize(): Buffer } }
  const file = raw.serialize().toString('latin1')
  db.close()
  for (const { record } of others.declarations) {
    expect(file.includes(record.body.l1Number), 'a number of a forgotten declaration').toBe(false)
  }
})

/** Pieces as a pass reads them while everything is still there. */
function readPieces() {
  const reader = openReader(place)
  const all = reader.everybody()
  const read = Array.from({ length: all.pieces }, (_, i) => all.persons(i))
  return { read, close: () => reader.close() }
}

const storedPieces = (): number[] => {
  const db = connectWriter(place.file, place.key)
  const pieces = db.column<number>('SELECT piece FROM factPiece ORDER BY piece')
  db.close()
  return pieces
}

it('keeps no piece that was read before one of its records was forgotten', () => {
  const { read, close } = readPieces()
  const renewed = read.map((one) => one.renewed!)
  close()
  const gone = persons[0]!
  const piece = read.findIndex(({ facts }) => facts.some(({ person }) => person.id === gone.id))
  forget(gone)
  cache.keepPieces(renewed)
  expect(storedPieces(), 'what was forgotten would stand in it again').toEqual(
    renewed.map((one) => one.piece).filter((one) => one !== piece),
  )
  expect(differing(pass()), 'the next pass makes it anew').toEqual([])
})

it('goes on with a dossier that is forgotten after its piece was read', () => {
  pass()
  const { read, close } = readPieces()
  const facts = read.flatMap((one) => one.facts).find((one) => one.dossiers.length > 0)!
  const { id, body } = facts.dossiers[0]!
  expect(cache.record('dossier', id)).not.toBeNull()
  forget(persons.find((one) => one.id === facts.person.id)!)
  expect(body.documents, 'read from the record when it is asked for').toEqual([])
  expect(personFindings(facts, engine)).toBeInstanceOf(Array)
  close()
})
