/**
 * `npm run test:sync`: whole desks and gateways against each other. `--seeds N` plays that many
 * seeds of the model-based test. `--seed S` begins with that one and plays no other test: alone this
 * seed, with `--seeds N` a part of a long run, or the rest of one that was broken off.
 */
import { parseArgs } from 'node:util'
import { program, run } from './repository.ts'
import { ensurePostgres, MissingProgram } from './system.ts'

const MODEL_TEST = 'test/sync/model.test.ts'

export interface SyncOptions {
  /** Seeds to play; null: as many as the test does by itself. */
  seeds: number | null
  /** The first one; null: 1. */
  seed: number | null
}

/** What a person is told who gave an option that there is not. */
export class BadOption extends Error {}

/** Reads the arguments after `--`. Throws BadOption with a sentence. */
export function readSyncOptions(args: readonly string[]): SyncOptions {
  const values = parse(args)
  return { seeds: readNumber('seeds', values.seeds), seed: readNumber('seed', values.seed) }
}

function parse(args: readonly string[]) {
  try {
    const options = { seeds: { type: 'string' }, seed: { type: 'string' } } as const
    return parseArgs({ args: [...args], options }).values
  } catch {
    throw new BadOption(
      `npm run test:sync takes --seeds N and --seed S, not "${args.join(' ')}". ` +
        'One test file: npx vitest run test/sync/faults.test.ts',
    )
  }
}

function readNumber(name: string, value: string | undefined): number | null {
  if (value === undefined) return null
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value)
  throw new BadOption(`--${name} is a whole number from 1 to 999999999, not "${value}".`)
}

/** Runs the tests. Gives the exit code. */
export async function testSync({ seeds, seed }: SyncOptions): Promise<number> {
  const env = {
    ...process.env,
    ...(seed === null ? {} : { TANDEM_SEED: String(seed) }),
    ...(seed !== null ? { TANDEM_SEEDS: '1' } : {}),
    ...(seeds === null ? {} : { TANDEM_SEEDS: String(seeds) }),
  }
  const files = seed === null ? [] : [MODEL_TEST]
  const args = ['run', '--project', 'sync', ...files]
  const { code } = await run(program('vitest'), args, { show: true, env })
  return code
}

if (import.meta.main) {
  try {
    const options = readSyncOptions(process.argv.slice(2))
    ensurePostgres()
    process.exitCode = await testSync(options)
  } catch (error) {
    if (!(error instanceof BadOption || error instanceof MissingProgram)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}
