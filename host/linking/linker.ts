/** Links declarations to the register of one cache; keeps the register in memory between changes. */
import type { LinkRow, LinkSource, StoredLink, Waiting, WorkerIdentity } from '../../db/index.ts'
import { holding, pairFacts } from '../../domain/linking/judgements.ts'
import type { LinkJudgement } from '../../domain/contract/records.ts'
import type { RegisterModel } from '../../domain/linking/register/model.ts'
import { Register } from '../../domain/linking/register/register.ts'

/** Workers from whom the model is learned: spread over all declarations, the same each time. */
const PUPILS = 4_000

const NONE: readonly LinkJudgement[] = []

/** Persons who are not the worker, as somebody said. */
const notThem = (held: readonly LinkJudgement[]): ReadonlySet<string> =>
  new Set(held.flatMap(({ verdict, personId }) => (verdict === 'DIFFERENT' ? [personId] : [])))

const saidLink = (personId: string): StoredLink => ({
  band: 'LINKED',
  candidates: [{ personId, probability: 1, weight: 0 }],
  facts: null,
  isJudged: true,
})

export class Linker {
  readonly #source: LinkSource
  readonly #register: Register

  constructor(source: LinkSource) {
    this.#source = source
    this.#register = new Register(source.personCount())
    for (const { id, who } of source.persons()) this.#register.put(id, who)
  }

  /** Learns the model from the cache. */
  learn(): RegisterModel {
    return this.#register.learn(this.#source.someWorkers(PUPILS).map(({ who }) => who))
  }

  useModel(model: RegisterModel): void {
    this.#register.useModel(model)
  }

  /** Links of all declarations with rows after `after` up to `to`, slice by slice. */
  *all(after: number, to: number): Generator<{ rows: LinkRow[]; last: number }> {
    let last = after
    const said = this.#source.said(null)
    for (;;) {
      const workers = this.#source.workers(last, to)
      if (workers.length === 0) return
      last = workers.at(-1)!.row
      yield { rows: workers.flatMap((worker) => this.#row(worker, said) ?? []), last }
    }
  }

  /** What the link table holds of a worker; null when an identifier tells. */
  #row(
    { row, id, who }: WorkerIdentity,
    said: ReadonlyMap<string, LinkJudgement[]>,
  ): LinkRow | null {
    const about = said.get(id)
    const held = about ? holding(about, who, (personId) => this.#source.person(personId)) : NONE
    const { band, byIdentifier, candidates } = this.#register.link(who, notThem(held))
    const same = held.find(({ verdict }) => verdict === 'SAME')
    if (same) return { row, link: saidLink(same.personId) }
    if (byIdentifier) return null
    const first = band === 'PROPOSED' ? this.#source.person(candidates[0]!.personId) : null
    const facts = first && pairFacts(who, first)
    return { row, link: { band, candidates, facts, isJudged: false } }
  }

  /** Links that change with what waits: the declarations themselves, and those near a person. */
  renew({ persons, declarations }: Pick<Waiting, 'persons' | 'declarations'>): LinkRow[] {
    const ids = new Set(declarations)
    for (const personId of persons) this.#renewPerson(personId, ids)
    const workers = this.#source.workersById([...ids])
    const said = this.#source.said(workers.map(({ id }) => id))
    return workers.map((worker) => {
      const open = this.#row(worker, said)
      if (open) this.#register.putOpen(worker.id, worker.who)
      return open ?? { row: worker.row, link: null }
    })
  }

  #renewPerson(personId: string, ids: Set<string>): void {
    const before = this.#register.identifiersOf(personId)
    const near = this.#register.near(personId)
    const now = this.#source.person(personId)
    if (now) this.#register.put(personId, now)
    else this.#register.remove(personId)
    for (const row of near) ids.add(row)
    for (const row of this.#register.near(personId)) ids.add(row)
    const identifiers = [...new Set([...before, ...(now?.identifiers ?? [])])]
    for (const id of this.#source.near(personId, identifiers)) ids.add(id)
  }

  /**
   * Remembers the workers whom no identifier decides: a new person may be one of them. Those that come or
   * change later, `renew` remembers.
   */
  rememberOpen(): void {
    for (const { id, who } of this.#source.open()) this.#register.putOpen(id, who)
  }
}
