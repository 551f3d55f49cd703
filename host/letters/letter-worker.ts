/** Makes one PDF in a thread of its own: a typeface takes longer to read than an answer may take. */
import { parentPort, workerData } from 'node:worker_threads'
import { errorValue } from '../errors.ts'
import type { LetterAnswer, LetterWork } from './letter-maker.ts'
import { letterPdf } from './letter-pdf.ts'

const { letter, on } = workerData as LetterWork
void letterPdf(letter, on)
  .then(
    (bytes): LetterAnswer => ({ ok: true, bytes }),
    (error: unknown): LetterAnswer => ({ ok: false, error: errorValue(error) }),
  )
  .then((answer) => parentPort!.postMessage(answer))
