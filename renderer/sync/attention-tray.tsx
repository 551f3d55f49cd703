import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { reads } from '../data/reads.ts'
import { useSyncStatus } from '../data/use-query.ts'
import { Dialog } from '../design/dialog.tsx'
import { EmptyState, Loading } from '../design/states.tsx'
import { LogAside } from './log-aside.tsx'
import { RefusedAct } from './refused-act.tsx'

/** Refused acts with the officer's own words, kept until they are sent again or dismissed; and looks that the log lacks. */
export default function AttentionTray({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app')
  const { data } = useQuery(reads.attention())
  const isLogWhole = (useSyncStatus()?.logAside ?? 0) === 0
  const start = useRef<HTMLDivElement>(null)
  const toStart = () => start.current?.focus()
  return (
    <Dialog title={t('attention.title')} onClose={onClose} wide>
      <div className="attention" ref={start} tabIndex={-1}>
        {!data ? (
          <Loading lines={3} />
        ) : data.length === 0 && isLogWhole ? (
          <EmptyState icon="check" tone="calm" title={t('attention.empty')}>
            {t('attention.emptyHint')}
          </EmptyState>
        ) : (
          <>
            {data.length > 0 && <p className="muted">{t('attention.intro')}</p>}
            <ul className="attention-list">
              {!isLogWhole && <LogAside onSent={toStart} />}
              {data.map((item) => (
                <RefusedAct key={item.n} item={item} onGone={toStart} onLeave={onClose} />
              ))}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  )
}
