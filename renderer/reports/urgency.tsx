import type { ReportUrgency } from '../../domain/reports/codes.ts'
import { Badge } from '../design/badge.tsx'
import type { Tone } from '../design/mark.tsx'
import { useCodes } from '../i18n/format.ts'
import { useReportWords } from './words.ts'

const TONES: Readonly<Record<ReportUrgency, Tone>> = {
  LOW: 'plain',
  NORMAL: 'accent',
  HIGH: 'orange',
  AT_ONCE: 'red',
}

/** How pressing a report is, in a word; before triage that nobody knows yet. */
export function UrgencyBadge({ urgency }: { urgency: ReportUrgency | null }) {
  const t = useReportWords()
  const code = useCodes()
  if (urgency === null) return <Badge tone="amber">{t('report.notTriaged')}</Badge>
  return <Badge tone={TONES[urgency]}>{code('reportUrgency', urgency)}</Badge>
}
