import type { LabelledAccessRow } from '../../domain/contract/access.ts'
import { useCodes } from '../i18n/format.ts'

type LookerProps = Pick<LabelledAccessRow, 'userName' | 'userId' | 'role' | 'region'>

/** Who looked, and for which service. */
export function Looker({ userName, userId, role, region }: LookerProps) {
  const code = useCodes()
  return (
    <>
      {userName ?? userId}
      <span className="line muted">
        {[code('role', role), region && code('region', region)].filter(Boolean).join(' · ')}
      </span>
    </>
  )
}
