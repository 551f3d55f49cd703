/** The neighbours of a node, read by the indexes that are there; no step reads everything. */
import type {
  EvidencePage,
  NetworkAround,
  NetworkCut,
  NetworkNode,
  NodeRef,
} from '../domain/contract/network.ts'
import type { RecordKind, TandemRecord } from '../domain/contract/records.ts'
import { accountLabel } from '../domain/identifiers/iban.ts'
import {
  answersFor,
  directs,
  type RegisterLine,
  tellsDirector,
} from '../domain/risk/register-facts.ts'
import { atPlace } from '../domain/limosa/same-task.ts'
import { clientParty } from '../domain/linking/mentions.ts'
import { Around, pageOfFirm } from '../domain/network/build.ts'
import type { NetworkCutKind } from '../domain/network/codes.ts'
import { liaisonKey, reachedOf } from '../domain/network/liaison.ts'
import { addressKey, declaredHandles } from '../domain/risk/handles.ts'
import { DECLARATIONS_OF } from './enterprise-facts.ts'
import {
  addNumbers,
  identifiersOf,
  linkedDeclarations,
  personOfNumber,
  recordsWhere,
  Resolver,
  speakingFor,
  toldOf,
  holdersOf,
} from './links.ts'
import { Holders } from './many.ts'
import { type Damps, Nodes } from './network-nodes.ts'
import { readEnterpriseOf } from './pages.ts'
import { linesOfAccount, linesOfDirector, registerLinesOf } from './register-lines.ts'
import { readRecord } from './record-store.ts'
import type { ReadDb } from './sqlite.ts'
import { WORKS_AT_PLACES, WORKS_OF_PARTIES } from './works.ts'

export type { Damps } from './network-nodes.ts'

/** Records that one step reads of each kind, the latest first. */
const RECORDS = 400

type WorkerLine = TandemRecord<'workerLine'>

/** What is read for one step, and of how much it is the latest. */
class Step {
  readonly db: ReadDb
  readonly nodes: Nodes
  readonly cuts: NetworkCut[] = []

  constructor(db: ReadDb, damps: Damps) {
    this.db = db
    this.nodes = new Nodes(db, damps)
  }

  /** The latest of these records; `where` and `order` are constant texts. Of how many is counted only when it matters. */
  latest<K extends RecordKind>(
    [kind, as]: readonly [K, NetworkCutKind],
    where: string,
    order: string,
    params: readonly string[],
  ): TandemRecord<K>[] {
    const rest = `WHERE ${where} ORDER BY ${order} LIMIT ${RECORDS}`
    const found = recordsWhere(this.db, kind, rest, params)
    if (found.length === RECORDS) {
      const of = this.db.value<number>(`SELECT count(*) FROM ${kind} h WHERE ${where}`, params)!
      this.#cut(as, found.length, of)
    }
    return found
  }

  /** The first of what was read already. */
  first<T>(as: NetworkCutKind, all: readonly T[]): readonly T[] {
    const some = all.slice(0, RECORDS)
    this.#cut(as, some.length, all.length)
    return some
  }

  /** Of several readings of one kind the sums are told. */
  #cut(kind: NetworkCutKind, read: number, of: number): void {
    if (of <= read) return
    const known = this.cuts.find((one) => one.kind === kind)
    if (!known) this.cuts.push({ kind, read, of })
    else {
      known.read += read
      known.of += of
    }
  }

  works(condition: string, values: readonly string[]): RegisterLine[] {
    const order = `json_extract(b.json, '$.works.period.from') DESC, h.id`
    return this.latest(['registerLine', 'works'], condition, order, [JSON.stringify(values)])
  }
}

const DOSSIERS = `h.row IN (SELECT row FROM dossier WHERE employerId = ?1
    UNION SELECT row FROM dossier WHERE filerId = ?1)`
const MANDATES = `h.row IN (SELECT row FROM mandate WHERE mandatorId = ?1
    UNION SELECT row FROM mandate WHERE mandataryId = ?1)`
const BY_NUMBER = 'h.row IN (SELECT declarationRow FROM party WHERE value = ?1)'
const AT_PLACE = 'h.row IN (SELECT declarationRow FROM task WHERE instr(value, ?1) > 0)'
const LATEST = 'h.fromDay DESC, h.id'

const declarationsBy = (step: Step, where: string, key: string) =>
  speakingFor(step.db, step.latest(['declaration', 'declaration'], where, LATEST, [key]))

