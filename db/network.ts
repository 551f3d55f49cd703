/** The neighbours of a node, read by the indexes that are there; no step reads everything. */
import { NETWORK_RULES, type NetworkRule } from '../domain/network/codes.ts'
import type { NetworkAround, NetworkNode, NodeRef } from '../domain/contract/network.ts'
import type { Finding } from '../domain/contract/findings.ts'
import type {
  DeclarationBody,
  FindingJudgementBody,
  TandemRecord,
} from '../domain/contract/records.ts'
import { accountLabel } from '../domain/identifiers/iban.ts'
import {
  directs,
  type RegisterLine,
  tellsDirector,
  worksPlace,
} from '../domain/risk/register-facts.ts'
import { clientParty, mentionKey, type Party, worksParty } from '../domain/linking/mentions.ts'
import { displayName } from '../domain/linking/names.ts'
import { addressLine, placeLine } from '../domain/linking/places.ts'
import { Around, type PlacedWorks } from '../domain/network/build.ts'
import { standingOf } from '../domain/risk/snooze.ts'
import { addressKey, declaredHandles } from '../domain/risk/handles.ts'
import { SAID_OF } from './judgements.ts'
import { identifiersOf, linkedDeclarations, personOfDeclaration, recordsWhere } from './links.ts'
import { declaredBy, namedEnterprises, readEnterpriseOf } from './pages.ts'
import { linesOfAccount, linesOfDirector, registerLinesOf } from './register-lines.ts'
import { readRecord } from './record-store.ts'
import type { ReadDb } from './sqlite.ts'
import { worksAtPlaces, worksOfParties } from './works.ts'

/** Records that one step reads of each kind, the latest first. */
const RECORDS = 400

/** Whether a handle or an enterprise is of a known intermediary. */
export type Damps = (values: readonly string[]) => boolean

const HANDLE_KINDS = { EMAIL: 'email', PHONE: 'phone', ADDRESS: 'address' } as const
const HANDLE_OF = { email: 'EMAIL', phone: 'PHONE', address: 'ADDRESS' } as const

const SIGNALS = `SELECT f.json, b.json AS said FROM finding f
  LEFT JOIN ${SAID_OF} LEFT JOIN findingJudgementBody b ON b.row = j.row
  WHERE f.enterpriseId = ?1 AND f.json ->> '$.code' IN (SELECT value FROM json_each(?2))
  ORDER BY f.id`

/** What the rules about networks see in an enterprise and nobody explained yet. */
function signalsOf(db: ReadDb, enterpriseId: string): Pick<NetworkNode, 'signals'> {
  const params = [enterpriseId, JSON.stringify(NETWORK_RULES)]
  const found = db.all<{ json: string; said: string | null }>(SIGNALS, params)
  const seen = found.flatMap(({ json, said }): NetworkRule[] => {
    const finding = JSON.parse(json) as Finding
    const judged = said === null ? null : (JSON.parse(said) as FindingJudgementBody)
    const isOver = ['EXPLAINED', 'DISMISSED'].includes(standingOf(finding, judged))
    return isOver ? [] : [finding.code as NetworkRule]
  })
  const signals = [...new Set(seen)]
  return signals.length > 0 ? { signals } : {}
}

/** 1: some enterprise gives it as its own; 0: it is known by fees alone; null: it is not known. */
const IS_OWN_ACCOUNT = `SELECT max(kind = 'ACCOUNT') FROM handle
  WHERE kind IN ('ACCOUNT', 'FEE_ACCOUNT') AND value = ?`

type Directorship = NonNullable<RegisterLine['body']['directorship']>

/** Reads one step; a node that several records name is looked up once. */
class Step {
  readonly #db: ReadDb
  readonly #damps: Damps
  readonly #nodes = new Map<string, NetworkNode | null>()

  constructor(db: ReadDb, damps: Damps) {
    this.#db = db
    this.#damps = damps
  }

