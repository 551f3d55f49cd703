import { useState } from 'react'
import type { PairPage, PairRef } from '../../domain/contract/links.ts'
import { useKeys } from '../app/use-keys.ts'
import { usePair } from '../data/use-query.ts'
import { StatePurpose } from '../access/purpose-needed.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import { JudgeBar } from './judge-bar.tsx'
import { PairView } from './pair-view.tsx'

/** What a judgement of this page is about; null where there is nothing to judge. */
function subjectOf({ judged }: PairPage) {
  if (!judged) return null
  const { declarationId, personId, facts, said } = judged
  return { declarationId, personId, facts, verdict: said?.verdict ?? ('OPEN' as const) }
}

interface PairPanelProps {
  left: PairRef
  right: PairRef
  onDone?: () => void
}

/** Two records side by side, with the judgement where there is one to make. */
export function PairPanel({ left, right, onDone }: PairPanelProps) {
  const { data, error } = usePair(left, right)
  const [weights, setWeights] = useState(false)
  const toggle = () => setWeights(!weights)
  useKeys({ w: toggle })
  if (error) {
    const asked = error.code === 'PURPOSE_REQUIRED'
    return <ErrorState error={error} actions={asked && <StatePurpose />} />
  }
  if (!data) return <Loading lines={10} />
  const subject = subjectOf(data)
  return (
    <div className="pair-panel">
      {subject && <JudgeBar subject={subject} {...(onDone && { onDone })} />}
      <PairView page={data} weights={weights} onWeights={toggle} />
    </div>
  )
}
