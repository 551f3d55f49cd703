import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DIRT, DIRTY_COLUMNS, DIRTY_MAP, dirtyTables } from '../bench/link.dirty.ts'

const LINK = join(import.meta.dirname, '..', '..', 'tools', 'link.ts')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-link-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function link(...args: string[]) {
  const out = join(folder, 'pairs.csv')
  const { status, stderr } = spawnSync(process.execPath, [LINK, ...args, '--out', out], {
    encoding: 'utf8',
  })
  return { status, stderr, pairs: () => readFileSync(out, 'utf8').trim().split('\n') }
}

describe('npm run link', () => {
  it('links a file with itself: header, ids, probability and weight', () => {
    const { left, truth } = dirtyTables({ ...DIRT['light']!, originals: 100 })
    const text = [DIRTY_COLUMNS, ...left].map((row) => row.join(', ')).join('\r\n')
    const { status, stderr, pairs } = link('--left', file('a.csv', text), '--map', DIRTY_MAP)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const [header, ...lines] = pairs()
    expect(header).toBe('left,right,probability,weight')
    const hits = lines.filter((line) => {
      const [a, b, probability] = line.split(',')
      expect(Number(probability)).toBeLessThanOrEqual(1)
      return truth.has(`${a}|${b}`) || truth.has(`${b}|${a}`)
    })
    expect(hits.length).toBeGreaterThanOrEqual(97)
    expect(lines.length).toBeLessThanOrEqual(102)
  })

  it('tables with headers of their own, rows with quotes that nobody doubled, and sexes nobody knows', () => {
    const names = ['Maria Silva', 'Olena Shevchuk', 'Wim Peeters', 'Zoran Novak', 'Anna Rossi']
    const rows = (sex: string) =>
      names.map((name, i) => `${i},${name.replace(' ', ',')},198${i}-0${i + 1}-1${i},${sex}`)
    const left = file('own-left.csv', ['key,first,last,born,sex', ...rows('F')].join('\n'))
    const quoted = rows('U').map((row, i) => (i === 2 ? row.replace('Wim', '"Wim "W" "') : row))
    const right = file('own-right.csv', ['id,given,family,birth,gender', ...quoted].join('\n'))
    const map = 'id=key|id,given=first|given,family=last|family,birth=born|birth,sex=sex|gender'
    const { status, stderr, pairs } = link('--left', left, '--right', right, '--map', map)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const ids = pairs()
      .slice(1)
      .map((line) => line.split(',').slice(0, 2).join(' '))
    expect(ids.toSorted()).toEqual(['0 0', '1 1', '2 2', '3 3', '4 4'])
  })

  it('reads semicolons, quotes, a byte order mark and Windows-1252; ids with commas come back quoted', () => {
    const names = ['José;Müller', 'Zoë;Çelik', 'Anaïs;Lefèvre', 'Wim;Peeters']
    const rows = names.map((name, i) => `"x,${i}";${name};198${i}-0${i + 1}-1${i}`)
    const text = `id;given;family;birth\n${rows.join('\n')}\n`
    const left = file('utf8.csv', `\ufeff${text}`)
    const right = file('1252.csv', Buffer.from(text, 'latin1'))
    const map = 'id=id,given=given,family=family,birth=birth'
    const { status, stderr, pairs } = link('--left', left, '--right', right, '--map', map)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    for (const line of pairs().slice(1)) expect(line).toMatch(/^"x,(\d)","x,\1",/)
    expect(pairs()).toHaveLength(5)
  })

  it('bad lines are named and the others linked', () => {
    const text = [
      'id,given,family,birth',
      'a,Wim,Peeters,1980-01-31',
      'b,Wim,Peeters,1980-01-31,and more',
      ',Anna,Smit,1975-05-05',
      'a,Carla,Maes,1969-09-09',
      'c,"Wim,Peeters,1980-01-31',
      'd,Bo,Claes,1990-10-10',
    ].join('\n')
    const map = 'id=id,given=given,family=family,birth=birth'
    const { status, stderr, pairs } = link('--left', file('some.csv', text), '--map', map)
    expect(status).toBe(0)
    expect(stderr).toContain('line 3: 5 cells, but the header names 4')
    expect(stderr).toContain('line 4: the id is empty')
    expect(stderr).toContain('line 5: the id a stands on line 2 already')
    expect(stderr).toContain('line 6: a quotation mark is not closed')
    expect(pairs().map((line) => line.split(',').slice(0, 2).join())).toEqual(['left,right', 'a,b'])
  })

  it.each([
    ['id,"given\n1,a\n', 'id=id,given=given', 'line 1: a quotation mark is not closed'],
    ['id,given\n1,a\n', 'id=id,family=surname', 'has no column "surname"'],
    ['', 'id=id,given=given', 'is empty'],
    ['id,given\n1,a\n', 'given=given', 'names no id=COLUMN'],
    ['id,given\n1,a\n', 'id=id,gven=given', 'gven is no key'],
  ])('says what is wrong with %j and %s', (text, map, words) => {
    const { status, stderr } = link('--left', file('bad.csv', text), '--map', map)
    expect(stderr).toContain(words)
    expect(status).toBe(2)
  })

  it('says that a file is missing, and that a threshold is none', () => {
    const map = ['--map', 'id=id,given=given']
    expect(link('--left', join(folder, 'none.csv'), ...map).stderr).toContain('no such file')
    const some = file('some.csv', 'id,given\n1,a\n')
    expect(link('--left', some, ...map, '--threshold', '2').stderr).toContain('from 0 to 1')
  })
})
