import { useEffect, useRef, type RefObject } from 'react'

/**
 * The reasons behind a row's signals, beside the cell that the pointer or the focus is on. A screen
 * reader has them in the cell itself.
 */
export function Reasons({ scroller }: { scroller: RefObject<HTMLDivElement | null> }) {
  const tip = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const area = scroller.current
    if (!area) return
    const show = ({ target }: Event) => {
      const cell = target instanceof Element ? target.closest('.cell-risk, .cell-priority') : null
      place(tip.current, cell)
    }
    const hide = () => place(tip.current, null)
    area.addEventListener('pointerover', show)
    area.addEventListener('focusin', show)
    area.addEventListener('pointerleave', hide)
    area.addEventListener('scroll', hide)
    area.addEventListener('keydown', hide)
    return () => {
      area.removeEventListener('pointerover', show)
      area.removeEventListener('focusin', show)
      area.removeEventListener('pointerleave', hide)
      area.removeEventListener('scroll', hide)
      area.removeEventListener('keydown', hide)
    }
  }, [scroller])
  return <div ref={tip} className="reasons" hidden aria-hidden="true" />
}

const GAP = 4

function place(tip: HTMLDivElement | null, cell: Element | null): void {
  if (!tip) return
  const reasons = cell?.querySelector<HTMLElement>('[data-reasons]')?.dataset.reasons
  tip.hidden = !reasons
  if (!cell || !reasons) return
  tip.textContent = reasons
  const { left, top, bottom } = cell.getBoundingClientRect()
  const { width, height } = tip.getBoundingClientRect()
  const below = bottom + GAP + height <= window.innerHeight
  tip.style.left = `${Math.min(left, window.innerWidth - width - GAP)}px`
  tip.style.top = `${below ? bottom + GAP : top - GAP - height}px`
}
