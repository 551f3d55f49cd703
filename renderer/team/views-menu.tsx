import { useTranslation } from 'react-i18next'
import { serviceOf } from '../../domain/rights/service.ts'
import { openLayer } from '../app/layers.ts'
import { formatRoute } from '../app/route.ts'
import { useSession } from '../data/use-query.ts'
import { MenuButton, type MenuGroup } from '../design/menu.tsx'
import { routeOfSaved, type ShownView } from './saved-query.ts'
import { openView, useViews } from './views.ts'

interface ViewsMenuProps {
  shown: ShownView
  /** Lets a key open it. */
  openRef: (open: () => void) => void
}

/** Saved views of this screen: open one, or keep what stands on the screen. */
export function ViewsMenu({ shown, openRef }: ViewsMenuProps) {
  const { t } = useTranslation('queue')
  const session = useSession()
  const views = useViews().filter(
    ({ body }) => (body.query.coverage !== undefined) === (shown.screen === 'coverage'),
  )
  const actor = session?.actor
  if (!actor || serviceOf(actor) === null) return null
  const isShown = (query: Parameters<typeof routeOfSaved>[0]) =>
    formatRoute(routeOfSaved(query, session.today)) === formatRoute(shown)
  const group = (id: string, isShared: boolean): MenuGroup => ({
    id,
    title: t(`views.${id}`),
    choice: 'single',
    items: views
      .filter(({ body }) => body.shared === isShared)
      .map(({ id: viewId, body }) => ({
        id: viewId,
        label: body.name,
        selected: isShown(body.query),
        ...(isShared && body.owner !== actor.id ? { detail: body.ownerName } : {}),
      })),
    onChoose: (viewId) => {
      const chosen = views.find((one) => one.id === viewId)
      if (chosen) openView(chosen)
    },
  })
  const groups: MenuGroup[] = [
    ...[group('own', false), group('shared', true)].filter(({ items }) => items.length > 0),
    {
      id: 'keep',
      choice: 'none',
      items: [{ id: 'keep', label: t('views.keep') }],
      onChoose: () => openLayer({ name: 'views', shown }),
    },
  ]
  return (
    <MenuButton label={t('views.button')} icon="queue" groups={groups} openRef={openRef}>
      <span className="wide-only">{t('views.button')}</span>
    </MenuButton>
  )
}
