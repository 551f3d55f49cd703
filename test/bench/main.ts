/**
 * `npm run bench` lists the benches; `npm run bench -- NAME [--json] [--world small|full]` runs one
 * and prints a JSON line per figure (without --json also a table for people).
 */
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Bench, Figure, World } from './figure.ts'

const WORLDS: readonly World[] = ['small', 'full']
/** Files beside the benches that are not benches. */
const HELPERS = new Set(['main', 'measure', 'figure'])

function benchNames(): string[] {
  return readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => entry.name.slice(0, -'.ts'.length))
    .filter((name) => !HELPERS.has(name) && !name.includes('.'))
    .sort()
}

interface Request {
  name: string | null
  json: boolean
  world: World
}

/** Reads the command line; throws an error whose message is a sentence. */
function readRequest(args: string[]): Request {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      world: { type: 'string', default: 'full' },
    },
  })
  if (!WORLDS.includes(values.world as World)) {
    throw new Error(`--world is small or full, not ${values.world}.`)
  }
  if (positionals.length > 1) throw new Error(`One bench at a time, not ${positionals.join(', ')}.`)
  const name = positionals[0] ?? null
  if (name !== null && !benchNames().includes(name)) {
    throw new Error(`There is no bench ${name}. There are: ${benchNames().join(', ')}.`)
  }
  return { name, json: values.json, world: values.world as World }
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(4))
}

function jsonLine(bench: string, one: Figure): string {
  const { figure, value, unit, baseline, ratio, goal, ok } = one
  return JSON.stringify({
    bench,
    figure,
    value: rounded(value),
    unit,
    baseline: rounded(baseline),
    ratio: rounded(ratio),
    goal,
    ok,
  })
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map((one) => [
    one.ok ? 'ok' : 'MISS',
    one.figure,
    `${rounded(one.value)} ${one.unit}`,
    one.goal,
    one.baseline === null ? '' : `baseline ${rounded(one.baseline)} ${one.unit}`,
    one.ratio === null ? '' : `${rounded(one.ratio)} x`,
  ])
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths![column]!)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

async function runBench({ name, json, world }: Request & { name: string }): Promise<boolean> {
  const { default: bench } = (await import(`./${name}.ts`)) as { default: Bench }
  const figures: Figure[] = []
  for await (const figure of bench({ world, json })) {
    figures.push(figure)
    console.log(jsonLine(name, figure))
  }
  if (!json) console.log(`\n${table(figures)}`)
  return figures.length > 0 && figures.every(({ ok }) => ok)
}

let request: Request | null = null
try {
  request = readRequest(process.argv.slice(2))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
if (request?.name === null) {
  console.log(benchNames().join('\n'))
} else if (request) {
  const ok = await runBench({ ...request, name: request.name })
  // At once: nothing that a bench left open may keep it from ending.
  process.exit(ok ? 0 : 1)
}
