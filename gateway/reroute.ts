/**
 * What goes along when a dossier goes to another region: its notes and judgements move with it; the
 * person, the enterprises with their mandates, and what the person's declarations and presences say
 * are shown to the new region too, without which it could not handle the dossier. The old region
 * keeps the parties: it may have other dossiers of them, and the access log holds who looks.
 */
import type { BodyOf, DossierBody, RecordRef } from '../domain/contract/records.ts'
import type { Queries } from './database.ts'
import {
  lockChildren,
  lockHolding,
  lockRecords,
  type RecordChange,
  type StoredRecord,
} from './records.ts'
import { withRegion } from './scopes.ts'

/** The records of a batch as its commands so far left them. */
export interface Held {
  /** The record as the batch holds it; itself where the batch does not. */
  asHeld(stored: StoredRecord): StoredRecord
}

/** Changes of scope that follow from those that a command made; none unless a dossier moved. */
export async function followersOf(
  tx: Queries,
  held: Held,
  changes: readonly RecordChange[],
): Promise<RecordChange[]> {
  const moved = changes.filter(
    ({ record, scopesBefore, scopesAfter }) =>
      record.kind === 'dossier' && record.version > 1 && scopesBefore !== scopesAfter,
  )
  const followers: RecordChange[] = []
  for (const { record, scopesAfter } of moved) {
    const { region } = record.body as DossierBody
    const children = await lockChildren(tx, record)
    const parties = await partiesOf(tx, record.body as DossierBody)
    followers.push(
      ...rescoped(held, children, () => scopesAfter),
      ...rescoped(held, parties, (mask) => withRegion(mask, region)),
    )
  }
  return followers
}

/** Those whose scopes differ afterwards, as next versions: desks that gain them get them whole. */
function rescoped(
  held: Held,
  stored: readonly StoredRecord[],
  scopesOf: (mask: number) => number,
): RecordChange[] {
  return stored.flatMap((one) => {
    const { record, scopes } = held.asHeld(one)
    const scopesAfter = scopesOf(scopes)
    if (scopesAfter === scopes) return []
    const next = { ...record, version: record.version + 1 }
    return [{ record: next, scopesBefore: scopes, scopesAfter }]
  })
}

async function partiesOf(tx: Queries, body: DossierBody): Promise<StoredRecord[]> {
  const enterprises = [body.employerId, body.filedById].flatMap((id) => id ?? [])
  const refs: RecordRef[] = [
    { kind: 'person', id: body.personId },
    ...enterprises.map((id) => ({ kind: 'enterprise' as const, id })),
  ]
  const parties = await lockRecords(tx, refs)
  const person = parties.find(({ record }) => record.kind === 'person')?.record.body
  const numbers = person ? identifiersIn(person as BodyOf<'person'>) : []
  const mandators = [...new Set(enterprises)].map((id) => `"mandatorId":"${id}"`)
  return [
    ...parties,
    ...(await lockHolding(tx, 'mandate', mandators)),
    ...(await lockHolding(tx, 'declaration', numbers)),
    ...(await lockHolding(tx, 'presence', numbers)),
  ]
}

/** The texts by which declarations and presences name a person. */
function identifiersIn({ insz, inszAliases, passports }: BodyOf<'person'>): string[] {
  const numbers = [insz, ...inszAliases].flatMap((number) =>
    number === null ? [] : [`"insz":${JSON.stringify(number)}`],
  )
  return [...numbers, ...passports.map(({ number }) => `"number":${JSON.stringify(number)}`)]
}
