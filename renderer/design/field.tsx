import { useId, type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes } from 'react'
import { Icon } from './icon.tsx'

interface Around {
  label: string
  hint?: string | undefined
  /** What is wrong with it now, in the officer's words. */
  problem?: string | undefined
}

interface Wiring {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean | undefined
}

function Surround({
  label,
  hint,
  problem,
  children,
}: Around & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const hintId = `${id}-hint`
  const problemId = `${id}-problem`
  const described = [hint && hintId, problem && problemId].filter(Boolean).join(' ') || undefined
  const invalid = problem === undefined ? undefined : true
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': invalid })}
      {hint && (
        <span className="field-hint" id={hintId}>
          {hint}
        </span>
      )}
      <span role="alert">
        {problem && (
          <span className="field-problem" id={problemId}>
            <Icon name="warning" size={14} />
            {problem}
          </span>
        )}
      </span>
    </div>
  )
}

type TextFieldProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'>

/** One line of text with its label, hint and problem. */
export function TextField({ label, hint, problem, ...rest }: TextFieldProps) {
  return (
    <Surround label={label} hint={hint} problem={problem}>
      {(wiring) => <input type="text" {...rest} {...wiring} className="input" />}
    </Surround>
  )
}

type TextAreaProps = Around & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'id'>

/** Several lines of text with their label, hint and problem. */
export function TextAreaField({ label, hint, problem, ...rest }: TextAreaProps) {
  return (
    <Surround label={label} hint={hint} problem={problem}>
      {(wiring) => <textarea rows={4} {...rest} {...wiring} className="input" />}
    </Surround>
  )
}
