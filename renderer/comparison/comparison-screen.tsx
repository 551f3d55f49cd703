import { useMemo, useState } from 'react'
import { toDay, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { ComparisonPage } from '../../domain/contract/workbench.ts'
import { displayName } from '../../domain/linking/names.ts'
import { goBack, navigate } from '../app/route.ts'
import { useComparison, useSession } from '../data/use-query.ts'
import { Button, IconButton, Key } from '../design/button.tsx'
import { Tabs } from '../design/tabs.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { RecordScreen } from '../dossier/record-screen.tsx'
import { headingId, Section, sectionKeys } from '../dossier/section.tsx'
import { useKeys } from '../app/use-keys.ts'
import { FindingsList, useFindingsCount } from '../findings/findings-list.tsx'
import { lookupOf, useSources } from '../findings/records.ts'
import { RouteLink } from '../findings/link.tsx'
import { CountryText, NativeName } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { formatInsz } from '../../domain/identifiers/insz.ts'
import { Dotted } from '../dossier/section.tsx'
import { Checks } from './checks.tsx'
import { firstSelected } from './first-selected.ts'
import { daysOf, lineModel, type DeclarationRow } from './line-model.ts'
import { LineTable } from './line-table.tsx'
import { Legend, LineTools, rangeAfter, TimeLine } from './time-line.tsx'
import { fitRange, reveal } from './time-scale.ts'
import { VerdictPanel } from './verdict.tsx'
import './comparison.css'

interface ComparisonScreenProps {
  personId: string
  /** The dossier that the officer came from. */
  dossierId: string | null
}

/** What a person may do, what was declared and where they were: on one line. */
export function ComparisonScreen({ personId, dossierId }: ComparisonScreenProps) {
  const t = useWords()
  const query = useComparison(personId, dossierId)
  const today = useSession()?.today
  const notFound = { title: t('comparison.notFound.title'), text: t('comparison.notFound.text') }
  return (
    <RecordScreen
      query={query}
      title={t('screen.comparison')}
      loading={t('comparison.loading')}
      notFound={notFound}
      onBack={goBack}
    >
      {(page) =>
        today ? (
          <Comparison key={page.person.id} page={page} dossierId={dossierId} today={today} />
        ) : null
      }
    </RecordScreen>
  )
}

interface ComparisonProps {
  page: ComparisonPage
  dossierId: string | null
  today: LocalDate
}

function Comparison({ page, dossierId, today }: ComparisonProps) {
  const model = useMemo(() => lineModel(page), [page])
  const [range, setRange] = useState(() => fitRange(daysOf(model), toDay(today)))
  const [chosen, setChosen] = useState(() => firstSelected(model.declarations, dossierId))
  const [view, setView] = useState<'line' | 'table'>('line')
  const row = model.declarations.find(({ id }) => id === chosen) ?? null
  const select = (id: string) => {
    setChosen(id)
    const next = model.declarations.find((one) => one.id === id)
    if (next) setRange((now) => reveal(now, next.span.from, next.span.to))
  }
  const zoomBy = (key: string) => () => setRange(rangeAfter(key, range, model, today) ?? range)
  useKeys({
    ...sectionKeys(['line', 'verdict', 'findings']),
    '+': zoomBy('+'),
    '=': zoomBy('+'),
    '-': zoomBy('-'),
    '0': zoomBy('0'),
    j: () => step(model.declarations, chosen, 1, select),
    k: () => step(model.declarations, chosen, -1, select),
    v: () => setView(view === 'line' ? 'table' : 'line'),
  })
  useFocusOnTitle()
  const line = { model, today, range, onRange: setRange }
  return (
    <article className="record" aria-labelledby="record-title">
      <ComparisonHeader page={page} dossierId={dossierId} />
      <div className="record-body record-body-aside comparison">
        <div className="record-main">
          <Line {...line} view={view} onView={setView} chosen={chosen} onSelect={select} />
          <VerdictPanel key={row?.id} page={page} row={row} />
        </div>
        <aside className="record-aside">
          <Findings page={page} row={row} today={today} />
        </aside>
      </div>
    </article>
  )
}

function step(
  rows: readonly DeclarationRow[],
  chosen: string | null,
  by: number,
  select: (id: string) => void,
): void {
  const at = rows.findIndex(({ id }) => id === chosen)
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
  if (next) select(next.id)
}

function ComparisonHeader({ page, dossierId }: Pick<ComparisonProps, 'page' | 'dossierId'>) {
  const t = useWords()
  const { date } = useFormats()
  const { id, body } = page.person
  const dossier = page.dossiers.find((one) => one.id === dossierId)
  const openDossier = () => dossier && navigate({ screen: 'dossier', id: dossier.id })
  useKeys({ d: openDossier })
  return (
    <header className="record-head">
      <div className="record-title">
        <IconButton icon="back" label={`${t('back')} (Esc)`} onClick={goBack} />
        <h1 tabIndex={-1} id="record-title">
          <span className="title-kind">{t('comparison.title')}</span>{' '}
          <RouteLink to={{ screen: 'person', id }}>{displayName(body)}</RouteLink>
        </h1>
        {body.nativeName && <NativeName name={body.nativeName} />}
        <span className="muted">
          <Dotted
            parts={[
              body.birthDate && date(body.birthDate),
              <CountryText key="country" code={body.nationality} />,
              body.insz && (
                <span key="insz" className="mono">
                  {formatInsz(body.insz)}
                </span>
              ),
            ].map((part) => part || null)}
          />
        </span>
        <div className="record-end">
          {dossier && (
            <Button icon="dossier" onClick={openDossier} aria-keyshortcuts="d">
              {dossier.body.reference} <Key>d</Key>
            </Button>
          )}
        </div>
      </div>
    </header>
  )
}

interface LineProps extends React.ComponentProps<typeof LineTools> {
  view: 'line' | 'table'
  onView: (view: 'line' | 'table') => void
  chosen: string | null
  onSelect: (id: string) => void
}

const LINE_ID = 'comparison-line'

function Line({ view, onView, chosen, onSelect, ...line }: LineProps) {
  const t = useWords()
  const views = (['line', 'table'] as const).map((name) => ({
    name,
    label: t(name === 'line' ? 'comparison.line.asLine' : 'comparison.line.asTable'),
  }))
  return (
    <section className="panel section-line" aria-labelledby={headingId('line')}>
      <header className="panel-head line-head">
        <h2 id={headingId('line')} tabIndex={-1}>
          {t('comparison.line.title')}
        </h2>
        {view === 'line' && <LineTools {...line} />}
        <Tabs
          label={t('comparison.line.view')}
          tabs={views}
          selected={view}
          onSelect={onView}
          controls={LINE_ID}
        />
        <Key>1</Key>
      </header>
      <div
        className="line-scroll"
        id={LINE_ID}
        role="tabpanel"
        aria-label={t('comparison.line.title')}
      >
        {view === 'line' ? (
          <TimeLine {...line} selected={chosen} onSelect={onSelect} />
        ) : (
          <LineTable model={line.model} selected={chosen} onSelect={onSelect} />
        )}
      </div>
      {view === 'line' && (
        <footer className="line-foot">
          <Legend />
          <p className="visually-hidden">{t('comparison.line.help')}</p>
        </footer>
      )}
    </section>
  )
}

interface FindingsProps {
  page: ComparisonPage
  row: DeclarationRow | null
  today: LocalDate
}

/** Findings about the chosen declaration first, the person's other ones after them. */
function Findings({ page, row, today }: FindingsProps) {
  const t = useWords()
  const count = useFindingsCount()
  const { person, dossiers, findings } = page
  const records = useMemo(
    () => lookupOf({ person, dossiers, findings }),
    [person, dossiers, findings],
  )
  const sources = useSources({
    ...page,
    dossiers: dossiers.map(({ id, body }) => ({
      id,
      reference: body.reference,
      employerId: body.employerId,
    })),
  })
  const isHere = ({ finding }: (typeof findings)[number]) =>
    row !== null && finding.declarationId === row.id
  const here = findings.filter(isHere)
  const others = findings.filter((one) => !isHere(one))
  const any = findings.length > 0
  return (
    <Section
      name="findings"
      title={t('comparison.findings')}
      shortcut={3}
      flush={any}
      actions={any && <span className="muted">{count(findings)}</span>}
    >
      {!any && <Checks page={page} today={today} />}
      {here.length > 0 && (
        <FindingsList
          key={row?.id}
          findings={here}
          records={records}
          sources={sources}
          told={row?.verdict?.code}
        />
      )}
      {others.length > 0 && (
        <>
          {here.length > 0 && <h3 className="findings-others">{t('comparison.ofPerson')}</h3>}
          <FindingsList
            key={`others-${row?.id}`}
            findings={others}
            records={records}
            sources={sources}
            closed={here.length > 0}
          />
        </>
      )}
    </Section>
  )
}
