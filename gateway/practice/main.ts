/**
 * `npm run world -- --dossiers N --declarations N --persons N --enterprises N --seed N --out DIR`:
 * writes a practice world as NDJSON, one file per kind, with truth.ndjson and manifest.json.
 */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { brusselsToday, isLocalDate } from '../../domain/calendar/local-date.ts'
import { RECORD_KINDS } from '../../domain/contract/records.ts'
import { makeFolder } from './data-folder.ts'
import { generateWorld, sizeProblem, SMALL, type Truth, type WorldOptions } from './world/index.ts'

const USAGE = `npm run world -- --out DIR [options]

  --out DIR          folder to write to; made when it is not there
  --dossiers N       default ${SMALL.dossiers}
  --declarations N   default ${SMALL.declarations}
  --persons N        default ${SMALL.persons}
  --enterprises N    default ${SMALL.enterprises}
  --seed N           default 1; the same seed, sizes and day give the same bytes
  --today DATE       day on which the world is seen, YYYY-MM-DD; default today`

/** A mistake of the caller or of the machine, said in words. */
class Failure extends Error {}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback
  if (!/^\d{1,10}$/.test(text)) throw new Failure(`--${name} must be a whole number, not "${text}"`)
  return Number(text)
}

/** Reads the command line. Throws `Failure` with what is wrong. */
export function readArguments(argv: readonly string[]): { out: string; options: WorldOptions } {
  const text = { type: 'string' } as const
  let values
  try {
    values = parseArgs({
      args: [...argv],
      options: {
        dossiers: text,
        declarations: text,
        persons: text,
        enterprises: text,
        seed: text,
        today: text,
        out: text,
      },
    }).values
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error))
  }
  if (!values.out) throw new Failure('--out DIR is missing')
  const today = values.today ?? brusselsToday(new Date())
  if (!isLocalDate(today)) throw new Failure(`--today must be a date YYYY-MM-DD, not "${today}"`)
  if (today < '2020-01-01' || today > '2039-12-31') {
    throw new Failure('--today must lie between 2020-01-01 and 2039-12-31')
  }
  const sizes = {
    dossiers: wholeNumber('dossiers', values.dossiers, SMALL.dossiers),
    declarations: wholeNumber('declarations', values.declarations, SMALL.declarations),
    persons: wholeNumber('persons', values.persons, SMALL.persons),
    enterprises: wholeNumber('enterprises', values.enterprises, SMALL.enterprises),
  }
  const problem = sizeProblem(sizes)
  if (problem) throw new Failure(problem)
  const seed = wholeNumber('seed', values.seed, 1)
  return { out: resolve(values.out), options: { ...sizes, seed, today } }
}

const BUFFER_CHARS = 1 << 20

/** A file of lines, written in large pieces. */
class LineFile {
  readonly #fd: number
  #pending: string[] = []
  #chars = 0
  lines = 0

  constructor(path: string) {
    this.#fd = openSync(path, 'w')
  }

  add(line: string): void {
    this.#pending.push(line)
    this.#chars += line.length
    this.lines += 1
    if (this.#chars >= BUFFER_CHARS) this.#flush()
  }

  #flush(): void {
    if (this.#pending.length === 0) return
    const bytes = Buffer.from(`${this.#pending.join('\n')}\n`)
    for (let at = 0; at < bytes.length;) at += writeSync(this.#fd, bytes, at)
    this.#pending = []
    this.#chars = 0
  }

  close(): void {
    this.#flush()
    closeSync(this.#fd)
  }
}

/** Writes a world to a folder; returns the number of lines per file. */
export function writeWorld(out: string, options: WorldOptions): Record<string, number> {
  makeFolder(out)
  const files = new Map<string, LineFile>(
    [...RECORD_KINDS, 'truth'].map((name) => [name, new LineFile(join(out, `${name}.ndjson`))]),
  )
  const truth = files.get('truth')!
  const onTruth = (fact: Truth) => truth.add(JSON.stringify(fact))
  for (const { record, scopes } of generateWorld(options, onTruth)) {
    files
      .get(record.kind)!
      .add(JSON.stringify({ id: record.id, version: record.version, scopes, body: record.body }))
  }
  for (const file of files.values()) file.close()
  const counts = Object.fromEntries([...files].map(([name, { lines }]) => [name, lines]))
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify({ ...options, counts }, null, 2)}\n`)
  return counts
}

const PROBLEMS_OF_FOLDER: Readonly<Record<string, string>> = {
  ENOENT: 'cannot be made there',
  EACCES: 'may not be written to',
  EPERM: 'may not be written to',
  EROFS: 'is on a read-only disk',
  ENOTDIR: 'lies under something that is not a folder',
  EEXIST: 'is not a folder',
  EISDIR: 'holds a folder where a file must go',
  ENOSPC: 'is on a full disk: make room and run it again',
  EDQUOT: 'is over its disk quota: make room and run it again',
}

/** Runs the command; returns the exit code. */
export function main(argv: readonly string[]): number {
  if (argv.includes('--help')) {
    console.log(USAGE)
    return 0
  }
  let out = ''
  try {
    const asked = readArguments(argv)
    out = asked.out
    const start = performance.now()
    const counts = writeWorld(out, asked.options)
    const seconds = Number(((performance.now() - start) / 1000).toFixed(1))
    const { maxRSS } = process.resourceUsage()
    console.log(JSON.stringify({ out, seconds, peakMb: Math.round(maxRSS / 1024), ...counts }))
    return 0
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    const known = PROBLEMS_OF_FOLDER[code]
    if (error instanceof Failure) console.error(`${error.message}\n\n${USAGE}`)
    else if (known) console.error(`the folder ${out} ${known}`)
    else throw error
    return error instanceof Failure ? 2 : 1
  }
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2))
