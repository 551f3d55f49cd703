import { useTranslation } from 'react-i18next'
import { openLayer, type Layer } from '../app/layers.ts'
import { Button } from '../design/button.tsx'

/** The way to state a purpose, where something waits for it. */
export function StatePurpose({ back = null }: { back?: Layer | null }) {
  const { t } = useTranslation('app')
  return (
    <Button kind="primary" icon="lock" onClick={() => openLayer({ name: 'purpose', back })}>
      {t('action.purpose')}
    </Button>
  )
}
