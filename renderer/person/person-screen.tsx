import { useMemo, useState } from 'react'
import { toDay, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { PersonPage } from '../../domain/contract/workbench.ts'
import { formatInsz } from '../../domain/identifiers/insz.ts'
import { displayName } from '../../domain/linking/names.ts'
import { goBack, navigate } from '../app/route.ts'
import { daysOf, lineModel, type LineModel } from '../comparison/line-model.ts'
import { Legend, LineTools, TimeLine } from '../comparison/time-line.tsx'
import { fitRange } from '../comparison/time-scale.ts'
import { useComparison, usePerson, useSession } from '../data/use-query.ts'
import { Button, IconButton, Key } from '../design/button.tsx'
import { Loading } from '../design/states.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { DossierTable } from '../dossier/dossier-table.tsx'
import { AddressText, Passports } from '../dossier/parties.tsx'
import { RecordScreen } from '../dossier/record-screen.tsx'
import { Dotted, Section, sectionKeys } from '../dossier/section.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { useKeys } from '../app/use-keys.ts'
import { FindingsList, useFindingsCount } from '../findings/findings-list.tsx'
import { NothingOn } from '../findings/nothing.tsx'
import { lookupOf, useSources } from '../findings/records.ts'
import { RouteLink } from '../findings/link.tsx'
import { RulesOf } from '../findings/rule-verdicts.tsx'
import {
  Absent,
  CountryText,
  Fact,
  Facts,
  MunicipalityText,
  NativeName,
  PeriodText,
} from '../findings/values.tsx'
import { WatchPart } from '../watch/watch-part.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { DeclarationTable } from './declaration-table.tsx'
import { PossibleTable } from './possible-table.tsx'
import { presenceRuns, type PresenceRun } from './presence-runs.ts'
import '../comparison/comparison.css'
import '../links/links.css'

const SECTIONS = [
  'identity',
  'line',
  'dossiers',
  'declarations',
  'presences',
  'employers',
  'findings',
  'rules',
] as const

/** A page, and the dossier that the officer comes from. */
interface OfPerson {
  page: PersonPage
  dossierId: string | null
}

/** A person: who they are and everything that is linked to them. */
export function PersonScreen({ id, dossierId }: { id: string; dossierId: string | null }) {
  const t = useWords()
  const query = usePerson(id, dossierId)
  const notFound = { title: t('person.notFound.title'), text: t('comparison.notFound.text') }
  return (
    <RecordScreen
      query={query}
      title={t('screen.person')}
      loading={t('person.loading')}
      notFound={notFound}
      onBack={goBack}
    >
      {(page) => <Person key={page.person.id} page={page} dossierId={dossierId} />}
    </RecordScreen>
  )
}

function Person({ page, dossierId }: OfPerson) {
  const t = useWords()
  const { id, body } = page.person
  const compare = () => navigate({ screen: 'comparison', personId: id, dossierId: null })
  const records = () => navigate({ screen: 'cluster', id })
  const network = () => navigate({ screen: 'network', kind: 'person', id })
  const other = () => navigate({ screen: 'pair', left: { kind: 'person', id }, right: null })
  useKeys({
    ...sectionKeys(SECTIONS),
    c: compare,
    o: records,
    w: other,
    x: network,
  })
  useFocusOnTitle()
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <IconButton icon="back" label={`${t('back')} (Esc)`} onClick={goBack} />
          <h1 tabIndex={-1} id="record-title">
            <span className="title-kind">{t('person.title')}</span> {displayName(body)}
          </h1>
          {body.nativeName && <NativeName name={body.nativeName} />}
          <div className="record-end">
            <Button icon="compare" onClick={network} aria-keyshortcuts="x">
              {t('action.network')} <Key>x</Key>
            </Button>
            <Button icon="person" onClick={records} aria-keyshortcuts="o">
              {t('links.openCluster')} <Key>o</Key>
            </Button>
            <Button icon="search" onClick={other} aria-keyshortcuts="w">
              {t('links.openPair')} <Key>w</Key>
            </Button>
            <Button kind="primary" icon="compare" onClick={compare} aria-keyshortcuts="c">
              {t('person.openComparison')} <Key>c</Key>
            </Button>
          </div>
        </div>
      </header>
      <div className="record-body record-body-aside">
        <div className="record-main">
          <PersonLine personId={id} />
          <Section name="dossiers" title={t('person.dossiers')} shortcut={3} flush>
            <Rows none={t('person.none.dossiers')} count={page.dossiers.length}>
              <DossierTable
                caption={t('dossier.tableOf', { name: t('person.dossiers') })}
                rows={page.dossiers}
                without="person"
              />
            </Rows>
          </Section>
          <Section name="declarations" title={t('person.declarations')} shortcut={4} flush>
            <Rows none={t('person.none.declarations')} count={page.declarations.length}>
              <DeclarationTable
                caption={t('dossier.tableOf', { name: t('person.declarations') })}
                rows={page.declarations}
                by="employer"
              />
            </Rows>
          </Section>
          {page.possible.length > 0 && (
            <Section name="possible" title={t('person.possible.title')} flush>
              <PossibleTable personId={id} rows={page.possible} />
            </Section>
          )}
          <Presences page={page} />
          <RulesOf of={{ kind: 'person', id, dossierId }} shortcut={8} />
        </div>
        <aside className="record-aside">
          <Identity page={page} />
          <WatchPart kind="person" subjectId={id} />
          <Employers page={page} />
          <PersonFindings page={page} dossierId={dossierId} />
        </aside>
      </div>
    </article>
  )
}

/** A table, or a sentence that there is nothing. */
export function Rows(props: { none: string; count: number; children: React.ReactNode }) {
  if (props.count === 0) return <p className="none muted">{props.none}</p>
  return props.children
}

