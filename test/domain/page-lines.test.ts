import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesToPage, pageToLines } from '../../domain/contract/page-lines.ts'
import { RECORD_KINDS } from '../../domain/contract/records.ts'
import type { SnapshotPage } from '../../domain/contract/sync.ts'

const anyPage: fc.Arbitrary<SnapshotPage> = fc.record({
  gatewayId: fc.constant('g1'),
  view: fc.string({ minLength: 1 }),
  head: fc.nat(),
  total: fc.nat(),
  next: fc.option(fc.string(), { nil: null }),
  records: fc.array(
    fc.record({
      kind: fc.constantFrom(...RECORD_KINDS),
      id: fc.string(),
      version: fc.integer({ min: 1 }),
      body: fc.jsonValue().map((value) => JSON.stringify(value)),
    }),
  ),
})

describe('a snapshot page as lines', () => {
  it('says what the page says, whatever its bodies hold', () => {
    fc.assert(
      fc.property(anyPage, (page) => {
        expect(linesToPage(pageToLines(page))).toEqual(page)
      }),
    )
  })

  it('is nothing when a line is missing or too many', () => {
    fc.assert(
      fc.property(anyPage, (page) => {
        const lines = pageToLines(page).split('\n')
        expect(linesToPage([...lines, '{}'].join('\n'))).toBeNull()
        expect(linesToPage(lines.slice(0, -1).join('\n') || 'null')).toBeNull()
      }),
    )
  })

  it('is nothing when its first line is another thing', () => {
    for (const text of ['null', '[]', '{}', '{"records":1}', '"x"', '1']) {
      expect(linesToPage(text), text).toBeNull()
    }
    expect(() => linesToPage('<html>')).toThrow(SyntaxError)
  })
})
