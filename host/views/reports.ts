/** A report with what it may be about, what else was told of it, and the signals about that. */
import { TandemError } from '../../domain/contract/errors.ts'
import type { ReportPage } from '../../domain/contract/reports.ts'
import type { ReportBody } from '../../domain/contract/records.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { earlierReports } from '../../domain/reports/report-list.ts'
import { mayReadReport } from '../../domain/rights/reports.ts'
import type { CacheReader } from '../../db/index.ts'
import { nameOf } from './names.ts'

function labelOf(cache: CacheReader, { kind, id }: ReportBody['links'][number]): string | null {
  return kind === 'person' || kind === 'enterprise' ? nameOf(cache, { kind, id }) : null
}

/** Throws NOT_FOUND. Of a guarded report that is not theirs nobody gets proposals: they would tell its words. */
export function reportPage(cache: CacheReader, actor: Actor, id: string): ReportPage {
  const all = cache.few('report')
  const report = all.find((one) => one.id === id)
  if (!report) throw new TandemError('NOT_FOUND')
  const { body } = report
  const reads = mayReadReport(actor, body)
  const about = body.links.filter(
    ({ kind, verdict }) => verdict === 'CONFIRMED' && (kind === 'person' || kind === 'enterprise'),
  )
  return {
    report,
    proposals: reads ? cache.reportProposals(body) : [],
    labels: body.links.map((link) => ({
      kind: link.kind,
      id: link.id,
      label: labelOf(cache, link),
    })),
    earlier: earlierReports(all, report),
    findings: reads ? cache.findingsAbout(about.map((link) => link.id)) : [],
  }
}