function Identity({ page: { person } }: { page: PersonPage }) {
  const t = useWords()
  const code = useCodes()
  const { body } = person
  return (
    <Section name="identity" title={t('person.identity')} shortcut={1}>
      <Facts>
        <Fact name={t('dossier.parties.insz')}>
          {body.insz ? (
            <span className="mono">{formatInsz(body.insz)}</span>
          ) : (
            <Absent person={body} />
          )}
        </Fact>
        {body.inszAliases.length > 0 && (
          <Fact name={t('person.aliases')}>
            {body.inszAliases.map((alias) => (
              <span key={alias} className="line mono">
                {formatInsz(alias)}
              </span>
            ))}
          </Fact>
        )}
        <Fact name={t('dossier.parties.birthDate')}>
          {body.birthDate ? <DateText date={body.birthDate} /> : <Absent person={body} />}
        </Fact>
        <Fact name={t('person.sex')}>{code('sex', body.sex)}</Fact>
        <Fact name={t('dossier.parties.nationality')}>
          <CountryText code={body.nationality} />
        </Fact>
        <Fact name={t('dossier.parties.passport')}>
          {body.passports.length === 0 ? (
            <Absent person={body} />
          ) : (
            <Passports passports={body.passports} />
          )}
        </Fact>
        <Fact name={t('dossier.parties.address')}>
          {body.address ? <AddressText address={body.address} /> : <Absent person={body} />}
        </Fact>
        {body.unlimitedAccess && (
          <Fact name={t('dossier.parties.unlimited')}>
            {t('dossier.parties.card', { card: body.unlimitedAccess.card })}
            <span className="line">
              <PeriodText period={body.unlimitedAccess} />
            </span>
          </Fact>
        )}
      </Facts>
    </Section>
  )
}

/** Stay and work on one line; the dossiers' bodies come with the comparison. */
function PersonLine({ personId }: { personId: string }) {
  const t = useWords()
  const { data } = useComparison(personId)
  const today = useSession()?.today
  const model = useMemo(() => (data ? lineModel(data) : null), [data])
  if (model && today) return <OneLine model={model} today={today} />
  return (
    <Section name="line" title={t('person.line')} shortcut={2}>
      <Loading lines={4} />
    </Section>
  )
}

function OneLine({ model, today }: { model: LineModel; today: LocalDate }) {
  const t = useWords()
  const [range, setRange] = useState(() => fitRange(daysOf(model), toDay(today)))
  const line = { model, today, range, onRange: setRange }
  return (
    <Section
      name="line"
      title={t('person.line')}
      shortcut={2}
      flush
      actions={<LineTools {...line} />}
    >
      <div className="line-scroll">
        <TimeLine {...line} selected={null} onSelect={null} />
      </div>
      <footer className="line-foot">
        <Legend />
      </footer>
    </Section>
  )
}

function Presences({ page }: { page: PersonPage }) {
  const t = useWords()
  const runs = useMemo(() => presenceRuns(page.presences), [page.presences])
  const columns: TableColumn<PresenceRun>[] = [
    {
      key: 'from',
      title: t('person.presence.from'),
      cell: ({ from }) => <DateText date={from} />,
    },
    { key: 'to', title: t('person.presence.to'), cell: ({ to }) => <DateText date={to} /> },
    { key: 'days', title: t('person.presence.days'), number: true, cell: ({ days }) => days },
    { key: 'employer', title: t('person.presence.employer'), cell: ({ employer }) => employer },
    {
      key: 'site',
      title: t('person.presence.site'),
      cell: ({ municipality, site }) => (
        <>
          <MunicipalityText code={municipality} />
          {site && <span className="muted"> {site}</span>}
        </>
      ),
    },
  ]
  return (
    <Section
      name="presences"
      title={t('person.presences')}
      shortcut={5}
      flush
      actions={
        runs.length > 0 && (
          <span className="muted">
            {t('person.presenceDays', { count: page.presences.length })}
          </span>
        )
      }
    >
      <Rows none={t('person.none.presences')} count={runs.length}>
        <Table
          caption={t('dossier.tableOf', { name: t('person.presences') })}
          columns={columns}
          rows={runs}
          rowKey={({ key }) => key}
        />
      </Rows>
    </Section>
  )
}

function Employers({ page }: { page: PersonPage }) {
  const t = useWords()
  return (
    <Section name="employers" title={t('person.employers')} shortcut={6}>
      {page.employers.length === 0 && <p className="muted">{t('person.none.employers')}</p>}
      <ul className="plain-list">
        {page.employers.map(({ id, body }) => (
          <li key={id}>
            <RouteLink to={{ screen: 'enterprise', id }}>{body.name}</RouteLink>{' '}
            <span className="line muted">
              <Dotted
                parts={[body.address.place, <CountryText key="country" code={body.country} />]}
              />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function PersonFindings({ page, dossierId }: OfPerson) {
  const t = useWords()
  const count = useFindingsCount()
  const comparison = useComparison(page.person.id).data
  const { person, findings } = page
  // Judging needs the dossiers themselves; they come with the comparison.
  const records = useMemo(
    () => (comparison ? lookupOf({ person, dossiers: comparison.dossiers, findings }) : null),
    [comparison, person, findings],
  )
  const sources = useSources({ ...page, enterprises: page.employers })
  const any = findings.length > 0
  return (
    <Section
      name="findings"
      title={t('person.findings')}
      shortcut={7}
      flush={any}
      actions={any && <span className="muted">{count(findings)}</span>}
    >
      {any ? (
        <FindingsList findings={findings} records={records} sources={sources} closed />
      ) : (
        <NothingOn of={{ kind: 'person', id: person.id, dossierId }} />
      )}
    </Section>
  )
}
