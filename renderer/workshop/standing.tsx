import type { HeldRule } from '../../domain/contract/workshop.ts'
import { inForceFrom } from '../../domain/risk/settings.ts'
import { Badge } from '../design/badge.tsx'
import { useFormats } from '../i18n/format.ts'
import { useWorkshopWords, type Standing } from './words.ts'

/** Which version is in force, what comes, what is open, and whether the rule is held back: in words. */
export function StandingWords({ standing, held }: { standing: Standing; held: HeldRule | null }) {
  const t = useWorkshopWords()
  const { date } = useFormats()
  const { revision, inForce, isActive, coming, open } = standing
  return (
    <>
      <span>
        {!isActive
          ? t('state.retired')
          : inForce
            ? t('state.version', { revision, date: date(inForceFrom(inForce)) })
            : t('state.delivered')}
      </span>
      {held && (
        <span className="line">
          <Badge tone="red">{t('state.held')}</Badge>
        </span>
      )}
      {coming && (
        <span className="line">
          <Badge tone="calm">
            {t(coming.active ? 'state.coming' : 'state.retiring', {
              date: date(inForceFrom(coming)),
            })}
          </Badge>
        </span>
      )}
      {open && (
        <span className="line">
          <Badge tone="amber">{t(`draftState.${open.state}`)}</Badge>
        </span>
      )}
    </>
  )
}
