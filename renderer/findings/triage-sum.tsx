import type { JudgedFinding } from '../../domain/contract/findings.ts'
import { isCounted, shownScore, triageParts } from '../../domain/risk/index.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { useWords } from './words.ts'

/** Reasons that are told; the score itself counts these and one more at most. */
const TOLD = 3

/** The newest of some texts that order like their time; null when there is none. */
const newest = (texts: readonly (string | null)[]): string | null =>
  texts
    .filter((text) => text !== null)
    .toSorted()
    .at(-1) ?? null

/**
 * What the open and the confirmed signals weigh together, never as a bare number: what each adds, up to which day the
 * data speak, and the last word that somebody said.
 */
export function TriageSum({
  findings,
  isClosed,
}: {
  findings: readonly JudgedFinding[]
  /** They are shown of a dossier in which nobody has to act any more. */
  isClosed: boolean
}) {
  const t = useWords()
  const code = useCodes()
  const { number, date } = useFormats()
  const open = findings.filter((one) => isCounted(one, isClosed))
  const confirmed = new Set(
    open.filter(({ status }) => status === 'CONFIRMED').map(({ finding }) => finding.id),
  )
  const parts = triageParts(open.map(({ finding }) => finding))
  if (parts.length === 0) return null
  const score = parts.reduce((sum, { points }) => sum + points, 0)
  const knownOn = newest(open.map(({ finding }) => finding.knownOn))
  const judged = findings.filter(({ at }) => at !== null)
  const last = judged.toSorted((a, b) => (a.at! < b.at! ? -1 : 1)).at(-1)
  return (
    <section className="triage" aria-label={t('triage.title')}>
      <p>
        <strong>{t('triage.score', { score: number(shownScore(score)) })}</strong>{' '}
        <span className="muted">
          {knownOn ? t('finding.knownOn', { date: date(knownOn) }) : t('triage.noDay')}
        </span>
      </p>
      <ul className="plain-list">
        {parts.slice(0, TOLD).map(({ finding, points }) => (
          <li key={finding.id}>
            <span className="mono muted">{finding.code}</span> {t(`rule.${finding.code}.title`)}{' '}
            <span className="muted">
              {code('severity', finding.severity)}, {code('findingKind', finding.kind)}
              {confirmed.has(finding.id) && `, ${code('findingStatus', 'CONFIRMED')}`}:{' '}
              {number(shownScore(points))}
            </span>
          </li>
        ))}
        {parts.length > TOLD && (
          <li className="muted">
            {t('triage.more', { score: number(shownScore(parts[TOLD]!.points)) })}
          </li>
        )}
      </ul>
      <p className="muted">
        {last
          ? t('triage.last', { name: last.byName, date: date(last.at!.slice(0, 10)) })
          : t('triage.nobody')}
      </p>
    </section>
  )
}
