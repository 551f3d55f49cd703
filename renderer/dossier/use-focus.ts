import { useEffect } from 'react'

/** A new page begins at its title, unless the officer already holds something. */
export function useFocusOnTitle(): void {
  useEffect(() => {
    const active = document.activeElement
    if (active === null || active === document.body || active.id === 'main') {
      document.getElementById('record-title')?.focus({ preventScroll: true })
    }
  }, [])
}
