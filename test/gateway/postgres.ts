/**
 * A real PostgreSQL for tests: a cluster of its own on tmpfs, reached by a socket only. As root it
 * runs as the user postgres, because PostgreSQL refuses root.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)
const BIN = '/usr/lib/postgresql/15/bin'

/** Why tests on a real PostgreSQL cannot run here; null when they can. */
export function postgresMissing(): string | null {
  return existsSync(join(BIN, 'initdb')) ? null : `PostgreSQL 15 is not installed (${BIN})`
}

export interface PostgresServer {
  /** Address of a new, empty database. */
  createDatabase(): Promise<string>
  stop(): Promise<void>
}

async function asPostgres(program: string, args: readonly string[]): Promise<void> {
  const file = join(BIN, program)
  if (userInfo().uid !== 0) await run(file, args)
  else
    await run('setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', file, ...args])
}

/** Starts a cluster without durability: a test never needs it after a crash of the machine. */
export async function startPostgres(): Promise<PostgresServer> {
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const folder = await mkdtemp(join(parent, 'tandem-pg-'))
  if (userInfo().uid === 0) {
    await run('chown', ['postgres:postgres', folder])
    await chmod(folder, 0o700)
  }
  const data = join(folder, 'data')
  await asPostgres('initdb', [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-sync',
  ])
  const options = `-c listen_addresses='' -k ${folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off`
  await asPostgres('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start'])

  let databases = 0
  return {
    async createDatabase() {
      const name = `test_${++databases}`
      const admin = new pg.Client({ host: folder, user: 'postgres', database: 'postgres' })
      await admin.connect()
      await admin.query(`CREATE DATABASE ${name}`)
      await admin.end()
      return `postgres://postgres@/${name}?host=${encodeURIComponent(folder)}`
    },
    async stop() {
      await asPostgres('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
