import { useState } from 'react'
import type { ReporterGiven, ReportPage } from '../../domain/contract/reports.ts'
import type { ReportBody } from '../../domain/contract/records.ts'
import {
  followsInquiry,
  mayAssignReport,
  mayHandleReport,
  mayReadReport,
  mayUnsealReporter,
} from '../../domain/rights/reports.ts'
import { isErased } from '../../domain/reports/retention.ts'
import { announce } from '../app/announce.ts'
import { RequestDialog, type NamedSubject } from '../controls/request-dialog.tsx'
import { useKeys } from '../app/use-keys.ts'
import { runCommand } from '../data/use-command.ts'
import { useReport, useSession } from '../data/use-query.ts'
import { Badge, PendingMark } from '../design/badge.tsx'
import { Button, Key } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { ErrorState, Loading, Notice, useErrorWords } from '../design/states.tsx'
import { DateText } from '../design/time.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { RouteLink } from '../findings/link.tsx'
import { Fact, Facts, MunicipalityText, PeriodText, Unknown } from '../findings/values.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { Links } from './links.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { Protocol } from './protocol.tsx'
import { ReporterDialog } from './reporter-dialog.tsx'
import { TriageDialog } from './triage-dialog.tsx'
import { UrgencyBadge } from './urgency.tsx'
import { useReportWords } from './words.ts'
import '../dossier/record.css'
import './reports.css'

type Open = 'triage' | 'move' | 'answer' | 'reporter' | 'control'

/** One report: what was told, what it may be about, who works on it and what came of it. */
export default function ReportScreen({ id }: { id: string }) {
  const { data, error } = useReport(id)
  useFocusOnTitle()
  if (error) return <ErrorState error={error} />
  if (!data) return <Loading />
  return <Page page={data} />
}

function Page({ page }: { page: ReportPage }) {
  const t = useReportWords()
  const code = useCodes()
  const actor = useSession()?.actor
  const [open, setOpen] = useState<Open | null>(null)
  /** Who the letter goes to, while it is being written and no longer. */
  const [to, setTo] = useState<ReporterGiven | null>(null)
  const { report } = page
  const { body } = report
  const may = {
    read: actor ? mayReadReport(actor, body) : false,
    handle: actor ? mayHandleReport(actor, body) : false,
    unseal: actor ? mayUnsealReporter(actor, body) : false,
    follow: actor ? followsInquiry(actor) : false,
  }
  const show = (name: Open) => () => setOpen(name)
  useKeys(may.handle ? { t: show('triage'), m: show('move'), w: show('answer') } : {})
  const close = () => {
    setOpen(null)
    setTo(null)
  }
  const subjects = subjectsOf(page)
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            <span className="mono">{body.reference}</span>
            {code('reportCategory', body.category)}
          </h1>
          <UrgencyBadge urgency={body.urgency} />
          <Badge>{code('reportStatus', body.status)}</Badge>
          {body.outcome && <Badge>{code('outcomeLabel', body.outcome)}</Badge>}
          {report.pending && <PendingMark />}
        </div>
        {may.handle && (
          <div className="report-acts">
            <Button kind="primary" aria-keyshortcuts="t" onClick={show('triage')}>
              {t('report.triage.title')} <Key>t</Key>
            </Button>
            <Button aria-keyshortcuts="m" onClick={show('move')} disabled={body.urgency === null}>
              {t('report.move.title')} <Key>m</Key>
            </Button>
            <Button aria-keyshortcuts="w" onClick={show('answer')}>
              {t('report.answer.title')} <Key>w</Key>
            </Button>
            {subjects.length > 0 && (
              <Button onClick={show('control')}>{t('command.requestControl')}</Button>
            )}
          </div>
        )}
      </header>
      <div className="record-body report-body">
        <div className="report-column">
          {!may.read && (
            <Notice icon="lock" tone="amber">
              {t('report.guardedFrom')}
            </Notice>
          )}
          {isErased(body) && (
            <Notice icon="lock" tone="calm">
              {t('report.erased')}
            </Notice>
          )}
          {body.indicators.length > 0 && (
            <Panel title={t('report.protocol.title')}>
              <Protocol region={body.region} indicators={body.indicators} />
            </Panel>
          )}
          <Told body={body} />
          {may.follow && <Links page={page} mayHandle={may.handle} />}
        </div>
        <div className="report-column">
          <Who body={body} id={report.id} mayUnseal={may.unseal} onUnseal={show('reporter')} />
          {may.follow && <Earlier page={page} />}
          <History body={body} />
        </div>
      </div>
      {open === 'triage' && <TriageDialog id={report.id} body={body} onClose={close} />}
      {open === 'move' && <MoveDialog id={report.id} body={body} onClose={close} />}
      {open === 'answer' && <AnswerDialog id={report.id} body={body} to={to} onClose={close} />}
      {open === 'control' && (
        <RequestDialog
          subjects={subjects}
          origin="REPORT"
          reportId={report.id}
          region={body.region}
          onClose={close}
        />
      )}
      {open === 'reporter' && (
        <ReporterDialog
          id={report.id}
          onClose={close}
          onWrite={(given) => {
            setTo(given)
            setOpen('answer')
          }}
        />
      )}
    </article>
  )
}

