/**
 * `npm run check`: format, lint, types, arrows, translations. Runs all of them, says a line for
 * each, shows what is wrong below the lines and fails when anything is.
 */
import { readdirSync } from 'node:fs'
import { checkArrows } from './arrows.ts'
import { program, ROOT, run } from './repository.ts'
import { checkTranslations } from './translations.ts'

/** Folders that hold TypeScript. */
const CODE = ['domain', 'db', 'host', 'renderer', 'electron', 'gateway', 'test', 'tools']

/** By name: beside a pattern that no file has for its name, oxfmt looks at nothing else. */
const CONFIGS = readdirSync(ROOT).filter((name) => name.endsWith('.config.ts'))

interface Outcome {
  ok: boolean
  output: string
}

const CHECKS: readonly { name: string; check: () => Promise<Outcome> }[] = [
  { name: 'format', check: () => tool('oxfmt', ['--check', ...CODE, 'resources', ...CONFIGS]) },
  {
    name: 'lint',
    check: () => tool('oxlint', ['--type-aware', '--deny-warnings', ...CODE]),
  },
  { name: 'types', check: () => tool('tsc', ['-p', '.']) },
  { name: 'arrows', check: async () => sentences(checkArrows()) },
  {
    name: 'translations',
    check: async () => {
      const { problems, notes } = checkTranslations()
      return { ok: problems.length === 0, output: [...problems, ...notes].join('\n') }
    },
  },
]

async function tool(name: string, args: readonly string[]): Promise<Outcome> {
  const { code, output } = await run(program(name), args)
  return { ok: code === 0, output: code === 0 ? '' : output }
}

function sentences(problems: readonly string[]): Outcome {
  return { ok: problems.length === 0, output: problems.join('\n') }
}

let failed = 0
const reports: string[] = []
for (const { name, check } of CHECKS) {
  const start = performance.now()
  const { ok, output } = await check()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(13)}${seconds.padStart(6)} s`)
  if (!ok) failed += 1
  if (output.trim() !== '') reports.push(`\n--- ${name}\n${output.trim()}`)
}
if (reports.length > 0) console.log(reports.join('\n'))
console.log(`\ncheck: ${CHECKS.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
