/** What is watched and what happened to it: read against each page of changes, in sets. */
import { brusselsToday, type LocalDate, toDay } from '../domain/calendar/local-date.ts'
import { ALERTS_MAX, type AlertRow, type WatchList } from '../domain/contract/watch.ts'
import type { AnyRecord, BodyOf, RecordRef, WatchBody } from '../domain/contract/records.ts'
import { ARRIVED_WORK } from '../domain/dossier/arrived.ts'
import { accountLabel } from '../domain/identifiers/iban.ts'
import { displayName } from '../domain/linking/names.ts'
import { directs } from '../domain/risk/register-facts.ts'
import {
  type Alert,
  ALERTING_KINDS,
  alertsOf,
  type WatchKeys,
  watchesOn,
} from '../domain/watch/alerts.ts'
import { type Term, endedAlerts, type Passed } from '../domain/watch/ended.ts'
import { BANDS } from '../domain/linking/register/bands.ts'
import type { AlertCode, WatchedKind } from '../domain/watch/codes.ts'
import { DECLARATIONS_OF } from './enterprise-facts.ts'
import { identifiersOf, linkedDeclarations, personOfDeclaration, recordsWhere } from './links.ts'
import { readMeta, writeMeta } from './meta.ts'
import { readFew } from './pages.ts'
import { readRecord } from './record-store.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

const NUMBERS = `SELECT value FROM enterpriseNumber
  WHERE enterpriseRow = (SELECT row FROM enterprise WHERE id = ?)`
const IDENTIFIERS = `SELECT value FROM identifier
  WHERE personRow = (SELECT row FROM person WHERE id = ?)`

const DIRECTORSHIPS = `WHERE h.source = 'DIRECTORS' AND h.enterprise IS NOT NULL
  AND h.enterprise IN (SELECT value FROM json_each(?)) ORDER BY h.id`

/** Who directs an enterprise of these numbers now, or did until lately; curators and liquidators do not. */
function directorsOf(db: ReadDb, kind: WatchedKind, keys: ReadonlySet<string>): Set<string> {
  if (kind !== 'enterprise' || keys.size === 0) return new Set()
  const lines = recordsWhere(db, 'registerLine', DIRECTORSHIPS, [JSON.stringify([...keys])])
  return new Set(
    lines.flatMap(({ body: { directorship, on } }) => {
      if (!directorship || !directs(directorship.function)) return []
      const { period, director } = directorship
      return period.to === null || period.to >= on ? [director] : []
    }),
  )
}

const LINKED = `SELECT d.id FROM link l JOIN declaration d ON d.row = l.row
  WHERE l.personId = ? AND l.band = ${BANDS.indexOf('LINKED')}`

/** Declarations of a person that no number of theirs tells. */
const linkedTo = (db: ReadDb, { kind, subjectId }: WatchBody): ReadonlySet<string> =>
  new Set(kind === 'person' ? db.column<string>(LINKED, [subjectId]) : [])

function keysOf(db: ReadDb, { kind, subjectId }: WatchBody): ReadonlySet<string> {
  if (kind === 'dossier') return new Set()
  const sql = kind === 'enterprise' ? NUMBERS : IDENTIFIERS
  return new Set(db.column<string>(sql, [subjectId]))
}

/** Watches whose last day is this one or later, of subjects that the cache holds. */
function watchesFrom(db: ReadDb, day: LocalDate): { id: string; body: WatchBody }[] {
  return db
    .all<{ id: string; json: string }>(
      `SELECT h.id, b.json FROM watch h JOIN watchBody b ON b.row = h.row
       WHERE json_extract(b.json, '$.ended') = 0 AND json_extract(b.json, '$.until') >= ?`,
      [day],
    )
    .map(({ id, json }) => ({ id, body: JSON.parse(json) as WatchBody }))
    .filter(({ body }) => isHeld(db, body.kind, body.subjectId))
}

/** Watches that run on the day that it is in Brussels. */
function running(db: ReadDb): WatchKeys[] {
  return watchesFrom(db, brusselsToday(new Date())).map(({ id, body }) => {
    const { kind, subjectId } = body
    const keys = keysOf(db, body)
    const directors = directorsOf(db, kind, keys)
    return { watchId: id, kind, subjectId, keys, linked: linkedTo(db, body), directors }
  })
}

