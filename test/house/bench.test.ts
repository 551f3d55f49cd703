import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connectWriter } from '../../db/sqlite.ts'
import { FACETS } from '../bench/queue.ts'
import { BEST_INDEXES } from '../bench/queue.world.ts'
import { filledCache, newPlace } from '../db/samples.ts'
import { interleave, median, p95, percentile, within } from '../bench/measure.ts'

const BENCH = join(import.meta.dirname, '..', 'bench')

function bench(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(BENCH, 'main.ts'), ...args],
    { encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

describe('measuring', () => {
  it('takes the middle of odd and even numbers of samples', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })

  it('takes percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(p95(hundred)).toBe(95)
    expect(percentile([7], 0.5)).toBe(7)
    expect(() => median([])).toThrow('no samples')
  })

  it('gives up a wait that has no end, and says what it waited for', async () => {
    const never = new Promise<never>(() => undefined)
    await expect(within(1, 'the rows', never)).rejects.toThrow('Waited 0.001 s for the rows.')
    await expect(within(60_000, 'the rows', Promise.resolve(7))).resolves.toBe(7)
  })

  it('measures candidates in turn and leaves out the warm-up', async () => {
    const calls: string[] = []
    const samples = await interleave(
      { a: (round) => calls.push(`a${round}`), b: async (round) => calls.push(`b${round}`) },
      { rounds: 2, warmUp: 1 },
    )
    expect(calls).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2'])
    expect(samples.a).toHaveLength(2)
    expect(samples.b).toHaveLength(2)
  })
})

describe('npm run bench', () => {
  it('lists names that are files', () => {
    const { status, stdout } = bench()
    expect(status).toBe(0)
    const names = stdout.trim().split('\n').filter(Boolean)
    expect(names).not.toContain('main')
    for (const name of names) expect(existsSync(join(BENCH, `${name}.ts`)), name).toBe(true)
  })

  it.each([
    [['gone'], 'There is no bench gone.'],
    [['queue', '--world', 'huge'], '--world is small or full, not huge.'],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j with a sentence', (args, sentence) => {
    const { status, stdout, stderr } = bench(...args)
    expect(status).toBe(2)
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('    at ')
    expect(stdout).toBe('')
  })
})

describe('the statements that a bench is held against', () => {
  it('read columns that the cache still has', () => {
    const place = newPlace()
    filledCache(place).close()
    const db = connectWriter(place.file, place.key)
    try {
      for (const sql of BEST_INDEXES) db.exec(sql)
      const facets = `SELECT ${Object.values(FACETS).join(', ')} FROM dossier d INDEXED BY bench_facets WHERE d.closed = 0`
      expect(db.arrays(facets, []).length).toBeGreaterThan(0)
    } finally {
      db.close()
      place.remove()
    }
  })
})
