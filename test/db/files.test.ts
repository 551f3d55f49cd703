import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCache, openFill, openReader, setAsideDamaged, type Cache } from '../../db/index.ts'
import { connectWriter, meaningOf, ReadDb, WriteDb } from '../../db/sqlite.ts'
import {
  CONTEXT,
  FILL_FOR,
  filledCache,
  newPlace,
  note,
  page,
  wire,
  WORLD,
  type Place,
} from './samples.ts'

let place: Place
beforeEach(() => {
  place = newPlace()
})
afterEach(() => place.remove())

const addNote = (noteId: string, text = 'Called the employer again.') => ({
  name: 'addNote',
  args: { noteId, dossierId: 'd1', text },
})

/** Overwrites a stretch of a file with noise. */
function damage(file: string, from: number, length: number): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, randomBytes(length), 0, length, from)
  closeSync(descriptor)
}

/** Overwrites the last, or the first, leaves of a table. */
function damageLeaves(table: string, count = 1, order: 'ASC' | 'DESC' = 'DESC'): void {
  const db = connectWriter(place.file, place.key)
  db.tryClearLog()
  const pages = db.column<number>(
    `SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno ${order} LIMIT ${count}`,
    [table],
  )
  db.close()
  for (const number of pages) damage(place.file, (number - 1) * 4096, 4096)
}

describe('encryption', () => {
  it('leaves no plain text in any file, neither while it works nor after', () => {
    const secrets = [
      'Müller',
      'Łucja',
      'MULLER',
      '800101',
      'Procesingenieur',
      'Called the employer',
      'Vertrouwelijk contract',
      'dossier_id',
      'SQLite format',
    ]
    const expectNone = (when: string) => {
      for (const name of readdirSync(place.folder)) {
        const content = readFileSync(join(place.folder, name))
        for (const secret of secrets) {
          expect(content.includes(secret), `"${secret}" in ${name} ${when}`).toBe(false)
        }
      }
    }
    const fill = openFill(place, FILL_FOR)
    fill.put({ head: 1, records: [...WORLD], next: null, total: WORLD.length })
    expectNone('during the fill')
    fill.finish()
    const cache = openCache(place)
    cache.queueCommand(addNote('n9'), CONTEXT)
    const bytes = Buffer.from('%PDF-1.7 Vertrouwelijk contract %%EOF'.repeat(500))
    cache.keepContent({ dossierId: 'd1', hash: 'h', bytes, usedAt: CONTEXT.at })
    expect(cache.content('d1', 'h'), 'the document is kept').toEqual(bytes)
    expect(statSync(`${place.file}-wal`).size, 'the log holds the command').toBeGreaterThan(0)
    expectNone('while it works')
    cache.close()
    expectNone('when closed')
  })

  it('tells a wrong key from damage', () => {
    filledCache(place).close()
    const wrong = { file: place.file, key: randomBytes(32) }
    expect(() => openCache(wrong)).toThrow('CACHE_WRONG_KEY')
    expect(() => openReader(wrong)).toThrow('CACHE_WRONG_KEY')
    expect(() => openFill(wrong, FILL_FOR), 'a fill must not overwrite it').toThrow(
      'CACHE_WRONG_KEY',
    )
    damage(place.file, 0, 4096)
    expect(() => openCache(place)).toThrow('CACHE_DAMAGED')
  })

  it('takes an unreadable file for a wrong key when nothing tells, so that nothing is moved', () => {
    filledCache(place).close()
    writeFileSync(`${place.file}.check`, '')
    expect(() => openCache({ file: place.file, key: randomBytes(32) })).toThrow('CACHE_WRONG_KEY')
    openCache(place).close()
  })
})

describe('a reader', () => {
  it('reads beside the writer what is committed, and cannot write', () => {
    const cache = filledCache(place)
    const reader = openReader(place)
    cache.applyPage(page([wire('note', 'n2', note())]))
    expect(reader.record('note', 'n2')).not.toBeNull()
    expect('applyPage' in reader).toBe(false)
    reader.close()
    cache.close()
    const db = connectWriter(place.file, place.key)
    expect(() => new ReadDb((db as unknown as { raw: never }).raw).get('DELETE FROM note')).toThrow(
      /not a reading statement/,
    )
    db.close()
  })
})

