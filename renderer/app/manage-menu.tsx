import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Actor } from '../../domain/contract/actor.ts'
import { accessReach } from '../../domain/rights/access-log.ts'
import { mayImport } from '../../domain/rights/imports.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { mayScoreLinks } from '../../domain/rights/scorecard.ts'
import { reads } from '../data/reads.ts'
import { MenuButton } from '../design/menu.tsx'
import { RailCount } from './rail-count.tsx'
import { navigate, type Route } from './route.ts'

type Place = 'rules' | 'contests' | 'norms' | 'score' | 'import' | 'log'

/** Pages of one rule belong to the rules. */
const WITHIN: Partial<Record<Route['screen'], Place>> = { rule: 'rules', fairness: 'rules' }

function placesOf(actor: Actor): Place[] {
  const may: Record<Place, boolean> = {
    rules: true,
    contests: mayRun(actor, 'answerContest'),
    norms: true,
    score: mayScoreLinks(actor),
    import: mayImport(actor),
    log: Boolean(accessReach(actor)),
  }
  return (Object.keys(may) as Place[]).filter((place) => may[place])
}

/** What waits for this person behind the menu: contested signals, rules held back or proposed. */
function useWaiting(actor: Actor): Partial<Record<Place, number>> {
  const enabled = mayRun(actor, 'answerContest')
  const { data: contests = 0 } = useQuery({ ...reads.contestsWaiting(), enabled })
  const { data: rules } = useQuery(reads.workshopWaiting())
  return { contests, rules: rules ? rules.held.length + rules.proposals.length : 0 }
}

/** Places that are not of every hour: how the work is set up, filled and watched over. */
export function ManageMenu({ actor, route }: { actor: Actor; route: Route }) {
  const { t } = useTranslation('app')
  const waiting = useWaiting(actor)
  const here = WITHIN[route.screen] ?? route.screen
  const places = placesOf(actor)
  const total = places.reduce((sum, place) => sum + (waiting[place] ?? 0), 0)
  const items = places.map((id) => ({
    id,
    label: t(`rail.${id}`),
    selected: id === here,
    detail: waiting[id] ? t('rail.waiting', { count: waiting[id] }) : '',
  }))
  return (
    <MenuButton
      label={t('rail.manage')}
      icon="settings"
      iconSize={20}
      className={`rail-item${places.some((place) => place === here) ? ' rail-here' : ''}`}
      side="right"
      groups={[
        {
          id: 'manage',
          choice: 'single',
          items,
          onChoose: (id) => {
            const screen = places.find((place) => place === id)
            if (screen) navigate({ screen })
          },
        },
      ]}
    >
      <span>{t('rail.manage')}</span>
      <RailCount count={total} label={t('rail.waiting', { count: total })} />
    </MenuButton>
  )
}
