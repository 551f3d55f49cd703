import { useId, type ComponentProps, type ReactNode, type TextareaHTMLAttributes } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
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

type TextFieldProps = Around & Omit<ComponentProps<'input'>, 'className' | 'id'>

/** One line of text with its label, hint and problem. */
export function TextField({ label, hint, problem, ...rest }: TextFieldProps) {
  return (
    <Surround label={label} hint={hint} problem={problem}>
      {(wiring) => <input type="text" {...rest} {...wiring} className="input" />}
    </Surround>
  )
}

interface Limited {
  value: string
  /** Characters that may be stored; told once the text comes near. */
  limit?: number
}

type TextAreaProps = Around &
  Limited &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'id' | 'value'>

/** From this share of the limit on, the characters are counted. */
const NEAR = 0.8

/** Several lines of text with their label, hint and problem. */
export function TextAreaField({ label, hint, problem, limit, ...rest }: TextAreaProps) {
  const { t } = useTranslation('app')
  const { number } = useFormats()
  const { length } = rest.value
  const near = limit !== undefined && length > limit * NEAR
  const count = near && t('note.counter', { n: number(length), max: number(limit) })
  const hints = [hint, count].filter(Boolean).join(' · ')
  return (
    <Surround label={label} hint={hints} problem={problem}>
      {(wiring) => <textarea rows={4} {...rest} {...wiring} className="input" />}
    </Surround>
  )
}
