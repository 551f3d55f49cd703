import { useEffectEvent, useLayoutEffect } from 'react'
import { layer } from './layers.ts'

/** Keys of a screen: `event.key` to what happens. */
export type Keys = Readonly<Record<string, () => void>>

const TYPING =
  'input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable=true]'

/** True where letters are text, not keys. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null
}

/**
 * Single keys while a screen is shown. Keys with Ctrl, Alt or Meta, keys typed into a field, and
 * all keys while something stands in front of the page stay with whoever has them.
 */
export function useKeys(keys: Keys): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
    if (layer.get() || document.querySelector('[role=menu]')) return
    if (isTyping(event.target)) return
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
  // Before the screen is painted: who sees it may press.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
