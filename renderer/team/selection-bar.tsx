import { useTranslation } from 'react-i18next'
import { openLayer } from '../app/layers.ts'
import { useStore } from '../data/use-store.ts'
import { Button, Key } from '../design/button.tsx'
import { useFormats } from '../i18n/format.ts'
import { clearSelection, selection } from '../queue/selection.ts'

/** How many dossiers are chosen, and what can be done with all of them. */
export function SelectionBar() {
  const { t } = useTranslation('queue')
  const { number } = useFormats()
  const chosen = useStore(selection)
  if (chosen.size === 0) return null
  return (
    <div className="selection-bar" role="region" aria-label={t('selection.label')}>
      <b role="status">{t('selection.count', { count: chosen.size, n: number(chosen.size) })}</b>
      <Button kind="primary" onClick={() => openLayer({ name: 'bulk', ids: [...chosen] })}>
        {t('selection.act')} <Key>b</Key>
      </Button>
      <Button kind="quiet" onClick={clearSelection}>
        {t('selection.clear')}
      </Button>
    </div>
  )
}
