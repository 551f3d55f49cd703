import { memo, useMemo, useState, type ReactNode } from 'react'
import { brusselsToday } from '../../domain/calendar/local-date.ts'
import type { DossierBody, DossierEvent } from '../../domain/contract/records.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { useGrowing } from '../app/use-painted.ts'
import { useSession } from '../data/use-query.ts'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats, type Formats } from '../i18n/format.ts'
import { useClockReason } from './clock.tsx'
import { Section } from './section.tsx'
import {
  countByGroup,
  detailOf,
  TIMELINE_GROUPS,
  timelineEntries,
  type TimelineEntry,
  type TimelineGroup,
} from './timeline-entries.ts'

/** Entries that are drawn together: more than fit into a window. */
const TOGETHER = 24

/** Everything that happened, newest first, one group at a time if wished. */
export function Timeline({ page }: { page: DossierPage }) {
  const t = useWords()
  const [group, setGroup] = useState<TimelineGroup | null>(null)
  const entries = useMemo(
    () => timelineEntries(page.dossier.body, page.notes, page.findings),
    [page],
  )
  const counts = countByGroup(entries)
  const pieces = useMemo(() => {
    const chosen = group === null ? entries : entries.filter((entry) => entry.group === group)
    const count = Math.ceil(chosen.length / TOGETHER)
    return Array.from({ length: count }, (_, n) => chosen.slice(n * TOGETHER, (n + 1) * TOGETHER))
  }, [entries, group])
  const drawn = useGrowing(pieces.length, 1, 1)
  return (
    <Section name="timeline" title={t('dossier.sections.timeline')} shortcut={7}>
      <div className="choices" role="group" aria-label={t('dossier.timeline.filter')}>
        <Choice
          name={t('dossier.timeline.all')}
          count={entries.length}
          chosen={group === null}
          onChoose={() => setGroup(null)}
        />
        {TIMELINE_GROUPS.map((one) => (
          <Choice
            key={one}
            name={t(`dossier.timeline.group.${one}`)}
            count={counts[one]}
            chosen={group === one}
            onChoose={() => setGroup(one)}
          />
        ))}
      </div>
      {pieces.length === 0 && <p className="muted">{t('dossier.timeline.none')}</p>}
      <ol className="timeline">
        {pieces.slice(0, drawn).map((piece) => (
          <Entries key={piece[0]!.key} entries={piece} body={page.dossier.body} />
        ))}
      </ol>
    </Section>
  )
}

/** Some entries one after the other; those that stand there already are not drawn again. */
const Entries = memo(function Entries({
  entries,
  body,
}: {
  entries: readonly TimelineEntry[]
  body: DossierBody
}) {
  const t = useWords()
  const wordsOf = useEntryWords(body)
  const formats = useFormats()
  return entries.map((entry) => (
    <li key={entry.key} className={`timeline-entry timeline-${entry.group}`}>
      {entryLine(entry, wordsOf(entry), formats, t)}
    </li>
  ))
})

interface ChoiceProps {
  name: string
  count: number
  chosen: boolean
  onChoose: () => void
}

function Choice({ name, count, chosen, onChoose }: ChoiceProps) {
  return (
    <button type="button" className="choice" aria-pressed={chosen} onClick={onChoose}>
      {name} <span className="choice-count">{count}</span>
    </button>
  )
}

/** A plain function: a component with its own words for each of hundreds of entries costs a paint. */
function entryLine(
  { type, at, group }: TimelineEntry,
  { what, text, by, more = [] }: EntryWords,
  { date, dateTime }: Formats,
  t: ReturnType<typeof useWords>,
): ReactNode {
  return (
    <>
      <span className="timeline-when">
        <time dateTime={at}>{type === 'clock' ? date(at) : dateTime(at)}</time>
      </span>
      <span className="timeline-group muted">{t(`dossier.timeline.group.${group}`)}</span>
      <span className="timeline-what">
        <b>{what}</b>
        {text && <span className="timeline-text">{text}</span>}
        {more.map((line) => (
          <span key={line} className="timeline-text">
            {line}
          </span>
        ))}
      </span>
      <span className="timeline-who muted">{by ?? t('dossier.timeline.system')}</span>
    </>
  )
}

interface EntryWords {
  what: string
  text: string | null
  by: string | null
  /** The question, the advice and the legal ground, a line each. */
  more?: string[]
}

