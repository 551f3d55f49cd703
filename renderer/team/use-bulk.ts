/** What the dialogs of acts on many share: looking through all of them first, and running with a way back. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkLook } from '../../domain/contract/bulk.ts'
import { announce } from '../app/announce.ts'
import { sayProblem } from '../app/problem.ts'
import { toTandemError } from '../data/errors.ts'
import { clearSelection } from '../queue/selection.ts'
import { lookThrough, runAll, undoAll } from './bulk.ts'

export interface Preview {
  looks: readonly BulkLook[]
  complete: boolean
}
const NOTHING: Preview = { looks: [], complete: false }
/** How long the officer must have stopped typing, in milliseconds. */
const QUIET_MS = 150

/** Looks again whenever `asked` says something else; an older look is dropped. Null asks nothing. */
export function useBulkPreview<Asked>(
  asked: Asked | null,
  ids: readonly string[],
  look: (asked: Asked, slice: string[]) => Promise<BulkLook[]>,
): Preview {
  const key = JSON.stringify(asked)
  const [preview, setPreview] = useState<Preview & { key: string }>({ ...NOTHING, key: '' })
  useEffect(() => {
    const wanted = JSON.parse(key) as Asked | null
    if (wanted === null) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      void lookThrough(ids, (slice) => look(wanted, slice), { signal: stop.signal }).then(
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
  }, [key, ids, look])
  if (asked === null) return NOTHING
  // While a new look is on its way the old one is shown, but nothing can be done with it.
  return preview.key === key ? preview : { looks: preview.looks, complete: false }
}

/** What is said of so many. */
interface BulkWords {
  done: (count: number) => string
  refused: (count: number) => string
  undone: (count: number) => string
}

/** Runs what takes part, says what came of it with a way back, and closes; a failure leaves the form. */
export function useBulkRun({ looks, complete }: Preview, words: BulkWords, onClose: () => void) {
  const { t } = useTranslation()
  const [running, setRunning] = useState<{ done: number; of: number; stop: () => void } | null>(
    null,
  )
  const part = looks.filter(({ code }) => code === null)
  const run = async () => {
    if (part.length === 0 || !complete || running) return
    const stop = new AbortController()
    const tell = (done: number) => setRunning({ done, of: part.length, stop: () => stop.abort() })
    tell(0)
    try {
      const { undo, refused } = await runAll(part, { signal: stop.signal, onDone: tell })
      const back = () =>
        void undoAll(undo).then(
          (left) => announce(words.undone(undo.length - left)),
          (error: unknown) => sayProblem(t, toTandemError(error)),
        )
      const rest = refused > 0 ? ` ${words.refused(refused)}` : ''
      announce(
        words.done(undo.length) + rest,
        refused > 0 ? 'amber' : 'calm',
        undo.length > 0 ? back : null,
      )
      clearSelection()
      onClose()
    } catch (error) {
      setRunning(null)
      sayProblem(t, toTandemError(error))
    }
  }
  return { run, running, part: part.length, ready: complete && part.length > 0 && !running }
}

/** An act on many that can begin, or is under way. */
export type BulkRun = ReturnType<typeof useBulkRun>