const isHeld = (db: ReadDb, kind: WatchedKind, id: string): boolean =>
  db.value(`SELECT 1 FROM ${kind} WHERE id = ?`, [id]) !== undefined

/**
 * What confirmed records, about to be stored, are to the watches of this desk. Ask before they are
 * stored: what stood there is read for those that a watch concerns, and for no others.
 */
export function newAlerts(db: ReadDb, coming: Iterable<AnyRecord | null>): Alert[] {
  let watches: WatchKeys[] | null = null
  const alerts: Alert[] = []
  for (const record of coming) {
    if (!record || !ALERTING_KINDS.has(record.kind)) continue
    watches ??= running(db)
    if (watches.length === 0) return []
    const before = readRecordIf(db, record, watches)
    const both = before ? [before, record] : [record]
    const concerned = new Set(both.flatMap((one) => watchesOn(one, watches!)))
    alerts.push(...alertsOf({ before, after: record }, [...concerned]))
  }
  return alerts
}

/** What stood there, when the record that comes may concern a watch, or the one that was there might. */
function readRecordIf(
  db: ReadDb,
  record: AnyRecord,
  watches: readonly WatchKeys[],
): AnyRecord | null {
  const isConcerned = watchesOn(record, watches).length > 0
  if (!isConcerned && !wasConcerned(db, record, watches)) return null
  return readRecord(db, record.kind, record.id) as AnyRecord | null
}

const NAMED = `SELECT h.insz, h.passport, p.value FROM declaration h
  LEFT JOIN party p ON p.declarationRow = h.row WHERE h.id = ?`

const PARTIES = 'SELECT personId, employerId FROM dossier WHERE id = ?'

/** Whether a dossier as it stood was of somebody who is watched, or of an enterprise that is. */
function wasPartyOf(db: ReadDb, id: string, watches: readonly WatchKeys[]): boolean {
  const [person, employer] = db.arrays<(string | null)[]>(PARTIES, [id])[0] ?? []
  return watches.some(
    ({ kind, subjectId }) =>
      (kind === 'person' && subjectId === person) ||
      (kind === 'enterprise' && subjectId === employer),
  )
}

/** Whether the record as it stood named what is watched: by the side tables, without reading bodies. */
function wasConcerned(db: ReadDb, { kind, id }: RecordRef, watches: readonly WatchKeys[]): boolean {
  if (kind === 'dossier') return wasPartyOf(db, id, watches)
  if (kind !== 'declaration') return false
  if (watches.some(({ linked }) => linked.has(id))) return true
  if (watches.every(({ keys }) => keys.size === 0)) return false
  const named = db.arrays<(string | null)[]>(NAMED, [id]).flat()
  return named.some((one) => one !== null && watches.some(({ keys }) => keys.has(one)))
}

const TOLD = 'SELECT 1 FROM alert WHERE watchId = ? AND recordId = ?'

/** What a declaration that became a subject's is to watches of it; of one that was told before, nothing. */
function untoldAlerts(db: ReadDb, row: number, theirs: readonly WatchKeys[]): Alert[] {
  const [after] = recordsWhere(db, 'declaration', 'WHERE h.row = ?', [row])
  if (!after) return []
  const untold = theirs.filter(({ watchId }) => db.value(TOLD, [watchId, after.id]) === undefined)
  return alertsOf({ before: null, after }, untold)
}

/**
 * What declarations that became somebody's by a link are to the watches of this desk: linking looks at them
 * when they are stored. Of one whose number told it before, nothing is said twice.
 */
export function alertsOfLinks(
  db: ReadDb,
  links: readonly { row: number; personId: string }[],
): Alert[] {
  if (links.length === 0) return []
  const watches = running(db).filter(({ kind }) => kind === 'person')
  if (watches.length === 0) return []
  return links.flatMap(({ row, personId }) => {
    const theirs = watches.filter(({ subjectId }) => subjectId === personId)
    return theirs.length === 0 ? [] : untoldAlerts(db, row, theirs)
  })
}

/** Declarations of a mention that are told when it is linked: more would push other news out. */
const NAMED_MAX = 50
const NAMING = `SELECT declarationRow FROM party WHERE value = ?
  ORDER BY declarationRow DESC LIMIT ${NAMED_MAX}`

