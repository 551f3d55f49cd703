import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import type { RowInForce } from './series.ts'

/** Which version of a norm it is: its source, and who proposed and approved it or how far it is trusted. */
export function NormVersion({
  norm: { source, confidence, approved },
}: {
  norm: Pick<RowInForce, 'source' | 'confidence' | 'approved'>
}) {
  const { t } = useTranslation('norms')
  const { date } = useFormats()
  return (
    <span>
      {t('source', { source: t(`sourceName.${source}`, { defaultValue: source }) })}
      <span className="line muted">
        {approved
          ? t('approvedBy', {
              by: approved.byName,
              second: approved.closedByName,
              date: date(approved.closedAt?.slice(0, 10) ?? ''),
            })
          : t(`confidence.${confidence}`)}
      </span>
    </span>
  )
}
