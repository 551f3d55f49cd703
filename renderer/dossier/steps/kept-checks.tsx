import { useTranslation } from 'react-i18next'
import type { LocalDate } from '../../../domain/calendar/local-date.ts'
import type { Track } from '../../../domain/contract/codes.ts'
import type { Checks, DossierBody, Proposal } from '../../../domain/contract/records.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
import { changedSince, checksOf, type CheckChange } from '../../../domain/dossier/checks.ts'
import { tablesOf } from '../../../domain/reference/own-rows.ts'
import { Icon } from '../../design/icon.tsx'
import { useWords } from '../../findings/words.ts'
import { useCodes, useFormats } from '../../i18n/format.ts'
import { usePayOutcome } from '../pay-outcome.ts'
import { signalsOn } from './step-form.ts'

/** What the checks of a proposal are read from. */
export type CheckedPage = Pick<
  DossierPage,
  'dossier' | 'person' | 'tables' | 'norms' | 'findings' | 'mandateCheck'
>

/** The checks as the desk would make them now. */
function checksNow(page: CheckedPage, today: LocalDate) {
  const { dossier, person, tables, norms, findings, mandateCheck } = page
  const { mandate } = mandateCheck
  const sources = {
    birthDate: person.body.birthDate,
    norms: norms.map((body) => ({ body })),
    tables: tablesOf(tables),
    mandates: mandate ? [{ kind: 'mandate' as const, ...mandate }] : [],
    signals: signalsOn(findings),
  }
  return checksOf(dossier.body, sources, today)
}

interface KeptChecksProps {
  proposal: Proposal
  page: CheckedPage
  today: LocalDate
}

/** What was checked when a decision was proposed, and first of all what is no longer so. */
export function KeptChecks({ proposal: { checks }, page, today }: KeptChecksProps) {
  const t = useWords()
  const { date } = useFormats()
  if (!checks) return <p className="muted">{t('dossier.checks.none')}</p>
  const changes = changedSince(checks, checksNow(page, today))
  return (
    <div className="kept-checks">
      <p>
        <b>{t('dossier.checks.title', { date: date(checks.on) })}</b>
      </p>
      <ChecksList checks={checks} />
      {changes.length === 0 ? (
        <p className="checked tone-calm">
          <Icon name="check" size={14} />
          <span>{t('dossier.checks.unchanged')}</span>
        </p>
      ) : (
        <Changes changes={changes} />
      )}
    </div>
  )
}

/**
 * What was checked for each decision that was signed on a track, the last one first; nothing of one
 * from before checks were kept, nor for whom they are not.
 */
export function SignedChecks({ body, track }: { body: DossierBody; track: Track }) {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  return signedOn(body, track).map(({ decision, checks }, place) => (
    <details key={place} className="kept-checks">
      <summary>
        <b>{code('decision', decision)}</b>{' '}
        <span className="muted">{t('dossier.checks.title', { date: date(checks.on) })}</span>
      </summary>
      <ChecksList checks={checks} />
    </details>
  ))
}

const signedOn = ({ proposals = [] }: DossierBody, track: Track) =>
  proposals
    .flatMap(({ checks, ...rest }) => (checks ? [{ ...rest, checks }] : []))
    .filter((one) => one.track === track && one.state === 'SIGNED')
    .toReversed()

function Changes({ changes }: { changes: readonly CheckChange[] }) {
  const t = useWords()
  const say = useChangeWords()
  return (
    <div className="checks-changed">
      <p className="tone-orange warned">
        <Icon name="warning" size={14} />
        <b>{t('dossier.checks.changed')}</b>
      </p>
      <ul>
        {changes.map((change) => (
          <li key={say(change)}>{say(change)}</li>
        ))}
      </ul>
    </div>
  )
}

function useChangeWords(): (change: CheckChange) => string {
  const t = useWords()
  const code = useCodes()
  return (change) => {
    switch (change.what) {
      case 'NORM':
      case 'PAY':
        return t(`dossier.checks.change.${change.what}`)
      case 'PAY_OUTCOME':
        return t(`dossier.checks.change.PAY_${outcomeOf(change.suffices)}`)
      case 'LABOUR_MARKET':
        return t('dossier.checks.change.LABOUR_MARKET', {
          now: code('labourMarketCheck', change.now),
        })
      case 'MANDATE':
        return t('dossier.checks.change.MANDATE', { now: code('mandateOutcome', change.now) })
      case 'ITEM_FELL_OUT':
      case 'ITEM_CAME_IN':
        return t(`dossier.checks.change.${change.what}`, {
          document: code('documentType', change.document),
        })
      case 'SIGNAL_NEW':
      case 'SIGNAL_GONE':
        return t(`dossier.checks.change.${change.what}`, {
          signal: t(`rule.${change.signal.code}.title`),
        })
    }
  }
}

const outcomeOf = (suffices: boolean | null) =>
  suffices === null ? 'UNKNOWN' : suffices ? 'MET' : 'NOT_MET'

/** The checks themselves, one line each. */
function ChecksList({ checks }: { checks: Checks }) {
  const t = useWords()
  const code = useCodes()
  const { pay, labourMarket, mandate, missing, signals } = checks
  const titles = [...new Set(signals.map((one) => t(`rule.${one.code}.title`)))]
  return (
    <ul>
      {pay && <PayLine pay={pay} />}
      {mandate && (
        <li>{t('dossier.checks.mandate', { outcome: code('mandateOutcome', mandate) })}</li>
      )}
      <li>
        {t('dossier.checks.labourMarket', { outcome: code('labourMarketCheck', labourMarket) })}
      </li>
      <li>
        {missing.length === 0
          ? t('dossier.checks.complete')
          : t('dossier.checks.missing', {
              documents: missing.map((type) => code('documentType', type)).join(', '),
            })}
      </li>
      <li>
        {titles.length === 0
          ? t('dossier.checks.noSignals')
          : t('dossier.checks.signals', { signals: titles.join(', ') })}
      </li>
    </ul>
  )
}

function PayLine({ pay }: { pay: NonNullable<Checks['pay']> }) {
  const { payCents, payUnit, norm, suffices } = pay
  const outcomeOf = usePayOutcome()
  const t = useWords()
  const { t: norms } = useTranslation('norms')
  const { money, date } = useFormats()
  const paid =
    payCents === null
      ? t('dossier.checks.payUnknown')
      : t('dossier.checks.pay', { amount: money(payCents), per: norms(`per.${payUnit}`) })
  if (!norm) return <li>{`${paid} · ${t('dossier.facts.noNorm')}`}</li>
  const said = outcomeOf(pay, norm, suffices)
  const words = t('dossier.facts.norm', {
    amount: money(norm.amountCents),
    per: norms(`per.${norm.unit}`),
    date: date(norm.validFrom),
  })
  const source = norms('source', {
    source: norms(`sourceName.${norm.source}`, { defaultValue: norm.source }),
  })
  const approved = norm.approvedAt
    ? [norms('approvedOn', { date: date(norm.approvedAt.slice(0, 10)) })]
    : []
  const age = norm.ageMax === null ? [] : [t('dossier.facts.normAge', { age: norm.ageMax })]
  return (
    <li>
      {said ? `${paid} · ${said.outcome}` : paid}
      <span className="muted">
        {' '}
        {[
          ...(said?.converted ? [said.converted] : []),
          words,
          ...age,
          norms(`basis.${norm.basis}`),
          source,
          ...approved,
        ].join(', ')}
      </span>
    </li>
  )
}
