/**
 * `npm start`: builds what is missing, starts the practice gateway and the workbench, and opens the
 * window. Prints one line `ready {...}` when the page can be used; stops cleanly when asked to.
 */
import { join } from 'node:path'
import { TandemError } from '../domain/contract/errors.ts'
import { DESK_CLIENT_ID } from '../domain/contract/shell.ts'
import { keepCompiled } from '../host/compiled.ts'
import { electronBinary, startElectron } from './start/electron.ts'
import { startGateway } from './start/gateway.ts'
import { openInBrowser } from './start/open.ts'
import { helpText, readOptions, type StartOptions } from './start/options.ts'
import { ensurePage, ensureShell, PAGE_DIR } from './start/page.ts'
import { errorSentence, fill, StartFailure, startTexts, systemLanguage } from './start/texts.ts'

/** How long a clean stop may take before the process ends anyway, in milliseconds. */
const STOP_TIMEOUT_MS = 8000
/** How often it is looked whether the program that started this one is still there. */
const PARENT_CHECK_MS = 1000

const language = systemLanguage(process.env)
const texts = startTexts(language)
/** What was started, stopped in the opposite order. */
const stops: (() => Promise<void>)[] = []
let stopping = false

interface GatewayAddress {
  url: string
  issuer: string
}

async function start(options: StartOptions): Promise<void> {
  const binary = options.browser ? null : electronBinary()
  if (!binary) keepCompiled(join(options.dataDir, 'compiled'))
  const [gateway] = await Promise.all([
    openGateway(options),
    binary ? ensureShell(texts) : ensurePage(texts),
  ])
  if (binary) await openElectron(binary, options, gateway)
  else await openBrowser(options, gateway)
}

async function openGateway(options: StartOptions): Promise<GatewayAddress> {
  if (options.gateway) return options.gateway
  const thread = await startGateway(options, texts)
  stops.push(() => thread.close())
  return thread
}

async function openElectron(
  binary: string,
  { dataDir, person, gateway: other }: StartOptions,
  { url, issuer }: GatewayAddress,
): Promise<void> {
  const gateway = { url, issuer, clientId: DESK_CLIENT_ID }
  const practice = other === null
  const child = await startElectron({ binary, dataDir, gateway, practice, person }, texts)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  stops.push(async () => {
    child.kill('SIGTERM')
    await ended
  })
  void ended.then(() => stop())
  sayReady('app://tandem/index.html', 'electron', gateway)
}

async function openBrowser(
  { dataDir, port, open, person, gateway: other }: StartOptions,
  { url, issuer }: GatewayAddress,
): Promise<void> {
  const gateway = { url, issuer, clientId: DESK_CLIENT_ID }
  const { startLoopback } = await import('../host/main-loopback.ts')
  const desk = await startLoopback({
    dataDir: join(dataDir, 'desk'),
    gateway,
    port,
    pageDir: PAGE_DIR,
    // Browser mode knows synthetic people only, whoever's gateway it talks to.
    practice: true,
  })
  stops.push(() => desk.close())
  if (person !== null && desk.workbench.session().actor?.id !== person) {
    await signIn(desk.signInWith, person, other !== null)
  }
  if (stopping) return
  sayReady(desk.url, 'browser', gateway)
  if (open) openInBrowser(desk.url, texts)
}

/** A gateway elsewhere may be away: the desk opens all the same and says so in its window. */
async function signIn(
  signInWith: (person: string) => Promise<void>,
  person: string,
  isElsewhere: boolean,
): Promise<void> {
  try {
    await signInWith(person)
  } catch (error) {
    if (!isElsewhere || !(error instanceof TandemError)) throw error
    const reason = errorSentence(language, error.code, error.details)
    console.error(fill(texts.signInFailed, { person, reason }))
  }
}

function sayReady(url: string, mode: 'browser' | 'electron', gateway: GatewayAddress): void {
  const ms = Math.round(performance.now())
  const ready = { url, mode, ms, gateway: gateway.url, issuer: gateway.issuer }
  process.stdout.write(`ready ${JSON.stringify(ready)}\n`)
}

/** Stops everything; a second call does nothing. */
async function stop(code = 0): Promise<void> {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(code), STOP_TIMEOUT_MS).unref()
  for (const one of stops.splice(0).reverse()) {
    await one().catch(() => {
      code = 1
    })
  }
  process.exit(code)
}

/** One sentence for the person; the code for whoever calls this by program; never a stack. */
async function fail(error: unknown): Promise<void> {
  if (stopping) return
  const code = error instanceof TandemError ? error.code : 'INTERNAL'
  const details = error instanceof TandemError ? error.details : {}
  const sentence =
    error instanceof StartFailure ? error.message : errorSentence(language, code, details)
  console.error(sentence)
  await stop(1)
}

/** A start whose parent is gone has nobody to stop it. */
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) void stop()
}, PARENT_CHECK_MS).unref()
process.on('SIGINT', () => void stop())
process.on('SIGTERM', () => void stop())
process.on('SIGHUP', () => void stop())
process.on('uncaughtException', (error) => void fail(error))
process.on('unhandledRejection', (error) => void fail(error))

try {
  const options = readOptions(process.argv.slice(2), texts)
  if (options.help) console.log(helpText(texts))
  else await start(options)
} catch (error) {
  await fail(error)
}
