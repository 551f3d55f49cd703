import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  OUTCOMES_OF_STATUS,
  REASON_MAX_LENGTH,
  REASON_MIN_LENGTH,
} from '../../domain/commands/judge-finding.ts'
import type { BulkLook } from '../../domain/contract/bulk.ts'
import type { FindingStatus, OutcomeLabel } from '../../domain/contract/codes.ts'
import type { CoverageAct } from '../../domain/contract/coverage.ts'
import { announce } from '../app/announce.ts'
import { sayProblem } from '../app/problem.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { Button } from '../design/button.tsx'
import { OneOf } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { clearSelection } from '../queue/selection.ts'
import { lookThrough, runAll, undoAll } from '../team/bulk.ts'
import { Outcome, Progress } from '../team/bulk-dialog.tsx'

const STATUSES = ['ASKED', 'EXPLAINED', 'CONFIRMED', 'DISMISSED', 'OPEN'] as const

interface TriageProps {
  ids: readonly string[]
  onClose: () => void
}

/** One judgement with one reason for all chosen mismatches: what it would do, then the act with a way back. */
export function TriageDialog({ ids, onClose }: TriageProps) {
  const t = useWords()
  const { t: bulk } = useTranslation('team')
  const code = useCodes()
  const [status, setStatus] = useState<FindingStatus>('ASKED')
  const [outcome, setOutcome] = useState<OutcomeLabel | null>(null)
  const [reason, setReason] = useState('')
  const [running, setRunning] = useState<{ done: number; stop: () => void } | null>(null)
  const outcomes = OUTCOMES_OF_STATUS[status]
  const preview = usePreview({ status, outcome, reason }, ids)
  const part = preview.looks.filter((look) => look.code === null)
  const missing = REASON_MIN_LENGTH - reason.trim().length
  const isShort = missing > 0 && reason !== ''

  const run = async () => {
    if (part.length === 0 || !preview.complete || running) return
    const stop = new AbortController()
    const tell = (done: number) => setRunning({ done, stop: () => stop.abort() })
    tell(0)
    try {
      const { undo, refused } = await runAll(part, { signal: stop.signal, onDone: tell })
      const back = () =>
        void undoAll(undo).then(
          (left) => announce(t('coverage.triage.undone', { count: undo.length - left })),
          (error: unknown) => sayProblem(t, toTandemError(error)),
        )
      const rest = refused > 0 ? ` ${t('coverage.triage.refused', { count: refused })}` : ''
      const words = t('coverage.triage.done', { count: undo.length })
      announce(words + rest, refused > 0 ? 'amber' : 'calm', undo.length > 0 ? back : null)
      clearSelection()
      onClose()
    } catch (error) {
      setRunning(null)
      sayProblem(t, toTandemError(error))
    }
  }
  return (
    <Dialog
      title={t('coverage.triage.title', { count: ids.length })}
      onClose={running ? running.stop : onClose}
      onSubmit={() => void run()}
      outcome={
        running ? (
          <Progress label={bulk('bulk.running')} done={running.done} of={part.length} />
        ) : (
          <Outcome looks={preview.looks} total={ids.length} complete={preview.complete} chosen />
        )
      }
      actions={
        <Button
          kind="primary"
          submit
          disabled={!preview.complete || part.length === 0 || running !== null}
        >
          {t('coverage.triage.submit')} ({part.length})
        </Button>
      }
    >
      <OneOf
        label={t('coverage.column.status')}
        options={STATUSES.map((value) => ({ value, label: code('findingStatus', value) }))}
        value={status}
        onChange={(value) => {
          setStatus(value as FindingStatus)
          setOutcome(OUTCOMES_OF_STATUS[value as FindingStatus][0] ?? null)
        }}
      />
      {outcomes.length > 1 && (
        <OneOf
          label={t('finding.judge.outcome')}
          options={outcomes.map((value) => ({ value, label: code('outcomeLabel', value) }))}
          value={outcome ?? outcomes[0]!}
          onChange={(value) => setOutcome(value as OutcomeLabel)}
        />
      )}
      <TextAreaField
        label={t('finding.judge.reason')}
        hint={t('finding.judge.reasonHelp', { min: REASON_MIN_LENGTH })}
        problem={
          isShort
            ? t('finding.judge.tooShort', { count: missing, min: REASON_MIN_LENGTH })
            : undefined
        }
        value={reason}
        rows={3}
        maxLength={REASON_MAX_LENGTH}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  )
}

interface Preview {
  looks: readonly BulkLook[]
  complete: boolean
}

/** How long the officer must have stopped typing, in milliseconds. */
const QUIET_MS = 150

/** Looks again whenever the act changes; an older look is dropped. */
function usePreview(act: CoverageAct, ids: readonly string[]): Preview {
  const key = JSON.stringify(act)
  const [preview, setPreview] = useState<Preview & { key: string }>({
    looks: [],
    complete: false,
    key: '',
  })
  useEffect(() => {
    const wanted = JSON.parse(key) as CoverageAct
    const stop = new AbortController()
    const timer = setTimeout(() => {
      const look = (slice: string[]) => workbench.coverage.look({ act: wanted, ids: slice })
      void lookThrough(ids, look, { signal: stop.signal }).then(
        (looks) => {
          if (!stop.signal.aborted) setPreview({ looks, complete: true, key })
        },
        () => undefined,
      )
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [key, ids])
  return preview.key === key ? preview : { looks: preview.looks, complete: false }
}
