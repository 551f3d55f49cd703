/**
 * Proves the packaging without Electron's binary: checks electron-builder.yml against its schema,
 * packs the built application around a stand-in of Electron, and reads back what went into the
 * archive and which fuses were set.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses'
import { program, ROOT, run } from './repository.ts'

/** What Electron's fuses must be in every package; `true` is enabled. */
const FUSES: ReadonlyMap<FuseV1Options, boolean> = new Map([
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
])

/** Files that the application cannot start without. */
const NEEDED = [
  '/package.json',
  '/out/electron/main.js',
  '/out/electron/preload.cjs',
  '/out/host/main-utility.js',
  '/out/host/check-worker.js',
  '/out/host/forecast-worker.js',
  '/out/host/fill-worker.js',
  '/out/host/pull-worker.js',
  '/out/host/snapshot-worker.js',
  '/out/host/findings-worker.js',
  '/out/host/links-worker.js',
  '/out/host/workshop-worker.js',
  '/out/host/renewal-worker.js',
  '/out/renderer/index.html',
  '/node_modules/better-sqlite3/prebuilds/linux-x64.node',
]
/** What must never be shipped: sources, tests, other libraries than the native one, browser mode. */
const FORBIDDEN = [
  /\.tsx?$/,
  /\.map$/,
  /^\/(test|tools|gateway|resources|\.)/,
  /loopback/,
  /^\/node_modules\/(?!better-sqlite3(\/|$))/,
  /better-sqlite3\/(deps|src|binding\.gyp)/,
  /prebuilds\/(?!linux-x64\.node$)./,
]

/** Sequence by which the fuse tool finds the wire in a binary, then version, length and states. */
const FUSE_WIRE = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, FUSES.size]),
  Buffer.from('0'.repeat(FUSES.size)),
])

async function checkSchema(): Promise<string[]> {
  const require = createRequire(import.meta.url)
  const builder = require('app-builder-lib/out/util/config/config.js') as {
    getConfig(dir: string, path: string | null, options: null): Promise<object>
    validateConfiguration(config: object, log: object): Promise<void>
  }
  const { DebugLogger } = require('builder-util') as { DebugLogger: new (on: boolean) => object }
  const config = await builder.getConfig(ROOT, join(ROOT, 'electron-builder.yml'), null)
  try {
    await builder.validateConfiguration(config, new DebugLogger(false))
    return []
  } catch (error) {
    return [(error as Error).message]
  }
}

/** A folder that looks like Electron's distribution to the packer. */
function standIn(folder: string): string {
  const { version } = JSON.parse(
    readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'),
  ) as { version: string }
  const dist = mkdtempSync(join(folder, 'electron-'))
  writeFileSync(join(dist, 'version'), version)
  writeFileSync(join(dist, 'LICENSE'), 'stand-in')
  writeFileSync(join(dist, 'electron'), FUSE_WIRE, { mode: 0o755 })
  return dist
}

async function pack(folder: string): Promise<{ app: string; problems: string[] }> {
  const output = join(folder, 'dist')
  const { code, output: text } = await run(program('electron-builder'), [
    '--dir',
    '--linux',
    '--publish',
    'never',
    `-c.electronDist=${standIn(folder)}`,
    `-c.directories.output=${output}`,
  ])
  return { app: join(output, 'linux-unpacked'), problems: code === 0 ? [] : [text] }
}

function checkArchive(app: string): string[] {
  const files = listPackage(join(app, 'resources', 'app.asar'), { isPack: false }).map((path) =>
    path.replaceAll('\\', '/'),
  )
  const missing = NEEDED.filter((path) => !files.includes(path))
  const shipped = files.filter((path) => FORBIDDEN.some((pattern) => pattern.test(path)))
  const native = 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node'
  return [
    ...missing.map((path) => `The package lacks ${path}`),
    ...shipped.map((path) => `The package must not hold ${path}`),
    ...(existsSync(join(app, native)) ? [] : ['The native module is not unpacked']),
  ]
}

async function checkFuses(app: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(join(app, 'tandem'))
  return [...FUSES].flatMap(([fuse, enabled]) => {
    const state = String.fromCharCode(wire[fuse] ?? 0)
    return state === (enabled ? '1' : '0')
      ? []
      : [`The fuse ${FuseV1Options[fuse]} is ${state}, not ${enabled ? '1' : '0'}`]
  })
}

async function checkPack(): Promise<string[]> {
  if (!existsSync(join(ROOT, 'out/electron/main.js'))) return ['Run npm run build first']
  const problems = await checkSchema()
  if (problems.length > 0) return problems
  const folder = mkdtempSync(join(tmpdir(), 'tandem-pack-'))
  try {
    const packed = await pack(folder)
    if (packed.problems.length > 0) return packed.problems
    return [...checkArchive(packed.app), ...(await checkFuses(packed.app))]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const problems = await checkPack()
console.log(problems.length === 0 ? 'pack: 1 passed, 0 failed' : problems.join('\n'))
process.exitCode = problems.length === 0 ? 0 : 1
