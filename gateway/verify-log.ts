/** `npm run gateway -- verify-log`: walks the chain of the access log from its first entry. */
import { sql } from 'drizzle-orm'
import {
  EMPTY_CHAIN,
  walkChain,
  type ChainFault,
  type ChainHead,
  type Link,
} from '../domain/access/chain.ts'
import type { AccessEntry } from '../domain/contract/access.ts'
import { foundBy, sha256 } from './access-log.ts'
import { rows, type Queries } from './database.ts'

/**
 * What is wrong with the first entry that is not as it was chained. HEAD: the last entries are
 * missing, or the head was changed. COLUMNS: what finds the entry differs from what it says.
 */
export type LogFault = ChainFault | 'COLUMNS' | 'HEAD'

export type Verified =
  | { intact: true; count: number; hash: string }
  | { intact: false; seq: number; fault: LogFault; count: number }

/** Entries that are read at once. */
const PAGE = 2_000

/** Reads the whole log in pages. `count`: entries that follow each other from the first. */
export async function verifyLog(queries: Queries): Promise<Verified> {
  const stored = await readHead(queries)
  let head = EMPTY_CHAIN
  for (;;) {
    const page = await readPage(queries, head.seq, stored.seq)
    if (page.length === 0) break
    const walked = walkChain(head, page.map(linkOf), sha256)
    const differs = await firstDifference(queries, page)
    const broken = earliest(walked.broken, differs)
    if (broken) return { intact: false, ...broken, count: broken.seq - 1 }
    head = walked.head
  }
  const whole =
    head.seq === stored.seq && head.hash === stored.hash && !(await isLonger(queries, head))
  if (!whole) return { intact: false, seq: head.seq + 1, fault: 'HEAD', count: head.seq }
  return { intact: true, count: head.seq, hash: head.hash }
}

interface Row extends Readonly<Record<string, string | number | null>> {
  seq: string | number
  entry: string
  prevHash: string
  hash: string
}

async function readHead(queries: Queries): Promise<ChainHead> {
  const [head] = await rows<{ seq: string | number; hash: string }>(
    queries,
    sql`SELECT seq, hash FROM access_head`,
  )
  return head ? { seq: Number(head.seq), hash: head.hash } : EMPTY_CHAIN
}

/** The next entries, up to the head as it was: desks may append meanwhile. */
async function readPage(queries: Queries, after: number, upTo: number): Promise<Row[]> {
  return await rows<Row>(
    queries,
    sql`SELECT seq, client, n, user_id AS "userId", role, region,
               sent_role AS "sentRole", sent_region AS "sentRegion", at, action,
               subject_kind AS "subjectKind", subject_id AS "subjectId",
               dossier_id AS "dossierId", entry, prev_hash AS "prevHash", hash
        FROM access_log WHERE seq > ${after} AND seq <= ${upTo} ORDER BY seq LIMIT ${PAGE}`,
  )
}

const linkOf = ({ seq, entry, prevHash, hash }: Row): Link => ({
  seq: Number(seq),
  text: entry,
  prevHash,
  hash,
})

/** True when an entry stands after a head that was shortened and all appending has ended. */
async function isLonger(queries: Queries, head: ChainHead): Promise<boolean> {
  const last = await rows<{ seq: string | number; head: string | number }>(
    queries,
    sql`SELECT (SELECT max(seq) FROM access_log) AS seq, seq AS head FROM access_head`,
  )
  return Number(last[0]?.seq ?? 0) > Math.max(head.seq, Number(last[0]?.head ?? 0))
}

type Broken = { seq: number; fault: LogFault }

function earliest(a: Broken | null, b: Broken | null): Broken | null {
  if (!a || !b) return a ?? b
  return b.seq < a.seq ? b : a
}

/** The first entry whose columns or persons are not those of its text. */
async function firstDifference(queries: Queries, page: readonly Row[]): Promise<Broken | null> {
  const shown = await personsOf(queries, Number(page[0]!.seq), Number(page.at(-1)!.seq))
  for (const row of page) {
    const seq = Number(row.seq)
    if (!saysTheSame(row, shown.get(seq) ?? [])) return { seq, fault: 'COLUMNS' }
  }
  return null
}

async function personsOf(
  queries: Queries,
  from: number,
  to: number,
): Promise<Map<number, string[]>> {
  const found = await rows<{ person: string; seq: string | number }>(
    queries,
    sql`SELECT person, seq FROM access_person WHERE seq BETWEEN ${from} AND ${to}
        ORDER BY seq, person`,
  )
  const persons = new Map<number, string[]>()
  for (const { person, seq } of found) {
    persons.set(Number(seq), [...(persons.get(Number(seq)) ?? []), person])
  }
  return persons
}

function saysTheSame(row: Row, persons: readonly string[]): boolean {
  let entry: AccessEntry
  try {
    entry = JSON.parse(row.entry) as AccessEntry
    const columns = Object.entries(foundBy(entry))
    const named = [...new Set(entry.persons)]
    return (
      columns.every(([name, value]) => String(row[name] ?? '') === String(value ?? '')) &&
      named.length === persons.length &&
      named.every((person) => persons.includes(person))
    )
  } catch {
    return false
  }
}

/** One sentence for the operator and one line for a program. */
export function tellVerified(verified: Verified): { text: string; exitCode: 0 | 1 } {
  const line = JSON.stringify(verified)
  if (verified.intact) {
    const { count, hash } = verified
    return { text: `access log intact: ${count} entries, head ${hash}\n${line}\n`, exitCode: 0 }
  }
  const { seq, fault } = verified
  return { text: `access log broken at entry ${seq}: ${FAULTS[fault]}\n${line}\n`, exitCode: 1 }
}

const FAULTS: Readonly<Record<LogFault, string>> = {
  NUMBER: 'it is missing',
  LINK: 'it does not follow the entry before it',
  CONTENT: 'it was changed',
  COLUMNS: 'the columns that find it were changed',
  HEAD: 'the end of the log was changed or cut off',
}
