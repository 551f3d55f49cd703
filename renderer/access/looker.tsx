import { useTranslation } from 'react-i18next'
import type { LabelledAccessRow } from '../../domain/contract/access.ts'
import { useCodes } from '../i18n/format.ts'

type LookerProps = Pick<LabelledAccessRow, 'userName' | 'userId' | 'role' | 'region' | 'sentAs'>

/** Who looked, for which service, and as what they sent it where that is another one. */
export function Looker({ userName, userId, role, region, sentAs }: LookerProps) {
  const { t } = useTranslation('access')
  const code = useCodes()
  const serviceOf = (as: Pick<LabelledAccessRow, 'role' | 'region'>) =>
    [code('role', as.role), as.region && code('region', as.region)].filter(Boolean).join(' · ')
  return (
    <>
      {userName ?? userId}
      <span className="line muted">{serviceOf({ role, region })}</span>
      {sentAs && <span className="line muted">{t('sentAs', { as: serviceOf(sentAs) })}</span>}
    </>
  )
}
