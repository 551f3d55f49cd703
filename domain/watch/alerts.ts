/**
 * What changed about somebody or something that an officer watches: computed on the desk, from what each
 * pull changed, so that it goes no further than the officer's own rights.
 */
import { LEGAL_SITUATIONS } from '../contract/codes.ts'
import type { AnyRecord, BodyOf, DeclarationBody, DossierBody } from '../contract/records.ts'
import { numberKeys } from '../linking/enterprise-keys.ts'
import { declarationIdentifiers } from '../linking/exact.ts'
import { partyKeys } from '../linking/mentions.ts'
import {
  directorOf,
  tellsDirector,
  weighsOnDirector,
  worksParties,
} from '../risk/register-facts.ts'
import type { AlertCode, WatchedKind } from './codes.ts'

/** How a watched subject is named in other records: ids, and the keys that it is known under. */
export interface WatchKeys {
  watchId: string
  kind: WatchedKind
  subjectId: string
  /** Keys of an enterprise (linking/mentions.ts) or exact identifiers of a person, normalised. */
  keys: ReadonlySet<string>
  /** Ids of declarations that are a person's by name, or because somebody judged so. */
  linked: ReadonlySet<string>
  /** Keys of those who direct an enterprise: what weighs on them elsewhere is news of it too. */
  directors: ReadonlySet<string>
}

type RegisterBody = BodyOf<'registerLine'>

/** A record before and after; null: it was not there. What leaves an officer's sight is no news. */
export interface RecordChange {
  before: AnyRecord | null
  after: AnyRecord
}

export interface Alert {
  watchId: string
  code: AlertCode
  recordKind: AnyRecord['kind']
  recordId: string
  /** Fields of the record that differ; empty where it came new. */
  fields: string[]
}

/** Kinds of which a change may be news. */
export const ALERTING_KINDS: ReadonlySet<AnyRecord['kind']> = new Set([
  'declaration',
  'dossier',
  'enterprise',
  'person',
  'registerLine',
])

/** True when a line of a register is about an enterprise or weighs on somebody who directs it. */
function isLineAbout(body: RegisterBody, { keys, directors }: WatchKeys): boolean {
  const named = body.works ? partiesToTell(body) : numberKeys(body.enterprise)
  if (named.some((key) => keys.has(key))) return true
  const director = directorOf(body)
  const weighs = weighsOnDirector(body) && (body.directorship === null || tellsDirector(body))
  return weighs && director !== null && directors.has(director)
}

/** A principal hears of works once, by the contractor whom it called, and not of each below that one. */
function partiesToTell(body: RegisterBody): string[] {
  const { works } = body
  if (!works || works.orderedBy === null) return worksParties(body)
  return worksParties({ ...body, works: { ...works, principal: null } })
}

/** True when a record is about what is watched. */
function isAbout(record: AnyRecord, watch: WatchKeys): boolean {
  const { kind, subjectId, keys, linked } = watch
  if (record.kind === kind && record.id === subjectId) return true
  if (record.kind === 'declaration') {
    if (kind === 'enterprise') return partyKeys(record.body).some((key) => keys.has(key))
    if (kind !== 'person') return false
    if (linked.has(record.id)) return true
    return declarationIdentifiers(record.body).some(({ value }) => keys.has(value))
  }
  if (record.kind === 'registerLine') {
    return kind === 'enterprise' && isLineAbout(record.body, watch)
  }
  if (record.kind !== 'dossier') return false
  const { personId, employerId, filedById } = record.body
  if (kind === 'person') return personId === subjectId
  return kind === 'enterprise' && (employerId === subjectId || filedById === subjectId)
}

/** Names of the fields in which two bodies differ. */
function differing(before: object, after: object): string[] {
  const [a, b] = [before, after] as Readonly<Record<string, unknown>>[]
  const names = [...new Set([...Object.keys(a!), ...Object.keys(b!)])]
  return names.filter((name) => JSON.stringify(a![name]) !== JSON.stringify(b![name]))
}

function ofDeclaration(before: DeclarationBody | null, after: DeclarationBody): AlertCode | null {
  if (!before) return after.status === 'ACTIVE' ? 'DECLARED' : 'STOPPED'
  return before.status === 'ACTIVE' && after.status !== 'ACTIVE' ? 'STOPPED' : 'CHANGED'
}

/** Of a dossier its states are news, and who handles it or which note hangs on it is not. */
function ofDossier(before: DossierBody | null, after: DossierBody): AlertCode | null {
  if (!before) return 'APPLIED'
  const moved =
    before.work.state !== after.work.state || before.residence.state !== after.residence.state
  if (moved) return 'MOVED'
  const same = (field: 'employerId' | 'job' | 'workplaces' | 'authorised') =>
    JSON.stringify(before[field]) === JSON.stringify(after[field])
  return same('employerId') && same('job') && same('workplaces') && same('authorised')
    ? null
    : 'CHANGED'
}

/** Staff, accounts and answers of a home country are told again and again: of these a debt alone is news. */
function ofLine(before: RegisterBody | null, after: RegisterBody): AlertCode | null {
  const { directorship, sanction, works, staff } = after
  if (directorship) {
    const fresh = directorship.bankruptOn !== (before?.directorship?.bankruptOn ?? null)
    if (fresh && directorship.bankruptOn !== null) return 'BANKRUPT'
    return before ? 'CHANGED' : 'DIRECTED'
  }
  if (sanction) return before ? 'CHANGED' : 'SANCTIONED'
  if (works) return before ? 'CHANGED' : 'WORKS'
  if (staff === null || staff.socialDebtCents === 0) return null
  return staff.socialDebtCents === before?.staff?.socialDebtCents ? null : 'OWES'
}

/** From reorganisation to bankruptcy an enterprise stops as it does from one day to the next. */
type LegalSituation = BodyOf<'enterprise'>['legalSituation']
const gotWorse = (was: LegalSituation, is: LegalSituation): boolean =>
  LEGAL_SITUATIONS.indexOf(is) > LEGAL_SITUATIONS.indexOf(was)

function codeOf({ before, after }: RecordChange): AlertCode | null {
  switch (after.kind) {
    case 'declaration':
      return ofDeclaration((before?.body ?? null) as DeclarationBody | null, after.body)
    case 'dossier':
      return ofDossier((before?.body ?? null) as DossierBody | null, after.body)
    case 'enterprise': {
      const was = before?.body as BodyOf<'enterprise'> | undefined
      if (!was) return null
      return gotWorse(was.legalSituation, after.body.legalSituation) ? 'STOPPED' : 'REGISTER'
    }
    case 'person':
      return before ? 'REGISTER' : null
    case 'registerLine':
      return ofLine((before?.body ?? null) as RegisterBody | null, after.body)
    default:
      return null
  }
}

/** The watches that a record, as it was or as it is, concerns. */
export function watchesOn(record: AnyRecord, watches: readonly WatchKeys[]): WatchKeys[] {
  return ALERTING_KINDS.has(record.kind) ? watches.filter((watch) => isAbout(record, watch)) : []
}

/** What a change is to the watches that it concerns; nothing when nothing that counts differs. */
export function alertsOf(change: RecordChange, watches: readonly WatchKeys[]): Alert[] {
  const { before, after } = change
  // A register that speaks up to a later day and says the same tells nothing new.
  const fields = before ? differing(before.body, after.body).filter((name) => name !== 'on') : []
  if (before && fields.length === 0) return []
  const code = codeOf(change)
  if (code === null) return []
  return watches.map(({ watchId }) => ({
    watchId,
    code,
    recordKind: after.kind,
    recordId: after.id,
    fields,
  }))
}
