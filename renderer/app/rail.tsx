import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { reads } from '../data/reads.ts'
import { mayImport } from '../../domain/rights/imports.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { accessReach } from '../../domain/rights/access-log.ts'
import { useSession, useSyncStatus } from '../data/use-query.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import { openLayer } from './layers.ts'
import { queueAddress } from './last-queue.ts'
import { COVERAGE_FIRST, formatRoute, type Route } from './route.ts'

/** The places of the window: only what exists. */
export function Rail({ route }: { route: Route }) {
  const { t } = useTranslation('app')
  const actor = useSession()?.actor
  const { attention = 0, newLinks = 0, newAlerts = 0 } = useSyncStatus() ?? {}
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
      {actor && mayRun(actor, 'watchSubject') && (
        <RailLink
          icon="bell"
          label={t('rail.watch')}
          href={formatRoute({ screen: 'watch' })}
          isHere={route.screen === 'watch'}
          count={newAlerts}
          countLabel={t('watching.new', { count: newAlerts })}
        />
      )}
      {actor && mayRun(actor, 'answerContest') && <Contests isHere={route.screen === 'contests'} />}
      <RailButton
        icon="search"
        label={t('rail.search')}
        onClick={() => openLayer({ name: 'palette' })}
      />
      <RailButton
        icon="bell"
        label={t('rail.attention')}
        count={attention}
        countLabel={t('attention.count', { count: attention })}
        onClick={() => openLayer({ name: 'attention' })}
      />
      {actor && mayImport(actor) && (
        <RailLink
          icon="down"
          label={t('rail.import')}
          href={formatRoute({ screen: 'import' })}
          isHere={route.screen === 'import'}
        />
      )}
      {actor && accessReach(actor) && (
        <RailLink
          icon="lock"
          label={t('rail.log')}
          href={formatRoute({ screen: 'log' })}
          isHere={route.screen === 'log'}
        />
      )}
      <RailLink
        icon="columns"
        label={t('rail.norms')}
        href={formatRoute({ screen: 'norms' })}
        isHere={route.screen === 'norms'}
      />
      <Rules isHere={isRules(route)} />
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

/** Contested signals; the count is of those that this person has to answer. */
function Contests({ isHere }: { isHere: boolean }) {
  const { t } = useTranslation('app')
  const { data = 0 } = useQuery(reads.contestsWaiting())
  return (
    <RailLink
      icon="note"
      label={t('rail.contests')}
      href={formatRoute({ screen: 'contests' })}
      isHere={isHere}
      count={data}
      countLabel={t('contests.waiting', { count: data })}
    />
  )
}

const isRules = ({ screen }: Route): boolean =>
  screen === 'rules' || screen === 'rule' || screen === 'fairness'

/** The rules; the count is of those that wait for this person: held back, or proposed by somebody else. */
function Rules({ isHere }: { isHere: boolean }) {
  const { t } = useTranslation('app')
  const { data } = useQuery(reads.workshopWaiting())
  const count = data ? data.held.length + data.proposals.length : 0
  return (
    <RailLink
      icon="filter"
      label={t('rail.rules')}
      href={formatRoute({ screen: 'rules' })}
      isHere={isHere}
      count={count}
      countLabel={t('rail.rulesWaiting', { count })}
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

function RailCount({ count, label }: { count: number; label: string | undefined }) {
  if (count === 0) return null
  return (
    <span className="rail-count" aria-label={label} role="img">
      {count}
    </span>
  )
}
