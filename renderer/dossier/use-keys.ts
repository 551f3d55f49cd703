import { useEffect, useRef } from 'react'

/** Keys of a screen: `event.key` to what happens. */
export type Keys = Readonly<Record<string, () => void>>

const TYPING = 'input, textarea, select, [contenteditable=true]'
const OWN_KEYS = 'dialog[open], [role=menu], [role=dialog]'

/**
 * Listens to single keys while the screen is shown, before the keys of the whole window do. Keys with Ctrl, Alt or Meta, keys typed into a
 * field, and all keys while a dialog or menu is open stay with whoever has them.
 */
export function useKeys(keys: Keys): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
      if (event.target instanceof Element && event.target.closest(TYPING)) return
      if (document.querySelector(OWN_KEYS)) return
      const act = current.current[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}
