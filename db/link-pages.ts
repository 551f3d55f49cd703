/** Links as officers look at them: what is asked of them, and what is stored of one declaration. */
import { fromDay } from '../domain/calendar/local-date.ts'
import type { LinkVerdict } from '../domain/contract/codes.ts'
import type { ProposedLink } from '../domain/contract/links.ts'
import type { LinkJudgementBody } from '../domain/contract/records.ts'
import { BANDS } from '../domain/linking/register/bands.ts'
import type { Candidate } from '../domain/linking/register/register.ts'
import type { DeclarationLink } from './cache.ts'
import { resolveDeclaration } from './links.ts'
import type { ReadDb } from './sqlite.ts'
import { PROPOSED, workerName } from './unlinked.ts'

interface ProposedRow {
  declarationId: string
  l1Number: string
  fromDay: number
  toDay: number
  identity: string
  personId: string
  personName: string
  candidates: string
  facts: string | null
  said: string | null
}

const ASKED = `SELECT d.id AS declarationId, d.l1Number, d.fromDay, d.toDay, d.identity,
    l.personId, p.name AS personName, l.candidates, l.facts, b.json AS said
  FROM link l JOIN declaration d ON d.row = l.row JOIN person p ON p.id = l.personId
  LEFT JOIN linkJudgement j ON j.id = d.id LEFT JOIN linkJudgementBody b ON b.row = j.row
  WHERE l.band = ${PROPOSED}`

/** What was said of the likeliest person on these facts; OPEN: nothing that holds. */
function verdictOf({ said, personId, facts }: Pick<ProposedRow, 'said' | 'personId' | 'facts'>) {
  if (said === null) return 'OPEN'
  const body = JSON.parse(said) as LinkJudgementBody
  const judged = body.said.find((one) => one.personId === personId && one.facts === facts)
  return judged?.verdict ?? 'OPEN'
}

/** Every possible link that is to be asked, or that somebody left open; likeliest first. */
export function proposedLinks(db: ReadDb): ProposedLink[] {
  return db
    .all<ProposedRow>(ASKED)
    .flatMap((row): ProposedLink[] => {
      const verdict: LinkVerdict = verdictOf(row)
      // Judged a moment ago: linking follows.
      if (verdict === 'SAME' || verdict === 'DIFFERENT') return []
      const { declarationId, l1Number, personId, personName, candidates, identity } = row
      const [first] = JSON.parse(candidates) as Candidate[]
      return [
        {
          declarationId,
          l1Number,
          workerName: workerName(identity),
          period: { from: fromDay(row.fromDay), to: fromDay(row.toDay) },
          personId,
          personName,
          probability: first!.probability,
          verdict,
        },
      ]
    })
    .toSorted(
      (a, b) => b.probability - a.probability || (a.declarationId < b.declarationId ? -1 : 1),
    )
}

/** How a declaration is linked, and what linking found where no identifier tells. */
export function declarationLink(db: ReadDb, declarationId: string): DeclarationLink {
  const linked = resolveDeclaration(db, declarationId)
  const row = db.array<[number, string, string | null]>(
    `SELECT l.band, l.candidates, l.facts FROM link l JOIN declaration d ON d.row = l.row
     WHERE d.id = ?`,
    [declarationId],
  )
  if (!row) return { linked, found: null }
  const candidates = JSON.parse(row[1]) as Candidate[]
  return { linked, found: { band: BANDS[row[0]]!, candidates } }
}
