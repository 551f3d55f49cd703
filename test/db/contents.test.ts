/** A content that only this desk has is as precious as the act that names it. */
import { createHash, randomBytes } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { openCache, openFill, setAsideDamaged } from '../../db/index.ts'
import { keepContent } from '../../db/contents.ts'
import { connectReader, connectWriter } from '../../db/sqlite.ts'
import type { Cache } from '../../db/index.ts'
import {
  CONTEXT,
  FILL_FOR,
  filledCache,
  newPlace,
  page,
  tombstone,
  WORLD,
  type Place,
} from './samples.ts'

const contentOf = (text: string) => {
  const bytes = Buffer.from(`%PDF-1.4 ${text} startxref 0 %%EOF`)
  const hash = createHash('sha256').update(bytes).digest('base64url')
  return { dossierId: 'd1', hash, bytes, usedAt: CONTEXT.at }
}

function file(cache: Cache, text: string, documentId = text) {
  const content = contentOf(text)
  const named = { hash: content.hash, bytes: content.bytes.length, claims: 'PDF' }
  const args = { dossierId: 'd1', documentId, type: 'DIPLOMA', on: CONTEXT.today, file: named }
  const call = { name: 'fileDocument', args: { ...args, replaces: null } }
  return cache.queueCommand(call, CONTEXT, content).result
}

/** Hashes of what makes room for nothing. */
function waiting({ file: path, key }: Place): string[] {
  const db = connectReader(path, key)
  const hashes = db.column<string>('SELECT hash FROM contentToSend')
  db.close()
  return hashes
}

const place = () => {
  const made = newPlace()
  onTestFinished(made.remove)
  return made
}

it('is kept with its act or not at all', () => {
  const cache = filledCache(place())
  expect(file(cache, 'one').outcome).toBe('QUEUED')
  expect(cache.contentToSend(contentOf('one').hash)?.bytes).toEqual(contentOf('one').bytes)
  expect(file(cache, 'one', 'twin').outcome, 'a duplicate').toBe('REFUSED')
  expect(file(cache, 'two', 'one').outcome, 'what was seen is another').toBe('REFUSED')
  expect(cache.contentToSend(contentOf('two').hash)).toBeNull()
  expect(cache.content('d1', contentOf('two').hash)).toBeNull()
  cache.close()
})

it('makes room for nothing until the gateway took it', () => {
  const here = place()
  const cache = filledCache(here)
  file(cache, 'precious')
  cache.close()
  const db = connectWriter(here.file, here.key)
  // Room for a single byte: everything that may leave, leaves.
  db.transaction(() => keepContent(db, { ...contentOf('looked at'), usedAt: '2030-01-01' }, 1))
  const held = () => db.column<string>('SELECT hash FROM documentContent')
  expect(held()).toEqual([contentOf('precious').hash])
  db.close()
  const again = openCache(here)
  again.contentSent(contentOf('precious').hash)
  expect(again.contentToSend(contentOf('precious').hash), 'it was sent').toBeNull()
  again.close()
  const later = connectWriter(here.file, here.key)
  later.transaction(() => keepContent(later, { ...contentOf('another'), usedAt: '2030-01-02' }, 1))
  expect(later.column('SELECT hash FROM documentContent'), 'its act is not settled').toEqual([
    contentOf('precious').hash,
  ])
  later.close()
  const settled = openCache(here)
  const accepted = { command: 1, outcome: 'ACCEPTED' as const, code: null, details: null }
  settled.applyPage(page([], [accepted]))
  expect(settled.content('d1', contentOf('precious').hash), 'it is here still').not.toBeNull()
  settled.close()
  expect(waiting(here)).toEqual([])
})

it('goes out again with an act that was refused and is sent again', () => {
  const here = place()
  const cache = filledCache(here)
  const { hash } = contentOf('missed')
  file(cache, 'missed')
  cache.contentSent(hash)
  const refused = { outcome: 'REFUSED' as const, code: 'CONTENT_MISSING', details: null }
  cache.applyPage(page([], [{ command: 1, ...refused }]))
  const [item] = cache.attention()
  const again = { n: item!.n, decided: { choices: {}, words: {} } }
  expect(cache.sendAgain(again, CONTEXT).result.outcome).toBe('QUEUED')
  expect(cache.contentToSend(hash)?.bytes).toEqual(contentOf('missed').bytes)
  cache.applyPage(page([], [{ command: 2, ...refused }], 11))
  expect(waiting(here)).toEqual([hash])
  cache.dismissAttention(cache.attention()[0]!.n)
  expect(waiting(here), 'the words were given up').toEqual([])
  cache.close()
})

