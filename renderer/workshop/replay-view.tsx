import type { FindingCode } from '../../domain/contract/codes.ts'
import type { NotedReplay, ReplayResult } from '../../domain/contract/records.ts'
import type { ReplayRow, ReplayShown, RuleRate } from '../../domain/contract/workshop.ts'
import { sharesOf } from '../../domain/risk/outcomes.ts'
import type { Route } from '../app/route.ts'
import { InstantText } from '../design/time.tsx'
import { RouteLink } from '../findings/link.tsx'
import { Fact, Facts, ValueText } from '../findings/values.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { isGuess, useCheckedWords, useExpectedWords } from './outcome-words.ts'
import { monthText, PastNumbers } from './past-view.tsx'
import { useWorkshopWords } from './words.ts'

/** What a replay found, in numbers: kept with the draft, so that the second person sees them too. */
export function ReplayNumbers({ replay, rate }: { replay: NotedReplay; rate: RuleRate | null }) {
  const t = useWorkshopWords()
  return (
    <>
      <p className="muted">
        {t('replay.by', { name: replay.byName })} <InstantText instant={replay.at} />
      </p>
      <h4>{t('replay.past.title')}</h4>
      <PastNumbers past={replay.result.past} />
      <h4>{t('replay.todayTitle')}</h4>
      <p className="muted">{t('replay.today')}</p>
      <ResultNumbers result={replay.result} rate={rate} />
    </>
  )
}

function ResultNumbers({ result, rate }: { result: ReplayResult; rate: RuleRate | null }) {
  const t = useWorkshopWords()
  const { number } = useFormats()
  const { subjects, before, after, added, gone, changed, expected, lost } = result
  const checkedWords = useCheckedWords()
  const expectedWords = useExpectedWords()
  const shares = rate && sharesOf(rate.outcomes)
  return (
    <>
      <Facts>
        <Fact name={t('replay.subjects')}>{number(subjects)}</Fact>
        <Fact name={t('replay.before')}>{number(before)}</Fact>
        <Fact name={t('replay.after')}>{number(after)}</Fact>
        <Fact name={t('replay.added')}>{number(added)}</Fact>
        <Fact name={t('replay.gone')}>{number(gone)}</Fact>
        <Fact name={t('replay.changed')}>{number(changed)}</Fact>
        <Fact name={t('replay.expected')}>
          {expectedWords(added, expected)}
          {added > 0 && isGuess(added, expected) && shares?.isFew && (
            <span className="line muted">{t('replay.guess', { count: shares.checked })}</span>
          )}
        </Fact>
        {gone > 0 && lost && <Fact name={t('replay.lost')}>{checkedWords(lost)}</Fact>}
      </Facts>
      <Workload workload={result.workload} />
    </>
  )
}

function Workload({ workload }: { workload: ReplayResult['workload'] }) {
  const t = useWorkshopWords()
  const code = useCodes()
  const { number } = useFormats()
  if (workload.length === 0) return null
  return (
    <Table
      caption={t('replay.workload')}
      columns={[
        {
          key: 'team',
          title: t('replay.team'),
          cell: ({ service }) => (service ? code('service', service) : t('replay.noTeam')),
        },
        { key: 'added', title: t('replay.more'), number: true, cell: (one) => number(one.added) },
        { key: 'gone', title: t('replay.less'), number: true, cell: (one) => number(one.gone) },
      ]}
      rows={workload}
      rowKey={({ service }) => service ?? 'none'}
    />
  )
}

const GROUPS = ['added', 'gone', 'changed', 'addedOver', 'goneOver', 'justIn', 'justOut'] as const

/** The findings behind the numbers: the first of each group, the nearest to a limit apart. */
export function ReplayLists({ shown }: { shown: ReplayShown }) {
  const t = useWorkshopWords()
  const { number } = useFormats()
  const { result, counts } = shown
  const all = { ...counts, added: result.added, gone: result.gone, changed: result.changed }
  return GROUPS.filter((group) => all[group] > 0).map((group) => (
    <section key={group} aria-label={t(`replay.group.${group}`)}>
      <h3>
        {t(`replay.group.${group}`)} <span className="muted">{number(all[group])}</span>
      </h3>
      <p className="muted">{t(`replay.groupHint.${group}`)}</p>
      <ReplayTable rows={shown[group]} caption={t(`replay.group.${group}`)} />
      {shown[group].length < all[group] && (
        <p className="muted">{t('replay.first', { count: shown[group].length })}</p>
      )}
    </section>
  ))
}

function ReplayTable({
  rows,
  caption,
}: {
  rows: readonly (ReplayRow & { month?: string | null })[]
  caption: string
}) {
  const t = useWorkshopWords()
  const month: TableColumn<(typeof rows)[number]> = {
    key: 'month',
    title: t('replay.month'),
    cell: (row) => (row.month ? monthText(row.month) : t('replay.past.earlier')),
  }
  return (
    <Table
      caption={caption}
      columns={[
        ...(rows.some((row) => row.month !== undefined) ? [month] : []),
        {
          key: 'whom',
          title: t('replay.whom'),
          cell: ({ finding, label }) => (
            <RouteLink to={routeOf(finding)}>
              <bdi>{label}</bdi>
            </RouteLink>
          ),
        },
        {
          key: 'facts',
          title: t('replay.facts'),
          cell: ({ finding }) => (
            <ul className="workshop-facts">
              {finding.facts.map(({ label, type, value }, i) => (
                <li key={i}>
                  <span className="muted">{t(`fact.${label}`)}</span>{' '}
                  <ValueText type={type} value={value} />
                </li>
              ))}
            </ul>
          ),
        },
      ]}
      rows={rows}
      rowKey={({ finding }) => finding.id}
    />
  )
}

function routeOf({
  dossierId,
  personId,
  enterpriseId,
}: ReplayRow['finding'] & { code: FindingCode }): Route {
  if (dossierId) return { screen: 'dossier', id: dossierId }
  if (personId) return { screen: 'person', id: personId }
  return { screen: 'enterprise', id: enterpriseId ?? '' }
}