describe('a command that was queued', () => {
  it('is on the disk before it can be pushed, under its number and under new ones', () => {
    const cache = filledCache(place)
    const levels: unknown[] = []
    const durable = vi.spyOn(WriteDb.prototype, 'transaction').mockImplementation(function <T>(
      this: WriteDb,
      act: () => T,
    ) {
      levels.push(this.value('PRAGMA synchronous'))
      return act()
    })
    cache.queueCommand(addNote('n9'), CONTEXT)
    cache.renumberOutbox()
    cache.recordAnswers({ last: 0, answers: [] })
    durable.mockRestore()
    const [FULL, NORMAL] = [2, 1]
    expect(levels).toEqual([FULL, FULL, NORMAL])
    cache.close()
  })
})

describe('damage', () => {
  it('is noticed where it is read, and the next fill has the commands that waited', () => {
    let cache = filledCache(place)
    for (let i = 0; i < 5; i += 1) cache.queueCommand(addNote(`w${i}`), CONTEXT)
    const { clientId } = cache.state()
    cache.close()
    // The cold bodies lie at the end of the tables: their pages go, the outbox stays readable.
    damageLeaves('personBody')
    cache = openCache(place)
    expect(() => cache.personFacts('p1')).toThrow('CACHE_DAMAGED')
    cache.close()

    const aside = setAsideDamaged(place)
    expect(aside).toMatchObject({ rescued: 5, lost: 0 })
    expect(existsSync(aside.file)).toBe(true)
    expect(existsSync(place.file)).toBe(false)

    cache = filledCache(place)
    expect(cache.nextCommands(10).map(({ n }) => n)).toEqual([1, 2, 3, 4, 5])
    expect(cache.state().clientId).toBe(clientId)
    expect(cache.record('note', 'w0'), 'what waits shows again').not.toBeNull()
    expect(cache.queueCommand(addNote('w5'), CONTEXT).result).toEqual({ outcome: 'QUEUED', n: 6 })
    cache.close()
  })

  it('rescues row by row what can be read of a damaged outbox', () => {
    const cache = filledCache(place)
    const words = 'x'.repeat(3000)
    for (let i = 0; i < 40; i += 1) cache.queueCommand(addNote(`w${i}`, words), CONTEXT)
    cache.close()
    damageLeaves('outbox', 5)
    const { rescued, lost } = setAsideDamaged(place)
    expect(rescued, 'most rows lie on other pages').toBeGreaterThan(20)
    expect(rescued).toBeLessThan(40)
    expect(lost === null || lost === 40 - rescued).toBe(true)
    const again = filledCache(place)
    const numbers = again.nextCommands(100).map(({ n }) => n)
    expect(numbers, 'holes would stop the gateway: numbered anew').toEqual(
      Array.from({ length: rescued }, (_, i) => i + 1),
    )
    again.close()
  })

  it('numbers anew when the rows that cannot be read are the oldest', () => {
    const cache = filledCache(place)
    const { clientId } = cache.state()
    const words = 'x'.repeat(3000)
    for (let i = 0; i < 40; i += 1) cache.queueCommand(addNote(`w${i}`, words), CONTEXT)
    cache.close()
    damageLeaves('outbox', 5, 'ASC')
    const { rescued } = setAsideDamaged(place)
    const again = filledCache(place)
    expect(again.state().clientId, 'the gateway waits for the first under the old').not.toBe(
      clientId,
    )
    expect(again.nextCommands(100).map(({ n }) => n)).toEqual(
      Array.from({ length: rescued }, (_, i) => i + 1),
    )
    again.close()
  })

  it('takes a new client name when nothing of the outbox can be read', () => {
    const cache = filledCache(place)
    const { clientId } = cache.state()
    cache.queueCommand(addNote('w1'), CONTEXT)
    const refused = { n: 1, outcome: 'REFUSED' as const, code: 'STALE', details: null }
    cache.applyPage(page([], [{ command: 1, ...refused }]))
    cache.queueCommand(addNote('w2'), CONTEXT)
    cache.close()
    damageLeaves('outbox')
    expect(setAsideDamaged(place).rescued).toBe(0)
    const again = filledCache(place)
    expect(again.state().clientId).not.toBe(clientId)
    expect(again.attention(), 'what was refused is kept').toHaveLength(1)
    expect(again.queueCommand(addNote('w3'), CONTEXT).result).toEqual({ outcome: 'QUEUED', n: 1 })
    again.close()
  })

  it('does not send what an earlier damage saved a second time', () => {
    const cache = filledCache(place)
    cache.queueCommand(addNote('w1'), CONTEXT)
    cache.close()
    damageLeaves('personBody')
    setAsideDamaged(place)
    const stale = readFileSync(`${place.file}.rescue`)
    const again = filledCache(place)
    again.recordAnswers({
      last: 1,
      answers: [{ n: 1, outcome: 'ACCEPTED', code: null, details: null }],
    })
    again.applyPage(page([], [{ command: 1, outcome: 'ACCEPTED', code: null, details: null }]))
    again.close()
    // Killed between its rename and its tidying, the fill left the rescue behind.
    writeFileSync(`${place.file}.rescue`, stale)
    damageLeaves('personBody')
    setAsideDamaged(place)
    const third = filledCache(place)
    expect(third.nextCommands(10)).toEqual([])
    third.close()
  })

  it('keeps no copy of the damaged file once a fill has taken its place', () => {
    filledCache(place).close()
    damage(place.file, 0, statSync(place.file).size)
    const { file } = setAsideDamaged(place)
    expect(existsSync(file)).toBe(true)
    filledCache(place).close()
    expect(readdirSync(place.folder).toSorted()).toEqual(['cache.db', 'cache.db.check'])
  })

  it('puts a file aside of which nothing can be read', () => {
    filledCache(place).close()
    damage(place.file, 0, statSync(place.file).size)
    expect(() => openCache(place)).toThrow('CACHE_DAMAGED')
    expect(setAsideDamaged(place)).toMatchObject({ rescued: 0, lost: null })
    filledCache(place).close()
  })

  it('does not lose the outbox when a fill meets a damaged cache', () => {
    const cache = filledCache(place)
    cache.queueCommand(addNote('w1'), CONTEXT)
    cache.close()
    damageLeaves('meta')
    const filled = filledCache(place)
    expect(filled.nextCommands(10)).toMatchObject([{ n: 1, name: 'addNote' }])
    filled.close()
  })

  /** Overwrites leaf pages of a table, from the last one (or first) on. */
})

