import { useMemo, useState } from 'react'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { EnterprisePage } from '../../domain/contract/workbench.ts'
import { mandateFault } from '../../domain/dossier/mandates.ts'
import { formatEnterpriseNumber } from '../../domain/identifiers/enterprise-number.ts'
import { goBack, navigate } from '../app/route.ts'
import { useEnterprise, useSession } from '../data/use-query.ts'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { Button, IconButton, Key } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { SeverityBadge } from '../design/badge.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { DossierTable } from '../dossier/dossier-table.tsx'
import { useFaultWords } from '../dossier/mandate.tsx'
import { AddressText } from '../dossier/parties.tsx'
import { RecordScreen } from '../dossier/record-screen.tsx'
import { Section, sectionKeys } from '../dossier/section.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { useKeys } from '../app/use-keys.ts'
import { FindingsList, orderFindings, useFindingsCount } from '../findings/findings-list.tsx'
import { RouteLink } from '../findings/link.tsx'
import { NothingOn } from '../findings/nothing.tsx'
import { lookupOf, useSources } from '../findings/records.ts'
import { RulesOf } from '../findings/rule-verdicts.tsx'
import { Fact, Facts, MunicipalityText, Unknown, useQuarter } from '../findings/values.tsx'
import { WatchPart } from '../watch/watch-part.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { DeclarationTable } from '../person/declaration-table.tsx'
import { Rows } from '../person/person-screen.tsx'
import { MentionsOf } from './mentions.tsx'
import { Registers } from './registers.tsx'

const SECTIONS = [
  'identity',
  'dossiers',
  'declarations',
  'mandates',
  'findings',
  'workers',
  'rules',
  'registers',
] as const

/** An enterprise: who it is, its workers, declarations, mandates and findings. */
export function EnterpriseScreen({ id }: { id: string }) {
  const t = useWords()
  const query = useEnterprise(id)
  const notFound = { title: t('enterprise.notFound.title'), text: t('dossier.notFound.text') }
  return (
    <RecordScreen
      query={query}
      title={t('screen.enterprise')}
      loading={t('enterprise.loading')}
      notFound={notFound}
      onBack={goBack}
    >
      {(page) => <Enterprise key={page.enterprise.id} page={page} />}
    </RecordScreen>
  )
}

function Enterprise({ page }: { page: EnterprisePage }) {
  const t = useWords()
  const network = () => navigate({ screen: 'network', kind: 'enterprise', id: page.enterprise.id })
  const weeks = () => navigate({ screen: 'matrix', id: page.enterprise.id })
  useKeys({ ...sectionKeys(SECTIONS), w: weeks, x: network })
  useFocusOnTitle()
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <IconButton icon="back" label={`${t('back')} (Esc)`} onClick={goBack} />
          <h1 tabIndex={-1} id="record-title">
            <span className="title-kind">{t('enterprise.title')}</span> {page.enterprise.body.name}
          </h1>
          <div className="record-end">
            <Button icon="compare" onClick={network} aria-keyshortcuts="x">
              {t('action.network')} <Key>x</Key>
            </Button>
            <Button icon="calendar" aria-keyshortcuts="w" onClick={weeks}>
              {t('matrix.open')} <Key>w</Key>
            </Button>
          </div>
        </div>
      </header>
      <div className="record-body record-body-aside">
        <div className="record-main">
          <Section
            name="dossiers"
            title={t('enterprise.dossiers')}
            shortcut={2}
            flush
            actions={<Shown shown={page.dossiers.length} total={page.dossierTotal} />}
          >
            <Rows none={t('enterprise.none.dossiers')} count={page.dossiers.length}>
              <DossierTable
                caption={t('dossier.tableOf', { name: t('enterprise.dossiers') })}
                rows={page.dossiers}
                without="employer"
              />
            </Rows>
          </Section>
          <Section
            name="declarations"
            title={t('enterprise.declarations')}
            shortcut={3}
            flush
            actions={<Shown shown={page.declarations.length} total={page.declarationTotal} />}
          >
            <Rows none={t('enterprise.none.declarations')} count={page.declarations.length}>
              <DeclarationTable
                caption={t('dossier.tableOf', { name: t('enterprise.declarations') })}
                rows={page.declarations}
                by="worker"
              />
            </Rows>
          </Section>
          <Mandates page={page} />
          <RulesOf of={{ kind: 'enterprise', id: page.enterprise.id }} shortcut={7} />
        </div>
        <aside className="record-aside">
          <Identity page={page} />
          <MentionsOf page={page} />
          <WatchPart kind="enterprise" subjectId={page.enterprise.id} />
          <EnterpriseFindings page={page} />
          <WorkerFindings page={page} />
          <Registers page={page} shortcut={8} />
        </aside>
      </div>
    </article>
  )
}

