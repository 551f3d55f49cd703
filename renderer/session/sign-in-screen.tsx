import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorCode, TandemError } from '../../domain/contract/errors.ts'
import type { Session } from '../../domain/contract/workbench.ts'
import mark from '../../resources/icons/app/tandem.svg'
import { ViewMenu } from '../app/top-bar.tsx'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { Badge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { Notice, useErrorWords } from '../design/states.tsx'
import { beginSignIn, openOutside } from './begin-sign-in.ts'

/** The door of the workbench: what it is, how signing in goes, and a way back out of it. */
export function SignInScreen({ session }: { session: Session }) {
  const { t } = useTranslation('app')
  return (
    <main className="entry">
      <div className="entry-menu">
        <ViewMenu />
      </div>
      <section className="entry-card" aria-labelledby="entry-title">
        <img src={mark} alt="" width="56" height="56" />
        <h1 id="entry-title">{t('signIn.title')}</h1>
        <p>{t('signIn.intro')}</p>
        <SignIn session={session} />
        {session.practice && (
          <p className="entry-practice">
            <Badge tone="amber">{t('top.practice')}</Badge> {t('top.practiceHint')}
          </p>
        )}
      </section>
    </main>
  )
}

/** What the person themselves asked for. */
const WANTED: readonly string[] = [
  'SIGN_IN_CANCELLED',
  'SIGNED_OUT_EVERYWHERE',
] satisfies ErrorCode[]

function SignIn({ session }: { session: Session }) {
  const { t } = useTranslation('app')
  const errorWords = useErrorWords()
  const [url, setUrl] = useState<string | null>(null)
  const [failure, setFailure] = useState<TandemError | null>(null)
  const start = async () => {
    try {
      setUrl(await beginSignIn())
      setFailure(null)
    } catch (error) {
      setFailure(toTandemError(error))
    }
  }
  if (session.state === 'SIGNING_IN') return <Waiting url={url} />
  const problem = failure ?? session.error
  const wanted = problem !== null && WANTED.includes(problem.code)
  return (
    <>
      {problem && (
        <Notice icon={wanted ? 'info' : 'warning'} tone={wanted ? 'paused' : 'red'}>
          <b>{errorWords(problem).title}.</b> {errorWords(problem).advice}
        </Notice>
      )}
      <Button kind="primary" icon="external" onClick={() => void start()}>
        {t('signIn.button')}
      </Button>
      <p className="muted">{t('signIn.how')}</p>
    </>
  )
}

function Waiting({ url }: { url: string | null }) {
  const { t } = useTranslation('app')
  return (
    <>
      <div className="entry-waiting" role="status">
        <Icon name="waiting" size={20} />
        <span>
          <b>{t('signIn.waiting')}.</b> {t('signIn.waitingHint')}
        </span>
      </div>
      <div className="state-actions">
        {url && (
          <Button icon="external" onClick={() => openOutside(url)}>
            {t('signIn.openAgain')}
          </Button>
        )}
        <Button onClick={() => void workbench.session.cancelSignIn().catch(() => undefined)}>
          {t('signIn.cancel')}
        </Button>
      </div>
    </>
  )
}
