/**
 * What goes along when a dossier goes to another region: the
 * person, the enterprises with their mandates and what other registers say of them, and what the person's declarations, presences,
 * employments, A1 forms, controls and lines of other sources say are shown to the new region too, without which it could not
 * handle the dossier. The old region loses what it held for this dossier alone: what tells of work
 * elsewhere, and the person with their A1 forms and such lines when nothing else of theirs is there. It keeps enterprises with their mandates
 * and lines of registers, and the trace that the command leaves (kind `departure`). Notes and judgements go
 * where the record goes to which they belong (records.ts).
 */
import type { Region } from '../domain/contract/codes.ts'
import type { BodyOf, DossierBody, RecordRef, TandemRecord } from '../domain/contract/records.ts'
import { regionOfMunicipality } from '../domain/reference/municipalities.ts'
import { enterpriseKeys } from '../domain/linking/enterprise-keys.ts'
import type { Queries } from './database.ts'
import { named, namedPassport } from './names.ts'
import {
  lockNaming,
  lockRecords,
  rescoped,
  type Held,
  type RecordChange,
  type StoredRecord,
} from './records.ts'
import { scopeMask, withRegion } from './scopes.ts'

/** Parties that get other scopes by what a command changed; none unless a dossier moved. */
export async function partiesAlong(
  tx: Queries,
  held: Held,
  changes: readonly RecordChange[],
): Promise<RecordChange[]> {
  const moved = changes.filter(
    ({ record, scopesBefore, scopesAfter }) =>
      record.kind === 'dossier' && record.version > 1 && scopesBefore !== scopesAfter,
  )
  const followers: RecordChange[] = []
  for (const { record, scopesBefore, scopesAfter } of moved) {
    const { region } = record.body as DossierBody
    const parties = await partiesOf(tx, record.body as DossierBody)
    const lost = scopesBefore & ~scopesAfter
    const stays = await whatStays(tx, held, record, parties, lost)
    for (const one of parties.map((party) => held.asHeld(party))) {
      const kept = stays(one.record) ? one.scopes : one.scopes & ~lost
      followers.push(...rescoped(one, withRegion(kept, region)))
    }
  }
  return followers
}

/** Which of the parties the old region has a ground of its own to hold. */
async function whatStays(
  tx: Queries,
  held: Held,
  dossier: TandemRecord,
  parties: readonly StoredRecord[],
  lost: number,
): Promise<(record: TandemRecord) => boolean> {
  const { personId } = dossier.body as DossierBody
  const others = await lockNaming(tx, 'dossier', [named('personId', personId)])
  const hasDossier = others
    .map((stored) => held.asHeld(stored))
    .some(({ record, scopes }) => record.id !== dossier.id && (scopes & lost) !== 0)
  const isThere = (record: TandemRecord) =>
    hasDossier || (scopeMask(placesOf(record).flatMap((place) => regionAt(place))) & lost) !== 0
  const worksThere = parties.some(({ record }) => isThere(record))
  return (record) => {
    if (OF_PERSON.has(record.kind)) return worksThere
    return WORK_KINDS.has(record.kind) ? isThere(record) : true
  }
}

/** What is known of a person wherever they work. */
const OF_PERSON: ReadonlySet<string> = new Set(['person', 'a1', 'workerLine'])
const WORK_KINDS: ReadonlySet<string> = new Set([
  'declaration',
  'presence',
  'employment',
  'control',
])

/** Municipalities where a record says that somebody works. */
function placesOf({ kind, body }: TandemRecord): string[] {
  if (kind === 'presence' || kind === 'employment' || kind === 'control') {
    const { municipality } = body as BodyOf<'presence' | 'employment' | 'control'>
    return municipality === null ? [] : [municipality]
  }
  if (kind !== 'declaration') return []
  const { places } = body as BodyOf<'declaration'>
  return places.flatMap(({ address }) => address?.municipality ?? [])
}

const regionAt = (municipality: string): Region[] => {
  const region = regionOfMunicipality(municipality)
  return region === null ? [] : [region]
}

async function partiesOf(tx: Queries, body: DossierBody): Promise<StoredRecord[]> {
  const enterprises = [body.employerId, body.filedById].flatMap((id) => id ?? [])
  const refs: RecordRef[] = [
    { kind: 'person', id: body.personId },
    ...enterprises.map((id) => ({ kind: 'enterprise' as const, id })),
  ]
  const parties = await lockRecords(tx, refs)
  const person = parties.find(({ record }) => record.kind === 'person')?.record.body
  const numbers = person ? numbersOfPerson(person as BodyOf<'person'>) : []
  const mandators = [...new Set(enterprises)].map((id) => named('mandatorId', id))
  const firms = parties.flatMap(({ record }) =>
    record.kind === 'enterprise' ? numbersOfEnterprise(record.body as BodyOf<'enterprise'>) : [],
  )
  const declarations = await lockNaming(tx, 'declaration', numbers)
  const ways = [...numbers, ...declarations.map(l1Of)]
  return [
    ...parties,
    ...(await lockNaming(tx, 'mandate', mandators)),
    ...(await lockNaming(tx, 'registerLine', firms)),
    ...declarations,
    ...(await lockNaming(tx, 'presence', ways)),
    ...(await lockNaming(tx, 'a1', ways)),
    ...(await lockNaming(tx, 'employment', ways)),
    ...(await lockNaming(tx, 'control', ways)),
    ...(await lockNaming(tx, 'workerLine', ways)),
  ]
}

/** Who stood at work with a declaration in hand is often named by its number alone. */
const l1Of = ({ record }: StoredRecord): string =>
  named('l1Number', (record.body as BodyOf<'declaration'>).l1Number)

/** By what lines of other registers name an enterprise: its numbers as keys, and as its record has them. */
function numbersOfEnterprise({ enterpriseNumber, vatNumber }: BodyOf<'enterprise'>): string[] {
  const keys = enterpriseKeys([enterpriseNumber, vatNumber])
  const written = [enterpriseNumber, vatNumber].filter((number) => number !== null)
  return [...new Set([...keys, ...written])].flatMap((number) => [
    named('enterpriseNumber', number),
    named('vatNumber', number),
  ])
}

/** By what records name a person. */
function numbersOfPerson({ insz, inszAliases, passports }: BodyOf<'person'>): string[] {
  const known = [insz, ...inszAliases].filter((number) => number !== null)
  return [
    ...known.map((number) => named('insz', number)),
    ...passports.map(({ number }) => namedPassport(number)),
  ]
}
