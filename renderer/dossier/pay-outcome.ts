import { useTranslation } from 'react-i18next'
import type { DossierBody } from '../../domain/contract/records.ts'
import { MONTHS_PER_YEAR, payPer, type PayUnit } from '../../domain/reference/thresholds.ts'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'

/** What the check of a pay against a threshold says. */
interface PayOutcome {
  outcome: string
  /** The pay in the unit of the threshold; null: the file states it in that unit. */
  converted: string | null
}

/** The words for a pay and the threshold that it is held against; null: the pay is not known. */
export function usePayOutcome(): (
  pay: Pick<DossierBody['job'], 'payCents' | 'payUnit'>,
  norm: { unit: PayUnit },
  suffices: boolean | null,
) => PayOutcome | null {
  const t = useWords()
  const { t: norms } = useTranslation('norms')
  const { money, number } = useFormats()
  return ({ payCents, payUnit }, { unit }, suffices) => {
    if (payCents === null) return null
    const per = norms(`per.${unit}`)
    const { least, most } = payPer(unit, payCents, payUnit)
    return {
      outcome:
        suffices === null
          ? t('dossier.facts.normUnsure', { per })
          : t(suffices ? 'dossier.facts.normMet' : 'dossier.facts.normNotMet'),
      converted:
        unit === payUnit
          ? null
          : t('dossier.facts.normConverted', {
              least: money(least),
              most: money(most),
              per,
              factor: number(MONTHS_PER_YEAR.factor),
            }),
    }
  }
}
