import { useId, useRef, useState, type ReactNode } from 'react'
import type { RecordLookup } from '../../domain/commands/command.ts'
import { MISMATCH_CODES, type FindingStatus } from '../../domain/contract/codes.ts'
import type { Finding, FindingFact, JudgedFinding } from '../../domain/contract/findings.ts'
import type { Route } from '../app/route.ts'
import { Badge, PendingMark, SeverityBadge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import type { Tone } from '../design/mark.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { ExceptionList } from './exceptions.tsx'
import { JudgeForm } from './judge-form.tsx'
import { RouteLink } from './link.tsx'
import { AsideNote, ContestList, SignalActs } from './signal-acts.tsx'
import { ValueText } from './values.tsx'
import { useWords } from './words.ts'

/** The words of a source record, and where it can be read; null leads nowhere from here. */
export type SourceWords = (
  source: NonNullable<FindingFact['source']>,
  finding: Finding,
) => { name: string; route: Route | null }

interface FindingCardProps {
  judged: JudgedFinding
  open: boolean
  onToggle: () => void
  /** Null where findings are read, not judged. */
  records: RecordLookup | null
  sources: SourceWords
  /** Leaves out exceptions, ground and caveat: the screen says them beside. */
  brief: boolean
  /** False: the role may read findings, not judge them. */
  mayJudge: boolean
  /** The role may tell the owner of the rule that it is wrong here. */
  mayContest: boolean
}

/** Id of the button that opens a finding: what is said elsewhere about it leads there. */
export const findingToggleId = (id: string) => `finding-${id}`

const STATUS_TONES: Readonly<Record<FindingStatus, Tone>> = {
  OPEN: 'accent',
  ASKED: 'paused',
  EXPLAINED: 'calm',
  CONFIRMED: 'red',
  DISMISSED: 'calm',
}

/** One finding: its title always, its evidence, law and judgement when opened. */
export function FindingCard({ judged, open, onToggle, ...rest }: FindingCardProps) {
  const t = useWords()
  const code = useCodes()
  const body = useId()
  const { finding, status, pending } = judged
  return (
    <li className="finding" data-status={status}>
      <h3 className="finding-head">
        <button
          type="button"
          id={findingToggleId(finding.id)}
          className="finding-toggle"
          aria-expanded={open}
          aria-controls={body}
          onClick={onToggle}
        >
          <span className="finding-chevron" data-open={open}>
            <Icon name="chevron-right" size={14} />
          </span>
          <span className="finding-title">{t(`rule.${finding.code}.title`)}</span>
          <span className="finding-marks">
            <SeverityBadge severity={finding.severity} />
            <Badge tone={STATUS_TONES[status]}>{code('findingStatus', status)}</Badge>
            {judged.snooze && <Badge tone="calm">{t('signal.aside')}</Badge>}
            {pending && <PendingMark />}
            <span className="finding-code mono">{finding.code}</span>
            <span className="muted">{code('findingKind', finding.kind)}</span>
          </span>
        </button>
      </h3>
      <div id={body} className="finding-body" hidden={!open}>
        {open && <FindingBody judged={judged} {...rest} />}
      </div>
    </li>
  )
}

const isMismatch = (code: string) => (MISMATCH_CODES as readonly string[]).includes(code)

function FindingBody({
  judged,
  records,
  sources,
  brief,
  mayJudge,
  mayContest,
}: Omit<FindingCardProps, 'open' | 'onToggle'>) {
  const t = useWords()
  const { date } = useFormats()
  const { finding } = judged
  return (
    <>
      <AsideNote judged={judged} />
      <Judgement judged={judged} />
      <EvidenceTable finding={finding} sources={sources} />
      {!brief && finding.exceptions.length > 0 && (
        <Part title={t('finding.exceptions')}>
          <ExceptionList exceptions={finding.exceptions} />
        </Part>
      )}
      {!brief && (
        <>
          <Part title={t('finding.ground')}>{t(`rule.${finding.code}.ground`)}</Part>
          <Part title={t('finding.caveat')}>{t(`rule.${finding.code}.caveat`)}</Part>
        </>
      )}
      {isMismatch(finding.code) && (
        <Part title={t('comparison.checks.action')}>
          {t(`comparison.firstAction.${finding.code}`)}
        </Part>
      )}
      <Part title={t('finding.question')}>{t(`rule.${finding.code}.question`)}</Part>
      <p className="finding-rule muted">
        {t('finding.rule', { code: finding.code, version: ruleVersion(finding) })} ·{' '}
        {finding.knownOn && <>{t('finding.knownOn', { date: date(finding.knownOn) })} · </>}
        {t('finding.signalOnly')}
      </p>
      <ContestList contests={judged.contests} />
      {mayJudge && records && <Judge judged={judged} records={records} />}
      {records && (mayJudge || mayContest) && (
        <SignalActs
          judged={judged}
          records={records}
          maySnooze={mayJudge}
          mayContest={mayContest}
        />
      )}
    </>
  )
}

/** Version of the logic, and of the setting it ran with when the workshop changed it. */
const ruleVersion = ({ ruleVersion: logic, revision }: Finding) =>
  revision === 0 ? `${logic}` : `${logic}.${revision}`

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="finding-part">
      <h4>{title}</h4>
      <div>{children}</div>
    </div>
  )
}

