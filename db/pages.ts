/** What the pages of a dossier, a person, an enterprise and the comparison are made of. */
import type { Finding, JudgedFinding } from '../domain/contract/findings.ts'
import type {
  BodyOf,
  FindingJudgementBody,
  RecordKind,
  TandemRecord,
} from '../domain/contract/records.ts'
import type {
  ComparisonParts,
  DossierParts,
  EnterpriseParts,
  PersonParts,
  RecordView,
} from './cache.ts'
import {
  declarationsWhere,
  identifiersOf,
  linkedDeclarations,
  linkedPresences,
  possibleDeclarations,
  recordsWhere,
} from './links.ts'
import { DECLARATIONS_OF } from './enterprise-facts.ts'
import { standingOf } from '../domain/risk/snooze.ts'
import { SAID_OF } from './judgements.ts'
import { mentionsOfEnterprise } from './mentions.ts'
import { enterprisesById, readPersonFacts } from './person-facts.ts'
import { keysOfParty, type Party } from '../domain/linking/mentions.ts'
import { enterpriseKeys } from './project/numbers.ts'
import { registerHoldings, registerLinesAround } from './register-lines.ts'
import { readRecord } from './record-store.ts'
import { sameTaskAs } from './same-task.ts'
import { asideOf, type Snooze, snoozesOf } from './snoozes.ts'
import type { ReadDb } from './sqlite.ts'

/** A waiting command names the dossier, or changed the record. */
function isPending(db: ReadDb, kind: RecordKind, id: string): boolean {
  const table = kind === 'dossier' ? 'outboxRef' : 'shadow'
  const sql = `SELECT 1 FROM ${table} WHERE kind = ? AND id = ?`
  return db.value(sql, [kind, id]) !== undefined
}

function viewOf<K extends RecordKind>(db: ReadDb, record: TandemRecord<K>): RecordView<K> {
  const { kind, id, version, body } = record
  return { id, version, body, pending: isPending(db, kind, id) }
}

function readView<K extends RecordKind>(
  db: ReadDb,
  kind: K,
  id: string | null,
): RecordView<K> | null {
  const record = id === null ? null : readRecord(db, kind, id)
  return record && viewOf(db, record)
}

/** All of a kind, by id: for kinds of which there are few. */
export function readFew<K extends RecordKind>(db: ReadDb, kind: K): RecordView<K>[] {
  const ids = db.column<string>(`SELECT id FROM ${kind} ORDER BY id`)
  return ids.flatMap((id) => readView(db, kind, id) ?? [])
}

interface JudgedRow {
  json: string
  saidId: string
  judgement: string | null
  pending: number
}

const JUDGED = `SELECT f.json, coalesce(j.id, f.id) AS saidId, b.json AS judgement,
    EXISTS (SELECT 1 FROM shadow s
      WHERE s.kind = 'findingJudgement' AND s.id = coalesce(j.id, f.id)) AS pending
  FROM finding f LEFT JOIN ${SAID_OF}
  LEFT JOIN findingJudgementBody b ON b.row = j.row`

/** What sets a rule aside, by the id of the finding; read once per subject of a page. */
class Snoozes {
  readonly #db: ReadDb
  readonly #known = new Map<string, Snooze[]>()

  constructor(db: ReadDb) {
    this.#db = db
  }

