import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import { useFormats } from '../i18n/format.ts'
import { parseTypedDate } from '../i18n/typed-date.ts'
import { TextField } from './field.tsx'

interface DateFieldProps {
  label: string
  hint?: string
  /** Null while nothing, or no date, is typed. */
  value: LocalDate | null
  onChange: (date: LocalDate | null) => void
}

/** A date as officers type it, day first; what is no date is said when the field is left. */
export function DateField({ label, hint, value, onChange }: DateFieldProps) {
  const { t } = useTranslation('app')
  const { date } = useFormats()
  const [text, setText] = useState(value === null ? '' : date(value))
  const [left, setLeft] = useState(false)
  const wrong = left && text.trim() !== '' && parseTypedDate(text) === null
  return (
    <TextField
      label={label}
      hint={hint}
      problem={wrong ? t('date.wrong') : undefined}
      placeholder={t('date.format')}
      inputMode="numeric"
      autoComplete="off"
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        setLeft(false)
        onChange(parseTypedDate(event.target.value))
      }}
      onBlur={() => setLeft(true)}
    />
  )
}
