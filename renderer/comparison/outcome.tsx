import type { ReactNode } from 'react'

/** Signs for how two values compare: the shape says it without its colour. */
const SHAPES = {
  SAME: 'M2.5 5h9M2.5 9h9',
  SIMILAR: 'M2.5 6.2c1.6-2 3-2 4.5-.6s3 1.4 4.5-.6M2.5 10c1.6-2 3-2 4.5-.6s3 1.4 4.5-.6',
  DIFFERENT: 'M2.5 5h9M2.5 9h9M9.5 1.8 4.5 12.2',
  MISSING: 'M2.5 7h1.6M6.2 7h1.6M9.9 7h1.6',
  SWAPPED: 'M2.5 4.5h8L8 2M11.5 9.5h-8L6 12',
  NOT_NEEDED: 'M2.5 7h9',
  NOT_GRANTED: 'M2.5 5h9M3 8.5l5 4M8 8.5l-5 4',
  UNKNOWN: 'M4.8 4.6a2.2 2.2 0 1 1 3 2.1c-.6.3-.8.6-.8 1.6M7 11v.6',
  MASKED: 'M3 6h8v5.5H3zM5 6V4.2a2 2 0 0 1 4 0V6',
} as const
export type OutcomeShape = keyof typeof SHAPES

/** How two values compare, as sign and word. */
export function OutcomeWord({ shape, children }: { shape: OutcomeShape; children: ReactNode }) {
  return (
    <span className="outcome">
      <svg className="outcome-shape" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path d={SHAPES[shape]} />
      </svg>
      {children}
    </span>
  )
}
