import { useTranslation } from 'react-i18next'
import { SYNC_ASKS } from '../../domain/contract/errors.ts'
import type { SyncStatus } from '../../domain/contract/workbench.ts'
import { workbench } from '../data/client.ts'
import { useHostState, useSyncStatus } from '../data/use-query.ts'
import { openLayer } from '../app/layers.ts'
import { takeBack } from '../app/take-back.ts'
import { Button, IconButton, Key } from '../design/button.tsx'
import { Icon, type IconName } from '../design/icon.tsx'
import type { Tone } from '../design/mark.tsx'
import { useErrorWords } from '../design/states.tsx'
import { useFormats } from '../i18n/format.ts'
import { isSignInOver, SignInAgain } from '../session/sign-in-again.tsx'
import { isJudgingMany } from './judging.ts'

const LOOKS: Readonly<Record<SyncStatus['state'], { icon: IconName; tone: Tone }>> = {
  FILLING: { icon: 'sync', tone: 'accent' },
  UP_TO_DATE: { icon: 'cloud', tone: 'calm' },
  SYNCING: { icon: 'sync', tone: 'accent' },
  OFFLINE: { icon: 'offline', tone: 'amber' },
  STOPPED: { icon: 'warning', tone: 'red' },
}

/** The parts of the sentence: state, how old, what waits. */
export function useSentence(status: SyncStatus): string {
  const { t } = useTranslation('app')
  const formats = useFormats()
  const errorWords = useErrorWords()
  const { state, upToDateAt, pending, oldestPendingAt, held, newLinks, unreadable, error } = status
  const reason = error ? errorWords(error).title : ''
  const moment = (instant: string) =>
    isToday(instant) ? formats.time(instant) : formats.dateTime(instant)
  const asOf = upToDateAt && t('sync.asOf', { at: moment(upToDateAt) })
  const first = {
    FILLING: () => t('sync.filling'),
    SYNCING: () => t('sync.syncing'),
    UP_TO_DATE: () => (upToDateAt ? upToDate(upToDateAt) : t('sync.never')),
    OFFLINE: () => t('sync.offline', { reason }),
    STOPPED: () => t('sync.stopped', { reason }),
  }[state]()
  function upToDate(at: string): string {
    return isToday(at)
      ? t('sync.upToDate', { time: formats.time(at) })
      : t('sync.upToDateOn', { at: formats.dateTime(at) })
  }
  const waits = held
    ? t('sync.held', { count: pending })
    : pending > 0 &&
      t('sync.waiting', { count: pending, time: oldestPendingAt ? moment(oldestPendingAt) : '' })
  const links = newLinks > 0 && t('links.new', { count: newLinks })
  // Commands and changes go on: only the access log waits, or contents do.
  const what = error?.code === 'UPLOADS_USED_UP' ? 'sync.uploadsWait' : 'sync.logWaits'
  const kept = state === 'UP_TO_DATE' && reason && t(what, { reason })
  const judging = isJudgingMany(status) && t('sync.judging')
  const old = state === 'OFFLINE' || state === 'STOPPED' ? asOf : null
  const lacking = unreadable > 0 && t('sync.unreadable', { count: unreadable })
  return [first, old, waits, lacking, links, judging, kept].filter(Boolean).join(' · ')
}

function isToday(instant: string): boolean {
  return new Date(instant).toDateString() === new Date().toDateString()
}

/** One honest sentence about how fresh the screen is and what still waits. */
export function SyncLine() {
  const status = useSyncStatus()
  const host = useHostState()
  const { t } = useTranslation('app')
  if (host === 'LOST') return <Line icon="warning" tone="red" text={t('sync.lost')} />
  if (!status) return null
  return <StatusLine status={status} />
}

function StatusLine({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('app')
  const line = (
    <>
      <Line {...LOOKS[status.state]} text={useSentence(status)} />
      <IconButton
        icon="info"
        label={t('syncDetails.open')}
        aria-keyshortcuts="g y"
        onClick={() => openLayer({ name: 'sync' })}
      />
      {status.held && <TakeBack n={status.held.n} />}
    </>
  )
  if (isSignInOver(status)) {
    return (
      <>
        {line}
        <SignInAgain />
      </>
    )
  }
  if (status.state !== 'STOPPED' || !SYNC_ASKS.includes(status.error?.code ?? '')) return line
  return (
    <>
      {line}
      <Button onClick={() => void workbench.sync.accept().catch(() => undefined)}>
        {t('sync.accept')}
      </Button>
    </>
  )
}

/** The way back for as long as the last act has not left. */
function TakeBack({ n }: { n: number }) {
  const { t } = useTranslation(['app', 'errors'])
  return (
    <Button kind="quiet" onClick={() => void takeBack(t, n)} aria-keyshortcuts="u">
      {t('app:action.undo')} <Key>u</Key>
    </Button>
  )
}

function Line({ icon, tone, text }: { icon: IconName; tone: Tone; text: string }) {
  return (
    <span className={`sync-line tone-${tone}`} role="status" title={text}>
      <Icon name={icon} />
      <span>{text}</span>
    </span>
  )
}