describe('the system', () => {
  it('says that the data folder cannot be written', () => {
    const file = join(place.folder, 'file')
    writeFileSync(file, '')
    expect(() => openFill({ file: join(file, 'cache.db'), key: place.key }, FILL_FOR)).toThrow(
      'DATA_FOLDER_NOT_WRITABLE',
    )
  })

  it('says that the disk is full and keeps what was there', () => {
    const cache = filledCache(place)
    cache.close()
    const db = connectWriter(place.file, place.key)
    const pages = db.value<number>('PRAGMA page_count')!
    expect(() => {
      db.exec(`PRAGMA max_page_count = ${pages}`)
      db.transaction(() => {
        for (let i = 0; i < 1000; i += 1) {
          db.run("INSERT INTO meta (key, value) VALUES ('x' || ?, ?)", [i, 'y'.repeat(500)])
        }
      })
    }).toThrow('DISK_FULL')
    db.close()
    openCache(place).close()
  })

  it('gives failures of files their code', () => {
    const failure = (code: string) => Object.assign(new Error(code), { code })
    expect(meaningOf(failure('ENOSPC'))).toMatchObject({ code: 'DISK_FULL' })
    expect(meaningOf(failure('SQLITE_IOERR_SHORT_READ'))).toMatchObject({ code: 'CACHE_DAMAGED' })
    expect(meaningOf(failure('EACCES'))).toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' })
    const unknown = failure('SOMETHING_ELSE')
    expect(meaningOf(unknown), 'an unknown failure stays what it is').toBe(unknown)
  })

  it('has no cache where there is none', () => {
    expect(() => openCache(place)).toThrow('NOT_FOUND')
    expect(() => setAsideDamaged(place)).toThrow('NOT_FOUND')
  })
})

