import { type ErrorCode, type ErrorDetails, TandemError } from '../domain/contract/errors.ts'
import type { ErrorValue } from '../domain/contract/workbench.ts'

const CODE_OF_SYSTEM_ERROR: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  SQLITE_FULL: 'DISK_FULL',
  EACCES: 'DATA_FOLDER_NOT_WRITABLE',
  EPERM: 'DATA_FOLDER_NOT_WRITABLE',
  EROFS: 'DATA_FOLDER_NOT_WRITABLE',
  ENOTDIR: 'DATA_FOLDER_NOT_WRITABLE',
  EEXIST: 'DATA_FOLDER_NOT_WRITABLE',
  SQLITE_READONLY: 'DATA_FOLDER_NOT_WRITABLE',
  SQLITE_CANTOPEN: 'DATA_FOLDER_NOT_WRITABLE',
  EADDRINUSE: 'PORT_TAKEN',
  SQLITE_NOTADB: 'CACHE_WRONG_KEY',
  SQLITE_CORRUPT: 'CACHE_DAMAGED',
}

/** The error as one of the stable codes: system errors by their number, anything unknown INTERNAL. */
export function asTandemError(error: unknown): TandemError {
  if (error instanceof TandemError) return error
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string'
      ? CODE_OF_SYSTEM_ERROR[error.code]
      : undefined
  return new TandemError(code ?? 'INTERNAL', {}, { cause: error })
}

/** The error as the value that crosses to the window. */
export function errorValue(error: unknown): ErrorValue {
  const { code, details } = asTandemError(error)
  return errorOf(code, details)
}

/** An error value from its code. */
export function errorOf(code: ErrorCode, details: ErrorDetails = {}): ErrorValue {
  return Object.keys(details).length > 0 ? { code, details: { ...details } } : { code }
}
