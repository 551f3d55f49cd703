/**
 * A real PostgreSQL for tests: a cluster of its own on tmpfs, reached by a socket only. As root it
 * runs as the user postgres, because PostgreSQL refuses root. It ends with the test process,
 * however that ends.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)
const BIN = '/usr/lib/postgresql/15/bin'
const START_TIMEOUT_MS = 30_000

/** Why tests on a real PostgreSQL cannot run here; null when they can. */
export function postgresMissing(): string | null {
  return existsSync(join(BIN, 'initdb')) ? null : `PostgreSQL 15 is not installed (${BIN})`
}

export interface PostgresServer {
  /** Address of a new, empty database. */
  createDatabase(): Promise<string>
  stop(): Promise<void>
}

/** What goes before a program so that root runs it as the user postgres. */
const AS_POSTGRES =
  userInfo().uid === 0 ? ['--reuid=postgres', '--regid=postgres', '--clear-groups'] : []

/** A test never needs its database after a crash of the machine; a bench measures what one costs. */
const FORGETFUL = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/**
 * Starts a cluster; a durable one on a disk with the settings of a server in production, any other
 * in memory where that can be had.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const parent = !durable && existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const folder = await mkdtemp(join(parent, 'tandem-pg-'))
  if (userInfo().uid === 0) await run('chown', ['postgres:postgres', folder])
  const data = join(folder, 'data')
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync']
  await run('setpriv', [...AS_POSTGRES, join(BIN, 'initdb'), ...initdb])
  const server = spawnServer(folder, data, durable ? [] : FORGETFUL)
  await waitUntilReady(folder, server)

  let databases = 0
  return {
    async createDatabase() {
      const name = `test_${++databases}`
      const admin = await connect(folder)
      await admin.query(`CREATE DATABASE ${name}`)
      await admin.end()
      return `postgres://postgres@/${name}?host=${encodeURIComponent(folder)}`
    },
    async stop() {
      // Immediate shutdown: nothing of it is wanted any more.
      if (server.kill('SIGQUIT')) await once(server, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The kernel ends the server when this process dies, even when it is killed. */
function spawnServer(folder: string, data: string, settings: readonly string[]): ChildProcess {
  const options = ['listen_addresses=', ...settings].flatMap((setting) => ['-c', setting])
  const server = ['--pdeathsig=QUIT', ...AS_POSTGRES, join(BIN, 'postgres')]
  return spawn('setpriv', [...server, '-D', data, '-k', folder, ...options], { stdio: 'ignore' })
}

async function connect(folder: string): Promise<pg.Client> {
  const client = new pg.Client({ host: folder, user: 'postgres', database: 'postgres' })
  await client.connect()
  return client
}

async function waitUntilReady(folder: string, server: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS
  for (;;) {
    try {
      const client = await connect(folder)
      await client.end()
      return
    } catch (error) {
      if (server.exitCode !== null || Date.now() > giveUpAt) {
        throw new Error('PostgreSQL does not start', { cause: error })
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
