import { useMemo, useState } from 'react'
import { addDays } from '../../domain/calendar/local-date.ts'
import {
  WATCH_DAYS_MAX,
  WATCH_REASON_MAX,
  WATCH_REASON_MIN,
} from '../../domain/commands/watch/watch.ts'
import type { WatchedKind } from '../../domain/watch/codes.ts'
import { announce } from '../app/announce.ts'
import { useCommand } from '../data/use-command.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useErrorWords } from '../design/states.tsx'
import { useWatchWords } from './words.ts'

/** Days that a watch lasts when nobody says otherwise. */
const USUAL_DAYS = 90

interface WatchDialogProps {
  kind: WatchedKind
  subjectId: string
  onClose: () => void
}

/** Begins a watch: why, and until when. */
export function WatchDialog({ kind, subjectId, onClose }: WatchDialogProps) {
  const t = useWatchWords()
  const words = useErrorWords()
  const today = useSession()?.today ?? ''
  const [watchId] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState<TypedDate>(() => addDays(today, USUAL_DAYS))
  const { run, running, problem, clear } = useCommand('watchSubject')
  const said = useMemo(() => (problem ? words(problem) : null), [problem, words])
  const send = async () => {
    if (!until || !(await run({ watchId, kind, subjectId, reason, until }))) return
    announce(t('watch.begun'))
    onClose()
  }
  return (
    <Dialog
      title={t('watch.begin')}
      onClose={onClose}
      onSubmit={() => void send()}
      outcome={
        <div role="alert">
          {said && <p className="field-problem">{`${said.title}. ${said.advice}`}</p>}
        </div>
      }
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" submit disabled={running}>
            {t('watch.begin')}
          </Button>
        </>
      }
    >
      <p className="muted">{t('watch.private')}</p>
      <TextAreaField
        label={t('watch.reason')}
        hint={t('watch.reasonHint', { min: WATCH_REASON_MIN })}
        rows={3}
        maxLength={WATCH_REASON_MAX}
        value={reason}
        onChange={(event) => {
          clear()
          setReason(event.target.value)
        }}
      />
      <DateField
        label={t('watch.until')}
        hint={t('watch.untilHint', { days: WATCH_DAYS_MAX })}
        required
        value={until}
        onChange={setUntil}
      />
    </Dialog>
  )
}
