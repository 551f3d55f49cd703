/**
 * Exact identifiers: the only keys by which a declaration is linked to a person without a human
 * (domain facts 4.8). Values are normalised here and nowhere else; an INSZ that fails its check
 * digits links nothing.
 */
import type { A1Body, ControlBody, DeclarationBody, PersonBody } from '../contract/records.ts'
import { parseInsz } from '../identifiers/insz.ts'

export type PersonIdentifierType = 'INSZ' | 'INSZ_ALIAS' | 'PASSPORT'
export type DeclarationIdentifierType = 'INSZ' | 'PASSPORT'

export interface Identifier<T extends string> {
  type: T
  /** Normalised: eleven digits, or `COUNTRY:NUMBER`. */
  value: string
}

const SEPARATORS = /[^A-Z0-9]/g

/** A passport as `COUNTRY:NUMBER`, capitals and digits only; null when nothing is left of the number. */
export function passportKey(passport: { number: string; country: string }): string | null {
  const number = passport.number.toUpperCase().replace(SEPARATORS, '')
  return number === '' ? null : `${passport.country}:${number}`
}

function push<T extends string>(list: Identifier<T>[], type: T, value: string | null): void {
  if (value !== null && !list.some((known) => known.value === value)) list.push({ type, value })
}

/** The identifiers of a person, most trusted first: INSZ, earlier INSZ numbers, passports. */
export function personIdentifiers(
  _id: string,
  person: PersonBody,
): Identifier<PersonIdentifierType>[] {
  const list: Identifier<PersonIdentifierType>[] = []
  if (person.insz) push(list, 'INSZ', parseInsz(person.insz)?.number ?? null)
  for (const alias of person.inszAliases) push(list, 'INSZ_ALIAS', parseInsz(alias)?.number ?? null)
  for (const passport of person.passports) push(list, 'PASSPORT', passportKey(passport))
  return list
}

/** The identifiers of the worker of a declaration or an A1, most trusted first: INSZ, then passport. */
export function declarationIdentifiers({
  worker: { insz, passport },
}: {
  worker: Pick<DeclarationBody['worker'], 'insz' | 'passport'>
}): Identifier<DeclarationIdentifierType>[] {
  const list: Identifier<DeclarationIdentifierType>[] = []
  if (insz) push(list, 'INSZ', parseInsz(insz)?.number ?? null)
  if (passport) push(list, 'PASSPORT', passportKey(passport))
  return list
}

/** The normalised INSZ of a presence, by which it is linked to a person; null when none is valid. */
export function presenceInsz(presence: { insz: string | null }): string | null {
  return presence.insz === null ? null : (parseInsz(presence.insz)?.number ?? null)
}

/** The identifier of one type of a declaration or an A1; null when there is none. */
export function identifierOf(
  body: Parameters<typeof declarationIdentifiers>[0],
  type: DeclarationIdentifierType,
): string | null {
  return declarationIdentifiers(body).find((identifier) => identifier.type === type)?.value ?? null
}

/** An A1 by its issuing country and number: the same on two forms is one form. Null: only requested. */
export function a1Key({ country, number }: Pick<A1Body, 'country' | 'number'>): string | null {
  return number === null ? null : passportKey({ country, number })
}

/** By what those whom a control met are known: INSZ, where none is valid the L1 number. */
export function metKeys({ met }: ControlBody): string[] {
  return [...new Set(met.flatMap((one) => presenceInsz(one) ?? one.l1Number ?? []))]
}
