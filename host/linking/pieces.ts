import type { LinkWork } from '../../db/index.ts'

/** Rows that are stored together: an act of the person waits for one piece at most. */
export const PIECE_ROWS = 500

/** The same work in small pieces; what waits is done, and the model stands, with the last one. */
export function* inPieces({ rows, upTo, model, mentions = [] }: LinkWork): Generator<LinkWork> {
  let from = 0
  for (; rows.length - from > PIECE_ROWS; from += PIECE_ROWS) {
    yield { rows: rows.slice(from, from + PIECE_ROWS), upTo: 0, model: null }
  }
  let at = 0
  for (; mentions.length - at > PIECE_ROWS; at += PIECE_ROWS) {
    yield { rows: [], upTo: 0, model: null, mentions: mentions.slice(at, at + PIECE_ROWS) }
  }
  yield { rows: rows.slice(from), upTo, model, mentions: mentions.slice(at) }
}
