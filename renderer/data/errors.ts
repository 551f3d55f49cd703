import { ORPCError } from '@orpc/client'
import { isErrorCode, TandemError, type ErrorDetails } from '../../domain/contract/errors.ts'

/** True when the page itself gave the call up: nobody waits for its answer any more. */
export function isAbort(error: unknown, signal?: AbortSignal): boolean {
  return signal?.aborted === true || (error instanceof DOMException && error.name === 'AbortError')
}

/** What a failed call means, as a value with a stable code. */
export function toTandemError(error: unknown): TandemError {
  if (error instanceof TandemError) return error
  if (!(error instanceof ORPCError)) return new TandemError('INTERNAL', {}, { cause: error })
  const data = error.data as { code?: unknown; details?: ErrorDetails } | undefined
  if (isErrorCode(data?.code)) return new TandemError(data.code, data.details ?? {})
  const code = isErrorCode(error.code) ? error.code : 'INTERNAL'
  return new TandemError(code, {}, { cause: error })
}
