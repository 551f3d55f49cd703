import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isLocalDate } from '../../domain/calendar/local-date.ts'
import { isErrorCode } from '../../domain/contract/errors.ts'
import { Icon, type IconName } from './icon.tsx'
import { useFormats } from '../i18n/format.ts'
import type { Tone } from './mark.tsx'

interface StateProps {
  icon: IconName
  tone?: Tone
  title: string
  children?: ReactNode
  actions?: ReactNode
}

/** Nothing to show here, why, and what can be done. */
export function EmptyState({ icon, tone = 'plain', title, children, actions }: StateProps) {
  return (
    <div className="state">
      <span className={`state-icon tone-${tone}`}>
        <Icon name={icon} size={22} />
      </span>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className="state-actions">{actions}</div>}
    </div>
  )
}

type Failure = { code: string; details?: object | undefined }

/** An instant among the details of an error. */
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** The title and the advice of an error code, in the language of the screen. */
export function useErrorWords(): (failure: Failure) => { title: string; advice: string } {
  const { t } = useTranslation('errors')
  const { date, dateTime } = useFormats()
  const shownAs = (value: unknown): unknown => {
    if (typeof value !== 'string') return value
    if (isLocalDate(value)) return date(value)
    return INSTANT.test(value) ? dateTime(value) : value
  }
  return ({ code, details = {} }) => {
    const known = isErrorCode(code) ? code : 'INTERNAL'
    const shown = Object.entries(details).map(([name, value]: [string, unknown]) => [
      name,
      shownAs(value),
    ])
    const values = Object.fromEntries(shown) as object
    return {
      title: t(`error.${known}.title`, { ...values }),
      advice: t(`error.${known}.advice`, { ...values }),
    }
  }
}

interface ErrorStateProps {
  error: Failure
  actions?: ReactNode
}

/** A failure in the officer's words, what to do next, and its stable code for the help desk. */
export function ErrorState({ error, actions }: ErrorStateProps) {
  const words = useErrorWords()(error)
  // What the law asks first is no failure.
  const asked = error.code === 'PURPOSE_REQUIRED'
  return (
    <div className="state" role="alert">
      <span className={`state-icon tone-${asked ? 'accent' : 'red'}`}>
        <Icon name={asked ? 'lock' : 'warning'} size={22} />
      </span>
      <h2>{words.title}</h2>
      <p>{words.advice}</p>
      {actions && <div className="state-actions">{actions}</div>}
      {!asked && <p className="state-code mono">{error.code}</p>}
    </div>
  )
}

/** A grey bar where text will come, `width` in characters. */
export function Skeleton({ width = 12 }: { width?: number }) {
  return <span className="skeleton" style={{ width: `${width}ch` }} aria-hidden="true" />
}

/** Says aloud and on screen that something is being read. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation('app')
  return (
    <div className="panel-body" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <p key={line}>
          <Skeleton width={24 + ((line * 13) % 40)} />
        </p>
      ))}
    </div>
  )
}

interface NoticeProps {
  icon: IconName
  tone: Tone
  children: ReactNode
  actions?: ReactNode
}

/** A line across the page about the page as a whole. */
export function Notice({ icon, tone, children, actions }: NoticeProps) {
  return (
    <div className={`notice tone-${tone}`} role="status">
      <Icon name={icon} />
      <span className="notice-text">{children}</span>
      {actions}
    </div>
  )
}

interface FormProblemProps {
  /** Why the form was not taken: words of an error, or a sentence; null while there is nothing to say. */
  said: { title: string; advice: string } | string | null
}

/** What stands in the way of a form, read aloud as soon as it comes. */
export function FormProblem({ said }: FormProblemProps) {
  const text = said === null || typeof said === 'string' ? said : `${said.title}. ${said.advice}`
  return (
    <div role="alert">
      {text && (
        <p className="field-problem">
          <Icon name="warning" size={14} />
          {text}
        </p>
      )}
    </div>
  )
}
