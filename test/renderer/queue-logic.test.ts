import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { ToldCause } from '../../domain/dossier/outcome.ts'
import type { QueueOrder } from '../../domain/contract/workbench.ts'
import { DEFAULT_VIEW } from '../../renderer/app/route.ts'
import { parseTypedDate } from '../../renderer/i18n/typed-date.ts'
import { DUE_SPANS } from '../../renderer/queue/due.ts'
import { moveFocus } from '../../renderer/queue/grid-keys.ts'
import { EMPTY_GRID_STATE, readGridState } from '../../renderer/queue/grid-state.ts'
import { nextOrder } from '../../renderer/queue/order.ts'
import { ToldLines } from '../../renderer/queue/outcome-notice.tsx'
import { speakDutch } from './dutch.ts'
import { matches } from '../../renderer/palette/match.ts'

describe('choosing an order', () => {
  const due: QueueOrder = [{ column: 'due', descending: false }]

  it('takes a column alone, and turns it when it is alone already', () => {
    expect(nextOrder(due, 'personName', false)).toEqual([
      { column: 'personName', descending: false },
    ])
    expect(nextOrder(due, 'due', false)).toEqual([{ column: 'due', descending: true }])
  })

  it('begins signals with the gravest', () => {
    expect(nextOrder(due, 'risk', false)).toEqual([{ column: 'risk', descending: true }])
  })

  it('adds a column, turns it, and lets it go', () => {
    const two = nextOrder(due, 'personName', true)
    expect(two.map(({ column }) => column)).toEqual(['due', 'personName'])
    const turned = nextOrder(two, 'personName', true)
    expect(turned[1]).toEqual({ column: 'personName', descending: true })
    expect(nextOrder(turned, 'personName', true)).toEqual(due)
  })

  it('never has more than four columns nor none', () => {
    const columns = ['personName', 'risk', 'region', 'assignee', 'category'] as const
    const many = columns.reduce<QueueOrder>((order, column) => nextOrder(order, column, true), due)
    expect(many).toHaveLength(4)
    const down: QueueOrder = [{ column: 'due', descending: true }]
    expect(nextOrder(down, 'due', true)).toEqual(due)
  })
})

describe('keys of the grid', () => {
  const extent = { total: 50, columns: 10, page: 20 }
  const at = (row: number, column: number | null = null) => ({ row, column })

  it('move a row, a screen, and to both ends, and stop there', () => {
    expect(moveFocus('j', at(0), extent)).toEqual(at(1))
    expect(moveFocus('k', at(0), extent)).toEqual(at(0))
    expect(moveFocus('PageDown', at(40), extent)).toEqual(at(49))
    expect(moveFocus('Home', at(12), extent)).toEqual(at(0))
    expect(moveFocus('End', at(12), extent)).toEqual(at(49))
  })

  it('enter the cells of the row and come back to the row', () => {
    expect(moveFocus('ArrowRight', at(3), extent)).toEqual(at(3, 0))
    expect(moveFocus('ArrowRight', at(3, 9), extent)).toEqual(at(3, 9))
    expect(moveFocus('ArrowLeft', at(3, 0), extent)).toEqual(at(3))
  })

  it('leave other keys to others', () => {
    expect(moveFocus('a', at(3), extent)).toBeNull()
  })
})

describe('a date as it is typed', () => {
  it('is understood with slashes, points, dashes and single digits', () => {
    for (const text of ['01/03/2026', '1/3/2026', '01.03.2026', '1-3-2026', ' 1 3 2026 ']) {
      expect(parseTypedDate(text), text).toBe('2026-03-01')
    }
  })

  it('is refused when the calendar does not have it', () => {
    for (const text of ['30/02/2026', '31/04/2026', '1/13/2026', '2026-03-01', 'morgen', '']) {
      expect(parseTypedDate(text), text).toBeNull()
    }
  })
})

describe('ready spans of the end of a clock', () => {
  it('count from today and meet without overlap', () => {
    expect(DUE_SPANS.overdue('2026-03-01')).toEqual({ from: null, to: '2026-02-28' })
    expect(DUE_SPANS.week('2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-08' })
  })
})

describe('kept columns', () => {
  it('survive the way', () => {
    const state = { columnSizing: { risk: 200 }, columnVisibility: { region: false } }
    expect(readGridState(JSON.stringify(state))).toEqual(state)
  })

  it('are forgotten when they make no sense', () => {
    for (const text of [
      '',
      'null',
      '[]',
      '{"columnSizing":7}',
      '{"columnSizing":{"risk":"wide"}}',
      '{',
    ]) {
      expect(readGridState(text), text).toEqual(EMPTY_GRID_STATE)
    }
    expect(readGridState('{"columnSizing":{"risk":9000}}')).toEqual(EMPTY_GRID_STATE)
  })
})

describe('words of the palette', () => {
  it('fit by the beginnings of words, without case and accents', () => {
    expect(matches('Libérer le dossier · FL-2026-000123', 'liberer doss')).toBe(true)
    expect(matches('Aan mij toewijzen', 'MIJ')).toBe(true)
    expect(matches('Aan mij toewijzen', 'ijzen')).toBe(false)
    expect(matches('Aan mij toewijzen', '')).toBe(true)
  })
})

describe('the queue at first', () => {
  it('shows open dossiers by the end of their clock', () => {
    expect(DEFAULT_VIEW).toEqual({
      queue: 'OPEN',
      facets: {},
      due: null,
      order: [{ column: 'due', descending: false }],
    })
  })
})

describe('above the queue', () => {
  it('stands how many dossiers have an outcome that must be told, and nothing where none has', async () => {
    await speakDutch(['queue'])
    const shown = (...lines: [cause: ToldCause, count: number][]) => {
      const onShow = () => undefined
      const told = lines.map(([cause, count]) => ({ cause, count, onShow }))
      return renderToStaticMarkup(createElement(ToldLines, { lines: told }))
    }
    expect(shown(['ALARM_TACIT', 3])).toContain('3 dossiers: arbeid is toegekend')
    expect(shown(['SIGNAL_TO_REGION', 1])).toContain('1 dossier: DVZ vond het verblijf ongunstig')
    expect(shown(['VISA_HELD', 2])).toContain('2 dossiers: een post houdt het visum aan')
    expect(shown(['WITHDRAWN', 1])).toContain('1 dossier: de arbeid is ingetrokken')
    expect(shown(['WITHDRAWN', 1])).not.toContain('bericht')
    expect(shown()).toBe('')
    // The gravest in full: the rows of the queue keep their place, and nothing is hidden unsaid.
    const three = shown(['ALARM_TACIT', 3], ['VISA_HELD', 2], ['END_PASSED', 4])
    expect(three).toContain('3 dossiers: arbeid is toegekend')
    expect(three).toContain('nog 2 berichten')
    expect(three).toContain('aria-expanded="false"')
    expect(three).not.toContain('een post houdt het visum aan')
  })
})
