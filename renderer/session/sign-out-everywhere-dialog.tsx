import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TandemError } from '../../domain/contract/errors.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Notice, useErrorWords } from '../design/states.tsx'

/** Asks before all sessions of the person end; without network the one here can. */
export default function SignOutEverywhereDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app')
  const [problem, setProblem] = useState<TandemError | null>(null)
  const [asking, setAsking] = useState(false)
  const leave = async (how: 'signOut' | 'signOutEverywhere') => {
    setAsking(true)
    try {
      await workbench.session[how]()
      onClose()
    } catch (error) {
      setProblem(toTandemError(error))
      setAsking(false)
    }
  }
  return (
    <Dialog
      title={t('signOutEverywhere.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {problem && (
            <Button onClick={() => void leave('signOut')}>{t('signOutEverywhere.here')}</Button>
          )}
          <Button kind="primary" disabled={asking} onClick={() => void leave('signOutEverywhere')}>
            {t('signOutEverywhere.action')}
          </Button>
        </>
      }
    >
      <p>{t('signOutEverywhere.hint')}</p>
      <p>{t('signOutEverywhere.kept')}</p>
      {problem && <Failed problem={problem} />}
    </Dialog>
  )
}

function Failed({ problem }: { problem: TandemError }) {
  const { t } = useTranslation('app')
  const words = useErrorWords()(problem)
  return (
    <Notice icon="offline" tone="amber">
      <b>{words.title}.</b> {t('signOutEverywhere.network')}
    </Notice>
  )
}
