/** What the scorecard of links reads: every link with its candidates, and whose presences are. */
import { type Band, BANDS } from '../domain/linking/register/bands.ts'
import type { Candidate } from '../domain/linking/register/register.ts'
import type { ReadDb } from './sqlite.ts'

/** A declaration that no number decides, as linking left it. */
export interface OpenLink {
  id: string
  band: Band
  /** Likeliest person; null: nobody comes near. */
  best: Candidate | null
  isJudged: boolean
}

const SLICE = 20_000

/** Every declaration that no number decides, in order of row. */
export function* openLinks(db: ReadDb): Generator<OpenLink> {
  let last = -1
  for (;;) {
    const rows = db.arrays<[number, string, number, string, number]>(
      `SELECT l.row, d.id, l.band, l.candidates, l.judged FROM link l
       JOIN declaration d ON d.row = l.row WHERE l.row > ? ORDER BY l.row LIMIT ${SLICE}`,
      [last],
    )
    if (rows.length === 0) return
    last = rows.at(-1)![0]
    for (const [, id, band, candidates, judged] of rows) {
      const [best = null] = JSON.parse(candidates) as Candidate[]
      yield { id, band: BANDS[band]!, best, isJudged: judged === 1 }
    }
  }
}

/** A presence and the persons of its INSZ, or the declaration that it names where it has none. */
export interface PresenceOwner {
  id: string
  personId: string | null
  declarationId: string | null
  byNumber: boolean
}

/** Every presence, once per person who carries its INSZ; in order of row. */
export function* presenceOwners(db: ReadDb): Generator<PresenceOwner> {
  let last = -1
  for (;;) {
    const end = db.value<number | null>(
      `SELECT max(row) FROM (SELECT row FROM presence WHERE row > ? ORDER BY row LIMIT ${SLICE})`,
      [last],
    )
    if (end === null || end === undefined) return
    const rows = db.arrays<[string, string | null, string | null, number]>(
      `SELECT h.id, p.id, d.id, h.insz IS NOT NULL FROM presence h
       LEFT JOIN identifier i ON i.value = h.insz AND i.type <> 'PASSPORT'
       LEFT JOIN person p ON p.row = i.personRow
       LEFT JOIN declaration d ON h.insz IS NULL AND d.l1Number = h.l1Number
       WHERE h.row > ? AND h.row <= ? ORDER BY h.row`,
      [last, end],
    )
    last = end
    for (const [id, personId, declarationId, byNumber] of rows) {
      yield { id, personId, declarationId, byNumber: byNumber === 1 }
    }
  }
}
