/**
 * The register of persons, indexed for linking: exact identifiers first, then blocks as hash chains in
 * typed arrays. A change takes out the old entry and adds a new one; nothing is built anew.
 */
import { soundOf } from '../sounds.ts'
import { swapped } from '../dates.ts'
import { type Band, bandOf, contradicts } from './bands.ts'
import {
  gradeInto,
  isConfirmed,
  isPassport,
  Names,
  prepare,
  type Prepared,
  readable,
  WIDTH,
} from './grades.ts'
import type { Identity } from './identity.ts'
import { evidenceOf, type Lessons, learnRegister, type RegisterModel } from './model.ts'

export interface Candidate {
  personId: string
  /** 0 to 1, over all candidates and "not in the register". */
  probability: number
  /** Bits of evidence. */
  weight: number
}

export interface Verdict {
  band: Band
  /** An identifier that two other fields confirm decided; no other candidate was looked for. */
  byIdentifier: boolean
  /** Likeliest first, at most three. */
  candidates: Candidate[]
}

const NOBODY: Verdict = { band: 'NONE', byIdentifier: false, candidates: [] }
const NOBODY_ELSE: ReadonlySet<string> = new Set()
const SHOWN = 3
/** Candidates whose odds against nobody are below this are not worth the sum. */
const LEAST = -12

function hashOf(text: string, salt: number): number {
  let h = salt
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  return h ^ (h >>> 13)
}

/** Chains of entries by hash; entries are numbered and only ever added. */
class Chain {
  #head: Int32Array
  #next: Int32Array
  #key: Int32Array
  #entry: Int32Array
  #count = 0

  constructor(capacity: number) {
    let slots = 1024
    while (slots < capacity * 2) slots *= 2
    this.#head = new Int32Array(slots).fill(-1)
    this.#next = new Int32Array(capacity)
    this.#key = new Int32Array(capacity)
    this.#entry = new Int32Array(capacity)
  }

