import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { databaseKinds } from '../gateway/fixtures.ts'
import { testFolder } from '../host/folder.ts'
import { isSettled, openDesk, startPractice, statusOf } from '../host/practice.ts'
import { FIXTURE_DOSSIERS, fixtureWorld } from '../host/records.ts'

/** Runs the desk process and kills it without warning once it queued `after` notes. */
async function runAndKill(args: string[], after: number): Promise<string[]> {
  const script = join(import.meta.dirname, 'desk-process.ts')
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString()
    if (text.split('\n').length > after) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return text.split('\n').slice(0, -1)
}

describe.each(databaseKinds())('a desk process on $name', (kind) => {
  afterAll(() => kind.stop())

  test('killed again and again, it keeps every command it took, each exactly once', async () => {
    const { address, line, database } = await startPractice(
      fixtureWorld(),
      onTestFinished,
      kind.open,
    )
    const dataDir = testFolder()
    const queued: string[] = []
    for (const [run, after] of [1, 7, 20].entries()) {
      const args = [dataDir, address.url, address.issuer, String(run)]
      queued.push(...(await runAndKill(args, after)))
      // The second time the gateway is away while the desk works.
      line.mode = run === 0 ? 'DOWN' : 'PASS'
    }
    line.mode = 'PASS'
    const desk = await openDesk(address, { dataDir })
    await desk.window.sync.now()
    await statusOf(desk, isSettled)
    const result = await database.queries.execute(
      sql`SELECT id, version FROM record WHERE id LIKE 'killed-%'`,
    )
    const stored = new Map(
      (result as unknown as { rows: { id: string; version: number }[] }).rows.map((row) => [
        row.id,
        row.version,
      ]),
    )
    for (const id of queued) expect(stored.get(id), `note ${id} at the gateway`).toBe(1)
    const shown: string[] = []
    for (let n = 1; n <= FIXTURE_DOSSIERS; n += 1) {
      const page = await desk.window.dossier.get({ id: `dossier-${n}` })
      shown.push(...page.notes.map(({ id }) => id))
      expect(page.notes.every(({ pending }) => !pending)).toBe(true)
    }
    // A note may have been stored in the moment between its commit and the kill: then it is in both.
    expect(shown.toSorted()).toEqual([...stored.keys()].toSorted())
    expect(await desk.window.sync.attention()).toEqual([])
  })
})
