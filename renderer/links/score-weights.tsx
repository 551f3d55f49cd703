import type { LinkScore } from '../../domain/contract/link-score.ts'
import { Panel } from '../design/panel.tsx'
import { Table } from '../design/table.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { useShare } from './score-words.tsx'
import { strengthOf } from './waterfall.ts'

type FieldWeights = LinkScore['weights'][number]
type Level = FieldWeights['levels'][number]

/** What linking learned of each comparison, in figures and in words. */
export function ScoreWeights({ score: { weights, coverage } }: { score: LinkScore }) {
  const t = useWords()
  const share = useShare()
  return (
    <Panel title={t('score.weights')}>
      <p className="muted">{t('score.weightsIntro')}</p>
      <p>{t('score.coverage', { share: share(coverage) })}</p>
      <div className="score-weights">
        {weights.map((one) => (
          <section key={one.field}>
            <h3>{t(`links.field.${one.field}`)}</h3>
            {one.parent && (
              <p className="muted">
                {t('score.depends', { field: t(`links.field.${one.parent}`) })}
              </p>
            )}
            <Weights of={one} />
          </section>
        ))}
      </div>
    </Panel>
  )
}

/** Fields whose levels have words of their own. */
const OWN_WORDS = ['birth', 'identifier', 'employer', 'place'] as const

function useLevelWords({ field, parent }: FieldWeights) {
  const t = useWords()
  const kind = OWN_WORDS.find((one) => one === field) ?? 'word'
  return ({ level, state }: Level) => {
    const words = t(`score.level.${kind}.${level}`)
    if (state === null || parent === null) return words
    return `${words} (${t(`score.state.${state}`, { field: t(`links.field.${parent}`) })})`
  }
}

function Weights({ of }: { of: FieldWeights }) {
  const { field, levels } = of
  const t = useWords()
  const { number } = useFormats()
  const levelWords = useLevelWords(of)
  const percent = (value: number) =>
    value < 0.0001 ? t('score.rarely') : `${number(Math.round(value * 1e4) / 100)} %`
  const strength = (bits: number) => {
    const size = strengthOf(bits)
    const side = bits < 0 ? 'against' : 'for'
    return size === 'NONE' ? t('links.strength.NONE') : t(`links.strength.${size}.${side}`)
  }
  return (
    <Table
      caption={t(`links.field.${field}`)}
      columns={[
        { key: 'level', title: t('score.levelTitle'), cell: levelWords },
        { key: 'same', title: t('score.same'), number: true, cell: ({ same }) => percent(same) },
        {
          key: 'others',
          title: t('score.others'),
          number: true,
          cell: ({ others }) => percent(others),
        },
        {
          key: 'bits',
          title: t('score.weight'),
          number: true,
          cell: ({ bits }) => (
            <span className="mono">
              {bits < 0 ? '−' : '+'}
              {number(Math.round(Math.abs(bits) * 10) / 10)}
            </span>
          ),
        },
        { key: 'words', title: t('score.says'), cell: ({ bits }) => strength(bits) },
      ]}
      rows={levels}
      rowKey={({ level, state }) => `${level} ${state}`}
    />
  )
}
