/**
 * What the rules about enterprises may read of a whole world, as a desk with all scopes would gather it.
 * One walk over everybody counts; declarations are kept of those alone who share a task with others.
 */
import { OPEN_END } from '../../../domain/calendar/spans.ts'
import { isArrived } from '../../../domain/dossier/arrived.ts'
import type { HandleKind } from '../../../domain/contract/codes.ts'
import type { TandemRecord } from '../../../domain/contract/records.ts'
import { accountLabel } from '../../../domain/identifiers/iban.ts'
import { buildingSite, siteOfClient } from '../../../domain/limosa/building-site.ts'
import { taskKeys, type OnTask } from '../../../domain/limosa/same-task.ts'
import { enterpriseKeys } from '../../../domain/linking/enterprise-keys.ts'
import type {
  Directed,
  EnterpriseFacts,
  MonthOfFilings,
} from '../../../domain/risk/enterprise-facts.ts'
import {
  accountHandle,
  declaredHandles,
  isAccount,
  registeredHandles,
} from '../../../domain/risk/handles.ts'
import {
  directedIn,
  directorOf,
  linesIn,
  registerFacts,
  type RegisterLine,
  worksParties,
  worksPlace,
} from '../../../domain/risk/register-facts.ts'
import type { PersonFacts } from '../../../domain/risk/person-facts.ts'

type Declaration = TandemRecord<'declaration'>
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
type Months = Map<string, number>

const monthsOf = (months: Months = new Map()): MonthOfFilings[] =>
  [...months]
    .map(([month, count]) => ({ month, count }))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))

function group<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}

/** Number under which a declaration names its sender. */
const senderNumber = ({ body: { employer } }: Declaration) =>
  employer?.enterpriseNumber ?? employer?.vatNumber ?? null

/** Gathers what stands in the records of persons under the enterprises that they name. */
export class FirmFacts {
  readonly #falseA1 = new Map<string, TandemRecord<'a1'>[]>()
  readonly #lines = new Map<string, RegisterLine[]>()
  readonly #ofDirector = new Map<string, RegisterLine[]>()
  /** Dossiers by employer and declarations by sender, of those into which rules look. */
  readonly #dossiers = new Map<string, TandemRecord<'dossier'>[]>()
  readonly #declarations = new Map<string, Declaration[]>()
  readonly #held: readonly TandemRecord<'holding'>[]
  readonly #norms: readonly TandemRecord<'norm'>[]
  readonly #months = new Map<string, Months>()
  readonly #all: Months = new Map()
  readonly #lodgers = new Map<string, EnterpriseFacts['lodgers'][number][]>()
  /** Handles, one text each, by the number of the sender; and who gives each. */
  readonly #handles = new Map<string, Set<string>>()
  readonly #givers = new Map<string, Set<string>>()
  /** Person that first declared a task; those who share one are walked a second time. */
  readonly #tasks = new Map<string, number>()
  readonly #sharing = new Set<number>()
  readonly #sameTask = new Map<string, OnTask[]>()
  /** Works by who has a part and by place. */
  readonly #works = new Map<string, RegisterLine[]>()
  readonly #worksAt = new Map<string, RegisterLine[]>()
  /** Person that was declared first for a site of a client; then the declarations of those that have several. */
  readonly #sites = new Map<string, number>()
  readonly #atOneSite = new Map<string, Declaration[]>()
  #bySiteClient: Map<string, [string, Declaration[]][]> | null = null

  constructor(held: readonly TandemRecord<'holding'>[], norms: readonly TandemRecord<'norm'>[]) {
    this.#held = held
    this.#norms = norms
  }

