import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isSealing, KeyStoreMissing, masterKey, type KeyStore } from '../../electron/master-key.ts'
import { RestartCounter } from '../../electron/restarts.ts'
import { parseSettings, readSettings } from '../../electron/settings.ts'
import { shellTexts } from '../../electron/texts.ts'

const folder = mkdtempSync(join(tmpdir(), 'tandem-shell-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A key store that seals by turning the text around. */
function keyStore(backend: string, available = true): KeyStore {
  const turn = (text: string) => text.split('').toReversed().join('')
  return {
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend as never,
    encryptString: (text) => Buffer.from(turn(text)),
    decryptString: (sealed) => {
      if (sealed.toString().startsWith('foreign')) throw new Error('cannot decrypt')
      return turn(sealed.toString())
    },
  }
}

describe('the secret of the desk (checklist 24)', () => {
  it('is made once, kept sealed, and readable by its owner alone', () => {
    const file = join(folder, 'new', 'key.sealed')
    const store = keyStore('gnome_libsecret')
    const key = masterKey(store, 'linux', file)
    expect(key).toHaveLength(32)
    expect(masterKey(store, 'linux', file)).toEqual(key)
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  it.each(['basic_text', 'unknown'])('is not kept in the backend %s', (backend) => {
    expect(isSealing(keyStore(backend), 'linux')).toBe(false)
    const make = () => masterKey(keyStore(backend), 'linux', join(folder, 'plain'))
    expect(make).toThrow(KeyStoreMissing)
  })

  it('is not kept where nothing encrypts', () => {
    expect(isSealing(keyStore('gnome_libsecret', false), 'win32')).toBe(false)
    expect(isSealing(keyStore('unknown'), 'win32')).toBe(true)
  })

  it.each([
    ['of another user', 'foreign'],
    ['that is cut off', 'abc'],
  ])('refuses a sealed key %s', (_, content) => {
    const file = join(folder, `sealed-${content}`)
    writeFileSync(file, content)
    const open = () => masterKey(keyStore('kwallet5'), 'linux', file)
    expect(open).toThrow('CACHE_WRONG_KEY')
  })
})

describe('restarts of the host', () => {
  it('waits longer each time and gives up after three in five minutes', () => {
    const restarts = new RestartCounter()
    expect([0, 1, 2, 3].map((second) => restarts.stopped(second * 1000))).toEqual([
      500,
      1000,
      2000,
      null,
    ])
  })

  it('forgets stops of long ago', () => {
    const restarts = new RestartCounter()
    const minutes = [0, 10, 20, 30, 40]
    expect(minutes.map((minute) => restarts.stopped(minute * 60_000))).toEqual(
      minutes.map(() => 500),
    )
  })
})

describe('settings of the administrator', () => {
  const packaged = { allowLoopback: false }
  const good = { gateway: 'https://gateway.example.org', issuer: 'https://login.example.org/' }

  it('reads addresses and fills in the rest', () => {
    expect(parseSettings(JSON.stringify(good), packaged)).toEqual({
      ...good,
      clientId: 'tandem-desk',
      practice: false,
      signInAs: null,
    })
  })

  it.each([
    ['no JSON', '{'],
    ['nothing', '{}'],
    ['an unknown field', JSON.stringify({ ...good, rejectUnauthorized: false })],
    ['a gateway without TLS', JSON.stringify({ ...good, gateway: 'http://gateway.example.org' })],
    ['a provider without TLS', JSON.stringify({ ...good, issuer: 'http://127.0.0.1:1' })],
    ['credentials in an address', JSON.stringify({ ...good, gateway: 'https://a:b@example.org' })],
  ])('refuses %s', (_, text) => expect(parseSettings(text, packaged)).toBeNull())

  it('takes loopback addresses for a start from the sources', () => {
    const text = JSON.stringify({ gateway: 'http://127.0.0.1:1', issuer: 'http://127.0.0.1:2' })
    expect(parseSettings(text, { allowLoopback: true })).not.toBeNull()
  })

  it('is null without a file', () => {
    expect(readSettings(join(folder, 'gone.json'), packaged)).toBeNull()
  })
})

describe('texts of the shell', () => {
  it('speaks the first language that the product knows', () => {
    expect(shellTexts(['pt-BR', 'de-BE', 'nl-BE']).menu.quit).toBe('Beenden')
    expect(shellTexts(['fr_BE.UTF-8']).menu.quit).toBe('Quitter')
    expect(shellTexts(['pt-BR']).menu.quit).toBe('Quit')
    expect(shellTexts([]).menu.quit).toBe('Quit')
  })
})
