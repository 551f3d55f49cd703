import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { walkThrough } from '../../host/session/practice-browser.ts'
import { codeOf } from './client.ts'
import { isSettled, openDesk, sessionOf, startPractice, statusOf, workingDesk } from './practice.ts'
import { FIXTURE_DOSSIERS } from './records.ts'

const ALL = { queue: 'ALL', facets: {}, due: null, search: '' } as const

function total(desk: Awaited<ReturnType<typeof openDesk>>): Promise<number> {
  return desk.window.queue
    .window({ filter: ALL, order: [], offset: 0, limit: 10 })
    .then((page) => page.total)
}

test('signed out: nothing is answered but the session', async () => {
  const desk = await openDesk((await startPractice()).address)
  expect(await desk.window.session.get()).toMatchObject({ state: 'SIGNED_OUT', actor: null })
  expect(await codeOf(total(desk))).toBe('NOT_SIGNED_IN')
  expect(await codeOf(desk.window.command.run({ name: 'addNote', args: {} }))).toBe('NOT_SIGNED_IN')
  expect((await desk.window.sync.status()).state).toBe('STOPPED')
})

test('a sign-in through the browser ends on the page that may be closed', async () => {
  const { address } = await startPractice()
  const desk = await openDesk(address)
  const { url } = await desk.window.session.signIn({ language: 'de' })
  expect((await desk.window.session.get()).state).toBe('SIGNING_IN')
  const asked = new URL(url)
  expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
  expect(asked.searchParams.get('ui_locales')).toBe('de')
  const redirect = asked.searchParams.get('redirect_uri')!
  expect(redirect).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/)
  expect((await fetch(redirect.replace('/callback', '/other'))).status).toBe(404)
  const page = await fetch(
    `${redirect}?error=access_denied&state=${asked.searchParams.get('state')}`,
  )
  const html = await page.text()
  expect(html).toContain('lang="de"')
  expect(html).toContain('Sie können dieses Fenster schließen')
  const session = await sessionOf(desk, ({ state }) => state === 'SIGNED_OUT')
  expect(session.error, 'why nobody is signed in').not.toBeNull()
  await expect(fetch(redirect), 'the listener after its one answer').rejects.toThrow(/fetch failed/)
})

/** Asks for exactly this target; fetch would tidy it first. */
async function statusAt(redirect: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(redirect)
  const sent = request({ hostname, port, path }).end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode
}

test('whoever else knocks at the callback neither signs in nor ends the sign-in', async () => {
  const { address } = await startPractice()
  const desk = await openDesk(address)
  const { url } = await desk.window.session.signIn({ language: 'nl' })
  const redirect = new URL(url).searchParams.get('redirect_uri')!
  for (const path of ['/callback?code=stolen&state=guessed', '/callback', '//', '//[/callback']) {
    expect(await statusAt(redirect, path), path).toBe(404)
  }
  expect((await desk.window.session.get()).state).toBe('SIGNING_IN')
  await walkThrough(`${url}&login_hint=vl-an`, redirect)
  await sessionOf(desk, ({ state }) => state === 'SIGNED_IN')
})

test('a sign-in can be called off', async () => {
  const { address } = await startPractice()
  const desk = await openDesk(address)
  await desk.window.session.signIn({ language: 'fr' })
  await desk.window.session.cancelSignIn({})
  const session = await sessionOf(desk, ({ state }) => state === 'SIGNED_OUT')
  expect(session.error, 'calling off is no failure').toBeNull()
})

