import { Fragment, useEffect, type ReactNode } from 'react'
import type { Keys } from '../app/use-keys.ts'
import { Key } from '../design/button.tsx'

interface SectionProps {
  /** Name of the section, unique on its screen. */
  name: string
  title: ReactNode
  /** The number key that leads here. */
  shortcut?: number
  actions?: ReactNode
  flush?: boolean
  children: ReactNode
}

/** Id of a section's heading, which takes the focus when a number key leads there. */
export const headingId = (name: string) => `section-${name}`

/** A part of a screen that the keyboard can go to. */
export function Section({ name, title, shortcut, actions, flush, children }: SectionProps) {
  useEffect(() => {
    if (awaited?.name !== name) return
    const { address } = awaited
    awaited = null
    // What a part of it asked for, a field to write in, keeps the focus.
    const held = document.getElementById(headingId(name))?.closest('section')
    if (address === location.hash && !held?.contains(document.activeElement)) goToSection(name)
  }, [name])
  return (
    <section className={`panel section-${name}`} aria-labelledby={headingId(name)}>
      <header className="panel-head">
        <h2 id={headingId(name)} tabIndex={-1}>
          {title}
        </h2>
        {actions}
        {shortcut !== undefined && (
          <span className="section-key" aria-hidden="true">
            <Key>{shortcut}</Key>
          </span>
        )}
      </header>
      <div className={flush ? 'panel-body panel-body-flush' : 'panel-body'}>{children}</div>
    </section>
  )
}

/** The section that was asked for before it was drawn, and on which page. */
let awaited: { name: string; address: string } | null = null

/** Puts a section in view and its heading in focus; one that is not drawn yet, when it is. */
export function goToSection(name: string): void {
  const heading = document.getElementById(headingId(name))
  awaited = heading ? null : { name, address: location.hash }
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

/** The number keys of a page: 1 leads to its first section, and so on; 0 to the tenth. */
export function sectionKeys(names: readonly string[]): Keys {
  return Object.fromEntries(
    names.slice(0, 10).map((name, index) => [String((index + 1) % 10), () => goToSection(name)]),
  )
}

/** Pieces of one line with a dot between; absent pieces leave no dot. */
export function Dotted({ parts }: { parts: readonly ReactNode[] }) {
  const present = parts.filter((part) => part !== null && part !== undefined && part !== '')
  return (
    <>
      {present.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <span className="dot"> · </span>}
          {part}
        </Fragment>
      ))}
    </>
  )
}