/** How many there are, when not all are shown. */
function Shown({ shown, total }: { shown: number; total: number }) {
  const t = useWords()
  if (total === 0) return null
  return (
    <span className="muted">{shown < total ? t('enterprise.shown', { shown, total }) : total}</span>
  )
}

function Identity({ page: { enterprise } }: { page: EnterprisePage }) {
  const t = useWords()
  const { body } = enterprise
  const normal = body.legalSituation === 'NORMAL'
  return (
    <Section name="identity" title={t('enterprise.identity')} shortcut={1}>
      <Facts>
        <Fact name={t('dossier.parties.enterpriseNumber')}>
          {body.enterpriseNumber ? (
            <span className="mono">{formatEnterpriseNumber(body.enterpriseNumber)}</span>
          ) : (
            <Unknown />
          )}
        </Fact>
        {body.vatNumber && (
          <Fact name={t('dossier.parties.vat')}>
            <span className="mono">{body.vatNumber}</span>
          </Fact>
        )}
        <Fact name={t('dossier.parties.situation')}>
          <span className={`checked tone-${normal ? 'calm' : 'orange'}`}>
            <Icon name={normal ? 'check' : 'warning'} size={14} />
            <span>{t(`dossier.parties.legalSituation.${body.legalSituation}`)}</span>
          </span>
        </Fact>
        <Fact name={t('dossier.parties.address')}>
          <AddressText address={body.address} />
        </Fact>
        <Fact name={t('enterprise.nace')}>{body.nace ?? <Unknown />}</Fact>
        <Fact name={t('enterprise.jointCommittee')}>{body.jointCommittee ?? <Unknown />}</Fact>
        <Fact name={t('enterprise.startedOn')}>
          {body.startedOn ? <DateText date={body.startedOn} /> : <Unknown />}
        </Fact>
        <Fact name={t('enterprise.units')}>
          {body.establishmentUnits.length === 0 && <Unknown word={t('enterprise.noUnits')} />}
          {body.establishmentUnits.map(({ number, municipality }) => (
            <span key={number} className="line">
              <span className="mono">{formatEnterpriseNumber(number)}</span>{' '}
              <MunicipalityText code={municipality} />
            </span>
          ))}
        </Fact>
      </Facts>
    </Section>
  )
}

type MandateRow = EnterprisePage['mandates'][number]

/** Who may act for whom: all mandates given and held, and which of them hold on a chosen day. */
function Mandates({ page }: { page: EnterprisePage }) {
  const t = useWords()
  const { date } = useFormats()
  const today = useSession()?.today ?? ''
  const [day, setDay] = useState<TypedDate>(today)
  const { id } = page.enterprise
  const columns = useMandateColumns(id, day ?? null)
  const valid = day ? page.mandates.filter(({ mandate }) => !mandateFault(mandate.body, day)) : []
  const given = valid.filter(({ mandate }) => mandate.body.mandatorId === id).length
  const count = { given, held: valid.length - given }
  return (
    <Section name="mandates" title={t('enterprise.mandates')} shortcut={4} flush>
      <Rows none={t('enterprise.none.mandates')} count={page.mandates.length}>
        <div className="mandate-day">
          <DateField label={t('enterprise.mandate.at')} value={day} onChange={setDay} />
          <p role="status">{day && t('enterprise.mandate.onDay', { date: date(day), ...count })}</p>
        </div>
        <Table
          caption={t('dossier.tableOf', { name: t('enterprise.mandates') })}
          columns={columns}
          rows={page.mandates}
          rowKey={({ mandate }) => mandate.id}
        />
      </Rows>
    </Section>
  )
}