describe('a first fill', () => {
  const first = WORLD.slice(0, 5)
  const second = WORLD.slice(5)

  it('goes on after the last page that was stored', () => {
    const fill = openFill(place, FILL_FOR)
    fill.put({ head: 10, records: first, next: 'page-2', total: WORLD.length })
    fill.close()
    const again = openFill(place, FILL_FOR)
    expect([again.after, again.done, again.total]).toEqual(['page-2', 5, WORLD.length])
    again.put({ head: 99, records: second, next: null, total: WORLD.length })
    again.finish()
    const cache = openCache(place)
    expect(cache.state().cursor, 'changes are pulled from the head of the first page').toBe(10)
    expect(cache.queue.texts([cache.queue.rowOf('d1')!])).toMatchObject([
      { personName: 'MÜLLER Łucja Zoë' },
    ])
    cache.close()
  })

  it('survives being killed between and within pages', () => {
    const script = join(import.meta.dirname, 'killed-fill.ts')
    const environment = {
      ...process.env,
      TANDEM_FILE: place.file,
      TANDEM_KEY: place.key.toString('hex'),
    }
    expect(() =>
      execFileSync(process.execPath, [script], { env: environment, stdio: 'pipe' }),
    ).toThrowError(expect.objectContaining({ signal: 'SIGKILL' }))
    expect(existsSync(place.file), 'the final name means complete').toBe(false)
    const fill = openFill(place, FILL_FOR)
    expect([fill.after, fill.done]).toEqual(['page-2', 5])
    fill.put({ head: 10, records: second, next: null, total: WORLD.length })
    fill.finish()
    const cache = openCache(place)
    expect(cache.counts()).toMatchObject({ person: 2, dossier: 2, declaration: 1 })
    cache.close()
  })

  it('begins anew for another person, another gateway, or when its file is damaged', () => {
    const started = (fillFor = FILL_FOR) => {
      const fill = openFill(place, fillFor)
      const { done } = fill
      if (done === 0) fill.put({ head: 1, records: first, next: 'page-2', total: 10 })
      fill.close()
      return done
    }
    expect([started(), started()]).toEqual([0, 5])
    expect(started({ ...FILL_FOR, gatewayId: 'gateway-2' })).toBe(0)
    expect(started({ ...FILL_FOR, actor: { ...FILL_FOR.actor, region: 'WA' } })).toBe(0)
    damage(`${place.file}.filling`, 0, 4096)
    expect(started({ ...FILL_FOR, actor: { ...FILL_FOR.actor, region: 'WA' } })).toBe(0)
  })

  it('undoes a page of which a record cannot be stored, and goes on from before it', () => {
    const fill = openFill(place, FILL_FOR)
    fill.put({ head: 10, records: first, next: 'page-2', total: 10 })
    const impossible = { ...second[0]!, version: null as never }
    expect(() =>
      fill.put({ head: 10, records: [...second, impossible], next: null, total: 10 }),
    ).toThrow(/NOT NULL/)
    expect([fill.after, fill.done, fill.complete]).toEqual(['page-2', 5, false])
    fill.put({ head: 10, records: second, next: null, total: 10 })
    fill.finish()
    const cache = openCache(place)
    expect(cache.counts()).toMatchObject({ dossier: 2, declaration: 1, note: 1 })
    cache.close()
  })

  it('refuses an empty gateway and leaves the old cache in place', () => {
    filledCache(place).close()
    const fill = openFill(place, FILL_FOR)
    fill.put({ head: 10, records: [], next: null, total: 0 })
    expect(() => fill.finish()).toThrow('GATEWAY_EMPTY')
    fill.close()
    const cache = openCache(place)
    expect(cache.counts().dossier).toBe(2)
    cache.close()
  })

  it('counts bodies that do not fit and fills the rest', () => {
    const fill = openFill(place, FILL_FOR)
    const bad = [
      { kind: 'person' as const, id: 'p7', version: 1, body: '{}' },
      { kind: 'person' as const, id: 'p8', version: 1, body: 'no JSON' },
    ]
    fill.put({ head: 10, records: [...WORLD, ...bad], next: null, total: 12 })
    expect(fill.rejected).toMatchObject({
      count: 2,
      error: { code: 'GATEWAY_BAD_ANSWER', details: { count: 2 } },
    })
    fill.finish()
    const cache = openCache(place)
    expect(cache.counts().person).toBe(2)
    cache.close()
  })

  it('refuses a snapshot that holds a record twice', () => {
    const fill = openFill(place, FILL_FOR)
    fill.put({ head: 10, records: [...WORLD, WORLD[5]!], next: null, total: 11 })
    expect(() => fill.finish()).toThrow('GATEWAY_BAD_ANSWER')
    fill.close()
  })

  it('links dossiers to persons that came after them', () => {
    const cache = filledCache(place, WORLD.toReversed())
    expect(cache.queue.texts([cache.queue.rowOf('d1')!])).toMatchObject([
      { personName: 'MÜLLER Łucja Zoë', employerName: 'Société Générale de Béton' },
    ])
    cache.close()
  })
})

