import { useTranslation } from 'react-i18next'
import { workbench } from '../data/client.ts'
import { useSyncStatus } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'

/** Asks before leaving, and says what still waits. */
export default function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app')
  const pending = useSyncStatus()?.pending ?? 0
  const leave = async () => {
    onClose()
    await workbench.session.signOut().catch(() => undefined)
  }
  return (
    <Dialog
      title={t('signOut.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" onClick={() => void leave()}>
            {t('signIn.out')}
          </Button>
        </>
      }
    >
      <p>{pending > 0 ? t('signOut.pending', { count: pending }) : t('signOut.nothing')}</p>
    </Dialog>
  )
}
