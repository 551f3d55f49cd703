import type { ReactNode } from 'react'
import { useFocusOnTitle } from './use-focus.ts'
import './record.css'

interface PlainPageProps {
  title: string
  /** What the page is for, below its title. */
  intro: string
  /** A count that is read aloud when it changes. */
  status?: ReactNode
  /** Ways to go on, at the end of the head. */
  end?: ReactNode
  /** Class of the body, for what is its own. */
  body: string
  children: ReactNode
  /** Dialogs and the like, beside the body. */
  beside?: ReactNode
}

/** A page that is no record of anybody: its title takes the focus, its head stays in sight. */
export function PlainPage({ title, intro, status, end, body, children, beside }: PlainPageProps) {
  useFocusOnTitle()
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            {title}
          </h1>
          {status !== undefined && <span role="status">{status}</span>}
          {end !== undefined && <div className="record-end">{end}</div>}
        </div>
        <p className="muted">{intro}</p>
      </header>
      <div className={`record-body ${body}`}>{children}</div>
      {beside}
    </article>
  )
}