/** The same of mentions that are an enterprise's now: of the declarations that name it so, those that came last. */
export function alertsOfMentions(
  db: ReadDb,
  mentions: readonly { key: string; enterpriseId: string }[],
): Alert[] {
  if (mentions.length === 0) return []
  const watches = running(db).filter(({ kind }) => kind === 'enterprise')
  if (watches.length === 0) return []
  return mentions.flatMap(({ key, enterpriseId }) => {
    const theirs = watches.filter(({ subjectId }) => subjectId === enterpriseId)
    if (theirs.length === 0) return []
    const rows = db.column<number>(NAMING, [key]).toReversed()
    return rows.flatMap((row) => untoldAlerts(db, row, theirs))
  })
}

const DECLARED = `SELECT h.id, json_extract(b.json, '$.period.to') AS "to"
  FROM declaration h JOIN declarationBody b ON b.row = h.row
  WHERE h.row IN (${DECLARATIONS_OF}) AND h.toDay >= ?2
    AND json_extract(b.json, '$.status') = 'ACTIVE'`
const permitsOf = (column: string) => `SELECT h.id, json_extract(b.json, '$.authorised.to') AS "to"
  FROM dossier h JOIN dossierBody b ON b.row = h.row
  WHERE h.${column} = ? AND json_extract(b.json, '$.work.state') = '${ARRIVED_WORK}'
    AND json_type(b.json, '$.authorised') = 'object'`
const PERMITS = {
  enterprise: permitsOf('employerId'),
  person: permitsOf('personId'),
  dossier: permitsOf('id'),
} as const satisfies Record<WatchedKind, string>

type TermRow = Omit<Term, 'kind'>

/** Declared periods in force that end on a day or later, or not at all. */
function declaredOf(db: ReadDb, { kind, subjectId }: WatchBody, since: LocalDate): TermRow[] {
  if (kind === 'dossier') return []
  if (kind === 'enterprise') return db.all<TermRow>(DECLARED, [subjectId, toDay(since)])
  return linkedDeclarations(db, subjectId, identifiersOf(db, subjectId)).flatMap(({ record }) =>
    record.body.status === 'ACTIVE' ? [{ id: record.id, to: record.body.period.to }] : [],
  )
}

/** Declared periods and permits of what is watched; of periods those that can be among the last. */
function termsOf(db: ReadDb, body: WatchBody, since: LocalDate): Term[] {
  const permits = db.all<TermRow>(PERMITS[body.kind], [body.subjectId])
  return [
    ...declaredOf(db, body, since).map((row): Term => ({ kind: 'declaration', ...row })),
    ...permits.map((row): Term => ({ kind: 'dossier', ...row })),
  ]
}

/**
 * Within a transaction, as a day begins on the desk: what ran out since the day before that it was open on. A
 * desk that was never open tells nothing of before, and a clock that is set back tells nothing again. True when
 * there is news.
 */
export function tellEnded(db: WriteDb, today: LocalDate): boolean {
  const since = readMeta(db, 'watchDay')
  if (since !== null && today <= since) return false
  writeMeta(db, 'watchDay', today)
  if (since === null) return false
  const passed: Passed = { since, today }
  const alerts = watchesFrom(db, since).flatMap(({ id, body }) =>
    endedAlerts(id, body, termsOf(db, body, since), passed),
  )
  storeAlerts(db, alerts)
  return alerts.length > 0
}

/** Keeps alerts; the oldest make room, and those of what left the officer's sight go. */
export function storeAlerts(db: WriteDb, alerts: readonly Alert[]): void {
  if (alerts.length === 0) return
  for (const { watchId, code, recordKind, recordId, fields } of alerts) {
    db.run(
      `INSERT INTO alert (watchId, code, recordKind, recordId, fields, at)
       VALUES (?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`,
      [watchId, code, recordKind, recordId, JSON.stringify(fields)],
    )
  }
  db.run(
    'DELETE FROM alert WHERE id IN (SELECT id FROM alert ORDER BY id DESC LIMIT -1 OFFSET ?)',
    [ALERTS_MAX],
  )
}