test('signing in fills the desk; the token file and the cache hold no readable text', async () => {
  const { address } = await startPractice()
  const desk = await workingDesk(address)
  const session = await desk.window.session.get()
  expect(session).toMatchObject({
    state: 'SIGNED_IN',
    mode: 'browser',
    practice: true,
    actor: { id: 'vl-an', role: 'REGION_OFFICER', region: 'FL' },
  })
  expect(session.colleagues.map(({ id }) => id)).toContain('vl-joris')
  expect(await total(desk)).toBe(FIXTURE_DOSSIERS)
  await desk.close()
  const files = readdirSync(desk.dataDir, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  )
  expect(files.length).toBeGreaterThan(2)
  for (const file of files) {
    const path = join(file.parentPath, file.name)
    expect(path.slice(desk.dataDir.length), 'a name in a path').not.toMatch(/vl-an|Voorbeeld/)
    const bytes = readFileSync(path)
    for (const word of ['Voorbeeld', 'vl-an', 'Ooievaar', 'Metselaar']) {
      expect(bytes.includes(word), `${word} readable in ${file.name}`).toBe(false)
    }
    // Three letters alone come by chance in so many encrypted bytes.
    expect(bytes.toString('latin1'), `a token in ${file.name}`).not.toMatch(/eyJ[\w-]{20}/)
  }
})

test('offline at the next start: the work is there and says that the gateway is not', async () => {
  const { address, line } = await startPractice()
  const { dataDir, close } = await workingDesk(address)
  await close()
  line.mode = 'DOWN'
  const desk = await openDesk(address, { dataDir })
  expect((await desk.window.session.get()).state).toBe('SIGNED_IN')
  expect(await total(desk)).toBe(FIXTURE_DOSSIERS)
  const status = await statusOf(desk, ({ state }) => state === 'OFFLINE')
  expect(status.error?.code).toBe('GATEWAY_UNREACHABLE')
  expect(status.upToDateAt, 'when the desk was last in step').not.toBeNull()
  line.mode = 'PASS'
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
})

test('signing out closes the desk and forgets the tokens; another person gets another desk', async () => {
  const { address } = await startPractice()
  const desk = await workingDesk(address)
  await desk.window.session.signOut()
  expect((await desk.window.session.get()).state).toBe('SIGNED_OUT')
  expect(await codeOf(total(desk))).toBe('NOT_SIGNED_IN')
  expect(existsSync(join(desk.dataDir, 'session')), 'the sealed tokens').toBe(false)
  await desk.workbench.signInWith('wa-luc')
  await statusOf(desk, ({ state }) => state !== 'SYNCING' && state !== 'FILLING')
  expect(await total(desk), 'dossiers of Flanders on a Walloon desk').toBe(0)
  expect(readdirSync(join(desk.dataDir, 'desks'))).toHaveLength(2)
})

test('what waits for the gateway waits for its person, over sign-out and sign-in', async () => {
  const { address, line } = await startPractice()
  const desk = await workingDesk(address)
  line.mode = 'DOWN'
  line.only = '/sync/commands'
  const noteId = 'note-that-waits'
  const args = { noteId, dossierId: 'dossier-1', text: 'Gebeld met de werkgever.' }
  expect(await desk.window.command.run({ name: 'addNote', args })).toEqual({
    outcome: 'QUEUED',
    n: 1,
  })
  await statusOf(desk, ({ state, pending }) => state === 'OFFLINE' && pending === 1)
  await desk.window.session.signOut()
  line.mode = 'PASS'
  await desk.workbench.signInWith('vl-joris')
  await statusOf(desk, isSettled)
  expect((await desk.window.dossier.get({ id: 'dossier-1' })).notes, 'not sent by another').toEqual(
    [],
  )
  await desk.window.session.signOut()
  await desk.workbench.signInWith('vl-an')
  await statusOf(desk, isSettled)
  const { notes } = await desk.window.dossier.get({ id: 'dossier-1' })
  expect(notes).toMatchObject([{ id: noteId, pending: false, body: { by: 'vl-an' } }])
})

test('an access token that ends is renewed before it is used', async () => {
  const { address, line } = await startPractice()
  let now = Date.now()
  const desk = await workingDesk(address, 'vl-an', { clock: () => new Date(now) })
  const before = line.asked.length
  now += 9.8 * 60_000
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
  const args = { noteId: 'note-later', dossierId: 'dossier-2', text: 'Later.' }
  await desk.window.command.run({ name: 'addNote', args })
  await statusOf(desk, isSettled)
  expect(line.asked.slice(before).some((path) => path.startsWith('/sync/commands'))).toBe(true)
  expect(desk.log.filter(({ event }) => event === 'sync.failed')).toEqual([])
})

