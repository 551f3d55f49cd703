import { useEffect, useRef, type RefObject } from 'react'

/**
 * Listens on an element for what happens inside it: the rows and fields take part in the keyboard,
 * the element around them is no control of its own.
 */
export function useListener<Name extends 'click' | 'keydown'>(
  element: RefObject<HTMLElement | null>,
  name: Name,
  listener: (event: HTMLElementEventMap[Name]) => void,
): void {
  const current = useRef(listener)
  useEffect(() => {
    current.current = listener
  })
  useEffect(() => {
    const target = element.current
    const listen = (event: HTMLElementEventMap[Name]) => current.current(event)
    target?.addEventListener(name, listen)
    return () => target?.removeEventListener(name, listen)
  }, [element, name])
}
