/** Names what failed in a run of tests, in few lines: often only the end of a log is kept. */
import { readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { ROOT } from './repository.ts'

/** A test that failed, or a file that could not be run. */
export interface Failure {
  file: string
  /** Full name, outermost group first; empty for a whole file. */
  name: string
  message: string
}

/** The parts of the JSON report of vitest that are read here. */
export interface VitestReport {
  testResults: readonly {
    name: string
    status: string
    message: string
    assertionResults: readonly {
      fullName: string
      status: string
      failureMessages?: readonly string[] | null
    }[]
  }[]
}

interface PlaywrightError {
  message?: string
  location?: { file: string; line: number }
}

interface PlaywrightSuite {
  title: string
  suites?: readonly PlaywrightSuite[]
  specs?: readonly {
    title: string
    file: string
    ok: boolean
    tests: readonly { results: readonly { errors?: readonly PlaywrightError[] }[] }[]
  }[]
}

/** The parts of the JSON report of Playwright that are read here. */
export interface PlaywrightReport {
  suites: readonly PlaywrightSuite[]
  errors: readonly { message?: string }[]
}

export function vitestFailures({ testResults }: VitestReport): Failure[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(ROOT, name).split(sep).join('/')
    const failed = assertionResults.filter((one) => one.status === 'failed')
    if (failed.length === 0) return status === 'failed' ? [{ file, name: '', message }] : []
    return failed.map(({ fullName, failureMessages }) => ({
      file,
      name: fullName,
      message: failureMessages?.join('\n') ?? '',
    }))
  })
}

export function playwrightFailures({ suites, errors }: PlaywrightReport): Failure[] {
  const outside = errors.map(({ message = '' }) => ({ file: 'test/e2e', name: '', message }))
  // The outermost suites are the files.
  return [...suites.flatMap((suite) => failuresIn(suite, [])), ...outside]
}

function failuresIn(suite: PlaywrightSuite, within: readonly string[]): Failure[] {
  const here = (suite.specs ?? [])
    .filter(({ ok }) => !ok)
    .map(({ title, file, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap((one) => one.errors ?? []))
      return {
        file: `test/e2e/${file}`,
        name: [...within, title].join(' '),
        message: errorText(errors.find(({ location }) => location) ?? errors[0]),
      }
    })
  const below = (suite.suites ?? []).flatMap((one) => failuresIn(one, [...within, one.title]))
  return [...here, ...below]
}

/** That a test ran out of time says little; the error with a place in the file is what it waited for. */
function errorText({ message = '', location }: PlaywrightError = {}): string {
  return location ? `line ${location.line}: ${message}` : message
}

/** What the report in this file says that failed; null when there is no report to read. */
export function readFailures(path: string): Failure[] | null {
  let report: VitestReport | PlaywrightReport
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport | PlaywrightReport
  } catch {
    // The run ended before it could write one: whoever asks shows the end of its output instead.
    return null
  }
  return 'testResults' in report ? vitestFailures(report) : playwrightFailures(report)
}

const LINE_LENGTH = 180
// oxlint-disable-next-line no-control-regex -- colours of a terminal
const COLOURS = /\u001b\[[\d;]*m/g
/** How fast-check tells which run failed; it stands on a line of its own. */
const SEED = /\{ seed: .*?\}|\bseed \d+/

/** Two lines for each failure, no more than `most` failures, and a count of the rest. */
export function failureLines(failures: readonly Failure[], most = 8): string[] {
  const lines = failures.slice(0, most).flatMap(({ file, name, message }) => {
    const plain = message.replace(COLOURS, '')
    const first = plain.split('\n').find((line) => line.trim() !== '') ?? 'no message'
    const seed = SEED.exec(plain)?.[0]
    const said = seed && !first.includes(seed) ? `${first.trim()} ${seed}` : first.trim()
    return [shortened([file, name].filter(Boolean).join(' > ')), `  ${shortened(said)}`]
  })
  const more = failures.length - most
  return more > 0 ? [...lines, `and ${more} more`] : lines
}

const shortened = (line: string): string =>
  line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH - 1)}…` : line

/** The last lines of an output that say anything. */
export function lastLines(output: string, count: number): string[] {
  const lines = output.replace(COLOURS, '').split(/\r?\n/)
  return lines
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .map(shortened)
}
