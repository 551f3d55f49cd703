/** `npm run import`: an extract of declarations, presences, A1 forms or employments into the one truth of all desks. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import * as v from 'valibot'
import type { Actor } from '../domain/contract/actor.ts'
import { ImportTaken } from '../domain/contract/imports.ts'
import { importBatch } from '../gateway/imports.ts'
import { PRACTICE_PEOPLE } from '../gateway/practice/people.ts'
import { openPracticeDatabase } from '../gateway/practice/start.ts'
import { StartError } from '../gateway/start-error.ts'
import { mayImport } from '../domain/rights/imports.ts'
import { ImportFailure, type ImportOptions, readImportOptions, USAGE } from './import/options.ts'
import { runImport } from './import/run.ts'
import type { Send } from '../domain/imports/sender.ts'
import { defaultDataDir } from './start/options.ts'

interface Target {
  send: Send | null
  close(): Promise<void>
}

const nothing: Target = { send: null, close: async () => undefined }

/** Where a run of this kind goes. Throws ImportFailure. */
async function openTarget({ target, dryRun }: ImportOptions): Promise<Target> {
  if (dryRun || target === null) return nothing
  return 'gateway' in target ? toGateway(target) : toPractice(target)
}

function toGateway({ gateway, tokenFile }: { gateway: string; tokenFile: string }): Target {
  let token: string
  try {
    token = readFileSync(tokenFile, 'utf8').trim()
  } catch {
    throw new ImportFailure(`${tokenFile} cannot be read.`)
  }
  if (!URL.canParse('/sync/import', gateway)) {
    throw new ImportFailure(`--gateway ${gateway} is no address such as https://gateway.example.`)
  }
  const url = new URL('/sync/import', gateway)
  const send: Send = async (batch) => {
    const answer = await posted(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(batch),
    })
    const body: unknown = await answer.json().catch(() => null)
    if (answer.ok && v.is(ImportTaken, body)) return body
    const code = (body as { code?: string } | null)?.code ?? String(answer.status)
    throw new ImportFailure(
      `The gateway refused a batch: ${code}. What was sent before stays; run it again to go on.`,
    )
  }
  return { send, close: async () => undefined }
}

const TRIES = 3
const PAUSE = 2000

/** A batch that gets lost on its way is sent again: the same batch twice changes nothing. */
async function posted(url: URL, request: RequestInit): Promise<Response> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await fetch(url, request)
    } catch (error) {
      if (left === 0) {
        throw new ImportFailure(
          `The gateway at ${url.origin} cannot be reached. What was sent before stays; run it again to go on.`,
          { cause: error },
        )
      }
      await setTimeout(PAUSE)
    }
  }
}

async function toPractice(target: {
  dataDir: string | null
  seed: number
  world: 'small' | 'full'
}): Promise<Target> {
  const dataDir = join(resolve(target.dataDir ?? defaultDataDir()), 'gateway')
  const actor: Actor = PRACTICE_PEOPLE.find((person) => mayImport(person))!
  try {
    const database = await openPracticeDatabase({ ...target, dataDir })
    return { send: (batch) => importBatch(database, actor, batch), close: database.close }
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    const running = error.code === 'DATA_FOLDER_IN_USE'
    throw new ImportFailure(
      running
        ? 'The practice world is running: stop npm start first.'
        : `The practice world cannot be opened: ${error.message}.`,
    )
  }
}

async function run(options: ImportOptions): Promise<void> {
  const target = await openTarget(options)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  let told = Date.now()
  try {
    const result = await runImport(options, {
      send: target.send,
      memory: join(homedir(), '.config', 'tandem'),
      signal: stop.signal,
      progress({ read, good, refused }) {
        if (Date.now() - told < 1000) return
        told = Date.now()
        process.stderr.write(`${read} rows read, ${good} good, ${refused} refused\n`)
      },
    })
    process.stdout.write(`${JSON.stringify(result)}\n`)
    if (result.cancelled) process.exitCode = 130
  } finally {
    await target.close()
  }
}

try {
  const options = readImportOptions(process.argv.slice(2))
  if (options) await run(options)
  else process.stdout.write(`${USAGE}\n`)
} catch (error) {
  if (!(error instanceof ImportFailure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
