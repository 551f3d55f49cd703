import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { LinkEdge } from '../../domain/contract/link-score.ts'
import type { Limits } from '../../domain/linking/scorecard.ts'
import { StatePurpose } from '../access/purpose-needed.tsx'
import { navigate } from '../app/route.ts'
import { useKeys } from '../app/use-keys.ts'
import { toTandemError } from '../data/errors.ts'
import { queryClient, reads } from '../data/reads.ts'
import { OneOf } from '../design/choice-field.tsx'
import { Key } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import { useWords } from '../findings/words.ts'
import { useLimit, useShare } from './score-words.tsx'

/** A limit that is being moved is asked about when it rests: every answer is a look at persons. */
const REST_MS = 500

function useRested(value: number): number {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}

const openPair = ({ declarationId, personId }: LinkEdge) =>
  navigate({
    screen: 'pair',
    left: { kind: 'declaration', id: declarationId },
    right: { kind: 'person', id: personId },
  })

const keyOf = ({ declarationId, personId }: LinkEdge) => `${declarationId} ${personId}`

/** Where the officer is among the pairs of a count: kept while they look at one. */
interface Place {
  at: string
  which: keyof Limits
  /** The pair at hand; null: the first one. */
  edge: string | null
}
const PLACE = ['links.scorePlace']

function usePlace(at: string): [Place, (change: Partial<Place>) => void] {
  const [place, setPlace] = useState<Place>(() => {
    const kept = queryClient.getQueryData<Place>(PLACE)
    return kept?.at === at ? kept : { at, which: 'linked', edge: null }
  })
  const change = (some: Partial<Place>) => {
    const next = { ...place, ...some }
    queryClient.setQueryData(PLACE, next)
    setPlace(next)
  }
  return [place, change]
}

interface ScoreEdgesProps {
  /** When it was counted: another count has other pairs. */
  at: string
  limits: Limits
}

/** The pairs just above a limit and just below it. */
export function ScoreEdges({ at, limits }: ScoreEdgesProps) {
  const t = useWords()
  const limit = useLimit()
  const [{ which, edge }, setPlace] = usePlace(at)
  const place = useRested(limits[which])
  const { data, error } = useQuery(reads.linkEdges(place, Date.parse(at)))
  const rows = data ? [...data.above.toReversed(), ...data.below] : []
  const active = Math.max(
    0,
    rows.findIndex((row) => keyOf(row) === edge),
  )
  const lists = useRef<HTMLDivElement>(null)
  // Whoever has the focus is the pair at hand, and in sight.
  const move = (to: number) => lists.current?.querySelectorAll('button')[to]?.focus()
  useKeys({
    j: () => move(edge === null ? 0 : active + 1),
    k: () => move(Math.max(0, active - 1)),
    o: () => rows[active] && openPair(rows[active]),
  })
  const [wasHere] = useState(edge !== null)
  const isShown = rows.length > 0
  useEffect(() => {
    if (wasHere && isShown) lists.current?.querySelector<HTMLElement>('[aria-current]')?.focus()
  }, [wasHere, isShown])
  const list = (part: readonly LinkEdge[], from: number, side: 'above' | 'below') => (
    <section aria-label={t(`score.edge.${side}`, { limit: limit(place) })}>
      <h3>{t(`score.edge.${side}`, { limit: limit(place) })}</h3>
      {part.length === 0 && <p className="muted">{t('score.edge.none')}</p>}
      <ol className="score-edges">
        {part.map((edge, i) => (
          <li key={edge.declarationId}>
            <EdgeRow
              edge={edge}
              active={from + i === active}
              onFocus={() => setPlace({ edge: keyOf(edge) })}
            />
          </li>
        ))}
      </ol>
    </section>
  )
  const known = error && toTandemError(error)
  return (
    <Panel title={t('score.edge.title')}>
      <OneOf
        label={t('score.edge.limit')}
        options={(['linked', 'proposed'] as const).map((value) => ({
          value,
          label: `${t(`score.limit.${value}`)} ${limit(limits[value])}`,
        }))}
        value={which}
        onChange={(value) =>
          setPlace({ which: value === 'linked' ? 'linked' : 'proposed', edge: null })
        }
      />
      {known && (
        <ErrorState error={known} actions={known.code === 'PURPOSE_REQUIRED' && <StatePurpose />} />
      )}
      {!data && !known && <Loading lines={4} />}
      {data && !known && (
        <>
          <p className="muted">
            {t('score.edge.keys')} <Key>j</Key> <Key>k</Key> <Key>o</Key>
          </p>
          <div ref={lists}>
            {list(data.above.toReversed(), 0, 'above')}
            {list(data.below, data.above.length, 'below')}
          </div>
        </>
      )}
    </Panel>
  )
}

interface EdgeRowProps {
  edge: LinkEdge
  active: boolean
  onFocus: () => void
}

function EdgeRow({ edge, active, onFocus }: EdgeRowProps) {
  const t = useWords()
  const share = useShare()
  return (
    <button
      type="button"
      className="links-row"
      aria-current={active ? 'true' : undefined}
      onFocus={onFocus}
      onClick={() => openPair(edge)}
    >
      <span>
        <bdi>{edge.workerName}</bdi> <span className="muted">{t('links.asks')}</span>{' '}
        <bdi>{edge.personName}</bdi>
      </span>
      <span className="muted">
        <span className="mono">{edge.l1Number}</span> · {share(edge.probability)} ·{' '}
        {t(`score.outcome.${edge.outcome}`)}
        {edge.isContradicted && <> · {t('score.edge.contradicted')}</>}
      </span>
    </button>
  )
}
