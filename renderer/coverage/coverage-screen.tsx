import { COVERAGE_FACETS, type CoverageFacet } from '../../domain/contract/codes.ts'
import { useState } from 'react'
import {
  type CoverageFilter,
  type CoverageList,
  type CoverageRow,
} from '../../domain/contract/coverage.ts'
import { navigate } from '../app/route.ts'
import { useCoverage, useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { CountryText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { CoverageTable } from './coverage-table.tsx'
import { isTheirs, type MismatchRow } from './judgement-of.ts'
import { TriageDialog } from './triage-dialog.tsx'
import '../dossier/record.css'
import './coverage.css'

type Facets = CoverageFilter['facets']

/** Mismatches over everybody: filtered by code, status and country, judged together. */
export default function CoverageScreen({ facets }: { facets: Facets }) {
  const t = useWords()
  const { data, error } = useCoverage({ facets })
  useFocusOnTitle()
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            {t('coverage.title')}
          </h1>
          <span role="status">{data && t('coverage.count', { count: data.total })}</span>
        </div>
        <p className="muted">{t('coverage.intro')}</p>
      </header>
      <div className="record-body coverage-body">
        {error && <ErrorState error={error} />}
        {!data && !error && <Loading />}
        {data && (
          <>
            <Filters list={data} facets={facets} />
            <Mismatches key={JSON.stringify(facets)} list={data} />
          </>
        )}
      </div>
    </article>
  )
}

function Filters({ list, facets }: { list: CoverageList; facets: Facets }) {
  const t = useWords()
  return (
    <Panel title={t('coverage.filters')}>
      <div className="coverage-filters">
        {COVERAGE_FACETS.map((facet) => (
          <FacetChoice key={facet} facet={facet} list={list} facets={facets} />
        ))}
      </div>
    </Panel>
  )
}

interface FacetProps {
  facet: CoverageFacet
  list: CoverageList
  facets: Facets
}

/** The values of one facet with what each would leave; a chosen value stays, also when it leaves nothing. */
function FacetChoice({ facet, list, facets }: FacetProps) {
  const t = useWords()
  const chosen = facets[facet] ?? []
  const found = list.facets[facet] ?? []
  const gone = chosen.filter((value) => !found.some((one) => one.value === value))
  const values = [...found, ...gone.map((value) => ({ value, count: 0 }))]
  const toggle = (value: string) => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
    navigate({ screen: 'coverage', facets: { ...facets, [facet]: next } })
  }
  if (values.length === 0) return null
  return (
    <fieldset className="choice-field">
      <legend className="field-label">{t(`coverage.facet.${facet}`)}</legend>
      <div className="coverage-values">
        {values.map(({ value, count }) => (
          <label key={value} className="choice-line">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
            />
            <span>
              <FacetValue facet={facet} value={value} />
            </span>
            <span className="muted">{count}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function FacetValue({ facet, value }: { facet: CoverageFacet; value: string }) {
  const t = useWords()
  const code = useCodes()
  if (value === 'NONE') return <>{t('finding.noValue')}</>
  if (facet === 'code') {
    return (
      <>
        <span className="mono muted">{value}</span> {t(`rule.${value}.title`)}
      </>
    )
  }
  if (facet === 'status') return <>{code('findingStatus', value)}</>
  return <CountryText code={value} />
}

function Mismatches({ list }: { list: CoverageList }) {
  const t = useWords()
  const actor = useSession()?.actor
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [judging, setJudging] = useState(false)
  const { rows, total } = list
  const mine = (row: CoverageRow): row is MismatchRow => (actor ? isTheirs(actor, row) : false)
  const yours = rows.filter(mine)
  const chosen = yours.filter(({ findingId }) => ids.has(findingId))
  if (rows.length === 0) return <EmptyState icon="search" title={t('coverage.none')} />
  return (
    <Panel
      title={t('coverage.count', { count: total })}
      flush
      actions={
        <Choice yours={yours} chosen={chosen} onChoose={setIds} onJudge={() => setJudging(true)} />
      }
    >
      <CoverageTable rows={rows} ids={ids} mayChoose={mine} onChoose={setIds} />
      {total > rows.length && (
        <p className="coverage-more muted">{t('coverage.more', { shown: rows.length })}</p>
      )}
      {judging && chosen.length > 0 && (
        <TriageDialog
          rows={chosen}
          onClose={(left) => {
            setJudging(false)
            setIds(new Set(left))
          }}
        />
      )}
    </Panel>
  )
}

interface ChoiceProps {
  yours: readonly CoverageRow[]
  chosen: readonly CoverageRow[]
  onChoose: (ids: ReadonlySet<string>) => void
  onJudge: () => void
}

/** How many are chosen, all or none of them, and the judgement; or whose they are. */
function Choice({ yours, chosen, onChoose, onJudge }: ChoiceProps) {
  const t = useWords()
  if (yours.length === 0) return <span className="muted">{t('coverage.triage.notYours')}</span>
  const all = chosen.length === yours.length
  return (
    <div className="coverage-choice">
      <span role="status">{t('coverage.chosen', { count: chosen.length })}</span>
      <Button
        kind="quiet"
        onClick={() => onChoose(new Set(all ? [] : yours.map(({ findingId }) => findingId)))}
      >
        {all ? t('coverage.chooseNone') : t('coverage.chooseAll', { count: yours.length })}
      </Button>
      <Button kind="primary" disabled={chosen.length === 0} onClick={onJudge}>
        {t('finding.judge.title')}
      </Button>
    </div>
  )
}
