import { useCallback, useEffect, useState } from 'react'
import type { LinkScore } from '../../domain/contract/link-score.ts'
import { FEWEST_LABELS, type Limits, LIMITS_IN_USE } from '../../domain/linking/scorecard.ts'
import { mayScoreLinks } from '../../domain/rights/scorecard.ts'
import { useKeys } from '../app/use-keys.ts'
import { workbench } from '../data/client.ts'
import { queryClient } from '../data/reads.ts'
import { useSession } from '../data/use-query.ts'
import { Button, Key } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { ErrorState } from '../design/states.tsx'
import { PlainPage } from '../dossier/plain-page.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { RunBar } from '../workshop/run-bar.tsx'
import { useRun } from '../workshop/use-run.ts'
import { ScoreBands } from './score-bands.tsx'
import { ScoreEdges } from './score-edges.tsx'
import { ScoreMentions } from './score-mentions.tsx'
import { ScoreSources } from './score-sources.tsx'
import { ScoreWeights } from './score-weights.tsx'
import '../workshop/workshop.css'
import './links.css'
import './score.css'

/** How good the links are: per band and source, with what moves when a limit moves, and why. */
export default function ScoreScreen() {
  const t = useWords()
  const actor = useSession()?.actor
  return (
    <PlainPage
      title={t('score.title')}
      intro={t('score.intro')}
      end={<RouteLink to={{ screen: 'links' }}>{t('links.title')}</RouteLink>}
      body="workshop-body"
    >
      {actor && mayScoreLinks(actor) ? <Counted /> : <ErrorState error={{ code: 'FORBIDDEN' }} />}
    </PlainPage>
  )
}

/** A count, and the limits that were looked at: kept while the officer looks at a pair. */
interface Kept {
  score: LinkScore
  at: string
  limits: Limits
}
const KEPT = ['links.score']

function Counted() {
  const t = useWords()
  const { time } = useFormats()
  const [kept, setKept] = useState(() => queryClient.getQueryData<Kept>(KEPT) ?? null)
  const keep = useCallback((next: Kept) => {
    queryClient.setQueryData(KEPT, next)
    setKept(next)
  }, [])
  const ask = useCallback((signal: AbortSignal) => workbench.links.score(undefined, { signal }), [])
  const done = useCallback(
    ({ score }: { type: 'done'; score: LinkScore }) => {
      const before = queryClient.getQueryData<Kept>(KEPT)
      const at = new Date().toISOString()
      keep({ score, at, limits: before?.limits ?? LIMITS_IN_USE })
    },
    [keep],
  )
  const { start, stop, ...run } = useRun(ask, done)
  useEffect(() => {
    if (!queryClient.getQueryData(KEPT)) void start()
  }, [start])
  const again = () => void start()
  useKeys({ r: again })
  return (
    <>
      <RunBar run={run} label={t('score.counting')} onStop={stop} />
      {kept && <Labels score={kept.score} />}
      {run.state !== 'RUNNING' && (
        <p>
          {kept && <span className="muted">{t('score.countedAt', { time: time(kept.at) })} </span>}
          <Button aria-keyshortcuts="r" onClick={again}>
            {t('score.again')} <Key>r</Key>
          </Button>
        </p>
      )}
      {kept && <Card kept={kept} onLimits={(limits) => keep({ ...kept, limits })} />}
    </>
  )
}

/** Against what the links are measured: without it no figure below means anything. */
function Labels({ score: { labels, missing } }: { score: LinkScore }) {
  const t = useWords()
  return (
    <Panel title={t('score.labels.title')}>
      <p>
        <strong>{t(`score.labels.${labels}`)}</strong>
      </p>
      <p className="muted">
        {t(`score.labels.${labels}_hint`, { count: FEWEST_LABELS })}
        {missing && <> {t('score.labels.missing')}</>}
      </p>
    </Panel>
  )
}

function Card({ kept, onLimits }: { kept: Kept; onLimits: (limits: Limits) => void }) {
  const { score, at, limits } = kept
  return (
    <>
      <ScoreBands score={score} limits={limits} onLimits={onLimits} />
      <ScoreEdges key={at} at={at} limits={limits} />
      <ScoreMentions score={score} />
      <ScoreSources score={score} />
      <ScoreWeights score={score} />
    </>
  )
}
