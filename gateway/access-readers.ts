/**
 * Reading the access log: a supervisor reads what the people of the region did, an auditor all of
 * it (domain/rights). Whoever reads it gets an entry in it, in the same transaction.
 */
import { and, desc, eq, exists, gte, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import { accessCsv } from '../domain/access/csv.ts'
import { namedPersons, outliersOf, usualFrom, type OutlierLook } from '../domain/access/outliers.ts'
import { purposesOf } from '../domain/access/purposes.ts'
import type { AccessAction } from '../domain/access/codes.ts'
import {
  addDays,
  brusselsMidnight,
  brusselsToday,
  daysBetween,
} from '../domain/calendar/local-date.ts'
import {
  ACCESS_EXPORT_MAX,
  ACCESS_PAGE_MAX,
  OUTLIER_DAYS_MAX,
  type AccessDays,
  type AccessEntry,
  type AccessExport,
  type AccessFilter,
  type AccessOutliers,
  type AccessPage,
  type AccessQuestion,
  type AccessRow,
} from '../domain/contract/access.ts'
import type { Actor } from '../domain/contract/actor.ts'
import { TandemError } from '../domain/contract/errors.ts'
import { legalBasisOn } from '../domain/reference/legal-bases.ts'
import { accessReach, type AccessReach } from '../domain/rights/access-log.ts'
import { noteReader } from './access-log.ts'
import { rows, textColumn, type Database, type Queries } from './database.ts'
import { accessLog, accessPerson, colleague } from './schema.ts'
import { kindNumber } from './scopes.ts'

/** Entries that outliers are computed from at once: some 100 MB; more is TOO_LARGE. */
const OUTLIER_LOOKS_MAX = 200_000

/** Entries that fit, newest first. Throws FORBIDDEN for who may not read the log. */
export async function searchAccess(
  database: Database,
  actor: Actor,
  { filter, cursor }: AccessQuestion,
  now: Date,
): Promise<AccessPage> {
  return await asReader(database, actor, 'VIEW', filter, now, async (tx, reach) => {
    const found = await select(tx, reach, filter, cursor, ACCESS_PAGE_MAX + 1)
    const shown = found.slice(0, ACCESS_PAGE_MAX)
    const next = found.length > ACCESS_PAGE_MAX ? shown.at(-1)!.row.seq : null
    return { answer: { rows: shown.map(({ row }) => row), next }, count: shown.length }
  })
}

/** Entries that fit as CSV. Throws TOO_LARGE {max} when they are too many for one file. */
export async function exportAccess(
  database: Database,
  actor: Actor,
  filter: AccessFilter,
  now: Date,
): Promise<AccessExport> {
  return await asReader(database, actor, 'EXPORT', filter, now, async (tx, reach) => {
    const found = await select(tx, reach, filter, null, ACCESS_EXPORT_MAX + 1)
    if (found.length > ACCESS_EXPORT_MAX) {
      throw new TandemError('TOO_LARGE', { max: ACCESS_EXPORT_MAX })
    }
    const csv = accessCsv(found.map(({ row, prevHash, hash }) => ({ ...row, prevHash, hash })))
    return { answer: { csv, count: found.length }, count: found.length }
  })
}

/** Days of people that stand out. Throws BAD_REQUEST when the days are too many or none. */
export async function accessOutliers(
  database: Database,
  actor: Actor,
  days: AccessDays,
  now: Date,
): Promise<AccessOutliers> {
  const length = daysBetween(days.from, days.to)
  if (length < 0 || length >= OUTLIER_DAYS_MAX) {
    throw new TandemError('BAD_REQUEST', { parameter: 'days', max: OUTLIER_DAYS_MAX })
  }
  return await asReader(database, actor, 'VIEW', null, now, async (tx, reach) => {
    const looks = await looksOf(tx, reach, { from: usualFrom(days.from), to: days.to })
    const outliers = outliersOf(looks, days, await familyNames(tx, namedPersons(looks)))
    return { answer: { outliers }, count: outliers.length }
  })
}

/** Reads within one transaction that also holds the reader's own entry. */
async function asReader<T>(
  database: Database,
  actor: Actor,
  action: AccessAction,
  filter: AccessFilter | null,
  now: Date,
  read: (tx: Queries, reach: AccessReach) => Promise<{ answer: T; count: number }>,
): Promise<T> {
  const reach = accessReach(actor)
  if (!reach) throw new TandemError('FORBIDDEN')
  const purpose = purposesOf(actor.role).includes('SUPERVISION') ? 'SUPERVISION' : 'AUDIT'
  const basis = legalBasisOn(actor, purpose, brusselsToday(now))
  if (!basis) throw new TandemError('NO_LEGAL_BASIS')
  return await database.transaction(async (tx) => {
    const { answer, count } = await read(tx, reach)
    const subject = filter?.subject ?? null
    await noteReader(
      tx,
      actor,
      {
        at: now.toISOString(),
        role: actor.role,
        region: actor.region,
        action,
        subject: { kind: 'log', id: subject?.id ?? filter?.userId ?? null },
        dossierId: null,
        purpose,
        legalBasis: basis.code,
        reason: null,
        fields: ['ACCESS'],
        sources: ['PLATFORM'],
        count,
        persons: subject?.kind === 'person' ? [subject.id] : [],
      },
      now,
    )
    return answer
  })
}

// ---------------------------------------------------------------- conditions

const within = ({ from, to }: AccessDays): SQL[] => [
  gte(accessLog.at, brusselsMidnight(from).toISOString()),
  lt(accessLog.at, brusselsMidnight(addDays(to, 1)).toISOString()),
]

/** As what the person looked, or as what they sent it: neither alone hides a look from who answers for it. */
function reachable(reach: AccessReach): SQL | undefined {
  if (reach.all) return undefined
  const { role, region, sentRole, sentRegion } = accessLog
  return or(
    and(eq(region, reach.region), inArray(role, reach.roles)),
    and(eq(sentRegion, reach.region), inArray(sentRole, reach.roles)),
  )
}

function about(tx: Queries, { kind, id }: NonNullable<AccessFilter['subject']>): SQL | undefined {
  const itself = and(eq(accessLog.subjectKind, kind), eq(accessLog.subjectId, id))
  if (kind === 'dossier') return or(itself, eq(accessLog.dossierId, id))
  if (kind === 'enterprise') return itself
  const shown = tx
    .select({ one: sql`1` })
    .from(accessPerson)
    .where(and(eq(accessPerson.seq, accessLog.seq), eq(accessPerson.person, id)))
  return or(itself, exists(shown))
}

function conditions(
  tx: Queries,
  reach: AccessReach,
  filter: AccessFilter,
  cursor: number | null,
): SQL | undefined {
  const { userId, subject, action, withoutDossier } = filter
  return and(
    reachable(reach),
    ...within(filter),
    userId === null ? undefined : eq(accessLog.userId, userId),
    action === null ? undefined : eq(accessLog.action, action),
    withoutDossier ? isNull(accessLog.dossierId) : undefined,
    subject === null ? undefined : about(tx, subject),
    cursor === null ? undefined : lt(accessLog.seq, cursor),
  )
}

async function select(
  tx: Queries,
  reach: AccessReach,
  filter: AccessFilter,
  cursor: number | null,
  limit: number,
): Promise<{ row: AccessRow; prevHash: string; hash: string }[]> {
  const { entry, prevHash, hash } = accessLog
  const found = await tx
    .select({ entry, prevHash, hash, userName: colleague.name })
    .from(accessLog)
    .leftJoin(colleague, eq(colleague.id, accessLog.userId))
    .where(conditions(tx, reach, filter, cursor))
    .orderBy(desc(accessLog.seq))
    .limit(limit)
  return found.map(({ entry: text, userName, ...hashes }) => ({
    row: { ...(JSON.parse(text) as AccessEntry), userName },
    ...hashes,
  }))
}

// ---------------------------------------------------------------- outliers

async function looksOf(tx: Queries, reach: AccessReach, days: AccessDays): Promise<OutlierLook[]> {
  const found = await tx
    .select({ entry: accessLog.entry, userName: colleague.name })
    .from(accessLog)
    .leftJoin(colleague, eq(colleague.id, accessLog.userId))
    .where(and(reachable(reach), ...within(days)))
    .limit(OUTLIER_LOOKS_MAX + 1)
  if (found.length > OUTLIER_LOOKS_MAX) {
    throw new TandemError('TOO_LARGE', { max: OUTLIER_LOOKS_MAX })
  }
  return found.map(({ entry, userName }) => ({
    ...(JSON.parse(entry) as AccessEntry),
    userName,
  }))
}

async function familyNames(
  tx: Queries,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const found = await rows<{ id: string; name: string | null }>(
    tx,
    sql`SELECT record.id, record.body::json ->> 'familyName' AS name
        FROM unnest(${textColumn(personIds)}) AS named (id)
        JOIN record ON record.kind = ${kindNumber('person')} AND record.id = named.id`,
  )
  return new Map(found.map(({ id, name }) => [id, name ?? '']))
}
