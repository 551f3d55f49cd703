import { useState } from 'react'
import type { LinkScore } from '../../domain/contract/link-score.ts'
import {
  BAND_LINES,
  bandsAt,
  type BandLine,
  type Limits,
  LIMITS_IN_USE,
  type Measure,
  measureBands,
  SCORE_LIMITS,
} from '../../domain/linking/scorecard.ts'
import { useKeys } from '../app/use-keys.ts'
import { Button, Key } from '../design/button.tsx'
import { OneOf } from '../design/choice-field.tsx'
import { Panel } from '../design/panel.tsx'
import { Table } from '../design/table.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { useLimit, useMeasureColumns } from './score-words.tsx'

interface ScoreBandsProps {
  score: LinkScore
  limits: Limits
  onLimits: (limits: Limits) => void
}

interface Line {
  band: BandLine
  measure: Measure
  /** Records more (or fewer) than with the limits in use. */
  more: number
}

const LAST = SCORE_LIMITS.length - 1
const within = (place: number) => Math.max(0, Math.min(LAST, place))

/** Limits with one of them moved; the other one gives way. */
function moved(limits: Limits, which: keyof Limits, place: number): Limits {
  const to = within(place)
  return which === 'linked'
    ? { linked: to, proposed: Math.min(limits.proposed, to) }
    : { proposed: to, linked: Math.max(limits.linked, to) }
}

/** The bands under limits that can be moved to see what would come of it; nothing else moves. */
export function ScoreBands({ score, limits, onLimits }: ScoreBandsProps) {
  const t = useWords()
  const { number } = useFormats()
  const limit = useLimit()
  const [isAll, setIsAll] = useState(true)
  const now = measureBands(bandsAt(score, limits, isAll))
  const inUse = measureBands(bandsAt(score, LIMITS_IN_USE, isAll))
  const lines = BAND_LINES.map((band): Line => {
    const measure = now[band]
    return { band, measure, more: measure.count - inUse[band].count }
  })
  const measures = useMeasureColumns<Line>(({ measure }) => measure)
  const reset = () => onLimits(LIMITS_IN_USE)
  useKeys({
    '+': () => onLimits(moved(limits, 'linked', limits.linked + 1)),
    '-': () => onLimits(moved(limits, 'linked', limits.linked - 1)),
    '0': reset,
  })
  return (
    <Panel title={t('score.bands')}>
      <div className="score-limits">
        {(['linked', 'proposed'] as const).map((which) => (
          <label key={which} className="score-slider">
            <span>{t(`score.limit.${which}`)}</span>
            <input
              type="range"
              min={0}
              max={LAST}
              step={1}
              value={limits[which]}
              aria-valuetext={limit(limits[which])}
              onChange={(event) => onLimits(moved(limits, which, event.target.valueAsNumber))}
            />
            <output className="mono">{limit(limits[which])}</output>
            <span className="muted">
              {t('score.inUse', { limit: limit(LIMITS_IN_USE[which]) })}
            </span>
          </label>
        ))}
        <Button aria-keyshortcuts="0" onClick={reset}>
          {t('score.reset')} <Key>0</Key>
        </Button>
      </div>
      <p className="muted">{t('score.explores')}</p>
      <OneOf
        label={t('score.which.title')}
        options={['all', 'open'].map((value) => ({ value, label: t(`score.which.${value}`) }))}
        value={isAll ? 'all' : 'open'}
        onChange={(value) => setIsAll(value === 'all')}
      />
      <Table
        caption={t('score.bands')}
        columns={[
          { key: 'band', title: t('score.band'), cell: ({ band }) => t(`score.line.${band}`) },
          {
            key: 'count',
            title: t('score.count'),
            number: true,
            cell: ({ measure, more }) => (
              <>
                {number(measure.count)}
                {more !== 0 && (
                  <span className="line muted">
                    {t(more > 0 ? 'score.more' : 'score.fewer', { count: Math.abs(more) })}
                  </span>
                )}
              </>
            ),
          },
          ...measures,
        ]}
        rows={lines}
        rowKey={({ band }) => band}
      />
      <p className="muted">{t('score.meaning')}</p>
    </Panel>
  )
}
