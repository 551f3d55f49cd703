/** The report of refused rows: what it says, and that it says when it is not whole. */
import { describe, expect, it } from 'vitest'
import { moreWords, REPORT_MAX, reportCsv } from '../../renderer/imports/report.ts'

describe('the report of refused rows', () => {
  it('names line, field and reason, and nothing of what stood there', () => {
    const rows = [
      { line: 3, field: 'worker.insz', reason: 'CHECK_DIGITS' as const },
      { line: 4, field: null, reason: 'ROW_BROKEN' as const },
    ]
    const words = (code: string) => `"${code}"`
    expect(reportCsv(rows, ['Regel', 'Veld', 'Reden'], (field) => field, words)).toBe(
      '\uFEFF"Regel";"Veld";"Reden"\r\n"3";"worker.insz";"""CHECK_DIGITS"""\r\n"4";"";"""ROW_BROKEN"""\r\n',
    )
  })

  it('says that it is whole only where it is', () => {
    expect(moreWords(50, 50)).toBeNull()
    expect(moreWords(51, 50)).toBe('import.more')
    expect(moreWords(REPORT_MAX - 1, 50)).toBe('import.more')
    expect(moreWords(REPORT_MAX, 50)).toBe('import.moreCut')
  })
})
