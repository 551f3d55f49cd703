import { useEffect, useId, useRef, type FormEvent, type ReactNode } from 'react'
import { CloseButton } from './badge.tsx'

interface DialogProps {
  title: string
  onClose: () => void
  /** Buttons at the foot. */
  actions?: ReactNode
  wide?: boolean
  /** Makes the whole a form. */
  onSubmit?: () => void
  children: ReactNode
}

/** What has the focus first: what is asked for, else the act, else the cross. */
const FIRST = '.dialog-body :is(textarea, input), .dialog-actions .button-primary'

/**
 * A question in front of the page. Mounted means open: Esc, the cross and a click beside it close
 * it; the focus goes back to where it was.
 */
export function Dialog({ title, onClose, actions, wide, onSubmit, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>(FIRST)?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit?.()
  }
  const inner = (
    <>
      <header className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <CloseButton onClick={onClose} />
      </header>
      <div className="dialog-body">{children}</div>
      {actions && <footer className="dialog-actions">{actions}</footer>}
    </>
  )
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {onSubmit ? <form onSubmit={submit}>{inner}</form> : inner}
    </dialog>
  )
}
