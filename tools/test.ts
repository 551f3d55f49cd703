/**
 * `npm test`: everything, fast first: check, unit, sync, build with the pack check, end to end.
 * Runs all of them even when one fails, and ends with a line for each and one for the whole.
 */
import { program, run } from './repository.ts'
import { ensureBrowser, ensurePostgres, MissingProgram } from './system.ts'

const STEPS: readonly { name: string; command: string; args: readonly string[] }[] = [
  { name: 'check', command: process.execPath, args: ['tools/check.ts'] },
  { name: 'unit', command: program('vitest'), args: ['run', '--project', 'unit'] },
  { name: 'sync', command: process.execPath, args: ['tools/test-sync.ts'] },
  { name: 'build', command: program('vite'), args: ['build', '--app', '--logLevel', 'warn'] },
  { name: 'pack', command: process.execPath, args: ['tools/pack-check.ts'] },
  { name: 'e2e', command: program('playwright'), args: ['test'] },
]

function prepare(): boolean {
  try {
    ensurePostgres()
    ensureBrowser()
    return true
  } catch (error) {
    if (!(error instanceof MissingProgram)) throw error
    console.error(error.message)
    return false
  }
}

async function runAll(): Promise<number> {
  const lines: string[] = []
  let failed = 0
  for (const { name, command, args } of STEPS) {
    console.log(`\n=== ${name}`)
    const start = performance.now()
    const { code } = await run(command, args, { show: true })
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    if (code !== 0) failed += 1
    lines.push(`${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(6)}${seconds.padStart(7)} s`)
  }
  console.log(`\n${lines.join('\n')}`)
  console.log(`${STEPS.length - failed} passed, ${failed} failed`)
  return failed
}

process.exitCode = prepare() && (await runAll()) === 0 ? 0 : 1