/** What was said about it, by whom and why. */
export function Judgement({ judged }: { judged: JudgedFinding }) {
  const t = useWords()
  const code = useCodes()
  const { dateTime } = useFormats()
  const { status, saidStatus, reason, byName, at } = judged
  if (reason === null || byName === null || at === null) return null
  const who = { status: code('findingStatus', saidStatus), name: byName, at: dateTime(at) }
  return (
    <blockquote className="judgement">
      <p>{reason}</p>
      <footer className="muted">{t('finding.judgedBy', who)}</footer>
      {status !== saidStatus && <p>{t('finding.factsDiffer')}</p>}
    </blockquote>
  )
}

/** The values that the rule read, each with the record and field it stands in. */
function EvidenceTable({ finding, sources }: { finding: Finding; sources: SourceWords }) {
  const t = useWords()
  return (
    <table className="evidence">
      <caption className="visually-hidden">{t('finding.evidence')}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('finding.fact')}</th>
          <th scope="col">{t('finding.value')}</th>
        </tr>
      </thead>
      <tbody>
        {finding.facts.map((fact, index) => (
          <tr key={`${fact.label}-${index}`}>
            <th scope="row">{t(`fact.${fact.label}`)}</th>
            <td>
              <span className="evidence-value">
                <ValueText type={fact.type} value={fact.value} />
              </span>
              <span className="evidence-source">
                <span className="visually-hidden">
                  {t('dossier.labelled', { label: t('finding.source') })}{' '}
                </span>
                <SourceText fact={fact} finding={finding} sources={sources} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface SourceTextProps {
  fact: FindingFact
  finding: Finding
  sources: SourceWords
}

function SourceText({ fact, finding, sources }: SourceTextProps) {
  const t = useWords()
  const { date } = useFormats()
  if (fact.table !== undefined) return <>{t(`lawTable.${fact.table}`)}</>
  if (fact.source === null) return <>{t('finding.record.none')}</>
  const { name, route } = sources(fact.source, finding)
  const { asOf } = fact.source
  return (
    <span title={fact.source.field}>
      {route ? <RouteLink to={route}>{name}</RouteLink> : name}
      {asOf !== null && <>, {t('finding.asOf', { date: date(asOf) })}</>}
    </span>
  )
}

/** The ways to judge from here: what is judged already can be changed or opened again. */
export function Judge({ judged, records }: { judged: JudgedFinding; records: RecordLookup }) {
  const t = useWords()
  const [chosen, setChosen] = useState<FindingStatus | null>(null)
  const [saved, setSaved] = useState(false)
  const choices = (['ASKED', 'EXPLAINED', 'CONFIRMED', 'DISMISSED', 'OPEN'] as const).filter(
    (status) => status !== judged.status,
  )
  const group = useRef<HTMLDivElement>(null)
  const close = (done: boolean) => {
    setChosen(null)
    setSaved(done)
    // The button that was pressed may be gone with the new judgement; the finding's head stays.
    group.current?.closest('.finding')?.querySelector<HTMLElement>('.finding-toggle')?.focus()
  }
  return (
    <div className="judge" ref={group}>
      <h4>{t('finding.judge.title')}</h4>
      <div className="judge-choices" role="group" aria-label={t('finding.judge.title')}>
        {choices.map((status) => (
          <Button
            key={status}
            aria-pressed={chosen === status}
            onClick={() => {
              setSaved(false)
              setChosen(chosen === status ? null : status)
            }}
          >
            {t(`finding.judge.${status}`)}
          </Button>
        ))}
      </div>
      {chosen && (
        <JudgeForm
          key={chosen}
          judged={judged}
          status={chosen}
          records={records}
          onDone={() => close(true)}
          onCancel={() => close(false)}
        />
      )}
      <p className="saved" role="status">
        {saved && (
          <>
            <Icon name="check" size={14} /> {t('finding.judge.done')}
          </>
        )}
      </p>
    </div>
  )
}