/** The persons and enterprises that somebody confirmed it to be about. */
const subjectsOf = ({ report, labels }: ReportPage): NamedSubject[] =>
  report.body.links.flatMap(({ kind, id, verdict }) => {
    if (verdict !== 'CONFIRMED' || (kind !== 'person' && kind !== 'enterprise')) return []
    const label = labels.find((one) => one.kind === kind && one.id === id)?.label
    return label ? [{ kind, id, label }] : []
  })

function Told({ body }: { body: ReportBody }) {
  const t = useReportWords()
  const code = useCodes()
  const { worker, enterprise, place, happened } = body
  return (
    <Panel title={t('report.told')}>
      <p className="report-words" lang={body.language} dir="auto">
        {body.text}
      </p>
      <Facts>
        <Fact name={t('report.receivedOn')}>
          <DateText date={body.receivedOn} />, {code('reportChannel', body.channel)},{' '}
          <LanguageName code={body.language} />
        </Fact>
        <Fact name={t('report.happened')}>
          {happened ? <PeriodText period={happened} /> : <Unknown />}
        </Fact>
        <Fact name={t('report.worker')}>
          {worker ? (
            <bdi>
              {worker.familyName} {worker.givenNames}{' '}
              {worker.birthDate && <DateText date={worker.birthDate} />} {worker.insz}
            </bdi>
          ) : (
            <Unknown />
          )}
        </Fact>
        <Fact name={t('report.enterprise')}>
          {enterprise ? (
            <bdi>
              {enterprise.name} {enterprise.number}
            </bdi>
          ) : (
            <Unknown />
          )}
        </Fact>
        <Fact name={t('report.place')}>
          {place ? (
            <>
              <bdi>{[place.name, place.address?.street].filter(Boolean).join(', ')}</bdi>{' '}
              {place.address?.municipality && (
                <MunicipalityText code={place.address.municipality} />
              )}
            </>
          ) : (
            <Unknown />
          )}
        </Fact>
        <Fact name={t('reports.facet.region')}>{code('region', body.region)}</Fact>
      </Facts>
    </Panel>
  )
}

/** A language by its ISO 639 code, in the language of the screen. */
function LanguageName({ code }: { code: string }) {
  const names = new Intl.DisplayNames([document.documentElement.lang], { type: 'language' })
  return <>{names.of(code) ?? code}</>
}

interface WhoProps {
  id: string
  body: ReportBody
  mayUnseal: boolean
  onUnseal: () => void
}