  #once(name: string, make: () => NetworkNode | null): NetworkNode | null {
    const known = this.#nodes.get(name)
    if (known !== undefined) return known
    const made = make()
    this.#nodes.set(name, made)
    return made
  }

  person(id: string | null): NetworkNode | null {
    if (id === null) return null
    return this.#once(`person ${id}`, () => {
      const person = readRecord(this.#db, 'person', id)
      if (!person) return null
      return { kind: 'person', key: id, label: displayName(person.body), damped: false }
    })
  }

  enterprise(id: string | null): NetworkNode | null {
    if (id === null) return null
    return this.#once(`enterprise ${id}`, () => {
      const body = readRecord(this.#db, 'enterprise', id)?.body
      if (!body) return null
      const damped = this.#damps([body.name, addressLine(body.address)])
      return { kind: 'enterprise', key: id, label: body.name, damped, ...signalsOf(this.#db, id) }
    })
  }

  /** An enterprise as a record names it: of the register, by its number or as it is linked, else by its own key. */
  firm(party: Party): NetworkNode {
    const { name } = party
    const key = mentionKey(party) ?? name
    return this.#once(`firm ${key}`, () => {
      const [known] = namedEnterprises(this.#db, party)
      return known === undefined
        ? { kind: 'sender', key, label: name, damped: this.#damps([name]) }
        : this.enterprise(known)
    })!
  }

  declaration(record: TandemRecord<'declaration'>, personId?: string) {
    const { employer, clients, places } = record.body
    const worker = this.person(personId ?? personOfDeclaration(this.#db, record.id))
    return {
      record,
      worker,
      sender: employer && this.firm(employer),
      clients: clients.map((client) => this.firm(clientParty(client))),
      sites: places.flatMap((place) => {
        const label = [place.name, place.address?.street].filter(Boolean).join(', ')
        return this.#site(placeLine(place), label) ?? []
      }),
    }
  }

  #site(key: string | null, label: string): NetworkNode | null {
    return key === null ? null : { kind: 'site', key, label, damped: this.#damps([label]) }
  }

  works({ id, body }: RegisterLine): PlacedWorks[] {
    const { enterprise, works } = body
    if (!works) return []
    const { orderedBy, principal, siteName, street } = works
    const label = [siteName, street].filter(Boolean).join(', ')
    return [
      {
        id,
        works,
        contractor: this.firm(enterprise),
        orderedBy: orderedBy && this.firm(worksParty(orderedBy)),
        principal: principal && this.firm(worksParty(principal)),
        site: this.#site(worksPlace(body), label),
      },
    ]
  }

  /** Whoever directs enterprises stands apart from the workers: a register of enterprises tells no more of them. */
  director({ director, givenNames, familyName }: Directorship): NetworkNode {
    return this.#once(`director ${director}`, () => {
      const label = displayName({ givenNames, familyName })
      return { kind: 'director', key: director, label, damped: false }
    })!
  }

  dossier(record: TandemRecord<'dossier'>) {
    const { employerId, filedById, personId } = record.body
    return {
      record,
      employer: this.enterprise(employerId),
      filer: this.enterprise(filedById),
      worker: this.person(personId),
    }
  }

  /** An account from which fees were paid and no more is the payer's, who may pay for many: it damps. */
  account(key: string): NetworkNode {
    return this.#once(`account ${key}`, () => {
      const damped = this.#db.value<number | null>(IS_OWN_ACCOUNT, [key]) === 0
      return { kind: 'account', key, label: accountLabel(key), damped }
    })!
  }

  handle(kind: 'email' | 'phone' | 'address', key: string): NetworkNode {
    const label = kind === 'address' ? key.replaceAll('|', ', ') : key
    return { kind, key, label, damped: this.#damps([key, label]) }
  }
}

const DOSSIERS = `WHERE h.row IN (SELECT row FROM dossier WHERE employerId = ?1
    UNION SELECT row FROM dossier WHERE filerId = ?1) ORDER BY h.submittedOn DESC LIMIT ?2`
const MANDATES = `WHERE h.row IN (SELECT row FROM mandate WHERE mandatorId = ?1
    UNION SELECT row FROM mandate WHERE mandataryId = ?1) ORDER BY h.id LIMIT ?2`
const BY_NUMBER = `WHERE h.row IN (SELECT declarationRow FROM party WHERE value = ?1)
  ORDER BY h.fromDay DESC LIMIT ?2`
const AT_PLACE = `WHERE h.taskKey IS NOT NULL AND instr(h.taskKey, '|' || ?1 || '|') > 0
  ORDER BY h.fromDay DESC LIMIT ?2`

