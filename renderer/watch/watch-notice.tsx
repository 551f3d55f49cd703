import { useTranslation } from 'react-i18next'
import { useSyncStatus } from '../data/use-query.ts'
import { Notice } from '../design/states.tsx'
import { RouteLink } from '../findings/link.tsx'

/** Above the queue: so much is new about what this officer watches. */
export function WatchNotice() {
  const { t } = useTranslation('app')
  const { newAlerts = 0 } = useSyncStatus() ?? {}
  if (newAlerts === 0) return null
  return (
    <Notice
      icon="eye"
      tone="accent"
      actions={<RouteLink to={{ screen: 'watch' }}>{t('watching.show')}</RouteLink>}
    >
      {t('watching.new', { count: newAlerts })}
    </Notice>
  )
}
