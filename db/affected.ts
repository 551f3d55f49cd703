/** Whose findings may differ when a record comes, changes or goes: persons and enterprises. */
import type { BodyOf, RecordKind } from '../domain/contract/records.ts'
import {
  declarationIdentifiers,
  metKeys,
  personIdentifiers,
  presenceInsz,
} from '../domain/linking/exact.ts'
import { CATEGORIES, REGIONS } from '../domain/contract/codes.ts'
import { directorOf, worksParties, worksPlace } from '../domain/risk/register-facts.ts'
import { comparedPapers } from '../domain/documents/compared.ts'
import { isPayBody } from '../domain/reference/own-rows.ts'
import { formKeyOf } from '../domain/linking/form-key.ts'
import { mentionKey, partyKeys } from '../domain/linking/mentions.ts'
import { taskKeys } from '../domain/limosa/same-task.ts'
import { LISTED } from './many.ts'
import { falseOf } from './project/extracts.ts'
import { enterpriseOf } from './project/register-lines.ts'
import { positionIn } from './project/position.ts'
import type { ReadDb } from './sqlite.ts'

/** What ties a record to the persons whose facts it is part of. */
export interface Ties {
  persons?: readonly string[]
  /** Exact identifiers that a person may carry. */
  identifiers?: readonly string[]
  /** Employers and filers whose dossiers' persons are judged with it. */
  employers?: readonly string[]
  /** Enterprises that are judged by it. */
  enterprises?: readonly string[]
  /** Numbers of enterprises that are judged by it. */
  numbers?: readonly string[]
  /** Numbers of employers whose dossiers' persons are judged with it. */
  employerNumbers?: readonly string[]
  /** Directors whose enterprises are judged by it. */
  directors?: readonly string[]
  /** Numbers of enterprises; those with a director of theirs are judged with it. */
  directedWith?: readonly string[]
  /** Numbers of enterprises; those who share a handle with one are judged with it. */
  sharers?: readonly string[]
  /** Building sites for which persons are declared who are judged with it, and their clients. */
  sites?: readonly string[]
  /** L1 numbers of declarations. */
  l1Numbers?: readonly string[]
  /** Accounts to which wages of persons went who are judged with it. */
  accounts?: readonly string[]
  /** A sender by its key with the birth date of a worker whom it declared, a space between. */
  declaredBy?: readonly string[]
  /** Declarations, whose workers may be linked by name. */
  declarations?: readonly string[]
  /** Keys of papers that others may have filed too. */
  papers?: readonly string[]
  /** Tasks and places; persons who are declared for one are judged with it. */
  tasks?: readonly string[]
  /** National numbers or L1 numbers of whoever was notified: those on their tasks are judged with it. */
  notified?: readonly string[]
  /** Dossiers of a region and category, as stored positions with a space between. */
  decidedIn?: readonly string[]
}

const regionAt = positionIn(REGIONS)
const categoryAt = positionIn(CATEGORIES)

const valuesOf = (identifiers: readonly { value: string }[]) =>
  identifiers.map(({ value }) => value)

/** Whom a registration is about: by INSZ, and by the declaration that it names. */
function knownBy(body: { insz: string | null; l1Number: string | null }): Ties {
  const insz = presenceInsz(body)
  return {
    identifiers: insz === null ? [] : [insz],
    l1Numbers: body.l1Number === null ? [] : [body.l1Number],
  }
}