  add(key: number, entry: number): void {
    if (this.#count === this.#next.length) this.#grow()
    const slot = key & (this.#head.length - 1)
    const at = this.#count
    this.#key[at] = key
    this.#entry[at] = entry
    this.#next[at] = this.#head[slot]!
    this.#head[slot] = at
    this.#count += 1
  }

  each(key: number, found: (entry: number) => void): void {
    const slot = key & (this.#head.length - 1)
    for (let at = this.#head[slot]!; at !== -1; at = this.#next[at]!) {
      if (this.#key[at] === key) found(this.#entry[at]!)
    }
  }

  has(key: number, entry: number): boolean {
    let found = false
    this.each(key, (one) => (found ||= one === entry))
    return found
  }

  #grow(): void {
    const larger = (old: Int32Array) => {
      const more = new Int32Array(old.length * 2)
      more.set(old)
      return more
    }
    this.#next = larger(this.#next)
    this.#key = larger(this.#key)
    this.#entry = larger(this.#entry)
  }
}

/** Salts of the blocks. */
const BIRTH = 1
const FAMILY_YEAR = 2
const FAMILY_DAY = 3
const GIVEN_DAY = 5
const NAMES = 6
const PASSPORT = 7

export class Register {
  readonly #names = new Names()
  readonly #people: (Prepared | null)[] = []
  readonly #ids: string[] = []
  readonly #entryOf = new Map<string, number>()
  readonly #carriers = new Map<string, number | number[]>()
  readonly #chain: Chain
  /** Persons with each given name and each family name. */
  readonly #counts: [number[], number[]] = [[], []]
  #seen: Int32Array = new Int32Array(1024)
  #round = 0
  #model: RegisterModel | null = null

  /** `expected`: about how many persons will come; more may. */
  constructor(expected: number) {
    this.#chain = new Chain(Math.max(1024, expected * 8))
  }

  get size(): number {
    return this.#entryOf.size
  }

  get model(): RegisterModel | null {
    return this.#model
  }

  useModel(model: RegisterModel): void {
    this.#model = model
  }

  /** Adds a person, or replaces what was known of them. */
  put(id: string, who: Identity): void {
    this.remove(id)
    const person = prepare(this.#names, who)
    const entry = this.#people.length
    this.#people.push(person)
    this.#ids.push(id)
    this.#entryOf.set(id, entry)
    this.#count(person, 1)
    for (const value of person.identifiers) this.#carry(value, entry)
    this.#keys(person, (key) => this.#chain.add(key, entry), true)
  }

  remove(id: string): void {
    const entry = this.#entryOf.get(id)
    if (entry === undefined) return
    const person = this.#people[entry]!
    this.#people[entry] = null
    this.#entryOf.delete(id)
    this.#count(person, -1)
    for (const value of person.identifiers) {
      const rest = this.#carriersOf(value).filter((one) => one !== entry)
      if (rest.length === 0) this.#carriers.delete(value)
      else this.#carriers.set(value, rest)
    }
  }

  /** Identifiers under which a person stands in the register. */
  identifiersOf(id: string): readonly string[] {
    const entry = this.#entryOf.get(id)
    return entry === undefined ? [] : this.#people[entry]!.identifiers
  }

  has(id: string): boolean {
    return this.#entryOf.has(id)
  }

  /** True when a fact of this person forbids that a score alone makes them the worker. */
  contradicts(worker: Identity, id: string): boolean {
    const entry = this.#entryOf.get(id)
    if (entry === undefined) return false
    return contradicts(this.#grade(prepare(this.#names, worker), entry))
  }

  readonly #open: Chain = new Chain(1024)
  readonly #openIds: string[] = []
  readonly #openNumbers = new Map<string, number>()

  /** Remembers a worker whom no identifier decides, to be found by `near`; again where they go otherwise now. */
  putOpen(declarationId: string, who: Identity): void {
    const known = this.#openNumbers.get(declarationId)
    const number = known ?? this.#openIds.length
    if (known === undefined) {
      this.#openIds.push(declarationId)
      this.#openNumbers.set(declarationId, number)
    }
    const note = (key: number) => {
      if (known === undefined || !this.#open.has(key, number)) this.#open.add(key, number)
    }
    this.#keys(prepare(this.#names, who), note, false)
  }

  /** Open declarations whose worker may be this person. */
  near(id: string): string[] {
    const entry = this.#entryOf.get(id)
    if (entry === undefined) return []
    const found = new Set<string>()
    this.#keys(
      this.#people[entry]!,
      (key) => this.#open.each(key, (number) => found.add(this.#openIds[number]!)),
      true,
    )
    return [...found]
  }

  #count({ given, family }: Prepared, by: 1 | -1): void {
    this.#counts[0][given] = (this.#counts[0][given] ?? 0) + by
    this.#counts[1][family] = (this.#counts[1][family] ?? 0) + by
  }

  #carry(value: string, entry: number): void {
    const known = this.#carriers.get(value)
    if (known === undefined) this.#carriers.set(value, entry)
    else this.#carriers.set(value, typeof known === 'number' ? [known, entry] : [...known, entry])
  }

  #carriersOf(value: string): readonly number[] {
    const known = this.#carriers.get(value)
    return known === undefined ? [] : typeof known === 'number' ? [known] : known
  }

  /** Keys of a person or worker; a person stands under the swapped date too, and under both names. */
  #keys(who: Prepared, note: (key: number) => void, isPerson: boolean): void {
    const given = soundOf(this.#names.texts[who.given]?.split(' ')[0] ?? '')
    const family = soundOf(this.#names.texts[who.family] ?? '')
    const year = who.birth.slice(0, 4)
    const day = [who.birth.slice(4, 6), who.birth.slice(6)].toSorted().join('')
    if (who.birth !== '') {
      note(hashOf(who.birth, BIRTH))
      if (!isPerson) note(hashOf(swapped(who.birth), BIRTH))
      if (family !== '') {
        note(hashOf(family + year, FAMILY_YEAR))
        note(hashOf(family + day, FAMILY_DAY))
      }
      if (given !== '') {
        if (!isPerson) note(hashOf(given + year, FAMILY_YEAR))
        note(hashOf(given + day, GIVEN_DAY))
      }
    }
    if (isPerson || who.birth === '') {
      const [a, b] = [given, family].toSorted()
      note(hashOf(`${a} ${b}`, NAMES))
    }
    for (const value of who.identifiers) {
      if (value.charCodeAt(2) === 58) note(hashOf(readable(value.slice(3)), PASSPORT))
    }
  }

  /**
   * Who the worker is, with how sure that is. Needs a model (`learn` or `useModel`). `but`: persons
   * of whom it is known that they are not the worker.
   */
  link(worker: Identity, but: ReadonlySet<string> = NOBODY_ELSE): Verdict {
    const who = prepare(this.#names, worker)
    return this.#byIdentifier(who, but) ?? this.#byScore(who, but)
  }

  readonly #row = new Uint8Array(WIDTH)

  #grade(who: Prepared, entry: number): Uint8Array {
    gradeInto(this.#names, who, this.#people[entry]!, this.#row, 0)
    return this.#row
  }

  /** An identifier in common that two other fields confirm; of a passport: and nothing speaks against. */
  #isDecided(who: Prepared, value: string, entry: number): boolean {
    const row = this.#grade(who, entry)
    if (!isConfirmed(row, 0)) return false
    return !isPassport(value) || (!contradicts(row) && !this.#isAnothers(who, entry))
  }

  /** The worker's INSZ is that of another person of the register, and not of this one. */
  #isAnothers(who: Prepared, entry: number): boolean {
    return who.identifiers.some((value) => {
      if (isPassport(value)) return false
      const carriers = this.#carriersOf(value)
      return carriers.length > 0 && !carriers.includes(entry)
    })
  }

  #byIdentifier(who: Prepared, but: ReadonlySet<string>): Verdict | null {
    for (const value of who.identifiers) {
      const confirmed = this.#carriersOf(value).filter(
        (entry) => !but.has(this.#ids[entry]!) && this.#isDecided(who, value, entry),
      )
      // A number that several confirmed persons carry is a signal (R33), not a link.
      if (confirmed.length !== 1) continue
      const candidate = { personId: this.#ids[confirmed[0]!]!, probability: 1, weight: 0 }
      return { band: 'LINKED', byIdentifier: true, candidates: [candidate] }
    }
    return null
  }

  /** Persons of the register that share a block with the worker, each once. */
  #candidates(who: Prepared): number[] {
    const found: number[] = []
    if (this.#seen.length < this.#people.length) {
      this.#seen = new Int32Array(this.#people.length * 2)
      this.#round = 0
    }
    this.#round += 1
    const take = (entry: number) => {
      if (this.#seen[entry] === this.#round || this.#people[entry] === null) return
      this.#seen[entry] = this.#round
      found.push(entry)
    }
    this.#keys(who, (key) => this.#chain.each(key, take), false)
    for (const value of who.identifiers) for (const entry of this.#carriersOf(value)) take(entry)
    return found
  }

  #odds(who: Prepared, entry: number, model: RegisterModel): number {
    const person = this.#people[entry]!
    const row = this.#grade(who, entry)
    const size = Math.max(1, this.size)
    return evidenceOf(model, row, 0, (field) => {
      const name = field === 0 ? person.given : person.family
      return this.#counts[field][name]! / size
    })
  }

  #byScore(who: Prepared, but: ReadonlySet<string>): Verdict {
    const model = this.#model!
    const prior = Math.log(model.coverage / (1 - model.coverage) / Math.max(1, this.size))
    const scored: { entry: number; weight: number }[] = []
    let sum = 1
    for (const entry of this.#candidates(who)) {
      if (but.size > 0 && but.has(this.#ids[entry]!)) continue
      const weight = this.#odds(who, entry, model)
      if (weight + prior < LEAST) continue
      sum += Math.exp(weight + prior)
      scored.push({ entry, weight })
    }
    if (scored.length === 0) return NOBODY
    scored.sort((a, b) => b.weight - a.weight || a.entry - b.entry)
    const candidates = scored.slice(0, SHOWN).map(({ entry, weight }) => ({
      personId: this.#ids[entry]!,
      probability: Math.exp(weight + prior) / sum,
      weight: weight / Math.LN2,
    }))
    this.#grade(who, scored[0]!.entry)
    const band = bandOf(candidates[0]!.probability, this.#row)
    return {
      band: band === 'LINKED' && this.#isAnothers(who, scored[0]!.entry) ? 'PROPOSED' : band,
      byIdentifier: false,
      candidates,
    }
  }

  /** Learns the model from some workers: the same workers give the same model. */
  learn(workers: readonly Identity[]): RegisterModel {
    const prepared = workers.map((worker) => prepare(this.#names, worker))
    const model = learnRegister(this.#lessons(prepared))
    this.#model = model
    this.#learnCoverage(prepared, model)
    return model
  }

  #lessons(workers: readonly Prepared[]): Lessons {
    const alive = [...this.#entryOf.values()]
    const random: number[] = []
    const byIdentifier: number[] = []
    const byBirth: number[] = []
    let state = 12_345
    for (const who of workers) {
      for (let i = 0; i < 12 && alive.length > 0; i += 1) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
        random.push(...this.#grade(who, alive[state % alive.length]!))
      }
      for (const value of who.identifiers.slice(0, 1)) {
        for (const entry of this.#carriersOf(value)) {
          const row = this.#grade(who, entry)
          row[5] = 0
          byIdentifier.push(...row)
        }
      }
      if (who.birth === '') continue
      this.#chain.each(hashOf(who.birth, BIRTH), (entry) => {
        if (this.#people[entry] === null) return
        const row = this.#grade(who, entry)
        if (row[2] !== 5) return
        row[2] = 0
        byBirth.push(...row)
      })
    }
    return {
      random: Uint8Array.from(random),
      sessions: [Uint8Array.from(byIdentifier), Uint8Array.from(byBirth)],
    }
  }

  /** How many of those whom no identifier decides are in the register at all. */
  #learnCoverage(workers: readonly Prepared[], model: RegisterModel): void {
    const open = workers.filter((who) => this.#byIdentifier(who, NOBODY_ELSE) === null)
    if (open.length < 20) return
    for (let round = 0; round < 3; round += 1) {
      let found = 0
      for (const who of open) {
        for (const { probability } of this.#byScore(who, NOBODY_ELSE).candidates)
          found += probability
      }
      model.coverage = Math.min(0.99, Math.max(0.05, found / open.length))
    }
  }
}
