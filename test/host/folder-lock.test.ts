import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockFolder } from '../../host/lock.ts'
import { seenDuring, testFolder } from './folder.ts'

test('a second workbench on one folder is refused until the first lets go', async () => {
  const folder = testFolder()
  const first = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'CACHE_LOCKED_BY_OTHER' })
  await first.release()
  await (await lockFolder(folder)).release()
})

test('another living process keeps its lock, a dead one loses it', async () => {
  const folder = testFolder()
  const script = `import { lockFolder } from '${join(process.cwd(), 'host/lock.ts')}'
    await lockFolder(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1000)`
  const other = spawn(process.execPath, ['--input-type=module', '-e', script])
  await once(other.stdout, 'data')
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'CACHE_LOCKED_BY_OTHER' })
  other.kill('SIGKILL')
  await once(other, 'exit')
  await (await lockFolder(folder)).release()
})

test.runIf(process.platform === 'linux')(
  'a killed process that the system has not cleared away holds nothing',
  async () => {
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'])
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(String(line))
    const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8')
    // A shell would clear its child away; what it becomes does not.
    const name = () => readFileSync(`/proc/${parent.pid!}/comm`, 'utf8')
    await expect.poll(name, { timeout: 25_000, message: 'the parent is no shell' }).toBe('sleep\n')
    process.kill(pid, 'SIGKILL')
    await expect
      .poll(stat, { timeout: 25_000, message: 'the process has ended but is not cleared away' })
      .toMatch(/\) Z /)
    const started = stat().split(') ')[1]!.split(' ')[19]!
    const folder = testFolder()
    writeFileSync(
      join(folder, 'lock'),
      JSON.stringify({ pid, started, token: 'of the killed one' }),
    )
    await (await lockFolder(folder)).release()
    parent.kill()
  },
)

test('a half-written lock and one with a reused process number are taken over', async () => {
  const folder = testFolder()
  writeFileSync(join(folder, 'lock'), '{"pid":')
  await (await lockFolder(folder)).release()
  expect(existsSync(join(folder, 'lock')), 'the lock after its release').toBe(false)
  const reused = { pid: process.pid, started: '1', token: 'of an earlier process' }
  writeFileSync(join(folder, 'lock'), JSON.stringify(reused))
  await (await lockFolder(folder)).release()
})

test('nobody ever sees a lock without the name of its holder', async () => {
  const folder = testFolder()
  const seen = await seenDuring(join(folder, 'lock'), async () => {
    for (let n = 0; n < 20; n += 1) await (await lockFolder(folder)).release()
  })
  for (const text of seen) expect(text, 'a lock on its way').toContain(`"pid":${process.pid}`)
  expect(readdirSync(folder), 'what is left behind').toEqual([])
})

test('two that take over one stale lock at once: exactly one gets it', async () => {
  const folder = testFolder()
  writeFileSync(join(folder, 'lock'), '')
  const outcomes = await Promise.allSettled([lockFolder(folder), lockFolder(folder)])
  const locks = outcomes.flatMap((outcome) =>
    outcome.status === 'fulfilled' ? [outcome.value] : [],
  )
  expect(locks, 'workbenches that hold the folder').toHaveLength(1)
  await locks[0]?.release()
})

test('a folder that cannot be made says so', async () => {
  const file = join(testFolder(), 'file')
  writeFileSync(file, '')
  const { asTandemError } = await import('../../host/errors.ts')
  const error = await lockFolder(join(file, 'data')).catch(asTandemError)
  expect(error).toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' })
})
