import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { absenceOn } from '../../domain/dossier/absence.ts'
import type { AbsenceBody } from '../../domain/contract/records.ts'
import { holderName } from '../app/assigning.ts'
import { reads } from '../data/reads.ts'
import { useSession } from '../data/use-query.ts'
import { Icon } from '../design/icon.tsx'
import { useFormats } from '../i18n/format.ts'

/** The absence of a colleague that runs today; null: they are there, or of another service. */
export function useAbsence(person: string | null): AbsenceBody | null {
  const { data } = useQuery({ ...reads.absences(), enabled: person !== null })
  return absenceOn(data ?? [], person, useSession()?.today ?? '')
}

/** Until when somebody is away and who replaces them, in words without their name. */
export function useAwayWords(): (absence: AbsenceBody) => string {
  const { t } = useTranslation('team')
  const { date } = useFormats()
  return ({ to, replacedBy }) => {
    const until = t('team.awayUntil', { to: date(to) })
    return replacedBy ? `${until}, ${t('team.replaced', { name: holderName(replacedBy) })}` : until
  }
}

interface AwayProps {
  person: string | null
  /** Their name stands beside it. */
  named?: boolean
}

/** Says that a colleague to whom work is given, or with whom it lies, is away; nothing when they are there. */
export function Away({ person, named = false }: AwayProps) {
  const { t } = useTranslation('team')
  const absence = useAbsence(person)
  const words = useAwayWords()
  if (!absence) return null
  return (
    <span className="line checked tone-orange">
      <Icon name="warning" size={14} />
      <span>
        {named
          ? t('team.isAwayHere', { until: words(absence) })
          : t('team.isAway', { name: holderName(absence.person), until: words(absence) })}
      </span>
    </span>
  )
}