describe('a fill beside a cache in use', () => {
  const many = Array.from({ length: 60 }, (_, i) => wire('note', `x${i}`, note()))

  it('builds its indexes while the old cache is open, and takes over what was queued meanwhile', () => {
    const cache = filledCache(place)
    const fill = openFill(place, FILL_FOR)
    fill.put({ head: 20, records: [...WORLD], next: null, total: WORLD.length })
    const steps: number[] = []
    fill.index((share) => steps.push(share))
    expect([steps[0], steps.at(-1)]).toEqual([0, 1])
    cache.queueCommand(addNote('w1'), CONTEXT)
    cache.close()
    fill.finish()
    const filled = openCache(place)
    expect(filled.nextCommands(10)).toMatchObject([{ n: 1, name: 'addNote' }])
    expect(filled.state().cursor).toBe(20)
    filled.close()
  })

  it('can be killed after its indexes and finished by the next run', () => {
    const fill = openFill(place, FILL_FOR)
    fill.put({ head: 20, records: [...WORLD], next: null, total: WORLD.length })
    fill.index()
    fill.close()
    const again = openFill(place, FILL_FOR)
    expect(again.complete).toBe(true)
    again.finish()
    const cache = openCache(place)
    expect(cache.search('muller', 5)).not.toEqual([])
    cache.close()
  })

  const shrunken = (fillFor = FILL_FOR) => {
    const fill = openFill(place, fillFor)
    fill.put({ head: 20, records: [...WORLD], next: null, total: WORLD.length })
    fill.index()
    return fill
  }

  it.each([
    ['of another name', { gatewayId: 'gateway-2' }],
    ['of another program', { view: 'view-2' }],
  ])('asks before a server %s that lost records takes them from the desk', (_, changes) => {
    filledCache(place, [...WORLD, ...many]).close()
    const fill = shrunken({ ...FILL_FOR, ...changes })
    expect(() => fill.finish()).toThrowError(
      expect.objectContaining({
        code: 'SYNC_FUSE',
        details: { deleted: 60, total: WORLD.length + 60 },
      }),
    )
    const old = openCache(place)
    expect(old.counts().note, 'the old cache stays').toBe(61)
    old.close()
    fill.finish({ acceptDeletions: true })
    const cache = openCache(place)
    expect(cache.counts().note).toBe(1)
    cache.close()
  })

  it('asks that also after the cache was damaged', () => {
    filledCache(place, [...WORLD, ...many]).close()
    damageLeaves('personBody')
    setAsideDamaged(place)
    const fill = shrunken()
    expect(() => fill.finish()).toThrowError(
      expect.objectContaining({
        code: 'SYNC_FUSE',
        details: { deleted: 60, total: WORLD.length + 60 },
      }),
    )
    fill.finish({ acceptDeletions: true })
    expect(readdirSync(place.folder).toSorted()).toEqual(['cache.db', 'cache.db.check'])
  })

  it('expects fewer records for other rights', () => {
    filledCache(place, [...WORLD, ...many]).close()
    const actor = { ...FILL_FOR.actor, role: 'SUPERVISOR' as const }
    shrunken({ ...FILL_FOR, actor, view: 'view-2' }).finish()
    const cache = openCache(place)
    expect([cache.counts().note, cache.state().view]).toEqual([1, 'view-2'])
    cache.close()
  })
})