  /** A person's records; `person` is the number under which they are asked for again. */
  add(person: number, { person: who, dossiers, declarations, a1 = [] }: PersonFacts): void {
    for (const dossier of dossiers) {
      this.#file(who, dossier.body)
      this.#dossiers.get(dossier.body.employerId ?? '')?.push(dossier)
    }
    for (const { record } of declarations) this.#declare(person, record)
    for (const form of a1) {
      const { enterpriseNumber, vatNumber } = form.body.employer
      const number = enterpriseNumber ?? vatNumber
      if (form.body.state === 'FALSE' && number !== null) {
        group(this.#falseA1, number, () => []).push(form)
      }
    }
  }

  #file(who: TandemRecord<'person'>, body: TandemRecord<'dossier'>['body']): void {
    const month = body.submittedOn.slice(0, 7)
    this.#all.set(month, (this.#all.get(month) ?? 0) + 1)
    for (const id of new Set([body.employerId, body.filedById])) {
      if (id === null) continue
      const months = group(this.#months, id, (): Months => new Map())
      months.set(month, (months.get(month) ?? 0) + 1)
    }
    const { address } = who.body
    if (body.employerId === null || !address?.street || !address.municipality) return
    if (!isArrived(body)) return
    const { street, municipality } = address
    const lodgers = group(this.#lodgers, body.employerId, () => [])
    const until = body.authorised?.to ?? OPEN_END
    const known = lodgers.find(({ personId }) => personId === who.id)
    if (known) known.until = until > known.until ? until : known.until
    else lodgers.push({ personId: who.id, address: street, municipality, until })
  }

  #declare(person: number, record: Declaration): void {
    const site = siteOfClient(record.body)
    const before = site === null ? undefined : this.#sites.get(site)
    if (before !== undefined) this.#sharing.add(before).add(person)
    else if (site !== null) this.#sites.set(site, person)
    const sender = senderNumber(record)
    if (sender === null) return
    this.#declarations.get(sender)?.push(record)
    for (const { kind, value } of declaredHandles(record.body)) {
      this.#reach(sender, `${kind} ${value}`)
    }
    for (const key of record.body.status === 'ACTIVE' ? taskKeys(record.body) : []) {
      const task = `${sender} ${key}`
      const first = this.#tasks.get(task)
      if (first === undefined) this.#tasks.set(task, person)
      else this.#sharing.add(first).add(person)
    }
  }

  #reach(number: string, handle: string): void {
    group(this.#handles, number, () => new Set()).add(handle)
    group(this.#givers, handle, () => new Set()).add(number)
  }

  /** A line of another register. */
  line(record: RegisterLine): void {
    const { enterprise, account } = record.body
    const number = enterprise.enterpriseNumber ?? enterprise.vatNumber
    if (record.body.works) return this.#build(record)
    if (number === null) return
    if (account) {
      const { kind, value } = accountHandle(account)
      this.#reach(number, `${kind} ${value}`)
    }
    group(this.#lines, number, () => []).push(record)
    const director = directorOf(record.body)
    if (director !== null) group(this.#ofDirector, director, () => []).push(record)
  }

  #build(record: RegisterLine): void {
    for (const key of worksParties(record.body)) group(this.#works, key, () => []).push(record)
    const place = worksPlace(record.body)
    if (place !== null) group(this.#worksAt, place, () => []).push(record)
  }

  /** Rules look at each dossier and declaration of this enterprise: they are kept. */
  lookInto({ id, body }: TandemRecord<'enterprise'>): void {
    this.#dossiers.set(id, [])
    const number = body.enterpriseNumber ?? body.vatNumber
    if (number !== null) this.#declarations.set(number, [])
  }

  /** The register: addresses are known before anybody is judged. */
  register({ id, body }: TandemRecord<'enterprise'>): void {
    const number = body.enterpriseNumber ?? body.vatNumber ?? id
    for (const { kind, value } of registeredHandles(body)) this.#reach(number, `${kind} ${value}`)
  }

  /** Persons whose declarations share a task of one sender, or a site of one client, with another: add their tasks. */
  sharing(): ReadonlySet<number> {
    return this.#sharing
  }

  addTasks({ person, declarations }: PersonFacts): void {
    for (const { record } of declarations) {
      const sender = senderNumber(record)
      const site = siteOfClient(record.body)
      if (site !== null) group(this.#atOneSite, site, () => []).push(record)
      if (sender === null || record.body.status !== 'ACTIVE') continue
      if (taskKeys(record.body).length === 0) continue
      const onTask = { record, personId: person.id, notified: [] }
      group(this.#sameTask, sender, () => []).push(onTask)
    }
  }

  /** Declarations at a site of this client at which it has several. */
  #several(numbers: readonly (string | null)[]): Declaration[] {
    const own = new Set(enterpriseKeys(numbers))
    const sites = (this.#bySiteClient ??= Map.groupBy(
      [...this.#atOneSite].filter(([, list]) => list.length > 1),
      ([site]) => site.slice(site.indexOf('|') + 1),
    ))
    return [...own]
      .flatMap((number) => sites.get(number) ?? [])
      .flatMap(([, list]) => list)
      .toSorted(byId)
  }

  #worksOf(numbers: readonly (string | null)[], several: readonly Declaration[]): RegisterLine[] {
    const places = new Set(several.flatMap(({ body }) => buildingSite(body) ?? []))
    const lines = [
      ...enterpriseKeys(numbers).flatMap((number) => this.#works.get(number) ?? []),
      ...[...places].flatMap((place) => this.#worksAt.get(place) ?? []),
    ]
    return [...new Set(lines)].toSorted(byId)
  }

  #linesOf(numbers: readonly (string | null)[], several: readonly Declaration[]) {
    const own = numbers.flatMap((number) => this.#lines.get(number ?? '') ?? [])
    const directors = new Set(own.flatMap(({ body }) => directorOf(body) ?? []))
    const related = [...directors].flatMap((director) => this.#ofDirector.get(director) ?? [])
    const works = this.#worksOf(numbers, several)
    return linesIn(own.toSorted(byId), related.toSorted(byId), works)
  }

  #directed(enterprises: readonly string[]): Directed[] {
    return enterprises.flatMap((number) =>
      (this.#lines.get(number) ?? []).flatMap(({ body }) => directedIn(number, body.directorship)),
    )
  }

  /** The facts of one enterprise. */
  of(enterprise: TandemRecord<'enterprise'>): EnterpriseFacts {
    const { id, body } = enterprise
    const { street, postalCode, place } = body.address
    const numbers = [...new Set([body.enterpriseNumber, body.vatNumber, id])]
    const several = this.#several([body.enterpriseNumber, body.vatNumber])
    const handles = numbers.flatMap((number) => [...(this.#handles.get(number ?? '') ?? [])])
    return {
      enterprise,
      filings: monthsOf(this.#months.get(id)),
      allFilings: monthsOf(this.#all),
      dossiers: (this.#dossiers.get(id) ?? []).toSorted(byId),
      declarations: numbers
        .flatMap((number) => this.#declarations.get(number ?? '') ?? [])
        .toSorted(byId),
      outside: registerFacts(this.#linesOf(numbers, several)),
      atOneSite: several,
      sameTask: numbers
        .flatMap((number) => this.#sameTask.get(number ?? '') ?? [])
        .toSorted((a, b) => byId(a.record, b.record)),
      lodgers: this.#lodgers.get(id) ?? [],
      falseA1: numbers.flatMap((number) => this.#falseA1.get(number ?? '') ?? []),
      holdings: this.#held,
      norms: this.#norms,
      handles: handles.toSorted().map((handle) => {
        const [kind, ...rest] = handle.split(' ') as [HandleKind]
        const shown = `${street ?? ''}, ${[postalCode, place].filter(Boolean).join(' ')}`
        const told = rest.join(' ')
        const enterprises = [...(this.#givers.get(handle) ?? [])].toSorted()
        return {
          kind,
          value: kind === 'ADDRESS' ? shown : isAccount(kind) ? accountLabel(told) : told,
          ...(isAccount(kind) && { key: told }),
          enterprises,
          directed: enterprises.length < 2 ? [] : this.#directed(enterprises),
        }
      }),
    }
  }
}
