import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../data/use-query.ts'
import { TextField } from '../design/field.tsx'
import { useFormats } from '../i18n/format.ts'
import { parseTypedDate } from '../i18n/typed-date.ts'
import { DUE_SPANS, sameDue, type Due, type DueSpan } from './due.ts'

interface DueFilterProps {
  due: Due
  onDue: (due: Due) => void
}

const SPANS = Object.keys(DUE_SPANS) as DueSpan[]

/** When the leading clock ends: three ready spans, or two dates. */
export function DueFilter({ due, onDue }: DueFilterProps) {
  const { t } = useTranslation('queue')
  const today = useSession()?.today
  return (
    <>
      <div className="spans">
        {today &&
          SPANS.map((name) => {
            const span = DUE_SPANS[name](today)
            const on = sameDue(span, due)
            return (
              <button
                key={name}
                type="button"
                className="span"
                aria-pressed={on}
                onClick={() => onDue(on ? null : span)}
              >
                {t(`due.${name}`)}
              </button>
            )
          })}
      </div>
      <div className="due-dates">
        <DueDate key={`from ${due?.from}`} end="from" due={due} onDue={onDue} />
        <DueDate key={`to ${due?.to}`} end="to" due={due} onDue={onDue} />
      </div>
    </>
  )
}

function DueDate({ end, due, onDue }: DueFilterProps & { end: 'from' | 'to' }) {
  const { t } = useTranslation('queue')
  const { date } = useFormats()
  const current = due?.[end] ?? null
  const [text, setText] = useState(current ? date(current) : '')
  const [problem, setProblem] = useState<string>()
  const take = () => {
    const typed = parseTypedDate(text)
    if (text.trim() !== '' && !typed) return setProblem(t('due.wrong'))
    const next = { from: due?.from ?? null, to: due?.to ?? null, [end]: typed }
    if (next.from && next.to && next.from > next.to) return setProblem(t('due.order'))
    setProblem(undefined)
    if (typed !== current) onDue(next.from || next.to ? next : null)
  }
  return (
    <TextField
      label={t(`due.${end}`)}
      placeholder={t('due.format')}
      problem={problem}
      inputMode="numeric"
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
      }}
    />
  )
}
