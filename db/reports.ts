/** Persons, enterprises and places that a report may be about: candidates, for the domain to compare. */
import type { BodyOf, ReportBody, TandemRecord } from '../domain/contract/records.ts'
import { parseInsz } from '../domain/identifiers/insz.ts'
import { siteKey } from '../domain/linking/places.ts'
import {
  bestOf,
  enterpriseProposal,
  personProposal,
  siteProposal,
} from '../domain/reports/proposals.ts'
import type { ReportProposal } from '../domain/contract/reports.ts'
import { declaredBy, readEnterpriseOf } from './pages.ts'
import { readRecord } from './record-store.ts'
import { searchAll } from './search.ts'
import type { ReadDb } from './sqlite.ts'

/** Hits of a search that are compared. */
const CANDIDATES = 50
/** Declarations of an enterprise whose places are compared, the latest first. */
const DECLARATIONS = 200
/** Shorter words of a name find too many. */
const SHORTEST_WORD = 4

type Told<K extends 'worker' | 'enterprise'> = NonNullable<ReportBody[K]>

const found = (db: ReadDb, kind: 'person' | 'enterprise', text: string): string[] =>
  searchAll(db, text, CANDIDATES).flatMap((hit) => (hit.kind === kind ? [hit.id] : []))

/** Ids by the whole name, else by its longest word: people write names otherwise. */
function byName(db: ReadDb, kind: 'person' | 'enterprise', name: string): string[] {
  const whole = found(db, kind, name)
  if (whole.length > 0) return whole
  const [longest] = name.split(/\s+/).toSorted((a, b) => b.length - a.length)
  return longest && longest.length >= SHORTEST_WORD ? found(db, kind, longest) : []
}

function personIds(db: ReadDb, { familyName, givenNames, birthDate, insz }: Told<'worker'>) {
  const number = insz && parseInsz(insz)?.number
  const byNumber = number
    ? db.column<string>(
        'SELECT p.id FROM identifier i JOIN person p ON p.row = i.personRow WHERE i.value = ?',
        [number],
      )
    : []
  const byBirth = birthDate
    ? db.column<string>('SELECT id FROM person WHERE birthDate = ? LIMIT ?', [
        birthDate,
        CANDIDATES,
      ])
    : []
  return [...byNumber, ...byName(db, 'person', `${familyName} ${givenNames}`), ...byBirth]
}

function enterpriseIds(db: ReadDb, { name, number }: Told<'enterprise'>): string[] {
  const byNumber = number ? readEnterpriseOf(db, number) : null
  return [...(byNumber ? [byNumber.id] : []), ...byName(db, 'enterprise', name)]
}

function recordsOf<K extends 'person' | 'enterprise'>(
  db: ReadDb,
  kind: K,
  ids: readonly string[],
): TandemRecord<K>[] {
  return [...new Set(ids)].flatMap((id) => readRecord(db, kind, id) ?? [])
}

/** Each place that declarations with these enterprises name, once. */
function placesOf(db: ReadDb, enterprises: readonly string[]) {
  const places = new Map<string, BodyOf<'declaration'>['places'][number]>()
  for (const id of enterprises) {
    for (const { body } of declaredBy(db, id, DECLARATIONS)) {
      for (const place of body.places) {
        const key = siteKey(place)
        if (key !== null && !places.has(key)) places.set(key, place)
      }
    }
  }
  return places
}

const confirmed = ({ links }: ReportBody, kind: ReportProposal['kind']): string[] =>
  links.flatMap((link) => (link.kind === kind && link.verdict === 'CONFIRMED' ? [link.id] : []))

/** What a report may be about, the best first of each kind; what was judged already is left out. */
export function readProposals(db: ReadDb, body: ReportBody): ReportProposal[] {
  const { worker, enterprise, place, links } = body
  const persons = worker
    ? recordsOf(db, 'person', personIds(db, worker)).flatMap(
        (record) => personProposal(worker, record.id, record.body) ?? [],
      )
    : []
  const enterprises = enterprise
    ? recordsOf(db, 'enterprise', enterpriseIds(db, enterprise)).flatMap(
        (record) => enterpriseProposal(enterprise, place, record.id, record.body) ?? [],
      )
    : []
  const best = bestOf(enterprises)
  const known = [...confirmed(body, 'enterprise'), ...best.map(({ id }) => id)]
  const sites = place
    ? [...placesOf(db, known).values()].flatMap((one) => siteProposal(place, one) ?? [])
    : []
  const isOpen = ({ kind, id }: ReportProposal) =>
    !links.some((link) => link.kind === kind && link.id === id)
  return [...bestOf(persons), ...best, ...bestOf(sites)].filter(isOpen)
}
