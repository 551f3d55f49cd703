/**
 * A desk whose disk fills up: a real file system of a few megabytes, filled to the last byte. What
 * does not fit is told by its code and leaves nothing half written; what was looked at can still be
 * read, a new look cannot be logged and is refused; room mends it.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  isSettled,
  Line,
  openDesk,
  startPractice,
  statusOf,
  type TestDesk,
  workingDesk,
} from '../host/practice.ts'
import { FIXTURE_DOSSIERS, fixtureWorld } from '../host/records.ts'

const ALL = { queue: 'ALL', facets: {}, due: null, search: '' } as const

/** Why a small file system cannot be had here; null when it can. On CI it must be there. */
function smallDiskMissing(): string | null {
  const missing =
    process.platform !== 'linux' || process.getuid?.() !== 0 ? 'it takes root on Linux' : null
  if (missing && process.env['CI'] === 'true') throw new Error(missing)
  return missing
}

interface Disk {
  folder: string
  /** Takes all room but this many bytes. */
  fill(left: number): void
  /** Gives the room back. */
  free(): void
}

function smallDisk(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tandem-test', folder])
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder])
    rmSync(folder, { recursive: true, force: true })
  })
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill(left) {
      const { bavail, bsize } = statfsSync(folder)
      const file = openSync(ballast, 'a')
      writeSync(file, Buffer.alloc(Math.max(0, bavail * bsize - left), 1))
      closeSync(file)
    },
    free: () => rmSync(ballast, { force: true }),
  }
}

async function total({ window }: TestDesk): Promise<number> {
  return (await window.queue.summary({ filter: ALL })).total
}

let notes = 0
function addNote({ window }: TestDesk, dossierId: string) {
  notes += 1
  const noteId = `disk-note-${notes}`
  // Long enough that a few of them find no room.
  const args = { noteId, dossierId, text: `Nota ${notes}. `.padEnd(8_000, 'x') }
  const act = window.command.run({ name: 'addNote', args })
  return act.then(
    (result) => ({ noteId, code: result.outcome as string }),
    (error: { data?: { code: string } }) => ({ noteId, code: error.data?.code ?? 'no code' }),
  )
}

async function noteIds({ window }: TestDesk, dossierId: string): Promise<string[]> {
  return (await window.dossier.get({ id: dossierId })).notes.map(({ id }) => id)
}

test.skipIf(smallDiskMissing() !== null)(
  'full during the first fill: told, nothing to see; with room again it completes',
  async () => {
    const { address } = await startPractice(fixtureWorld(1_500))
    const disk = smallDisk()
    disk.fill(600_000)
    const desk = await openDesk(address, { dataDir: join(disk.folder, 'data') })
    await desk.workbench.signInWith('vl-an')
    const status = await statusOf(desk, ({ state }) => state === 'STOPPED')
    expect(status.error?.code).toBe('DISK_FULL')
    expect(await total(desk)).toBe(0)
    disk.free()
    await desk.window.sync.now()
    await statusOf(desk, isSettled)
    expect(await total(desk)).toBe(1_500)
  },
)

test.skipIf(smallDiskMissing() !== null)(
  'full while an officer acts: the act is refused whole, reads go on, room mends it',
  async () => {
    const { address, line } = await startPractice(fixtureWorld())
    const disk = smallDisk()
    const desk = await workingDesk(address, 'vl-an', { dataDir: join(disk.folder, 'data') })
    line.mode = 'DOWN'
    line.drop()
    await statusOf(desk, ({ state }) => state === 'OFFLINE')
    await noteIds(desk, 'dossier-1')
    disk.fill(0)
    const kept: string[] = []
    let refused: Awaited<ReturnType<typeof addNote>> | null = null
    while (!refused) {
      const act = await addNote(desk, 'dossier-1')
      if (act.code === 'QUEUED') kept.push(act.noteId)
      else refused = act
      expect(kept.length, 'acts that found room').toBeLessThan(5_000)
    }
    expect(refused.code).toBe('DISK_FULL')
    expect((await noteIds(desk, 'dossier-1')).toSorted()).toEqual(kept.toSorted())
    expect((await desk.window.sync.status()).pending).toBe(kept.length)
    expect(await total(desk)).toBe(FIXTURE_DOSSIERS)
    await expect(noteIds(desk, 'dossier-2'), 'a look that has no entry').rejects.toMatchObject({
      data: { code: 'DISK_FULL' },
    })
    disk.free()
    const again = await addNote(desk, 'dossier-1')
    expect(again.code).toBe('QUEUED')
    line.mode = 'PASS'
    await desk.window.sync.now()
    await statusOf(desk, isSettled)
    expect((await noteIds(desk, 'dossier-1')).toSorted()).toEqual(
      [...kept, again.noteId].toSorted(),
    )
    expect(await desk.window.sync.attention()).toEqual([])
  },
)

test.skipIf(smallDiskMissing() !== null)(
  'full while changes come: the desk stops and says so, keeps what it has, room mends it',
  async () => {
    const { address } = await startPractice(fixtureWorld())
    const line = new Line(address.url)
    onTestFinished(() => line.close())
    const behind = { ...address, url: await line.listen() }
    const disk = smallDisk()
    const desk = await workingDesk(behind, 'vl-an', { dataDir: join(disk.folder, 'data') })
    line.mode = 'DOWN'
    line.drop()
    await statusOf(desk, ({ state }) => state === 'OFFLINE')
    await noteIds(desk, 'dossier-2')
    disk.fill(0)
    const other = await workingDesk(address, 'vl-joris')
    const written: string[] = []
    for (let n = 0; n < 200; n += 1) written.push((await addNote(other, 'dossier-2')).noteId)
    await statusOf(other, ({ pending }) => pending === 0)
    line.mode = 'PASS'
    await desk.window.sync.now()
    const status = await statusOf(desk, ({ state }) => state === 'STOPPED')
    expect(status.error?.code).toBe('DISK_FULL')
    expect(await total(desk)).toBe(FIXTURE_DOSSIERS)
    const seen = await noteIds(desk, 'dossier-2')
    expect(written.slice(0, seen.length), 'whole pages or nothing').toEqual(seen.toReversed())
    disk.free()
    await desk.window.sync.now()
    await statusOf(desk, isSettled)
    expect((await noteIds(desk, 'dossier-2')).toSorted()).toEqual(written.toSorted())
  },
)
