import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ACCESS_ACTIONS } from '../../domain/access/codes.ts'
import type { AccessFilter } from '../../domain/contract/access.ts'
import type { TandemError } from '../../domain/contract/errors.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { SelectField, Yes } from '../design/choice-field.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { Notice, useErrorWords } from '../design/states.tsx'
import { useFormats } from '../i18n/format.ts'

interface LogFilterProps {
  filter: AccessFilter
  onFilter: (filter: AccessFilter) => void
  onExport: () => Promise<TandemError | null>
}

const ANY = ''

const SUBJECT = 'log-subject'

/** The row or button that had the focus is gone: it goes to the way back, else to the title. */
function followSubject(): void {
  if (document.activeElement !== document.body) return
  const next = document.getElementById(SUBJECT) ?? document.getElementById('record-title')
  next?.focus({ preventScroll: true })
}

/** The days as they are typed: the log follows once both are days, in their order. */
type Days = Record<'from' | 'to', TypedDate>

/** What narrows the log: who, what, when, about whom. */
export function LogFilter({ filter, onFilter, onExport }: LogFilterProps) {
  const { t } = useTranslation('access')
  const { compare } = useFormats()
  const errorWords = useErrorWords()
  const [problem, setProblem] = useState<TandemError | null>(null)
  const [typed, setTyped] = useState<Days>(filter)
  const { from, to } = typed
  const type = (some: Partial<Days>) => {
    const days = { ...typed, ...some }
    setTyped(days)
    if (days.from && days.to && days.from <= days.to)
      onFilter({ ...filter, from: days.from, to: days.to })
  }
  const turned = from && to && to < from ? t('filter.turned') : undefined
  const colleagues = useSession()?.colleagues ?? []
  const people = colleagues
    .toSorted((a, b) => compare(a.name, b.name))
    .map(({ id, name }) => ({ value: id, label: name }))
  const actions = ACCESS_ACTIONS.map((value) => ({ value, label: t(`action.${value}`) }))
  useEffect(followSubject, [filter.subject])
  const offline = problem?.code === 'GATEWAY_UNREACHABLE'
  const words = offline
    ? { title: t('offline.title'), advice: t('offline.text') }
    : problem && errorWords(problem)
  return (
    <>
      <div className="log-filter" role="group" aria-label={t('filter.title')}>
        <SelectField
          label={t('filter.user')}
          options={[{ value: ANY, label: t('filter.everybody') }, ...people]}
          value={filter.userId ?? ANY}
          onChange={(userId) => onFilter({ ...filter, userId: userId || null })}
        />
        <SelectField
          label={t('filter.action')}
          options={[{ value: ANY, label: t('filter.everything') }, ...actions]}
          value={filter.action ?? ANY}
          onChange={(value) =>
            onFilter({ ...filter, action: ACCESS_ACTIONS.find((one) => one === value) ?? null })
          }
        />
        <DateField label={t('filter.from')} value={from} onChange={(day) => type({ from: day })} />
        <DateField
          label={t('filter.to')}
          value={to}
          problem={turned}
          onChange={(day) => type({ to: day })}
        />
        <Yes
          label={t('filter.withoutDossier')}
          value={filter.withoutDossier}
          onChange={(withoutDossier) => onFilter({ ...filter, withoutDossier })}
        />
        {filter.subject && (
          <Button id={SUBJECT} icon="close" onClick={() => onFilter({ ...filter, subject: null })}>
            {t('filter.subject')}
          </Button>
        )}
        <Button icon="down" onClick={() => void onExport().then(setProblem)}>
          {t('filter.export')}
        </Button>
      </div>
      {words && (
        <Notice icon="warning" tone="red">
          <b>{words.title}.</b> {words.advice}
        </Notice>
      )}
    </>
  )
}
