import type { LinkScore } from '../../domain/contract/link-score.ts'
import {
  BAND_LINES,
  type BandLine,
  type Measure,
  measureBands,
} from '../../domain/linking/scorecard.ts'
import { Panel } from '../design/panel.tsx'
import { Table } from '../design/table.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { useMeasureColumns } from './score-words.tsx'

interface Line {
  band: BandLine
  measure: Measure
}

/** Enterprises that declarations mention without a number of the register, by band. */
export function ScoreMentions({ score }: { score: LinkScore }) {
  const t = useWords()
  const { number } = useFormats()
  const measures = useMeasureColumns<Line>(({ measure }) => measure)
  const measured = measureBands(score.mentions)
  return (
    <Panel title={t('score.mentions')}>
      <p className="muted">{t('score.mentionsHint')}</p>
      <Table
        caption={t('score.mentions')}
        columns={[
          { key: 'band', title: t('score.band'), cell: ({ band }) => t(`score.line.${band}`) },
          {
            key: 'count',
            title: t('score.count'),
            number: true,
            cell: ({ measure }) => number(measure.count),
          },
          ...measures,
        ]}
        rows={BAND_LINES.map((band): Line => ({ band, measure: measured[band] }))}
        rowKey={({ band }) => band}
      />
    </Panel>
  )
}
