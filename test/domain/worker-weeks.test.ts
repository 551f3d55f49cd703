/** The weeks of the workers of one enterprise, and the walk and copy of their matrix. */
import { describe, expect, it } from 'vitest'
import type { WorkerMatrix } from '../../domain/contract/workbench.ts'
import { compareActive } from '../../domain/limosa/compare.ts'
import { mondayOf, weeksFrom, weeksOf } from '../../domain/limosa/matrix.ts'
import { movedCell, runsOf, spreadsheetOf } from '../../renderer/enterprise/matrix-model.ts'
import { declaration, dossier, enterprise, facts, person, presence } from './fixtures.ts'

const WEEKS = weeksFrom('2026-03-02', 6)

const { employer } = declaration().record.body
const sender = enterprise('e2', { ...employer!, enterpriseNumber: null })

function codes(given: Parameters<typeof facts>[0]) {
  const all = facts({ enterprises: [sender], ...given })
  const active = all.declarations.filter(({ record }) => record.body.status === 'ACTIVE')
  const verdicts = compareActive(all, active, '2026-11-20')
  return weeksOf(
    all,
    verdicts,
    WEEKS,
    () => true,
    () => true,
  )
}

const declared = declaration({ period: { from: '2026-03-02', to: '2026-03-22' } })
const permit = dossier({
  employerId: 'e2',
  work: { state: 'GRANTED', since: '2026-02-01' },
  authorised: { from: '2026-03-09', to: '2026-04-05' },
})

describe('weeks of a worker', () => {
  it('begin on Monday', () => {
    expect(mondayOf('2026-03-08')).toBe('2026-03-02')
    expect(mondayOf('2026-03-09')).toBe('2026-03-09')
  })

  it('say the worst first: uncovered, covered, authorised only', () => {
    expect(codes({ declarations: [declared], dossiers: [permit] }).codes).toBe('!DDPP.')
  })

  it('a week whose days are covered in part is not covered', () => {
    const late = dossier({
      employerId: 'e2',
      work: { state: 'GRANTED', since: '2026-02-01' },
      authorised: { from: '2026-03-04', to: '2026-03-22' },
    })
    expect(codes({ declarations: [declared], dossiers: [late] }).codes).toBe('!DD...')
  })

  it('who needs no authorisation is declared, and who was only seen was not', () => {
    const free = person({ nationality: 'PT' })
    expect(codes({ person: free, declarations: [declared] }).codes.slice(0, 3)).toBe('FFF')
    const seen = codes({ presences: [presence({ date: '2026-03-11' })] })
    expect(seen).toEqual({ codes: '.S....', seen: '010000' })
  })

  it('a day seen before the declared ones is not declared, in whatever week', () => {
    const later = declaration({ period: { from: '2026-03-11', to: '2026-03-22' } })
    const free = person({ nationality: 'PT' })
    const seen = (date: string) =>
      codes({ person: free, declarations: [later], presences: [presence({ date })] }).codes
    expect(seen('2026-03-10').slice(0, 3)).toBe('.SF')
    expect(seen('2026-03-11').slice(0, 3)).toBe('.FF')
  })

  it('a permit of another employer covers nothing of what this one declared', () => {
    const elsewhere = dossier({
      employerId: 'e3',
      work: { state: 'GRANTED', since: '2026-02-01' },
      authorised: { from: '2026-03-01', to: '2026-04-05' },
    })
    const all = {
      declarations: [declared],
      dossiers: [elsewhere],
      enterprises: [
        enterprise('e3', { name: 'Bakkerij Wildekamp', enterpriseNumber: '0428759497' }),
      ],
    }
    expect(codes(all).codes.slice(0, 3)).toBe('!!!')
  })

  it('a cancelled declaration declares nothing', () => {
    const cancelled = declaration({ ...declared.record.body, status: 'CANCELLED' })
    expect(codes({ declarations: [cancelled] }).codes).toBe('......')
  })
})

const known = { declarationId: null, worker: 'KNOWN' as const }
const words = {
  head: 'Werknemer',
  letter: (code: string) => (code === '.' ? '' : code),
  date: (date: string) => date,
  worker: (worker: string) => worker,
}

const matrix: WorkerMatrix = {
  enterpriseId: 'e1',
  enterpriseName: 'Exemple',
  from: '2026-03-02',
  weeks: 4,
  workers: [
    { ...known, personId: 'p1', name: '=SOM(A1)', codes: '!!D.', seen: '0100' },
    { ...known, personId: 'p2', name: 'A & <B>', codes: '....', seen: '0000' },
  ],
  workerTotal: 2,
}

describe('the matrix', () => {
  it('is walked cell by cell and never left', () => {
    const size = { row: 2, week: 4 }
    const keys = ['ArrowRight', 'ArrowDown', 'ArrowDown', 'End', 'ArrowRight', 'k', 'Home']
    const way = keys.reduce((cell, key) => movedCell(key, cell, size, 10)!, { row: 0, week: 0 })
    expect(way).toEqual({ row: 0, week: 0 })
    expect(movedCell('End', { row: 1, week: 0 }, size, 10)).toEqual({ row: 1, week: 3 })
    expect(movedCell('x', { row: 0, week: 0 }, size, 10)).toBeNull()
  })

  it('is told as stretches of weeks that say the same', () => {
    expect(runsOf(matrix, 0)).toEqual([
      { code: '!', from: 0, to: 1 },
      { code: 'D', from: 2, to: 2 },
    ])
    expect(runsOf(matrix, 1)).toEqual([])
  })

  it('is copied as a table, and no name becomes a formula or markup', () => {
    const { text, html } = spreadsheetOf(matrix, words, () => '#fff')
    const lines = text.split('\r\n').map((line) => line.split('\t'))
    expect(lines.map((line) => line.length)).toEqual([5, 5, 5])
    expect(lines[0]).toEqual(['Werknemer', '2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23'])
    expect(lines[1]![0], 'no formula').toBe("'=SOM(A1)")
    expect(lines[1]![2], 'seen at work').toBe('!*')
    expect(html).toContain('A &amp; &lt;B&gt;')
    expect(html, 'a fill that the policy of the page lets through').toContain('bgcolor="#fff"')
    expect(html).not.toContain('style=')
  })

  it('marks who is nobody of the register, also in the copy', () => {
    const stranger = {
      personId: null,
      declarationId: 'l1',
      worker: 'STRANGER' as const,
      name: 'KOVAČEVIĆ Zoran',
      codes: '!...',
      seen: '0000',
    }
    const { text, html } = spreadsheetOf({ ...matrix, workers: [stranger] }, words, () => '#fff')
    expect(text.split('\r\n')[1]).toMatch(/^KOVAČEVIĆ Zoran \(STRANGER\)\t!/)
    expect(html).toContain('<td>KOVAČEVIĆ Zoran (STRANGER)</td>')
  })
})
