import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Away } from '../team/away.tsx'
import { holderName, takeOver } from './assigning.ts'
import type { Subject } from './subject.ts'

/** Asks before a dossier leaves the hands of a colleague. */
export default function TakeOverDialog({ on, onClose }: { on: Subject; onClose: () => void }) {
  const { t } = useTranslation(['app', 'errors'])
  const { reference } = on
  const yes = () => {
    onClose()
    takeOver(t, on)
  }
  return (
    <Dialog
      title={t('takeOver.title', { reference })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" onClick={yes}>
            {t('takeOver.yes')}
          </Button>
        </>
      }
    >
      <p>{t('takeOver.hint', { name: holderName(on.assignee) })}</p>
      <p>
        <Away person={on.assignee} />
      </p>
    </Dialog>
  )
}
