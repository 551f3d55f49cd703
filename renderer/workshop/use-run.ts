import { useCallback, useEffect, useRef, useState } from 'react'
import type { TandemError } from '../../domain/contract/errors.ts'
import { toTandemError } from '../data/errors.ts'

/** What a long work of the host says on its way. */
type Step<Done> =
  | { type: 'progress'; done: number; total: number }
  | { type: 'failed'; error: { code: string; details?: object | undefined } }
  | Done

export interface Run {
  state: 'IDLE' | 'RUNNING' | 'STOPPED' | 'FAILED'
  /** Share that is done, 0 to 1. */
  share: number
  error: { code: string; details?: object | undefined } | null
}

const IDLE: Run = { state: 'IDLE', share: 0, error: null }

/**
 * A long work of the host that tells how far it is, can be stopped, and stops when its screen goes.
 * `onDone` gets what came of it.
 */
export function useRun<Done extends { type: 'done' }>(
  ask: (signal: AbortSignal) => Promise<AsyncIterable<Step<Done>>>,
  onDone: (answer: Done) => void,
) {
  const [run, setRun] = useState<Run>(IDLE)
  const stopping = useRef<AbortController | null>(null)
  useEffect(() => () => stopping.current?.abort(), [])
  const start = useCallback(async () => {
    stopping.current?.abort()
    const stop = new AbortController()
    stopping.current = stop
    setRun({ ...IDLE, state: 'RUNNING' })
    try {
      for await (const step of await ask(stop.signal)) {
        if (stop.signal.aborted) return
        if (step.type === 'progress') {
          setRun({ ...IDLE, state: 'RUNNING', share: step.done / Math.max(step.total, 1) })
        } else if (step.type === 'failed') {
          setRun({ ...IDLE, state: 'FAILED', error: step.error })
        } else {
          setRun(IDLE)
          onDone(step)
        }
      }
    } catch (error) {
      if (stop.signal.aborted) return
      const { code, details }: TandemError = toTandemError(error)
      setRun({ ...IDLE, state: 'FAILED', error: { code, details } })
    }
  }, [ask, onDone])
  const stop = useCallback(() => {
    stopping.current?.abort()
    setRun({ ...IDLE, state: 'STOPPED' })
  }, [])
  return { ...run, start, stop }
}
