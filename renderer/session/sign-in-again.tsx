import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../domain/contract/workbench.ts'
import { sayProblem } from '../app/problem.ts'
import { toTandemError } from '../data/errors.ts'
import { Button } from '../design/button.tsx'
import { beginSignIn } from './begin-sign-in.ts'

/** True when only a new sign-in brings the gateway back. */
export function isSignInOver({ state, error }: SyncStatus): boolean {
  return state === 'STOPPED' && error?.code === 'GATEWAY_REFUSED_TOKEN'
}

/** The sign-in has ended while the person works: a way back that keeps everything. */
export function SignInAgain({ kind = 'plain' }: { kind?: 'plain' | 'primary' }) {
  const { t } = useTranslation(['app', 'errors'])
  const begin = () => {
    beginSignIn().catch((error: unknown) => sayProblem(t, toTandemError(error)))
  }
  return (
    <Button kind={kind} icon="external" onClick={begin}>
      {t('app:signIn.again')}
    </Button>
  )
}
