import { useTranslation } from 'react-i18next'
import { serviceOf } from '../../domain/rights/service.ts'
import { openLayer } from '../app/layers.ts'
import type { QueueView } from '../app/route.ts'
import { useSession } from '../data/use-query.ts'
import { MenuButton, type MenuGroup } from '../design/menu.tsx'
import { isSameView, viewOfSaved } from './saved-query.ts'
import { openView, useViews } from './views.ts'

interface ViewsMenuProps {
  view: QueueView
  /** Lets a key open it. */
  openRef: (open: () => void) => void
}

/** Saved views: open one, or keep what stands on the screen. */
export function ViewsMenu({ view, openRef }: ViewsMenuProps) {
  const { t } = useTranslation('queue')
  const session = useSession()
  const views = useViews()
  const actor = session?.actor
  if (!actor || serviceOf(actor) === null) return null
  const isShown = (query: Parameters<typeof viewOfSaved>[0]) =>
    isSameView(viewOfSaved(query, session.today), view)
  const group = (id: string, shared: boolean): MenuGroup => ({
    id,
    title: t(`views.${id}`),
    choice: 'single',
    items: views
      .filter(({ body }) => body.shared === shared)
      .map(({ id: viewId, body }) => ({
        id: viewId,
        label: body.name,
        selected: isShown(body.query),
        ...(shared && body.owner !== actor.id ? { detail: body.ownerName } : {}),
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
      onChoose: () => openLayer({ name: 'views', view }),
    },
  ]
  return (
    <MenuButton label={t('views.button')} icon="queue" groups={groups} openRef={openRef}>
      <span className="wide-only">{t('views.button')}</span>
    </MenuButton>
  )
}
