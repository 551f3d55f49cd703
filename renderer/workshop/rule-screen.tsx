import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Actor } from '../../domain/contract/actor.ts'
import type { FindingCode, Role } from '../../domain/contract/codes.ts'
import type { HeldRule, RuleRate, RuleView, WorkshopList } from '../../domain/contract/workshop.ts'
import { ownsRule } from '../../domain/rights/rights.ts'
import { rolesThatJudge, rolesThatSee } from '../../domain/rights/rule-roles.ts'
import { inForceFrom, ruleId, ruleOf } from '../../domain/risk/settings.ts'
import { rowOn } from '../../domain/reference/dated.ts'
import { reads } from '../data/reads.ts'
import { toTandemError } from '../data/errors.ts'
import { useSession } from '../data/use-query.ts'
import { PendingMark, SeverityBadge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import { Table } from '../design/table.tsx'
import { InstantText } from '../design/time.tsx'
import { useFocusKept, useFocusOnTitle } from '../dossier/use-focus.ts'
import { RouteLink } from '../findings/link.tsx'
import { Fact, Facts } from '../findings/values.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { TwoPeople } from '../norms/second-look.tsx'
import { DraftDialog } from './draft-dialog.tsx'
import { DraftPanel } from './draft-panel.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { Trend } from './rules-screen.tsx'
import { KindBadges } from './kind-badges.tsx'
import { StandingWords } from './standing.tsx'
import { standingOf, useQuantity, useShareWords, useWorkshopWords, type Standing } from './words.ts'
import '../dossier/record.css'
import './workshop.css'

type Open = 'edit' | 'retire' | 'release'

/** One rule: what it means, its numbers, what is drafted, how it does, and everything that was done to it. */
export function RuleScreen({ code }: { code: FindingCode }) {
  const t = useWorkshopWords()
  const session = useSession()
  const query = useQuery(reads.workshop())
  useFocusOnTitle()
  if (!session?.actor) return null
  if (query.isPending) return <Loading />
  if (query.error) return <ErrorState error={toTandemError(query.error)} />
  const view = query.data.rules.find(({ id }) => id === ruleId(code)) ?? null
  const rate = query.data.rates.find((one) => one.code === code) ?? null
  const standing = standingOf(code, view, session.today)
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            <span className="mono">{code}</span> {t(`rule.${code}.title`)}
          </h1>
          {view?.pending && <PendingMark />}
        </div>
        <div className="head-facts workshop-head">
          <KindBadges rule={ruleOf(code)} />
          <SeverityBadge severity={ruleOf(code).severity} />
          <span>
            <StandingWords standing={standing} held={rate?.held ?? null} />
          </span>
          <RouteLink to={{ screen: 'fairness', id: code }}>{t('fairness.open')}</RouteLink>
          <RouteLink to={{ screen: 'rules' }}>{t('toList')}</RouteLink>
        </div>
      </header>
      <RuleBody
        code={code}
        view={view}
        rate={rate}
        standing={standing}
        list={query.data}
        actor={session.actor}
        today={session.today}
      />
    </article>
  )
}

interface BodyProps {
  code: FindingCode
  view: RuleView | null
  rate: RuleRate | null
  standing: Standing
  list: WorkshopList
  actor: Actor
  today: string
}

function RuleBody({ code, view, rate, standing, list, actor, today }: BodyProps) {
  const t = useWorkshopWords()
  const [open, setOpen] = useState<Open | null>(null)
  const isOwner = ownsRule(actor, code)
  const close = () => setOpen(null)
  const place = useFocusKept<HTMLDivElement>()
  return (
    <div ref={place} className="record-body workshop-body">
      {rate?.held && (
        <HeldPanel held={rate.held} onRelease={isOwner ? () => setOpen('release') : null} />
      )}
      {standing.open && (
        <DraftPanel
          code={code}
          version={standing.open}
          standing={standing}
          rules={list.rules}
          rate={rate}
          actor={actor}
          onEdit={() => setOpen(standing.open?.active === false ? 'retire' : 'edit')}
        />
      )}
      <Meaning code={code} />
      <Panel
        title={t('parameters.title')}
        flush
        actions={
          isOwner &&
          !standing.open && (
            <span className="workshop-acts">
              {(Object.keys(standing.values).length > 0 || !standing.isActive) && (
                <Button icon="edit" onClick={() => setOpen('edit')}>
                  {t(standing.isActive ? 'act.draft' : 'act.bringBack')}
                </Button>
              )}
              {standing.isActive && (
                <Button kind="danger" onClick={() => setOpen('retire')}>
                  {t('act.retire')}
                </Button>
              )}
            </span>
          )
        }
      >
        <Parameters code={code} standing={standing} today={today} />
      </Panel>
      {rate && <Record code={code} rate={rate} list={list} />}
      <History code={code} view={view} />
      {(open === 'edit' || open === 'retire') && (
        <DraftDialog
          code={code}
          standing={standing}
          rules={list.rules}
          active={open === 'edit'}
          today={today}
          onClose={close}
        />
      )}
      {open === 'release' && (
        <ReasonDialog
          command="releaseRule"
          argsOf={(reason) => ({ code, reason })}
          rules={list.rules}
          words={{
            title: `${t('held.release')} · ${code}`,
            intro: t('held.releaseIntro'),
            reason: t('held.reason'),
            submit: t('held.release'),
            done: t('held.released'),
          }}
          onClose={close}
        />
      )}
    </div>
  )
}

