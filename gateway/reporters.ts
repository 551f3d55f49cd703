/**
 * Who reported an irregularity: sealed (sealing.ts). The gateway alone opens it, for an inspector who
 * works on the report, with a reason; the entry in the access log and the answer are one transaction.
 */
import { sql } from 'drizzle-orm'
import * as v from 'valibot'
import {
  purposesOf,
  tidyReason,
  ACCESS_REASON_MAX,
  ACCESS_REASON_MIN,
} from '../domain/access/purposes.ts'
import { brusselsToday } from '../domain/calendar/local-date.ts'
import type { Actor } from '../domain/contract/actor.ts'
import { TandemError } from '../domain/contract/errors.ts'
import type { ReportBody } from '../domain/contract/records.ts'
import type { ReporterAsked, ReporterGiven } from '../domain/contract/reports.ts'
import { legalBasisOn } from '../domain/reference/legal-bases.ts'
import { mayKnowReport, mayUnsealReporter } from '../domain/rights/reports.ts'
import { scopesOf } from '../domain/rights/rights.ts'
import { noteReader } from './access-log.ts'
import { rows, type Database, type Queries } from './database.ts'
import { kindNumber, scopeMask } from './scopes.ts'
import { SealedReporter, type Seal } from './sealing.ts'

async function readReport(tx: Queries, id: string, mask: number): Promise<ReportBody | null> {
  const [found] = await rows<{ body: string }>(
    tx,
    sql`SELECT body FROM record
        WHERE kind = ${kindNumber('report')} AND id = ${id} AND (scopes & ${mask}::smallint) <> 0`,
  )
  return found ? (JSON.parse(found.body) as ReportBody) : null
}

async function readSealed(tx: Queries, id: string): Promise<SealedReporter | null> {
  const [found] = await rows<{ body: string }>(
    tx,
    sql`SELECT body FROM record WHERE kind = ${kindNumber('reporter')} AND id = ${id}`,
  )
  return found ? v.parse(SealedReporter, JSON.parse(found.body)) : null
}

/**
 * Opens the identity of a reporter. Throws REASON_REQUIRED or TEXT_TOO_LONG for the reason, NOT_FOUND
 * for a report that the person may not know of, FORBIDDEN for one they do not work on or that nobody
 * is sealed with, NO_LEGAL_BASIS, SEAL_KEY_MISSING when the gateway no longer has the key.
 */
export async function openReporter(
  database: Database,
  seal: Seal,
  actor: Actor,
  { reportId, reason: stated }: ReporterAsked,
  now: Date,
): Promise<ReporterGiven> {
  const reason = tidyReason(stated)
  if (reason.length < ACCESS_REASON_MIN) {
    throw new TandemError('REASON_REQUIRED', { min: ACCESS_REASON_MIN })
  }
  if (reason.length > ACCESS_REASON_MAX) {
    throw new TandemError('TEXT_TOO_LONG', { max: ACCESS_REASON_MAX })
  }
  return await database.transaction(async (tx) => {
    const report = await readReport(tx, reportId, scopeMask(scopesOf(actor)))
    if (!report || !mayKnowReport(actor, report)) throw new TandemError('NOT_FOUND')
    if (!mayUnsealReporter(actor, report)) throw new TandemError('FORBIDDEN')
    const sealed = await readSealed(tx, reportId)
    if (!sealed) throw new TandemError('NOT_FOUND')
    const reporter = seal.open(reportId, sealed)
    if (!reporter) throw new TandemError('SEAL_KEY_MISSING')
    const [purpose] = purposesOf(actor.role)
    const basis = legalBasisOn(actor, purpose, brusselsToday(now))
    if (!basis) throw new TandemError('NO_LEGAL_BASIS')
    await noteReader(
      tx,
      actor,
      {
        at: now.toISOString(),
        role: actor.role,
        region: actor.region,
        action: 'UNSEAL',
        subject: { kind: 'report', id: reportId },
        dossierId: null,
        purpose,
        legalBasis: basis.code,
        reason,
        fields: ['REPORTER'],
        sources: ['PLATFORM'],
        count: 1,
        persons: [],
      },
      now,
    )
    const { name, contact, relation } = reporter
    return { name, contact, relation }
  })
}