function aroundEnterprise(step: Step, id: string): Around | null {
  const { db, nodes } = step
  const node = nodes.enterprise(id)
  if (!node) return null
  const around = new Around(node)
  const dossiers = step.latest(['dossier', 'dossier'], DOSSIERS, 'h.submittedOn DESC, h.id', [id])
  for (const record of dossiers) around.dossier(nodes.dossier(record))
  for (const record of declarationsBy(step, `h.row IN (${DECLARATIONS_OF})`, id)) {
    around.declaration(nodes.declaration(record))
  }
  tieMandates(around, step, id)
  tieAddress(around, step, node)
  tieLines(around, step, registerLinesOf(db, id), node)
  const numbers = db.column<string>(NUMBERS_OF, [id])
  for (const line of step.works(WORKS_OF_PARTIES, numbers)) tieWorks(around, step, line)
  return around
}

function tieMandates(around: Around, step: Step, id: string): void {
  const order = `json_extract(b.json, '$.fromQuarter') DESC, h.id`
  for (const mandate of step.latest(['mandate', 'mandate'], MANDATES, order, [id])) {
    const { mandatorId, mandataryId, fromQuarter } = mandate.body
    const from = step.nodes.enterprise(mandatorId)
    const evidence = { kind: 'mandate', id: mandate.id, label: fromQuarter } as const
    const at = pageOfFirm(from)
    const to = step.nodes.enterprise(mandataryId)
    around.tie('MANDATE', from, to, { ...evidence, from: null, to: null, at })
  }
}

/** Where the register has an enterprise, or where somebody lives. */
function tieAddress(around: Around, step: Step, node: NetworkNode | null): void {
  if (node?.kind !== 'enterprise' && node?.kind !== 'person') return
  const address = readRecord(step.db, node.kind, node.key)?.body.address
  const key = address ? addressKey(address) : null
  if (key === null) return
  const at: EvidencePage = { kind: node.kind, id: node.key }
  const evidence = { kind: 'register', id: node.key, label: node.label } as const
  const edge = node.kind === 'person' ? 'LIVES_AT' : 'REACHED_BY'
  const told = { ...evidence, from: null, to: null, at }
  around.tie(edge, node, step.nodes.handle('address', key), told)
}

function tieWorks(around: Around, step: Step, line: RegisterLine): void {
  for (const one of step.nodes.works(line)) around.works(one)
}

/** What a register says of an enterprise that ties it to somebody or something, works apart. */
function tieLines(
  around: Around,
  step: Step,
  lines: readonly RegisterLine[],
  known?: NetworkNode,
): void {
  for (const line of lines) tieLine(around, step, line, known)
}

function tieLine(
  around: Around,
  step: Step,
  { id, body: { on, enterprise, directorship, account } }: RegisterLine,
  known?: NetworkNode,
): void {
  const firm = known ?? step.nodes.firm(enterprise)
  const at = pageOfFirm(firm)
  if (account) {
    const evidence = { kind: 'account', id, label: on, from: null, to: null, at } as const
    around.tie('PAID_ON', firm, step.nodes.account(account.key), evidence)
  }
  // A curator or a liquidator ties nothing: by trade they act for many who have no more in common.
  if (!directorship || !directs(directorship.function)) return
  const { period, bankruptOn } = directorship
  const director = step.nodes.director(directorship)
  around.tie('DIRECTS', director, firm, { kind: 'directorship', id, label: on, ...period, at })
  if (bankruptOn === null || !answersFor({ directedUntil: period.to, bankruptOn })) return
  const evidence = { kind: 'bankruptcy', id, label: on, from: bankruptOn, to: null, at } as const
  around.tie('DIRECTS', director, firm, evidence)
}

/** The latest day first. */
const byDay = (lines: readonly RegisterLine[]): RegisterLine[] =>
  lines.toSorted((a, b) => (a.body.on > b.body.on ? -1 : 1))

/** The enterprises that somebody directs or directed, as the register tells. */
function aroundDirector(step: Step, key: string): Around | null {
  const lines = linesOfDirector(step.db, key).filter(({ body }) => tellsDirector(body))
  const directorship = lines.flatMap(({ body }) => body.directorship ?? [])[0]
  if (!directorship) return null
  const around = new Around(step.nodes.director(directorship))
  tieLines(around, step, step.first('directorship', byDay(lines)))
  return around
}