/** Whether a mandate holds on a day for filing here, or what it lacks. */
function MandateOn({ mandate, day }: { mandate: MandateRow['mandate']; day: LocalDate }) {
  const t = useWords()
  const words = useFaultWords()
  const fault = mandateFault(mandate.body, day)
  return (
    <span className={`checked tone-${fault ? 'plain' : 'calm'}`}>
      <Icon name={fault ? 'close' : 'check'} size={14} />
      <span>{fault ? words(mandate.body, fault) : t('enterprise.mandate.mayAct')}</span>
    </span>
  )
}

function useMandateColumns(here: string, day: LocalDate | null): TableColumn<MandateRow>[] {
  const t = useWords()
  const code = useCodes()
  const quarter = useQuarter()
  const party = (id: string, name: string | null) => {
    if (id === here || name === null) return name ?? '–'
    return <RouteLink to={{ screen: 'enterprise', id }}>{name}</RouteLink>
  }
  return [
    {
      key: 'mandator',
      title: t('enterprise.mandate.mandator'),
      cell: ({ mandate, mandator }) => party(mandate.body.mandatorId, mandator),
    },
    {
      key: 'mandatary',
      title: t('enterprise.mandate.mandatary'),
      cell: ({ mandate, mandatary }) => party(mandate.body.mandataryId, mandatary),
    },
    {
      key: 'kind',
      title: t('enterprise.mandate.kind'),
      cell: ({ mandate }) => t(`enterprise.mandate.${mandate.body.kind}`),
    },
    {
      key: 'groups',
      title: t('enterprise.mandate.groups'),
      cell: ({ mandate }) =>
        mandate.body.groups.map((group) => code('mandateGroup', group)).join(', '),
    },
    {
      key: 'from',
      title: t('enterprise.mandate.from'),
      cell: ({ mandate }) => quarter(mandate.body.fromQuarter),
    },
    {
      key: 'to',
      title: t('enterprise.mandate.to'),
      cell: ({ mandate }) =>
        mandate.body.toQuarter === null
          ? t('dossier.parties.open')
          : quarter(mandate.body.toQuarter),
    },
    {
      key: 'status',
      title: t('enterprise.mandate.status'),
      cell: ({ mandate }) => code('mandateStatus', mandate.body.status),
    },
    {
      key: 'valid',
      title: t('enterprise.mandate.valid'),
      cell: ({ mandate }) => (day === null ? '–' : <MandateOn mandate={mandate} day={day} />),
    },
  ]
}

/** Findings about the enterprise itself, judged here. */
function EnterpriseFindings({ page }: { page: EnterprisePage }) {
  const t = useWords()
  const count = useFindingsCount()
  const { enterprise, findings, declarations } = page
  const records = useMemo(
    () => lookupOf({ enterprises: [enterprise], findings }),
    [enterprise, findings],
  )
  const sources = useSources({ dossiers: [], declarations, enterprises: [enterprise] })
  const any = findings.length > 0
  return (
    <Section
      name="findings"
      title={t('enterprise.findings')}
      shortcut={5}
      flush={any}
      actions={any && <span className="muted">{count(findings)}</span>}
    >
      {any ? (
        <FindingsList findings={findings} records={records} sources={sources} />
      ) : (
        <NothingOn of={{ kind: 'enterprise', id: enterprise.id }} />
      )}
    </Section>
  )
}

/** Findings about workers of this enterprise; each leads to the person, where it can be judged. */
function WorkerFindings({ page: { workerFindings: findings } }: { page: EnterprisePage }) {
  const t = useWords()
  const code = useCodes()
  const count = useFindingsCount()
  const any = findings.length > 0
  return (
    <Section
      name="workers"
      title={t('enterprise.workerFindings')}
      shortcut={6}
      actions={any && <span className="muted">{count(findings)}</span>}
    >
      {!any && <p className="muted">{t('enterprise.none.workerFindings')}</p>}
      <ul className="plain-list">
        {orderFindings(findings).map(({ finding, status }) => (
          <li key={finding.id} className="finding-line">
            {finding.personId === null ? (
              t(`rule.${finding.code}.title`)
            ) : (
              <RouteLink
                to={{
                  screen: 'comparison',
                  personId: finding.personId,
                  dossierId: finding.dossierId,
                }}
              >
                {t(`rule.${finding.code}.title`)}
              </RouteLink>
            )}
            <span className="finding-marks">
              <SeverityBadge severity={finding.severity} />
              <span>{code('findingStatus', status)}</span>
              <span className="mono muted">{finding.code}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
