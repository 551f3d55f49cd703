import type { Measure, Shares } from '../../domain/linking/scorecard.ts'
import { SCORE_LIMITS, sharesOf } from '../../domain/linking/scorecard.ts'
import type { TableColumn } from '../design/table.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'

/** A share in percent with two decimals, rounded down: 100 % is said of all alone. */
export function useShare(): (share: number) => string {
  const { number } = useFormats()
  return (share) => `${number(Math.floor(share * 10_000 + 1e-6) / 100)} %`
}

/** A limit in percent. */
export function useLimit(): (place: number) => string {
  const share = useShare()
  return (place) => share(SCORE_LIMITS[place]!)
}

/** Counts with precision, recall and F1, for any lines that have a measure. */
export function useMeasureColumns<Row>(of: (row: Row) => Measure): TableColumn<Row>[] {
  const t = useWords()
  const { number } = useFormats()
  const share = useShare()
  const told = (row: Row, which: keyof Shares) => {
    const measure = of(row)
    const value = sharesOf(measure)[which]
    const whole = which === 'precision' ? measure.labelled : measure.wanted
    return (
      <>
        {value === null ? <span className="muted">{t('score.tooFew')}</span> : share(value)}
        {which !== 'f1' && (
          <span className="line muted">
            {t('score.of', { part: number(measure.right), whole: number(whole) })}
          </span>
        )}
      </>
    )
  }
  return [
    {
      key: 'precision',
      title: t('score.precision'),
      number: true,
      cell: (row) => told(row, 'precision'),
    },
    { key: 'recall', title: t('score.recall'), number: true, cell: (row) => told(row, 'recall') },
    { key: 'f1', title: t('score.f1'), number: true, cell: (row) => told(row, 'f1') },
  ]
}
