import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { mayRun } from '../../domain/rights/rights.ts'
import { reads } from '../data/reads.ts'
import { useSession, useSyncStatus } from '../data/use-query.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import { openLayer } from './layers.ts'
import { queueAddress } from './last-queue.ts'
import { ManageMenu } from './manage-menu.tsx'
import { RailCount } from './rail-count.tsx'
import { COVERAGE_FIRST, formatRoute, type Route } from './route.ts'

/** The places of the day, and behind one menu those that are not of every hour. */
export function Rail({ route }: { route: Route }) {
  const { t } = useTranslation('app')
  const actor = useSession()?.actor
  const { attention: acts = 0, logAside = 0, newLinks = 0, newAlerts = 0 } = useSyncStatus() ?? {}
  // What the log lacks is one matter, however many looks it is.
  const attention = acts + (logAside > 0 ? 1 : 0)
  const waits = [
    acts > 0 && t('attention.count', { count: acts }),
    logAside > 0 && t('attention.logAside', { count: logAside }),
  ]
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      <RailLink
        icon="queue"
        label={t('screen.queue')}
        href={queueAddress()}
        isHere={route.screen === 'queue'}
      />
      <RailLink
        icon="declaration"
        label={t('screen.coverage')}
        href={formatRoute({ screen: 'coverage', facets: {}, order: COVERAGE_FIRST })}
        isHere={route.screen === 'coverage'}
      />
      {actor && mayRun(actor, 'judgeLink') && (
        <RailLink
          icon="compare"
          label={t('rail.links')}
          href={formatRoute({ screen: 'links' })}
          isHere={route.screen === 'links'}
          count={newLinks}
          countLabel={t('links.new', { count: newLinks })}
        />
      )}
      {actor && mayRun(actor, 'fileReport') && (
        <RailLink
          icon="warning"
          label={t('rail.reports')}
          href={formatRoute({ screen: 'reports', filter: { facets: {}, mine: false } })}
          isHere={route.screen === 'reports'}
        />
      )}
      {actor && mayRun(actor, 'answerControlRequest') && (
        <Controls isHere={route.screen === 'controls'} />
      )}
      {actor && mayRun(actor, 'watchSubject') && (
        <RailLink
          icon="eye"
          label={t('rail.watch')}
          href={formatRoute({ screen: 'watch' })}
          isHere={route.screen === 'watch'}
          count={newAlerts}
          countLabel={t('watching.new', { count: newAlerts })}
        />
      )}
      <RailButton
        icon="search"
        label={t('rail.search')}
        onClick={() => openLayer({ name: 'palette' })}
      />
      <RailButton
        icon="bell"
        label={t('rail.attention')}
        count={attention}
        countLabel={waits.filter(Boolean).join(' · ')}
        onClick={() => openLayer({ name: 'attention' })}
      />
      {actor && <ManageMenu actor={actor} route={route} />}
      <span className="rail-space" />
      <RailLink
        icon="info"
        label={t('rail.help')}
        href={formatRoute({ screen: 'help' })}
        isHere={route.screen === 'help'}
      />
      <RailButton
        icon="keyboard"
        label={t('rail.keys')}
        onClick={() => openLayer({ name: 'keys' })}
      />
    </nav>
  )
}

/** Controls that were asked for; the count is of those that wait for this inspector. */
function Controls({ isHere }: { isHere: boolean }) {
  const { t } = useTranslation('app')
  const { data = 0 } = useQuery(reads.controlsWaiting())
  return (
    <RailLink
      icon="check"
      label={t('rail.controls')}
      href={formatRoute({ screen: 'controls' })}
      isHere={isHere}
      count={data}
      countLabel={t('rail.controlsWaiting', { count: data })}
    />
  )
}

interface RailLinkProps {
  icon: IconName
  label: string
  href: string
  isHere: boolean
  count?: number
  countLabel?: string
}

function RailLink({ icon, label, href, isHere, count = 0, countLabel }: RailLinkProps) {
  return (
    <a className="rail-item" href={href} aria-current={isHere ? 'page' : undefined}>
      <Icon name={icon} size={20} />
      <span>{label}</span>
      <RailCount count={count} label={countLabel} />
    </a>
  )
}

interface RailButtonProps {
  icon: IconName
  label: string
  count?: number
  countLabel?: string
  onClick: () => void
}

function RailButton({ icon, label, count = 0, countLabel, onClick }: RailButtonProps) {
  return (
    <button type="button" className="rail-item" onClick={onClick}>
      <Icon name={icon} size={20} />
      <span>{label}</span>
      <RailCount count={count} label={countLabel} />
    </button>
  )
}
