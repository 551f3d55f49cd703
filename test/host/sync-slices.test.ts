import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChangePage } from '../../domain/contract/sync.ts'
import { Backoff } from '../../host/sync/backoff.ts'
import { slicesOf } from '../../host/sync/slices.ts'

/** A page from the sizes of its transactions; every third one also settles a command. */
function pageOf(sizes: readonly number[], from: number): ChangePage {
  const changes = sizes.flatMap((size, index) =>
    Array.from({ length: size }, (_, row) => ({
      n: from + index + 1,
      kind: 'note' as const,
      id: `note-${index}-${row}`,
      version: 1,
      body: '{}',
    })),
  )
  const settlements = sizes.flatMap((_, index) =>
    index % 3 === 0
      ? [
          {
            n: from + index + 1,
            command: index + 1,
            outcome: 'ACCEPTED' as const,
            code: null,
            details: null,
          },
        ]
      : [],
  )
  const to = from + sizes.length
  const source = { gatewayId: 'gateway-1', view: 'view-1' }
  return { ...source, from, to, head: to + 5, changes, settlements }
}

test('slices are whole pages in a row that together are the page', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 30 }),
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 1, max: 10 }),
      (sizes, from, max) => {
        const page = pageOf(sizes, from)
        const slices = slicesOf(page, max)
        let cursor = page.from
        for (const slice of slices) {
          expect(slice.from, 'each slice begins where the last one ended').toBe(cursor)
          const numbers = new Set(slice.changes.map(({ n }) => n))
          expect(
            slice.changes.length <= max ||
              slices.length === 1 ||
              numbers.size === 1 ||
              isLast(slice),
            'a slice above the limit is one transaction',
          ).toBe(true)
          for (const { n } of [...slice.changes, ...slice.settlements]) {
            expect(n > slice.from && n <= slice.to, 'a change within its slice').toBe(true)
          }
          cursor = slice.to
        }
        expect(cursor).toBe(page.to)
        expect(slices, 'an empty page is applied too').not.toHaveLength(0)
        expect(slices.flatMap((slice) => slice.changes)).toEqual(page.changes)
        expect(slices.flatMap((slice) => slice.settlements)).toEqual(page.settlements)

        function isLast(slice: ChangePage): boolean {
          return slice === slices.at(-1) && slice.changes.length <= max
        }
      },
    ),
  )
})

test('waiting doubles up to a limit, with jitter, and starts over after a success', () => {
  const longest = new Backoff(() => 0)
  const waits = Array.from({ length: 8 }, () => longest.next())
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
  longest.reset()
  expect(longest.next()).toBe(500)
  expect(new Backoff(() => 1).next(), 'half of the wait is left to chance').toBe(250)
})
