import { useState } from 'react'
import { mayRun } from '../../domain/rights/rights.ts'
import type { WatchedKind } from '../../domain/watch/codes.ts'
import { announce } from '../app/announce.ts'
import { runCommand } from '../data/use-command.ts'
import { useSession, useWatches } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { useErrorWords } from '../design/states.tsx'
import { Section } from '../dossier/section.tsx'
import { useFormats } from '../i18n/format.ts'
import { AlertList } from './alert-list.tsx'
import { WatchDialog } from './watch-dialog.tsx'
import { useWatchWords } from './words.ts'
import './watch.css'

interface WatchPartProps {
  kind: WatchedKind
  subjectId: string
}

/** On the page of what may be watched: whether this officer does, and what happened since. */
export function WatchPart({ kind, subjectId }: WatchPartProps) {
  const t = useWatchWords()
  const words = useErrorWords()
  const { date } = useFormats()
  const session = useSession()
  const { data } = useWatches()
  const [asking, setAsking] = useState(false)
  const { actor, today = '' } = session ?? {}
  if (!actor || !mayRun(actor, 'watchSubject')) return null
  const watch = data?.watches.find(
    ({ body }) =>
      body.kind === kind && body.subjectId === subjectId && !body.ended && body.until >= today,
  )
  const alerts = data?.alerts.filter((one) => one.kind === kind && one.subjectId === subjectId)
  const end = async (watchId: string) => {
    const refused = await runCommand('endWatch', { watchId })
    if (refused) announce(words(refused).title, 'amber')
  }
  return (
    <Section
      name="watch"
      title={t('watch.title')}
      actions={
        watch ? (
          <Button kind="quiet" onClick={() => void end(watch.id)}>
            {t('watch.end')}
          </Button>
        ) : (
          <Button kind="quiet" icon="eye" onClick={() => setAsking(true)}>
            {t('watch.begin')}
          </Button>
        )
      }
    >
      {watch ? (
        <>
          <p>
            {t('watch.runs', { date: date(watch.body.until) })} <q>{watch.body.reason}</q>
          </p>
          <AlertList alerts={alerts ?? []} />
        </>
      ) : (
        <p className="muted">{t('watch.offer')}</p>
      )}
      {asking && <WatchDialog kind={kind} subjectId={subjectId} onClose={() => setAsking(false)} />}
    </Section>
  )
}
