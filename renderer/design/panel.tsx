import { useId, type ReactNode } from 'react'

interface PanelProps {
  title: ReactNode
  /** Buttons at the end of the head. */
  actions?: ReactNode
  /** No inner space: for tables and lists that reach the edge. */
  flush?: boolean
  children: ReactNode
}

/** A named part of a page. */
export function Panel({ title, actions, flush, children }: PanelProps) {
  const heading = useId()
  return (
    <section className="panel" aria-labelledby={heading}>
      <header className="panel-head">
        <h2 id={heading}>{title}</h2>
        {actions}
      </header>
      <div className={flush ? 'panel-body panel-body-flush' : 'panel-body'}>{children}</div>
    </section>
  )
}
