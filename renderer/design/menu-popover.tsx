import { Header, I18nProvider, Menu, MenuItem, MenuSection, Popover } from 'react-aria-components'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { isUiLanguage } from '../i18n/first-words.ts'
import { LOCALES } from '../i18n/i18n.ts'
import { Icon } from './icon.tsx'
import type { MenuGroup } from './menu.tsx'

interface MenuPopoverProps {
  label: string
  groups: readonly MenuGroup[]
  trigger: RefObject<HTMLButtonElement | null>
  side: 'bottom' | 'right'
  onClose: () => void
}

/** The list behind a MenuButton; read when the first menu opens. */
export default function MenuPopover({ label, groups, trigger, side, onClose }: MenuPopoverProps) {
  const { i18n } = useTranslation()
  const locale = isUiLanguage(i18n.language) ? LOCALES[i18n.language] : 'nl-BE'
  return (
    <I18nProvider locale={locale}>
      <Popover
        className="menu"
        aria-label={label}
        triggerRef={trigger}
        placement={side === 'right' ? 'right top' : 'bottom end'}
        offset={4}
        isOpen
        onOpenChange={onClose}
      >
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu has the focus when it opens */}
        <Menu className="menu-list" aria-label={label} autoFocus="first" onClose={onClose}>
          {groups.map((group) => (
            <Group key={group.id} group={group} />
          ))}
        </Menu>
      </Popover>
    </I18nProvider>
  )
}

function Group({ group }: { group: MenuGroup }) {
  const { id, title, choice, items, onChoose } = group
  const selected = items.filter((item) => item.selected).map((item) => item.id)
  return (
    <MenuSection
      // Groups and items share one space of keys: a group inside itself is drawn without end.
      id={`group ${id}`}
      aria-label={title ?? id}
      selectionMode={choice}
      selectedKeys={choice === 'none' ? [] : selected}
      shouldCloseOnSelect={choice !== 'multiple'}
    >
      {title && <Header className="menu-head">{title}</Header>}
      {items.map((item) => (
        <MenuItem
          key={item.id}
          id={item.id}
          className="menu-item"
          textValue={item.label}
          isDisabled={item.disabled ?? false}
          onAction={() => onChoose(item.id)}
        >
          <span className="menu-check">{item.selected && <Icon name="check" />}</span>
          <span className="menu-item-text">{item.label}</span>
          {item.detail && <span className="muted">{item.detail}</span>}
        </MenuItem>
      ))}
    </MenuSection>
  )
}
