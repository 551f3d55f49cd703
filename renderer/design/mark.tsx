/** Small drawings that carry a state by their shape; colour only repeats it. */
import type { ReactNode } from 'react'
import type {
  ClockLevel,
  ResidenceState,
  Severity,
  WorkState,
} from '../../domain/contract/codes.ts'

export type Tone = 'plain' | 'calm' | 'amber' | 'orange' | 'red' | 'paused' | 'accent'

interface DrawingProps {
  tone: Tone
  children: ReactNode
}

function Drawing({ tone, children }: DrawingProps) {
  return (
    <svg
      className={`mark tone-${tone}`}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

export const CLOCK_TONES: Readonly<Record<ClockLevel, Tone>> = {
  NONE: 'plain',
  SUSPENDED: 'paused',
  ON_TRACK: 'calm',
  AMBER: 'amber',
  ORANGE: 'orange',
  RED: 'red',
  OVERDUE: 'red',
}

const CLOCK_SHAPES: Readonly<Record<ClockLevel, ReactNode>> = {
  NONE: <path d="M4 7h6" />,
  SUSPENDED: <path d="M5 3.5v7M9 3.5v7" strokeWidth="2.2" />,
  ON_TRACK: <circle cx="7" cy="7" r="4.75" />,
  AMBER: (
    <>
      <circle cx="7" cy="7" r="4.75" />
      <path d="M7 2.25a4.75 4.75 0 0 1 0 9.5z" fill="currentColor" />
    </>
  ),
  ORANGE: <path d="M7 2 12.5 11.75h-11z" fill="currentColor" />,
  RED: <path d="M7 1 13 7 7 13 1 7z" fill="currentColor" />,
  OVERDUE: (
    <>
      <rect x="1.75" y="1.75" width="10.5" height="10.5" rx="1" strokeWidth="1.3" />
      <path d="M7 4.2v3.2M7 9.8v.01" strokeWidth="1.9" />
    </>
  ),
}

/** The shape of a clock's level. */
export function ClockMark({ level }: { level: ClockLevel }) {
  return <Drawing tone={CLOCK_TONES[level]}>{CLOCK_SHAPES[level]}</Drawing>
}

export const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  INFO: 'plain',
  LOW: 'plain',
  MEDIUM: 'amber',
  HIGH: 'orange',
  CRITICAL: 'red',
}
const SEVERITY_BARS: Readonly<Record<Severity, number>> = {
  INFO: 1,
  LOW: 2,
  MEDIUM: 3,
  HIGH: 4,
  CRITICAL: 5,
}

/** Rising bars: one for information, five for critical. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const filled = SEVERITY_BARS[severity]
  return (
    <Drawing tone={SEVERITY_TONES[severity]}>
      {[1, 2, 3, 4, 5].map((bar) => (
        <path
          key={bar}
          d={`M${bar * 2.6 - 0.8} 12v-${bar * 2}`}
          strokeWidth="1.7"
          opacity={bar <= filled ? 1 : 0.25}
        />
      ))}
    </Drawing>
  )
}

/** How far a track is: not begun, waiting for others, under way, ready, done well, done ill, over. */
export type Phase =
  | 'NONE'
  | 'BEFORE'
  | 'WAITING'
  | 'ACTIVE'
  | 'READY'
  | 'GRANTED'
  | 'REFUSED'
  | 'OVER'

const WORK_PHASES: Readonly<Record<WorkState, Phase>> = {
  AT_COUNTER: 'BEFORE',
  RECEIVED: 'BEFORE',
  COMPLETENESS_CHECK: 'ACTIVE',
  AWAITING_COMPLETION: 'WAITING',
  INADMISSIBLE: 'REFUSED',
  ADMISSIBLE: 'ACTIVE',
  IN_EXAM: 'ACTIVE',
  INFO_REQUESTED: 'WAITING',
  ADVICE_REQUESTED: 'WAITING',
  DRAFT_DECISION: 'READY',
  GRANTED: 'GRANTED',
  REFUSED: 'REFUSED',
  DESISTED: 'OVER',
  APPEAL_PENDING: 'WAITING',
  WITHDRAWN: 'REFUSED',
  EXPIRED: 'OVER',
  SUPERSEDED: 'OVER',
  ECONOMIC_ADVICE: 'WAITING',
  REOV_ADVICE: 'WAITING',
  MINISTER_DECISION: 'WAITING',
}

const RESIDENCE_PHASES: Readonly<Record<ResidenceState, Phase>> = {
  NO_TRACK: 'NONE',
  NOT_TRANSMITTED: 'BEFORE',
  TRANSMITTED: 'BEFORE',
  PRE_ASSESSMENT: 'ACTIVE',
  INFO_REQUESTED: 'WAITING',
  READY_POSITIVE: 'READY',
  READY_NEGATIVE: 'READY',
  AWAITING_WORK: 'WAITING',
  GRANTED: 'GRANTED',
  REFUSED: 'REFUSED',
  NO_OBJECT: 'OVER',
  VISA_PENDING: 'WAITING',
  VISA_HELD: 'ACTIVE',
  REGISTRATION_PENDING: 'WAITING',
  CARD_ISSUED: 'GRANTED',
  APPEAL_PENDING: 'WAITING',
  ENDED: 'OVER',
  EXPIRED: 'OVER',
}

const PHASE_TONES: Readonly<Record<Phase, Tone>> = {
  NONE: 'plain',
  BEFORE: 'plain',
  WAITING: 'paused',
  ACTIVE: 'accent',
  READY: 'accent',
  GRANTED: 'calm',
  REFUSED: 'red',
  OVER: 'plain',
}

const PHASE_SHAPES: Readonly<Record<Phase, ReactNode>> = {
  NONE: <path d="M4 7h6" />,
  BEFORE: <circle cx="7" cy="7" r="4.75" strokeDasharray="1.6 2.4" />,
  WAITING: (
    <path d="M3.5 2h7M3.5 12h7M4.25 2.25c0 3 5.5 6.5 5.5 9.5M9.75 2.25c0 3-5.5 6.5-5.5 9.5" />
  ),
  ACTIVE: (
    <>
      <circle cx="7" cy="7" r="4.75" />
      <circle cx="7" cy="7" r="1.6" fill="currentColor" />
    </>
  ),
  READY: (
    <>
      <circle cx="7" cy="7" r="4.75" />
      <circle cx="7" cy="7" r="3" fill="currentColor" stroke="none" />
    </>
  ),
  GRANTED: <path d="m2.25 7.5 3.25 3.25 6.25-7" strokeWidth="2" />,
  REFUSED: <path d="m3 3 8 8M11 3l-8 8" strokeWidth="2" />,
  OVER: <path d="M2.25 7h9.5M2.25 4v6M11.75 4v6" />,
}

/** The shape of a track's state. */
export function TrackMark(
  props: { track: 'work'; state: WorkState } | { track: 'residence'; state: ResidenceState },
) {
  const phase = props.track === 'work' ? WORK_PHASES[props.state] : RESIDENCE_PHASES[props.state]
  return <Drawing tone={PHASE_TONES[phase]}>{PHASE_SHAPES[phase]}</Drawing>
}