/** Handles that declarations and the register tell of a firm. */
function tieHandles(
  around: Around,
  step: Step,
  node: NetworkNode,
  declarations: readonly TandemRecord<'declaration'>[],
): void {
  for (const record of declarations) {
    if (!isSender(step, node, record.body)) continue
    const { id, body } = record
    const { from, to } = body.period
    for (const { kind, value } of declaredHandles(body)) {
      const evidence = { kind: 'declaration', id, label: body.l1Number, from, to } as const
      around.tie('REACHED_BY', node, step.handle(HANDLE_KINDS[kind], value), evidence)
    }
  }
}

function isSender(step: Step, node: NetworkNode, { employer }: DeclarationBody): boolean {
  if (!employer) return false
  const sender = step.firm(employer)
  return sender.kind === node.kind && sender.key === node.key
}

function aroundEnterprise(db: ReadDb, step: Step, id: string): Around | null {
  const node = step.enterprise(id)
  if (!node) return null
  const around = new Around(node)
  for (const record of recordsWhere(db, 'dossier', DOSSIERS, [id, RECORDS])) {
    around.dossier(step.dossier(record))
  }
  const declarations = declaredBy(db, id, RECORDS)
  for (const record of declarations) around.declaration(step.declaration(record))
  for (const { id: mandate, body } of recordsWhere(db, 'mandate', MANDATES, [id, RECORDS])) {
    const evidence = { kind: 'mandate', id: mandate, label: body.fromQuarter } as const
    const [from, to] = [step.enterprise(body.mandatorId), step.enterprise(body.mandataryId)]
    around.tie('MANDATE', from, to, { ...evidence, from: null, to: null })
  }
  const address = addressKey(readRecord(db, 'enterprise', id)!.body.address)
  if (address !== null) {
    const evidence = { kind: 'register', id, label: node.label, from: null, to: null } as const
    around.tie('REACHED_BY', node, step.handle('address', address), evidence)
  }
  tieHandles(around, step, node, declarations)
  for (const line of registerLinesOf(db, id)) tieLine(around, step, line, node)
  const numbers = db.column<string>(NUMBERS_OF, [id])
  for (const line of worksOfParties(db, numbers, RECORDS)) tieWorks(around, step, line)
  return around
}

function tieWorks(around: Around, step: Step, line: RegisterLine): void {
  for (const one of step.works(line)) around.works(one)
}

/** What a register says of an enterprise that ties it to somebody or something, works apart. */
function tieLine(
  around: Around,
  step: Step,
  { id, body: { on, enterprise, directorship, account } }: RegisterLine,
  known?: NetworkNode,
): void {
  const firm = known ?? step.firm(enterprise)
  if (account) {
    const evidence = { kind: 'account', id, label: on, from: null, to: null } as const
    around.tie('PAID_ON', firm, step.account(account.key), evidence)
  }
  // A curator or a liquidator ties nothing: by trade they act for many who have no more in common.
  if (!directorship || !directs(directorship.function)) return
  const { period, bankruptOn } = directorship
  const director = step.director(directorship)
  around.tie('DIRECTS', director, firm, { kind: 'directorship', id, label: on, ...period })
  if (bankruptOn === null) return
  const evidence = { kind: 'bankruptcy', id, label: on, from: bankruptOn, to: null } as const
  around.tie('DIRECTS', director, firm, evidence)
}

/** The enterprises that somebody directs or directed, as the register tells. */
function aroundDirector(db: ReadDb, step: Step, key: string): Around | null {
  const lines = linesOfDirector(db, key).filter(({ body }) => tellsDirector(body))
  const directorship = lines.flatMap(({ body }) => body.directorship ?? [])[0]
  if (!directorship) return null
  const around = new Around(step.director(directorship))
  for (const line of lines.slice(0, RECORDS)) tieLine(around, step, line)
  return around
}

/** The enterprises whose account it is. */
function aroundAccount(db: ReadDb, step: Step, key: string): Around | null {
  const lines = linesOfAccount(db, key)
  if (lines.length === 0) return null
  const around = new Around(step.account(key))
  for (const line of lines.slice(0, RECORDS)) tieLine(around, step, line)
  return around
}

function aroundPerson(db: ReadDb, step: Step, id: string): Around | null {
  const node = step.person(id)
  if (!node) return null
  const around = new Around(node)
  for (const record of recordsWhere(db, 'dossier', 'WHERE h.personId = ?', [id])) {
    around.dossier(step.dossier(record))
  }
  for (const { record } of linkedDeclarations(db, id, identifiersOf(db, id))) {
    around.declaration(step.declaration(record, id))
  }
  return around
}

