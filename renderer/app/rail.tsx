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
      <a
        className="rail-item"
        href={queueAddress()}
        aria-current={route.screen === 'queue' ? 'page' : undefined}
      >
        <Icon name="queue" size={20} />
        <span>{t('screen.queue')}</span>
      </a>
      <a
        className="rail-item"
        href={formatRoute({ screen: 'coverage', facets: {}, order: COVERAGE_FIRST })}
        aria-current={route.screen === 'coverage' ? 'page' : undefined}
      >
        <Icon name="declaration" size={20} />
        <span>{t('screen.coverage')}</span>
      </a>
      {actor && mayRun(actor, 'judgeLink') && (
        <a
          className="rail-item"
          href={formatRoute({ screen: 'links' })}
          aria-current={route.screen === 'links' ? 'page' : undefined}
        >
          <Icon name="compare" size={20} />
          <span>{t('rail.links')}</span>
          <RailCount count={newLinks} label={t('links.new', { count: newLinks })} />
        </a>
      )}
      {actor && mayRun(actor, 'fileReport') && (
        <a
          className="rail-item"
          href={formatRoute({ screen: 'reports', filter: { facets: {}, mine: false } })}
          aria-current={route.screen === 'reports' ? 'page' : undefined}
        >
          <Icon name="warning" size={20} />
          <span>{t('rail.reports')}</span>
        </a>
      )}
      {actor && mayRun(actor, 'watchSubject') && (
        <a
          className="rail-item"
          href={formatRoute({ screen: 'watch' })}
          aria-current={route.screen === 'watch' ? 'page' : undefined}
        >
          <Icon name="bell" size={20} />
          <span>{t('rail.watch')}</span>
          <RailCount count={newAlerts} label={t('watching.new', { count: newAlerts })} />
        </a>
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
        <a
          className="rail-item"
          href={formatRoute({ screen: 'import' })}
          aria-current={route.screen === 'import' ? 'page' : undefined}
        >
          <Icon name="down" size={20} />
          <span>{t('rail.import')}</span>
        </a>
      )}
      {actor && accessReach(actor) && (
        <a
          className="rail-item"
          href={formatRoute({ screen: 'log' })}
          aria-current={route.screen === 'log' ? 'page' : undefined}
        >
          <Icon name="lock" size={20} />
          <span>{t('rail.log')}</span>
        </a>
      )}
      <a
        className="rail-item"
        href={formatRoute({ screen: 'norms' })}
        aria-current={route.screen === 'norms' ? 'page' : undefined}
      >
        <Icon name="columns" size={20} />
        <span>{t('rail.norms')}</span>
      </a>
      <Rules isHere={isRules(route)} />
      <span className="rail-space" />
      <a
        className="rail-item"
        href={formatRoute({ screen: 'help' })}
        aria-current={route.screen === 'help' ? 'page' : undefined}
      >
        <Icon name="info" size={20} />
        <span>{t('rail.help')}</span>
      </a>
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
    <a
      className="rail-item"
      href={formatRoute({ screen: 'contests' })}
      aria-current={isHere ? 'page' : undefined}
    >
      <Icon name="note" size={20} />
      <span>{t('rail.contests')}</span>
      <RailCount count={data} label={t('contests.waiting', { count: data })} />
    </a>
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
    <a
      className="rail-item"
      href={formatRoute({ screen: 'rules' })}
      aria-current={isHere ? 'page' : undefined}
    >
      <Icon name="filter" size={20} />
      <span>{t('rail.rules')}</span>
      <RailCount count={count} label={t('rail.rulesWaiting', { count })} />
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
