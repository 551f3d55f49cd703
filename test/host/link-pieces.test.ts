import { expect, test } from 'vitest'
import type { LinkWork } from '../../db/index.ts'
import { inPieces, PIECE_ROWS } from '../../host/linking/pieces.ts'

const model = { coverage: 1 } as unknown as LinkWork['model']
const work = (count: number): LinkWork => ({
  rows: Array.from({ length: count }, (_, row) => ({ row, link: null })),
  upTo: 7,
  model,
})

test.each([0, 1, PIECE_ROWS, PIECE_ROWS + 1, 3 * PIECE_ROWS, 3 * PIECE_ROWS + 1])(
  '%i links are stored in small pieces, none lost or twice, and count as done with the last',
  (count) => {
    const whole = work(count)
    const pieces = [...inPieces(whole)]
    expect(pieces.flatMap(({ rows }) => rows)).toEqual(whole.rows)
    for (const { rows } of pieces) expect(rows.length).toBeLessThanOrEqual(PIECE_ROWS)
    expect(pieces.at(-1)).toMatchObject({ upTo: 7, model })
    for (const { upTo, model: early } of pieces.slice(0, -1)) {
      expect({ upTo, early }).toEqual({ upTo: 0, early: null })
    }
  },
)
