/** What the gateway forgets by itself, now and then. Several gateways of one database may do so. */
import { sql } from 'drizzle-orm'
import type { ReportBody } from '../domain/contract/records.ts'
import { erasedWhenDue } from '../domain/reports/retention.ts'
import { rows, textColumn, type Database } from './database.ts'
import { sweepContents } from './documents.ts'
import { errorName, type Log } from './log.ts'
import { lockRecords, numberChanges, storeRecords, type RecordChange } from './records.ts'
import { kindNumber } from './scopes.ts'

/** Reports whose words are erased in one transaction. */
const REPORTS_AT_ONCE = 200

/**
 * Erases the words and the persons of reports whose time is over, in their history too, and who reported
 * them. The desks get what stays as a change. Gives how many.
 */
export async function eraseOldReports(database: Database, now: Date): Promise<number> {
  const at = now.toISOString()
  return await database.transaction(async (tx) => {
    const closed = await rows<{ id: string; body: string }>(
      tx,
      sql`SELECT id, body FROM record
          WHERE kind = ${kindNumber('report')} AND strpos(body, '"status":"CLOSED"') > 0 ORDER BY id`,
    )
    const due = closed
      .filter(({ body }) => erasedWhenDue(JSON.parse(body) as ReportBody, at) !== null)
      .slice(0, REPORTS_AT_ONCE)
    if (due.length === 0) return 0
    const held = await lockRecords(
      tx,
      due.map(({ id }) => ({ kind: 'report' as const, id })),
    )
    const changes = held.flatMap(({ record, scopes }): RecordChange[] => {
      // Another gateway may have erased it, or somebody taken it up again, before it was held.
      const body = erasedWhenDue(record.body as ReportBody, at)
      if (!body) return []
      const next = { ...record, version: record.version + 1, body }
      return [{ record: next, scopesBefore: scopes, scopesAfter: scopes }]
    })
    if (changes.length === 0) return 0
    const ids = textColumn(changes.map(({ record }) => record.id))
    const bodies = textColumn(changes.map(({ record }) => JSON.stringify(record.body)))
    await tx.execute(
      sql`DELETE FROM record WHERE kind = ${kindNumber('reporter')} AND id IN (SELECT unnest(${ids}))`,
    )
    await tx.execute(
      sql`UPDATE change SET body = erased.body FROM unnest(${ids}, ${bodies}) AS erased (id, body)
          WHERE change.kind = ${kindNumber('report')} AND change.id = erased.id`,
    )
    await storeRecords(tx, changes)
    await numberChanges(tx, [{ changes, verdict: null }])
    return changes.length
  })
}

/** Sweeps now and then until it is told to stop. */
export function sweepNowAndThen(
  database: Database,
  { now, log, everyMs }: { now: () => Date; log: Log; everyMs: number },
): () => void {
  const sweep = async () => {
    try {
      const contents = await sweepContents(database, now())
      if (contents > 0) log({ event: 'contents-swept', count: contents })
      const reports = await eraseOldReports(database, now())
      if (reports > 0) log({ event: 'reports-erased', count: reports })
    } catch (error) {
      log({ event: 'sweep-failed', error: errorName(error) })
    }
  }
  const timer = setInterval(() => void sweep(), everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
