import { useTranslation } from 'react-i18next'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { firstEmployerUntil, noticeOwedSince } from '../../domain/dossier/after-grant.ts'
import { renewalWindow } from '../../domain/dossier/clocks.ts'
import { tablesOf } from '../../domain/reference/own-rows.ts'
import { isStayLost } from '../../domain/dossier/tracks.ts'
import { useSession } from '../data/use-query.ts'
import { Icon } from '../design/icon.tsx'
import { Fact } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { NormVersion } from '../norms/norm-version.tsx'
import { usePayOutcome } from './pay-outcome.ts'

/** The threshold that the pay is held against, whether it suffices, and which version of it. */
export function PayNorm({ page: { payCheck, dossier } }: { page: DossierPage }) {
  const t = useWords()
  const { t: norms } = useTranslation('norms')
  const { money, date } = useFormats()
  const outcomeOf = usePayOutcome()
  const { norm, suffices } = payCheck
  if (dossier.body.procedure === 'PROFESSIONAL_CARD') return null
  if (!norm) return <span className="line muted">{t('dossier.facts.noNorm')}</span>
  const said = outcomeOf(dossier.body.job, norm, suffices)
  const amount = money(norm.amountCents)
  const words = t('dossier.facts.norm', {
    amount,
    per: norms(`per.${norm.unit}`),
    date: date(norm.validFrom),
  })
  return (
    <>
      {said && (
        <span className={`line checked tone-${suffices ? 'calm' : 'orange'}`}>
          <Icon name={suffices ? 'check' : 'warning'} size={14} />
          <span>{said.outcome}</span>
        </span>
      )}
      {said?.converted && <span className="line muted">{said.converted}</span>}
      <span className="line">
        {words} <span className="muted">{norms(`basis.${norm.basis}`)}</span>
        {norm.ageMax !== null && (
          <span className="muted">, {t('dossier.facts.normAge', { age: norm.ageMax })}</span>
        )}
      </span>
      {said && <span className="line muted">{t('dossier.facts.normUntold')}</span>}
      <span className="line muted">
        <NormVersion norm={norm} />
      </span>
    </>
  )
}

/** When renewal is to be asked (C8), while the authorisation runs. */
export function RenewalLine({ page: { dossier, clocks, tables } }: { page: DossierPage }) {
  const t = useWords()
  const { date } = useFormats()
  const { work, residence, authorised } = dossier.body
  const stands = work.state === 'GRANTED' && !isStayLost(residence)
  const runs = clocks.find(({ id, stopped }) => id === 'C8' && !stopped)
  // A window that runs keeps its days, whatever row was approved since.
  const window = runs?.due
    ? { opens: runs.startedOn, closes: runs.due }
    : authorised && renewalWindow(dossier.body, authorised, tablesOf(tables))
  if (!stands || !window) return null
  return (
    <span className="line muted">
      {t('dossier.facts.renewal', { from: date(window.opens), to: date(window.closes) })}
    </span>
  )
}

/** Once at work: until when the first employer may be the only one, and the notice that is owed. */
export function AfterGrantLines({ page: { dossier } }: { page: DossierPage }) {
  const t = useWords()
  const { date } = useFormats()
  const today = useSession()?.today
  const until = firstEmployerUntil(dossier.body)
  const owed = today ? noticeOwedSince(dossier.body, today) : null
  return (
    <>
      {until && today && until >= today && (
        <span className="line muted">
          {t('dossier.facts.firstEmployer', { date: date(until) })}
        </span>
      )}
      {owed && (
        <span className="line tone-orange warned">
          <Icon name="warning" size={14} />
          {t('dossier.facts.noticeOwed', { date: date(owed) })}
        </span>
      )}
    </>
  )
}

/** Days on the short route within any 180, by source: none of the three is the truth alone. */
export function ShortStayFact({ page: { shortStay } }: { page: DossierPage }) {
  const t = useWords()
  const { date } = useFormats()
  if (!shortStay) return null
  return (
    <Fact name={t('dossier.facts.shortStay')}>
      {(['authorised', 'declared', 'seen'] as const).map((source) => {
        const count = shortStay[source]
        const over = count !== null && count.days > count.limit
        return (
          <span key={source} className={over ? 'line tone-orange warned' : 'line'}>
            {over && <Icon name="warning" size={14} />}
            {t('dossier.labelled', { label: t(`dossier.facts.stay.${source}`) })}{' '}
            {count
              ? t('dossier.facts.stayOf', {
                  days: count.days,
                  limit: count.limit,
                  from: date(count.window.from),
                  to: date(count.window.to),
                })
              : t('dossier.facts.stayNone')}
          </span>
        )
      })}
    </Fact>
  )
}
