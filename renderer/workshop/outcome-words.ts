/** What findings of a replay turned out to be, and would: one wording for today and for the past. */
import type { ReplayPast, ReplayResult } from '../../domain/contract/records.ts'
import { useFormats } from '../i18n/format.ts'
import { useWorkshopWords } from './words.ts'

/** A number with one place behind the comma at most. */
export function useRounded(): (value: number) => string {
  const { number } = useFormats()
  return (value) => number(Math.round(value * 10) / 10)
}

/** What people said of findings, as far as they checked them. */
export function useCheckedWords(): (checked: ReplayPast['checked']['before']) => string {
  const t = useWorkshopWords()
  const { number } = useFormats()
  return ({ confirmed, useful, falseAlarms }) =>
    confirmed + useful + falseAlarms === 0
      ? t('replay.lostNone')
      : t('replay.lostOutcomes', {
          confirmed: number(confirmed),
          useful: number(useful),
          falseAlarms: number(falseAlarms),
        })
}

/** Whether earlier findings say anything about so many new ones. */
export const isGuess = (added: number, { unknown }: ReplayResult['expected']): boolean =>
  unknown < added

/** What so many new findings would turn out to be. */
export function useExpectedWords(): (added: number, expected: ReplayResult['expected']) => string {
  const t = useWorkshopWords()
  const round = useRounded()
  return (added, expected) => {
    if (added === 0) return t('replay.nothingNew')
    if (!isGuess(added, expected)) return t('replay.noLabels')
    const { confirmed, falseAlarms } = expected
    return t('replay.outcomes', { confirmed: round(confirmed), falseAlarms: round(falseAlarms) })
  }
}