function useEntryWords(body: DossierBody): (entry: TimelineEntry) => EntryWords {
  const t = useWords()
  const code = useCodes()
  const nameOf = useColleagueName()
  const reasonOf = useClockReason()
  const { date } = useFormats()
  /** The day of the effect where it is another than that of the entry, the grounds and the reason. */
  const stepText = ({ step, at }: DossierEvent): string | null => {
    if (!step) return null
    const early = step.on !== brusselsToday(new Date(at))
    const parts = [
      early && t('dossier.timeline.asOf', { date: date(step.on) }),
      ...(step.grounds ?? []).map((ground) => code('ground', ground)),
      step.mandate &&
        t('dossier.checks.mandate', { outcome: code('mandateOutcome', step.mandate) }),
      step.reason,
    ]
    return parts.filter(Boolean).join(' · ') || null
  }
  /** What was asked and answered, and the ground of law. */
  const moreOf = (event: DossierEvent): string[] => {
    const { question, advice } = detailOf(body, event)
    const documents = (question?.documents ?? []).map((type) => code('documentType', type))
    const adviser = advice && code('adviser', advice.adviser)
    const answered = event.type === 'ADVICE_RECEIVED' && advice?.opinion
    return [
      question && t('dossier.timeline.question', { text: question.text }),
      documents.length > 0 && t('dossier.timeline.documents', { documents: documents.join(', ') }),
      advice && t('dossier.timeline.asked', { adviser, text: advice.text }),
      answered &&
        t('dossier.timeline.advised', {
          adviser,
          opinion: code('opinion', answered),
          text: advice?.answer ?? '…',
        }),
      event.type !== 'ASSIGNED' && event.reason,
      event.step && t('dossier.timeline.basis', { basis: code('basis', event.step.basis) }),
    ].filter((line) => typeof line === 'string')
  }
  const factWords = (field: string | null): string =>
    [code('dossierEvent', 'FACTS_CHANGED'), field && code('fact', field)].filter(Boolean).join(': ')
  /** What was said or found: day where it is another than that of the entry, who or what, and words. */
  const entryText = ({ entry, text, at }: DossierEvent): string | null => {
    if (!entry) return null
    const early = entry.on !== brusselsToday(new Date(at))
    const parts = [
      early && t('dossier.timeline.asOf', { date: date(entry.on) }),
      text,
      ...entry.codes.map((one) => code(...(one.split('.') as [string, string]))),
      entry.text,
    ]
    return parts.filter(Boolean).join(' · ') || null
  }
  return (entry) => {
    switch (entry.type) {
      case 'note':
        return {
          what: t('dossier.timeline.note'),
          text: entry.note.body.text,
          by: entry.note.body.byName,
        }
      case 'judgement': {
        const { finding, status, reason, byName } = entry.judged
        const what =
          status === 'OPEN'
            ? t('dossier.timeline.reopened', { code: finding.code })
            : t('dossier.timeline.judged', {
                code: finding.code,
                status: code('findingStatus', status),
              })
        return { what, text: reason, by: byName }
      }
      case 'clock': {
        const { clock, kind, days, reason, by } = entry.event
        const values = {
          event: t(`dossier.clock.event.${kind}`),
          clock: code('clock', clock),
          days,
        }
        const key = days === undefined ? 'dossier.timeline.clock' : 'dossier.timeline.clockDays'
        return { what: t(key, values), text: reasonOf(reason), by: nameOf(by) }
      }
      case 'event': {
        const { type, text, by } = entry.event
        if (type === 'FACTS_CHANGED') {
          const more = moreOf(entry.event)
          return { what: factWords(text), text: stepText(entry.event), by: nameOf(by), more }
        }
        if (type === 'ASSIGNED') {
          const name = nameOf(text) ?? ''
          const what = t('dossier.timeline.assignedTo', { name })
          return { what, text: entry.event.reason ?? null, by: nameOf(by) }
        }
        return {
          what: code('dossierEvent', type),
          text: stepText(entry.event) ?? entryText(entry.event) ?? text,
          by: nameOf(by),
          more: moreOf(entry.event),
        }
      }
    }
  }
}

/** The name of a person of the service by id; the id itself for people of other services. */
export function useColleagueName(): (id: string | null) => string | null {
  const session = useSession()
  return (id) => {
    if (id === null) return null
    if (id === session?.actor?.id) return session.actor.name
    return session?.colleagues.find((colleague) => colleague.id === id)?.name ?? id
  }
}