test('a provider that no longer knows the person: work goes on from the cache, the desk says why', async () => {
  const practice = await startPractice()
  const { dataDir, close } = await workingDesk(practice.address)
  await close()
  const { TokenStore } = await import('../../host/session/token-store.ts')
  const { keyFile } = await import('../../host/keys/key-file.ts')
  const store = new TokenStore(dataDir, await keyFile(join(dataDir, 'key')).master())
  const stored = (await store.read())!
  await store.write({ ...stored, tokens: { access: 'void', refresh: 'void', expiresAt: 0 } })
  const desk = await openDesk(practice.address, { dataDir })
  const status = await statusOf(desk, ({ state }) => state === 'STOPPED')
  expect(status.error?.code).toBe('GATEWAY_REFUSED_TOKEN')
  expect(await total(desk)).toBe(FIXTURE_DOSSIERS)
  await desk.workbench.signInWith('vl-an')
  await statusOf(desk, isSettled)
})

test('the key of another folder is told, and nothing is made with it', async () => {
  const { address } = await startPractice()
  const { dataDir, close } = await workingDesk(address)
  await close()
  // Told without a session too: under another key no desk of this folder would be found.
  rmSync(join(dataDir, 'session'))
  const { givenKeys } = await import('../../host/keys/keys.ts')
  const { createWorkbench } = await import('../../host/workbench.ts')
  const before = new Set(readdirSync(dataDir, { recursive: true, encoding: 'utf8' }))
  const workbench = await createWorkbench({
    dataDir,
    gateway: address,
    keys: givenKeys(Buffer.alloc(32, 9)),
    mode: 'electron',
    practice: true,
    log: () => {},
  })
  expect(workbench.session()).toMatchObject({
    state: 'FAILED',
    error: { code: 'CACHE_WRONG_KEY' },
  })
  await workbench.close()
  expect(new Set(readdirSync(dataDir, { recursive: true, encoding: 'utf8' }))).toEqual(before)
})

test('a session file that a power cut emptied means signing in again', async () => {
  const { address } = await startPractice()
  const { dataDir, close } = await workingDesk(address)
  await close()
  writeFileSync(join(dataDir, 'session'), '')
  const desk = await openDesk(address, { dataDir })
  expect(await desk.window.session.get()).toMatchObject({ state: 'SIGNED_OUT', error: null })
  expect(desk.log).toMatchObject([{ event: 'session.unreadable' }])
  await desk.workbench.signInWith('vl-an')
  await statusOf(desk, isSettled)
})

test('an absent provider is told at once', async () => {
  const desk = await openDesk({
    url: 'http://127.0.0.1:9',
    issuer: 'http://127.0.0.1:9',
    clientId: 'tandem-desk',
  })
  expect(await codeOf(desk.window.session.signIn({ language: 'en' }))).toBe('GATEWAY_UNREACHABLE')
  expect((await desk.window.session.get()).state).toBe('SIGNED_OUT')
})

test('a data folder that cannot be used is told in the session', async () => {
  const { createWorkbench } = await import('../../host/workbench.ts')
  const { givenKeys } = await import('../../host/keys/keys.ts')
  const workbench = await createWorkbench({
    dataDir: '/dev/null/tandem',
    gateway: { url: 'http://127.0.0.1:9', issuer: 'http://127.0.0.1:9', clientId: 'c' },
    keys: givenKeys(Buffer.alloc(32)),
    mode: 'electron',
    practice: true,
    log: () => {},
  })
  expect(workbench.session()).toMatchObject({
    state: 'FAILED',
    error: { code: 'DATA_FOLDER_NOT_WRITABLE' },
  })
  await expect(workbench.signInWith('vl-an')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' })
  await workbench.close()
})