/** Who took it in, who works on it, and the sealed reporter. */
function Who({ id, body, mayUnseal, onUnseal }: WhoProps) {
  const t = useReportWords()
  const words = useErrorWords()
  const session = useSession()
  const actor = session?.actor
  if (!actor) return null
  const colleagues = session.colleagues.filter(({ inspector }) => inspector)
  const nameOf = (one: string) =>
    session.colleagues.find((colleague) => colleague.id === one)?.name ?? one
  const mayAssign = mayAssignReport(actor, body)
  const assign = async (person: string, assigned: boolean) => {
    const refused = await runCommand('assignReport', { reportId: id, person, assigned })
    if (refused) announce(`${words(refused).title}. ${words(refused).advice}`, 'amber')
  }
  const others = colleagues.filter((one) => !body.assignees.includes(one.id) && one.id !== actor.id)
  return (
    <Panel title={t('report.who')}>
      <Facts>
        <Fact name={t('report.by')}>{body.byName}</Fact>
        <Fact name={t('report.assignees')}>
          {body.assignees.length === 0 && <Unknown word={t('nobody')} />}
          {body.assignees.map((one) => (
            <span key={one} className="line">
              {nameOf(one)}{' '}
              {mayAssign && (
                <Button
                  kind="quiet"
                  aria-label={t('report.unassign', { name: nameOf(one) })}
                  onClick={() => void assign(one, false)}
                >
                  {t('report.remove')}
                </Button>
              )}
            </span>
          ))}
        </Fact>
        <Fact name={t('report.reporter.title')}>
          {t(`report.reporter.${body.reporter}`)}{' '}
          {body.guarded && <span className="line muted">{t('report.guardedWhy')}</span>}
        </Fact>
      </Facts>
      <div className="report-acts">
        {mayAssign && !body.assignees.includes(actor.id) && (
          <Button onClick={() => void assign(actor.id, true)}>{t('report.takeOn')}</Button>
        )}
        {mayAssign && mayReadReport(actor, body) && others.length > 0 && (
          <select
            className="input"
            aria-label={t('report.addColleague')}
            value=""
            onChange={(event) => void assign(event.target.value, true)}
          >
            <option value="">{t('report.addColleague')}</option>
            {others.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
        {mayUnseal && (
          <Button icon="lock" onClick={onUnseal}>
            {t('report.reporter.open')}
          </Button>
        )}
      </div>
    </Panel>
  )
}

/** What else was reported about the same, and what came of it. */
function Earlier({ page: { earlier } }: { page: ReportPage }) {
  const t = useReportWords()
  const code = useCodes()
  return (
    <Panel title={t('report.earlier.title')}>
      {earlier.length === 0 && <p className="muted">{t('report.earlier.none')}</p>}
      <ul className="report-list">
        {earlier.map((one) => (
          <li key={one.id}>
            <span>
              <RouteLink to={{ screen: 'report', id: one.id }}>
                <span className="mono">{one.reference}</span>
              </RouteLink>{' '}
              <DateText date={one.receivedOn} />, {code('reportCategory', one.category)}
            </span>
            <span className="muted">
              {code('reportStatus', one.status)}
              {one.outcome && `: ${code('outcomeLabel', one.outcome)}`}
            </span>
            {one.sameWords && <span>{t('report.earlier.sameWords')}</span>}
          </li>
        ))}
      </ul>
      {earlier.some(({ sameWords }) => sameWords) && (
        <p className="muted">{t('report.earlier.caveat')}</p>
      )}
    </Panel>
  )
}

const VALUE_LIST: Readonly<Record<string, string>> = {
  TRIAGED: 'reportUrgency',
  MOVED: 'reportStatus',
  ANSWERED: 'reportAnswer',
  LINKED: 'reportLinkVerdict',
}

function History({ body }: { body: ReportBody }) {
  const t = useReportWords()
  const code = useCodes()
  const { dateTime } = useFormats()
  const colleagues = useSession()?.colleagues ?? []
  const valueOf = (type: string, value: string) => {
    const list = VALUE_LIST[type]
    return list ? code(list, value) : (colleagues.find(({ id }) => id === value)?.name ?? value)
  }
  return (
    <Panel title={t('report.history')}>
      <ul className="report-list">
        {body.events.toReversed().map((event, at) => (
          <li key={`${event.at} ${body.events.length - at}`}>
            <span>
              <b>{code('reportEvent', event.type)}</b>
              {event.value && `: ${valueOf(event.type, event.value)}`}
            </span>
            <span className="muted">
              {dateTime(event.at)}, {event.byName}
            </span>
            {event.text && <span>{event.text}</span>}
          </li>
        ))}
      </ul>
      {body.answers.length > 0 && (
        <details>
          <summary>{t('report.answer.filed', { count: body.answers.length })}</summary>
          {body.answers.map((answer) => (
            <p key={answer.at} className="report-letter" lang={answer.language}>
              {answer.text}
            </p>
          ))}
        </details>
      )}
    </Panel>
  )
}
