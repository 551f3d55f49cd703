import { describe, expect, it } from 'vitest'
import { toDay } from '../../domain/calendar/local-date.ts'
import { PROCEDURES, REGIONS, RESIDENCE_STATES, WORK_STATES } from '../../domain/contract/codes.ts'
import { lineOf, simulateStock, type StockRow } from '../../domain/dossier/stock.ts'
import { assumptions, usualDurations } from '../../domain/reference/usual-durations.ts'

const TODAY = '2026-11-20'
const ROW: StockRow = {
  row: 1,
  region: REGIONS.indexOf('FL'),
  procedure: PROCEDURES.indexOf('SINGLE_PERMIT'),
  workState: WORK_STATES.indexOf('IN_EXAM'),
  residenceState: RESIDENCE_STATES.indexOf('TRANSMITTED'),
  closed: 0,
  workWaits: null,
  residenceWaits: null,
  clock: null,
  clockStart: null,
  clockDue: null,
  clockStill: null,
  submittedOn: toDay('2026-11-02'),
}

describe('what forecasts assume', () => {
  it.each(REGIONS)('%s: each row tells its range, source and confidence', (region) => {
    for (const { days, source, confidence } of assumptions(region, TODAY)) {
      expect(days.least).toBeLessThanOrEqual(days.usual)
      expect(days.usual).toBeLessThanOrEqual(days.most)
      expect(source).not.toBe('')
      expect(['HIGH', 'MEDIUM', 'LOW', 'UNVERIFIED']).toContain(confidence)
    }
  })

  it('gives way to what somebody supposes, and to nothing else', () => {
    const usual = usualDurations('FL', TODAY)
    const supposed = usualDurations('FL', TODAY, { residence: 200 })
    expect(supposed).toEqual({ ...usual, residence: { least: 200, usual: 200, most: 200 } })
  })

  it('a supposed length moves the ends of the whole stock', () => {
    const saved = (assumed = {}) => simulateStock([ROW], TODAY, assumed).savedDays
    // Together both take as long as the longer one; the shorter one is what is saved.
    expect(saved({ work: 0 })).toBe(0)
    expect(saved({ work: 100, residence: 300 })).toBeGreaterThan(saved())
    expect(simulateStock([ROW], TODAY, { residence: 700 }).parallel.missed).toBe(1)
    expect(lineOf([ROW], 'REGION', TODAY)).toHaveLength(1)
  })
})
