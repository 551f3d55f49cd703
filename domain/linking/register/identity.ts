/** A person as far as linking looks: of the register, or as a declarant typed them. */
import type { DeclarationBody, PersonBody } from '../../contract/records.ts'
import { declarationIdentifiers, personIdentifiers } from '../exact.ts'

export interface Identity {
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

/** Of a person of the register. */
export function identityOfPerson(id: string, body: PersonBody): Identity {
  return {
    familyName: body.familyName,
    givenNames: body.givenNames,
    birthDate: body.birthDate,
    sex: body.sex,
    nationality: body.nationality,
    identifiers: personIdentifiers(id, body).map(({ value }) => value),
    damaged: null,
  }
}

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
  }
}

const SEPARATOR = '\u001f'
const clean = (text: string) => text.replaceAll(SEPARATOR, ' ')

/** What the cache keeps beside identifiers and birth date, as one text. */
export function packIdentity(who: Identity): string {
  const { familyName, givenNames, sex, nationality, damaged } = who
  return [clean(familyName), clean(givenNames), sex, nationality, damaged ?? ''].join(SEPARATOR)
}

/** The identity from what the cache keeps. */
export function unpackIdentity(
  packed: string,
  birthDate: string | null,
  identifiers: readonly string[],
): Identity {
  const [familyName, givenNames, sex, nationality, damaged] = packed.split(SEPARATOR)
  return {
    familyName: familyName!,
    givenNames: givenNames!,
    birthDate,
    sex: sex!,
    nationality: nationality!,
    identifiers,
    damaged: damaged === '' ? null : damaged!,
  }
}