/** Alerts as another cache file holds them. */
export type AlertRecord = {
  watchId: string
  code: string
  recordKind: string
  recordId: string
  fields: string
  at: string
  seen: number
}

export function readAlerts(db: ReadDb): AlertRecord[] {
  return db.all<AlertRecord>(
    'SELECT watchId, code, recordKind, recordId, fields, at, seen FROM alert ORDER BY id',
  )
}

/** Takes alerts of an old cache over: those of watches that are here still. */
export function takeAlerts(db: WriteDb, alerts: readonly AlertRecord[]): void {
  for (const one of alerts) {
    db.run(
      `INSERT INTO alert (watchId, code, recordKind, recordId, fields, at, seen)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS (SELECT 1 FROM watch WHERE id = ?1)`,
      [one.watchId, one.code, one.recordKind, one.recordId, one.fields, one.at, one.seen],
    )
  }
}

// ---------------------------------------------------------------- what is shown

function labelOf(db: ReadDb, kind: string, id: string): string | null {
  switch (kind) {
    case 'enterprise':
      return readRecord(db, 'enterprise', id)?.body.name ?? null
    case 'dossier':
      return readRecord(db, 'dossier', id)?.body.reference ?? null
    case 'person': {
      const person = readRecord(db, 'person', id)
      return person && displayName(person.body)
    }
    case 'registerLine':
      return lineLabel(readRecord(db, 'registerLine', id)?.body ?? null)
    default: {
      const declaration = readRecord(db, 'declaration', id)?.body
      return declaration
        ? `${displayName(declaration.worker)} · ${declaration.employer?.name ?? declaration.l1Number}`
        : null
    }
  }
}

/** What a line is about, in words that need no language. */
function lineLabel(body: BodyOf<'registerLine'> | null): string | null {
  if (!body) return null
  const { enterprise, directorship, works, account } = body
  if (directorship) return `${displayName(directorship)} · ${enterprise.name}`
  if (works) {
    const place = works.siteName ?? works.street
    return [works.number, place, enterprise.name].filter(Boolean).join(' · ')
  }
  return account ? `${accountLabel(account.key)} · ${enterprise.name}` : enterprise.name
}

type StoredAlert = AlertRecord & { id: number }

function personOf(db: ReadDb, { recordKind, recordId }: StoredAlert): string | null {
  if (recordKind === 'person') return recordId
  return recordKind === 'declaration' ? personOfDeclaration(db, recordId) : null
}

/** The director whom the label of an alert names. */
function directorNamed(db: ReadDb, { recordKind, recordId }: StoredAlert): string | null {
  if (recordKind !== 'registerLine') return null
  return readRecord(db, 'registerLine', recordId)?.body.directorship?.director ?? null
}

/** Watches and their alerts; nothing of a subject or record that is not here any more. */
export function readWatches(db: ReadDb): WatchList {
  const watches = readFew(db, 'watch').map(({ id, body, pending }) => ({
    id,
    body,
    pending,
    label: labelOf(db, body.kind, body.subjectId),
  }))
  const known = new Map(watches.map((one) => [one.id, one]))
  const alerts = db
    .all<StoredAlert>('SELECT * FROM alert ORDER BY id DESC')
    .flatMap((one): AlertRow[] => {
      const watch = known.get(one.watchId)
      const recordLabel = labelOf(db, one.recordKind, one.recordId)
      if (!watch || watch.body.ended || watch.label === null || recordLabel === null) return []
      return [
        {
          id: one.id,
          watchId: one.watchId,
          kind: watch.body.kind,
          subjectId: watch.body.subjectId,
          label: watch.label,
          code: one.code as AlertCode,
          recordKind: one.recordKind as AlertRow['recordKind'],
          recordId: one.recordId,
          recordLabel,
          personId: personOf(db, one),
          directorId: directorNamed(db, one),
          fields: JSON.parse(one.fields) as string[],
          at: one.at,
          seen: one.seen === 1,
        },
      ]
    })
  return { watches, alerts }
}

/** The officer saw these. */
export function seeAlerts(db: WriteDb, ids: readonly number[]): void {
  db.run('UPDATE alert SET seen = 1 WHERE id IN (SELECT value FROM json_each(?))', [
    JSON.stringify(ids),
  ])
}