const TIES: { readonly [K in RecordKind]: (id: string, body: BodyOf<K>) => Ties } = {
  person: (id, body) => ({ persons: [id], identifiers: valuesOf(personIdentifiers(id, body)) }),
  dossier: (_id, body) => ({
    persons: [body.personId],
    enterprises: [body.employerId, body.filedById].filter((one) => one !== null),
    papers: comparedPapers(body),
  }),
  declaration: (id, body) => ({
    declarations: [id],
    identifiers: valuesOf(declarationIdentifiers(body)),
    numbers: partyKeys(body),
    tasks: taskKeys(body),
  }),
  presence: (_id, body) => knownBy(body),
  a1: (_id, body) => ({
    identifiers: valuesOf(declarationIdentifiers(body)),
    l1Numbers: body.l1Number === null ? [] : [body.l1Number],
    numbers: [falseOf(body)].filter((one) => one !== null),
    directedWith: [falseOf(body)].filter((one) => one !== null),
    declaredBy:
      formKeyOf(body) === null ? [] : [`${mentionKey(body.employer)} ${body.worker.birthDate}`],
  }),
  employment: (_id, body) => ({ identifiers: [presenceInsz(body)].filter((one) => one !== null) }),
  control: (_id, body) => ({ identifiers: metKeys(body), l1Numbers: metKeys(body) }),
  workerLine: (_id, { worker, payment, notification }) => ({
    ...knownBy(worker),
    notified:
      notification === null
        ? []
        : [presenceInsz(worker), worker.l1Number].filter((one) => one !== null),
    accounts: [payment?.account ?? null].filter((one) => one !== null),
  }),
  registerLine: (_id, body) => ({
    numbers: body.works ? worksParties(body) : [enterpriseOf(body)].filter((one) => one !== null),
    employerNumbers: body.staff ? [enterpriseOf(body)].filter((one) => one !== null) : [],
    directors: [directorOf(body)].filter((one) => one !== null),
    sharers: body.directorship ? [enterpriseOf(body)].filter((one) => one !== null) : [],
    sites: [worksPlace(body)].filter((one) => one !== null),
  }),
  // Everybody, like a change of what is in force.
  holding: () => ({}),
  enterprise: (id) => ({ employers: [id], enterprises: [id] }),
  mandate: (_id, { mandatorId }) => ({ employers: [mandatorId] }),
  note: () => ({}),
  findingJudgement: () => ({}),
  // Who the worker is follows when linking has looked.
  linkJudgement: () => ({}),
  savedView: () => ({}),
  absence: () => ({}),
  // Everybody: a change of what is in force is a pass of its own (host/analysis).
  rule: () => ({}),
  sample: () => ({}),
  report: () => ({}),
  reporter: () => ({}),
  departure: () => ({}),
  watch: () => ({}),
  controlRequest: () => ({}),
  // What else rules read of tables concerns everybody (host/analysis).
  norm: (_id, body) =>
    isPayBody(body) ? { decidedIn: [`${regionAt(body.region)} ${categoryAt(body.category)}`] } : {},
}

const DECLARED_AS = `SELECT insz FROM declaration WHERE l1Number IN ${LISTED} AND insz IS NOT NULL
  UNION
  SELECT passport FROM declaration WHERE l1Number IN ${LISTED} AND passport IS NOT NULL`
const DECLARED_BY = `SELECT DISTINCT d.l1Number FROM json_each(?1) w
  JOIN party p ON p.value = substr(w.value, 1, length(w.value) - 11)
  JOIN declaration d ON d.row = p.declarationRow
  WHERE d.birthDate = substr(w.value, -10)`
const PAID_TO = `SELECT DISTINCT insz FROM workerLine WHERE account IN ${LISTED} AND insz IS NOT NULL`
const BY_NAME = `SELECT DISTINCT l.personId FROM declaration d JOIN link l ON l.row = d.row
  WHERE (d.id IN ${LISTED} OR d.l1Number IN ${LISTED}) AND l.personId IS NOT NULL`
const CARRIERS = `SELECT DISTINCT p.id FROM identifier i JOIN person p ON p.row = i.personRow
  WHERE i.value IN ${LISTED}`
const OF_CATEGORIES = `SELECT DISTINCT personId FROM dossier
  WHERE region || ' ' || category IN ${LISTED}`
/** Of a paper that more dossiers have, which is a model before long, the daily pass tells the others. */
const PAPERS_TOLD = 20
const FILED_TOO = `SELECT DISTINCT d.personId FROM paper p JOIN dossier d ON d.row = p.dossierRow
  WHERE p.value IN ${LISTED} AND (SELECT count(*) FROM (
    SELECT 1 FROM paper q WHERE q.value = p.value LIMIT ${PAPERS_TOLD + 1})) <= ${PAPERS_TOLD}`
const OF_EMPLOYERS = `SELECT personId FROM dossier WHERE employerId IN ${LISTED}
  UNION
  SELECT personId FROM dossier WHERE filerId IN ${LISTED}`