function HeldPanel({ held, onRelease }: { held: HeldRule; onRelease: (() => void) | null }) {
  const t = useWorkshopWords()
  const { date, number } = useFormats()
  return (
    <Panel
      title={t('held.title')}
      actions={
        onRelease && (
          <Button kind="primary" onClick={onRelease}>
            {t('held.release')}
          </Button>
        )
      }
    >
      <p>
        {t('held.words', {
          date: date(held.since),
          fired: number(held.fired),
          normal: number(Math.round(held.normal * 10) / 10),
        })}
      </p>
      <p>{t('held.back', { count: held.heldBack })}</p>
      {!onRelease && <p className="muted">{t('held.notYours')}</p>}
    </Panel>
  )
}

function Meaning({ code }: { code: FindingCode }) {
  const t = useWorkshopWords()
  const word = useCodes()
  const { needs, sees, subject, protectedFacts } = ruleOf(code)
  const roles = (list: readonly Role[]) => list.map((role) => word('role', role)).join(', ')
  const facts = Object.keys(protectedFacts)
  return (
    <Panel title={t('meaning.title')}>
      <Facts>
        <Fact name={t('meaning.about')}>{t(`meaning.${subject}`)}</Fact>
        <Fact name={t('meaning.ground')}>{t(`rule.${code}.ground`)}</Fact>
        <Fact name={t('meaning.caveat')}>{t(`rule.${code}.caveat`)}</Fact>
        <Fact name={t('meaning.question')}>{t(`rule.${code}.question`)}</Fact>
        <Fact name={t('meaning.seenBy')}>{roles(rolesThatSee(sees))}</Fact>
        <Fact name={t('meaning.judgedBy')}>{roles(rolesThatJudge(code))}</Fact>
        {needs.length > 0 && (
          <Fact name={t('meaning.needs')}>
            {needs.map((source) => word('outsideSource', source)).join(', ')}
          </Fact>
        )}
        <Fact name={t('meaning.protected')}>
          {facts.length === 0
            ? t('meaning.noProtected')
            : t('meaning.reads', {
                facts: facts.map((fact) => t(`protectedFact.${fact}`)).join(', '),
              })}
        </Fact>
      </Facts>
    </Panel>
  )
}

function Parameters({
  code,
  standing,
  today,
}: {
  code: FindingCode
  standing: Standing
  today: string
}) {
  const t = useWorkshopWords()
  const quantity = useQuantity()
  const { number } = useFormats()
  const rows = Object.entries(ruleOf(code).parameters)
  if (rows.length === 0) return <p className="workshop-none muted">{t('parameters.none')}</p>
  return (
    <Table
      caption={t('parameters.title')}
      columns={[
        { key: 'name', title: t('parameters.name'), cell: ([name]) => t(`parameter.${name}`) },
        {
          key: 'now',
          title: t('parameters.now'),
          number: true,
          cell: ([name]) => <b>{quantity(code, name, standing.values[name] ?? 0)}</b>,
        },
        {
          key: 'delivered',
          title: t('parameters.delivered'),
          number: true,
          cell: ([name, { values }]) =>
            quantity(code, name, (rowOn(values, today) ?? values[0]!).value),
        },
        {
          key: 'limits',
          title: t('parameters.limits'),
          cell: ([, { min, max }]) =>
            t('parameters.between', { min: number(min), max: number(max) }),
        },
        {
          key: 'source',
          title: t('parameters.source'),
          cell: ([, { values }]) => {
            const row = rowOn(values, today) ?? values[0]!
            return row.source === 'D' ? t('parameters.design') : row.source
          },
        },
      ]}
      rows={rows}
      rowKey={([name]) => name}
    />
  )
}