describe('what a new fill carries over', () => {
  const refilled = (fillFor = FILL_FOR): Cache => {
    const fill = openFill(place, fillFor)
    fill.put({ head: 20, records: [...WORLD], next: null, total: WORLD.length })
    fill.finish()
    return openCache(place)
  }
  beforeEach(() => {
    const cache = filledCache(place)
    for (const id of ['w1', 'w2', 'w3']) cache.queueCommand(addNote(id), CONTEXT)
    const refused = { n: 1, outcome: 'REFUSED' as const, code: 'STALE', details: null }
    cache.recordAnswers({ last: 1, answers: [refused] })
    cache.close()
  })

  it('goes on with name and numbers for the same gateway and person', () => {
    const cache = refilled()
    expect(cache.nextCommands(10).map(({ n }) => n)).toEqual([2, 3])
    expect(cache.outboxCounts().pending).toBe(3)
    // The settlement lies before the new cursor and will never come: the answer settles it.
    cache.applyPage(page([], [], 20))
    expect(cache.outboxCounts()).toMatchObject({ pending: 3, attention: 0 })
    cache.applyPage(page([], [], 21))
    expect(cache.outboxCounts()).toMatchObject({ pending: 2, attention: 1 })
    expect(cache.attention()).toMatchObject([{ n: 1, code: 'STALE', reference: 'FL-2026-000123' }])
    cache.close()
  })

  it('numbers anew for another gateway and keeps the words of what was refused', () => {
    const cache = refilled({ ...FILL_FOR, gatewayId: 'gateway-2' })
    expect(cache.nextCommands(10).map(({ n }) => n)).toEqual([1, 2])
    expect(cache.attention()).toMatchObject([{ name: 'addNote', code: 'STALE' }])
    cache.close()
  })

  it('numbers a cache in use anew, and shows what still waits', () => {
    const cache = openCache(place)
    const { clientId } = cache.state()
    const accepted = { n: 2, outcome: 'ACCEPTED' as const, code: null, details: null }
    cache.recordAnswers({ last: 2, answers: [accepted] })
    cache.renumberOutbox()
    expect(cache.state().clientId).not.toBe(clientId)
    expect(cache.nextCommands(10)).toMatchObject([{ n: 1, args: { noteId: 'w3' } }])
    expect(cache.attention()).toMatchObject([{ args: { noteId: 'w1' }, code: 'STALE' }])
    const shown = ['w1', 'w2', 'w3'].filter((id) => cache.record('note', id) !== null)
    expect(shown, 'w2 comes with the feed').toEqual(['w3'])
    expect(cache.queueCommand(addNote('w4'), CONTEXT).result).toEqual({ outcome: 'QUEUED', n: 2 })
    cache.close()
  })

  it('numbers lanes anew: what stands on a refused act stays with its words, the rest moves', () => {
    const cache = openCache(place)
    const assign = (assignee: string | null, from: string | null) =>
      cache.queueCommand(
        { name: 'assignDossier', args: { dossierId: 'd1', assignee, from } },
        CONTEXT,
      ).result
    // Numbers 4 to 6 stand on each other, 7 to 9 on nobody of them.
    assign('fl-an', null)
    assign('fl-bo', 'fl-an')
    assign(null, 'fl-bo')
    cache.queueCommand(assignSecond('fl-an', 'fl-bo'), CONTEXT)
    cache.queueCommand(assignSecond(null, 'fl-an'), CONTEXT)
    cache.queueCommand(assignSecond('fl-bo', null), CONTEXT)
    expect(cache.nextCommands(10).map(({ n, after }) => [n, after])).toEqual([
      [2, undefined],
      [3, undefined],
      [4, undefined],
      [5, 4],
      [6, 5],
      [7, undefined],
      [8, 7],
      [9, 8],
    ])
    const accepted = (n: number) => ({ n, outcome: 'ACCEPTED', code: null, details: null }) as const
    const refused = { n: 4, outcome: 'REFUSED' as const, code: 'STALE', details: null }
    const answers = [accepted(2), accepted(3), refused]
    cache.recordAnswers({ last: 4, answers })
    cache.renumberOutbox()
    expect(cache.nextCommands(10).map(({ n, args, after }) => [n, args, after])).toEqual([
      [1, assignSecond('fl-an', 'fl-bo').args, undefined],
      [2, assignSecond(null, 'fl-an').args, 1],
      [3, assignSecond('fl-bo', null).args, 2],
    ])
    const kept = cache.attention().map(({ n, code, heldBy }) => [n, code, heldBy?.code ?? null])
    expect(kept).toEqual([
      [1, 'STALE', null],
      [4, 'STALE', null],
      [5, 'HELD_BACK', 'STALE'],
      [6, 'HELD_BACK', 'HELD_BACK'],
    ])
    expect(cache.record('dossier', 'd1')!.body.assignee, 'nothing of it has an effect').toBeNull()
    cache.close()
  })

  it('a withdrawn command keeps its number until the gateway settled it, and leaves when all is numbered anew', () => {
    const cache = openCache(place)
    cache.withdrawCommand(2, 'TOO_LARGE')
    expect(cache.nextCommands(10).map(({ n, name }) => [n, name])).toEqual([
      [2, 'withdrawn'],
      [3, 'addNote'],
    ])
    expect(cache.record('note', 'w2')).toBeNull()
    expect(cache.outboxCounts()).toMatchObject({ pending: 2, attention: 1 })
    cache.withdrawCommand(2, 'TOO_LARGE')
    expect(cache.attention(), 'once').toMatchObject([{ n: 2, code: 'TOO_LARGE' }])
    cache.renumberOutbox()
    expect(cache.nextCommands(10)).toMatchObject([{ n: 1, args: { noteId: 'w3' } }])
    expect(cache.attention().map(({ code }) => code)).toEqual(['STALE', 'TOO_LARGE'])
    cache.close()
  })

  it('never sends under the name of another person', () => {
    const actor = { ...FILL_FOR.actor, id: 'fl-bo' }
    const cache = refilled({ ...FILL_FOR, actor })
    expect(cache.nextCommands(10)).toEqual([])
    expect(
      cache
        .attention()
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(['FORBIDDEN', 'FORBIDDEN', 'STALE'])
    cache.close()
  })
})

const assignSecond = (assignee: string | null, from: string | null) => ({
  name: 'assignDossier',
  args: { dossierId: 'd2', track: 'WORK', assignee, from },
})

describe('forgetting', () => {
  it('leaves not even the words of a forgotten person in the full text', () => {
    const cache = filledCache(place)
    const named = { ...cache.record('person', 'p2')!.body, familyName: 'Qxzwv' }
    cache.applyPage(page([wire('person', 'p7', named)]))
    expect(wordsWith('QXZ')).toBeGreaterThan(0)
    cache.applyPage(page([{ kind: 'person', id: 'p7', version: 2, body: null }], [], 11))
    expect(wordsWith('QXZ')).toBe(0)
    cache.close()
  })

  /** Entries of both indexes that begin with these letters, deleted or not. */
  function wordsWith(letters: string): number {
    const db = connectWriter(place.file, place.key)
    const found = ['searchText', 'searchWord'].map((table) => {
      db.exec(`CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '${table}', 'row')`)
      const count = db.value<number>('SELECT count(*) FROM temp.words WHERE upper(term) LIKE ?', [
        `${letters}%`,
      ])!
      db.exec('DROP TABLE temp.words')
      return count
    })
    db.close()
    return found.reduce((sum, count) => sum + count, 0)
  }
})
