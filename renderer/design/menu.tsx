import { Suspense, useCallback, useRef, useState, type ReactNode } from 'react'
import { part } from '../app/part.ts'
import { Icon, type IconName } from './icon.tsx'

export interface MenuGroup {
  id: string
  title?: string
  /** none: each item acts; single and multiple: items are switched. */
  choice: 'none' | 'single' | 'multiple'
  items: readonly {
    id: string
    label: string
    detail?: string
    selected?: boolean
    disabled?: boolean
  }[]
  onChoose: (id: string) => void
}

interface MenuButtonProps {
  /** Read aloud for the button and the list. */
  label: string
  icon?: IconName
  groups: readonly MenuGroup[]
  kind?: 'plain' | 'quiet'
  /** Looks of its own in place of those of a button. */
  className?: string
  iconSize?: number
  /** The menu stands under the button, or beside it. */
  side?: 'bottom' | 'right'
  /** Words on the button; without, the icon stands alone. */
  children?: ReactNode
  /** Lets a key open the menu. */
  openRef?: (open: () => void) => void
}

const MenuPopover = part(() => import('./menu-popover.tsx'))

/** Reads the code of menus before the first is opened. */
export function preloadMenus(): void {
  void import('./menu-popover.tsx')
}

/** A button that opens a menu under it or beside it. */
export function MenuButton(props: MenuButtonProps) {
  const { label, icon, groups, kind = 'plain', side = 'bottom', children, openRef } = props
  const looks = props.className ?? `button button-${kind}${children ? '' : ' button-icon'}`
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = useCallback(() => {
    setOpen(false)
    button.current?.focus()
  }, [])
  openRef?.(() => setOpen(true))
  return (
    <>
      <button
        ref={button}
        type="button"
        className={looks}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={children ? undefined : label}
        title={label}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== (side === 'bottom' ? 'ArrowDown' : 'ArrowRight')) return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {icon && <Icon name={icon} size={props.iconSize ?? 16} />}
        {children}
      </button>
      {open && (
        <Suspense fallback={null}>
          <MenuPopover label={label} groups={groups} trigger={button} side={side} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
