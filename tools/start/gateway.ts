/** The practice gateway beside the workbench, in a thread of its own. */
import { join } from 'node:path'
import { isErrorCode, TandemError } from '../../domain/contract/errors.ts'
import { startPracticeThread, type PracticeThread } from '../../gateway/practice/thread.ts'
import { StartError } from '../../gateway/start-error.ts'
import type { StartOptions } from './options.ts'
import { fill, StartFailure, type StartTexts } from './texts.ts'

/** Starts it in the data folder. Throws TandemError or StartFailure. */
export async function startGateway(
  { dataDir, world, seed }: StartOptions,
  texts: StartTexts,
): Promise<PracticeThread> {
  try {
    return await startPracticeThread({ dataDir: join(dataDir, 'gateway'), world, seed, port: 0 })
  } catch (error) {
    throw explained(error, texts)
  }
}

/** What stands in the way of the gateway usually stands in the way of the desk: same words. */
function explained(error: unknown, texts: StartTexts): unknown {
  if (!(error instanceof StartError)) return error
  if (error.code === 'DATA_FOLDER_IN_USE') return new TandemError('CACHE_LOCKED_BY_OTHER')
  if (isErrorCode(error.code) && error.code !== 'INTERNAL') return new TandemError(error.code)
  return new StartFailure(fill(texts.gatewayStart, { reason: error.message }))
}
