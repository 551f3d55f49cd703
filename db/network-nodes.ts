/** The nodes of a network: who and what records name, each looked up once within a step. */
import { NETWORK_RULES, type NetworkRule } from '../domain/network/codes.ts'
import type { NetworkNode } from '../domain/contract/network.ts'
import type { Finding } from '../domain/contract/findings.ts'
import type {
  DeclarationBody,
  FindingJudgementBody,
  TandemRecord,
} from '../domain/contract/records.ts'
import { accountLabel } from '../domain/identifiers/iban.ts'
import { type RegisterLine, worksPlace } from '../domain/risk/register-facts.ts'
import { numberKeys } from '../domain/linking/enterprise-keys.ts'
import { clientParty, mentionKey, type Party, worksParty } from '../domain/linking/mentions.ts'
import { displayName } from '../domain/linking/names.ts'
import { addressLine, placeLine } from '../domain/linking/places.ts'
import type { PlacedDeclaration, PlacedDossier, PlacedWorks } from '../domain/network/build.ts'
import { liaisonKey } from '../domain/network/liaison.ts'
import { declaredHandles } from '../domain/risk/handles.ts'
import { standingOf } from '../domain/risk/snooze.ts'
import { SAID_OF } from './judgements.ts'
import { personOfNumber } from './links.ts'
import { namedEnterprises } from './pages.ts'
import { readRecord } from './record-store.ts'
import type { ReadDb } from './sqlite.ts'

/** Whether a handle or an enterprise is of a known intermediary. */
export type Damps = (values: readonly string[]) => boolean

const HANDLE_KINDS = { EMAIL: 'email', PHONE: 'phone', ADDRESS: 'address' } as const

const signals = (
  column: 'personId' | 'enterpriseId',
) => `SELECT f.json, b.json AS said FROM finding f
  LEFT JOIN ${SAID_OF} LEFT JOIN findingJudgementBody b ON b.row = j.row
  WHERE f.${column} = ?1 AND f.json ->> '$.code' IN (SELECT value FROM json_each(?2))
  ORDER BY f.id`
const SIGNALS = { person: signals('personId'), enterprise: signals('enterpriseId') } as const

/** What the rules about networks see in an enterprise or a worker and nobody explained yet. */
function signalsOf(
  db: ReadDb,
  kind: keyof typeof SIGNALS,
  id: string,
): Pick<NetworkNode, 'signals'> {
  const params = [id, JSON.stringify(NETWORK_RULES)]
  const found = db.all<{ json: string; said: string | null }>(SIGNALS[kind], params)
  const seen = found.flatMap(({ json, said }): NetworkRule[] => {
    const finding = JSON.parse(json) as Finding
    const judged = said === null ? null : (JSON.parse(said) as FindingJudgementBody)
    const isOver = ['EXPLAINED', 'DISMISSED'].includes(standingOf(finding, judged))
    return isOver ? [] : [finding.code as NetworkRule]
  })
  const codes = [...new Set(seen)]
  return codes.length > 0 ? { signals: codes } : {}
}

/** 1: some enterprise gives it as its own; 0: it is known by fees alone; null: it is not known. */
const IS_OWN_ACCOUNT = `SELECT max(kind = 'ACCOUNT') FROM handle
  WHERE kind IN ('ACCOUNT', 'FEE_ACCOUNT') AND value = ?`

type Directorship = NonNullable<RegisterLine['body']['directorship']>

/** Says which node each name in a record is; a node that several records name is looked up once. */
export class Nodes {
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
      const label = displayName(person.body)
      return { kind: 'person', key: id, label, damped: false, ...signalsOf(this.#db, 'person', id) }
    })
  }

  enterprise(id: string | null): NetworkNode | null {
    if (id === null) return null
    return this.#once(`enterprise ${id}`, () => {
      const body = readRecord(this.#db, 'enterprise', id)?.body
      if (!body) return null
      const damped = this.#damps([body.name, addressLine(body.address), ...numberKeys(body)])
      const seen = signalsOf(this.#db, 'enterprise', id)
      return { kind: 'enterprise', key: id, label: body.name, damped, ...seen }
    })
  }

  /** An enterprise as a record names it: of the register, by its number or as it is linked, else by its own key. */
  firm(party: Party): NetworkNode {
    const { name } = party
    const key = mentionKey(party) ?? name
    return this.#once(`firm ${key}`, () => {
      const [known] = namedEnterprises(this.#db, party)
      return known === undefined
        ? { kind: 'sender', key, label: name, damped: this.#damps([name, key]) }
        : this.enterprise(known)
    })!
  }

  declaration(record: TandemRecord<'declaration'>, personId?: string): PlacedDeclaration {
    const { body } = record
    const { employer, clients, places } = body
    const worker = this.person(personId ?? personOfNumber(this.#db, body.l1Number))
    return {
      record,
      worker,
      sender: employer && this.firm(employer),
      clients: clients.map((client) => this.firm(clientParty(client))),
      sites: places.flatMap((place) => {
        const label = [place.name, place.address?.street].filter(Boolean).join(', ')
        return this.#site(placeLine(place), label) ?? []
      }),
      liaison: this.liaison(body),
      handles: declaredHandles(body).map(({ kind, value }) =>
        this.handle(HANDLE_KINDS[kind], value),
      ),
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

  /** Who answers for a sender; a known intermediary answers for many by trade. */
  liaison(body: DeclarationBody): NetworkNode | null {
    const key = liaisonKey(body)
    if (key === null) return null
    const { name, email, phone } = body.liaison!
    return { kind: 'liaison', key, label: name.trim(), damped: this.#damps([name, email, phone]) }
  }

  dossier(record: TandemRecord<'dossier'>): PlacedDossier {
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
