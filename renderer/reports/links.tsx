import type { ReportPage, ReportProposal } from '../../domain/contract/reports.ts'
import { AGREEMENTS } from '../../domain/linking/register/explain.ts'
import type { ReportLinkVerdict, ReportMatter } from '../../domain/reports/codes.ts'
import { announce } from '../app/announce.ts'
import type { Route } from '../app/route.ts'
import { runCommand } from '../data/use-command.ts'
import { Button } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { useErrorWords } from '../design/states.tsx'
import { DateText } from '../design/time.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useCodes } from '../i18n/format.ts'
import { useReportWords } from './words.ts'

type Link = ReportPage['report']['body']['links'][number]
type LinkKey = Pick<Link, 'kind' | 'id'>

interface LinksProps {
  page: ReportPage
  mayHandle: boolean
}

function routeOf({ kind, id }: LinkKey): Route | null {
  if (kind === 'control') return { screen: 'controls' }
  return kind === 'person' || kind === 'enterprise' ? { screen: kind, id } : null
}

/** What the report is about: what a person confirmed, what linking proposes, and the signals about it. */
export function Links({ page, mayHandle }: LinksProps) {
  const t = useReportWords()
  const words = useErrorWords()
  const code = useCodes()
  const { report, proposals, labels, findings } = page
  const judge = async (kind: ReportMatter, id: string, verdict: ReportLinkVerdict) => {
    const args = { reportId: report.id, kind, id, verdict }
    const refused = await runCommand('linkReport', args)
    if (refused) announce(`${words(refused).title}. ${words(refused).advice}`, 'amber')
  }
  const turnOf = ({ kind, id }: LinkKey) =>
    mayHandle && kind !== 'control'
      ? (verdict: ReportLinkVerdict) => void judge(kind, id, verdict)
      : null
  const labelOf = (link: LinkKey) =>
    link.kind === 'control'
      ? t('action.controls')
      : (labels.find((one) => one.kind === link.kind && one.id === link.id)?.label ?? null)
  const links = report.body.links.filter(({ kind }) => kind !== 'finding')
  const linked = new Set(
    report.body.links.flatMap((link) =>
      link.kind === 'finding' && link.verdict === 'CONFIRMED' ? [link.id] : [],
    ),
  )
  return (
    <>
      <Panel title={t('report.link.title')}>
        {links.length === 0 && <p className="muted">{t('report.link.none')}</p>}
        <ul className="report-list">
          {links.map((link) => (
            <LinkLine
              key={`${link.kind} ${link.id}`}
              link={link}
              label={labelOf(link)}
              onTurn={turnOf(link)}
            />
          ))}
        </ul>
        {proposals.length > 0 && (
          <>
            <h3>{t('report.link.proposals')}</h3>
            <p className="muted">{t('report.link.note')}</p>
            <ul className="report-list">
              {proposals.map((one) => (
                <li key={`${one.kind} ${one.id}`}>
                  <span>
                    <span className="muted">{code('reportLinkKind', one.kind)}</span>{' '}
                    <Label link={one} label={one.label} />{' '}
                    <span className="muted">
                      {one.kind === 'person' && one.detail !== '' ? (
                        <DateText date={one.detail} />
                      ) : (
                        one.detail
                      )}
                    </span>
                  </span>
                  <Evidence evidence={one.evidence} />
                  {mayHandle && (
                    <span className="report-acts">
                      <Button
                        aria-label={t('report.link.confirmOf', { name: one.label })}
                        onClick={() => void judge(one.kind, one.id, 'CONFIRMED')}
                      >
                        {t('report.link.confirm')}
                      </Button>
                      <Button
                        kind="quiet"
                        aria-label={t('report.link.rejectOf', { name: one.label })}
                        onClick={() => void judge(one.kind, one.id, 'REJECTED')}
                      >
                        {t('report.link.reject')}
                      </Button>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Panel>
      {findings.length > 0 && (
        <Panel title={t('report.link.findings')}>
          <ul className="report-list">
            {findings.map(({ finding, status }) => {
              const isLinked = linked.has(finding.id)
              const title = t(`rule.${finding.code}.title`)
              return (
                <li key={finding.id}>
                  <span>
                    <span className="mono muted">{finding.code}</span> {title}{' '}
                    <span className="muted">{code('findingStatus', status)}</span>
                  </span>
                  {mayHandle && (
                    <span className="report-acts">
                      <Button
                        kind="quiet"
                        aria-label={`${t(isLinked ? 'report.link.detach' : 'report.link.attach')}: ${title}`}
                        onClick={() =>
                          void judge('finding', finding.id, isLinked ? 'REJECTED' : 'CONFIRMED')
                        }
                      >
                        {t(isLinked ? 'report.link.detach' : 'report.link.attach')}
                      </Button>
                    </span>
                  )}
                </li>
              )
            })}
          </ul>
        </Panel>
      )}
    </>
  )
}

interface LineProps {
  link: Link
  label: string | null
  onTurn: ((verdict: ReportLinkVerdict) => void) | null
}

function LinkLine({ link, label, onTurn }: LineProps) {
  const t = useReportWords()
  const code = useCodes()
  const turned = link.verdict === 'CONFIRMED' ? 'REJECTED' : 'CONFIRMED'
  return (
    <li>
      <span>
        <span className="muted">{code('reportLinkKind', link.kind)}</span>{' '}
        <Label link={link} label={label ?? siteName(link) ?? t('report.link.notHere')} />
      </span>
      <span className="muted">
        {code('reportLinkVerdict', link.verdict)}, {link.byName}
      </span>
      {onTurn && (
        <span className="report-acts">
          <Button kind="quiet" onClick={() => onTurn(turned)}>
            {t(turned === 'CONFIRMED' ? 'report.link.confirm' : 'report.link.reject')}
          </Button>
        </span>
      )}
    </li>
  )
}

/** The key of a site holds its words (domain/linking/places.ts): postal area, street or name. */
function siteName({ kind, id }: LinkKey): string | null {
  return kind === 'site' ? id.replace(/^site-/, '').replaceAll('-', ' ') : null
}

function Label({ link, label }: { link: LinkKey; label: string }) {
  const to = routeOf(link)
  return to ? (
    <RouteLink to={to}>
      <bdi>{label}</bdi>
    </RouteLink>
  ) : (
    <bdi>{label}</bdi>
  )
}

/** What agrees first, then what does not. */
function Evidence({ evidence }: Pick<ReportProposal, 'evidence'>) {
  const t = useReportWords()
  return (
    <ul>
      {AGREEMENTS.flatMap((agreement) => {
        const fields = evidence.filter((one) => one.agreement === agreement)
        if (fields.length === 0) return []
        const names = fields.map(({ field }) => t(`report.link.field.${field}`)).join(', ')
        return [
          <li key={agreement}>
            <strong>{t(`person.possible.agreement.${agreement}`)}</strong> {names}
          </li>,
        ]
      })}
    </ul>
  )
}