const BY_NUMBER = `SELECT e.id FROM enterpriseNumber n JOIN enterprise e ON e.row = n.enterpriseRow
  WHERE n.value IN ${LISTED}`
const DIRECTED_BY = `SELECT DISTINCT enterprise FROM registerLine
  WHERE director IN ${LISTED} AND director IS NOT NULL AND enterprise IS NOT NULL`
const DIRECTED_WITH = `SELECT DISTINCT o.enterprise FROM registerLine d
  JOIN registerLine o ON o.director = d.director
  WHERE d.enterprise IN ${LISTED} AND d.director IS NOT NULL AND o.enterprise IS NOT NULL`
/** Of a handle that more give the daily pass tells the others. */
const SHARERS_TOLD = 200
const SHARING_WITH = `SELECT DISTINCT o.enterprise FROM handle h
  JOIN handle o ON o.kind = h.kind AND o.value = h.value
  WHERE h.enterprise IN ${LISTED} LIMIT ${SHARERS_TOLD}`
/** A site with its client begins with the place of works at it. */
const DECLARED_AT = `FROM json_each(?1) w
  CROSS JOIN declaration d ON d.site >= w.value || '|' AND d.site < w.value || '}'`
const WORKERS_AT = `SELECT i.personRow AS row ${DECLARED_AT}
    CROSS JOIN identifier i ON i.value IN (d.insz, d.passport)`
const PERSONS_AT = `SELECT id FROM person WHERE row IN (${WORKERS_AT})
  UNION SELECT l.personId ${DECLARED_AT}
    CROSS JOIN link l ON l.row = d.row WHERE l.personId IS NOT NULL`
/** Those on tasks, and the tasks of whoever carries a national number or was declared under an L1 number. */
const ON_TASKS = `FROM json_each(?1) w CROSS JOIN task t ON t.value = w.value
    CROSS JOIN declaration d ON d.row = t.declarationRow`
const PERSONS_ON = `SELECT id FROM person WHERE row IN (
    SELECT i.personRow ${ON_TASKS} CROSS JOIN identifier i ON i.value IN (d.insz, d.passport))
  UNION SELECT l.personId ${ON_TASKS}
    CROSS JOIN link l ON l.row = d.row WHERE l.personId IS NOT NULL`
const TASKS_OF = `SELECT DISTINCT value FROM task WHERE declarationRow IN (
    SELECT row FROM declaration WHERE insz IN ${LISTED} AND insz IS NOT NULL
    UNION SELECT row FROM declaration WHERE l1Number IN ${LISTED})`
const CLIENTS_AT = `SELECT DISTINCT substr(d.site, instr(d.site, '|') + 1) ${DECLARED_AT}`
const EMPLOYERS_OF = `SELECT DISTINCT employerId FROM dossier
  WHERE personId IN ${LISTED} AND employerId IS NOT NULL`

function listed(db: ReadDb, sql: string, values: ReadonlySet<string>): string[] {
  return values.size === 0 ? [] : db.column<string>(sql, [JSON.stringify([...values].toSorted())])
}

/**
 * Gathers the persons whose facts records are part of. Ask when every change is written: whoever a
 * record was tied to before and no longer is, is tied to another record that changed too.
 */
export class Affected {
  readonly #persons = new Set<string>()
  readonly #identifiers = new Set<string>()
  readonly #employers = new Set<string>()
  readonly #enterprises = new Set<string>()
  readonly #numbers = new Set<string>()
  readonly #employerNumbers = new Set<string>()
  readonly #directors = new Set<string>()
  readonly #directedWith = new Set<string>()
  readonly #sharers = new Set<string>()
  readonly #sites = new Set<string>()
  readonly #l1Numbers = new Set<string>()
  readonly #tasks = new Set<string>()
  readonly #notified = new Set<string>()
  readonly #accounts = new Set<string>()
  /** Ids or L1 numbers of declarations. */
  readonly #declarations = new Set<string>()
  readonly #decidedIn = new Set<string>()
  readonly #papers = new Set<string>()
  readonly #declaredBy = new Set<string>()

  /** Notes a record with a body that it has or had. */
  add<K extends RecordKind>(kind: K, id: string, body: BodyOf<K>): void {
    this.tie(TIES[kind](id, body))
  }

