/** The practice gateway as people start it: in this thread, in one of its own, from the command line. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { BODIES } from '../../domain/contract/records.ts'
import type { Me, PlantedPage, SnapshotPage } from '../../domain/contract/sync.ts'
import { identityProvider } from '../../host/session/identity.ts'
import { walkThrough } from '../../host/session/practice-browser.ts'
import { openPostgres } from '../../gateway/database.ts'
import { readHead } from '../../gateway/feed.ts'
import { migrate } from '../../gateway/migrations.ts'
import { makeFolder } from '../../gateway/practice/data-folder.ts'
import { DESK_CLIENT_ID } from '../../domain/contract/shell.ts'
import { startPracticeGateway, type PracticeSettings } from '../../gateway/practice/start.ts'
import { World } from '../../gateway/practice/world/index.ts'
import { startPracticeThread } from '../../gateway/practice/thread.ts'
import { newKeyLine } from '../../gateway/sealing.ts'
import { HELP, readSettings } from '../../gateway/settings.ts'
import { realPostgres, withoutPostgres } from './fixtures.ts'

const KEYS = mkdtempSync(join(tmpdir(), 'tandem-seal-'))
const KEY_FILE = join(KEYS, 'seal.key')
writeFileSync(KEY_FILE, newKeyLine(), { mode: 0o600 })
afterAll(() => rm(KEYS, { recursive: true, force: true }))

const SIZES = { dossiers: 60, declarations: 150, persons: 80, enterprises: 80 }

let folder: string
let settings: Omit<PracticeSettings, 'log'>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tandem-practice-'))
  settings = { dataDir: folder, seed: 3, world: SIZES, port: 0 }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Signs in as the desk does, and gives the access token. */
