import { useTranslation } from 'react-i18next'
import type { Session, SyncStatus } from '../../domain/contract/workbench.ts'
import { ViewMenu } from '../app/top-bar.tsx'
import { workbench } from '../data/client.ts'
import { Button } from '../design/button.tsx'
import { StepNow } from './fill-screen.tsx'

/** True while what a former version kept here is made data of this one: the desk opens afterwards. */
export function isRenewing(session: Session, status: SyncStatus | null): status is SyncStatus {
  return session.state === 'SIGNING_IN' && status?.fill?.phase === 'RENEWAL'
}

/** Somebody is signed in and nothing can be shown yet: what is done meanwhile, and how far it is. */
export function RenewalScreen({ fill }: Pick<SyncStatus, 'fill'>) {
  const { t } = useTranslation('app')
  return (
    <main className="entry">
      <div className="entry-menu">
        <ViewMenu />
      </div>
      <section className="entry-card fill" aria-labelledby="renewal-title">
        <h1 id="renewal-title">{t('renewal.title')}</h1>
        <p>{t('renewal.hint')}</p>
        <ol className="fill-steps">
          <StepNow name={t('renewal.records')} fill={fill} />
        </ol>
        <div className="state-actions">
          <Button onClick={() => void workbench.session.signOut().catch(() => undefined)}>
            {t('signIn.out')}
          </Button>
        </div>
      </section>
    </main>
  )
}
