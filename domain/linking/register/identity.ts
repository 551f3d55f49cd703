/** A person as far as linking looks: of the register, or as a declarant typed them. */
import type { DeclarationBody, PersonBody } from '../../contract/records.ts'
import { declarationIdentifiers, personIdentifiers } from '../exact.ts'
import { numberKeys } from '../enterprise-keys.ts'
import { partiesOf } from '../mentions.ts'

/** For whom and where somebody works: of a person by their dossiers, of a worker as declared. */
export interface Work {
  /** Keys of enterprises that employ, send or receive them, with a space between; cut when compared. */
  employers: string
  /** Municipalities, REFNIS codes, likewise. */
  places: string
}

export const NO_WORK: Work = { employers: '', places: '' }

export interface Identity extends Work {
  familyName: string
  givenNames: string
  /** `YYYY-MM-DD`. */
  birthDate: string | null
  sex: string
  nationality: string
  /** Valid and normalised: INSZ digits, or `COUNTRY:NUMBER` of a passport. */
  identifiers: readonly string[]
  /** An INSZ whose check digits fail, as typed: evidence, never a key. */
  damaged: string | null
}

const digits = (text: string) => text.replace(/\D/g, '')

/** Of a person of the register, whose work stands in other records. */
export function identityOfPerson(id: string, body: PersonBody, work: Work = NO_WORK): Identity {
  return {
    familyName: body.familyName,
    givenNames: body.givenNames,
    birthDate: body.birthDate,
    sex: body.sex,
    nationality: body.nationality,
    identifiers: personIdentifiers(id, body).map(({ value }) => value),
    damaged: null,
    ...work,
  }
}

/** Numbers of the sender and the clients of a declaration; a name alone is no evidence of whom somebody works for. */
const partyNumbers = (body: DeclarationBody): string[] => [
  ...new Set(partiesOf(body).flatMap(numberKeys)),
]

/** Municipalities, each once. */
export const municipalitiesOf = (codes: readonly (string | null)[]): string[] => [
  ...new Set(codes.flatMap((code) => code ?? [])),
]

/** Of the worker of a declaration. */
export function identityOfWorker(body: DeclarationBody): Identity {
  const { worker } = body
  const identifiers = declarationIdentifiers(body)
  const isDamaged = worker.insz !== null && !identifiers.some(({ type }) => type === 'INSZ')
  return {
    familyName: worker.familyName,
    givenNames: worker.givenNames,
    birthDate: worker.birthDate,
    sex: worker.sex,
    nationality: worker.nationality,
    identifiers: identifiers.map(({ value }) => value),
    damaged: isDamaged ? digits(worker.insz!) : null,
    employers: partyNumbers(body).join(' '),
    places: municipalitiesOf(body.places.map(({ address }) => address?.municipality ?? null)).join(
      ' ',
    ),
  }
}

const SEPARATOR = '\u001f'
const clean = (text: string) => text.replaceAll(SEPARATOR, ' ')

/** What the cache keeps beside identifiers and birth date, as one text. */
export function packIdentity(who: Identity): string {
  const { familyName, givenNames, sex, nationality, damaged, employers, places } = who
  return [
    clean(familyName),
    clean(givenNames),
    sex,
    nationality,
    damaged ?? '',
    employers,
    places,
  ].join(SEPARATOR)
}

/** The keys or codes of a work. */
export const wordsOf = (text: string): string[] => (text === '' ? [] : text.split(' '))

/** The identity from what the cache keeps; `work`: of a person, from other records. */
export function unpackIdentity(
  packed: string,
  birthDate: string | null,
  identifiers: readonly string[],
  work: Work | null = null,
): Identity {
  const [familyName, givenNames, sex, nationality, damaged, employers, places] =
    packed.split(SEPARATOR)
  return {
    familyName: familyName!,
    givenNames: givenNames!,
    birthDate,
    sex: sex!,
    nationality: nationality!,
    identifiers,
    damaged: damaged === '' ? null : damaged!,
    employers: work ? work.employers : (employers ?? ''),
    places: work ? work.places : (places ?? ''),
  }
}