const TO_ACCOUNT = 'h.account = ?1 AND h.account IS NOT NULL'

/** The enterprises whose account it is, and the workers whose wages go there. */
function aroundAccount(step: Step, key: string): Around | null {
  const { db, nodes } = step
  const lines = linesOfAccount(db, key)
  const order = `json_extract(b.json, '$.on') DESC, h.id`
  const payments = step.latest(['workerLine', 'payment'], TO_ACCOUNT, order, [key])
  if (lines.length === 0 && payments.length === 0) return null
  const around = new Around(nodes.account(key))
  tieLines(around, step, step.first('account', byDay(lines)))
  const resolver = new Resolver(db)
  for (const line of payments) {
    tiePayment(around, step, line, nodes.person(workerOf(db, resolver, line)))
  }
  return around
}

/** Whom a line about a worker names: by the national number, else by the declaration. */
function workerOf(db: ReadDb, resolver: Resolver, { body }: WorkerLine): string | null {
  const { insz, l1Number } = body.worker
  if (insz !== null) {
    return resolver.byIdentifiers({ insz, passport: null, birthDate: null })?.personId ?? null
  }
  return l1Number === null ? null : personOfNumber(db, l1Number)
}

/** The account to which the wage of somebody went. */
function tiePayment(
  around: Around,
  step: Step,
  { id, body: { on, payment } }: WorkerLine,
  worker: NetworkNode | null,
): void {
  if (!worker || payment === null || payment.account === null) return
  const at: EvidencePage = { kind: 'person', id: worker.key }
  const evidence = { kind: 'payment', id, label: on, from: on, to: on, at } as const
  around.tie('PAID_ON', worker, step.nodes.account(payment.account), evidence)
}

function aroundPerson(step: Step, id: string): Around | null {
  const { db, nodes } = step
  const node = nodes.person(id)
  if (!node) return null
  const around = new Around(node)
  for (const record of recordsWhere(db, 'dossier', 'WHERE h.personId = ?', [id])) {
    around.dossier(nodes.dossier(record))
  }
  const identifiers = identifiersOf(db, id)
  const declarations = linkedDeclarations(db, id, identifiers)
  for (const { record } of declarations) around.declaration(nodes.declaration(record, id))
  tieAddress(around, step, node)
  const carried = holdersOf([{ id, identifiers }])
  const numbers = addNumbers(new Holders(), new Map([[id, declarations]]))
  const lines = toldOf(db, 'workerLine', carried, numbers).get(id) ?? []
  for (const line of lines) tiePayment(around, step, line, node)
  return around
}

/** A sender that stands in no register here, by the key of its mention. */
function aroundSender(step: Step, key: string): Around | null {
  const { nodes } = step
  const declarations = declarationsBy(step, BY_NUMBER, key)
  const works = step.works(WORKS_OF_PARTIES, [key])
  const firms: (NetworkNode | null)[] = declarations.flatMap(({ body: { employer, clients } }) => [
    ...(employer ? [nodes.firm(employer)] : []),
    ...clients.map((client) => nodes.firm(clientParty(client))),
  ])
  for (const line of works) {
    for (const one of nodes.works(line)) firms.push(one.contractor, one.orderedBy, one.principal)
  }
  const node = firms.find((one) => one?.kind === 'sender' && one.key === key)
  if (!node) return null
  const around = new Around(node)
  for (const record of declarations) around.declaration(nodes.declaration(record))
  for (const line of works) tieWorks(around, step, line)
  return around
}

function aroundSite(step: Step, key: string): Around | null {
  const { nodes } = step
  const placed = declarationsBy(step, AT_PLACE, atPlace(key)).map((record) =>
    nodes.declaration(record),
  )
  const works = step.works(WORKS_AT_PLACES, [key]).flatMap((line) => nodes.works(line))
  const sites = [...placed.flatMap((one) => one.sites), ...works.map(({ site }) => site)]
  const node = sites.find((site) => site?.key === key)
  if (!node) return null
  const around = new Around(node)
  for (const one of placed) around.declaration(one)
  for (const one of works) around.works(one)
  return around
}

const NUMBERS_OF = `SELECT value FROM enterpriseNumber
  WHERE enterpriseRow = (SELECT row FROM enterprise WHERE id = ?1)`
