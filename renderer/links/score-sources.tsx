import type { LinkScore } from '../../domain/contract/link-score.ts'
import {
  LIMITS_IN_USE,
  type Measure,
  measureSource,
  noTally,
  openSource,
} from '../../domain/linking/scorecard.ts'
import { Panel } from '../design/panel.tsx'
import { Table } from '../design/table.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { useMeasureColumns } from './score-words.tsx'

interface Line {
  source: string
  measure: Measure
}

function linesOf(score: LinkScore): Line[] {
  const fixed = (linked: LinkScore['judged']) => measureSource({ linked, unlinked: noTally() })
  const { byNumber, byDeclaration } = score.presences
  return [
    { source: 'byNumber', measure: fixed(score.byNumber) },
    { source: 'byScore', measure: measureSource(openSource(score, LIMITS_IN_USE)) },
    ...(score.labels === 'PLANTED' ? [{ source: 'judged', measure: fixed(score.judged) }] : []),
    { source: 'presenceNumber', measure: measureSource(byNumber) },
    { source: 'presenceDeclaration', measure: measureSource(byDeclaration) },
  ]
}

/** Where links come from, each against the labels, with the limits in use. */
export function ScoreSources({ score }: { score: LinkScore }) {
  const t = useWords()
  const { number } = useFormats()
  const measures = useMeasureColumns<Line>(({ measure }) => measure)
  const { confirmed, refused } = score.reports
  return (
    <Panel title={t('score.sources')} flush>
      <Table
        caption={t('score.sources')}
        columns={[
          {
            key: 'source',
            title: t('score.source'),
            cell: ({ source }) => t(`score.from.${source}`),
          },
          {
            key: 'count',
            title: t('score.linked'),
            number: true,
            cell: ({ measure }) => number(measure.count),
          },
          ...measures,
        ]}
        rows={linesOf(score)}
        rowKey={({ source }) => source}
      />
      <p className="workshop-none muted">
        {t('score.reports', { confirmed: number(confirmed), refused: number(refused) })}
      </p>
    </Panel>
  )
}
