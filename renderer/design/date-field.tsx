import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import { useFormats } from '../i18n/format.ts'
import { parseTypedDate } from '../i18n/typed-date.ts'
import { TextField } from './field.tsx'

/** Undefined while what is typed is no date: never to be taken for "no date". */
export type TypedDate = LocalDate | null | undefined

interface DateFieldProps {
  label: string
  hint?: string
  /** A form is not sent while it is empty. */
  required?: boolean
  /** What is wrong with the date itself, in the officer's words. */
  problem?: string | undefined
  /** Null while nothing is typed. */
  value: TypedDate
  onChange: (date: TypedDate) => void
}

/**
 * A date as officers type it, day first. What is no date is said when the field is left or its form
 * is sent, and is never sent as "no date".
 */
export function DateField({
  label,
  hint,
  required = false,
  problem,
  value,
  onChange,
}: DateFieldProps) {
  const { t } = useTranslation('app')
  const { date } = useFormats()
  const [text, setText] = useState(value ? date(value) : '')
  const [left, setLeft] = useState(false)
  const empty = text.trim() === ''
  const wrong = empty ? required : parseTypedDate(text) === null
  const input = useRef<HTMLInputElement>(null)
  const words = wrong ? t('date.wrong') : ''
  useEffect(() => input.current?.setCustomValidity(words), [words])
  return (
    <TextField
      label={label}
      hint={hint}
      ref={input}
      problem={left && wrong ? words : problem}
      placeholder={t('date.format')}
      inputMode="numeric"
      autoComplete="off"
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        setLeft(false)
        const typed = event.target.value
        onChange(typed.trim() === '' ? null : (parseTypedDate(typed) ?? undefined))
      }}
      onBlur={() => setLeft(!empty)}
      onInvalid={() => setLeft(true)}
    />
  )
}
