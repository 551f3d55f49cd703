import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { ErrorState } from '../design/states.tsx'
import type { Run } from './use-run.ts'

interface RunBarProps {
  run: Run
  /** What is being done, read aloud. */
  label: string
  onStop: () => void
}

/** How far a long work is, with the way to stop it; what went wrong; nothing while nothing runs. */
export function RunBar({ run: { state, share, error }, label, onStop }: RunBarProps) {
  const { t } = useTranslation('workshop')
  if (state === 'FAILED' && error) return <ErrorState error={error} />
  if (state === 'STOPPED') return <p className="muted">{t('run.stopped')}</p>
  if (state !== 'RUNNING') return null
  const percent = Math.round(share * 100)
  return (
    <div className="run-bar">
      <label>
        <span>{label}</span>
        <progress max={100} value={percent} />
      </label>
      <span className="muted">{t('run.percent', { percent })}</span>
      <Button onClick={onStop}>{t('run.stop')}</Button>
    </div>
  )
}
