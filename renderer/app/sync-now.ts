import type { TFunction } from 'i18next'
import type { SyncStatus } from '../../domain/contract/workbench.ts'
import { syncStatus, workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { announce } from './announce.ts'
import { sayProblem } from './problem.ts'

/** How long the answer is waited for, and how often it is looked at. */
const PATIENCE_MS = 8000
const LOOK_MS = 400

/** Tries to be up to date now, and says how that went. */
export async function syncNow(t: TFunction): Promise<void> {
  announce(t('app:sync.syncing'))
  try {
    await workbench.sync.now()
  } catch (error) {
    return sayProblem(t, toTandemError(error))
  }
  const status = await settledStatus()
  if (status?.state === 'UP_TO_DATE') announce(t('app:sync.done'))
  else if (status?.error) sayProblem(t, status.error)
}

/** The status once the try is over; null when that takes too long. */
async function settledStatus(): Promise<SyncStatus | null> {
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    const status = syncStatus.get()
    if (status && ['UP_TO_DATE', 'OFFLINE', 'STOPPED'].includes(status.state)) return status
  }
  return null
}