  of(finding: Finding): JudgedFinding['snooze'] {
    const { personId, enterpriseId } = finding
    const subject = personId ?? enterpriseId
    if (subject === null) return null
    let known = this.#known.get(subject)
    if (!known) {
      known = snoozesOf(this.#db, personId ? 'personId' : 'enterpriseId', subject)
      this.#known.set(subject, known)
    }
    const by = asideOf(this.#db, [finding], known).get(finding.id)
    if (!by?.body.snooze) return null
    const { until, reason, byName, at } = by.body.snooze
    return { findingId: by.id, until, reason, byName, at }
  }
}

function judgedBy(db: ReadDb): (row: JudgedRow) => JudgedFinding {
  const snoozes = new Snoozes(db)
  return ({ json, saidId, judgement, pending }) => {
    const said = judgement === null ? null : (JSON.parse(judgement) as FindingJudgementBody)
    const finding = JSON.parse(json) as Finding
    const snooze = snoozes.of(finding)
    return { ...withSaid(finding, said), saidId, pending: pending === 1, snooze }
  }
}

/** A finding with what was said of it. */
function withSaid(finding: Finding, said: FindingJudgementBody | null) {
  // Nobody judged it while its reason is empty: it was set aside or contested.
  const isJudged = said !== null && said.reason !== ''
  return {
    finding,
    status: standingOf(finding, said),
    saidStatus: said?.status ?? 'OPEN',
    reason: isJudged ? said.reason : null,
    byName: isJudged ? said.byName : null,
    at: isJudged ? said.at : null,
    contests: said?.contests ?? [],
  }
}

/** A finding of a declaration whose worker is nobody's: it is not stored, what people said of it is. */
export function readStrangerSignal(db: ReadDb, finding: Finding): JudgedFinding {
  const { id } = finding
  const said = readRecord(db, 'findingJudgement', id)?.body ?? null
  const pending = isPending(db, 'findingJudgement', id)
  return { ...withSaid(finding, said), saidId: id, pending, snooze: null }
}

function findingsOfPerson(db: ReadDb, personId: string): JudgedFinding[] {
  return db
    .all<JudgedRow>(`${JUDGED} WHERE f.personId = ? ORDER BY f.id`, [personId])
    .map(judgedBy(db))
}

function findingsOfEnterprise(db: ReadDb, enterpriseId: string | null): JudgedFinding[] {
  if (enterpriseId === null) return []
  return db
    .all<JudgedRow>(`${JUDGED} WHERE f.enterpriseId = ? ORDER BY f.id`, [enterpriseId])
    .map(judgedBy(db))
}

function findingsOfDossiers(db: ReadDb, ids: readonly string[]): JudgedFinding[] {
  return db
    .all<JudgedRow>(
      `${JUDGED} WHERE f.dossierId IN (SELECT value FROM json_each(?)) ORDER BY f.id`,
      [JSON.stringify(ids)],
    )
    .map(judgedBy(db))
}

/** Findings about these persons and enterprises, by id. */
export function findingsAbout(db: ReadDb, ids: readonly string[]): JudgedFinding[] {
  return db
    .all<JudgedRow>(
      `${JUDGED} WHERE f.personId IN (SELECT value FROM json_each(?1))
         OR f.enterpriseId IN (SELECT value FROM json_each(?1)) ORDER BY f.id`,
      [JSON.stringify(ids)],
    )
    .map(judgedBy(db))
}

function dossierIdsOfPerson(db: ReadDb, personId: string): string[] {
  return db.column<string>(
    'SELECT id FROM dossier WHERE personId = ? ORDER BY submittedOn DESC, id',
    [personId],
  )
}

/** What concerns this dossier: findings on it, and those on the person without a dossier. */
function concerns(dossierId: string): (judgedFinding: JudgedFinding) => boolean {
  return ({ finding }) => finding.dossierId === null || finding.dossierId === dossierId
}

export function readDossierParts(db: ReadDb, id: string): DossierParts | null {
  const dossier = readView(db, 'dossier', id)
  if (!dossier) return null
  const { personId, employerId, filedById } = dossier.body
  const mandates = recordsWhere(db, 'mandate', 'WHERE h.mandatorId = ? ORDER BY h.id', [employerId])
  const notes = recordsWhere(db, 'note', 'WHERE h.dossierId = ? ORDER BY h.id', [id])
  const declarations = linkedDeclarations(db, personId, identifiersOf(db, personId))
  const ofPerson = findingsOfPerson(db, personId)
  return {
    dossier,
    person: readView(db, 'person', personId),
    employer: readView(db, 'enterprise', employerId),
    filer: readView(db, 'enterprise', filedById),
    mandates: mandates.map((record) => viewOf(db, record)),
    notes: notes
      .toSorted((a, b) => (a.body.at < b.body.at ? 1 : -1))
      .map((record) => viewOf(db, record)),
    findings: [...ofPerson.filter(concerns(id)), ...findingsOfEnterprise(db, employerId)],
    declarations: declarations.map(({ record }) => viewOf(db, record)),
    relatedIds: dossierIdsOfPerson(db, personId).filter((other) => other !== id),
  }
}

/** Findings on the other dossiers of the person of this one. */
export function readFindingsElsewhere(
  db: ReadDb,
  { personId, dossierId }: { personId: string; dossierId: string },
): Pick<Finding, 'id' | 'dossierId'>[] {
  return db.all<Pick<Finding, 'id' | 'dossierId'>>(
    'SELECT id, dossierId FROM finding WHERE personId = ? AND dossierId != ? ORDER BY id',
    [personId, dossierId],
  )
}

const ENTERPRISE_OF = `SELECT e.id FROM enterpriseNumber n JOIN enterprise e
  ON e.row = n.enterpriseRow WHERE n.value = ?`

/** The enterprise that carries a number, in whichever way it is written. */
export function readEnterpriseOf(db: ReadDb, number: string): TandemRecord<'enterprise'> | null {
  for (const key of enterpriseKeys([number])) {
    const id = db.value<string>(ENTERPRISE_OF, [key])
    if (id !== undefined) return readRecord(db, 'enterprise', id)
  }
  return null
}

/** Ids of the enterprise that a record names: by a number of its own, else as the mention is linked. */
export const namedEnterprises = (db: ReadDb, party: Party): string[] =>
  keysOfParty(party).flatMap((key) => db.column<string>(ENTERPRISE_OF, [key]))

/** Enterprises that the dossiers name, and those that declared under a number or a name we know. */
function enterprisesOf(
  db: ReadDb,
  dossiers: readonly BodyOf<'dossier'>[],
  declarations: readonly BodyOf<'declaration'>[],
): RecordView<'enterprise'>[] {
  const named = dossiers.flatMap(({ employerId, filedById }) => [employerId ?? [], filedById ?? []])
  const declared = declarations.flatMap(({ employer }) =>
    employer === null ? [] : namedEnterprises(db, employer),
  )
  const found = enterprisesById(db, [...named.flat(), ...declared])
  return [...found.values()].map((record) => viewOf(db, record))
}

export function readPersonParts(db: ReadDb, id: string): PersonParts | null {
  const person = readView(db, 'person', id)
  if (!person) return null
  const identifiers = identifiersOf(db, id)
  const declarations = linkedDeclarations(db, id, identifiers)
  const dossiers = recordsWhere(db, 'dossier', 'WHERE h.personId = ?', [id])
  return {
    person,
    dossierIds: dossierIdsOfPerson(db, id),
    declarations: declarations.map(({ record }) => viewOf(db, record)),
    possible: possibleDeclarations(db, id).map(({ record, ...rest }) => ({
      declaration: viewOf(db, record),
      ...rest,
    })),
    presences: linkedPresences(db, id, identifiers, declarations).map((record) =>
      viewOf(db, record),
    ),
    employers: enterprisesOf(
      db,
      dossiers.map(({ body }) => body),
      declarations.map(({ record }) => record.body),
    ),
    findings: findingsOfPerson(db, id),
  }
}

export function readComparisonParts(db: ReadDb, personId: string): ComparisonParts | null {
  const facts = readPersonFacts(db, personId)
  if (!facts) return null
  return {
    person: viewOf(db, facts.person),
    dossiers: facts.dossiers.map((record) => viewOf(db, record)),
    declarations: facts.declarations.map(({ record, linkedBy }) => ({
      ...viewOf(db, record),
      linkedBy,
    })),
    presences: facts.presences.map((record) => viewOf(db, record)),
    a1: facts.a1!.map((record) => viewOf(db, record)),
    employments: facts.employments!.map((record) => viewOf(db, record)),
    controls: facts.controls!.map((record) => viewOf(db, record)),
    holdings: facts.holdings!.map((record) => viewOf(db, record)),
    enterprises: enterprisesOf(
      db,
      facts.dossiers.map(({ body }) => body),
      facts.declarations.map(({ record }) => record.body),
    ),
    findings: findingsOfPerson(db, personId),
    facts: {
      ...facts,
      sameTask: sameTaskAs(
        db,
        facts.declarations.map(({ record }) => record),
      ),
    },
  }
}

const DOSSIERS_OF_ENTERPRISE = `SELECT id, submittedOn FROM dossier WHERE employerId = ?1
  UNION SELECT id, submittedOn FROM dossier WHERE filerId = ?1`

function mandatesOfEnterprise(db: ReadDb, id: string): EnterpriseParts['mandates'] {
  const name = (enterpriseId: string) =>
    db.value<string>('SELECT name FROM enterprise WHERE id = ?', [enterpriseId]) ?? null
  const rest = `WHERE h.row IN (SELECT row FROM mandate WHERE mandatorId = ?1
    UNION SELECT row FROM mandate WHERE mandataryId = ?1) ORDER BY h.id`
  return recordsWhere(db, 'mandate', rest, [id]).map((record) => ({
    mandate: viewOf(db, record),
    mandator: name(record.body.mandatorId),
    mandatary: name(record.body.mandataryId),
  }))
}

/** L1 numbers of the declarations that name an enterprise. */
const DECLARED_COUNT = `SELECT count(DISTINCT l1Number) FROM declaration
  WHERE row IN (${DECLARATIONS_OF})`

/** Declarations that name an enterprise as employer or client, the latest first. */
export function declaredBy(db: ReadDb, id: string, max: number): TandemRecord<'declaration'>[] {
  return declarationsWhere(
    db,
    `WHERE h.row IN (${DECLARATIONS_OF}) ORDER BY h.fromDay DESC, h.id LIMIT ?2`,
    [id, max],
  )
}

export function readEnterpriseParts(db: ReadDb, id: string, max: number): EnterpriseParts | null {
  const enterprise = readView(db, 'enterprise', id)
  if (!enterprise) return null
  const dossierIds = db.column<string>(
    `SELECT id FROM (${DOSSIERS_OF_ENTERPRISE}) ORDER BY submittedOn DESC, id LIMIT ?2`,
    [id, max],
  )
  const declarations = declaredBy(db, id, max)
  return {
    enterprise,
    dossierIds,
    dossierTotal: db.value<number>(`SELECT count(*) FROM (${DOSSIERS_OF_ENTERPRISE})`, [id])!,
    declarations: declarations.map((record) => viewOf(db, record)),
    declarationTotal: db.value<number>(DECLARED_COUNT, [id])!,
    registerLines: registerLinesAround(db, id).map((record) => viewOf(db, record)),
    holdings: registerHoldings(db).map((record) => viewOf(db, record)),
    mandates: mandatesOfEnterprise(db, id),
    mentions: mentionsOfEnterprise(db, id),
    findings: findingsOfEnterprise(db, id),
    workerFindings: findingsOfDossiers(db, dossierIds),
  }
}
