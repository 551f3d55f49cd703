import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../app/announce.ts'
import { sayProblem } from '../app/problem.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { reads } from '../data/reads.ts'
import { Button } from '../design/button.tsx'
import { useErrorWords } from '../design/states.tsx'

/** Looks that never came into the access log: how many, why, and the way to send them once more. */
export function LogAside({ onSent }: { onSent: () => void }) {
  const { t } = useTranslation(['app', 'errors'])
  const { data } = useQuery(reads.syncDetails())
  const errorWords = useErrorWords()
  const heading = useId()
  const refused = data?.accessLog.refused ?? []
  const count = refused.reduce((sum, one) => sum + one.count, 0)
  const send = async () => {
    try {
      await workbench.sync.sendLogAgain()
      announce(t('app:attention.logSent'))
      onSent()
    } catch (error) {
      sayProblem(t, toTandemError(error))
    }
  }
  return (
    <li className="attention-item" aria-labelledby={heading}>
      <h3 id={heading}>{t('app:attention.logAside', { count })}</h3>
      {refused.map(({ code, count: n }) => (
        <p key={code}>
          <b>{errorWords({ code }).title}.</b> {t('app:attention.logLooks', { count: n })}
        </p>
      ))}
      <p>{t('app:attention.logKept')}</p>
      <div className="attention-actions">
        <Button kind="primary" onClick={() => void send()}>
          {t('app:attention.send')}
        </Button>
      </div>
    </li>
  )
}
