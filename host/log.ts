/**
 * The host's log: one JSON line per entry, without personal data. Values that may stand in a line
 * are numbers, booleans, stable codes and names of calls; any other text is replaced before it is
 * written, so that a name, a number or a token cannot slip in by accident.
 */
import { appendFileSync, renameSync, statSync } from 'node:fs'
import { constants } from 'node:os'
import { isErrorCode } from '../domain/contract/errors.ts'

export type LogLevel = 'info' | 'warn' | 'error'
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

export interface Log {
  (level: LogLevel, event: string, fields?: LogFields): void
}

/** Words that a program chose: dotted names of calls and events, paths of files, kinds of errors. */
const PROGRAM_WORD = /^(?:[a-z][A-Za-z]*(?:[./][A-Za-z-]+)+|[A-Za-z]*Error)$/
/** Codes of the database and of the run time. */
const LIBRARY_CODE = /^(?:SQLITE|ERR|ORPC)_[A-Z_]+$/
/** What stands in place of any other text. */
export const REDACTED = '[redacted]'

function isSafe(text: string): boolean {
  if (text.length > 60) return false
  return (
    PROGRAM_WORD.test(text) ||
    LIBRARY_CODE.test(text) ||
    isErrorCode(text) ||
    text in constants.errno
  )
}

/** The value as it may be written: numbers and booleans as they are, text only when a program chose it. */
export function redact(value: string | number | boolean | null): string | number | boolean | null {
  return typeof value !== 'string' || isSafe(value) ? value : REDACTED
}

/** A log that hands each line to `write`. */
export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  return (level, event, fields = {}) => {
    const entry: Record<string, unknown> = { at: now().toISOString(), level, event: redact(event) }
    for (const [name, value] of Object.entries(fields)) entry[name] = redact(value)
    write(`${JSON.stringify(entry)}\n`)
  }
}

/** Where an unexpected error came from: the kind of the error and the first place in our code. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: 'thrown.value' }
  const cause = error.cause instanceof Error ? error.cause : error
  const place = /\/((?:host|db|domain)\/[a-z/-]+)\.(?:ts|js):(\d+)/.exec(cause.stack ?? '')
  return {
    error: cause.name,
    ...('code' in cause && typeof cause.code === 'string' ? { code: cause.code } : {}),
    ...(place ? { file: place[1]!, line: Number(place[2]) } : {}),
  }
}

/** A log file that grows beyond this is set aside for one generation, in bytes. */
const LOG_FILE_MAX = 1_000_000

/** A log in a file; entries are few (failures, slow queries), so each is appended at once. */
export function fileLog(file: string): Log {
  return createLog((line) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_FILE_MAX) {
        renameSync(file, `${file}.1`)
      }
      appendFileSync(file, line, { mode: 0o600 })
    } catch {
      // A log that cannot be written (full disk, folder gone) must never stop the work.
    }
  })
}