async function signIn(issuer: string, person: string): Promise<string> {
  const provider = identityProvider(issuer, DESK_CLIENT_ID, Date.now)
  const listener = createServer((socket) => {
    socket.once('data', (request) => {
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
      arrived.resolve(/^GET (\S+)/.exec(String(request))?.[1] ?? '')
    })
  })
  const arrived = Promise.withResolvers<string>()
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const callback = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/callback`
  const round = { redirect: callback, state: 'round-1' }
  const request = await provider.begin(round, 'nl', person)
  await walkThrough(request.url, callback)
  const { access } = await request.exchange(new URL(await arrived.promise, callback))
  listener.close()
  return access
}

async function ask<T>(url: string, path: string, token: string): Promise<T> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  expect(response.status).toBe(200)
  return (await response.json()) as T
}

describe('the practice gateway', () => {
  test('fills its world once, signs people in, and keeps both over a restart', async () => {
    const first = await startPracticeGateway(settings)
    const token = await signIn(first.issuer, 'vl-an')
    const me = await ask<Me>(first.url, '/sync/me', token)
    expect(me.actor).toMatchObject({ id: 'vl-an', region: 'FL' })
    const { total, records } = await ask<SnapshotPage>(first.url, '/sync/snapshot', token)
    expect(total).toBe(records.length)
    expect(new Set(records.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(6)
    const ofNobody = records.filter(({ id }) => id.startsWith('stranger-'))
    const declared = ofNobody.map(({ kind, body }) => {
      const { worker } = v.parse(BODIES.declaration, JSON.parse(body!))
      return `${kind} ${worker.nationality}`
    })
    expect(declared, 'declared workers whom nobody knows').toEqual(
      ['TJ', 'GE', 'RS', 'ZZ', 'PT'].map((nationality) => `declaration ${nationality}`),
    )
    await first.close()

    const second = await startPracticeGateway(settings)
    expect({ url: second.url, issuer: second.issuer }, 'the ports of last time').toEqual({
      url: first.url,
      issuer: first.issuer,
    })
    const again = await ask<Me>(second.url, '/sync/me', token)
    expect(again.gatewayId, 'the token and the database are still good').toBe(me.gatewayId)
    await second.close()
  })

  test('tells those who answer for links whose each record really is, page by page', async () => {
    const world = new World({ ...SIZES, seed: 3, today: '2026-11-27' })
    const gateway = await startPracticeGateway(settings)
    const clerk = await signIn(gateway.issuer, 'dvz-nora')
    const lines: string[] = []
    for (let from: number | null = 0; from !== null;) {
      const page: PlantedPage = await ask(gateway.url, `/sync/planted?from=${from}`, clerk)
      lines.push(...page.lines.trim().split('\n'))
      from = page.next
    }
    const workers = [...world.workers()].map((pair) => pair.join(' '))
    expect(lines.filter((line) => line.startsWith('dec-'))).toEqual(workers)
    expect(lines.filter((line) => line.startsWith('stranger-')).slice(0, 2)).toEqual([
      'stranger-FL-1 -',
      'stranger-FL-2 -',
    ])
    const officer = await signIn(gateway.issuer, 'vl-an')
    const headers = { authorization: `Bearer ${officer}` }
    const refused = await fetch(`${gateway.url}/sync/planted?from=0`, { headers })
    expect(refused.status, 'an officer').toBe(403)
    await gateway.close()
  })

  test('another seed is another database beside the first', async () => {
    const other = await startPracticeGateway({ ...settings, seed: 4 })
    await other.close()
    const worlds = (await readdir(folder)).filter((name) => name.startsWith('world-'))
    expect(worlds).toHaveLength(2)
  })

  test('a world left half-made by a killed process is made anew', async () => {
    const worlds = (await readdir(folder)).filter((name) => name.startsWith('world-'))
    const unfinished = join(folder, `${worlds[0]?.replace(/seed-\d+/, 'seed-5')}.new`)
    await mkdir(unfinished)
    await writeFile(join(unfinished, 'PG_VERSION'), '18')
    const gateway = await startPracticeGateway({ ...settings, seed: 5 })
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200)
    await gateway.close()
    expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  test('two on one data folder: the second is told, the first goes on', async () => {
    const first = await startPracticeGateway(settings)
    await expect(startPracticeGateway(settings)).rejects.toMatchObject({
      code: 'DATA_FOLDER_IN_USE',
    })
    expect((await fetch(`${first.url}/health`)).status).toBe(200)
    await first.close()
  })

  test('the lock of a process that is gone is taken over', async () => {
    await writeFile(join(folder, 'gateway.lock'), '999999999 x')
    const gateway = await startPracticeGateway(settings)
    await gateway.close()
    expect(await readdir(folder)).not.toContain('gateway.lock')
  })

  test('a port that was asked for and is taken is said; one of last time is replaced', async () => {
    const first = await startPracticeGateway(settings)
    await first.close()
    const taken = createServer()
    const port = Number(new URL(first.url).port)
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve))
    await expect(startPracticeGateway({ ...settings, port })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
    })
    const elsewhere = await startPracticeGateway(settings)
    expect(elsewhere.url).not.toBe(first.url)
    await elsewhere.close()
    taken.close()
  })

  test('a data folder that cannot be made is said so', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    await expect(
      startPracticeGateway({ ...settings, dataDir: join(file, 'below') }),
    ).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' })
  })

  test('a data folder where the system holds no folders is said so, at once', async () => {
    const dataDir = '/proc/tandem/below'
    await expect(startPracticeGateway({ ...settings, dataDir })).rejects.toMatchObject({
      code: 'DATA_FOLDER_NOT_WRITABLE',
    })
    expect(() => makeFolder(dataDir)).toThrow('ENOENT')
    makeFolder(join(folder, 'one', 'two'))
    makeFolder(join(folder, 'one', 'two'))
  })

  test.skipIf(process.getuid?.() === 0)('a folder without write permission, too', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'tandem-closed-'))
    await chmod(closed, 0o500)
    await expect(startPracticeGateway({ ...settings, dataDir: closed })).rejects.toMatchObject({
      code: 'DATA_FOLDER_NOT_WRITABLE',
    })
    await rm(closed, { recursive: true })
  })

  test('in a thread of its own: the same, and errors come across', async () => {
    const thread = await startPracticeThread(settings)
    expect((await fetch(`${thread.url}/health`)).status).toBe(200)
    await expect(startPracticeThread(settings)).rejects.toMatchObject({
      code: 'DATA_FOLDER_IN_USE',
    })
    await thread.close()
    await thread.ended
    await expect(fetch(`${thread.url}/health`)).rejects.toThrow('fetch failed')
  })
})

describe('npm run gateway', () => {
  const postgres = realPostgres()
  afterAll(() => postgres.stop())

  interface Run {
    child: ChildProcess
    out: string
    errors: string
    code: Promise<number | null>
  }

  function run(args: readonly string[], environment: Record<string, string> = {}): Run {
    const child = spawn('node_modules/.bin/node', ['gateway/main.ts', ...args], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
    })
    // Its output is whole at its close only.
    const code = once(child, 'close').then(([exit]) => exit as number | null)
    const running: Run = { child, out: '', errors: '', code }
    child.stdout.on('data', (text) => (running.out += String(text)))
    child.stderr.on('data', (text) => (running.errors += String(text)))
    return running
  }

  async function firstLine(running: Run): Promise<string> {
    while (!running.out.includes('\n') && running.child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return running.out.split('\n')[0] ?? ''
  }

  test('explains itself', async () => {
    const running = run(['--help'])
    expect(await running.code).toBe(0)
    expect(running.out).toBe(HELP)
  })

  test.concurrent.each([
    [[], {}, 'BAD_SETTINGS'],
    [['--nonsense'], {}, 'BAD_SETTINGS'],
    [['--practice', '--world', 'huge'], {}, 'BAD_SETTINGS'],
    [['--port', '70000'], {}, 'BAD_SETTINGS'],
    [['verify-log'], {}, 'BAD_SETTINGS'],
    [['verify-log', '--practice', '--data', '/nowhere'], {}, 'BAD_SETTINGS'],
    [
      [],
      {
        TANDEM_DATABASE_URL: 'postgres://x:geheim@127.0.0.1:9/x',
        TANDEM_ISSUER: 'https://id.example',
        TANDEM_SEAL_KEY_FILE: KEY_FILE,
      },
      'DATABASE_UNREACHABLE',
    ],
    [
      [],
      {
        TANDEM_DATABASE_URL: 'postgres://x:geheim@127.0.0.1:9/x',
        TANDEM_ISSUER: 'https://id.example',
      },
      'BAD_SETTINGS',
    ],
  ])('%j %j ends in one sentence and a code', async (args, environment, code) => {
    const running = run(args, environment as Record<string, string>)
    expect(await running.code).toBe(1)
    expect(running.out).toBe('')
    expect(running.errors.trim().split('\n').at(-1)).toBe(JSON.stringify({ error: code }))
    expect(running.errors).not.toMatch(/^\s+at /m)
    expect(running.errors).not.toContain('geheim')
  })

  test.skipIf(withoutPostgres() !== null)(
    'serves a real database, says when, stops when asked, and verifies the access log in it',
    async () => {
      const url = await postgres.url()
      const environment = {
        TANDEM_DATABASE_URL: url,
        TANDEM_ISSUER: 'https://id.example',
        TANDEM_SEAL_KEY_FILE: KEY_FILE,
        TANDEM_PORT: '0',
      }
      const running = run([], environment)
      const line = await firstLine(running)
      const ready = JSON.parse(line.replace('gateway ready ', '')) as {
        url: string
        issuer: string
      }
      expect(ready.issuer).toBe('https://id.example')
      expect((await fetch(`${ready.url}/health`)).status).toBe(200)
      running.child.kill('SIGTERM')
      expect(await running.code, running.errors).toBe(0)

      const whole = run(['verify-log'], { TANDEM_DATABASE_URL: url })
      expect(await whole.code, whole.errors).toBe(0)
      expect(whole.out).toMatch(/^access log intact: 0 entries, head 0{64}\n/)
      const database = await openPostgres(url)
      await database.queries.execute(sql`UPDATE access_head SET seq = 3`)
      await database.close()
      const cut = run(['verify-log', '--database-url', url])
      expect(await cut.code, cut.errors).toBe(1)
      expect(cut.out).toMatch(/^access log broken at entry 1: the end of the log was/)
      expect(JSON.parse(cut.out.split('\n')[1]!)).toMatchObject({ intact: false, fault: 'HEAD' })
    },
  )

  test.skipIf(withoutPostgres() !== null)(
    'marks a restored database: another identity, the same head, and stops',
    async () => {
      const databaseUrl = await postgres.url()
      const database = await openPostgres(databaseUrl)
      await migrate(database)
      const before = await readHead(database.queries)
      const settings = { TANDEM_DATABASE_URL: databaseUrl, TANDEM_ISSUER: 'https://id.example' }
      const running = run(['--restored'], settings)
      expect(await running.code, running.errors).toBe(0)
      expect(running.out).toContain('marked as restored')
      const after = await readHead(database.queries)
      await database.close()
      expect(after.head).toBe(before.head)
      expect(after.id).not.toBe(before.id)
    },
  )
})

describe('settings', () => {
  test('options win over the environment', () => {
    const environment = {
      TANDEM_DATABASE_URL: 'postgres://db/one',
      TANDEM_ISSUER: 'https://id.example',
      TANDEM_PORT: '1',
    }
    expect(readSettings(['--port', '2'], environment)).toMatchObject({ kind: 'server', port: 2 })
    expect(readSettings(['--practice', '--seed', '9'], {})).toMatchObject({
      kind: 'practice',
      seed: 9,
      world: 'small',
    })
  })

  test('what one person may send a day is set in MB, and is no less than one document', () => {
    const environment = {
      TANDEM_DATABASE_URL: 'postgres://db/one',
      TANDEM_ISSUER: 'https://id.example',
    }
    const uploads = (args: string[], more = {}) => readSettings(args, { ...environment, ...more })
    expect(uploads([])).toMatchObject({ uploadMbPerDay: 2_000 })
    expect(uploads([], { TANDEM_UPLOAD_MB: '500' })).toMatchObject({ uploadMbPerDay: 500 })
    expect(uploads(['--upload-mb', '64'])).toMatchObject({ uploadMbPerDay: 64 })
    expect(() => uploads(['--upload-mb', '31'])).toThrow(/at least 32/)
    expect(() => uploads(['--upload-mb', 'much'])).toThrow(/whole number/)
  })

  test('an issuer without TLS is taken on this machine only', () => {
    const environment = { TANDEM_DATABASE_URL: 'postgres://db/one' }
    const issuer = (url: string) => () => readSettings(['--issuer', url], environment)
    expect(issuer('http://127.0.0.1:5000')).not.toThrow()
    expect(issuer('http://id.example')).toThrow(/https/)
    expect(issuer('nonsense')).toThrow(/https/)
  })
})