/** How the rule does: signals, what became of them, and how that moved. */
function Record({ code, rate, list }: { code: FindingCode; rate: RuleRate; list: WorkshopList }) {
  const t = useWorkshopWords()
  const { number } = useFormats()
  const shareWords = useShareWords()
  const of = ruleOf(code).subject === 'PERSON' ? list.subjects.person : list.subjects.enterprise
  const share = (what: 'confirmed' | 'falseAlarms') => {
    const words = shareWords(rate.outcomes, what)
    if (!words) return t('notChecked')
    return words.caution ? `${words.text} · ${words.caution}` : words.text
  }
  return (
    <Panel title={t('record.title')}>
      <Facts>
        <Fact name={t('column.findings')}>
          {t('record.findings', { n: number(rate.findings), of: number(of) })}
        </Fact>
        <Fact name={t('column.confirmed')}>{share('confirmed')}</Fact>
        <Fact name={t('column.falseAlarms')}>{share('falseAlarms')}</Fact>
        <Fact name={t('column.trend')}>
          <Trend rate={rate} />
        </Fact>
        <Fact name={t('record.missed')}>
          {t('record.missedOf', { n: number(rate.missed), looked: number(list.looked) })}
        </Fact>
      </Facts>
      <Quarters rate={rate} />
    </Panel>
  )
}

const LABELS = ['CONFIRMED', 'USEFUL', 'FALSE_ALARM', 'NOT_CHECKED'] as const
/** Quarters that are told. */
const QUARTERS = 6

/** Of a quarter; null: of the rule as it is in force. */
interface OutcomesOf {
  quarter: string | null
  outcomes: RuleRate['outcomes']
}

function Quarters({ rate }: { rate: RuleRate }) {
  const t = useWorkshopWords()
  const word = useCodes()
  const { number } = useFormats()
  if (rate.quarters.length === 0) return null
  return (
    <Table
      caption={t('record.quarters')}
      columns={[
        {
          key: 'quarter',
          title: t('record.quarter'),
          cell: ({ quarter }) =>
            quarter === null ? t('record.inForce') : quarter.replace('-', ' '),
        },
        ...LABELS.map((label) => ({
          key: label,
          title: word('outcomeLabel', label),
          number: true,
          cell: ({ outcomes }: OutcomesOf) => number(outcomes[label]),
        })),
      ]}
      rows={[...rate.quarters.slice(-QUARTERS), { quarter: null, outcomes: rate.inForce }]}
      rowKey={({ quarter }) => quarter ?? 'inForce'}
    />
  )
}

/** Versions and releases, the last first. */
function History({ code, view }: { code: FindingCode; view: RuleView | null }) {
  const t = useWorkshopWords()
  const quantity = useQuantity()
  const { date } = useFormats()
  const versions = (view?.body.versions ?? []).map((version, i) => ({ version, n: i + 1 }))
  const releases = view?.body.releases ?? []
  return (
    <Panel title={t('history.title')}>
      <ol className="workshop-history">
        {versions.toReversed().map(({ version, n }) => (
          <li key={n}>
            <b>{t('history.version', { n })}</b> {t(`draftState.${version.state}`)}
            {version.state === 'APPROVED' && `, ${t('from', { date: date(inForceFrom(version)) })}`}
            <span className="line">
              {version.active
                ? version.values
                    .map(
                      ({ name, value }) =>
                        `${t(`parameter.${name}`)}: ${quantity(code, name, value)}`,
                    )
                    .join(' · ') || t('history.asDelivered')
                : t('draft.retires')}
            </span>
            <TwoPeople row={version} />
          </li>
        ))}
        {releases.toReversed().map(({ at, byName, reason }) => (
          <li key={at}>
            <b>{t('history.released', { name: byName })}</b> <InstantText instant={at} />
            <span className="line muted">{reason}</span>
          </li>
        ))}
        <li>
          <b>{t('history.delivered')}</b>{' '}
          <span className="muted">{t('history.logic', { n: ruleOf(code).version })}</span>
        </li>
      </ol>
    </Panel>
  )
}
