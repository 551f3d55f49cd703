/** What stands in the way of a start is said in one sentence, and nothing is lost. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import Database from 'better-sqlite3'
import { cacheKey } from '../../host/keys/keys.ts'
import { errorSentence } from '../../tools/start/texts.ts'
import { expect, OFFICER, test } from './desk.ts'
import type { Ended, Program } from './program.ts'
import { isAlive } from './program.ts'
import { openDesk, syncLine, waitForQueue } from './screens.ts'
import { words } from './words.ts'

test.use({ locale: 'en-GB' })
test.setTimeout(180_000)

/** The start ended with one sentence for a person, and no trace of code. */
function expectSentence({ code, output, errors }: Ended, sentence: string): void {
  expect(errors).toContain(sentence)
  expect(errors.trim().split('\n'), 'one sentence').toHaveLength(1)
  expect(errors).not.toMatch(/\bat .*:\d+:\d+|node:internal|Error:/)
  expect(output).not.toContain('ready ')
  expect(code).toBe(1)
}

async function taken(): Promise<{ server: Server; port: number }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as AddressInfo).port }
}

/** File of the officer's cache. */
function cacheFile(dataDir: string): string {
  const desks = join(dataDir, 'desk', 'desks')
  return join(desks, readdirSync(desks)[0] ?? '', 'cache.db')
}

test('the port is taken', async ({ house }) => {
  const { server, port } = await taken()
  const program = house.start({ args: ['--port', String(port)], env: { LC_ALL: 'fr_BE.UTF-8' } })
  expectSentence(await program.ended, errorSentence('fr', 'PORT_TAKEN'))
  server.close()
})

test('the data folder cannot be written', async ({ house }) => {
  const file = join(house.folder(), 'a-file')
  writeFileSync(file, '')
  const program = house.start({ dataDir: join(file, 'data'), env: { LC_ALL: 'nl_BE.UTF-8' } })
  expectSentence(await program.ended, errorSentence('nl', 'DATA_FOLDER_NOT_WRITABLE'))
})

test('a second instance on one folder leaves the first alone', async ({ house, context }) => {
  const first = await house.desk({ person: OFFICER })
  const second = house.start({ dataDir: first.dataDir })
  expectSentence(await second.ended, errorSentence('en', 'CACHE_LOCKED_BY_OTHER'))
  await waitForQueue(await openDesk(context, first.url))
})

test('a person whom nobody knows', async ({ house }) => {
  const program = house.start({ person: 'nobody', env: { LC_ALL: 'de_BE.UTF-8' } })
  expectSentence(await program.ended, 'nobody gehört nicht zur Übungswelt.')
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} stops everything cleanly`, async ({ house }) => {
    const { program } = await house.desk()
    const { code, errors } = await program.stop(signal)
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(isAlive(program.pid), 'a process was left behind').toBe(false)
  })
}

test('a killed desk starts again on its folder', async ({ house, context }) => {
  const dataDir = house.folderWithDesk()
  const { program } = await house.desk({ dataDir })
  await program.kill()
  const again = await house.desk({ dataDir, person: OFFICER })
  await waitForQueue(await openDesk(context, again.url))
})

/** Opens the window of a desk and waits for what it says. */
async function shows(
  open: () => Promise<{ url: string; program: Program }>,
  context: BrowserContext,
  title: string,
): Promise<void> {
  const { url, program } = await open()
  const page = await openDesk(context, url)
  await expect(page.getByText(title).first()).toBeVisible()
  await expect(page.locator('body')).not.toContainText(/\bat .*:\d+:\d+/)
  await page.close()
  expect((await program.stop()).code).toBe(0)
}

test('a damaged cache is set aside and fetched anew', async ({ house, context }) => {
  const dataDir = house.folderWithDesk()
  const file = cacheFile(dataDir)
  const bytes = readFileSync(file)
  for (let at = 4096; at < bytes.length; at += 4096) bytes.fill(0xee, at, at + 512)
  writeFileSync(file, bytes)
  const desk = await house.desk({ dataDir, person: OFFICER })
  await waitForQueue(await openDesk(context, desk.url))
})

test('a cache of a newer version is left alone', async ({ house, context }) => {
  const dataDir = house.folderWithDesk()
  const file = cacheFile(dataDir)
  const key = cacheKey(readFileSync(join(dataDir, 'desk', 'key')))
  const database = new Database(file)
  database.pragma(`cipher='aegis'`)
  database.pragma(`key="raw:${key.toString('hex')}"`)
  database.exec(`INSERT INTO migration (number, name, hash) VALUES (9999, 'newer', '-')`)
  database.close()
  const before = readFileSync(file)
  const title = words.error.CACHE_FROM_FUTURE.title
  await shows(() => house.desk({ dataDir }), context, title)
  expect(readFileSync(file).equals(before), 'the newer cache was changed').toBe(true)
})

test('another key is refused and the cache is left alone', async ({ house }) => {
  const dataDir = house.folderWithDesk()
  const file = cacheFile(dataDir)
  const before = readFileSync(file)
  writeFileSync(join(dataDir, 'desk', 'key'), randomBytes(32))
  const program = house.start({ dataDir })
  expectSentence(await program.ended, errorSentence('en', 'CACHE_WRONG_KEY'))
  expect(readFileSync(file).equals(before), 'the cache was changed').toBe(true)
})

test('without a gateway the desk works on what it has, and says so', async ({ house, context }) => {
  const first = await house.desk({ person: OFFICER })
  const { gateway, issuer, dataDir } = first
  await first.program.stop()
  const again = await house.desk({ dataDir, gateway: { url: gateway, issuer }, person: OFFICER })
  const page = await openDesk(context, again.url)
  await waitForQueue(page)
  await expect(syncLine(page)).toContainText(words.error.GATEWAY_UNREACHABLE.title)
})

test('without a gateway and without data the window says what is wrong', async ({
  house,
  context,
}) => {
  const { port, server } = await taken()
  server.close()
  const nowhere = `http://127.0.0.1:${port}`
  const desk = await house.desk({ gateway: { url: nowhere, issuer: nowhere } })
  const page = await openDesk(context, desk.url)
  await page.getByRole('button', { name: words.app.signIn.button }).click()
  await expect(page.getByText(words.error.GATEWAY_UNREACHABLE.title)).toBeVisible()
})

test('an address of an earlier start is refused calmly', async ({ house, context }) => {
  const desk = await house.desk()
  const { origin } = new URL(desk.url)
  const page = await openDesk(context, `${origin}/#token=${'x'.repeat(43)}`)
  await expect(page.getByText(words.app.lost.old)).toBeVisible()
})
