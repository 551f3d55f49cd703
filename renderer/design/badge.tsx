import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../../domain/contract/codes.ts'
import type { ClockView } from '../../domain/contract/workbench.ts'
import { useCodes } from '../i18n/format.ts'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import { CLOCK_TONES, ClockMark, SEVERITY_TONES, SeverityMark, type Tone } from './mark.tsx'

/** A short word in a coloured capsule; the word alone must be enough. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge tone-${tone}`}>{children}</span>
}

interface ChipProps {
  /** What it is about, before the value. */
  name: string
  value: string
  /** Read aloud for the button that takes it away. */
  removeLabel: string
  onRemove: () => void
}

/** A condition that is in force and can be taken away. */
export function Chip({ name, value, removeLabel, onRemove }: ChipProps) {
  const { t } = useTranslation('app')
  return (
    <span className="chip">
      <span className="chip-text">
        {t('named', { name })} <b>{value}</b>
      </span>
      <button
        type="button"
        className="chip-remove"
        aria-label={removeLabel}
        title={removeLabel}
        onClick={onRemove}
      >
        <Icon name="close" size={12} />
      </button>
    </span>
  )
}

type LeadingClock = Pick<ClockView, 'level' | 'daysLeft'>

/** The days of a clock in words: `12 d left`, `3 d late`, `today`, `suspended`. */
export function useClockWords(): (clock: LeadingClock) => string {
  const { t } = useTranslation('app')
  return ({ level, daysLeft }) => {
    if (level === 'SUSPENDED' || daysLeft === null) return t('clock.suspended')
    if (daysLeft < 0) return t('clock.late', { count: -daysLeft })
    if (daysLeft === 0) return t('clock.today')
    return t('clock.left', { count: daysLeft })
  }
}

/** A clock: its level as shape and word, and the days. `short` leaves the level's word to a screen reader. */
export function ClockBadge({ clock, short }: { clock: LeadingClock | null; short?: boolean }) {
  const words = useClockWords()
  const code = useCodes()
  const { t } = useTranslation('app')
  if (!clock) {
    return (
      <span className="mark-word muted">
        <ClockMark level="NONE" />
        <span>{t('clock.none')}</span>
      </span>
    )
  }
  const overdue = clock.level === 'OVERDUE' ? ' clock-overdue' : ''
  return (
    <span className={`mark-word tone-${CLOCK_TONES[clock.level]}${overdue}`}>
      <ClockMark level={clock.level} />
      <span className="clock-word">{words(clock)}</span>
      {clock.level !== 'SUSPENDED' && (
        <span className={short ? 'visually-hidden' : 'muted'}>
          {code('clockLevel', clock.level)}
        </span>
      )}
    </span>
  )
}

/** A severity as rising bars and its word. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const code = useCodes()
  return (
    <span className={`mark-word tone-${SEVERITY_TONES[severity]}`}>
      <SeverityMark severity={severity} />
      <span className="severity-word">{code('severity', severity)}</span>
    </span>
  )
}

/** Says that an act on this waits for the gateway. */
export function PendingMark() {
  const { t } = useTranslation('app')
  const label = t('pending')
  return (
    <span className="pending tone-paused" role="img" aria-label={label} title={label}>
      <Icon name="waiting" size={14} />
    </span>
  )
}

/** A close button in the words of the screen. */
export function CloseButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('app')
  return <IconButton icon="close" label={t('close')} onClick={onClick} />
}
