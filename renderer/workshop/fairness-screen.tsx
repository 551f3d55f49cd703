import { useCallback, useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { Fairness, GroupRow } from '../../domain/contract/workshop.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { SMALLEST_GROUP } from '../../domain/risk/fairness.ts'
import { ruleId, ruleOf } from '../../domain/risk/settings.ts'
import { printPage } from '../access/printing.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { reads } from '../data/reads.ts'
import { useSession } from '../data/use-query.ts'
import { Badge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { Table } from '../design/table.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { RouteLink } from '../findings/link.tsx'
import { CountryText, Fact, Facts } from '../findings/values.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { RunBar } from './run-bar.tsx'
import { Samples } from './samples.tsx'
import { StandingWords } from './standing.tsx'
import { useRun } from './use-run.ts'
import { standingOf, usePercent, useQuantity, useShareWords, useWorkshopWords } from './words.ts'
import '../dossier/record.css'
import './workshop.css'
import './fairness.css'

/** Whom one rule touches: one page for the data-protection officer, made for paper too. */
export function FairnessScreen({ code }: { code: FindingCode }) {
  const t = useWorkshopWords()
  const session = useSession()
  const { date } = useFormats()
  useFocusOnTitle()
  const actor = session?.actor
  if (!actor) return null
  const maySee = mayRun(actor, 'judgeFinding')
  return (
    <article className="record fairness" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            <span className="title-kind">{t('fairness.title')}</span>
            <span className="mono">{code}</span> {t(`rule.${code}.title`)}
          </h1>
          {maySee && (
            <span className="record-end no-print">
              <RouteLink to={{ screen: 'rule', id: code }}>{t('fairness.toRule')}</RouteLink>
              <Button onClick={() => void printPage()}>{t('fairness.print')}</Button>
            </span>
          )}
        </div>
        <p className="muted">
          {t('fairness.asOf', { date: date(session.today), name: actor.name })}
        </p>
      </header>
      <div className="record-body workshop-body">
        {maySee ? <Looked code={code} today={session.today} /> : <NotSeen />}
      </div>
    </article>
  )
}

/** Who sees no person cannot have them counted by who they are. */
function NotSeen() {
  const t = useWorkshopWords()
  return <EmptyState icon="lock" title={t('fairness.notSeen')} />
}

function Looked({ code, today }: { code: FindingCode; today: string }) {
  const t = useWorkshopWords()
  const query = useQuery(reads.workshop())
  const [fairness, setFairness] = useState<Fairness | null>(null)
  const ask = useCallback(
    (signal: AbortSignal) => workbench.workshop.fairness({ code }, { signal }),
    [code],
  )
  const done = useCallback(
    (answer: { type: 'done'; fairness: Fairness }) => setFairness(answer.fairness),
    [],
  )
  const { start, stop, ...run } = useRun(ask, done)
  useEffect(() => void start(), [start])
  if (query.isPending) return <Loading />
  if (query.error) return <ErrorState error={toTandemError(query.error)} />
  const view = query.data.rules.find(({ id }) => id === ruleId(code)) ?? null
  const rate = query.data.rates.find((one) => one.code === code) ?? null
  const standing = standingOf(code, view, today)
  return (
    <>
      <RunBar run={run} label={t('fairness.running')} onStop={stop} />
      {run.state === 'STOPPED' && (
        <p>
          <Button onClick={() => void start()}>{t('fairness.again')}</Button>
        </p>
      )}
      <Panel title={t('fairness.rule')}>
        <Facts>
          <Fact name={t('column.state')}>
            <StandingWords standing={standing} held={rate?.held ?? null} />
          </Fact>
          <Fact name={t('meaning.ground')}>{t(`rule.${code}.ground`)}</Fact>
          <Fact name={t('meaning.caveat')}>{t(`rule.${code}.caveat`)}</Fact>
          <Fact name={t('parameters.title')}>
            <Numbers code={code} values={standing.values} />
          </Fact>
          <Fact name={t('meaning.protected')}>
            <Protected code={code} />
          </Fact>
          <Fact name={t('fairness.human')}>{t('fairness.humanWords')}</Fact>
        </Facts>
      </Panel>
      {fairness && <Swaps fairness={fairness} />}
      {fairness && <Groups fairness={fairness} />}
      <Panel title={t('record.title')}>
        <Outcomes code={code} />
      </Panel>
      <Samples code={code} rate={rate} looked={query.data.looked} />
    </>
  )
}

function Numbers({
  code,
  values,
}: {
  code: FindingCode
  values: Readonly<Record<string, number>>
}) {
  const t = useWorkshopWords()
  const quantity = useQuantity()
  const names = Object.keys(ruleOf(code).parameters)
  if (names.length === 0) return <>{t('parameters.none')}</>
  return (
    <>
      {names
        .map((name) => `${t(`parameter.${name}`)}: ${quantity(code, name, values[name] ?? 0)}`)
        .join(' · ')}
    </>
  )
}

function Protected({ code }: { code: FindingCode }) {
  const t = useWorkshopWords()
  const facts = Object.keys(ruleOf(code).protectedFacts)
  if (facts.length === 0) return <>{t('meaning.noProtected')}</>
  return (
    <>{t('meaning.reads', { facts: facts.map((fact) => t(`protectedFact.${fact}`)).join(', ') })}</>
  )
}

function Outcomes({ code }: { code: FindingCode }) {
  const t = useWorkshopWords()
  const { data } = useQuery(reads.workshop())
  const shareWords = useShareWords()
  const rate = data?.rates.find((one) => one.code === code)
  const told = (of: 'confirmed' | 'falseAlarms') => {
    const words = rate && shareWords(rate.outcomes, of)
    if (!words) return t('notChecked')
    return words.caution ? `${words.text} · ${words.caution}` : words.text
  }
  return (
    <Facts>
      <Fact name={t('column.confirmed')}>{told('confirmed')}</Fact>
      <Fact name={t('column.falseAlarms')}>{told('falseAlarms')}</Fact>
    </Facts>
  )
}

/** What changes when somebody is somebody else and nothing else is. */
function Swaps({ fairness: { swaps, subjects, flagged } }: { fairness: Fairness }) {
  const t = useWorkshopWords()
  const { number } = useFormats()
  const verdict = ({ changed, tested, lawful }: Fairness['swaps'][number]) =>
    tested === 0 ? 'none' : changed === 0 ? 'same' : lawful ? 'lawful' : 'wrong'
  const tones = { none: 'plain', same: 'calm', lawful: 'accent', wrong: 'red' } as const
  return (
    <Panel title={t('swap.title')} flush>
      <p className="workshop-none">
        {t('swap.intro', { subjects: number(subjects), flagged: number(flagged) })}
      </p>
      <Table
        caption={t('swap.title')}
        columns={[
          { key: 'swap', title: t('swap.swapped'), cell: ({ swap }) => t(`swap.of.${swap}`) },
          {
            key: 'tested',
            title: t('swap.tested'),
            number: true,
            cell: ({ tested }) => number(tested),
          },
          {
            key: 'changed',
            title: t('swap.changed'),
            number: true,
            cell: ({ changed }) => number(changed),
          },
          {
            key: 'verdict',
            title: t('swap.verdict'),
            cell: (one) => (
              <Badge tone={tones[verdict(one)]}>{t(`swap.says.${verdict(one)}`)}</Badge>
            ),
          },
        ]}
        rows={swaps}
        rowKey={({ swap }) => swap}
      />
    </Panel>
  )
}

/** How often the rule speaks of each group; a small group is named without a rate. */
function Groups({ fairness: { groups } }: { fairness: Fairness }) {
  const t = useWorkshopWords()
  const { number } = useFormats()
  const percent = usePercent()
  return (
    <Panel title={t('groups.title')}>
      <p className="muted">{t('groups.caution', { count: SMALLEST_GROUP })}</p>
      <div className="fairness-groups">
        {groups.map(({ by, rows }) => (
          <Table
            key={by}
            caption={t(`groups.by.${by}`)}
            columns={[
              {
                key: 'group',
                title: t(`groups.by.${by}`),
                cell: ({ group }: GroupRow) => <GroupName by={by} group={group} />,
              },
              {
                key: 'subjects',
                title: t('groups.subjects'),
                number: true,
                cell: ({ subjects }: GroupRow) =>
                  subjects === null
                    ? t('groups.fewer', { count: SMALLEST_GROUP })
                    : number(subjects),
              },
              {
                key: 'rate',
                title: t('groups.rate'),
                cell: ({ rate }: GroupRow) =>
                  rate ? (
                    t('groups.interval', {
                      share: percent(rate.share),
                      low: percent(rate.low),
                      high: percent(rate.high),
                    })
                  ) : (
                    <span className="muted">{t('groups.tooFew')}</span>
                  ),
              },
            ]}
            rows={by === 'age' ? youngestFirst(rows) : rows}
            rowKey={({ group }) => group ?? 'rest'}
          />
        ))}
      </div>
    </Panel>
  )
}

/** Bands of age in their order, what is told together last. */
const youngestFirst = (rows: readonly GroupRow[]): GroupRow[] =>
  rows.toSorted(
    (a, b) => Number.parseInt(a.group ?? '999', 10) - Number.parseInt(b.group ?? '999', 10),
  )

function GroupName({ by, group }: { by: Fairness['groups'][number]['by']; group: string | null }) {
  const t = useWorkshopWords()
  const code = useCodes()
  if (group === null) return <>{t('groups.rest')}</>
  if (by === 'sex') return <>{code('sex', group)}</>
  if (by === 'age') return <>{t('groups.years', { group })}</>
  return <CountryText code={group} />
}
