import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { CloseButton } from './badge.tsx'

interface DialogProps {
  title: string
  onClose: () => void
  /** The focus goes to the first field that holds nothing yet, else to the act. */
  firstToFill?: boolean
  /** Buttons at the foot. */
  actions?: ReactNode
  /** What comes of it, above the buttons: in sight however long the form is. */
  outcome?: ReactNode
  wide?: boolean
  /** Makes the whole a form. */
  onSubmit?: () => void
  /** Id of what has the focus afterwards, null where it goes back; the same function each time. */
  returnTo?: () => string | null
  children: ReactNode
}

/** What has the focus first: what is asked for, else the act, else the cross. */
const FIRST = '.dialog-body :is(textarea, input), .dialog-actions .button-primary'

/**
 * A question in front of the page. Mounted means open: Esc, the cross and a click beside it close
 * it; the focus goes back to where it was. Ctrl+Enter sends a form; a field that holds no valid
 * value says so and has the focus instead.
 */
export function Dialog({
  title,
  onClose,
  actions,
  outcome,
  wide,
  firstToFill,
  onSubmit,
  returnTo,
  children,
}: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    const first = firstToFill ? emptyField(dialog.current) : null
    const goal = chosenOf(first ?? dialog.current?.querySelector<HTMLElement>(FIRST) ?? null)
    goal?.focus()
    // Typing replaces what is filled in, as it does after the tab key.
    if (goal instanceof HTMLInputElement) goal.select()
    return () => {
      const id = returnTo?.() ?? null
      const after = id === null ? before : document.getElementById(id)
      if (after instanceof HTMLElement) after.focus()
    }
  }, [returnTo, firstToFill])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    event.stopPropagation()
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.currentTarget.querySelector('form')?.requestSubmit()
  }
  const inner = (
    <>
      <header className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <CloseButton onClick={onClose} />
      </header>
      <div className="dialog-body">{children}</div>
      {(actions || outcome) && (
        <footer className="dialog-foot">
          {outcome}
          <div className="dialog-actions">{actions}</div>
        </footer>
      )}
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
      onKeyDown={onKeyDown}
    >
      {onSubmit ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (isFilledIn(event.currentTarget)) onSubmit()
          }}
        >
          {inner}
        </form>
      ) : (
        inner
      )}
    </dialog>
  )
}

/** What is asked first: a choice to make or a text to write; what is filled in already is passed over. */
function emptyField(dialog: HTMLDialogElement | null): HTMLElement | null {
  const fields = dialog?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    '.dialog-body :is(textarea, input, select)',
  )
  const isChoice = (type: string) => type === 'radio' || type === 'checkbox'
  return (
    [...(fields ?? [])].find(({ type, value }) =>
      isChoice(type) || type === 'select-one' ? true : value === '',
    ) ?? null
  )
}

/** Of a choice the value that holds: an arrow key goes on from there. */
function chosenOf(field: HTMLElement | null): HTMLElement | null {
  if (!(field instanceof HTMLInputElement) || field.type !== 'radio') return field
  return field.closest('fieldset')?.querySelector<HTMLElement>(':checked') ?? field
}

/** Asks each field for what it holds; the first that holds nothing valid has the focus. */
function isFilledIn(form: HTMLFormElement): boolean {
  if (form.checkValidity()) return true
  form.querySelector<HTMLElement>(':is(input, textarea, select):invalid')?.focus()
  return false
}
