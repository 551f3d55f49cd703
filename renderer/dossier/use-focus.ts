import { useEffect, useRef, type RefObject } from 'react'

/** Nobody holds anything: what had the focus is gone, or nothing had it yet. */
const isFree = (active: Element | null): boolean =>
  active === null || active === document.body || active.id === 'main'

/**
 * A new page begins at its title, unless the officer already holds something; one that is drawn when its
 * data have come begins then. The component that calls it draws again with them.
 */
export function useFocusOnTitle(): void {
  const hasBegun = useRef(false)
  useEffect(() => {
    if (hasBegun.current) return
    const isIdle = isFree(document.activeElement)
    const title = document.getElementById('record-title')
    if (isIdle && !title) return
    hasBegun.current = true
    if (isIdle) title?.focus({ preventScroll: true })
  })
}

/**
 * Keeps the focus in a place when what had it there leaves the page or cannot be used, as a button does whose
 * act is done: the first control that can be used gets it. Else the keyboard would begin at the top again.
 */
export function useFocusKept<E extends HTMLElement>(): RefObject<E | null> {
  const place = useRef<E>(null)
  const wasWithin = useRef(false)
  useEffect(() => {
    const follow = ({ target }: Event) => {
      wasWithin.current = target instanceof Node && place.current?.contains(target) === true
    }
    // Whoever points beside everything wants to hold nothing.
    const letGo = () => {
      wasWithin.current = false
    }
    document.addEventListener('focusin', follow)
    document.addEventListener('pointerdown', letGo)
    return () => {
      document.removeEventListener('focusin', follow)
      document.removeEventListener('pointerdown', letGo)
    }
  }, [])
  useEffect(() => {
    if (!wasWithin.current || !isFree(document.activeElement)) return
    place.current
      ?.querySelector<HTMLElement>('button:not(:disabled), a[href]')
      ?.focus({ preventScroll: true })
  })
  return place
}
