import type { LocalDate } from '../../domain/calendar/local-date.ts'
import { TandemError, isErrorCode } from '../../domain/contract/errors.ts'
import type { ErrorValue } from '../../domain/contract/workbench.ts'
import type { Letter } from '../../domain/letters/compose.ts'
import { startWorker } from '../workers.ts'

/** What the thread is given. */
export interface LetterWork {
  letter: Letter
  on: LocalDate
}
export type LetterAnswer = { ok: true; bytes: Uint8Array } | { ok: false; error: ErrorValue }

/** Longest time that somebody waits for a letter, in milliseconds. */
const PATIENCE_MS = 60_000

/** The bytes of a letter, made in a thread of its own. Throws LETTER_CHARACTER. */
export async function makeLetter(work: LetterWork): Promise<Buffer> {
  const worker = startWorker('letter', work)
  const { promise, resolve, reject } = Promise.withResolvers<LetterAnswer>()
  const timer = setTimeout(() => reject(new TandemError('INTERNAL')), PATIENCE_MS)
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new TandemError('INTERNAL')))
  try {
    const answer = await promise
    if (answer.ok) return Buffer.from(answer.bytes)
    const { code, details } = answer.error
    throw new TandemError(isErrorCode(code) ? code : 'INTERNAL', details)
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
