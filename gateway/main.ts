/** `npm run gateway`: starts the gateway, says when it is ready, stops when asked to. */
import { resolve } from 'node:path'
import { openPostgres, type Database } from './database.ts'
import { errorName, logToStandardError } from './log.ts'
import { migrate, renewIdentity } from './migrations.ts'
import { readSeal, sealStored } from './sealing.ts'
import { createGateway } from './server.ts'
import {
  HELP,
  readSettings,
  type ServerSettings,
  type Settings,
  type VerifySettings,
} from './settings.ts'
import { START_ERRORS, StartError } from './start-error.ts'
import { tellVerified, verifyLog } from './verify-log.ts'

interface Running {
  url: string
  issuer: string
  close(): Promise<void>
}

async function start(
  settings: Exclude<Settings, { kind: 'help' } | VerifySettings>,
): Promise<Running> {
  if (settings.kind === 'server') return await startServer(settings)
  const { startPracticeGateway } = await import('./practice/start.ts')
  const { dataDir, seed, world, port, identityPort } = settings
  return await startPracticeGateway({ dataDir: resolve(dataDir), seed, world, port, identityPort })
}

async function startServer(settings: ServerSettings): Promise<Running> {
  const { issuer, audience, host, port, sealKeyFile, uploadMbPerDay } = settings
  if (sealKeyFile === null) throw new StartError('BAD_SETTINGS', 'TANDEM_SEAL_KEY_FILE is missing')
  const seal = readSeal(sealKeyFile)
  await migrateAt(settings.databaseUrl)
  const database = await openPostgres(settings.databaseUrl)
  try {
    const log = logToStandardError
    await sealStored(database, seal, log)
    const known = { database, seal, issuer, audience, log, uploadMbPerDay }
    const gateway = createGateway(known)
    const { url } = await gateway.listen({ host, port })
    const close = async (): Promise<void> => {
      await gateway.close()
      await database.close()
    }
    return { url, issuer, close }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** A migration may rewrite every record: it takes the time that it needs, whatever a statement of a desk may. */
async function migrateAt(databaseUrl: string): Promise<void> {
  const database = await openPostgres(databaseUrl, { statement_timeout: 0, query_timeout: 0 })
  try {
    await migrate(database)
  } finally {
    await database.close()
  }
}

async function markRestored({ databaseUrl }: ServerSettings): Promise<void> {
  await migrateAt(databaseUrl)
  const database = await openPostgres(databaseUrl)
  try {
    await renewIdentity(database)
  } finally {
    await database.close()
  }
  process.stdout.write(
    'The data are marked as restored: every desk asks its officer, then fills anew.\n',
  )
}

async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2), process.env)
  if (settings.kind === 'help') {
    process.stdout.write(HELP)
    return
  }
  if (settings.kind === 'verify') return await verify(settings)
  if (settings.kind === 'server' && settings.restored) return await markRestored(settings)
  const stopped = stopSignal()
  const running = await start(settings)
  process.stdout.write(
    `gateway ready ${JSON.stringify({ url: running.url, issuer: running.issuer })}\n`,
  )
  await stopped
  await running.close()
  process.exit(0)
}

async function openLog({ log }: VerifySettings): Promise<Database> {
  if ('databaseUrl' in log) return await openPostgres(log.databaseUrl)
  const { openPracticeDatabase } = await import('./practice/start.ts')
  const { dataDir } = log.practice
  return await openPracticeDatabase({ ...log.practice, dataDir: resolve(dataDir) })
}

/** Tells whether the access log is whole; the exit code says it too. */
async function verify(settings: VerifySettings): Promise<void> {
  const database = await openLog(settings)
  try {
    const { text, exitCode } = tellVerified(await verifyLog(database.queries))
    process.stdout.write(text)
    process.exitCode = exitCode
  } finally {
    await database.close()
  }
}

/** A signal that comes again within this time is the same wish, in milliseconds. */
const SAME_SIGNAL_MS = 500

/** The first SIGINT or SIGTERM, also during the start; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((settle) => {
    const stop = (): void => {
      settle()
      // Ctrl-C comes twice from npm: by the terminal, and passed on. That is one wish.
      setTimeout(() => {
        process.off('SIGINT', stop)
        process.off('SIGTERM', stop)
      }, SAME_SIGNAL_MS).unref()
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
}

/** One sentence for the operator; the code for a program; never a stack trace. */
function fail(error: unknown): void {
  const known = error instanceof StartError
  const code = known ? error.code : 'INTERNAL'
  const sentence = known ? error.message : `${START_ERRORS.INTERNAL} (${errorName(error)})`
  process.stderr.write(`${sentence}.\n${JSON.stringify({ error: code })}\n`)
  process.exit(1)
}

main().catch(fail)
