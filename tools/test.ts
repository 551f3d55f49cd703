/**
 * `npm test`: everything, fast first: check, unit, sync, build with the pack check, end to end.
 * Runs all of them even when one fails, and ends with a line for each, one for the whole, and what
 * failed by name: who sees only the end of the log knows where to look.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failureLines, lastLines, readFailures } from './failures.ts'
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

const TAIL_LINES = 8

async function runAll(reports: string): Promise<number> {
  const lines: string[] = []
  const said: string[] = []
  let failed = 0
  for (const { name, command, args } of STEPS) {
    console.log(`\n=== ${name}`)
    const start = performance.now()
    const report = join(reports, `${name}.json`)
    const env = { ...process.env, TANDEM_REPORT: report }
    const { code, output } = await run(command, args, { show: true, env })
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    lines.push(`${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(6)}${seconds.padStart(7)} s`)
    if (code === 0) continue
    failed += 1
    const failures = failureLines(readFailures(report) ?? [])
    const why = failures.length > 0 ? failures : lastLines(output, TAIL_LINES)
    said.push(`\n=== failed in ${name}`, ...why)
  }
  console.log(`\n${lines.join('\n')}`)
  console.log(`${STEPS.length - failed} passed, ${failed} failed`)
  for (const line of said) console.log(line)
  return failed
}

async function runAndReport(): Promise<number> {
  const reports = mkdtempSync(join(tmpdir(), 'tandem-reports-'))
  try {
    return await runAll(reports)
  } finally {
    rmSync(reports, { recursive: true })
  }
}

process.exitCode = prepare() && (await runAndReport()) === 0 ? 0 : 1
