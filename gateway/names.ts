/**
 * How records of other registers name a person, an enterprise or a declaration: the pieces of their
 * text by which a reroute finds them again (reroute.ts). They stand beside each record and are indexed,
 * so that nobody walks a million declarations for one dossier.
 */
import type { RecordKind } from '../domain/contract/records.ts'

/** A text as JSON writes it. */
const TEXT = String.raw`"(?:[^"\\]|\\.)*"`
const PERSON = `"insz":${TEXT}`
const PASSPORT = String.raw`"passport":\{"number":${TEXT}`
const DECLARATION = `"l1Number":${TEXT}`
const ENTERPRISE = `"(?:enterpriseNumber|vatNumber)":${TEXT}`

/** Kinds that are looked for by what they name; migrations 13 and 19 say the same of those stored before it. */
const NAMING: Partial<Record<RecordKind, RegExp>> = {
  dossier: new RegExp(`"personId":${TEXT}`, 'gu'),
  mandate: new RegExp(`"mandatorId":${TEXT}`, 'gu'),
  registerLine: new RegExp(ENTERPRISE, 'gu'),
  // By its own number too: another source may tell it again (imports.ts).
  declaration: new RegExp(`${PERSON}|${PASSPORT}|${DECLARATION}`, 'gu'),
  presence: new RegExp(`${PERSON}|${DECLARATION}`, 'gu'),
  a1: new RegExp(`${PERSON}|${PASSPORT}|${DECLARATION}`, 'gu'),
  employment: new RegExp(PERSON, 'gu'),
  control: new RegExp(`${PERSON}|${DECLARATION}`, 'gu'),
  workerLine: new RegExp(`${PERSON}|${DECLARATION}`, 'gu'),
}

/** The pieces of a body, as JSON text, that name somebody; none of a kind that nobody looks for. */
export function namesIn(kind: RecordKind, body: string): string[] {
  const naming = NAMING[kind]
  return naming ? [...new Set(body.match(naming))] : []
}

type Field = 'personId' | 'mandatorId' | 'insz' | 'l1Number' | 'enterpriseNumber' | 'vatNumber'

/** The piece that names this value in this field. */
export const named = (field: Field, value: string): string => `"${field}":${JSON.stringify(value)}`

/** The piece that names a passport by its number: its country is told in too many ways. */
export const namedPassport = (number: string): string =>
  `"passport":{"number":${JSON.stringify(number)}`
