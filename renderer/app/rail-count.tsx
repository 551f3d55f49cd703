/** How much waits behind a place of the rail; nothing is drawn for none. */
export function RailCount({ count, label }: { count: number; label: string | undefined }) {
  if (count === 0) return null
  return (
    <span className="rail-count" aria-label={label} role="img">
      {count}
    </span>
  )
}
