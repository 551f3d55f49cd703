import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../domain/contract/workbench.ts'
import { syncNow } from '../app/sync-now.ts'
import { queryClient } from '../data/reads.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { Notice, useErrorWords } from '../design/states.tsx'
import { useFormats } from '../i18n/format.ts'
import { isSignInOver, SignInAgain } from './sign-in-again.tsx'

/** The gateway was away too long: why, since when, what is kept and what to do. */
export function LockedScreen({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('app')
  const { dateTime } = useFormats()
  const { code, confirmedAt } = status.offline
  const errorWords = useErrorWords()
  const words = errorWords({ code: code ?? 'OFFLINE_TOO_LONG' })
  const signInOver = isSignInOver(status)
  const way = signInOver ? errorWords({ code: 'GATEWAY_REFUSED_TOKEN' }) : words
  // What was read before is not to be seen either.
  useEffect(() => queryClient.clear(), [])
  return (
    <section className="entry-card fill" aria-labelledby="locked-title">
      <Icon name="lock" size={32} />
      <h1 id="locked-title">{words.title}</h1>
      <p>
        <b>{signInOver ? `${way.title}. ${way.advice}` : way.advice}</b>
      </p>
      {code === 'CLOCK_SET_BACK' && <p>{t('locked.setBack')}</p>}
      <p>{confirmedAt ? t('locked.why', { at: dateTime(confirmedAt) }) : t('locked.never')}</p>
      <p>
        {t('locked.kept')} {status.pending > 0 && t('locked.waiting', { count: status.pending })}
      </p>
      {signInOver ? (
        <SignInAgain kind="primary" />
      ) : (
        <>
          <Button kind="primary" icon="sync" onClick={() => void syncNow(t)}>
            {t('locked.now')}
          </Button>
          <p className="muted">{t('locked.trying')}</p>
        </>
      )}
    </section>
  )
}

/** What the person should know in time: the lock that comes, a clock that is wrong. */
export function OfflineNotices({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('app')
  const { dateTime } = useFormats()
  const { state, locksAt } = status.offline
  return (
    <>
      {state === 'ENDING' && locksAt && (
        <Notice icon="lock" tone="amber">
          <b>{t('ending.title', { at: dateTime(locksAt) })}</b> {t('ending.hint')}
        </Notice>
      )}
      {status.clockAheadMs !== null && <ClockNotice ahead={status.clockAheadMs} />}
    </>
  )
}

function ClockNotice({ ahead }: { ahead: number }) {
  const { t } = useTranslation('app')
  const { unit, count } = roughly(Math.abs(ahead))
  const by = t(`duration.${unit}`, { count })
  return (
    <Notice icon="waiting" tone="amber">
      <b>{t(ahead > 0 ? 'clockWrong.ahead' : 'clockWrong.behind', { by })}</b>{' '}
      {t('clockWrong.hint')}
    </Notice>
  )
}

const MINUTE_MS = 60_000
const UNITS = [
  { unit: 'day', minutes: 24 * 60 },
  { unit: 'hour', minutes: 60 },
  { unit: 'minute', minutes: 1 },
] as const

/** A length of time in the largest unit of which there are at least two. */
function roughly(ms: number): { unit: (typeof UNITS)[number]['unit']; count: number } {
  const all = Math.round(ms / MINUTE_MS)
  const { unit, minutes } = UNITS.find((known) => all >= 2 * known.minutes) ?? UNITS[2]
  return { unit, count: Math.round(all / minutes) }
}
