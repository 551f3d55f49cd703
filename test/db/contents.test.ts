/** A content that only this desk has is as precious as the act that names it. */
import { createHash } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { openCache, openFill, setAsideDamaged } from '../../db/index.ts'
import { keepContent } from '../../db/contents.ts'
import { connectWriter } from '../../db/sqlite.ts'
import type { Cache } from '../../db/index.ts'
import { CONTEXT, FILL_FOR, filledCache, newPlace, WORLD } from './samples.ts'

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
  expect(again.contentToSend(contentOf('precious').hash)).toBeNull()
  expect(again.content('d1', contentOf('precious').hash), 'it is here still').not.toBeNull()
  again.close()
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