it('stays with its act when its dossier leaves, until the words of the act are given up', () => {
  const here = place()
  const cache = filledCache(here)
  const [mine, seen] = [contentOf('mine'), contentOf('seen')]
  file(cache, 'mine')
  cache.keepContent(seen)
  cache.applyPage(page([tombstone('dossier', 'd1')]))
  expect(cache.content('d1', seen.hash), 'what was only looked at').toBeNull()
  expect(cache.contentToSend(mine.hash)?.bytes).toEqual(mine.bytes)
  const refused = { outcome: 'REFUSED' as const, code: 'NOT_FOUND', details: null }
  cache.applyPage(page([], [{ command: 1, ...refused }], 11))
  cache.close()
  const others = WORLD.filter(({ id }) => id !== 'd1')
  const fill = openFill(here, { ...FILL_FOR, view: 'view-2' })
  fill.put({ head: 20, records: others, next: null, total: others.length })
  fill.finish()
  const filled = openCache(here)
  expect(filled.contentToSend(mine.hash)?.bytes).toEqual(mine.bytes)
  filled.dismissAttention(filled.attention()[0]!.n)
  expect(filled.content('d1', mine.hash)).toBeNull()
  filled.close()
})

it('leaves with its dossier once its act was accepted, whichever comes first', () => {
  const accepted = { command: 1, outcome: 'ACCEPTED' as const, code: null, details: null }
  const [settled, gone] = [page([], [accepted]), page([tombstone('dossier', 'd1')])]
  const both = { ...gone, settlements: settled.settlements }
  const then = (next: typeof gone) => ({ ...next, from: 11, to: 12, head: 12 })
  for (const pages of [[settled, then(gone)], [gone, then(settled)], [both]]) {
    const cache = filledCache(place())
    file(cache, 'mine')
    for (const next of pages) cache.applyPage(next)
    expect(cache.content('d1', contentOf('mine').hash)).toBeNull()
    cache.close()
  }
})

it('of an act that was taken back is a content like any other with the next upload', () => {
  const cache = filledCache(place())
  file(cache, 'first')
  const [waiting] = cache.nextCommands(1)
  cache.withdrawCommand(waiting!.n, 'TOO_LARGE')
  file(cache, 'second')
  expect(cache.contentToSend(contentOf('first').hash), 'its words wait in attention').not.toBeNull()
  for (const { n } of cache.attention()) cache.dismissAttention(n)
  file(cache, 'third')
  expect(cache.contentToSend(contentOf('first').hash)).toBeNull()
  expect(cache.contentToSend(contentOf('second').hash)).not.toBeNull()
  cache.close()
})

it('goes along into a new cache, and out of a damaged one', () => {
  const here = place()
  const cache = filledCache(here)
  file(cache, 'kept')
  cache.close()
  const refill = () => {
    const fill = openFill(here, { ...FILL_FOR, view: 'view-2' })
    fill.put({ head: 20, records: [...WORLD], next: null, total: WORLD.length })
    fill.finish()
    return openCache(here)
  }
  const filled = refill()
  expect(filled.contentToSend(contentOf('kept').hash)?.bytes).toEqual(contentOf('kept').bytes)
  filled.close()
  setAsideDamaged(here)
  const rescued = refill()
  expect(rescued.nextCommands(9).map(({ name }) => name)).toEqual(['fileDocument'])
  expect(rescued.contentToSend(contentOf('kept').hash)?.bytes).toEqual(contentOf('kept').bytes)
  rescued.close()
})

it('each comes out of a damaged cache by itself', () => {
  const here = place()
  const cache = filledCache(here)
  const texts = ['one', 'two'].map((text) => text.repeat(20_000))
  for (const [i, text] of texts.entries()) file(cache, text, `doc${i}`)
  cache.close()
  const db = connectWriter(here.file, here.key)
  const [broken] = db.column<number>(
    `SELECT pageno FROM dbstat WHERE name = 'documentContent' AND pagetype = 'overflow'
     ORDER BY pageno LIMIT 1`,
  )
  db.tryClearLog()
  db.close()
  const descriptor = openSync(here.file, 'r+')
  writeSync(descriptor, randomBytes(4096), 0, 4096, (broken! - 1) * 4096)
  closeSync(descriptor)
  setAsideDamaged(here)
  const rescued = filledCache(here)
  expect(rescued.nextCommands(9)).toHaveLength(2)
  const there = texts.filter((text) => rescued.contentToSend(contentOf(text).hash))
  expect(there, 'one lay on the broken page').toHaveLength(1)
  rescued.close()
})
