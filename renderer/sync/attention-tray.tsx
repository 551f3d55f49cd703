import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { reads } from '../data/reads.ts'
import { Dialog } from '../design/dialog.tsx'
import { EmptyState, Loading } from '../design/states.tsx'
import { RefusedAct } from './refused-act.tsx'

/** Refused acts with the officer's own words, kept until they are sent again or dismissed. */
export default function AttentionTray({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app')
  const { data } = useQuery(reads.attention())
  const start = useRef<HTMLDivElement>(null)
  return (
    <Dialog title={t('attention.title')} onClose={onClose} wide>
      <div className="attention" ref={start} tabIndex={-1}>
        {!data ? (
          <Loading lines={3} />
        ) : data.length === 0 ? (
          <EmptyState icon="check" tone="calm" title={t('attention.empty')}>
            {t('attention.emptyHint')}
          </EmptyState>
        ) : (
          <>
            <p className="muted">{t('attention.intro')}</p>
            <ul className="attention-list">
              {data.map((item) => (
                <RefusedAct
                  key={item.n}
                  item={item}
                  onGone={() => start.current?.focus()}
                  onLeave={onClose}
                />
              ))}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  )
}
