import type { DossierBody } from '../../../domain/contract/records.ts'
import type { ClockView } from '../../../domain/contract/workbench.ts'
import { useWords } from '../../findings/words.ts'
import { useCodes, useFormats } from '../../i18n/format.ts'
import { changesOf, type Change } from './step-form.ts'

interface StepPreviewProps {
  before: DossierBody
  after: DossierBody
  today: string
}

/** What the step will change, before it is taken: states, clocks, and the ground of law. */
export function StepPreview({ before, after, today }: StepPreviewProps) {
  const t = useWords()
  const code = useCodes()
  const changes = changesOf(before, after, today)
  const basis = after.events.at(-1)?.step?.basis
  return (
    <div className="step-preview" role="status">
      <p className="field-label">{t('dossier.step.effect')}</p>
      {changes.length > 0 && (
        <ul>
          {changes.map((change) => (
            <li key={change.type === 'state' ? change.track : change.clock}>
              <ChangeLine change={change} />
            </li>
          ))}
        </ul>
      )}
      {basis && <p className="muted">{t('dossier.step.basis', { basis: code('basis', basis) })}</p>}
    </div>
  )
}

function ChangeLine({ change }: { change: Change }) {
  const t = useWords()
  const code = useCodes()
  const clock = useClockWords()
  if (change.type === 'clock') {
    return (
      <>
        {code('clock', change.clock)}{' '}
        {change.before && <span className="muted">{clock(change.before)} → </span>}
        <b>{clock(change.after)}</b>
      </>
    )
  }
  const list = change.track === 'WORK' ? 'workState' : 'residenceState'
  return (
    <>
      {t(change.track === 'WORK' ? 'dossier.track.work' : 'dossier.track.residence')}{' '}
      <span className="muted">{code(list, change.before)} → </span>
      <b>{code(list, change.after)}</b>
    </>
  )
}

/** Where a clock stands, in few words. */
function useClockWords(): (clock: ClockView) => string {
  const t = useWords()
  const { date } = useFormats()
  return ({ stopped, due }) => {
    if (stopped) return t('dossier.step.clockStopped')
    return due === null
      ? t('dossier.step.clockSuspended')
      : t('dossier.step.clockUntil', { date: date(due) })
  }
}
