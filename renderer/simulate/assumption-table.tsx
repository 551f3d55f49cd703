import { useTranslation } from 'react-i18next'
import type { Assumption } from '../../domain/reference/usual-durations.ts'
import { useFormats } from '../i18n/format.ts'

interface AssumptionTableProps {
  rows: readonly Assumption[]
  /** Days that are supposed; absent: as usual. */
  days: Readonly<Partial<Record<Assumption['code'], number | undefined>>>
  /** What stands there when nothing else is supposed. */
  usual: Readonly<Record<Assumption['code'], number>>
  onDays: (code: Assumption['code'], days: number | undefined) => void
}

/** Longest length that may be supposed, in days. */
const MAX_DAYS = 730

/** What the forecast assumes, each with where it comes from, and the officer's own figure. */
export function AssumptionTable({ rows, days, usual, onDays }: AssumptionTableProps) {
  const { t } = useTranslation('simulate')
  const { t: norms } = useTranslation('norms')
  const { date } = useFormats()
  return (
    <table className="table assumptions">
      <caption className="visually-hidden">{t('assumed.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('assumed.step')}</th>
          <th scope="col">{t('assumed.days')}</th>
          <th scope="col">{t('assumed.range')}</th>
          <th scope="col">{t('assumed.source')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <th scope="row">{t(`assumed.${row.code}`)}</th>
            <td>
              <input
                className="input input-days"
                type="number"
                min={0}
                max={MAX_DAYS}
                step={1}
                aria-label={t('assumed.daysOf', { step: t(`assumed.${row.code}`) })}
                value={days[row.code] ?? usual[row.code]}
                onChange={({ target }) => {
                  const typed = target.valueAsNumber
                  const fits = Number.isInteger(typed) && typed >= 0 && typed <= MAX_DAYS
                  onDays(row.code, fits ? typed : undefined)
                }}
              />
            </td>
            <td>{t('assumed.between', { least: row.days.least, most: row.days.most })}</td>
            <td className="muted">
              {norms(`sourceName.${row.source}`, { defaultValue: row.source })} ·{' '}
              {t(`confidence.${row.confidence}`)} ·{' '}
              {t('assumed.since', { date: date(row.validFrom) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
