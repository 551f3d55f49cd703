import { useState, type ReactNode } from 'react'
import { Button } from '../design/button.tsx'
import { useNetworkWords } from './words.ts'

interface ShortListProps<T> {
  items: readonly T[]
  /** So many are shown at first; the others when they are asked for. */
  most: number
  children: (item: T) => ReactNode
}

/** The first of a list, how many there are, and a way to see them all: nothing is cut without a word. */
export function ShortList<T>({ items, most, children }: ShortListProps<T>) {
  const t = useNetworkWords()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? items : items.slice(0, most)
  return (
    <>
      <ul className="network-ties">{shown.map(children)}</ul>
      {shown.length < items.length && (
        <p className="network-rest">
          <span className="muted">
            {t('network.firstOf', { shown: shown.length, of: items.length })}
          </span>{' '}
          <Button kind="quiet" onClick={() => setWhole(true)}>
            {t('network.showAll')}
          </Button>
        </p>
      )}
    </>
  )
}