const GIVEN_BY = `SELECT DISTINCT enterprise FROM handle
  WHERE kind IN (SELECT value FROM json_each(?1)) AND value = ?2 ORDER BY enterprise`

/** Declarations of whoever gives one of these handles, when they say so themselves. */
function givenIn(
  step: Step,
  kinds: readonly ('EMAIL' | 'PHONE')[],
  value: string,
  isMeant: (record: TandemRecord<'declaration'>) => boolean,
): TandemRecord<'declaration'>[] {
  const givers = step.db.column<string>(GIVEN_BY, [JSON.stringify(kinds), value])
  const found = step
    .first('giver', givers)
    .flatMap((giver) => declarationsBy(step, BY_NUMBER, giver).filter(isMeant))
  // One that names two who give it is one.
  return [...new Map(found.map((record) => [record.id, record])).values()]
}

/** Whoever gives this telephone or e-mail as theirs. */
function aroundHandle(step: Step, as: 'email' | 'phone', key: string): Around | null {
  const kind = as === 'email' ? 'EMAIL' : 'PHONE'
  const records = givenIn(step, [kind], key, ({ body }) =>
    declaredHandles(body).some((one) => one.kind === kind && one.value === key),
  )
  if (records.length === 0) return null
  const around = new Around(step.nodes.handle(as, key))
  for (const record of records) around.declaration(step.nodes.declaration(record))
  return around
}

/** The senders for whom somebody answers, and how they are reached. */
function aroundLiaison(step: Step, key: string): Around | null {
  const records = givenIn(step, ['EMAIL', 'PHONE'], reachedOf(key), ({ body }) => {
    return liaisonKey(body) === key
  })
  const node = records[0] && step.nodes.liaison(records[0].body)
  if (!node) return null
  const around = new Around(node)
  for (const record of records) around.declaration(step.nodes.declaration(record))
  return around
}

const AT_HOME = 'SELECT id FROM person WHERE home = ? ORDER BY id'

/** The enterprises whose registered address it is; the handle of a number is that of its firm. Who lives there. */
function aroundAddress(step: Step, key: string): Around | null {
  const { db, nodes } = step
  const givers = db.column<string>(GIVEN_BY, [JSON.stringify(['ADDRESS']), key])
  const residents = db.column<string>(AT_HOME, [key])
  if (givers.length + residents.length === 0) return null
  const around = new Around(nodes.handle('address', key))
  for (const giver of step.first('giver', givers)) {
    const own = nodes.enterprise(giver)
    const firm = own ?? nodes.enterprise(readEnterpriseOf(db, giver)?.id ?? null)
    tieAddress(around, step, firm)
  }
  for (const id of step.first('resident', residents)) tieAddress(around, step, nodes.person(id))
  return around
}

/** Words for somebody, an enterprise or an account by their key alone; null when nothing here names it. */
export function labelOfNode(db: ReadDb, key: string): string | null {
  const nodes = new Nodes(db, () => false)
  const record = nodes.person(key) ?? nodes.enterprise(key)
  if (record) return record.label
  const directorship = linesOfDirector(db, key).flatMap(({ body }) => body.directorship ?? [])[0]
  if (directorship) return nodes.director(directorship).label
  const isAccount = linesOfAccount(db, key).length > 0 || db.value(IS_PAID_TO, [key]) !== undefined
  return isAccount ? accountLabel(key) : null
}

const IS_PAID_TO = 'SELECT 1 FROM workerLine WHERE account = ? LIMIT 1'

function aroundNode(step: Step, { kind, key }: NodeRef): Around | null {
  switch (kind) {
    case 'enterprise':
      return aroundEnterprise(step, key)
    case 'person':
      return aroundPerson(step, key)
    case 'sender':
      return aroundSender(step, key)
    case 'site':
      return aroundSite(step, key)
    case 'account':
      return aroundAccount(step, key)
    case 'director':
      return aroundDirector(step, key)
    case 'liaison':
      return aroundLiaison(step, key)
    case 'address':
      return aroundAddress(step, key)
    case 'phone':
    case 'email':
      return aroundHandle(step, kind, key)
  }
}

/** A node with its neighbours; null when nothing here names it. */
export function readAround(db: ReadDb, ref: NodeRef, damps: Damps): NetworkAround | null {
  const step = new Step(db, damps)
  return aroundNode(step, ref)?.done(step.cuts) ?? null
}