/** A sender that stands in no register here, by the key of its mention. */
function aroundSender(db: ReadDb, step: Step, key: string): Around | null {
  const declarations = recordsWhere(db, 'declaration', BY_NUMBER, [key, RECORDS])
  const works = worksOfParties(db, [key], RECORDS)
  const firms: (NetworkNode | null)[] = declarations.flatMap(({ body: { employer, clients } }) => [
    ...(employer ? [step.firm(employer)] : []),
    ...clients.map((client) => step.firm(clientParty(client))),
  ])
  for (const line of works) {
    for (const one of step.works(line)) firms.push(one.contractor, one.orderedBy, one.principal)
  }
  const node = firms.find((one) => one?.kind === 'sender' && one.key === key)
  if (!node) return null
  const around = new Around(node)
  for (const record of declarations) around.declaration(step.declaration(record))
  for (const line of works) tieWorks(around, step, line)
  tieHandles(around, step, node, declarations)
  return around
}

function aroundSite(db: ReadDb, step: Step, key: string): Around | null {
  const placed = recordsWhere(db, 'declaration', AT_PLACE, [key, RECORDS]).map((record) =>
    step.declaration(record),
  )
  const works = worksAtPlaces(db, [key], RECORDS).flatMap((line) => step.works(line))
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
const GIVEN_BY =
  'SELECT enterprise FROM handle WHERE kind = ? AND value = ? ORDER BY enterprise LIMIT ?'

/** Whoever gives this telephone, e-mail or address as theirs; the handle of a number is that of its firm. */
function aroundHandle(
  db: ReadDb,
  step: Step,
  kind: keyof typeof HANDLE_OF,
  key: string,
): Around | null {
  const givers = db.column<string>(GIVEN_BY, [HANDLE_OF[kind], key, RECORDS])
  if (givers.length === 0) return null
  const around = new Around(step.handle(kind, key))
  for (const giver of givers) {
    const own = step.enterprise(giver)
    const known = own ?? step.enterprise(readEnterpriseOf(db, giver)?.id ?? null)
    if (kind === 'address' && known) {
      const evidence = { kind: 'register', id: known.key, label: known.label } as const
      around.tie('REACHED_BY', known, step.handle(kind, key), { ...evidence, from: null, to: null })
      continue
    }
    for (const record of recordsWhere(db, 'declaration', BY_NUMBER, [giver, RECORDS])) {
      const { body } = record
      if (!declaredHandles(body).some((one) => one.kind === HANDLE_OF[kind] && one.value === key)) {
        continue
      }
      const { sender } = step.declaration(record)
      const { from, to } = body.period
      const evidence = { kind: 'declaration', id: record.id, label: body.l1Number } as const
      around.tie('REACHED_BY', sender, step.handle(kind, key), { ...evidence, from, to })
    }
  }
  return around
}

/** Words for somebody, an enterprise or an account by their key alone; null when nothing here names it. */
export function labelOfNode(db: ReadDb, key: string): string | null {
  const step = new Step(db, () => false)
  const record = step.person(key) ?? step.enterprise(key)
  if (record) return record.label
  const directorship = linesOfDirector(db, key).flatMap(({ body }) => body.directorship ?? [])[0]
  if (directorship) return step.director(directorship).label
  return linesOfAccount(db, key).length > 0 ? accountLabel(key) : null
}

/** A node with its neighbours; null when nothing here names it. */
export function readAround(db: ReadDb, { kind, key }: NodeRef, damps: Damps): NetworkAround | null {
  const step = new Step(db, damps)
  switch (kind) {
    case 'enterprise':
      return aroundEnterprise(db, step, key)?.done() ?? null
    case 'person':
      return aroundPerson(db, step, key)?.done() ?? null
    case 'sender':
      return aroundSender(db, step, key)?.done() ?? null
    case 'site':
      return aroundSite(db, step, key)?.done() ?? null
    case 'account':
      return aroundAccount(db, step, key)?.done() ?? null
    case 'director':
      return aroundDirector(db, step, key)?.done() ?? null
    case 'address':
    case 'phone':
    case 'email':
      return aroundHandle(db, step, kind, key)?.done() ?? null
  }
}
