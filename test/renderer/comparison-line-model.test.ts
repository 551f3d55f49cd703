import { describe, expect, test } from 'vitest'
import type { ComparisonPage } from '../../domain/contract/workbench.ts'
import { toDay } from '../../domain/calendar/local-date.ts'
import { firstSelected } from '../../renderer/comparison/first-selected.ts'
import { bareDays, daysOf, lineModel } from '../../renderer/comparison/line-model.ts'
import {
  comparisonPage,
  control,
  declaration,
  dossier,
  form,
  holding,
  job,
  person,
  presences,
  verdict,
} from './fixture.ts'

/** The permit is of this employer, place and job, and ends too early. */
const tooShort: ComparisonPage = {
  ...comparisonPage,
  verdicts: comparisonPage.verdicts.map((one) =>
    one.code === 'M4' ? { ...one, differs: ['PERIOD'] } : one,
  ),
}
const withCard = (from: string, to: string | null): ComparisonPage => ({
  ...tooShort,
  person: {
    ...person,
    body: { ...person.body, unlimitedAccess: { card: 'B', from, to } },
  },
})
const declarationRow = (page: ComparisonPage, id = 'declaration-1') =>
  lineModel(page).declarations.find((row) => row.id === id)!

describe('rows of the time line', () => {
  test('declared days after the end of the authorisation are uncovered', () => {
    expect(declarationRow(tooShort).uncovered).toEqual([
      { from: toDay('2026-10-01'), to: toDay('2026-12-31') },
    ])
  })

  test('a permit of another employer, place or job covers no declared day', () => {
    const { span, uncovered } = declarationRow(comparisonPage)
    expect(uncovered).toEqual([span])
  })

  test('nothing is uncovered where no authorisation is needed', () => {
    expect(declarationRow(comparisonPage, 'declaration-2').verdict?.needsAuthorisation).toBe('NO')
    expect(declarationRow(comparisonPage, 'declaration-2').uncovered).toEqual([])
  })

  test('a cancelled declaration has no verdict and nothing uncovered', () => {
    const row = declarationRow(comparisonPage, 'declaration-3')
    expect(row.verdict).toBeNull()
    expect(row.uncovered).toEqual([])
  })

  test('a residence card with unlimited access covers too', () => {
    const page = withCard('2026-11-01', null)
    expect(lineModel(page).permits[0]?.kind).toBe('card')
    expect(declarationRow(page).uncovered).toEqual([
      { from: toDay('2026-10-01'), to: toDay('2026-10-31') },
    ])
  })

  test('a dossier that never allowed work shows the days it asked for, not those of its handling', () => {
    const row = lineModel(comparisonPage).permits.find(({ id }) => id === 'dossier-2')
    expect(row).toMatchObject({
      spans: [],
      requested: { from: toDay('2026-01-01'), to: toDay('2027-12-31') },
    })
  })

  test('a withdrawal ends the bar of the authorisation', () => {
    const withdrawn = {
      ...dossier,
      body: {
        ...dossier.body,
        annexes: [],
        work: { state: 'WITHDRAWN' as const, since: '2026-05-01' },
      },
    }
    const page = { ...comparisonPage, dossiers: [withdrawn] }
    expect(lineModel(page).permits[0]?.spans).toEqual([
      { from: toDay('2026-01-01'), to: toDay('2026-04-30') },
    ])
  })

  test('presences on uncovered days are marked', () => {
    const early = { ...verdict, needsAuthorisation: 'YES' as const }
    const page = { ...comparisonPage, dossiers: [], verdicts: [early] }
    const [row] = lineModel(page).presences
    expect(row?.days.every(({ uncovered }) => uncovered)).toBe(true)
    const [covered] = lineModel(tooShort).presences
    expect(covered?.days.some(({ uncovered }) => uncovered)).toBe(false)
  })

  test('declared days of which the forms are held and none is there are a row of their own', () => {
    const gap = (page: ComparisonPage) =>
      lineModel(page).forms.flatMap((row) => (row.kind === 'a1Gap' ? row.spans : []))
    const own = { ...comparisonPage, declarations: [declaration] }
    const after = { from: toDay('2026-09-01'), to: toDay('2026-11-19') }
    expect(lineModel(own).forms[0]).toMatchObject({ kind: 'a1', id: form.id })
    expect(gap(own), 'from the end of the form to the last day that is held').toEqual([after])
    const none = { ...own, holdings: [] }
    expect(gap(none), 'nothing is missing where nothing is held').toEqual([])
    expect(lineModel(none).held).toEqual({ A1: [], DIMONA: [] })
    const two = [holding('A1', { asOf: '2026-09-30' }), holding('A1', { from: '2026-10-01' })]
    expect(gap({ ...own, holdings: two }), 'holdings that join are one').toEqual([after])
    const withdrawn = { ...form, body: { ...form.body, state: 'WITHDRAWN' as const } }
    expect(gap({ ...own, a1: [withdrawn] })[0]?.from, 'an ended form covers nothing').toBe(
      toDay(declaration.body.period.from),
    )
  })

  test('an employment shows the days on which a declaration in force says that they are posted', () => {
    const own = { ...comparisonPage, declarations: [declaration] }
    const { to } = declaration.body.period
    expect(lineModel(own).employments).toMatchObject([
      {
        span: { from: toDay('2026-06-01'), to: Infinity },
        posted: [{ from: toDay('2026-06-01'), to: toDay(to) }],
      },
    ])
    const cancelled = { ...job, body: { ...job.body, status: 'CANCELLED' as const } }
    expect(lineModel({ ...own, employments: [cancelled] }).employments).toEqual([])
    const replaced = {
      ...declaration,
      body: { ...declaration.body, status: 'REPLACED' as const },
    }
    expect(lineModel({ ...own, declarations: [replaced] }).employments[0]?.posted).toEqual([])
  })

  test('days at work that no declaration and no employment covers are marked where Dimona is held', () => {
    const late = {
      ...presences[0]!,
      id: 'late',
      body: { ...presences[0]!.body, date: '2026-03-02' },
    }
    const unnamed = { ...late, body: { ...late.body, l1Number: null } }
    const page = { ...comparisonPage, presences: [unnamed, unnamed], employments: [] }
    const [row] = lineModel(page).presences
    expect(row?.days.map(({ uncovered, bare }) => uncovered && bare)).toEqual([true, true])
    expect(bareDays(row!), 'one day').toBe(1)
    expect(bareDays(lineModel({ ...page, holdings: [] }).presences[0]!)).toBe(0)
    const employed = { ...job, body: { ...job.body, period: { from: '2026-03-01', to: null } } }
    expect(bareDays(lineModel({ ...page, employments: [employed] }).presences[0]!)).toBe(0)
  })

  test('days that two employers declare at once stand on both declarations', () => {
    const body = {
      ...declaration.body,
      employer: {
        name: 'Anders Sp. z o.o.',
        country: 'PL',
        vatNumber: null,
        enterpriseNumber: null,
      },
      period: { from: '2026-07-01', to: '2026-07-31' },
    }
    const other = { ...declaration, id: 'declaration-9', body }
    const both = [{ from: toDay('2026-07-01'), to: toDay('2026-07-31') }]
    const rows = (second: ComparisonPage['declarations'][number]) =>
      lineModel({ ...comparisonPage, declarations: [declaration, second] }).declarations
    expect(rows(other).map((row) => row.elsewhere)).toEqual([both, both])
    const same = { ...other, body: { ...body, employer: declaration.body.employer! } }
    expect(rows(same).map((row) => row.elsewhere)).toEqual([[], []])
    const cancelled = { ...other, body: { ...body, status: 'CANCELLED' as const } }
    expect(rows(cancelled).map((row) => row.elsewhere)).toEqual([[], []])
  })

  test('a control stands on its day, and the first view holds it', () => {
    const far = { ...control, body: { ...control.body, date: '2023-02-03' } }
    const model = lineModel({ ...comparisonPage, controls: [control, far] })
    expect(model.controls.map(({ day }) => day)).toEqual([toDay('2023-02-03'), toDay('2026-05-04')])
    expect(Math.min(...daysOf(model))).toBe(toDay('2023-02-03'))
  })

  test('the first view has every start and end, and no infinite day', () => {
    const days = daysOf(lineModel(withCard('2026-11-01', null)))
    expect(days.every(Number.isFinite)).toBe(true)
    expect(Math.min(...days)).toBe(toDay('2024-06-01'))
    expect(Math.max(...days)).toBe(toDay('2027-12-31'))
  })
})

describe('the declaration that the screen opens with', () => {
  const rows = lineModel(comparisonPage).declarations

  test('the most urgent outcome comes before consistent and cancelled ones', () => {
    expect(firstSelected(rows, null)).toBe('declaration-1')
  })

  test('the dossier that the officer came from counts more than urgency', () => {
    const other = {
      ...rows[0]!,
      id: 'other',
      verdict: { ...verdict, code: 'M3' as const, dossierId: 'x' },
    }
    expect(firstSelected([...rows, other], 'dossier-1')).toBe('declaration-1')
    expect(firstSelected([...rows, other], null)).toBe('other')
  })

  test('without declarations there is none', () => {
    expect(firstSelected([], null)).toBeNull()
  })
})
