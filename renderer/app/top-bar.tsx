import { useTranslation } from 'react-i18next'
import { UI_LANGUAGES } from '../../domain/contract/codes.ts'
import type { Session } from '../../domain/contract/workbench.ts'
import { useStore } from '../data/use-store.ts'
import { Badge } from '../design/badge.tsx'
import { Key } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { MenuButton, type MenuGroup } from '../design/menu.tsx'
import { useCodes } from '../i18n/format.ts'
import { isUiLanguage } from '../i18n/first-words.ts'
import { LANGUAGE_NAMES, switchLanguage } from '../i18n/i18n.ts'
import { SyncLine } from '../sync/sync-line.tsx'
import mark from '../../resources/icons/app/tandem.svg'
import { openLayer } from './layers.ts'
import { density, DENSITIES, theme, THEMES } from './settings.ts'

/** Who works, for which service, how fresh it is, and the way to search and to leave. */
export function TopBar({ session }: { session: Session }) {
  const { t } = useTranslation('app')
  return (
    <header className="top-bar">
      <a className="brand" href="#/queue">
        <img src={mark} alt="" width="24" height="24" />
        <span>{t('product')}</span>
      </a>
      {session.actor && <Who actor={session.actor} />}
      <SearchBox />
      <span className="top-space" />
      <SyncLine />
      <ModeBadge session={session} />
      <ViewMenu />
      {session.actor && <AccountMenu name={session.actor.name} />}
    </header>
  )
}

function Who({ actor }: { actor: NonNullable<Session['actor']> }) {
  const code = useCodes()
  const service = [code('role', actor.role), actor.region && code('region', actor.region)]
  return (
    <span className="who">
      <b>{actor.name}</b>
      <span className="muted">{service.filter(Boolean).join(' · ')}</span>
    </span>
  )
}

/** The ways to leave. */
function AccountMenu({ name }: { name: string }) {
  const { t } = useTranslation('app')
  const items = [
    { id: 'sign-out', label: t('signIn.out') },
    { id: 'sign-out-everywhere', label: t('signOutEverywhere.action') },
  ] as const
  const group: MenuGroup = {
    id: 'leave',
    choice: 'none',
    items,
    onChoose: (id) => {
      const item = items.find((known) => known.id === id)
      if (item) openLayer({ name: item.id })
    },
  }
  return (
    <MenuButton label={t('top.account', { name })} icon="sign-out" kind="quiet" groups={[group]} />
  )
}

function SearchBox() {
  const { t } = useTranslation('app')
  return (
    <button
      type="button"
      className="search-box"
      aria-keyshortcuts="Control+K"
      onClick={() => openLayer({ name: 'palette' })}
    >
      <Icon name="search" />
      <span>{t('top.search')}</span>
      <span className="search-keys">
        <Key>{t('keys.ctrl')}</Key> <Key>K</Key>
      </span>
    </button>
  )
}

function ModeBadge({ session }: { session: Session }) {
  const { t } = useTranslation('app')
  if (!session.practice && session.mode !== 'browser') return null
  const practice = session.practice
  return (
    <span title={t(practice ? 'top.practiceHint' : 'top.browserMode')}>
      <Badge tone="amber">{t(practice ? 'top.practice' : 'top.browser')}</Badge>
    </span>
  )
}

/** Language, density and theme. */
export function ViewMenu() {
  const { t, i18n } = useTranslation('app')
  const currentDensity = useStore(density)
  const currentTheme = useStore(theme)
  const groups: MenuGroup[] = [
    {
      id: 'language',
      title: t('settings.language'),
      choice: 'single',
      items: UI_LANGUAGES.map((id) => ({
        id,
        label: LANGUAGE_NAMES[id],
        selected: id === i18n.language,
      })),
      onChoose: (id) => {
        if (isUiLanguage(id)) void switchLanguage(id)
      },
    },
    {
      id: 'density',
      title: t('settings.density'),
      choice: 'single',
      items: DENSITIES.map((id) => ({
        id,
        label: t(`density.${id}`),
        selected: id === currentDensity,
      })),
      onChoose: (id) => density.set(DENSITIES.find((name) => name === id) ?? 'normal'),
    },
    {
      id: 'theme',
      title: t('settings.theme'),
      choice: 'single',
      items: THEMES.map((id) => ({ id, label: t(`theme.${id}`), selected: id === currentTheme })),
      onChoose: (id) => theme.set(THEMES.find((name) => name === id) ?? 'system'),
    },
  ]
  return (
    <MenuButton label={t('top.settings')} icon="settings" kind="quiet" groups={groups}>
      <span className="language-code">{i18n.language.toUpperCase()}</span>
    </MenuButton>
  )
}