  /** Notes what a record is or was tied to. */
  tie(ties: Ties): void {
    for (const person of ties.persons ?? []) this.#persons.add(person)
    for (const value of ties.identifiers ?? []) this.#identifiers.add(value)
    for (const employer of ties.employers ?? []) this.#employers.add(employer)
    for (const enterprise of ties.enterprises ?? []) this.#enterprises.add(enterprise)
    for (const number of ties.employerNumbers ?? []) this.#employerNumbers.add(number)
    for (const director of ties.directors ?? []) this.#directors.add(director)
    for (const number of ties.directedWith ?? []) this.#directedWith.add(number)
    for (const number of ties.sharers ?? []) this.#sharers.add(number)
    for (const site of ties.sites ?? []) this.#sites.add(site)
    for (const account of ties.accounts ?? []) this.#accounts.add(account)
    for (const number of ties.l1Numbers ?? []) this.#l1Numbers.add(number)
    for (const task of ties.tasks ?? []) this.#tasks.add(task)
    for (const number of ties.notified ?? []) this.#notified.add(number)
    for (const one of [...(ties.declarations ?? []), ...(ties.l1Numbers ?? [])]) {
      this.#declarations.add(one)
    }
    for (const one of ties.decidedIn ?? []) this.#decidedIn.add(one)
    for (const key of ties.papers ?? []) this.#papers.add(key)
    for (const one of ties.declaredBy ?? []) this.#declaredBy.add(one)
    this.addNumbers(ties.numbers ?? [])
  }

  /** Notes who works for an enterprise, whether it is in the cache or not. */
  addWorkersOf(enterpriseId: string): void {
    this.#employers.add(enterpriseId)
  }

  /** Notes enterprises by the numbers, or the ids, under which they are known. */
  addNumbers(numbers: readonly string[]): void {
    for (const number of numbers) this.#numbers.add(number)
  }

  /** Ids of the persons by what the cache holds now; some may not be in it. */
  persons(db: ReadDb): Set<string> {
    const l1Numbers = this.#declaredBy.size === 0 ? this.#l1Numbers : this.#withDeclared(db)
    const declared = listed(db, DECLARED_AS, l1Numbers)
    const paid = listed(db, PAID_TO, this.#accounts)
    const identifiers = new Set([...this.#identifiers, ...declared, ...paid])
    const employers = new Set([...this.#employers, ...listed(db, BY_NUMBER, this.#employerNumbers)])
    const tasks = new Set([...this.#tasks, ...listed(db, TASKS_OF, this.#notified)])
    return new Set([
      ...this.#persons,
      ...listed(db, CARRIERS, identifiers),
      ...listed(db, BY_NAME, new Set([...this.#declarations, ...l1Numbers])),
      ...listed(db, OF_EMPLOYERS, employers),
      ...listed(db, PERSONS_AT, this.#sites),
      ...listed(db, PERSONS_ON, tasks),
      ...listed(db, OF_CATEGORIES, this.#decidedIn),
      ...listed(db, FILED_TOO, this.#papers),
    ])
  }

  /** With the L1 numbers of those whom a sender declared under a birth date. */
  #withDeclared(db: ReadDb): ReadonlySet<string> {
    return new Set([...this.#l1Numbers, ...listed(db, DECLARED_BY, this.#declaredBy)])
  }

  /** Ids of the enterprises by what the cache holds now; some may not be in it. */
  enterprises(db: ReadDb): Set<string> {
    const numbers = new Set([
      ...this.#numbers,
      ...listed(db, DIRECTED_BY, this.#directors),
      ...listed(db, DIRECTED_WITH, this.#directedWith),
      ...listed(db, SHARING_WITH, this.#sharers),
      ...listed(db, CLIENTS_AT, this.#sites),
    ])
    return new Set([
      ...this.#enterprises,
      ...numbers,
      ...listed(db, BY_NUMBER, numbers),
      ...listed(db, EMPLOYERS_OF, this.#persons),
    ])
  }
}

/** Persons whose facts this record is part of, by what the cache holds now. */
export function affectedPersons<K extends RecordKind>(
  db: ReadDb,
  kind: K,
  id: string,
  body: BodyOf<K>,
): Set<string> {
  const affected = new Affected()
  affected.add(kind, id, body)
  return affected.persons(db)
}
