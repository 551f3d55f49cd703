/** Clocks as the window draws them: the last day by which one runs, and every other that the law gives. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import type { ResidenceState } from '../../domain/contract/codes.ts'
import type { ClockEvent } from '../../domain/contract/records.ts'
import { clockViews } from '../../domain/dossier/clocks.ts'
import { otherEnds } from '../../domain/dossier/readings.ts'
import { NO_TABLES } from '../../domain/reference/own-rows.ts'
import { Clocks } from '../../renderer/dossier/clock.tsx'
import { RenewalLine } from '../../renderer/dossier/norm-lines.tsx'
import { dossier } from '../domain/fixtures.ts'
import { speakDutch } from './dutch.ts'
import { dossierPage } from './fixture.ts'

beforeAll(() => speakDutch(['app', 'dossier', 'codes']))

const start = (clock: ClockEvent['clock'], at: string, days?: number): ClockEvent => ({
  clock,
  at,
  kind: 'START',
  reason: null,
  by: null,
  ...(days !== undefined && { days }),
})

/** What stands on the screen about these clocks, as text. */
function drawn(clockEvents: ClockEvent[], today: string): string {
  const { body } = dossier({ clockEvents })
  const html = renderToStaticMarkup(
    createElement(Clocks, {
      clocks: clockViews(clockEvents, today),
      events: clockEvents,
      otherEnds: otherEnds(body, NO_TABLES, today),
      today,
    }),
  )
  return html.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ')
}

test('four months are shown by both readings of the law', () => {
  const text = drawn([start('C3A', '2026-06-01')], '2026-06-10')
  expect(text).toContain('Einde 30/09/2026')
  expect(text).toContain('of 01/10/2026, als maanden anders geteld worden')
})

test('an appeal about residence shows its terms in extreme urgency', () => {
  const text = drawn([start('C6', '2026-06-01')], '2026-06-02')
  expect(text).toContain('Einde 01/07/2026')
  expect(text).toContain('bij uiterst dringende noodzakelijkheid: 11/06/2026')
  expect(text).toContain('bij een tweede terugkeerbesluit: 08/06/2026')
})

test('a window of renewal that is not open yet says so, and is not said to have lapsed', () => {
  const events = [start('C8', '2026-08-16', 76)]
  expect(drawn(events, '2026-06-10')).toContain('16/08/2026 – gaat dan pas open, tot 31/10/2026')
  expect(drawn(events, '2026-09-01')).toContain('Einde 31/10/2026')
  expect(drawn(events, '2026-11-02')).toContain('verstreken op 31/10/2026')
})

test('renewal is named while the stay stands or is being decided, not once it was refused or ended', () => {
  const line = (state: ResidenceState) => {
    const view = dossierPage.dossier
    const body = {
      ...view.body,
      region: 'FL' as const,
      work: { state: 'GRANTED' as const, since: '2026-01-20' },
      residence: { state, since: '2026-01-21' },
      authorised: { from: '2026-02-01', to: '2026-12-31' },
    }
    const page = { ...dossierPage, dossier: { ...view, body } }
    return renderToStaticMarkup(createElement(RenewalLine, { page }))
  }
  for (const state of ['AWAITING_WORK', 'CARD_ISSUED'] as const) {
    expect(line(state), state).toContain('tussen 16/08/2026 en 31/10/2026')
  }
  for (const state of ['REFUSED', 'APPEAL_PENDING', 'ENDED'] as const) {
    expect(line(state), state).toBe('')
  }
})
