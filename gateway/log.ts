/**
 * What the gateway tells its operator: an event by name with codes, counts and durations. Never
 * names of people, identifiers of records, texts or tokens.
 */
export type LogEntry = Readonly<Record<string, string | number | boolean | null>> & {
  readonly event: string
}
export type Log = (entry: LogEntry) => void

/** One JSON line per event on standard error. */
export const logToStandardError: Log = (entry) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`)
}

/** The class and code of an error: its message may hold data. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const cause = error.cause instanceof Error ? ` < ${errorName(error.cause)}` : ''
  const { code } = error as { code?: unknown }
  return `${error.name}${typeof code === 'string' ? ` ${code}` : ''}${cause}`
}
