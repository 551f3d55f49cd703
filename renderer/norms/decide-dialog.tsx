import { useTranslation } from 'react-i18next'
import type { NormView } from '../../domain/contract/workbench.ts'
import { useFormats } from '../i18n/format.ts'
import { normLookup } from './norm-lookup.ts'
import { SecondLookDialog } from './second-look.tsx'
import { useRowWords, useSeriesName, type Waiting } from './series.ts'

interface DecideProps {
  waiting: Waiting
  norms: readonly NormView[]
  onClose: () => void
}

/** The second person looks at a proposed row: in force for everybody from its first day, or not. */
export function DecideDialog({ waiting: { key, row, place }, norms, onClose }: DecideProps) {
  const { t } = useTranslation('norms')
  const { date } = useFormats()
  const nameOf = useSeriesName()
  const words = useRowWords()
  return (
    <SecondLookDialog
      title={`${t('waiting.look')} · ${nameOf(key)}`}
      command="decideNorm"
      argsOf={(answer) => ({ ...key, place, ...answer })}
      records={normLookup(norms)}
      said={(approved) => t(approved ? 'approved' : 'rejected')}
      onClose={onClose}
    >
      <p>
        <b>{words(row)}</b>, {t('from', { date: date(row.validFrom) })}{' '}
        {row.validTo && t('to', { date: date(row.validTo) })}
      </p>
      <p>
        {'basis' in row && `${t(`basis.${row.basis}`)} · `}
        {t('source', { source: row.source })}
      </p>
      {'endedBy' in row && row.endedBy && <p>{t('endedByLaw', { law: row.endedBy })}</p>}
      <p className="muted">{t('waiting.by', { name: row.byName })}</p>
      <blockquote>{row.reason}</blockquote>
    </SecondLookDialog>
  )
}
