import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keyFile } from '../../host/keys/key-file.ts'
import { cacheKey, givenKeys, nameKey, seal, unseal } from '../../host/keys/keys.ts'
import { deskName } from '../../host/session/session.ts'
import { seenDuring, testFolder } from './folder.ts'

test('the key file is made once, for its owner alone', async () => {
  const file = join(testFolder(), 'key')
  const master = await keyFile(file).master()
  expect(master).toHaveLength(32)
  expect(statSync(file).mode & 0o777, 'permissions of the key file').toBe(0o600)
  expect(Buffer.from(await keyFile(file).master())).toEqual(Buffer.from(master))
})

test('a key file is there as a whole or not at all; of two makers one wins', async () => {
  const folder = testFolder()
  const file = join(folder, 'key')
  let made: Uint8Array[] = []
  const seen = await seenDuring(file, async () => {
    made = await Promise.all([keyFile(file).master(), keyFile(file).master()])
  })
  for (const text of seen) expect(text, 'what a crash could leave').toHaveLength(32)
  expect(Buffer.from(made[0]!)).toEqual(Buffer.from(made[1]!))
  expect(readdirSync(folder)).toEqual(['key'])
})

test('a key file that others may read is refused', async () => {
  const file = join(testFolder(), 'key')
  await keyFile(file).master()
  chmodSync(file, 0o640)
  await expect(keyFile(file).master()).rejects.toMatchObject({ code: 'KEY_FILE_READABLE' })
})

test('a key of another length is refused, from a file and from the shell', async () => {
  const file = join(testFolder(), 'key')
  writeFileSync(file, 'short', { mode: 0o600 })
  await expect(keyFile(file).master()).rejects.toMatchObject({ code: 'CACHE_WRONG_KEY' })
  expect(() => givenKeys(Buffer.alloc(31))).toThrow(/CACHE_WRONG_KEY/)
})

test('sealed text opens with its key only, and not when a bit was changed', () => {
  const master = Buffer.alloc(32, 1)
  const sealed = seal(master, 'a refresh token')
  expect(sealed.includes('refresh')).toBe(false)
  expect(unseal(master, sealed)).toBe('a refresh token')
  expect(() => unseal(Buffer.alloc(32, 2), sealed)).toThrow(/CACHE_WRONG_KEY/)
  for (const at of [0, 13, sealed.length - 1]) {
    const bent = Buffer.from(sealed)
    bent[at]! ^= 1
    expect(() => unseal(master, bent), `bit changed in byte ${at}`).toThrow(/CACHE_WRONG_KEY/)
  }
  expect(seal(master, 'same').equals(seal(master, 'same')), 'a nonce used twice').toBe(false)
})

test('every use has its own key, and the name of a desk tells nothing', () => {
  const master = Buffer.alloc(32, 7)
  expect(cacheKey(master).equals(nameKey(master))).toBe(false)
  const name = deskName(master, 'https://id.example', 'vl-an')
  expect(name).toMatch(/^[A-Za-z0-9_-]{32}$/)
  expect(name).toBe(deskName(master, 'https://id.example', 'vl-an'))
  expect(name).not.toBe(deskName(master, 'https://other.example', 'vl-an'))
  expect(name).not.toBe(deskName(Buffer.alloc(32, 8), 'https://id.example', 'vl-an'))
})
